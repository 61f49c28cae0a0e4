"""A report for a comment on a pull request, or for the summary of a job."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from blamelint.diagnostic import Diagnostic, FileError, FileReport, Report, SuppressedBy
from blamelint.renderers._findings import shown_path
from blamelint.renderers._markup import code, escape
from blamelint.renderers._screen import failure, notes, plural, summary, visible
from blamelint.source import Source

LIMIT = 65_536
"""GitHub takes this many characters in one comment."""

RESERVED = 200
"""Room kept for the line that says what was left out."""

EXCERPT = 120
"""Longest excerpt, in characters."""

TABLE = "| Line | Finding | Words |\n| ---: | --- | --- |\n"


def render(report: Report, out: TextIO, **_: object) -> None:
    """Write what was found as one table for each file, as far as it fits into one comment."""
    text, left_out = _head(report), 0
    for entry in _entries(report):
        # Once one is left out all the others are: a report with holes would look whole.
        if left_out or _size(text) + _size(entry) > LIMIT - RESERVED:
            left_out += 1
        else:
            text += entry
    if left_out:
        text += (
            f"\n**{plural(left_out, 'more entry', 'more entries')}** would not fit here; `blamelint lint` shows all.\n"
        )
    out.write(text)


def _size(text: str) -> int:
    """Count as GitHub does, which takes a character beyond the first 65,536 for two."""
    return len(text.encode("utf-16-le")) // 2


def _head(report: Report) -> str:
    known = [one.by for file in report.files if isinstance(file, FileReport) for one in file.suppressed]
    allowed, old = known.count(SuppressedBy.COMMENT), known.count(SuppressedBy.BASELINE)
    parts = [f"{allowed} allowed by comments"] * bool(allowed) + [f"{old} in the baseline"] * bool(old)
    uncounted = f"\nNot counted: {', '.join(parts)}.\n" if parts else ""
    return f"## blamelint\n\n{summary(report)}.\n{uncounted}"


def _entries(report: Report) -> Iterator[str]:
    """Give the rows of all tables, each first one with its heading."""
    for file in report.files:
        if isinstance(file, FileError):
            yield f"\n### {code(shown_path(file.path))}\n\n{escape(visible(failure(file)))}\n"
            continue
        heading = f"\n### {code(shown_path(file.source.path))}\n\n{TABLE}"
        for diagnostic in file.diagnostics:
            yield heading + _row(file.source, diagnostic)
            heading = ""


def _row(source: Source, diagnostic: Diagnostic) -> str:
    rule = f"[{diagnostic.rule}]({diagnostic.url})" if diagnostic.url else escape(diagnostic.rule)
    beneath = "".join(f"<br>*{label}:* {escape(visible(text))}" for label, text in notes(diagnostic))
    finding = f"**{diagnostic.severity!s}** {rule}<br>{escape(visible(diagnostic.message))}{beneath}"
    words = " ".join(source.slice(diagnostic.span).split())
    excerpt = words if len(words) <= EXCERPT else f"{words[: EXCERPT - 1]}…"
    return f"| {source.position(diagnostic.span.start).line} | {finding} | {code(excerpt)} |\n"
