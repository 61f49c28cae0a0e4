"""Whom blamelint takes a name for, and the settings that say otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from blamelint import api
from blamelint.document import Block, Document
from blamelint.language.pieces import Piece, pieces_of
from blamelint.settings import Settings
from blamelint.source import Span

if TYPE_CHECKING:
    from blamelint.language.analysis import Analysis
    from blamelint.language.mentions import Mention

DETERMINERS = frozenset("the a an our your their his her its this that".split())


@dataclass(frozen=True, slots=True)
class Named:
    """A noun or name of a document, and whom it stands for."""

    text: str
    """As written, without an article."""

    span: Span
    """Where, in the source."""

    kind: str
    """One of the kinds of mention."""

    reason: str
    """The evidence."""

    @property
    def is_name(self) -> bool:
        """Whether it could stand in a list of names: nobody lists 'operator' as a person."""
        return self.text[:1] == "@" or any(char.isupper() for char in self.text)


def named_at(document: Document, settings: Settings, offset: int) -> Named | None:
    """Find the noun or name at an offset; the smallest one, if they nest."""
    block = next((block for block in document.blocks if block.span.start <= offset <= block.span.end), None)
    for piece in pieces_of(document, block) if block else ():
        if _holds(piece.block.to_source(piece.start, piece.end).span, offset):
            found = _mentions(document, settings, piece)
            return min((name for name in found if _holds(name.span, offset)), key=lambda n: len(n.span), default=None)
    return None


def _holds(span: Span, offset: int) -> bool:
    return span.start <= offset <= span.end


def _mentions(document: Document, settings: Settings, piece: Piece) -> list[Named]:
    from blamelint.language.reader import Reader
    from blamelint.language.vocabulary import vocabulary_of

    reader = Reader(document, vocabulary_of(api.rules_for(settings)), settings)
    return [
        _named(piece.block, analysis, mention)
        for analysis in reader.read([piece])
        for mention in analysis.mentioned
        if analysis.sentence.words[mention.token]
    ]


def _named(block: Block, analysis: Analysis, mention: Mention) -> Named:
    sentence, start = analysis.sentence, mention.token
    proper = {"PROPN"} if sentence[mention.token].pos_ == "PROPN" else {"NOUN", "PROPN", "ADJ"}
    # A person is one token; the words of other names are brought together here.
    while start > mention.start and mention.token not in sentence.people and sentence[start - 1].pos_ in proper:
        start -= 1
    from_, to = sentence.starts[start], sentence.ends[mention.token]
    return Named(block.text[from_:to], block.to_source(from_, to).span, mention.kind.value, mention.reason)
