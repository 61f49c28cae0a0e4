"""Everything besides a document that its findings depend on, as one digest.

Contents count and not times of files: a fresh checkout of the same rules finds the same.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from blamelint.canonical import canonical
from blamelint.installed import normal, releases

if TYPE_CHECKING:
    from blamelint.packs import RuleBook
    from blamelint.settings import Settings

LIBRARIES = (
    "cython-blis",
    "lemminflect",
    "markdown-it-py",
    "mdit-py-plugins",
    "numpy",
    "pyyaml",
    "spacy",
    "thinc",
)
"""Packages whose release may change what is found."""

ALIASES = {"cython-blis": "blis"}
"""Names under which older releases were installed."""

AFTERWARDS = frozenset({"fail_on", "fail_on_packs", "exclude", "baseline"})
"""Settings that decide what becomes of findings, and which files are looked at."""


def provenance(book: RuleBook, settings: Settings) -> bytes | None:
    """Name what findings come from; None when it cannot be told, so that nothing may be kept."""
    machinery, model = _machinery(), _model(settings.model)
    if machinery is None or model is None:
        return None
    return hashlib.blake2b(canonical((machinery, model, book.key, _chosen(settings)))).digest()


def _chosen(settings: Settings) -> dict[str, object]:
    wanted = [field.name for field in fields(settings) if field.compare and field.name not in AFTERWARDS]
    return {name: getattr(settings, name) for name in wanted}


@cache
def _machinery() -> bytes | None:
    """Python, the libraries, and the very code of this package, which may be a checkout at work."""
    found = [_release(name) for name in LIBRARIES]
    code = _code(Path(__file__).parent)
    if code is None or not all(found):
        return None
    return canonical((sys.version, sys.platform, found, code))


def _release(name: str) -> tuple[str, str] | None:
    for known in (name, ALIASES.get(name, name)):
        if known in releases():
            return known, releases()[known][0]
    return None


def _code(package: Path) -> bytes | None:
    digest = hashlib.blake2b()
    try:
        for name in _modules(package):
            digest.update(canonical((name, (package / name).read_bytes())))
    except OSError:
        return None
    return digest.digest()


def _modules(package: Path) -> Iterator[str]:
    """Name the source files of a package, in one order; raises `OSError` where there are none, as in an archive."""
    for entry in sorted(os.scandir(package), key=lambda entry: entry.name):
        if entry.name.endswith(".py"):
            yield entry.name
        elif entry.is_dir() and entry.name != "__pycache__":
            yield from (f"{entry.name}/{name}" for name in _modules(Path(entry.path)))


@cache
def _model(name: str) -> bytes | None:
    """A model by its version, and by the digests of its files that its installer wrote down.

    One that is a mere folder says nothing that could be relied on.
    """
    if normal(name) not in releases():
        return None
    version, folder = releases()[normal(name)]
    try:
        record = (folder / "RECORD").read_bytes()
    except OSError:
        return None
    return canonical((name, version, record))
