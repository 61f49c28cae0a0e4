"""The regular expressions by which rules name headings, bounded: what a pack brings must not take for ever.

An expression may hold texts, sets of characters, and groups of alternatives that may be missing. One sign or set may
be repeated; with more of them, or with repeated groups, the time that a heading takes has no bound.
"""

from __future__ import annotations

import re

LONGEST = 300
"""Characters of a heading; a longer one is no name of a section."""

VARIANTS = 64
"""Ways to choose among alternatives, and to leave out what may be missing."""

NUMBER = r"(?:\W*+\d++(?:[.)]\d++)*+[.)]?+\s)?"
"""`2.`, `1.3)`: as nothing in it is tried twice, a heading of digits takes no longer than one of words."""

TOKEN = re.compile(
    r"(?P<group>\((?:\?:)?(?!\?))|(?P<end>\))|(?P<other>\|)|(?P<optional>\?\??)|(?P<repeat>(?:[*+]|\{\d*,?\d*\})\??)"
    r"|(?P<one>\\[^\d]|\[\^?\]?(?:\\.|[^\]\\])*\]|[^\\()|?*+\[])",
    re.DOTALL,
)


def named(expression: str) -> re.Pattern[str]:
    """Compile an expression for whole headings, numbering and articles aside; its words are group 1.

    Raises `re.error` for what is no regular expression.
    """
    return re.compile(rf"{NUMBER}\W*(?:the |an? )?({expression})\W*", re.IGNORECASE)


def unbounded(expression: str) -> str | None:
    """Say why an expression, which can be compiled, might take for ever; None for one that cannot."""
    found = _Reading(expression)
    ways = found.alternatives()
    if found.problem is None and found.repeated > 1:
        return "it repeats more than one thing"
    if found.problem is None and ways > VARIANTS:
        return f"it has more than {VARIANTS} variants"
    return found.problem


class _Reading:
    """An expression, read from left to right."""

    def __init__(self, expression: str) -> None:
        self._rest = expression
        self.repeated = 0
        self.problem: str | None = None

    def alternatives(self) -> int:
        """Count the variants up to the end of a group."""
        others, ways, last, grouped = 0, 1, 1, False
        while token := self._next():
            match token.lastgroup:
                case "end":
                    break
                case "other":
                    others, ways = others + ways, 1
                case "group":
                    last, grouped = self.alternatives(), True
                    ways *= last
                case "one":
                    last, grouped = 1, False
                case "optional":
                    ways = ways // last * (last + 1)
                case "repeat":
                    self._repeat(grouped=grouped)
        return others + ways

    def _next(self) -> re.Match[str] | None:
        token = TOKEN.match(self._rest) if self.problem is None else None
        if token is not None:
            self._rest = self._rest[token.end() :]
        elif self._rest and self.problem is None:
            self.problem = "it holds more than texts, sets of characters and groups"
        return token

    def _repeat(self, *, grouped: bool) -> None:
        self.repeated += 1
        if grouped:
            self.problem = "it repeats a group"
