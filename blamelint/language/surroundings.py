"""What the reading of a sentence depends on beyond its part of the document: all that must hold for it to be kept."""

from __future__ import annotations

from collections.abc import Hashable

from blamelint.document import Block, Document, Part, Role
from blamelint.language.people import People, text_of

REACH = 6
"""Blocks before a sentence in which a pronoun of it may find whom it stands for."""


def seen_before(document: Document, block: Block) -> list[Block]:
    """List the blocks before one in which its pronouns may find whom they stand for."""
    return [other for other in _before(document, block) if _is_seen(other, block)]


def surroundings(document: Document, part: Part, people: People) -> Hashable:
    """Tell, beyond its words, what the findings of a part depend on."""
    first = part.blocks[0]
    before = tuple([other.prose if _is_seen(other, first) else None for other in _before(document, first)])

    def known() -> Hashable:
        return people.among("\n".join([prose.text for prose in before if prose] + [text_of(part)]))

    return part.words.latest("known here", (people.state, before), known), document.kinds_of(part), before


def _before(document: Document, block: Block) -> tuple[Block, ...]:
    return document.blocks[max(block.index - REACH, 0) : block.index]


def _is_seen(other: Block, block: Block) -> bool:
    return other.section == block.section and other.role is not Role.HEADING and not other.quote
