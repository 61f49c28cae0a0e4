"""What the commands share: the terminal, exit codes and the rules of the current folder."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from blamelint import api
from blamelint.configuration import load_settings
from blamelint.errors import UserError, reason
from blamelint.renderers._screen import visible

if TYPE_CHECKING:
    from blamelint.packs import RuleBook

CLEAN, FOUND, BROKEN = 0, 1, 2
INTERRUPTED, PIPE_CLOSED = 130, 141  # 128 and the number of the signal, as shells have it


@contextmanager
def stdout() -> Iterator[TextIO]:
    """Give standard output, ready for any character, and be silent when its reader has gone.

    Raises `UserError` when it is closed, or cannot take what is written.
    """
    out = sys.stdout
    if out is None:
        raise UserError("standard output is closed")
    if isinstance(out, io.TextIOWrapper):
        # A file or a pipe is UTF-8 everywhere; a terminal knows its own encoding, which may lack a character.
        out.reconfigure(encoding=None if out.isatty() else "utf-8", errors="backslashreplace")
    try:
        yield out
        out.flush()
    except BrokenPipeError:
        _discard(out)
        sys.exit(PIPE_CLOSED)
    except OSError as error:
        _discard(out)
        raise UserError(f"cannot write to standard output: {reason(error)}") from None


def _discard(out: TextIO) -> None:
    """Throw away what could not be written: Python flushes once more at exit, and would complain then."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())


def wants_color(choice: str, out: TextIO) -> bool:
    """Decide on colour: as asked, and in `auto` only on a terminal that wants it."""
    if choice != "auto":
        return choice == "always"
    return out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width(out: TextIO) -> int:
    """Give the columns of a terminal, and those of a page elsewhere."""
    if not out.isatty():
        return 120
    import shutil

    return shutil.get_terminal_size((120, 24)).columns


def configured_rules() -> RuleBook:
    """Load the rules that the configuration of the current folder asks for."""
    return api.rules_for(load_settings(Path.cwd()))


def complain(error: UserError) -> int:
    """Write an error with its place and its way out to standard error, and give the exit code."""
    place = f"{error.at}: " if error.at else ""
    tell(f"{place}{error.problem}", error.hint)
    return BROKEN


def tell(problem: str, hint: str | None) -> None:
    """Write a problem and the way out of it to standard error."""
    lines = [visible(problem), *([f"  hint: {visible(hint)}"] if hint else [])]
    with suppress(OSError):  # when nobody can be told, the exit code says it
        click.echo("\n".join(lines), err=True)


def near(path: Path | str) -> str:
    """Name a file as a person in the current folder would type it."""
    try:
        return str(Path(path).resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def counted(number: int, one: str, many: str | None = None) -> str:
    """Write a number with its noun."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"
