"""Which releases of packages are installed, told by the names of folders.

`importlib.metadata` knows it as well; importing it takes half as long as a run over a file that is known already.
"""

from __future__ import annotations

import os
import re
import sys
from functools import cache
from pathlib import Path

SUFFIXES = (".dist-info", ".egg-info")


@cache
def releases() -> dict[str, tuple[str, Path]]:
    """Give the version of each installed package, by its normalised name, with the folder that tells of it.

    Of two that are installed, the one that Python would import counts.
    """
    found: dict[str, tuple[str, Path]] = {}
    for place in sys.path:
        for entry in _entries(place):
            name, _, version = entry.rpartition(".")[0].partition("-")
            found.setdefault(normal(name), (version, Path(place, entry)))
    return found


def normal(name: str) -> str:
    """Write the name of a package as all ways to write it are read."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _entries(place: str) -> list[str]:
    try:
        return sorted(name for name in os.listdir(place or ".") if name.endswith(SUFFIXES))
    except OSError:  # a place need not exist, and may be an archive
        return []
