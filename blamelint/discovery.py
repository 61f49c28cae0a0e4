"""From the paths on a command line to the files to lint."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from blamelint.configuration import load_settings
from blamelint.errors import DocumentError, Location, reason
from blamelint.settings import Settings

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mdx", ".qmd"})
"""Suffixes of the files that are taken from folders, in lower case."""

SKIPPED = frozenset({".git", ".hg", ".svn", "node_modules", ".venv", "venv", ".tox", "__pycache__"})
"""Folders that hold nothing of one's own."""


DEEPEST = 300
"""Folders inside each other below which nothing is looked for."""

Refuse = Callable[[DocumentError], None]
"""What is done about a path that cannot be looked at, while the others can."""


def _raise(error: DocumentError) -> None:
    raise error


def discover(
    paths: Iterable[Path], *, settings_for: Callable[[Path], Settings] = load_settings, refuse: Refuse = _raise
) -> list[Path]:
    """List the files to lint, each once, in the order of their paths.

    A file that is named is always taken. A folder gives the Markdown files below it that neither a `.gitignore`
    nor the `exclude` setting leaves out. A path that does not exist, a pipe, a device and a folder that cannot be read
    are handed to `refuse`, which by default raises the `UserError` that says so.
    """
    found: dict[str, Path] = {}
    for path in paths:
        for file in _walk(path, settings_for, refuse) if _is_folder(path) else _named(path, refuse):
            found.setdefault(os.path.abspath(file), file)
    return sorted(found.values())


def takes(path: Path, *, below: Path, settings_for: Callable[[Path], Settings] = load_settings) -> bool:
    """Tell whether `discover` would take a file from the folder `below`, as far as `.gitignore` has no say.

    Both are absolute; the file need not exist.
    """
    inside = path.relative_to(below)
    if path.suffix.lower() not in MARKDOWN or SKIPPED.intersection(inside.parts[:-1]):
        return False
    steps = [path, *path.parents][: len(inside.parts)]
    return not any(_left_out(step, _excludes(settings_for(step.parent)), folder=step != path) for step in steps)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # `_named` says why nobody can tell
        return False


def _named(path: Path, refuse: Refuse) -> list[Path]:
    at = Location(str(path))
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        refuse(DocumentError("no such file or folder", at=at))
    except (OSError, ValueError) as error:
        refuse(DocumentError(f"cannot read the file: {reason(error)}", at=at))
    else:
        if stat.S_ISREG(mode):
            return [path]
        # Reading a pipe waits for whoever may write into it some day.
        hint = f"`blamelint lint - < {path}` reads what a pipe or device gives"
        refuse(DocumentError("neither a file nor a folder", at=at, hint=hint))
    return []


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Patterns of one `.gitignore`, or of one configuration."""

    folder: Path
    """Where they hold, absolute."""

    spec: GitIgnoreSpec
    """Compiled."""

    def decide(self, path: Path, *, folder: bool) -> bool | None:
        """True to leave out, False to take back in, None for no opinion."""
        name = path.relative_to(self.folder).as_posix() + ("/" if folder else "")
        return self.spec.check_file(name).include


def _walk(top: Path, settings_for: Callable[[Path], Settings], refuse: Refuse) -> Iterator[Path]:
    absolute = Path(os.path.abspath(top))
    yield from _walk_folder(top, absolute, _inherited(absolute), settings_for, refuse)


def _walk_folder(
    shown: Path,
    folder: Path,
    ignores: tuple[_Patterns, ...],
    settings_for: Callable[[Path], Settings],
    refuse: Refuse,
) -> Iterator[Path]:
    ignores = (*ignores, *_gitignore(folder))
    excludes = _excludes(settings_for(folder))
    for entry in _entries(shown, refuse):
        path, is_folder = folder / entry.name, entry.is_dir(follow_symlinks=False)
        if is_folder and entry.name in SKIPPED:
            continue
        # A cheap look at the name first: patterns cost more.
        if not is_folder and (path.suffix.lower() not in MARKDOWN or not _is_file(entry)):
            continue
        if _left_out(path, ignores, folder=is_folder) or _left_out(path, excludes, folder=is_folder):
            continue
        if is_folder:
            yield from _walk_folder(shown / entry.name, path, ignores, settings_for, refuse)
        else:
            yield shown / entry.name


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # a link that leads to itself
        return False


def _entries(folder: Path, refuse: Refuse) -> list[os.DirEntry[str]]:
    if len(folder.parts) > DEEPEST:
        refuse(DocumentError("the folder is nested too deeply", at=Location(str(folder))))
        return []
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        refuse(DocumentError(f"cannot read the folder: {reason(error)}", at=Location(str(folder))))
        return []


def _left_out(path: Path, patterns: tuple[_Patterns, ...], *, folder: bool) -> bool:
    """The innermost file with an opinion decides, as in git."""
    for rules in reversed(patterns):
        decision = rules.decide(path, folder=folder)
        if decision is not None:
            return decision
    return False


def _inherited(folder: Path) -> tuple[_Patterns, ...]:
    """Patterns from the root of the repository down to the folder above; none outside a repository."""
    above: list[Path] = []
    for candidate in (folder, *folder.parents):
        if candidate != folder:
            above.append(candidate)
        if os.path.exists(candidate / ".git"):
            exclude = _patterns(candidate, candidate / ".git" / "info" / "exclude")
            return (*exclude, *(patterns for parent in reversed(above) for patterns in _gitignore(parent)))
    return ()


def _gitignore(folder: Path) -> tuple[_Patterns, ...]:
    return _patterns(folder, folder / ".gitignore")


def _patterns(folder: Path, file: Path) -> tuple[_Patterns, ...]:
    try:
        if not file.is_file():
            return ()
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ()
    return _compile(folder, text.splitlines())


def _excludes(settings: Settings) -> tuple[_Patterns, ...]:
    if not settings.exclude or settings.root is None:
        return ()
    return _compile(settings.root, settings.exclude)


def _compile(folder: Path, lines: Iterable[str]) -> tuple[_Patterns, ...]:
    # Most runs name files; they need not pay for the import.
    from blamelint.ignoring import compiled

    return (_Patterns(folder, compiled(lines)),)
