"""How much of a document is looked at: what would take minutes is refused, and the way out is named."""

from __future__ import annotations

import re
from collections.abc import Iterable

from blamelint.errors import DocumentError, Location
from blamelint.language.pieces import Piece
from blamelint.settings import Settings
from blamelint.source import Source, refuse_larger

WORD = re.compile(r"\w+|[^\w\s]")
SHORTEST = 5
"""Words that a sentence counts for at least: a short one takes hardly less time."""


LINE = re.compile(r"\S[^\r\n]*")
PARTS = 40_000
"""Lines that are not blank, and cells of tables: each may be a block of its own, and takes time."""


def check_size(source: Source, settings: Settings) -> None:
    """Raise `DocumentError` for a text of too many bytes, or of too many lines, wherever it came from."""
    # No code point takes more than four bytes.
    if len(source.text) * 4 > settings.max_size:
        refuse_larger(len(source.text.encode("utf-8", "surrogatepass")), settings.max_size, source.path)
    # A part takes two code points at least.
    if len(source.text) > PARTS * 2 and (parts := _parts(source.text)) > PARTS:
        problem = f"the document has {parts:,} lines and cells of tables, and at most {PARTS:,} are read"
        raise DocumentError(problem, at=Location(source.path), hint="split it")


def _parts(text: str) -> int:
    return sum(1 for _ in LINE.finditer(text)) + text.count("|")


def words_of(pieces: Iterable[Piece]) -> int:
    """Count the words of sentences that are to be parsed."""
    return sum(max(len(WORD.findall(piece.text)), SHORTEST) for piece in pieces)


def check_words(source: Source, words: int, settings: Settings) -> None:
    """Raise `DocumentError` when the sentences to be parsed have too many words between them."""
    if words > settings.max_words:
        problem = f"sentences of {words:,} words would have to be parsed, and max-words is {settings.max_words:,}"
        hint = "split the document, or raise `max-words` in the settings"
        raise DocumentError(problem, at=Location(source.path), hint=hint)
