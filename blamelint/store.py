"""What is worth keeping between runs: compiled rule data, never a word of a document."""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import sys
from collections.abc import Callable, Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from blamelint.atomic import replace_file


def stored(name: str, state: Iterable[str], build: Callable[[], Any]) -> Any:
    """Return what `build` gives, from disk when it was built from the same state before.

    The value is plain data (dicts, lists, tuples, sets, texts, numbers). A store that cannot be read or written only
    costs time: the value is then built anew.
    """
    path = _folder() / f"{name}-{_digest(state)}.bin"
    with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
        return marshal.loads(path.read_bytes())
    value = build()
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, marshal.dumps(value))
    return value


def _folder() -> Path:
    override = os.environ.get("BLAMELINT_CACHE_DIR")
    return Path(override) if override else user_cache_path("blamelint", appauthor=False)


def _digest(state: Iterable[str]) -> str:
    text = "\n".join([_code_state(), sys.version, *state])
    return hashlib.blake2b(text.encode(), digest_size=12).hexdigest()


@cache
def _code_state() -> str:
    """What the stored data was worked out by: the package's version, and in a checkout its very files."""
    package = Path(__file__).parent
    if (package / "_rules").is_dir():
        return version("blamelint")
    files = (
        package / name
        for name in (
            "packs.py",
            "yamlfile.py",
            "language/beings.py",
            "language/causes.py",
            "language/inflection.py",
            "language/patterns.py",
            "language/vocabulary.py",
            "rewrite/words.py",
            "language/traces.py",
            "triggers.py",
        )
    )
    return ",".join(str(file.stat().st_mtime_ns) for file in files)
