"""What a lint run reads: files, folders, standard input, or what a change touched."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from blamelint.errors import DocumentError, Location, UserError, reason
from blamelint.settings import Settings
from blamelint.source import Source, decode, read_source, refuse_larger

if TYPE_CHECKING:
    from blamelint.changes.git import Change, Repository

STDIN = Path("-")

SettingsFor = Callable[[Path], Settings]


@dataclass(frozen=True, slots=True)
class Input:
    """One text to lint."""

    name: str
    """Path of the file as the user would type it; `-` for standard input without a name."""

    raw: bytes | None = None
    """The text, when it is not the one in the file."""

    is_stdin: bool = False
    """Whether `raw` came from standard input."""

    refused: DocumentError | None = None
    """Why it cannot be read, when that is known already."""

    before: tuple[Source, ...] = ()
    """What the file held before the change that is looked at; empty when all of it counts."""

    def read(self, *, most: int) -> Source:
        """Read the text; raises `UserError`, also when it has more than `most` bytes."""
        if self.refused:
            raise self.refused
        if self.raw is None:
            return read_source(Path(self.name), most=most)
        refuse_larger(len(self.raw), most, self.name)
        return decode(self.raw, self.name)


def all_inputs(paths: Sequence[Path], *, stdin_name: Path | None, settings_for: SettingsFor) -> list[Input]:
    """Give whole files, and standard input before them; raises `UserError` when nothing can be read."""
    from blamelint.discovery import discover

    refused: list[DocumentError] = []
    named = [path for path in paths or (Path(),) if path != STDIN]
    files = discover(named, settings_for=settings_for, refuse=refused.append)
    stdin = [Input(str(stdin_name or STDIN), read_stdin(), is_stdin=True)] if STDIN in paths else []
    if refused and not files and not stdin:
        raise refused[0]
    inputs = [Input(str(file)) for file in files] + [Input(_place(error), refused=error) for error in refused]
    return [*stdin, *sorted(inputs, key=lambda one: Path(one.name))]


MOST = 64 * 2**20
"""Bytes of standard input that are read: what comes from a device may have no end."""


def read_stdin() -> bytes:
    """Read all of standard input; raises `UserError`, also when it has no end."""
    if sys.stdin is None:
        raise UserError("standard input is closed")
    try:
        raw = sys.stdin.buffer.read(MOST + 1)
    except OSError as error:
        raise UserError(f"cannot read standard input: {reason(error)}") from None
    if len(raw) > MOST:
        raise UserError(f"standard input has more than {MOST:,} bytes")
    return raw


def _place(error: UserError) -> str:
    return error.at.path if error.at else ""


def changed_inputs(paths: Sequence[Path], *, since: str | None, settings_for: SettingsFor) -> list[Input]:
    """Give the files that differ from where `HEAD` left a revision; without one, those that the next commit changes."""
    from blamelint.changes.git import repository_of

    @cache
    def changes_of(repository: Repository) -> list[Change]:
        return repository.staged() if since is None else repository.since(since)

    found: dict[Path, tuple[str, Repository, Change]] = {}
    for path in paths or (Path(),):
        repository = repository_of(_folder(path))
        named = list(_under(path, changes_of(repository), settings_for))
        if not named and not path.exists():
            raise UserError("no such file or folder", at=Location(str(path)))
        for name, change in named:
            found.setdefault(change.path, (name, repository, change))
    return [one for each in sorted(found.values(), key=lambda each: each[0]) for one in _changed(*each)]


def _under(path: Path, changes: Sequence[Change], settings_for: SettingsFor) -> Iterator[tuple[str, Change]]:
    """Give the changes of a file, or those in a folder that a walk through it would find, with their names."""
    from blamelint.discovery import takes

    # Git follows links to where a folder really is; the file itself may be a link that git keeps as one.
    real = Path(os.path.realpath(path)) if path.is_dir() else Path(os.path.realpath(path.parent), path.name)
    for change in changes:
        if change.path == real:
            yield str(path), change
        elif change.path.is_relative_to(real) and takes(change.path, below=real, settings_for=settings_for):
            yield str(path / change.path.relative_to(real)), change


def _folder(path: Path) -> Path:
    """Find the nearest folder that exists: what is staged may be gone from the disk."""
    return next(folder for folder in (path.absolute(), *path.absolute().parents) if folder.is_dir())


def _changed(name: str, repository: Repository, change: Change) -> Iterator[Input]:
    """Give a file that changed, unless only its time did, which is all that git looked at."""
    before = [repository.read(blob) for blob in change.before]
    if change.after is None and _on_disk(change.path) in before:
        return
    # Nobody can mend what an old version held.
    texts = [raw.decode("utf-8", errors="replace") for raw in before]
    sources = (Source(str(blob.path), text) for blob, text in zip(change.before, texts, strict=True))
    yield Input(name, repository.read(change.after) if change.after else None, before=tuple(sources))


def _on_disk(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:  # said when the file is read to be linted
        return None
