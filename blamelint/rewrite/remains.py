"""What a verdict holds besides the judgement: `negligence in the runbook` → `gaps in the runbook`."""

from __future__ import annotations

from blamelint.language.analysis import Analysis
from blamelint.language.syntax import first_child
from blamelint.language.tree import Token
from blamelint.rewrite.acts import CannotSay, without_marks
from blamelint.rewrite.agentless import Recaster
from blamelint.rewrite.authors import is_personal
from blamelint.rewrite.changes import Change
from blamelint.rewrite.judging import CARELESS, first_of
from blamelint.rewrite.undone import undone

WRITTEN = frozenset("description note comment ticket record report inventory diagram handover entry".split())
"""Nouns of what is written down, besides what people are told to keep to."""

PLURALS = {"was": "were", "is": "are", "has": "have"}

LACK = frozenset("lack absence want".split())

OF_THE_WORK = {"ownership": "unclear ownership", "responsibility": "unclear responsibilities"}
"""What people may be said to lack, with the condition of their work that it stands for."""


def remaining(analysis: Analysis, noun: Token) -> list[Change] | None:
    """Keep of a verdict what was done, written or lacking; nothing where it only judges."""
    readings = (_pointing, _in_doing, _not_done, _in_writing, _lacking)
    return next((kept for reading in readings if (kept := reading(analysis, noun)) is not None), None)


def _pointing(analysis: Analysis, noun: Token) -> list[Change] | None:
    """`because of this mistake` → `because of this`: what it was stands before."""
    this = noun.left_edge
    alone = this.lower_ in ("this", "that") and noun.right_edge is noun and this.head is noun
    if not alone or noun.dep_ not in ("nsubj", "pobj", "dobj"):
        return None
    return [Change(this.i + 1, noun.i + 1, ())]


def _in_doing(analysis: Analysis, noun: Token) -> list[Change] | None:
    """`due to our negligence in not testing the pause` → `due to the pause not being tested`."""
    in_ = next((c for c in noun.rights if c.dep_ == "prep" and c.lower_ == "in" and c.i == noun.i + 1), None)
    act = None if in_ is None else first_child(in_, "pcomp")
    if act is not None and noun.dep_ in ("nsubj", "ROOT"):
        return [Change(noun.left_edge.i, act.left_edge.i, ())]  # `negligence in leaving it open led to …`
    recaster = Recaster(analysis)
    found = None if act is None else recaster.object_of(act)
    if act is None or found is None or found.left_edge.i != act.i + 1:
        return None
    try:
        moved, end = recaster.moved(found)
    except CannotSay:
        return None
    no = ("not",) if any(c.dep_ == "neg" for c in act.children) else ()
    return [Change(noun.left_edge.i, end, (*recaster.unowned(moved), *no, "being", recaster.participle_of(act)))]


def _not_done(analysis: Analysis, noun: Token) -> list[Change] | None:
    """`his refusal to stop the pump cost an hour` → `the pump was not stopped, which cost an hour`."""
    try:
        return undone(analysis, noun, noun.left_edge.i) or None
    except CannotSay:
        return None


def _in_writing(analysis: Analysis, noun: Token) -> list[Change] | None:
    """`negligence in the runbook was …` → `gaps in the runbook were …`: what is written has gaps."""
    in_ = next((c for c in noun.rights if c.dep_ == "prep" and c.lower_ == "in" and c.i == noun.i + 1), None)
    thing = None if in_ is None else first_child(in_, "pobj")
    if thing is None or noun.lemma_.lower() not in CARELESS:
        return None
    if not analysis.entries.within(thing.i, thing.i + 1, ("rulebooks",)) and thing.lemma_.lower() not in WRITTEN:
        return None
    verb = noun.head if noun.dep_ in ("nsubj", "nsubjpass", "csubj") else None
    be = None if verb is None else next((t for t in (*verb.lefts, verb) if t.lower_ in PLURALS), None)
    agreeing = [] if be is None else [Change(be.i, be.i + 1, (PLURALS[be.lower_],))]
    return [Change(first_of(noun), noun.i + 1, ("gaps",)), *agreeing]


def _lacking(analysis: Analysis, noun: Token) -> list[Change] | None:
    """`a lack of ownership in the SRE team` → `unclear ownership`: a condition of the work, and nobody's."""
    of = next((c for c in noun.rights if c.lower_ == "of" and c.i == noun.i + 1), None)
    quality = None if of is None or noun.lower_ not in LACK else first_child(of, "pobj")
    if quality is None or (plain := OF_THE_WORK.get(quality.lower_)) is None:
        return None
    return [Change(noun.left_edge.i, _end_of_quality(analysis, noun, quality), (plain,))]


def _end_of_quality(analysis: Analysis, noun: Token, quality: Token) -> int:
    """After what is lacking, and those who lack it; of what it is stays."""
    people = (c for c in (*quality.rights, *noun.rights, *noun.head.rights) if c.dep_ == "prep" and c.i > quality.i)
    owners = (c for c in people if any(is_personal(analysis, t) for t in c.children))
    return max([quality.i + 1, *(without_marks(c.right_edge) for c in owners if c.i == quality.i + 1)])
