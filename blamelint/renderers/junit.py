"""The XML of JUnit: a suite for each file, a failed case for each finding, a skipped one for what is suppressed."""

from __future__ import annotations

from typing import TextIO
from xml.etree.ElementTree import Element, SubElement

from blamelint.diagnostic import Diagnostic, FileError, FileReport, Report
from blamelint.renderers import _xml
from blamelint.renderers._findings import shown_path
from blamelint.renderers._screen import failure, notes
from blamelint.source import Source


def render(report: Report, out: TextIO, **_: object) -> None:
    """Write the suites; a file without findings has one case that passes."""
    root = Element("testsuites", name="blamelint")
    for file in report.files:
        path = file.path if isinstance(file, FileError) else file.source.path
        suite = SubElement(root, "testsuite", name=_xml.clean(shown_path(path)))
        _add_error(suite, file) if isinstance(file, FileError) else _add_cases(suite, file)
        _count(suite, [suite])
    _count(root, list(root))
    _xml.write(root, out)


def _add_error(suite: Element, file: FileError) -> None:
    error = SubElement(_case(suite, "unreadable"), "error", type="unreadable", message=_xml.clean(file.message))
    error.text = _xml.clean(failure(file))


def _add_cases(suite: Element, file: FileReport) -> None:
    for diagnostic in file.diagnostics:
        case = _case(suite, _name(file.source, diagnostic))
        failed = SubElement(case, "failure", type=diagnostic.rule, message=_xml.clean(diagnostic.message))
        failed.text = "\n".join(_xml.clean(line) for line in _told(file.source, diagnostic))
    for suppressed in file.suppressed:
        case = _case(suite, _name(file.source, suppressed.diagnostic))
        reason = f"{suppressed.by!s}: {suppressed.reason}" if suppressed.reason else str(suppressed.by)
        SubElement(case, "skipped", message=_xml.clean(reason))
    if not len(suite):
        _case(suite, "no findings")


def _case(suite: Element, name: str) -> Element:
    return SubElement(suite, "testcase", classname=suite.attrib["name"], name=_xml.clean(name), time="0")


def _name(source: Source, diagnostic: Diagnostic) -> str:
    at = source.position(diagnostic.span.start)
    return f"{diagnostic.rule} at {at.line}:{at.column}"


def _told(source: Source, diagnostic: Diagnostic) -> list[str]:
    at = source.position(diagnostic.span.start)
    return [
        f"{source.path}:{at.line}:{at.column}: {diagnostic.severity!s}: {diagnostic.message}",
        *(f"{label}: {text}" for label, text in notes(diagnostic)),
    ]


def _count(element: Element, suites: list[Element]) -> None:
    """Write how many cases there are, and how they ended."""
    tags = {"tests": "testcase", "failures": "failure", "errors": "error", "skipped": "skipped"}
    for attribute, tag in tags.items():
        element.set(attribute, str(sum(1 for suite in suites for _ in suite.iter(tag))))
