"""`blamelint lint`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, nullcontext, suppress
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from blamelint import api, runs
from blamelint.archive import NO_CACHE, Archive
from blamelint.cli._console import BROKEN, CLEAN, FOUND, INTERRUPTED, counted, near, stdout, wants_color, width
from blamelint.cli._effort import parse_jobs
from blamelint.cli._inputs import STDIN, Input, all_inputs, changed_inputs
from blamelint.cli._mending import Mending
from blamelint.cli._output import parse_outputs, refuse_linted, write
from blamelint.cli._passing import FORMATS as PASSING
from blamelint.cli._passing import Passing
from blamelint.cli._progress import watched
from blamelint.configuration import load_settings
from blamelint.diagnostic import FileError, FileReport, Report, RuleHelp
from blamelint.errors import UserError
from blamelint.failing import attempt
from blamelint.renderers import formats, render
from blamelint.renderers._screen import visible
from blamelint.settings import FAIL_ON, PROFILES, Settings, parse_fail_on, unknown_rule, with_packs
from blamelint.source import Source

if TYPE_CHECKING:
    from blamelint.cli._interactive import Walk

Linted = tuple[FileReport | FileError, Settings]
"""What was found in a text, and the settings that held for it."""

FOR_PEOPLE = ("text", "concise")
"""Formats whose readers want to know how a baseline stands."""


def _names(_: click.Context, __: click.Parameter, values: Iterable[str]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


@click.command("lint")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--stdin-filename", type=click.Path(path_type=Path), help="Name and place of what '-' reads.")
@click.option(
    "--format", type=click.Choice(formats()), default="text", show_default=True, help="How to write findings."
)
@click.option(
    "--output-file",
    multiple=True,
    metavar="FORMAT=FILE",
    help="Write findings to a file as well, in a format of its own; may be repeated.",
)
@click.option("--concise", is_flag=True, help="One line for each finding, as --format concise.")
@click.option("--select", multiple=True, callback=_names, help="Only these rules or packs, in place of the configured.")
@click.option("--ignore", multiple=True, callback=_names, help="Without these rules or packs.")
@click.option("--profile", type=click.Choice(PROFILES), help="Which rules run: 'strict' adds softer ones.")
@click.option("--fail-on", type=click.Choice(FAIL_ON), help="Least severity for exit code 1. [default: warning]")
@click.option("--no-config", is_flag=True, help="Read no configuration file.")
@click.option("--since", metavar="REV", help="Only sentences changed since the branch left REV, and new files.")
@click.option("--staged", is_flag=True, help="Only sentences that the next commit changes, read from git's index.")
@click.option("--baseline", type=click.Path(path_type=Path), help="Leave out what this list says was there before.")
@click.option("--fix", is_flag=True, help="Apply what is safe: edits that never change what is said to have happened.")
@click.option("--unsafe-fixes", is_flag=True, help="Apply suggested rewrites too; the authors read them afterwards.")
@click.option("--diff", is_flag=True, help="Show what --fix or --unsafe-fixes would change, and change nothing.")
@click.option("--interactive", is_flag=True, help="Choose in the terminal what becomes of each finding.")
@click.option("--statistics", is_flag=True, help="Count the findings of each rule.")
@click.option(
    "--jobs", default="auto", show_default=True, metavar="N", callback=parse_jobs, help="How many processes lint files."
)
@click.option("--no-cache", is_flag=True, envvar=NO_CACHE, help="Neither use nor keep what earlier runs found.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
def command(  # noqa: PLR0913 - click passes each option by its name
    paths: tuple[Path, ...],
    *,
    stdin_filename: Path | None,
    format: str,
    output_file: tuple[str, ...],
    concise: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    profile: str | None,
    fail_on: str | None,
    no_config: bool,
    since: str | None,
    staged: bool,
    baseline: Path | None,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    interactive: bool,
    statistics: bool,
    jobs: int | None,
    no_cache: bool,
    color: str,
) -> int:
    """Lint Markdown files, the Markdown files in folders, or standard input ('-').

    Without PATHS, the current folder; with --since or --staged, only what git says changed in them. The exit code is
    0 when nothing was found, 1 when something at or above --fail-on was, and 2 when a file or a setting could not be
    read; with --diff, 1 when it shows something, and 0 when not.
    """
    if stdin_filename and STDIN not in paths:
        raise click.UsageError("--stdin-filename needs '-' among the paths.")
    format = "concise" if concise else format
    outputs = parse_outputs(output_file, usual=format)
    changed = since is not None or staged
    if changed and STDIN in paths:
        raise click.UsageError("standard input has no history to compare with.")
    if since is not None and staged:
        raise click.UsageError("--since looks at the files on disk, --staged at git's index: choose one.")
    mending = Mending.asked(fix=fix, unsafe=unsafe_fixes, diff=diff)
    if mending and staged:
        raise click.UsageError("--staged looks at git's index; fixes are made in files: use --since HEAD.")
    if diff and format != "text":
        raise click.UsageError(f"--diff writes a patch, and no findings that --format {format} could write.")
    walk = None
    if interactive:
        if mending or staged or STDIN in paths or format != "text" or statistics:
            problem = (
                "--interactive asks about each finding in files: without --fix, --diff, --staged, --format and '-'."
            )
            raise click.UsageError(problem)
        walk = _walk(color)
    choices = _Choices(select, ignore, profile, fail_on, baseline, no_config)
    inputs = (
        changed_inputs(paths, since=since, settings_for=choices.settings_in)
        if changed
        else all_inputs(paths, stdin_name=stdin_filename, settings_for=choices.settings_in)
    )
    refuse_linted(outputs, [one.name for one in inputs])

    def show(report: Report) -> None:
        # Where a fixed text goes to standard output, findings would spoil it.
        with nullcontext(sys.stderr) if mending and STDIN in paths else stdout() as out:
            render(format, report, out, color=wants_color(color, out), statistics=statistics, width=width(out))

    asked = [(one, choices.settings_for(one)) for one in inputs]
    with (
        Archive.opened(wanted=not no_cache) as archive,
        closing(_until_interrupted(watched(_linted(asked, archive, jobs), total=len(inputs)))) as files,
    ):
        known = baseline is not None or any(settings.baseline for _, settings in asked)
        if not (known or mending or walk or outputs) and format in PASSING:
            return _in_passing(inputs, files, archive, show)
        whole = list(files)
        unseen = len(inputs) - len(whole)
        if unseen and (mending or walk):
            return _interrupted(unseen)
        linted, notes = _counted(inputs, whole, archive)
        if mending and mending.diff:
            return mending.show(linted)
        if mend := mending.mend if mending else walk.through if walk else None:
            after = mend(inputs, linted, again=archive.lint)
            whole = [(after.get(place, file), settings) for place, (file, settings) in enumerate(whole)]
            linted, notes = _counted(inputs, whole, archive)
    report = Report(tuple(file for file, _ in linted), _help(linted), baseline=known)
    for output in () if unseen else outputs:  # half a report in a file would look like a whole one
        write(report, output, statistics=statistics)
    if walk:
        click.echo(walk.summary([file for file, _ in linted]))
        return max((_code(file, settings) for file, settings in linted), default=CLEAN)
    show(report)
    for note in notes if format in FOR_PEOPLE else ():
        click.echo(visible(note), err=True)
    if unseen:
        return _interrupted(unseen)
    return max((_code(file, settings) for file, settings in linted), default=CLEAN)


def _walk(color: str) -> Walk:
    from blamelint.cli import _interactive

    if not _interactive.on_terminal():
        raise click.UsageError("--interactive asks in a terminal, and there is none here: use --fix or --diff.")
    with stdout() as out:
        return _interactive.Walk(wants_color(color, out), width(out))


@dataclass(frozen=True, slots=True)
class _Choices:
    """What the command line says in place of the configuration."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    profile: str | None
    fail_on: str | None
    baseline: Path | None
    no_config: bool

    def settings_in(self, folder: Path) -> Settings:
        """Give what is configured for a folder."""
        return load_settings(folder, no_config=self.no_config)

    def settings_for(self, one: Input) -> Settings:
        """Give the settings of a text; raises `UserError` for names that do not exist."""
        path = Path(one.name) if one.name != str(STDIN) else Path.cwd()
        return self._checked(load_settings(path, no_config=self.no_config))

    @lru_cache(maxsize=512)  # noqa: B019 - there is one of these in a process
    def _checked(self, settings: Settings) -> Settings:
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
        if self.baseline:
            settings = replace(settings, baseline=self.baseline)
        return settings


def _linted(asked: Sequence[tuple[Input, Settings]], archive: Archive, jobs: int | None) -> Iterator[Linted]:
    files = runs.linted(asked, archive=archive, jobs=jobs)
    for _, settings in asked:
        yield next(files), settings


def _until_interrupted(files: Iterable[Linted]) -> Generator[Linted, None, None]:
    """Give what was found before somebody lost patience."""
    with suppress(KeyboardInterrupt):
        yield from files


def _in_passing(
    inputs: Sequence[Input], files: Iterable[Linted], archive: Archive, show: Callable[[Report], None]
) -> int:
    """Show what is found in each file as soon as it is known, and hold on to none."""
    codes = {CLEAN}
    passing = Passing(_noting(codes, map(partial(_touched, archive=archive), inputs, files)))
    with suppress(KeyboardInterrupt):  # while it was written down
        show(Report(passing))
    unseen = len(inputs) - len(passing)
    return _interrupted(unseen) if unseen else max(codes)


def _noting(codes: set[int], files: Iterable[Linted]) -> Iterator[FileReport | FileError]:
    """Give what was found in each file, and note what it means for the exit code."""
    for file, settings in files:
        codes.add(_code(file, settings))
        yield file


def _interrupted(unseen: int) -> int:
    click.echo(f"Interrupted: {counted(unseen, 'file')} {'was' if unseen == 1 else 'were'} not looked at.", err=True)
    return INTERRUPTED


def _counted(inputs: Sequence[Input], whole: Sequence[Linted], archive: Archive) -> tuple[list[Linted], list[str]]:
    """Leave out what counts no more: findings that a baseline knows, and those that a change does not answer for."""
    new, notes = _without_known(whole)
    return [_touched(*one, archive=archive) for one in zip(inputs, new, strict=False)], notes


def _touched(one: Input, found: Linted, *, archive: Archive) -> Linted:
    """Leave out what the change does not answer for."""
    file, settings = found
    for before in one.before:
        if isinstance(file, FileReport):
            file = attempt(one.name, partial(_touched_since, file, before, settings, archive))
    return file, settings


def _touched_since(file: FileReport, before: Source, settings: Settings, archive: Archive) -> FileReport:
    from blamelint.changes.touched import only_touched
    from blamelint.limits import check_size

    check_size(before, settings)
    return only_touched(file, before, partial(archive.lint, before, settings))


def _without_known(linted: Sequence[Linted]) -> tuple[list[Linted], list[str]]:
    """Suppress what baselines know, and say for each how it stands.

    All files of a baseline are looked at together, as text moves from one to another.
    """
    new, notes = list(linted), []
    for path in dict.fromkeys(settings.baseline for _, settings in linted if settings.baseline):
        from blamelint.baseline import compare, read_baseline

        places = [at for at, (_, settings) in enumerate(linted) if settings.baseline == path]
        reports = {at: file for at in places if isinstance(file := linted[at][0], FileReport)}
        standing = compare(list(reports.values()), read_baseline(path, name=near(path)))
        for at, report in zip(reports, standing.reports, strict=True):
            new[at] = report, linted[at][1]
        if standing.known or standing.vanished:
            known, vanished = counted(standing.known.total(), "finding"), standing.vanished.total()
            notes.append(f"{near(path)}: {known} known, {vanished} vanished")
    return new, notes


def _help(linted: Iterable[tuple[FileReport | FileError, Settings]]) -> dict[str, RuleHelp]:
    """Describe the rules that found something."""
    helps: dict[str, RuleHelp] = {}
    for file, settings in linted:
        if isinstance(file, FileReport):
            found = [*file.diagnostics, *(suppressed.diagnostic for suppressed in file.suppressed)]
            missing = {diagnostic.rule for diagnostic in found} - helps.keys()
            if missing:
                helps |= api.help_for(api.rules_for(settings), missing)
    return helps


def _code(file: FileReport | FileError, settings: Settings) -> int:
    if isinstance(file, FileError):
        return BROKEN
    return FOUND if any(settings.fails(found.rule, found.severity) for found in file.diagnostics) else CLEAN
