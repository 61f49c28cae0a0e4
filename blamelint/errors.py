"""The one error that users see: a problem in something they gave us, its place, and the way out."""

from __future__ import annotations

from dataclasses import dataclass


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

    def __str__(self) -> str:
        head = f"{self.at}: {self.problem}" if self.at else self.problem
        return f"{head}\n  hint: {self.hint}" if self.hint else head
