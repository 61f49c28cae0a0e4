"""What speed is measured on and with; times are not tested."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.archive import Course, Sample
from benchmarks.compare import OTHERS, SPACY, Reports, Subject, row, version
from benchmarks.dependencies import direct, needed
from benchmarks.measuring import CommandError, Run, in_turns, run, table, typical
from benchmarks.reports import plain_report, report, write_reports
from blamelint.api import lint_text, rules_for
from blamelint.engine import linter_of
from blamelint.formats.markdown import read_markdown
from blamelint.language.pieces import pieces_of
from blamelint.prefilter import Prefilter
from blamelint.settings import Settings
from blamelint.source import Source
from tests.conftest import ROOT


def test_a_report_is_the_same_every_time() -> None:
    assert report(7) == report(7)
    assert report(7) != report(8)


def test_a_report_has_about_the_words_that_were_asked_for() -> None:
    for number in range(50):
        assert 2000 <= len(report(number, words=2000).split()) < 2150


def test_no_paragraph_comes_twice_in_an_archive() -> None:
    """A cache that knows paragraphs must not have it easier than with reports that people wrote."""
    paragraphs = [
        paragraph for number in range(20) for paragraph in report(number).split("\n\n") if len(paragraph.split()) > 20
    ]

    assert len(paragraphs) == len(set(paragraphs))


def test_blame_is_what_was_asked_for() -> None:
    without = sum(len(lint_text(report(number, words=400, blame=0))) for number in range(2))
    plenty = sum(len(lint_text(report(number, words=400, blame=0.5))) for number in range(2))

    assert plenty > 4 * without


def test_reports_lie_in_folders(tmp_path: Path) -> None:
    words = write_reports(tmp_path, range(999, 1002), words=300)

    files = sorted(tmp_path.rglob("*.md"))
    assert ["00/report-00999.md", "01/report-01000.md", "01/report-01001.md"] == [
        file.relative_to(tmp_path).as_posix() for file in files
    ]
    assert sum(len(file.read_text(encoding="utf-8").split()) for file in files) == words


def test_no_rule_looks_at_a_plain_report() -> None:
    linter = linter_of(rules_for(Settings()), Settings())
    for number in range(10):
        document = read_markdown(Source("plain.md", plain_report(number)))
        prefilter = Prefilter(document, linter.triggers, linter.people(document))
        pieces = [piece for block in document.blocks for piece in pieces_of(document, block)]

        assert [] == [piece.text for piece in pieces if prefilter.rules(piece)]


def test_a_run_knows_what_its_command_wrote_and_held() -> None:
    """In a process of its own, as the one that runs the tests holds more than what is measured here."""
    holding = "held = bytearray(50 * 2**20); print('done')"
    code = f"import sys; from benchmarks.measuring import run; print(run([sys.executable, '-c', {holding!r}]))"
    took = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert "output='done\\n'" in took
    [memory] = re.findall(r"memory=([\d.]+)", took)
    assert 50 < float(memory) < 100


def test_a_command_that_fails_is_not_measured() -> None:
    with pytest.raises(CommandError, match=r"ended with 3: oh$"):
        run([sys.executable, "-c", "import sys; print('oh', end=''); sys.exit(3)"])


def test_medians_count_and_the_most_memory() -> None:
    runs = [Run(wall, wall / 2, memory, "") for wall, memory in ((1, 10), (9, 12), (2, 11))]

    assert Run(2, 1, 12, "") == typical(runs)


def test_things_are_measured_in_turns() -> None:
    order: list[str] = []

    def noted(name: str) -> Run:
        order.append(name)
        return Run(1, 1, 1, name)

    in_turns({"a": lambda: noted("a"), "b": lambda: noted("b")}, times=2)

    assert ["a", "b", "a", "b"] == order


def test_a_table_is_markdown() -> None:
    assert "| a | b |\n| --- | --- |\n| 1 | 2 |" == table(("a", "b"), [("1", "2")])


def test_words_after_the_start_leave_the_start_out() -> None:
    one, all_reports = Run(3, 3, 50, ""), Run(13, 13, 60, "")

    subject = Subject("spaCy", SPACY, Reports((), (), words=12_000))

    assert "1,000" == row(subject, [(one, all_reports, all_reports)])[6]


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_a_tool_on_the_path_is_used_and_a_broken_one_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [vale] = [tool for tool in OTHERS if tool.name == "Vale"]
    monkeypatch.setenv("PATH", str(tmp_path))
    assert version(vale, tmp_path) is None

    program = tmp_path / "vale"
    program.write_text("#!/bin/sh\necho vale version 3.12.0\n", encoding="utf-8")
    program.chmod(0o755)
    assert "3.12.0" == version(vale, tmp_path)

    program.write_text("#!/bin/sh\necho cannot fetch 1.2.3 >&2; exit 1\n", encoding="utf-8")
    assert version(vale, tmp_path) is None


def test_memory_is_the_most_until_then() -> None:
    course = Course(10, (Sample(0.5, 10, 20), Sample(4, 30, 50), Sample(9, 25, 40)), findings=0)

    assert [20, 50, 50] == [course.most(part).together for part in (0.1, 0.5, 1)]


def test_dependencies_are_followed_to_their_end() -> None:
    assert {"spacy", "click", "pyyaml"} <= {*direct()}
    assert {"spacy", "thinc", "numpy"} <= needed("spacy")
    assert "pytest" not in needed("spacy")
