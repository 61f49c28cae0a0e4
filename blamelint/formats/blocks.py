"""Block structure: markdown-it's block parser, keeping where every inline content was cut from."""

from __future__ import annotations

import re
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import MD_TRIM_CHARS
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.utils import EnvType

from blamelint.formats.lines import LineMap

LINES = "lines"
"""Key in `Token.meta` of the `LineMap` of a token's content."""

_CELL_EDGE = re.compile(r"\\?\|")


class BlockState(StateBlock):
    """Block state that notes the line map of inline content and HTML as tokens are pushed."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self._cut = LineMap()
        self._row: list[LineMap] = []
        self._column = -1

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Push a token; an inline one learns where its content comes from."""
        opener = self.tokens[-1] if self.tokens else None
        token = super().push(ttype, tag, nesting)
        if ttype == "tr_open":
            self._row, self._column = [], -1
        elif ttype in ("th_open", "td_open"):
            self._column += 1
        elif ttype == "inline" and opener is not None:
            lines = self._lines_for(opener)
            if lines is not None:
                token.meta[LINES] = lines
        return token

    def getLines(self, begin: int, end: int, indent: int, keepLastLF: bool) -> str:  # noqa: N802, N803
        """Cut lines and note where each stands; a piece ends where its line ends."""
        cut, pieces = LineMap(), []
        length = 0
        for line in range(begin, end):
            keep = keepLastLF or line + 1 < end
            piece = super().getLines(line, line + 1, indent, keep)
            stop = min(self.eMarks[line] + keep, len(self.src))
            cut.starts.append(length)
            cut.sources.append(stop - len(piece))
            pieces.append(piece)
            length += len(piece)
        cut.text = "".join(pieces)
        # Some rules cut before they push, definition terms and HTML blocks after.
        last = self.tokens[-1] if self.tokens else None
        if last is not None and last.type in ("inline", "html_block"):
            last.meta.setdefault(LINES, cut)
        self._cut = cut
        return cut.text

    def _lines_for(self, opener: Token) -> LineMap | None:
        if opener.type in ("th_open", "td_open"):
            return self._cell()
        if opener.type == "heading_open" and opener.markup.startswith("#"):
            return self._after(self.line - 1, len(opener.markup))
        if opener.type == "admonition_title_open" and opener.map:
            return self._after(opener.map[0], 0)
        return None if opener.type == "dt_open" else self._cut

    def _after(self, line: int, skip: int) -> LineMap:
        lines = LineMap()
        start = self.bMarks[line] + self.tShift[line] + skip
        lines.append(self.src[start : self.eMarks[line]], start)
        return lines

    def _cell(self) -> LineMap | None:
        if not self._row:
            row = next(token for token in reversed(self.tokens) if token.type == "tr_open")
            assert row.map is not None
            self._row = self._cells(row.map[0])
        return self._row[self._column] if self._column < len(self._row) else None

    def _cells(self, line: int) -> list[LineMap]:
        """Split a row as the table rule does: a pipe behind a backslash stays, the backslash goes."""
        start, stop = self.bMarks[line] + self.tShift[line], self.eMarks[line]
        while start < stop and self.src[start] in MD_TRIM_CHARS:
            start += 1
        while stop > start and self.src[stop - 1] in MD_TRIM_CHARS:
            stop -= 1
        cells, at = [LineMap()], start
        for match in _CELL_EDGE.finditer(self.src, start, stop):
            cells[-1].append(self.src[at : match.start()], at)
            at = match.end()
            if len(match[0]) == 2:
                at -= 1
            else:
                cells.append(LineMap())
        cells[-1].append(self.src[at:stop], at)
        first = 0 if cells[0].text else 1
        return cells[first : len(cells) if cells[-1].text else -1]


class BlockParser(ParserBlock):
    """Block parser with the tracking state."""

    def parse(
        self,
        src: str,
        md: MarkdownIt,
        env: EnvType,
        outTokens: list[Token],  # noqa: N803
    ) -> list[Token] | None:
        """Read the blocks of `src` into `outTokens`."""
        if not src:
            return None
        state = BlockState(src, md, env, outTokens)
        self.tokenize(state, state.line, state.lineMax)
        return state.tokens
