"""`blamelint init`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from blamelint.cli._console import CLEAN, counted, near
from blamelint.renderers._screen import visible

if TYPE_CHECKING:
    from blamelint.adoption.plan import Change
    from blamelint.adoption.survey import Survey

STEPS = ("settings", "pre-commit", "workflow", "baseline")


@click.command("init")
@click.argument("path", type=click.Path(path_type=Path, exists=True, file_okay=False), default=".")
@click.option("--yes", is_flag=True, help="Do all of it without asking.")
@click.option("--dry-run", is_flag=True, help="Show what would be done, and change nothing.")
@click.option("--skip", type=click.Choice(STEPS), multiple=True, help="Leave out a step; may be repeated.")
@click.option("--pyproject", is_flag=True, help="Put the settings into pyproject.toml.")
def command(path: Path, *, yes: bool, dry_run: bool, skip: tuple[str, ...], pyproject: bool) -> int:
    """Begin to use blamelint in a repository: settings, pre-commit hook, GitHub workflow, baseline.

    Looks at what is there, shows what it would do, and asks. Without a terminal it asks nothing and changes nothing
    unless --yes is given. No file is overwritten; .pre-commit-config.yaml keeps all that it has.
    """
    from blamelint import __version__
    from blamelint.adoption.plan import BASELINE, plan
    from blamelint.adoption.survey import survey

    found = survey(path)
    planned = plan(found, version=__version__, shared=pyproject)
    asks = not yes and not dry_run and _on_terminal()
    _say(_report_of(found))
    _say(f"  {line}" for note in planned.notes for line in note.splitlines())
    wanted = [change for change in planned.changes if change.step not in skip]
    code = CLEAN
    done = [_take(change, write=yes and not dry_run, asks=asks) for change in wanted]
    if "baseline" not in skip and _baseline_command() and not (path / BASELINE).exists():
        taken, code = _take_baseline(found, write=yes and not dry_run, asks=asks)
        done.append(taken)
    _say(_outcome(done, asked=asks or yes))
    return code


def _on_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(visible(line))


def _report_of(found: Survey) -> Iterable[str]:
    if not found.places:
        yield "no Markdown here is named as reports are: postmortem, incident, outage, retro, rca, …"
    for place in found.places:
        yield f"reports: {place.path} ({counted(place.reports, 'file')})"


def _take(change: Change, *, write: bool, asks: bool) -> bool:
    """Show a change, and make it when it is wanted; tell whether it was made."""
    click.echo("")
    verb = "write" if change.before is None else "extend"
    _say([f"{change.step}: {verb} {near(change.path)}", *(f"  {line}" for line in change.diff())])
    if not (write or (asks and click.confirm("Do it?", default=True))):
        return False
    change.make()
    return True


def _take_baseline(found: Survey, *, write: bool, asks: bool) -> tuple[bool, int]:
    """Show and make the list of findings that are there today; tell whether it was made, and the exit code."""
    click.echo("")
    _say(
        [
            f"baseline: run `blamelint baseline create {' '.join(found.paths)}` and name the list in the settings",
            "  what is found there today is known from then on, and only what is new counts",
        ]
    )
    if not (write or (asks and click.confirm("Do it?", default=True))):
        return False, CLEAN
    return True, create_baseline(found)


def _baseline_command() -> click.Command | None:
    from blamelint.cli import cli

    return cli.get_command(click.Context(cli), "baseline")


def create_baseline(found: Survey) -> int:
    """Write down what is found today, and name the list in the settings that `init` has written; give the exit code."""
    from blamelint.adoption.plan import BASELINE, name_baseline
    from blamelint.configuration import forget_settings

    name_baseline(found.root)
    # The survey has looked for settings that are only there now.
    forget_settings()
    command = _baseline_command()
    assert command is not None
    paths = [str(found.root / path) for path in found.paths]
    code: int | None = command.main(["create", "--file", str(found.root / BASELINE), *paths], standalone_mode=False)
    return code or CLEAN


def _outcome(done: list[bool], *, asked: bool) -> Iterable[str]:
    yield ""
    if any(done):
        yield "next: `blamelint lint`, and `pre-commit install` once, if the hook is to run before every commit"
        yield "to try the hook: `pre-commit run blamelint --all-files`"
    elif done and not asked:
        yield "nothing was changed: --yes does all of this, --skip leaves out a step"
    else:
        yield "nothing was changed"
