"""Kinds of rule: each reads its own conditions and finds the places where they hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from blamelint.kinds.clause import compile_clause
from blamelint.kinds.match import Match
from blamelint.kinds.phrase import compile_phrase
from blamelint.language.analysis import Analysis
from blamelint.packs import Rule


class CompiledRule(Protocol):
    """A rule that is ready to look at sentences."""

    rule: Rule

    def find(self, analysis: Analysis) -> Iterator[Match]:
        """Yield the places where the rule holds."""


_COMPILED: dict[int, CompiledRule | None] = {}


def compile_rule(rule: Rule) -> CompiledRule | None:
    """Compile a rule once; None for rules that look at whole documents. Raises `UserError`."""
    key = id(rule)
    if key not in _COMPILED:
        compilers = {"phrase": compile_phrase, "clause": compile_clause}
        compiler = compilers.get(rule.kind)
        _COMPILED[key] = compiler(rule) if compiler else None
    return _COMPILED[key]
