"""Markdown becomes a `Document`: sections, and blocks of clean prose."""

from __future__ import annotations

import functools
import re
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.token import Token
from mdit_py_plugins.admon.index import admonition
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote.index import footnote_def

from blamelint.document import Block, CellPlace, Comment, Document, ListPlace, Role, Section, SectionKind
from blamelint.formats.blocks import LINES, BlockParser
from blamelint.formats.chunks import read_chunks
from blamelint.formats.inline import InlineParser
from blamelint.formats.lines import Body, LineMap, Place, body_of
from blamelint.formats.matter import read_matter
from blamelint.formats.prose import Prose, Written, write
from blamelint.formats.sections import is_whole, section_kind
from blamelint.memory import Memory
from blamelint.source import Source, Span

PSEUDO_LEVEL = 7
"""Level of a section whose heading is a paragraph."""

_CALLOUT = re.compile(r"\[![\w-]+\][+-]?[ \t]*(?=\S|\n|\Z)")
_LISTS = {"bullet_list_open": False, "ordered_list_open": True}
_FOLLOWED = frozenset({"heading_open", "html_block"})
_HEADING_WORDS = 10


def read_markdown(source: Source, memory: Memory | None = None) -> Document:
    """Read a postmortem; every text is a valid one. `memory` knows the blocks of an earlier version."""
    memory = Memory() if memory is None else memory
    return memory.recall(("document", source.path, source.text), lambda: _read(source, memory))


def _read(source: Source, memory: Memory) -> Document:
    matter, start = read_matter(source)
    body = body_of(source, start=start)
    reader = _Reader(body, memory)
    reader.read()
    return Document(source, tuple(reader.blocks), tuple(reader.sections), matter, tuple(reader.comments), memory)


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


@dataclass(slots=True)
class _List:
    """A list that is being read."""

    number: int
    ordered: bool
    item: int = -1
    checked: bool | None = None


class _Reader:
    """Walks the block tokens of one document."""

    def __init__(self, body: Body, memory: Memory) -> None:
        self.blocks: list[Block] = []
        self.sections = [Section(0, "", 0, SectionKind.OTHER, None, None)]
        self.comments: list[Comment] = []
        self._body = body
        self._env: dict[str, object] = {}
        self._md, self._inline = _parser()
        read = list(read_chunks(self._md, body.text, self._env, memory).tokens())
        self._tokens: Sequence[Token] = [token for token, _ in read]
        self._shifts = [shift for _, shift in read]
        self._memory, self._definitions = memory, _definitions(self._env)
        self._lists: list[_List] = []
        self._list_count = 0
        self._quotes: list[bool] = []
        self._table, self._row, self._column = -1, -1, -1
        self._headers: list[str] = []
        self._titled = False
        self._heads = sum(token.type == "heading_open" and token.tag == "h1" for token in self._tokens)

    def read(self) -> None:
        """Fill blocks, sections and comments."""
        for index, token in enumerate(self._tokens):
            if token.type == "inline":
                self._content(index)
            elif token.type == "html_block":
                self._html(token.meta[LINES].moved(self._shifts[index]))
            elif token.type.startswith(("blockquote", "bullet_list", "ordered_list", "list_item")):
                self._nest(index)
            elif token.type in ("table_open", "tr_open", "th_open", "td_open"):
                self._tabulate(token)

    # Where the walk stands

    def _nest(self, index: int) -> None:
        token = self._tokens[index]
        if token.type == "blockquote_open":
            self._quotes.append(not self._is_callout(index))
        elif token.type == "blockquote_close":
            self._quotes.pop()
        elif token.type in _LISTS:
            self._lists.append(_List(self._list_count, _LISTS[token.type]))
            self._list_count += 1
        elif token.type == "list_item_open":
            self._lists[-1].item += 1
            self._lists[-1].checked = token.meta.get("checked")
        elif token.type != "list_item_close":
            self._lists.pop()

    def _is_callout(self, index: int) -> bool:
        first = self._tokens[index + 1 : index + 3]
        return first[-1].type == "inline" and _CALLOUT.match(first[-1].content) is not None

    def _tabulate(self, token: Token) -> None:
        if token.type == "table_open":
            self._table += 1
            self._row, self._headers = -1, []
        elif token.type == "tr_open":
            self._row, self._column = self._row + 1, -1
        else:
            self._column += 1

    # Content

    def _content(self, index: int) -> None:
        opener = self._tokens[index - 1].type
        place = self._place(index, opener)
        prose, notes = self._prose(place) if place is not None else (None, [])
        if opener == "th_open":
            self._headers.append(prose.text if prose else "")
        if prose is not None:
            self._block(index, opener, prose)
        for note in notes:
            self._add(note, Role.PARAGRAPH)

    def _place(self, index: int, opener: str) -> Place | None:
        token = self._tokens[index]
        lines = token.meta.get(LINES)
        if not isinstance(lines, LineMap):
            return None
        lines = lines.moved(self._shifts[index])
        if opener == "admonition_title_open":
            return self._title_place(token, lines)
        blank = None if opener == "dt_open" else MD_TRIM_CHARS
        lead, text = len(lines.text) - len(lines.text.lstrip(blank)), token.content
        if index > 1 and self._tokens[index - 2].type == "blockquote_open":
            callout = _CALLOUT.match(text)
            marker = callout.end() if callout else 0
            lead, text = lead + marker, text[marker:]
        return Place(text, lines, lead, self._body)

    def _title_place(self, token: Token, lines: LineMap) -> Place | None:
        """Find the title of an admonition: before the last quotation mark, else at the end of its line."""
        text = lines.text.rstrip()
        end = text.rindex('"') if not text.endswith(token.content) and '"' in text else len(text)
        lead = end - len(token.content)
        return Place(token.content, lines, lead, self._body) if text[max(lead, 0) : end] == token.content else None

    def _prose(self, place: Place) -> tuple[Prose | None, list[Prose]]:
        base = place.base
        if base is None:
            written = self._write(place)
        else:
            known = self._memory.recall(
                ("prose", place.text, self._definitions), lambda: self._write(place).moved(-base)
            )
            written = known.moved(base)
        self.comments += written.comments
        return written.prose, written.notes

    def _write(self, place: Place) -> Written:
        return write(place, self._inline.read(place.text, self._md, self._env))

    def _block(self, index: int, opener: str, prose: Prose) -> None:
        if opener == "heading_open":
            level = int(self._tokens[index - 1].tag[1])
            self._heading(prose, level)
        elif opener in ("th_open", "td_open"):
            header = self._headers[self._column] if self._column < len(self._headers) else ""
            self._add(prose, Role.CELL, cell=CellPlace(self._table, self._row, self._column, header))
        elif self._lists:
            self._add(prose, Role.ITEM, place=self._list_place())
        elif self._is_pseudo(index, opener, prose):
            self._heading(prose, PSEUDO_LEVEL)
        else:
            self._add(prose, Role.PARAGRAPH)

    def _list_place(self) -> ListPlace:
        inner = self._lists[-1]
        return ListPlace(inner.number, inner.item, len(self._lists), inner.ordered, inner.checked)

    def _add(
        self,
        prose: Prose,
        role: Role,
        *,
        level: int = 0,
        place: ListPlace | None = None,
        cell: CellPlace | None = None,
    ) -> None:
        self.blocks.append(
            Block(
                len(self.blocks),
                prose.text,
                prose.runs,
                role,
                self.sections[-1].index,
                prose.span,
                prose.masks,
                any(self._quotes),
                level,
                place,
                cell,
            )
        )

    # Headings

    def _is_pseudo(self, index: int, opener: str, prose: Prose) -> bool:
        if any(self._quotes) or len(prose.text.split()) > _HEADING_WORDS:
            return False
        title = prose.text.rstrip(": ")
        if _is_bold(prose) and opener == "paragraph_open":
            return not title.endswith((".", "!", ",", ";"))
        following = self._tokens[index + 2] if index + 2 < len(self._tokens) else None
        if following is None or following.type in _FOLLOWED or following.nesting < 0:
            return False
        return is_whole(title)

    def _heading(self, prose: Prose, level: int) -> None:
        if not self._lists and not any(self._quotes):
            self._section(prose.text.rstrip(": "), level)
        self._add(prose, Role.HEADING, level=level)

    def _section(self, title: str, level: int) -> None:
        parent = self.sections[-1]
        while parent.level >= level and parent.parent is not None:
            parent = self.sections[parent.parent]
        kind = self._kind(title, level, parent)
        self.sections.append(Section(len(self.sections), title, level, kind, parent.index, len(self.blocks)))

    def _kind(self, title: str, level: int, parent: Section) -> SectionKind:
        if level == 1 and not self._titled:
            self._titled = True
            # Some documents have a first-level heading for every section and none for the title.
            if self._heads == 1 or not is_whole(title):
                return SectionKind.TITLE
        own = section_kind(title)
        if own is not None:
            return own
        return SectionKind.OTHER if parent.kind is SectionKind.TITLE else parent.kind

    # HTML

    def _html(self, lines: LineMap) -> None:
        place, text = Place(lines.text, lines, 0, self._body), lines.text
        at = text.find("<!--")
        while at >= 0:
            end = text.find("-->", at + 4)
            if end < 0:
                return
            span = Span(place.at(at), place.at(end + 2) + 1)
            self.comments.append(Comment(text[at + 4 : end].strip(), span))
            at = text.find("<!--", end + 3)


def _definitions(env: Mapping[str, Any]) -> Hashable:
    """What the reading of inline content depends on besides its text: references and labels of footnotes."""
    references = env.get("references", {})
    links = frozenset((label, found["href"], found.get("title")) for label, found in references.items())
    return links, frozenset(env.get("footnotes", {}).get("refs", ()))


def _is_bold(prose: Prose) -> bool:
    """Tell whether a paragraph is one stretch of strong text, a colon aside."""
    strong = next((mask for mask in prose.masks if mask.kind == "strong"), None)
    if strong is None or strong.start > 0:
        return False
    return prose.text[strong.end :].strip() in ("", ":")
