"""Inline structure: markdown-it's inline parser, carrying where every token stands in its content."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Literal, cast

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline, image, link
from markdown_it.token import Token
from markdown_it.utils import EnvType

_TEMPLATE_ENDS = {"{{": "}}", "{%": "%}", "<%": "%>"}
_ATTRIBUTES = re.compile(r"\{(?:[#.][A-Za-z_]|:\s?[#.A-Za-z]|#\s)[^{}\n]{0,300}\}")
_FOOTNOTE = re.compile(r"\[\^([^\[\]\s]{1,200})\]")
_UNNAMED_FOOTNOTE = re.compile(r"(?:fn|note)?\d+", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,30}$", re.IGNORECASE)
_SCHEME_REACH = 32
_URL = re.compile(r"[^\s<>\"`]+")
_URL_TAIL = "?!.,:;*_~'’”»…|"
_WWW = re.compile(r"www\.[^\s<>\"`.]+\.[^\s<>\"`]+")


CROWDED = 500
"""Opening brackets in one paragraph from which none is read as a link: each is searched for its end up to the last."""


class InlineState(StateInline):
    """Inline state whose tokens carry `at` and `end`, offsets in the content, in their `meta`."""

    def __init__(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self.crowded = src.count("[") > CROWDED
        """Whether brackets are left as they are."""
        self.origin = 0
        """Where the rule that runs now began."""
        self._pending_at: int | None = None

    def append_pending(self, text: str) -> None:
        """Keep literal text, which always stands at the current position."""
        if self._pending_at is None:
            self._pending_at = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802
        """Push the literal text kept so far."""
        token = super().pushPending()
        at = self.pos if self._pending_at is None else self._pending_at
        token.meta = {"at": at, "end": at + len(token.content)}
        self._pending_at = None
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Push a token; one that opens something stands where its rule began."""
        token = super().push(ttype, tag, nesting)
        self._pending_at = None
        token.meta = {"at": self.origin if nesting >= 0 else self.pos, "end": self.pos}
        return token

    def settle(self, start: int, count: int) -> None:
        """Place the tokens after number `count`, once the rule that began at `start` has moved on."""
        if len(self.tokens) == count:
            return
        if self.src[start] not in "*_~" or self.tokens[-1].type != "text":
            self.tokens[-1].meta["end"] = self.pos
            return
        # Delimiters are pushed one by one while the position stands still; they end where it is now.
        at = self.pos
        for token in reversed(self.tokens[count:]):
            if at <= start:
                break
            token.meta = {"at": at - len(token.content), "end": at}
            at -= len(token.content)


class InlineParser(ParserInline):
    """Inline parser with the tracking state and the rules that postmortems need beyond CommonMark."""

    def __init__(self) -> None:
        super().__init__()
        self.ruler.disable("linkify")
        self.ruler2.disable("fragments_join")
        for rule in (bare_url, attributes, template):
            self.ruler.after("text", rule.__name__, rule)
        for rule in (footnote, note):
            self.ruler.before("link", rule.__name__, rule)
        self.ruler.at("link", partial(_unless_crowded, link))
        self.ruler.at("image", partial(_unless_crowded, image))
        self.terminator_re = re.compile(self.terminator_re.pattern + r"|(?<![\w@./])www\.")

    def read(self, src: str, md: MarkdownIt, env: EnvType) -> list[Token]:
        """Read inline content into tokens with places."""
        state = InlineState(src, md, env, [])
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Leave the text of an image unread: nobody needs it, and images nest without limit."""
        return tokens

    def tokenize(self, state: StateInline) -> None:
        """Run the rules over the current range."""
        assert isinstance(state, InlineState)
        end = state.posMax
        while state.pos < end:
            start, count, outer = state.pos, len(state.tokens), state.origin
            state.origin = start
            if not self._step(state):
                state.append_pending(state.src[start])
                state.pos += 1
            state.settle(start, count)
            state.origin = outer
        if state.pending:
            state.pushPending()

    def _step(self, state: InlineState) -> bool:
        if state.level >= state.md.options["maxNesting"]:
            return False
        return any(rule(state, False) for rule in self.ruler.getRules(""))


def _unless_crowded(rule: Callable[[StateInline, bool], bool], state: StateInline, silent: bool) -> bool:
    return not cast("InlineState", state).crowded and rule(state, silent)


def template(state: StateInline, silent: bool) -> bool:
    """Read `{{ }}`, `{% %}` or `<% %>`."""
    close = _TEMPLATE_ENDS.get(state.src[state.pos : state.pos + 2])
    if close is None or state.html_terminator_last(close) < state.pos + 2:
        return False
    end = state.src.find(close, state.pos + 2, state.posMax)
    if end < 0:
        return False
    end += len(close)
    if state.src.startswith("{{{", state.pos) and state.src.startswith("}", end) and end < state.posMax:
        end += 1
    if not silent:
        state.push("template", "", 0)
    state.pos = end
    return True


def attributes(state: StateInline, silent: bool) -> bool:
    """Read `{#id}`, `{.class}`, `{: …}` and `{# comment #}`."""
    match = _ATTRIBUTES.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        state.push("attributes", "", 0)
    state.pos = match.end()
    return True


def footnote(state: StateInline, silent: bool) -> bool:
    """Read `[^label]` when the label is defined, or is a mere number."""
    match = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    known = ":" + match[1] in state.env.get("footnotes", {}).get("refs", {})
    if not known and not _UNNAMED_FOOTNOTE.fullmatch(match[1]):
        return False
    if not silent:
        state.push("footnote", "", 0)
    state.pos = match.end()
    return True


def note(state: StateInline, silent: bool) -> bool:
    """Read an inline footnote, `^[text]`."""
    start, maximum = state.pos, state.posMax
    if not state.src.startswith("^[", start) or cast("InlineState", state).crowded:
        return False
    end = parseLinkLabel(state, start + 1)
    if end < 0:
        return False
    if not silent:
        state.pos, state.posMax = start + 2, end
        state.push("note_open", "", 1)
        state.md.inline.tokenize(state)
        state.push("note_close", "", -1)
    state.pos, state.posMax = end + 1, maximum
    return True


def bare_url(state: StateInline, silent: bool) -> bool:
    """Read `scheme://…` from its colon, taking the scheme back from the literal text, or `www.…`."""
    if silent:
        return False
    if state.src.startswith("www.", state.pos):
        found = _WWW.match(state.src, state.pos, state.posMax)
        return found is not None and _push_url(state, found, scheme="")
    if not state.src.startswith("://", state.pos):
        return False
    reach = state.src[max(state.pos - _SCHEME_REACH, 0) : state.pos]
    scheme = _SCHEME.search(reach)
    if scheme is None or not state.pending.endswith(scheme[0]):
        return False
    found = _URL.match(state.src, state.pos + 3, state.posMax)
    return found is not None and _push_url(state, found, scheme=scheme[0])


def _push_url(state: StateInline, found: re.Match[str], *, scheme: str) -> bool:
    end = _trimmed(found)
    if end <= found.start():
        return False
    start = state.pos - len(scheme)
    if scheme:
        state.pending = state.pending[: -len(scheme)]
    token = state.push("url", "", 0)
    token.meta["at"] = start
    token.content = state.src[start:end]
    state.pos = end
    return True


def _trimmed(found: re.Match[str]) -> int:
    """Leave out punctuation and brackets that belong to the sentence around a URL."""
    text = found[0]
    depth = {"(": text.count("("), "[": text.count("[")}
    closed = {"(": text.count(")"), "[": text.count("]")}
    end = len(text)
    while end:
        char = text[end - 1]
        opener = {")": "(", "]": "["}.get(char)
        if opener is not None and closed[opener] > depth[opener]:
            closed[opener] -= 1
        elif char not in _URL_TAIL:
            break
        end -= 1
    return found.start() + end
