"""Conditions of structure rules, read once from YAML: on the document, and on single items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from blamelint.diagnostic import Severity
from blamelint.document import SectionKind
from blamelint.errors import UserError
from blamelint.formats.genre import Genre
from blamelint.kinds.structure.items import Item
from blamelint.kinds.structure.owners import has_due, has_owner, has_ticket
from blamelint.kinds.structure.people import is_human
from blamelint.kinds.structure.postmortem import Postmortem
from blamelint.kinds.structure.words import Wording
from blamelint.language.patterns import PatternError
from blamelint.packs import Rule, check_name
from blamelint.source import Span

ITEM_KEYS = ("count", "any", "label", "starts", "words", "not-words", "human", "lacks", "words-under", "branches")
ITEM_KINDS = ("factors", "actions", "timeline", "whys")
LACKS = ("owner", "due", "ticket", "number")


def as_list(value: Any) -> list[Any]:
    """Treat one value as a list of one."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def read_wording(rule: Rule, value: Any, *path: str | int) -> Wording | None:
    """Read patterns and `[lexicons]`; raises `UserError` at the place of a pattern that cannot be read."""
    entries = [str(entry) for entry in as_list(value)]
    at = partial(rule.at, "match", *path)
    try:
        return Wording.read(entries, at) if entries else None
    except PatternError as error:
        raise UserError(str(error), at=at()) from None


def read_kinds(rule: Rule, value: Any, *path: str | int) -> tuple[SectionKind, ...]:
    """Read kinds of section; raises `UserError` at their place."""
    names = [kind.value for kind in SectionKind]
    for name in as_list(value):
        check_name(name, names, what="kind of section", at=partial(rule.at, "match", *path))
    return tuple(SectionKind(name) for name in as_list(value))


def check_keys(rule: Rule, data: Any, keys: Iterable[str], *path: str | int) -> Mapping[str, Any]:
    """Return a mapping whose keys are all known; raises `UserError`."""
    if not isinstance(data, dict):
        raise UserError("expected a mapping", at=rule.at("match", *path))
    for key in data:
        check_name(key, keys, what="key", at=partial(rule.at, "match", *path, key))
    return data


@dataclass(frozen=True, eq=False)
class ItemCondition:
    """What must hold of one item; everything that is given must."""

    any: tuple[ItemCondition, ...]
    labels: tuple[str, ...]
    starts: Wording | None
    words: Wording | None
    not_words: Wording | None
    human: bool
    lacks: tuple[str, ...]
    words_under: int
    branches: bool
    count: int

    @classmethod
    def read(cls, rule: Rule, data: Any, *path: str | int) -> ItemCondition:
        """Read a mapping; raises `UserError` that points into the rule's file."""
        check_keys(rule, data, ITEM_KEYS, *path)
        for name in as_list(data.get("lacks")):
            check_name(name, LACKS, what="thing to lack", at=partial(rule.at, "match", *path, "lacks"))
        return cls(
            tuple(cls.read(rule, entry, *path, "any", i) for i, entry in enumerate(as_list(data.get("any")))),
            tuple(as_list(data.get("label"))),
            read_wording(rule, data.get("starts"), *path, "starts"),
            read_wording(rule, data.get("words"), *path, "words"),
            read_wording(rule, data.get("not-words"), *path, "not-words"),
            bool(data.get("human", False)),
            tuple(as_list(data.get("lacks"))),
            int(data.get("words-under", 0)),
            bool(data.get("branches", False)),
            int(data.get("count", 1)),
        )

    def holds(self, item: Item, whole: Postmortem) -> bool:
        """Tell whether an item meets all of it."""
        return (
            item.recall(self, whole.known_to(item), lambda: self._is_said(item, whole))
            and (not self.labels or bool(whole.findings_in(item, self.labels)))
            and (not self.any or any(condition.holds(item, whole) for condition in self.any))
        )

    def _is_said(self, item: Item, whole: Postmortem) -> bool:
        """Tell whether the words of an item meet it, whatever was found in them."""
        return (
            (not self.words_under or item.words < self.words_under)
            and (not self.starts or starts_with(item, self.starts, whole))
            and (not self.words or bool(found_in(item, self.words, whole)))
            and (not self.not_words or not found_in(item, self.not_words, whole))
            and (not self.human or is_human(item, whole.people))
            and all(_lacks(item, name, whole) for name in self.lacks)
            and (not self.branches or _branches(item))
        )

    def place(self, item: Item, whole: Postmortem) -> tuple[Span, str] | None:
        """Find the very words that make an item meet the condition; None when it is the item as such."""
        if self.words and (hits := found_in(item, self.words, whole)):
            index, start, end = hits[0]
            block = whole.document.blocks[index]
            return block.to_source(start, end).span, block.text[start:end]
        if self.labels and (findings := whole.findings_in(item, self.labels)):
            return findings[0].span, whole.document.source.slice(findings[0].span)
        places = (condition.place(item, whole) for condition in self.any if condition.holds(item, whole))
        return next((place for place in places if place), None)


_LEAD = re.compile(r"[\W\d_]*")
_LABEL = re.compile(r"(?:\w+\W+){1,4}?(?<=: )")


def starts_with(item: Item, wording: Wording, whole: Postmortem) -> bool:
    """Tell whether an item begins with a phrase, a number and a label aside."""
    block = item.block
    lead = _LEAD.match(block.text, item.start)
    first = lead.end() if lead else item.start
    label = _LABEL.match(block.text, first)
    starts = {hit.start for hit in whole.find(wording, {block.index})}
    return first in starts or (label is not None and label.end() in starts)


def found_in(item: Item, wording: Wording, whole: Postmortem) -> list[tuple[int, int, int]]:
    """List phrases inside an item as block, start and end."""
    hits = whole.find(wording, {block.index for block in item.blocks})
    first, end = item.blocks[0].index, item.end
    return [
        (hit.block.index, hit.start, hit.end)
        for hit in hits
        if hit.block.index != first or (hit.start >= item.start and (end is None or hit.end <= end))
    ]


def _lacks(item: Item, name: str, whole: Postmortem) -> bool:
    match name:
        case "owner":
            return not has_owner(item, whole.people)
        case "due":
            return not has_due(item)
        case "ticket":
            return not has_ticket(item)
        case _:
            return not any(char.isdigit() for char in item.text)


def _branches(item: Item) -> bool:
    return item.children > 1


GATE_KEYS = tuple(
    "whole words-over missing without has times-under listed-under causes-under timeline-over findings "
    "unless-words unless-headings unless-actions narrative-without at".split()
)


@dataclass(frozen=True)
class Gate:
    """What must hold of the document before a rule looks closer."""

    whole: bool
    words_over: int
    missing: tuple[SectionKind, ...]
    without: str | None
    has: tuple[SectionKind, ...]
    times_under: int | None
    listed_under: int | None
    causes_under: int | None
    timeline_over: int | None
    severity: Severity | None
    unless_words: Wording | None
    unless_headings: Wording | None
    unless_actions: Wording | None
    narrative_without: Wording | None

    @classmethod
    def read(cls, rule: Rule, data: Mapping[str, Any]) -> Gate:
        """Read the keys of a rule's conditions that are about the document."""
        if "findings" in data:
            names = [str(severity) for severity in Severity]
            check_name(data["findings"], names, what="severity", at=partial(rule.at, "match", "findings"))
        if "without" in data:
            check_name(data["without"], ITEM_KINDS, what="kind of item", at=partial(rule.at, "match", "without"))
        return cls(
            bool(data.get("whole", False)),
            int(data.get("words-over", -1)),
            read_kinds(rule, data.get("missing"), "missing"),
            data.get("without"),
            read_kinds(rule, data.get("has"), "has"),
            data.get("times-under"),
            data.get("listed-under"),
            data.get("causes-under"),
            data.get("timeline-over"),
            Severity.parse(data["findings"]) if "findings" in data else None,
            read_wording(rule, data.get("unless-words"), "unless-words"),
            read_wording(rule, data.get("unless-headings"), "unless-headings"),
            read_wording(rule, data.get("unless-actions"), "unless-actions"),
            read_wording(rule, data.get("narrative-without"), "narrative-without"),
        )

    def holds(self, whole: Postmortem) -> bool:
        """Tell whether the document meets all of it; forms and guides never do."""
        return (
            whole.genre not in (Genre.TEMPLATE, Genre.GUIDE)
            and (not self.whole or whole.genre is Genre.POSTMORTEM)
            and whole.words > self.words_over
            and not any(whole.has(kind) for kind in self.missing)
            and (self.without is None or not whole.items(self.without))
            and (not self.has or any(whole.has(kind) for kind in self.has))
            and (self.times_under is None or whole.times < self.times_under)
            and (self.severity is None or any(finding.severity >= self.severity for finding in whole.findings))
            and (self.listed_under is None or whole.listed_causes < self.listed_under)
            and (self.causes_under is None or whole.words_on_causes < self.causes_under)
            and (self.timeline_over is None or len(whole.timeline) > self.timeline_over)
            and not (self.unless_words and whole.find(self.unless_words, whole.body_numbers))
            and not (
                self.unless_headings and whole.find(self.unless_headings, {block.index for block in whole.headings})
            )
            and not (self.narrative_without and whole.find(self.narrative_without, {b.index for b in whole.narrative}))
            and not (self.unless_actions and said_in_actions(whole, self.unless_actions))
        )


def said_in_actions(whole: Postmortem, wording: Wording) -> bool:
    """Tell whether an action says one of some phrases."""
    return bool(whole.find(wording, whole.action_numbers))
