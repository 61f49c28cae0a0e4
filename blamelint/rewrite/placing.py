"""A recast of prose as an edit of the source: markup moves with its words, or no edit is offered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from blamelint.diagnostic import Edit
from blamelint.document import Block, Document, Mask, Role
from blamelint.language.pieces import cut
from blamelint.rewrite.changes import Kept, Recast
from blamelint.source import Source, Span

WRAP = re.compile(r"[ \t]*(?:\r\n|\r|\n)(?P<lead>[ \t>]*)")
HARD_BREAK = re.compile(r"(?: {2,}|\\\\)(?:\r\n|\r|\n)")
PLACEHOLDER = re.compile("‹[^›]*›")
WORDS = ("strong", "emphasis", "strike")
"""Kinds of mask that hold nothing but words."""

NARROWEST = 80
"""Columns below which a line is not taken for a wrapped one."""


def edits_for(document: Document, block: Block, recasts: Sequence[Recast]) -> tuple[Edit, ...]:
    """Find the edits of the source that some recasts ask for; none where markup would break."""
    edits = tuple(edit for recast in recasts if (edit := _edit(document, block, recast)) is not None)
    apart = all(one.span.end <= other.span.start for one, other in pairwise(edits))
    return edits if apart and len(edits) == len(recasts) else ()


def reads(source: Source, sentence: Span, edits: Sequence[Edit]) -> str:
    """Write a sentence as it reads after some edits, in one line."""
    start = min(sentence.start, *(edit.span.start for edit in edits))
    end = max(sentence.end, *(edit.span.end for edit in edits))
    text = source.text[start:end]
    for edit in reversed(edits):
        text = text[: edit.span.start - start] + edit.text + text[edit.span.end - start :]
    # A label that is rewritten along begins inside its emphasis.
    return " ".join((text.replace("**", "") if text.count("**") % 2 else text).split())


def context(block: Block, sentence: tuple[int, int], edits: Sequence[Edit]) -> Span:
    """Find the source of a sentence, with the one behind it where edits reach into that: a label's value."""
    own = block.to_source(*sentence).span
    if all(edit.span.end <= own.end for edit in edits):
        return own
    following = (piece.end for piece in cut(block) if piece.start >= sentence[1])
    return block.to_source(sentence[0], next(following, sentence[1])).span


def _edit(document: Document, block: Block, recast: Recast) -> Edit | None:
    if not _masks_survive(block, recast):
        return None
    span = _extent(block, recast)
    old = document.source.slice(span)
    if HARD_BREAK.search(old):
        return None
    text = "".join(
        part if isinstance(part, str) else joined(document.source.slice(_marked(block, part))) for part in recast.parts
    )
    if block.role is Role.CELL and ("|" in text.replace("\\\\|", "") or "\n" in text):
        return None
    return Edit(span, wrapped(document.source, block, span, text))


def _extent(block: Block, recast: Recast) -> Span:
    if recast.start < recast.end:
        whole = any((mask.start, mask.end) == (recast.start, recast.end) for mask in block.masks)
        # New words for all that is emphasised are emphasised too.
        bounds = recast.start, recast.end
        return block.to_source(*bounds).span if whole else _marked(block, bounds)
    at = _marked(block, (0, 1)).start if recast.start == 0 else _marked(block, (recast.start - 1, recast.start)).end
    return Span(at, at)


def _marked(block: Block, part: Kept) -> Span:
    """The source of some prose, with the markup of what it holds as a whole."""
    span = block.to_source(*part).span
    start, end = span.start, span.end
    for mask in block.masks:
        if part[0] <= mask.start and mask.end <= part[1]:
            start, end = min(start, mask.source.start), max(end, mask.source.end)
    return Span(start, end)


def _masks_survive(block: Block, recast: Recast) -> bool:
    touched = [mask for mask in block.masks if mask.start < recast.end and recast.start < mask.end]
    return all(_survives(mask, recast) for mask in touched)


def _survives(mask: Mask, recast: Recast) -> bool:
    if mask.start <= recast.start and recast.end <= mask.end:
        return mask.start < recast.start or recast.end < mask.end or mask.kind in ("strong", "emphasis")
    if not (recast.start <= mask.start and mask.end <= recast.end):
        return False
    kept = [part for part in recast.parts if isinstance(part, tuple) and part[0] < mask.end and mask.start < part[1]]
    whole = [part for part in kept if part[0] <= mask.start and mask.end <= part[1]]
    # What code, a link or an image says cannot be said by other words.
    return whole == kept and (bool(kept) or mask.kind in WORDS)


def joined(text: str) -> str:
    """Write some source in one line, without what marks its continuation lines."""
    return WRAP.sub(" ", text)


def wrapped(source: Source, block: Block, span: Span, text: str) -> str:
    """Break new words for a stretch of a block where the block breaks its lines."""
    lines = _lines(source, block)
    if len(lines) < 2 or block.role in (Role.HEADING, Role.CELL):
        return text
    width = max(NARROWEST, *map(len, lines))
    newline = "\r\n" if "\r\n" in source.slice(block.span) else "\n"
    lead = _lead(source, block)
    column = len(source.text[: span.start].rsplit("\n", 1)[-1])
    rest = len(re.split(r"[\r\n]", source.text[span.end :], maxsplit=1)[0])
    return _broken(text, column=column, width=width, rest=rest, lead=newline + lead)


def _broken(text: str, *, column: int, width: int, rest: int, lead: str) -> str:
    words = PLACEHOLDER.sub(lambda found: found[0].replace(" ", "\0"), text).split(" ")
    result = words[0]
    column += len(words[0])
    for index, word in enumerate(words[1:], 1):
        last = index == len(words) - 1
        room = len(word) + 1 + (min(rest, 1) if last else 0)
        if column + room > width and word:
            result += lead + word
            column = len(lead.lstrip("\r\n")) + len(word)
        else:
            result += " " + word
            column += len(word) + 1
    return result.replace("\0", " ")


def _lines(source: Source, block: Block) -> list[str]:
    start = source.text.rfind("\n", 0, block.span.start) + 1
    return source.text[start : block.span.end].splitlines()


def _lead(source: Source, block: Block) -> str:
    """What stands before the text of a continuation line."""
    match = WRAP.search(source.slice(block.span))
    return match["lead"] if match else ""
