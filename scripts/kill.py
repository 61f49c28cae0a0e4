"""Kill blamelint with SIGKILL at random moments, and look at what is left: `python scripts/kill.py --times 200`.

Every second time it is a loop that only writes, reports or the cache in turns, so that the moment falls into a write.
The other times it is the whole command, `lint --unsafe-fixes` on a folder of reports with an empty cache, at any moment
of its run: mostly one that has loaded spaCy before, so that the moment falls into its work, and every tenth time one
from the very start. Every report must be the old or the new one, whole and with its mode; what is kept must be all of a
batch or none; and the next run, with that cache, must find what it would find without the kill.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from blamelint import api, cli
from blamelint.cache import Cache
from blamelint.store import unpacked

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
KEEP = """
import itertools, sys
from pathlib import Path
from blamelint.cache import Cache, remove
from blamelint.store import stored
from scripts.kill import batch, numbers

file = Path(sys.argv[1])
print("ready", flush=True)
for turn in itertools.count():
    if turn % 3 == 0:
        remove(file)
    with Cache(file) as cache:
        cache.put(batch(turn))
    stored("numbers", [str(turn)], numbers)
"""
MODE = 0o640
REPORT = "# Outage\n\n## Root cause\n\nDave forgot to run migration {number}.\n"
FILES = 4
BATCH = 64
"""Answers that are kept together."""

LEFT_BEHIND = re.compile(r"\.[0-9a-f]{12}\.tmp")
"""What a killed run may leave beside a file that it was writing."""


def batch(turn: int) -> dict[bytes, bytes]:
    """Make answers that all tell in which turn they were kept, under addresses that all turns share."""
    return {number.to_bytes(16, "big"): turn.to_bytes(2000, "big") for number in range(BATCH)}


def numbers() -> list[int]:
    """Make what stands for compiled rules."""
    return list(range(10_000))


def killed_rewrite(folder: Path, *, after: float) -> str:
    """Kill a loop that rewrites one file some seconds after it began; tell which of its two texts is left."""
    file = folder / "report.md"
    old, new = "old\n" * 100_000, "new\n" * 100_000
    file.write_text(old, encoding="utf-8")
    file.chmod(MODE)
    _kill_loop(REWRITE, file, folder, after=after)
    return _which(file, old=old, new=new)


def killed_cache(folder: Path, *, after: float) -> int:
    """Kill a loop that makes, fills and clears a cache; tell how many answers are left, all of a batch or none."""
    file = folder / "cache" / "results.db"
    _kill_loop(KEEP, file, folder, after=after)
    with Cache(file) as cache:
        kept = [cache.get(address) for address in batch(0)]
        cache.put(batch(7))
        assert list(batch(7).values()) == [cache.get(address) for address in batch(7)], "the cache keeps nothing more"
    assert len(set(kept)) == 1, "a batch was kept in part"
    for compiled in file.parent.glob("numbers-*.bin"):
        assert numbers() == unpacked(compiled.read_bytes()), f"{compiled} is half written"
    return len(kept) - kept.count(None)


def _kill_loop(code: str, file: Path, folder: Path, *, after: float) -> None:
    command = [sys.executable, "-c", code, str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=_environment(folder)) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(after)
        process.kill()


@dataclass(frozen=True)
class Command:
    """The whole command, and what it does when nobody kills it."""

    new: dict[str, str]
    """The rewritten reports, by their names."""

    findings: dict[str, Any]
    """What is found, by text."""

    seconds: float
    """How long it takes when spaCy is loaded."""

    @classmethod
    def watched(cls, folder: Path) -> Command:
        """Run it to its end, and see what it does and how long it takes."""
        # Children that are forked from here need not load it again.
        api.lint_text(REPORT.format(number=FILES))
        _lay_out(folder)
        findings = _found(folder)
        shutil.rmtree(folder / "cache")
        began = time.monotonic()
        _ended(_forked(folder, "--unsafe-fixes"))
        seconds = time.monotonic() - began
        new = {name: (folder / name).read_text(encoding="utf-8") for name in REPORTS}
        assert not set(new.values()) & set(REPORTS.values()), "nothing was rewritten"
        return cls(new, findings | _found(folder), seconds)

    def killed(self, folder: Path, *, share: float, from_start: bool) -> Iterable[str]:
        """Kill it after a share of its time; tell which text each report holds."""
        _lay_out(folder)
        process = _forked(folder, "--unsafe-fixes", from_start=from_start)
        time.sleep(share * (STARTING if from_start else self.seconds))
        os.kill(process, signal.SIGKILL)
        _ended(process)
        left = [_which(folder / name, old=old, new=self.new[name]) for name, old in REPORTS.items()]
        self._look_at(folder)
        return left

    def _look_at(self, folder: Path) -> None:
        """See that nothing strange lies about, and that the next run finds what is there, and knows it from then on."""
        names = {file.name for file in folder.iterdir()} - REPORTS.keys() - {"cache", "out"}
        assert all(map(LEFT_BEHIND.fullmatch, names)), f"{names} was left behind"
        expected = {text: self.findings[text] for text in _texts(folder)}
        assert expected == _found(folder), "a kill changed what is found"
        with Cache(folder / "cache" / "results.db") as cache:
            assert cache.standing().answers >= 2 * FILES, "the cache keeps nothing more"


REPORTS = {f"{number}.md": REPORT.format(number=number) for number in range(FILES)}
"""Texts before they are rewritten, by the names of their files."""

STARTING = 4.0
"""Seconds after which a process that has to load spaCy is mostly through."""


def _lay_out(folder: Path) -> None:
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(MODE)


def _texts(folder: Path) -> dict[str, str]:
    """Read the reports; gives names by texts, no two of which are alike."""
    return {(folder / name).read_text(encoding="utf-8"): name for name in REPORTS}


def _found(folder: Path) -> dict[str, Any]:
    """Run to the end, and give what is found by text."""
    _ended(_forked(folder, "--format", "json"))
    told = json.loads((folder / "out").read_text(encoding="utf-8"))["files"]
    found = {file["path"]: file["diagnostics"] for file in told}
    return {text: found[name] for text, name in _texts(folder).items()}


def _forked(folder: Path, *options: str, from_start: bool = False) -> int:
    """Begin to run the command as a child, which has loaded what this process has or nothing yet."""
    sys.stdout.flush()
    return os.fork() or _run(folder, ["lint", "--no-config", "--jobs", "1", *options, *REPORTS], from_start=from_start)


def _run(folder: Path, arguments: list[str], *, from_start: bool) -> NoReturn:
    """Be that child."""
    try:
        os.chdir(folder)
        os.environ.update(_environment(folder))
        out = os.open("out", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        for stream in (1, 2):
            os.dup2(out, stream)
        if from_start:
            os.execv(sys.executable, [sys.executable, "-m", "blamelint", *arguments])
        cli.main(arguments)
    finally:
        sys.stdout.flush()
        os._exit(0)


def _ended(process: int) -> None:
    os.waitpid(process, 0)


def _environment(folder: Path) -> dict[str, str]:
    package = str(Path(__file__).parent.parent)
    return {**os.environ, "PYTHONPATH": package, "BLAMELINT_CACHE_DIR": str(folder / "cache")}


def _which(file: Path, *, old: str, new: str) -> str:
    text = file.read_text(encoding="utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == MODE, f"{file} lost its mode"
    assert text in (old, new), f"{file} is half written"
    return "old" if text == old else "new"


def kill(times: int, *, chance: random.Random) -> Counter[str]:
    """Kill as often as is wanted; count what was left."""
    left: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as name:
        command = Command.watched(Path(name))
    for turn in range(times):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            if turn % 2:
                left.update(command.killed(folder, share=chance.uniform(0, 1.1), from_start=turn % 20 == 1))
            elif turn % 4:
                left["batches kept" if killed_cache(folder, after=chance.uniform(0, 0.3)) else "batches gone"] += 1
            else:
                left[killed_rewrite(folder, after=chance.uniform(0, 0.3))] += 1
    return left


def main() -> None:
    """Do it as often as is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    began = time.monotonic()
    left = kill(wanted.times, chance=random.Random(wanted.seed))
    told = ", ".join(f"{count} {what}" for what, count in sorted(left.items()))
    print(f"killed {wanted.times} times in {time.monotonic() - began:.0f} s; all was whole: {told}")


if __name__ == "__main__":
    main()
