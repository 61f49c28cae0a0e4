"""Actions that change the work instead of the workers."""

from __future__ import annotations

from blamelint.language.analysis import Analysis
from blamelint.language.syntax import first_child, is_infinitive, is_passive, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import CannotSay
from blamelint.rewrite.agentless import Recaster
from blamelint.rewrite.asking import (
    FOLLOWING,
    after_fronted_care,
    asked_acts,
    is_forbidden,
    shuts_out,
    works_on_somebody,
)
from blamelint.rewrite.callings import step_of
from blamelint.rewrite.changes import Change, Part
from blamelint.rewrite.delegating import OF_MACHINES, delegated, is_by_several, without_care
from blamelint.rewrite.guarding import GUARD, KEPT_TO
from blamelint.rewrite.items import LONG_ITEM, PLACE, SIGNS, UNNAMED, case_of, item, tells_fact
from blamelint.rewrite.topics import ABOUT_PERSONS, GROUPS, is_thing
from blamelint.rewrite.verbs import READING, REFLEXIVE
from blamelint.rewrite.words import present

GUIDES = frozenset("guide guides manual manuals docs documentation readme handbooks runbooks playbooks".split())
"""What is written to be read, and kept to."""

FOLLOWED_BY = frozenset("to by with".split())
"""Prepositions between such a verb and what is kept to."""

UNMEASURED = tuple(lexicon for lexicon in ABOUT_PERSONS if lexicon != "try_harder")
"""Lexicons of what a tool cannot do; it can escalate sooner."""

CONSULTING = frozenset("consult inform notify involve contact alert page".split())
"""Verbs whose object is somebody who is to know, and not to be mended."""

ANEW = frozenset("afresh anew again first daily".split())
"""Adverbs that the parser takes for a part of the object before them."""

CIRCUMSTANCES = frozenset("when whenever while during before after for even especially if including".split())
"""Words that lead to when something is kept to."""

KEEPING = frozenset("adherence compliance observance conformity".split())
"""Nouns of keeping to what is written."""


def followed(analysis: Analysis) -> list[Change]:
    """Recast an item about keeping to a text so that the text is easy to keep to; raises `CannotSay`."""
    return item(analysis, _followed)


def eased(analysis: Analysis) -> list[Change]:
    """Recast an item about teaching how to do something so that it is easy to do; raises `CannotSay`."""
    return item(analysis, _eased)


def enforced(analysis: Analysis) -> list[Change]:
    """Recast an action item so that the work sees to the act; raises `CannotSay`."""
    return item(analysis, _enforced)


def handed_over(analysis: Analysis) -> list[Change]:
    """Recast an action item so that a tool does the act; raises `CannotSay`."""
    return item(analysis, _handed_over)


def open_measure(analysis: Analysis) -> list[Change]:
    """Put the form of a measure in the place of an item about persons; raises `CannotSay` for what is no item."""
    if len(analysis.sentence) > LONG_ITEM or tells_fact(analysis):
        raise CannotSay
    # What a label is about stands behind it.
    return item(analysis, _open_measure)


def _open_measure(analysis: Analysis, last: int) -> tuple[Part, ...]:
    # What a label is about stands behind it.
    about = () if analysis.sentence.piece.is_label else ("for", step_of(analysis, last) or UNNAMED)
    return f"add {GUARD}", *about


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
            tail = _tail(analysis, end, last)
            return (f"change {PLACE} so that", *recaster.unowned(moved), be, "easy to follow", *tail)
    return None


def _tail(analysis: Analysis, end: int, last: int) -> tuple[Part, ...]:
    """The circumstances in which a text is to be kept to."""
    if end < last and analysis.sentence.words[end] in SIGNS:
        return ((end, last),)
    start = next((i for i in range(end, last) if analysis.sentence.lower[i] in CIRCUMSTANCES), last)
    between = analysis.sentence.doc[end:start]
    if start == last or any(t.pos_ not in ("ADV", "PUNCT") for t in between):
        return ()
    comma = start > end and analysis.sentence.words[start - 1] == ","
    return ((start - comma, last),)


def _kept_to(analysis: Analysis, verb: Token) -> Token | None:
    """What somebody is to keep to, or is to read as the rule to keep to."""
    if verb.lemma_.lower() in READING and verb.tag_ != "VBG":
        found = first_child(verb, "dobj", "nsubjpass")
        return found if found is not None and found.lower_ in KEPT_TO | GUIDES else None
    if verb.lemma_.lower() not in FOLLOWING | KEEPING:
        return None
    found = first_child(verb, "dobj", "nsubjpass")
    if found is not None and found.lower_ not in REFLEXIVE:
        return found
    preposition = next((c for c in verb.rights if c.lower_ in FOLLOWED_BY and c.dep_ == "prep"), None)
    return None if preposition is None else first_child(preposition, "pobj")


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
        particle = [c for c in verb.children if c.dep_ == "prt" and c.i == verb.i + 1]
        if end <= last and moved[0] == verb.i + 1 + len(particle):
            be = "are" if recaster.is_plural(found) else "is"
            tail: tuple[Part, ...] = ((end, last),) if end < last else ()
            head = (f"change {PLACE} so that", *recaster.unowned(moved), be, "easy to")
            return (*head, recaster.lemma(verb), *(c.text for c in particle), *tail)
    return None


# The work sees to the act


def _enforced(analysis: Analysis, last: int) -> tuple[Part, ...] | None:
    """`Double-check the region before running it` → `… so that the region is double-checked before running it`."""
    if shuts_out(analysis):
        return None
    for verb in asked_acts(analysis, last):
        if works_on_somebody(analysis, verb):
            continue
        if is_by_several(verb) and (parts := _as_done(analysis, verb, last)) is not None:
            return parts
        if is_forbidden(analysis, verb):
            prefixed = verb.i - 2 if analysis.sentence.word(verb.i - 1) == "-" else verb.i  # `over-rotate`
            bare: tuple[Part, ...] = (Recaster(analysis).lemma(verb), (verb.i + 1, last))
            act = ((prefixed, last),) if verb.tag_ == "VB" else bare
            return (f"change {PLACE} so that it is not possible to", *act)
        try:
            if (parts := _done(analysis, verb, last)) is not None:
                return parts
        except CannotSay:
            continue
    return _mistaken(analysis, last)


def _handed_over(analysis: Analysis, last: int) -> tuple[Part, ...] | None:
    """The first act of an item that a tool can do."""
    if shuts_out(analysis):
        return None
    if (start := after_fronted_care(analysis)) is not None:
        return f"have {PLACE}", (start, last)
    opening = analysis.sentence[analysis.first_word]
    # The parser takes `Raise incidents sooner` for a kind of incidents.
    mistaken = opening.pos_ == "NOUN" or opening.dep_ == "nmod"
    asked = [opening] if mistaken and opening.lower_ in OF_MACHINES else []
    for verb in (*asked, *asked_acts(analysis, last, but=UNMEASURED)):
        if works_on_somebody(analysis, verb) or is_forbidden(analysis, verb):
            continue
        if (parts := delegated(analysis, verb, last)) is not None:
            return parts
    return None


def _mistaken(analysis: Analysis, last: int) -> tuple[Part, ...] | None:
    """`Review PRs more carefully`: the parser takes the act for a kind of them."""
    opening = analysis.sentence[analysis.first_word]
    noun = opening.head
    if opening.tag_ != "VB" or opening.dep_ != "compound" or not opening.i < noun.i < last:
        return None
    be = "are" if noun.lower_.endswith("s") else "is"
    tail = tuple(without_care(analysis, noun.i + 1, last))
    done = Recaster(analysis).participle_of(opening)
    return (f"change {PLACE} so that", (opening.i + 1, noun.i + 1), be, done, *tail)


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
    if analysis.sentence.lower[end - 1] in ANEW and end - 1 > moved[0]:
        moved, end = (moved[0], end - 1), end - 1
    between = range(verb.i + 1, moved[0])
    if any(analysis.sentence[i].dep_ != "prt" and analysis.sentence[i].head != verb for i in between):
        return None
    tail = tuple(without_care(analysis, end, last)) or (((end, last),) if end < last else ())
    if not {"they", "their"}.isdisjoint(analysis.sentence.lower[end:last]):
        without = _without_them(analysis, end, last)
        if without is None:
            return _as_done(analysis, verb, last)
        tail = without
    be = "are" if recaster.is_plural(found) else "is"
    participles = [recaster.participle_of(verb)]
    if verb.dep_ == "conj" and verb.head.i + 2 == verb.i and first_child(verb.head, "dobj") is None:
        participles = [recaster.participle_of(verb.head), words[verb.i - 1], *participles]  # `read and sign the SOP`
    head = (f"change {PLACE} so that", *_of_team(analysis, verb, found, recaster.unowned(moved)), be, *participles)
    return (*head, *(words[i] for i in between), *tail, *case_of(analysis))


def _without_them(analysis: Analysis, start: int, last: int) -> tuple[Part, ...] | None:
    """`before they close a ticket` → `before a ticket is closed`."""
    recaster, they = Recaster(analysis), analysis.sentence[min(start + 1, last - 1)]
    verb = they.head
    led = they.lower_ == "they" and they.dep_ == "nsubj" and verb.i == they.i + 1
    found = recaster.object_of(verb) if led and analysis.sentence.lower[start] in CIRCUMSTANCES else None
    if found is None:
        return None
    try:
        moved, end = recaster.moved(found)
    except CannotSay:
        return None
    if moved[0] != verb.i + 1 or end > last or not {"they", "their"}.isdisjoint(analysis.sentence.lower[end:last]):
        return None
    be = "are" if recaster.is_plural(found) else "is"
    rest: tuple[Part, ...] = ((end, last),) if end < last else ()
    return (start, start + 1), *recaster.unowned(moved), be, recaster.participle_of(verb), *rest


def _of_team(analysis: Analysis, verb: Token, found: Token, moved: tuple[Part, ...]) -> tuple[Part, ...]:
    """`Remind the indexing team to write better docs`: those docs are the team's, `better indexing docs`."""
    team = next((c for c in verb.head.children if c.dep_ == "dobj" and c.lower_ in GROUPS and c.i < verb.i), None)
    own = None if team is None else first_child(team, "compound")
    compared = any(c.tag_ == "JJR" and c.i + 1 == found.i for c in found.lefts)
    if own is None or not compared or own.i in analysis.sentence.people:
        return moved
    return (found.left_edge.i, found.i), (own.i, own.i + 1), (found.i, found.right_edge.i + 1)


def _as_done(analysis: Analysis, verb: Token, last: int) -> tuple[Part, ...] | None:
    """`teams should use the stage so that they see it` → `so that teams use the stage so that they see it`.

    What goes on to speak of *them* needs somebody to speak of.
    """
    recaster = Recaster(analysis)
    # The last one, where the parser takes `night porters` for two objects.
    objects = [c for c in verb.head.children if c.dep_ == "dobj" and c.i < verb.i]
    subject = own_subject(verb) or (objects[-1] if objects else _told(verb))
    if (
        subject is None
        or subject.i > verb.i
        or subject.pos_ not in ("NOUN", "PRON", "PROPN")
        or verb.tag_ not in ("VB", "VBP")
    ):
        return None
    if subject.i in analysis.sentence.people or subject.lower_ in ("you", "we", "i"):
        return None
    start = min(part.left_edge.i for part in (subject, *(objects if subject in objects else [])))
    lemma = recaster.lemma(verb)
    many = recaster.is_plural(subject) or subject.lower_ in GROUPS
    doing = lemma if many else present(lemma)
    return (f"change {PLACE} so that", (start, subject.i + 1), doing, (verb.i + 1, last))


def _told(verb: Token) -> Token | None:
    """`Drivers are to be instructed to sound the horn`: those who are told to do something."""
    told = verb.head
    if not is_passive(told):
        return None
    return own_subject(told) or (own_subject(told.head) if told.dep_ == "xcomp" else None)
