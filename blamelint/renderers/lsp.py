"""Diagnostics as the Language Server Protocol has them, for editors that run a command."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TextIO

from blamelint.diagnostic import FileError, FileReport, Fix, Report, Severity
from blamelint.renderers._findings import Finding, findings
from blamelint.renderers._json import dumps
from blamelint.renderers._screen import failure
from blamelint.source import BOM, Source, Span

LEVELS = {Severity.ERROR: 1, Severity.WARNING: 2, Severity.SUGGESTION: 3}


def render(report: Report, out: TextIO, **_: object) -> None:
    """Write one array with the `PublishDiagnosticsParams` of each file; those without findings have an empty list."""
    files = [_unreadable(file) if isinstance(file, FileError) else published(file) for file in report.files]
    out.write(dumps(files) + "\n")


def published(file: FileReport) -> dict[str, Any]:
    """Give the `PublishDiagnosticsParams` of a file."""
    found = [_diagnostic(file.source, finding) for finding in findings(file) if not finding.suppressed]
    return {"uri": _uri(file.source.path), "diagnostics": found}


def _unreadable(file: FileError) -> dict[str, Any]:
    start = {"line": 0, "character": 0}
    failed = {
        "range": {"start": start, "end": start},
        "severity": LEVELS[Severity.ERROR],
        "code": "unreadable",
        "source": "blamelint",
        "message": failure(file),
    }
    return {"uri": _uri(file.path), "diagnostics": [failed]}


def _diagnostic(source: Source, finding: Finding) -> dict[str, Any]:
    diagnostic = finding.diagnostic
    data: dict[str, Any] = {
        "range": _range(source, diagnostic.span),
        "severity": LEVELS[diagnostic.severity],
        "code": diagnostic.rule,
        "source": "blamelint",
        "message": diagnostic.message,
        "relatedInformation": [
            {
                "location": {"uri": _uri(source.path), "range": _range(source, related.span)},
                "message": f"{related.rule}: {related.message}",
            }
            for related in diagnostic.related
        ],
        "data": {
            "fingerprint": finding.fingerprint,
            "labels": list(diagnostic.labels),
            "question": diagnostic.question,
            "fixes": [_fix(source, fix) for fix in diagnostic.fixes],
        },
    }
    if diagnostic.url:
        data["codeDescription"] = {"href": diagnostic.url}
    return data


def _fix(source: Source, fix: Fix) -> dict[str, Any]:
    edits = [{"range": _range(source, edit.span), "newText": edit.text} for edit in fix.edits]
    return {"title": fix.title, "applicability": str(fix.applicability), "edits": edits}


def _range(source: Source, span: Span) -> dict[str, Any]:
    return {"start": _position(source, span.start), "end": _position(source, span.end)}


def _position(source: Source, offset: int) -> dict[str, int]:
    """Lines from 0, characters from 0 in UTF-16; an editor's text has no byte order mark."""
    line = source.position(offset).line
    before = source.text[source.line_starts[line - 1] : offset]
    if line == 1:
        before = before.removeprefix(BOM)
    return {"line": line - 1, "character": len(before.encode("utf-16-le")) // 2}


def _uri(path: str) -> str:
    """Documents have absolute addresses; standard input has none, which editors call untitled."""
    return "untitled:-" if path == "-" else Path(path).absolute().as_uri()
