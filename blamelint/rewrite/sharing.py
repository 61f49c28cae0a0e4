"""Items that ask people to communicate: they agree on how they learn from each other what they need."""

from __future__ import annotations

from blamelint.language.analysis import Analysis
from blamelint.language.tree import Token
from blamelint.rewrite.changes import Change, Part
from blamelint.rewrite.guarding import guarded_between
from blamelint.rewrite.items import item

CHANNEL = "‹channel or step›"

INFORMATION = "‹what they need to know›"

COMMUNICATING = frozenset(
    "communicate communication collaborate collaboration coordinate coordination co-ordinate co-ordination cooperate "
    "cooperation co-operate co-operation align alignment teamwork overcommunicate over-communicate".split()
)
"""What people are asked to do more of, or better."""

SHARED_WITH = frozenset("between among amongst with across within to from".split())
"""Prepositions that lead to those who are to know."""

OCCASIONS = frozenset("during before after when while on about around regarding in at for over".split())
"""Words that lead to when, and to what it is about."""


def shared(analysis: Analysis) -> list[Change]:
    """Recast an item about communication as an agreement on how it happens; raises `CannotSay`."""
    return item(analysis, _shared)


def _shared(analysis: Analysis, last: int) -> tuple[Part, ...] | None:
    """`Better communication between A and B` → `Agree on ‹channel or step› by which A and B share …`."""
    doc = analysis.sentence.doc[:last]
    asked = next((t for t in doc if not COMMUNICATING.isdisjoint((t.lower_, t.lemma_.lower()))), None)
    if asked is None:
        return None
    joint = next((t for t in doc if t.lower_ == "and" and _joins(t, asked)), None)
    return _agreed_on(analysis, asked, last) if joint is None else _both(analysis, asked, joint.i, last)


def _joins(and_: Token, asked: Token) -> bool:
    """`take the contract seriously and communicate better`: whether two measures are joined, one of them to share."""
    verb = asked if asked.pos_ == "VERB" else asked.head
    other = next((c for c in and_.head.rights if c.dep_ == "conj" and c.i > and_.i), None)
    return other is not None and other.tag_ == "VB" and verb in (and_.head, other)


def _both(analysis: Analysis, asked: Token, joint: int, last: int) -> tuple[Part, ...] | None:
    """One measure behind the other, in their order."""
    first = 0, joint
    second = joint + 1, last
    if asked.i > joint:
        guard, sharing = guarded_between(analysis, *first), _agreed_on(analysis, asked, last)
        return None if guard is None or sharing is None else (*guard, "and", *sharing)
    guard, sharing = guarded_between(analysis, *second), _agreed_on(analysis, asked, joint)
    return None if guard is None or sharing is None else (*sharing, "and", *guard)


def _agreed_on(analysis: Analysis, asked: Token, last: int) -> tuple[Part, ...] | None:
    doc = analysis.sentence.doc[:last]
    if any(c.dep_ in ("dobj", "ccomp") for c in asked.children) or _is_compound(asked):
        return None
    behind = (t for t in doc[asked.i + 1 :] if t.dep_ in ("prep", "mark", "advmod"))
    ties = [t for t in behind if t.lower_ in SHARED_WITH | OCCASIONS]
    with_ = next((t for t in ties if t.lower_ in SHARED_WITH and _is_by(t, asked)), None)
    occasion = next((t for t in ties if t.lower_ in OCCASIONS and (with_ is None or t.i > with_.i)), None)
    if ties and with_ is None and occasion is None:
        return None
    tail: tuple[Part, ...] = () if occasion is None else ((occasion.i, last),)
    end = last if occasion is None else occasion.i
    if with_ is None:
        return (f"agree on {CHANNEL} for sharing {INFORMATION}", *tail)
    return *_agreed(with_, end), *tail


def _is_compound(asked: Token) -> bool:
    """`the communication plan`, `a course on communication`: a thing that has to do with it."""
    taught = asked.dep_ == "pobj" and asked.head.lower_ in ("in", "on", "about")
    return asked.dep_ == "compound" or taught


def _is_by(tie: Token, asked: Token) -> bool:
    """Whether a phrase says with whom: the parser gives it to the verb or to the noun."""
    return tie.head == asked or tie.head in asked.ancestors or tie.head in asked.children


def _agreed(tie: Token, end: int) -> tuple[Part, ...]:
    people = (tie.i + 1, end)
    if tie.lower_ == "between":
        return f"agree on {CHANNEL} by which", people, f"share {INFORMATION}"
    if tie.lower_ in ("with", "from"):
        return "agree with", people, f"on {CHANNEL} for sharing {INFORMATION}"
    if tie.lower_ == "to":
        return f"agree on {CHANNEL} by which {INFORMATION} reaches", people
    return f"agree on {CHANNEL} for sharing {INFORMATION}", (tie.i, end)
