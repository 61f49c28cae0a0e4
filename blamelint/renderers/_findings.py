"""What several formats say of a finding: its lasting name, its file as a path or address, its words in one line."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from blamelint.diagnostic import Diagnostic, FileReport, Fix, Suppressed
from blamelint.fingerprint import fingerprints
from blamelint.renderers._screen import visible
from blamelint.source import Source, Span

HOMEPAGE = "https://github.com/blamelint/blamelint"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of a file, with its name."""

    diagnostic: Diagnostic
    """What was found."""

    fingerprint: str
    """As `blamelint.fingerprint` gives it."""

    suppressed: Suppressed | None = None
    """Why it does not count; None when it does."""


def findings(file: FileReport) -> list[Finding]:
    """List what was found in a file, what does not count included, in reading order.

    A finding keeps its name when another one is suppressed, as all of them are counted together.
    """
    known: list[tuple[Diagnostic, Suppressed | None]] = [(one.diagnostic, one) for one in file.suppressed]
    entries = sorted([*((one, None) for one in file.diagnostics), *known], key=lambda entry: _place(entry[0]))
    names = fingerprints(file.source, [diagnostic for diagnostic, _ in entries])
    return [Finding(found, name, by) for (found, by), name in zip(entries, names, strict=True)]


def _place(diagnostic: Diagnostic) -> tuple[Span, str]:
    return diagnostic.span, diagnostic.rule


def said(diagnostic: Diagnostic) -> str:
    """Give the message and the question as one line that shows what is hidden in it."""
    return visible(" ".join(part for part in (diagnostic.message, diagnostic.question) if part))


def lines(source: Source, span: Span) -> tuple[int, int]:
    """Give the numbers of the first and last line that a span touches."""
    return source.position(span.start).line, source.position(max(span.start, span.end - 1)).line


def merged(source: Source, fix: Fix) -> tuple[Span, str]:
    """Turn the edits of a fix into a single one, for formats that take no more."""
    span = Span(fix.edits[0].span.start, fix.edits[-1].span.end)
    text, at = "", span.start
    for edit in fix.edits:
        text += source.text[at : edit.span.start] + edit.text
        at = edit.span.end
    return span, text


def shown_path(path: str) -> str:
    """Give a path with slashes, from the current folder where it lies below it, with what is hidden in it shown."""
    return visible(_relative(path).as_posix())


def uri(path: str) -> str:
    """Give a path as a relative reference, or an absolute one for a file outside the current folder."""
    near = _relative(path)
    if near.is_absolute():
        return near.as_uri()
    # A colon in the first segment would make the rest of it a scheme.
    return quote(os.fsencode(near.as_posix()), safe="/@!$&'()*+,;=")


def _relative(path: str) -> Path:
    given = Path(path)
    if given.is_absolute() and given.is_relative_to(Path.cwd()):
        return given.relative_to(Path.cwd())
    return given
