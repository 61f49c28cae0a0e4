"""The kinds of rule that look at one sentence at a time, compiled."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from typing import Protocol

from blamelint.kinds.clause import compile_clause
from blamelint.kinds.match import Match
from blamelint.kinds.phrase import compile_phrase
from blamelint.language.analysis import Analysis
from blamelint.language.pieces import Piece
from blamelint.packs import Rule


class CompiledRule(Protocol):
    """A rule that is ready to look at sentences."""

    @property
    def rule(self) -> Rule:
        """The rule as written."""

    def find(self, analysis: Analysis) -> Iterator[Match]:
        """Yield the places where the rule holds."""


class Search:
    """Compiled rules, each of them tried only where it could hold."""

    def __init__(self, rules: Iterable[CompiledRule], possible: Callable[[Piece], frozenset[str]]) -> None:
        self._rules = {rule.rule.id: rule for rule in rules}
        self._order = {id: number for number, id in enumerate(self._rules)}
        self._possible = possible

    def find(self, analysis: Analysis, *, but: Collection[str] = ()) -> Iterator[Match]:
        """Yield what holds in a sentence, rule by rule, leaving some rules out."""
        possible = self._possible(analysis.sentence.piece).difference(but) & self._rules.keys()
        for id in sorted(possible, key=self._order.__getitem__):
            yield from self._rules[id].find(analysis)

    def is_worthwhile(self, piece: Piece, *, but: Collection[str] = ()) -> bool:
        """Tell whether a rule other than some could find anything in a piece, without reading it."""
        return not self._possible(piece).issubset(but)


@lru_cache(maxsize=2048)
def compile_rule(rule: Rule) -> CompiledRule | None:
    """Compile a rule once; None for rules that look at whole documents. Raises `UserError`."""
    compilers: dict[str, Callable[[Rule], CompiledRule]] = {"phrase": compile_phrase, "clause": compile_clause}
    compiler = compilers.get(rule.kind)
    return compiler(rule) if compiler else None
