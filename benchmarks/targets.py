"""Is blamelint as fast as it wants to be? The table of speeds in docs/performance.md.

    python -m benchmarks.targets [--times 5] [--reports 500] [--edits 300]

What is compared with spaCy runs in turns with it, so that a busy moment of the machine hits both. Seconds are those
that somebody waits, and in brackets those that the process computed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.lsp_latency import Server, blameful, p95, typed
from benchmarks.measuring import (
    BLAMELINT,
    EXAMPLE,
    LINT,
    MODEL,
    READ_ALL,
    Run,
    in_turns,
    knows,
    machine,
    run,
    seconds,
    table,
)
from benchmarks.reports import plain_report, write_reports

WORDS = 2000
"""Words of a single document."""

HEAD = ("what", "target", "measured", "met")
BASE = f"import spacy; spacy.load({MODEL!r})('One sentence about a queue.')"
Row = tuple[str, str, str, str]


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--edits", type=int, default=300)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = [
            *starts(folder, times=chosen.times),
            *many(folder, reports=chosen.reports),
            keystroke(folder, chosen.edits),
        ]
    print(f"{machine()}\n\n{table(HEAD, rows)}")


def starts(folder: Path, *, times: int) -> Iterator[Row]:
    """Measure runs that are over soon."""
    plain, found = folder / "plain.md", folder / "findings.md"
    plain.write_text(plain_report(0, words=WORDS), encoding="utf-8")
    found.write_text(blameful(WORDS), encoding="utf-8")
    uncached = ("--no-cache",) if knows("--no-cache") else ()
    commands = {
        "help": (*BLAMELINT, "--help"),
        "version": (*BLAMELINT, "--version"),
        "plain": (*LINT, *uncached, str(plain)),
        "unchanged": (*LINT, str(found)),
        "cold": (*LINT, *uncached, str(found)),
        "base": (sys.executable, "-c", BASE),
    }
    with tempfile.TemporaryDirectory() as cache:
        environment = {"BLAMELINT_CACHE_DIR": cache}
        new = run(commands["cold"], environment=environment)
        for command in commands.values():
            run(command, environment=environment)
        took = in_turns(
            {name: partial(run, command, environment=environment) for name, command in commands.items()}, times=times
        )
    for name in ("help", "version"):
        yield within(f"`--{name}`", took[name], 0.15)
    yield within(f"{WORDS:,} words in which no rule has anything to look at", took["plain"], 0.25)
    yield within(f"{WORDS:,} words with findings, unchanged since the last run", took["unchanged"], 0.25)
    ratio = took["cold"].computed / took["base"].computed
    what = f"{WORDS:,} words with findings, as a ratio to spaCy, its model and one sentence: {seconds(took['base'])}"
    yield what, "≤ 1.4", f"{ratio:.2f}: {seconds(took['cold'])}", met(ratio <= 1.4)
    yield "the same, right after an installation", "–", seconds(new), "–"


def many(folder: Path, *, reports: int) -> Iterator[Row]:
    """Measure runs over many files."""
    words = write_reports(folder / "reports", range(reports))
    files = sorted(map(str, (folder / "reports").rglob("*.md")))
    with tempfile.TemporaryDirectory() as cache:
        environment = {"BLAMELINT_CACHE_DIR": cache}
        run([*LINT, str(EXAMPLE)], environment=environment)
        command = [*LINT, *(("--jobs", "1") if knows("--jobs") else ()), str(folder / "reports")]
        first, again = (run(command, environment=environment) for _ in range(2))
        spacy = run([*READ_ALL, *files])
    ratio = spacy.computed / first.computed
    what = f"{reports} reports, {words:,} words, one process, as a ratio to spaCy alone: {speed(words, spacy)}"
    yield what, "≥ 3", f"{ratio:.2f}: {speed(words, first)}", met(ratio >= 3)
    yield within(f"{reports} unchanged reports", again, 1.0)
    yield f"memory for {reports} reports", "≤ 400 MiB", f"{first.memory:.0f} MiB", met(first.memory <= 400)


def keystroke(folder: Path, edits: int) -> Row:
    """Measure how long an editor waits for findings."""
    server = Server(folder)
    text, uri = blameful(WORDS), (folder / "open.md").as_uri()
    server.open(uri, text)
    typed(server, uri, text, 14)
    taken = p95(typed(server, uri, text, edits))
    server.stop()
    return (
        f"one keystroke in {WORDS:,} words with findings, 95th percentile",
        "≤ 30 ms",
        f"{taken:.0f} ms",
        met(taken <= 30),
    )


def within(what: str, took: Run, most: float) -> Row:
    """Tell whether a run took no longer than it may."""
    return what, f"≤ {most:.2f} s", seconds(took), met(took.wall <= most)


def speed(words: int, took: Run) -> str:
    """Tell the words for each second that was computed."""
    return f"{words / took.computed:,.0f} words/s"


def met(yes: bool) -> str:
    """Say whether a target is met."""
    return "yes" if yes else "no"


if __name__ == "__main__":
    main()
