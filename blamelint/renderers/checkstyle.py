"""The XML of Checkstyle, which Jenkins, reviewdog and many others read."""

from __future__ import annotations

from typing import TextIO
from xml.etree.ElementTree import Element, SubElement

from blamelint.diagnostic import FileError, Report, Severity
from blamelint.renderers import _xml
from blamelint.renderers._findings import said, shown_path
from blamelint.renderers._screen import failure

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "info"}


def render(report: Report, out: TextIO, **_: object) -> None:
    """Write one file element for each file, with one error element for each finding."""
    root = Element("checkstyle", version="4.3")
    for file in report.files:
        path = file.path if isinstance(file, FileError) else file.source.path
        parent = SubElement(root, "file", name=_xml.clean(shown_path(path)))
        if isinstance(file, FileError):
            _error(parent, 1, 1, Severity.ERROR, failure(file), "unreadable")
            continue
        for diagnostic in file.diagnostics:
            at = file.source.position(diagnostic.span.start)
            _error(parent, at.line, at.column, diagnostic.severity, said(diagnostic), diagnostic.rule)
    _xml.write(root, out)


def _error(parent: Element, line: int, column: int, severity: Severity, message: str, rule: str) -> None:
    SubElement(
        parent,
        "error",
        line=str(line),
        column=str(column),
        severity=LEVELS[severity],
        message=_xml.clean(message),
        source=_xml.clean(f"blamelint.{rule}"),
    )
