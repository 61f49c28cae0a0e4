"""All that is wrong in a configuration, where a run stops at the first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from blamelint import api
from blamelint.cli._console import near
from blamelint.configuration import (
    ANYWHERE,
    IN_OVERRIDES,
    READERS,
    extended,
    load_settings,
    missing_packs,
    nearest_table,
    wrong_names,
)
from blamelint.errors import UserError
from blamelint.packs import load_rules
from blamelint.settings import DEFAULT_MODEL

if TYPE_CHECKING:
    from blamelint.configfile import Table
    from blamelint.packs import Rule, RuleBook

Read = TypeVar("Read")

DECLARING = ("people", "systems", "teams", "vendors")
"""Keys that say what a name stands for."""

SHAPES = {**READERS, "packs": READERS["people"]}
"""How values are read to learn whether they are what they should be; packs are looked for one by one."""


def problems(path: Path) -> list[UserError]:
    """Find what is wrong in the configuration of a file or folder, in the order of its places."""
    found: list[UserError] = []
    tables, overrides = _tables(path, found)
    found += _model_errors([*tables, *overrides])
    found += _baseline_errors(tables, overrides)
    found += _twice(tables, overrides)
    found += _rule_errors([*tables, *overrides])
    if not found:
        # What only shows when all is put together, such as owners that cannot be read.
        _attempt(lambda: api.rules_for(load_settings(path)), found)
    return sorted(found, key=_order)


def own_rules(book: RuleBook) -> list[Rule]:
    """Give the rules that are not built in."""
    return [rule for rule in book.rules.values() if not rule.is_builtin]


def _attempt(read: Callable[[], Read], found: list[UserError]) -> Read | None:
    """Read something, or note why it cannot be read."""
    try:
        return read()
    except UserError as error:
        found.append(error)
        return None


def _order(error: UserError) -> tuple[str, int, int]:
    at = error.at
    return (at.path, at.line or 0, at.column or 0) if at else ("", 0, 0)


def _tables(path: Path, found: list[UserError]) -> tuple[list[Table], list[Table]]:
    """Give the tables that hold everywhere and those that hold for some files, without what cannot be read."""
    nearest = _attempt(partial(nearest_table, path), found)
    if nearest is None:
        return [], []
    tables = _attempt(partial(extended, nearest), found) or (nearest,)
    inner = [_attempt(partial(each.tables, "overrides"), found) for each in tables if _overrides(each)]
    overrides = [each for some in inner for each in some or ()]
    for each in overrides:
        if not each.values.get("files"):
            found.append(each.error((), "an override needs 'files'", 'files = ["drafts/**"]'))
    return [_sound(each, ANYWHERE, found) for each in tables], [_sound(each, IN_OVERRIDES, found) for each in overrides]


def _overrides(table: Table) -> bool:
    return "overrides" in table.values


def _sound(table: Table, known: Iterable[str], found: list[UserError]) -> Table:
    """Take out of a table what cannot be read."""
    found += table.unknown_keys(tuple(known))
    readable: dict[str, Any] = {}
    for key, value in table.values.items():
        wrong = len(found)
        for part in _parts(value):
            if key in SHAPES:
                _attempt(partial(SHAPES[key], replace(table, values={key: part}), key), found)
        if len(found) == wrong:
            readable[key] = value
    return replace(table, values=readable)


def _parts(value: Any) -> list[Any]:
    """Take a table apart, so that an error at one of its keys does not hide the next."""
    return [{name: inner} for name, inner in value.items()] if isinstance(value, dict) else [value]


def _model_errors(tables: Sequence[Table]) -> Iterator[UserError]:
    """Load the models that are asked for; the usual one was installed with blamelint, and loading takes a second."""
    for table in tables:
        if table.values.get("model", DEFAULT_MODEL) == DEFAULT_MODEL:
            continue
        from blamelint.language.pipeline import load_model

        try:
            load_model(table.values["model"])
        except UserError as error:
            yield table.error(("model",), error.problem, error.hint, value=True)


def _baseline_errors(tables: Sequence[Table], overrides: Sequence[Table]) -> Iterator[UserError]:
    """Read the lists of known findings; one that another table replaces is never asked for."""
    from blamelint.baseline import read_baseline

    naming = [table for table in tables if "baseline" in table.values][-1:]
    for table in (*naming, *(override for override in overrides if "baseline" in override.values)):
        path = table.file.parent / table.values["baseline"]
        try:
            read_baseline(path, name=near(path))
        except UserError as error:
            yield error if path.exists() else _no_baseline(table)


def _no_baseline(table: Table) -> UserError:
    name = table.values["baseline"]
    hint = "`blamelint baseline create` writes one"
    return table.error(("baseline",), f"no such baseline: '{name}'", hint, value=True)


def _twice(tables: Sequence[Table], overrides: Sequence[Table]) -> Iterator[UserError]:
    """Find names that are declared as two things; overrides may hold for different files."""
    everywhere: dict[str, str] = {}
    for table in tables:
        yield from _twice_in(table, everywhere)
    for table in overrides:
        yield from _twice_in(table, dict(everywhere))


def _twice_in(table: Table, declared: dict[str, str]) -> Iterator[UserError]:
    for key in DECLARING:
        for index, name in enumerate(table.values.get(key, ())):
            other = declared.setdefault(name.casefold(), key)
            if other != key:
                problem = f"'{name}' is declared both in {other} and in {key}"
                yield table.error((key, index), problem, "keep what it is", value=True)


def _rule_errors(tables: Sequence[Table]) -> list[UserError]:
    """Find what is wrong in rules of one's own, and the names that no rule has."""
    found = list(missing_packs(tables))
    complete = not found
    folders = [] if found else [folder for table in tables for folder in _packs(table)]
    book = _attempt(partial(load_rules, folders), found)
    if book is None:
        complete, book = False, load_rules()
    for rule in own_rules(book):
        _attempt(partial(_compile, rule), found)
    # Where a pack is missing, no name can be told wrong: it may be one of its rules.
    return [*found, *(wrong_names(tables, api.known_ids(book)) if complete else ())]


def _packs(table: Table) -> tuple[Path, ...]:
    return tuple(READERS["packs"](table, "packs")) if "packs" in table.values else ()


def _compile(rule: Rule) -> None:
    from blamelint.kinds.sentences import compile_rule
    from blamelint.kinds.structure import compile_structure

    if rule.kind == "structure":
        compile_structure(rule)
    else:
        compile_rule(rule)
