"""Code Quality for GitLab, as its merge requests show it."""

from __future__ import annotations

import hashlib
from typing import Any, TextIO

from blamelint.diagnostic import FileError, Report, Severity
from blamelint.renderers._findings import Finding, findings, lines, said, shown_path
from blamelint.renderers._json import dumps
from blamelint.renderers._screen import failure, visible
from blamelint.source import Source

LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.SUGGESTION: "info"}


def render(report: Report, out: TextIO, **_: object) -> None:
    """Write one array with an issue for each finding."""
    issues: list[dict[str, Any]] = []
    for file in report.files:
        if isinstance(file, FileError):
            issues.append(_unreadable(file))
        else:
            issues += [_issue(file.source, finding) for finding in findings(file) if not finding.suppressed]
    out.write(dumps(issues) + "\n")


def _issue(source: Source, finding: Finding) -> dict[str, Any]:
    diagnostic, path = finding.diagnostic, shown_path(source.path)
    begin, end = lines(source, diagnostic.span)
    return {
        "description": said(diagnostic),
        "check_name": diagnostic.rule,
        "fingerprint": _fingerprint(path, finding.fingerprint),
        "severity": LEVELS[diagnostic.severity],
        "location": {"path": path, "lines": {"begin": begin, "end": end}},
    }


def _unreadable(file: FileError) -> dict[str, Any]:
    path = shown_path(file.path)
    return {
        "description": visible(failure(file)),
        "check_name": "unreadable",
        "fingerprint": _fingerprint(path, "unreadable"),
        "severity": "critical",
        "location": {"path": path, "lines": {"begin": 1, "end": 1}},
    }


def _fingerprint(path: str, name: str) -> str:
    """GitLab takes one fingerprint for one issue: the same sentence in two files needs two."""
    return hashlib.sha256(f"{path}\0{name}".encode()).hexdigest()[:32]
