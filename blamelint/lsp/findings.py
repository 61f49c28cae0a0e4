"""Findings as an editor takes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lsprotocol import types

from blamelint.allow import UNUSED
from blamelint.diagnostic import Diagnostic, Severity
from blamelint.document import Document
from blamelint.errors import UserError
from blamelint.lsp.text import Places
from blamelint.source import Source, Span

SOURCE = "blamelint"
WIDTH = 80
"""Characters of a first line that are marked for want of a better place."""

SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.SUGGESTION: types.DiagnosticSeverity.Information,
}


@dataclass(frozen=True, slots=True)
class Abilities:
    """What an editor can show."""

    related: bool = False
    """Other places that have to do with a finding."""

    links: bool = False
    """A link behind the name of a rule."""

    tags: bool = False
    """Words that are shown faded."""

    @classmethod
    def of(cls, capabilities: types.ClientCapabilities) -> Abilities:
        """Read them from what the editor says about itself."""
        text = capabilities.text_document
        # What an editor can do with pushed findings it can do with pulled ones, or says so.
        told = [t for t in (text and text.publish_diagnostics, text and text.diagnostic) if t]
        return cls(
            any(t.related_information for t in told),
            any(t.code_description_support for t in told),
            any(t.tag_support is not None for t in told),
        )


def shown(
    uri: str, places: Places, findings: Sequence[Diagnostic], document: Document, can: Abilities
) -> list[types.Diagnostic]:
    """Write the findings of a document for an editor."""
    beside: dict[Span | None, list[Diagnostic]] = {}
    for finding in findings:
        beside.setdefault(finding.sentence, []).append(finding)
    return [
        types.Diagnostic(
            range=places.range(finding.span),
            message=finding.message,
            severity=SEVERITIES[finding.severity],
            code=finding.rule,
            code_description=types.CodeDescription(finding.url) if can.links and finding.url else None,
            source=SOURCE,
            tags=[types.DiagnosticTag.Unnecessary] if can.tags and finding.rule == UNUSED else None,
            related_information=[
                types.DiagnosticRelatedInformation(types.Location(uri, places.range(span)), text)
                for span, text in _related(finding, beside[finding.sentence], document)
            ]
            if can.related
            else None,
            data={"labels": list(finding.labels)},
        )
        for finding in findings
    ]


def _related(finding: Diagnostic, beside: Sequence[Diagnostic], document: Document) -> Iterator[tuple[Span, str]]:
    """Give milder findings on the same words, the other findings of the sentence, and the section of the document."""
    for related in finding.related:
        yield related.span, f"{related.rule}: {related.message}"
    for other in beside if finding.sentence is not None else ():
        if other is not finding:
            yield other.span, f"{other.rule}: {other.message}"
    heading = heading_over(document, finding.span) if finding.rule.startswith("structure/") else None
    if heading is not None:
        yield heading


def heading_over(document: Document, span: Span) -> tuple[Span, str] | None:
    """Find the heading of the section in which a span stands, unless the span is that heading."""
    before = [block for block in document.blocks if block.span.start <= span.start]
    number = document.section_of(before[-1]).heading if before else None
    if number is None or document.blocks[number].span.overlaps(span):
        return None
    heading = document.blocks[number]
    return heading.span, f"in the section '{document.section_of(heading).title or heading.text}'"


def refused(error: UserError, places: Places) -> types.Diagnostic:
    """Write for an editor why a document is not looked at, on its first line."""
    line = places.source.text[:WIDTH].splitlines()[:1]
    return _problem(error, places, Span(0, len(line[0]) if line else 0), code="unreadable")


def complaint(error: UserError, places: Places) -> types.Diagnostic:
    """Write a problem in a file that a user wrote for an editor, from its place to the end of the word."""
    source = places.source
    start = _offset(source, error)
    end = start
    while end < len(source.text) and not (source.text[end].isspace() or source.text[end] in ",]}#"):
        end += 1
    return _problem(error, places, Span(start, max(end, start)), code="settings")


def _problem(error: UserError, places: Places, span: Span, *, code: str) -> types.Diagnostic:
    return types.Diagnostic(
        range=places.range(span),
        message=f"{error.problem}\n{error.hint}" if error.hint else error.problem,
        severity=types.DiagnosticSeverity.Error,
        code=code,
        source=SOURCE,
    )


def _offset(source: Source, error: UserError) -> int:
    if error.at is None or error.at.line is None:
        return 0
    line = min(error.at.line, len(source.line_starts)) - 1
    return min(source.line_starts[line] + (error.at.column or 1) - 1, len(source.text))
