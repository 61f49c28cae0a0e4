"""`blamelint check-config`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from blamelint import api
from blamelint.cli._console import BROKEN, CLEAN, complain, counted, near, stdout
from blamelint.configuration import ADDED, READERS, added, configuration_for, load_settings
from blamelint.errors import UserError
from blamelint.renderers._screen import visible

if TYPE_CHECKING:
    from blamelint.configfile import Table
    from blamelint.configuration import Configuration
    from blamelint.packs import RuleBook
    from blamelint.settings import Settings


@click.command("check-config")
@click.argument("path", type=click.Path(path_type=Path), default=".")
def command(path: Path) -> int:
    """Show which settings hold for a file or folder and where they come from, and check them and your rules.

    PATH need not exist. The exit code is 2 when a setting or a rule is wrong; all that is wrong is listed.
    """
    from blamelint.cli._problems import own_rules, problems

    found = problems(path)
    if found:
        return _refuse(found)
    configuration = configuration_for(path)
    settings = load_settings(path)
    with stdout() as out:
        if configuration is None:
            out.write(f"no configuration file in or above {visible(str(path.absolute()))}; the defaults hold\n")
        else:
            out.writelines(f"{visible(line)}\n" for line in _described(configuration, path, settings))
        book = api.rules_for(settings)
        out.write(f"{_counts(book, settings, own=len(own_rules(book)))}\n")
    return CLEAN


def _refuse(found: Sequence[UserError]) -> int:
    for error in found:
        complain(error)
    click.echo(counted(len(found), "problem"), err=True)
    return BROKEN


def _described(configuration: Configuration, path: Path, settings: Settings) -> Iterator[str]:
    yield near(configuration.file)
    yield from (f"  extends {near(table.file)}" for table in reversed(configuration.tables[:-1]))
    holding = configuration.overriding(path)
    for index, override in enumerate(configuration.overrides):
        place = f"{', '.join(override.table.values['files'])} ({_place(override.table, 'files')})"
        yield f"  overrides for {place}{' hold here' if index in holding else ''}"
    yield ""
    tables = (*configuration.tables, *(configuration.overrides[index].table for index in holding))
    yield from _effective(tables)
    if settings.people_from:
        yield f"# {counted(len(settings.colleagues), 'name')} from {' and '.join(settings.people_from)}"
    yield ""


def _effective(tables: tuple[Table, ...]) -> Iterator[str]:
    """Write the settings that some tables make together, as TOML, with the places that say so."""
    values: dict[str, Any] = {}
    places: dict[str, list[str]] = {}
    for table in tables:
        for key in READERS:
            if key in table.values:
                value = table.values[key]
                if key == "fail-on" and isinstance(value, str):
                    value = {"default": value}
                values = added(values, {key: value})
                grows = key in ADDED or isinstance(value, dict)
                places[key] = [*(places.get(key, ()) if grows else ()), _place(table, key)]
    lines = {key: f"{key} = {_toml(value)}" for key, value in values.items()}
    room = min(max(map(len, lines.values()), default=0), 60)
    yield from (f"{line:<{room}}  # {', '.join(places[key])}" for key, line in lines.items())


def _place(table: Table, key: str) -> str:
    return f"{near(table.file)}:{table.location((key,)).line}"


def _toml(value: Any) -> str:
    if isinstance(value, Mapping):
        pairs = (f"{_key(key)} = {_toml(inner)}" for key, inner in value.items())
        return f"{{{', '.join(pairs)}}}"
    # Strings, lists of strings and booleans are written in JSON as they are in TOML.
    return json.dumps(value, ensure_ascii=False)


def _key(key: str) -> str:
    return key if re.fullmatch(r"[\w-]+", key, re.ASCII) else json.dumps(key, ensure_ascii=False)


def _counts(book: RuleBook, settings: Settings, *, own: int) -> str:
    running = sum(settings.enables(rule.id, rule.profile) for rule in book.rules.values())
    yours = f", {own} of them {'is' if own == 1 else 'are'} not built in" if own else ""
    return f"no problems; {running} of {counted(len(book.rules), 'rule')} run{yours}"
