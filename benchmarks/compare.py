"""blamelint beside other linters of prose, and beside spaCy alone, on the same reports.

    python -m benchmarks.install_tools    # once: the others, into a folder to throw away
    python -m benchmarks.compare [--reports 100] [--times 3]

Writes a Markdown table for docs/performance.md. Tools that are not there are left out, with a line that says so.
"""

from __future__ import annotations

import argparse
import os
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.install_tools import option, programs
from benchmarks.measuring import (
    EXAMPLE,
    LINT,
    READ_ALL,
    CommandError,
    Run,
    knows,
    machine,
    run,
    seconds,
    table,
    typical,
)
from benchmarks.reports import plain_report, report

ONE = 2000
"""Words of the single report."""

AT_THE_START = r"(?m)^.+:\d+:\d+:"
NEVER = "(?!)"

HEAD = (
    "tool",
    "looks for",
    f"one report of {ONE:,} words",
    "all, first time",
    "all, again",
    "words/s",
    "words/s after the start",
    "memory",
    "findings",
)


@dataclass(frozen=True, slots=True)
class Tool:
    """A program that reads prose."""

    name: str
    """As its makers call it."""

    purpose: str
    """What it looks for, as set up here."""

    command: tuple[str, ...]
    """How to start it; the names of files follow. `{cache}` is a folder that is empty before the first time."""

    finding: str
    """A regular expression that matches one finding in its output."""

    environment: tuple[tuple[str, str], ...] = ()
    """Variables for it; may name `{cache}` as well."""

    version: str = "--version"
    """Makes it tell its version."""

    counts: bool = False
    """Whether `finding` matches the number of all findings."""


BLAMELINT = Tool(
    "blamelint", "blame: who did what", LINT, r'"findings": (\d+)', (("BLAMELINT_CACHE_DIR", "{cache}"),), counts=True
)
SPACY = Tool(
    "spaCy alone",
    "nothing; it parses each sentence",
    READ_ALL,
    NEVER,
)
OTHERS = (
    Tool("Vale", "words of alex, proselint, write-good", ("vale", "--no-exit", "--output=line"), AT_THE_START),
    Tool("proselint", "words: clichés, typography, usage", ("proselint", "check"), AT_THE_START, version="version"),
    Tool("alex", "words that may hurt", ("alex",), r"  warning  ", (("NO_UPDATE_NOTIFIER", "1"),)),
    Tool("write-good", "words: passive, weasel words", ("write-good",), r" on line \d+ at column "),
    Tool(
        "textlint",
        "words: its rules alex and write-good",
        ("textlint", "--format", "unix", "--cache", "--cache-location", "{cache}/textlint"),
        AT_THE_START,
    ),
)


@dataclass(frozen=True, slots=True)
class Reports:
    """Files to lint."""

    one: tuple[str, ...]
    """A longer one."""

    all: tuple[str, ...]
    """Many."""

    words: int
    """How many the many have."""


def written(folder: Path, write: Callable[..., str], *, reports: int) -> Reports:
    """Write reports into a folder."""
    folder.mkdir()
    texts = {folder / f"report-{number:04}.md": write(number) for number in range(reports)}
    one = folder / "one.md"
    for file, text in (texts | {one: write(reports, words=ONE)}).items():
        file.write_text(text, encoding="utf-8")
    return Reports((str(one),), tuple(map(str, texts)), sum(len(text.split()) for text in texts.values()))


@dataclass(frozen=True, slots=True)
class Subject:
    """What makes one row of the table."""

    label: str
    """Names the tool, and its version or what is special."""

    tool: Tool
    """What is started."""

    reports: Reports
    """What it lints."""

    folder: Path | None = None
    """Where it is started, if that matters to it."""


def ours(usual: Reports, plain: Reports) -> Iterator[Subject]:
    """Give the rows of blamelint and of spaCy."""
    if knows("--jobs"):
        yield Subject("blamelint, one process", with_jobs(1), usual)
        yield Subject("blamelint, two processes", with_jobs(2), usual)
    else:
        yield Subject("blamelint", BLAMELINT, usual)
    yield Subject("blamelint, plain reports", BLAMELINT, plain)
    yield Subject(SPACY.name, SPACY, usual)


def with_jobs(jobs: int) -> Tool:
    """Give blamelint with so many processes."""
    return replace(BLAMELINT, command=(*LINT, "--jobs", str(jobs)))


def theirs(usual: Reports, tools: Path) -> Iterator[Subject]:
    """Give the rows of the other linters that are there."""
    for tool in OTHERS:
        if found := version(tool, tools):
            yield Subject(f"{tool.name} {found}", tool, usual, tools)


def measure(subject: Subject) -> tuple[Run, Run, Run]:
    """Lint one report, all of them for the first time, and all of them again."""
    tool, reports = subject.tool, subject.reports
    with tempfile.TemporaryDirectory() as cache:
        command = [part.format(cache=cache) for part in tool.command]
        environment = {name: value.format(cache=cache) for name, value in tool.environment}

        def once(*files: str) -> Run:
            # The exit code says that there are findings, and that of write-good how many.
            return run([*command, *files], folder=subject.folder, environment=environment, codes=range(256))

        # What is worked out once after an installation is no part of a run.
        once(str(EXAMPLE))
        return once(*reports.one), once(*reports.all), once(*reports.all)


def version(tool: Tool, folder: Path) -> str | None:
    """Ask a tool for its version; None when it is not there, or cannot be started."""
    try:
        told = run([tool.command[0], tool.version], folder=folder).output
    except (OSError, CommandError):
        return None
    number = re.search(r"\d+\.\d+(\.\d+)?", told)
    return number[0] if number else None


def row(subject: Subject, times: Sequence[tuple[Run, Run, Run]]) -> tuple[str, ...]:
    """Tell what a tool took."""
    tool, words = subject.tool, subject.reports.words
    one, first, again = (typical(runs) for runs in zip(*times, strict=True))
    found = re.findall(tool.finding, first.output)
    return (
        subject.label,
        tool.purpose,
        seconds(one),
        seconds(first),
        seconds(again),
        f"{words / first.wall:,.0f}",
        f"{(words - ONE) / max(first.wall - one.wall, 0.001):,.0f}",
        f"{first.memory:.0f} MiB",
        found[0] if tool.counts else f"{len(found):,}",
    )


def compare(folder: Path, tools: Path, *, reports: int, times: int) -> str:
    """Measure everything that is there and write the table."""
    usual = written(folder / "usual", report, reports=reports)
    plain = written(folder / "plain", plain_report, reports=reports)
    subjects = [*ours(usual, plain), *theirs(usual, tools)]
    missing = {tool.name for tool in OTHERS} - {subject.tool.name for subject in subjects}
    # In turns, so that a busy moment of the machine hits all of them.
    rounds = [[measure(subject) for subject in subjects] for _ in range(times)]
    rows = map(row, subjects, zip(*rounds, strict=True))
    title = f"{reports} reports, {usual.words:,} words; seconds waited, and in brackets computed. {machine()}"
    notes = [f"{name} is not here, or could not be started." for name in sorted(missing)]
    return "\n\n".join([title, table(HEAD, rows), *notes])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100)
    parser.add_argument("--times", type=int, default=3)
    option(parser)
    chosen = parser.parse_args()
    os.environ["PATH"] = os.pathsep.join([*programs(chosen.tools), os.environ["PATH"]])
    with tempfile.TemporaryDirectory() as folder:
        print(compare(Path(folder), chosen.tools, reports=chosen.reports, times=chosen.times))


if __name__ == "__main__":
    main()
