"""`blamelint new-rule`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from blamelint.cli._console import near
from blamelint.configuration import load_settings
from blamelint.errors import UserError
from blamelint.renderers._screen import visible


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
            hint='packs = ["./our-rules"] in the configuration, or --folder ./our-rules',
        )
    path = write_blank(rule, folder or Path(near(settings.packs[0])), kind)
    packs = path.parent.parent
    known = any(packs.resolve() == pack.resolve() for pack in (rules_folder(), *settings.packs))
    tested = rule if known else _as_pack(packs, Path.cwd())
    click.echo(visible(f"{path}: replace every TODO, then run `blamelint test {tested}`"))
    builtin = load_rules().rules.get(rule)
    if builtin and Path(builtin.path).resolve() != path.resolve():
        click.echo(f"  note: it takes the place of the rule in {visible(near(builtin.path))}", err=True)
    if not known:
        name = visible(_as_pack(packs, settings.root or Path.cwd()))
        click.echo(f'  note: rules there are read with packs = ["{name}"] in the configuration', err=True)


def _as_pack(folder: Path, root: Path) -> str:
    """Name a folder of packs so that it is never taken for an installed package."""
    name = Path(os.path.relpath(folder, root)).as_posix()
    return name if name.startswith("..") else f"./{name}"
