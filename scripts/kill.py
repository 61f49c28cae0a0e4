"""Kill rewrites with SIGKILL at random moments, and look at what is left: `python scripts/kill.py --times 200`.

Every second time it is a loop that only writes, so that the moment falls into a write; the other times it is the whole
command, with `--unsafe-fixes` on a folder of reports and with a cache of its own, at any moment of its run. Every file
must be the old or the new one, whole and with its mode, and the next run must find what it would find without the kill.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REWRITE = """
import sys
from pathlib import Path
from blamelint.fixing import rewrite_file
from blamelint.source import Source

file = Path(sys.argv[1])
old, new = "old\\n" * 100_000, "new\\n" * 100_000
print("ready", flush=True)
while True:
    rewrite_file(file, Source(str(file), old), new)
    rewrite_file(file, Source(str(file), new), old)
"""
MODE = 0o640
REPORT = "# Outage\n\n## Root cause\n\nDave forgot to run migration {number}.\n"
FILES = 20


def killed_rewrite(folder: Path, *, after: float) -> str:
    """Kill a loop that rewrites one file some seconds after it began; tell which of its two texts is left."""
    file = folder / "report.md"
    file.write_text("old\n" * 100_000, encoding="utf-8")
    file.chmod(MODE)
    command = [sys.executable, "-c", REWRITE, str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=_environment(folder)) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(after)
        process.kill()
    return _which(file, old="old\n" * 100_000, new="new\n" * 100_000)


def killed_command(folder: Path, *, after: float) -> list[str]:
    """Kill a run with `--unsafe-fixes` some seconds after its start; tell which text each file holds."""
    olds = {folder / f"{number}.md": REPORT.format(number=number) for number in range(FILES)}
    for file, text in olds.items():
        file.write_text(text, encoding="utf-8")
        file.chmod(MODE)
    with subprocess.Popen(_lint(folder, "--unsafe-fixes"), env=_environment(folder), **_silent()) as process:
        time.sleep(after)
        process.kill()
    left = [_which(file, old=text, new=None) for file, text in olds.items()]
    once = subprocess.run(_lint(folder), env=_environment(folder), capture_output=True, check=False)
    shutil.rmtree(folder / "cache", ignore_errors=True)
    again = subprocess.run(_lint(folder), env=_environment(folder), capture_output=True, check=False)
    assert once.stdout == again.stdout, "a cache that was being written changed what was found"
    return left


def _lint(folder: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "blamelint", "lint", "--no-config", *options, str(folder)]


def _silent() -> dict[str, int]:
    return {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def _environment(folder: Path) -> dict[str, str]:
    package = str(Path(__file__).parent.parent)
    return {**os.environ, "PYTHONPATH": package, "BLAMELINT_CACHE_DIR": str(folder / "cache")}


def _which(file: Path, *, old: str, new: str | None) -> str:
    text = file.read_text(encoding="utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == MODE, f"{file} lost its mode"
    if text == old:
        return "old"
    # The new text of a report is not known here, but that it is whole is: its last words end a line.
    assert text == new if new else text.startswith("# Outage") and text.endswith("\n"), f"{file} is half written"
    return "new"


def main() -> None:
    """Do it as often as is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--longest", type=float, default=6.0, help="seconds after which a run is surely over")
    wanted = parser.parse_args()
    chance = random.Random(wanted.seed)
    left: dict[str, int] = {"old": 0, "new": 0}
    for turn in range(wanted.times):
        with tempfile.TemporaryDirectory() as name:
            whole = turn % 2 and killed_command(Path(name), after=chance.uniform(0, wanted.longest))
            for which in whole or [killed_rewrite(Path(name), after=chance.uniform(0, 0.5))]:
                left[which] += 1
    print(f"killed {wanted.times} times; every file was whole: {left['old']} old, {left['new']} new")


if __name__ == "__main__":
    main()
