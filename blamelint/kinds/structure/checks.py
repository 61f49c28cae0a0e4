"""Checks that no plain condition says: they count names, compare words, or read file names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath

from blamelint.document import Block, Part, Prose, SectionKind
from blamelint.errors import Location
from blamelint.kinds.structure.items import Item
from blamelint.kinds.structure.owners import has_due, has_owner, names_owners
from blamelint.kinds.structure.postmortem import Postmortem
from blamelint.kinds.structure.words import Wording
from blamelint.source import Span


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found."""

    span: Span
    """Where, in the source."""

    slots: dict[str, str] = field(default_factory=dict)
    """Words for the message."""


_NOWHERE = Location("blamelint/kinds/structure/checks.py")
"""Where the lexicons of checks are named."""

Check = Callable[[Postmortem], Iterator[Found]]

# One person, again and again

_NARRATIVE = (
    SectionKind.CAUSES,
    SectionKind.FACTORS,
    SectionKind.SUMMARY,
    SectionKind.WENT_WRONG,
)


def names_density(whole: Postmortem) -> Iterator[Found]:
    """One name makes up half of all mentions where the incident is explained, and stands there three times."""
    mentions: Counter[str] = Counter()
    first: dict[str, tuple[Block, int, int]] = {}
    for block in whole.blocks(*_NARRATIVE):
        if block.cell:
            continue
        for start, end in whole.names_in(block):
            name = _short(block.text[start:end])
            mentions[name] += 1
            first.setdefault(name, (block, start, end))
    if not mentions:
        return
    name, count = mentions.most_common(1)[0]
    if count >= 3 and count * 2 >= mentions.total():
        block, start, end = first[name]
        slots = {"match": block.text[start:end], "count": str(count)}
        yield Found(block.to_source(start, end).span, slots)


def _short(name: str) -> str:
    """Reduce a name to the part that all its forms share: the given name, or the login."""
    parts = re.split(r"[\s._@]+", name.strip("@<>").lower())
    return re.sub(r"['’]s$", "", parts[0] if len(parts[0]) > 1 else parts[-1])


# Factors of one kind

_CATEGORIES = tuple(
    (name, Wording((f"[structure_about_{name}]",), lambda: _NOWHERE))
    for name in ("technology", "process", "people", "detection")
)


def one_category(whole: Postmortem) -> Iterator[Found]:
    """Three or more factors, and all of one kind; a factor of no known kind leaves the question open."""
    factors = [item for item in whole.factors if not item.prose]
    if len(factors) < 3:
        return
    common: set[str] | None = None
    for item in factors:
        kinds = {name for name, wording in _CATEGORIES if _says(whole, item, wording)}
        if len(kinds) > 1:
            # Nearly every factor names some technology; beside another kind that says little.
            kinds.discard("technology")
        common = kinds if common is None else common & kinds
    if common:
        heading = whole.heading_of(SectionKind.FACTORS, SectionKind.CAUSES)
        span = heading.to_source(0, len(heading.text)).span if heading else factors[0].span
        yield Found(span, {"match": next(iter(common)), "count": str(len(factors))})


def _says(whole: Postmortem, item: Item, wording: Wording) -> bool:
    return bool(whole.find(wording, {block.index for block in item.blocks}))


# Factors without an answer

_COMMON = frozenset(
    "about after again against also although because been before being between both cause caused change changed "
    "could does done "
    "down during each early every first from have having incident into issue it's less like make many more most "
    "much never new "
    "none nothing only other outage over same should since some such system than that their them then there these "
    "they this "
    "those through time under until very was were what when where which while will with within without would "
    "your".split()
)
_WORD = re.compile(r"[^\W\d_]{4,}|\w*\d\w*[-\w]*")
_ACCEPTED = re.compile(
    r"\baccept(?:ed|able|ing)?\b|\bRISK-\d+|\bwon['’]t (?:fix|do)|\bno action\b|\bF\d+\s*(?:→|->|=>)|\b(?:done|"
    r"fixed) (?:on|in|since)\b",
    re.IGNORECASE,
)


def stems(text: str) -> set[str]:
    """List the content words of a text, cut so that their forms meet."""
    return {word.lower()[:5] for word in _WORD.findall(text) if word.lower() not in _COMMON}


def stems_of(block: Block) -> set[str]:
    """List the content words of a block."""
    return block.prose.recall(_WORD, lambda: stems(block.text))


def factor_without_action(whole: Postmortem) -> Iterator[Found]:
    """A factor shares no content word with any action, and nobody says that it is accepted."""
    actions = whole.actions
    if not actions:
        return
    answered = set().union(*(stems_of(block) | _code(whole, block) for item in actions for block in item.blocks))
    text = " ".join(block.text for item in actions for block in item.blocks)
    for item in whole.factors:
        if item.prose or _ACCEPTED.search(item.text) or not stems(item.text):
            continue
        number = re.match(r"\W*(F\d+)\b", item.text)
        if number and number[1] in text:
            continue
        own = set().union(*(stems_of(block) | _code(whole, block) for block in item.blocks))
        if own.isdisjoint(answered):
            yield Found(item.span, {"match": item.text})


def _code(whole: Postmortem, block: Block) -> set[str]:
    return {whole.document.source.slice(mask.source).strip("`").lower() for mask in block.masks if mask.kind == "code"}


# Names in file names and tags

_TAGS = ("tags", "keywords", "categories", "labels")
_NAMES = ("slug", "file", "filename", "permalink", "path", "aliases", "url")
_ELSEWHERE = Wording(("[structure_not_in_file_names]",), lambda: _NOWHERE)
_FAILURE = Wording(("[structure_failure_word]",), lambda: _NOWHERE)


def names_in_filename(whole: Postmortem) -> Iterator[Found]:
    """The file name, or a tag at the head of the file, puts a person beside a failure word."""
    path = PurePosixPath(whole.document.source.path.replace("\\", "/"))
    words = re.split(r"[\W_]+", path.stem)
    if (name := _accused(whole, words, near=2)) and (head := whole.head()):
        yield Found(head, {"match": path.name, "name": name})
    matter = whole.document.front_matter
    for key, value in (matter.data if matter else {}).items():
        entries = value if isinstance(value, list) else [value]
        values = [str(entry) for entry in entries if not isinstance(entry, list | dict)]
        if key.lower() in _TAGS:
            words, near = [part for entry in values for part in re.split(r"[\W_]+", entry)], len(values) + 9
        elif key.lower() in _NAMES:
            words, near = re.split(r"[\W_]+", " ".join(values)), 2
        else:
            continue
        if (name := _accused(whole, words, near=near)) and matter:
            yield Found(_place_in(whole, matter.span, key, name), {"match": " ".join(values), "name": name})


def _accused(whole: Postmortem, words: list[str], *, near: int) -> str | None:
    """Return a given name that has a failure word among its neighbours."""
    failures = {i for i, word in enumerate(words) if word.lower() in failure_words(whole)}
    for i, word in enumerate(words):
        if i not in failures and any(abs(i - j) <= near for j in failures) and _is_name(whole, word):
            return word
    return None


def _is_name(whole: Postmortem, word: str) -> bool:
    name, people = word.capitalize(), whole.people
    if len(word) < 3 or not (name in people.given or name in people.known):
        return False
    elsewhere = people.ambiguous | _ELSEWHERE.phrases(whole.lexicons).keys
    return not elsewhere & {name, name.lower()} and name.lower() not in people.products


def failure_words(whole: Postmortem) -> frozenset[str]:
    """List all forms of the words for failures."""
    return _FAILURE.phrases(whole.lexicons).keys


def _place_in(whole: Postmortem, span: Span, key: str, word: str) -> Span:
    """Front matter is data without positions, so the word is looked for behind its key."""
    text = whole.document.source.slice(span)
    at = re.search(rf"^\W*{re.escape(key)}\W.*?\b({re.escape(word)})\b", text, re.MULTILINE | re.DOTALL)
    return Span(span.start + at.start(1), span.start + at.end(1)) if at else span


# Coordination in many places

_CHANNEL = re.compile(
    r"(?<![\w&#/])#[a-z][a-z0-9_-]{1,40}\b|\b(?:DMs?|direct messages?|e-?mail thread|war[- ]room|bridge call|"
    r"conference call|zoom|teams call|"
    r"google meet|whatsapp|telegram|irc|phone)\b",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    r"\b(?:single|one|same|dedicated) (?:\w+ )?(?:channel|bridge|call|room|thread)\b|\b(?:channel|bridge|call)s?\b",
    re.IGNORECASE,
)


def scattered_coordination(whole: Postmortem) -> Iterator[Found]:
    """Three or more places of coordination are named, and no action is about them."""
    if any(_has_single(block.prose) for item in whole.actions for block in item.blocks):
        return
    places: dict[str, tuple[Block, int, int]] = {}
    for block in whole.body:
        for channel, start, end in _channels(block.prose):
            places.setdefault(channel, (block, start, end))
    if len(places) >= 3:
        block, start, end = next(iter(places.values()))
        yield Found(block.to_source(start, end).span, {"match": ", ".join(places), "count": str(len(places))})


def _has_single(prose: Prose) -> bool:
    return prose.recall(_SINGLE, lambda: _SINGLE.search(prose.text) is not None)


def _channels(prose: Prose) -> list[tuple[str, int, int]]:
    found = _CHANNEL.finditer(prose.text)
    return prose.recall(_CHANNEL, lambda: [(match[0].lower().rstrip("s"), *match.span()) for match in found])


# Owners


def action_without_owner(whole: Postmortem) -> Iterator[Found]:
    """An action has no owner where others have, or where there is a place for one."""
    actions = [item for item in whole.listed_actions if not item.recall(_is_done, None, partial(_is_done, item))]
    ownerless = [item for item in actions if not _is_owned(item, whole)]
    asked = [item for item in ownerless if item.recall(names_owners, None, partial(names_owners, item))]
    most = len(ownerless) * 2 < len(actions)
    for item in ownerless if most else asked:
        yield Found(item.span, {"match": item.text, "count": str(len(ownerless))})


def _is_owned(item: Item, whole: Postmortem) -> bool:
    return item.recall(has_owner, whole.known_to(item), partial(has_owner, item, whole.people))


def _is_done(item: Item) -> bool:
    if not has_due(item):
        return False
    place = item.blocks[0].list
    return (place is not None and place.checked is True) or re.search(
        r"\b(?:done|completed?|shipped|fixed|closed)\b", " ".join(b.text for b in item.blocks), re.I
    ) is not None


_PLACEHOLDER = re.compile("‹[^‹›]*›")


def _is_open(part: Part) -> bool:
    return any("‹" in block.text for block in part.blocks)


def unfinished(whole: Postmortem) -> Iterator[Found]:
    """What a rewrite left for the authors to say still stands in the text."""
    open_parts = [part for part in whole.document.parts if part.words.recall(_PLACEHOLDER, partial(_is_open, part))]
    for block in (block for part in open_parts for block in part.blocks):
        if block.quote:
            continue
        for match in _PLACEHOLDER.finditer(block.text):
            yield Found(block.to_source(*match.span()).span, {"match": match[0]})


CHECKS: dict[str, Check] = {
    "names-density": names_density,
    "one-category": one_category,
    "factor-without-action": factor_without_action,
    "names-in-filename": names_in_filename,
    "scattered-coordination": scattered_coordination,
    "action-without-owner": action_without_owner,
    "unfinished": unfinished,
}
"""By the name that rules use."""
