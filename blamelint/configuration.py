"""The configuration that holds for a file: found, extended, and overridden for some files."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from blamelint.configfile import OWN_FILE, SHARED_FILE, Table, read_table, table_of
from blamelint.diagnostic import Severity
from blamelint.errors import UserError
from blamelint.settings import (
    FAIL_ON,
    PROFILES,
    RULE_PROFILES,
    SEVERITIES,
    Settings,
    parse_fail_on,
    unknown_rule,
    with_packs,
)
from blamelint.source import Source

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

    from blamelint.ownership import Ownership


def load_settings(for_path: Path, *, no_config: bool = False) -> Settings:
    """Read the configuration that holds for a file or folder.

    The nearest `.blamelint.toml`, or `pyproject.toml` with a `[tool.blamelint]` table, upwards from it decides,
    with what it extends and what it overrides for that file. Answers are kept until `forget_settings`.
    """
    configuration = None if no_config else configuration_for(for_path)
    return _settings(configuration, configuration.overriding(for_path)) if configuration else Settings()


def parse_settings(file: Path, source: Source) -> Settings | None:
    """Read the text of a configuration file; None when a shared file has no table of ours."""
    table = table_of(file, source)
    return _settings.__wrapped__(_configuration(table), ()) if table is not None else None


def configuration_for(path: Path) -> Configuration | None:
    """Find the configuration that holds for a file or folder."""
    path = _absolute(path)
    return _configuration_in(path if os.path.isdir(path) else path.parent)


def forget_settings() -> None:
    """Read configuration files anew from now on; a long-running front end calls this when one changes."""
    from blamelint.announced import announced
    from blamelint.ownership import ownership

    for kept in (_configuration_at, _settings, ownership, announced):
        kept.cache_clear()


LONGEST_CHAIN = 20
"""Files that extend each other."""


@dataclass(frozen=True, slots=True)
class Override:
    """Settings for some files only."""

    table: Table
    """As written."""

    chosen: Mapping[str, Any]
    """As read, by field of the settings."""

    spec: GitIgnoreSpec
    """Which files."""


@dataclass(frozen=True, slots=True, eq=False)
class Configuration:
    """A configuration file with all that it extends."""

    file: Path
    """The file that was found; patterns hold from its folder."""

    tables: tuple[Table, ...]
    """What it extends, farthest first, and itself."""

    overrides: tuple[Override, ...]
    """In the order in which they are applied."""

    def overriding(self, path: Path) -> tuple[int, ...]:
        """Number the overrides that hold for a file; for a folder none does."""
        path = _absolute(path)
        if not self.overrides or os.path.isdir(path):
            return ()
        name = path.relative_to(self.file.parent).as_posix()
        return tuple(index for index, override in enumerate(self.overrides) if override.spec.match_file(name))


def _absolute(path: Path) -> Path:
    """Name a path from the root, without `..`: the folder before one is not above the file."""
    return Path(os.path.abspath(path))


def _configuration_in(folder: Path) -> Configuration | None:
    found = map(_configuration_at, (folder, *folder.parents))
    return next((configuration for configuration in found if configuration is not None), None)


@cache
def _configuration_at(folder: Path) -> Configuration | None:
    table = _table_in(folder)
    return _configuration(table) if table is not None else None


def _table_in(folder: Path) -> Table | None:
    files = (folder / name for name in (OWN_FILE, SHARED_FILE))
    # Unlike the methods of paths, `os.path` knows no name that is too long and no folder that may not be looked into.
    return next((table for file in files if os.path.isfile(file) and (table := read_table(file)) is not None), None)


def nearest_table(path: Path) -> Table | None:
    """Read the table that decides for a file or folder, without looking into it."""
    path = _absolute(path)
    tables = (_table_in(folder) for folder in (path, *path.parents) if os.path.isdir(folder))
    return next((table for table in tables if table is not None), None)


def _configuration(table: Table) -> Configuration:
    tables = extended(table)
    for each in tables:
        _raise_first(each.unknown_keys(ANYWHERE))
    overrides = tuple(
        _override(inner) for each in tables if "overrides" in each.values for inner in each.tables("overrides")
    )
    return Configuration(table.file, tables, overrides)


def _raise_first(errors: Iterator[UserError]) -> None:
    for error in errors:
        raise error


def extended(table: Table, above: tuple[Path, ...] = ()) -> tuple[Table, ...]:
    """Give a table after those that it extends; `above` are the files on the way to it."""
    if "extend" not in table.values:
        return (table,)
    name = table.text("extend")
    if "\0" in name:
        table.fail(("extend",), "no file has such a name", value=True)
    file = (table.file.parent / name).resolve()
    chain = (*above, table.file.resolve())
    if len(chain) > LONGEST_CHAIN:
        table.fail(("extend",), f"more than {LONGEST_CHAIN} files extend each other", value=True)
    if file in chain:
        table.fail(("extend",), f"'{table.text('extend')}' extends this file in turn", value=True)
    if not file.is_file():
        table.fail(("extend",), "no such file", "a path from the folder of this file", value=True)
    base = read_table(file)
    if base is None:
        table.fail(("extend",), f"'{table.text('extend')}' has no table [tool.blamelint]", value=True)
    return (*extended(base, chain), table)


def _override(table: Table) -> Override:
    from blamelint.ignoring import compiled

    _raise_first(table.unknown_keys(IN_OVERRIDES))
    if not table.values.get("files"):
        table.fail((), "an override needs 'files'", 'files = ["drafts/**"]')
    return Override(table, _read(table), compiled(table.strings("files")))


@cache
def _settings(configuration: Configuration, overriding: tuple[int, ...]) -> Settings:
    chosen: dict[str, Any] = {}
    for each in (
        *map(_read, configuration.tables),
        *(configuration.overrides[index].chosen for index in overriding),
    ):
        chosen = added(chosen, each)
    if "people_from" in chosen:
        known = _known_from(configuration, chosen["people_from"])
        chosen = added(chosen, {"colleagues": known.people, "teams": known.teams})
    return Settings(
        **chosen,
        root=configuration.file.parent,
        origin=configuration.file,
        tables=(*configuration.tables, *(override.table for override in configuration.overrides)),
    )


def _read(table: Table) -> dict[str, Any]:
    chosen: dict[str, Any] = {}
    for key in table.values:
        if key in READERS:
            value = READERS[key](table, key)
            chosen |= value if key == "fail-on" else {key.replace("-", "_"): value}
    return chosen


def added(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Put one table over another: names are added, tables are merged key by key, all else is replaced."""
    merged = dict(below)
    for name, value in above.items():
        if name.replace("_", "-") in ADDED:
            merged[name] = tuple(dict.fromkeys((*below.get(name, ()), *value)))
        elif isinstance(value, Mapping):
            merged[name] = MappingProxyType({**below.get(name, {}), **value})
        else:
            merged[name] = value
    return merged


def _known_from(configuration: Configuration, sources: tuple[str, ...]) -> Ownership:
    """Ask the repository who works on it; an answer that cannot be had is an error, lest findings depend on it."""
    from blamelint.ownership import ownership

    try:
        return ownership(configuration.file.parent, sources)
    except UserError as error:
        for table in reversed(configuration.tables):
            if "people-from" in table.values:
                table.fail(("people-from",), error.problem, error.hint, value=True)
        raise


def check_packs(settings: Settings) -> None:
    """Raise `UserError` at the first folder of rules in a configuration file that does not exist."""
    if not all(folder.is_dir() for folder in settings.packs):
        _raise_first(missing_packs(settings.tables))


def missing_packs(tables: Iterable[Table]) -> Iterator[UserError]:
    """Give an error for each folder of rules that does not exist, and for each package that brings none."""
    for table in tables:
        for index, name in enumerate(table.values.get("packs", ())):
            try:
                found = _pack(table, name, index).is_dir()
            except UserError as error:
                yield error
            else:
                if not found:
                    yield table.error(("packs", index), f"no such folder of rules: '{name}'", value=True)


def check_names(settings: Settings, known: Collection[str]) -> None:
    """Raise `UserError` at the first rule or pack in a configuration that does not exist.

    Settings cannot know the rules, which lie beside them; the caller brings the known rule ids. Settings that no
    file holds are checked as well.
    """
    _raise_first(wrong_names(settings.tables, known))
    names = with_packs(known)
    for key in NAMING:
        for name in getattr(settings, FIELDS.get(key, key)):
            if name not in names:
                problem, hint = unknown_rule(name, names)
                raise UserError(f"{problem} in {key}", hint=hint)


def wrong_names(tables: Iterable[Table], known: Collection[str]) -> Iterator[UserError]:
    """Give an error for each rule or pack in some tables that does not exist."""
    names = with_packs(known)
    for table in tables:
        for key in NAMING:
            chosen = table.values.get(key, ())
            for index, name in enumerate(chosen if isinstance(chosen, list | dict) else ()):
                if name not in names and (key, name) != ("fail-on", "default"):
                    problem, hint = unknown_rule(name, names)
                    in_list = isinstance(chosen, list)
                    place = (key, index if in_list else name)
                    yield table.error(place, f"{problem} in {key}", hint, value=in_list)


def _fail_on(table: Table, key: str) -> dict[str, Any]:
    """Read a severity, or one for each of some packs beside `default`."""
    if not isinstance(table.values[key], dict):
        return {"fail_on": parse_fail_on(table.choice((key,), table.values[key], FAIL_ON))}
    chosen = {name: parse_fail_on(level) for name, level in table.choices(key, FAIL_ON, what="severities").items()}
    general = {"fail_on": chosen.pop("default")} if "default" in chosen else {}
    return {**general, "fail_on_packs": MappingProxyType(chosen)}


def _profile(table: Table, key: str) -> str:
    return table.choice((key,), table.values[key], PROFILES)


def _profiles(table: Table, key: str) -> Mapping[str, str]:
    return MappingProxyType(table.choices(key, RULE_PROFILES, what="profiles"))


def _severities(table: Table, key: str) -> Mapping[str, Severity]:
    chosen = table.choices(key, SEVERITIES, what="severities")
    return MappingProxyType({name: Severity.parse(level) for name, level in chosen.items()})


def _sources(table: Table, key: str) -> tuple[str, ...]:
    from blamelint.ownership import SOURCES

    names = table.strings(key)
    return tuple(table.choice((key, index), name, SOURCES) for index, name in enumerate(names))


def _packs(table: Table, key: str) -> tuple[Path, ...]:
    return tuple(_pack(table, name, index) for index, name in enumerate(table.strings(key)))


def _pack(table: Table, name: str, index: int) -> Path:
    """Find the folder of rules that a name stands for: a path, or what an installed package announces."""
    folder = table.file.parent / name
    if folder.is_dir() or name.startswith(".") or "/" in name or "\\" in name:
        return folder
    from blamelint.announced import announced_folder

    try:
        return announced_folder(name)
    except UserError as error:
        table.fail(("packs", index), error.problem, error.hint, value=True)


def _file(table: Table, key: str) -> Path:
    return table.file.parent / table.text(key)


READERS: dict[str, Callable[[Table, str], Any]] = {
    "select": Table.strings,
    "ignore": Table.strings,
    "profile": _profile,
    "profiles": _profiles,
    "fail-on": _fail_on,
    "people": Table.strings,
    "people-from": _sources,
    "systems": Table.strings,
    "teams": Table.strings,
    "vendors": Table.strings,
    "allow": Table.strings,
    "check-quotes": Table.flag,
    "max-size": Table.number,
    "max-words": Table.number,
    "model": Table.text,
    "exclude": Table.strings,
    "severity": _severities,
    "packs": _packs,
    "baseline": _file,
}
"""How the value of each key is read."""

SPECIAL = ("extend", "overrides")
"""Keys that bring in other tables."""

WHOLE = ("exclude", "packs", "people-from")
"""Keys that hold for all files or none."""

ANYWHERE = (*READERS, *SPECIAL)
"""Keys of a table that stands for itself."""

IN_OVERRIDES = ("files", *(key for key in READERS if key not in WHOLE))
"""Keys of a table for some files."""

NAMING = ("select", "ignore", "severity", "profiles", "fail-on")
"""Keys whose values name rules and packs."""

FIELDS = {"fail-on": "fail_on_packs"}
"""Where the names of a key stand in the settings, if not under its own name."""

ADDED = frozenset({"people", "people-from", "systems", "teams", "vendors", "allow", "exclude", "packs"})
"""Lists that grow where others are replaced."""
