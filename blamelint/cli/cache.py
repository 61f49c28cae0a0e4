"""`blamelint cache`."""

from __future__ import annotations

from pathlib import Path

import click

from blamelint.archive import place
from blamelint.cli._console import CLEAN, counted, stdout, tell
from blamelint.errors import UserError
from blamelint.renderers._screen import visible
from blamelint.store import compiled


@click.group("cache")
def command() -> None:
    """See or clear what is kept between runs: findings by text, and compiled rules."""


@command.command("info")
def info() -> int:
    """Show where it lies, how much there is and how much there may be."""
    from blamelint.cache import standing_of

    file, standing = _place(), standing_of(_place())
    with stdout() as out:
        out.write(f"place:    {visible(str(file.parent))}\n")
        entries = counted(standing.answers, "entry", "entries")
        out.write(f"findings: {entries}, {_bytes(standing.size)} of at most {_bytes(standing.bound)}\n")
        rules = compiled()
        out.write(f"rules:    {counted(len(rules), 'file')}, {_bytes(sum(map(_size, rules)))}\n")
    return CLEAN


@command.command("clear")
def clear() -> int:
    """Forget all of it; what is needed is worked out anew."""
    from blamelint.cache import parts

    gone = [*parts(_place()), *compiled()]
    freed = sum(map(_size, gone))
    for part in gone:
        try:
            part.unlink(missing_ok=True)
        except OSError as error:
            raise UserError(f"cannot clear the cache: {error.strerror}", hint=str(part)) from None
    tell(f"Cleared {_bytes(freed)}.", None)
    return CLEAN


def _place() -> Path:
    file = place()
    if file is None:
        raise UserError("there is no place for a cache", hint="BLAMELINT_CACHE_DIR can name a folder")
    return file


def _size(file: Path) -> int:
    return file.stat().st_size if file.exists() else 0


def _bytes(number: int) -> str:
    """Write a size as people read it."""
    for unit, size in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if number >= size:
            return f"{number / size:.1f} {unit}"
    return counted(number, "byte")
