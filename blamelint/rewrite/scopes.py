"""Whose attitude it was: `developers at the agency do not care about tests` → `‹conditions at the agency›`."""

from __future__ import annotations

from blamelint.language.analysis import Analysis
from blamelint.language.beings import TARGETS, MentionKind
from blamelint.language.clauses import Clause
from blamelint.language.syntax import first_child, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import without_marks
from blamelint.rewrite.changes import Change

ATTITUDES = frozenset("care respect value bother appreciate understand like love mind".split())
"""Verbs of what people think of something, which no passive can say of nobody."""

MANNERS = frozenset("seriously lightly".split())
"""How people may be said to *take* something."""


def scoped(analysis: Analysis, clause: Clause) -> Change | None:
    """Keep of somebody's attitude where it prevails; nothing where a clause tells of an act, or of nobody's people."""
    verb = analysis.sentence[clause.head]
    subject = own_subject(verb)
    place = None if subject is None else _place(analysis, subject)
    if place is None or not _is_attitude(verb):
        return None
    start = verb.left_edge.i
    return Change(start, without_marks(verb.right_edge), (f"‹conditions at {place}›",))


def _is_attitude(verb: Token) -> bool:
    taken = verb.lemma_ == "take" and any(c.lower_ in MANNERS for c in verb.children)
    return taken or verb.lemma_ in ATTITUDES


def _place(analysis: Analysis, subject: Token) -> str | None:
    """The company or group that somebody is said to belong to."""
    if analysis.mentions.at(subject.i).kind is MentionKind.VENDOR:
        return _words(analysis, subject)
    owner = first_child(subject, "poss")
    if owner is not None:
        return _words(analysis, owner) if analysis.mentions.at(owner.i).kind in TARGETS else None
    at = next((c for c in subject.rights if c.dep_ == "prep" and c.lower_ in ("at", "from", "of", "in")), None)
    noun = None if at is None else first_child(at, "pobj")
    return None if noun is None or noun.pos_ == "PRON" else _words(analysis, noun)


def _words(analysis: Analysis, noun: Token) -> str:
    """A phrase up to its noun, without the capital of a sentence."""
    sentence, first = analysis.sentence, noun.left_edge
    words = sentence.piece.block.text[sentence.starts[first.i] : sentence.ends[noun.i]]
    return words[0].lower() + words[1:] if first.pos_ == "DET" else words
