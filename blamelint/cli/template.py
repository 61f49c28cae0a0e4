"""`blamelint template`."""

from __future__ import annotations

from pathlib import Path

import click

from blamelint.cli._console import stdout

UNTITLED = "‹What stopped working, and for whom›"


@click.command("template")
@click.option("--title", default=UNTITLED, help="The heading. [default: a placeholder]")
def command(*, title: str) -> None:
    """Print a form for a blameless postmortem, as Markdown.

    It is left alone while it is empty, and passes the strict profile when filled in in its spirit.
    """
    form = Path(__file__).parent.parent / "template.md"
    with stdout() as out:
        out.write(form.read_text(encoding="utf-8").replace("{title}", " ".join(title.split())))
