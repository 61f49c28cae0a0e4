"""`blamelint baseline`."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from blamelint import runs
from blamelint.archive import Archive, wants_cache
from blamelint.cli._console import BROKEN, CLEAN, counted, near, stdout, tell
from blamelint.cli._inputs import all_inputs
from blamelint.cli._progress import watched
from blamelint.configuration import load_settings
from blamelint.diagnostic import FileError, FileReport
from blamelint.errors import Location, UserError
from blamelint.renderers._screen import visible

if TYPE_CHECKING:
    from blamelint.baseline import Baseline, Entry, Standing
    from blamelint.settings import Settings


@click.group("baseline")
def command() -> None:
    """Keep a list of the findings that were there before, so that only new ones count."""


def _shared(function: Callable[..., int]) -> Callable[..., int]:
    paths: Callable[[Any], Any] = click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
    file: Callable[[Any], Any] = click.option(
        "--file",
        type=click.Path(path_type=Path),
        help="The list. [default: the configured one, or .blamelint-baseline]",
    )
    return file(paths(function))  # type: ignore[no-any-return]


@command.command("create")
@_shared
@click.option("--force", is_flag=True, help="Take the place of a list that exists.")
def create(paths: tuple[Path, ...], *, file: Path | None, force: bool) -> int:
    """Write down all findings of PATHS, or of the current folder, as known."""
    from blamelint.baseline import Baseline, compare, write_baseline

    path = file or _usual_file()
    if path.exists() and not force:
        hint = "`blamelint baseline update` brings it up to date, --force starts anew"
        raise UserError("the baseline exists, and is left as it is", at=Location(near(path)), hint=hint)
    reports, unread = _lint(paths, path)
    standing = compare(reports, Baseline(path.resolve().parent, Counter()))
    write_baseline(path, standing.new)
    click.echo(f"{visible(near(path))}: {_findings(standing.new)} known from now on")
    settings = load_settings(Path.cwd())
    if settings.baseline is None:
        name = os.path.relpath(path, settings.root or Path.cwd())
        click.echo(f'  next: baseline = "{visible(Path(name).as_posix())}" in the configuration')
    return _code(unread)


@command.command("update")
@_shared
def update(paths: tuple[Path, ...], *, file: Path | None) -> int:
    """Add the findings that are new, and drop those that have vanished."""
    path, standing, unread = _compare(paths, file)
    _write(path, standing.elsewhere + standing.known + standing.new)
    click.echo(f"{visible(near(path))}: {standing.new.total()} new, {standing.vanished.total()} vanished")
    return _code(unread)


@command.command("prune")
@_shared
def prune(paths: tuple[Path, ...], *, file: Path | None) -> int:
    """Drop the findings that have vanished, and add none."""
    path, standing, unread = _compare(paths, file)
    _write(path, standing.elsewhere + standing.known)
    click.echo(f"{visible(near(path))}: {standing.vanished.total()} vanished")
    return _code(unread)


@command.command("stats")
@_shared
def stats(paths: tuple[Path, ...], *, file: Path | None) -> int:
    """Count what is known by rule, and what is new and has vanished since."""
    path, standing, unread = _compare(paths, file)
    with stdout() as out:
        out.write(f"{visible(near(path))}: {_findings(standing.elsewhere + standing.known)} known\n")
        out.writelines(f"  {line}\n" for line in _by_rule(standing.elsewhere + standing.known))
        out.write(f"new: {standing.new.total()} (`blamelint baseline update` would add them)\n")
        out.write(f"vanished: {standing.vanished.total()} (`blamelint baseline prune` would drop them)\n")
    return _code(unread)


def _compare(paths: tuple[Path, ...], file: Path | None) -> tuple[Path, Standing, list[FileError]]:
    from blamelint.baseline import compare, read_baseline

    path = file or _usual_file()
    baseline: Baseline = read_baseline(path, name=near(path))
    reports, unread = _lint(paths, path)
    return path, compare(reports, baseline), unread


def _write(path: Path, entries: Counter[Entry]) -> None:
    from blamelint.baseline import write_baseline

    write_baseline(path, entries)


def _usual_file() -> Path:
    from blamelint.baseline import DEFAULT_NAME

    settings = load_settings(Path.cwd())
    return settings.baseline or (settings.root or Path.cwd()) / DEFAULT_NAME


def _lint(paths: tuple[Path, ...], baseline: Path) -> tuple[list[FileReport], list[FileError]]:
    """Lint the files that this baseline is for, and say why some could not be read; what is known of these stays."""
    asked = [
        (one, load_settings(Path(one.name))) for one in all_inputs(paths, stdin_name=None, settings_for=load_settings)
    ]
    ours = [(one, settings) for one, settings in asked if _is_ours(settings, baseline)]
    reports, unread = [], []
    with Archive.opened(wanted=wants_cache()) as archive:
        for file in watched(runs.linted(ours, archive=archive, jobs=None), total=len(ours)):
            if isinstance(file, FileReport):
                reports.append(file)
            else:
                unread.append(file)
    return reports, unread


def _is_ours(settings: Settings, baseline: Path) -> bool:
    return settings.baseline is None or settings.baseline.resolve() == baseline.resolve()


def _code(unread: Sequence[FileError]) -> int:
    """Name the files that were left out, and give the exit code."""
    for error in unread:
        tell(error.message, error.hint)
    if unread:
        again = "`blamelint baseline update` once they can be read"
        click.echo(f"{counted(len(unread), 'file')} left out: {again}", err=True)
    return BROKEN if unread else CLEAN


def _findings(entries: Counter[Entry]) -> str:
    files = len({entry.path for entry in entries})
    return f"{counted(entries.total(), 'finding')} in {counted(files, 'file')}"


def _by_rule(entries: Counter[Entry]) -> Iterable[str]:
    rules = Counter(entry.rule for entry in entries.elements())
    room = len(str(max(rules.values(), default=0)))
    return [f"{count:>{room}}  {rule}" for rule, count in sorted(rules.items(), key=lambda item: (-item[1], item[0]))]
