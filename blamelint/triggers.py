"""Which rules can matter to a piece of prose at all: decided on its words, before a parser is loaded.

Every alternative of every rule is boiled down to what must stand in a sentence for it to hold: a word or an entry of a
lexicon from each of a few groups. A rule is tried only where one of its alternatives is met, and a piece that meets
none is never parsed. The choice is generous on purpose; a test runs all examples without it.
"""

from __future__ import annotations

import marshal
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

from blamelint.errors import UserError
from blamelint.language.effects import Effects
from blamelint.language.patterns import (
    SEVERAL,
    PatternError,
    Places,
    by_another,
    is_in_order,
    rarest,
)
from blamelint.language.traces import (
    INVERTED,
    NOBODY,
    NOBODY_COULD,
    NOBODY_DID,
    SEEN,
    SIGNS,
    TRACED,
    behind_had,
    inverted,
    kinds_among,
    opens,
    without_the_impossible,
)
from blamelint.language.vocabulary import Vocabulary, vocabulary_of
from blamelint.needs import EARLIER, Alternative, Group, Way, alternatives
from blamelint.packs import Rule, RuleBook
from blamelint.store import stored
from blamelint.written import KNOWN, WORDS, first_words, places_of

NO_GROUP = -1
"""Number under which alternatives stand that ask for nothing."""

Candidate = tuple[str, frozenset[int], frozenset[str] | None]
"""A rule, the groups of one of its alternatives, and the lexicons of the act behind which it asks for harm."""

Key = tuple[frozenset[int], Mapping[str, Sequence[Way]], Mapping[str, Sequence[Way]]]
"""Groups of which something stands wherever a key does; and ways that ask for more, by another word or lexicon."""


class TriggerData(TypedDict):
    """What is worked out from the rules once and kept between runs."""

    ways: list[bytes]
    """Of all groups, packed."""

    by_word: dict[str, list[int]]
    """Key words, and the ways that cannot do without them."""

    by_lexicon: dict[str, list[int]]
    """The same for lexicons, where no word is needed."""

    lexicons: list[str]
    """Lexicons that matter to any of it."""

    earlier: list[str]
    """Lexicons of which rules ask for an entry in the sentence before."""

    looking_back: list[int]
    """Groups about the sentence before as well."""

    alternatives: list[tuple[str, frozenset[int], frozenset[str], frozenset[str], frozenset[str] | None]]
    """A rule, the groups that must all stand in a sentence for it to hold, and the roles and sections that it asks for.

    No roles and no sections are all of them. The last are the lexicons of an act that harm must follow; none of them is
    any act, and None asks for no harm behind it.
    """


@dataclass(frozen=True, slots=True)
class View:
    """What there is to see of a piece of prose before it is parsed."""

    text: str
    """Its words."""

    role: str
    """The role of its block."""

    section: str
    """The kind of section in which it stands."""

    labels: str = ""
    """What names it: a label before it, its column's header."""

    beside: str = ""
    """What stands beside it in a table, and may tell who acts in it."""

    before: str = ""
    """The sentence before it."""

    signs: frozenset[str] = SIGNS
    """The signs that it carries."""

    @property
    def labelled(self) -> str:
        """The words of the piece behind those of its labels."""
        return f"{self.labels} {self.text}" if self.labels else self.text


class TriggerIndex:
    """Tells which of some rules could find something in a text, by its words alone."""

    def __init__(self, vocabulary: Vocabulary, data: TriggerData, enabled: Collection[str]) -> None:
        self._vocabulary = vocabulary
        self._data = data
        self._known: dict[tuple[str, frozenset[str]], frozenset[str]] = {}
        self._lists = {name: vocabulary.words(name) for name in data["lexicons"] if vocabulary.is_list(name)}
        self._lists_of: dict[str, tuple[str, ...]] = {}
        self._enabled = frozenset(enabled)
        self._by_word: dict[str, Key] = {}
        self._by_lexicon: dict[str, Key] = {}
        self._placed: dict[tuple[str, str], Mapping[int, Sequence[Candidate]]] = {}
        # The sentence before is looked at only where everything else is there.
        self._looking_back = frozenset(data["looking_back"])

    def rules(self, view: View) -> frozenset[str]:
        """Name the rules that could hold for a piece of prose."""
        text = view.labelled
        lexicons = self._lexicons(text, SEEN & view.signs)
        everywhere = range(max(1, len(text.split())))
        places: dict[str, Sequence[int]] = {**places_of(text), **dict.fromkeys(view.signs, everywhere)}
        places.update(dict.fromkeys(self._told(view, lexicons), ()))
        met = self._groups(places, lexicons)
        perhaps = {NO_GROUP, *met, *self._looking_back}
        keyed = self._alternatives(view.role, view.section)
        found = [one for group in keyed.keys() & perhaps for one in keyed[group] if one[1] <= perhaps]
        if not all(groups <= met for _, groups, _ in found):
            met = self._groups(places, lexicons.union(self._earlier(text, view.before)))
        effects = Effects(self._vocabulary, text, places)
        return frozenset(
            rule for rule, groups, acts in found if groups <= met and (acts is None or effects.may_follow(acts))
        )

    def _told(self, view: View, lexicons: frozenset[str]) -> Iterator[str]:
        """Sign what the words of a piece tell together: who could be meant, what they may have done, how it begins."""
        text = view.labelled
        told = without_the_impossible(text)
        done = places_of(told)
        yield from kinds_among((*done, *view.signs, *places_of(view.beside)), lexicons | self._lexicons(view.beside))
        yield from map(opens, first_words(view.text))
        if not NOBODY.isdisjoint(done):
            yield NOBODY_DID
        if told != text:
            yield NOBODY_COULD
        if INVERTED in view.signs:
            yield from map(inverted, self._kinds_behind_had(text, view.signs))

    def _kinds_behind_had(self, text: str, signs: frozenset[str]) -> frozenset[str]:
        behind = behind_had(text)
        return kinds_among((*places_of(behind), *signs), self._lexicons(behind, SEEN & signs))

    def _alternatives(self, role: str, section: str) -> Mapping[int, Sequence[Candidate]]:
        """List the alternatives of the rules that look at a place, by the group that the fewest of them ask for."""
        if (role, section) not in self._placed:
            self._placed[role, section] = _by_rarest_group(
                (rule, groups, acts)
                for rule, groups, roles, sections, acts in self._data["alternatives"]
                if rule in self._enabled and (not roles or role in roles) and (not sections or section in sections)
            )
        return self._placed[role, section]

    def _groups(self, places: Places, lexicons: frozenset[str]) -> set[int]:
        """Number the groups of which something stands in a prose."""
        words, by_word, by_lexicon = places.keys(), self._data["by_word"], self._data["by_lexicon"]
        keyed = [self._word_key(word) for word in by_word.keys() & words]
        names = dict.fromkeys(lexicons).keys()  # of two such views, the shorter one is gone through
        keyed += [self._lexicon_key(name) for name in by_lexicon.keys() & names]
        met: set[int] = set().union(*[groups for groups, _, _ in keyed])
        ways = [way for _, others, _ in keyed if others for word in others.keys() & words for way in others[word]]
        ways += [way for _, _, others in keyed if others for name in others.keys() & names for way in others[name]]
        for group, needed, reach, named in ways:
            # Of two sets of words, both have one there: that is how the way was found.
            if group in met or (len(needed) > SEVERAL and any(map(words.isdisjoint, needed))):
                continue
            if named and any(map(lexicons.isdisjoint, named)):
                continue
            if len(reach) < SEVERAL or is_in_order(needed[: len(reach)], reach, places):
                met.add(group)
        return met

    def _word_key(self, word: str) -> Key:
        if word not in self._by_word:
            self._by_word[word] = _word_key(self._ways(self._data["by_word"][word]), word)
        return self._by_word[word]

    def _lexicon_key(self, name: str) -> Key:
        if name not in self._by_lexicon:
            self._by_lexicon[name] = _lexicon_key(self._ways(self._data["by_lexicon"][name]), name)
        return self._by_lexicon[name]

    def _ways(self, numbers: Iterable[int]) -> list[Way]:
        return [marshal.loads(self._data["ways"][number]) for number in numbers]

    def _earlier(self, text: str, before: str) -> Iterator[str]:
        """Name the lexicons with an entry in a prose or in the sentence before it, as far as rules ask for them."""
        for name in self._data["earlier"]:
            if name in self._lexicons(text) or name in self._lexicons(before):
                yield f"{name}{EARLIER}"

    def _lexicons(self, text: str, seen: frozenset[str] = frozenset()) -> frozenset[str]:
        """Name the lexicons of which an entry may stand in a prose; the sentence before was asked for already."""
        if (text, seen) not in self._known:
            if len(self._known) >= KNOWN:
                self._known.clear()
            places = {**places_of(text), **dict.fromkeys(seen, range(len(text.split())))}
            listed = set().union(*map(self._listed, places))
            self._known[text, seen] = frozenset(listed | self._vocabulary.index.names(places, but=listed))
        return self._known[text, seen]

    def _listed(self, word: str) -> tuple[str, ...]:
        """Name the lexicons that are mere lists, and hold a word in any form."""
        if word not in self._lists_of:
            if len(self._lists_of) >= WORDS:
                self._lists_of.clear()
            self._lists_of[word] = tuple(name for name, words in self._lists.items() if word in words)
        return self._lists_of[word]


def _by_rarest_group(candidates: Iterable[Candidate]) -> dict[int, list[Candidate]]:
    several = list(candidates)
    often = Counter(group for _, groups, _ in several for group in groups)
    found: dict[int, list[Candidate]] = {}
    for one in several:
        found.setdefault(min(one[1], key=lambda group: (often[group], group), default=NO_GROUP), []).append(one)
    return found


def _word_key(ways: Sequence[Way], word: str) -> Key:
    """Sort ways that cannot do without a word by what else they ask for."""
    plain = frozenset(way[0] for way in ways if not way[1] and not way[3])
    open = [way for way in ways if way[0] not in plain]
    by_name: dict[str, list[Way]] = {}
    for way in open:
        for name in () if way[1] else way[3][0]:
            by_name.setdefault(name, []).append(way)
    return plain, by_another(((way, way[1]) for way in open if way[1]), word), by_name


def _lexicon_key(ways: Sequence[Way], name: str) -> Key:
    """Sort ways that ask for an entry of a lexicon, and for no word, by what else they ask for."""
    plain = frozenset(way[0] for way in ways if len(way[3]) == 1)
    return plain, {}, by_another(((way, way[3]) for way in ways if way[0] not in plain), name)


def triggers_of(book: RuleBook, rules: Iterable[Rule]) -> TriggerIndex:
    """Index the triggers of some rules of a book; raises `UserError` for a pattern that cannot be read."""
    state = (f"{rule.id} {rule.match}" for rule in book.rules.values())
    data = stored("triggers", state, lambda: build(book.rules.values()))
    return TriggerIndex(vocabulary_of(book), data, {rule.id for rule in rules})


def build(rules: Iterable[Rule]) -> TriggerData:
    """Boil down the rules about sentences; raises `UserError` for a pattern that cannot be read."""
    data = TriggerData(ways=[], by_word={}, by_lexicon={}, lexicons=[], earlier=[], looking_back=[], alternatives=[])
    numbers: dict[Group, int] = {}
    for rule in rules:
        for alternative in _alternatives(rule) if rule.kind != "structure" else ():
            met = {numbers.setdefault(group, len(numbers)) for group in alternative.groups}
            data["alternatives"].append(
                (rule.id, frozenset(met), alternative.roles, alternative.sections, alternative.acts)
            )
    ways = [way for group, number in numbers.items() for way in group.ways(number)]
    for way in ways:
        _add(data, way)
    ends = (name.removesuffix(EARLIER) for name in data["by_lexicon"] if name.endswith(EARLIER))
    data["earlier"].extend(sorted(ends))
    named = [names for _, _, _, several in ways for names in several]
    data["looking_back"].extend({group for group, _, _, several in ways if any(map(_is_earlier, several))})
    data["lexicons"].extend(sorted(TRACED.union(*named).union(data["earlier"])))
    return data


def _is_earlier(lexicons: Iterable[str]) -> bool:
    return any(name.endswith(EARLIER) for name in lexicons)


def _add(data: TriggerData, way: Way) -> None:
    number = len(data["ways"])
    group, needed, reach, named = way
    # A word that is the key need not be looked for again.
    data["ways"].append(marshal.dumps((group, needed if len(needed) > 1 else (), reach, named)))
    index, keys = (
        (data["by_word"], rarest(needed[: len(reach)] or needed)) if needed else (data["by_lexicon"], named[0])
    )
    for key in keys:
        index.setdefault(key, []).append(number)


def _alternatives(rule: Rule) -> list[Alternative]:
    try:
        return list(alternatives(rule.match, factual=rule.kind == "clause"))
    except PatternError as error:
        raise UserError(str(error), at=rule.at("match")) from None
