"""`blamelint test`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from blamelint.cli._console import CLEAN, FOUND, configured_rules, counted, near, stdout
from blamelint.errors import UserError
from blamelint.renderers._screen import visible
from blamelint.settings import unknown_rule, with_packs

if TYPE_CHECKING:
    pass


@click.command("test")
@click.argument("names", metavar="[RULE_OR_PACK]…", nargs=-1)
def command(*, names: tuple[str, ...]) -> int:
    """Run the examples in rule files; exit with 1 when a rule does not do what its examples say."""
    from blamelint.blank import unfinished
    from blamelint.trial import failures, known_misses

    book = configured_rules()
    for name in names:
        if name not in with_packs(book.rules):
            problem, hint = unknown_rule(name, with_packs(book.rules))
            raise UserError(problem, hint=hint)
    rules = [rule for rule in book.rules.values() if not names or rule.id in names or rule.pack in names]
    failed = 0
    with stdout() as out:
        for failure in failures(book, rules):
            failed += 1
            out.write(f"{visible(str(replace(failure, path=near(failure.path))))}\n")
        for rule in rules:
            if keys := unfinished(rule):
                note = f"{near(rule.path)}:{rule.at(keys[0]).line}: {rule.id}: still to be written: {', '.join(keys)}"
                out.write(f"{visible(note)}\n")
        examples = counted(sum(len(rule.flag) + len(rule.passing) for rule in rules), "example")
        misses = counted(known_misses(rules), "known miss", "known misses")
        out.write(f"{examples} of {counted(len(rules), 'rule')}: {failed} failed, {misses}\n")
    return FOUND if failed else CLEAN
