"""What a sentence itself tells of a verdict takes its place.

`due to an oversight by Ana, who had swapped the labels` → `because the labels had been swapped`; `human error: the
valve was open` → `the valve was open`; `was an oversight due to a missing step` → `was due to a missing step`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from blamelint.language.analysis import Analysis
from blamelint.language.causes import CAUSE_PHRASES, NAMES_OF_CAUSES
from blamelint.language.syntax import first_child, is_infinitive, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import CannotSay, is_finite
from blamelint.rewrite.agentless import Recaster
from blamelint.rewrite.authors import end_of_author, is_personal
from blamelint.rewrite.changes import Change, Part, end_of_words
from blamelint.rewrite.factors import SOLE, SOLE_REACH, is_labelled, is_now, others
from blamelint.rewrite.judging import first_of, heads_phrase, words_of
from blamelint.rewrite.nouns import FAULTS
from blamelint.rewrite.verbs import BE

REACH = 12
"""Tokens between a verdict and the sign behind which it is explained."""

LINKS = (
    *CAUSE_PHRASES,
    ("caused", "by"),
    ("triggered", "by"),
    ("the", "result", "of"),
    ("a", "case", "of"),
    ("through",),
    ("as", "a", "result", "of"),
)
"""Words between what happened and its cause."""

REASONS = {
    ("due", "to"): "due to",
    ("owing", "to"): "owing to",
    ("caused", "by"): "caused by",
    ("brought", "about"): "brought about",
    ("resulting", "from"): "the result of",
    ("stemming", "from"): "the result of",
    ("arising", "from"): "the result of",
}
"""Words between a verdict and its reason, with what links the reason to a form of `be`."""

RELUCTANT = {
    "reluctant": "reluctance",
    "unwilling": "reluctance",
    "loath": "reluctance",
    "hesitant": "hesitation",
    "anxious": "anxiety",
}
"""What may be said of somebody as the condition under which they acted."""

HAPPENINGS = frozenset("typo misconfiguration misreading misclick mislabelling mix-up swap".split())
"""Nouns that tell what happened, whatever else they say."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a verdict stands in for what happened."""

    start: int
    """First token that gives way."""

    lead: tuple[str, ...]
    """Words that lead up to a clause in its place."""

    sole: int | None = None
    """Token of an adverb that leaves no room for another cause."""


def explained(analysis: Analysis, start: int, end: int) -> list[Change]:
    """Let what is told of a verdict take its place; raises `CannotSay`."""
    for noun in _verdicts(analysis, start, end):
        for way in WAYS:
            try:
                return way(analysis, noun)
            except CannotSay:
                continue
    raise CannotSay


def _verdicts(analysis: Analysis, start: int, end: int) -> Iterator[Token]:
    words = words_of(analysis, FAULTS)
    for token in analysis.sentence.doc[start:]:
        if (
            heads_phrase(token)
            and token.i in words
            and first_of(token) <= end + SOLE_REACH
            and not is_personal(analysis, token)
        ):
            yield token


def _place(analysis: Analysis, noun: Token) -> Place:
    """Read what stands before a verdict: a link, a form of `be`, or nothing."""
    words, first = analysis.sentence.lower, first_of(noun)
    if first <= analysis.first_word or words[first - 1] in (":", "–", "—"):
        return Place(first, ())
    link = next((first - len(link) for link in LINKS if tuple(words[max(0, first - len(link)) : first]) == link), None)
    if link is None and words[first - 1] in BE:
        subject = own_subject(noun.head)
        if subject is not None and subject.lower_ in ("it", "this", "that") and subject.i < noun.head.i:
            return Place(subject.i, ())  # `it was the wrong call: …` speaks of what was told before
        of_cause = subject is None or subject.lemma_.lower() in NAMES_OF_CAUSES
        return (
            Place(first, () if is_labelled(analysis) else ("that",))
            if of_cause
            else Place(first - 1, ("came about because",))
        )
    split = next((i for i in range(first - 3, first) if words[i] in SOLE), None) if link is None else None
    if split is not None and (*words[first - 3 : split], *words[split + 1 : first])[-2:] in LINKS:
        link = first - 3  # `caused solely by`
    if link is None:
        raise CannotSay
    sole = split if split is not None else link - 1 if words[link - 1] in SOLE else None
    before = link - 1 - (sole == link - 1)
    if words[before] not in BE:
        return Place(link, ("because",), sole)
    return Place(before, ("came about because",), sole)


def _by_author(analysis: Analysis, noun: Token) -> list[Change]:
    """`an oversight by Ana, who had swapped the labels`: what a clause tells of its author."""
    clauses = (t for t in analysis.sentence.doc[noun.i + 1 :] if t.dep_ == "relcl" and t.head.i > noun.i)
    relative = next((t for t in clauses if is_personal(analysis, t.head) and _is_author(t.head)), None)
    if relative is None or any(map(is_finite, analysis.sentence.doc[noun.i + 1 : relative.left_edge.i])):
        raise CannotSay
    if (reluctance := _reluctance(relative)) is not None:
        to, name = reluctance
        return [Change(first_of(noun), to.i, (name,))]
    told, place = Recaster(analysis).told_of(relative), _place(analysis, noun)
    if told is None:
        raise CannotSay
    follows = _follows(analysis, noun, relative)
    return [Change(place.start, told.end, (*_lead(place), *told.parts)), *follows, *_others(analysis, place)]


def _is_author(somebody: Token) -> bool:
    """`a lapse by Ana`, `on the part of Ana`, and not `a lapse of care for tenants who rent from us`."""
    preposition = somebody.head
    of = preposition.lower_ == "of" and preposition.head.lower_ == "part"
    return of or preposition.lower_ in ("by", "from") or somebody.dep_ in ("appos", "poss")


def _follows(analysis: Analysis, noun: Token, relative: Token) -> list[Change]:
    """`an error by Ana, who …, cost an hour` → `…, which cost an hour`: what came of it is no second predicate."""
    if noun.dep_ not in ("nsubj", "nsubjpass"):
        return []
    end = relative.right_edge.i + 1
    if analysis.sentence.word(end) != ",":
        raise CannotSay
    return [Change(end, end + 1, (", which",))]


def _reluctance(relative: Token) -> tuple[Token, str] | None:
    """`who was reluctant to stop it`, `who did not want to stop it`: where the infinitive begins, and a noun for it."""
    state = first_child(relative, "acomp") or relative
    act = first_child(state, "xcomp")
    to = None if act is None else first_child(act, "aux")
    name = RELUCTANT.get(state.lower_)
    if state.lemma_ in ("want", "wish", "like") and any(c.dep_ == "neg" for c in state.children):
        name = "reluctance"
    return None if act is None or to is None or name is None or not is_infinitive(act) else (to, name)


def _behind_colon(analysis: Analysis, noun: Token) -> list[Change]:
    """`human error: the valve was open`, `human error: an open valve and a missing label`."""
    sentence = analysis.sentence
    near = range(noun.i + 1, min(noun.i + REACH, end_of_words(sentence) - 1))
    colon = next((i for i in near if sentence.words[i] in (":", "–", "—", "-")), None)
    to_blame = colon is not None and sentence.lower[noun.i + 2 : colon] == ["to", "blame"]
    if colon is None or (any(map(is_finite, sentence.doc[noun.i + 1 : colon])) and not to_blame):
        raise CannotSay
    place, clause = _place(analysis, noun), _clause(sentence.doc[colon + 1 :])
    if sentence.words[colon] != ":" and place.lead:
        raise CannotSay  # behind a dash may stand what is said of something else
    told = [] if clause is None else _told(analysis, clause)
    if noun.lemma_.lower() in HAPPENINGS:
        return [*_author(analysis, noun, colon), *(told or _refuse())]
    if clause is None:
        partly = [] if place.sole is None else [Change(place.sole, place.sole + 1, ("partly",))]
        return [*partly, Change(first_of(noun), colon + 1, ()), *_others(analysis, place)]
    return [Change(place.start, colon + 1, _lead(place)), *told, *_others(analysis, place)]


def _author(analysis: Analysis, noun: Token, end: int) -> list[Change]:
    """Take whose work it was out of what stands before an explanation."""
    near = analysis.sentence.doc[noun.i + 1 : end]
    by = next((t for t in near if t.lower_ == "by" and any(is_personal(analysis, c) for c in t.children)), None)
    return [] if by is None else [Change(by.i, end_of_author(analysis, by), ())]


def _clause(words: list[Token]) -> Token | None:
    """Find the verb of a clause that some words begin with."""
    subjects = (t for t in words if t.dep_ in ("nsubj", "nsubjpass", "expl") and t.head.i > t.i)
    subject = next((t for t in subjects if t.left_edge.i <= words[0].i <= t.i and is_finite(t.head)), None)
    return None if subject is None else subject.head


def _told(analysis: Analysis, verb: Token) -> list[Change]:
    """Recast a clause that explains, where it has somebody as its subject."""
    recaster, subject = _OfSomebody(analysis), own_subject(verb)
    if subject is None or subject.dep_ == "nsubjpass" or not recaster.is_human(subject):
        return []
    if recaster.is_collective(subject):
        return []
    return recaster.of(verb.i)


class _OfSomebody(Recaster):
    """Recasts what explains a verdict: an *operator* there is no program."""

    def is_human(self, subject: Token) -> bool:
        """Tell whether a subject is somebody, also where its word leaves it open."""
        open_ = self.analysis.entries.within(subject.i, subject.i + 1, ("ambiguous_heads",))
        return bool(open_) or super().is_human(subject)

    def _possessives(self, subject: tuple[int, int], opening: Change, rest: list[Change]) -> Iterator[Change]:
        """Mend what was somebody's; what stands before the explanation goes anyway."""
        return super()._possessives(subject, opening, [*rest, Change(0, opening.start, ())])


def _by_reason(analysis: Analysis, noun: Token) -> list[Change]:
    """`was an oversight due to a missing step` → `was due to a missing step`."""
    words, first, after = analysis.sentence.lower, first_of(noun), noun.i + 1
    if words[first - 1] not in BE or first == 0:
        raise CannotSay
    if words[after : after + 1] == ["on"] and words[after + 2 : after + 3] == ["part"]:
        after += 3  # `an oversight on our part due to …`
    if (reason := REASONS.get((analysis.sentence.word(after), analysis.sentence.word(after + 1)))) is not None:
        return [Change(first, after + 2, (reason,))]
    subject = own_subject(noun.head)
    if words[after : after + 1] != ["because"] or subject is None or subject.lemma_.lower() in NAMES_OF_CAUSES:
        raise CannotSay
    return [Change(first - 1, after, ("came about",))]


def _lead(place: Place) -> tuple[Part, ...]:
    return tuple(word.replace("because", "partly because") if place.sole is not None else word for word in place.lead)


def _others(analysis: Analysis, place: Place) -> list[Change]:
    """What was said to be all there is gets company."""
    return [] if place.sole is None else others(analysis, now=is_now(analysis))


def _refuse() -> list[Change]:
    raise CannotSay


WAYS: tuple[Callable[[Analysis, Token], list[Change]], ...] = (_by_author, _behind_colon, _by_reason)
"""The shapes of an explanation, as they are tried."""
