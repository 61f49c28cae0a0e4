"""Action items: where their words begin and end, and which sentences are none."""

from __future__ import annotations

from collections.abc import Callable

from blamelint.document import SectionKind
from blamelint.language.analysis import Analysis
from blamelint.rewrite.acts import CannotSay
from blamelint.rewrite.changes import Change, Part, end_of_words
from blamelint.rewrite.verbs import PERFECT

PLACE = "‹tool or step›"

CONDITION = "‹condition›"

LONG_ITEM = 24
"""Tokens from which on a sentence tells a tale."""

LEADING = frozenset("when if whenever once".split())
"""Words that lead to the case in which an item holds."""

STRESSED = frozenset("attention awareness importance need necessity risk danger".split())
"""Nouns behind whose preposition a reminder says what it is about."""

TOLD = frozenset("remind tell inform warn teach stress emphasise emphasize reiterate repeat highlight explain".split())
"""Verbs whose clause is what a tool could show as well."""

SAME_IN_PAST = frozenset("read put set cut let shut split".split())
"""Verbs whose past the tagger guesses: `all engineers, read the notice`."""

Wording = Callable[[Analysis, int], tuple[Part, ...] | None]


def item(analysis: Analysis, wording: Wording) -> list[Change]:
    """Say an item in another wording, up to its owner in brackets; raises `CannotSay` where that has none."""
    first = 1 if analysis.sentence.implied else 0
    last = _before_note(analysis, end_of_words(analysis.sentence))
    parts = None if last - first < 1 or _is_past(analysis) else wording(analysis, last)
    if parts is None:
        raise CannotSay
    return [Change(first, last, parts)]


def refuse_tale(analysis: Analysis) -> None:
    """A long sentence outside of lists says more than an item does; raises `CannotSay`."""
    if len(analysis.sentence) > LONG_ITEM and analysis.around.section is not SectionKind.ACTIONS:
        raise CannotSay


def _is_past(analysis: Analysis) -> bool:
    """`should have been …` looks back, and so does what somebody did."""
    told = analysis.around.section not in (SectionKind.ACTIONS, SectionKind.LESSONS)
    root = next((t for t in analysis.sentence.doc if t.dep_ == "ROOT"), None)
    verbs = () if root is None else (root, *(c for c in root.children if c.dep_ != "ccomp"))
    if told and any(t.tag_ == "VBD" and t.lower_ not in SAME_IN_PAST for t in verbs):
        return True
    words = analysis.sentence.lower
    return any(
        word in ("should", "could", "would", "need", "might") and not PERFECT.isdisjoint(words[i + 1 : i + 3])
        for i, word in enumerate(words)
    )


def _before_note(analysis: Analysis, last: int) -> int:
    """Leave `(owner: Ines, May)` at the end as it is."""
    words = analysis.sentence.words
    if last and words[last - 1] == ")" and "(" in words[:last]:
        opening = max(i for i in range(last) if words[i] == "(")
        return opening if opening > 2 else last
    return last


def after_case(analysis: Analysis) -> int:
    """Where an item begins behind the case in which it holds."""
    first = 1 if analysis.sentence.implied else 0
    words = analysis.sentence.lower
    return words.index(",", first) if words[first] in LEADING and "," in words[first:] else first
