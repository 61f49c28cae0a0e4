"""What the editor's settings say, and which settings hold for a document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from blamelint import api
from blamelint.configuration import load_settings
from blamelint.errors import UserError
from blamelint.settings import PROFILES, Settings

DEBOUNCE = 100
"""Milliseconds of quiet after a change before its document is linted."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The section `blamelint` of an editor's settings."""

    enable: bool = True
    """Whether documents are linted."""

    debounce: int = DEBOUNCE
    """Milliseconds of quiet after a change before its document is linted."""

    profile: str | None = None
    """In place of the configured profile."""

    select: tuple[str, ...] = ()
    """Only these rules or packs, in place of the configured."""

    ignore: tuple[str, ...] = ()
    """Without these rules or packs."""

    people: tuple[str, ...] = ()
    """Names of people, besides the configured."""

    systems: tuple[str, ...] = ()
    """Names of services and tools, besides the configured."""

    teams: tuple[str, ...] = ()
    """Names of teams, besides the configured."""

    @classmethod
    def read(cls, section: object) -> tuple[Choices, list[str]]:
        """Take what is well said, with a complaint about everything else.

        An editor sends settings of other tools, old ones and nulls; none of them may stop the server.
        """
        chosen: dict[str, Any] = {}
        complaints = []
        for key, value in section.items() if isinstance(section, Mapping) else ():
            if value is None or key not in _KINDS:
                continue
            if _KINDS[key](value):
                chosen[key] = tuple(value) if isinstance(value, list) else value
            else:
                complaints.append(f"the editor's setting 'blamelint.{key}' cannot be {value!r}")
        return cls(**chosen), complaints

    def over(self, settings: Settings) -> Settings:
        """Put these choices over those of a configuration file, as options of the command line are."""
        if self.select:
            settings = replace(settings, select=self.select, ignore=())
        return replace(
            settings,
            ignore=(*settings.ignore, *self.ignore),
            profile=self.profile or settings.profile,
            people=(*settings.people, *self.people),
            systems=(*settings.systems, *self.systems),
            teams=(*settings.teams, *self.teams),
        )


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


_KINDS: Mapping[str, Any] = {
    "enable": lambda value: isinstance(value, bool),
    "debounce": lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= 0,
    "profile": lambda value: value in PROFILES,
    "select": _is_texts,
    "ignore": _is_texts,
    "people": _is_texts,
    "systems": _is_texts,
    "teams": _is_texts,
}


def settings_for(path: Path | None, folder: Path | None, choices: Choices) -> Settings:
    """Give the settings of a document; an untitled one takes those of its folder.

    Raises `UserError` when a configuration file or a pack cannot be used.
    """
    place = path or folder
    settings = load_settings(place) if place else Settings()
    api.rules_for(settings)
    chosen = choices.over(settings)
    api.rules_for(_named_by_editor(chosen))
    return chosen


def _named_by_editor(settings: Settings) -> Settings:
    # A wrong name in the editor's settings has no place in the file: it must not be looked for there.
    return replace(settings, origin=None)


def is_excluded(path: Path | None, settings: Settings) -> bool:
    """Tell whether a configuration leaves a file out, as it does for files found in folders."""
    if path is None or settings.root is None or not settings.exclude:
        return False
    from pathspec import GitIgnoreSpec

    try:
        name = path.relative_to(settings.root.absolute()).as_posix()
    except ValueError:
        return False
    return GitIgnoreSpec.from_lines(settings.exclude).match_file(name)


def folder_of(path: Path | None, folders: Iterable[Path]) -> Path | None:
    """Find the innermost workspace folder around a file; for an untitled document, the first."""
    known = list(folders)
    if path is None:
        return known[0] if known else None
    around = [folder for folder in known if path.is_relative_to(folder)]
    return max(around, key=lambda folder: len(folder.parts), default=None)


def shown(path: Path | None, folder: Path | None) -> str:
    """Name a document as the command line, run in its folder, would."""
    if path is None:
        return "-"
    return path.relative_to(folder).as_posix() if folder and path.is_relative_to(folder) else str(path)


def explained(error: UserError) -> str:
    """Put a problem of the user's files into one line."""
    place = f"{error.at}: " if error.at else ""
    hint = f" ({error.hint})" if error.hint else ""
    return f"{place}{error.problem}{hint}"
