"""One configuration file: the table that it holds, and errors that point into it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from blamelint.errors import Location, UserError, nearest
from blamelint.source import BOM, Source, read_source

if TYPE_CHECKING:
    from blamelint.toml import KeyPath

OWN_FILE = ".blamelint.toml"
SHARED_FILE = "pyproject.toml"
LARGEST = 1_000_000
"""Bytes of one file."""


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table of settings in a file."""

    file: Path
    """Absolute."""

    source: Source
    """The text of the file, without its byte order mark."""

    prefix: KeyPath
    """Where the table stands in the file."""

    values: dict[str, Any]
    """Plain data, not yet checked."""

    def location(self, path: KeyPath, *, value: bool = False) -> Location:
        """Find the place of a key below this table, or of its value."""
        from blamelint.toml import find_places

        offset = find_places(self.source.text).of((*self.prefix, *path), value=value)
        return self.source.location(offset)

    def error(self, path: KeyPath, problem: str, hint: str | None = None, *, value: bool = False) -> UserError:
        """Make an error at a key, or at its value."""
        return UserError(problem, at=self.location(path, value=value), hint=hint)

    def fail(self, path: KeyPath, problem: str, hint: str | None = None, *, value: bool = False) -> NoReturn:
        """Raise `UserError` at a key, or at its value."""
        raise self.error(path, problem, hint, value=value)

    def _mistyped(self, path: KeyPath, expected: str, value: object) -> NoReturn:
        found = TYPES.get(type(value), type(value).__name__)
        self.fail(path, f"'{path[0]}' takes {expected}, not {found}", value=True)

    def strings(self, key: str) -> tuple[str, ...]:
        """Read a list of strings."""
        value = self.values[key]
        if not isinstance(value, list):
            self._mistyped((key,), "a list of strings", value)
        for index, item in enumerate(value):
            if not isinstance(item, str):
                self._mistyped((key, index), "a list of strings", item)
        return tuple(value)

    def text(self, key: str) -> str:
        """Read a string."""
        value = self.values[key]
        if not isinstance(value, str):
            self._mistyped((key,), "a string", value)
        return value

    def flag(self, key: str) -> bool:
        """Read a boolean."""
        value = self.values[key]
        if not isinstance(value, bool):
            self._mistyped((key,), "true or false", value)
        return value

    def number(self, key: str) -> int:
        """Read a whole number from 1."""
        value = self.values[key]
        if type(value) is not int:
            self._mistyped((key,), "a whole number", value)
        if value < 1:
            self.fail((key,), f"'{key}' takes a number from 1", value=True)
        return value

    def choice(self, path: KeyPath, value: Any, choices: Collection[str]) -> str:
        """Check that a value is one of a few strings."""
        listed = f"one of {', '.join(choices)}"
        if not isinstance(value, str):
            self._mistyped(path, listed, value)
        if value not in choices:
            self.fail(path, f"unknown value '{value}' for '{path[0]}'", nearest(value, choices) or listed, value=True)
        return value

    def choices(self, key: str, choices: Collection[str], *, what: str) -> dict[str, str]:
        """Read a table whose values are one of a few strings."""
        value = self.values[key]
        if not isinstance(value, dict):
            self._mistyped((key,), f"a table of rules and {what}", value)
        return {name: self.choice((key, name), chosen, choices) for name, chosen in value.items()}

    def tables(self, key: str) -> list[Table]:
        """Read a list of tables."""
        value = self.values[key]
        if not isinstance(value, list):
            self._mistyped((key,), "a list of tables", value)
        for index, item in enumerate(value):
            if not isinstance(item, dict):
                self._mistyped((key, index), "a list of tables", item)
        return [Table(self.file, self.source, (*self.prefix, key, index), item) for index, item in enumerate(value)]

    def unknown_keys(self, known: Collection[str]) -> Iterator[UserError]:
        """Give an error for each key that is not known."""
        for key in self.values:
            if key not in known:
                hint = nearest(key, known) or f"known keys: {', '.join(known)}"
                yield self.error((key,), f"unknown key '{key}'", hint)


TYPES: dict[type, str] = {
    bool: "a boolean",
    int: "a number",
    float: "a fraction",
    str: "a string",
    list: "a list",
    dict: "a table",
}
"""How errors call the values of TOML."""


def read_table(file: Path) -> Table | None:
    """Read the table of a configuration file; None when a `pyproject.toml` has none."""
    if file.stat().st_size > LARGEST:
        raise UserError(f"the file has more than {LARGEST:,} bytes", at=Location(_shown(file)))
    return table_of(file, read_source(file, name=_shown(file)))


def table_of(file: Path, source: Source) -> Table | None:
    """Read the table out of the text that a configuration file has, or is to have."""
    shared = file.name == SHARED_FILE
    if shared and "blamelint" not in source.text:
        return None
    # tomllib takes no byte order mark, and positions are counted without it.
    source = Source(source.path, source.text.removeprefix(BOM))
    values = _parse(source)
    if shared:
        tool = values.get("tool", {})
        if not isinstance(tool, dict) or "blamelint" not in tool:
            return None
        values = tool["blamelint"]
    table = Table(file, source, ("tool", "blamelint") if shared else (), values)
    if not isinstance(values, dict):
        table.fail((), "expected a table")
    return table


def _parse(source: Source) -> dict[str, Any]:
    from blamelint.toml import load

    try:
        return load(source.text)
    except ValueError as error:
        # Before Python 3.14 the place stands only in the message.
        message, _, place = str(error).partition(" (at ")
        numbers = [int(number) for number in re.findall(r"\d+", place)]
        at = Location(source.path, *numbers) if len(numbers) == 2 else source.location(len(source.text))
        raise UserError(f"not valid TOML: {message[:1].lower()}{message[1:]}", at=at) from None


def _shown(file: Path) -> str:
    """Name a file as a person in the current folder would type it."""
    try:
        return str(file.relative_to(Path.cwd()))
    except ValueError:
        return str(file)
