"""The lexicons, compiled: which words and word patterns stand for which idea."""

from __future__ import annotations

import marshal
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypedDict

from blamelint.errors import Location, UserError
from blamelint.language.inflection import forms
from blamelint.language.patterns import (
    Hit,
    IndexData,
    Pattern,
    PatternError,
    PatternIndex,
    Tokens,
    compile_patterns,
)
from blamelint.packs import Lexicon, RuleBook
from blamelint.store import stored


class VocabularyData(TypedDict):
    """What is worked out from the lexicons once and kept between runs."""

    index: IndexData
    """Every entry of every lexicon."""

    words: dict[str, bytes]
    """By lexicon: all forms of its single words, lower case. Packed, as most are names that no rule asks for."""


class Vocabulary:
    """All lexicons of a run."""

    def __init__(self, lexicons: Mapping[str, Lexicon], data: VocabularyData) -> None:
        self.lexicons = lexicons
        self.index = PatternIndex(data["index"])
        self._packed = data["words"]
        self._words: dict[str, frozenset[str]] = {}

    def words(self, name: str) -> frozenset[str]:
        """Return all forms of the single words of a lexicon, lower case."""
        if name not in self._words:
            self._words[name] = marshal.loads(self._packed[name]) if name in self._packed else frozenset()
        return self._words[name]

    def is_list(self, name: str) -> bool:
        """Tell whether a lexicon is a mere list, without patterns."""
        return name in self.lexicons and bool(self.lexicons[name].words)

    def entries_in(self, text: str) -> set[str]:
        """Name the lexicons with an entry in a text that is not parsed."""
        words = re.findall(r"\w+|[^\w\s]", text.lower())
        return {name for name, _, _ in self.index.find(Tokens(words, [""] * len(words)))}

    def names(self, name: str) -> frozenset[str]:
        """Return the proper names of a lexicon, as written."""
        lexicon = self.lexicons.get(name)
        return lexicon.names if lexicon else frozenset()


@lru_cache(maxsize=8)
def vocabulary_of(book: RuleBook) -> Vocabulary:
    """Compile the lexicons of a rule book once; raises `UserError` naming the lexicon."""
    return Vocabulary(book.lexicons, stored("vocabulary", book.key, lambda: build(book.lexicons)))


def build(lexicons: Mapping[str, Lexicon]) -> VocabularyData:
    """Work out everything that depends on the lexicons alone."""
    for lexicon in lexicons.values():
        _check(lexicon)
    return VocabularyData(
        index=PatternIndex.build(
            {name: lexicon.entries for name, lexicon in lexicons.items() if _is_of_sentences(name)}
        ),
        words={name: marshal.dumps(_words(lexicon)) for name, lexicon in lexicons.items()},
    )


def _is_of_sentences(name: str) -> bool:
    """Lexicons of structure rules are matched against blocks and headings, not against parsed sentences."""
    return not name.startswith("structure_")


def _check(lexicon: Lexicon) -> None:
    try:
        for entry in lexicon.entries:
            compile_patterns(entry)
    except PatternError as error:
        raise UserError(str(error), at=Location(f"lexicons/{lexicon.name}.yaml")) from None


def _words(lexicon: Lexicon) -> frozenset[str]:
    """All forms of the single words; of those behind an equals sign, just the written one."""
    singles = [entry.lower() for entry in lexicon.entries if " " not in entry and entry[0] not in "<{["]
    exact = {word for entry in singles if entry[0] == "=" and len(entry) > 1 for word in entry[1:].split("|")}
    inflected = {word for entry in singles if entry[0] != "=" for word in entry.split("|")} | lexicon.words
    return frozenset(exact).union(*map(forms, inflected))


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
        self.names = frozenset(entry.lexicon for entry in self.all)

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
