"""Try rules on the examples in their own files."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from blamelint.diagnostic import Applicability, Diagnostic, Edit
from blamelint.engine import lint_source
from blamelint.fixing import apply
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

    details: tuple[str, ...] = ()
    """Lines that show it: with `-` as the example has it, with `+` as it came out."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.problem}"


def failures(book: RuleBook, rules: Iterable[Rule], settings: Settings | None = None) -> Iterator[Failure]:
    """Run the examples of some rules, each with its own rule alone."""
    for rule in rules:
        alone = _alone(book, rule, settings or Settings())
        for example in rule.flag:
            found = find(book, rule, example, alone)
            yield from _wrong_words(rule, example, found)
            yield from _wrong_rewrite(rule, example, found)
        for example in rule.passing:
            yield from _not_passed(rule, example, find(book, rule, example, alone))


def rewritten(book: RuleBook, rule: Rule, example: Example) -> str | None:
    """Give an example after the first rewrite that its rule suggests; None when it suggests none."""
    return _after_first(example, find(book, rule, example, _alone(book, rule, Settings())))


def _alone(book: RuleBook, rule: Rule, settings: Settings) -> Settings:
    # A rule about whole documents may look at what other rules found.
    return replace(settings, select=(rule.id, *(book.packs if rule.kind == "structure" else ())))


def known_misses(rules: Iterable[Rule]) -> int:
    """Count the examples which authors keep visible although their rules get them wrong."""
    return sum(len(rule.todo_flag) + len(rule.todo_pass) for rule in rules)


def find(book: RuleBook, rule: Rule, example: Example, settings: Settings) -> list[Diagnostic]:
    """Lint one example; spans are those of the example's text."""
    prefix = "" if example.section is None else f"## {example.section}\n\n"
    report = lint_source(Source("example.md", prefix + example.text), book, settings)
    everything = [
        finding
        for found in report.diagnostics
        for finding in (
            found,
            *(replace(found, rule=r.rule, span=r.span, message=r.message, fixes=()) for r in found.related),
        )
    ]
    return [
        _moved(found, -len(prefix)) for found in everything if found.rule == rule.id and found.span.start >= len(prefix)
    ]


def _moved(diagnostic: Diagnostic, by: int) -> Diagnostic:
    fixes = (
        replace(fix, edits=tuple(Edit(_shifted(edit.span, by), edit.text) for edit in fix.edits))
        for fix in diagnostic.fixes
    )
    return replace(diagnostic, span=_shifted(diagnostic.span, by), fixes=tuple(fixes))


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _wrong_words(rule: Rule, example: Example, found: Sequence[Diagnostic]) -> Iterator[Failure]:
    """Every marked stretch must be named exactly; without marks, anything will do."""
    spans = [diagnostic.span for diagnostic in found]
    if found and set(example.spans) <= set(spans):
        return
    wanted = [span for span in example.spans if span not in spans]
    problem = f"must flag {_texts(example, wanted) if wanted else 'it'}, flags {_texts(example, spans)}"
    details = _difference(marked(example.text, example.spans), marked(example.text, spans))
    yield Failure(rule.id, rule.path, example.line, problem, details)


def _not_passed(rule: Rule, example: Example, found: Sequence[Diagnostic]) -> Iterator[Failure]:
    if found:
        spans = [diagnostic.span for diagnostic in found]
        problem = f"must pass, but flags {_texts(example, spans)}"
        details = _difference(example.text, marked(example.text, spans))
        reason = (f"because: {example.because}",) if example.because else ()
        yield Failure(rule.id, rule.path, example.line, problem, (*details, *reason))


def _wrong_rewrite(rule: Rule, example: Example, found: Sequence[Diagnostic]) -> Iterator[Failure]:
    """Compare the text after the first suggested rewrite with the one that the example gives."""
    if example.suggested is None or not found:
        return
    text = _after_first(example, found)
    if text is None:
        details = tuple(f"- {line}" for line in example.suggested.splitlines())
        yield Failure(rule.id, rule.path, example.line, "must suggest a rewrite, and suggests none", details)
    elif text.strip() != example.suggested.strip():
        details = _difference(example.suggested, text)
        yield Failure(rule.id, rule.path, example.line, "suggests another rewrite", details)


def _after_first(example: Example, found: Sequence[Diagnostic]) -> str | None:
    fixes = (fix for diagnostic in found for fix in diagnostic.fixes if fix.applicability is Applicability.SUGGESTED)
    return next((apply(example.text, fix.edits) for fix in fixes), None)


def marked(text: str, spans: Iterable[Span]) -> str:
    """Put stretches of a text between `[[` and `]]`, as examples do."""
    marks = [(span.end, "]]") for span in spans] + [(span.start, "[[") for span in spans]
    for offset, mark in sorted(marks, reverse=True):
        text = text[:offset] + mark + text[offset:]
    return text


def _difference(expected: str, found: str) -> tuple[str, ...]:
    """Show how two texts differ, with a line around; one text when they do not."""
    expected, found = expected.strip(), found.strip()
    if expected == found:
        return tuple(f"  {line}" for line in expected.splitlines())
    lines = difflib.unified_diff(expected.splitlines(), found.splitlines(), n=1, lineterm="")
    return tuple(f"{line[0]} {line[1:]}" for line in list(lines)[2:] if not line.startswith("@@"))


def _texts(example: Example, spans: Sequence[Span]) -> str:
    return ", ".join(repr(example.text[span.start : span.end]) for span in spans) or "nothing"
