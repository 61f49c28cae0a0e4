"""Fixes reach the file whole, and nothing else of it changes."""

from __future__ import annotations

import io
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from blamelint.cli import main
from blamelint.diagnostic import Applicability, Diagnostic, Edit, Fix
from blamelint.errors import UserError
from blamelint.fixing import apply, chosen, difference, mend, rewrite_file
from blamelint.source import Source, Span, decode
from tests.conftest import finding
from tests.repositories import ENVIRONMENT

pytestmark = pytest.mark.usefixtures("fresh_settings")

Run = Callable[..., tuple[int, str, str]]

SAFE = "Obviously, the disk was full."
SAFE_AFTER = "The disk was full."
BLAME = "Dave forgot to run the migration before the deploy."
BLAME_AFTER = "The migration was not run before the deploy. ‹What made this possible?›"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    monkeypatch.chdir(tmp_path)

    def run(*args: str, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as caught:
            main(["lint", *args])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return int(caught.value.code or 0), out.decode(), err.decode()

    return run


def _write(text: str | bytes, name: str = "report.md") -> Path:
    file = Path(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def _fix(*edits: Edit, level: Applicability = Applicability.SUGGESTED) -> Fix:
    return Fix("Rewrite", level, edits)


def _with(*fixes: Fix) -> Diagnostic:
    return replace(finding(), fixes=fixes)


# Which fixes are chosen


def test_only_safe_fixes_are_chosen_unless_more_is_wanted() -> None:
    safe = _fix(Edit(Span(0, 1), ""), level=Applicability.SAFE)
    better, best = _fix(Edit(Span(0, 2), "b")), _fix(Edit(Span(0, 3), "a"))

    assert safe == chosen(_with(best, better, safe), unsafe=False)
    assert best == chosen(_with(safe, best, better), unsafe=True)
    assert safe == chosen(_with(safe), unsafe=True)
    assert chosen(_with(best), unsafe=False) is None
    assert chosen(_with(), unsafe=True) is None


def test_a_fix_that_several_findings_share_is_made_once() -> None:
    shared = _fix(Edit(Span(0, 4), "Ana"), Edit(Span(5, 5), "not "))

    mended = mend(Source("a.md", "Dave ran it."), [_with(shared), _with(shared)], unsafe=True)

    assert ("Ana not ran it.", (shared,)) == (mended.text, mended.fixes)


@pytest.mark.parametrize("late", [Edit(Span(3, 6), "x"), Edit(Span(0, 2), "x"), Edit(Span(0, 0), "x")])
def test_the_first_of_two_fixes_for_the_same_words_counts(late: Edit) -> None:
    early = _fix(Edit(Span(0, 4), "Ana"))

    assert "Ana ran it." == mend(Source("a.md", "Dave ran it."), [_with(early), _with(_fix(late))], unsafe=True).text


def test_a_fix_is_made_as_a_whole_or_not_at_all() -> None:
    first = _fix(Edit(Span(5, 8), "saw"))
    both = _fix(Edit(Span(6, 7), "x"), Edit(Span(9, 11), "them"))

    assert "Dave saw it." == mend(Source("a.md", "Dave ran it."), [_with(first), _with(both)], unsafe=True).text


# What stays as it is


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_bom_and_line_endings_stay(run: Run, bom: str, end: str, last: bool) -> None:
    lines = ["# Störung 😀", "", "{}", "", "- “naïve”\u2028\x0b&nbsp;  ", "- x"]
    text = bom + end.join(lines) + (end if last else "")
    file = _write(text.format(SAFE))

    run("--fix", "report.md")

    assert text.format(SAFE_AFTER) == file.read_bytes().decode()


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_the_mode_stays(run: Run, mode: int) -> None:
    file = _write(SAFE)
    file.chmod(mode)

    run("--fix", "report.md")

    assert (SAFE_AFTER, mode) == (file.read_text(), stat.S_IMODE(file.stat().st_mode))


def test_a_link_stays_one(run: Run) -> None:
    file = _write(SAFE, "kept/report.md")
    link = Path("report.md")
    link.symlink_to("kept/report.md")

    run("--fix", "report.md")

    assert link.is_symlink()
    assert SAFE_AFTER == file.read_text()


def test_a_file_by_two_names_is_fixed_once(run: Run) -> None:
    file = _write(SAFE)
    Path("alias.md").symlink_to("report.md")

    code, _, err = run("--fix", ".")

    assert (SAFE_AFTER, "Fixed 1 place in 1 file (1 safe).\n") == (file.read_text(), err)
    assert code != 2


@pytest.mark.skipif(sys.platform == "win32", reason="needs names that Windows does not know")
def test_a_diff_names_odd_files_as_git_does(run: Run) -> None:
    files = [_write(SAFE, name) for name in ("a\nb.md", "caf\udce9.md", 'q"u\\e.md', "sp ace.md", "é.md")]

    _, diff, _ = run("--fix", "--diff", ".")
    subprocess.run(["git", "apply", "-"], input=diff.encode(), env=ENVIRONMENT, check=True)

    assert {SAFE_AFTER} == {file.read_text() for file in files}


def test_a_file_without_fixes_is_not_touched(run: Run) -> None:
    file = _write(BLAME)
    os.utime(file, ns=(1, 1))

    run("--fix", "report.md")

    assert 1 == file.stat().st_mtime_ns


# Files that cannot be written


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    file.write_text("New.\n")

    with pytest.raises(UserError, match="the file has changed meanwhile and was left alone"):
        rewrite_file(file, Source(str(file), "Old.\n"), "Mended.\n")

    assert "New.\n" == file.read_text()


def test_a_file_that_is_gone_is_not_made_again(tmp_path: Path) -> None:
    file = tmp_path / "report.md"

    with pytest.raises(UserError, match="cannot write the file: No such file or directory"):
        rewrite_file(file, Source(str(file), "Old.\n"), "Mended.\n")

    assert not file.exists()


def test_a_protected_file_is_named_and_the_others_are_fixed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    protected, free = _write(SAFE, "a.md"), _write(SAFE, "b.md")
    # The superuser may write everywhere: what the system would answer to others.
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, *rest: Path(path).name != "a.md" and allowed(path, *rest))

    code, _, err = run("--fix", ".")

    assert 2 == code
    assert "a.md: cannot write the file: Permission denied" in err
    assert (SAFE, SAFE_AFTER) == (protected.read_text(), free.read_text())


def test_nothing_is_left_behind(run: Run) -> None:
    _write(SAFE)

    run("--fix", "report.md")

    assert ["report.md"] == [path.name for path in Path().iterdir()]


# What is said


def test_a_summary_says_what_was_fixed(run: Run) -> None:
    _write(f"{SAFE}\n", "a.md")
    _write(f"{BLAME}\n\n{SAFE}\n", "b.md")

    code, out, err = run("--unsafe-fixes", ".")

    assert "Fixed 3 places in 2 files (2 safe, 1 rewritten).\n" == err
    assert out.endswith("1 finding in 1 file (1 suggestion)\n"), "the placeholder is left to fill in"
    assert 0 == code


def test_the_exit_code_is_about_what_is_left(run: Run) -> None:
    _write(SAFE, "safe.md")
    _write(BLAME, "blame.md")

    assert 0 == run("--fix", "safe.md")[0]
    assert 1 == run("--fix", "blame.md")[0]
    assert 0 == run("--unsafe-fixes", "blame.md")[0]


def test_what_a_baseline_knows_is_not_new_after_a_fix(run: Run) -> None:
    """The baseline is asked again about the text as it is then."""
    _write(f"{BLAME}\n")
    with pytest.raises(SystemExit):
        main(["baseline", "create", "report.md", "--file", "known.txt"])
    _write(f"{BLAME}\n\n{SAFE}\n")

    code, out, _ = run("--fix", "--baseline", "known.txt", "report.md")

    assert (0, "No findings in 1 file") == (code, out.splitlines()[-1])


# Standard input


def test_a_fixed_text_goes_to_standard_output(run: Run) -> None:
    text = f"\ufeff{SAFE}\r\n\r\n{BLAME}\r\n"

    code, out, err = run("--fix", "-", stdin=text.encode())

    assert (1, text.replace(SAFE, SAFE_AFTER)) == (code, out)
    assert "Fixed 1 place in 1 file (1 safe).\n" in err
    assert "-:3:1 error person/omission" in err


def test_a_text_without_fixes_comes_back_as_it_was(run: Run) -> None:
    code, out, err = run("--fix", "-", stdin=b"The disk was full.")

    assert (0, "The disk was full.", "No findings in 1 file\n") == (code, out, err)


# Differences


TEXTS = {
    "plain": f"# Outage\n\n{BLAME}\n\nx\n",
    "no newline at the end": f"# Outage\n\n{BLAME}",
    "CRLF": f"# Outage\r\n\r\n{BLAME}\r\n\r\nx\r\n",
    "BOM": f"\ufeff{BLAME}\n",
    "line separators": f"a\u2028b\x0bc\x85d\x0ce\n\n{BLAME}\n\nf\u2029g\n",
    "lone carriage returns": f"a\rb\n\n{BLAME}\n",
}


@pytest.mark.parametrize("tool", [["git", "apply", "-"], ["patch", "--binary", "-s", "-p1"]], ids=["git", "patch"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_diff_can_be_applied(run: Run, tool: list[str], text: str) -> None:
    if shutil.which(tool[0]) is None:
        pytest.skip(f"{tool[0]} is not installed")
    file = _write(text, "notes on März/report.md")

    code, diff, _ = run("--unsafe-fixes", "--diff", "notes on März")
    assert (1, text) == (code, file.read_bytes().decode()), "nothing is changed"
    subprocess.run(tool, input=diff.encode(), env=ENVIRONMENT, check=True)

    assert text.replace(BLAME, BLAME_AFTER) == file.read_bytes().decode()


def test_a_diff_names_a_file_as_seen_from_here(run: Run) -> None:
    file = _write(SAFE)

    _, diff, _ = run("--diff", str(file.absolute()))

    assert ["--- a/report.md", "+++ b/report.md"] == diff.splitlines()[:2]


def test_without_fixes_there_is_no_diff(run: Run) -> None:
    _write("The probe failed.")

    assert (0, "", "") == run("--diff", "report.md")


def test_a_diff_without_safe_fixes_says_how_to_see_the_others(run: Run) -> None:
    _write(f"{BLAME}\n\n{BLAME}\n")

    message = "Nothing is safe to fix; 2 findings have suggested rewrites: --unsafe-fixes --diff shows them.\n"
    assert (0, "", message) == run("--diff", "report.md")
    _write(f"{BLAME}\n\n{SAFE}\n")
    assert (1, "") == run("--diff", "report.md")[::2]


@pytest.mark.parametrize("format", [["--format", "json"], ["--concise"]])
def test_a_diff_takes_no_other_format(run: Run, format: list[str]) -> None:
    _write(SAFE)

    code, out, err = run("--diff", *format, "report.md")

    assert (2, "", True) == (code, out, "Error: --diff writes a patch" in err)


def test_a_file_that_cannot_be_read_makes_the_diff_fail(run: Run) -> None:
    _write(b"\xff", "a.md")
    _write(SAFE, "b.md")

    code, diff, err = run("--diff", ".")

    assert 2 == code
    assert "a.md:1:1: byte 0xff is not UTF-8" in err
    assert f"+{SAFE_AFTER}\n" in diff


def test_a_diff_of_standard_input(run: Run) -> None:
    _, diff, _ = run("--diff", "-", stdin=SAFE.encode())

    assert f"-{SAFE}\n\\ No newline at end of file\n+{SAFE_AFTER}\n\\ No newline at end of file\n" in diff


def test_a_difference_holds_just_the_lines_that_differ() -> None:
    lines = difference(decode(b"a\nb\nc\n", "x.md"), "a\nB\nc\n")

    assert ["-b\n", "+B\n"] == [line for line in lines[2:] if line[0] in "+-"]


def test_edits_are_made_from_the_end() -> None:
    assert "AbC" == apply("abc", [Edit(Span(0, 1), "A"), Edit(Span(2, 3), "C")])
