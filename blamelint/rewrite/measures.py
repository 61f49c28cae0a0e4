"""Actions that change the work instead of the workers."""

from __future__ import annotations

from collections.abc import Callable

from blamelint.document import SectionKind
from blamelint.language.analysis import Analysis
from blamelint.language.mentions import TARGETS, MentionKind
from blamelint.language.spacy import Token
from blamelint.language.syntax import first_child, own_subject
from blamelint.rewrite.acts import CannotSay, without_marks
from blamelint.rewrite.agentless import Recaster
from blamelint.rewrite.changes import Change, Part, end_of_words
from blamelint.rewrite.verbs import NEGATIONS, NOT_ACTS

PLACE = "‹tool or step›"
GUARD = "‹a guard, check or preview›"
CONDITION = "‹condition›"

ABOUT = frozenset("on about for with in during when before while at of regarding around".split())
"""Prepositions behind which an action says what it is about."""

NO_TOPIC = frozenset(
    "future time week month day time hour date way forward q1 q2 q3 q4 january february march april may june july "
    "august september october november december monday tuesday wednesday thursday friday saturday sunday".split()
)

CARRIERS = frozenset(
    "remind tell ask teach train coach urge instruct ensure make encourage expect require need".split()
)
"""Verbs that hand an act to somebody: `remind engineers to check the region`."""

PERSON_FIXING = frozenset("be have pay take exercise stay remember forget understand know care raise".split())


def enforced(analysis: Analysis) -> list[Change]:
    """Recast an action item so that the work sees to the act; raises `CannotSay`."""
    return _item(analysis, _enforced)


def guarded(analysis: Analysis) -> list[Change]:
    """Recast an action item so that a guard sees to its topic; raises `CannotSay`."""
    return _item(analysis, _guarded)


def open_measure(analysis: Analysis) -> list[Change]:
    """Put the form of a measure in the place of an item about persons; raises `CannotSay` for what is no item."""
    return _item(analysis, lambda _analysis, _last: (f"change {PLACE} so that {CONDITION} is met",))


def _item(analysis: Analysis, wording: Callable[[Analysis, int], tuple[Part, ...] | None]) -> list[Change]:
    first = 1 if analysis.sentence.implied else 0
    last = _before_note(analysis, end_of_words(analysis.sentence))
    parts = None if last - first < 1 or _is_past(analysis) else wording(analysis, last)
    if parts is None:
        raise CannotSay
    return [Change(first, last, parts)]


def _is_past(analysis: Analysis) -> bool:
    """`should have been …` looks back, and so does what somebody did."""
    told = analysis.around.section not in (SectionKind.ACTIONS, SectionKind.LESSONS)
    if told and any(t.dep_ == "ROOT" and t.tag_ == "VBD" for t in analysis.sentence.doc):
        return True
    words = analysis.sentence.lower
    return any(
        words[i] in ("should", "could", "would") and words[i + 1] in ("have", "'ve", "of")
        for i in range(len(words) - 1)
    )


def _before_note(analysis: Analysis, last: int) -> int:
    """Leave `(owner: Ines, May)` at the end as it is."""
    words = analysis.sentence.words
    if last and words[last - 1] == ")" and "(" in words[:last]:
        opening = max(i for i in range(last) if words[i] == "(")
        return opening if opening > 2 else last
    return last


def _enforced(analysis: Analysis, last: int) -> tuple[Part, ...] | None:
    """`Double-check the region before running it` → `… so that the region is double-checked before running it`."""
    recaster = Recaster(analysis)
    for verb in analysis.sentence.doc:
        if verb.pos_ != "VERB" or verb.lemma_.lower() in CARRIERS | PERSON_FIXING | NOT_ACTS or verb.i >= last:
            continue
        if verb.dep_ not in ("ROOT", "xcomp", "ccomp", "acl"):
            continue
        if _is_forbidden(analysis, verb):
            return (f"change {PLACE} so that it is not possible to", recaster.lemma(verb), (verb.i + 1, last))
        found = recaster.object_of(verb)
        if (
            found is None
            or found.lower_ in ("it", "them", "this", "that")
            or analysis.mentions.at(found.i).kind in TARGETS
            or _is_trait(analysis, verb, found)
        ):
            continue
        if any(c.dep_ == "conj" and c.pos_ == "VERB" for c in verb.children):
            continue
        subject = own_subject(verb)
        if subject is not None and analysis.mentions.at(subject.i).kind is MentionKind.SYSTEM:
            return None
        try:
            moved, end = recaster.moved(found)
        except CannotSay:
            continue
        be = "are" if recaster.is_plural(found) else "is"
        between = [analysis.sentence.words[i] for i in range(verb.i + 1, moved[0])]
        if any(
            analysis.sentence[i].dep_ not in ("prt",) and analysis.sentence[i].head != verb
            for i in range(verb.i + 1, moved[0])
        ):
            continue
        head: tuple[Part, ...] = (moved,)
        word = analysis.sentence.lower[moved[0]]
        if word in ("his", "her", "their", "my") and analysis.sentence[moved[0]].dep_ == "poss":
            head = ("the", (moved[0] + 1, moved[1]))
        tail: tuple[Part, ...] = ((end, last),) if end < last else ()
        return (f"change {PLACE} so that", *head, be, recaster.participle_of(verb), *between, *tail)
    return None


def _is_forbidden(analysis: Analysis, verb: Token) -> bool:
    """`must no longer operate the panel`, `never deploy on Fridays`."""
    before = analysis.sentence.lower[: verb.i]
    no_longer = "longer" in before and "no" in before
    above = (verb, *verb.ancestors)
    never = any(c.lower_ in NEGATIONS and c.i < verb.i for token in above for c in token.children)
    return verb.i + 1 < len(analysis.sentence) and (no_longer or never or bool({"nobody", "no-one"} & set(before)))


def _is_trait(analysis: Analysis, verb: Token, found: Token) -> bool:
    """`pay attention`, `take care`, `show discipline`: not an act, but a way to be."""
    words = analysis.vocabulary.words("carelessness_words")
    traits = ("attention", "care", "caution", "communication", "awareness", "discipline", "diligence", "ownership")
    return (
        found.lemma_.lower() in traits
        or found.lower_ in words
        or bool(
            analysis.entries.starting_at(
                verb.i, ("be_careful", "try_harder", "discipline", "retrain", "restrict", "talk_to")
            )
        )
    )


def _guarded(analysis: Analysis, last: int) -> tuple[Part, ...] | None:
    """`Retrain Sam on the release checklist` → `Add ‹a guard, check or preview› for the release checklist`."""
    sentence = analysis.sentence
    for token in sentence.doc[:last]:
        if token.lower_ not in ABOUT or token.dep_ not in ("prep", "advmod", "mark"):
            continue
        noun = first_child(token, "pobj")
        if noun is not None and _is_topic(analysis, noun):
            return (f"add {GUARD} for", (noun.left_edge.i, min(without_marks(noun.right_edge), last)))
        act = first_child(token, "pcomp") or (token.head if token.dep_ in ("advmod", "mark") else None)
        if act is not None and act.tag_ == "VBG" and act.i > token.i:
            return (f"add {GUARD} for", (act.i, min(without_marks(act.right_edge), last)))
    return None


def _is_topic(analysis: Analysis, noun: Token) -> bool:
    if any(c.lower_ in ("next", "last", "this", "coming", "following", "every", "each") for c in noun.children):
        return False
    if noun.lower_ in NO_TOPIC or noun.ent_type_ or noun.pos_ not in ("NOUN", "PROPN") or noun.like_num:
        return False
    if noun.lower_.rstrip("s") in NO_TOPIC or any(c.dep_ == "poss" for c in noun.children):
        return False
    return analysis.mentions.at(noun.i).kind not in TARGETS and noun.i not in analysis.sentence.people
