"""Places in a text as an editor counts them: lines from 0, columns in code units of an agreed encoding."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lsprotocol import types

from blamelint.source import LINE_END, Source, Span

SURROGATE = re.compile("[\ud800-\udfff]")
Encoding = types.PositionEncodingKind | str


@dataclass(frozen=True, slots=True)
class Places:
    """Converts between offsets of one source and positions of an editor."""

    source: Source
    """The text."""

    encoding: Encoding
    """In what columns are counted."""

    def position(self, offset: int) -> types.Position:
        """Find the editor's name for an offset."""
        line = self.source.position(offset).line - 1
        start = self.source.line_starts[line]
        return types.Position(line, units(self.source.text[start:offset], self.encoding))

    def offset(self, position: types.Position) -> int:
        """Find the offset of a position; one behind the end of a line or of the text is taken for that end."""
        starts, text = self.source.line_starts, self.source.text
        if position.line >= len(starts):
            return len(text)
        start = starts[position.line]
        end = starts[position.line + 1] if position.line + 1 < len(starts) else len(text)
        line = LINE_END.sub("", text[start:end])
        return start + _column(line, position.character, self.encoding)

    def range(self, span: Span) -> types.Range:
        """Find the editor's name for a span."""
        return types.Range(self.position(span.start), self.position(span.end))

    def span(self, range: types.Range) -> Span:
        """Find the span of an editor's range; one that is the wrong way round is turned."""
        ends = sorted((self.offset(range.start), self.offset(range.end)))
        return Span(ends[0], ends[1])


def units(text: str, encoding: Encoding) -> int:
    """Count the code units of a text."""
    if encoding == types.PositionEncodingKind.Utf32 or text.isascii():
        return len(text)
    if encoding == types.PositionEncodingKind.Utf8:
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text) + sum(char > "\uffff" for char in text)


def _column(line: str, count: int, encoding: Encoding) -> int:
    """Find how many code points of a line make so many code units; a part of a character does not count."""
    if encoding == types.PositionEncodingKind.Utf32 or line.isascii():
        return min(count, len(line))
    for column, char in enumerate(line):
        count -= units(char, encoding)
        if count < 0:
            return column
    return len(line)


def readable(text: str) -> str:
    """Take halves of a character, which JSON can carry, for what cannot be read; columns stay as they are."""
    return text if text.isascii() else SURROGATE.sub("\ufffd", text)


def apply(source: Source, changes: Iterable[types.TextDocumentContentChangeEvent], encoding: Encoding) -> Source:
    """Make an editor's changes, each in the text that the one before it left."""
    for change in changes:
        span = Span(0, len(source.text))
        if isinstance(change, types.TextDocumentContentChangePartial):
            span = Places(source, encoding).span(change.range)
        source = Source(source.path, source.text[: span.start] + readable(change.text) + source.text[span.end :])
    return source
