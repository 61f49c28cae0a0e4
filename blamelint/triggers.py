"""Which pieces of prose can matter at all: decided on words, before a parser is loaded.

Every rule and lexicon that could start a finding gives up its words in all their forms; a block without any of them
cannot have a finding and is never parsed. The choice is generous on purpose; a test runs all examples without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from blamelint.language.causes import CAUSE_NOUNS, CAUSE_PHRASES
from blamelint.language.patterns import Kind, Pattern, compile_patterns, key_words, required_words
from blamelint.language.vocabulary import Vocabulary
from blamelint.packs import Rule

WORD = re.compile(r"\w+|[^\w\s]")
CONTRACTION = re.compile(r"(\w+?)(n't|'\w+)\b")
LEXICON_KEYS = ("predicate", "act", "manner", "object")
PATTERN_KEYS = ("any", "words", "label", "with")
"""In the order of use; a key whose patterns are all mentions says nothing about words."""
REASONS = ("because", "since", "as")
ALWAYS = ("always", "")
"""A rule whose findings need no particular word looks at everything."""

OUTCOMES = ("outcome_predicates", "outcome_nouns", "damage")


class TriggerIndex:
    """Tells whether any of some rules could find something in a text, by its words alone."""

    def __init__(self, vocabulary: Vocabulary, rules: Iterable[Rule]) -> None:
        self.vocabulary = vocabulary
        self.rules = tuple(rules)

    @cached_property
    def _sources(self) -> set[tuple[str, str]]:
        return {source for rule in self.rules for source in trigger_sources(rule.match)}

    @cached_property
    def _lexicons(self) -> frozenset[str]:
        """Lexicons of which an entry is enough to look closer."""
        inside = {name for pattern in self._all_patterns for name in _needed_lexicons(pattern)}
        return frozenset(inside | {text for kind, text in self._sources if kind == "lexicon"})

    @cached_property
    def _all_patterns(self) -> list[Pattern]:
        texts = [text for kind, text in self._sources if kind == "pattern"]
        return [pattern for text in texts for pattern in compile_patterns(text)]

    @cached_property
    def _patterns(self) -> dict[str, list[Pattern]]:
        """Patterns of rules with a word of their own, by that word's forms."""
        by_word: dict[str, list[Pattern]] = {}
        for pattern in self._all_patterns:
            for word in key_words(pattern):
                by_word.setdefault(word, []).append(pattern)
        return by_word

    def touches(self, text: str) -> bool:
        """Tell whether a pattern or lexicon entry could hold in a prose."""
        if ALWAYS in self._sources:
            return True
        present = words_of(text)
        if any(not present.isdisjoint(self.vocabulary.plain_words(name)) for name in self._lexicons):
            return True
        if any(name in self._lexicons for name, _ in self.vocabulary.index.possible(present)):
            return True
        candidates = (pattern for word in present for pattern in self._patterns.get(word, ()))
        return any(all(not present.isdisjoint(values) for values in required_words(p)) for p in candidates)


def words_of(text: str) -> frozenset[str]:
    """List the words and signs of a prose as the tokenizer would split them, and more finely."""
    lower = text.lower().replace("’", "'").replace("cannot", "can not")
    parts = {part for match in CONTRACTION.finditer(lower) for part in match.groups()}
    return frozenset(WORD.findall(lower)) | parts


def _needed_lexicons(pattern: Pattern) -> frozenset[str]:
    """Lexicons that a pattern without a word of its own cannot do without."""
    if key_words(pattern):
        return frozenset()
    needed = [e.values for e in pattern.elements if e.kind is Kind.LEXICON and not e.optional]
    return needed[0] if needed else frozenset()


def trigger_sources(match: Any) -> Iterator[tuple[str, str]]:
    """Yield lexicons and patterns of which one must hold wherever a rule's conditions do."""
    alternatives = match.get("any") if isinstance(match, dict) else None
    if isinstance(alternatives, list) and alternatives and isinstance(alternatives[0], dict):
        shared = {key: value for key, value in match.items() if key not in ("any", "unless")}
        for entry in alternatives:
            yield from trigger_sources({**shared, **entry})
    elif isinstance(match, dict):
        yield from _sources(match)


def _sources(match: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if "claim" in match:
        yield from (("pattern", word) for word in CAUSE_NOUNS)
    elif match.get("reason"):
        yield from (("pattern", word) for word in REASONS)
    elif key := next((key for key in PATTERN_KEYS if match.get(key) and _are_findable(match[key])), None):
        yield from (("pattern", str(value)) for value in _values(match[key]))
    elif key := next((key for key in LEXICON_KEYS if match.get(key)), None):
        yield from (("lexicon", str(value)) for value in _values(match[key]))
    elif match.get("outcome"):
        yield from (("lexicon", name) for name in OUTCOMES)
    elif match.get("any"):
        yield ALWAYS
    else:
        yield from (("pattern", " ".join(phrase)) for phrase in CAUSE_PHRASES)


def _are_findable(patterns: Any) -> bool:
    """Tell whether each of some patterns has a word, or a lexicon, that it cannot do without."""
    compiled = [pattern for text in _values(patterns) for pattern in compile_patterns(str(text))]
    return all(key_words(pattern) or _needed_lexicons(pattern) for pattern in compiled)


def _values(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]
