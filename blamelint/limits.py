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


def check_size(source: Source, settings: Settings) -> None:
    """Raise `DocumentError` for a text of too many bytes, wherever it came from."""
    # No code point takes more than four bytes.
    if len(source.text) * 4 > settings.max_size:
        refuse_larger(len(source.text.encode("utf-8", "surrogatepass")), settings.max_size, source.path)


def words_of(pieces: Iterable[Piece]) -> int:
    """Count the words of sentences that are to be parsed."""
    return sum(max(len(WORD.findall(piece.text)), SHORTEST) for piece in pieces)


def check_words(source: Source, words: int, settings: Settings) -> None:
    """Raise `DocumentError` when the sentences to be parsed have too many words between them."""
    if words > settings.max_words:
        problem = f"sentences of {words:,} words would have to be parsed, and max-words is {settings.max_words:,}"
        hint = "split the document, or raise `max-words` in the settings"
        raise DocumentError(problem, at=Location(source.path), hint=hint)
