"""The lexicons, compiled: which words and word patterns stand for which idea."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from blamelint.language.inflection import forms
from blamelint.language.patterns import Hit, Pattern, PatternError, PatternIndex, Tokens, compile_patterns
from blamelint.packs import Lexicon, RuleBook


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All lexicons of a run."""

    lexicons: Mapping[str, Lexicon]
    """By name."""

    @cached_property
    def index(self) -> PatternIndex:
        """Every entry of every lexicon, to be found in one pass."""
        return PatternIndex({name: self.patterns(name) for name in self.lexicons})

    def patterns(self, name: str) -> list[Pattern]:
        """Compile the entries of one lexicon; raises `PatternError` naming the lexicon."""
        try:
            return [pattern for entry in self.lexicons[name].entries for pattern in compile_patterns(entry)]
        except PatternError as error:
            raise PatternError(f"lexicon {name!r}: {error}") from None

    @cached_property
    def _words(self) -> dict[str, frozenset[str]]:
        return {}

    def words(self, name: str) -> frozenset[str]:
        """Return all forms of the single words of a lexicon, lower case."""
        if name not in self._words:
            lexicon = self.lexicons.get(name)
            self._words[name] = frozenset().union(*(forms(word) for word in _single_words(lexicon)))
        return self._words[name]

    def names(self, name: str) -> frozenset[str]:
        """Return the proper names of a lexicon, as written."""
        lexicon = self.lexicons.get(name)
        return lexicon.names if lexicon else frozenset()


@lru_cache(maxsize=8)
def vocabulary_of(book: RuleBook) -> Vocabulary:
    """Compile the lexicons of a rule book once."""
    return Vocabulary(book.lexicons)


def _single_words(lexicon: Lexicon | None) -> Iterable[str]:
    if lexicon is None:
        return ()
    singles = (entry.lstrip("=") for entry in lexicon.entries if " " not in entry and entry[0] not in "<{[")
    return {word.lower() for entry in singles for word in entry.split("|")} | set(lexicon.words)


@dataclass(frozen=True, slots=True)
class Entry:
    """A lexicon's entry, found in a sentence."""

    lexicon: str
    """Name of the lexicon."""

    pattern: Pattern
    """Which entry."""

    hit: Hit
    """Where."""


class Entries:
    """Everything that the lexicons know about one sentence."""

    def __init__(self, vocabulary: Vocabulary, tokens: Tokens) -> None:
        self.all = [Entry(name, pattern, hit) for name, pattern, hit in vocabulary.index.find(tokens)]
        self._at: dict[int, list[Entry]] = {}
        for entry in self.all:
            self._at.setdefault(entry.hit.start, []).append(entry)

    def starting_at(self, token: int, lexicons: Iterable[str]) -> list[Entry]:
        """List the entries of some lexicons whose first token this is."""
        names = set(lexicons)
        return [entry for entry in self._at.get(token, ()) if entry.lexicon in names]

    def covering(self, token: int, lexicon: str) -> Entry | None:
        """Find an entry of a lexicon that a token is part of."""
        return next(
            (entry for entry in self.all if entry.lexicon == lexicon and entry.hit.start <= token < entry.hit.end), None
        )

    def within(self, start: int, end: int, lexicons: Iterable[str]) -> list[Entry]:
        """List the entries of some lexicons that lie inside a range of tokens."""
        names = set(lexicons)
        return [e for e in self.all if e.lexicon in names and start <= e.hit.start and e.hit.end <= end]
