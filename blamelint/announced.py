"""Packs of rules in installed Python packages, found without importing any of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from blamelint.errors import UserError, nearest

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "blamelint.packs"
"""Entry points by which packages announce folders of packs: a name, and `package` or `package:folder`."""


@cache
def announced() -> Mapping[str, EntryPoint]:
    """Give what installed packages announce, by name."""
    from importlib.metadata import entry_points

    return {entry.name: entry for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name)}


def announced_folder(name: str) -> Path:
    """Find the folder of packs that is announced under a name; raises `UserError` when there is none."""
    entry = announced().get(name)
    if entry is None:
        hint = nearest(name, announced()) or f"a folder begins with './': './{name}'; a package must be installed"
        raise UserError(f"'{name}' is neither a folder nor an installed pack", hint=hint)
    top, *inner = entry.module.split(".")
    below = Path(*inner, *entry.attr.split(".") if entry.attr else ())
    folder = next((place / below for place in _places(top) if (place / below).is_dir()), None)
    if folder is None:
        raise UserError(
            f"the pack '{name}' is announced as '{entry.value}', and there is no such folder",
            hint=f"ask those who make {entry.dist.name}" if entry.dist else None,
        )
    return folder


def _places(package: str) -> list[Path]:
    """Find the folders of a top-level package; looking for its spec runs none of its code."""
    from importlib.util import find_spec

    spec = find_spec(package)
    return [Path(place) for place in (spec.submodule_search_locations or ())] if spec else []
