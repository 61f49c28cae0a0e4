"""What there is to know about a finding, or about a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lsprotocol import types

from blamelint import api
from blamelint.allow import NOTICES
from blamelint.diagnostic import Diagnostic
from blamelint.lsp.buffers import Buffer, Checked
from blamelint.lsp.names import Named, named_at
from blamelint.lsp.text import Places
from blamelint.packs import Rule
from blamelint.source import Source

KINDS = {
    "named": "a person",
    "role": "a person, by what they do",
    "pronoun": "somebody whom the text does not name",
    "self": "the writer",
    "collective": "the authors as an organisation",
    "indefinite": "somebody, nobody in particular",
    "team": "a team",
    "vendor": "a supplier or partner",
    "customer": "users or customers",
    "implied": "the unwritten subject of a fragment",
    "adversary": "an attacker",
    "system": "a system, a tool or a thing",
    "unknown": "nobody for sure, so no rule accuses it",
}
"""Kinds of mention in words."""


def at(buffer: Buffer, checked: Checked, position: types.Position) -> types.Hover | None:
    """Explain the finding at a position, or else the name."""
    places = Places(checked.source, buffer.encoding)
    offset = places.offset(position)
    found = [finding for finding in checked.findings if finding.span.start <= offset <= finding.span.end]
    named = named_at(buffer.document_of(checked.source), checked.settings, offset)
    parts = ["\n".join(_finding(finding, checked)) for finding in found]
    if named is not None:
        parts.append(_name(named))
    if not parts:
        return None
    span = min((f.span for f in found), key=len, default=named.span if named else None)
    text = "\n\n---\n\n".join(parts)
    return types.Hover(
        types.MarkupContent(types.MarkupKind.Markdown, text), places.range(span) if span is not None else None
    )


def _finding(finding: Diagnostic, checked: Checked) -> Iterator[str]:
    name = f"[{finding.rule}]({finding.url})" if finding.url else finding.rule
    yield f"**{name}** ({finding.severity!s})\n"
    yield f"{finding.message}\n"
    rule = api.rules_for(checked.settings).rules.get(finding.rule)
    if rule is None:
        yield NOTICES[finding.rule][1] if finding.rule in NOTICES else ""
        return
    yield f"{rule.why}\n"
    if rule.sources:
        yield f"Sources: {', '.join(rule.sources)}\n"
    yield from _rewritten(finding, rule, checked.source)
    if finding.question:
        yield f"Ask: *{finding.question}*\n"
    yield f"To allow it: `<!-- blamelint: allow {finding.rule} -- reason -->`"


def _rewritten(finding: Diagnostic, rule: Rule, source: Source) -> Iterator[str]:
    """Show a sentence before and after: this one, or the rule's example."""
    if finding.fixes:
        whole = finding.context
        after = source.slice(whole)
        for edit in sorted(finding.fixes[0].edits, key=lambda edit: edit.span, reverse=True):
            if whole.contains(edit.span):
                start, end = edit.span.start - whole.start, edit.span.end - whole.start
                after = after[:start] + edit.text + after[end:]
        yield from _pair(source.slice(whole), after)
        return
    example = next((example for example in rule.flag if example.suggested), None)
    if example is not None:
        yield from _pair(example.text, example.suggested or "")


def _pair(before: str, after: str) -> Iterable[str]:
    return (f"Before: {' '.join(before.split())}  ", f"After: {' '.join(after.split())}\n")


def _name(named: Named) -> str:
    return f"**{named.text}**: blamelint takes it for {KINDS[named.kind]} ({named.reason})."
