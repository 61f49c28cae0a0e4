"""Which nouns judge, and where their phrases begin."""

from __future__ import annotations

from blamelint.language.analysis import Analysis
from blamelint.language.tree import Token
from blamelint.rewrite.acts import CannotSay
from blamelint.rewrite.authors import is_personal
from blamelint.rewrite.nouns import FAULTS, VERDICTS

CARELESS = frozenset("negligence neglect carelessness sloppiness laxity laxness slackness inattention".split())
"""Nouns of a lack of care."""


def judging(analysis: Analysis, start: int, end: int) -> Token:
    """Find the noun that judges; raises `CannotSay`."""
    nouns = [t for t in analysis.sentence.doc[start:end] if is_verdict(analysis, t)]
    nouns.sort(key=lambda t: bool(analysis.entries.within(t.i, t.i + 1, ("outcome_nouns",))))  # `the delay was …`
    for lexicons in (VERDICTS, FAULTS):
        known = (t for t in nouns if t.i in words_of(analysis, lexicons))
        if (noun := next(known, None)) is not None:
            return noun
    if not nouns:
        raise CannotSay
    return nouns[0]


def is_verdict(analysis: Analysis, token: Token) -> bool:
    """Tell whether a token is a noun that may judge, and names nobody."""
    return heads_phrase(token) and token.lower_ != "one" and not is_personal(analysis, token)


def heads_phrase(token: Token) -> bool:
    """Tell whether a token is a noun with what belongs to it; the tagger does not know all of *carelessness*."""
    noun = token.pos_ in ("NOUN", "PROPN") or (_is_carelessness(token) and token.pos_ in ("ADJ", "VERB"))
    return noun and token.dep_ not in ("compound", "amod", "poss", "nmod")


def _is_carelessness(token: Token) -> bool:
    return token.lower_ in CARELESS or token.lower_.endswith("ness")


def first_of(noun: Token) -> int:
    """Where the phrase of a noun begins; what the parser hangs on a noun taken for a verb is none of it."""
    return noun.left_edge.i if noun.pos_ in ("NOUN", "PROPN") else noun.i


def words_of(analysis: Analysis, lexicons: tuple[str, ...]) -> set[int]:
    """The tokens of all entries of some lexicons."""
    hits = (entry.hit for entry in analysis.entries.all if entry.lexicon in lexicons)
    return {i for hit in hits for i in range(hit.start, hit.end)}
