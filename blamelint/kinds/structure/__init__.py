"""Rules that look at a document as a whole: its outline, lists, tables, front matter and plain words.

```yaml
kind: structure
match:
  # On the document; all that is given must hold. Forms and guides are never looked at.
  whole: true                  # it clearly is a whole postmortem
  words-over: 150              # outside headings and quotes
  missing: [factors]           # no part of these kinds says anything
  without: actions             # there are no items of this kind
  has: [causes, timeline]      # a part of one of these kinds does
  times-under: 3               # so few times of day are named
  listed-under: 2              # so few causes stand in lists and tables
  causes-under: 60             # so few words explain the causes
  timeline-over: 2             # the timeline has more entries than this
  findings: error              # other rules found something at least as grave
  unless-words: ["[lexicon]"]  # nobody says any of these
  unless-headings: ["[lexicon]"]  # no heading does
  unless-actions: ["[lexicon]"]  # no action says any of these
  narrative-without: ["[lexicon]"]  # timeline, response and summary do not
  at: [causes, title]          # heading at which to report; otherwise the title

  # What to find; at most one of the following, otherwise the document itself.
  heading: ["root cause"]      # headings that are one of these regular expressions, numbering aside
  says: ["[lexicon]"]          # the first of these phrases …
  says-in: [timeline]          # … in parts of these kinds,
  says-not-in: [actions]       # … or not in these,
  unless-beside: ["<num> time"]  # … without any of these in the same block,
  unless-shared: true          # … and no action shares a content word with that block
  items: factors               # factors, actions (those in lists and tables), timeline or whys:
  exactly: 1                   # how many there are
  at-least: 3                  # or how many at least; paragraphs of several thoughts count as several
  every: {…}                   # all meet the condition: reported at their heading
  none: {…}                    # none does
  some: {count: 3, …}          # at least so many do: reported at their heading
  first: {…}                   # the first one does: reported there
  each: {…}                    # reported at every item that does, at the words or the finding that decide
  check: names-density         # one of the checks that no condition says
```

A condition on items: `any` (alternatives), `label` (a finding with one of these labels lies in it), `starts`, `words`,
`not-words`, `human` (it begins with a person, a role or a trait of people), `lacks` (owner, due, ticket, number),
`words-under`, `branches` (has several nested items).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Any

from blamelint.document import Block, SectionKind
from blamelint.errors import Location, UserError
from blamelint.kinds.structure.checks import CHECKS, Check, Found, stems_of
from blamelint.kinds.structure.conditions import (
    GATE_KEYS,
    Gate,
    ItemCondition,
    check_keys,
    found_in,
    read_kinds,
    read_wording,
)
from blamelint.kinds.structure.headings import LONGEST as LONGEST_HEADING
from blamelint.kinds.structure.headings import named, unbounded
from blamelint.kinds.structure.items import Item
from blamelint.kinds.structure.postmortem import Postmortem
from blamelint.kinds.structure.words import Wording
from blamelint.packs import Rule, check_name
from blamelint.source import Span

SUBJECTS = ("heading", "says", "items", "check")
SAYS_KEYS = ("says-in", "says-not-in", "unless-beside", "unless-shared")
COUNT_KEYS = ("exactly", "at-least")
QUANTIFIERS = ("every", "none", "some", "first", "each")
KEYS = (*GATE_KEYS, *SUBJECTS, *SAYS_KEYS, *COUNT_KEYS, *QUANTIFIERS)
HOMES: Mapping[str, tuple[SectionKind, ...]] = {
    "factors": (SectionKind.FACTORS, SectionKind.CAUSES),
    "actions": (SectionKind.ACTIONS,),
    "timeline": (SectionKind.TIMELINE,),
    "whys": (),
}
"""Under which headings items of a kind stand."""

LONGEST_SLOT = 48
"""Characters of an item that a message shows."""

SEVERAL = Wording(("[structure_several]",), partial(Location, "blamelint/kinds/structure/__init__.py"))
"""Words by which one paragraph speaks of several things."""


@dataclass(frozen=True, slots=True)
class StructureMatch:
    """A structure rule holds for a document."""

    rule: str
    """Id of the rule."""

    span: Span
    """What it is about, in the source."""

    slots: Mapping[str, str] = field(default_factory=dict)
    """Words for the message."""


@dataclass(frozen=True)
class StructureRule:
    """A structure rule, compiled."""

    rule: Rule
    gate: Gate
    at: tuple[SectionKind, ...]
    subject: Check

    def find(self, whole: Postmortem) -> Iterator[StructureMatch]:
        """Yield the places where the rule holds."""
        if not self.gate.holds(whole):
            return
        for found in self.subject(whole):
            slots = {name: _shortened(words) for name, words in found.slots.items()}
            yield StructureMatch(self.rule.id, self._place(whole, found), slots)

    def _place(self, whole: Postmortem, found: Found) -> Span:
        heading = whole.heading_of(*self.at) if self.at else None
        return heading.to_source(0, len(heading.text)).span if heading else found.span


def _shortened(words: str) -> str:
    """Cut an item's words to what a message has room for."""
    return words if len(words) <= LONGEST_SLOT else f"{words[: LONGEST_SLOT - 1].rsplit(' ', 1)[0]}…"


@lru_cache(maxsize=512)
def compile_structure(rule: Rule) -> StructureRule:
    """Read a structure rule once; raises `UserError` that points into its file."""
    data = check_keys(rule, rule.match, KEYS)
    return StructureRule(rule, Gate.read(rule, data), read_kinds(rule, data.get("at"), "at"), _subject(rule, data))


def _subject(rule: Rule, data: Mapping[str, Any]) -> Check:
    named = [key for key in SUBJECTS if key in data]
    if len(named) > 1:
        raise UserError(f"{named[0]!r} and {named[1]!r} exclude each other", at=rule.at("match", named[1]))
    match named[0] if named else None:
        case "heading":
            return _headings(rule, data["heading"])
        case "says":
            return _says(rule, data)
        case "items":
            return _items(rule, data)
        case "check":
            check_name(data["check"], CHECKS, what="check", at=partial(rule.at, "match", "check"))
            return CHECKS[data["check"]]
        case _:
            return _whole


def _whole(whole: Postmortem) -> Iterator[Found]:
    head = whole.head()
    if head is not None:
        yield Found(head, {"match": whole.document.source.slice(head)})


# Headings


def _headings(rule: Rule, patterns: str | Sequence[str]) -> Check:
    expressions = [
        _expression(rule, text, index)
        for index, text in enumerate([patterns] if isinstance(patterns, str) else patterns)
    ]

    def find(whole: Postmortem) -> Iterator[Found]:
        for block in whole.headings:
            words = block.text if len(block.text) <= LONGEST_HEADING else ""
            if match := next(filter(None, (one.fullmatch(words) for one in expressions)), None):
                yield _at(block, *match.span(1))

    return find


def _expression(rule: Rule, text: str, index: int) -> re.Pattern[str]:
    at = partial(rule.at, "match", "heading", *([index] if isinstance(rule.match["heading"], list) else []))
    try:
        found = named(text)
    except (re.error, OverflowError, RecursionError) as error:
        raise UserError(f"not a regular expression: {error}", at=at()) from None
    # Those of built-in rules are tested.
    if not rule.is_builtin and (why := unbounded(text)):
        raise UserError(f"the regular expression might take for ever: {why}", at=at(), hint="list the alternatives")
    return found


def _at(block: Block, start: int, end: int) -> Found:
    return Found(block.to_source(start, end).span, {"match": block.text[start:end]})


# Words without an answer


def _says(rule: Rule, data: Mapping[str, Any]) -> Check:
    wording = read_wording(rule, data["says"], "says")
    beside = read_wording(rule, data.get("unless-beside"), "unless-beside")
    inside = read_kinds(rule, data.get("says-in"), "says-in")
    outside = read_kinds(rule, data.get("says-not-in"), "says-not-in")
    shared = bool(data.get("unless-shared", False))

    def find(whole: Postmortem) -> Iterator[Found]:
        if wording is None:
            return
        acts = whole.action_numbers
        answers = set().union(*(stems_of(whole.document.blocks[i]) for i in acts)) if shared else set()
        body = whole.body_numbers - acts
        for hit in whole.find(wording, body):
            kind = whole.kind(hit.block)
            if (inside and kind not in inside) or kind in outside:
                continue
            if beside and whole.find(beside, {hit.block.index}):
                continue
            if shared and not answers.isdisjoint(stems_of(hit.block)):
                continue
            yield _at(hit.block, hit.start, hit.end)
            return

    return find


# Items


def _items(rule: Rule, data: Mapping[str, Any]) -> Check:
    kind = data["items"]
    check_name(kind, HOMES, what="kind of item", at=partial(rule.at, "match", "items"))
    exactly, least = data.get("exactly"), int(data.get("at-least", 1))
    conditions = {key: ItemCondition.read(rule, data[key], key) for key in QUANTIFIERS if key in data}

    def find(whole: Postmortem) -> Iterator[Found]:
        items = whole.items(kind)
        if not items or (exactly is not None and _count(whole, items) != exactly) or len(items) < least:
            return
        if "each" in conditions:
            yield from _each(conditions["each"], items, whole)
        elif all(_quantified(key, condition, items, whole) for key, condition in conditions.items()):
            yield _item(items[0], items) if "first" in conditions else _under(whole, HOMES[kind], items)

    return find


def _each(condition: ItemCondition, items: list[Item], whole: Postmortem) -> Iterator[Found]:
    for item in items:
        if condition.holds(item, whole):
            place = condition.place(item, whole)
            yield Found(place[0], {"match": place[1], "count": str(len(items))}) if place else _item(item, items)


def _quantified(key: str, condition: ItemCondition, items: list[Item], whole: Postmortem) -> bool:
    if key == "first":
        return condition.holds(items[0], whole)
    holding = sum(condition.holds(item, whole) for item in items)
    if key == "some":
        return holding >= condition.count
    return holding == len(items) if key == "every" else holding == 0


def _count(whole: Postmortem, items: list[Item]) -> int:
    """Count items; a paragraph that speaks of several things, or in many words, stands for several."""
    return sum(1 + (item.prose and _is_manifold(item, whole)) + item.children for item in items)


_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=\S)")
_CONDITION = re.compile(
    r"\b(?:no|not|nor|never|without|only|lacks?|lacking|missing|because|since|had|which|while|when)\b|n['’]t\b",
    re.IGNORECASE,
)


def _is_manifold(item: Item, whole: Postmortem) -> bool:
    """Tell whether a paragraph speaks of more than one thing: by its words, or by further sentences with conditions."""
    return item.recall(SEVERAL, None, lambda: _speaks_of_several(item, whole))


def _speaks_of_several(item: Item, whole: Postmortem) -> bool:
    further = _SENTENCE.split(item.text)[1:]
    return len(further) > 1 or any(map(_CONDITION.search, further)) or bool(found_in(item, SEVERAL, whole))


def _item(item: Item, items: list[Item]) -> Found:
    return Found(item.span, {"match": item.text, "count": str(len(items))})


def _under(whole: Postmortem, kinds: Sequence[SectionKind], items: list[Item]) -> Found:
    """Report at the heading under which the items stand, if they have one."""
    section = whole.document.section_of(items[0].block)
    while section.heading is not None and section.kind is not SectionKind.TITLE and section.kind in kinds:
        parent = whole.document.sections[section.parent] if section.parent is not None else section
        if parent.kind is not section.kind:
            heading = whole.document.blocks[section.heading]
            slots = {"match": items[0].text, "count": str(len(items))}
            return Found(heading.to_source(0, len(heading.text)).span, slots)
        section = parent
    return _item(items[0], items)
