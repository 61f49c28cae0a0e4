"""The kinds of rule that look at one sentence at a time, compiled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Protocol

from blamelint.kinds.clause import compile_clause
from blamelint.kinds.match import Match
from blamelint.kinds.phrase import compile_phrase
from blamelint.language.analysis import Analysis
from blamelint.packs import Rule


class CompiledRule(Protocol):
    """A rule that is ready to look at sentences."""

    @property
    def rule(self) -> Rule:
        """The rule as written."""

    def find(self, analysis: Analysis) -> Iterator[Match]:
        """Yield the places where the rule holds."""


@lru_cache(maxsize=2048)
def compile_rule(rule: Rule) -> CompiledRule | None:
    """Compile a rule once; None for rules that look at whole documents. Raises `UserError`."""
    compilers: dict[str, Callable[[Rule], CompiledRule]] = {"phrase": compile_phrase, "clause": compile_clause}
    compiler = compilers.get(rule.kind)
    return compiler(rule) if compiler else None
