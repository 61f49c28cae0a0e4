"""Where keys and values stand in a TOML text, which the standard parser does not say."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

KeyPath = tuple[str | int, ...]
"""Names of tables and keys, and indexes of array elements, from the top of the file."""

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'',
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}#\r\n]+")


_LONG_KEY = re.compile(
    r"""(?:(?:(?<![\w-])[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){100}""",
    re.ASCII,
)


def load(text: str) -> dict[str, Any]:
    """Read a TOML text; raises `ValueError` for what is none, and for what is made to keep the parser busy."""
    if _LONG_KEY.search(text):
        raise ValueError("A key has more than a hundred parts")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("Values are nested too deeply") from None


@dataclass(frozen=True, slots=True)
class Places:
    """Offsets in one TOML text."""

    keys: dict[KeyPath, int] = field(default_factory=dict)
    """Where each key, or the first header that names a table, begins."""

    values: dict[KeyPath, int] = field(default_factory=dict)
    """Where each value begins."""

    def of(self, path: KeyPath, *, value: bool = False) -> int:
        """Find a key, or its value; the nearest enclosing one when the path has no place of its own."""
        for length in range(len(path), 0, -1):
            for places in (self.values, self.keys) if value else (self.keys, self.values):
                if path[:length] in places:
                    return places[path[:length]]
        return 0


@lru_cache(maxsize=8)
def find_places(text: str) -> Places:
    """Record the offset of every key and value of a text that `tomllib` accepts."""
    scan = _Scan(text)
    scan.document()
    return scan.places


class _Scan:
    """One pass over a valid TOML text; it checks nothing that `tomllib` has checked."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.places = Places()
        self.tables: dict[KeyPath, int] = {}

    def document(self) -> None:
        prefix: KeyPath = ()
        while self._blank() < len(self.text):
            if self.text[self.at] == "[":
                prefix = self._header()
            else:
                self._pair(prefix)

    def _blank(self) -> int:
        match = _BLANK.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.at

    def _header(self) -> KeyPath:
        width = 2 if self.text.startswith("[[", self.at) else 1
        self.at += width
        path = self._key(())
        if width == 2:
            index = self.tables.get(path, -1) + 1
            self.tables[path] = index
            path = (*path, index)
        self._blank()
        self.at += width
        return path

    def _pair(self, prefix: KeyPath) -> None:
        path = self._key(prefix)
        self._blank()
        self.at += 1  # the equals sign
        self._value(path)

    def _key(self, prefix: KeyPath) -> KeyPath:
        path = prefix
        while True:
            start = self._blank()
            path = (*path, self._name())
            self.places.keys.setdefault(path, start)
            if path in self.tables:
                path = (*path, self.tables[path])
            self._blank()
            if not self.text.startswith(".", self.at):
                return path[:-1] if isinstance(path[-1], int) else path
            self.at += 1

    def _name(self) -> str:
        bare = _BARE_KEY.match(self.text, self.at)
        if bare:
            self.at = bare.end()
            return bare.group()
        return str(tomllib.loads(f"k = {self._string()}")["k"])

    def _string(self) -> str:
        match = _STRING.match(self.text, self.at)
        assert match, f"no TOML string at {self.at}"
        self.at = match.end()
        return match.group()

    def _value(self, path: KeyPath) -> None:
        self.places.values[path] = self._blank()
        match self.text[self.at]:
            case "[":
                self._elements(path)
            case "{":
                self._members(path)
            case '"' | "'":
                self._string()
            case _:
                scalar = _SCALAR.match(self.text, self.at)
                self.at = scalar.end() if scalar else len(self.text)

    def _elements(self, path: KeyPath) -> None:
        index = 0
        while self._opened("]"):
            self._value((*path, index))
            index += 1

    def _members(self, path: KeyPath) -> None:
        while self._opened("}"):
            self._pair(path)

    def _opened(self, end: str) -> bool:
        """Step over the opening bracket or a comma; tell whether another element follows."""
        self._blank()
        if self.text[self.at] != end:
            self.at += 1  # the opening bracket, or a comma
            self._blank()
        if self.text[self.at] == end:
            self.at += 1
            return False
        return True
