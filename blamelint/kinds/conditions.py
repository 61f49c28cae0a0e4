"""Conditions that rules of every kind share, read once from YAML."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from blamelint.document import Role, SectionKind
from blamelint.errors import UserError
from blamelint.language.agents import Form
from blamelint.language.analysis import Analysis
from blamelint.language.beings import KIND_GROUPS, TARGETS, MentionKind
from blamelint.language.clauses import Clause
from blamelint.language.mentions import Mention
from blamelint.language.patterns import (
    Hit,
    IndexData,
    Kind,
    Pattern,
    PatternError,
    PatternIndex,
    PatternSet,
    compile_patterns,
    match_at,
    possible_starts,
)
from blamelint.packs import Rule, RuleBook, check_name
from blamelint.store import stored

AUTHOR_REACH = 5
"""Tokens behind some words within which a noun may say whose deed they lead to."""

ANYBODY = frozenset({"anyone", "anybody"})
REASON_WORDS = frozenset("due because owing thanks since as after when while despite".split())


def as_list(value: Any) -> list[Any]:
    """Treat one value as a list of one."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def read_kinds(rule: Rule, value: Any, *path: str | int) -> frozenset[MentionKind]:
    """Read names of mention kinds and groups; raises `UserError` at their place."""
    kinds: set[MentionKind] = set()
    for name in as_list(value):
        check_name(name, KIND_GROUPS, what="kind of mention", at=partial(rule.at, "match", *path))
        kinds |= KIND_GROUPS[name]
    return frozenset(kinds)


def read_patterns(rule: Rule, value: Any, *path: str | int) -> PatternSet:
    """Read patterns; raises `UserError` at the place of the one that cannot be read.

    Those of built-in rules are tested, and read only when a sentence asks for them.
    """
    read = partial(_indexed, rule, value, *path)
    return PatternSet(read if rule.is_builtin else read(), empty=not as_list(value))


_READ: dict[str, bytes] = {}
"""Indexes of the patterns of rules as an earlier run has built them; by rule, packed until it is asked for them."""


@lru_cache(maxsize=8)
def know_patterns(book: RuleBook) -> None:
    """Take over the patterns of a book as they were read in an earlier run: they take a while to read."""
    _READ.update(stored("patterns", book.key, lambda: {id: marshal.dumps(_read(r)) for id, r in book.rules.items()}))


def _read(rule: Rule) -> dict[tuple[str, ...], IndexData]:
    found = {}
    for texts in _texts(rule.match) if rule.kind != "structure" else ():
        with suppress(PatternError):  # not every text of a rule is a pattern
            found[texts] = PatternIndex.build({"": map(expand_kinds, texts)})
    return found


def _texts(value: Any) -> Iterator[tuple[str, ...]]:
    """Yield everything in a rule that may be patterns: a text, or a list of them."""
    texts = tuple(text for text in as_list(value) if isinstance(text, str))
    if texts:
        yield texts
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


@lru_cache(maxsize=512)
def _known(rule: str) -> Mapping[tuple[str, ...], IndexData]:
    known: Mapping[tuple[str, ...], IndexData] = marshal.loads(_READ.pop(rule)) if rule in _READ else {}
    return known


def _indexed(rule: Rule, value: Any, *path: str | int) -> IndexData:
    texts = as_list(value)
    known = _known(rule.id).get(tuple(texts)) if rule.is_builtin else None
    if known is not None:
        return known
    written: list[str] = []
    for index, text in enumerate(texts):
        if not isinstance(text, str):
            raise UserError(f"pattern {text!r} is not a text; put it into quotes", at=rule.at("match", *path, index))
        try:
            written.append(expand_kinds(text))
            compile_patterns(written[-1])
        except PatternError as error:
            raise UserError(str(error), at=rule.at("match", *path, index)) from None
    return PatternIndex.build({"": written})


def expand_kinds(text: str) -> str:
    """Replace groups in `{…}` by their kinds."""
    parts = []
    for part in text.split():
        core = part.rstrip("?")
        if core[:1] == "{" and core[-1:] == "}":
            groups = core[1:-1].split("|")
            if unknown := [name for name in groups if name not in KIND_GROUPS]:
                raise PatternError(f"unknown kind of mention {unknown[0]!r} in {part!r}")
            names = {kind.value for name in groups for kind in KIND_GROUPS[name]}
            parts.append("{" + "|".join(sorted(names)) + "}" + part[len(core) :])
        else:
            parts.append(part)
    return " ".join(parts)


def find_patterns(patterns: PatternSet, analysis: Analysis, start: int = 0, end: int | None = None) -> list[Hit]:
    """Find patterns that lie inside a range of tokens."""
    if not start and end is None:
        if patterns not in analysis.hits:
            analysis.hits[patterns] = _found(patterns, analysis, 0, len(analysis.sentence))
        return analysis.hits[patterns]
    return _found(patterns, analysis, start, len(analysis.sentence) if end is None else end)


def _found(patterns: PatternSet, analysis: Analysis, start: int, stop: int) -> list[Hit]:
    hits = []
    for pattern in patterns.possible(analysis.tokens.places):
        for at in _starts(pattern, analysis):
            if start <= at < stop and (hit := match_at(pattern, analysis.tokens, at)) and hit.end <= stop:
                hits.append(hit)
    return hits


def _starts(pattern: Pattern, analysis: Analysis) -> Iterable[int]:
    """Tokens at which the first element of a pattern could hold."""
    first = pattern.elements[0]
    if first.kind is Kind.LEXICON and not first.optional:
        return sorted(set().union(*(analysis.lexicon_starts(name) for name in first.values)))
    return possible_starts(pattern, analysis.tokens)


def check_choices(rule: Rule, data: dict[str, Any], key: str, allowed: Iterable[str], *path: str | int) -> None:
    """Raise `UserError` at the first value of a key that is none of some names."""
    for value in as_list(data.get(key)):
        check_name(value, [str(name) for name in allowed], what=key, at=partial(rule.at, "match", *path, key))


@dataclass(frozen=True)
class Scope:
    """Where in a document a rule looks."""

    sections: frozenset[str]
    """Kinds of section; empty for all."""

    not_sections: frozenset[str]
    """Kinds of section to leave alone."""

    roles: frozenset[str]
    """Roles of block; empty for all."""

    @classmethod
    def read(cls, rule: Rule, data: dict[str, Any], *path: str | int) -> Scope:
        """Read the keys `section`, `not-section` and `role`; raises `UserError` at what does not exist."""
        for key, allowed in (("section", SectionKind), ("not-section", SectionKind), ("role", Role)):
            check_choices(rule, data, key, list(allowed), *path)
        return cls(
            frozenset(as_list(data.get("section"))),
            frozenset(as_list(data.get("not-section"))),
            frozenset(as_list(data.get("role"))),
        )

    def holds(self, analysis: Analysis) -> bool:
        """Tell whether a sentence stands inside."""
        section, role = analysis.around.section.value, analysis.role.value
        if section in self.not_sections or (self.sections and section not in self.sections):
            return False
        return not self.roles or role in self.roles


def target_in(analysis: Analysis, hit: Hit) -> Mention | None:
    """Find the human target that a stretch of words is about.

    A mention in a slot comes first, then whoever the nouns in it belong to, then the agent of the clause around it.
    """
    for slot in hit.slots:
        for mention in analysis.mentioned:
            if slot in (mention.start, mention.token) and mention.kind in TARGETS:
                return mention
    for index in range(hit.start, hit.end):
        holder = analysis.clauses.agents.holder(index) if analysis.sentence[index].pos_ in ("NOUN", "PROPN") else None
        if holder and holder.kind in TARGETS:
            return holder
    return _agent_around(analysis, hit) or _author_behind(analysis, hit) or _actor_beside(analysis)


def _author_behind(analysis: Analysis, hit: Hit) -> Mention | None:
    """The person to whom a noun belongs that the words lead to: `comes down to Ana's merge`."""
    root = _root_of(analysis, hit)
    last = max((token.i for token in analysis.sentence[root].subtree), default=root)
    for frame in analysis.frames:
        if frame.form is not Form.NOMINAL or frame.agent is None or frame.agent.negative:
            continue
        named = analysis.sentence[frame.agent.token].pos_ != "PRON"
        if named and hit.start <= frame.head <= min(last, hit.end + AUTHOR_REACH):
            return frame.agent
    return None


def _actor_beside(analysis: Analysis) -> Mention | None:
    """In a table, a fragment without a person of its own speaks of the row's actor."""
    actor = analysis.around.actor
    if analysis.role is not Role.CELL or actor is None or any(m.kind in TARGETS for m in analysis.mentioned):
        return None
    return None if any(clause.form is Form.ACTIVE for clause in analysis.clauses.clauses) else actor


def _agent_around(analysis: Analysis, hit: Hit) -> Mention | None:
    root = _root_of(analysis, hit)
    clause = analysis.clauses.governing(root)
    if clause is None or _stands_as_reason(analysis, root, clause.head):
        return None
    agent = frame_agent(analysis, clause)
    return agent if agent and agent.kind in TARGETS and not is_anyone(analysis, agent) else None


def _stands_as_reason(analysis: Analysis, index: int, head: int) -> bool:
    """`due to an oversight, every driver was stranded`: the clause's agent has no part in its reason."""
    token = analysis.sentence[index]
    while token.i != head and token.head != token:
        if token.lower_ in REASON_WORDS:
            return True
        token = token.head
    return False


def is_anyone(analysis: Analysis, mention: Mention) -> bool:
    """Tell whether a mention means people in general, whom no finding singles out."""
    return mention.start < mention.end and analysis.sentence.lower[mention.token] in ANYBODY


def frame_agent(analysis: Analysis, clause: Clause | None) -> Mention | None:
    """Return the agent of a clause; fragments have their actor."""
    if clause is None or clause.agent is None:
        return None
    return analysis.around.actor if clause.agent.kind is MentionKind.IMPLIED and analysis.around.actor else clause.agent


def _root_of(analysis: Analysis, hit: Hit) -> int:
    """The token of a stretch whose head lies outside it."""
    for index in range(hit.start, hit.end):
        head = analysis.sentence[index].head.i
        if head == index or not hit.start <= head < hit.end:
            return index
    return hit.start


def words_of(analysis: Analysis, mention: Mention | None) -> str:
    """The prose of a mention."""
    return "" if mention is None else analysis.sentence.prose(mention.start, mention.end)
