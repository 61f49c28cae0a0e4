"""What an action item is about: a thing, an act, something to be taught."""

from __future__ import annotations

from collections.abc import Collection

from blamelint.language.analysis import Analysis
from blamelint.language.beings import TARGETS
from blamelint.language.syntax import first_child, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import without_marks
from blamelint.rewrite.changes import Part
from blamelint.rewrite.items import MEETINGS
from blamelint.rewrite.verbs import KNOWING, NOT_ACTS
from blamelint.rewrite.words import is_verb_form

NO_TOPIC = frozenset(
    "future time week month day time hour date way forward q1 q2 q3 q4 january february march april may june july "
    "august september october november december monday tuesday wednesday thursday friday saturday sunday morning "
    "afternoon evening night weekend shift side part front charge top track effect".split()
)

PERSONAL = frozenset(
    "performance interview hearing plan pip attitude behaviour behavior conduct career bonus salary pay leave "
    "probation mentor supervision guidance oversight observation minder buddy senior letter file consequence action "
    "step measure meeting stand-up standup all-hands retro retrospective email e-mail mail slack conversation chat "
    "channel board hr office discipline care focus caution culture mindset responsibility accountability work "
    "effort talk word reminder message note notice session detail pair eye hand lead trust sense professionalism "
    "rigour rigor communication quality habit need room company people staff person mistake error fault failure "
    "blame blunder mess damage lesson pride initiative interest seriousness job everyone everybody way manner "
    "principle basis supervisor approval sign-off blessing review rule matter thing situation incident event future "
    "lot bit ground position statement explanation answer apology cake doughnut donut breakfast pizza beer round "
    "front expectation colleague weekend overtime improvement end kind type level part point order favour favor "
    "regard respect doubt contact exception floor ward validator duty charge behalf postmortem memory instinct luck "
    "tone calm importance necessity knowledge skill understanding game act sock finger".split()
)
"""Nouns of dealing with persons, and those that say nothing of the work."""

VAGUE = frozenset(
    "review rule step order job work channel file message note board failure error quality notice contract mail "
    "email approval state process room level type part incident event communication".split()
)
"""Those of them that are things of the work when a noun before them tells which."""

OF_A_KIND = VAGUE | {"duty", "responsibility", "note"}
"""Those of them that say something with a noun before them: `on-call duties`."""

GROUPS = frozenset("team teams staff crew group".split())
"""Nouns that tell who is taught, and not what."""

VIRTUES = frozenset(
    "attention care caution communication awareness discipline diligence ownership seriousness urgency judgement "
    "judgment professionalism rigour rigor thoroughness patience concern regret thanks apology".split()
)
"""Nouns for what people are asked to have."""

NO_THINGS = frozenset(
    "it them this that anything everything something nothing things learning e-learning elearning knowledge skills "
    "understanding".split()
)

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


PRACTISED = frozenset("awareness discipline hygiene learning e-learning".split())
"""Nouns of what people are to have more of; the word before them says in what."""


def subject_of_training(analysis: Analysis, noun: Token) -> tuple[int, int] | None:
    """`the escalation course` is about escalation."""
    about = [c for c in noun.children if c.dep_ == "compound" and c.pos_ in ("NOUN", "PROPN") and c.i < noun.i]
    taught = noun.lower_ in PRACTISED or analysis.entries.within(noun.i, noun.i + 1, ("training_nouns",))
    if not taught or not about or analysis.entries.within(about[0].i, noun.i, ("training_nouns", "retrain")):
        return None
    verb = about[0].i <= 1 and is_verb_form(about[0].lower_)  # `schedule training`
    people = any(c.lower_ in GROUPS or c.i in analysis.sentence.people for c in about)
    timed = any(t.like_num or t.lower_ in NO_TOPIC for t in about[0].subtree)
    end = noun.i
    while analysis.sentence.lower[end - 1] in ("-", "e"):
        end -= 1  # `e-learning`
    return None if people or verb or timed or end <= about[0].i else (about[0].left_edge.i, end)


def own_act(analysis: Analysis, conjunction: Token) -> Token | None:
    """`before you touch an alias`: what those do who are to be careful."""
    act = conjunction.head
    subject = own_subject(act)
    asked = (
        subject is not None and subject.i == conjunction.i + 1 and subject.lower_ in ("you", "they", "we", "he", "she")
    )
    plain = act.pos_ == "VERB" and first_child(act, "aux", "auxpass", "neg", "conj") is None
    things = act.lemma_.lower() not in NOT_ACTS | KNOWING and act.right_edge.i > act.i
    return act if asked and plain and things and conjunction.dep_ in ("advmod", "mark") else None


Topic = tuple[tuple[str, ...], int, int]
"""Words that a topic needs before it, and where it stands."""


def topic_of(analysis: Analysis, preposition: Token) -> Topic | None:
    """The act or the thing that a preposition leads to."""
    act = first_child(preposition, "pcomp")
    if act is None and preposition.dep_ in ("advmod", "mark"):
        act = preposition.head
    if act is not None and act.tag_ == "VBG" and act.i == preposition.i + 1:
        clause = next((c for c in act.rights if c.dep_ in ("advcl", "ccomp", "conj", "relcl") and own_subject(c)), None)
        end = without_marks(act.right_edge) if clause is None else clause.left_edge.i
        ordered = next((c for c in act.rights if c.dep_ == "conj" and c.tag_ == "VB"), None)
        if ordered is not None and analysis.sentence.lower[ordered.i - 1] == "and":
            end = min(end, ordered.i - 1)  # `when lifting and lower the load slowly`
        return (), act.i, without_marks(analysis.sentence[end - 1])
    noun = first_child(preposition, "pobj")
    if noun is None or not _is_topic(analysis, noun):
        return None
    return own(analysis, noun)


def _own_end(noun: Token) -> int:
    """After the words that belong to a noun, without the clauses and the circumstances behind it."""
    end = noun.i + 1
    for child in noun.rights:
        told_apart = child.dep_ == "prep" and (child.lower_ == "with" or is_dated(child))
        if told_apart or child.dep_ not in ("conj", "cc", "punct", "acl", "relcl", "prep", "nummod"):
            break
        end = child.right_edge.i + 1
    return end


def is_dated(phrase: Token) -> bool:
    """Tell whether a phrase says when something is."""
    return any(t.like_num or t.lower_.rstrip("s") in NO_TOPIC for t in phrase.subtree)


def _is_topic(analysis: Analysis, noun: Token) -> bool:
    if any(c.lower_ in ("next", "last", "this", "coming", "following", "every", "each") for c in noun.children):
        return False
    code = noun.pos_ == "NUM" and noun.text[0].isalpha() and not noun.is_alpha  # `OP-17`
    named = code or noun.pos_ in ("NOUN", "PROPN", "X") or noun.tag_ == "VBG"
    if not named or noun.like_num or not is_thing(analysis, noun):
        return False
    if is_time(noun):
        return False
    return noun.i not in analysis.sentence.people and not is_personal(noun, named=VAGUE)


IDLE = frozenset("watch eye eyes tabs grip track lookout".split())
"""What is kept on something, and not kept."""

COMPARED = frozenset(
    "better more closer stronger stricter clearer tighter earlier good proper careful thorough improved greater less "
    "fewer extra increased strict regular mandatory no any own".split()
)
"""Adjectives that say how a thing is to be, and not which one it is."""


UNCOUNTED = frozenset(
    "access sudo root production prod traffic usage work data software hardware infrastructure".split()
)
"""Nouns that stand without an article when nobody is said to have what they name."""


def own(analysis: Analysis, noun: Token) -> Topic:
    """The words of a noun's own, without whose it is: `her next three deploys` → `the next three deploys`."""
    start = noun.left_edge.i
    owners = [c for c in noun.children if c.dep_ == "poss" or c.lower_ == "whose"]
    if owners:
        start = max(c.right_edge.i + 1 for c in owners)
    elif noun.dep_ == "pobj" and not any(t.is_punct for t in noun.doc[noun.head.i + 1 : start]):
        start = min(start, noun.head.i + 1)  # the parser takes `Friday deploys` apart
    if start == analysis.first_word and start < noun.i and is_verb_form(analysis.sentence.lower[start]):
        start += 1  # `Remove sudo`, a kind of it for the parser
    while start < noun.i and _is_aside(analysis, start):
        start += 1
    one = noun.tag_ in ("NN", "NNP") and noun.lower_ not in UNCOUNTED
    named = owners and (one or analysis.sentence.lower[start] in ("next", "last", "first"))
    return ("the",) if named else (), start, own_end(analysis, noun)


def unowned(analysis: Analysis, start: int, end: int) -> tuple[Part, ...]:
    """Give words without whose things they name: `skipped his checks` → `skipping the checks`."""
    parts: list[Part] = []
    for i in range(start, end):
        if i > start and analysis.sentence.lower[i - 1] in ("on", "by") and analysis.sentence.word(i + 1) == "own":
            parts += [(start, i - 1)] if start < i - 1 else []
            start = i + 2  # `deploying on his own`
        elif analysis.sentence.lower[i] in ("his", "her", "their") and analysis.sentence[i].dep_ == "poss":
            parts += [*(((start, i),) if start < i else ()), "the"]
            start = i + 1
    return (*parts, (start, end)) if start < end else tuple(parts)


def _is_aside(analysis: Analysis, index: int) -> bool:
    known = analysis.sentence.lower[index] in COMPARED or index in analysis.sentence.people
    return known or analysis.sentence[index].is_punct


def own_end(analysis: Analysis, noun: Token) -> int:
    """After the words of a noun's own, without those that say who has to do with it."""
    end = min(without_marks(noun.right_edge), _own_end(noun))
    further = (i for i in range(noun.i + 1, end - 1) if analysis.sentence.lower[i] == "and")
    end = next((i for i in further if analysis.sentence[i + 1].tag_ in ("VB", "VBP")), end)
    for child in noun.rights:
        told = child.dep_ in ("prep", "relcl", "acl", "appos") and child.i < end
        if told and child.lower_ in ("until", "till"):
            return child.left_edge.i
        if told and any(_is_somebody(analysis, t) or t.lower_ in MEETINGS for t in child.subtree):
            return child.left_edge.i
    return end


def _is_somebody(analysis: Analysis, token: Token) -> bool:
    return token.i in analysis.sentence.people or analysis.mentions.at(token.i).kind in TARGETS


def is_personal(noun: Token, *, named: Collection[str] = ()) -> bool:
    """Tell whether a noun is of dealing with persons, or says nothing of the work; `named` are those told apart."""
    kind = any(c.dep_ == "compound" or (c.tag_ == "NN" and c.dep_ in ("amod", "nmod")) for c in noun.children)
    told_apart = OF_A_KIND if kind else frozenset(named)
    return not (PERSONAL - told_apart).isdisjoint((noun.lemma_.lower(), noun.lower_))


def is_time(noun: Token) -> bool:
    """Tell whether a noun says when something is, or nothing at all: `the date`, and not `expiry dates`."""
    if NO_TOPIC.isdisjoint((noun.lower_, noun.lower_.rstrip("s"))):
        return False
    told_apart = (c for c in noun.children if c.dep_ == "compound")
    return not any(noun.lower_.rstrip("s") == "shift" or c.lower_ not in NO_TOPIC for c in told_apart)


def is_thing(analysis: Analysis, noun: Token) -> bool:
    """Tell whether a noun is something that an act can be done to, and no person, virtue or training."""
    person = analysis.mentions.at(noun.i).kind in TARGETS or noun.lower_ in NO_THINGS | IDLE
    told_apart = any(c.dep_ == "compound" for c in noun.children)
    virtue = (noun.lemma_.lower() in VIRTUES and not told_apart) or noun.lower_ in analysis.vocabulary.words(
        "carelessness_words"
    )
    idiom = analysis.entries.covering(noun.i, "vigilance")  # `keep an eye on`
    person = person or _is_disciplined(analysis, noun)
    return not (person or virtue or idiom or analysis.entries.within(noun.i, noun.i + 1, ABOUT_PERSONS))


def _is_disciplined(analysis: Analysis, noun: Token) -> bool:
    """`Formal warning for the help desk agent`: an agent that is disciplined is no program."""
    ambiguous = analysis.entries.within(noun.i, noun.i + 1, ("ambiguous_heads",))
    return bool(ambiguous) and "discipline" in analysis.entries.names
