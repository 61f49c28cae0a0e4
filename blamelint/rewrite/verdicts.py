"""Nouns that judge, and what their sentences know without them: `due to human error` → `due to ‹conditions›`."""

from __future__ import annotations

from blamelint.language.analysis import Analysis
from blamelint.language.beings import TARGETS
from blamelint.language.causes import CAUSE_PHRASES, NAMES_OF_CAUSES
from blamelint.language.claims import Claim
from blamelint.language.pipeline import Sentence
from blamelint.language.syntax import SUBJECTS, first_child, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import CannotSay, without_marks
from blamelint.rewrite.agentless import Recaster
from blamelint.rewrite.authors import end_of_author, is_personal
from blamelint.rewrite.changes import Change, end_of_words
from blamelint.rewrite.factors import SOLE, SOLE_REACH
from blamelint.rewrite.judging import first_of, is_verdict, judging, words_of
from blamelint.rewrite.nouns import CONDITION, CONDITIONS, VERDICTS, to_conditions
from blamelint.rewrite.remains import remaining
from blamelint.rewrite.verbs import BE, POSSESSIVES, WH
from blamelint.rewrite.words import article

ALONE = 4
"""Tokens up to which a verdict that is all of a sentence is nothing but a verdict."""

CAUSAL = frozenset("to of by from on through".split())
"""Prepositions behind which a cause may stand."""

ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth".split())

CHANCE = frozenset("luck chance fate coincidence misfortune".split())
"""What a verdict is set against, and nothing that happened."""

OWNING = frozenset("have be own know name hand doorstep lie lay write everyone everybody one person".split())
"""Words by which a sentence goes on to say whose something was."""

UNBELIEVABLE = frozenset(
    "hard difficult impossible inexcusable unacceptable unforgivable incomprehensible clear".split()
)
"""Adjectives of what an author cannot get over."""

WHEN = frozenset("during after before throughout at when while".split())
"""Prepositions of circumstances that are facts, whatever stands before them."""


def verdict(analysis: Analysis, claim: Claim) -> list[Change]:
    """Put a placeholder where `human error` stood as the cause; raises `CannotSay` where none did."""
    words = words_of(analysis, VERDICTS)
    noun = next(
        (t for t in analysis.sentence.doc[slice(*claim.filler)] if t.i in words and is_verdict(analysis, t)), None
    )
    if noun is None:
        raise CannotSay
    if (kept := remaining(analysis, noun)) is not None:
        return kept
    from_, last = _stretch(analysis, noun)
    return [Change(from_, without_marks(analysis.sentence[last - 1]), (CONDITIONS,))]


def conditions(analysis: Analysis, start: int, end: int) -> list[Change]:
    """Put a placeholder where a verdict stood: `due to human error` → `due to ‹conditions›`; raises `CannotSay`."""
    sentence = analysis.sentence
    noun = judging(analysis, start, end)
    if (kept := remaining(analysis, noun)) is not None:
        return kept
    from_, last = _stretch(analysis, noun)
    match _relation(noun):
        case "attr":
            return _as_predicate(analysis, noun, from_, last)
        case "pobj" if noun.head.head.lemma_ == "amount":
            return _amounting(analysis, noun.head.head, last)
        case "pobj" if noun.head.lower_ == "of" and analysis.mentions.at(noun.head.head.i).kind in TARGETS:
            whose = noun.head.head  # `the head of operations' impatience`
            return [Change(whose.left_edge.i, without_marks(sentence[last - 1]), (CONDITIONS,))]
        case "pobj" if {noun.head.lower_, sentence.word(from_ - 1)}.isdisjoint(CAUSAL):
            raise CannotSay
        case "pobj" if noun.head.lower_ == "of" and noun.head.head.lower_ in ("act", "moment", "fit"):
            return _without_circumstance(sentence, noun.head.head, last)
        case "nsubj" if (adjective := first_child(noun.head, "acomp")) is not None and adjective.lower_ in UNBELIEVABLE:
            raise CannotSay  # `her negligence is hard to understand`
        case "nsubj" if sentence[from_ - 1].pos_ == "ADP" or sentence.word(from_ - 1) == "with":
            raise CannotSay  # `with his eyes closed`
        case "nsubj" if any(c.lower_ in ("due", "down", "attributable") for c in noun.head.children):
            raise CannotSay  # `the delay was due to …`: it is what came of something
        case "nsubj" if (named := _named(analysis, noun)) is not None:
            return named
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
            return [*_alone(sentence, from_), Change(from_, without_marks(sentence[last - 1]), (CONDITIONS,))]
    raise CannotSay


def _named(analysis: Analysis, noun: Token) -> list[Change] | None:
    """`our error was that we trusted it` → `we trusted it`, `the mistake was not testing it` → `it was not tested`."""
    be, recaster = noun.head, Recaster(analysis)
    clause = first_child(be, "ccomp", "xcomp", "attr", "acomp")
    if be.tag_ == "VBG" and any(c.lower_ in ("was", "is") for c in be.lefts):
        clause = be  # `the mistake was not testing it`, taken for one verb
    if (
        (be.lemma_ != "be" and be is not clause)
        or noun.left_edge.i != analysis.first_word
        or clause is None
        or clause.pos_ != "VERB"
    ):
        return None
    subject = own_subject(clause) if clause is not be else None
    if subject is not None and analysis.sentence.word(clause.left_edge.i) == "that":
        if is_personal(analysis, subject):
            raise CannotSay
        return [Change(noun.left_edge.i, clause.left_edge.i + 1, ())]
    found = recaster.object_of(clause)
    if found is None or subject is not None or clause.tag_ not in ("VB", "VBG"):
        raise CannotSay
    moved, end = recaster.moved(found)
    was = recaster.was(found)
    no = ("not",) if any(c.dep_ == "neg" for c in clause.children) else ()
    return [Change(noun.left_edge.i, end, (*recaster.unowned(moved), was, *no, recaster.participle_of(clause)))]


def somebody(analysis: Analysis, start: int, end: int) -> list[Change]:
    """`comes down to one careless person at one desk` → `comes down to ‹conditions›`; raises `CannotSay`."""
    noun = next((t for t in analysis.sentence.doc[start:end] if _fills_slot(analysis, t)), None)
    if noun is None:
        raise CannotSay
    if first_child(noun, "relcl") is not None:
        return [Change(noun.left_edge.i, *to_conditions(analysis, noun))]
    goes_on = any(t.tag_ == "VBG" for t in analysis.sentence.doc[noun.right_edge.i + 1 : noun.right_edge.i + 2])
    if noun.right_edge.dep_ == "cc" or goes_on:
        raise CannotSay  # `the squad shipping it on Friday and going home`
    later = (t.i for t in noun.subtree if t.i > noun.i and t.lower_ in WHEN - {"at"})
    last = min([noun.right_edge.i + 1, *later])
    return [Change(noun.left_edge.i, without_marks(analysis.sentence[last - 1]), (CONDITIONS,))]


def _fills_slot(analysis: Analysis, noun: Token) -> bool:
    """Whether somebody stands where a cause would."""
    words, first = analysis.sentence.lower, noun.left_edge.i
    link = tuple(words[max(0, first - 2) : first])
    owned = first_child(noun, "poss") is not None
    return (
        noun.dep_ == "pobj" and is_personal(analysis, noun) and not owned and link in (*CAUSE_PHRASES, ("caused", "by"))
    )


def all_of_it(analysis: Analysis, start: int, end: int) -> list[Change]:
    """`caused solely by human error` → `caused by ‹conditions›`: they leave room for all; raises `CannotSay`."""
    last = min(end + 2 * SOLE_REACH, len(analysis.sentence))
    changes = conditions(analysis, start, last)
    if not analysis.entries.within(start, last, VERDICTS) or not any(
        analysis.sentence.lower[c.start] in SOLE and not c.parts for c in changes
    ):
        raise CannotSay
    return changes


def _alone(sentence: Sentence, first: int) -> list[Change]:
    """`solely` in a link before a verdict: `due solely to`, `solely due to`."""
    near = range(max(0, first - 3), first)
    return [Change(i, i + 1, ()) for i in near if sentence.lower[i] in SOLE and sentence.lower[first - 1] in CAUSAL]


def _stretch(analysis: Analysis, noun: Token) -> tuple[int, int]:
    """Where a verdict begins and ends: what a clause says of it, or when it was, is a fact."""
    sentence = analysis.sentence
    last = noun.right_edge.i + 1
    clause = next((c for c in noun.rights if c.dep_ in ("relcl", "acl", "appos") and c.tag_ != "VB"), None)
    if clause is not None:
        last = clause.left_edge.i
    last = min([last, *(t.i for t in sentence.doc[noun.i + 1 : last] if _is_verb_of(t, noun))])
    last = min([last, *(c.i for c in noun.rights if _is_circumstance(analysis, c))])
    from_ = first_of(noun)
    if sentence.lower[from_] == "that" and from_ < noun.i and sentence[from_ - 1].pos_ == "VERB":
        from_ += 1  # `it was found that neglect …`
    if sentence.word(from_ - 1) == "," and noun.dep_ != "nsubj":
        raise CannotSay
    by = next((t for t in (*noun.rights, sentence[min(last, len(sentence) - 1)]) if t.lower_ == "by"), None)
    author = None if by is None else first_child(by, "pobj")
    if by is not None and author is not None and noun.i < by.i <= last:
        last = end_of_author(analysis, by)
    return from_, last


def _is_circumstance(analysis: Analysis, phrase: Token) -> bool:
    """Whether a phrase behind a verdict tells when it was, or in which thing."""
    if phrase.dep_ != "prep" or phrase.lower_ in WHEN:
        return phrase.dep_ == "prep"
    thing = first_child(phrase, "pobj")
    if thing is None or phrase.lower_ not in ("in", "on") or is_personal(analysis, thing):
        return False
    named = thing.pos_ in ("PROPN", "NUM") or any(c.dep_ == "det" for c in thing.children)
    return named and not any(is_personal(analysis, t) for t in thing.subtree if t.dep_ != "compound")


def _as_predicate(analysis: Analysis, noun: Token, from_: int, last: int) -> list[Change]:
    """`the outage was a blunder` → `the outage was made possible by ‹conditions›`."""
    sentence = analysis.sentence
    subject = own_subject(noun.head)
    if first_child(noun.head, "expl") is not None:
        raise CannotSay  # `there was a lack of care`
    if subject is not None and is_personal(analysis, subject):
        raise CannotSay
    if subject is not None and subject.lower_ == "it" and (cleft := _cleft(sentence, noun, subject, last)) is not None:
        return cleft
    counted = any(t.lower_ in ORDINALS for t in noun.subtree)  # `the second blunder since May`
    if counted or noun.head.dep_ == "xcomp" or any(is_personal(analysis, t) for t in sentence.doc[:from_]):
        raise CannotSay  # `turned out to be a mistake`; `coming from her, it was …`
    from_ -= sentence.word(from_ - 1) in SOLE
    be = sentence.word(from_ - 1)
    if subject is not None and subject.lemma_.lower() in NAMES_OF_CAUSES | {"factor"}:
        raise CannotSay  # a claim of a cause is recast as one
    if subject is not None and (_is_free_relative(subject) or _is_pointing(sentence, subject, last)):
        raise CannotSay  # `what followed was a blunder`; `it was neglect, and hers`
    if be in ("was", "is", "were", "are", "been", "be"):
        told = {"is": "was", "are": "were"}.get(be, be) if noun.head.i == from_ - 1 else be
        end = _end_of_reproach(analysis, last)
        return [Change(from_ - 1, without_marks(sentence[end - 1]), (told, "made possible by", CONDITIONS))]
    raise CannotSay


def _cleft(sentence: Sentence, noun: Token, it: Token, last: int) -> list[Change] | None:
    """`it was her negligence during the move that let it through` → `‹conditions› during the move let it through`."""
    that = next((t for t in sentence.doc[noun.i + 1 :] if t.lower_ == "that" and t.dep_ in SUBJECTS), None)
    if that is None or any(t.is_punct for t in sentence.doc[noun.i : that.i]):
        return None
    words = sentence.lower
    chance = next((i for i in range(that.i, len(words)) if words[i] in CHANCE and "not" in words[i - 3 : i]), None)
    contrast = [] if chance is None else [Change(words.index(",", that.i), chance + 1, ())]
    return [Change(it.i, min(last, that.i), (CONDITIONS,)), Change(that.i, that.i + 1, ()), *contrast]


def _end_of_reproach(analysis: Analysis, last: int) -> int:
    """After a verdict, with what goes on to say whose it was: `… and it has her name on it`; raises `CannotSay`."""
    sentence, end = analysis.sentence, end_of_words(analysis.sentence)
    rest = [t for t in sentence.doc[last:end] if not t.is_punct]
    somebody = any(is_personal(analysis, t) for t in rest)
    if not rest or rest[0].lower_ != "and" or not (somebody or any(t.lower_ in ("whose", "us") for t in rest)):
        return last
    told = (t for t in rest if t.pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "NUM") and not is_personal(analysis, t))
    if any(t.lemma_.lower() not in OWNING for t in told):
        if somebody:
            raise CannotSay
        return last
    return end


def _amounting(analysis: Analysis, verb: Token, last: int) -> list[Change]:
    """`this amounts to neglect` → `this was made possible by ‹conditions›`."""
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


def unjudged(analysis: Analysis, start: int, end: int) -> list[Change]:
    """Leave out an adjective that judges: `an easily avoidable outage` → `an outage`; raises `CannotSay`."""
    sentence = analysis.sentence
    adjective = next((t for t in sentence.doc[start:end] if t.dep_ == "amod" and t.head.i > t.i), None)
    if adjective is None or any(c.dep_ in ("conj", "prep") for c in adjective.children):
        raise CannotSay
    noun = adjective.head
    if _fills_slot(analysis, noun):
        raise CannotSay  # `it comes down to one careless person`: they would stay
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
    """`skipped it in a fit of temper` → `skipped it`."""
    if act.dep_ != "pobj":
        raise CannotSay
    opening = act.head.i == sentence.implied and sentence.word(last) == ","
    return [Change(act.head.i, last + 1 if opening else without_marks(sentence[last - 1]), ())]


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


def _relation(noun: Token) -> str:
    """How a verdict hangs on what stands before it."""
    if noun.pos_ in ("NOUN", "PROPN") or noun.i == 0:
        return noun.dep_
    before = noun.nbor(-1).lower_
    return "pobj" if before in CAUSAL else "attr" if before in BE else noun.dep_
