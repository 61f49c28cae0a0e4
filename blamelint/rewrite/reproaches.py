"""Questions that reproach: `how could she miss the alert?` → `the alert was missed`."""

from __future__ import annotations

from blamelint.language.analysis import Analysis
from blamelint.language.syntax import own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import CannotSay
from blamelint.rewrite.agentless import Recaster
from blamelint.rewrite.changes import Change, end_of_words
from blamelint.rewrite.verbs import KNOWING, LEFT_UNDONE, NEGATIONS, WH

WONDERED_AT = LEFT_UNDONE | KNOWING | frozenset("ignore dismiss".split())
"""Acts of which the question says that they were, or were not, done."""


def reproach(analysis: Analysis) -> list[Change]:
    """Say what is asked about as the fact that it was; raises `CannotSay`."""
    sentence, recaster = analysis.sentence, Recaster(analysis)
    first, last = (1 if sentence.implied else 0), end_of_words(sentence)
    verb = next((t for t in sentence.doc if t.dep_ == "ROOT"), None)
    if verb is None or sentence.lower[first : first + 2] not in (["how", "could"], ["how", "can"]):
        raise CannotSay
    subject = own_subject(verb)
    if subject is None or not recaster.is_human(subject) or verb.lemma_ not in WONDERED_AT:
        raise CannotSay
    negation = ("not",) if any(c.lower_ in NEGATIONS for c in verb.children) else ()
    end = Change(last, last + 1, (".",))
    if (found := recaster.object_of(verb)) is not None:
        moved, after = recaster.moved(found)
        be = "were" if recaster.is_plural(found) else "was"
        return [Change(first, after, (moved, be, *negation, recaster.participle_of(verb))), end]
    clause = _clause(verb)
    that = () if clause.left_edge.lower_ in WH else ("that",)
    return [Change(first, clause.left_edge.i, ("it was", *negation, recaster.participle_of(verb), *that)), end]


def _clause(verb: Token) -> Token:
    clause = next((c for c in verb.rights if c.dep_ == "ccomp" and own_subject(c) is not None), None)
    if clause is None:
        raise CannotSay
    return clause
