"""Whether harm may be the effect of an act: told by the order of a sentence's words, before it is parsed.

The parse reads an effect only behind its act, and behind a word or sign that ties the one to the other. Places are
numbers of what is written between blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from blamelint.language.causes import CAUSING
from blamelint.language.inflection import forms
from blamelint.language.patterns import Places, standing
from blamelint.language.vocabulary import Vocabulary

BAD = ("outcome_predicates", "damage")
"""Lexicons of verbs that say by themselves that something bad happened."""

HARM = frozenset({*BAD, "neutral_damage"})
"""Lexicons of verbs of an effect that may be harm."""

CHANGES = ("change_acts", "neutral_damage")
"""Lexicons of acts whose effect may follow with a mere `and`, or with nothing between."""

SOUGHT = HARM.union(CHANGES, {"outcome_nouns"})
"""Lexicons that are asked for together."""

CAUSING_FORMS = frozenset().union(*map(forms, CAUSING))
MARKS = frozenset("so thereby thus therefore hence".split())
"""Words that mark an effect, and may stand before or behind its verb: `so checkout failed`, `checkout thus failed`."""

LINKS = frozenset("which what this that it".split()).union(form for form in CAUSING_FORMS if form.endswith("ing"))
"""Words of which one stands between any act and its effect, or begins the effect: `causing an outage`."""

BREAKS = frozenset(", ( ; - – —".split())
"""Signs behind which a gerund tells of an effect."""

SEVERAL = re.compile(r"\w[^\w\s'’]+\w")
"""Words that are written without a blank between them."""


class Effects:
    """Where acts, links and harm may stand in a prose."""

    def __init__(self, vocabulary: Vocabulary, text: str, places: Places) -> None:
        self._vocabulary = vocabulary
        self._text = text
        self._places = places
        self._known: dict[frozenset[str], bool] = {}
        self._found: dict[str, tuple[int, int]] = {}

    def may_follow(self, acts: frozenset[str]) -> bool:
        """Tell whether harm may be the effect of an entry of some lexicons, or of any act where none are named."""
        if acts not in self._known:
            self._known[acts] = self._may_follow(self._first(acts) if acts else 0)
        return self._known[acts]

    def _may_follow(self, act: int) -> bool:
        if not self._is_behind(act, self._last_harm):
            return False
        if not MARKS.isdisjoint(self._places) or self._is_between(LINKS, act, self._last_harm):
            return True
        if any(self._is_between(BREAKS, act, gerund) for gerund in self._gerunds if gerund >= act):
            return True
        return self._is_behind(max(act, self._first(CHANGES)), self._last_bad)

    def _is_behind(self, act: int, harm: int) -> bool:
        return act < harm or (act == harm and any(map(SEVERAL.search, self._text.split()[act : act + 1])))

    def _is_between(self, words: frozenset[str], first: int, last: int) -> bool:
        return any(first <= place <= last for word in standing(words, self._places) for place in self._places[word])

    @cached_property
    def _gerunds(self) -> list[int]:
        """Words that may be a gerund of something bad."""
        words = (word for word in self._places if word.endswith("ing"))
        return [place for word in words for place in self._places[word] if place <= self._last_bad]

    @cached_property
    def _last_harm(self) -> int:
        """Where the last verb begins at the latest that may tell of harm."""
        return max(self._last(HARM), self._last_bad)

    @cached_property
    def _last_bad(self) -> int:
        """The same for what is bad by itself, or for what it is said to cause."""
        named = self._last(("outcome_nouns",))
        causing = (place for word in standing(CAUSING_FORMS, self._places) for place in self._places[word])
        return max(self._last(BAD), max((place for place in causing if place <= named), default=-1))

    def _first(self, lexicons: Iterable[str]) -> int:
        """Where the first entry of some lexicons begins at the earliest; far behind everything for none."""
        return min(first for first, _ in self._starts(lexicons))

    def _last(self, lexicons: Iterable[str]) -> int:
        """Where the last one begins at the latest; -1 for none."""
        return max(last for _, last in self._starts(lexicons))

    def _starts(self, lexicons: Iterable[str]) -> Iterator[tuple[int, int]]:
        wanted = frozenset(lexicons)
        if not wanted <= self._found.keys():
            self._found.update(self._vocabulary.index.starts(self._places, wanted | SOUGHT))
        return (self._found[name] for name in wanted)
