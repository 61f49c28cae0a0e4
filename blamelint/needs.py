"""What must stand in a sentence for one alternative of a rule to hold: a word or an entry from each of a few groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from blamelint.document import SectionKind
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
from blamelint.language.effects import BAD, CAUSING_FORMS, HARM
from blamelint.language.inflection import forms
from blamelint.language.moods import DENYING, MODALS, PERFECT, SLIP, SLIP_REACH
from blamelint.language.patterns import (
    ANYWHERE,
    Kind,
    Pattern,
    Reaches,
    Required,
    compile_patterns,
    reaches,
    required_words,
)
from blamelint.language.traces import (
    INVERSION,
    NOBODY,
    NOBODY_COULD,
    NOBODY_DID,
    Trace,
    inverted,
    kind_signs,
    opens,
)

LEXICON_KEYS = ("predicate", "act", "manner", "object")
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

Way = tuple[int, Required, Reaches, tuple[frozenset[str], ...]]
"""The number of a group, and what it takes for one thing of it to stand in a sentence.

That is a word of each of some sets, the first of them in their order and near enough to each other, and an entry of a
lexicon of each of some others.
"""


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
