"""Which pieces of prose can matter at all: decided on words, before a parser is loaded.

Every alternative of every rule is boiled down to what must stand in a sentence for it to hold: a word or an entry of a
lexicon from each of a few groups. A piece that meets no alternative is never parsed. The choice is generous on purpose;
a test runs all examples without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from blamelint.language.causes import CAUSE_NOUNS, CAUSE_PHRASES
from blamelint.language.patterns import PREFIXES, Kind, Pattern, PatternSet, compile_patterns
from blamelint.language.vocabulary import Vocabulary
from blamelint.packs import Rule

WORD = re.compile(r"\w+|[^\w\s]")
CONTRACTION = re.compile(r"(\w+?)(n't|'\w+)\b")
LEXICON_KEYS = ("predicate", "act", "manner", "object")
PATTERN_KEYS = ("any", "words", "with", "label")
REASONS = frozenset({"because", "since", "as"})
OUTCOMES = frozenset({"outcome_predicates", "outcome_nouns", "damage", "neutral_damage"})
EFFECT_LINKS = frozenset(", ( ; - – — which that this it so with thereby thus therefore hence".split())
RELATIVE = frozenset("who that which whom whose".split())
NEGATION = frozenset(
    "not n't nt never no nobody noone none nothing neither nor hardly scarcely barely without instead rather".split()
)
PERFECT = frozenset("have 've ve of had has having 'd".split())
CONDITION = frozenset("if unless whether lest had have 'd whenever".split())
INDEFINITE = frozenset(
    "someone somebody anyone anybody everyone everybody whoever nobody noone folks others whomever one none some any "
    "many most several both two three each all neither few another no-one".split()
)
AGENT_WORDS: Mapping[str, frozenset[str]] = {"self": frozenset("i me my mine myself".split()), "indefinite": INDEFINITE}
"""Kinds of agent that only these words can name."""

MOOD_WORDS: Mapping[str, frozenset[str]] = {"counterfactual": PERFECT, "conditional": CONDITION}


@dataclass(frozen=True, slots=True)
class Group:
    """Things of which one must stand in a sentence."""

    words: frozenset[str] = frozenset()
    """Words, lower case, in all forms."""

    lexicons: frozenset[str] = frozenset()
    """Lexicons with an entry."""

    patterns: PatternSet | None = None
    """Patterns."""

    def holds(self, piece: Present) -> bool:
        """Tell whether one of them may stand in a piece."""
        if not self.words.isdisjoint(piece.words) or not self.lexicons.isdisjoint(piece.lexicons):
            return True
        return self.patterns is not None and any(map(piece.allows, self.patterns.possible(piece.words)))


class Present:
    """What the words of a piece could amount to."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        self.words = words_of(text)
        self._vocabulary = vocabulary

    @cached_property
    def lexicons(self) -> frozenset[str]:
        """Lexicons of which an entry may hold."""
        found = set(self._vocabulary.index.names(self.words))
        listed = self._vocabulary.word_lists
        return frozenset(found | {name for name, words in listed.items() if not words.isdisjoint(self.words)})

    def allows(self, pattern: Pattern) -> bool:
        """Tell whether the lexicons that a pattern needs may have an entry here."""
        needed = (e.values for e in pattern.elements if e.kind is Kind.LEXICON and not e.optional)
        return all(not names.isdisjoint(self.lexicons) for names in needed)


@dataclass(frozen=True, slots=True)
class Alternative:
    """What must be so for one alternative of a rule's conditions."""

    groups: tuple[Group, ...]
    """What must stand in the sentence, one thing of each."""

    roles: frozenset[str] = frozenset()
    """Roles of block; empty for all."""

    sections: frozenset[str] = frozenset()
    """Kinds of section; empty for all."""

    def may_hold(self, piece: Present, role: str, section: str) -> bool:
        """Tell whether the alternative could hold for a piece."""
        if (self.roles and role not in self.roles) or (self.sections and section not in self.sections):
            return False
        return all(group.holds(piece) for group in self.groups)


class TriggerIndex:
    """Tells whether any of some rules could find something in a text, by its words alone."""

    def __init__(self, vocabulary: Vocabulary, rules: Iterable[Rule]) -> None:
        self.vocabulary = vocabulary
        self.rules = tuple(rule for rule in rules if rule.kind != "structure")

    @cached_property
    def _alternatives(self) -> list[Alternative]:
        """Alternatives; those that are patterns alone, anywhere, are asked together."""
        found = [alternative for rule in self.rules for alternative in alternatives(rule.match)]
        alone = [alternative for alternative in found if _is_patterns_alone(alternative)]
        together = PatternSet(p for alternative in alone for p in alternative.groups[0].patterns or ())
        return [Alternative((Group(patterns=together),)), *(a for a in found if not _is_patterns_alone(a))]

    def touches(self, text: str, *, role: str, section: str) -> bool:
        """Tell whether a rule could hold for a piece of prose in some place."""
        piece = Present(text, self.vocabulary)
        return any(alternative.may_hold(piece, role, section) for alternative in self._alternatives)


def _is_patterns_alone(alternative: Alternative) -> bool:
    groups = alternative.groups
    return len(groups) == 1 and groups[0].patterns is not None and not alternative.roles and not alternative.sections


def words_of(text: str) -> frozenset[str]:
    """List the words and signs of a prose as the tokenizer would split them, and more finely."""
    lower = text.lower().replace("’", "'").replace("cannot", "can not")
    parts = {part for match in CONTRACTION.finditer(lower) for part in match.groups()}
    joined = {match[0] for match in JOINED.finditer(lower)}
    return frozenset(WORD.findall(lower)) | parts | joined


JOINED = re.compile(rf"\b(?:{'|'.join(PREFIXES)}|on)-[a-z]+")
"""Words that the tokenizer keeps whole although they have a hyphen."""


def alternatives(match: Any) -> Iterator[Alternative]:
    """Yield every alternative of a rule's conditions with what it needs."""
    several = match.get("any") if isinstance(match, dict) else None
    if isinstance(several, list) and several and isinstance(several[0], dict):
        shared = {key: value for key, value in match.items() if key not in ("any", "unless")}
        for entry in several:
            yield from alternatives({**shared, **entry})
    elif isinstance(match, dict):
        roles, sections = _values(match.get("role") or []), _values(match.get("section") or [])
        yield Alternative(tuple(_groups(match)), frozenset(roles), frozenset(sections))


def _groups(match: dict[str, Any]) -> Iterator[Group]:
    if "claim" in match:
        yield Group(words=_forms(CAUSE_NOUNS) | ({"why"} if match["claim"].get("label") else set()))
    for key in PATTERN_KEYS:
        if match.get(key):
            yield from _patterns(match[key])
    for key in LEXICON_KEYS:
        if match.get(key):
            yield Group(lexicons=frozenset(map(str, _values(match[key]))))
    if match.get("outcome"):
        if "nominal" not in _values(match.get("form")):
            yield Group(words=EFFECT_LINKS)
        yield Group(lexicons=OUTCOMES)
    if match.get("reason"):
        yield Group(words=REASONS)
    if match.get("polarity") == "negated":
        yield Group(words=NEGATION)
    forms = _values(match.get("form") or [])
    if forms and set(forms) <= {"cleft", "relative"}:
        yield Group(words=RELATIVE)
    if forms == ["passive"] and match.get("agent"):
        yield Group(words=frozenset({"by"}))
    if forms == ["cause-slot"]:
        yield Group(patterns=PatternSet(p for phrase in CAUSE_PHRASES for p in compile_patterns(" ".join(phrase))))
    agents = _values(match.get("agent") or [])
    if agents and all(agent in AGENT_WORDS for agent in agents):
        yield Group(words=frozenset().union(*(AGENT_WORDS[agent] for agent in agents)))
    moods = [MOOD_WORDS.get(str(mood)) for mood in _values(match.get("mood") or [])]
    if moods and all(moods):
        yield Group(words=frozenset().union(*(words for words in moods if words)))


def _patterns(value: Any) -> Iterator[Group]:
    """A group of patterns; one that is all mentions asks for no words, and so for everything."""
    patterns = [pattern for text in _values(value) for pattern in compile_patterns(str(text))]
    if all(any(e.kind in (Kind.WORDS, Kind.LEXICON) and not e.optional for e in p.elements) for p in patterns):
        yield Group(patterns=PatternSet(patterns))


def _forms(nouns: Iterable[str]) -> frozenset[str]:
    return frozenset(nouns) | frozenset(f"{noun}s" for noun in nouns)


def _values(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]
