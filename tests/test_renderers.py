"""What findings look like."""

from __future__ import annotations

import io
import json
import re

import pytest

from blamelint import __version__
from blamelint.diagnostic import (
    Applicability,
    Diagnostic,
    Edit,
    FileError,
    FileReport,
    Fix,
    Related,
    Report,
    Severity,
)
from blamelint.renderers import formats, render
from blamelint.source import Source, Span
from tests.conftest import finding

MESSAGE = "Says who slipped."


def _report(text: str, *phrases: str, path: str = "report.md", **options: str) -> Report:
    spans = [Span(text.index(phrase), text.index(phrase) + len(phrase)) for phrase in phrases]
    found = tuple(finding(span=span, message=MESSAGE, **options) for span in spans)  # type: ignore[arg-type]
    return Report((FileReport(Source(path, text), found),))


def _rendered(format: str, report: Report, *, color: bool = False, statistics: bool = False, width: int = 120) -> str:
    out = io.StringIO()
    render(format, report, out, color=color, statistics=statistics, width=width)
    return out.getvalue()


def _excerpt(report: Report, *, width: int = 120) -> list[str]:
    """The lines of the excerpt, without those that are only there for air."""
    lines = _rendered("text", report, width=width).splitlines()
    return [line for line in lines if re.match(r" *\d* \| ", line)]


def test_formats_are_the_modules() -> None:
    assert {"concise", "json", "text"} <= set(formats())
    assert not [name for name in formats() if name.startswith("_")]


def test_text_shows_place_words_and_way_forward() -> None:
    report = _report(
        "# Outage\n\nAt noon Dave forgot to run the job.\n",
        "Dave forgot to run",
        question="What would have shown it?",
        rewrite="The job was not run",
    )

    expected = """\
report.md:3:9 error person/omission  Says who slipped.
  |
3 | At noon Dave forgot to run the job.
  |         ^^^^^^^^^^^^^^^^^^
  |
  = rewrite: Rewrite as: The job was not run
  = ask: What would have shown it?

1 finding in 1 file (1 error)
"""
    assert expected == _rendered("text", report)


@pytest.mark.parametrize(
    ("line", "underline"),
    [
        ("停电 Dave forgot.", "     ^^^^"),
        ("🔥🔥 Dave forgot.", "     ^^^^"),
        ("👩‍🚒 Dave forgot.", "   ^^^^"),
        ("e\u0301te\u0301 Dave forgot.", "    ^^^^"),
        ("- a\tDave forgot.", "    ^^^^"),
        ("\tDave forgot.", "    ^^^^"),
    ],
)
def test_underline_stands_under_the_words(line: str, underline: str) -> None:
    _, below = _excerpt(_report(line, "Dave"))

    assert f"  | {underline}" == below


def test_wide_words_have_a_wide_underline() -> None:
    assert "  | ^^^^" == _excerpt(_report("停电了", "停电"))[1]


def test_each_line_of_a_finding_is_underlined() -> None:
    text = "Then Dave\n  forgot it.\n"

    assert ["1 | Then Dave", "  |      ^^^^", "2 |   forgot it.", "  |   ^^^^^^"] == _excerpt(
        _report(text, "Dave\n  forgot")
    )


def test_middle_of_a_long_finding_is_left_out() -> None:
    text = "".join(f"line {number}\n" for number in range(1, 12))

    lines = _excerpt(_report(text, text.strip()))

    assert [" 1", " 2", " 3", "11"] == [line[:2] for line in lines if line[:2].strip()]
    assert "   | …" in lines


def test_long_line_is_cut_around_the_words() -> None:
    text = f"{'before ' * 40}Dave forgot it{' after' * 40}"

    line, below = _excerpt(_report(text, "Dave forgot"), width=60)

    assert 60 >= len(line)
    start = below.index("^")
    assert "Dave forgot" == line[start : start + len("Dave forgot")]
    assert line[4] == "…" == line[-1]


def test_long_finding_is_cut_to_the_room_there_is() -> None:
    line, below = _excerpt(_report("x" * 300, "x" * 300), width=60)

    assert 60 >= len(line)
    assert len(line) == len(below)


def test_byte_order_mark_is_not_shown() -> None:
    assert ["1 | Dave forgot.", "  | ^^^^"] == _excerpt(_report("\ufeffDave forgot.", "Dave"))


def test_carriage_returns_are_line_ends() -> None:
    assert ["2 | Dave forgot.", "  | ^^^^"] == _excerpt(_report("Then\r\nDave forgot.\r\n", "Dave"))


HOSTILE = "Dave \x1b[2Jforgot \u202eti\u202c \x9b31m\x07\u2066."


@pytest.mark.parametrize("format", formats())
@pytest.mark.parametrize("where", ["text", "path", "message", "question", "rewrite", "error"])
def test_nothing_from_a_document_reaches_the_terminal_raw(format: str, where: str) -> None:
    diagnostic = finding(
        span=Span(0, 4),
        message=HOSTILE if where == "message" else MESSAGE,
        question=HOSTILE if where == "question" else None,
        rewrite=HOSTILE if where == "rewrite" else None,
    )
    source = Source(HOSTILE if where == "path" else "a.md", HOSTILE if where == "text" else "Dave forgot.")
    failed = FileError("b.md", HOSTILE if where == "error" else "b.md: bad", hint=HOSTILE)

    out = _rendered(format, Report((FileReport(source, (diagnostic,)), failed)))

    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out)


ORDER = "::set-output name=a::b ##[add-mask]c ##vso[task.setvariable variable=d]e"


@pytest.mark.parametrize("format", formats())
@pytest.mark.parametrize("where", ["text", "path", "message", "question", "rewrite", "error"])
def test_nothing_from_a_document_orders_a_ci_server(format: str, where: str) -> None:
    diagnostic = finding(
        span=Span(0, 4),
        message=ORDER if where == "message" else MESSAGE,
        question=ORDER if where == "question" else None,
        rewrite=ORDER if where == "rewrite" else None,
    )
    source = Source(ORDER if where == "path" else "a.md", ORDER if where == "text" else "Dave forgot.")
    failed = FileError("b.md", ORDER if where == "error" else "b.md: bad", hint=ORDER)

    out = _rendered(format, Report((FileReport(source, (diagnostic,)), failed)))

    ours = r"(?!::error (file|title)=)" if format == "github" else ""
    assert not re.search(rf"^\s*{ours}::", out, re.MULTILINE)
    assert not re.search(r"##\w*\[", out)


def test_escapes_are_visible() -> None:
    assert "1 | Dave \\x1b[2Jforgot \\u202eti\\u202c \\x9b31m\\x07\\u2066." == _excerpt(_report(HOSTILE, "Dave"))[0]


def test_colour_changes_nothing_else() -> None:
    report = _report("At noon Dave forgot it.", "Dave forgot", question="What?")

    coloured = _rendered("text", report, color=True)

    assert "\x1b[" in coloured
    assert _rendered("text", report) == re.sub(r"\x1b\[[\d;]*m", "", coloured)


def test_related_rules_are_named() -> None:
    related = (Related("blame/mistake", Span(0, 4), "Milder."),)
    diagnostic = Diagnostic("person/omission", Severity.ERROR, (), MESSAGE, Span(0, 4), related=related)

    assert "  = also: blame/mistake\n" in _rendered(
        "text", Report((FileReport(Source("a.md", "Dave forgot."), (diagnostic,)),))
    )


def test_summary_counts_findings_files_and_severities() -> None:
    source = Source("a.md", "Dave forgot.")
    report = Report(
        (
            FileReport(source, (finding(), finding(severity=Severity.WARNING), finding(severity=Severity.WARNING))),
            FileReport(source, (finding(severity=Severity.SUGGESTION),)),
            FileReport(source, ()),
            FileError("b.md", "b.md: cannot read the file"),
        )
    )

    last = _rendered("text", report).splitlines()[-1]

    assert "4 findings in 2 files (1 error, 2 warnings, 1 suggestion); 1 file could not be read" == last


def test_clean_run_says_so() -> None:
    assert "No findings in 1 file\n" == _rendered("text", _report("All well."))


def test_concise_is_one_line_each() -> None:
    report = _report("Dave forgot.\nThen Ana forgot.\n", "Dave forgot", "Ana forgot")

    expected = [
        "report.md:1:1: error person/omission Says who slipped.",
        "report.md:2:6: error person/omission Says who slipped.",
    ]
    assert expected == _rendered("concise", report).splitlines()


@pytest.mark.parametrize("format", ["text", "concise"])
def test_statistics_count_rules(format: str) -> None:
    source = Source("a.md", "Dave forgot.")
    found = (finding(), finding(), finding("cause/root-cause", severity=Severity.WARNING))

    lines = _rendered(format, Report((FileReport(source, found),)), statistics=True).splitlines()

    assert ["2  error       person/omission", "1  warning     cause/root-cause"] == lines[:2]


def test_json_has_the_shape_that_is_documented() -> None:
    text = "\ufeff🔥 Dave\r\nforgot.\r\n"
    span = Span(text.index("Dave"), text.index("."))
    fix = Fix("Swap it", Applicability.SAFE, (Edit(Span(3, 7), "The job"),))
    diagnostic = Diagnostic(
        "person/omission",
        Severity.ERROR,
        ("person",),
        MESSAGE,
        span,
        question="What?",
        fixes=(fix,),
        related=(Related("blame/mistake", Span(3, 7), "Milder."),),
        url="https://example.org",
    )
    report = Report((FileReport(Source("a.md", text), (diagnostic,)), FileError("b.md", "b.md: bad", "mend it")))

    start = {"line": 1, "column": 3, "offset": 3}
    end = {"line": 2, "column": 7, "offset": 15}
    name = {"start": start, "end": {"line": 1, "column": 7, "offset": 7}}
    expected = {
        "version": __version__,
        "files": [
            {
                "path": "a.md",
                "diagnostics": [
                    {
                        "rule": "person/omission",
                        "severity": "error",
                        "labels": ["person"],
                        "message": MESSAGE,
                        "range": {"start": start, "end": end},
                        "text": "Dave\r\nforgot",
                        "question": "What?",
                        "fixes": [
                            {
                                "title": "Swap it",
                                "applicability": "safe",
                                "edits": [{"range": name, "text": "The job"}],
                            }
                        ],
                        "related": [{"rule": "blame/mistake", "message": "Milder.", "range": name}],
                        "url": "https://example.org",
                    }
                ],
                "suppressed": [],
                "error": None,
            },
            {"path": "b.md", "diagnostics": [], "suppressed": [], "error": "b.md: bad (mend it)"},
        ],
        "summary": {
            "files": 2,
            "findings": 1,
            "errors": 1,
            "warnings": 0,
            "suggestions": 0,
            "suppressed": 0,
            "unreadable": 1,
        },
    }
    assert expected == json.loads(_rendered("json", report))


@pytest.mark.parametrize("text", [HOSTILE, ORDER])
def test_json_keeps_every_character(text: str) -> None:
    [file] = json.loads(_rendered("json", _report(text, text)))["files"]

    assert text == file["diagnostics"][0]["text"]
