"""What holds in the sentences of a document, and better ways to say it; worked out only where it is not remembered.

Matches are remembered by sentence. Rewrites are remembered by block: one is offered only when the sentences around it
still make sense, and when the new sentence calls for no rewrite itself.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby
from typing import TypeVar

from blamelint.document import Block
from blamelint.kinds.match import Match
from blamelint.kinds.sentences import Search
from blamelint.language.analysis import Analysis
from blamelint.language.pieces import Piece
from blamelint.language.reader import Reader
from blamelint.memory import MISSING
from blamelint.packs import Rule
from blamelint.rewrite.proposals import Proposal
from blamelint.rewrite.trying import Finding, tried

Rewritten = tuple[Match, tuple[Proposal, ...]]

SENTENCES = 64
"""Sentences that are read in one go."""

BLOCKS = 32
"""Blocks whose rewrites are worked out in one go."""

LOOKS_BACK = "looks back"
"""Stands for the matches of a sentence whose reading also depends on earlier ones."""

MOST = 500
"""Sentences for which rewrites are looked for: it takes most of the time, and nobody reads more."""

LONGEST = 5000
"""Characters of a paragraph in which rewrites are looked for: each one is tried in the whole of it."""


def _first(blocks: Mapping[int, list[Piece]]) -> dict[int, list[Piece]]:
    """Take blocks until they have enough sentences."""
    short = {index: pieces for index, pieces in blocks.items() if len(pieces[0].block.text) <= LONGEST}
    before = accumulate(map(len, short.values()), initial=0)
    return {index: pieces for (index, pieces), count in zip(short.items(), before, strict=False) if count < MOST}


class Recollection:
    """The sentences of one document, with what is remembered of its last version."""

    def __init__(self, reader: Reader, search: Search, rules: Mapping[str, Rule]) -> None:
        self._reader = reader
        self._memory = reader.document.memory
        self._search = search
        self._rules = rules
        self._read: dict[tuple[int, int], Analysis] = {}

    def found(self, pieces: Sequence[Piece]) -> list[Rewritten]:
        """Find what holds in some pieces, and no way to say it better."""
        matches = self._matches(pieces)
        return [(match, ()) for piece in pieces for match in matches[piece.place]]

    def rewritten(self, pieces: Sequence[Piece]) -> list[Rewritten]:
        """Find what holds in some pieces, each with the ways to say it better."""
        matches = self._matches(pieces)
        flagged = [piece for piece in pieces if matches[piece.place]]
        blocks = {index: list(group) for index, group in groupby(flagged, key=lambda piece: piece.block.index)}
        rewrites = self._rewrites(_first(blocks), matches)
        bare: dict[int, list[Rewritten]] = {
            index: [(match, ()) for piece in pieces for match in matches[piece.place]]
            for index, pieces in blocks.items()
        }
        return [pair for pairs in (bare | rewrites).values() for pair in pairs]

    def forget(self) -> None:
        """Let go of what was read: readings of a sentence hold each other, and would wait for a search for garbage."""
        for analysis in self._read.values():
            analysis.forget()
        self._read.clear()

    # Matches, by sentence

    def _matches(self, pieces: Sequence[Piece]) -> dict[tuple[int, int], list[Match]]:
        known = {piece.place: self._remembered(piece) for piece in pieces}
        unknown = [piece for piece in pieces if known[piece.place] is None]
        for piece in (piece for batch in _batches(unknown, SENTENCES) for piece in self._analyse(batch)):
            known[piece.place] = found = list(self._search.find(self._read[piece.place]))
            self._remember(piece, found)
        return {place: matches or [] for place, matches in known.items()}

    def _analyse(self, pieces: Iterable[Piece]) -> list[Piece]:
        """Read the pieces that were not read yet, and give those that say anything."""
        wanted = [piece for piece in pieces if piece.place not in self._read]
        analyses = list(self._reader.read(wanted))
        self._read.update((analysis.sentence.piece.place, analysis) for analysis in analyses)
        return [analysis.sentence.piece for analysis in analyses]

    def _remembered(self, piece: Piece) -> list[Match] | None:
        circumstances = self._reader.circumstances(piece)
        known = self._memory.get(("matches", circumstances))
        if known == LOOKS_BACK:
            known = self._memory.get(("matches", circumstances, self._reader.earlier(piece)))
        return None if known is MISSING else [m.moved(block=piece.block.index, by=piece.start) for m in known]

    def _remember(self, piece: Piece, matches: Iterable[Match]) -> None:
        key: tuple[Hashable, ...] = ("matches", self._reader.circumstances(piece))
        if self._reader.looks_back(piece):
            self._memory.put(key, LOOKS_BACK)
            key = (*key, self._reader.earlier(piece))
        self._memory.put(key, tuple(match.moved(block=0, by=-piece.start) for match in matches))

    # Rewrites, by block

    def _rewrites(
        self, blocks: Mapping[int, list[Piece]], matches: Mapping[tuple[int, int], list[Match]]
    ) -> dict[int, list[Rewritten]]:
        memory = self._memory.part("rewrites")
        keys = {index: self._key(pieces) for index, pieces in blocks.items()}
        known = {index: memory.get(key) for index, key in keys.items()}
        for batch in _batches([index for index in blocks if known[index] is MISSING], BLOCKS):
            unknown = [piece for index in batch for piece in blocks[index]]
            self._analyse(unknown)
            findings = [Finding(self._read[piece.place], tuple(matches[piece.place])) for piece in unknown]
            pairs = list(tried(findings, self._rules, self._search, self._reader))
            for index, group in groupby(pairs, key=lambda pair: pair[0].block):
                known[index] = tuple(proposals for _, proposals in group)
                memory.put(keys[index], known[index])
        return {
            index: list(zip([m for piece in pieces for m in matches[piece.place]], known[index], strict=True))
            for index, pieces in blocks.items()
        }

    def _key(self, pieces: Sequence[Piece]) -> Hashable:
        """Everything that the rewrites of a block depend on."""
        block: Block = pieces[0].block
        sentences = tuple(
            (piece.start, self._reader.circumstances(piece), self._reader.earlier(piece)) for piece in pieces
        )
        masks = tuple((mask.start, mask.end, mask.kind) for mask in block.prose.masks)
        return "rewrites", block.text, masks, block.cell is not None and block.cell.row == 0, sentences


T = TypeVar("T")


def _batches(some: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Cut what is worked out into parts, so that an interrupted run keeps most of it."""
    return (some[start : start + size] for start in range(0, len(some), size))
