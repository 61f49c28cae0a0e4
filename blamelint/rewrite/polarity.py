"""Words that change where a fact is denied: `tested it just once` → `never tested it`, `ran a single test` → `no test`.

They are read off the words alone: the parser ties `at least one` and `even once` to whatever stands nearby.
"""

from __future__ import annotations

from blamelint.language.pipeline import Sentence
from blamelint.rewrite.changes import Part

NOBODY = {
    "anyone": "no one",
    "anybody": "nobody",
    "anything": "nothing",
    "someone": "no one",
    "somebody": "nobody",
    "something": "nothing",
}
"""Words for whoever or whatever there is, and for that there is none."""

ONCE = (
    ("even", "a", "single", "time"),
    ("a", "single", "time"),
    ("at", "least", "once"),
    ("even", "once"),
    ("just", "once"),
    ("only", "once"),
    ("once",),
    ("ever",),
)
"""How it is said that something happened one time, the longest first."""

REPEATED = frozenset("a an per every again more and or the we they it he she i there this that".split())
"""Words behind which *once* is no count, or a count of something else: `once a day`, `once the deploy was done`."""

ONE = (
    ("even", "a", "single"),
    ("so", "much", "as", "a"),
    ("so", "much", "as", "one"),
    ("at", "least", "one"),
    ("at", "least", "a"),
    ("even", "one"),
    ("just", "one"),
    ("only", "one"),
    ("one", "single"),
    ("a", "single"),
    ("some",),
    ("any",),
    ("a",),
    ("an",),
)
"""How a noun begins that one thing or more is meant by, the longest first."""

COUNTS = frozenset("few lot couple number bit little handful dozen pair half third quarter great".split())
"""Words that make a quantity of *a*: `a few hosts`."""


def once(sentence: Sentence, start: int, end: int) -> range | None:
    """Find the words in a range that say that something happened one time or at any."""
    for phrase in ONCE:
        for i in range(start, end - len(phrase) + 1):
            stands = tuple(sentence.lower[i : i + len(phrase)]) == phrase
            if stands and not (phrase[-1] == "once" and _is_no_count(sentence, i, i + len(phrase))):
                return range(i, i + len(phrase))
    return None


def _is_no_count(sentence: Sentence, start: int, end: int) -> bool:
    """`once a day`, `once the deploy was done`, `at once`."""
    return sentence.word(end) in REPEATED or sentence.word(start - 1) == "at"


def none_of(sentence: Sentence, noun: tuple[int, int]) -> tuple[Part, ...] | None:
    """Say of a noun that there was none: `a single test` → `no test`; None where that cannot be said of it."""
    words = tuple(sentence.lower[slice(*noun)])
    if words[:2] == ("a", "soul"):
        return ("nobody",)
    if (nobody := NOBODY.get(words[0])) is not None:
        return (nobody, *kept(noun[0] + 1, noun[1]))
    phrase = next((p for p in ONE if words[: len(p)] == p and words[len(p) :]), None)
    if phrase is None or words[len(phrase)] in COUNTS:
        return None
    start = noun[0] + len(phrase)
    return "none" if words[len(phrase)] == "of" else "no", (start, noun[1])


def kept(start: int, end: int, *, without: range | None = None) -> tuple[Part, ...]:
    """Keep a range of tokens, perhaps without those of a range in it."""
    if without is not None and start <= without.start < end:
        return *kept(start, without.start), *kept(without.stop, end)
    return ((start, end),) if start < end else ()
