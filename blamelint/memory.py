"""What was worked out about one document, for a front end that lints it after every change."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")

MISSING: Any = object()
"""What `get` gives for a key that is not known."""


class Memory:
    """Answers by everything that they depend on, so that an answer from memory is the answer itself.

    Only what the last run asked for is kept: memory grows with the document and not with the number of its changes.
    """

    def __init__(self) -> None:
        self._owner: object = None
        self._now: dict[Hashable, Any] = {}
        self._before: dict[Hashable, Any] = {}
        self._parts: dict[str, Memory] = {}

    def turn(self, owner: object) -> None:
        """Begin a new run; what another owner (other rules, other settings) worked out is forgotten."""
        self._before = self._now if owner is self._owner else {}
        self._now, self._owner = {}, owner

    def interrupt(self) -> None:
        """End a run before its time: what it did not come to ask for is kept as well."""
        self._now = self._before | self._now
        for part in self._parts.values():
            part.interrupt()

    def part(self, name: str) -> Memory:
        """Begin to use what only some runs ask for; it is not forgotten in the others."""
        part = self._parts.setdefault(name, Memory())
        part.turn(self._owner)
        return part

    def forget(self) -> None:
        """Let go of everything: documents and their memories hold each other."""
        self._now, self._before = {}, {}
        for part in self._parts.values():
            part.forget()

    @contextmanager
    def noting(self) -> Iterator[dict[Hashable, Any]]:
        """Note what is asked for meanwhile; who keeps what comes of it keeps that, too, and does not ask again."""
        outer, self._now = self._now, {}
        self._before.update(outer)
        try:
            yield self._now
        finally:
            outer.update(self._now)
            self._now = outer

    def keep(self, noted: Mapping[Hashable, Any]) -> None:
        """Treat answers that were noted in an earlier run as if they had been asked for in this one."""
        self._now.update(noted)

    def get(self, key: Hashable) -> Any:
        """Give what was put under a key in this run or in the last one, or `MISSING`."""
        value = self._now.get(key, MISSING)
        if value is MISSING:
            value = self._before.get(key, MISSING)
            if value is not MISSING:
                self._now[key] = value
        return value

    def put(self, key: Hashable, value: Any) -> None:
        """Keep an answer."""
        self._now[key] = value

    def recall(self, key: Hashable, make: Callable[[], T]) -> T:
        """Give what is known under a key, made now if nothing is."""
        value = self.get(key)
        if value is MISSING:
            value = make()
            self._now[key] = value
        found: T = value
        return found

    def __len__(self) -> int:
        return len(self._now.keys() | self._before.keys()) + sum(map(len, self._parts.values()))
