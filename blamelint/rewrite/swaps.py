"""Words for words: what a rule says to put in place of its pattern."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from blamelint.errors import UserError
from blamelint.kinds.conditions import expand_kinds, find_patterns
from blamelint.language.analysis import Analysis
from blamelint.language.patterns import PatternError, PatternIndex, PatternSet
from blamelint.packs import Rule
from blamelint.rewrite.changes import Change

BESIDE = 2
"""Tokens around a finding in which a pattern may begin or end: the comma behind `obviously`."""


def swapped(analysis: Analysis, tokens: tuple[int, int], rule: Rule, index: int) -> list[Change]:
    """Replace the first pattern of a rule's list of swaps that holds within a finding."""
    for patterns, text in _compiled(rule, index):
        for change in _held(analysis, tokens, patterns, text):
            return [change]
    return []


@lru_cache(maxsize=512)
def _compiled(rule: Rule, index: int) -> list[tuple[PatternSet, str]]:
    return [(_patterns(rule, index, pattern), text) for pattern, text in rule.rewrites[index].swap]


def _patterns(rule: Rule, index: int, pattern: str) -> PatternSet:
    try:
        return PatternSet(PatternIndex.build({"": [expand_kinds(pattern)]}))
    except PatternError as error:
        raise UserError(str(error), at=rule.at("rewrites", index, "swap")) from None


def _held(analysis: Analysis, tokens: tuple[int, int], patterns: PatternSet, text: str) -> Iterator[Change]:
    start, end = tokens[0], min(tokens[1] + BESIDE, len(analysis.sentence))
    for hit in find_patterns(patterns, analysis, start, end):
        predicate = not text and any(t.dep_ == "acomp" for t in analysis.sentence.doc[hit.start : hit.end])
        if hit.start < tokens[1] and not predicate:  # `it was blatant` says nothing without it
            yield Change(hit.start, hit.end, (text,) if text else ())
