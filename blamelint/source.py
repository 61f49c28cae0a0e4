"""The text of a file, exactly as stored, and places in it."""

from __future__ import annotations

import bisect
import os
import re
import stat
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from blamelint.encoding import foreign, likely
from blamelint.errors import DocumentError, Location, reason

AT_ONCE = 2**20
"""Bytes that are read together."""

BOM = "\ufeff"
LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of text, in code points."""

    start: int
    """Offset of the first code point."""

    end: int
    """Offset after the last code point."""

    def __len__(self) -> int:
        return self.end - self.start

    def moved(self, by: int) -> Span:
        """Give the same stretch of a text in which it stands elsewhere."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Tell whether both share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether `other` lies inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Position:
    """A place as people name it."""

    line: int
    """From 1."""

    column: int
    """From 1, in code points; a byte order mark has no column."""

    offset: int
    """From 0, in code points of the file, a byte order mark included."""


@dataclass(frozen=True)
class Source:
    """A text and the path it came from."""

    path: str
    """As the user gave it; `-` for standard input without a name."""

    text: str
    """Decoded text with its line endings, and with its byte order mark when there is one."""

    @cached_property
    def line_starts(self) -> list[int]:
        """Offsets at which lines begin; `\\n`, `\\r\\n` and a lone `\\r` end a line."""
        return [0, *(match.end() for match in LINE_END.finditer(self.text))]

    def position(self, offset: int) -> Position:
        """Find line and column of an offset."""
        line = bisect.bisect_right(self.line_starts, offset)
        column = offset - self.line_starts[line - 1] + 1
        if line == 1 and column > 1 and self.text.startswith(BOM):
            column -= 1
        return Position(line, column, offset)

    def location(self, offset: int) -> Location:
        """Name the place of an offset for an error message."""
        at = self.position(offset)
        return Location(self.path, at.line, at.column)

    def slice(self, span: Span) -> str:
        """Return the text of a span."""
        return self.text[span.start : span.end]


def read_source(path: Path, *, name: str | None = None, most: int | None = None) -> Source:
    """Read a file without changing a code point of it.

    Raises `DocumentError` when it cannot be read, has more than `most` bytes, or is not UTF-8.
    """
    shown = name or str(path)
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            # Reading a pipe waits for ever, and some devices never end.
            raise DocumentError("not a file", at=Location(shown))
        if most is not None:
            refuse_larger(found.st_size, most, shown)
        with open(path, "rb", opener=_at_once) as file:
            # A file of `/proc` says that it is empty, and may have no end.
            raw = file.read() if most is None else _read(file, most)
        if most is not None:
            refuse_larger(len(raw), most, shown)
    except (OSError, ValueError) as error:
        raise DocumentError(f"cannot read the file: {reason(error)}", at=Location(shown)) from None
    return decode(raw, shown)


def _read(file: BinaryIO, most: int) -> bytes:
    """Read a file to its end, or until it has more than `most` bytes."""
    parts, size = [], 0
    while size <= most and (part := file.read(AT_ONCE)):
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _at_once(path: str, flags: int) -> int:
    """Open a file that waits for nobody, whatever has been put in its place meanwhile."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def refuse_larger(size: int, most: int, name: str) -> None:
    """Raise `DocumentError` for a document of more bytes than are looked at."""
    if size > most:
        problem = f"the document has {size:,} bytes, and max-size is {most:,}"
        raise DocumentError(problem, at=Location(name), hint="split it, or raise `max-size` in the settings")


def decode(raw: bytes, name: str) -> Source:
    """Turn the bytes of a document into a source; raises `DocumentError` naming the first bad byte."""
    found = foreign(raw)
    if found:
        raise DocumentError(f"the file is {found}, not UTF-8", at=Location(name), hint="save it as UTF-8")
    try:
        return Source(name, raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        hint = f"it looks like {likely(raw)}; save the file as UTF-8"
        problem = f"byte {raw[error.start]:#04x} is not UTF-8"
        raise DocumentError(problem, at=Location(name, line, column), hint=hint) from None
