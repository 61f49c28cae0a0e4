"""`blamelint lint`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from blamelint import api
from blamelint.cli._console import BROKEN, CLEAN, FOUND, stdout, wants_color, width
from blamelint.configuration import load_settings
from blamelint.diagnostic import FileError, FileReport, Report
from blamelint.errors import UserError
from blamelint.renderers import formats, render
from blamelint.settings import FAIL_ON, PROFILES, Settings, parse_fail_on, unknown_rule, with_packs
from blamelint.source import Source, decode, read_source

if TYPE_CHECKING:
    pass

STDIN = Path("-")


def _names(_: click.Context, __: click.Parameter, values: Iterable[str]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


@click.command("lint")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--stdin-filename", type=click.Path(path_type=Path), help="Name and place of what '-' reads.")
@click.option(
    "--format", type=click.Choice(formats()), default="text", show_default=True, help="How to write findings."
)
@click.option("--concise", is_flag=True, help="One line for each finding, as --format concise.")
@click.option("--select", multiple=True, callback=_names, help="Only these rules or packs, in place of the configured.")
@click.option("--ignore", multiple=True, callback=_names, help="Without these rules or packs.")
@click.option("--profile", type=click.Choice(PROFILES), help="Which rules run: 'strict' adds softer ones.")
@click.option("--fail-on", type=click.Choice(FAIL_ON), help="Least severity for exit code 1. [default: warning]")
@click.option("--no-config", is_flag=True, help="Read no configuration file.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
def command(  # noqa: PLR0913 - click passes each option by its name
    paths: tuple[Path, ...],
    *,
    stdin_filename: Path | None,
    format: str,
    concise: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    profile: str | None,
    fail_on: str | None,
    no_config: bool,
    statistics: bool,
    color: str,
) -> int:
    """Lint Markdown files, the Markdown files in folders, or standard input ('-').

    Without PATHS, the current folder. The exit code is 0 when nothing was found, 1 when something at or above
    --fail-on was, and 2 when a file or a setting could not be read.
    """
    if stdin_filename and STDIN not in paths:
        raise click.UsageError("--stdin-filename needs '-' among the paths.")
    choices = _Choices(select, ignore, profile, fail_on, no_config)
    linted = [_lint_one(path, name, choices) for path, name in _inputs(paths, stdin_filename, choices)]
    report = Report(tuple(file for file, _ in linted))
    with stdout() as out:
        name = "concise" if concise else format
        render(name, report, out, color=wants_color(color, out), statistics=statistics, width=width(out))
    return max((_code(file, settings) for file, settings in linted), default=CLEAN)


@dataclass(frozen=True, slots=True)
class _Choices:
    """What the command line says in place of the configuration."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    profile: str | None
    fail_on: str | None
    no_config: bool

    def settings_for(self, path: Path) -> Settings:
        """Give the settings of a file; raises `UserError` for names that do not exist."""
        settings = load_settings(path, no_config=self.no_config)
        names = with_packs(api.known_ids(api.rules_for(settings)))
        for option, chosen in (("--select", self.select), ("--ignore", self.ignore)):
            for name in chosen:
                if name not in names:
                    problem, hint = unknown_rule(name, names)
                    raise UserError(f"{problem} in {option}", hint=hint)
        return self._over(settings)

    def _over(self, settings: Settings) -> Settings:
        if self.select:
            # What is asked for by name runs, whatever the configuration leaves out.
            settings = replace(settings, select=self.select, ignore=())
        if self.ignore:
            settings = replace(settings, ignore=(*settings.ignore, *self.ignore))
        if self.profile:
            settings = replace(settings, profile=self.profile)
        if self.fail_on:
            settings = replace(settings, fail_on=parse_fail_on(self.fail_on), fail_on_packs={})
        return settings


def _inputs(paths: tuple[Path, ...], stdin_name: Path | None, choices: _Choices) -> list[tuple[Path, str]]:
    """Give the files to read and how to name them; standard input comes first."""
    from blamelint.discovery import discover

    def settings_for(folder: Path) -> Settings:
        return load_settings(folder, no_config=choices.no_config)

    files = discover([path for path in paths or (Path(),) if path != STDIN], settings_for=settings_for)
    stdin = [(STDIN, str(stdin_name or STDIN))] if STDIN in paths else []
    return stdin + [(file, str(file)) for file in files]


def _lint_one(path: Path, name: str, choices: _Choices) -> tuple[FileReport | FileError, Settings]:
    settings = choices.settings_for(Path(name) if name != "-" else Path.cwd())
    try:
        source = _read(path, name)
    except UserError as error:
        place = f"{error.at}: " if error.at else ""
        return FileError(name, f"{place}{error.problem}", error.hint), settings
    return api.lint(source, settings), settings


def _read(path: Path, name: str) -> Source:
    if path == STDIN:
        return decode(sys.stdin.buffer.read(), name)
    return read_source(path, name=name)


def _code(file: FileReport | FileError, settings: Settings) -> int:
    if isinstance(file, FileError):
        return BROKEN
    return FOUND if any(settings.fails(found.rule, found.severity) for found in file.diagnostics) else CLEAN
