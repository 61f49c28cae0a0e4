"""The command line."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

import click

from blamelint import api
from blamelint.diagnostic import FileError, FileReport, Report
from blamelint.errors import UserError
from blamelint.renderers import formats, render
from blamelint.renderers._screen import styled, visible
from blamelint.settings import (
    DEFAULT_MODEL,
    FAIL_ON,
    PROFILES,
    Settings,
    load_settings,
    parse_fail_on,
    unknown_rule,
    with_packs,
)
from blamelint.source import Source, decode, read_source

if TYPE_CHECKING:
    from blamelint.packs import Example, Rule, RuleBook

STDIN = Path("-")

CLEAN, FOUND, BROKEN = 0, 1, 2
INTERRUPTED, PIPE_CLOSED = 130, 141  # 128 and the number of the signal, as shells have it


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit."""
    # Loading makes very many objects that live to the end, and hardly a cycle: looking for cycles is time lost.
    gc.disable()
    try:
        code = cli.main(args=args, prog_name="blamelint", standalone_mode=False)
    except UserError as error:
        code = _complain(error)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    sys.exit(code or CLEAN)


def _complain(error: UserError) -> int:
    place = f"{error.at}: " if error.at else ""
    click.echo(visible(f"{place}{error.problem}"), err=True)
    if error.hint:
        click.echo(f"  hint: {visible(error.hint)}", err=True)
    return BROKEN


def _print_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    from importlib.metadata import PackageNotFoundError, version

    from blamelint import __version__

    try:
        model = load_settings(Path.cwd()).model
    except UserError:
        model = DEFAULT_MODEL
    try:
        # Asking spaCy would cost seconds; installed pipelines are packages.
        found = version(model)
    except PackageNotFoundError:
        found = "not installed"
    click.echo(f"blamelint {__version__} (model {model} {found})")
    context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version, and that of the language model.",
)
def cli() -> None:
    """See where the wording of a postmortem turns it into a verdict on people."""


def _names(_: click.Context, __: click.Parameter, values: Iterable[str]) -> tuple[str, ...]:
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip())


@cli.command()
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
def lint(  # noqa: PLR0913 - click passes each option by its name
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
    with _stdout() as out:
        name = "concise" if concise else format
        render(name, report, out, color=_wants_color(color, out), statistics=statistics, width=_width(out))
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
            settings = replace(settings, fail_on=parse_fail_on(self.fail_on))
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
    least = settings.fail_on
    return FOUND if least and any(found.severity >= least for found in file.diagnostics) else CLEAN


@contextmanager
def _stdout() -> Iterator[TextIO]:
    """Give standard output, ready for any character, and be silent when its reader has gone."""
    out = sys.stdout
    if isinstance(out, io.TextIOWrapper):
        # A file or a pipe is UTF-8 everywhere; a terminal knows its own encoding, which may lack a character.
        out.reconfigure(encoding=None if out.isatty() else "utf-8", errors="backslashreplace")
    try:
        yield out
        out.flush()
    except BrokenPipeError:
        # Python flushes once more at exit, and would complain then.
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
        sys.exit(PIPE_CLOSED)


def _wants_color(choice: str, out: TextIO) -> bool:
    if choice != "auto":
        return choice == "always"
    return out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _width(out: TextIO) -> int:
    if not out.isatty():
        return 120
    import shutil

    return shutil.get_terminal_size((120, 24)).columns


@cli.command()
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def rules(*, format: str) -> None:
    """List the rules: id, severity, profile, and what they find."""
    book = _configured_rules()
    with _stdout() as out:
        if format == "json":
            import json

            json.dump([_rule_data(rule) for rule in book.rules.values()], out, indent=2, ensure_ascii=False)
            out.write("\n")
            return
        room = max((len(rule) for rule in book.rules), default=0)
        for rule in book.rules.values():
            out.write(f"{rule.id:<{room}}  {rule.severity!s:<10}  {rule.profile:<7}  {visible(rule.summary)}\n")


def _configured_rules() -> RuleBook:
    return api.rules_for(load_settings(Path.cwd()))


def _rule_data(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "pack": rule.pack,
        "summary": rule.summary,
        "severity": str(rule.severity),
        "actor_severity": str(rule.actor_severity),
        "profile": rule.profile,
        "kind": rule.kind,
        "labels": list(rule.labels),
        "message": rule.message,
        "why": rule.why,
        "sources": list(rule.sources),
        "question": rule.question,
    }


@cli.command()
@click.argument("name", metavar="RULE_OR_PACK")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
def explain(name: str, *, color: str) -> None:
    """Explain a rule: what it finds and why, with examples, how to rewrite, and how to allow it."""
    from blamelint.allow import NOTICES

    book = _configured_rules()
    name = name.strip().rstrip("/").lower()
    with _stdout() as out:
        bold = _wants_color(color, out)
        if name in book.rules:
            lines = _explained(book.rules[name], color=bold)
        elif any(rule.pack == name for rule in book.rules.values()):
            lines = _explained_pack(name, book, color=bold)
        elif name in NOTICES:
            severity, summary = NOTICES[name]
            lines = iter([f"{styled(name, 'bold', color=bold)} ({severity!s})", "", *_filled(summary)])
        else:
            problem, hint = unknown_rule(name, with_packs(api.known_ids(book)))
            raise UserError(problem, hint=hint)
        out.writelines(f"{line}\n" for line in lines)


def _explained_pack(pack: str, book: RuleBook, *, color: bool) -> Iterator[str]:
    members = [rule for rule in book.rules.values() if rule.pack == pack]
    room = max(len(rule.id) for rule in members)
    yield styled(f"{pack} ({len(members)} rules)", "bold", color=color)
    yield ""
    for rule in members:
        yield f"  {rule.id:<{room}}  {visible(rule.summary)}"
    yield ""
    yield f"`blamelint explain {members[0].id}` explains one of them."
    yield f"To allow all of them: <!-- blamelint: allow {pack} -- reason -->"


def _explained(rule: Rule, *, color: bool) -> Iterator[str]:
    severity = str(rule.severity)
    if rule.actor_severity != rule.severity:
        severity = f"{severity}, {rule.actor_severity!s} for roles and teams"
    yield styled(f"{rule.id} ({severity}; {rule.profile} profile)", "bold", color=color)
    yield ""
    yield from _filled(rule.summary)
    yield from _part("Why", _filled(rule.why), color=color)
    if rule.sources:
        yield from _filled(f"Sources: {', '.join(rule.sources)}")
    yield from _part("Found", (line for example in rule.flag for line in _shown(example)), color=color)
    yield from _part("Left alone", (line for example in rule.passing for line in _shown(example)), color=color)
    yield from _part("How to rewrite", _advice(rule), color=color)
    allow = [f"  <!-- blamelint: allow {rule.id} -- reason -->", f'  ignore = ["{rule.id}"] in the configuration']
    yield from _part("How to allow", allow, color=color)


def _part(title: str, lines: Iterable[str], *, color: bool) -> Iterator[str]:
    lines = list(lines)
    if lines:
        yield from ("", styled(title, "bold", color=color), *lines)


def _filled(text: str) -> list[str]:
    import textwrap

    return textwrap.wrap(visible(" ".join(text.split())), 96, initial_indent="  ", subsequent_indent="  ")


def _shown(example: Example) -> Iterator[str]:
    lines = example.text.strip("\n").splitlines()
    yield f"  · {visible(lines[0])}"
    yield from (f"    {visible(line)}" for line in lines[1:])
    if example.because:
        yield f"      ({visible(example.because)})"


def _advice(rule: Rule) -> Iterator[str]:
    rewritten = [example for example in rule.flag if example.suggested]
    for example in rewritten[:1]:
        yield f"  {visible(' '.join(example.text.split()))}"
        yield f"  → {visible(' '.join((example.suggested or '').split()))}"
    if not rewritten:
        yield from (line for rewrite in rule.rewrites for line in _filled(rewrite.text))
    if rule.question:
        yield from _filled(f"Ask: {rule.question}")


class _ProseCommand(click.Command):
    """A command whose argument may be a bullet, which looks like an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        bullets = [arg for arg in args if arg.startswith("- ")]
        rest = [arg for arg in args if not arg.startswith("- ")]
        return super().parse_args(ctx, [*rest, "--", *bullets] if bullets else args)


@cli.command(cls=_ProseCommand)
@click.argument("text", default="-")
@click.option("--rule", metavar="RULE", help="Say of this one rule why it holds or not.")
@click.option("--svg", type=click.Path(path_type=Path), help="Write displaCy's picture of the parse to this file.")
@click.option("--no-config", is_flag=True, help="Read no configuration file.")
def analyze(*, text: str, rule: str | None, svg: Path | None, no_config: bool) -> None:
    """Show how a sentence, a file or standard input ('-') is read: who is meant, who did what, which rules hold.

    TEXT is a file if one has that name, and Markdown otherwise.
    """
    settings = load_settings(Path.cwd(), no_config=no_config)
    book = api.rules_for(settings)
    if rule is not None and rule not in book.rules:
        problem, hint = unknown_rule(rule, book.rules)
        raise UserError(problem, hint=hint)
    source = _text_or_file(text)
    # The readers of language import spaCy, which the other commands must not wait for.
    from blamelint import analyze as reading

    if svg is not None:
        reading.draw(source, book, settings, svg)
    with _stdout() as out:
        reading.explain(source, book, settings, out, only=rule)


def _text_or_file(text: str) -> Source:
    if text == "-":
        return decode(sys.stdin.buffer.read(), text)
    path = Path(text)
    try:
        is_file = path.is_file()
    except OSError:  # a sentence may be longer than a file name
        is_file = False
    return read_source(path) if is_file else Source("text", text)


@cli.command()
@click.argument("names", metavar="[RULE_OR_PACK]…", nargs=-1)
def test(*, names: tuple[str, ...]) -> int:
    """Run the examples in rule files; exit with 1 when a rule does not do what its examples say."""
    from blamelint.blank import unfinished
    from blamelint.trial import failures, known_misses

    book = _configured_rules()
    for name in names:
        if name not in with_packs(book.rules):
            problem, hint = unknown_rule(name, with_packs(book.rules))
            raise UserError(problem, hint=hint)
    rules = [rule for rule in book.rules.values() if not names or rule.id in names or rule.pack in names]
    failed = 0
    with _stdout() as out:
        for failure in failures(book, rules):
            failed += 1
            out.write(f"{visible(str(replace(failure, path=_near(failure.path))))}\n")
        for rule in rules:
            if keys := unfinished(rule):
                note = f"{_near(rule.path)}:{rule.at(keys[0]).line}: {rule.id}: still to be written: {', '.join(keys)}"
                out.write(f"{visible(note)}\n")
        examples = _counted(sum(len(rule.flag) + len(rule.passing) for rule in rules), "example")
        misses = _counted(known_misses(rules), "known miss", "known misses")
        out.write(f"{examples} of {_counted(len(rules), 'rule')}: {failed} failed, {misses}\n")
    return FOUND if failed else CLEAN


def _counted(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or f'{one}s'}"


@cli.command("new-rule")
@click.argument("rule", metavar="PACK/NAME")
@click.option("--folder", type=click.Path(path_type=Path), help="Where packs lie. [default: the first of `packs`]")
@click.option(
    "--kind",
    type=click.Choice(["phrase", "clause", "structure"]),
    default="phrase",
    show_default=True,
    help="What it looks at: words, who did what, or the whole document.",
)
def new_rule(rule: str, *, folder: Path | None, kind: str) -> None:
    """Write a rule file to fill in, with examples that hold already; a file that exists is left alone."""
    from blamelint.blank import write_blank
    from blamelint.packs import load_rules, rules_folder

    settings = load_settings(Path.cwd())
    if folder is None and not settings.packs:
        raise UserError(
            "no folder for rules is configured",
            hint='packs = ["our-rules"] in the configuration, or --folder our-rules',
        )
    path = write_blank(rule, folder or Path(_near(settings.packs[0])), kind)
    click.echo(f"{visible(str(path))}: replace every TODO, then run `blamelint test {rule}`")
    builtin = load_rules().rules.get(rule)
    if builtin and Path(builtin.path).resolve() != path.resolve():
        click.echo(f"  note: it takes the place of the rule in {visible(_near(builtin.path))}", err=True)
    if not any(path.parent.parent.resolve() == pack.resolve() for pack in (rules_folder(), *settings.packs)):
        click.echo(f"  note: rules there are read with packs = ['{folder}'] in the configuration", err=True)


def _near(path: Path | str) -> str:
    """Name a file as a person in the current folder would type it."""
    try:
        return str(Path(path).resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
