"""Noun phrases without the person in them: possessors, by-phrases and cause slots."""

from __future__ import annotations

from blamelint.document import Role
from blamelint.language.agents import Form
from blamelint.language.analysis import Analysis
from blamelint.language.beings import TARGETS
from blamelint.language.claims import Claim
from blamelint.language.clauses import Clause
from blamelint.language.pipeline import Sentence
from blamelint.language.syntax import first_child, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import CannotSay, without_marks
from blamelint.rewrite.agentless import Recaster
from blamelint.rewrite.authors import PRESENCE, end_of_author, on_the_part, tie
from blamelint.rewrite.changes import Change, Part, end_of_words
from blamelint.rewrite.undone import undone
from blamelint.rewrite.verbs import OF_ONES_OWN, PRESSURES
from blamelint.rewrite.words import article

CONDITIONS = "‹conditions›"
"""What stands where only the authors know what to say."""

CONDITION = "‹condition›"
"""The same where the verb is in the singular."""

VERDICTS = ("human_error", "user_error", "oversight", "complacency", "negligence")
"""Lexicons of what is said of people where their work should be explained."""

JUDGING = (*VERDICTS, "mistake", "screw_up")
"""Lexicons of nouns that tell nothing of what happened."""

FAULTS = (*VERDICTS, "nominal_fault", "mistake", "screw_up", "violation")
"""Lexicons of nouns that find fault with what was done."""


def without_holder(analysis: Analysis, clause: Clause) -> list[Change]:
    """Take its author out of a nominal act: `Bob's change` → `the change`; raises `CannotSay`."""
    sentence, holder = analysis.sentence, clause.agent
    if holder is None or holder.token >= len(sentence):
        raise CannotSay
    noun, person = sentence[clause.head], sentence[holder.token]
    trait = analysis.entries.within(noun.i, noun.i + 1, (*VERDICTS, "traits"))
    if noun.lemma_.lower() in OF_ONES_OWN or (trait and noun.lemma_.lower() not in PRESSURES):
        raise CannotSay  # `her carelessness` is no better as `the carelessness`
    if clause.form is Form.CAUSE_SLOT:
        return _slot(analysis, noun, person)
    _refuse_fragment(sentence, noun)
    if analysis.entries.within(noun.i, noun.i + 1, FAULTS):
        pointed = own_subject(noun.head) if noun.dep_ == "attr" else None
        if pointed is not None and pointed.pos_ == "PRON":
            raise CannotSay  # `that was my failure`: there was one
        if noun.dep_ in ("appos", "npadvmod") and noun.i > noun.head.i:
            return _apposition(sentence, noun)
    if analysis.mentions.at(noun.i).kind in TARGETS and person.i > noun.i:
        raise CannotSay  # `an operator of the night team`: the operator would stay
    possessor = first_child(noun, "poss")
    if possessor is not None and (
        possessor == person or person.is_ancestor(possessor) or possessor.is_ancestor(person)
    ):
        return undone(analysis, noun, possessor.left_edge.i) or _deletions(noun, possessor)
    if person.dep_ == "compound" and person.i < noun.i:
        return [Change(person.left_edge.i, person.i + 1, ())]  # `the Kim outage`
    if (part := on_the_part(sentence, person)) is not None:
        return [Change(part, without_marks(sentence[part].right_edge), ())]
    by = person
    while by.head not in (by, noun) and not (by.dep_ in ("prep", "agent") and by.lower_ in ("by", "of", "from")):
        by = by.head
    if by.dep_ not in ("prep", "agent") or by.i <= noun.i:
        raise CannotSay
    if analysis.entries.within(by.head.i, by.head.i + 1, (*VERDICTS, "traits")):
        raise CannotSay  # `the result of indecision by the lead`
    if changes := undone(analysis, noun, noun.left_edge.i):
        return changes
    return [Change(by.i, end_of_author(analysis, by), ())]


def _refuse_fragment(sentence: Sentence, noun: Token) -> None:
    """`My error; I thought …`: refuse what would say no more than that there was one; raises `CannotSay`."""
    closed = noun.i + 1 < len(sentence) and sentence.words[noun.i + 1] in (";", ",")
    if closed and noun.left_edge.i <= 1 and noun.left_edge.dep_ == "poss" and noun.dep_ not in ("nsubj", "nsubjpass"):
        raise CannotSay


def _apposition(sentence: Sentence, noun: Token) -> list[Change]:
    """`it was not loaded, an omission by the team`: what is said of an act behind it."""
    start, end = noun.left_edge.i, without_marks(noun.right_edge)
    if sentence.word(start - 1) != "," or end < end_of_words(sentence):
        raise CannotSay
    return [Change(start - 1, end, ())]


def _deletions(noun: Token, possessor: Token) -> list[Change]:
    start, end = possessor.left_edge.i, possessor.right_edge.i + 1
    if noun.lower_ == "part" and noun.dep_ == "pobj" and noun.head.i == start - 1:
        return [Change(start - 1, noun.i + 1, ())]  # `a lapse on her part`
    for child in possessor.children:
        if child.dep_ == "case":
            end = max(end, child.i + 1)
    indefinite = any(c.lower_ in ("a", "an") for c in possessor.children)
    word = article(noun.doc[end].text) if indefinite else "the"
    words: tuple[Part, ...] = () if start > 0 and noun.doc[start - 1].lower_ in ("the", "a", "an", "this") else (word,)
    return [Change(start, end, words)]


def _slot(analysis: Analysis, preposition: Token, person: Token) -> list[Change]:
    """`because of Bob`, `due to a mistake by Bob`."""
    sentence = analysis.sentence
    if (by := tie(person)) is not None and preposition.i < by.i - 1:
        work = by.head
        if analysis.entries.within(work.left_edge.i, work.i + 1, FAULTS):
            if changes := undone(analysis, work, work.left_edge.i):
                return changes
            if not analysis.entries.within(work.i, work.i + 1, FAULTS):
                return [Change(by.i, end_of_author(analysis, by), ())]  # `the late dispatch by the desk`
            return [Change(work.left_edge.i, end_of_author(analysis, by), (CONDITIONS,))]
        return [Change(by.i, end_of_author(analysis, by), ())]  # `due to the swap by Bob`
    if (gerund := _gerund_of(person)) is not None:
        return _gerund_slot(analysis, person, gerund)
    noun, before = person, person
    while noun.head != noun and noun.head.i > preposition.i and noun.dep_ != "pobj":
        before, noun = noun, noun.head
    first_of_slot = next(
        (i for i in range(preposition.i, noun.i + 1) if sentence.lower[i] in ("of", "to") and i < noun.left_edge.i + 1),
        preposition.i,
    )
    start = max(noun.left_edge.i, first_of_slot + 1)
    if start > person.i and before is noun:
        raise CannotSay
    return [Change(start, *to_conditions(analysis, noun))]


def to_conditions(analysis: Analysis, noun: Token) -> tuple[int, tuple[Part, ...]]:
    """Where somebody as the cause ends, and what stands for them: with what a clause tells of their act."""
    end = without_marks(noun.right_edge)
    following = analysis.sentence[end] if end < len(analysis.sentence) else noun
    if following.tag_ == "VBG":
        if noun.pos_ != "PRON" or following.dep_ not in ("advcl", "acl"):
            raise CannotSay  # `due to Ana forgetting the key and going home`
        return without_marks(following.right_edge), (CONDITIONS,)  # `it comes down to me being lazy`
    relative = next((c for c in noun.rights if c.dep_ == "relcl" and c.right_edge.i + 1 >= end), None)
    told = None if relative is None else Recaster(analysis).told_of(relative)
    if told is None and relative is not None and relative.lemma_ not in PRESENCE:
        raise CannotSay  # what they did would go with them
    return (end, (CONDITIONS,)) if told is None else (told.end, (f"{CONDITIONS}:", *told.parts))


def _gerund_of(person: Token) -> Token | None:
    """What somebody did, behind them; the parser hangs either on the other."""
    if person.dep_ in ("nsubj", "poss") and person.head.tag_ == "VBG" and person.head.i > person.i:
        return person.head
    behind = person.doc[person.i + 1] if person.i + 1 < len(person.doc) else person
    return behind if behind.tag_ == "VBG" and behind.dep_ in ("acl", "advcl") else None


def _gerund_slot(analysis: Analysis, person: Token, verb: Token) -> list[Change]:
    """`due to Bob misconfiguring the proxy` → `due to the proxy being misconfigured`; raises `CannotSay`."""
    recaster = Recaster(analysis)
    if any(c.dep_ in ("conj", "cc") for c in verb.subtree):
        raise CannotSay  # `due to Bob deleting it and going home`
    found = recaster.object_of(verb)
    if found is None:
        return [Change(person.left_edge.i, without_marks(verb.right_edge), (CONDITIONS,))]
    moved, end = recaster.moved(found)
    if recaster.before_its_state(found) is not None:
        moved, end = (moved[0], found.i), found.i  # `leaving the safe unlocked`
    return [Change(person.left_edge.i, end, (moved, "being", recaster.participle_of(verb)))]


def filler(analysis: Analysis, claim: Claim) -> list[Change]:
    """Put a placeholder where somebody stood as the cause."""
    start, end = claim.filler
    if claim.human is not None and (work := _work(analysis, claim, analysis.sentence[claim.human.token])):
        return work
    if any(t.pos_ == "VERB" for t in analysis.sentence.doc[start:end]) or start >= end:
        raise CannotSay
    slot = CONDITION if end <= claim.noun else CONDITIONS  # `the intern was one factor`
    return [Change(start, without_marks(analysis.sentence[end - 1]), (slot,))]


def _work(analysis: Analysis, claim: Claim, person: Token) -> list[Change]:
    """`the cause was the swap by Bob`, `Bob, wrong terminal`: what is left of a filler without the person."""
    start, end = claim.filler
    work = person.head
    faulty = analysis.entries.within(work.i, work.i + 1, (*FAULTS, "traits")) or work.lemma_.lower() in OF_ONES_OWN
    if person.dep_ == "poss" and start <= person.i < work.i < end:
        aside = analysis.sentence.word(work.i + 1) == ","  # `Ivo's haste, whoever signs this`
        if not faulty:
            return _deletions(work, person)
        return [Change(work.left_edge.i, work.i + 1, (CONDITIONS,))] if aside else []
    by = tie(person)
    if by is not None and start < by.i:
        work = by.head
        if analysis.entries.within(work.left_edge.i, work.i + 1, JUDGING):
            return [Change(work.left_edge.i, end_of_author(analysis, by), (CONDITIONS,))]
        return [Change(by.i, end_of_author(analysis, by), ())]
    if claim.human is not None and claim.human.start <= start and analysis.sentence.word(claim.human.end) == ",":
        return [Change(start, claim.human.end + 1, ())] if claim.human.end + 1 < end else []
    return []


def unnamed(analysis: Analysis, start: int, end: int) -> list[Change]:
    """Take the name out of a heading: `The Kim outage` → `The outage`; raises `CannotSay`."""
    sentence = analysis.sentence
    if analysis.role is not Role.HEADING:
        raise CannotSay
    for mention in analysis.mentioned:
        after = mention.end + (sentence.word(mention.end) in ("'s", "’s", "'"))
        follows = sentence[after] if after < len(sentence) else None
        inside = start <= mention.start and mention.end <= end and mention.kind in TARGETS
        if inside and follows is not None and follows.pos_ in ("NOUN", "PROPN", "ADJ"):
            return [Change(mention.start, after, ())]
    raise CannotSay
