"""Patterns as in `.gitignore`, matched in a time that no pattern and no name of a file can stretch."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pathspec import GitIgnoreSpec
from pathspec.patterns.gitignore import GitIgnorePatternError
from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

STAR = "[^/]*"
"""What pathspec makes of `*`."""

FOLDERS = "(?:/.+)?"
"""What pathspec makes of `**` between two folders."""

LEADING = "^(?:.+/)?"
"""What pathspec puts before a pattern that holds in any folder."""


def compiled(lines: Iterable[str]) -> GitIgnoreSpec:
    """Compile some lines; one that is no pattern leaves nothing out, as in git."""
    return GitIgnoreSpec(list(_patterns(lines)), backend="simple")


def _patterns(lines: Iterable[str]) -> Iterator[_Pattern]:
    for line in lines:
        try:
            yield _Pattern(line)
        except (GitIgnorePatternError, re.error):
            continue


class _Pattern(GitIgnoreSpecPattern):
    """A pattern whose regular expression does not try again what it has found."""

    @classmethod
    def pattern_to_regex(cls, pattern: Any) -> Any:
        """Give the expression of one line, and whether it leaves out or takes back in."""
        regex, include = super().pattern_to_regex(pattern)
        return (linear(regex) if isinstance(regex, str) else regex), include


def linear(regex: str) -> str:
    """Take backtracking out of an expression that pathspec made.

    What stands between two wildcards of a kind is best found as early as possible: what follows can then begin
    anywhere behind it. So its first place is the only one to try.
    """
    *early, last = regex.split(FOLDERS)
    if not early:
        return _stars(regex)
    first = early[0]
    if first.startswith(LEADING):
        first = f"^(?>(?:.+?/)??{_stars(first.removeprefix(LEADING))}(?=/))"
    else:
        first = f"(?>{_stars(first)}(?=/))"
    middle = (f"(?>(?:/.+?)??{_stars(part)}(?=/))" for part in early[1:])
    return f"{first}{''.join(middle)}{FOLDERS}{_stars(last)}"


def _stars(regex: str) -> str:
    """Make all stars of a name but its last one lazy, and final."""
    head, *parts = regex.split(STAR)
    found = head
    for number, part in enumerate(parts, 1):
        inside = number < len(parts) and "/" not in part.replace("[^/]", "")
        found += f"(?>[^/]*?{part})" if inside else STAR + part
    return found
