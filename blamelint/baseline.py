"""A list of the findings that an archive held before anybody linted it, so that only new ones count.

The list is a text file, sorted, with one finding a line: its file, its rule and its fingerprint. It holds no words of
the documents, no line numbers and no names of who wrote or recorded what, and two branches that both change it merge.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from blamelint.atomic import replace_file
from blamelint.diagnostic import FileReport, Suppressed, SuppressedBy
from blamelint.errors import Location, UserError
from blamelint.fingerprint import fingerprints
from blamelint.source import BOM, Source, read_source

DEFAULT_NAME = ".blamelint-baseline"

HEADER = "# blamelint baseline, version 1; `blamelint baseline update` writes it, one finding a line"
_HEADER = re.compile(r"# blamelint baseline, version 1\b")
_ENTRY = re.compile(r"(?P<path>\S.*) (?P<rule>[^\s/]+/\S+) (?P<fingerprint>[0-9a-f]{32})")
_CONFLICT = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """A finding that is known."""

    path: str
    """Its file, from the baseline's folder, with slashes."""

    rule: str
    """Id of the rule."""

    fingerprint: str
    """What is said there; the same in every file."""

    def __str__(self) -> str:
        return f"{_quoted(self.path)} {self.rule} {self.fingerprint}"


@dataclass(frozen=True)
class Baseline:
    """What is known of the files around one folder; two equal findings are two entries."""

    folder: Path
    """Absolute; paths of entries start here."""

    entries: Counter[Entry]
    """How often each is known."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How the findings of some files stand to a baseline."""

    reports: tuple[FileReport, ...]
    """With known findings among the suppressed ones."""

    known: Counter[Entry]
    """Findings that it knows, as it would write them now."""

    new: Counter[Entry]
    """Findings that it does not know."""

    vanished: Counter[Entry]
    """Its entries for these files, and for files that are gone, that no finding needs."""

    elsewhere: Counter[Entry]
    """Its entries for other files."""


def read_baseline(path: Path, *, name: str | None = None) -> Baseline:
    """Read a baseline; raises `UserError` with the line that is no entry."""
    shown = name or str(path)
    if not path.exists():
        raise UserError("no such baseline", at=Location(shown), hint="`blamelint baseline create` writes one")
    lines = read_source(path, name=shown).text.removeprefix(BOM).splitlines()
    for number, line in enumerate(lines, 1):
        if line.startswith(_CONFLICT):
            hint = "keep the entries of both sides, drop the markers, then `blamelint baseline update`"
            raise UserError("a merge conflict is not resolved", at=Location(shown, number), hint=hint)
    if not lines or not _HEADER.match(lines[0]):
        raise UserError("not a baseline of this version", at=Location(shown, 1), hint=f"it begins with '{HEADER}'")
    entries = (_entry(line, Location(shown, number)) for number, line in enumerate(lines, 1) if _says(line))
    return Baseline(Path(os.path.realpath(path.parent)), Counter(entries))


def write_baseline(path: Path, entries: Counter[Entry]) -> None:
    """Write a baseline, whole or not at all."""
    text = "".join(f"{line}\n" for line in (HEADER, *sorted(map(str, entries.elements()))))
    try:
        replace_file(path, text.encode(), durable=True)
    except OSError as error:
        raise UserError(f"cannot write the baseline: {error.strerror}", at=Location(str(path))) from None


def compare(reports: Sequence[FileReport], baseline: Baseline) -> Standing:
    """Tell which findings are known.

    A finding draws on the entries of its own file. What these leave over, and what files that are gone leave behind,
    is known wherever it is said now: text moves. A finding without words stays with its file, and follows it to
    another name when some of its words do.
    """
    pool = _Pool(baseline, {_path_of(report, baseline.folder) for report in reports})
    files = [_File(report, baseline.folder) for report in reports]
    for look in (_File.take_own, _File.take_moved, _File.take_wordless):
        for file in files:
            look(file, pool)
    return Standing(
        reports=tuple(file.with_known() for file in files),
        known=Counter(entry for file in files for entry, home in zip(file.entries, file.homes, strict=True) if home),
        new=Counter(entry for file in files for entry, home in zip(file.entries, file.homes, strict=True) if not home),
        vanished=pool.left(),
        elsewhere=pool.elsewhere,
    )


class _Pool:
    """The entries that wait for a finding."""

    def __init__(self, baseline: Baseline, linted: Collection[str]) -> None:
        paths = {entry.path for entry in baseline.entries}
        self.gone = {path for path in paths - set(linted) if not (baseline.folder / path).exists()}
        self.elsewhere: Counter[Entry] = Counter()
        self._homes: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for entry, count in baseline.entries.items():
            if entry.path in self.gone or entry.path in linted:
                self._homes[entry.rule, entry.fingerprint][entry.path] = count
            else:
                self.elsewhere[entry] = count

    def take(self, wanted: Entry, *, among: Collection[str] | None = None) -> str | None:
        """Take an entry that says the same, from one of these files or from any; give its file."""
        homes = self._homes[wanted.rule, wanted.fingerprint]
        home = min((path for path, count in homes.items() if count and (among is None or path in among)), default=None)
        if home is not None:
            homes[home] -= 1
        return home

    def left(self) -> Counter[Entry]:
        """Give what nothing has taken."""
        return +Counter(
            {Entry(path, *what): count for what, homes in self._homes.items() for path, count in homes.items()}
        )


class _File:
    """The findings of one file, each with the file in whose name it is known, if it is."""

    def __init__(self, report: FileReport, folder: Path) -> None:
        self.report = report
        self.path = _path_of(report, folder)
        # A finding without words would be named by its path, which an entry holds already.
        names = fingerprints(Source("", report.source.text), report.diagnostics)
        self.entries = [Entry(self.path, one.rule, name) for one, name in zip(report.diagnostics, names, strict=True)]
        self.homes: list[str | None] = [None] * len(self.entries)

    def take_own(self, pool: _Pool) -> None:
        self._take(pool, range(len(self.entries)), among={self.path})

    def take_moved(self, pool: _Pool) -> None:
        self._take(pool, [index for index in self._unknown() if self._has_words(index)])

    def take_wordless(self, pool: _Pool) -> None:
        was = {home for home in self.homes if home} & pool.gone
        self._take(pool, [index for index in self._unknown() if not self._has_words(index)], among=was)

    def with_known(self) -> FileReport:
        """Give the report with its known findings suppressed."""
        pairs = list(zip(self.report.diagnostics, self.homes, strict=True))
        known = [Suppressed(one, SuppressedBy.BASELINE) for one, home in pairs if home]
        suppressed = sorted([*self.report.suppressed, *known], key=lambda one: one.diagnostic.span)
        return replace(
            self.report, diagnostics=tuple(one for one, home in pairs if not home), suppressed=tuple(suppressed)
        )

    def _take(self, pool: _Pool, indexes: Iterable[int], *, among: Collection[str] | None = None) -> None:
        for index in indexes:
            self.homes[index] = pool.take(self.entries[index], among=among)

    def _unknown(self) -> list[int]:
        return [index for index, home in enumerate(self.homes) if home is None]

    def _has_words(self, index: int) -> bool:
        return bool(self.report.source.slice(self.report.diagnostics[index].context).strip())


def _path_of(report: FileReport, folder: Path) -> str:
    """Name a file as entries of a baseline in `folder` do."""
    path = os.path.relpath(os.path.realpath(report.source.path), folder)
    return unicodedata.normalize("NFC", Path(path).as_posix())


def _says(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


def _entry(line: str, at: Location) -> Entry:
    match = _ENTRY.fullmatch(line.rstrip())
    path = _unquoted(match["path"]) if match else None
    if match is None or path is None:
        hint = "a line holds a file, a rule and 32 hexadecimal digits; `blamelint baseline create --force` starts anew"
        raise UserError("this is no entry of a baseline", at=at, hint=hint)
    return Entry(path, match["rule"], match["fingerprint"])


def _quoted(path: str) -> str:
    """Write a path as it is, or as JSON if it would not stay on its line or would be taken for something else."""
    plain = path.isprintable() and path == path.strip() and not path.startswith(('"', "#", *_CONFLICT))
    return path if plain else json.dumps(path)


def _unquoted(written: str) -> str | None:
    if not written.startswith('"'):
        return written
    try:
        return str(json.loads(written))
    except ValueError:
        return None
