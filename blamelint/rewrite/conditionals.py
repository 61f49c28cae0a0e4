"""Conditions that were not met: `if the tag had been pinned, …` → `the tag was not pinned`.

What would have been is nobody's experience; that the condition was not met is what the sentence knows.
"""

from __future__ import annotations

from blamelint.language.analysis import Analysis
from blamelint.language.beings import MentionKind
from blamelint.language.syntax import first_child, is_passive, is_predicate, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import CannotSay, is_unmet_condition, without_marks
from blamelint.rewrite.agentless import Recaster
from blamelint.rewrite.changes import Change, Part, end_of_words, first_word
from blamelint.rewrite.factors import FACTOR, OTHERS
from blamelint.rewrite.verbs import BELIEVING, DEVERBAL, NEGATIONS, NEGATIVE_FORMS, OF_ONES_OWN, PERSONAL
from blamelint.rewrite.voices import AS_POSSIBLE
from blamelint.rewrite.words import past

BUT_FOR = (
    ("but", "for"),
    ("if", "not", "for"),
    ("without",),
    ("absent",),
    ("had", "it", "not", "been", "for"),
    ("were", "it", "not", "for"),
    ("if", "it", "were", "not", "for"),
    ("if", "it", "was", "not", "for"),
    ("if", "it", "had", "not", "been", "for"),
    ("if", "it", "weren't", "for"),
)
"""What stands before a condition that was there."""


ABLE = frozenset("competent qualified careful diligent attentive capable skilled reliable serious".split())
"""Adjectives that judge people where somebody who is so was not there."""

WOULD = ("would", "could", "might", "'d")
"""Modals of what did not come about."""


def unmet(analysis: Analysis) -> list[Change]:
    """Recast a counterfactual sentence by its condition; raises `CannotSay`."""
    first, last = first_word(analysis.sentence), end_of_words(analysis.sentence)
    condition = next((t for t in analysis.sentence.doc if is_unmet_condition(t)), None)
    parts = _present(analysis) if condition is None else ("that", *_negated(analysis, condition))
    factor = Change(first, last, (FACTOR, "was", *parts, "; other factors were", OTHERS))
    return [factor, *Recaster(analysis).not_just()]


def _negated(analysis: Analysis, verb: Token) -> tuple[Part, ...]:
    """The condition, turned into what was the case."""
    recaster = Recaster(analysis)
    if any(c.dep_ == "conj" and is_predicate(c) for c in verb.children) or _is_one_of_several(verb):
        raise CannotSay
    subject = own_subject(verb)
    assert subject is not None
    met = any(c.dep_ == "neg" or c.lower_ in NEGATIONS for c in verb.children)
    no = () if met else ("not",)
    end = _end(analysis, verb)
    while analysis.sentence.words[end - 1] in ("-", "–", "—"):
        end -= 1
    noun: Part = (subject.left_edge.i, subject.right_edge.i + 1)
    be = "were" if recaster.is_plural(subject) else "was"
    if is_passive(verb):
        return noun, be, *no, recaster.participle_of(verb), *_rest(verb.i + 1, end)
    customer = analysis.mentions.at(subject.i).kind is MentionKind.CUSTOMER
    if not (customer or recaster.is_human(subject)) or recaster.is_collective(subject):
        if verb.lemma_ == "be":
            return noun, be, *no, *_rest(verb.i + 1, end)
        said = (past(recaster.lemma(verb)),) if met else ("did not", recaster.lemma(verb))
        return noun, *said, *_rest(verb.i + 1, end)
    found = recaster.object_of(verb) or recaster.object_of_preposition(verb)
    if found is None:
        return _without_object(recaster, verb, met=met, end=end)
    return _object_first(recaster, verb, found, met=met, end=end)


def _without_object(recaster: Recaster, verb: Token, *, met: bool, end: int) -> tuple[Part, ...]:
    """`had he waited` → `there was no wait`."""
    if any(t.lower_ in PERSONAL for t in verb.subtree if t.i > verb.i):
        raise CannotSay
    lemma = recaster.lemma(verb)
    if lemma in DEVERBAL and recaster.is_bare(verb):
        return "there was", *(() if met else ("no",)), DEVERBAL[lemma], *_rest(verb.i + 1, end)
    if verb.lemma_ == "be":
        raise CannotSay  # `had QA been in the room`
    if lemma == "speak":
        return "nothing was said", *_rest(verb.i + 1 + (recaster.sentence.word(verb.i + 1) == "up"), end)
    return AS_POSSIBLE["was"], *(() if met else ("not",)), "to", lemma, *_rest(verb.i + 1, end)


def _object_first(recaster: Recaster, verb: Token, found: Token, *, met: bool, end: int) -> tuple[Part, ...]:
    """`had he checked the tag` → `the tag was not checked`."""
    sentence = recaster.sentence
    moved, after = recaster.moved(found)
    particle = (found.head.lower_,) if found.dep_ == "pobj" else ()
    if moved[0] != verb.i + 1 + len(particle):
        raise CannotSay
    if any(t.lower_ in ABLE for t in sentence.doc[slice(*moved)]):
        raise CannotSay  # `had they employed competent staff` says of the staff that it was not
    be = "were" if recaster.is_plural(found) else "was"
    done = (recaster.participle_of(verb), *particle, *_rest(after, end))
    if not met and (denied := NEGATIVE_FORMS.get(sentence.lower[moved[0]])) is not None:
        return denied, *_rest(moved[0] + 1, moved[1]), be, *done
    if found.lemma_.lower() in OF_ONES_OWN and first_child(found, "poss") is not None:
        raise CannotSay  # `had they done their job`
    return *recaster.unowned(moved), be, *(() if met else ("not",)), *done


def _is_one_of_several(condition: Token) -> bool:
    """Whether a sentence tells something else beside what would have been."""
    top = condition.head
    while top.head != top and top.head.lemma_ in BELIEVING:
        top = top.head
    return top.head != top and own_subject(top.head) is not None and top.head.i < condition.left_edge.i


def _end(analysis: Analysis, verb: Token) -> int:
    """After the condition; where no comma ends it, before the subject of what would have been."""
    end, above = min(without_marks(verb.right_edge), _of_what_would_be(analysis, verb)), verb.head
    subject = own_subject(above) if verb.dep_ == "advcl" and above.i > verb.i else None
    between = [] if subject is None else analysis.sentence.lower[end : subject.left_edge.i]
    if subject is not None and between and "," not in between and "then" not in between:
        return subject.left_edge.i
    return end


def _of_what_would_be(analysis: Analysis, condition: Token) -> int:
    """Where the subject of what would have been stands, whatever the parser ties it to."""
    modal = next((t for t in analysis.sentence.doc[condition.i :] if t.lower_ in WOULD and t.dep_ == "aux"), None)
    subject = None if modal is None else own_subject(modal.head)
    after = subject is not None and subject.left_edge.i > condition.i
    return subject.left_edge.i if subject is not None and after else len(analysis.sentence)


def _rest(start: int, end: int) -> tuple[Part, ...]:
    return ((start, end),) if start < end else ()


def _present(analysis: Analysis) -> tuple[Part, ...]:
    """`but for the late merge, …`: the condition was the late merge."""
    sentence = analysis.sentence
    for phrase in BUT_FOR:
        for i in range(len(sentence) - len(phrase)):
            if tuple(sentence.lower[i : i + len(phrase)]) != phrase:
                continue
            noun = first_child(sentence[i + len(phrase) - 1], "pobj")
            if noun is None:
                raise CannotSay
            if (possessor := first_child(noun, "poss")) is not None:
                return "the", (possessor.right_edge.i + 1, without_marks(noun.right_edge))
            return ((noun.left_edge.i, without_marks(noun.right_edge)),)
    raise CannotSay
