"""What earlier runs found, kept on disk.

Two things are kept: the report on a whole text, for as long as nothing changes; and what holds in the sentences and
blocks of a file, so that after a change only the rest is read anew. Both are locked with the words that they are about.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable, Hashable, Iterator, Mapping
from functools import cache
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from blamelint import api
from blamelint.canonical import canonical
from blamelint.diagnostic import (
    Applicability,
    Diagnostic,
    Edit,
    FileReport,
    Fix,
    Related,
    Severity,
    Suppressed,
    SuppressedBy,
)
from blamelint.memory import MISSING, Memory
from blamelint.plain import Shapes
from blamelint.provenance import provenance
from blamelint.sealing import ADDRESS_SIZE, Lock
from blamelint.source import Span
from blamelint.store import cache_folder

if TYPE_CHECKING:
    from pathlib import Path

    from blamelint.cache import Cache
    from blamelint.settings import Settings
    from blamelint.source import Source

FILE = "results.db"

NO_CACHE = "BLAMELINT_NO_CACHE"
"""Environment variable that does what `blamelint lint --no-cache` does, for whatever else uses the archive as well."""

NO = frozenset({"", "0", "f", "false", "n", "no", "off"})
"""Values of the variable that mean nothing by it, as for options."""

MANY = 64
"""Answers that are written down together."""

FOUND = Shapes((Applicability, Diagnostic, Edit, Fix, Related, Severity, Span, Suppressed, SuppressedBy))
"""What a report is made of."""

LASTING = frozenset({"matches", "rewrites"})
"""What a memory holds that takes a parser to work out."""

LENGTH = struct.Struct(">I")


def place() -> Path | None:
    """Say where the archive lies; None when there is no place for one."""
    folder = cache_folder()
    return folder / FILE if folder else None


def wants_cache() -> bool:
    """Tell whether the environment lets findings be kept."""
    return os.environ.get(NO_CACHE, "").lower() in NO


class Archive:
    """Reports by the texts that they are about."""

    def __init__(self, cache: Cache | None) -> None:
        self._cache = cache
        self._waiting: dict[bytes, bytes] = {}
        self._origins: dict[Settings, bytes | None] = {}

    @classmethod
    def opened(cls, *, wanted: bool = True) -> Self:
        """Open the user's archive; one that cannot be opened is empty, and stays so."""
        file = place() if wanted else None
        if file is None:
            return cls(None)
        try:
            from blamelint.cache import Cache
        except ImportError:  # a Python without SQLite
            return cls(None)
        return cls(Cache(file))

    @property
    def is_open(self) -> bool:
        """Whether it keeps anything."""
        return self._cache is not None and self._cache.is_open

    def lint(self, source: Source, settings: Settings) -> FileReport:
        """Lint one source as if there were no baseline, as far as it is not known yet."""
        return self.report(source, settings) or self.lint_anew(source, settings)

    def lint_anew(self, source: Source, settings: Settings) -> FileReport:
        """Lint a source that is not known; what holds in those of its sentences that have not changed may be."""
        memory = self._memory(source, settings)
        report = api.lint_whole(source, settings, memory=memory)
        self.keep(report, settings)
        if isinstance(memory, Recalled) and (lock := self._lock("pieces", source, settings)) is not None:
            self._waiting[lock.address] = packed(memory.kept)
        memory.forget()
        if len(self._waiting) >= MANY:
            self.flush()
        return report

    def keep(self, report: FileReport, settings: Settings) -> None:
        """Keep the report on a source, in which all sentences were also said anew and there was no baseline."""
        if (lock := self._lock("report", report.source, settings)) is not None:
            self._waiting[lock.address] = lock.seal(FOUND.write((report.diagnostics, report.suppressed)))

    def report(self, source: Source, settings: Settings) -> FileReport | None:
        """Give the report on a source, if it is known."""
        lock = self._lock("report", source, settings)
        answer = lock and self._answer(lock)
        if not answer:
            return None
        try:
            diagnostics, suppressed = FOUND.read(answer)
        except ValueError:
            return None
        return FileReport(source, diagnostics, suppressed)

    def flush(self) -> None:
        """Write down what is waiting."""
        if self._cache is not None:
            self._cache.put(self._waiting)
        self._waiting = {}

    def close(self) -> None:
        """Write down what is waiting, and let the file go."""
        self.flush()
        if self._cache is not None:
            self._cache.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _lock(self, what: str, source: Source, settings: Settings) -> Lock | None:
        """Lock what is kept about a source; None when nothing may be kept."""
        if not self.is_open or self._cache is None:
            return None
        origin = self._origin(settings)
        if origin is None:
            return None
        # Names of files and folders count, as those of templates do; sentences are those of a file under any name.
        about = (source.path, source.text) if what == "report" else os.path.abspath(source.path)
        return Lock.of(canonical((what, origin, about)), salt=self._cache.salt)

    def _origin(self, settings: Settings) -> bytes | None:
        """Name what findings come from in this run, which reads its rules once."""
        if settings not in self._origins:
            self._origins[settings] = provenance(api.rules_for(settings), settings)
        return self._origins[settings]

    def _answer(self, lock: Lock) -> bytes | None:
        sealed = self._cache.get(lock.address) if self._cache is not None else None
        return lock.open(sealed) if sealed is not None else None

    def _memory(self, source: Source, settings: Settings) -> Memory:
        """Recall what held in the sentences of a file when it was linted last."""
        lock = self._lock("pieces", source, settings)
        if lock is None or self._cache is None:
            return Memory()
        origin, salt = self._origin(settings), self._cache.salt

        def lock_of(key: Hashable) -> Lock:
            return Lock.of(canonical(("piece", origin, key)), salt=salt)

        return Recalled(dict(unpacked(self._cache.get(lock.address) or b"")), lock_of)


class Recalled(Memory):
    """A memory that begins with what was kept of another run."""

    def __init__(self, found: Mapping[bytes, bytes], lock_of: Callable[[Hashable], Lock]) -> None:
        super().__init__()
        self._found = found
        self._lock_of = lock_of
        self.kept: dict[bytes, bytes] = {}
        """What this run asked for and worked out, by address and sealed."""

    def part(self, name: str) -> Memory:
        """Begin to use what only some runs ask for; what it keeps is kept with the rest."""
        if name not in self._parts:
            part = Recalled(self._found, self._lock_of)
            part.kept = self.kept
            self._parts[name] = part
        return super().part(name)

    def get(self, key: Hashable) -> Any:
        """Give what was put under a key in this run or in an earlier one, or `MISSING`."""
        known = super().get(key)
        if known is not MISSING or not _lasts(key):
            return known
        lock = self._lock_of(key)
        sealed = self._found.get(lock.address)
        value = _value(lock, sealed) if sealed is not None else MISSING
        if sealed is not None and value is not MISSING:
            self.kept[lock.address] = sealed
            super().put(key, value)
        return value

    def put(self, key: Hashable, value: Any) -> None:
        """Keep an answer, for later runs as well if it lasts."""
        super().put(key, value)
        if _lasts(key):
            lock = self._lock_of(key)
            self.kept[lock.address] = lock.seal(_shapes().write(value))


def _lasts(key: Hashable) -> bool:
    return isinstance(key, tuple) and key[0] in LASTING


def _value(lock: Lock, sealed: bytes) -> Any:
    answer = lock.open(sealed)
    if answer is None:
        return MISSING
    try:
        return _shapes().read(answer)
    except ValueError:
        return MISSING


@cache
def _shapes() -> Shapes:
    """What holds in sentences; whoever asks for it has imported spaCy for it already."""
    from blamelint.kinds.match import Match
    from blamelint.rewrite.changes import Recast
    from blamelint.rewrite.proposals import Proposal

    return Shapes((Match, Proposal, Recast))


def packed(answers: Mapping[bytes, bytes]) -> bytes:
    """Put answers of one file behind each other."""
    return b"".join(address + LENGTH.pack(len(sealed)) + sealed for address, sealed in answers.items())


def unpacked(together: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Take answers of one file apart; of a damaged whole as many as can be told."""
    at = 0
    while at + ADDRESS_SIZE + LENGTH.size <= len(together):
        address = together[at : at + ADDRESS_SIZE]
        [length] = LENGTH.unpack_from(together, at + ADDRESS_SIZE)
        at += ADDRESS_SIZE + LENGTH.size
        yield address, together[at : at + length]
        at += length
