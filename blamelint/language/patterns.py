"""Word patterns: the little language in which lexicons and phrase rules are written.

An entry is read left to right over the tokens of one sentence:

=============  ==========================================================================
``word``       a token whose lower-cased text is a form of the word
``=word``      just this form
``a|b``        one of several
``word?``      may be missing
``…``          a gap of 0 to 6 tokens
``<noun>``     one token of a part of speech: verb noun adj adv num det prep pron, poss, any
``{human}``    a mention of a kind, or of one of several: ``{named|role}``
``[outcome]``  an entry of another lexicon
=============  ==========================================================================

One adverb between two words is skipped: "pay no attention" answers to "paid absolutely no attention".
"""

from __future__ import annotations

import marshal
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from enum import Enum
from functools import cache, cached_property
from typing import TypedDict, TypeVar

from blamelint.language.inflection import forms
from blamelint.store import Unpacked

T = TypeVar("T")

MAX_GAP = 6
MOST_PARTS = 40
"""Parts of one pattern."""

MOST_GAPS = 4
"""Gaps of one pattern: where several stand, each place of one is tried with each of the others."""

MOST_VARIANTS = 64
"""Patterns that one entry may stand for."""

GAP_STOPS = frozenset({";", ":", ".", "?", "!"})
SKIPPED_ADVERBS = frozenset(
    "never ever simply just really also then even still again once already clearly obviously quite very so rather "
    "completely entirely totally fully partly largely mostly apparently probably perhaps accidentally inadvertently "
    "mistakenly not actually always often only duly promptly quickly later first all".split()
)
POS_CLASSES = {
    "verb": {"VERB", "AUX"},
    "noun": {"NOUN", "PROPN"},
    "adj": {"ADJ"},
    "adv": {"ADV"},
    "num": {"NUM"},
    "det": {"DET"},
    "prep": {"ADP", "SCONJ"},
    "pron": {"PRON"},
}
PERSON = "‹person›"
"""What patterns see in place of a name."""

POSSESSIVES = frozenset("my your his her its our their 's ’s whose".split())


class PatternError(ValueError):
    """An entry that cannot be read."""


class Kind(Enum):
    """What one element of a pattern asks of a token."""

    WORDS = "words"
    POS = "pos"
    MENTION = "mention"
    LEXICON = "lexicon"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Element:
    """One step of a pattern."""

    kind: Kind
    """What it asks."""

    values: frozenset[str]
    """Word forms, classes of part of speech, kinds of mention, or names of lexicons."""

    optional: bool = False
    """Whether it may be missing."""


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """One entry, compiled."""

    text: str
    """As written."""

    elements: tuple[Element, ...]
    """In order."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a pattern holds."""

    start: int
    """First token."""

    end: int
    """After the last token."""

    slots: tuple[int, ...] = ()
    """First tokens of the mentions that filled slots."""


PREFIXES = "re un mis de pre double triple cross spot sanity fat rubber force hard cherry hot short back".split()
"""First parts of hyphenated verbs: `re-ran`, `double-checked`, `force-pushed`."""

PREFIXED = re.compile(rf"({'|'.join(PREFIXES)})-([a-z]+)", re.IGNORECASE)
ON_CALL = frozenset({"on-call", "on-calls"})
"""Words that stay one token although they have a hyphen: `re-run`, `on-call`."""


TICKET = re.compile(r"\b[A-Z]{2,}-\d+")
"""Number of a ticket, which the tokenizer does not split: no *ops* and no *SRE* stands in `OPS-4953` and `SRE-17`."""


def split_word(word: str) -> list[str]:
    """Split a written word as the tokenizer would: at hyphens and slashes."""
    if ("-" not in word and "/" not in word) or PREFIXED.fullmatch(word) or word.lower() in ON_CALL:
        return [word]
    return [piece for piece in re.split(r"([-/])", word) if piece]


@cache
def compile_patterns(text: str) -> tuple[Pattern, ...]:
    """Read an entry; one with a hyphen inside an alternative becomes several. Raises `PatternError`."""
    variants = [""]
    for part in text.split():
        words = _variants(part)
        if len(variants) * len(words) > MOST_VARIANTS:
            raise PatternError(f"too many alternatives with hyphens, or optional ones, in {text[:40]!r}")
        variants = [f"{variant} {word}" for variant in variants for word in words]
    return tuple(compile_pattern(variant.strip()) for variant in variants)


def _variants(part: str) -> list[str]:
    core = part.rstrip("?")
    if part != core and "|" not in core and ("-" in core or "/" in core) and core[0] not in "<{[":
        return [core, ""]
    if "|" not in core or core[0] in "<{[" or not ("-" in core or "/" in core):
        return [part]
    words = core.split("|")
    plain = [word for word in words if len(split_word(word)) == 1]
    hyphened = [word for word in words if word not in plain]
    optional = [""] if part != core else []
    return [*hyphened, *(["|".join(plain) + part[len(core) :]] if plain else optional)]


def compile_pattern(text: str) -> Pattern:
    """Read an entry without hyphens inside alternatives; raises `PatternError` with what is wrong."""
    parts = text.split()
    if len(parts) > MOST_PARTS or parts.count("…") > MOST_GAPS:
        raise PatternError(f"pattern {text[:40]!r}… has more than {MOST_PARTS} parts, or more than {MOST_GAPS} gaps")
    elements: list[Element] = []
    for part in text.split():
        elements.extend(_elements(part))
    if not elements or elements[0].kind is Kind.GAP or elements[-1].kind is Kind.GAP:
        raise PatternError(f"pattern {text!r} must begin and end with something other than a gap")
    if all(element.optional for element in elements):
        raise PatternError(f"every part of pattern {text!r} is optional")
    return Pattern(text, tuple(elements))


@cache
def _elements(part: str) -> tuple[Element, ...]:
    return tuple(_read_elements(part))


def _read_elements(part: str) -> Iterator[Element]:
    if part == "…":
        yield Element(Kind.GAP, frozenset(), optional=True)
        return
    optional = part.endswith("?") and (part[-2:-1].isalnum() or part[-2:-1] in ("}", ">", "]", "'", ","))
    part = part[:-1] if optional else part
    if part[0] == "<" and part[-1] == ">":
        classes = frozenset(part[1:-1].split("|"))
        if unknown := classes - {*POS_CLASSES, "poss", "any"}:
            raise PatternError(f"unknown part of speech {sorted(unknown)[0]!r} in {part!r}")
        of_words = classes == {"poss"}
        yield Element(Kind.WORDS, POSSESSIVES, optional) if of_words else Element(Kind.POS, classes, optional)
    elif part[0] == "{" and part[-1] == "}":
        yield Element(Kind.MENTION, frozenset(part[1:-1].split("|")), optional)
    elif part[0] == "[" and part[-1] == "]" and len(part) > 2:
        yield Element(Kind.LEXICON, frozenset(part[1:-1].split("|")), optional)
    else:
        yield from _word_elements(part, optional)


def _word_elements(part: str, optional: bool) -> Iterator[Element]:
    alternatives = [split_word(word) for word in part.split("|")]
    if "" in part.split("|"):
        raise PatternError(f"{part!r}: an alternative is empty")
    if len(alternatives) == 1:
        for piece in alternatives[0]:
            yield Element(Kind.WORDS, _forms(piece), optional)
        return
    if any(len(pieces) > 1 for pieces in alternatives):
        raise PatternError(f"{part!r}: an alternative may not hold a hyphen; write two entries")
    yield Element(Kind.WORDS, frozenset().union(*(_forms(pieces[0]) for pieces in alternatives)), optional)


def _forms(word: str) -> frozenset[str]:
    if word.lower() in ON_CALL:
        return ON_CALL
    if prefixed := PREFIXED.fullmatch(word):
        return frozenset(f"{prefixed[1].lower()}-{form}" for form in forms(prefixed[2].lower()))
    return frozenset({word[1:].lower()}) if word[0] == "=" and len(word) > 1 else forms(word.lower())


class Tokens:
    """The view of a sentence that patterns need; token numbers from 0."""

    __slots__ = ("lexicon_at", "mention_at", "places", "pos", "words")

    def __init__(
        self,
        words: Sequence[str],
        pos: Sequence[str],
        *,
        mention_at: Callable[[int, frozenset[str]], int | None] | None = None,
        lexicon_at: Callable[[int, str], Iterable[int]] | None = None,
    ) -> None:
        self.words = words
        self.pos = pos
        self.places: dict[str, list[int]] = {}
        for index, word in enumerate(words):
            self.places.setdefault(word, []).append(index)
        self.mention_at = mention_at or (lambda _i, _kinds: None)
        self.lexicon_at = lexicon_at or (lambda _i, _name: ())

    def seen(
        self,
        *,
        mention_at: Callable[[int, frozenset[str]], int | None],
        lexicon_at: Callable[[int, str], Iterable[int]],
    ) -> Tokens:
        """View the same sentence with mentions, and with other lexicons."""
        other = copy(self)
        other.mention_at, other.lexicon_at = mention_at, lexicon_at
        return other


def match_at(pattern: Pattern, tokens: Tokens, start: int) -> Hit | None:
    """Match a pattern from one token on; the shortest gaps win."""
    ends = _step(pattern.elements, 0, tokens, start, ())
    return next((Hit(start, end, slots) for end, slots in ends), None)


def _step(
    elements: tuple[Element, ...], index: int, tokens: Tokens, at: int, slots: tuple[int, ...]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    if index == len(elements):
        yield at, slots
        return
    element = elements[index]
    if element.kind is Kind.GAP:
        yield from _gap(elements, index, tokens, at, slots)
        return
    for end in _ends(element, tokens, at):
        found = (*slots, at) if element.kind is Kind.MENTION else slots
        yield from _step(elements, index + 1, tokens, end, found)
    if element.optional:
        yield from _step(elements, index + 1, tokens, at, slots)
    elif index > 0 and at < len(tokens.words) - 1 and tokens.words[at] in SKIPPED_ADVERBS:
        for end in _ends(element, tokens, at + 1):
            found = (*slots, at + 1) if element.kind is Kind.MENTION else slots
            yield from _step(elements, index + 1, tokens, end, found)


def _ends_a_clause(words: Sequence[str], at: int) -> bool:
    """Tell where no gap reaches over: `he told us, yet there was nothing` is not `told … nothing`."""
    return words[at] in GAP_STOPS or (words[at] == "," and list(words[at + 1 : at + 2]) in (["but"], ["yet"]))


def _gap(
    elements: tuple[Element, ...], index: int, tokens: Tokens, at: int, slots: tuple[int, ...]
) -> Iterator[tuple[int, tuple[int, ...]]]:
    for width in range(MAX_GAP + 1):
        yield from _step(elements, index + 1, tokens, at + width, slots)
        if at + width >= len(tokens.words) or _ends_a_clause(tokens.words, at + width):
            return


def _ends(element: Element, tokens: Tokens, at: int) -> Iterable[int]:
    if at >= len(tokens.words):
        return ()
    match element.kind:
        case Kind.WORDS:
            return (at + 1,) if tokens.words[at] in element.values else ()
        case Kind.POS:
            return (at + 1,) if _has_class(tokens, at, element.values) else ()
        case Kind.MENTION:
            end = tokens.mention_at(at, element.values)
            return () if end is None else (end,)
        case _:
            return (end for name in element.values for end in tokens.lexicon_at(at, name))


def _has_class(tokens: Tokens, at: int, classes: frozenset[str]) -> bool:
    if "any" in classes or ("poss" in classes and tokens.words[at] in POSSESSIVES):
        return True
    return any(tokens.pos[at] in POS_CLASSES.get(name, ()) for name in classes)


def key_words(pattern: Pattern) -> frozenset[str]:
    """The forms of the longest word that a pattern cannot do without; empty when it has no such word."""
    return rarest(required_words(pattern))


def rarest(required: Sequence[frozenset[str]]) -> frozenset[str]:
    """Choose among sets of words the one that few sentences will meet; empty when there is none."""
    spoken = [values for values in required if _is_spoken(values)]
    return max(spoken or required, key=_rarity, default=frozenset())


@cache
def _is_spoken(words: frozenset[str]) -> bool:
    return all(any(map(str.isalnum, word)) for word in words)


@cache
def _rarity(words: frozenset[str]) -> tuple[bool, int, int]:
    return words.isdisjoint(COMMON), min(map(len, words)), -len(words)


COMMON = frozenset(
    "the a an to of in on at for from by with and or but not no be is are was were been have has had do does did will "
    "would could should can that this it they we which as when than then so because until before after".split()
)
"""Words that most sentences have one of."""


Required = tuple[frozenset[str], ...]
Reaches = tuple[int, ...]
Entry = tuple[str, str, Required, Reaches, bool]
"""Name and text of a pattern, its necessary words and their reaches, and whether it begins with the first of them."""


class IndexData(TypedDict):
    """An index as plain data, to be kept between runs."""

    entries: list[bytes]
    """Every pattern, packed: a name, its text, its necessary words, their reaches and whether it begins with one.

    Words are in all forms, and none where the key word is the only one. A reach says how far a word may stand behind
    the one before.
    """

    by_word: dict[str, bytes]
    """Key words in all forms, and packed the numbers of the entries that cannot do without them."""

    open: list[int]
    """Entries without a key word."""


@dataclass(frozen=True, slots=True)
class Keyed:
    """The entries of an index that have a key word in common."""

    alone: tuple[int, ...]
    """Those of which it is the only necessary word."""

    names: Mapping[str, bool]
    """The names of these, and whether all under a name begin with the word."""

    several: Mapping[str, Sequence[int]]
    """Those with other necessary words as well, by one of these."""


class PatternIndex:
    """Many patterns under names, found together in one pass over a sentence.

    A pattern is read and compiled only when a sentence holds its key word: a document needs a few hundred of thousands.
    """

    def __init__(self, data: IndexData) -> None:
        self._open = data["open"]
        self._by_word = data["by_word"]
        self._entries: Unpacked[int, Entry] = Unpacked(data["entries"])
        self._compiled: dict[int, Pattern] = {}
        self._keyed: dict[str, Keyed] = {}

    @staticmethod
    def build(entries: Mapping[str, Iterable[str]]) -> IndexData:
        """Index the patterns of every name; raises `PatternError`."""
        found: list[Entry] = []
        by_word: dict[str, list[int]] = {}
        without: list[int] = []
        for name, texts in entries.items():
            for pattern in (pattern for text in texts for pattern in compile_patterns(text)):
                for word in key_words(pattern):
                    by_word.setdefault(word, []).append(len(found))
                if not key_words(pattern):
                    without.append(len(found))
                several = len(required_words(pattern)) >= SEVERAL
                opens = pattern.elements[0].kind is Kind.WORDS and not pattern.elements[0].optional
                needed, reach = (required_words(pattern), reaches(pattern)) if several else ((), ())
                found.append((name, pattern.text, needed, reach, opens))
        packed = {word: marshal.dumps(numbers) for word, numbers in by_word.items()}
        return IndexData(entries=list(map(marshal.dumps, found)), by_word=packed, open=without)

    def find(self, tokens: Tokens) -> Iterator[tuple[str, Pattern, Hit]]:
        """Yield every hit; of one pattern, in the order of first tokens."""
        for name, pattern in self.possible(tokens.places):
            alone = len(pattern.elements) == 1 and pattern.elements[0].kind is Kind.WORDS
            for start in possible_starts(pattern, tokens):
                if hit := Hit(start, start + 1) if alone else match_at(pattern, tokens, start):
                    yield name, pattern, hit

    def possible(self, places: Places) -> Iterator[tuple[str, Pattern]]:
        """Yield the patterns all of whose necessary words stand somewhere, in their order and near enough."""
        keyed = self._keys(places)
        found = {number for key in keyed.values() for number in key.alone}
        found.update(number for number in _several(keyed, places) if self._is_possible(number, places))
        for number in (*sorted(found), *self._open):
            yield self._entries[number][0], self._pattern(number)

    def names(self, places: Places, *, but: Collection[str] = ()) -> set[str]:
        """Name the patterns that may hold, going by where the words of a prose stand, before it is cut into tokens."""
        entries, keyed = self._entries, self._keys(places)
        found = set(but).union(*[key.names for key in keyed.values()])
        for number in (*_several(keyed, places), *self._open):
            if entries[number][0] not in found and self._is_possible(number, places):
                found.add(entries[number][0])
        return found

    def starts(self, places: Places, names: Collection[str]) -> dict[str, tuple[int, int]]:
        """For some names, tell where a pattern that may hold in a prose begins at the earliest and at the latest."""
        keyed, entries = self._keys(places), self._entries
        found = dict.fromkeys(names, (ANYWHERE, -1))
        for word, key in keyed.items():
            for name in found.keys() & key.names.keys():
                first = places[word][0] if key.names[name] else 0
                found[name] = min(first, found[name][0]), max(places[word][-1], found[name][1])
        for number in (*_several(keyed, places), *self._open):
            if (name := entries[number][0]) in found and self._is_possible(number, places):
                first, last = self._start(number, places)
                found[name] = min(first, found[name][0]), max(last, found[name][1])
        return found

    def _start(self, number: int, places: Places) -> tuple[int, int]:
        """Where a pattern begins: with the first of several necessary words, or before it."""
        _, _, required, _, opens = self._entries[number]
        first, *_ = required or (frozenset[str](),)
        here = [place for word in standing(first, places) for place in places[word]]
        return (min(here) if opens else 0, max(here)) if here else (0, ANYWHERE)

    def _keys(self, places: Places) -> dict[str, Keyed]:
        """Give the key words among the words of a prose, with their entries."""
        keyed = self._keyed
        words = self._by_word.keys() & places.keys()
        return {word: keyed.get(word) or self._read_key(word) for word in words}

    def _read_key(self, word: str) -> Keyed:
        entries = {number: self._entries[number] for number in marshal.loads(self._by_word[word])}
        alone = tuple(number for number, entry in entries.items() if not entry[2])
        names = {entries[number][0]: True for number in alone}
        names.update((entries[number][0], False) for number in alone if not entries[number][4])
        several = by_another(((number, entry[2]) for number, entry in entries.items() if entry[2]), word)
        self._keyed[word] = Keyed(alone, names, several)
        return self._keyed[word]

    def _is_possible(self, number: int, places: Places) -> bool:
        _, _, required, reaches, _ = self._entries[number]
        # Of two sets of words, both have one there: that is how the pattern was found.
        if len(required) > SEVERAL and any(map(places.keys().isdisjoint, required)):
            return False
        return not required or is_in_order(required, reaches, places)

    def _pattern(self, number: int) -> Pattern:
        if number not in self._compiled:
            self._compiled[number] = compile_pattern(self._entries[number][1])
        return self._compiled[number]


def _several(keyed: Mapping[str, Keyed], places: Places) -> set[int]:
    """Number the entries of which another necessary word than their key stands somewhere."""
    words = places.keys()
    return {
        n for key in keyed.values() if key.several for word in key.several.keys() & words for n in key.several[word]
    }


def by_another(some: Iterable[tuple[T, Sequence[frozenset[str]]]], key: str) -> dict[str, list[T]]:
    """Sort what asks for a word of each of several sets, of which one holds a key, by the words of another set."""
    found: dict[str, list[T]] = {}
    for one, required in some:
        others = [words for words in required if key not in words]
        for word in rarest(others) if others else (key,):
            found.setdefault(word, []).append(one)
    return found


class PatternSet:
    """A few patterns of one rule, indexed when a sentence first asks for them."""

    def __init__(self, data: IndexData | Callable[[], IndexData], *, empty: bool = False) -> None:
        """Take their index, or what reads it; `empty` tells of the latter."""
        self._data = data
        self._empty = empty

    @cached_property
    def _index(self) -> PatternIndex:
        return PatternIndex(self._data() if callable(self._data) else self._data)

    def __bool__(self) -> bool:
        return not self._empty

    def possible(self, places: Places) -> Iterator[Pattern]:
        """Yield the patterns all of whose necessary words stand somewhere, in their order and near enough."""
        return (pattern for _, pattern in self._index.possible(places))


@cache
def required_words(pattern: Pattern) -> tuple[frozenset[str], ...]:
    """The words, in all forms, each of which a pattern cannot do without."""
    return tuple(e.values for e in pattern.elements if e.kind is Kind.WORDS and not e.optional)


Places = Mapping[str, Sequence[int]]
"""Words, and where in a prose they stand: numbers of what is written between blanks, in ascending order."""


def standing(words: frozenset[str], places: Places) -> Iterable[str]:
    """List those of some words that stand in a prose; there may be many of them, or the prose may be long."""
    if len(words) > len(places):
        return [word for word in places if word in words]
    return [word for word in words if word in places]


ANYWHERE = 1 << 20
"""More than a sentence has words."""

SEVERAL = 2
"""Words from which on there is an order."""

NAMES_LENGTH = 10
"""Written words by which names may be longer than the tokens that they become."""


@cache
def reaches(pattern: Pattern) -> Reaches:
    """How far each necessary word may stand behind the one before: in tokens, and so at most in written words."""
    found: list[int] = []
    far = ANYWHERE
    for element in pattern.elements:
        if element.kind is Kind.WORDS and not element.optional:
            found.append(far + 2)  # itself, and an adverb before it
            far = 0
        elif element.kind in (Kind.MENTION, Kind.LEXICON):
            far = ANYWHERE
        else:
            far += MAX_GAP if element.kind is Kind.GAP else 2
    return tuple(found)


def is_in_order(required: Required, reaches: Reaches, places: Places) -> bool:
    """Tell whether necessary words stand one behind the other, each within its reach.

    Names count for more words than they have tokens, so each reach is longer where one may stand.
    """
    if len(required) < SEVERAL:
        return True
    slack = NAMES_LENGTH if PERSON in places else 0
    here: set[int] = set()
    for words, reach in zip(required, reaches, strict=True):
        behind = {place for word in standing(words, places) for place in places[word]}
        if here:
            behind = _within(behind, here, ANYWHERE if reach >= ANYWHERE else reach + slack)
        if not behind:
            return False
        here = behind
    return True


def _within(places: set[int], before: set[int], reach: int) -> set[int]:
    """Keep the places that stand behind one of others, or with it, and no farther than a reach."""
    if reach == ANYWHERE:
        first = min(before)
        return {place for place in places if place >= first}
    return {place for place in places for other in before if other <= place <= other + reach}


def possible_starts(pattern: Pattern, tokens: Tokens) -> Iterable[int]:
    """Where the first element could hold; all places when it is no plain word."""
    first = pattern.elements[0]
    if first.kind is not Kind.WORDS or first.optional:
        return range(len(tokens.words))
    return sorted(index for word in standing(first.values, tokens.places) for index in tokens.places[word])
