"""`blamelint rules`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from blamelint.cli._console import configured_rules, stdout
from blamelint.renderers._screen import visible

if TYPE_CHECKING:
    from blamelint.packs import Rule


@click.command("rules")
@click.option("--format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(*, format: str) -> None:
    """List the rules: id, severity, profile, and what they find."""
    book = configured_rules()
    with stdout() as out:
        if format == "json":
            import json

            json.dump([_rule_data(rule) for rule in book.rules.values()], out, indent=2, ensure_ascii=False)
            out.write("\n")
            return
        room = max((len(rule) for rule in book.rules), default=0)
        for rule in book.rules.values():
            out.write(f"{rule.id:<{room}}  {rule.severity!s:<10}  {rule.profile:<7}  {visible(rule.summary)}\n")


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
