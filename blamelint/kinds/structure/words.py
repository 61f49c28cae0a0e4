"""Words and phrases of a document, found without a parser."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from blamelint.document import Block
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
        self._blocks = {block.index: block for block in blocks}
        self._memory = memory
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for number, block in self._blocks.items():
            for word in self._tokenised(block.text).words:
                self._places[word].append(number)
        self._found: dict[Phrases, dict[int, list[Phrase]]] = {}

    def find(self, phrases: Phrases, within: Collection[int] | None = None) -> list[Phrase]:
        """Find phrases in reading order, in all blocks or in those of some indexes."""
        found = self._found.get(phrases)
        if found is None:
            found = self._found[phrases] = self._everywhere(phrases)
        wanted = found if within is None else found.keys() & within
        return [hit for number in sorted(wanted) for hit in found[number]]

    def _everywhere(self, phrases: Phrases) -> dict[int, list[Phrase]]:
        numbers = set().union(*(self._places[word] for word in phrases.keys & self._places.keys()))
        found = ((number, list(self._hits(phrases, number))) for number in numbers)
        return {number: hits for number, hits in found if hits}

    def _tokenised(self, text: str) -> Tokenised:
        return self._memory.recall(("tokens", text), lambda: Tokenised(text))

    def _hits(self, phrases: Phrases, number: int) -> Iterator[Phrase]:
        block = self._blocks[number]
        key = ("phrases", phrases, block.text)
        for start, end in self._memory.recall(key, lambda: self._find(phrases, block.text)):
            yield Phrase(block, start, end)

    def _find(self, phrases: Phrases, text: str) -> list[tuple[int, int]]:
        prose = self._tokenised(text)
        places = sorted((hit.start, -hit.end) for _name, _pattern, hit in phrases.index.find(prose.tokens))
        return [(prose.starts[a], prose.ends[-b - 1]) for a, b in places]
