"""`blamelint test`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from blamelint import api
from blamelint.cli._console import CLEAN, FOUND, counted, near, stdout
from blamelint.configuration import load_settings
from blamelint.errors import Location, UserError
from blamelint.renderers._screen import visible
from blamelint.settings import unknown_rule, with_packs

if TYPE_CHECKING:
    from blamelint.packs import Rule, RuleBook
    from blamelint.trial import Failure


@click.command("test")
@click.argument("names", metavar="[RULE_OR_PACK_OR_FOLDER]…", nargs=-1)
def command(*, names: tuple[str, ...]) -> int:
    """Run the examples in rule files; exit with 1 when a rule does not do what its examples say.

    Without names, of all rules. A folder of rules, an installed pack or a rule file need not be configured.
    """
    from blamelint.trial import failures, known_misses

    book, rules = _chosen(names)
    failed = 0
    with stdout() as out:
        for failure in failures(book, rules):
            failed += 1
            out.writelines(f"{visible(line)}\n" for line in _shown(failure))
        out.writelines(f"{visible(note)}\n" for note in _unfinished(rules))
        examples = counted(sum(len(rule.flag) + len(rule.passing) for rule in rules), "example")
        misses = counted(known_misses(rules), "known miss", "known misses")
        out.write(f"{examples} of {counted(len(rules), 'rule')}: {failed} failed, {misses}\n")
    return FOUND if failed else CLEAN


def _shown(failure: Failure) -> Iterator[str]:
    yield str(replace(failure, path=near(failure.path)))
    yield from (f"    {line}" for line in failure.details)


def _unfinished(rules: list[Rule]) -> Iterator[str]:
    from blamelint.blank import unfinished

    for rule in rules:
        if keys := unfinished(rule):
            yield f"{near(rule.path)}:{rule.at(keys[0]).line}: {rule.id}: still to be written: {', '.join(keys)}"


def _chosen(names: tuple[str, ...]) -> tuple[RuleBook, list[Rule]]:
    """Load the configured rules and those in further places; give the ones that the names mean."""
    settings = load_settings(Path.cwd())
    book = api.rules_for(settings)
    known = with_packs(book.rules)
    places = {name: _place(name, known) for name in names if name not in known}
    for place in places.values():
        if not any(_lies_in(rule, (place,)) for rule in book.rules.values()):
            settings = replace(settings, packs=(*settings.packs, _top(place)))
    book = api.rules_for(settings)
    wanted = tuple(places.values())
    return book, [
        rule
        for rule in book.rules.values()
        if not names or rule.id in names or rule.pack in names or _lies_in(rule, wanted)
    ]


def _place(name: str, known: set[str]) -> Path:
    """Find the folder or file of rules that a name means."""
    from blamelint.announced import announced, announced_folder

    place = Path(name).resolve()
    if name in announced():
        place = announced_folder(name).resolve()
    elif not place.exists():
        problem, hint = unknown_rule(name, known)
        raise UserError(problem, hint=hint)
    if place.is_dir() and not any(place.glob("*.yaml")) and not any(place.glob("*/*.yaml")):
        raise UserError("no rules in this folder", at=Location(name), hint="rules are <pack>/<rule>.yaml")
    return place


def _top(place: Path) -> Path:
    """Give the folder that holds packs: for a pack the one around it, for a rule the one around its pack."""
    if place.is_file():
        return place.parent.parent
    return place.parent if any(place.glob("*.yaml")) else place


def _lies_in(rule: Rule, places: tuple[Path, ...]) -> bool:
    return any(Path(rule.path).resolve().is_relative_to(place) for place in places)
