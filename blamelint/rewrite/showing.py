"""Items that tell people a fact: the work shows it where it matters."""

from __future__ import annotations

from blamelint.language.analysis import Analysis
from blamelint.language.syntax import SUBJECTS, first_child, is_infinitive, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import HUMAN, without_marks
from blamelint.rewrite.changes import Change, Part
from blamelint.rewrite.items import PLACE, TOLD, item
from blamelint.rewrite.norms import REGARDING, is_norm

SHOW = f"have {PLACE} show"

REMINDERS = frozenset("reminder note notice message announcement memo".split())
"""What tells people a fact."""

LEARNT = frozenset(
    "know knows understand understands aware realise realize clear clarify reiterate stand-up mention bring raise "
    "communicate learn remember".split()
)
"""Words of knowing a fact, and of saying it once more."""

ASKING = frozenset("where when which what who why whether how".split())
"""Words behind which a fact stands that somebody is to know."""

KNOWN = frozenset("know knows understand understands aware of about remember realise realize on".split())
"""What stands before them."""


EVERYBODY = frozenset("nobody no-one none everyone everybody anyone anybody people one you they".split())
"""Subjects of what is asked of people."""


def shown(analysis: Analysis) -> list[Change]:
    """Recast an item about telling people a fact so that the work shows it; raises `CannotSay`."""
    return item(analysis, _shown)


def _shown(analysis: Analysis, last: int) -> tuple[Part, ...] | None:
    """`Remind tellers that the cut-off is 16:00` → `Have ‹tool or step› show that the cut-off is 16:00`."""
    for word in analysis.sentence.doc[:last]:
        if (assumed := _assumed(analysis, word)) is not None:
            start = assumed.left_edge.i + (assumed.left_edge.lower_ == "that")
            return f"have {PLACE} check whether", (start, min(without_marks(assumed.right_edge), last))
        if (place := _where_unaware(analysis, word)) is not None:
            return SHOW, "‹what people need to know›", (place, last)
        clause = _fact(analysis, word)
        if clause is not None and _is_of_the_work(analysis, clause):
            return SHOW, (word.i, min(without_marks(clause.right_edge), last))
    return None


def _where_unaware(analysis: Analysis, word: Token) -> int | None:
    """`Improve awareness in the control room`: where more is to be known, and nothing says of what."""
    following = analysis.sentence[word.i + 1] if word.i + 1 < len(analysis.sentence) else None
    unnamed = word.lower_ == "awareness" and not any(c.dep_ == "compound" for c in word.children)
    placed = following is not None and following.lower_ in ("in", "during", "on", "at") and following.dep_ == "prep"
    return word.i + 1 if unnamed and placed else None


def _opens_clause(that: Token) -> bool:
    """The parser takes it for a subject at times, beside the true one."""
    return that.dep_ == "mark" or sum(c.dep_ in SUBJECTS for c in that.head.children) > 1


def _assumed(analysis: Analysis, word: Token) -> Token | None:
    """`never assume that the label is right`: the verb of what is to be checked instead."""
    doubted = word.lemma_.lower() in ("assume", "presume") and any(c.dep_ == "neg" for c in word.children)
    return first_child(word, "ccomp") if doubted else None


def _fact(analysis: Analysis, word: Token) -> Token | None:
    """The verb of a clause that tells a fact, by the word that opens it."""
    told = word.i > 0 and analysis.sentence.lower[word.i - 1] in (",", "again")
    if told and word.lower_ == "that" and word.dep_ == "det" and word.head.dep_ in SUBJECTS:
        before = {t.lower_ for t in analysis.sentence.doc[: word.i]}
        return None if before.isdisjoint(TOLD | REMINDERS | LEARNT) else word.head.head
    if word.lower_ == "that" and _opens_clause(word):
        before = {w for t in analysis.sentence.doc[: word.i] for w in (t.lower_, t.lemma_.lower())}
        return None if before.isdisjoint(TOLD | REMINDERS | LEARNT) else word.head
    if word.lower_ not in ASKING or word.i == 0 or analysis.sentence.lower[word.i - 1] not in KNOWN:
        return None
    verb = next((t for t in (word.head, *word.ancestors) if own_subject(t) is not None and t.i > word.i), None)
    return None if verb is None or is_infinitive(verb) or verb.left_edge.i != word.i else verb


def _is_of_the_work(analysis: Analysis, clause: Token) -> bool:
    """Whether a clause is no duty of persons: `that the desk must log it` is one."""
    subject = own_subject(clause)
    if subject is None:
        return False
    if subject.lower_ in EVERYBODY or not REGARDING.isdisjoint(v.lemma_ for v in (clause, *clause.children)):
        return False
    if is_norm(clause) or "care" in analysis.sentence.lower[clause.i :]:
        return False  # `tickets are to be handled with care`, `safety is not negotiable`
    owed = any(c.tag_ == "MD" for c in clause.children)
    asks = analysis.sentence.lower[clause.left_edge.i] in ASKING
    return analysis.mentions.at(subject.i).kind not in HUMAN or not (owed or asks)
