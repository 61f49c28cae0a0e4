"""Action items that ask people to be careful: a guard sees to what they were about."""

from __future__ import annotations

from blamelint.language.analysis import Analysis
from blamelint.language.syntax import first_child, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import HUMAN, tells_time, without_marks
from blamelint.rewrite.agentless import Recaster
from blamelint.rewrite.changes import Change, Part
from blamelint.rewrite.items import LEADING, STRESSED, TOLD, after_case, item, refuse_tale
from blamelint.rewrite.topics import is_dated, is_thing, own_act, subject_of_training, topic_of
from blamelint.rewrite.words import gerund

GUARD = "‹a guard, check or preview›"

CAREFUL = frozenset("careful cautious mindful prudent wary vigilant".split())

SUBORDINATE = frozenset(
    "when if before after while unless until because since so especially particularly aka e.g. i.e. to even".split()
)
"""Words that lead to something more about a topic."""

ABOUT = frozenset("on about over with during when before while regarding around".split())
"""Prepositions behind which an action says what it is about."""

OPENING = 8
"""Tokens within which an item comes to its topic; what stands before is about whom it addresses."""


def guarded(analysis: Analysis) -> list[Change]:
    """Recast an action item so that a guard sees to its topic; raises `CannotSay`."""
    return item(analysis, _guarded)


def _guarded(analysis: Analysis, last: int) -> tuple[Part, ...] | None:
    """`Retrain Sam on the release checklist` → `Add ‹a guard, check or preview› for the release checklist`."""
    for token in analysis.sentence.doc[after_case(analysis) : last]:
        if (topic := _topic(analysis, token)) is not None:
            verb, start, end = topic
            end = min(end, last)
            tie = "during" if token.lower_ == "during" else "for"
            further = _further(analysis, end, last)
            if not further or token.i > OPENING:
                refuse_tale(analysis)
            return (f"add {GUARD} {tie}", *verb, (start, end), *further)
    return None


def _topic(analysis: Analysis, token: Token) -> tuple[tuple[str, ...], int, int] | None:
    """Where the topic stands to which a token leads, behind a verb where that takes another form."""
    if (taught := subject_of_training(analysis, token)) is not None:
        return (), *taught
    treated = token.lower_ in ("treat", "handle") and "with" in analysis.sentence.lower[token.i :]
    if treated and (found := first_child(token, "dobj")) is not None and is_thing(analysis, found):
        return (), found.left_edge.i, found.i + 1  # `treat notices with due care`
    if token.lower_ == "seriously" and (found := first_child(token.head, "dobj")) is not None:
        return (), found.left_edge.i, found.i + 1  # `take alarms more seriously`
    accused = token.head.lower_ in ("accountable", "reprimanded", "warned")
    reproved = token.lower_ == "for" and (accused or first_child(token, "pcomp") is not None)
    before = {token.head.lemma_.lower(), *analysis.sentence.lower[max(0, token.i - 3) : token.i]}
    stressed = token.lower_ in ("of", "to") and not (STRESSED | TOLD).isdisjoint(before)
    if stressed or reproved or (token.lower_ in ABOUT and token.dep_ in ("prep", "advmod", "mark")):
        return _behind(analysis, token)
    if token.lower_.endswith("ing") and analysis.sentence.word(token.i - 1) in CAREFUL:
        return (), token.i, without_marks(token.right_edge)  # `be careful deploying on Fridays`
    return None


def _behind(analysis: Analysis, token: Token) -> tuple[tuple[str, ...], int, int] | None:
    """The topic behind a preposition or a conjunction."""
    if (topic := topic_of(analysis, token)) is not None:
        return (), *topic
    if token.lower_ == "during" and not is_dated(token):
        return (), token.i + 1, without_marks(token.right_edge)
    if token.lower_ in LEADING and (case := _occasion(analysis, token)) is not None:
        return (), *case
    if (act := own_act(analysis, token)) is not None:
        return (gerund(Recaster(analysis).lemma(act)),), act.i + 1, without_marks(act.right_edge)
    return None


def _occasion(analysis: Analysis, conjunction: Token) -> tuple[int, int] | None:
    """`when several stations call at once`: what happens, and not what those do who are to be careful."""
    act, subject = conjunction.head, own_subject(conjunction.head)
    if subject is None or subject.pos_ not in ("NOUN", "PROPN") or conjunction.i > subject.i:
        return None
    things = analysis.mentions.at(subject.i).kind not in HUMAN
    return (conjunction.i, without_marks(act.right_edge)) if things and act.tag_ in ("VBP", "VBZ") else None


def _further(analysis: Analysis, end: int, last: int) -> tuple[Part, ...]:
    """What a sentence goes on to say of its topic."""
    following = end + (analysis.sentence.word(end) == ",")
    if following >= last:
        return ()
    word = analysis.sentence[following]
    timed = word.lower_ in ("in", "by", "before", "until") and tells_time(word)
    placed = word.dep_ == "prep" and (word.lower_ in ("on", "at") or timed)
    cut = following == end and (word.dep_ in ("nsubj", "aux") or placed)
    return ((end, last),) if cut or analysis.sentence.lower[following] in SUBORDINATE else ()
