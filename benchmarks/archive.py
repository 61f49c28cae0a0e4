"""An archive of reports from end to end: how long, and with how much memory; then again, from the cache.

    python -m benchmarks.archive [--reports 10000] [--jobs 2]

Generates the reports into a temporary folder and lints them with one command. Writes Markdown tables for
docs/performance.md. Memory is told as held by the largest process and by all together, where what they share counts for
each; it is the most until then.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

import psutil

from benchmarks.measuring import EXAMPLE, LINT, CommandError, knows, machine, run, table
from benchmarks.reports import write_reports

PARTS = (0.1, 0.5, 1.0)
"""Parts of the run for which its memory is told."""

HEAD = ("run", "time", "words/s", "findings", *(f"memory until {part:.0%}" for part in PARTS))


@dataclass(frozen=True, slots=True)
class Sample:
    """What the processes of a run held at one moment."""

    at: float
    """Seconds since the start."""

    largest: float
    """MiB held by the largest of them."""

    together: float
    """MiB held by all of them; what they share counts for each."""


@dataclass(frozen=True, slots=True)
class Course:
    """A run from its start to its end."""

    wall: float
    """Seconds."""

    samples: tuple[Sample, ...]
    """In the order of time."""

    findings: int
    """How many it reported."""

    def most(self, part: float) -> Sample:
        """Give the moment of most memory between the start and some part of the run."""
        return max((one for one in self.samples if one.at <= part * self.wall), key=attrgetter("together"))


def course(command: Sequence[str], environment: Mapping[str, str]) -> Course:
    """Run a command and look again and again at what it holds."""
    samples = []
    with tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        process = psutil.Popen(command, env={**os.environ, **environment}, stdout=output, stderr=subprocess.DEVNULL)
        while process.poll() is None:
            if held := memory(process):
                samples.append(Sample(time.perf_counter() - started, max(held), sum(held)))
            # Often enough for a short run, and seldom enough for a long one.
            time.sleep(min(0.02 + (time.perf_counter() - started) / 100, 0.5))
        wall = time.perf_counter() - started
        if process.returncode:
            raise CommandError(f"blamelint ended with {process.returncode}")
        output.seek(0)
        return Course(wall, tuple(samples), json.load(output)["summary"]["findings"])


def memory(process: psutil.Popen) -> list[float]:
    """Give the MiB that each process of a family holds, without those that have ended."""
    held = []
    for member in (process, *process.children(recursive=True)):
        with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied):
            held.append(member.memory_info().rss / 2**20)
    return held


def row(label: str, run: Course, *, words: int) -> tuple[str, ...]:
    """Tell how a run went."""
    most = [run.most(part) for part in PARTS]
    return (
        label,
        f"{run.wall:,.1f} s",
        f"{words / run.wall:,.0f}",
        f"{run.findings:,}",
        *(f"{sample.largest:.0f} / {sample.together:.0f} MiB" for sample in most),
    )


def lint_archive(folder: Path, *, reports: int, jobs: int) -> str:
    """Generate an archive, lint it twice and write what it took."""
    words = write_reports(folder / "archive", range(reports))
    environment = {"BLAMELINT_CACHE_DIR": str(folder / "cache")}
    at_once = ("--jobs", str(jobs)) if knows("--jobs") else ()
    # What is worked out once after an installation is no part of a run.
    run([*LINT, str(EXAMPLE)], environment=environment)
    rows, command = [], [*LINT, *at_once, str(folder / "archive")]
    for label in ("first time", "again"):
        rows.append(row(label, course(command, environment), words=words))
    title = f"{reports:,} reports, {words:,} words, `{' '.join(['blamelint lint', *at_once])}`. {machine()}"
    return f"{title}\n\n{table(HEAD, rows)}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, default=2)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(lint_archive(Path(folder), reports=chosen.reports, jobs=chosen.jobs))


if __name__ == "__main__":
    main()
