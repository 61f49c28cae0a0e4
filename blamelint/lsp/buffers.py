"""The documents that are open in the editor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from lsprotocol import types
from pygls.uris import to_fs_path

from blamelint.diagnostic import Diagnostic, Edit, Fix, Related
from blamelint.document import Document
from blamelint.formats.markdown import read_markdown
from blamelint.lsp.interrupting import Interruptible
from blamelint.lsp.text import Change, Encoding, Places, apply
from blamelint.settings import Settings
from blamelint.source import Source, Span

PROSE = frozenset({"markdown", "mdx", "quarto", "rmd"})
"""Language ids of the documents that are linted."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in one version of a document."""

    source: Source
    """Its text."""

    findings: tuple[Diagnostic, ...]
    """In reading order."""

    settings: Settings
    """Those that held."""


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
    """What was found last; shifted by what was typed since."""

    is_current: bool = False
    """Whether `checked` is about the very text, under settings that still hold."""

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
        """Take over what was typed; what was found before moves with its words."""
        self.source, made = apply(self.source, changes, self.encoding)
        self.version, self.is_current = version, False
        self.memory.newest = self.source.text
        if self.checked is not None:
            moved = tuple(_moved(finding, made) for finding in self.checked.findings)
            self.checked = replace(self.checked, source=self.source, findings=moved)


def path_of(uri: str) -> Path | None:
    """Find the file behind a URI; None when it is not a file."""
    name = to_fs_path(uri) if uri.startswith("file:") else None
    return Path(name) if name else None


def _moved(finding: Diagnostic, changes: Iterable[Change]) -> Diagnostic:
    for change in changes:
        finding = replace(
            finding,
            span=change.moved(finding.span),
            sentence=change.moved(finding.sentence) if finding.sentence else None,
            related=tuple(Related(r.rule, change.moved(r.span), r.message) for r in finding.related),
            # A rewrite of words that have changed is a rewrite of something else.
            fixes=tuple(_moved_fix(fix, change) for fix in finding.fixes if not _touches(fix, change.span)),
        )
    return finding


def _moved_fix(fix: Fix, change: Change) -> Fix:
    return replace(fix, edits=tuple(Edit(change.moved(edit.span), edit.text) for edit in fix.edits))


def _touches(fix: Fix, span: Span) -> bool:
    return any(edit.span.start <= span.end and span.start <= edit.span.end for edit in fix.edits)
