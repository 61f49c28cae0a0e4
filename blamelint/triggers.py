"""Which rules can matter to a piece of prose at all: decided on its words, before a parser is loaded.

Every alternative of every rule is boiled down to what must stand in a sentence for it to hold: a word or an entry of a
lexicon from each of a few groups. A rule is tried only where one of its alternatives is met, and a piece that meets
none is never parsed. The choice is generous on purpose; a test runs all examples without it.
"""

from __future__ import annotations

import marshal
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypedDict

from blamelint.document import SectionKind
from blamelint.errors import UserError
from blamelint.language.beings import POINTERS, SOMEONE_WHO
from blamelint.language.causes import (
    CAUSE_PHRASES,
    EFFECT_HEADS,
    EQUATING,
    FINDING,
    LABEL_WORDS,
    LINKING,
    NAMES_OF_CAUSES,
)
from blamelint.language.effects import BAD, CAUSING_FORMS, HARM, Effects
from blamelint.language.inflection import forms
from blamelint.language.moods import DENYING, MODALS, PERFECT, SLIP, SLIP_REACH
from blamelint.language.patterns import (
    ANYWHERE,
    PREFIXES,
    SEVERAL,
    TICKET,
    Kind,
    Pattern,
    PatternError,
    Places,
    Reaches,
    Required,
    by_another,
    compile_patterns,
    is_in_order,
    rarest,
    reaches,
    required_words,
)
from blamelint.language.traces import (
    INVERSION,
    INVERTED,
    NOBODY,
    NOBODY_COULD,
    NOBODY_DID,
    SEEN,
    SIGNS,
    TRACED,
    Trace,
    behind_had,
    inverted,
    kind_signs,
    kinds_among,
    opens,
    without_the_impossible,
)
from blamelint.language.vocabulary import Vocabulary, vocabulary_of
from blamelint.packs import Rule, RuleBook
from blamelint.store import stored

WORD = re.compile(r"\w+|[^\w\s]")
CONTRACTION = re.compile(r"(\w+?)(n't|'\w+)\b")
LEXICON_KEYS = ("predicate", "act", "manner", "object")
KNOWN = 1 << 10
"""Texts of which the lexicons are kept."""

WORDS = 1 << 13
"""Words of which is kept what they are: names and numbers of many reports have no end."""

NO_GROUP = -1
"""Number under which alternatives stand that ask for nothing."""

EARLIER = " or earlier"
"""Behind the name of a lexicon of which an entry stands in a sentence, or in the one before."""

[INDEFINITE] = kind_signs(["indefinite"])
PATTERN_KEYS = ("any", "words", "with", "label")
REASONS = frozenset({"because", "since", "as"})
BE = frozenset("be is was are were am been being 's s 're re 'm m".split())
COPULAS = frozenset("is was 's".split())
RELATIVE = frozenset("who that which whom whose".split())
CLEFTS = (
    Trace((POINTERS, BE, RELATIVE), reaches=(ANYWHERE,) * 3),
    Trace((SOMEONE_WHO, RELATIVE, BE), reaches=(ANYWHERE,) * 2),
)
"""`it was Ana who …`, and `the one who … was Ana`."""

NEGATION = DENYING.union(NOBODY, "not n't nt nothing scarcely without instead rather".split())
CONDITION = frozenset({*"if unless whether lest whenever".split(), INVERSION})
HAD = frozenset({"had"})
MODAL_PARTS = MODALS.union(("d", "ll"))
PERFECT_PARTS = PERFECT.union(("ve",))
MOOD_TRACES: Mapping[str, tuple[Trace, ...]] = {
    "counterfactual": (
        Trace((MODAL_PARTS, PERFECT_PARTS), reaches=(ANYWHERE, ANYWHERE)),
        Trace((MODAL_PARTS, frozenset({SLIP})), reaches=(ANYWHERE, SLIP_REACH)),
    ),
    "conditional": (Trace((CONDITION,)),),
    "norm": (Trace((MODAL_PARTS,)),),
}


CLAIMS = (
    Trace(
        (
            NAMES_OF_CAUSES.union(f"{noun}s" for noun in NAMES_OF_CAUSES),
            BE.union({"as", ">", "("}, EQUATING, *map(forms, LINKING | FINDING)),
        )
    ),
    Trace((EFFECT_HEADS, COPULAS), (frozenset({"did_it", *BAD}),)),
    Trace((EFFECT_HEADS, COPULAS, CAUSING_FORMS), (frozenset({"outcome_nouns"}),)),
)
"""A noun of cause, with what links it to its cause; and `what took it down was …`."""

Candidate = tuple[str, frozenset[int], frozenset[str] | None]
"""A rule, the groups of one of its alternatives, and the lexicons of the act behind which it asks for harm."""

Way = tuple[int, Required, Reaches, tuple[frozenset[str], ...]]
"""The number of a group, and what it takes for one thing of it to stand in a sentence.

That is a word of each of some sets, the first of them in their order and near enough to each other, and an entry of a
lexicon of each of some others.
"""

Key = tuple[frozenset[int], Mapping[str, Sequence[Way]], Mapping[str, Sequence[Way]]]
"""Groups of which something stands wherever a key does; and ways that ask for more, by another word or lexicon."""


@dataclass(frozen=True, slots=True)
class Group:
    """Things of which one must stand in a sentence."""

    words: frozenset[str] = frozenset()
    """Words, lower case, in all forms."""

    lexicons: frozenset[str] = frozenset()
    """Lexicons with an entry."""

    patterns: tuple[Pattern, ...] = ()
    """Patterns."""

    traces: tuple[Trace, ...] = ()
    """Words together with entries of lexicons."""

    def ways(self, number: int) -> Iterator[Way]:
        """List what it takes for each of them to stand in a sentence."""
        if self.words:
            yield number, (self.words,), (), ()
        if self.lexicons:
            yield number, (), (), (self.lexicons,)
        for pattern in self.patterns:
            lexicons = (e.values for e in pattern.elements if e.kind is Kind.LEXICON and not e.optional)
            people = (_whoever(e.values) for e in pattern.elements if e.kind is Kind.MENTION and not e.optional)
            needed = (*required_words(pattern), *people, *_somebody_behind_had(pattern))
            yield number, needed, reaches(pattern), tuple(lexicons)
        for trace in self.traces:
            yield number, trace.words, trace.reaches, trace.lexicons


def _somebody_behind_had(pattern: Pattern) -> Iterator[frozenset[str]]:
    """Ask for those of `had {human} …` behind the *had*."""
    had, *behind = pattern.elements
    if behind and had.values == HAD and not had.optional and behind[0].kind is Kind.MENTION and not behind[0].optional:
        yield frozenset(map(inverted, kind_signs(behind[0].values)))


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
        yield from map(opens, _first_words(view.text))
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


@dataclass(frozen=True, slots=True)
class Alternative:
    """What must be so for one alternative of a rule's conditions."""

    groups: tuple[Group, ...]
    """What must stand in the sentence, one thing of each."""

    roles: frozenset[str]
    """Roles of block; empty for all."""

    sections: frozenset[str]
    """Kinds of section; empty for all."""

    acts: frozenset[str] | None
    """Lexicons of the act that harm must follow, empty for any act; None where no harm need follow."""


def _alternatives(rule: Rule) -> list[Alternative]:
    try:
        return list(alternatives(rule.match, factual=rule.kind == "clause"))
    except PatternError as error:
        raise UserError(str(error), at=rule.at("match")) from None


@lru_cache(maxsize=KNOWN)
def places_of(text: str) -> Places:
    """List the words of a prose with the numbers of what is written between blanks."""
    places: dict[str, list[int]] = {}
    for number, written in enumerate(text.split()):
        for word in words_of(written):
            places.setdefault(word, []).append(number)
    return MappingProxyType(places)


@lru_cache(maxsize=WORDS)
def words_of(text: str) -> frozenset[str]:
    """List the words and signs of a prose as the tokenizer would split them, and more finely."""
    lower = TICKET.sub("", text).lower().replace("’", "'").replace("cannot", "can not").replace("c'mon", "c'm on")
    parts = {part for match in CONTRACTION.finditer(lower) for part in match.groups()}
    merged = {part for match in MERGED.finditer(lower) for part in (match[1], *ENDING.findall(match[2]))}
    joined = {match[0] for match in JOINED.finditer(lower)}
    return frozenset(WORD.findall(lower)).union(LETTERS.findall(lower), parts, merged, joined)


def _first_words(text: str) -> frozenset[str]:
    """List the words of what is written first, as far as it is written in letters or figures."""
    return next((words_of(written) for written in text.split() if any(map(str.isalnum, written))), frozenset())


LETTERS = re.compile(r"\d+|[^\W\d_]+|'\w+")
"""What the tokenizer may cut off numbers and contractions: `am` of `3am`, `'ve` of `couldn't've`."""

MERGED = re.compile(
    r"\b(?!(?:is|its|were|well|ill|hell|shell|shed)\b)"
    r"(were|was|we|wo|is|it|i|you|y|had|has|have|he|she|sha|they|these|there|that|this|those|who|what|when|where|why|"
    r"how|could|should|would|might|must|may|not|need|ought|are|ai|ca|did|does|do|dare|gon|got)"
    r"((?:'?(?:nt|ve|re|ll|s|d|m|na|ta|all|a))+)\b"
)
ENDING = re.compile(r"'?(?:nt|ve|re|ll|s|d|m|na|ta|all|a)")
"""Contractions without an apostrophe, which the tokenizer splits as well: `dont`, `ive`, `id`."""

JOINED = re.compile(rf"\b(?:{'|'.join(PREFIXES)}|on)-[a-z]+")
"""Words that the tokenizer keeps whole although they have a hyphen."""


def alternatives(match: Any, *, factual: bool) -> Iterator[Alternative]:
    """Yield every alternative of a rule's conditions with what it needs.

    `factual` tells that it is about facts unless it names another mood.
    """
    several = match.get("any") if isinstance(match, dict) else None
    if isinstance(several, list) and several and isinstance(several[0], dict):
        shared = {key: value for key, value in match.items() if key not in ("any", "unless")}
        for entry in several:
            yield from alternatives({**shared, **entry}, factual=factual)
    elif isinstance(match, dict):
        roles = frozenset(_values(match.get("role") or []))
        groups = (*_groups(match), *_of_nobody(match, factual=factual and _tells_facts(match)))
        yield Alternative(groups, roles, _sections(match), _acts(match))


def _sections(match: Mapping[str, Any]) -> frozenset[str]:
    """List the kinds of section in which a rule looks; none for all of them."""
    wanted, unwanted = _values(match.get("section") or []), frozenset(_values(match.get("not-section") or []))
    return frozenset(wanted or ([kind.value for kind in SectionKind] if unwanted else [])) - unwanted


def _acts(match: Mapping[str, Any]) -> frozenset[str] | None:
    """Name the lexicons of the act whose effect is harm; an act that is a noun may stand behind its harm."""
    nominal = "nominal" in _values(match.get("form"))
    return frozenset(_values(match.get("predicate") or [])) if match.get("outcome") and not nominal else None


def _groups(match: dict[str, Any]) -> Iterator[Group]:
    if "claim" in match:
        yield from _claim(match["claim"])
    for key in PATTERN_KEYS:
        if match.get(key):
            yield from _patterns(match[key])
    if match.get("start"):
        yield from _openings(match["any"])
    for key in LEXICON_KEYS:
        if match.get(key):
            yield Group(lexicons=frozenset(map(str, _values(match[key]))))
    if match.get("outcome"):
        yield from _outcome(linked=_values(match.get("form")) != ["nominal"])
    if match.get("after"):
        yield Group(lexicons=frozenset(f"{name}{EARLIER}" for name in _values(match["after"])))
    if match.get("reason"):
        yield Group(words=REASONS)
    written = _values(match.get("form") or [])
    if written and set(written) <= {"cleft", "relative"}:
        yield Group(words=RELATIVE)
    if written == ["cleft"]:
        yield Group(traces=CLEFTS)
    if written == ["passive"] and match.get("agent"):
        yield Group(words=frozenset({"by"}))
    if written == ["cause-slot"]:
        yield Group(patterns=tuple(p for phrase in CAUSE_PHRASES for p in compile_patterns(" ".join(phrase))))
    for key in ("patient", "bearer"):
        if match.get(key):
            yield Group(words=_whoever(_values(match[key])))
    if match.get("target") == "required":
        yield Group(words=_whoever(["target"]))
    yield from _moods([str(mood) for mood in _values(match.get("mood") or [])])


def _tells_facts(match: Mapping[str, Any]) -> bool:
    """Tell whether conditions ask for a verb that tells a fact."""
    nominal = {"nominal", "cause-slot"}.intersection(_values(match.get("form") or []))
    return _values(match.get("mood") or "fact") == ["fact"] and "claim" not in match and not nominal


def _of_nobody(match: Mapping[str, Any], *, factual: bool) -> Iterator[Group]:
    """What facts ask for that would be known by words for nobody; nobody is said to have done what nobody could do."""
    if match.get("polarity") == "negated":
        yield Group(words=(NEGATION - NOBODY) | {NOBODY_DID} if factual else NEGATION)
    if match.get("agent"):
        agents = _values(match["agent"])
        yield Group(words=kind_signs(agents) if factual else _whoever(agents))


def _whoever(kinds: Iterable[str]) -> frozenset[str]:
    """The signs of somebody of some kinds, or of nobody, whatever is said of them."""
    signs = kind_signs(kinds)
    return signs | {NOBODY_COULD} if INDEFINITE in signs else signs


def _outcome(*, linked: bool) -> Iterator[Group]:
    """Harm, or the cause of something bad; what undoes something good is harm only as the effect of an act."""
    harm = Trace((), (HARM if linked else frozenset(BAD),))
    yield Group(traces=(harm, Trace((CAUSING_FORMS,), (frozenset({"outcome_nouns"}),))))


def _claim(claim: Mapping[str, Any]) -> Iterator[Group]:
    yield Group(words=LABEL_WORDS) if claim.get("label") else Group(traces=CLAIMS)
    if claim.get("root"):
        yield Group(words=frozenset({"root"}))
    if claim.get("human"):
        yield Group(words=_whoever(_values(claim["human"])))
    for key in ("filler",) if claim.get("label") else ("noun", "qualifier", "of", "filler"):
        if claim.get(key):
            yield from _patterns(claim[key])


def _moods(moods: Sequence[str]) -> Iterator[Group]:
    """What one of some moods takes; there are others that nothing need tell."""
    if moods and all(mood in MOOD_TRACES for mood in moods):
        yield Group(traces=tuple(trace for mood in moods for trace in MOOD_TRACES[mood]))


def _patterns(value: Any) -> Iterator[Group]:
    """A group of patterns; one of parts of speech alone asks for no words, and so for everything."""
    patterns = [pattern for text in _values(value) for pattern in compile_patterns(str(text))]
    if all(
        any(e.kind in (Kind.WORDS, Kind.LEXICON, Kind.MENTION) and not e.optional for e in p.elements) for p in patterns
    ):
        yield Group(patterns=tuple(patterns))


def _openings(value: Any) -> Iterator[Group]:
    """The words with which a sentence begins where it begins with one of some patterns."""
    first = [pattern.elements[0] for text in _values(value) for pattern in compile_patterns(str(text))]
    if all(element.kind is Kind.WORDS and not element.optional for element in first):
        yield Group(words=frozenset(opens(word) for element in first for word in element.values))


def _values(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]
