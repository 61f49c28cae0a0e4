"""`blamelint analyze`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from blamelint import api
from blamelint.cli._console import stdout
from blamelint.cli._inputs import read_stdin
from blamelint.configuration import load_settings
from blamelint.discovery import MARKDOWN
from blamelint.errors import Location, UserError
from blamelint.renderers._screen import visible
from blamelint.settings import unknown_rule
from blamelint.source import Source, decode, read_source


class _ProseCommand(click.Command):
    """A command whose argument may be a bullet, which looks like an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        bullets = [arg for arg in args if arg.startswith("- ")]
        rest = [arg for arg in args if not arg.startswith("- ")]
        return super().parse_args(ctx, [*rest, "--", *bullets] if bullets else args)


@click.command("analyze", cls=_ProseCommand)
@click.argument("text", default="-")
@click.option("--rule", metavar="RULE", help="Say of this one rule why it holds or not.")
@click.option("--svg", type=click.Path(path_type=Path), help="Write displaCy's picture of the parse to this file.")
@click.option("--no-config", is_flag=True, help="Read no configuration file.")
def command(*, text: str, rule: str | None, svg: Path | None, no_config: bool) -> None:
    """Show how a sentence, a file or standard input ('-') is read: who is meant, who did what, which rules hold.

    TEXT is a file if one has that name, and Markdown otherwise.
    """
    settings = load_settings(Path.cwd(), no_config=no_config)
    book = api.rules_for(settings)
    if rule is not None and rule not in book.rules:
        problem, hint = unknown_rule(rule, book.rules)
        raise UserError(problem, hint=hint)
    source = _text_or_file(text, most=settings.max_size)
    if svg is not None and _is_read_from(source, svg):
        problem = "the picture would take the place of the document"
        raise UserError(problem, at=Location(str(svg)), hint="name another file")
    # The readers of language import spaCy, which the other commands must not wait for.
    from blamelint import analyze as reading

    if svg is not None:
        reading.draw(source, book, settings, svg)
    with stdout() as out:
        for line in reading.explain(source, book, settings, only=rule):
            out.write(f"{visible(line)}\n")


def _is_read_from(source: Source, file: Path) -> bool:
    return file.exists() and os.path.exists(source.path) and file.samefile(source.path)


def _text_or_file(text: str, *, most: int) -> Source:
    if text == "-":
        return decode(read_stdin(), text)
    path = Path(text)
    try:
        is_file = path.is_file()
    except OSError:  # a sentence may be longer than a file name
        is_file = False
    if is_file:
        return read_source(path, most=most)
    _check_meant_as_text(text)
    return Source("text", text)


def _check_meant_as_text(text: str) -> None:
    """Raise `UserError` for what is no sentence: nothing at all, and the name of a file that is not there."""
    if not text.strip():
        raise UserError("there is no text to analyze", hint='for example `blamelint analyze "Dave forgot it."`')
    if Path(text).suffix.lower() in MARKDOWN and len(text.split()) == 1:
        hint = "a sentence is more than one word; '-' reads standard input"
        raise UserError("no such file", at=Location(text), hint=hint)
