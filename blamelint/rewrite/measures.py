"""Actions that change the work instead of the workers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from blamelint.document import SectionKind
from blamelint.language.analysis import Analysis
from blamelint.language.beings import TARGETS
from blamelint.language.spacy import Token
from blamelint.language.syntax import first_child, own_subject
from blamelint.rewrite.acts import HUMAN, CannotSay, without_marks
from blamelint.rewrite.agentless import Recaster
from blamelint.rewrite.changes import Change, Part, end_of_words
from blamelint.rewrite.verbs import KNOWING, LEFT_UNDONE, NEGATIONS, NOT_ACTS, PERFECT
from blamelint.rewrite.words import gerund

PLACE = "‹tool or step›"
GUARD = "‹a guard, check or preview›"
CONDITION = "‹condition›"

ABOUT = frozenset("on about over with during when before while regarding around".split())
"""Prepositions behind which an action says what it is about."""

NO_TOPIC = frozenset(
    "future time week month day time hour date way forward q1 q2 q3 q4 january february march april may june july "
    "august september october november december monday tuesday wednesday thursday friday saturday sunday morning "
    "afternoon evening night weekend shift side part front charge top track effect".split()
)

LONG_ITEM = 24
"""Tokens from which on a sentence tells a tale."""

NO_THINGS = frozenset("it them this that anything everything something nothing things".split())

SAME_IN_PAST = frozenset("read put set cut let shut split".split())
"""Verbs whose past the tagger guesses: `all engineers, read the notice`."""

CARRIERS = frozenset(
    "remind tell ask teach train coach urge instruct ensure make encourage expect require need allow permit".split()
)
"""Verbs that hand an act to somebody: `remind engineers to check the region`."""

PERSON_FIXING = frozenset("be have pay take exercise stay remember forget understand know care raise".split())

FOLLOWING = frozenset("follow adhere comply stick obey abide observe respect conform enforce".split())
"""Verbs of keeping to what is written."""

READING = frozenset("read reread re-read sign review study".split())
"""Verbs of taking note of it."""

FOLLOWED_BY = frozenset("to by with".split())
"""Prepositions between such a verb and what is kept to."""

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

KEEPING = frozenset("adherence compliance observance conformity".split())
"""Nouns of keeping to what is written."""

STRESSED = frozenset("attention awareness importance need necessity risk danger".split())
"""Nouns behind whose preposition a reminder says what it is about."""

TOLD = frozenset("remind tell inform warn teach stress emphasise emphasize reiterate repeat highlight explain".split())
"""Verbs whose clause is what a tool could show as well."""

Wording = Callable[[Analysis, int], tuple[Part, ...] | None]


def followed(analysis: Analysis) -> list[Change]:
    """Recast an item about keeping to a text so that the text is easy to keep to; raises `CannotSay`."""
    return _item(analysis, _followed)


def shown(analysis: Analysis) -> list[Change]:
    """Recast an item about telling people a fact so that the work shows it; raises `CannotSay`."""
    return _item(analysis, _shown)


def enforced(analysis: Analysis) -> list[Change]:
    """Recast an action item so that the work sees to the act; raises `CannotSay`."""
    return _item(analysis, _enforced)


def guarded(analysis: Analysis) -> list[Change]:
    """Recast an action item so that a guard sees to its topic; raises `CannotSay`."""
    _refuse_tale(analysis)
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
        if noun is None or not _is_thing(analysis, noun):
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
    if (found := first_child(verb, "dobj", "nsubjpass")) is not None:
        return found
    preposition = next((c for c in verb.rights if c.lower_ in FOLLOWED_BY and c.dep_ == "prep"), None)
    return None if preposition is None else first_child(preposition, "pobj")


# The work shows what people are told


def _shown(analysis: Analysis, last: int) -> tuple[Part, ...] | None:
    """`Remind tellers that the cut-off is 16:00` → `… so that it shows that the cut-off is 16:00`."""
    for verb in analysis.sentence.doc[:last]:
        clause = first_child(verb, "ccomp", "advcl") if verb.lemma_.lower() in TOLD else None
        that = None if clause is None else first_child(clause, "mark")
        subject = None if clause is None else own_subject(clause)
        if clause is None or that is None or subject is None or that.lower_ != "that":
            continue
        is_norm = any(c.tag_ == "MD" for c in clause.children)
        if analysis.mentions.at(subject.i).kind not in HUMAN and that.i > verb.i and not is_norm:
            return (f"change {PLACE} so that it shows", (that.i, min(without_marks(clause.right_edge), last)))
    return None


# The work sees to the act


def _enforced(analysis: Analysis, last: int) -> tuple[Part, ...] | None:
    """`Double-check the region before running it` → `… so that the region is double-checked before running it`."""
    for verb in _acts(analysis, last):
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
        told = verb.dep_ in ("ROOT", "xcomp", "ccomp", "acl", "relcl") or _is_bare_advcl(verb)
        if act and asked and told and not analysis.entries.starting_at(verb.i, ABOUT_PERSONS):
            yield verb


def _is_bare_advcl(verb: Token) -> bool:
    """`remind them in the review to check it`, `check it, it takes a minute`: the parser takes them for adverbial."""
    return verb.dep_ == "advcl" and verb.tag_ in ("VB", "VBP") and first_child(verb, "mark", "advmod") is None


def _done(analysis: Analysis, verb: Token, last: int) -> tuple[Part, ...] | None:
    """The object of an act, with what is to be done to it; raises `CannotSay`."""
    recaster, words = Recaster(analysis), analysis.sentence.words
    found = recaster.object_of(verb) or recaster.object_of_preposition(verb)
    if found is None or not _is_thing(analysis, found):
        return None
    if recaster.is_human_agent(verb) or any(c.dep_ == "conj" and c.pos_ == "VERB" for c in verb.children):
        return None
    moved, end = recaster.moved(found)
    between = range(verb.i + 1, moved[0])
    if any(analysis.sentence[i].dep_ != "prt" and analysis.sentence[i].head != verb for i in between):
        return None
    be = "are" if recaster.is_plural(found) else "is"
    head = (f"change {PLACE} so that", *_without_holder(analysis, moved), be, recaster.participle_of(verb))
    tail: tuple[Part, ...] = ((end, last),) if end < last else ()
    return (*head, *(words[i] for i in between), *tail)


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


def _is_thing(analysis: Analysis, noun: Token) -> bool:
    """Tell whether a noun is something that an act can be done to, and no person, virtue or training."""
    traits = "attention care caution communication awareness discipline diligence ownership".split()
    person = analysis.mentions.at(noun.i).kind in TARGETS or noun.lower_ in NO_THINGS
    virtue = noun.lemma_.lower() in traits or noun.lower_ in analysis.vocabulary.words("carelessness_words")
    idiom = analysis.entries.covering(noun.i, "vigilance")  # `keep an eye on`
    return not (person or virtue or idiom or analysis.entries.within(noun.i, noun.i + 1, ABOUT_PERSONS))


# A guard sees to the topic


def _guarded(analysis: Analysis, last: int) -> tuple[Part, ...] | None:
    """`Retrain Sam on the release checklist` → `Add ‹a guard, check or preview› for the release checklist`."""
    for token in analysis.sentence.doc[:last]:
        if (subject := _subject_of_training(analysis, token)) is not None:
            return (f"add {GUARD} for", subject)
        if token.lower_ == "seriously" and (found := first_child(token.head, "dobj")) is not None:
            return (f"add {GUARD} for", (found.left_edge.i, found.i + 1))  # `take alarms more seriously`
        reproved = token.lower_ == "for" and first_child(token, "pcomp") is not None
        before = {token.head.lemma_.lower(), *analysis.sentence.lower[max(0, token.i - 3) : token.i]}
        stressed = token.lower_ in ("of", "to") and not (STRESSED | TOLD).isdisjoint(before)
        if stressed or reproved or (token.lower_ in ABOUT and token.dep_ in ("prep", "advmod", "mark")):
            topic = _topic(analysis, token)
            if topic is not None:
                return (f"add {GUARD} for", (topic[0], min(topic[1], last)))
            if (act := _own_act(analysis, token)) is not None:
                verb = gerund(Recaster(analysis).lemma(act))
                return (f"add {GUARD} for", verb, (act.i + 1, min(without_marks(act.right_edge), last)))
    return None


def _subject_of_training(analysis: Analysis, noun: Token) -> tuple[int, int] | None:
    """`the escalation course` is about escalation."""
    about = [c for c in noun.children if c.dep_ == "compound" and c.pos_ in ("NOUN", "PROPN") and c.i < noun.i]
    taught = analysis.entries.within(noun.i, noun.i + 1, ("training_nouns",))
    if not taught or not about or analysis.entries.within(about[0].i, noun.i, ("training_nouns", "retrain")):
        return None
    return None if about[0].ent_type_ == "PERSON" else (about[0].left_edge.i, noun.i)


def _own_act(analysis: Analysis, conjunction: Token) -> Token | None:
    """`before you touch an alias`: what those do who are to be careful."""
    act = conjunction.head
    subject = own_subject(act)
    asked = subject is not None and subject.i == conjunction.i + 1 and subject.lower_ in ("you", "they", "we")
    plain = act.pos_ == "VERB" and first_child(act, "aux", "auxpass", "neg", "conj") is None
    things = act.lemma_.lower() not in NOT_ACTS | KNOWING and act.right_edge.i > act.i
    return act if asked and plain and things and conjunction.dep_ in ("advmod", "mark") else None


def _topic(analysis: Analysis, preposition: Token) -> tuple[int, int] | None:
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
        told_apart = child.dep_ == "prep" and (child.lower_ in ("for", "with") or _is_dated(child))
        if told_apart or child.dep_ not in ("conj", "cc", "punct", "acl", "relcl", "prep"):
            break
        end = child.right_edge.i + 1
    return end


def _is_dated(phrase: Token) -> bool:
    return any(t.ent_type_ or t.like_num or t.lower_.rstrip("s") in NO_TOPIC for t in phrase.subtree)


def _is_topic(analysis: Analysis, noun: Token) -> bool:
    if any(c.lower_ in ("next", "last", "this", "coming", "following", "every", "each") for c in noun.children):
        return False
    if noun.ent_type_ or noun.pos_ not in ("NOUN", "PROPN") or noun.like_num or not _is_thing(analysis, noun):
        return False
    dated = {t.lower_.rstrip("s") for t in noun.subtree} | {noun.lower_}
    if dated & NO_TOPIC or any(c.dep_ == "poss" for c in noun.children):
        return False
    return noun.i not in analysis.sentence.people
