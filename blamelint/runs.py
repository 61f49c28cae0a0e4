"""Many documents, one after the other or by several processes, with what is known already left out of the work."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from typing import Protocol

from blamelint.archive import Archive
from blamelint.crew import Asked, Crew, Outcome, Sweeper, cores, worked_out
from blamelint.errors import DocumentError
from blamelint.failing import failed
from blamelint.settings import Settings
from blamelint.source import Source

PAYS = 16
"""Texts that are not known, from which on further processes save time: each must first load spaCy and the model."""

AHEAD = 400
"""Texts that are held at most while their number is not known."""


class Readable(Protocol):
    """A text that can be read."""

    @property
    def name(self) -> str:
        """How the user calls it."""

    def read(self, *, most: int) -> Source:
        """Read it; raises `DocumentError`, also when it has more than `most` bytes."""


def linted(
    texts: Iterable[tuple[Readable, Settings]], *, archive: Archive, jobs: int | None
) -> Generator[Outcome, None, None]:
    """Lint texts, and give what was found in their order as it becomes known; few of them are held at a time.

    `jobs` is the number of processes; None for as many as pay. Raises `UserError` when one of them dies.
    """
    run = _Run(archive, jobs)
    try:
        for one, settings in texts:
            yield from run.add(_begun(one, settings, archive))
        yield from run.rest()
    finally:
        run.close()


def _begun(one: Readable, settings: Settings, archive: Archive) -> Outcome | Asked:
    try:
        source = one.read(most=settings.max_size)
    except DocumentError as error:
        return failed(one.name, error)
    return archive.report(source, settings) or Asked(source, settings)


class _Run:
    """The way of texts through a run: known ones at once, others alone or together with those beside them."""

    def __init__(self, archive: Archive, jobs: int | None) -> None:
        self._archive = archive
        self._jobs = cores() if jobs is None else jobs
        self._enough = PAYS if jobs is None else 2
        self._held: list[Outcome | Asked] = []
        self._crew: Crew | None = None
        self._sweeper = Sweeper()

    def add(self, one: Outcome | Asked) -> Iterator[Outcome]:
        """Take one text further, and give what is known by now."""
        self._sweeper.sweep()
        if self._crew is not None:
            yield from self._crew.add(one)
        elif self._jobs == 1 or not (self._held or isinstance(one, Asked)):
            yield self._known(one)
        else:
            self._held.append(one)
            if sum(isinstance(held, Asked) for held in self._held) >= self._enough:
                yield from self._hire()
            elif len(self._held) >= AHEAD:
                yield from self.rest()

    def rest(self) -> Iterator[Outcome]:
        """Give what is still to come."""
        if self._crew is not None:
            yield from self._crew.rest()
        held, self._held = self._held, []
        yield from map(self._known, held)

    def close(self) -> None:
        """Let other processes go; what they have not begun is not done."""
        if self._crew is not None:
            self._crew.close()

    def _hire(self) -> Iterator[Outcome]:
        try:
            self._crew = Crew(self._jobs, archived=self._archive.is_open)
        except (OSError, ImportError):  # a system without shared memory
            self._jobs = 1
        held, self._held = self._held, []
        for one in held:
            yield from self.add(one)

    def _known(self, one: Outcome | Asked) -> Outcome:
        return worked_out(one, self._archive) if isinstance(one, Asked) else one
