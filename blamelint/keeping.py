"""What was found in the parts of a document, kept for the next version, in which most are the same, or elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from blamelint.diagnostic import Diagnostic
from blamelint.document import Document, Part
from blamelint.language.people import People
from blamelint.language.surroundings import surroundings
from blamelint.merging import merge_alike


@dataclass(frozen=True, slots=True)
class Found:
    """What holds in the sentences of a part."""

    start: int
    """Where the part began in the source."""

    words: int
    """How many words were parsed for it."""

    diagnostics: tuple[Diagnostic, ...]
    """All findings, in reading order."""

    merged: tuple[Diagnostic, ...]
    """The same where all of them stay, with one for those that overlap."""

    asked: Mapping[Hashable, Any] = field(default_factory=dict)
    """The answers of the memory from which this and what was found with it came."""

    @classmethod
    def of(cls, part: Part, words: int, diagnostics: Iterable[Diagnostic]) -> Self:
        """Put the findings of a part together."""
        found = tuple(diagnostics)
        return cls(part.start, words, found, tuple(merge_alike(found)))

    def at(self, start: int) -> Self:
        """Give the same for a document in which the part begins elsewhere."""
        by = start - self.start
        if not by:
            return self
        moved = {id(one): one.moved(by) for one in (*self.diagnostics, *self.merged)}
        diagnostics, together = ([moved[id(one)] for one in some] for some in (self.diagnostics, self.merged))
        return replace(self, start=start, diagnostics=tuple(diagnostics), merged=tuple(together))


Find = Callable[[Sequence[Part], int], list[Found]]
"""Looks at some parts, and is told how many words were parsed for the others."""


def kept_or_found(document: Document, people: People, find: Find) -> list[Found]:
    """Give what was found in the last version for parts of which nothing has changed, and find the rest."""
    states = [surroundings(document, part, people) for part in document.parts]
    kept = [_kept(part, state) for part, state in zip(document.parts, states, strict=True)]
    # What was found together came from the same answers.
    for asked in {id(found.asked): found.asked for found in kept if found}.values():
        document.memory.keep(asked)
    changed = [part for part, found in zip(document.parts, kept, strict=True) if found is None]
    with document.memory.noting() as asked:
        new = find(changed, sum(found.words for found in kept if found))
    noted = (replace(found, asked=asked) for found in new)
    whole = [found or next(noted) for found in kept]
    for part, state, found in zip(document.parts, states, whole, strict=True):
        part.words.keep("found", state, found)
    return whole


def _kept(part: Part, state: Hashable) -> Found | None:
    found: Found | None = part.words.last("found", state)
    return found and found.at(part.start)
