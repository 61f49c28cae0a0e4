"""A postmortem as read: sections, and blocks of clean prose that know where they came from."""

from __future__ import annotations

import bisect
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from blamelint.memory import Memory
from blamelint.source import Source, Span

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


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, list item or cell as clean prose."""

    index: int
    """Its place in `Document.blocks`."""

    text: str
    """Prose with single spaces, without markup."""

    runs: tuple[Run, ...]
    """Sorted; what lies between two runs is not verbatim."""

    role: Role
    """What kind of block it is."""

    section: int
    """Index in `Document.sections`."""

    span: Span
    """From its first to its last text in the source."""

    masks: tuple[Mask, ...] = ()
    """Sorted by start."""

    quote: bool = False
    """Inside a block quote."""

    level: int = 0
    """Level of a heading, 1 to 6, or 7 for a pseudo-heading; 0 elsewhere."""

    list: ListPlace | None = None
    """For items."""

    cell: CellPlace | None = None
    """For cells."""

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(run.prose for run in self.runs)

    def to_source(self, start: int, end: int) -> Anchored:
        """Find the source span behind a non-empty range of clean prose.

        Placeholders widen to the markup that they stand for.
        """
        first, at = self._edge(start, end=False)
        last, to = self._edge(end, end=True)
        inside = first is not None and first is last
        return Anchored(Span(at, max(at, to)), inside)

    def _edge(self, offset: int, *, end: bool) -> tuple[Run | None, int]:
        probe = offset - 1 if end else offset
        for mask in self.masks:
            if mask.kind in REPLACED and mask.start <= probe < mask.end:
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
            return following.source if following else self.span.end
        before = self.runs[index] if index >= 0 else None
        return before.source + before.length if before else self.span.start


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

    front_matter: FrontMatter | None = None
    """YAML or TOML at the head."""

    comments: tuple[Comment, ...] = field(default=())
    """In reading order."""

    memory: Memory = field(default_factory=Memory, compare=False, repr=False)
    """What was worked out about this document, and about its last version."""

    def section_of(self, block: Block) -> Section:
        """Return the section that a block stands in."""
        return self.sections[block.section]
