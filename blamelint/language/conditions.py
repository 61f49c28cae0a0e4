"""Conditions that were not met, and what would have been: `had Ana called, the pump would have stopped`."""

from __future__ import annotations

from collections.abc import Iterator

from blamelint.language.syntax import own_subject
from blamelint.language.tree import Token

WOULD = ("would", "could", "might", "'d")
"""Modals of what did not come about."""


def is_unmet_condition(verb: Token) -> bool:
    """Tell whether a verb heads a clause in the past perfect behind *if*, or with *had* before its subject."""
    subject = own_subject(verb)
    had = next((c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.lower_ in ("had", "'d")), None)
    if subject is None or had is None:
        return False
    if verb.lemma_ == "be" and subject.lower_ == "it" and any(c.lower_ == "for" for c in verb.children):
        return False  # `had it not been for`
    behind_if = any(c.dep_ == "mark" and c.lower_ == "if" for c in verb.children)
    wished = verb.dep_ == "ccomp" and verb.head.lemma_ == "wish"
    return behind_if or wished or had.i < subject.i


def would_be(condition: Token) -> Iterator[Token]:
    """Yield the predicates of what would have been, with those that share their modal: `had he called, we would …`."""
    inside = set() if condition.dep_ == "ROOT" else {token.i for token in condition.subtree}
    main = next((t for t in condition.doc if t.i not in inside and t != condition and _is_supposed(t)), None)
    todo = [] if main is None else [main]
    while todo:
        verb = todo.pop(0)
        yield verb
        todo += [c for c in verb.rights if c.dep_ == "conj" and (_shares_modal(c) or _is_supposed(c))]


def _is_supposed(verb: Token) -> bool:
    """Tell whether a verb has a modal of what did not come about."""
    had = verb.tag_ in ("VBN", "VBD") and not any(
        c.dep_ == "aux" and c.lower_ in ("have", "'ve") for c in verb.children
    )
    modals = WOULD[:-1] if had else WOULD
    return any(c.dep_ == "aux" and c.lower_ in modals and c.i < verb.i for c in verb.children)


def _shares_modal(verb: Token) -> bool:
    """`would have been drained and refilled`; but `…, and the count stayed at 14 %` is a fact."""
    return own_subject(verb) is None and verb.pos_ in ("VERB", "AUX")
