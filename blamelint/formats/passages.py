"""From the tokens of one block at the top level to what it says.

Such a block is read without a look at what stands around it, so that what it says holds wherever it moves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.token import Token

from blamelint.document import Block, CellPlace, Comment, Known, ListPlace, Role
from blamelint.formats.blocks import LINES
from blamelint.formats.inline import InlineParser
from blamelint.formats.lines import Body, LineMap, Place
from blamelint.formats.prose import Placed, Written, write
from blamelint.formats.sections import is_whole
from blamelint.source import Span

PSEUDO_LEVEL = 7
"""Level of a section whose heading is a paragraph."""

_CALLOUT = re.compile(r"\[![\w-]+\][+-]?[ \t]*(?=\S|\n|\Z)")
_LISTS = {"bullet_list_open": False, "ordered_list_open": True}
_FOLLOWED = frozenset({"heading_open", "html_block"})
_HEADING_WORDS = 10


@dataclass(slots=True)
class Passage:
    """What one block at the top level says; places, and numbers of blocks, lists and tables, count from its start."""

    state: Hashable
    """Everything that it was read from, tokens aside: a passage in the same state says the same."""

    blocks: list[Block] = field(default_factory=list)
    """In reading order; all of section 0."""

    openers: set[int] = field(default_factory=set)
    """Which of them open a section."""

    comments: list[Comment] = field(default_factory=list)
    """In reading order."""

    lists: int = 0
    """How many lists it holds."""

    tables: int = 0
    """How many tables it holds."""

    titles: int = 0
    """How many headings of the first level it holds."""

    written: dict[Hashable, Written] = field(default_factory=dict)
    """What its parts say, by their source; places count from the start of each."""

    words: Known = field(default_factory=Known)
    """What was worked out about all of it."""


@dataclass(frozen=True, slots=True)
class Inline:
    """What inline content is read with."""

    md: MarkdownIt
    """The parser."""

    parser: InlineParser
    """Its inline stage."""

    env: dict[str, object]
    """What the document defines."""

    definitions: Hashable
    """The part of it that the reading depends on."""

    known: Mapping[Hashable, Written]
    """What parts of replaced passages said."""


@dataclass(slots=True)
class _List:
    """A list that is being read."""

    number: int
    ordered: bool
    item: int = -1
    checked: bool | None = None


class PassageReader:
    """Walks the tokens of one block at the top level."""

    def __init__(self, tokens: Sequence[Token], *, shift: int, start: int, body: Body, inline: Inline) -> None:
        self._tokens, self._shift, self._start = tokens, shift, start
        self._body, self._inline = body, inline
        self._lists: list[_List] = []
        self._quotes: list[bool] = []
        self._row, self._column = -1, -1
        self._headers: list[str] = []
        self._seen: Counter[Hashable] = Counter()

    def read(self, state: Hashable, following: Token | None) -> Passage:
        """Say what the tokens say; `following` is what stands behind them."""
        self._passage, self._following = Passage(state), following
        for index, token in enumerate(self._tokens):
            if token.type == "inline":
                self._content(index)
            elif token.type == "html_block":
                self._html(token.meta[LINES].moved(self._shift))
            elif token.type.startswith(("blockquote", "bullet_list", "ordered_list", "list_item")):
                self._nest(index)
            elif token.type in ("table_open", "tr_open", "th_open", "td_open"):
                self._tabulate(token)
            elif token.type == "heading_open":
                self._passage.titles += token.tag == "h1"
        return self._passage

    # Where the walk stands

    def _nest(self, index: int) -> None:
        token = self._tokens[index]
        if token.type == "blockquote_open":
            self._quotes.append(not self._is_callout(index))
        elif token.type == "blockquote_close":
            self._quotes.pop()
        elif token.type in _LISTS:
            self._lists.append(_List(self._passage.lists, _LISTS[token.type]))
            self._passage.lists += 1
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
            self._passage.tables += 1
            self._row, self._headers = -1, []
        elif token.type == "tr_open":
            self._row, self._column = self._row + 1, -1
        else:
            self._column += 1

    # Content

    def _content(self, index: int) -> None:
        opener = self._tokens[index - 1].type
        place = self._place(index, opener)
        written = self._written(place) if place is not None else Written(None, [], [])
        self._passage.comments += written.comments
        if opener == "th_open":
            self._headers.append(written.prose.prose.text if written.prose else "")
        if written.prose is not None:
            self._block(index, opener, written.prose)
        for note in written.notes:
            self._add(note, Role.PARAGRAPH)

    def _place(self, index: int, opener: str) -> Place | None:
        token = self._tokens[index]
        lines = token.meta.get(LINES)
        if not isinstance(lines, LineMap):
            return None
        lines = lines.moved(self._shift)
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

    def _written(self, place: Place) -> Written:
        """Read inline content, or know it from the last version; places count from the start of the passage."""
        if not place.text:
            return Written(None, [], [])
        start, part = place.at(0), (place.key, self._inline.definitions)
        # Each of several equal parts is a part of its own: what stands around them differs.
        key = part, self._seen[part]
        self._seen[part] += 1
        known = self._inline.known.get(key)
        if known is None:
            tokens = self._inline.parser.read(place.text, self._inline.md, self._inline.env)
            known = write(place, tokens).moved(-start)
        self._passage.written[key] = known
        return known.moved(start - self._start)

    def _block(self, index: int, opener: str, prose: Placed) -> None:
        if opener == "heading_open":
            level = int(self._tokens[index - 1].tag[1])
            self._heading(prose, level)
        elif opener in ("th_open", "td_open"):
            header = self._headers[self._column] if self._column < len(self._headers) else ""
            table = self._passage.tables - 1
            self._add(prose, Role.CELL, cell=CellPlace(table, self._row, self._column, header))
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
        prose: Placed,
        role: Role,
        *,
        level: int = 0,
        place: ListPlace | None = None,
        cell: CellPlace | None = None,
    ) -> None:
        blocks = self._passage.blocks
        blocks.append(Block(len(blocks), prose.prose, prose.start, role, 0, any(self._quotes), level, place, cell))

    # Headings

    def _is_pseudo(self, index: int, opener: str, placed: Placed) -> bool:
        prose = placed.prose
        if any(self._quotes) or len(prose.text.split()) > _HEADING_WORDS:
            return False
        title = prose.text.rstrip(": ")
        if _is_bold(placed) and opener == "paragraph_open":
            return not title.endswith((".", "!", ",", ";"))
        following = self._tokens[index + 2] if index + 2 < len(self._tokens) else self._following
        if following is None or following.type in _FOLLOWED or following.nesting < 0:
            return False
        return is_whole(title)

    def _heading(self, prose: Placed, level: int) -> None:
        if not self._lists and not any(self._quotes):
            self._passage.openers.add(len(self._passage.blocks))
        self._add(prose, Role.HEADING, level=level)

    # HTML

    def _html(self, lines: LineMap) -> None:
        place, text = Place(lines.text, lines, 0, self._body), lines.text
        at = text.find("<!--")
        while at >= 0:
            end = text.find("-->", at + 4)
            if end < 0:
                return
            span = Span(place.at(at), place.at(end + 2) + 1).moved(-self._start)
            self._passage.comments.append(Comment(text[at + 4 : end].strip(), span))
            at = text.find("<!--", end + 3)


def definitions(env: Mapping[str, Any]) -> Hashable:
    """What the reading of inline content depends on besides its text: references and labels of footnotes."""
    references = env.get("references", {})
    links = frozenset((label, found["href"], found.get("title")) for label, found in references.items())
    return links, frozenset(env.get("footnotes", {}).get("refs", ()))


def is_followed(token: Token | None) -> bool:
    """Tell whether a paragraph can be the heading of what stands behind it."""
    return token is not None and token.type not in _FOLLOWED


def _is_bold(placed: Placed) -> bool:
    """Tell whether a paragraph is one stretch of strong text, a colon aside."""
    prose = placed.prose
    strong = next((mask for mask in prose.masks if mask.kind == "strong"), None)
    if strong is None or strong.start > 0:
        return False
    return prose.text[strong.end :].strip() in ("", ":")
