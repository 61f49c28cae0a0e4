"""What is worth keeping between runs: compiled rule data, never a word of a document."""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import struct
import sys
import time
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from platformdirs import user_cache_path

from blamelint.atomic import replace_file

if TYPE_CHECKING:
    from _typeshed import SupportsGetItem

A_DAY = 24 * 3600
"""Seconds."""

SUM = struct.Struct(">I")

LONG = 30
"""Days for which a file is kept that no run uses."""


OF_A_SHELF = 3
"""Letters that the words on a shelf begin with."""

K = TypeVar("K")
T = TypeVar("T")


class Shelves(Generic[T]):
    """What is known of very many words, of which a document has a few: to read all of it takes longer than to lint one.

    Words that begin alike stand on one shelf, which is read when one of them is asked for.
    """

    def __init__(self, shelves: Mapping[str, bytes]) -> None:
        """Take what `fill` made."""
        self._closed = dict(shelves)
        self._read: dict[str, T] = {}

    @staticmethod
    def fill(entries: Mapping[str, Any]) -> dict[str, bytes]:
        """Put entries, which are plain data, onto shelves by the first letters of their keys."""
        shelves: defaultdict[str, dict[str, Any]] = defaultdict(dict)
        for word, entry in entries.items():
            shelves[word[:OF_A_SHELF]][word] = entry
        return {letters: marshal.dumps(shelf) for letters, shelf in shelves.items()}

    def get(self, word: str) -> T | None:
        """Return what is known of a word."""
        letters = word[:OF_A_SHELF]
        if letters in self._closed:
            self._read.update(marshal.loads(self._closed[letters]))
            self._closed.pop(letters, None)
        return self._read.get(word)


class Unpacked(dict[K, T]):
    """What is known under very many keys, of which a document asks for a few: each is unpacked when it is asked for."""

    def __init__(self, packed: SupportsGetItem[K, bytes]) -> None:
        """Take what `marshal` made, in a list or under names."""
        super().__init__()
        self._packed = packed

    def __missing__(self, key: K) -> T:
        self[key] = found = marshal.loads(self._packed[key])
        return cast(T, found)


def stored(name: str, state: Iterable[str], build: Callable[[], Any]) -> Any:
    """Return what `build` gives, from disk when it was built from the same state before.

    The value is plain data (dicts, lists, tuples, sets, texts, numbers). A store that cannot be read or written only
    costs time: the value is then built anew.
    """
    folder = cache_folder()
    if folder is None:
        return build()
    path = folder / f"{name}-{_digest(state)}.bin"
    with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
        value = unpacked(_content(path))
        _note_use(path)
        return value
    value = build()
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        _drop_unused()
        if not _is_odd(path):
            replace_file(path, packed(value))
    return value


def packed(value: Any) -> bytes:
    """Write a value with a sum over it: damaged data may say anything, or end Python."""
    content = marshal.dumps(value)
    return SUM.pack(zlib.crc32(content)) + content


def unpacked(raw: bytes) -> Any:
    """Read a value; raises `ValueError` when it is damaged."""
    content = memoryview(raw)[SUM.size :]
    if SUM.pack(zlib.crc32(content)) != raw[: SUM.size]:
        raise ValueError("the value is damaged")
    return marshal.loads(content)


def _content(path: Path) -> bytes:
    return b"" if _is_odd(path) else path.read_bytes()


def _is_odd(path: Path) -> bool:
    """Tell whether something lies there that is no file: reading a pipe would wait for ever."""
    return path.exists() and not path.is_file()


def cache_folder() -> Path | None:
    """Find the folder for what may be lost; None for a user without a home."""
    override = os.environ.get("BLAMELINT_CACHE_DIR")
    folder = Path(override) if override else user_cache_path("blamelint", appauthor=False)
    return folder if override or folder.is_absolute() else None


def _note_use(path: Path) -> None:
    with contextlib.suppress(OSError):  # gone by now, or somebody else's
        if time.time() - path.stat().st_mtime > A_DAY:
            os.utime(path)


def _drop_unused() -> None:
    """Make room: every change of a rule leaves what was compiled before."""
    for path in compiled():
        if time.time() - path.stat().st_mtime > LONG * A_DAY:
            path.unlink(missing_ok=True)


def compiled() -> list[Path]:
    """List the files of this store."""
    folder = cache_folder()
    return sorted(folder.glob("*-*.bin")) if folder else []


def _digest(state: Iterable[str]) -> str:
    text = "\n".join([_code_state(), sys.version, *state])
    return hashlib.blake2b(text.encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()


@cache
def _code_state() -> str:
    """What the stored data was worked out by: the very files, as two builds of one version may differ."""
    package = Path(__file__).parent
    files = (
        package / name
        for name in (
            "packs.py",
            "store.py",
            "yamlfile.py",
            "kinds/conditions.py",
            "language/beings.py",
            "language/causes.py",
            "language/effects.py",
            "language/inflection.py",
            "language/moods.py",
            "language/patterns.py",
            "language/vocabulary.py",
            "rewrite/words.py",
            "language/traces.py",
            "triggers.py",
        )
    )
    return ",".join(f"{file.stat().st_mtime_ns}:{file.stat().st_size}" for file in files)
