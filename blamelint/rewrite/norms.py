"""Norms that an item repeats: the work makes them true.

`Remind engineers that review is not optional` → `Change ‹tool or step› so that review cannot be skipped`.
"""

from __future__ import annotations

from blamelint.language.analysis import Analysis
from blamelint.language.beings import MentionKind
from blamelint.language.syntax import first_child, is_passive, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.agentless import Recaster
from blamelint.rewrite.changes import Change, Part
from blamelint.rewrite.delegating import PRONOUNS, without_care
from blamelint.rewrite.items import PLACE, item
from blamelint.rewrite.topics import is_thing
from blamelint.rewrite.verbs import NEGATIONS

AT_WILL = frozenset("optional negotiable formality suggestion option voluntary recommendation".split())
"""What a step is said not to be that some leave out."""

BINDING = frozenset("mandatory compulsory obligatory binding required".split())
"""What it is said to be."""

QUALITIES = ("ity", "ety", "ness")
"""Endings of what nobody can skip, and no work can see to."""

REGARDING = frozenset("take treat regard".split())
"""Verbs of which nothing is left without the care that they ask for."""


def ensured(analysis: Analysis) -> list[Change]:
    """Recast an item that repeats a norm so that the work makes it true; raises `CannotSay`."""
    return item(analysis, _ensured)


def _ensured(analysis: Analysis, last: int) -> tuple[Part, ...] | None:
    for verb in analysis.sentence.doc[:last]:
        subject = own_subject(verb)
        if subject is None or subject.i > verb.i or not _is_seen_to(analysis, subject):
            continue
        # The parser takes it for an article of theirs at times: `that backups are not optional`.
        taken = subject.left_edge.lower_ == "that"
        told = taken or analysis.sentence.word(subject.left_edge.i - 1) == "that"
        done = _binding(analysis, verb, subject)
        if done is None and told:
            done = _owed(analysis, verb, subject, last)
        if done is not None and (told or verb.dep_ == "ROOT"):
            return f"change {PLACE} so that", (subject.left_edge.i + taken, subject.right_edge.i + 1), *done
    return None


def _is_seen_to(analysis: Analysis, subject: Token) -> bool:
    """Whether the work can see to something: to things, and to those whom it serves."""
    served = analysis.mentions.at(subject.i).kind is MentionKind.CUSTOMER
    return (served or is_thing(analysis, subject)) and not subject.lower_.endswith(QUALITIES)


def is_norm(verb: Token) -> bool:
    """Tell whether a clause says that something is not optional, or mandatory."""
    said = verb if is_passive(verb) else first_child(verb, "acomp", "attr")
    denied = any(c.lower_ in NEGATIONS for c in verb.children)
    return said is not None and said.lower_ in (AT_WILL if denied else BINDING)


def _binding(analysis: Analysis, verb: Token, subject: Token) -> tuple[Part, ...] | None:
    """`is not optional` → `cannot be skipped`; `are there to be followed` → `are easy to follow`."""
    if is_norm(verb) and not any(c.dep_ in ("xcomp", "prep", "advcl") for t in verb.rights for c in (t, *t.rights)):
        return ("cannot be skipped",)
    there = verb.lemma_ == "be" and analysis.sentence.lower[verb.i + 1 : verb.i + 2] == ["there"]
    meant = analysis.sentence.lower[verb.i + 2 : verb.i + 5]
    if there and meant in (["to", "be", "followed"], ["for", "a", "reason"]):
        return "are" if Recaster(analysis).is_plural(subject) else "is", "easy to follow"
    return None


def _owed(analysis: Analysis, verb: Token, subject: Token, last: int) -> tuple[Part, ...] | None:
    """`alarms must be acknowledged` → `alarms are acknowledged`."""
    act = _act_owed(verb)
    if act is None or act.i >= last or act.lemma_.lower() in REGARDING:
        return None
    if not PRONOUNS.isdisjoint(analysis.sentence.lower[act.i : last]):
        return None
    recaster = Recaster(analysis)
    denied = ("not",) if any(c.lower_ in NEGATIONS for c in (*verb.children, *act.children)) else ()
    be = "are" if recaster.is_plural(subject) else "is"
    rest = tuple(without_care(analysis, act.i + 1, last))
    if act.lemma_ == "handle" and not rest:
        return None
    return be, *denied, recaster.participle_of(act), *rest


def _act_owed(verb: Token) -> Token | None:
    """The participle of what is to be done: `must be acknowledged`, `are to be counted`, `have to be signed`."""
    below = first_child(verb, "xcomp") if verb.lemma_ in ("be", "have", "need") else None
    if below is not None:
        return below if below.tag_ == "VBN" and first_child(below, "auxpass") is not None else None
    asked = any(c.tag_ == "MD" and c.lower_ in ("must", "should", "shall") for c in verb.children)
    return verb if asked and verb.tag_ == "VBN" and first_child(verb, "auxpass") is not None else None
