"""What a file that is not UTF-8 may be instead, for the message that says so."""

from __future__ import annotations

import codecs
import re

MARKS = {
    # UTF-32 first: its mark begins with that of UTF-16.
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
"""Byte order marks, and what they tell."""

SEEN = 100_000
"""Bytes that are looked at."""

_CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\r\f\x1b"))
_UNWESTERN = re.compile(rb"[\x80-\xff]{3}|[\x81-\x84\x86-\x90\x98-\x9f]")
"""What Western texts do not have: many letters beyond ASCII in a row, and the rarer signs."""

_UNUSUAL = 0.1
"""Share of control characters that no text has."""


def foreign(raw: bytes) -> str | None:
    """Name what some bytes are although they may be valid UTF-8 as well; None for a text."""
    for mark, name in MARKS.items():
        if raw.startswith(mark):
            return name
    raw = raw[:SEEN]
    if raw and (len(raw) - len(raw.translate(None, _CONTROLS))) / len(raw) > _UNUSUAL:
        return _wide(raw) or "a binary file"
    return None


def likely(raw: bytes) -> str:
    """Name the encoding that bytes which are not UTF-8 most likely have."""
    raw = raw[:SEEN]
    if not _UNWESTERN.search(raw):
        return "Windows-1252 or Latin-1"
    from charset_normalizer import from_bytes

    best = from_bytes(raw).best()
    return "a binary file" if best is None else codecs.lookup(best.encoding).name.upper()


def _wide(raw: bytes) -> str | None:
    """Tell UTF-16 and UTF-32 without a mark by where their zeros stand, as long as most of it is ASCII."""
    for width, name in ((4, "UTF-32"), (2, "UTF-16")):
        empty = [4 * raw[at::width].count(0) > 3 * len(raw) // width for at in range(width)]
        if empty.count(False) == 1:
            return name
    return None
