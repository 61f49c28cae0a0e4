"""`blamelint explain`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from blamelint import api
from blamelint.cli._console import configured_rules, stdout, wants_color
from blamelint.errors import UserError
from blamelint.renderers._screen import styled, visible
from blamelint.settings import unknown_rule, with_packs

if TYPE_CHECKING:
    from blamelint.packs import Example, Rule, RuleBook


@click.command("explain")
@click.argument("name", metavar="RULE_OR_PACK")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
def command(name: str, *, color: str) -> None:
    """Explain a rule: what it finds and why, with examples, how to rewrite, and how to allow it."""
    from blamelint.allow import NOTICES

    book = configured_rules()
    name = name.strip().rstrip("/").lower()
    with stdout() as out:
        bold = wants_color(color, out)
        if name in book.rules:
            lines = _explained(book.rules[name], book, color=bold)
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


def _explained(rule: Rule, book: RuleBook, *, color: bool) -> Iterator[str]:
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
    yield from _part("How to rewrite", _advice(rule, book), color=color)
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


def _before_and_after(rule: Rule, book: RuleBook) -> tuple[str, ...]:
    """Give an example, and how it reads after the first rewrite; the rule's author may have written it down."""
    for example in rule.flag:
        if example.suggested:
            return example.text, f"→ {example.suggested}"
    if all(rewrite.text for rewrite in rule.rewrites):
        return ()
    from blamelint.trial import rewritten

    pairs = ((example.text, rewritten(book, rule, example)) for example in rule.flag)
    return next(((before, f"→ {after}") for before, after in pairs if after), ())


def _advice(rule: Rule, book: RuleBook) -> Iterator[str]:
    before_after = _before_and_after(rule, book)
    for text in before_after:
        yield from _filled(text)
    if not before_after:
        yield from (line for rewrite in rule.rewrites if rewrite.text for line in _filled(rewrite.text))
    if rule.question:
        yield from _filled(f"Ask: {rule.question}")
