"""A document as a postmortem: which parts it has, and what stands in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import chain

from blamelint.diagnostic import Diagnostic
from blamelint.document import Block, Document, Part, Prose, Role, SectionKind
from blamelint.formats.genre import Genre, genre, is_placeholder
from blamelint.formats.sections import is_whole, section_kind
from blamelint.kinds.structure.items import (
    CLOCK,
    Item,
    columns_of,
    is_action_table,
    items_of,
    time_at_head,
    timed_parts,
)
from blamelint.kinds.structure.words import Phrase, Phrases, Text, Wording
from blamelint.language.people import People
from blamelint.packs import Lexicon
from blamelint.source import Span

CAUSAL = frozenset({SectionKind.CAUSES, SectionKind.FACTORS})
LISTING = CAUSAL | {
    SectionKind.ACTIONS,
    SectionKind.TIMELINE,
    SectionKind.LESSONS,
    SectionKind.WENT_WELL,
    SectionKind.WENT_WRONG,
}
"""Sections in which a label such as "Detection:" sorts an item and does not open a part of its own."""

LONGEST_TITLE = 5
"""Words of a cell that can say what its row is about."""

_LABEL = re.compile(r"\W{0,3}([^:.!?]{2,45}):\s+\S")
_WHY = re.compile(
    r"\W*(?:\d+[.)]?\s*)?(?:why(?:\s*#?\d+)?\b|(?:\d(?:st|nd|rd|th)|first|second|third|fourth|fifth)\s+why\b)",
    re.IGNORECASE,
)
_WHYS = re.compile(r"\b(?:five|5|three|3|seven|7)[ -]?whys\b|\bwhys\b", re.IGNORECASE)
_NOTHING = re.compile(
    r"\W*(?:none|nil|nothing|n/?a|not applicable|no (?:actions?|action items|follow[- ]?ups?))?\W*", re.IGNORECASE
)


class Postmortem:
    """A document, what others found in it, and who is a person in it."""

    def __init__(self, document: Document, findings: Sequence[Diagnostic], people: People) -> None:
        self.document = document
        self.findings = findings
        self.people = people
        self.body = [block for block in document.blocks if _is_body(block)]
        self.headings = [block for block in document.blocks if block.role is Role.HEADING and not block.quote]
        self._phrases: dict[Wording, Phrases] = {}

    @cached_property
    def body_numbers(self) -> frozenset[int]:
        """The indexes of the blocks outside headings and quotes."""
        return frozenset(block.index for block in self.body)

    @cached_property
    def genre(self) -> Genre:
        """What kind of document it is."""
        return genre(self.document)

    @cached_property
    def words(self) -> int:
        """How many words stand outside headings and quotes."""
        return sum(part.words.recall("words", partial(_words_in, part)) for part in self.document.parts)

    @cached_property
    def text(self) -> Text:
        """The words outside quotes."""
        return Text([block for block in self.document.blocks if not block.quote], self.document.memory)

    @property
    def lexicons(self) -> Mapping[str, Lexicon]:
        """The lexicons of the run."""
        return self.people.lexicons

    def find(self, wording: Wording, within: Collection[int] | None = None) -> list[Phrase]:
        """Find phrases in reading order, in all blocks or in those of some indexes."""
        phrases = self._phrases.get(wording)
        if phrases is None:
            phrases = self._phrases[wording] = wording.phrases(self.lexicons)
        return self.text.find(phrases, within)

    def known_to(self, item: Item) -> Hashable:
        """All that is known about people and can matter to an item, as a key."""
        return item.recall("known", self.people.state, lambda: self.people.among(item.whole_text))

    def names_in(self, block: Block) -> list[tuple[int, int]]:
        """Find the names in a block."""
        state = self.people.known_to(block.prose, lambda: block.text)
        return block.prose.latest("names", state, lambda: self.people.spans(block.text))

    @cached_property
    def times(self) -> int:
        """How many times of day are named."""
        return sum(part.words.recall("times", partial(_times_in, part)) for part in self.document.parts)

    # Parts

    @cached_property
    def _kinds(self) -> dict[int, SectionKind]:
        kinds: dict[int, SectionKind] = {}
        rows: dict[tuple[int, int], SectionKind] = {}
        for block in self.document.blocks:
            own = self.document.section_of(block).kind
            if own not in LISTING and block.role is not Role.HEADING:
                own = _labelled(block, rows) or own
            kinds[block.index] = own
        return kinds

    def kind(self, block: Block) -> SectionKind:
        """Tell which part a block belongs to: by its label ("Impact: …"), else by its section."""
        return self._kinds[block.index]

    def blocks(self, *kinds: SectionKind) -> list[Block]:
        """List what stands in some parts, headings and quotes left out."""
        found = [self._by_kind.get(kind, []) for kind in dict.fromkeys(kinds)]
        return found[0] if len(found) == 1 else sorted(chain(*found), key=lambda block: block.index)

    @cached_property
    def _by_kind(self) -> dict[SectionKind, list[Block]]:
        found: dict[SectionKind, list[Block]] = {}
        for block in self.body:
            found.setdefault(self._kinds[block.index], []).append(block)
        return found

    def has(self, kind: SectionKind) -> bool:
        """Tell whether a part exists and says something."""
        return any(
            not _NOTHING.fullmatch(block.text) and not is_placeholder(self.document, block)
            for block in self.blocks(kind)
        )

    def heading_of(self, *kinds: SectionKind) -> Block | None:
        """Find the first heading of some kinds."""
        for kind in kinds:
            for section in self.document.sections:
                if section.kind is kind and section.heading is not None:
                    return self.document.blocks[section.heading]
        return None

    def head(self) -> Span | None:
        """Find what stands for the document as a whole: its title, else its first heading, else its first words."""
        block = next(iter(self.headings), None) or next(iter(self.body), None)
        return block.to_source(0, len(block.text)).span if block and block.text else None

    # Items

    @cached_property
    def whys(self) -> list[Item]:
        """Steps of a why-chain, in reading order."""
        asking = [part for part in self.document.parts if part.words.recall("whys", partial(_asks_why, part))]
        steps = {block.section for part in asking for block in _steps(part)}
        asked = [item for item in self._items_in(steps) if _WHY.match(item.text)]
        if asked:
            return asked
        named = {section.index for section in self.document.sections if _WHYS.search(section.title)}
        return [item for item in self._items_in(named) if not item.prose]

    def _items_in(self, sections: Collection[int]) -> list[Item]:
        return items_of([block for block in self.body if block.section in sections], self.document)

    @cached_property
    def factors(self) -> list[Item]:
        """What led to the incident, one by one; a paragraph counts as one."""
        whys = {block.index for item in self.whys for block in item.blocks}
        blocks = [block for block in self.blocks(*CAUSAL) if block.index not in whys]
        items = [item for item in items_of(blocks, self.document) if self._says_something(item)]
        listed = [item for item in items if not item.prose]
        sections = {item.block.section for item in listed}
        prose = [item for item in items if item.prose and item.block.section not in sections]
        return sorted([*listed, *prose], key=lambda item: item.block.index)

    @cached_property
    def words_on_causes(self) -> int:
        """How many words explain the causes."""
        return sum(_length(block.prose) for block in self.blocks(*CAUSAL))

    @cached_property
    def actions(self) -> list[Item]:
        """What is to be done: in the sections for it, in tables with owners or dates, and as boxes to tick."""
        numbers = {block.index for block in self.blocks(SectionKind.ACTIONS)}
        tables = {}
        for block in self.body:
            if block.cell:
                if block.cell.table not in tables:
                    tables[block.cell.table] = is_action_table(columns_of(self.document, block))
                if tables[block.cell.table]:
                    numbers.add(block.index)
            elif block.list and block.list.checked is not None and self.kind(block) is not SectionKind.TIMELINE:
                numbers.add(block.index)
        items = items_of([block for block in self.body if block.index in numbers], self.document)
        return [item for item in items if self._says_something(item) and not (item.prose and item.text.endswith(":"))]

    def _says_something(self, item: Item) -> bool:
        said = item.recall(_NOTHING, None, lambda: item.words > 0 and not _NOTHING.fullmatch(item.text))
        return said and not is_placeholder(self.document, item.block)

    @cached_property
    def action_numbers(self) -> frozenset[int]:
        """The indexes of the blocks of actions."""
        return frozenset(block.index for item in self.actions for block in item.blocks)

    @cached_property
    def listed_causes(self) -> int:
        """How many causes, or things that went wrong, stand in lists and tables."""
        wrong = items_of(self.blocks(SectionKind.WENT_WRONG), self.document)
        return sum(not item.prose for item in (*self.factors, *wrong))

    @cached_property
    def listed_actions(self) -> list[Item]:
        """Actions that are items of a list or rows of a table."""
        return [item for item in self.actions if not item.prose]

    @cached_property
    def timeline(self) -> list[Item]:
        """What happened when, entry by entry; a line that opens with a time is one wherever it stands."""
        found: list[Item] = []
        inside = {block.index for block in self.blocks(SectionKind.TIMELINE)}
        wanted = [
            b
            for b in self.body
            if b.index in inside or (time_at_head(b.text) and self.kind(b) is not SectionKind.ACTIONS)
        ]
        for item in items_of(wanted, self.document):
            parts = timed_parts(item.block, self.document.source.text) if item.prose else []
            if len(parts) > 1:
                found += [Item(item.text[a:b], item.blocks, a, b) for a, b in parts]
            elif not item.prose or time_at_head(item.text) or time_at_head(self.document.section_of(item.block).title):
                found.append(item)
        return found

    @cached_property
    def narrative(self) -> list[Block]:
        """What tells the course of events: timeline, response and summary."""
        timeline = [block for item in self.timeline for block in item.blocks]
        return [
            *self.blocks(SectionKind.RESPONSE, SectionKind.SUMMARY, SectionKind.DETECTION, SectionKind.TIMELINE),
            *timeline,
        ]

    def items(self, kind: str) -> list[Item]:
        """List items of a kind as rules name them; of actions, only those of lists and tables."""
        lists = {"factors": self.factors, "actions": self.listed_actions, "timeline": self.timeline, "whys": self.whys}
        return lists[kind]

    # Findings

    def findings_in(self, item: Item, labels: Collection[str] = ()) -> list[Diagnostic]:
        """List findings inside an item, of some labels or of any."""
        spans = [item.span] if item.prose or len(item.blocks) == 1 else [block.span for block in item.blocks]
        found = [self.findings[number] for number in sorted({n for span in spans for n in self._near(span)})]
        return [finding for finding in found if not labels or not set(labels).isdisjoint(finding.labels)]

    def _near(self, span: Span) -> Iterator[int]:
        """Give the numbers of the findings that overlap a span."""
        places, longest = self._places
        first, last = bisect_left(places, (span.start - longest, 0)), bisect_left(places, (span.end, 0))
        return (number for _, number in places[first:last] if self.findings[number].span.overlaps(span))

    @cached_property
    def _places(self) -> tuple[list[tuple[int, int]], int]:
        """Where the findings start, in order, with their numbers; and how long the longest is."""
        places = sorted((finding.span.start, number) for number, finding in enumerate(self.findings))
        return places, max((len(finding.span) for finding in self.findings), default=0)


def _length(prose: Prose) -> int:
    return prose.recall("length", lambda: len(prose.text.split()))


def _is_body(block: Block) -> bool:
    return block.role is not Role.HEADING and not block.quote


def _words_in(part: Part) -> int:
    return sum(_length(block.prose) for block in part.blocks if _is_body(block))


def _times_in(part: Part) -> int:
    return sum(len(CLOCK.findall(block.text)) for block in part.blocks if _is_body(block))


def _steps(part: Part) -> list[Block]:
    """List the blocks of a part that may be steps of a why-chain."""
    return [block for block in part.blocks if _is_body(block) and _WHY.match(block.text)]


def _asks_why(part: Part) -> bool:
    return bool(_steps(part))


def _labelled(block: Block, rows: dict[tuple[int, int], SectionKind]) -> SectionKind | None:
    """Read the kind from a label at the head of a block, or from the first cell of its row."""
    if block.cell:
        place = (block.cell.table, block.cell.row)
        if block.cell.column:
            return rows.get(place)
        kind = block.prose.recall("kind of row", lambda: _kind_of_row(block.text))
        if kind is not None:
            rows[place] = kind
        return None
    return block.prose.recall(_LABEL, lambda: _kind_of_label(block.text))


def _kind_of_row(text: str) -> SectionKind | None:
    return section_kind(text) if len(text.split()) <= LONGEST_TITLE and is_whole(text) else None


def _kind_of_label(text: str) -> SectionKind | None:
    label = _LABEL.match(text)
    return section_kind(label[1]) if label and is_whole(label[1]) else None
