"""Which rules could hold for the pieces of one document."""

from __future__ import annotations

from blamelint.document import Document, Role, SectionKind
from blamelint.language.pieces import Piece
from blamelint.triggers import TriggerIndex


class Prefilter:
    """Looks at the words of a piece, and at those beside it that rules see as well."""

    def __init__(self, document: Document, triggers: TriggerIndex) -> None:
        self._document = document
        self._triggers = triggers
        self._rows = _row_texts(document)

    def rules(self, piece: Piece) -> frozenset[str]:
        """Name the rules that could hold for a piece, of the document or in place of one of its own."""
        role, section = piece.block.role, self._document.section_of(piece.block).kind
        beside = self._beside(piece)
        return piece.block.prose.recall(
            ("rules", piece.start, role, section, beside),
            lambda: self._rules(f"{piece.label or ''} {piece.text} {beside}", role, section),
        )

    def _rules(self, text: str, role: Role, section: SectionKind) -> frozenset[str]:
        return self._document.memory.recall(
            ("rules", text, role, section), lambda: self._triggers.rules(text, role=role, section=section)
        )

    def _beside(self, piece: Piece) -> str:
        cell = piece.block.cell
        return "" if cell is None else self._rows.get((cell.table, cell.row), "") + cell.header


def _row_texts(document: Document) -> dict[tuple[int, int], str]:
    """First cells of table rows: they may name what the other cells say."""
    return {
        (block.cell.table, block.cell.row): f"{block.text} "
        for block in document.blocks
        if block.cell and block.cell.column == 0
    }
