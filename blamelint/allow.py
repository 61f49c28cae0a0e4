"""Allow comments: what the writers of a document decided to leave as it is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from blamelint.diagnostic import Applicability, Diagnostic, Edit, Fix, Severity, Suppressed, SuppressedBy
from blamelint.document import Block, Comment, Document
from blamelint.source import Source, Span

UNUSED = "allow/unused"
UNKNOWN = "allow/unknown"

NOTICES: dict[str, tuple[Severity, str]] = {
    UNKNOWN: (Severity.WARNING, "An allow comment that names no existing rule, or says something else than it can."),
    UNUSED: (Severity.SUGGESTION, "An allow comment that no finding needs any more."),
}
"""What this module reports itself: severity and summary by id."""

VERBS = ("allow", "allow-file", "off", "on")

MOST = 1000
"""Comments of one document that are heeded."""

MOST_NAMES = 20
"""Names of one comment that are heeded."""

NEAR = 20
"""Blocks before a comment among which the one that it stands in is looked for."""

_OPENING = re.compile(r"<!--\s*+blamelint\s*+:\s*+(?P<verb>[^\s,]*+)", re.IGNORECASE)
_REASON = re.compile(r"\s(?:--|—|–)\s")
_NAME = re.compile(r"[^\s,]+")


@dataclass(slots=True)
class _Name:
    """One rule or pack in a comment."""

    text: str
    """As written, in lower case."""

    span: Span
    """Where, in the source."""

    used: bool = False
    """Whether a finding was left out because of it."""


@dataclass(slots=True)
class _Allow:
    """One comment with the text that it covers."""

    comment: Span
    """The whole comment, in the source."""

    verb: str
    """One of `VERBS`."""

    names: list[_Name]
    """Empty for all rules, in an `off`."""

    reason: str | None = None
    """Why, for people."""

    covers: list[Span] = field(default_factory=list)
    """Stretches of the source."""

    used: bool = False
    """Whether a finding was left out because of it."""

    def takes(self, diagnostic: Diagnostic) -> bool:
        """Tell whether a finding is covered, and remember that it was."""
        if not any(_touches(span, diagnostic.span) for span in self.covers):
            return False
        pack = diagnostic.rule.partition("/")[0]
        named = [name for name in self.names if name.text in (diagnostic.rule, pack)]
        for name in named:
            name.used = True
        if named or (self.verb == "off" and not self.names):
            self.used = True
            return True
        return False


@dataclass(frozen=True, slots=True)
class _Rules:
    """Which rules there are, and which of them ran."""

    known: Collection[str]
    checked: Collection[str]
    usual: Collection[str]

    def exists(self, name: str) -> bool:
        return name in self.known or any(rule.startswith(f"{name}/") for rule in self.known)

    def ran(self, name: str | None) -> bool:
        """Tell whether a rule ran; for a pack, or None for all rules, whether the usual ones did."""
        if name in self.known:
            return name in self.checked
        usual = [rule for rule in self.usual if name is None or rule.startswith(f"{name}/")]
        return bool(usual) and all(rule in self.checked for rule in usual)


def apply(
    document: Document,
    diagnostics: Iterable[Diagnostic],
    known_ids: Collection[str],
    checked_ids: Collection[str],
    *,
    usual_ids: Collection[str] | None = None,
) -> tuple[tuple[Diagnostic, ...], tuple[Suppressed, ...], tuple[Diagnostic, ...]]:
    """Split findings into those that stay and those that a comment allows, and report on the comments.

    Call it before overlapping findings are merged: a comment for the graver of two must not hide the milder one.
    `usual_ids` are the rules that decide whether a pack ran as a whole, by default all known ones.
    Notices have the ids in `NOTICES`; whether they are wanted is for the caller to say.
    """
    rules = _Rules(known_ids, checked_ids, known_ids if usual_ids is None else usual_ids)
    notices: list[Diagnostic] = []
    read = (found for comment in document.comments for found in _read(document.source, comment))
    allows = _scope(document, list(islice(read, MOST)))
    kept: list[Diagnostic] = []
    suppressed: list[Suppressed] = []
    for diagnostic in diagnostics:
        # Every comment is asked, so that none is called unused because another came first.
        taken = [allow for allow in allows if allow.takes(diagnostic)]
        if taken:
            suppressed.append(Suppressed(diagnostic, SuppressedBy.COMMENT, taken[0].reason))
        else:
            kept.append(diagnostic)
    for allow in allows:
        notices += _notices(document.source, allow, rules)
    return tuple(kept), tuple(suppressed), tuple(notices)


def _touches(covered: Span, span: Span) -> bool:
    """An empty span, as of a finding about a whole document, counts where it stands."""
    return covered.overlaps(span) or (not len(span) and covered.start <= span.start <= covered.end)


def _read(source: Source, comment: Comment) -> Iterator[_Allow]:
    """Read a comment of ours; `Comment.text` would lose the places of its names."""
    end = comment.span.end - len("-->")
    opening = _OPENING.match(source.text, comment.span.start, end)
    if opening:
        sign = _REASON.search(source.text, opening.end(), end)
        found = _NAME.finditer(source.text, opening.end(), sign.start() if sign else end)
        names = [_Name(name.group().lower(), Span(*name.span())) for name in found if name.group() != "--"]
        reason = " ".join(source.text[sign.end() : end].split()) if sign else None
        yield _Allow(comment.span, opening["verb"].lower(), names[:MOST_NAMES], reason or None)


def _scope(document: Document, allows: list[_Allow]) -> list[_Allow]:
    """Find what each comment covers."""
    end = len(document.source.text)
    open_offs: list[_Allow] = []
    for allow in sorted(allows, key=lambda allow: allow.comment.start):
        match allow.verb:
            case "allow":
                allow.covers = _covered_blocks(document, allow.comment)
            case "allow-file":
                allow.covers = [Span(0, end)]
            case "off":
                allow.covers = [Span(allow.comment.end, end)]
                open_offs.append(allow)
            case "on":
                # `used` says here that there was something to end.
                allow.used = bool(open_offs)
                for off in open_offs:
                    off.covers = [Span(off.covers[0].start, allow.comment.start)]
                open_offs.clear()
    return allows


def _covered_blocks(document: Document, comment: Span) -> list[Span]:
    blocks = document.blocks
    here = bisect_left(blocks, comment.start, key=_start)
    before = reversed(blocks[max(here - NEAR, 0) : here])
    around = next((block for block in before if _stands_in(document.source, block, comment)), None)
    if around is not None:
        return [around.span]
    following = blocks[bisect_left(blocks, comment.end, lo=here, key=_start) :]
    return [block.span for block in _together(document.source, comment, following)]


def _start(block: Block) -> int:
    return block.span.start


def _stands_in(source: Source, block: Block, comment: Span) -> bool:
    """Tell whether a comment is inline; after the last word of a block it lies outside the block's span."""
    if block.span.contains(comment):
        return True
    between = source.text[block.span.end : comment.start]
    return block.span.end <= comment.start and not set(between) & set("\r\n|")


def _together(source: Source, comment: Span, following: Sequence[Block]) -> Iterator[Block]:
    """The next block with those that no reader would tell from it.

    All paragraphs of an item and of a quotation; all cells of a table, since no comment can stand between two rows.
    """
    if not following:
        return
    last = first = following[0]
    quoted = first.quote and ">" not in _line_before(source, comment)
    yield first
    for block in following[1:]:
        same_table = block.cell and first.cell and block.cell.table == first.cell.table
        same_item = (
            block.list and first.list and (block.list.list, block.list.item) == (first.list.list, first.list.item)
        )
        # An empty line without a mark ends a quotation.
        quoted = quoted and block.quote and not re.search(r"\n\s*\n", source.text[last.span.end : block.span.start])
        if same_table or same_item or quoted:
            yield block
        elif not block.cell and not block.list:
            return
        last = block


def _line_before(source: Source, span: Span) -> str:
    return source.text[source.line_starts[source.position(span.start).line - 1] : span.start]


def _notices(source: Source, allow: _Allow, rules: _Rules) -> Iterator[Diagnostic]:
    if allow.verb not in VERBS:
        message = f"'{allow.verb}' is no instruction; known ones: {', '.join(VERBS)}."
        yield _notice(UNKNOWN, message, allow.comment)
    elif allow.verb == "on":
        if not allow.used:
            yield _notice(
                UNUSED, "Nothing is off here that this comment could end.", allow.comment, _delete(source, allow)
            )
    elif not allow.names and allow.verb != "off":
        yield _notice(UNKNOWN, "The comment names no rule or pack to allow.", allow.comment)
    else:
        yield from _name_notices(source, allow, rules)


def _name_notices(source: Source, allow: _Allow, rules: _Rules) -> Iterator[Diagnostic]:
    if not allow.names and not allow.used and rules.ran(None):
        yield _notice(UNUSED, "No finding needs this comment.", allow.comment, _delete(source, allow))
    idle = [name for name in allow.names if rules.exists(name.text) and not name.used and rules.ran(name.text)]
    for name in allow.names:
        if not rules.exists(name.text):
            message = f"No rule or pack is called '{name.text}'.{_hint(name.text, rules.known)}"
            yield _notice(UNKNOWN, message, name.span)
        elif name in idle:
            fix = _delete(source, allow) if len(idle) == len(allow.names) else ()
            yield _notice(UNUSED, f"No finding needs '{name.text}' to be allowed here.", name.span, fix)


def _notice(rule: str, message: str, span: Span, fixes: tuple[Fix, ...] = ()) -> Diagnostic:
    return Diagnostic(rule, NOTICES[rule][0], (), message, span, fixes=fixes)


def _hint(name: str, known: Collection[str]) -> str:
    from blamelint.errors import nearest
    from blamelint.settings import with_packs

    hint = nearest(name, with_packs(known))
    return f" {hint[:1].upper()}{hint[1:]}" if hint else ""


def _delete(source: Source, allow: _Allow) -> tuple[Fix, ...]:
    """Delete a comment, with its line when nothing else stands there."""
    start, end = allow.comment.start, allow.comment.end
    before = _line_before(source, allow.comment)
    after = re.compile(r"[ \t]*(\r\n|\r|\n|\Z)").match(source.text, end)
    if after and not before.strip():
        start, end = start - len(before), after.end()
    elif source.text[start - 1 : start] == " " and (after or source.text[end : end + 1] == " "):
        start -= 1
    return (Fix("Delete the comment", Applicability.SAFE, (Edit(Span(start, end), ""),)),)
