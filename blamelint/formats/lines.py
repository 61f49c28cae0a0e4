"""Where the text that the parser sees stands in the file."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Hashable
from dataclasses import dataclass, field

from blamelint.source import Source, Span

_NEWLINE = re.compile(r"\r\n?")


@dataclass(frozen=True)
class Body:
    """The part of a file that is Markdown, with the newlines that the parser expects."""

    source: Source
    """The whole file."""

    text: str
    """Without byte order mark and front matter; lines end with `\\n`, NUL is U+FFFD."""

    start: int
    """Where the body begins in the file."""

    dropped: list[int]
    """Offsets in `text` of the newlines that took two code points in the file."""

    def place(self, offset: int) -> int:
        """Find an offset of the body in the file."""
        return self.start + offset + bisect.bisect_left(self.dropped, offset)


def body_of(source: Source, *, start: int) -> Body:
    """Normalise what follows `start` the way CommonMark asks for."""
    raw = source.text[start:]
    dropped: list[int] = []
    if "\r" in raw:
        for match in _NEWLINE.finditer(raw):
            if len(match[0]) == 2:
                dropped.append(match.start() - len(dropped))
        raw = _NEWLINE.sub("\n", raw)
    return Body(source, raw.replace("\0", "\ufffd"), start, dropped)


@dataclass(slots=True)
class LineMap:
    """Content that was cut from several places of the body, joined."""

    text: str = ""
    """The joined content."""

    starts: list[int] = field(default_factory=list)
    """Where each piece begins in `text`."""

    sources: list[int] = field(default_factory=list)
    """Where each piece begins in the body."""

    def append(self, piece: str, source: int) -> None:
        """Add a piece that stands at `source`."""
        self.starts.append(len(self.text))
        self.sources.append(source)
        self.text += piece

    def moved(self, by: int) -> LineMap:
        """Give the same content for a body in which it stands elsewhere."""
        return LineMap(self.text, self.starts, [source + by for source in self.sources]) if by else self


@dataclass(frozen=True, slots=True)
class Place:
    """Inline content of one block, and the way back to the file."""

    text: str
    """What the inline parser reads."""

    lines: LineMap
    """Where it was cut from."""

    lead: int
    """How much of `lines.text` was trimmed before `text`."""

    body: Body
    """What the line map points into."""

    @property
    def key(self) -> Hashable:
        """The text with its source and how they fit, wherever it stands; the text must not be empty."""
        first, lines = self._in_body(0), self.lines
        pieces = tuple((start, source - first) for start, source in zip(lines.starts, lines.sources, strict=True))
        return self.text, self.lead, pieces, self.body.source.text[self.at(0) : self.at(len(self.text) - 1) + 1]

    def at(self, offset: int) -> int:
        """Find an offset of the text in the file."""
        return self.body.place(self._in_body(offset))

    def _in_body(self, offset: int) -> int:
        offset += self.lead
        piece = max(bisect.bisect_right(self.lines.starts, offset) - 1, 0)
        return self.lines.sources[piece] + offset - self.lines.starts[piece]

    def span(self, start: int, end: int) -> Span:
        """Find a non-empty stretch of the text in the file."""
        return Span(self.at(start), self.at(end - 1) + 1)

    def pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """Cut a stretch where the file does not continue it directly."""
        starts = self.lines.starts
        low = bisect.bisect_right(starts, start + self.lead)
        high = bisect.bisect_left(starts, end + self.lead)
        edges = [start, *(cut - self.lead for cut in starts[low:high]), end]
        return list(itertools.pairwise(edges))
