"""Rewrites in examples, compared with those that a rule suggests."""

from __future__ import annotations

from pathlib import Path

import pytest

from blamelint import trial
from blamelint.diagnostic import Applicability, Edit, FileReport, Fix
from blamelint.packs import Rule, RuleBook, read_rule
from blamelint.settings import Settings
from blamelint.source import Source, Span
from tests.conftest import OMISSION, finding


@pytest.fixture
def rule(tmp_path: Path) -> Rule:
    """One whose only flagged example stands under a heading, and has a rewrite."""
    path = tmp_path / "person" / "omission.yaml"
    path.parent.mkdir()
    path.write_text(OMISSION.replace("{text:", "{section: Timeline, text:", 1), encoding="utf-8")
    return read_rule(path)


def _tried(rule: Rule, monkeypatch: pytest.MonkeyPatch, *rewrites: tuple[str, Applicability]) -> list[trial.Failure]:
    """Failures of a rule that finds 'Dave forgot to run' and offers some rewrites."""

    def lint_source(source: Source, book: RuleBook, settings: Settings) -> FileReport:
        start = source.text.find("Dave forgot to run")
        if start < 0:
            return FileReport(source, ())
        span = Span(start, start + len("Dave forgot to run"))
        fixes = tuple(Fix("Rewrite", level, (Edit(span, text),)) for text, level in rewrites)
        return FileReport(source, (finding(span=span, fixes=fixes),))

    monkeypatch.setattr(trial, "lint_source", lint_source)
    return list(trial.failures(RuleBook({rule.id: rule}, {}, ()), [rule]))


def test_the_first_suggested_rewrite_is_the_one_that_counts(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    [failure] = _tried(rule, monkeypatch, ("It was", Applicability.SAFE), ("Nobody ran", Applicability.SUGGESTED))

    assert f"{rule.path}:{rule.flag[0].line}: person/omission: suggests another rewrite" == str(failure)
    assert ("- The job was not run.", "+ Nobody ran the job.") == failure.details


def test_a_rewrite_that_does_not_come_is_a_failure(rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    [failure] = _tried(rule, monkeypatch)

    assert "must suggest a rewrite, and suggests none" == failure.problem
    assert ("- The job was not run.",) == failure.details


def test_the_rewrite_of_the_example_passes(tmp_path: Path, rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(rule.path).write_text(OMISSION.replace("The job was not run.", "Nothing ran the job."), encoding="utf-8")

    assert [] == _tried(read_rule(Path(rule.path)), monkeypatch, ("Nothing ran", Applicability.SUGGESTED))


def test_marks_are_put_where_examples_have_them() -> None:
    assert "[[a]] b [[c]]" == trial.marked("a b c", [Span(4, 5), Span(0, 1)])
