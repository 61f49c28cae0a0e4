"""The reports that speed is measured on; times are not tested."""

from __future__ import annotations

from pathlib import Path

from benchmarks.reports import plain_report, report, write_reports
from blamelint.api import lint_text, rules_for
from blamelint.engine import linter_of
from blamelint.formats.markdown import read_markdown
from blamelint.language.pieces import pieces_of
from blamelint.prefilter import Prefilter
from blamelint.settings import Settings
from blamelint.source import Source


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
    without = sum(len(lint_text(report(number, words=500, blame=0))) for number in range(4))
    plenty = sum(len(lint_text(report(number, words=500, blame=0.5))) for number in range(4))

    assert plenty > 4 * without


def test_reports_lie_in_folders(tmp_path: Path) -> None:
    words = write_reports(tmp_path, range(999, 1002), words=300)

    files = sorted(tmp_path.rglob("*.md"))
    assert ["00/report-00999.md", "01/report-01000.md", "01/report-01001.md"] == [
        file.relative_to(tmp_path).as_posix() for file in files
    ]
    assert sum(len(file.read_text(encoding="utf-8").split()) for file in files) == words


def test_no_rule_looks_at_a_plain_report() -> None:
    triggers = linter_of(rules_for(Settings()), Settings()).triggers
    for number in range(10):
        document = read_markdown(Source("plain.md", plain_report(number)))
        prefilter = Prefilter(document, triggers)
        pieces = [piece for block in document.blocks for piece in pieces_of(document, block)]

        assert [] == [piece.text for piece in pieces if prefilter.rules(piece)]
