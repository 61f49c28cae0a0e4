"""The one error that users see: a problem in something they gave us, its place, and the way out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file that a user wrote."""

    path: str
    """As the user would type it."""

    line: int | None = None
    """From 1; None when the whole file is meant."""

    column: int | None = None
    """From 1, in code points."""

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)


class UserError(Exception):
    """A problem that the user can mend; the command line prints it and exits with 2."""

    def __init__(self, problem: str, *, at: Location | None = None, hint: str | None = None) -> None:
        super().__init__(problem)
        self.problem = problem
        self.at = at
        self.hint = hint

    def __reduce__(self) -> tuple[Callable[[str], UserError], tuple[str]]:
        """Travel between processes."""
        return partial(type(self), at=self.at, hint=self.hint), (self.problem,)

    def __str__(self) -> str:
        head = f"{self.at}: {self.problem}" if self.at else self.problem
        return f"{head}\n  hint: {self.hint}" if self.hint else head


def reason(error: Exception) -> str:
    """Say why a file cannot be used: in the system's words, or in Python's for a name that no file can have."""
    return getattr(error, "strerror", None) or str(error)


class DocumentError(UserError):
    """A problem of one document: the others of a run can still be linted."""


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Phrase a hint with the known name that looks most like a mistyped one."""
    import difflib

    known = sorted(names)
    # "omision" is nearer to "person/omission" than its length lets difflib see.
    by_tail = {rule.partition("/")[2]: rule for rule in known if "/" in rule}
    close = difflib.get_close_matches(name, known, n=1) or [
        by_tail[tail] for tail in difflib.get_close_matches(name, by_tail, n=1, cutoff=0.75)
    ]
    return f"did you mean '{close[0]}'?" if close else None
