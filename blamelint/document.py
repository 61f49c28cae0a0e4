"""A postmortem as read: sections, and blocks of clean prose that know where they came from."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar

from blamelint.memory import Memory
from blamelint.source import Source, Span

T = TypeVar("T")

PLACEHOLDER = "widget"
"""The noun that stands for inline code, URLs, images and template tags in clean prose."""


class Role(StrEnum):
    """What a block is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"


class SectionKind(StrEnum):
    """What a section is for, read from the words of its heading."""

    TITLE = "title"
    SUMMARY = "summary"
    IMPACT = "impact"
    TIMELINE = "timeline"
    DETECTION = "detection"
    CAUSES = "causes"
    FACTORS = "factors"
    RESPONSE = "response"
    ACTIONS = "actions"
    LESSONS = "lessons"
    WENT_WELL = "went-well"
    WENT_WRONG = "went-wrong"
    PARTICIPANTS = "participants"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of prose that stands verbatim in the source."""

    prose: int
    """Where it begins in the clean prose."""

    source: int
    """Where it begins in the source."""

    length: int
    """How many code points both share."""


@dataclass(frozen=True, slots=True)
class Mask:
    """A stretch of prose that is not language, or is marked up."""

    start: int
    """In clean prose."""

    end: int
    """In clean prose, half-open."""

    kind: str
    """One `PLACEHOLDER` each: `code`, `url`, `image`, `template`; words: `link`, `strong`, `emphasis`, `strike`."""

    source: Span
    """The markup with what it holds, in the source."""

    target: str | None = None
    """Where a link leads."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """A range of prose, found again in the source."""

    span: Span
    """The smallest source span that covers the range; it may include markup."""

    verbatim: bool
    """True when the source text equals the prose text; edits are offered only then."""


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where an item stands in its list."""

    list: int
    """Number of the list in the document."""

    item: int
    """Number of the item in the list, from 0; a loose item's blocks share it."""

    depth: int
    """1 for an outer list."""

    ordered: bool
    """Whether the list is numbered."""

    checked: bool | None = None
    """State of a task list item."""


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where a cell stands in its table."""

    table: int
    """Number of the table in the document."""

    row: int
    """0 is the header row."""

    column: int
    """From 0."""

    header: str
    """Clean text of the column's header; empty when there is none."""


class Known:
    """What was worked out about some words, for as long as they stay the same."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Any] = {}

    def recall(self, key: Hashable, make: Callable[[], T]) -> T:
        """Give what is known about these very words under a key, made now if nothing is."""
        known = self._known
        if key not in known:
            known[key] = make()
        found: T = known[key]
        return found

    def latest(self, key: Hashable, state: Hashable, make: Callable[[], T]) -> T:
        """Give what is known under a key, made now unless it was made last in the same state of everything else."""
        last = self._known.get(key)
        if last is None or last[0] != state:
            last = self._known[key] = (state, make())
        found: T = last[1]
        return found

    def last(self, key: Hashable, state: Hashable) -> Any:
        """Give what is known under a key; None unless it was made last in the same state of everything else."""
        last = self._known.get(key)
        return last[1] if last is not None and last[0] == state else None

    def keep(self, key: Hashable, state: Hashable, made: object) -> None:
        """Keep under a key what was made in some state of everything else."""
        self._known[key] = (state, made)


@dataclass(frozen=True)
class Prose(Known):
    """What a block says; the places of its runs and masks in the source count from where it begins there.

    In the next version of a document the same words are the same object, which remembers what was worked out about
    them.
    """

    text: str
    """Prose with single spaces, without markup."""

    runs: tuple[Run, ...]
    """Sorted; what lies between two runs is not verbatim."""

    masks: tuple[Mask, ...] = ()
    """Sorted by start."""

    length: int = 0
    """How far it reaches in the source, from its first to its last text."""

    _known: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def masks_in(self, start: int, end: int) -> tuple[Mask, ...]:
        """List the masks that share text with a range, sorted by start; a paragraph may have tens of thousands."""
        # Those before the first have ended by then, those behind the last begin later.
        first = bisect.bisect_right(self._reaches, start)
        last = bisect.bisect_left(self.masks, end, lo=first, key=lambda mask: mask.start)
        return tuple(mask for mask in self.masks[first:last] if start < mask.end)

    @cached_property
    def _reaches(self) -> tuple[int, ...]:
        """For each mask, where the last of it and of those before it ends."""
        return tuple(itertools.accumulate((mask.end for mask in self.masks), max))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(run.prose for run in self.runs)

    def edge(self, offset: int, *, end: bool) -> tuple[Run | None, int]:
        """Find the run behind an end of a range of prose, if one carries it, and its place in the source."""
        probe = offset - 1 if end else offset
        for mask in self.masks_in(probe, probe + 1):
            if mask.kind in REPLACED:
                return None, mask.source.end if end else mask.source.start
        index = bisect.bisect_right(self._starts, probe) - 1
        if index >= 0:
            run = self.runs[index]
            if probe < run.prose + run.length:
                return run, run.source + (offset - run.prose)
        return None, self._gap_edge(index, end=end)

    def _gap_edge(self, index: int, *, end: bool) -> int:
        """An edge in prose that no run carries (an entity, a joined line) moves outwards."""
        if end:
            following = self.runs[index + 1] if index + 1 < len(self.runs) else None
            return following.source if following else self.length
        before = self.runs[index] if index >= 0 else None
        return before.source + before.length if before else 0


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, list item or cell as clean prose."""

    index: int
    """Its place in `Document.blocks`."""

    prose: Prose
    """What it says."""

    start: int
    """Where its first text begins in the source."""

    role: Role
    """What kind of block it is."""

    section: int
    """Index in `Document.sections`."""

    quote: bool = False
    """Inside a block quote."""

    level: int = 0
    """Level of a heading, 1 to 6, or 7 for a pseudo-heading; 0 elsewhere."""

    list: ListPlace | None = None
    """For items."""

    cell: CellPlace | None = None
    """For cells."""

    @property
    def text(self) -> str:
        """Prose with single spaces, without markup."""
        return self.prose.text

    @property
    def span(self) -> Span:
        """From its first to its last text in the source."""
        return Span(self.start, self.start + self.prose.length)

    @property
    def runs(self) -> tuple[Run, ...]:
        """What stands verbatim in the source, at its place there."""
        return tuple(Run(run.prose, run.source + self.start, run.length) for run in self.prose.runs)

    @property
    def masks(self) -> tuple[Mask, ...]:
        """What is not language, or is marked up, at its place in the source."""
        return tuple(replace(mask, source=mask.source.moved(self.start)) for mask in self.prose.masks)

    def moved(self, by: int) -> Block:
        """Give the same block for a document in which it stands elsewhere."""
        moved = object.__new__(Block)
        # Half of a long document moves with every character that is typed; `replace` takes ten times as long.
        vars(moved).update(vars(self), start=self.start + by)
        return moved

    def to_source(self, start: int, end: int) -> Anchored:
        """Find the source span behind a non-empty range of clean prose.

        Placeholders widen to the markup that they stand for.
        """
        first, at = self.prose.edge(start, end=False)
        last, to = self.prose.edge(end, end=True)
        inside = first is not None and first is last
        return Anchored(Span(self.start + at, self.start + max(at, to)), inside)


REPLACED = frozenset({"code", "url", "image", "template"})
"""Kinds of mask whose prose is a placeholder."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, real or bold, and what stands under it."""

    index: int
    """Its place in `Document.sections`; 0 is the text before the first heading."""

    title: str
    """Clean text of the heading without a final colon; empty for section 0."""

    level: int
    """1 to 6; 7 for a pseudo-heading; 0 for section 0."""

    kind: SectionKind
    """From the heading's words, else its parent's kind."""

    parent: int | None
    """Index of the section around it."""

    heading: int | None
    """Index of the heading's block."""


@dataclass(frozen=True, slots=True)
class Part:
    """Blocks that were read together: one paragraph or heading, a whole list, table or quotation."""

    blocks: tuple[Block, ...]
    """In reading order."""

    words: Known = field(compare=False)
    """In the next version of the document the same object, as long as the part's source stays the same."""

    @property
    def start(self) -> int:
        """Where its first block begins in the source."""
        return self.blocks[0].start


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Data at the head of a file."""

    data: dict[str, object]
    """Parsed; empty when it could not be parsed."""

    span: Span
    """From the first to the last fence, in the source."""


@dataclass(frozen=True, slots=True)
class Comment:
    """An HTML comment."""

    text: str
    """Between `<!--` and `-->`, stripped."""

    span: Span
    """With its delimiters, in the source."""


@dataclass(frozen=True)
class Document:
    """One postmortem."""

    source: Source
    """What it was read from."""

    blocks: tuple[Block, ...]
    """In reading order."""

    sections: tuple[Section, ...]
    """In reading order."""

    parts: tuple[Part, ...] = ()
    """The blocks once more, as they were read together; none is empty."""

    front_matter: FrontMatter | None = None
    """YAML or TOML at the head."""

    comments: tuple[Comment, ...] = field(default=())
    """In reading order."""

    memory: Memory = field(default_factory=Memory, compare=False, repr=False)
    """What was worked out about this document, and about its last version."""

    def blocks_around(self, span: Span) -> Iterator[Block]:
        """Give the blocks that hold a span of the source."""
        starts, longest = self._starts
        first = bisect.bisect_left(starts, (span.end - longest, 0))
        for start, index in starts[first : bisect.bisect_left(starts, (span.start + 1, 0))]:
            if span.end <= start + self.blocks[index].prose.length:
                yield self.blocks[index]

    @cached_property
    def _starts(self) -> tuple[list[tuple[int, int]], int]:
        """Where blocks begin, in order, with their indexes; and how long the longest is."""
        starts = sorted((block.start, block.index) for block in self.blocks)
        return starts, max((block.prose.length for block in self.blocks), default=0)

    def section_of(self, block: Block) -> Section:
        """Return the section that a block stands in."""
        return self.sections[block.section]

    def kinds_of(self, part: Part) -> tuple[SectionKind, ...]:
        """Tell what the sections of a part are for, from its first block's to its last one's."""
        sections = self.sections[part.blocks[0].section : part.blocks[-1].section + 1]
        return tuple([section.kind for section in sections])
