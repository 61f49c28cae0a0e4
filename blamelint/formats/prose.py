"""Inline tokens become clean prose, with runs and masks that lead back to the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from markdown_it.token import Token

from blamelint.document import PLACEHOLDER, Comment, Mask, Prose, Run
from blamelint.formats.lines import Place
from blamelint.source import Span

_CHUNK = re.compile(r"\s+|[^\s\ufffd]+(?: [^\s\ufffd]+)*|\ufffd")
# Soft hyphens, bidirectional marks and the like are no part of a word: "Da\xadve" says "Dave". Joiners are none between
# letters that are never joined; others and emoji need them.
_LATIN = "[A-Za-z\u00c0-\u024f]"
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
    rf"|(?<={_LATIN})[\u200c\u200d](?={_LATIN})"
)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_CODE_TAGS = frozenset({"code", "kbd", "samp", "tt", "var", "pre"})
_HIDDEN_TAGS = frozenset({"script", "style", "template", "textarea"})
_BREAK_TAGS = frozenset({"br", "p", "li", "ul", "ol", "div", "hr", "tr", "td", "th", "table", "blockquote", "dd", "dt"})
_MARKED = {"strong": "strong", "em": "emphasis", "s": "strike"}
_PLURAL = re.compile(r"s\b")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?://)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Placed:
    """Prose with its place."""

    prose: Prose
    """What is said."""

    start: int
    """Where it begins in the file."""

    def moved(self, by: int) -> Placed:
        """Give the same prose for a block that stands elsewhere in the file."""
        return Placed(self.prose, self.start + by)


@dataclass(frozen=True, slots=True)
class Written:
    """All that the inline content of one block gives."""

    prose: Placed | None
    """What it says; None when nothing remains."""

    notes: list[Placed]
    """The text of inline footnotes."""

    comments: list[Comment]
    """Inline comments."""

    def moved(self, by: int) -> Written:
        """Give the same for a block that stands elsewhere in the file."""
        return Written(
            self.prose.moved(by) if self.prose else None,
            [note.moved(by) for note in self.notes],
            [Comment(comment.text, comment.span.moved(by)) for comment in self.comments],
        )


def write(place: Place, tokens: Sequence[Token]) -> Written:
    """Turn the inline tokens of a block into what they say."""
    writer = Writer(place)
    return Written(writer.write(tokens), writer.notes, writer.comments)


@dataclass(slots=True)
class _Opened:
    """A link or emphasis that has begun."""

    kind: str
    start: int
    source: int
    target: str | None = None
    parts: int = 0
    runs: int = 0
    masks: int = 0
    blank: bool = True


@dataclass(slots=True)
class Writer:
    """Collects the prose of one block."""

    place: Place
    """The content and the way back."""

    comments: list[Comment] = field(default_factory=list)
    """Receives inline comments."""

    notes: list[Placed] = field(default_factory=list)
    """Receives the text of inline footnotes."""

    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _blank: bool = True
    _glued: bool = False
    _runs: list[Run] = field(default_factory=list)
    _masks: list[Mask] = field(default_factory=list)
    _open: list[_Opened] = field(default_factory=list)
    _first: int | None = None
    _last: int = 0

    def write(self, tokens: Sequence[Token]) -> Placed | None:
        """Turn tokens into prose; None when nothing remains."""
        ends = _closing_tags(tokens)
        index = 0
        while index < len(tokens):
            index = self._token(tokens, index, ends)
        return self._finish()

    def _token(self, tokens: Sequence[Token], index: int, ends: dict[int, int]) -> int:
        """Write one token and return the index of the next to write."""
        token = tokens[index]
        if token.type == "text":
            self._plain(token.meta["at"], token.meta["end"], token.content)
        elif token.type == "html_inline":
            return self._html(tokens, index, ends)
        elif token.type == "note_open":
            return self._note(tokens, index)
        elif token.type == "link_open" and token.info == "auto":
            return self._autolink(tokens, index)
        elif token.type == "link_open":
            self._begin("link", token.meta["at"], target=str(token.attrs.get("href", "")))
        elif token.type == "link_close":
            self._end_link(token.meta["end"])
        elif token.tag in _MARKED:
            self._marked(token)
        else:
            self._single(token)
        return index + 1

    def _single(self, token: Token) -> None:
        """Write a token that stands alone."""
        span = self._span(token)
        if token.type in ("softbreak", "hardbreak"):
            self._space(None)
        elif token.type == "text_special":
            self._foreign(token.content, span)
        elif token.type == "code_inline":
            self._replace("code", span)
        elif token.type == "url":
            self._replace("url", span, target=token.content)
        elif token.type == "image":
            self._replace("image", span, target=str(token.attrs.get("src", "")))
        elif token.type == "template":
            self._replace("template", span)

    def _span(self, token: Token) -> Span:
        return self.place.span(token.meta["at"], token.meta["end"])

    # Text

    def _plain(self, start: int, end: int, content: str) -> None:
        for low, high in self.place.pieces(start, end) if content else ():
            self._verbatim(content[low - start : high - start], self.place.at(low))

    def _verbatim(self, text: str, source: int) -> None:
        for start, end in _seen(text):
            for match in _CHUNK.finditer(text, start, end):
                if match[0].isspace():
                    self._space(source + match.start())
                else:
                    self._add(match[0], source + match.start())

    def _space(self, source: int | None) -> None:
        if self._blank:
            return
        if source is not None and self.place.body.source.text[source] == " ":
            self._run(source, 1)
        self._put(" ")

    def _add(self, text: str, source: int) -> None:
        self._unglue(text)
        if self.place.body.source.text.startswith(text, source):
            self._run(source, len(text))
        self._put(text)
        self._reach(source, source + len(text))

    def _foreign(self, text: str, span: Span) -> None:
        """Write what an entity or escape stands for."""
        for part in re.findall(r"\s+|\S+", text):
            if part.isspace():
                self._space(None)
                continue
            if _UNSEEN.fullmatch(part):
                continue
            self._unglue(part)
            self._put(part)
            self._reach(span.start, span.end)

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        self._blank = text.endswith(" ")
        self._glued = False

    def _run(self, source: int, length: int) -> None:
        last = self._runs[-1] if self._runs else None
        if last and last.prose + last.length == self._length and last.source + last.length == source:
            self._runs[-1] = Run(last.prose, last.source, last.length + length)
        else:
            self._runs.append(Run(self._length, source, length))

    def _reach(self, start: int, end: int) -> None:
        self._first = start if self._first is None else min(self._first, start)
        self._last = max(self._last, end)

    # Placeholders

    def _replace(self, kind: str, span: Span, *, target: str | None = None) -> None:
        # A placeholder is a word of its own, else "v`1.2`" would not parse.
        if self._parts and self._parts[-1][-1].isalnum():
            self._put(" ")
        self._masks.append(Mask(self._length, self._length + len(PLACEHOLDER), kind, span, target))
        self._put(PLACEHOLDER)
        self._reach(span.start, span.end)
        self._glued = True

    def _unglue(self, following: str) -> None:
        """Part a word from a placeholder before it, except for the plural in "`pod`s"."""
        if self._glued and following[0].isalnum() and not _PLURAL.match(following):
            self._put(" ")

    # Markup around text

    def _begin(self, kind: str, at: int, *, target: str | None = None) -> None:
        counts = (len(self._parts), len(self._runs), len(self._masks))
        self._open.append(_Opened(kind, self._length, self.place.at(at), target, *counts, self._blank))

    def _end(self, kind: str, end: int) -> _Opened | None:
        if not self._open or self._open[-1].kind != kind:
            return None
        opened = self._open.pop()
        span = Span(opened.source, self.place.at(end - 1) + 1)
        self._masks.append(Mask(opened.start, self._length, kind, span, opened.target))
        return opened

    def _marked(self, token: Token) -> None:
        kind, at = _MARKED[token.tag], token.meta["at"]
        # The parser keeps the inner two of the four markers of a strong.
        if token.nesting > 0:
            self._begin(kind, at - (kind == "strong"))
        else:
            self._end(kind, at + len(token.markup))

    def _end_link(self, end: int) -> None:
        opened = self._end("link", end)
        if opened is None:
            return
        mask = self._masks[-1]
        inner = self._masks[opened.masks : -1]
        text = "".join(self._parts[opened.parts :]).strip()
        lone = len(inner) == 1 and inner[0].kind == "url" and text == PLACEHOLDER
        if lone or _is_address(text, mask.target or ""):
            self._rewind(opened)
            self._replace("url", mask.source, target=mask.target)

    def _rewind(self, opened: _Opened) -> None:
        del self._parts[opened.parts :], self._runs[opened.runs :], self._masks[opened.masks :]
        self._length, self._blank, self._glued = opened.start, opened.blank, False

    def _autolink(self, tokens: Sequence[Token], index: int) -> int:
        at, end = tokens[index].meta["at"], tokens[index + 2].meta["end"]
        target = str(tokens[index].attrs.get("href", ""))
        if not target.lower().startswith("mailto:"):
            self._replace("url", self.place.span(at, end), target=target)
            return index + 3
        # An address names a person, so it stays.
        start = at + 1 + (7 if self.place.text[at + 1 : at + 8].lower() == "mailto:" else 0)
        self._begin("link", at, target=target)
        self._plain(start, end - 1, self.place.text[start : end - 1])
        self._end("link", end)
        return index + 3

    # HTML and notes

    def _html(self, tokens: Sequence[Token], index: int, ends: dict[int, int]) -> int:
        token = tokens[index]
        if token.content.startswith("<!--"):
            self.comments.append(Comment(token.content[4:-3].strip(), self._span(token)))
            return index + 1
        match = _TAG.match(token.content)
        name = match[2].lower() if match else ""
        if name in _BREAK_TAGS:
            self._space(None)
        if index not in ends:
            return index + 1
        if name in _CODE_TAGS:
            last = tokens[ends[index]]
            self._replace("code", self.place.span(token.meta["at"], last.meta["end"]))
        return ends[index] + 1

    def _note(self, tokens: Sequence[Token], index: int) -> int:
        depth, end = 1, index + 1
        while depth:
            depth += {"note_open": 1, "note_close": -1}.get(tokens[end].type, 0)
            end += 1
        inner = Writer(self.place, self.comments)
        prose = inner.write(tokens[index + 1 : end - 1])
        if prose is not None:
            self.notes.append(prose)
        self.notes.extend(inner.notes)
        return end

    def _finish(self) -> Placed | None:
        text = "".join(self._parts)
        if text.endswith(" "):
            text = text[:-1]
            self._trim(len(text))
        if not text or self._first is None:
            return None
        start = self._first
        masks = sorted(filter(None, (_tight(mask, text) for mask in self._masks)), key=_outer_first)
        prose = Prose(
            text,
            tuple(Run(run.prose, run.source - start, run.length) for run in self._runs),
            tuple(replace(mask, source=mask.source.moved(-start)) for mask in masks),
            self._last - start,
        )
        return Placed(prose, start)

    def _trim(self, length: int) -> None:
        last = self._runs[-1] if self._runs else None
        if last and last.prose + last.length > length:
            self._runs.pop()
            if last.length > 1:
                self._runs.append(Run(last.prose, last.source, last.length - 1))


def _seen(text: str) -> Iterator[tuple[int, int]]:
    """Cut a text around what is no part of its words."""
    start = 0
    for match in () if text.isascii() else _UNSEEN.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _outer_first(mask: Mask) -> tuple[int, int, int]:
    return mask.start, -mask.end, -len(mask.source)


def _tight(mask: Mask, text: str) -> Mask | None:
    """Leave out blanks at the edges of a mask; None when nothing remains."""
    start, end = mask.start, min(mask.end, len(text))
    while start < end and text[start] == " ":
        start += 1
    while end > start and text[end - 1] == " ":
        end -= 1
    return Mask(start, end, mask.kind, mask.source, mask.target) if start < end else None


def _is_address(text: str, target: str) -> bool:
    """Tell whether a link shows nothing but where it leads."""
    if not text or "/" not in text or " " in text:
        return False
    scheme = _SCHEME.match(target)
    return text.rstrip("/") in (target.rstrip("/"), target[scheme.end() if scheme else 0 :].rstrip("/"))


def _closing_tags(tokens: Sequence[Token]) -> dict[int, int]:
    """Pair each tag whose content is not prose with the next closing tag of its name."""
    ends: dict[int, int] = {}
    closing: dict[str, int] = {}
    for index in range(len(tokens) - 1, -1, -1):
        match = _TAG.match(tokens[index].content) if tokens[index].type == "html_inline" else None
        if match is None:
            continue
        name = match[2].lower()
        if name not in _CODE_TAGS and name not in _HIDDEN_TAGS:
            continue
        if match[1]:
            closing[name] = index
        elif name in closing:
            ends[index] = closing[name]
    return ends
