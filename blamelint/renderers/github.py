"""Annotations on GitHub: workflow commands that the runner of GitHub Actions reads from the log."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from blamelint.diagnostic import Diagnostic, FileError, FileReport, Report, Severity
from blamelint.renderers._findings import lines, shown_path
from blamelint.renderers._screen import failure, notes, plural, summary, visible
from blamelint.source import Source

LIMIT = 10
"""GitHub shows this many annotations of each level for one step, and drops the rest in silence."""

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "notice"}


def render(report: Report, out: TextIO, **_: object) -> None:
    """Write one annotation for each finding, the gravest first, and how many more there are than GitHub shows."""
    found = list(_annotations(report))
    for severity in LEVELS:
        out.writelines(f"{line}\n" for level, line in [one for one in found if one[0] is severity][:LIMIT])
    left_out = _left_out([severity for severity, _ in found])
    if left_out:
        out.write(f"Not annotated: {left_out}; GitHub shows {LIMIT} of each level for one step.\n")
    out.write(summary(report) + "\n")


def _annotations(report: Report) -> Iterator[tuple[Severity, str]]:
    """Files that could not be read come first: nothing is known of what is in them."""
    for file in report.files:
        if isinstance(file, FileError):
            place = {"file": shown_path(file.path), "title": "unreadable"}
            yield Severity.ERROR, _command("error", place, visible(failure(file)))
    for file in report.files:
        if isinstance(file, FileReport):
            for diagnostic in file.diagnostics:
                yield diagnostic.severity, _annotation(file.source, diagnostic)


def _annotation(source: Source, diagnostic: Diagnostic) -> str:
    first, last = lines(source, diagnostic.span)
    properties = {"file": shown_path(source.path), "line": str(first), "endLine": str(last)}
    # GitHub takes columns only within one line.
    if first == last:
        properties["col"] = str(source.position(diagnostic.span.start).column)
        properties["endColumn"] = str(source.position(diagnostic.span.end).column)
    properties["title"] = diagnostic.rule
    told = [diagnostic.message, *(f"{label}: {text}" for label, text in notes(diagnostic))]
    return _command(LEVELS[diagnostic.severity], properties, "\n".join(visible(line) for line in told))


def _command(name: str, properties: dict[str, str], message: str) -> str:
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _left_out(severities: list[Severity]) -> str:
    more = {severity: severities.count(severity) - LIMIT for severity in LEVELS}
    return ", ".join(plural(count, str(severity)) for severity, count in more.items() if count > 0)
