"""Which rules could hold for the pieces of one document."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import pairwise

from blamelint.document import Block, Document
from blamelint.language.people import ACTOR_COLUMN, OWNER_COLUMN, People
from blamelint.language.pieces import Piece, pieces_of
from blamelint.language.traces import signs_of
from blamelint.triggers import TriggerIndex, View

WIDEST = 40
"""Cells of a row that are looked at: a table with more of them holds measurements, and does not tell who did what."""

LONGEST_NAME = 60
"""Characters of a table's cell above which it does not name who acts."""


class Prefilter:
    """Looks at the words of a piece, at the names in it, and at what beside it rules see as well."""

    def __init__(self, document: Document, triggers: TriggerIndex, people: People) -> None:
        self._document = document
        self._triggers = triggers
        self._people = people
        self._earlier: dict[int, dict[int, str]] = {}

    def rules(self, piece: Piece) -> frozenset[str]:
        """Name the rules that could hold for a piece, of the document or in place of one of its own."""
        labels = [piece.label] if piece.label else []
        actors, columns, before = self._actors(piece), self._columns(piece), self._before(piece)
        role, section = piece.block.role, self._document.section_of(piece.block).kind

        def found() -> frozenset[str]:
            signs = signs_of(piece, self._people, [*labels, *actors])
            return self._rules(
                View(piece.text, role, section, " ".join([*labels, *columns]), " ".join(actors), before, signs)
            )

        state = (role, section, tuple(labels), tuple(actors), tuple(columns), before, self._people.state)
        return piece.block.prose.latest(("rules", piece.start), state, found)

    def _rules(self, view: View) -> frozenset[str]:
        return self._document.memory.recall(("rules", view), lambda: self._triggers.rules(view))

    def _before(self, piece: Piece) -> str:
        """The sentence before a piece; of one that would be new, all that may stand there."""
        block = self._document.blocks[piece.block.index]
        if piece.block is not block:
            return f"{block.text} {piece.block.text}"
        if not piece.start:
            return ""
        if block.index not in self._earlier:
            pieces = pieces_of(self._document, block)
            self._earlier[block.index] = {p.start: q.text for q, p in pairwise(pieces)}
        return self._earlier[block.index].get(piece.start, "")

    def _columns(self, piece: Piece) -> list[str]:
        """The header above a cell, and in a table of fields and values the cell before it: they name what it says."""
        cell = piece.block.cell
        if cell is None:
            return []
        row = self._row(piece)
        return [cell.header, *(b.text for b in row if len(row) == 1 and b.cell and b.cell.column == 0)]

    def _actors(self, piece: Piece) -> list[str]:
        """Other cells of its row that may say who did what it tells."""
        return [block.text for block in self._row(piece) if _may_name_an_actor(block)]

    @cached_property
    def _rows(self) -> defaultdict[tuple[int, int], list[Block]]:
        rows = defaultdict(list)
        for block in self._document.blocks:
            if block.cell:
                rows[block.cell.table, block.cell.row].append(block)
        return rows

    def _row(self, piece: Piece) -> list[Block]:
        cell = piece.block.cell
        if cell is None:
            return []
        return [block for block in self._rows[cell.table, cell.row][:WIDEST] if block.cell != cell]


def _may_name_an_actor(block: Block) -> bool:
    header = block.cell.header.strip() if block.cell else ""
    owner = OWNER_COLUMN.fullmatch(header) and not ACTOR_COLUMN.fullmatch(header)
    return len(block.text) <= LONGEST_NAME and not owner
