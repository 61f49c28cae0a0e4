"""Block structure, read again only around a change.

At the top level, CommonMark's block parser knows nothing of what came before a line: what it makes of a line depends on
that line and those after it. So the blocks before a change and those after it can be taken over from the last version,
as long as the parser, restarted a little before the change, comes to the very place where the old blocks go on.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.utils import EnvType

from blamelint.memory import MISSING, Memory

if TYPE_CHECKING:
    from blamelint.document import Part
    from blamelint.formats.passages import Passage

AHEAD = 3
"""Lines behind a block that a rule may look at before it ends the block."""

BLOCKS_AHEAD = 2
"""Unchanged blocks that are read again behind a change, to see that the parser is in step."""


@dataclass(slots=True, eq=False)
class Chunk:
    """A block at the top level with the blank lines behind it."""

    lines: int
    """How many lines it takes."""

    length: int
    """How many code points it takes, with the ends of its lines."""

    tokens: Sequence[Token]
    """What the parser made of it."""

    base: int
    """Where it began in the text that the parser read; the places in its tokens count from that text's start."""

    passage: Passage | None = None
    """What it says; known once it was read."""

    place: int = 0
    """Where it began in the last version of the document."""

    numbers: Hashable = None
    """How its blocks, sections, lists and tables were numbered there."""

    part: Part | None = None
    """The same as part of that document."""


@dataclass(frozen=True, slots=True)
class Chunks:
    """All of a text."""

    lines: list[str]
    """Its lines, without their ends."""

    chunks: list[Chunk]
    """In reading order; together they take all the lines."""

    replaced: Sequence[Chunk] = ()
    """Chunks of the last version whose place others took: much of what they said may still be said."""


def read_chunks(md: MarkdownIt, text: str, env: EnvType, memory: Memory) -> Chunks:
    """Read the block structure of a text; `env` receives what it defines."""
    lines = text.split("\n")
    before = memory.get("chunks")
    found = None if before is MISSING else _around_change(md, before, lines)
    if found is None:
        found = Chunks(lines, _parsed(md, lines, env), () if before is MISSING else before.chunks)
    memory.put("chunks", found)
    return found


def keep_chunks(memory: Memory) -> None:
    """Keep the block structure for the next version, as this one may be known as a whole."""
    memory.get("chunks")


def _parsed(md: MarkdownIt, lines: Sequence[str], env: EnvType) -> list[Chunk]:
    """Parse some lines and cut the tokens where a block at the top level begins.

    Definitions of links and footnotes act on the whole text, so a text with any stays in one piece.
    """
    tokens = md.parse("\n".join(lines), env)
    starts = [index for index, token in enumerate(tokens) if token.level == 0 and token.nesting >= 0]
    places = [tokens[index].map for index in starts]
    offsets = list(accumulate((len(line) + 1 for line in lines), initial=0))
    if env or not places or not all(places):
        return [Chunk(len(lines), offsets[-1], tokens, 0)]
    begins = [0, *(place[0] for place in places[1:] if place), len(lines)]
    return [
        Chunk(line - begin, offsets[line] - offsets[begin], tokens[start:end], offsets[begin])
        for (begin, line), start, end in zip(pairwise(begins), starts, [*starts[1:], len(tokens)], strict=True)
    ]


def _around_change(md: MarkdownIt, before: Chunks, lines: list[str]) -> Chunks | None:
    """Take over what stands before and behind the change; None when the parser does not come into step again."""
    if len(before.chunks) <= 1:
        return None
    head = _shared(before.lines, lines)
    tail = _shared(before.lines[head:][::-1], lines[head:][::-1])
    front, start = _kept_front(before.chunks, head)
    back, resume = _kept_back(before.chunks, len(before.lines) - tail)
    if back <= front:
        return None
    moved = len(lines) - len(before.lines)
    ahead = before.chunks[back : back + BLOCKS_AHEAD]
    stop = resume + moved + sum(chunk.lines for chunk in ahead)
    if len(ahead) < BLOCKS_AHEAD:
        stop = len(lines)
    env: dict[str, object] = {}
    again = _parsed(md, [*lines[start:stop], *([""] if stop < len(lines) else [])], env)
    new = None if env else _up_to(again, resume + moved - start)
    if new is None:
        return None
    same = _unchanged(before.chunks[front:back], new, head - start)
    kept = front + same
    return Chunks(lines, [*before.chunks[:kept], *new[same:], *before.chunks[back:]], before.chunks[kept:back])


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Count the lines at the head that two texts share."""
    for number, (line, another) in enumerate(zip(one, other, strict=False)):
        if line != another:
            return number
    return min(len(one), len(other))


def _kept_front(chunks: Sequence[Chunk], head: int) -> tuple[int, int]:
    """Count the chunks that cannot have felt a change behind `head` lines, and their lines."""
    ends, line = [], 0
    for chunk in chunks:
        line += chunk.lines
        ends.append(line)
    kept = max(0, sum(end + AHEAD <= head for end in ends) - 1)
    return kept, ends[kept - 1] if kept else 0


def _kept_back(chunks: Sequence[Chunk], line: int) -> tuple[int, int]:
    """Find the first chunk that begins at a line or later, and where it begins."""
    at = 0
    for number, chunk in enumerate(chunks):
        if at >= line:
            return number, at
        at += chunk.lines
    return len(chunks), at


def _unchanged(old: Sequence[Chunk], new: Sequence[Chunk], lines: int) -> int:
    """Count the chunks in the first lines of which the parser made the same as before."""
    for number, (one, other) in enumerate(zip(old, new, strict=False)):
        lines -= one.lines
        if lines < 0 or one.lines != other.lines or list(map(_shape, one.tokens)) != list(map(_shape, other.tokens)):
            return number
    return min(len(old), len(new))


def _shape(token: Token) -> tuple[str, str, int, str]:
    """What the parser made of some lines, given what they are."""
    return token.type, token.tag, token.level, token.content


def _up_to(chunks: Sequence[Chunk], line: int) -> list[Chunk] | None:
    """Take the chunks before a line; None when none begins or ends there."""
    at = 0
    found: list[Chunk] = []
    for chunk in chunks:
        if at == line:
            return found
        found.append(chunk)
        at += chunk.lines
    return found if at == line else None
