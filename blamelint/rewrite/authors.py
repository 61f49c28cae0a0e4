"""Those behind a piece of work: `a typo by one of our clerks in the rota` is a typo in the rota, by somebody."""

from __future__ import annotations

from blamelint.language.analysis import Analysis
from blamelint.language.beings import TARGETS
from blamelint.language.pipeline import Sentence
from blamelint.language.syntax import first_child
from blamelint.language.tree import Token
from blamelint.rewrite.acts import CannotSay, without_marks
from blamelint.rewrite.verbs import OWNERS, POSSESSIVES

CIRCUMSTANCES = frozenset("in on at during before after throughout between across within inside".split())
"""Prepositions of where and when a piece of work was done, whoever the phrase hangs on."""

ENGAGEMENTS = frozenset("call duty shift charge command question training leave hand watch site work post".split())
"""Nouns that say with a preposition how somebody was engaged: `the engineer on call`."""

PRESENCE = frozenset("be work sit stand cover hold own".split())
"""Verbs that say of somebody no more than who they are, and that they were there."""


def is_personal(analysis: Analysis, token: Token) -> bool:
    """Tell whether a token names somebody."""
    return analysis.mentions.at(token.i).kind in TARGETS or token.lower_ in POSSESSIVES | OWNERS


def tie(person: Token) -> Token | None:
    """The preposition that ties an author to their work."""
    return person.head if person.dep_ == "pobj" and person.head.lower_ == "by" else None


def on_the_part(sentence: Sentence, person: Token) -> int | None:
    """Where `on the part of …` begins."""
    of = next((a for a in person.ancestors if a.lower_ == "of" and a.i < person.i), None)
    start = None if of is None else of.i - 3
    return start if start is not None and sentence.lower[max(start, 0) : start + 3] == ["on", "the", "part"] else None


def end_of_author(analysis: Analysis, preposition: Token) -> int:
    """Give the token after an author, before what is said of their work: `by a clerk │ in the rota`.

    Raises `CannotSay` where a clause on the author tells what they did, which would go with them.
    """
    last = without_marks(preposition.right_edge)
    author = first_child(preposition, "pobj")
    if author is None:
        return last
    clauses = [t for t in preposition.subtree if t.dep_ in ("relcl", "acl")]
    if any(t.dep_ == "relcl" and t.lemma_ not in PRESENCE for t in clauses):
        raise CannotSay
    end = min([last, *(t.left_edge.i for t in clauses)])
    return min([last, *(t.i for t in analysis.sentence.doc[author.i + 1 : end] if _is_of_work(analysis, t))])


def _is_of_work(analysis: Analysis, word: Token) -> bool:
    """Whether a word begins a phrase of where or when, and neither of whom nor of how they were engaged."""
    noun = first_child(word, "pobj")
    engaged = noun is not None and noun.lemma_.lower() in ENGAGEMENTS and noun.left_edge.i == noun.i
    personal = noun is not None and is_personal(analysis, noun)
    return word.lower_ in CIRCUMSTANCES and word.dep_ == "prep" and not (engaged or personal)
