"""One way to write down nested data, so that equal data have equal bytes in every process.

What `repr` and `hash` say of sets and tables changes from run to run; this does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import PurePath
from typing import Any


def canonical(value: Any) -> bytes:
    """Write a value so that different values never look the same.

    Takes texts, bytes, numbers, None, paths, enums, frozen dataclasses (the fields that they are compared by), and
    sequences, sets and mappings of these; raises `TypeError` for anything else, lest two things be taken for one.
    """
    if value is None or (isinstance(value, bool | int | float) and not isinstance(value, Enum)):
        return b"%b;" % repr(value).encode()
    if isinstance(value, Enum):
        return _framed(b"e", f"{type(value).__name__}.{value.name}".encode())
    if isinstance(value, str):
        return _framed(b"s", value.encode("utf-8", "surrogatepass"))
    if isinstance(value, bytes):
        return _framed(b"b", value)
    return _framed(*_compound(value))


def _compound(value: Any) -> tuple[bytes, bytes]:
    if isinstance(value, tuple | list):
        return b"t", b"".join(map(canonical, value))
    if isinstance(value, frozenset | set):
        return b"u", b"".join(sorted(map(canonical, value)))
    if isinstance(value, Mapping):
        return b"m", b"".join(sorted(canonical(key) + canonical(held) for key, held in value.items()))
    if isinstance(value, PurePath):
        return b"p", canonical(str(value))
    if is_dataclass(value):
        compared = (getattr(value, field.name) for field in fields(value) if field.compare)
        return b"d", canonical(type(value).__name__) + b"".join(map(canonical, compared))
    raise TypeError(f"{type(value).__name__} has no canonical form")


def _framed(sign: bytes, content: bytes) -> bytes:
    return b"%b%d:%b" % (sign, len(content), content)
