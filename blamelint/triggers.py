"""Which pieces of prose can matter at all: decided on words, before a parser is loaded.

Every rule and lexicon that could start a finding gives up its words in all their forms; a block without any of them
cannot have a finding and is never parsed. The choice is generous on purpose; a test runs all examples without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property

from blamelint.language.patterns import Kind, Pattern, PatternError, compile_patterns
from blamelint.packs import Rule, RuleBook

WORD = re.compile(r"[^\W_]+")


class TriggerIndex:
    """The words of which at least one stands in every possible finding of some rules."""

    def __init__(self, book: RuleBook, rules: Iterable[Rule]) -> None:
        self.book = book
        self.rules = tuple(rules)

    @cached_property
    def words(self) -> frozenset[str]:
        """Lower-case words, in all forms."""
        found: set[str] = set()
        for rule in self.rules:
            for source in _sources(rule.match):
                found |= self._words_of(source)
        return frozenset(found)

    def _words_of(self, source: tuple[str, str]) -> frozenset[str]:
        kind, text = source
        if kind == "lexicon":
            return self._lexicon_words(text)
        try:
            patterns = compile_patterns(text)
        except PatternError:
            return frozenset()
        return frozenset().union(*(self._rarest(pattern) for pattern in patterns))

    def _lexicon_words(self, name: str) -> frozenset[str]:
        if name not in self._memo:
            lexicon = self.book.lexicons.get(name)
            entries = lexicon.entries if lexicon else ()
            patterns = [pattern for entry in entries for pattern in compile_patterns(entry)]
            words = frozenset().union(*(self._rarest(pattern) for pattern in patterns))
            self._memo[name] = words | (frozenset(lexicon.words) if lexicon else frozenset())
        return self._memo[name]

    @cached_property
    def _memo(self) -> dict[str, frozenset[str]]:
        return {}

    def _rarest(self, pattern: Pattern) -> frozenset[str]:
        """The longest required word of a pattern: any hit must contain one of its forms."""
        best: frozenset[str] = frozenset()
        for element in pattern.elements:
            if element.optional or element.kind not in (Kind.WORDS, Kind.LEXICON):
                continue
            if element.kind is Kind.LEXICON:
                words = frozenset().union(*(self._lexicon_words(name) for name in element.values))
            else:
                words = frozenset(value for value in element.values if any(map(str.isalnum, value)))
            if words and (not best or _weight(words) > _weight(best)):
                best = words
        return best

    def touches(self, text: str) -> bool:
        """Tell whether a prose holds any of the words."""
        return not self.words.isdisjoint(WORD.findall(text.lower()))


def _weight(words: frozenset[str]) -> tuple[int, int]:
    return min(len(word) for word in words), -len(words)


LEXICON_KEYS = ("predicate", "act", "manner", "object")
PATTERN_KEYS = ("any", "words", "noun", "qualifier", "label", "headings", "patterns")
OUTCOME_LEXICONS = ("outcome_predicates", "outcome_nouns", "damage")


def _sources(match: object) -> list[tuple[str, str]]:
    """List one sufficient set of lexicons and patterns of a rule's conditions."""
    if not isinstance(match, dict):
        return []
    alternatives = match.get("any")
    if isinstance(alternatives, list) and alternatives and isinstance(alternatives[0], dict):
        shared = {key: value for key, value in match.items() if key not in ("any", "unless")}
        return [source for entry in alternatives for source in _sources({**shared, **entry})]
    if "claim" in match:
        return [("pattern", word) for word in CLAIM_WORDS]
    if match.get("reason"):
        return [("pattern", word) for word in ("because", "since", "as")]
    for key in PATTERN_KEYS:
        if match.get(key):
            values = match[key] if isinstance(match[key], list) else [match[key]]
            return [("pattern", str(value)) for value in values]
    for key in LEXICON_KEYS:
        if match.get(key):
            values = match[key] if isinstance(match[key], list) else [match[key]]
            return [("lexicon", str(value)) for value in values]
    if match.get("outcome"):
        return [("lexicon", name) for name in OUTCOME_LEXICONS]
    if "cause-slot" in (match.get("form") or ()):
        return [("pattern", word) for word in ("because", "due", "owing", "thanks", "account", "down", "courtesy",
                                               "attributed", "attributable", "traced", "hands")]
    return []


CLAIM_WORDS = "cause reason explanation culprit problem issue root source trigger origin fault crux heart driver answer".split()
