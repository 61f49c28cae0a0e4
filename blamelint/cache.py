"""A file of answers by address, which may be lost at any time.

Whatever is wrong with the file (damaged, locked, read-only, no room on the disk, no place for it at all) costs time
and nothing else: there is then no answer, and nothing is kept.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from blamelint.sealing import SALT_SIZE

BOUND = 256 * 2**20
"""Bytes that the file may take."""

FORMAT = 1
"""Changes when the shape of the file does; a file of another shape is made anew."""

FRESH = 6 * 3600
"""Seconds in which an answer that is used again and again need not be written down as used."""

PATIENCE = 1.0
"""Seconds to wait for others who write, which takes them a few thousandths."""

KEPT = 0.8
"""The share of the bound that is left when answers make room, so that they do not go one by one."""

COMPANIONS = ("", "-wal", "-shm", "-journal")
"""What SQLite puts behind the name of its file."""

TROUBLES = (sqlite3.Error, OSError, MemoryError)
DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISMATCH})
"""What SQLite says of a file that will not get better: no table, wrong types, no database."""

SET_UP = f"""
PRAGMA auto_vacuum = INCREMENTAL;
PRAGMA journal_mode = WAL;
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS origin (one INTEGER PRIMARY KEY CHECK (one = 1), salt BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS answers (address BLOB PRIMARY KEY, used INTEGER NOT NULL, sealed BLOB NOT NULL);
INSERT OR IGNORE INTO origin VALUES (1, randomblob({SALT_SIZE}));
PRAGMA user_version = {FORMAT};
COMMIT;
"""

READ = "SELECT sealed, used FROM answers WHERE address = ?"
WRITE = "INSERT OR REPLACE INTO answers (address, used, sealed) VALUES (?, ?, ?)"
TOUCH = "UPDATE answers SET used = ? WHERE address = ?"
MAKE_ROOM = """
DELETE FROM answers WHERE address IN (
  SELECT address FROM (
    SELECT address, SUM(LENGTH(sealed)) OVER (ORDER BY used DESC, address) AS with_newer FROM answers
  ) WHERE with_newer > ?
)
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """How full a cache is."""

    answers: int
    """How many there are."""

    size: int
    """Bytes on disk."""

    bound: int
    """Bytes that it may take."""


class Cache:
    """An open file of answers; it is made when it is not there."""

    def __init__(self, file: Path, *, bound: int = BOUND) -> None:
        self.file = file
        self.bound = bound
        """Bytes that the file may take."""
        self.salt = b""
        """Makes its addresses differ from those of any other cache; empty when there is no cache."""
        self._used: set[bytes] = set()
        self._connection: sqlite3.Connection | None = None
        try:
            self._connection = _connected(file)
            self.salt = _salt(self._connection)
        except TROUBLES as error:
            self._give_up(error)

    @property
    def is_open(self) -> bool:
        """Whether answers can be had and kept."""
        return self._connection is not None

    def get(self, address: bytes) -> bytes | None:
        """Give the answer at an address."""
        row = self._try(lambda file: file.execute(READ, (address,)).fetchone())
        if row is None or not isinstance(row[0], bytes):
            return None
        if not isinstance(row[1], int) or abs(_now() - row[1]) > FRESH:
            self._used.add(address)
        found: bytes = row[0]
        return found

    def put(self, answers: Mapping[bytes, bytes]) -> None:
        """Keep some answers, all or none; those that nobody asked for the longest time make room."""
        fitting = {address: sealed for address, sealed in answers.items() if len(sealed) <= self.bound // 8}
        if fitting or self._used:
            used, self._used = self._used, set()
            self._try(lambda file: _write(file, fitting, used))
            self._try(lambda file: _make_room(file, self.bound))

    def standing(self) -> Standing:
        """Say how full it is."""
        row = self._try(lambda file: file.execute("SELECT COUNT(*) FROM answers").fetchone())
        return Standing(row[0] if row else 0, sum(map(_size, parts(self.file))), self.bound)

    def close(self) -> None:
        """Let the file go."""
        self.put({})
        self._let_go()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _try(self, use: Callable[[sqlite3.Connection], Any]) -> Any:
        """Use the file; at the first trouble, do without it from then on."""
        if self._connection is None:
            return None
        try:
            return use(self._connection)
        except TROUBLES as error:
            self._give_up(error)
            return None

    def _give_up(self, error: BaseException) -> None:
        self._let_go()
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF in DAMAGED:
            remove(self.file)

    def _let_go(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(*TROUBLES):
                connection.close()


def standing_of(file: Path) -> Standing:
    """Say how full a cache is, without making one."""
    if not file.exists():
        return Standing(0, 0, BOUND)
    with Cache(file) as cache:
        return cache.standing()


def parts(file: Path) -> list[Path]:
    """List the files that a cache consists of."""
    names = (file.with_name(file.name + behind) for behind in COMPANIONS)
    return [part for part in names if part.exists()]


def remove(file: Path) -> None:
    """Forget all answers."""
    with contextlib.suppress(OSError):
        for part in parts(file):
            part.unlink(missing_ok=True)


def _connected(file: Path) -> sqlite3.Connection:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # For its owner alone, whatever the user's mask is.
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    connection = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        [shape] = connection.execute("PRAGMA user_version").fetchone()
        if shape != FORMAT:
            connection.executescript(SET_UP)
        # A crash of the machine may cost the last answers; one of the process costs none.
        connection.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        connection.close()
        raise
    return connection


def _salt(file: sqlite3.Connection) -> bytes:
    [salt] = file.execute("SELECT salt FROM origin").fetchone() or (None,)
    if not isinstance(salt, bytes) or len(salt) != SALT_SIZE:
        damage = sqlite3.DatabaseError("the salt is damaged")
        damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise damage
    return salt


def _write(file: sqlite3.Connection, answers: Mapping[bytes, bytes], used: Iterable[bytes]) -> None:
    now = _now()
    file.execute("BEGIN IMMEDIATE")
    file.executemany(TOUCH, [(now, address) for address in used])
    file.executemany(WRITE, [(address, now, sealed) for address, sealed in answers.items()])
    file.execute("COMMIT")


def _make_room(file: sqlite3.Connection, bound: int) -> None:
    pages, free, page = (
        file.execute(f"PRAGMA {what}").fetchone()[0] for what in ("page_count", "freelist_count", "page_size")
    )
    size = (pages - free) * page
    if size <= bound:
        return
    [total] = file.execute("SELECT SUM(LENGTH(sealed)) FROM answers").fetchone()
    file.execute(MAKE_ROOM, (int(total * KEPT * bound / size),))
    file.execute("PRAGMA incremental_vacuum").fetchall()


def _size(part: Path) -> int:
    try:
        return part.stat().st_size
    except OSError:  # it went this moment
        return 0


def _now() -> int:
    return int(time.time())
