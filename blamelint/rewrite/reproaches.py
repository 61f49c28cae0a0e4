"""Reproaches that hold a fact: `how could she miss it?`, `why did she not act?`, `not testing it was a mistake`."""

from __future__ import annotations

from collections.abc import Sequence

from blamelint.language.analysis import Analysis
from blamelint.language.syntax import SUBJECTS, first_child, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import CannotSay, without_marks
from blamelint.rewrite.agentless import Recaster
from blamelint.rewrite.authors import is_personal
from blamelint.rewrite.changes import Change, end_of_words
from blamelint.rewrite.verbs import KNOWING, LEFT_UNDONE, MODALS, NEGATIONS, NOBODY, NOT_ACTS, PERSONAL, POSSESSIVES, WH

WONDERED_AT = LEFT_UNDONE | KNOWING | frozenset("ignore dismiss".split())
"""Acts of which the question says that they were, or were not, done."""
JUDGING = ("negligence", "incompetence", "ridicule", "unfit", "traits", "complacency")
"""Lexicons of what is said of people, and of nothing that happened."""

POOR = frozenset(
    "slow sluggish poor bad weak terrible appalling abysmal chaotic disorganised disorganized unprofessional useless "
    "hopeless unhelpful amateurish inadequate pathetic".split()
)
"""Adjectives that say of what people did no more than how good it was."""

STOOD_IN_THE_WAY = "‹What stood in the way?›"
"""Asks about what was not done."""

MADE_SENSE = "‹What made it sensible at the time?›"
"""Asks about what was done."""

THINKERS = 5
"""Tokens within which a question comes to who was thinking, and then to what they did."""


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
        be = recaster.was(found)
        return [Change(first, after, (moved, be, *negation, recaster.participle_of(verb))), end]
    clause = _clause(verb)
    that = () if clause.left_edge.lower_ in WH else ("that",)
    return [Change(first, clause.left_edge.i, ("it was", *negation, recaster.participle_of(verb), *that)), end]


def asked_why(analysis: Analysis) -> list[Change]:
    """`Why did nobody restart it?` → `It was not restarted. ‹What stood in the way?›`; raises `CannotSay`."""
    sentence, recaster = analysis.sentence, Recaster(analysis)
    first, last, verb = (1 if sentence.implied else 0), end_of_words(sentence), _asked_about(analysis)
    if verb is None or any(c.lower_ in MODALS for c in verb.children if c.dep_ == "aux"):
        raise CannotSay
    denied = is_denied_why(analysis)
    found = recaster.object_of(verb) or recaster.object_of_preposition(verb)
    if not denied and (found is None or recaster.lemma(verb) in NOT_ACTS):
        raise CannotSay
    done = recaster.told(verb)
    if any(t.lower_ in PERSONAL | POSSESSIVES - {"our"} for t in sentence.doc[verb.i + 1 : last]):
        raise CannotSay
    asked = STOOD_IN_THE_WAY if denied else MADE_SENSE
    return [Change(first, done.end, done.parts), Change(last, last + 1, (".", asked))]


def is_denied_why(analysis: Analysis) -> bool:
    """Tell whether a sentence asks why somebody did not do something."""
    verb = _asked_about(analysis)
    subject = None if verb is None else own_subject(verb)
    if verb is None or subject is None:
        return False
    nobody = any(t.lower_ in ("nobody", "none", "noone", "no") for t in subject.subtree)
    return nobody or any(c.lower_ in NEGATIONS for c in verb.children)


def _asked_about(analysis: Analysis) -> Token | None:
    """What a question asks the reason of."""
    sentence, first = analysis.sentence, (1 if analysis.sentence.implied else 0)
    verb = next((t for t in sentence.doc if t.dep_ == "ROOT"), None)
    asks = sentence.word(first) == "why" or sentence.lower[first : first + 2] == ["how", "come"]
    subject = None if verb is None else own_subject(verb)
    human = subject is not None and (subject.lower_ in NOBODY or Recaster(analysis).is_human(subject))
    alone = verb is not None and not any(c.dep_ == "conj" for c in verb.children)
    return verb if asks and human and alone and sentence.words[-1] == "?" else None


def judged(analysis: Analysis) -> list[Change]:
    """`Failing to check the lock was a mistake` → `The lock was not checked`; raises `CannotSay`."""
    sentence, recaster = analysis.sentence, Recaster(analysis)
    verb = next((t for t in sentence.doc if t.dep_ == "ROOT"), None)
    act = None if verb is None else own_subject(verb)
    verdict = None if verb is None else first_child(verb, "attr", "acomp")
    if verb is None or act is None or verdict is None or verb.lemma_ != "be" or act.tag_ != "VBG":
        raise CannotSay
    done = recaster.done(act)
    last = end_of_words(sentence)
    if without_marks(verdict.right_edge) != last or done.start != (1 if sentence.implied else 0):
        raise CannotSay
    return [done, Change(verb.i, last, ())]


def thought(analysis: Analysis) -> list[Change]:
    """`What was she thinking, deleting it?` → `It was deleted`; raises `CannotSay`."""
    sentence, recaster = analysis.sentence, Recaster(analysis)
    last = end_of_words(sentence)
    thinking = next((t for t in sentence.doc if t.lower_ == "thinking"), None)
    what = next((t for t in sentence.doc if t.lower_ == "what"), None)
    if thinking is None or what is None or not 1 < thinking.i - what.i <= THINKERS:
        raise CannotSay
    act = next((t for t in sentence.doc[thinking.i + 1 :] if t.tag_ in ("VBG", "VBD")), None)
    found = None if act is None else recaster.object_of(act)
    if act is None or found is None or act.i - thinking.i > THINKERS:
        raise CannotSay
    moved, end = recaster.moved(found)
    if moved[0] != act.i + 1 or (end < len(sentence) and sentence[end].pos_ == "ADV"):
        raise CannotSay  # `burning the bridge behind`
    be = recaster.was(found)
    done = Change(what.i, end, (*recaster.unowned(moved), be, recaster.participle_of(act)))
    return [done, Change(last, last + 1, (".",))] if sentence.word(last) == "?" else [done]


def beside_fact(analysis: Analysis, start: int, end: int) -> list[Change]:
    """`The desk's answer was slow; no lead was named` → `No lead was named`; raises `CannotSay`."""
    sentence = analysis.sentence
    first = 1 if sentence.implied else 0
    sign = next((i for i in range(first, len(sentence)) if _parts_clauses(sentence.lower, i)), None)
    verb = next((t for t in sentence.doc[first:sign] if t.lemma_ == "be" and first_child(t, "acomp")), None)
    if sign is None or verb is None or not (first <= start and end <= sign) or not _only_judges(analysis, verb, sign):
        raise CannotSay
    subjects = (t for t in sentence.doc[sign + 1 :] if t.dep_ in SUBJECTS)
    subject = next(subjects, None)
    if subject is None or subject.left_edge.i != sign + 1 or subject.pos_ == "PRON":
        raise CannotSay
    if is_personal(analysis, subject) and subject.dep_ != "nsubjpass":
        raise CannotSay
    return [Change(first, sign + 1, ())]


def _parts_clauses(words: Sequence[str], index: int) -> bool:
    return words[index] in (";", "–", "—") or (words[index] == "and" and words[index - 1] == ",")


def _only_judges(analysis: Analysis, verb: Token, sign: int) -> bool:
    """Whether a clause says of somebody, or of what they did, no more than how it was."""
    subject, adjective = own_subject(verb), first_child(verb, "acomp")
    if subject is None or adjective is None or without_marks(adjective.right_edge) < sign - 1:
        return False
    people = any(is_personal(analysis, t) for t in subject.subtree)
    known = analysis.entries.within(adjective.left_edge.i, sign, JUDGING)
    if not known and not any(t.lower_ in POOR for t in adjective.subtree):
        return False  # `they were asleep`
    judging = all(t.pos_ in ("ADJ", "ADV", "CCONJ", "PUNCT") or t.tag_ == "VBN" for t in adjective.subtree)
    return people and judging  # `was too slow to escalate` tells what was done


def _clause(verb: Token) -> Token:
    clause = next((c for c in verb.rights if c.dep_ == "ccomp" and own_subject(c) is not None), None)
    if clause is None:
        raise CannotSay
    return clause
