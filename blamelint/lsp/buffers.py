"""The documents that are open in the editor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from lsprotocol import types
from pygls.uris import to_fs_path

from blamelint.diagnostic import Diagnostic, FileReport
from blamelint.document import Document
from blamelint.errors import DocumentError
from blamelint.formats.markdown import read_markdown
from blamelint.lsp.interrupting import Interruptible
from blamelint.lsp.text import Encoding, Places, apply
from blamelint.settings import Settings
from blamelint.source import Source

PROSE = frozenset({"markdown", "mdx", "quarto", "rmd"})
"""Language ids of the documents that are linted."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in one version of a document."""

    report: FileReport
    """All that was found."""

    settings: Settings
    """Those that held."""

    document: Document | None = None
    """What was read; None when nothing was looked at."""

    refusal: DocumentError | None = None
    """Why it is not looked at."""

    has_rewrites: bool = True
    """Whether sentences were also said anew, which takes longer than finding what to say anew."""

    @property
    def source(self) -> Source:
        """Its text."""
        return self.report.source

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """In reading order."""
        return self.report.diagnostics


@dataclass(slots=True)
class Buffer:
    """One open document."""

    uri: str
    """As the editor names it."""

    language: str
    """The editor's language id."""

    version: int
    """Grows with every change."""

    source: Source
    """The text as the editor shows it."""

    encoding: Encoding
    """In what its columns are counted."""

    checked: Checked | None = None
    """What was found in this very text, under settings that still hold; None when that is not known.

    What an editor shows of the text before moves there along with its words.
    """

    is_saved: bool = True
    """Whether it was not changed since it was opened or saved."""

    is_linted: bool = False
    """Whether any of its versions was linted, so that the next one takes a moment."""

    memory: Interruptible = field(init=False)
    """What is known about the last version; for the thread that lints."""

    def __post_init__(self) -> None:
        self.memory = Interruptible(self.source.text)

    @property
    def path(self) -> Path | None:
        """Its file; None for an untitled document."""
        return path_of(self.uri)

    @property
    def is_prose(self) -> bool:
        """Whether it is a document to lint."""
        return self.language in PROSE

    @property
    def places(self) -> Places:
        """Positions in its text."""
        return Places(self.source, self.encoding)

    def document_of(self, source: Source) -> Document:
        """Read one of its texts; for the thread that lints."""
        return read_markdown(source, self.memory)

    def change(self, version: int, changes: Iterable[types.TextDocumentContentChangeEvent]) -> None:
        """Take over what was typed."""
        self.source = apply(self.source, changes, self.encoding)
        self.version, self.checked, self.is_saved = version, None, False
        self.memory.newest = self.source.text

    def forget(self) -> None:
        """Let nothing hold that was found, or is being found, under settings that may be others now."""
        self.source, self.checked = Source(self.source.path, self.source.text), None


def path_of(uri: str) -> Path | None:
    """Find the file behind a URI; None when it is not a file."""
    name = to_fs_path(uri) if uri.startswith("file:") else None
    return Path(name) if name else None
