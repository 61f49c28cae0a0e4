"""Reports for other tools, as those tools read them."""

from __future__ import annotations

import functools
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from junitparser import JUnitXml
from lsprotocol import converters, types
from markdown_it import MarkdownIt
from markdown_it.token import Token

from blamelint import __version__, api
from blamelint.diagnostic import (
    Applicability,
    Diagnostic,
    Edit,
    FileError,
    FileReport,
    Fix,
    Related,
    Report,
    RuleHelp,
    Severity,
    Suppressed,
    SuppressedBy,
)
from blamelint.renderers import formats, render
from blamelint.renderers.markdown import LIMIT
from blamelint.settings import Settings
from blamelint.source import Source, Span, read_source
from tests.conftest import ROOT, Golden, finding
from tests.helpers import book

SCHEMAS = Path(__file__).parent / "schemas"
EXAMPLES = ["hospital-integration.md", "two-line-status.md", "windows-crlf.md"]
OMISSION = RuleHelp(
    "person/omission", "A step was left undone.", Severity.ERROR, ("person",), "Why.", "https://e.org/#o"
)

TEXT = "\ufeff🔥 Dave\r\nforgot it. Then 🚒 Ana forgot it too.\r\n"
DAVE = Span(TEXT.index("Dave"), TEXT.index(" it."))
ANA = Span(TEXT.index("Ana"), TEXT.index(" it too"))
NAME = Span(DAVE.start, DAVE.start + 4)


def sample(*, baseline: bool = False, path: str = "docs/Störung #1.md") -> Report:
    """A finding with all that one can have, others that do not count, and a file that could not be read."""
    fix = Fix("Swap it", Applicability.SAFE, (Edit(NAME, "the job"), Edit(Span(DAVE.end - 6, DAVE.end), "did not run")))
    found = Diagnostic(
        "person/omission",
        Severity.ERROR,
        ("person",),
        "'Dave forgot' says who slipped.",
        DAVE,
        question="What would have shown it?",
        fixes=(fix,),
        related=(Related("blame/mistake", NAME, "Milder."),),
        url="https://e.org/#o",
        sentence=Span(2, DAVE.end + 4),
    )
    allowed = Suppressed(finding(span=ANA), SuppressedBy.COMMENT, "Ana wants it")
    old = Suppressed(finding("cause/root-cause", ANA, severity=Severity.WARNING), SuppressedBy.BASELINE)
    file = FileReport(Source(path, TEXT), (found,), (allowed, old))
    return Report((file, FileError("b.md", "b.md: bad", "mend it")), {"person/omission": OMISSION}, baseline)


def of(*diagnostics: Diagnostic, text: str = "Dave forgot.", path: str = "a.md") -> Report:
    return Report((FileReport(Source(path, text), diagnostics),))


@functools.cache
def examples() -> Report:
    """What is found in some of the examples, with the real rules."""
    files = tuple(
        api.lint(read_source(ROOT / "examples" / name, name=f"examples/{name}"), Settings()) for name in EXAMPLES
    )
    return Report(files, api.help_for(book(), {found.rule for file in files for found in file.diagnostics}))


def rendered(format: str, report: Report) -> str:
    out = io.StringIO()
    render(format, report, out)
    return out.getvalue()


def data(format: str, report: Report) -> Any:
    return json.loads(rendered(format, report))


def validate(schema: str, instance: Any) -> None:
    parsed = json.loads((SCHEMAS / schema).read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(parsed)
    validator(parsed, format_checker=validator.FORMAT_CHECKER).validate(instance)


REPORTS = [sample(), sample(baseline=True), of(), Report(())]


@pytest.mark.parametrize("format", sorted({*formats()} - {"json"}))
def test_examples_give_the_report_on_record(format: str, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = rendered(format, examples())

    # Releases and checkouts differ, the report need not.
    golden.check(f"report.{format}", text.replace(f'"{__version__}"', '"0"').replace(ROOT.as_uri(), "file:///checkout"))


# --- SARIF


@pytest.mark.parametrize("report", [*REPORTS, pytest.param(None, id="examples")])
def test_sarif_is_valid(report: Report | None) -> None:
    validate("sarif-2.1.0.json", data("sarif", report or examples()))


def run_of(report: Report) -> Any:
    [run] = data("sarif", report)["runs"]
    return run


def test_sarif_counts_columns_in_code_points() -> None:
    run = run_of(sample())
    place = run["results"][0]["locations"][0]["physicalLocation"]

    assert "unicodeCodePoints" == run["columnKind"]
    assert {
        "startLine": 1,
        "startColumn": 3,
        "endLine": 2,
        "endColumn": 7,
        "snippet": {"text": "Dave\r\nforgot"},
    } == place["region"]
    assert "🔥 Dave\r\nforgot it." not in place["region"]["snippet"]["text"]
    assert " Dave\r\nforgot it." == place["contextRegion"]["snippet"]["text"]


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("docs/Störung #1?.md", {"uri": "docs/St%C3%B6rung%20%231%3F.md", "uriBaseId": "%SRCROOT%"}),
        ("a:b.md", {"uri": "a%3Ab.md", "uriBaseId": "%SRCROOT%"}),
        ("100%.md", {"uri": "100%25.md", "uriBaseId": "%SRCROOT%"}),
        ("new\nline.md", {"uri": "new%0Aline.md", "uriBaseId": "%SRCROOT%"}),
        ("latin\udce9.md", {"uri": "latin%E9.md", "uriBaseId": "%SRCROOT%"}),
        ("../other/a.md", {"uri": "../other/a.md"}),
        ("/elsewhere/a b.md", {"uri": "file:///elsewhere/a%20b.md"}),
    ],
)
def test_sarif_addresses_are_relative_and_encoded(path: str, address: dict[str, str]) -> None:
    [result] = run_of(of(finding(), path=path))["results"]

    assert address == result["locations"][0]["physicalLocation"]["artifactLocation"]


def test_absolute_paths_below_the_current_folder_are_shortened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    report = of(finding(), path=str(tmp_path / "docs" / "a.md"))

    [result] = run_of(report)["results"]
    [issue] = data("gitlab", report)

    assert "docs/a.md" == result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert "docs/a.md" == issue["location"]["path"]


def test_sarif_describes_the_rules_that_found_something() -> None:
    run = run_of(sample())
    rules = run["tool"]["driver"]["rules"]

    assert ["cause/root-cause", "person/omission"] == [rule["id"] for rule in rules]
    assert [rule["id"] for rule in rules] == sorted({result["ruleId"] for result in run["results"]})
    assert all(result["ruleId"] == rules[result["ruleIndex"]]["id"] for result in run["results"])
    assert "https://e.org/#o" == rules[1]["helpUri"]
    assert "[Examples and rewrites](https://e.org/#o)" in rules[1]["help"]["markdown"]
    assert "<!-- blamelint: allow person/omission -- reason -->" in rules[1]["help"]["text"]


def test_sarif_knows_why_a_finding_does_not_count() -> None:
    suppressions = [result["suppressions"] for result in run_of(sample())["results"]]

    assert [
        [],
        [{"kind": "external", "status": "accepted"}],
        [{"kind": "inSource", "status": "accepted", "justification": "Ana wants it"}],
    ] == suppressions


def test_sarif_compares_with_a_baseline_only_when_there_is_one() -> None:
    assert ["new", "unchanged", "new"] == [one["baselineState"] for one in run_of(sample(baseline=True))["results"]]
    assert not any("baselineState" in one for one in run_of(sample())["results"])


def test_sarif_fixes_name_each_edit() -> None:
    [fix] = run_of(sample())["results"][0]["fixes"]
    [change] = fix["artifactChanges"]

    first, second = change["replacements"]
    assert {"startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 7} == first["deletedRegion"]
    assert ("the job", "did not run") == (first["insertedContent"]["text"], second["insertedContent"]["text"])
    assert {"applicability": "safe"} == fix["properties"]


def test_sarif_tells_of_files_that_could_not_be_read() -> None:
    [invocation] = run_of(sample())["invocations"]
    [notification] = invocation["toolExecutionNotifications"]

    assert invocation["executionSuccessful"] is False
    assert "b.md: bad (mend it)" == notification["message"]["text"]
    assert "b.md" == notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert run_of(of(finding()))["invocations"][0]["executionSuccessful"] is True


def test_sarif_messages_hold_neither_placeholders_nor_links() -> None:
    [result] = run_of(of(finding(message="Says {0} of [Dave](https://evil.example), [sic]")))["results"]

    assert r"Says {{0}} of \[Dave\](https://evil.example), [sic]" == result["message"]["text"]


def test_fingerprints_last_when_lines_move_and_others_are_allowed() -> None:
    again = "Dave forgot.\n\nDave forgot.\n"
    first, second = finding(), finding(span=Span(14, 25))
    both = FileReport(Source("a.md", again), (first, second))
    moved = FileReport(Source("a.md", f"New.\n\n{again}"), (finding(span=Span(6, 17)), finding(span=Span(20, 31))))
    one = FileReport(Source("a.md", again), (second,), (Suppressed(first, SuppressedBy.COMMENT),))

    names = [
        [result["partialFingerprints"] for result in run_of(Report((file,)))["results"]] for file in (both, moved, one)
    ]

    assert names[0] == names[1] == names[2]
    assert names[0][0] != names[0][1]


# --- GitHub


def commands(report: Report) -> list[str]:
    return [line for line in rendered("github", report).splitlines() if line.startswith("::")]


def test_github_annotates_the_words() -> None:
    failed, found = commands(sample(path="a.md"))

    assert "::error file=b.md,title=unreadable::b.md: bad (mend it)" == failed
    assert (
        "::error file=a.md,line=1,endLine=2,title=person/omission::'Dave forgot' says who slipped."
        "%0Afix: Swap it%0Aask: What would have shown it?%0Aalso: blame/mistake"
    ) == found


def test_github_takes_columns_only_within_a_line() -> None:
    [line] = commands(of(finding(message="M")))

    assert "::error file=a.md,line=1,endLine=1,col=1,endColumn=12,title=person/omission::M" == line


@pytest.mark.parametrize(
    ("severity", "command"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.SUGGESTION, "notice")],
)
def test_github_has_a_level_for_each_severity(severity: Severity, command: str) -> None:
    assert commands(of(finding(severity=severity)))[0].startswith(f"::{command} ")


def test_github_shows_the_gravest_first_and_says_how_many_more_there_are() -> None:
    mild = [finding(severity=Severity.SUGGESTION)] * 3
    report = of(*mild, *[finding(severity=Severity.WARNING)] * 12, *[finding()] * 11)

    lines = rendered("github", report).splitlines()

    levels = [line.split()[0] for line in lines if line.startswith("::")]
    assert ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 3 == levels
    assert [
        "Not annotated: 1 error, 2 warnings; GitHub shows 10 of each level for one step.",
        "26 findings in 1 file (11 errors, 12 warnings, 3 suggestions)",
    ] == lines[-2:]


def parsed_command(line: str) -> tuple[str, dict[str, str], str]:
    """Read a workflow command as GitHub's runner does."""
    head, _, message = line.removeprefix("::").partition("::")
    name, _, properties = head.partition(" ")
    pairs = (pair.partition("=") for pair in properties.split(","))

    def decoded(text: str) -> str:
        for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            text = text.replace(code, char)
        return text

    return name, {key: decoded(value) for key, _, value in pairs}, decoded(message)


COMMAND = st.text(alphabet="%:,=ADC302 \n\ra", min_size=1).filter(lambda text: not text.lstrip().startswith("::"))


@given(path=COMMAND, message=COMMAND)
@example(path="a::error::b.md", message="a ::set-output name=x::y\n::add-mask::z")
def test_github_commands_say_only_what_blamelint_says(path: str, message: str) -> None:
    command, total = rendered("github", of(finding(message=message), path=path)).splitlines()

    name, properties, said = parsed_command(command)
    assert ("error", "person/omission") == (name, properties["title"])
    assert ["file", "line", "endLine", "col", "endColumn", "title"] == [*properties]
    assert [text.replace("\n", r"\n").replace("\r", r"\r") for text in (path, message)] == [properties["file"], said]
    assert total.startswith("1 finding")


# --- GitLab


@pytest.mark.parametrize("report", [*REPORTS, pytest.param(None, id="examples")])
def test_gitlab_is_valid(report: Report | None) -> None:
    validate("gitlab-code-quality.json", data("gitlab", report or examples()))


def test_gitlab_has_the_lines_and_leaves_out_what_does_not_count() -> None:
    issue, failed = data("gitlab", sample())

    assert ("person/omission", "major") == (issue["check_name"], issue["severity"])
    assert {"path": "docs/Störung #1.md", "lines": {"begin": 1, "end": 2}} == issue["location"]
    assert "'Dave forgot' says who slipped. What would have shown it?" == issue["description"]
    assert ("unreadable", "b.md: bad (mend it)") == (failed["check_name"], failed["description"])


def test_gitlab_fingerprints_are_unique() -> None:
    files = [FileReport(Source(path, "Dave forgot."), (finding(), finding())) for path in ("a.md", "b.md")]

    issues = data("gitlab", Report(tuple(files)))

    assert 4 == len({issue["fingerprint"] for issue in issues})


# --- JUnit and Checkstyle


def junit(report: Report) -> JUnitXml:
    return JUnitXml.fromstring(rendered("junit", report).encode())


def test_junit_is_read_as_it_is_meant() -> None:
    xml = junit(sample(path="a.md"))
    first, second = xml

    assert (4, 1, 1, 2) == (xml.tests, xml.failures, xml.errors, xml.skipped)
    assert ("a.md", 3, 1, 0, 2) == (first.name, first.tests, first.failures, first.errors, first.skipped)
    assert ("b.md", 1, 0, 1, 0) == (second.name, second.tests, second.failures, second.errors, second.skipped)
    failed, allowed, old = list(first)
    assert ("a.md", "person/omission at 1:3") == (failed.classname, failed.name)
    assert "a.md:1:3: error: 'Dave forgot' says who slipped." == failed.result[0].text.splitlines()[0]
    assert ("comment: Ana wants it", "baseline") == (allowed.result[0].message, old.result[0].message)


def test_junit_has_a_passing_case_for_a_clean_file() -> None:
    [suite] = junit(of())
    [case] = suite

    assert ("no findings", True) == (case.name, case.is_passed)


def test_junit_totals_agree_for_the_examples() -> None:
    xml = junit(examples())
    before = (xml.tests, xml.failures, xml.errors, xml.skipped)

    xml.update_statistics()  # type: ignore[no-untyped-call]

    assert before == (xml.tests, xml.failures, xml.errors, xml.skipped)


def checkstyle(report: Report) -> dict[str, list[dict[str, str]]]:
    """Read a report as the consumers do: files by name, each with the attributes of its errors."""
    root = ElementTree.fromstring(rendered("checkstyle", report).encode())
    assert "checkstyle" == root.tag
    return {file.attrib["name"]: [error.attrib for error in file.findall("error")] for file in root.findall("file")}


def test_checkstyle_is_read_as_it_is_meant() -> None:
    files = checkstyle(sample(path="a.md"))

    assert {
        "a.md": [
            {
                "line": "1",
                "column": "3",
                "severity": "error",
                "message": "'Dave forgot' says who slipped. What would have shown it?",
                "source": "blamelint.person/omission",
            }
        ],
        "b.md": [
            {
                "line": "1",
                "column": "1",
                "severity": "error",
                "message": "b.md: bad (mend it)",
                "source": "blamelint.unreadable",
            }
        ],
    } == files


def test_checkstyle_knows_its_three_severities() -> None:
    report = of(*(finding(severity=severity) for severity in (Severity.ERROR, Severity.WARNING, Severity.SUGGESTION)))

    assert ["error", "warning", "info"] == [error["severity"] for error in checkstyle(report)["a.md"]]


@pytest.mark.parametrize("format", ["junit", "checkstyle"])
@given(text=st.text())
@example(text="\x00\x0b\x1b\x85\ud800\ufffe\uffff]]>&<\"'\r\n")
def test_xml_takes_any_text(format: str, text: str) -> None:
    failed = FileError(f"b{text}", text, text)
    known = Suppressed(finding(message=text), SuppressedBy.COMMENT, text)
    file = FileReport(Source(f"a{text}", "Dave forgot."), (finding(message=text, question=text),), (known,))

    root = ElementTree.fromstring(rendered(format, Report((file, failed))).encode())

    assert 2 == len(root)


# --- reviewdog


@pytest.mark.parametrize("report", [*REPORTS, pytest.param(None, id="examples")])
def test_rdjson_is_valid(report: Report | None) -> None:
    validate("rdjson.json", data("rdjson", report or examples()))


def test_rdjson_counts_columns_in_bytes() -> None:
    found, failed = data("rdjson", sample())["diagnostics"]

    assert {"start": {"line": 1, "column": 9}, "end": {"line": 2, "column": 7}} == found["location"]["range"]
    assert {"path": "b.md"} == failed["location"]


def applied(suggestion: Any, text: str) -> str:
    """Replace the range as reviewdog does, on the bytes of the file."""
    lines = text.encode().splitlines(keepends=True)

    def offset(at: dict[str, int]) -> int:
        return sum(len(line) for line in lines[: at["line"] - 1]) + at["column"] - 1

    start, end = (offset(suggestion["range"][edge]) for edge in ("start", "end"))
    replaced = [text.encode()[:start], suggestion["text"].encode(), text.encode()[end:]]
    return b"".join(replaced).decode()


def test_rdjson_suggestion_makes_all_edits_of_a_fix() -> None:
    [suggestion] = data("rdjson", sample())["diagnostics"][0]["suggestions"]

    assert TEXT.replace("Dave\r\nforgot", "the job\r\ndid not run") == applied(suggestion, TEXT)


# --- Language server protocol


def published(report: Report) -> list[types.PublishDiagnosticsParams]:
    converter = converters.get_converter()
    return [converter.structure(params, types.PublishDiagnosticsParams) for params in data("lsp", report)]


def test_lsp_is_what_editors_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    file, failed = published(sample(path="Störung.md"))

    [found] = file.diagnostics
    assert (tmp_path / "Störung.md").as_uri() == file.uri
    assert types.Range(types.Position(0, 3), types.Position(1, 6)) == found.range
    assert (types.DiagnosticSeverity.Error, "person/omission", "blamelint") == (
        found.severity,
        found.code,
        found.source,
    )
    assert found.code_description
    assert "https://e.org/#o" == found.code_description.href
    assert found.related_information
    assert "blame/mistake: Milder." == found.related_information[0].message
    assert "b.md: bad (mend it)" == failed.diagnostics[0].message


@pytest.mark.parametrize("report", [*REPORTS, pytest.param(None, id="examples")])
def test_lsp_is_valid(report: Report | None) -> None:
    assert len((report or examples()).files) == len(published(report or examples()))


def test_lsp_clears_what_was_there_before() -> None:
    [params] = data("lsp", of())

    assert [] == params["diagnostics"]


def test_lsp_data_hold_the_fixes() -> None:
    [fix] = data("lsp", sample())[0]["diagnostics"][0]["data"]["fixes"]

    assert ["the job", "did not run"] == [edit["newText"] for edit in fix["edits"]]
    assert {"start": {"line": 0, "character": 3}, "end": {"line": 0, "character": 7}} == fix["edits"][0]["range"]


# --- JSON


def test_json_lists_what_does_not_count_with_the_reason() -> None:
    report = data("json", sample())

    known = [(one["rule"], one["by"], one["reason"]) for one in report["files"][0]["suppressed"]]
    assert [("person/omission", "comment", "Ana wants it"), ("cause/root-cause", "baseline", None)] == known
    assert (1, 2) == (report["summary"]["findings"], report["summary"]["suppressed"])


def test_jsonl_is_one_object_a_line() -> None:
    found, allowed, old, failed = map(json.loads, rendered("jsonl", sample(path="a.md")).splitlines())
    [file, _] = data("json", sample(path="a.md"))["files"]

    assert {"path": "a.md", **file["diagnostics"][0]} == found
    assert [{"path": "a.md", **known} for known in file["suppressed"]] == [allowed, old]
    assert {"path": "b.md", "error": "b.md: bad (mend it)"} == failed


# --- Markdown


def inline(text: str) -> Iterator[Token]:
    """Everything that stands in the text as Markdown has it: text, code, links, HTML."""
    parser = MarkdownIt("commonmark", {"html": True}).enable("table")
    for token in parser.parse(text):
        yield token
        yield from token.children or ()


def shown(tokens: list[Token]) -> str:
    return "".join(token.content for token in tokens if token.type in ("text", "code_inline", "text_special"))


def test_markdown_shows_words_message_and_question() -> None:
    expected = """\
## blamelint

1 finding in 1 file (1 error); 1 file could not be read.

Not counted: 1 allowed by comments, 1 in the baseline.

### `a.md`

| Line | Finding | Words |
| ---: | --- | --- |
| 1 | **error** [person/omission](https://e.org/#o)<br>'Dave forgot' says who slipped.<br>*fix:* Swap it\
<br>*ask:* What would have shown it?<br>*also:* blame/mistake | `Dave forgot` |

### `b.md`

b.md: bad (mend it)
"""
    assert expected == rendered("markdown", sample(path="a.md"))


def test_markdown_of_a_clean_run_is_short() -> None:
    assert "## blamelint\n\nNo findings in 1 file.\n" == rendered("markdown", of())


HOSTILE = (
    "`` | <img src=x> [a](https://evil.example) ![b](c) *d* @octocat #12 https://evil.example a@b.example &lt;\n# <b>"
)


@pytest.mark.parametrize("where", ["text", "path", "message", "question", "error"])
def test_markdown_of_documents_stays_text(where: str) -> None:
    report = Report(
        (
            FileReport(
                Source(HOSTILE if where == "path" else "a.md", HOSTILE if where == "text" else "Dave forgot."),
                (
                    finding(
                        span=Span(0, len(HOSTILE) if where == "text" else 4),
                        message=HOSTILE if where == "message" else "M",
                        question=HOSTILE if where == "question" else None,
                    ),
                ),
            ),
            FileError("b.md", HOSTILE if where == "error" else "bad"),
        )
    )

    tokens = list(inline(rendered("markdown", report)))

    assert {"<br>"} >= {token.content for token in tokens if token.type in ("html_inline", "html_block")}
    assert not [token for token in tokens if token.type in ("link_open", "image")]
    assert ["h2", "h3", "h3"] == [token.tag for token in tokens if token.type == "heading_open"]
    assert 3 == sum(token.type == "td_open" for token in tokens)
    assert "<img src=x>" in shown(tokens)


MARKUP = st.text(alphabet="`*_~[]()<>!|&#@\\\"'=-+:;/.$ \n\tab1é").filter(
    lambda text: not re.search(r"\A\s*::|##\w*\[", text)
)


@given(words=MARKUP.filter(str.strip), message=MARKUP, path=MARKUP.filter(str.strip))
def test_markdown_has_the_same_shape_whatever_is_in_it(words: str, message: str, path: str) -> None:
    report = of(finding(span=Span(0, len(words)), message=message), text=words, path=path)

    tokens = list(inline(rendered("markdown", report)))

    markup = {"link_open", "image", "em_open", "html_block"}
    assert not [token for token in tokens if token.type in markup]
    assert ["<br>"] == [token.content for token in tokens if token.type == "html_inline"]
    assert ["h2", "h3"] == [token.tag for token in tokens if token.type == "heading_open"]
    assert 3 == sum(token.type == "td_open" for token in tokens)
    assert " ".join(words.split()) in [token.content for token in tokens if token.type == "code_inline"]


@given(message=MARKUP)
def test_rdjson_message_is_plain_when_it_is_posted(message: str) -> None:
    [found] = data("rdjson", of(finding(message=f"Says {message}")))["diagnostics"]

    kinds = {token.type for token in inline(found["message"])}

    assert {"paragraph_open", "paragraph_close", "inline", "text"} >= kinds


@pytest.mark.parametrize("format", ["markdown", "rdjson"])
def test_nobody_is_called_by_a_message(format: str) -> None:
    message = "Says @octocat of #12, gh-7, a@b.example and https://evil.example, www.evil.example."
    out = rendered(format, of(finding(message=message)))

    assert not re.search(r"@\w|#\d|gh-\d|[^\\]://evil|www\.", out)


def test_markdown_fits_into_a_comment() -> None:
    text = "🔥 Dave forgot.\n" * 2000
    spans = [Span(start, start + 13) for start in range(0, len(text), 15)]
    report = of(*(finding(span=span, message="🔥" * 50) for span in spans), text=text)

    out = rendered("markdown", report)

    assert LIMIT - 1000 < len(out.encode("utf-16-le")) // 2 <= LIMIT
    rows = len(re.findall(r"^\| \d", out, re.MULTILINE))
    assert f"**{2000 - rows} more entries** would not fit here" in out.splitlines()[-1]


def test_markdown_cuts_long_words() -> None:
    out = rendered("markdown", of(finding(span=Span(0, 500)), text="x" * 500))

    assert f"| `{'x' * 119}…` |" in out


# --- The reference


DOCUMENTED = (ROOT / "docs" / "reports.md").read_text(encoding="utf-8")


@functools.cache
def documented_report() -> Report:
    """What docs/reports.md shows in every format, with the real rules."""
    [document] = re.findall(r"```markdown\n(# Outage.*?)```", DOCUMENTED, re.DOTALL)
    file = api.lint(Source("report.md", document), Settings())
    return Report((file,), api.help_for(book(), {found.rule for found in file.diagnostics}))


def documented(format: str) -> str:
    """The snippet in the section of a format."""
    section = DOCUMENTED.partition(f"\n## `{format}`\n")[2].partition("\n## `")[0]
    [snippet] = re.findall(r"^```\w*\n(.*?)^```$", section, re.DOTALL | re.MULTILINE)
    return str(snippet)


def test_every_format_is_documented() -> None:
    sections = re.findall(r"^## `(\w+)`$", DOCUMENTED, re.MULTILINE)

    assert formats() == sorted(sections)
    assert sections == re.findall(r"^\| \[`(\w+)`\]\(#", DOCUMENTED, re.MULTILINE)


@pytest.mark.parametrize("format", ["checkstyle", "concise", "github", "jsonl", "junit", "markdown", "text"])
def test_snippets_are_what_is_written(format: str) -> None:
    assert documented(format) == rendered(format, documented_report())


@pytest.mark.parametrize("format", ["gitlab", "json", "lsp", "rdjson"])
def test_json_snippets_say_what_is_written(format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = rendered(format, documented_report()).replace(tmp_path.as_uri(), "file:///home/dana")

    assert json.loads(documented(format).replace('"0.1.0"', f'"{__version__}"')) == json.loads(text)


def test_sarif_snippet_is_a_result() -> None:
    assert json.loads(documented("sarif")) == run_of(documented_report())["results"][0]
