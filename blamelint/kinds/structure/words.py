"""Words and phrases of a document, found without a parser."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from blamelint.document import Block, Prose
from blamelint.errors import Location
from blamelint.language.patterns import PatternIndex, Tokens, compile_patterns
from blamelint.memory import Memory
from blamelint.packs import Lexicon, check_name
from blamelint.store import stored

_TOKEN = re.compile(r"[^\W_]+?(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|[^\W_]+|[^\w\s]|_", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A pattern found in a block."""

    block: Block
    """Where."""

    start: int
    """In its clean prose."""

    end: int
    """In its clean prose, half-open."""

    @property
    def text(self) -> str:
        """The words."""
        return self.block.text[self.start : self.end]


@dataclass(frozen=True, eq=False)
class Phrases:
    """Lexicon entries, ready to be found."""

    index: PatternIndex
    """The entries."""

    keys: frozenset[str]
    """Words without one of which there is no entry."""


@lru_cache(maxsize=512)
def phrases_of(entries: tuple[str, ...]) -> Phrases:
    """Compile lexicon entries once; raises `PatternError`."""
    data = stored("phrases", entries, lambda: PatternIndex.build({"": entries}))
    return Phrases(PatternIndex(data), frozenset(data["by_word"]))


@dataclass(frozen=True, eq=False)
class Wording:
    """Patterns and `[lexicons]` as a rule names them."""

    entries: tuple[str, ...]
    """As written."""

    at: Callable[[], Location]
    """Where, in the rule's file."""

    @classmethod
    def read(cls, entries: Sequence[str], at: Callable[[], Location]) -> Wording:
        """Check the patterns; raises `PatternError`."""
        for entry in entries:
            if not _is_name(entry):
                compile_patterns(entry)
        return cls(tuple(entries), at)

    def phrases(self, lexicons: Mapping[str, Lexicon]) -> Phrases:
        """Look the lexicons up; raises `UserError` for one that does not exist."""
        entries: list[str] = []
        for entry in self.entries:
            if _is_name(entry):
                check_name(entry[1:-1], lexicons, what="lexicon", at=self.at)
                entries += lexicons[entry[1:-1]].entries
            else:
                entries.append(entry)
        return phrases_of(tuple(entries))


def _is_name(entry: str) -> bool:
    return entry[:1] == "[" and entry[-1:] == "]" and " " not in entry


class Tokenised:
    """A prose as pattern tokens."""

    __slots__ = ("ends", "starts", "tokens", "words")

    def __init__(self, text: str) -> None:
        matches = list(_TOKEN.finditer(text))
        words = [match[0].lower().replace("’", "'") for match in matches]
        self.words = frozenset(words)
        self.starts = [match.start() for match in matches]
        self.ends = [match.end() for match in matches]
        self.tokens = Tokens(words, ["NUM" if word[0].isdigit() else "" for word in words])


class Text:
    """All blocks of a document, indexed by their words."""

    def __init__(self, blocks: Iterable[Block], memory: Memory) -> None:
        self._blocks = {id(block.prose): block for block in blocks}
        self._proses = memory.recall("proses by word", Proses)
        self._proses.turn(block.prose for block in self._blocks.values())
        self._found: dict[Phrases, dict[int, list[Phrase]]] = {}

    def find(self, phrases: Phrases, within: Collection[int] | None = None) -> list[Phrase]:
        """Find phrases in reading order, in all blocks or in those of some indexes."""
        found = self._found.get(phrases)
        if found is None:
            found = self._found[phrases] = self._everywhere(phrases)
        wanted = found if within is None else found.keys() & within
        return [hit for number in sorted(wanted) for hit in found[number]]

    def _everywhere(self, phrases: Phrases) -> dict[int, list[Phrase]]:
        found = ((self._blocks[key], places) for key, places in self._proses.find(phrases).items())
        return {block.index: [Phrase(block, *place) for place in places] for block, places in found}


class Proses:
    """What blocks say, by its words; of the next version of a document only what is new is looked at."""

    def __init__(self) -> None:
        self._all: dict[int, Prose] = {}
        self._by_word: defaultdict[str, set[int]] = defaultdict(set)
        self._found: dict[Phrases, dict[int, list[tuple[int, int]]]] = {}

    def turn(self, proses: Iterable[Prose]) -> None:
        """Take what another version of the document says in place of what is there."""
        now = {id(prose): prose for prose in proses}
        for key in self._all.keys() - now.keys():
            for word in _tokenised(self._all.pop(key)).words:
                self._by_word[word].discard(key)
            for places in self._found.values():
                places.pop(key, None)
        new = [prose for key, prose in now.items() if key not in self._all]
        for prose in new:
            self._add(prose)

    def _add(self, prose: Prose) -> None:
        self._all[id(prose)] = prose
        words = _tokenised(prose).words
        for word in words:
            self._by_word[word].add(id(prose))
        for phrases, places in self._found.items():
            if not words.isdisjoint(phrases.keys) and (hits := _places(phrases, prose)):
                places[id(prose)] = hits

    def find(self, phrases: Phrases) -> Mapping[int, list[tuple[int, int]]]:
        """Find phrases: where they stand, by the identity of the prose."""
        if phrases not in self._found:
            keys = set().union(*(self._by_word[word] for word in phrases.keys & self._by_word.keys()))
            found = ((key, _places(phrases, self._all[key])) for key in keys)
            self._found[phrases] = {key: places for key, places in found if places}
        return self._found[phrases]


def _tokenised(prose: Prose) -> Tokenised:
    return prose.recall("tokens", lambda: Tokenised(prose.text))


def _places(phrases: Phrases, prose: Prose) -> list[tuple[int, int]]:
    tokens = _tokenised(prose)
    places = sorted((hit.start, -hit.end) for _name, _pattern, hit in phrases.index.find(tokens.tokens))
    return [(tokens.starts[a], tokens.ends[-b - 1]) for a, b in places]
