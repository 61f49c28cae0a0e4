"""What several test files share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import hypothesis
import pytest

from blamelint import api
from blamelint.cli import main
from blamelint.configuration import forget_settings
from blamelint.diagnostic import Applicability, Diagnostic, Edit, FileReport, Fix, Severity
from blamelint.packs import RuleBook, load_rules
from blamelint.settings import Settings
from blamelint.source import Source, Span

# A test is to fail at a bug, and not at the line that users see.
os.environ.setdefault("BLAMELINT_RAISE", "1")

# Machines differ: no test asserts on time, and every run tries the same examples.
hypothesis.settings.register_profile(
    "blamelint", deadline=None, derandomize=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("blamelint")

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"

Run = Callable[..., tuple[int, str, str]]
"""Runs the command line; gives its exit code and what it wrote."""

OMISSION = """\
summary: A named person is said to have left a step undone.
severity: {person: error, actor: warning}
kind: clause
match: {agent: named}
message: "'{agent} {predicate}' says who slipped, not what let the step be missed."
why: It presupposes that the person ought to have done it, and ends the inquiry there.
sources: [KART, DEKKER-5]
question: What would have had to be different?
rewrites:
  - {level: suggested, text: "{object} was not {act_participle}"}
examples:
  flag:
    - {text: "[[Dave forgot to run]] the job.", suggested: "The job was not run."}
  pass:
    - {text: "The probe failed to detect it.", because: the subject is a system}
"""

ROOT_CAUSE = """\
summary: One cause is presented as the cause.
severity: warning
profile: strict
kind: phrase
match: {pattern: root cause}
message: "One cause is named as the cause."
why: There is never one.
"""


FORGOT = Span(0, len("Dave forgot"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Write tests/golden anew, then read the diff.")


class Golden:
    """Compares a text with a file in `tests/golden`, or writes the file."""

    def __init__(self, *, update: bool) -> None:
        self.update = update

    def check(self, name: str, actual: str) -> None:
        file = GOLDEN / name
        if self.update:
            GOLDEN.mkdir(exist_ok=True)
            file.write_text(actual, encoding="utf-8")
        if not file.exists():
            pytest.fail(f"{file.relative_to(ROOT)} is missing; run `pytest --update-golden` and read what it writes")
        assert file.read_text(encoding="utf-8") == actual, "run `pytest --update-golden` and read the diff"


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    return Golden(update=bool(request.config.getoption("--update-golden")))


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one test found is no answer for the next; tests of the cache ask for a folder of their own."""
    monkeypatch.setenv("BLAMELINT_NO_CACHE", "1")


@pytest.fixture
def fresh_settings() -> Iterator[None]:
    """Configuration is kept per folder; tests write it into folders that others have seen."""
    forget_settings()
    yield
    forget_settings()


@pytest.fixture
def small_book(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> RuleBook:
    """Two rules in place of the catalogue, so that tests of the front end do not change with it."""
    folder = tmp_path_factory.mktemp("packs")
    for rule, text in (("person/omission", OMISSION), ("cause/root-cause", ROOT_CAUSE)):
        file = folder / f"{rule}.yaml"
        file.parent.mkdir()
        file.write_text(text, encoding="utf-8")
    every = load_rules([folder])
    ours = {rule: every.rules[rule] for rule in ("cause/root-cause", "person/omission")}
    book = RuleBook(ours, every.lexicons, every.key)
    monkeypatch.setattr(api, "_load", lambda packs: book)
    return book


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the command in a folder of its own; give its exit code and what it wrote."""
    monkeypatch.chdir(tmp_path)

    def run(*args: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as caught:
            main(args)
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return int(caught.value.code or 0), out, err

    return run


@pytest.fixture
def small_engine(small_book: RuleBook, monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that knows two phrases, for tests of what stands around the real one."""

    def lint_source(
        source: Source, book: RuleBook, settings: Settings, *, memory: object = None, rewrites: bool = True
    ) -> FileReport:
        found = [
            diagnostic
            for rule, phrase in (("person/omission", "Dave forgot"), ("cause/root-cause", "The root cause"))
            if settings.enables(rule, book.rules[rule].profile)
            for diagnostic in _find(rule, phrase, source, book)
        ]
        return FileReport(source, tuple(sorted(found, key=lambda diagnostic: diagnostic.span)))

    engine = ModuleType("blamelint.engine")
    engine.__dict__["lint_source"] = lint_source
    monkeypatch.setitem(sys.modules, "blamelint.engine", engine)


def _find(rule: str, phrase: str, source: Source, book: RuleBook) -> Iterator[Diagnostic]:
    start = source.text.find(phrase)
    if start >= 0:
        severity = book.rules[rule].severity
        yield finding(rule, Span(start, start + len(phrase)), severity=severity, question=book.rules[rule].question)


def finding(
    rule: str = "person/omission",
    span: Span = FORGOT,
    *,
    severity: Severity = Severity.ERROR,
    message: str = "'Dave forgot' says who slipped, not what let the step be missed.",
    question: str | None = None,
    rewrite: str | None = None,
    fixes: tuple[Fix, ...] = (),
) -> Diagnostic:
    fixes += (Fix("Rewrite as", Applicability.SUGGESTED, (Edit(span, rewrite),)),) if rewrite else ()
    return Diagnostic(rule, severity, ("person",), message, span, question=question, fixes=fixes)
