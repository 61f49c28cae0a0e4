"""Who is made to answer for what: `the blame lies with Ana, who dropped it` → `it was dropped`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from blamelint.language.analysis import Analysis
from blamelint.language.syntax import first_child, is_infinitive, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import CannotSay
from blamelint.rewrite.agentless import Recaster
from blamelint.rewrite.authors import is_personal
from blamelint.rewrite.changes import Change, Part

FAULTY = frozenset("fault mistake error blunder negligence carelessness responsibility doing blame".split())
"""Nouns by which somebody is made to answer for something."""


def answerable(analysis: Analysis) -> list[Change]:
    """`The blame for the delay lies with Ana, who dropped it` → `The delay came about because it was dropped`.

    Raises `CannotSay`.
    """
    verb = next((t for t in analysis.sentence.doc if t.lemma_ in ("lie", "rest") and own_subject(t) is not None), None)
    fault = None if verb is None else own_subject(verb)
    with_ = None if verb is None else next((c for c in verb.rights if c.lower_ == "with"), None)
    somebody = None if with_ is None else first_child(with_, "pobj")
    relative = None if somebody is None else first_child(somebody, "relcl")
    if fault is None or fault.lemma_.lower() not in FAULTY or relative is None:
        raise CannotSay
    told = Recaster(analysis).told_of(relative)
    if told is None or fault.left_edge.i != analysis.first_word:
        raise CannotSay
    return [Change(fault.left_edge.i, told.end, (*_outcome(analysis, fault), *told.parts))]


def _outcome(analysis: Analysis, fault: Token) -> tuple[Part, ...]:
    """For what somebody is made to answer."""
    for_ = next((c for c in fault.rights if c.lower_ in ("for", "of")), None)
    noun = None if for_ is None else first_child(for_, "pobj")
    if noun is None and fault.lemma_.lower() != "responsibility":
        return ()
    if noun is None or not analysis.entries.within(noun.left_edge.i, noun.i + 1, ("outcome_nouns",)):
        raise CannotSay  # `responsibility for the register lay with …`: a duty
    return (noun.left_edge.i, noun.right_edge.i + 1), "came about because"


def faulted(analysis: Analysis) -> list[Change]:
    """`It was also my fault that the queue was full` → `The queue was also full`; raises `CannotSay`."""
    sentence = analysis.sentence
    verb = next((t for t in sentence.doc if t.dep_ == "ROOT" and t.lemma_ == "be"), None)
    it, noun = (None, None) if verb is None else (own_subject(verb), _fault(analysis, verb))
    if it is None or noun is None or it.lower_ != "it":
        raise CannotSay
    that = noun.i + 1
    if (act := next((t for t in sentence.doc[that + 1 : that + 3] if t.tag_ == "VB"), None)) is not None:
        return [_done(analysis, it, act)]
    fact = next((t for t in sentence.doc[that:] if any(c.i == that and c.dep_ == "mark" for c in t.children)), None)
    subject = None if fact is None else own_subject(fact)
    if fact is None or subject is None or sentence.word(that) != "that":
        raise CannotSay
    told = Recaster(analysis).of(fact.i) if is_personal(analysis, subject) else []
    opening = Change(it.left_edge.i, that + 1, ())
    return [opening, *told] if told else [opening, *_as_well(sentence.doc[it.i : noun.i], fact, subject)]


def _done(analysis: Analysis, it: Token, act: Token) -> Change:
    """`it was my mistake to skip the drill` → `the drill was skipped`; raises `CannotSay`."""
    recaster = Recaster(analysis)
    found = recaster.object_of(act)
    if found is None or not is_infinitive(act):
        raise CannotSay
    moved, end = recaster.moved(found)
    be = recaster.was(found)
    no = ("not",) if any(c.dep_ == "neg" for c in act.children) else ()
    return Change(it.i, end, (*recaster.unowned(moved), be, *no, recaster.participle_of(act)))


def _as_well(words: Sequence[Token], fact: Token, subject: Token) -> Iterator[Change]:
    """What else somebody is said to be at fault for was so as well."""
    finite = next((c for c in (*fact.lefts, fact) if c.i > subject.i and c.pos_ in ("AUX", "VERB")), fact)
    if any(t.lower_ == "also" for t in words):
        after = finite.i + (finite.pos_ == "AUX")
        yield Change(after, after, ("also",))


def _fault(analysis: Analysis, be: Token) -> Token | None:
    """What it is that is said of somebody: `their fault`, `on them`."""
    noun = first_child(be, "attr")
    if noun is not None:
        return noun if noun.lemma_.lower() in FAULTY else None
    on = next((c for c in be.rights if c.lower_ == "on" and c.i == be.i + 1), None)
    somebody = None if on is None else first_child(on, "pobj")
    pointed = somebody is not None and (is_personal(analysis, somebody) or somebody.lower_ in ("us", "me"))
    return somebody if pointed else None
