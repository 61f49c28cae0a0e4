"""Files pass through a report; what is left of them can only be counted."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest

from blamelint.cli._passing import FORMATS, Passing
from blamelint.diagnostic import FileError, FileReport, Report, Suppressed, SuppressedBy
from blamelint.renderers import render
from blamelint.source import Source
from tests.conftest import finding

TEXT = "Dave forgot to run the job.\n"
FILES: tuple[FileReport | FileError, ...] = (
    FileReport(Source("a.md", TEXT), (finding(question="What made it possible?", rewrite="Nobody"),)),
    FileError("b.md", "b.md: cannot read the file", "look at it"),
    FileReport(Source("c.md", TEXT), (), (Suppressed(finding(), SuppressedBy.COMMENT, "agreed"),)),
    FileReport(Source("d.md", ""), ()),
)


@pytest.mark.parametrize("statistics", [False, True])
@pytest.mark.parametrize("format", sorted(FORMATS))
@pytest.mark.parametrize("files", [FILES, FILES[:1], FILES[1:2], ()], ids=["all", "one", "unreadable", "none"])
def test_a_report_is_the_same_whether_files_are_held_or_pass(
    files: tuple[FileReport | FileError, ...], format: str, statistics: bool
) -> None:
    held, passed = io.StringIO(), io.StringIO()

    render(format, Report(files), held, statistics=statistics)
    render(format, Report(Passing(iter(files))), passed, statistics=statistics)

    assert held.getvalue() == passed.getvalue()


def test_nothing_is_held_of_a_text_that_has_passed() -> None:
    passing = Passing(iter(FILES))
    whole = list(passing)
    left = list(passing)

    assert list(FILES) == whole
    assert 4 == len(passing)
    assert ["", "", ""] == [file.source.text for file in left if isinstance(file, FileReport)]
    assert "" == left[0].diagnostics[0].message if isinstance(left[0], FileReport) else False


def test_a_file_is_written_down_before_the_next_is_asked_for() -> None:
    out, seen = io.StringIO(), []

    def coming() -> Iterator[FileReport | FileError]:
        for file in FILES:
            seen.append(out.getvalue().count("a.md"))
            yield file

    render("concise", Report(Passing(coming())), out)

    assert [0, 1, 1, 1] == seen
