"""Findings as plain text and back: JSON, so that reading what somebody else wrote can run no code."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

MAPPING = "mapping"
"""Stands for what JSON could not tell from a dataclass."""


class Shapes:
    """The dataclasses and enums that may stand in a text; what is read is equal to what was written."""

    def __init__(self, types: Iterable[type]) -> None:
        self._makers: dict[str, Callable[[Any], Any]] = {
            MAPPING: lambda pairs: {_tupled(key): _tupled(held) for key, held in pairs}
        }
        for kind in types:
            self._makers[kind.__name__] = _maker(kind)

    def write(self, value: Any) -> bytes:
        """Write a value; raises `TypeError` for what it could not read again, such as a list, which becomes a tuple."""
        return json.dumps(self._plain(value), separators=(",", ":")).encode()

    def read(self, text: bytes) -> Any:
        """Read what `write` wrote; raises `ValueError` for anything else."""
        try:
            return _tupled(json.loads(text, object_hook=self._made))
        except (TypeError, KeyError, RecursionError) as error:
            raise ValueError(f"not written here: {error}") from None

    def _plain(self, value: Any) -> Any:
        if isinstance(value, Enum):
            return {self._name(value): value.name}
        if value is None or isinstance(value, str | int):
            return value
        if isinstance(value, tuple):
            return [self._plain(item) for item in value]
        if isinstance(value, Mapping):
            return {MAPPING: [[self._plain(key), self._plain(held)] for key, held in value.items()]}
        name = self._name(value)
        return {name: [self._plain(getattr(value, field.name)) for field in fields(value)]}

    def _name(self, value: Any) -> str:
        name = type(value).__name__
        if name not in self._makers:
            raise TypeError(f"{name} is none of the known shapes")
        return name

    def _made(self, entry: dict[str, Any]) -> Any:
        [(name, content)] = entry.items()
        return self._makers[name](content)


def _maker(kind: type) -> Callable[[Any], Any]:
    if is_dataclass(kind):
        return lambda content: kind(*map(_tupled, content))
    return lambda content: kind[content]  # type: ignore[index]  # an enum


def _tupled(value: Any) -> Any:
    return tuple(map(_tupled, value)) if type(value) is list else value
