"""Factors, actions, timeline entries and whys: what the lists, tables and paragraphs of a postmortem hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import groupby
from typing import TypeVar

from blamelint.document import Block, Document
from blamelint.source import Span

T = TypeVar("T")

OWNER_COLUMN = re.compile(
    r"(?:action )?(?:owners?|owned by|assignees?|assigned(?: to)?|who|responsib(?:le|ility)\b.*|lead|dri|team|"
    r"person|by whom|champion|"
    r"accountable|driver|poc|point of contact|contact)",
    re.IGNORECASE,
)
DUE_COLUMN = re.compile(
    r"(?:due|deadline|target|eta|when|date|by)\b.*|timeframe|timescale|due date|completion.*", re.IGNORECASE
)
STATUS_COLUMN = re.compile(r"(?:status|state|done|progress|completed)\b.*", re.IGNORECASE)
TICKET_COLUMN = re.compile(r"(?:tickets?|issues?|bugs?|tracking|link|jira|pr|reference|ref|id)\b.*", re.IGNORECASE)
META_COLUMN = re.compile(r"(?:#|no\.?|nr\.?|number|type|priority|prio|category|kind|effort|p)$", re.IGNORECASE)
ACTION_COLUMN = re.compile(
    r"(?:action|follow[- ]?up|task|measure|remediation|recommendation|item|what|improvement|to[- ]?do)\b.*",
    re.IGNORECASE,
)
EMPTY_CELL = re.compile(r"\W*(?:tbd|tba|tbc|n/?a|none|unassigned|nobody|todo|\?+)?\W*", re.IGNORECASE)
CLOCK = re.compile(
    r"(?<![\d.:])(?:\d{4}-\d\d-\d\d[T ,]*)?(?:[01]?\d|2[0-3])[:.h][0-5]\d(?::[0-5]\d)?(?![\d%:]|"
    r"\.\d)(?:\s?[ap]\.?m\b\.?)?"
    r"|(?<![\d.:])\d{1,2}\s?[ap]\.?m\b",
    re.IGNORECASE,
)
_LEAD = re.compile(r"\W*(?:(?:on |at |~|ca\.? |approx\.? |t\s?[+-]\s?|by )\W*)*", re.IGNORECASE)
_DAY = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[ ,]*|\d{1,4}[-/. ](?:\d{1,2}|"
    r"[a-z]{3,9})[-/. ]?(?:\d{2,4})?[ ,T:–-]*|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?,?(?: \d{4})?[ ,:–-]*)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Item:
    """One factor, action, timeline entry or why."""

    text: str
    """Its words; of a table row, the cells that say what, without those that say who, when and how far."""

    blocks: tuple[Block, ...]
    """What it was read from, its details included."""

    start: int = 0
    """Where it begins in its first block."""

    end: int | None = None
    """Where it ends in its first block; None for the whole block."""

    prose: bool = False
    """Whether it is a paragraph, and may hold several thoughts."""

    cells: Mapping[str, str] = field(default_factory=dict)
    """Of a table row: texts by header."""

    columns: tuple[str, ...] = ()
    """Of a table row: all headers, those of empty cells included."""

    children: int = 0
    """How many items are nested in it."""

    @cached_property
    def said(self) -> Hashable:
        """All that it says, as a key: what makes out an item wherever it stands."""
        parts = tuple((b.prose, b.cell and b.cell.header, b.list and b.list.checked) for b in self.blocks)
        return parts, self.start, self.end, self.prose, self.columns, self.children

    def recall(self, key: Hashable, state: Hashable, make: Callable[[], T]) -> T:
        """Give what is known about it under a key, made now unless it was made last in the same state of all else."""
        return self.blocks[0].prose.latest((key, self.start), (self.said, state), make)

    @cached_property
    def block(self) -> Block:
        """What it begins in; of a table row, the cell that says what."""
        said = [b for b in self.blocks if b.cell and not _is_meta(b.cell.header)]
        return max(said, key=lambda b: len(b.text)) if said else self.blocks[0]

    @property
    def span(self) -> Span:
        """Where its first block stands in the source."""
        block = self.block
        return block.to_source(self.start, len(block.text) if self.end is None else self.end).span

    @property
    def whole_text(self) -> str:
        """Its words with all its details."""
        return "\n".join([self.text, *(block.text for block in self.blocks)])

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


def items_of(blocks: Iterable[Block], document: Document) -> list[Item]:
    """Read list items, table rows and paragraphs as items, in reading order.

    A group ("Short term:" with a nested list) gives its nested items; other nested items are details.
    """
    found: list[Item] = []
    for key, group in groupby(blocks, key=_carrier):
        members = list(group)
        if key == "list":
            found += _list_items(members)
        elif key.startswith("table"):
            found += _rows(members, document)
        else:
            found += [Item(block.text, (block,), prose=True) for block in members]
    return found


def _carrier(block: Block) -> str:
    if block.cell:
        return f"table{block.cell.table}"
    return "list" if block.list else "prose"


def _list_items(blocks: Sequence[Block]) -> Iterator[Item]:
    """Cut a run of list blocks at the items of its outermost list."""
    depth = min(block.list.depth for block in blocks if block.list)
    for group in _split(blocks, depth):
        head = [block for block in group if block.list and block.list.depth == depth]
        inner = [block for block in group if block.list and block.list.depth > depth]
        if head and inner and is_group(head[0].text):
            yield from _list_items(inner)
        elif head:
            nested = len(_split(inner, depth + 1)) if inner else 0
            yield Item(" ".join(block.text for block in head), tuple(group), children=nested)
        else:
            yield from _list_items(inner)


def _split(blocks: Sequence[Block], depth: int) -> list[list[Block]]:
    groups: list[list[Block]] = []
    last: tuple[int, int] | None = None
    for block in blocks:
        assert block.list is not None
        place = (block.list.list, block.list.item)
        if block.list.depth <= depth and place != last:
            groups.append([])
            last = place
        if not groups:
            groups.append([])
        groups[-1].append(block)
    return groups


def is_group(text: str) -> bool:
    """Tell a caption over nested items from an item with details."""
    return text.rstrip().endswith(":") or len(text.split()) <= 2


def _rows(blocks: Sequence[Block], document: Document) -> Iterator[Item]:
    columns = columns_of(document, blocks[0])
    for _row, group in groupby(
        (b for b in blocks if b.cell and b.cell.row > 0), key=lambda b: b.cell.row if b.cell else 0
    ):
        cells = list(group)
        said = [b.text for b in cells if b.cell and not _is_meta(b.cell.header)]
        by_header = {b.cell.header: b.text for b in cells if b.cell}
        yield Item(" ".join(said or [cells[0].text]), tuple(cells), cells=by_header, columns=columns)


def columns_of(document: Document, block: Block) -> tuple[str, ...]:
    """Return the headers of the table that a cell stands in."""
    headers = document.memory.recall(("headers", document.source.text), lambda: _headers(document))
    return headers.get(block.cell.table, ()) if block.cell else ()


def _headers(document: Document) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for block in document.blocks:
        if block.cell and block.cell.row == 0:
            found[block.cell.table] = (*found.get(block.cell.table, ()), block.text)
    return found


@lru_cache(maxsize=1024)
def _is_meta(header: str) -> bool:
    patterns = (OWNER_COLUMN, DUE_COLUMN, STATUS_COLUMN, TICKET_COLUMN, META_COLUMN)
    return any(pattern.fullmatch(header.strip()) for pattern in patterns)


def is_action_table(columns: Sequence[str]) -> bool:
    """Tell whether a table lists what is to be done, by whom or until when."""
    whats = any(ACTION_COLUMN.fullmatch(column.strip()) for column in columns)
    metas = sum(
        any(p.fullmatch(column.strip()) for p in (OWNER_COLUMN, DUE_COLUMN, STATUS_COLUMN, TICKET_COLUMN))
        for column in columns
    )
    return (
        whats
        and metas >= 1
        and any(re.match(r"action|follow|task|measure|remed|recomm", c.strip(), re.I) for c in columns)
    )


@lru_cache(maxsize=4096)
def time_at_head(text: str) -> int:
    """Return where a text goes on after the time that it begins with; 0 when it begins with none."""
    lead = _LEAD.match(text)
    at = lead.end() if lead else 0
    day = _DAY.match(text, at)
    clock = CLOCK.match(text, day.end() if day else at) or CLOCK.match(text, at)
    return clock.end() if clock else 0


def timed_parts(block: Block, source: str) -> list[tuple[int, int]]:
    """Cut a paragraph into entries: at each time that opens a line or a sentence."""
    starts = [match.start() for match in CLOCK.finditer(block.text) if _opens(block, match.start(), source)]
    return list(zip(starts, [*starts[1:], len(block.text)], strict=False))


def _opens(block: Block, at: int, source: str) -> bool:
    before = block.text[:at].rstrip(" *[(-–—")
    if not before or before[-1] in ".!?;":
        return True
    place = block.to_source(at, at + 1).span.start
    while place and source[place - 1] in " \t*_[(-–—|`":
        place -= 1
    return source[place - 1 : place] in ("\n", "\r")
