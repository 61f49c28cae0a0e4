"""Diagnostics for reviewdog, with rewrites as suggestions."""

from __future__ import annotations

from typing import Any, TextIO

from blamelint.diagnostic import Diagnostic, FileError, Fix, Report, Severity
from blamelint.renderers._findings import HOMEPAGE, merged, said, shown_path
from blamelint.renderers._json import dumps
from blamelint.renderers._markup import escape
from blamelint.renderers._screen import failure, visible
from blamelint.source import Source, Span

LEVELS = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.SUGGESTION: "INFO"}


def render(report: Report, out: TextIO, **_: object) -> None:
    """Write one result with a diagnostic for each finding."""
    found: list[dict[str, Any]] = []
    for file in report.files:
        if isinstance(file, FileError):
            found.append(_unreadable(file))
        else:
            found += [_diagnostic(file.source, diagnostic) for diagnostic in file.diagnostics]
    out.write(dumps({"source": {"name": "blamelint", "url": HOMEPAGE}, "diagnostics": found}) + "\n")


def _diagnostic(source: Source, diagnostic: Diagnostic) -> dict[str, Any]:
    code = {"value": diagnostic.rule, "url": diagnostic.url} if diagnostic.url else {"value": diagnostic.rule}
    return {
        # reviewdog posts messages as Markdown.
        "message": escape(said(diagnostic)),
        "location": {"path": shown_path(source.path), "range": _range(source, diagnostic.span)},
        "severity": LEVELS[diagnostic.severity],
        "code": code,
        "suggestions": [_suggestion(source, fix) for fix in diagnostic.fixes],
    }


def _unreadable(file: FileError) -> dict[str, Any]:
    return {
        "message": escape(visible(failure(file))),
        "location": {"path": shown_path(file.path)},
        "severity": "ERROR",
        "code": {"value": "unreadable"},
    }


def _suggestion(source: Source, fix: Fix) -> dict[str, Any]:
    span, text = merged(source, fix)
    return {"range": _range(source, span), "text": text}


def _range(source: Source, span: Span) -> dict[str, Any]:
    return {"start": _position(source, span.start), "end": _position(source, span.end)}


def _position(source: Source, offset: int) -> dict[str, int]:
    """Columns are bytes of UTF-8 from 1, and a byte order mark is three of them."""
    line = source.position(offset).line
    before = source.text[source.line_starts[line - 1] : offset]
    return {"line": line, "column": len(before.encode("utf-8")) + 1}
