"""A memory that also tells when nobody waits for an answer any more."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Any

from blamelint.memory import Memory


class Outdated(Exception):  # noqa: N818 - no error, but news
    """The document has changed while it was being linted."""


class Interruptible(Memory):
    """A memory that ends a run over a text that is no longer the newest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.newest = text
        """The text as the editor shows it; set by the thread that talks to the editor."""
        self._running: str | None = None

    @contextmanager
    def running(self, text: str) -> Iterator[None]:
        """Lint a text; raises `Outdated` as soon as there is a newer one, and keeps what was known."""
        self._running = text
        try:
            yield
        except BaseException:
            self.interrupt()
            raise
        finally:
            self._running = None

    def get(self, key: Hashable) -> Any:
        """Give what is known, or raise `Outdated`."""
        if self._running is not None and self._running is not self.newest:
            raise Outdated
        return super().get(key)
