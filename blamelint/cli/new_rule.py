"""`blamelint new-rule`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from blamelint.cli._console import near
from blamelint.configuration import load_settings
from blamelint.errors import UserError
from blamelint.renderers._screen import visible

if TYPE_CHECKING:
    pass


@click.command("new-rule")
@click.argument("rule", metavar="PACK/NAME")
@click.option("--folder", type=click.Path(path_type=Path), help="Where packs lie. [default: the first of `packs`]")
@click.option(
    "--kind",
    type=click.Choice(["phrase", "clause", "structure"]),
    default="phrase",
    show_default=True,
    help="What it looks at: words, who did what, or the whole document.",
)
def command(rule: str, *, folder: Path | None, kind: str) -> None:
    """Write a rule file to fill in, with examples that hold already; a file that exists is left alone."""
    from blamelint.blank import write_blank
    from blamelint.packs import load_rules, rules_folder

    settings = load_settings(Path.cwd())
    if folder is None and not settings.packs:
        raise UserError(
            "no folder for rules is configured",
            hint='packs = ["our-rules"] in the configuration, or --folder our-rules',
        )
    path = write_blank(rule, folder or Path(near(settings.packs[0])), kind)
    click.echo(f"{visible(str(path))}: replace every TODO, then run `blamelint test {rule}`")
    builtin = load_rules().rules.get(rule)
    if builtin and Path(builtin.path).resolve() != path.resolve():
        click.echo(f"  note: it takes the place of the rule in {visible(near(builtin.path))}", err=True)
    if not any(path.parent.parent.resolve() == pack.resolve() for pack in (rules_folder(), *settings.packs)):
        click.echo(f"  note: rules there are read with packs = ['{folder}'] in the configuration", err=True)
