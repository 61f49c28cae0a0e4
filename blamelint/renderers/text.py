"""Findings for people: place and message, the words in their line, and the way forward beneath."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from blamelint.diagnostic import Diagnostic, FileError, Report
from blamelint.renderers._screen import (
    COMMAND,
    cells,
    columns,
    failure,
    notes,
    statistics_lines,
    styled,
    summary,
    visible,
)
from blamelint.source import BOM, Source, Span

SHOWN_LINES = 4
"""Of a longer finding, the first lines and the last one are shown."""

ELLIPSIS = "…"

_HASH = "\\x23"

LONG_WORD = 16
"""A cut looks this far for a space."""


def render(report: Report, out: TextIO, *, color: bool = False, statistics: bool = False, width: int = 120) -> None:
    """Write each finding with an excerpt, and a summary at the end."""
    for file in report.files:
        if isinstance(file, FileError):
            out.write(f"{styled('error', 'error', color=color)} {visible(failure(file))}\n\n")
            continue
        for diagnostic in () if statistics else file.diagnostics:
            out.writelines(f"{line}\n" for line in shown(file.source, diagnostic, color=color, width=width))
    if statistics:
        lines = statistics_lines(report)
        out.writelines(f"{line}\n" for line in [*lines, ""] if lines)
    out.write(summary(report) + "\n")


def shown(source: Source, diagnostic: Diagnostic, *, color: bool, width: int) -> Iterator[str]:
    """Give the lines of one finding, an empty one last."""
    at = source.position(diagnostic.span.start)
    place = styled(visible(f"{source.path}:{at.line}:{at.column}"), "bold", color=color)
    severity = styled(str(diagnostic.severity), str(diagnostic.severity), color=color)
    yield f"{place} {severity} {styled(diagnostic.rule, 'bold', color=color)}  {visible(diagnostic.message)}"
    gutter = len(str(source.position(max(diagnostic.span.start, diagnostic.span.end - 1)).line))
    bar = styled("|", "cyan", color=color)
    empty = f"{' ' * gutter} {bar}"
    yield empty
    yield from _excerpt(source, diagnostic, gutter, color=color, width=width)
    beneath = list(notes(diagnostic))
    if beneath:
        yield empty
    for label, text in beneath:
        yield f"{' ' * gutter} {styled('=', 'cyan', color=color)} {styled(label, 'bold', color=color)}: {visible(text)}"
    yield ""


def _excerpt(source: Source, diagnostic: Diagnostic, gutter: int, *, color: bool, width: int) -> Iterator[str]:
    """Show the lines of a finding, each with the found words underlined."""
    bar = styled("|", "cyan", color=color)
    lines = list(_line_spans(source, diagnostic.span))
    cut = len(lines) > SHOWN_LINES
    for number, line, marked in [*lines[: SHOWN_LINES - 1], lines[-1]] if cut else lines:
        if cut and number == lines[-1][0]:
            yield f"{' ' * gutter} {bar} {ELLIPSIS}"
        text, start, length = _fitted(source, line, marked, width - gutter - 3)
        yield f"{styled(f'{number:>{gutter}}', 'cyan', color=color)} {bar} {text}".rstrip()
        underline = styled("^" * length, str(diagnostic.severity), color=color)
        yield f"{' ' * gutter} {bar} {' ' * start}{underline}"


def _line_spans(source: Source, span: Span) -> Iterator[tuple[int, Span, Span]]:
    """Number, extent without its ending, and found part of each line that a span touches."""
    first = source.position(span.start).line
    last = source.position(max(span.start, span.end - 1)).line
    for number in range(first, last + 1):
        start = source.line_starts[number - 1]
        end = source.line_starts[number] if number < len(source.line_starts) else len(source.text)
        end = start + len(source.text[start:end].rstrip("\r\n"))
        if source.text.startswith(BOM, start) and start == 0:
            start = min(len(BOM), end)
        # Indentation of a continuation line is not what was found.
        indent = len(source.text[start:end]) - len(source.text[start:end].lstrip(" \t>"))
        begin = min(max(span.start, start if number == first else start + indent), end)
        yield number, Span(start, end), Span(begin, max(begin, min(span.end, end)))


def _fitted(source: Source, line: Span, marked: Span, room: int) -> tuple[str, int, int]:
    """Cut a line so that the found words stay in view; give it with the column and width of the underline.

    A paragraph on one line is common in Markdown, and a terminal would wrap it under its own underline.
    """
    room = max(room, 20)
    parts = (source.text[line.start : marked.start], source.slice(marked), source.text[marked.end : line.end])
    if COMMAND.search(source.slice(line)):
        # An order may begin in one part and end in the next.
        parts = (parts[0].replace("#", _HASH), parts[1].replace("#", _HASH), parts[2].replace("#", _HASH))
    before, found, after = parts
    before = cells(before)
    found = cells(found, at=columns(before))
    after = cells(after, at=columns(before) + columns(found))
    if columns(before) + columns(found) + columns(after) > room:
        spare = max(room - columns(found), 0)
        # More of what leads to the words than of what follows, unless there is room to spare.
        before = _tail(before, max(spare * 3 // 5, spare - columns(after)))
        found = _head(found, room - columns(before))
        after = _head(after, room - columns(before) - columns(found))
    return before + found + after, columns(before), max(columns(found), 1)


def _head(text: str, room: int) -> str:
    if columns(text) <= room:
        return text
    kept = text[: max(room - 1, 0)] if text.isascii() else ""
    for char in text[len(kept) :]:
        if columns(kept + char) + 1 > room:
            break
        kept += char
    # Between two words, unless that would cost much.
    space = kept.rfind(" ", len(kept) - LONG_WORD)
    return kept[: space + 1 or None] + ELLIPSIS if room > 0 else ""


def _tail(text: str, room: int) -> str:
    if columns(text) <= room:
        return text
    start = len(text) - max(room - 1, 0) if text.isascii() else len(text)
    while start > 0 and columns(text[start - 1 :]) + 1 <= room:
        start -= 1
    space = text.find(" ", start, start + LONG_WORD)
    return ELLIPSIS + text[max(start, space) :] if room > 0 else ""
