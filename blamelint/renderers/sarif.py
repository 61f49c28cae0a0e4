"""SARIF 2.1.0, the format of code scanning services and of many editors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from blamelint import __version__
from blamelint.diagnostic import (
    Diagnostic,
    FileError,
    FileReport,
    Fix,
    Report,
    RuleHelp,
    Severity,
    Suppressed,
    SuppressedBy,
)
from blamelint.renderers._findings import HOMEPAGE, Finding, findings, said, uri
from blamelint.renderers._json import dumps
from blamelint.renderers._screen import failure, visible
from blamelint.source import Source, Span

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

FINGERPRINT = "blamelint/v1"
"""Changes when `blamelint.fingerprint` gives other names."""

ROOT = "%SRCROOT%"
"""What relative addresses start from; services know it as the root of the repository."""

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "note"}
KINDS = {SuppressedBy.COMMENT: "inSource", SuppressedBy.BASELINE: "external"}


def render(report: Report, out: TextIO, **_: object) -> None:
    """Write one log with one run; what is suppressed is in it, and marked so."""
    out.write(dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report)]}) + "\n")


def _run(report: Report) -> dict[str, Any]:
    found = [(file, finding) for file in report.files if isinstance(file, FileReport) for finding in findings(file)]
    rules = sorted({finding.diagnostic.rule for _, finding in found})
    return {
        "tool": {"driver": _driver([report.rules.get(rule, rule) for rule in rules])},
        "automationDetails": {"id": "blamelint/"},
        "invocations": [_invocation([file for file in report.files if isinstance(file, FileError)])],
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(file.source, finding, index=rules.index(finding.diagnostic.rule), baseline=report.baseline)
            for file, finding in found
        ],
    }


def _driver(rules: Iterable[RuleHelp | str]) -> dict[str, Any]:
    return {
        "name": "blamelint",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": HOMEPAGE,
        "rules": [{"id": rule} if isinstance(rule, str) else _rule(rule) for rule in rules],
        "notifications": [
            {"id": "unreadable", "name": "UnreadableFile", "shortDescription": _text("A file could not be read.")}
        ],
    }


def _rule(rule: RuleHelp) -> dict[str, Any]:
    pack = rule.id.partition("/")[0]
    described = {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in re.split("[/-]", rule.id)),
        "shortDescription": _text(rule.summary),
        "fullDescription": _text(_joined(rule.why or rule.summary)),
        "help": _help(rule),
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": sorted({pack, *rule.labels})},
    }
    return {**described, "helpUri": rule.url} if rule.url else described


def _help(rule: RuleHelp) -> dict[str, str]:
    """Say what, why, and what to do where a sentence is right as it is."""
    told = [rule.summary, *([_joined(rule.why)] if rule.why else [])]
    comment = f"<!-- blamelint: allow {rule.id} -- reason -->"
    plain = [*told, f"Where a sentence is right as it is, allow it: {comment}"]
    marked = [*told, f"Where a sentence is right as it is, allow it: `{comment}`"]
    if rule.url:
        plain.append(f"Examples and rewrites: {rule.url}")
        marked.append(f"[Examples and rewrites]({rule.url})")
    return {**_text("\n\n".join(plain)), "markdown": _braces("\n\n".join(marked))}


def _invocation(failed: Sequence[FileError]) -> dict[str, Any]:
    notifications = [
        {
            "descriptor": {"id": "unreadable", "index": 0},
            "level": "error",
            "message": _text(visible(failure(file))),
            "locations": [{"physicalLocation": {"artifactLocation": _artifact(file.path)}}],
        }
        for file in failed
    ]
    return {"executionSuccessful": not failed, "toolExecutionNotifications": notifications}


def _result(source: Source, finding: Finding, *, index: int, baseline: bool) -> dict[str, Any]:
    diagnostic, suppressed = finding.diagnostic, finding.suppressed
    result: dict[str, Any] = {
        "ruleId": diagnostic.rule,
        "ruleIndex": index,
        "level": LEVELS[diagnostic.severity],
        "message": _text(said(diagnostic)),
        "locations": [_found_at(source, diagnostic)],
        "relatedLocations": _related(source, diagnostic),
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "fixes": [_fix(source, fix) for fix in diagnostic.fixes],
        # A viewer takes a result without the list for one of which nothing is known.
        "suppressions": [_suppression(suppressed)] if suppressed else [],
        "properties": {"labels": list(diagnostic.labels), "question": diagnostic.question},
    }
    if baseline:
        old = suppressed is not None and suppressed.by is SuppressedBy.BASELINE
        result["baselineState"] = "unchanged" if old else "new"
    return result


def _suppression(suppressed: Suppressed) -> dict[str, str]:
    marked = {"kind": KINDS[suppressed.by], "status": "accepted"}
    return {**marked, "justification": visible(suppressed.reason)} if suppressed.reason else marked


def _related(source: Source, diagnostic: Diagnostic) -> list[dict[str, Any]]:
    return [
        {
            **_location(source, related.span),
            "id": number,
            "message": _text(visible(f"{related.rule}: {related.message}")),
        }
        for number, related in enumerate(diagnostic.related, 1)
    ]


def _fix(source: Source, fix: Fix) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(source, edit.span), "insertedContent": {"text": edit.text}} for edit in fix.edits
    ]
    return {
        "description": _text(visible(fix.title)),
        "artifactChanges": [{"artifactLocation": _artifact(source.path), "replacements": replacements}],
        "properties": {"applicability": str(fix.applicability)},
    }


def _found_at(source: Source, diagnostic: Diagnostic) -> dict[str, Any]:
    """Give the place of a finding, with its sentence when it is a part of one."""
    location = _location(source, diagnostic.span)
    if diagnostic.sentence and diagnostic.sentence != diagnostic.span:
        location["physicalLocation"]["contextRegion"] = _snippet(source, diagnostic.sentence)
    return location


def _location(source: Source, span: Span) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": _artifact(source.path), "region": _snippet(source, span)}}


def _snippet(source: Source, span: Span) -> dict[str, Any]:
    return {**_region(source, span), "snippet": {"text": source.slice(span)}}


def _region(source: Source, span: Span) -> dict[str, int]:
    start, end = source.position(span.start), source.position(span.end)
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def _artifact(path: str) -> dict[str, str]:
    address = uri(path)
    return {"uri": address} if address.startswith(("file:", "../")) else {"uri": address, "uriBaseId": ROOT}


def _text(text: str) -> dict[str, str]:
    """Make a message of plain text, in which words of a document can be neither a placeholder nor a link."""
    return {"text": _braces(re.sub(r"[\[\]](?=.*\]\()|\](?=\()", r"\\\g<0>", text))}


def _braces(text: str) -> str:
    """Double the braces, which stand for placeholders otherwise (SARIF 2.1.0, 3.11.5)."""
    return text.replace("{", "{{").replace("}", "}}")


def _joined(text: str) -> str:
    return " ".join(text.split())
