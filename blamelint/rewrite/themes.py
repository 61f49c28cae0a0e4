"""What an item about persons has to do with the work, where no word leads to it.

`Revoke Tom's production access` says nothing of a topic, and still tells what a guard is wanted for. What somebody is
said to have done is looked for first, then what they are to do no more, then any thing of the work.
"""

from __future__ import annotations

from collections.abc import Iterator

from blamelint.language.analysis import Analysis
from blamelint.language.syntax import first_child, is_passive, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import HUMAN, tells_time, without_marks
from blamelint.rewrite.agentless import Recaster
from blamelint.rewrite.asking import IMPROVING, is_asked, is_removal
from blamelint.rewrite.changes import Change, Part
from blamelint.rewrite.delegating import CHECKING
from blamelint.rewrite.guarding import APOLOGISING, GUARD, measured
from blamelint.rewrite.items import item
from blamelint.rewrite.topics import ABOUT_PERSONS, GROUPS, Topic, is_personal, is_thing, is_time, own, unowned
from blamelint.rewrite.verbs import LEFT_UNDONE, NEGATIONS, NOT_ACTS, READING
from blamelint.rewrite.words import gerund, is_verb_form

DEALING = frozenset(
    "take give get make put keep go come hold bring buy attend meet talk speak sit discuss explain apologise "
    "apologize pair supervise shadow replace restrict revoke remove suspend ban bar stop prevent prove complete earn "
    "learn pass own answer justify face lose work do help stay try show demonstrate confess ask tell let allow permit "
    "trust escort watch monitor sort panic rush hurry assume guess hesitate worry return receive undergo fix mend "
    "repair clean undo say agree cause refresh brush improve strengthen".split()
)
"""Verbs of what is done to somebody, or by somebody to make up for it."""

BOUNDS = frozenset(
    "until till unless without under alone unsupervised unaccompanied because since as who that if pending with by "
    "after again solo anywhere first , ; ( : - – —".split()
)
"""Where the words about a person go on behind an act."""

CIRCUMSTANCES = frozenset("before after when while until once".split())
"""Words that open a clause about when something is done."""

HOPED_FOR = IMPROVING | {"raise"}
"""Verbs whose object is what is hoped for, and no thing of the work."""

LEADING_TO = ("about on regarding around over concerning", "for with in of during at to against from off")
"""Prepositions, the likeliest to lead to a topic first."""

UNTIL = frozenset("until till pending by before".split())
"""What stands behind them is how long it lasts."""


def reproached(analysis: Analysis) -> list[Change]:
    """Recast an item about what somebody has done as a guard against that; raises `CannotSay`."""
    return item(analysis, lambda analysis, last: _guarded(_misdeed(analysis, last)))


def undertaken(analysis: Analysis) -> list[Change]:
    """Recast an item about what somebody may not do as a guard for that; raises `CannotSay`."""
    return item(analysis, lambda analysis, last: _guarded(_undertaking(analysis, last)))


def concerned(analysis: Analysis) -> list[Change]:
    """Recast an item about persons as a guard for the thing it has to do with; raises `CannotSay`."""
    return item(analysis, _concerned)


def _concerned(analysis: Analysis, last: int) -> tuple[Part, ...] | None:
    if last - analysis.first_word <= 1:
        return None  # `Concentration!`
    topic = _matter(analysis, last)
    if topic is None:
        return None
    denied = "no" in analysis.sentence.lower[max(0, topic[1] - 1) : topic[1]]  # `no shortcuts`
    return measured(analysis, "against" if denied else "for", topic)


def _guarded(theme: tuple[Part, ...] | None) -> tuple[Part, ...] | None:
    return None if theme is None else (f"add {GUARD}", *theme)


# What somebody is said to have done


def _misdeed(analysis: Analysis, last: int) -> tuple[Part, ...] | None:
    """`Reprimand whoever disabled the alarm` → `… against disabling the alarm`."""
    recaster = Recaster(analysis)
    for verb in analysis.sentence.doc[:last]:
        if not _is_told_of_somebody(analysis, verb) or recaster.lemma(verb) in NOT_ACTS | DEALING:
            continue
        undone = first_child(verb, "xcomp") if recaster.lemma(verb) in LEFT_UNDONE else None
        act = undone or verb
        end = _end_of_act(analysis, act, last)
        if end > act.i + 1:
            undone_itself = undone is not None or any(c.lower_ in NEGATIONS for c in verb.children)
            tie = "for" if undone_itself else "against"
            return tie, gerund(recaster.lemma(act)), *unowned(analysis, act.i + 1, end)
    return None


def _is_told_of_somebody(analysis: Analysis, verb: Token) -> bool:
    subject = own_subject(verb)
    told = verb.tag_ in ("VBD", "VBZ", "VBP", "VBN") or any(c.lower_ in ("did", "does", "do") for c in verb.children)
    if verb.pos_ != "VERB" or subject is None or subject.i > verb.i or is_passive(verb) or not told:
        return False
    who = subject.lower_ in ("who", "whoever", "he", "she", "they")
    somebody = who or analysis.mentions.at(subject.i).kind in HUMAN
    asked = verb.dep_ == "ROOT" and verb.tag_ not in ("VBD",)
    until = any(c.lower_ in UNTIL for c in verb.children)
    modal = any(c.tag_ == "MD" or c.lower_ in ("when", "if", "before", "after", "that") for c in verb.lefts)
    return somebody and not (asked or until or modal)


# What somebody is to do no more, or only in company


def _undertaking(analysis: Analysis, last: int) -> tuple[Part, ...] | None:
    """`Only seniors may touch the firewall` → `… for touching the firewall`."""
    recaster = Recaster(analysis)
    for verb in analysis.sentence.doc[:last]:
        if not _is_undertaking(verb) or recaster.lemma(verb) in NOT_ACTS | DEALING | READING:
            continue
        if analysis.entries.starting_at(verb.i, ABOUT_PERSONS):
            continue
        end = _end_of_act(analysis, verb, last)
        checked = recaster.lemma(verb) in CHECKING and first_child(verb, "dobj") is not None
        doing = () if checked else (gerund(recaster.lemma(verb)),)  # a check for a check says no more
        return "for", *doing, *unowned(analysis, verb.i + 1, end)
    return None


def _is_undertaking(verb: Token) -> bool:
    modal = any(c.tag_ in ("MD", "TO") for c in verb.children)
    barred = verb.dep_ == "pcomp" and verb.tag_ == "VBG" and verb.head.lower_ == "from"
    undertaken = (verb.tag_ == "VB" and modal) or barred
    return verb.pos_ == "VERB" and undertaken and not (is_passive(verb) or is_removal(verb) or _is_until(verb))


def _is_until(verb: Token) -> bool:
    """`until he has learnt to read the plan`: how long it lasts."""
    above = (verb, *verb.ancestors)
    return any(c.lower_ in UNTIL and c.i < verb.i for token in above for c in token.children)


def _end_of_act(analysis: Analysis, act: Token, last: int) -> int:
    """After what belongs to an act, before the words that go on about persons."""
    for i in range(act.i + 1, last):
        token = analysis.sentence[i]
        if (
            token.lower_ in BOUNDS
            or token.tag_ in ("MD", "VBZ", "VBP", "VBD")
            or (token.lower_ == "and" and token.head.pos_ == "VERB")
        ):
            # `close the valve before they leave`: the clause goes as a whole.
            led = (j for j in range(act.i + 1, i) if analysis.sentence.lower[j] in CIRCUMSTANCES)
            return next(led, i) if token.tag_ in ("VBP", "VBZ", "VBD") else i
    return last


# Any thing of the work


def _matter(analysis: Analysis, last: int) -> Topic | None:
    """`Revoke Tom's production access` → `… for production access`."""
    noun = next(_matters(analysis, last), None)
    if noun is None:
        return None
    the, start, end = own(analysis, noun)
    when = analysis.sentence[end] if end < last else noun
    if when.dep_ == "prep" and when.lower_ in ("on", "at", "during") and tells_time(when):
        end = without_marks(when.right_edge) if first_child(when, "pcomp") is None else end
        end = next((t.i for t in when.subtree if t.dep_ == "prep" and t.i > when.i), end)
    return the, start, min(end, last)


def _matters(analysis: Analysis, last: int) -> Iterator[Token]:
    """Things of the work, those first that an item is likeliest to be about."""
    found = [
        t
        for t in analysis.sentence.doc[:last]
        if t.dep_ not in ("compound", "amod", "nmod", "poss", "dative")
        and analysis.sentence.word(t.i - 1) != "-"  # `chain-of-custody labels`
        and _is_matter(analysis, t)
    ]
    for prepositions in LEADING_TO:
        yield from (t for t in found if t.dep_ == "pobj" and t.head.lower_ in prepositions.split())
    yield from (t for t in found if t.dep_ in ("dobj", "nsubj", "nsubjpass"))
    yield from (t for t in found if t.head.lower_ not in UNTIL)


def _is_matter(analysis: Analysis, noun: Token) -> bool:
    if noun.pos_ not in ("NOUN", "PROPN", "X") or noun.like_num or is_time(noun) or noun.i in analysis.sentence.people:
        return False
    opening = noun.i == analysis.first_word and (
        is_verb_form(noun.lower_) or analysis.sentence.word(noun.i + 1) == "to"
    )
    until = any(a.lower_ in UNTIL for a in noun.ancestors) or _is_until(noun)
    passing = noun.head.lower_ == "as" or noun.head.head.lower_ == "front" or _is_of_team(noun)
    thing = is_thing(analysis, noun) or analysis.entries.within(noun.i, noun.i + 1, ("access_nouns",))
    passing = passing or (noun.dep_ == "dobj" and noun.head.lemma_.lower() in HOPED_FOR) or _is_of_all(noun)
    passing = passing or _is_told_of_people(noun) or _is_addressed(noun)
    passing = passing or _is_passing(analysis, noun)
    return not (is_personal(noun) or opening or until or passing) and bool(thing) and any(map(str.isalpha, noun.text))


def _is_told_of_people(noun: Token) -> bool:
    """`explain why they fell asleep at the wheel`: what is said of people."""
    subjects = (own_subject(a) for a in noun.ancestors if a.pos_ == "VERB")
    return any(subject is not None and subject.lower_ in ("they", "he", "she", "who") for subject in subjects)


def _is_of_all(noun: Token) -> bool:
    """`a refresher for all holders of keys`: whom it is for."""
    return noun.tag_ == "NNS" and noun.lemma_.endswith(("er", "or", "ist")) and noun.head.lower_ == "for"


def _is_passing(analysis: Analysis, noun: Token) -> bool:
    """What is kept from somebody says nothing of the step, and nor do those who are asked, or have done something."""
    acted = noun.head.tag_ in ("VBN", "VBD") and first_child(noun.head, "dobj", "ccomp") is not None
    treated = noun.dep_ in ("dobj", "nsubjpass") and analysis.entries.starting_at(noun.head.i, ("retrain", "remind"))
    agent = (acted and noun.dep_ == "nsubj") or is_asked(analysis, noun)
    return bool(treated) or agent or any(map(is_removal, noun.ancestors))


def _is_addressed(noun: Token) -> bool:
    """`Audience to apologise to the newsroom`: who is to act, and before whom."""
    before = noun.head.lower_ == "to" and noun.head.head.lemma_ in APOLOGISING
    named = noun.pos_ == "PROPN" and any(t.lower_ == "to" and t.tag_ == "TO" for t in noun.doc[noun.i + 1 : noun.i + 4])
    return before or named


def _is_of_team(noun: Token) -> bool:
    return any(c.lower_ in GROUPS for c in noun.children)
