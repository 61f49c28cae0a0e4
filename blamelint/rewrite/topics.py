"""What an action item is about: a thing, an act, something to be taught."""

from __future__ import annotations

from blamelint.language.analysis import Analysis
from blamelint.language.beings import TARGETS
from blamelint.language.syntax import first_child, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import without_marks
from blamelint.rewrite.verbs import KNOWING, NOT_ACTS
from blamelint.rewrite.words import is_verb_form

NO_TOPIC = frozenset(
    "future time week month day time hour date way forward q1 q2 q3 q4 january february march april may june july "
    "august september october november december monday tuesday wednesday thursday friday saturday sunday morning "
    "afternoon evening night weekend shift side part front charge top track effect".split()
)

GROUPS = frozenset("team teams staff crew group".split())
"""Nouns that tell who is taught, and not what."""

NO_THINGS = frozenset("it them this that anything everything something nothing things".split())

ABOUT_PERSONS = (
    "be_careful",
    "try_harder",
    "discipline",
    "retrain",
    "restrict",
    "talk_to",
    "remind",
    "apologise",
    "accountable",
    "training_nouns",
)
"""Lexicons of acts that work on a person."""


def subject_of_training(analysis: Analysis, noun: Token) -> tuple[int, int] | None:
    """`the escalation course` is about escalation."""
    about = [c for c in noun.children if c.dep_ == "compound" and c.pos_ in ("NOUN", "PROPN") and c.i < noun.i]
    taught = analysis.entries.within(noun.i, noun.i + 1, ("training_nouns",))
    if not taught or not about or analysis.entries.within(about[0].i, noun.i, ("training_nouns", "retrain")):
        return None
    verb = about[0].i <= 1 and is_verb_form(about[0].lower_)  # `schedule training`
    people = any(c.lower_ in GROUPS or c.i in analysis.sentence.people for c in about)
    return None if people or verb else (about[0].left_edge.i, noun.i)


def own_act(analysis: Analysis, conjunction: Token) -> Token | None:
    """`before you touch an alias`: what those do who are to be careful."""
    act = conjunction.head
    subject = own_subject(act)
    asked = subject is not None and subject.i == conjunction.i + 1 and subject.lower_ in ("you", "they", "we")
    plain = act.pos_ == "VERB" and first_child(act, "aux", "auxpass", "neg", "conj") is None
    things = act.lemma_.lower() not in NOT_ACTS | KNOWING and act.right_edge.i > act.i
    return act if asked and plain and things and conjunction.dep_ in ("advmod", "mark") else None


def topic_of(analysis: Analysis, preposition: Token) -> tuple[int, int] | None:
    """The act or the thing that a preposition leads to."""
    act = first_child(preposition, "pcomp")
    if act is None and preposition.dep_ in ("advmod", "mark"):
        act = preposition.head
    if act is not None and act.tag_ == "VBG" and act.i == preposition.i + 1:
        clause = next((c for c in act.rights if c.dep_ in ("advcl", "ccomp", "conj", "relcl") and own_subject(c)), None)
        end = without_marks(act.right_edge) if clause is None else clause.left_edge.i
        return act.i, without_marks(analysis.sentence[end - 1])
    noun = first_child(preposition, "pobj")
    if noun is None or not _is_topic(analysis, noun):
        return None
    return noun.left_edge.i, min(without_marks(noun.right_edge), _own_end(noun))


def _own_end(noun: Token) -> int:
    """After the words that belong to a noun, without the clauses and the circumstances behind it."""
    end = noun.i + 1
    for child in noun.rights:
        told_apart = child.dep_ == "prep" and (child.lower_ in ("for", "with") or is_dated(child))
        if told_apart or child.dep_ not in ("conj", "cc", "punct", "acl", "relcl", "prep"):
            break
        end = child.right_edge.i + 1
    return end


def is_dated(phrase: Token) -> bool:
    """Tell whether a phrase says when something is."""
    return any(t.like_num or t.lower_.rstrip("s") in NO_TOPIC for t in phrase.subtree)


def _is_topic(analysis: Analysis, noun: Token) -> bool:
    if any(c.lower_ in ("next", "last", "this", "coming", "following", "every", "each") for c in noun.children):
        return False
    if not (noun.pos_ in ("NOUN", "PROPN") or noun.tag_ == "VBG") or noun.like_num or not is_thing(analysis, noun):
        return False
    dated = {t.lower_.rstrip("s") for t in noun.children} | {noun.lower_, noun.lower_.rstrip("s")}
    if dated & NO_TOPIC or any(c.dep_ == "poss" for c in noun.children):
        return False
    return noun.i not in analysis.sentence.people


def is_thing(analysis: Analysis, noun: Token) -> bool:
    """Tell whether a noun is something that an act can be done to, and no person, virtue or training."""
    traits = "attention care caution communication awareness discipline diligence ownership seriousness urgency".split()
    person = analysis.mentions.at(noun.i).kind in TARGETS or noun.lower_ in NO_THINGS
    virtue = noun.lemma_.lower() in traits or noun.lower_ in analysis.vocabulary.words("carelessness_words")
    idiom = analysis.entries.covering(noun.i, "vigilance")  # `keep an eye on`
    return not (person or virtue or idiom or analysis.entries.within(noun.i, noun.i + 1, ABOUT_PERSONS))
