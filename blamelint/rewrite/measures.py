"""Actions that change the work instead of the workers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from blamelint.document import SectionKind
from blamelint.language.analysis import Analysis
from blamelint.language.spacy import Token
from blamelint.language.syntax import first_child, is_infinitive, is_passive, own_subject
from blamelint.rewrite.acts import HUMAN, CannotSay, tells_time, without_marks
from blamelint.rewrite.agentless import Recaster
from blamelint.rewrite.changes import Change, Part, end_of_words
from blamelint.rewrite.topics import ABOUT_PERSONS, GROUPS, is_dated, is_thing, own_act, subject_of_training, topic_of
from blamelint.rewrite.verbs import KNOWING, LEFT_UNDONE, NEGATIONS, NOT_ACTS, PERFECT, REFLEXIVE
from blamelint.rewrite.words import gerund, present

PLACE = "‹tool or step›"
GUARD = "‹a guard, check or preview›"
CONDITION = "‹condition›"

LONG_ITEM = 24
"""Tokens from which on a sentence tells a tale."""

OPENING = 8
"""Tokens within which an item comes to its topic; what stands before is about whom it addresses."""

SAME_IN_PAST = frozenset("read put set cut let shut split".split())
"""Verbs whose past the tagger guesses: `all engineers, read the notice`."""

CAREFUL = frozenset("careful cautious mindful prudent wary vigilant".split())

SUBORDINATE = frozenset(
    "when if before after while unless until because since so especially particularly aka e.g. i.e. to even".split()
)
"""Words that lead to something more about a topic."""

LEADING = frozenset("when if whenever once".split())
"""Words that lead to the case in which an item holds."""

CARRIERS = frozenset(
    "remind tell ask teach train coach urge instruct ensure make encourage expect require need allow permit".split()
)
"""Verbs that hand an act to somebody: `remind engineers to check the region`."""

PERSON_FIXING = frozenset("be have pay take exercise stay remember forget understand know care raise".split())

ABOUT = frozenset("on about over with during when before while regarding around".split())
"""Prepositions behind which an action says what it is about."""

STRESSED = frozenset("attention awareness importance need necessity risk danger".split())
"""Nouns behind whose preposition a reminder says what it is about."""

TOLD = frozenset("remind tell inform warn teach stress emphasise emphasize reiterate repeat highlight explain".split())
"""Verbs whose clause is what a tool could show as well."""

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

Wording = Callable[[Analysis, int], tuple[Part, ...] | None]


def followed(analysis: Analysis) -> list[Change]:
    """Recast an item about keeping to a text so that the text is easy to keep to; raises `CannotSay`."""
    return _item(analysis, _followed)


def shown(analysis: Analysis) -> list[Change]:
    """Recast an item about telling people a fact so that the work shows it; raises `CannotSay`."""
    return _item(analysis, _shown)


def eased(analysis: Analysis) -> list[Change]:
    """Recast an item about teaching how to do something so that it is easy to do; raises `CannotSay`."""
    return _item(analysis, _eased)


def enforced(analysis: Analysis) -> list[Change]:
    """Recast an action item so that the work sees to the act; raises `CannotSay`."""
    return _item(analysis, _enforced)


def guarded(analysis: Analysis) -> list[Change]:
    """Recast an action item so that a guard sees to its topic; raises `CannotSay`."""
    return _item(analysis, _guarded)


def open_measure(analysis: Analysis) -> list[Change]:
    """Put the form of a measure in the place of an item about persons; raises `CannotSay` for what is no item."""
    _refuse_tale(analysis)
    return _item(analysis, lambda _analysis, _last: (f"change {PLACE} so that {CONDITION} is met",))


def _refuse_tale(analysis: Analysis) -> None:
    """A long sentence outside of lists says more than an item does; raises `CannotSay`."""
    if len(analysis.sentence) > LONG_ITEM and analysis.around.section is not SectionKind.ACTIONS:
        raise CannotSay


def _item(analysis: Analysis, wording: Wording) -> list[Change]:
    first = 1 if analysis.sentence.implied else 0
    last = _before_note(analysis, end_of_words(analysis.sentence))
    parts = None if last - first < 1 or _is_past(analysis) else wording(analysis, last)
    if parts is None:
        raise CannotSay
    return [Change(first, last, parts)]


def _is_past(analysis: Analysis) -> bool:
    """`should have been …` looks back, and so does what somebody did."""
    told = analysis.around.section not in (SectionKind.ACTIONS, SectionKind.LESSONS)
    root = next((t for t in analysis.sentence.doc if t.dep_ == "ROOT"), None)
    verbs = () if root is None else (root, *(c for c in root.children if c.dep_ != "ccomp"))
    if told and any(t.tag_ == "VBD" and t.lower_ not in SAME_IN_PAST for t in verbs):
        return True
    words = analysis.sentence.lower
    return any(
        word in ("should", "could", "would", "need", "might") and not PERFECT.isdisjoint(words[i + 1 : i + 3])
        for i, word in enumerate(words)
    )


def _before_note(analysis: Analysis, last: int) -> int:
    """Leave `(owner: Ines, May)` at the end as it is."""
    words = analysis.sentence.words
    if last and words[last - 1] == ")" and "(" in words[:last]:
        opening = max(i for i in range(last) if words[i] == "(")
        return opening if opening > 2 else last
    return last


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
            return (f"change {PLACE} so that", *_without_holder(analysis, moved), be, "easy to follow")
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
            head = (f"change {PLACE} so that", *_without_holder(analysis, moved), be, "easy to")
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
    head = (f"change {PLACE} so that", *_without_holder(analysis, moved), be, recaster.participle_of(verb))
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
    comma = _after_case(analysis)
    return (analysis.sentence.lower[first], (first + 1, comma)) if comma > first + 1 else ()


def _without_holder(analysis: Analysis, moved: tuple[int, int]) -> tuple[Part, ...]:
    """`her change` → `the change`."""
    first = analysis.sentence[moved[0]]
    if first.lower_ in ("his", "her", "their", "my") and first.dep_ == "poss":
        return "the", (moved[0] + 1, moved[1])
    return (moved,)


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


def _guarded(analysis: Analysis, last: int) -> tuple[Part, ...] | None:
    """`Retrain Sam on the release checklist` → `Add ‹a guard, check or preview› for the release checklist`."""
    for token in analysis.sentence.doc[_after_case(analysis) : last]:
        if (topic := _topic(analysis, token)) is not None:
            verb, start, end = topic
            end = min(end, last)
            tie = "during" if token.lower_ == "during" else "for"
            further = _further(analysis, end, last)
            if not further or token.i > OPENING:
                _refuse_tale(analysis)
            return (f"add {GUARD} {tie}", *verb, (start, end), *further)
    return None


def _after_case(analysis: Analysis) -> int:
    """Where an item begins behind the case in which it holds."""
    first = 1 if analysis.sentence.implied else 0
    words = analysis.sentence.lower
    return words.index(",", first) if words[first] in LEADING and "," in words[first:] else first


def _topic(analysis: Analysis, token: Token) -> tuple[tuple[str, ...], int, int] | None:
    """Where the topic stands to which a token leads, behind a verb where that takes another form."""
    if (taught := subject_of_training(analysis, token)) is not None:
        return (), *taught
    treated = token.lower_ in ("treat", "handle") and "with" in analysis.sentence.lower[token.i :]
    if treated and (found := first_child(token, "dobj")) is not None and is_thing(analysis, found):
        return (), found.left_edge.i, found.i + 1  # `treat notices with due care`
    if token.lower_ == "seriously" and (found := first_child(token.head, "dobj")) is not None:
        return (), found.left_edge.i, found.i + 1  # `take alarms more seriously`
    reproved = token.lower_ == "for" and first_child(token, "pcomp") is not None
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
