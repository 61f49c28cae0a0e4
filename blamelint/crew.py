"""Processes that lint texts together."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from types import ModuleType
from typing import TYPE_CHECKING

from blamelint.archive import Archive
from blamelint.diagnostic import Diagnostic, FileError, FileReport, Suppressed
from blamelint.errors import UserError
from blamelint.failing import attempt
from blamelint.settings import Settings
from blamelint.source import Source

if TYPE_CHECKING:
    from concurrent.futures import Future

Outcome = FileReport | FileError
Findings = tuple[tuple[Diagnostic, ...], tuple[Suppressed, ...]]
"""What a process sends back: the text stays where it is."""

MOST = 4
"""Processes that are started when nobody said how many; each takes about 250 MB."""

AT_ONCE = 8
"""Texts that a process takes in one go."""

TOGETHER = 64
"""Texts that are held at most in one go, with those between them that need no work."""

IN_STOCK = 3
"""Goes that wait for each process, so that none is ever idle and few texts are held."""

ALONE = "perhaps for want of memory: `--jobs 1` takes the least"
"""The way out when processes do not come up or do not stay."""

OFTEN = 16
"""Texts after which memory is swept."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A text that has to be linted."""

    source: Source
    """The text."""

    settings: Settings
    """What holds for it."""


@dataclass(frozen=True, slots=True)
class _Go:
    """Some texts in their order, of which a process is at work on those that are asked for."""

    texts: Sequence[Outcome | Asked]
    """In the order in which they were asked for."""

    future: Future[list[Findings | FileError]]
    """What comes back."""

    def outcomes(self) -> Iterator[Outcome]:
        """Wait for what is found."""
        found = iter(self.future.result())
        for one in self.texts:
            if not isinstance(one, Asked):
                yield one
            else:
                back = next(found)
                yield back if isinstance(back, FileError) else FileReport(one.source, *back)


class Crew:
    """Several processes; what they find comes back in order."""

    def __init__(self, jobs: int, *, archived: bool) -> None:
        """Raise `OSError` or `ImportError` where processes cannot work together, as without shared memory."""
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        # Started clean, and not in the middle of whatever this process is about; pipes are enough, and no socket.
        clean = get_context("spawn")
        self._pool = ProcessPoolExecutor(jobs, mp_context=clean, initializer=_arrive, initargs=(archived,))
        self._most = jobs * IN_STOCK
        self._next: list[Outcome | Asked] = []
        self._goes: deque[_Go] = deque()

    def add(self, one: Outcome | Asked) -> Iterator[Outcome]:
        """Hand over one text, and give what is found by now; texts that need no work may stand between others."""
        self._next.append(one)
        if len(self._next) >= TOGETHER or sum(isinstance(text, Asked) for text in self._next) >= AT_ONCE:
            self._hand_over()
        while len(self._goes) > self._most or (self._goes and self._goes[0].future.done()):
            yield from self._outcomes()

    def rest(self) -> Iterator[Outcome]:
        """Wait for everything that was handed over."""
        self._hand_over()
        while self._goes:
            yield from self._outcomes()

    def close(self) -> None:
        """Send the processes home, in the middle of their work if need be: what they write is whole at any moment."""
        from multiprocessing import active_children

        for process in active_children() if self._goes else ():
            process.terminate()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _hand_over(self) -> None:
        texts, self._next = self._next, []
        asked = [Asked(one.source, portable(one.settings)) for one in texts if isinstance(one, Asked)]
        with _deaths_told(), _clean_start():
            try:
                self._goes.append(_Go(texts, self._pool.submit(_work, asked)))
            except OSError as error:
                raise UserError(f"cannot start another process: {error.strerror}", hint=ALONE) from None

    def _outcomes(self) -> Iterator[Outcome]:
        with _deaths_told():
            # It counts as under way until all of it is taken.
            yield from self._goes[0].outcomes()
            self._goes.popleft()


@contextmanager
def _deaths_told() -> Iterator[None]:
    """Raise `UserError` when a process was ended from outside."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        yield
    except BrokenProcessPool:
        raise UserError("a process that linted files was ended by the system", hint=ALONE) from None


@contextmanager
def _clean_start() -> Iterator[None]:
    """Start processes that neither run the script that called us once more, nor feel Ctrl-C.

    Python would have them import the script; and Ctrl-C reaches all processes of a terminal, of which the one that
    gives the orders decides what becomes of the work. It waits for this one to be ready, and the others inherit that.
    """
    script, blocking = sys.modules["__main__"], hasattr(signal, "pthread_sigmask")
    sys.modules["__main__"] = ModuleType("__main__")
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if blocking else set()
    try:
        yield
    finally:
        sys.modules["__main__"] = script
        if blocking:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def cores() -> int:
    """Count the cores that this process may use, up to what a run takes unasked."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, MOST)


class Sweeper:
    """Clears memory of documents that are done with, where the command line has switched off Python's own search.

    That would look again and again at what stays to the end: the model, the rules, the lexicons.
    """

    def __init__(self) -> None:
        self._begun = 0

    def sweep(self) -> None:
        """Say that another document is about to be looked at, and that nobody holds the one before any more.

        What is held is taken for what stays, and would never be let go of.
        """
        done, self._begun = self._begun, self._begun + 1
        if gc.isenabled() or not done:
            return
        if done % OFTEN == 0:
            gc.collect()
        if done == 1 or done % OFTEN == 0:
            gc.freeze()  # what is left stays: the next search need not look at it


@lru_cache(maxsize=512)
def portable(settings: Settings) -> Settings:
    """Give settings as another process can receive them: without places in files, which it needs no more."""
    return replace(
        settings,
        tables=(),
        fail_on_packs=dict(settings.fail_on_packs),
        severity=dict(settings.severity),
        profiles=dict(settings.profiles),
    )


class _Desk:
    """What a process keeps from one go to the next."""

    archive: Archive
    sweeper: Sweeper


def _arrive(archived: bool) -> None:
    """Begin in a process of its own."""
    threading.Thread(target=_leave_with_the_others, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    _Desk.archive, _Desk.sweeper = Archive.opened(wanted=archived), Sweeper()


def _leave_with_the_others() -> None:
    """End when the process that gives the orders has ended, in whatever way."""
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
    os._exit(1)


def _work(texts: Sequence[Asked]) -> list[Findings | FileError]:
    found = [_found(one) for one in texts]
    _Desk.archive.flush()
    return found


def _found(asked: Asked) -> Findings | FileError:
    _Desk.sweeper.sweep()
    one = worked_out(asked, _Desk.archive)
    return one if isinstance(one, FileError) else (one.diagnostics, one.suppressed)


def worked_out(one: Asked, archive: Archive) -> Outcome:
    """Lint a text that is not known, in whichever process."""
    return attempt(one.source.path, partial(archive.lint_anew, one.source, one.settings))
