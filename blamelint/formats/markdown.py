"""Markdown becomes a `Document`: sections, and blocks of clean prose."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.admon.index import admonition
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote.index import footnote_def

from blamelint.document import Block, Comment, Document, Part, Section, SectionKind
from blamelint.formats.blocks import BlockParser
from blamelint.formats.chunks import Chunk, keep_chunks, read_chunks
from blamelint.formats.inline import InlineParser
from blamelint.formats.lines import Body, body_of
from blamelint.formats.matter import read_matter
from blamelint.formats.passages import Inline, Passage, PassageReader, definitions, is_followed
from blamelint.formats.sections import is_whole, section_kind
from blamelint.memory import Memory
from blamelint.source import Source


def read_markdown(source: Source, memory: Memory | None = None) -> Document:
    """Read a postmortem; every text is a valid one. `memory` knows the blocks of an earlier version."""
    memory = Memory() if memory is None else memory
    keep_chunks(memory)
    return memory.recall(("document", source.path, source.text), lambda: _read(source, memory))


def _read(source: Source, memory: Memory) -> Document:
    matter, start = read_matter(source)
    reader = _Reader(body_of(source, start=start), memory)
    reader.read()
    return Document(
        source,
        tuple(reader.blocks),
        tuple(reader.sections),
        tuple(reader.parts),
        matter,
        tuple(reader.comments),
        memory,
    )


@functools.cache
def _parser() -> tuple[MarkdownIt, InlineParser]:
    """Build the parser: only the block stage runs by itself, inline content is read block by block."""
    options = {"maxNesting": 100, "html": True, "tasklists": True, "strikethrough_single_tilde": True}
    md = MarkdownIt("commonmark", options)
    inline = InlineParser()
    md.inline, md.block = inline, BlockParser()
    md.block.ruler.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]})
    md.block.ruler.before("fence", "admonition", admonition, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.use(deflist_plugin)
    md.core.ruler.enableOnly(["block"])
    return md, inline


class _Reader:
    """Puts the passages of one document together."""

    def __init__(self, body: Body, memory: Memory) -> None:
        self.blocks: list[Block] = []
        self.parts: list[Part] = []
        self.sections = [Section(0, "", 0, SectionKind.OTHER, None, None)]
        self.comments: list[Comment] = []
        self._body = body
        md, parser = _parser()
        env: dict[str, object] = {}
        found = read_chunks(md, body.text, env, memory)
        self._chunks = found.chunks
        known = {key: one for chunk in found.replaced if chunk.passage for key, one in chunk.passage.written.items()}
        self._inline = Inline(md, parser, env, definitions(env), known)
        self._lists = self._tables = 0
        self._titled = False

    def read(self) -> None:
        """Fill blocks, sections and comments."""
        starts = list(accumulate((chunk.length for chunk in self._chunks), initial=0))
        places = [self._body.place(min(start, len(self._body.text))) for start in starts]
        passages = [
            self._passage(chunk, starts[i], places[i], places[i + 1], self._behind(i))
            for i, chunk in enumerate(self._chunks)
        ]
        self._heads = sum(passage.titles for passage in passages)
        for chunk, passage, place in zip(self._chunks, passages, places, strict=False):
            self._append(chunk, passage, place)

    def _behind(self, number: int) -> Token | None:
        following = self._chunks[number + 1 : number + 2]
        return following[0].tokens[0] if following and following[0].tokens else None

    def _passage(self, chunk: Chunk, start: int, place: int, end: int, following: Token | None) -> Passage:
        """Read a chunk, unless it was read in the last version and nothing that matters to it has changed."""
        state = self._body.source.text[place:end], self._inline.definitions, is_followed(following)
        if chunk.passage is None or chunk.passage.state != state:
            reader = PassageReader(
                chunk.tokens, shift=start - chunk.base, start=place, body=self._body, inline=self._inline
            )
            chunk.passage = reader.read(state, following)
        return chunk.passage

    def _append(self, chunk: Chunk, passage: Passage, place: int) -> None:
        """Continue the document with a passage."""
        if passage.blocks:
            part = self._part(chunk, passage, place)
            for number in sorted(passage.openers):
                self._section(passage.blocks[number], len(self.blocks) + number)
            self.parts.append(part)
            self.blocks += part.blocks
        if passage.comments:
            self.comments += (Comment(comment.text, comment.span.moved(place)) for comment in passage.comments)
        self._lists, self._tables = self._lists + passage.lists, self._tables + passage.tables

    def _part(self, chunk: Chunk, passage: Passage, place: int) -> Part:
        """Make a part of the document out of a passage; where nothing before it has changed, it is the old one."""
        numbers = len(self.blocks), len(self.sections), self._lists, self._tables
        part, by = chunk.part, place - chunk.place
        if part is None or part.words is not passage.words or chunk.numbers != numbers:
            part = Part(tuple(self._placed(passage, place)), passage.words)
        elif by:
            part = Part(tuple([block.moved(by) for block in part.blocks]), passage.words)
        chunk.part, chunk.place, chunk.numbers = part, place, numbers
        return part

    def _placed(self, passage: Passage, place: int) -> Iterator[Block]:
        first, section = len(self.blocks), len(self.sections) - 1
        for block in passage.blocks:
            section += block.index in passage.openers
            yield Block(
                first + block.index,
                block.prose,
                place + block.start,
                block.role,
                section,
                block.quote,
                block.level,
                block.list and replace(block.list, list=self._lists + block.list.list),
                block.cell and replace(block.cell, table=self._tables + block.cell.table),
            )

    # Sections

    def _section(self, heading: Block, index: int) -> None:
        title, level, parent = heading.text.rstrip(": "), heading.level, self.sections[-1]
        while parent.level >= level and parent.parent is not None:
            parent = self.sections[parent.parent]
        kind = self._kind(heading, title, parent)
        self.sections.append(Section(len(self.sections), title, level, kind, parent.index, index))

    def _kind(self, heading: Block, title: str, parent: Section) -> SectionKind:
        if heading.level == 1 and not self._titled:
            self._titled = True
            # Some documents have a first-level heading for every section and none for the title.
            if self._heads == 1 or not is_whole(title):
                return SectionKind.TITLE
        own = heading.prose.recall("kind", lambda: section_kind(title))
        if own is not None:
            return own
        return SectionKind.OTHER if parent.kind is SectionKind.TITLE else parent.kind
