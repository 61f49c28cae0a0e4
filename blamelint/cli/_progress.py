"""How far a long run has come, for a person who waits for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TextIO, TypeVar

One = TypeVar("One")

FEW = 20
"""So many files are linted before anybody begins to wonder."""

CLEAR = "\r\x1b[K"
"""Takes the line away, so that only findings stay on the screen."""


def watched(some: Sequence[One]) -> Iterator[One]:
    """Go through a list, and count on standard error where that is a terminal and the list is long."""
    if len(some) <= FEW or not _is_watched(sys.stderr):
        yield from some
        return
    try:
        for number, one in enumerate(some, 1):
            sys.stderr.write(f"{CLEAR}{number} of {len(some)} files")
            sys.stderr.flush()
            yield one
    finally:
        sys.stderr.write(CLEAR)
        sys.stderr.flush()


def _is_watched(screen: TextIO) -> bool:
    return screen.isatty() and not os.environ.get("CI") and os.environ.get("TERM") != "dumb"
