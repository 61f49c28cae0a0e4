"""Findings for programs that read line by line: one JSON object for each, whole in itself."""

from __future__ import annotations

from typing import Any, TextIO

from blamelint.diagnostic import FileError, FileReport, Report
from blamelint.renderers._json import dumps
from blamelint.renderers._screen import failure
from blamelint.renderers.json import diagnostic_data, suppressed_data


def render(report: Report, out: TextIO, **_: object) -> None:
    """Write one line for each finding, each suppressed finding and each file that could not be read."""
    for file in report.files:
        lines = [{"path": file.path, "error": failure(file)}] if isinstance(file, FileError) else _findings(file)
        out.writelines(dumps(line, indent=None) + "\n" for line in lines)


def _findings(file: FileReport) -> list[dict[str, Any]]:
    source = file.source
    return [
        *({"path": source.path, **diagnostic_data(source, found)} for found in file.diagnostics),
        *({"path": source.path, **suppressed_data(source, known)} for known in file.suppressed),
    ]
