"""Choosing in the terminal what becomes of each finding."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from blamelint.cli import _interactive, cli
from tests.conftest import ROOT

pytestmark = pytest.mark.usefixtures("fresh_settings")

Walked = Callable[..., tuple[int, str]]

OMISSION = "Dave forgot to run the migration before the deploy."
MENDED = "The migration was not run before the deploy. ‹What made this possible?›"
TWO = f"# Outage\n\n{OMISSION}\n\n- Ana did not wait for CI.\n"

OWN_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.executable, [sys.executable, "-m", "blamelint", *sys.argv[1:]])
"""
"""Makes the terminal that of the session, so that Ctrl-C arrives."""

PATIENCE = 120.0
"""Seconds without a sign from a program before it is taken for stuck."""


@pytest.fixture
def walk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Walked:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(_interactive, "on_terminal", lambda: True)

    def walk(*answers: str, args: Sequence[str] = ("report.md",)) -> tuple[int, str]:
        given = "".join(f"{answer}\n" for answer in answers)
        arguments = ["lint", "--interactive", *args]
        result = CliRunner().invoke(cli, arguments, input=given, standalone_mode=False)
        if result.exception:
            raise result.exception
        return result.return_value, result.output

    return walk


def _write(text: str, name: str = "report.md") -> Path:
    file = Path(name)
    file.write_text(text, encoding="utf-8", newline="")
    return file


def _editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> Path:
    """Make an editor that shows what it was given, and writes a text in its place."""
    script, seen = tmp_path / "editor.py", tmp_path / "seen.txt"
    script.write_text(
        "import sys\nfrom pathlib import Path\nfile = Path(sys.argv[1])\n"
        f"Path({str(seen)!r}).write_bytes(file.read_bytes())\nfile.write_text({text!r}, encoding='utf-8')\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")
    return seen


@pytest.mark.parametrize("key", ["1", "a"])
def test_a_rewrite_is_taken(walk: Walked, key: str) -> None:
    file = _write(TWO)

    _, out = walk(key, "s")

    assert TWO.replace(OMISSION, MENDED) == file.read_text(encoding="utf-8")
    assert f"1  {MENDED}" in out
    assert "ask: What would have had to be different" in out


def test_the_last_line_says_what_was_done_and_what_is_left(walk: Walked) -> None:
    _write(TWO)

    code, out = walk("1", "s")

    # The placeholder of the rewrite is a finding, too, until somebody fills it in.
    assert "1 rewritten, 1 skipped, 2 findings left in 1 file." == out.splitlines()[-1]
    assert 1 == code


def test_nothing_left_is_a_success(walk: Walked) -> None:
    _write(f"{OMISSION}\n")

    code, out = walk("l", "Her wish")

    assert (0, "1 allowed, nothing left.") == (code, out.splitlines()[-1])


def test_one_choice_settles_all_that_it_answers(walk: Walked) -> None:
    """Both findings offer the same sentence."""
    file = _write("The outage was caused by Dave, who forgot to run the migration. The disk was full.\n")

    _, out = walk("1", "s", "s")

    assert "Dave" not in file.read_text(encoding="utf-8")
    assert 1 == out.count("q quit")


def test_a_reason_becomes_a_comment(walk: Walked) -> None:
    file = _write(TWO)

    walk("s", "l", "she asked for -->\tthis")

    comment = "<!-- blamelint: allow person/negated-duty -- she asked for –› this -->"
    assert TWO.replace("wait for CI.", f"wait for CI. {comment}") == file.read_text(encoding="utf-8")


def test_without_a_reason_nothing_is_allowed(walk: Walked) -> None:
    file = _write(TWO)

    walk("l", "", "s", "s")

    assert TWO == file.read_text(encoding="utf-8")


def test_a_sentence_is_written_anew_in_an_editor(walk: Walked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = _editor(tmp_path, monkeypatch, "Nothing ran the migration\nbefore the deploy.\n")
    file = _write(TWO)

    walk("e", "s")

    assert f"{OMISSION}\n" == seen.read_text(encoding="utf-8")
    assert TWO.replace(OMISSION, "Nothing ran the migration before the deploy.") == file.read_text(encoding="utf-8")


def test_an_editor_may_begin_with_a_rewrite(walk: Walked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = _editor(tmp_path, monkeypatch, "The migration was not run, as nothing asks for it.")
    file = _write(TWO)

    walk("e1", "s")

    assert f"{MENDED}\n" == seen.read_text(encoding="utf-8")
    assert "\n\nThe migration was not run, as nothing asks for it.\n\n" in file.read_text(encoding="utf-8")


def test_an_editor_that_fails_costs_nothing(walk: Walked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "/nowhere/no-editor")
    file = _write(TWO)

    _, out = walk("1", "e", "s")

    assert "Nothing was changed." in out
    assert TWO.replace(OMISSION, MENDED) == file.read_text(encoding="utf-8")


def test_words_that_would_make_a_list_are_refused(
    walk: Walked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _editor(tmp_path, monkeypatch, "- an item")
    file = _write(TWO)

    _, out = walk("e", "s", "s")

    assert "That would change more than the sentence" in out
    assert TWO == file.read_text(encoding="utf-8")


def test_a_wrapped_sentence_in_a_quotation_stays_one(
    walk: Walked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = _editor(
        tmp_path, monkeypatch, "Nothing started the migration before the deploy. " + "The disk was full. " * 4
    )
    file = _write("> [!NOTE]\r\n> Dave forgot to run\r\n> the migration.\r\n")

    walk("e")

    assert "Dave forgot to run the migration.\n" == seen.read_text(encoding="utf-8")
    text = file.read_bytes().decode()
    assert "> [!NOTE]\r\n> Nothing started the migration before the deploy. The disk" in text
    assert all(line.startswith("> ") and line.endswith("\r\n") for line in text.splitlines(keepends=True))


def test_quitting_writes_what_was_chosen(walk: Walked) -> None:
    first, second = _write(TWO, "a.md"), _write(TWO, "b.md")

    walk("1", "q", args=["a.md", "b.md"])

    assert TWO.replace(OMISSION, MENDED) == first.read_text(encoding="utf-8")
    assert TWO == second.read_text(encoding="utf-8")


def test_the_end_of_the_input_is_like_quitting(walk: Walked) -> None:
    file = _write(TWO)

    walk("1")

    assert TWO.replace(OMISSION, MENDED) == file.read_text(encoding="utf-8")


def test_what_is_no_key_shows_the_keys(walk: Walked) -> None:
    file = _write(TWO)

    _, out = walk("x", "9", "", "e7", "?", "q")

    assert 5 == out.count("take this rewrite")
    assert TWO == file.read_text(encoding="utf-8")


def test_a_file_that_changed_meanwhile_is_left_alone(
    walk: Walked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was chosen is shown, so that nobody has to find the words again."""
    file = _write(TWO)
    script = tmp_path / "editor.py"
    script.write_text(
        f"import sys\nopen(sys.argv[1], 'w').write('Mine.')\nopen({str(file.absolute())!r}, 'w').write('Theirs.')\n"
    )
    monkeypatch.setenv("VISUAL", f"{sys.executable} {script}")

    code, out = walk("e", "s")

    assert (2, "Theirs.") == (code, file.read_text(encoding="utf-8"))
    assert "report.md: the file has changed meanwhile and was left alone" in out
    assert f"-{OMISSION}\n+Mine.\n" in out


def test_a_file_that_cannot_be_read_is_named(walk: Walked) -> None:
    Path("bad.md").write_bytes(b"\xff")

    code, out = walk(args=["bad.md"])

    assert 2 == code
    assert "bad.md:1:1: byte 0xff is not UTF-8" in out


@pytest.mark.parametrize(
    "args", [["--fix"], ["--unsafe-fixes"], ["--diff"], ["--staged"], ["--statistics"], ["--format", "json"], ["-"]]
)
def test_nothing_else_may_decide(walk: Walked, args: list[str]) -> None:
    with pytest.raises(Exception, match="--interactive asks about each finding"):
        walk(args=args)


def test_somebody_must_be_there(walk: Walked, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()

    with pytest.raises(Exception, match="asks in a terminal, and there is none here"):
        CliRunner().invoke(cli, ["lint", "--interactive"], standalone_mode=False, catch_exceptions=False)


def _in_terminal(args: Sequence[str], answers: Sequence[str], *, folder: Path) -> tuple[int, str]:
    """Run the command in a terminal, and type an answer whenever it asks."""
    terminal, its_end = pty.openpty()
    command = [sys.executable, "-c", OWN_TERMINAL, *args]
    around = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "dumb"}
    # Threads of other tests may hold locks, so that nothing of Python may run between fork and exec.
    process = subprocess.Popen(
        command, stdin=its_end, stdout=its_end, stderr=its_end, cwd=folder, env=around, start_new_session=True
    )
    os.close(its_end)
    shown, left = b"", list(answers)
    while chunk := _read(terminal):
        shown += chunk
        while left and shown.count(b" > ") > len(answers) - len(left):
            os.write(terminal, f"{left.pop(0)}\n".encode())
    os.close(terminal)
    return process.wait(), shown.decode()


def _read(terminal: int) -> bytes:
    """Read what is shown next, and nothing at the end; that a program waits for nobody is a failure, and no hang."""
    if not select.select([terminal], [], [], PATIENCE)[0]:
        os.close(terminal)  # which ends it
        pytest.fail("the command waits for an answer that nobody gives")
    try:
        return os.read(terminal, 4096)
    except OSError:  # its other side is closed
        return b""


def test_in_a_real_terminal(tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    file.write_bytes(b"\xef\xbb\xbf" + TWO.encode())

    code, shown = _in_terminal(["lint", "--interactive", "report.md"], ["1", "l", "she asked"], folder=tmp_path)

    assert 0 == code, shown
    assert "report.md:3:1 error person/omission" in shown
    assert "1 rewritten, 1 allowed, 1 finding left in 1 file." in shown
    mended = TWO.replace(OMISSION, MENDED)
    comment = "<!-- blamelint: allow person/negated-duty -- she asked -->"
    assert f"\ufeff{mended.replace('for CI.', f'for CI. {comment}')}" == file.read_text(encoding="utf-8")


def test_an_interruption_leaves_the_file_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    file.write_text(TWO, encoding="utf-8")

    code, _ = _in_terminal(["lint", "--interactive", "report.md"], ["1", "\x03"], folder=tmp_path)

    assert (130, TWO) == (code, file.read_text(encoding="utf-8"))
