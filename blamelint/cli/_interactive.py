"""`blamelint lint --interactive`: a walk through the findings, one choice after the other."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import click

from blamelint.cli._console import counted
from blamelint.cli._draft import Draft
from blamelint.cli._inputs import Input
from blamelint.cli._mending import Lint, Linted, Reports, put
from blamelint.diagnostic import Diagnostic, FileError, FileReport, Fix
from blamelint.fixing import difference
from blamelint.renderers._screen import described, failure, styled, visible
from blamelint.renderers.text import shown
from blamelint.settings import Settings
from blamelint.source import Source

HELP = """\
  1, 2, …   take this rewrite; it settles all that it answers in the sentence
  a         take the first one
  e         write the sentence anew in an editor; e1, e2, …: begin with a rewrite
  l         leave it as it is, and say why in a comment in the document
  s         skip it
  q         quit; what was chosen so far is written
  ?         this list
Ctrl-C leaves the file as it is."""

OUTCOMES = ("rewritten", "edited", "allowed", "skipped")


def on_terminal() -> bool:
    """Tell whether somebody is there to choose."""
    return sys.stdin.isatty() and sys.stdout.isatty()


@dataclass(slots=True)
class Walk:
    """A walk through the findings of several files."""

    color: bool
    """Whether to colour excerpts."""

    width: int
    """Columns of the terminal."""

    done: Counter[str] = field(default_factory=Counter)
    """How often each of `OUTCOMES` was chosen."""

    quit: bool = False
    """Whether to stop here."""

    def through(self, inputs: Sequence[Input], linted: Sequence[Linted], *, again: Lint) -> Reports:
        """Ask about every finding, write each file when it is done, and give the reports of those that changed."""
        after: Reports = {}
        for place, (one, (file, settings)) in enumerate(zip(inputs, linted, strict=True)):
            if isinstance(file, FileError):
                click.echo(visible(failure(file)), err=True)
            elif file.diagnostics and not self.quit:
                draft = self._drafted(file)
                if draft.text != file.source.text:
                    after[place] = _written(one, draft, settings, again=again)
        return after

    def summary(self, files: Sequence[FileReport | FileError]) -> str:
        """Say in one line what was done and what is left."""
        left = [len(file.diagnostics) for file in files if isinstance(file, FileReport) and file.diagnostics]
        found = f"{counted(sum(left), 'finding')} left in {counted(len(left), 'file')}" if left else "nothing left"
        did = [f"{self.done[outcome]} {outcome}" for outcome in OUTCOMES if self.done[outcome]]
        line = ", ".join([*did, found])
        return f"{line[0].upper()}{line[1:]}."

    def _drafted(self, file: FileReport) -> Draft:
        draft = Draft.of(file)
        for number, finding in enumerate(file.diagnostics, 1):
            if finding in draft.settled:
                continue
            self._show(file.source, finding)
            self._choose(draft, finding, f"{number} of {len(file.diagnostics)}")
            if self.quit:
                break
        return draft

    def _show(self, source: Source, finding: Diagnostic) -> None:
        plain = replace(finding, fixes=())
        for line in shown(source, plain, color=self.color, width=self.width):
            click.echo(line, color=self.color)
        for number, fix in enumerate(finding.fixes, 1):
            click.echo(
                f"  {styled(str(number), 'bold', color=self.color)}  {visible(described(fix))}", color=self.color
            )
        if finding.fixes:
            click.echo()

    def _choose(self, draft: Draft, finding: Diagnostic, where: str) -> None:
        """Ask until something is chosen."""
        outcome = None
        while outcome is None and not self.quit:
            key = _asked(f"{where}: {_keys(finding)}")
            if key is None or key == "q":
                self.quit = True
            elif key == "?":
                click.echo(HELP)
            else:
                outcome = _taken(draft, finding, key)
        if outcome:
            self.done[outcome] += 1
            click.echo()


def _keys(finding: Diagnostic) -> str:
    count = len(finding.fixes)
    numbers = {0: "", 1: "1, "}.get(count, f"1–{count}, ")
    return f"{numbers}e edit, l allow, s skip, q quit, ? help"


def _asked(question: str) -> str | None:
    """Read one answer; None when there is no more input."""
    try:
        answer: str = click.prompt(question, default="", show_default=False, prompt_suffix=" > ")
    except click.Abort as abort:
        if isinstance(abort.__context__, EOFError):
            return None
        raise
    return answer.strip()


def _taken(draft: Draft, finding: Diagnostic, key: str) -> str | None:
    """Do what a key says, and name the outcome; None when there is none."""
    if key == "s":
        return "skipped"
    if key == "l":
        return _allowed(draft, finding)
    if key[:1] == "e" and (len(key) == 1 or _numbered(finding, key[1:])):
        return _edited(draft, finding, _numbered(finding, key[1:]))
    if fix := _numbered(finding, "1" if key == "a" else key):
        draft.accept(fix)
        return "rewritten"
    click.echo(HELP)
    return None


def _numbered(finding: Diagnostic, number: str) -> Fix | None:
    return dict(zip(map(str, range(1, 10)), finding.fixes, strict=False)).get(number)


def _allowed(draft: Draft, finding: Diagnostic) -> str | None:
    reason = _asked("Why is it right as it is?")
    if not reason:
        return None
    comment = draft.allow(finding, reason)
    if comment is None:
        click.echo("No comment can allow this one.")
        return None
    click.echo(visible(comment))
    return "allowed"


def _edited(draft: Draft, finding: Diagnostic, fix: Fix | None) -> str | None:
    old = draft.reads(finding, fix)
    if old is None:
        click.echo("This is not about one sentence.")
        return None
    new = _from_editor(old)
    if new is None or not new.strip() or new.strip() == old.strip():
        click.echo("Nothing was changed.")
        return None
    if not draft.write(finding, new, fix):
        click.echo(
            "That would change more than the sentence: a list, a table or a heading. The file itself can be edited."
        )
        return None
    return "edited"


def _from_editor(text: str) -> str | None:
    """Let somebody edit a text; None when nothing was saved, or no editor could be started."""
    try:
        return click.edit(text, extension=".md")
    except click.ClickException as error:
        click.echo(visible(error.message), err=True)
        return None


def _written(one: Input, draft: Draft, settings: Settings, *, again: Lint) -> FileReport | FileError:
    """Write a file; when it cannot be written, show what was chosen so that nothing is lost."""
    source, text = draft.report.source, draft.text
    after = put(one, source, text, settings, again=again)
    if isinstance(after, FileError):
        click.echo("".join(difference(source, text)), nl=False)
    return after
