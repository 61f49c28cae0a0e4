"""Duties without their bearers: `it was Ben's job to renew the lease` → `the lease was to be renewed`."""

from __future__ import annotations

from blamelint.language.analysis import Analysis
from blamelint.language.syntax import first_child, is_passive, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import CannotSay
from blamelint.rewrite.agentless import Recaster
from blamelint.rewrite.changes import Change
from blamelint.rewrite.verbs import DUTIES

EXPECTING = frozenset("suppose mean expect require".split())
"""Verbs in the passive voice that lay an act on their subject."""

INSTEAD = "‹What happened instead?›"
"""Stands behind a duty: the sentence leaves open what came of it."""


def duty(analysis: Analysis, start: int, end: int) -> list[Change]:
    """Say what was to be done, and not by whom; raises `CannotSay`."""
    recaster = Recaster(analysis)
    for verb in analysis.sentence.doc[start:end]:
        subject, act = own_subject(verb), _act(verb)
        if subject is None or act is None or verb.dep_ not in ("ROOT", "ccomp", "conj") or subject.i > verb.i:
            continue
        found = recaster.object_of(act)
        if found is None or any(c.dep_ == "conj" for c in (*verb.children, *act.children)):
            raise CannotSay
        moved, after = recaster.moved(found)
        if moved[0] != act.i + 1:
            raise CannotSay
        be = recaster.was(found)
        done = Change(subject.left_edge.i, after, (moved, be, "to be", recaster.participle_of(act)))
        end = len(analysis.sentence)
        return [done, Change(end, end, (INSTEAD,))]
    raise CannotSay


def _act(verb: Token) -> Token | None:
    """What somebody was to do."""
    if is_passive(verb) and verb.lemma_ in EXPECTING:
        return first_child(verb, "xcomp")
    noun = first_child(verb, "attr") if verb.lemma_ == "be" else None
    if noun is None or noun.lemma_.lower() not in DUTIES:
        return None
    acts = (
        c for c in (*noun.children, *verb.children) if c.tag_ == "VB" and c.dep_ in ("relcl", "acl", "xcomp", "advcl")
    )
    return next(acts, None)
