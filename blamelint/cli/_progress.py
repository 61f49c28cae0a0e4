"""How far a long run has come, for a person who waits for it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from typing import TextIO, TypeVar

One = TypeVar("One")

FEW = 20
"""So many files are linted before anybody begins to wonder."""

AT_FIRST = 0.5
"""Seconds before the bar appears: what is known already takes less."""

BETWEEN = 0.1
"""Seconds between two looks of the bar."""

WIDTH = 24
"""Columns of the bar."""

CLEAR = "\r\x1b[K"
"""Takes the line away, so that only findings stay on the screen."""


def watched(some: Iterable[One], *, total: int) -> Iterator[One]:
    """Go through some files, and show on standard error how far it is, where that is a terminal and they are many."""
    if total <= FEW or not _is_watched(sys.stderr):
        yield from some
        return
    # Findings may be written to the same screen while the files go by.
    shared, due = sys.stdout.isatty(), time.monotonic() + AT_FIRST
    try:
        for number, one in enumerate(some, 1):
            _show(CLEAR if shared else "")
            yield one
            if time.monotonic() >= due:
                _show(f"{CLEAR}{_bar(number, total)}")
                due += 0 if shared else BETWEEN
    finally:
        _show(CLEAR)


def _show(line: str) -> None:
    sys.stderr.write(line)
    sys.stderr.flush()


def _bar(number: int, total: int) -> str:
    done = WIDTH * number // total
    return f"[{'#' * done}{'.' * (WIDTH - done)}] {number} of {total} files"


def _is_watched(screen: TextIO) -> bool:
    return screen.isatty() and not os.environ.get("CI") and os.environ.get("TERM") != "dumb"
