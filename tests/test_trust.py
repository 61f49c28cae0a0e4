"""What blamelint promises to those who run it on files of others: no network, and no file that is half written."""

from __future__ import annotations

import os
import random
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from blamelint.cli import cli, main
from scripts.kill import BATCH, killed_cache, killed_rewrite
from tests.conftest import ROOT

NO_NETWORK = """
import socket, sys

def refuse(*_, **__):
    raise SystemExit("the network was asked for")

class Local(socket.socket):
    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        if fileno is None and family != socket.AF_UNIX:
            refuse()
        super().__init__(family, type, proto, fileno)

socket.socket = Local
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = refuse

from blamelint.cli import main
for args in {commands!r}:
    try:
        main(args)
    except SystemExit as end:
        if end.code not in (0, 1, None):
            raise SystemExit(f"{{args}}: {{end.code}}") from None
"""

OURS = {**os.environ, "PYTHONPATH": str(ROOT)}
"""So that a process runs this checkout's code."""

REPORT = "# Outage\n\n## Root cause\n\nDave forgot to run the migration.\n\nIt should simply have been checked.\n"

COMMANDS: list[list[str]] = [
    ["--version"],
    ["lint", "report.md"],
    ["lint", "--fix", "--unsafe-fixes", "report.md"],
    ["lint", "--profile", "strict", "--format", "sarif", "report.md"],
    ["analyze", "Dave forgot it."],
    ["baseline", "create"],
    ["cache", "info"],
    ["cache", "clear"],
    ["check-config"],
    ["explain", "person/omission"],
    ["init", "--help"],
    ["lsp"],
    ["new-rule", "own/forgot", "--folder", "./ours"],
    ["rules"],
    ["template"],
    ["test", "blame/culprit"],
]


def test_every_command_is_tried_without_a_network() -> None:
    assert set(cli.list_commands(None)) <= {command[0] for command in COMMANDS}  # type: ignore[arg-type]


def test_no_command_asks_for_the_network(tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text(REPORT, encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-c", NO_NETWORK.format(commands=COMMANDS)],
        cwd=tmp_path,
        env={**OURS, "BLAMELINT_CACHE_DIR": str(tmp_path / "cache")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (0, False) == (done.returncode, "network" in done.stderr), done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_rewrites_leave_whole_files(tmp_path: Path) -> None:
    """Ten times here; `python scripts/kill.py` does it as often as one likes, with the whole command."""
    chance = random.Random(7)
    for turn in range(10):
        folder = tmp_path / str(turn)
        folder.mkdir()
        assert killed_rewrite(folder, after=chance.uniform(0.1, 0.4)) in ("old", "new")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_cache_keeps_all_of_a_batch_or_nothing(tmp_path: Path) -> None:
    chance = random.Random(7)
    for turn in range(5):
        assert killed_cache(tmp_path / str(turn), after=chance.uniform(0, 0.2)) in (0, BATCH)


def test_full_disk_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "report.md"
    file.write_text(REPORT, encoding="utf-8")
    file.chmod(0o640)
    real = os.fsync

    def full(descriptor: int) -> None:
        real(descriptor)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SystemExit) as caught:
        main(["lint", "--no-config", "--unsafe-fixes", str(file)])

    assert 2 == caught.value.code
    assert "No space left on device" in capfd.readouterr().err
    assert REPORT == file.read_text(encoding="utf-8")
    assert 0o640 == stat.S_IMODE(file.stat().st_mode)
    assert [file] == list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
def test_closed_pipe_ends_the_run_in_silence(tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text(REPORT, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "blamelint", "rules"],
        cwd=tmp_path,
        env=OURS,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    process.stdout.close()

    _, err = process.communicate()

    assert (141, b"") == (process.returncode, err)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
@pytest.mark.parametrize(
    ("closed", "problem"), [(">&- < /dev/null", "standard output is closed"), ("<&-", "standard input is closed")]
)
def test_closed_streams_are_errors(tmp_path: Path, closed: str, problem: str) -> None:
    command = f"{sys.executable} -m blamelint lint --no-config - {closed}"

    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, env=OURS, capture_output=True, text=True, check=False)

    assert (2, problem) == (done.returncode, done.stderr.strip())


def test_current_folder_lends_no_modules(tmp_path: Path) -> None:
    for name in ("click", "yaml", "spacy"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('ran')", encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-m", "blamelint", "--version"],
        cwd=tmp_path,
        env=OURS,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (0, "") == (done.returncode, done.stderr)
