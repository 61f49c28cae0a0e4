"""Try rules on the examples in their own files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from blamelint.diagnostic import Diagnostic
from blamelint.engine import lint_source
from blamelint.packs import Example, Rule, RuleBook
from blamelint.settings import Settings
from blamelint.source import Source, Span


@dataclass(frozen=True, slots=True)
class Failure:
    """An example on which a rule does something else than its author says."""

    rule: str
    """Id of the rule."""

    path: str
    """The rule's file."""

    line: int
    """Of the example, from 1."""

    problem: str
    """What happened."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.problem}"


def failures(book: RuleBook, rules: Iterable[Rule], settings: Settings | None = None) -> Iterator[Failure]:
    """Run the examples of some rules, each with its own rule alone."""
    for rule in rules:
        # A rule about whole documents may look at what other rules found.
        others = book.packs if rule.kind == "structure" else ()
        alone = replace(settings or Settings(), select=(rule.id, *others))
        for example in rule.flag:
            yield from _unflagged(book, rule, example, alone)
        for example in rule.passing:
            if found := find(book, rule, example, alone):
                yield Failure(
                    rule.id, rule.path, example.line, f"must pass, but flags {_texts(example, found)}: {example.text!r}"
                )


def known_misses(rules: Iterable[Rule]) -> int:
    """Count the examples which authors keep visible although their rules get them wrong."""
    return sum(len(rule.todo_flag) + len(rule.todo_pass) for rule in rules)


def find(book: RuleBook, rule: Rule, example: Example, settings: Settings) -> list[Diagnostic]:
    """Lint one example; spans are those of the example's text."""
    prefix = "" if example.section is None else f"## {example.section}\n\n"
    report = lint_source(Source("example.md", prefix + example.text), book, settings)
    shift = len(prefix)
    everything = [
        finding
        for found in report.diagnostics
        for finding in (found, *(replace(found, rule=r.rule, span=r.span, message=r.message) for r in found.related))
    ]
    return [
        replace(found, span=Span(found.span.start - shift, found.span.end - shift))
        for found in everything
        if found.rule == rule.id and found.span.start >= shift
    ]


def _unflagged(book: RuleBook, rule: Rule, example: Example, settings: Settings) -> Iterator[Failure]:
    found = find(book, rule, example, settings)
    if not found:
        yield Failure(rule.id, rule.path, example.line, f"must flag: {example.text!r}")
        return
    for span in example.spans:
        if span not in [diagnostic.span for diagnostic in found]:
            wanted = example.text[span.start : span.end]
            yield Failure(rule.id, rule.path, example.line, f"must flag {wanted!r}, flags {_texts(example, found)}")


def _texts(example: Example, found: Iterable[Diagnostic]) -> str:
    return ", ".join(repr(example.text[d.span.start : d.span.end]) for d in found)
