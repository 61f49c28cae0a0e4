"""What would have made an act possible: `with a log I could have restored it` → `without a log it was not possible`.

That it was not done with a log would say that it was done without one, or that there was one.
"""

from __future__ import annotations

from blamelint.language.analysis import Analysis
from blamelint.language.syntax import first_child, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import Acts, CannotSay, without_marks
from blamelint.rewrite.changes import Change
from blamelint.rewrite.verbs import DEVERBAL, PERFECT, PERSONAL

MEANS = frozenset("with by via through using".split())
"""Words before what something is done with."""

POSSIBLE = frozenset("could might".split())
"""Modals of what was possible, had there been the means."""

HINDSIGHT = frozenset("hindsight retrospect benefit respect regard reference".split())
"""Nouns behind *with* that are no means."""

HELP = frozenset("help aid support assistance".split())
"""Nouns of means that somebody else would have given."""

PRACTICE = ("human_practice", "minimiser", "traits")
"""Lexicons of what people bring along themselves: a quick look, a little care."""

ANY = frozenset("a an one some any more another".split())
"""Determiners of what need not be there."""


def with_means(analysis: Analysis, head: int) -> list[Change]:
    """Say what was not possible without some means, or that there was none; raises `CannotSay`."""
    verb = analysis.sentence[head]
    means = needed(verb)
    noun = None if means is None else _thing(means)
    subject = own_subject(verb)
    if means is None or noun is None or subject is None or not Acts(analysis).is_human(subject):
        raise CannotSay
    if _is_practice(analysis, noun) or any(c.dep_ == "conj" for c in verb.children):
        raise CannotSay
    if any(t.lower_ in PERSONAL for t in analysis.sentence.doc if t.i not in {c.i for c in subject.subtree}):
        raise CannotSay  # `with more time she could have read her mail`
    return _without(analysis, verb, means) if means.i < subject.i else _none(analysis, verb, means, noun)


def needed(verb: Token) -> Token | None:
    """Find the preposition of what would have made an act possible that was not done."""
    words = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if not (words & POSSIBLE and words & PERFECT):
        return None
    found = (c for c in (*verb.children, *(d for o in verb.rights if o.dep_ == "dobj" for d in o.rights)))
    return next((c for c in found if c.lower_ in MEANS and _is_wanting(c, verb)), None)


def _is_wanting(preposition: Token, verb: Token) -> bool:
    """Tell whether the means may not have been there: an act, or something that no article says to be known."""
    noun = _thing(preposition)
    if noun is None:
        return first_child(preposition, "pcomp") is not None
    if noun.lower_ in HINDSIGHT:
        return False
    fronted = preposition.i < verb.i
    if noun.lower_ in HELP:
        return True
    known = any(c.dep_ in ("det", "poss") and c.lower_ not in ANY for c in noun.children)
    bare = noun.left_edge == noun and not fronted
    return not (known or bare or (preposition.lower_ == "by" and noun.tag_ == "NNP"))


def _thing(preposition: Token) -> Token | None:
    """`with log shipping`: the parser takes some things for acts."""
    act = first_child(preposition, "pcomp")
    named = act is not None and preposition.lower_ == "with" and next(act.rights, None) is None
    return act if named else first_child(preposition, "pobj")


def _is_practice(analysis: Analysis, noun: Token) -> bool:
    acts = noun.lemma_.lower() in DEVERBAL.values() and not analysis.entries.within(noun.i, noun.i + 1, ("mechanisms",))
    return acts or bool(analysis.entries.within(noun.left_edge.i, noun.right_edge.i + 1, PRACTICE))


def _without(analysis: Analysis, verb: Token, means: Token) -> list[Change]:
    """`with a log I could have restored it` → `without a log it was not possible to restore it`."""
    subject = own_subject(verb)
    if subject is None or means.lower_ != "with":
        raise CannotSay
    lemma = Acts(analysis).lemma(verb)
    return [
        Change(means.i, means.i + 1, ("without",)),
        Change(subject.left_edge.i, verb.i + 1, ("it was not possible to", lemma)),
    ]


def _none(analysis: Analysis, verb: Token, means: Token, noun: Token) -> list[Change]:
    """`we could have caught it with a load test` → `there was no load test to catch it`."""
    subject = own_subject(verb)
    mechanism = analysis.entries.within(noun.left_edge.i, noun.right_edge.i + 1, ("mechanisms",))
    article = noun.left_edge.lower_ in ("a", "an")
    if subject is None or means.lower_ != "with" or not (mechanism and article) or means.i <= verb.i + 1:
        raise CannotSay
    end = without_marks(noun.right_edge)
    lemma = Acts(analysis).lemma(verb)
    none = ("there was no", (noun.left_edge.i + 1, end), "to", lemma, (verb.i + 1, means.i))
    return [Change(subject.left_edge.i, end, none)]
