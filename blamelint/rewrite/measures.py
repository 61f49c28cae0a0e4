"""Actions that change the work instead of the workers."""

from __future__ import annotations

from collections.abc import Iterator

from blamelint.language.analysis import Analysis
from blamelint.language.syntax import first_child, is_infinitive, is_passive, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import HUMAN, CannotSay, without_marks
from blamelint.rewrite.agentless import Recaster
from blamelint.rewrite.changes import Change, Part
from blamelint.rewrite.items import CONDITION, LONG_ITEM, PLACE, STRESSED, TOLD, after_case, item
from blamelint.rewrite.topics import ABOUT_PERSONS, GROUPS, is_thing
from blamelint.rewrite.verbs import KNOWING, LEFT_UNDONE, NEGATIONS, NOT_ACTS, REFLEXIVE
from blamelint.rewrite.words import present

CARRIERS = frozenset(
    "remind tell ask teach train coach urge instruct ensure make encourage expect require need allow permit".split()
)
"""Verbs that hand an act to somebody: `remind engineers to check the region`."""

PERSON_FIXING = frozenset("be have pay take exercise stay remember forget understand know care raise".split())

REMINDERS = frozenset("reminder note notice message announcement memo".split())
"""What tells people a fact."""

FOLLOWING = frozenset(
    "follow adhere comply stick obey abide observe respect conform enforce familiarise familiarize acquaint".split()
)
"""Verbs of keeping to what is written."""

READING = frozenset("read reread re-read sign review study".split())
"""Verbs of taking note of it."""

FOLLOWED_BY = frozenset("to by with".split())
"""Prepositions between such a verb and what is kept to."""

DISCUSSING = frozenset("discuss review raise address talk speak go clarify".split())

CONSULTING = frozenset("consult inform notify involve contact alert page".split())
"""Verbs whose object is somebody who is to know, and not to be mended."""

KEEPING = frozenset("adherence compliance observance conformity".split())
"""Nouns of keeping to what is written."""


def followed(analysis: Analysis) -> list[Change]:
    """Recast an item about keeping to a text so that the text is easy to keep to; raises `CannotSay`."""
    return item(analysis, _followed)


def shown(analysis: Analysis) -> list[Change]:
    """Recast an item about telling people a fact so that the work shows it; raises `CannotSay`."""
    return item(analysis, _shown)


def eased(analysis: Analysis) -> list[Change]:
    """Recast an item about teaching how to do something so that it is easy to do; raises `CannotSay`."""
    return item(analysis, _eased)


def enforced(analysis: Analysis) -> list[Change]:
    """Recast an action item so that the work sees to the act; raises `CannotSay`."""
    return item(analysis, _enforced)


def open_measure(analysis: Analysis) -> list[Change]:
    """Put the form of a measure in the place of an item about persons; raises `CannotSay` for what is no item."""
    if len(analysis.sentence) > LONG_ITEM:
        raise CannotSay
    return item(analysis, lambda _analysis, _last: (f"change {PLACE} so that {CONDITION} is met",))


# What is written is made easy to keep to


def _followed(analysis: Analysis, last: int) -> tuple[Part, ...] | None:
    """`Adhere to the change process` → `… so that the change process is easy to follow`."""
    for verb in analysis.sentence.doc[:last]:
        noun = _kept_to(analysis, verb)
        if noun is None or not is_thing(analysis, noun):
            continue
        recaster = Recaster(analysis)
        try:
            moved, end = recaster.moved(noun)
        except CannotSay:
            continue
        if end <= last:
            be = "are" if recaster.is_plural(noun) else "is"
            return (f"change {PLACE} so that", *recaster.unowned(moved), be, "easy to follow")
    return None


def _kept_to(analysis: Analysis, verb: Token) -> Token | None:
    """What somebody is to keep to, or is to read as the rule to keep to."""
    if verb.lemma_.lower() in READING:
        found = first_child(verb, "dobj", "nsubjpass")
        return found if found is not None and analysis.entries.within(found.i, found.i + 1, ("rulebooks",)) else None
    if verb.lemma_.lower() not in FOLLOWING | KEEPING:
        return None
    found = first_child(verb, "dobj", "nsubjpass")
    if found is not None and found.lower_ not in REFLEXIVE:
        return found
    preposition = next((c for c in verb.rights if c.lower_ in FOLLOWED_BY and c.dep_ == "prep"), None)
    return None if preposition is None else first_child(preposition, "pobj")


# The work shows what people are told


def _shown(analysis: Analysis, last: int) -> tuple[Part, ...] | None:
    """`Remind tellers that the cut-off is 16:00` → `… so that it shows that the cut-off is 16:00`."""
    for that in analysis.sentence.doc[:last]:
        clause, told = that.head, TOLD.union(REMINDERS).intersection(analysis.sentence.lower[: that.i])
        subject = own_subject(clause)
        if that.lower_ != "that" or that.dep_ != "mark" or subject is None or not told:
            continue
        is_norm = any(c.tag_ == "MD" for c in clause.children)
        if analysis.mentions.at(subject.i).kind not in HUMAN and not is_norm:
            return (f"change {PLACE} so that it shows", (that.i, min(without_marks(clause.right_edge), last)))
    return None


# What is taught becomes easy


def _eased(analysis: Analysis, last: int) -> tuple[Part, ...] | None:
    """`Teach operators how to restart the gateway` → `… so that the gateway is easy to restart`."""
    recaster = Recaster(analysis)
    for how in analysis.sentence.doc[:last]:
        verb = how.head
        found = recaster.object_of(verb) if how.lower_ == "how" and is_infinitive(verb) and verb.i > how.i else None
        if found is None or not is_thing(analysis, found):
            continue
        moved, end = recaster.moved(found)
        if end <= last and moved[0] == verb.i + 1:
            be = "are" if recaster.is_plural(found) else "is"
            tail: tuple[Part, ...] = ((end, last),) if end < last else ()
            head = (f"change {PLACE} so that", *recaster.unowned(moved), be, "easy to")
            return (*head, recaster.lemma(verb), *tail)
    return None


# The work sees to the act


def _enforced(analysis: Analysis, last: int) -> tuple[Part, ...] | None:
    """`Double-check the region before running it` → `… so that the region is double-checked before running it`."""
    for verb in _acts(analysis, last):
        if _works_on_somebody(analysis, verb):
            continue
        if _is_forbidden(analysis, verb):
            verb_now = Recaster(analysis).lemma(verb)
            return (f"change {PLACE} so that it is not possible to", verb_now, (verb.i + 1, last))
        try:
            if (parts := _done(analysis, verb, last)) is not None:
                return parts
        except CannotSay:
            continue
    return None


def _acts(analysis: Analysis, last: int) -> Iterator[Token]:
    """Acts that somebody is asked to do, and that work on a thing."""
    no_acts = CARRIERS | PERSON_FIXING | NOT_ACTS | (KNOWING - {"check", "verify", "confirm", "document", "record"})
    for verb in analysis.sentence.doc[:last]:
        subject = own_subject(verb)
        asked = subject is None or subject.i == 0 or analysis.mentions.at(subject.i).kind in HUMAN
        act = verb.pos_ == "VERB" and verb.lemma_.lower() not in no_acts
        told = verb.dep_ in ("ROOT", "xcomp", "ccomp", "acl", "relcl") or _is_bare_advcl(verb) or _is_needed(verb)
        told = told or (
            verb.dep_ == "conj" and verb.head.lemma_.lower() in PERSON_FIXING
        )  # `stay calm and not touch it`
        if act and asked and told and not analysis.entries.starting_at(verb.i, ABOUT_PERSONS):
            yield verb


def _works_on_somebody(analysis: Analysis, verb: Token) -> bool:
    """`will be spoken to about it`, `discuss conduct with the engineer`: what is done is done to a person."""
    subject = own_subject(verb)
    if is_passive(verb) and subject is not None and analysis.mentions.at(subject.i).kind in HUMAN:
        return True
    people = (noun for c in verb.subtree if c.lower_ == "with" and c.i > verb.i for noun in c.children)
    return verb.lemma_.lower() in DISCUSSING and any(analysis.mentions.at(noun.i).kind in HUMAN for noun in people)


def _is_bare_advcl(verb: Token) -> bool:
    """`remind them in the review to check it`, `check it, it takes a minute`: the parser takes them for adverbial."""
    return verb.dep_ == "advcl" and verb.tag_ in ("VB", "VBP") and first_child(verb, "mark", "advmod") is None


def _is_needed(verb: Token) -> bool:
    """`repeat the need for teams to use it`."""
    return verb.dep_ == "advcl" and verb.head.lemma_.lower() in STRESSED and own_subject(verb) is not None


def _done(analysis: Analysis, verb: Token, last: int) -> tuple[Part, ...] | None:
    """The object of an act, with what is to be done to it; raises `CannotSay`."""
    recaster, words = Recaster(analysis), analysis.sentence.words
    found = recaster.object_of(verb) or recaster.object_of_preposition(verb)
    if found is None and "their" in analysis.sentence.lower[verb.i : last]:
        return _as_done(analysis, verb, last)  # `keep their phones switched on`
    if found is None or not (is_thing(analysis, found) or verb.lemma_.lower() in CONSULTING):
        return None
    if recaster.is_human_agent(verb) or any(c.dep_ == "conj" and c.pos_ == "VERB" for c in verb.children):
        return None
    moved, end = recaster.moved(found)
    between = range(verb.i + 1, moved[0])
    if any(analysis.sentence[i].dep_ != "prt" and analysis.sentence[i].head != verb for i in between):
        return None
    tail: tuple[Part, ...] = ((end, last),) if end < last else ()
    if not {"they", "their"}.isdisjoint(analysis.sentence.lower[end:last]):
        return _as_done(analysis, verb, last)
    be = "are" if recaster.is_plural(found) else "is"
    head = (f"change {PLACE} so that", *recaster.unowned(moved), be, recaster.participle_of(verb))
    return (*head, *(words[i] for i in between), *tail, *_case(analysis))


def _as_done(analysis: Analysis, verb: Token, last: int) -> tuple[Part, ...] | None:
    """`teams should use the stage so that they see it` → `so that teams use the stage so that they see it`.

    What goes on to speak of *them* needs somebody to speak of.
    """
    recaster = Recaster(analysis)
    subject = own_subject(verb) or first_child(verb.head, "dobj")
    if subject is None or subject.i > verb.i or subject.pos_ not in ("NOUN", "PRON", "PROPN") or verb.tag_ != "VB":
        return None
    if subject.i in analysis.sentence.people or subject.lower_ in ("you", "we", "i"):
        return None
    lemma = recaster.lemma(verb)
    many = recaster.is_plural(subject) or subject.lower_ in GROUPS
    doing = lemma if many else present(lemma)
    return (f"change {PLACE} so that", (subject.left_edge.i, subject.i + 1), doing, (verb.i + 1, last))


def _case(analysis: Analysis) -> tuple[Part, ...]:
    """`When the probe fails, check …`: the case in which an act is asked for comes behind it."""
    first = 1 if analysis.sentence.implied else 0
    comma = after_case(analysis)
    return (analysis.sentence.lower[first], (first + 1, comma)) if comma > first + 1 else ()


def _is_forbidden(analysis: Analysis, verb: Token) -> bool:
    """`must no longer operate the panel`, `never deploy on Fridays`."""
    before = analysis.sentence.lower[: verb.i]
    no_longer = "longer" in before and "no" in before
    above = (verb, *verb.ancestors)
    never = any(c.lower_ in NEGATIONS and c.i < verb.i for token in above for c in token.children)
    if any(token.lemma_.lower() in LEFT_UNDONE for token in verb.ancestors):
        return False  # `do not forget to`
    return verb.i + 1 < len(analysis.sentence) and (no_longer or never or bool({"nobody", "no-one"} & set(before)))


# A guard sees to the topic
