"""Acts with a call for care beside them: the act stays, and a guard takes the place of the care.

`We will shorten the TTL but must be careful not to overload the origin` → `We will shorten the TTL, with ‹a guard,
check or preview› against overloading the origin`.
"""

from __future__ import annotations

from blamelint.language.analysis import Analysis
from blamelint.language.syntax import first_child
from blamelint.language.tree import Token
from blamelint.rewrite.agentless import Recaster
from blamelint.rewrite.asking import CARRIERS, FOLLOWING, PERSON_FIXING
from blamelint.rewrite.changes import Change, Part
from blamelint.rewrite.delegating import without_care
from blamelint.rewrite.guarding import CAREFUL, GUARD, guarded_against, guarded_topic
from blamelint.rewrite.items import PLACE, item
from blamelint.rewrite.verbs import NOT_ACTS


def accompanied(analysis: Analysis) -> list[Change]:
    """Recast an item that asks for an act and for care, with the act as it was; raises `CannotSay`."""
    return item(analysis, _accompanied)


def _accompanied(analysis: Analysis, last: int) -> tuple[Part, ...] | None:
    return _with_guard(analysis, last) or _with_change(analysis, last)


def _with_change(analysis: Analysis, last: int) -> tuple[Part, ...] | None:
    """`Add a list and remind everybody to use it` → `Add a list and change ‹tool or step› so that it is used`."""
    recaster = Recaster(analysis)
    for told in analysis.sentence.doc[:last]:
        beside = told.dep_ == "conj" and told.lemma_ in CARRIERS and analysis.sentence.lower[told.i - 1] == "and"
        act = next((t for t in told.subtree if t.i > told.i and first_child(t, "dobj") and t.pos_ == "VERB"), None)
        found = None if act is None else first_child(act, "dobj")
        if not beside or act is None or found is None or found.lower_ not in ("it", "them") or not _is_act(told.head):
            continue
        done = ("easy to follow",) if act.lemma_ in FOLLOWING else (recaster.participle_of(act),)
        many = found.lower_ == "them"
        said = ("they are" if many else "it is", *done, *without_care(analysis, found.i + 1, last))
        return (int(analysis.sentence.implied), told.i), f"change {PLACE} so that", *said
    return None


def _with_guard(analysis: Analysis, last: int) -> tuple[Part, ...] | None:
    for care in analysis.sentence.doc[:last]:
        clause = _clause_of(care)
        start = None if clause is None else _start(analysis, clause)
        if start is None:
            continue
        topic = guarded_against(analysis, care.i + 1, last) or guarded_topic(analysis, care.i + 1, last)
        if topic is not None:
            return (int(analysis.sentence.implied), start), f", with {GUARD}", *topic
    return None


def _clause_of(care: Token) -> Token | None:
    """The verb of a clause that asks for care beside an act: `but must be wary`, `, taking care`."""
    verb = care.head
    careful = care.lower_ in CAREFUL or (care.tag_ == "JJ" and any(c.lower_ == "more" for c in care.children))
    asked = (careful and verb.lemma_ == "be") or (care.lower_ == "care" and verb.lemma_ == "take")
    beside = verb.dep_ == "conj" or (verb.dep_ == "advcl" and verb.tag_ == "VBG")
    return verb if asked and beside and any(map(_is_act, verb.doc[: verb.i])) else None


def _is_act(verb: Token) -> bool:
    """Whether a verb, or the one under it, changes something: `want to shorten the TTL`."""
    if verb.pos_ != "VERB" or verb.lemma_.lower() in CARRIERS | PERSON_FIXING:
        return False
    below = first_child(verb, "xcomp")
    return _is_act(below) if verb.lemma_.lower() in NOT_ACTS and below is not None else verb.lemma_ not in NOT_ACTS


def _start(analysis: Analysis, clause: Token) -> int | None:
    """Where the call for care begins: at its conjunction, or at the comma before it."""
    words = analysis.sentence.lower
    joined = (i for i in range(clause.i - 1, 0, -1) if words[i] in ("but", "and", "though", "while", ","))
    start = next(joined, None)
    return start if start is None or words[start - 1] != "," else start - 1
