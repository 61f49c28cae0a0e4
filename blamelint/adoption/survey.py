"""Where a repository keeps its postmortems."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from blamelint.discovery import discover

NAMES = re.compile(
    r"(?:^|[_.\s-])(?:post-?mortems?|incidents?|incident-?(?:reports?|reviews?)|outages?|retros?|retrospectives?|rcas?|"
    r"pirs?|coes?|after-?action-?reviews?)(?:[_.\s-]|$)",
    re.IGNORECASE,
)
"""What folders and files with reports are called; `.pre-commit-hooks.yaml` looks for the same."""

DRAFTS = re.compile(r"(?:^|[_.\s-])(?:drafts?|wip)(?:[_.\s-]|$)", re.IGNORECASE)
MANY = 5
"""From so many reports in a folder of other things, the folder is named and not each of them."""


@dataclass(frozen=True, slots=True)
class Place:
    """A folder of reports, or a report among other files."""

    path: PurePosixPath
    """From the root."""

    reports: int
    """How many Markdown files it holds."""

    is_own: bool
    """Whether all that it holds are reports, by its name."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found in a repository."""

    root: Path
    """Its folder."""

    places: tuple[Place, ...]
    """Sorted by path."""

    drafts: tuple[PurePosixPath, ...]
    """Folders of drafts among the reports, from the root."""

    @property
    def paths(self) -> tuple[str, ...]:
        """What to name on a command line; the whole repository when no reports were found."""
        return tuple(str(place.path) for place in self.places) or (".",)


def survey(root: Path) -> Survey:
    """Look for Markdown files whose path says that they are reports, leaving out what git and the settings ignore."""
    reports = [
        path
        for path in (PurePosixPath(file.relative_to(root).as_posix()) for file in discover([root]))
        if any(NAMES.search(part) for part in path.parts)
    ]
    folders = Counter(folder for path in reports if (folder := _folder_of(path, NAMES)))
    loose = [path for path in reports if _folder_of(path, NAMES) is None]
    drafts = {folder for path in reports if (folder := _folder_of(path, DRAFTS))}
    places = [*(Place(folder, count, True) for folder, count in folders.items()), *_among_others(loose)]
    return Survey(root, tuple(sorted(places, key=lambda place: place.path)), tuple(sorted(drafts)))


def _folder_of(path: PurePosixPath, names: re.Pattern[str]) -> PurePosixPath | None:
    """Find the outermost folder around a file that has such a name."""
    around = [folder for folder in reversed(path.parents) if names.search(folder.name)]
    return around[0] if around else None


def _among_others(reports: list[PurePosixPath]) -> list[Place]:
    by_folder = Counter(path.parent for path in reports)
    crowded = {folder: count for folder, count in by_folder.items() if count >= MANY}
    return [
        *(Place(folder, count, False) for folder, count in crowded.items()),
        *(Place(path, 1, False) for path in reports if path.parent not in crowded),
    ]
