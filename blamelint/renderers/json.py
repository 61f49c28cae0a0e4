"""Findings for other programs."""

from __future__ import annotations

from typing import Any, TextIO

from blamelint import __version__
from blamelint.diagnostic import Diagnostic, FileError, FileReport, Fix, Report, Severity, Suppressed
from blamelint.renderers._json import dumps
from blamelint.renderers._screen import failure, ranking, severities
from blamelint.source import Source, Span


def render(report: Report, out: TextIO, *, color: bool = False, statistics: bool = False, width: int = 120) -> None:
    """Write one JSON object, file by file; the findings stay in it when `statistics` are added."""
    out.write(f'{{\n  "version": {dumps(__version__)},\n  "files": [')
    between = ""
    for file in report.files:
        out.write(f"{between}\n    {_indented(_error(file) if isinstance(file, FileError) else _file(file), 4)}")
        between = ","
    out.write("\n  ]" if between else "]")
    out.write(f',\n  "summary": {_indented(_summary(report), 2)}')
    if statistics:
        out.write(f',\n  "statistics": {_indented(_statistics(report), 2)}')
    out.write("\n}\n")


def _indented(data: Any, by: int) -> str:
    return dumps(data).replace("\n", "\n" + " " * by)


def _statistics(report: Report) -> list[dict[str, Any]]:
    ranked = ranking(report)
    return [{"rule": rule, "severity": str(severity), "count": count} for (rule, severity), count in ranked]


def _error(file: FileError) -> dict[str, Any]:
    return {"path": file.path, "diagnostics": [], "suppressed": [], "error": failure(file)}


def _file(file: FileReport) -> dict[str, Any]:
    found = [diagnostic_data(file.source, diagnostic) for diagnostic in file.diagnostics]
    known = [suppressed_data(file.source, suppressed) for suppressed in file.suppressed]
    return {"path": file.source.path, "diagnostics": found, "suppressed": known, "error": None}


def suppressed_data(source: Source, suppressed: Suppressed) -> dict[str, Any]:
    """Give a finding that does not count, with what suppresses it and why."""
    finding = diagnostic_data(source, suppressed.diagnostic)
    return {**finding, "by": str(suppressed.by), "reason": suppressed.reason}


def diagnostic_data(source: Source, diagnostic: Diagnostic) -> dict[str, Any]:
    """Give a finding in the shape that docs/reports.md shows."""
    return {
        "rule": diagnostic.rule,
        "severity": str(diagnostic.severity),
        "labels": list(diagnostic.labels),
        "message": diagnostic.message,
        "range": _range(source, diagnostic.span),
        "text": source.slice(diagnostic.span),
        "question": diagnostic.question,
        "fixes": [_fix(source, fix) for fix in diagnostic.fixes],
        "related": [
            {"rule": related.rule, "message": related.message, "range": _range(source, related.span)}
            for related in diagnostic.related
        ],
        "url": diagnostic.url,
    }


def _fix(source: Source, fix: Fix) -> dict[str, Any]:
    edits = [{"range": _range(source, edit.span), "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "applicability": str(fix.applicability), "edits": edits}


def _range(source: Source, span: Span) -> dict[str, Any]:
    return {"start": _position(source, span.start), "end": _position(source, span.end)}


def _position(source: Source, offset: int) -> dict[str, int]:
    at = source.position(offset)
    return {"line": at.line, "column": at.column, "offset": at.offset}


def _summary(report: Report) -> dict[str, int]:
    found = severities(report)
    return {
        "files": len(report.files),
        "findings": found.total(),
        **{f"{severity!s}s": found[severity] for severity in sorted(Severity, reverse=True)},
        "suppressed": sum(len(file.suppressed) for file in report.files if isinstance(file, FileReport)),
        "unreadable": sum(1 for file in report.files if isinstance(file, FileError)),
    }
