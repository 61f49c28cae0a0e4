"""Noun phrases without the person in them: possessors, by-phrases, cause slots and verdicts."""

from __future__ import annotations

from blamelint.document import Role
from blamelint.language.agents import Form
from blamelint.language.analysis import Analysis
from blamelint.language.beings import TARGETS
from blamelint.language.causes import NAMES_OF_CAUSES
from blamelint.language.claims import Claim
from blamelint.language.clauses import Clause
from blamelint.language.pipeline import Sentence
from blamelint.language.syntax import first_child, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import CannotSay, without_marks
from blamelint.rewrite.agentless import Recaster
from blamelint.rewrite.changes import Change, Part, end_of_words
from blamelint.rewrite.verbs import OF_ONES_OWN, OWNERS, POSSESSIVES, WH
from blamelint.rewrite.words import article, participle

CONDITIONS = "‹conditions›"
"""What stands where only the authors know what to say."""

CONDITION = "‹condition›"
"""The same where the verb is in the singular."""

ALONE = 4
"""Tokens up to which a verdict that is all of a sentence is nothing but a verdict."""

VERDICTS = ("human_error", "user_error", "oversight", "complacency", "negligence")
"""Lexicons of what is said of people where their work should be explained."""

FAULTS = (*VERDICTS, "nominal_fault", "mistake", "screw_up", "violation")
"""Lexicons of nouns that find fault with what was done."""

CAUSAL = frozenset("to of by from on through".split())
"""Prepositions behind which a cause may stand."""

ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth".split())

WHEN = frozenset("during after before throughout".split())
"""Prepositions of circumstances that are facts, whatever stands before them."""

NOT_DOING = frozenset("failure refusal inability reluctance unwillingness omission neglect".split())
"""Nouns whose infinitive did not happen."""


def without_holder(analysis: Analysis, clause: Clause) -> list[Change]:
    """Take its author out of a nominal act: `Bob's change` → `the change`; raises `CannotSay`."""
    sentence, holder = analysis.sentence, clause.agent
    if holder is None or holder.token >= len(sentence):
        raise CannotSay
    noun, person = sentence[clause.head], sentence[holder.token]
    if noun.lemma_.lower() in OF_ONES_OWN or analysis.entries.within(noun.i, noun.i + 1, (*VERDICTS, "traits")):
        raise CannotSay  # `her carelessness` is no better as `the carelessness`
    if clause.form is Form.CAUSE_SLOT:
        return _slot(analysis, noun, person)
    pointed = own_subject(noun.head) if noun.dep_ == "attr" else None
    if pointed is not None and pointed.pos_ == "PRON" and analysis.entries.within(noun.i, noun.i + 1, FAULTS):
        raise CannotSay  # `that was my failure`: there was one
    if (
        noun.dep_ in ("appos", "npadvmod")
        and analysis.entries.within(noun.i, noun.i + 1, FAULTS)
        and noun.i > noun.head.i
    ):
        return _apposition(sentence, noun)
    if analysis.mentions.at(noun.i).kind in TARGETS and person.i > noun.i:
        raise CannotSay  # `an operator of the night team`: the operator would stay
    possessor = first_child(noun, "poss")
    if possessor is not None and (
        possessor == person or person.is_ancestor(possessor) or possessor.is_ancestor(person)
    ):
        return _undone(analysis, noun, possessor) or _deletions(noun, possessor)
    if person.dep_ == "compound" and person.i < noun.i:
        return [Change(person.left_edge.i, person.i + 1, ())]  # `the Kim outage`
    if (part := _on_the_part(sentence, person)) is not None:
        return [Change(part, without_marks(sentence[part].right_edge), ())]
    tie = person
    while tie.head not in (tie, noun) and not (tie.dep_ in ("prep", "agent") and tie.lower_ in ("by", "of", "from")):
        tie = tie.head
    if tie.dep_ not in ("prep", "agent") or tie.i <= noun.i:
        raise CannotSay
    if (undone := _undone(analysis, noun, tie)) and noun.left_edge.i < tie.i:
        return [Change(noun.left_edge.i, undone[0].end, undone[0].parts)]
    return [Change(tie.i, without_marks(sentence[tie.i].right_edge), ())]


def _apposition(sentence: Sentence, noun: Token) -> list[Change]:
    """`it was not loaded, an omission by the team`: what is said of an act behind it."""
    start, end = noun.left_edge.i, without_marks(noun.right_edge)
    if sentence.word(start - 1) != "," or end < end_of_words(sentence):
        raise CannotSay
    return [Change(start - 1, end, ())]


def _on_the_part(sentence: Sentence, person: Token) -> int | None:
    """Where `on the part of …` begins."""
    of = next((a for a in person.ancestors if a.lower_ == "of" and a.i < person.i), None)
    start = None if of is None else of.i - 3
    return start if start is not None and sentence.lower[max(start, 0) : start + 3] == ["on", "the", "part"] else None


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


def _undone(analysis: Analysis, noun: Token, possessor: Token) -> list[Change]:
    """`the DBA's failure to renew the certificate` → `the certificate not being renewed`."""
    infinitive = next((c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VB"), None)
    if noun.lemma_.lower() not in NOT_DOING or infinitive is None:
        return []
    found, recaster = first_child(infinitive, "dobj"), Recaster(analysis)
    clause = first_child(infinitive, "ccomp")
    if found is None and clause is not None and noun.dep_ == "attr":
        return [
            Change(possessor.left_edge.i, clause.left_edge.i, ("that it was not", recaster.participle_of(infinitive)))
        ]
    if found is None:
        raise CannotSay
    moved, end = recaster.moved(found)
    verb = participle(recaster.lemma(infinitive))
    return [Change(possessor.left_edge.i, end, (moved, "not being", verb))]


def _slot(analysis: Analysis, preposition: Token, person: Token) -> list[Change]:
    """`because of Bob`, `due to a mistake by Bob`."""
    sentence = analysis.sentence
    if (tie := _tie(person)) is not None and preposition.i < tie.i - 1:
        work = tie.head
        if analysis.entries.within(work.left_edge.i, work.i + 1, FAULTS):
            return [Change(work.left_edge.i, without_marks(work.right_edge), (CONDITIONS,))]
        return [Change(tie.i, without_marks(tie.right_edge), ())]  # `due to the swap by Bob`
    if person.dep_ in ("nsubj", "poss") and person.head.tag_ == "VBG" and person.head.i > person.i:
        return _gerund_slot(analysis, person)
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
    return [Change(start, *_to_conditions(analysis, noun))]


def _to_conditions(analysis: Analysis, noun: Token) -> tuple[int, tuple[Part, ...]]:
    """Where somebody as the cause ends, and what stands for them: with what a clause tells of their act."""
    end = without_marks(noun.right_edge)
    following = analysis.sentence[end] if end < len(analysis.sentence) else noun
    if following.tag_ == "VBG" and following.dep_ in ("advcl", "acl") and noun.pos_ == "PRON":
        return without_marks(following.right_edge), (CONDITIONS,)  # `it comes down to me being lazy`
    relative = next((c for c in noun.rights if c.dep_ == "relcl" and c.right_edge.i + 1 >= end), None)
    told = None if relative is None else Recaster(analysis).told_of(relative)
    return (end, (CONDITIONS,)) if told is None else (told.end, (f"{CONDITIONS}:", *told.parts))


def _tie(person: Token) -> Token | None:
    """The preposition that ties an author to their work."""
    return person.head if person.dep_ == "pobj" and person.head.lower_ == "by" else None


def _gerund_slot(analysis: Analysis, person: Token) -> list[Change]:
    """`due to Bob misconfiguring the proxy` → `due to the proxy being misconfigured`."""
    verb, recaster = person.head, Recaster(analysis)
    found = recaster.object_of(verb)
    if found is None:
        return [Change(person.left_edge.i, without_marks(verb.right_edge), (CONDITIONS,))]
    moved, end = recaster.moved(found)
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
    if person.dep_ == "poss" and start <= person.i < work.i < end and not faulty:
        return _deletions(work, person)
    tie = _tie(person)
    if tie is not None and start < tie.i:
        return [Change(tie.i, without_marks(tie.right_edge), ())]
    if claim.human is not None and claim.human.start <= start and analysis.sentence.word(claim.human.end) == ",":
        return [Change(start, claim.human.end + 1, ())] if claim.human.end + 1 < end else []
    return []


def verdict(analysis: Analysis, claim: Claim) -> list[Change]:
    """Put a placeholder where `human error` stood as the cause; raises `CannotSay` where none did."""
    words = {
        i for entry in analysis.entries.within(*claim.filler, VERDICTS) for i in range(entry.hit.start, entry.hit.end)
    }
    noun = next(
        (t for t in analysis.sentence.doc[slice(*claim.filler)] if t.i in words and _is_verdict(analysis, t)), None
    )
    if noun is None:
        raise CannotSay
    return [Change(noun.left_edge.i, without_marks(noun.right_edge), (CONDITIONS,))]


def conditions(analysis: Analysis, start: int, end: int) -> list[Change]:
    """Put a placeholder where a verdict stood: `due to human error` → `due to ‹conditions›`; raises `CannotSay`."""
    sentence = analysis.sentence
    noun = next((t for t in sentence.doc[start:end] if _is_verdict(analysis, t)), None)
    if noun is None:
        raise CannotSay
    if (undone := _in_doing(analysis, noun)) is not None:
        return undone
    last = noun.right_edge.i + 1
    clause = next((c for c in noun.rights if c.dep_ in ("relcl", "acl", "appos") and c.tag_ != "VB"), None)
    if clause is not None:
        last = clause.left_edge.i
    last = min([last, *(t.i for t in sentence.doc[noun.i + 1 : last] if _is_verb_of(t, noun))])
    last = min([last, *(c.i for c in noun.rights if c.dep_ == "prep" and c.lower_ in WHEN and c.i > noun.i)])
    from_ = noun.left_edge.i
    if sentence.lower[from_] == "that" and from_ < noun.i and sentence[from_ - 1].pos_ == "VERB":
        from_ += 1  # `it was found that neglect …`
    if sentence.word(from_ - 1) == ",":
        raise CannotSay
    if sentence.word(last) == "by" and (by := sentence[last]).right_edge.i + 1 < len(sentence):
        author = first_child(by, "pobj")
        last = by.right_edge.i + 1 if author is not None and is_personal(analysis, author) else last
    match noun.dep_:
        case "attr":
            subject = own_subject(noun.head)
            if subject is not None and is_personal(analysis, subject):
                raise CannotSay
            counted = any(c.lower_ in ORDINALS for c in noun.children)  # `the second blunder since May`
            if counted or noun.head.dep_ == "xcomp" or any(is_personal(analysis, t) for t in sentence.doc[:from_]):
                raise CannotSay  # `turned out to be a mistake`; `coming from her, it was …`
            be = sentence.word(from_ - 1)
            if subject is not None and subject.lemma_.lower() in NAMES_OF_CAUSES:
                raise CannotSay  # a claim of a cause is recast as one
            if subject is not None and (_is_free_relative(subject) or _is_pointing(sentence, subject, last)):
                raise CannotSay  # `what we had was a lapse`; `it was a blunder, and it was mine`
            if be in ("was", "is", "were", "are", "been", "be"):
                told = {"is": "was", "are": "were"}.get(be, be) if noun.head.i == from_ - 1 else be
                return [Change(from_ - 1, without_marks(sentence[last - 1]), (told, "made possible by", CONDITIONS))]
        case "pobj" if noun.head.head.lemma_ == "amount":
            return _amounting(analysis, noun.head.head, last)
        case "pobj" if noun.head.lower_ not in CAUSAL:
            raise CannotSay
        case "pobj" if noun.head.lower_ == "of" and noun.head.head.lower_ in ("act", "moment", "fit"):
            return _without_circumstance(sentence, noun.head.head, last)
        case "nsubj" if sentence[from_ - 1].pos_ == "ADP" or sentence.word(from_ - 1) == "with":
            raise CannotSay  # `with his eyes closed`
        case "nsubj":
            slot = CONDITION if _is_singular(noun.head) else CONDITIONS
            # `X, and nothing else, did it`
            closing = sentence.word(last) == "," and "," in sentence.lower[noun.i : last]
            return [Change(from_, last + 1 if closing else without_marks(sentence[last - 1]), (slot,))]
        case "pobj" if sentence.lower[max(0, from_ - 2) : from_] == ["thanks", "to"]:
            return [Change(from_ - 2, without_marks(sentence[last - 1]), ("because of", CONDITIONS))]
        case "pobj" | "ROOT" | "appos":
            if from_ <= 1 and last >= end_of_words(sentence) and last - from_ > ALONE:
                raise CannotSay  # nothing would be left
            return [Change(from_, without_marks(sentence[last - 1]), (CONDITIONS,))]
    raise CannotSay


def _in_doing(analysis: Analysis, noun: Token) -> list[Change] | None:
    """`our negligence in not testing the pause` → `the pause not being tested`."""
    in_ = next((c for c in noun.rights if c.dep_ == "prep" and c.lower_ == "in" and c.i == noun.i + 1), None)
    act = None if in_ is None else first_child(in_, "pcomp")
    recaster = Recaster(analysis)
    found = None if act is None else recaster.object_of(act)
    if act is None or found is None or found.left_edge.i != act.i + 1:
        return None
    try:
        moved, end = recaster.moved(found)
    except CannotSay:
        return None
    no = ("not",) if any(c.dep_ == "neg" for c in act.children) else ()
    return [Change(noun.left_edge.i, end, (*recaster.unowned(moved), *no, "being", recaster.participle_of(act)))]


def _amounting(analysis: Analysis, verb: Token, last: int) -> list[Change]:
    """`this amounted to a lapse` → `this was made possible by ‹conditions›`."""
    subject = own_subject(verb)
    if subject is None or subject.i > verb.i or is_personal(analysis, subject) or verb.tag_ not in ("VBD", "VBZ"):
        raise CannotSay
    end = max(last, without_marks(verb.right_edge))
    return [Change(verb.i, without_marks(analysis.sentence[end - 1]), ("was made possible by", CONDITIONS))]


def outcome(analysis: Analysis, start: int, end: int) -> list[Change]:
    """Keep what somebody is blamed for: `Ana is to blame for the delay` → `‹conditions› led to the delay`."""
    sentence, last = analysis.sentence, end_of_words(analysis.sentence)
    preposition = next((t for t in sentence.doc[start : end + 2] if t.lower_ == "for" and t.dep_ == "prep"), None)
    noun = None if preposition is None else first_child(preposition, "pobj")
    if noun is None or noun.pos_ == "PRON" or is_personal(analysis, noun):
        raise CannotSay
    first = 1 if sentence.implied else 0
    alone = start <= first + 2 and noun.right_edge.i >= last - 1
    if not alone or any(t.lower_ in POSSESSIVES for t in noun.subtree):
        raise CannotSay
    return [Change(first, noun.left_edge.i, (f"{CONDITIONS} led to",))]


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


def unjudged(analysis: Analysis, start: int, end: int) -> list[Change]:
    """Leave out an adjective that judges: `an easily avoidable outage` → `an outage`; raises `CannotSay`."""
    sentence = analysis.sentence
    adjective = next((t for t in sentence.doc[start:end] if t.dep_ == "amod" and t.head.i > t.i), None)
    if adjective is None or any(c.dep_ in ("conj", "prep") for c in adjective.children):
        raise CannotSay
    noun = adjective.head
    subject = own_subject(noun.head) if noun.dep_ == "attr" else None
    alone = all(c.dep_ in ("det", "punct") or c == adjective for c in noun.children)
    if alone and subject is not None and subject.pos_ == "PRON":
        raise CannotSay  # `it was a bad decision`: there was one
    if any(t.is_punct or t.dep_ == "neg" for t in sentence.doc[adjective.i + 1 : adjective.head.i]):
        raise CannotSay  # `this was carelessness, not bad luck`, misread
    first = adjective.left_edge.i
    if sentence.word(first - 1) not in ("a", "an"):
        return [Change(first, adjective.i + 1, ())]
    return [Change(first - 1, adjective.i + 1, (article(sentence.word(adjective.i + 1)),))]


def _without_circumstance(sentence: Sentence, act: Token, last: int) -> list[Change]:
    """`edited it in an act of laziness` → `edited it`."""
    if act.dep_ != "pobj":
        raise CannotSay
    return [Change(act.head.i, without_marks(sentence[last - 1]), ())]


def _is_pointing(sentence: Sentence, subject: Token, last: int) -> bool:
    """Whether a verdict on what a pronoun stands for goes on behind a comma."""
    return subject.lower_ in ("it", "this", "that") and sentence.word(last) == ","


def _is_free_relative(subject: Token) -> bool:
    return subject.dep_ == "csubj" and subject.left_edge.lower_ in WH


def _is_verb_of(token: Token, noun: Token) -> bool:
    """Whether a finite verb has the noun as its subject, as far as the parser knows."""
    if token.tag_ not in ("VBD", "VBZ", "VBP", "MD") or any(t.lower_ in WH for t in token.doc[noun.i : token.i]):
        return False  # `sloppiness in how releases get done`
    return own_subject(token) == noun or (own_subject(token) is None and token.dep_ not in ("pcomp", "ccomp", "advcl"))


def _is_singular(verb: Token) -> bool:
    """Whether a verb or its auxiliary is in the singular."""
    return any(t.tag_ == "VBZ" or t.lower_ == "was" for t in (verb, *verb.children) if t.pos_ in ("VERB", "AUX"))


def _is_verdict(analysis: Analysis, token: Token) -> bool:
    heads_phrase = token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "amod", "poss", "nmod")
    return heads_phrase and not is_personal(analysis, token)


def is_personal(analysis: Analysis, token: Token) -> bool:
    """Tell whether a token names somebody."""
    return analysis.mentions.at(token.i).kind in TARGETS or token.lower_ in POSSESSIVES | OWNERS
