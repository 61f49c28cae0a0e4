"""One line for each finding, `path:line:column: severity rule message`, as editors and grep like it."""

from __future__ import annotations

from typing import TextIO

from blamelint.diagnostic import FileError, Report
from blamelint.renderers._screen import failure, statistics_lines, styled, visible


def render(report: Report, out: TextIO, *, color: bool = False, statistics: bool = False, width: int = 120) -> None:
    """Write one line for each finding and each file that could not be read."""
    for file in report.files:
        if isinstance(file, FileError):
            out.write(visible(failure(file)) + "\n")
            continue
        for diagnostic in () if statistics else file.diagnostics:
            at = file.source.position(diagnostic.span.start)
            place = visible(f"{file.source.path}:{at.line}:{at.column}")
            severity = styled(str(diagnostic.severity), str(diagnostic.severity), color=color)
            message = visible(diagnostic.message)
            out.write(f"{place}: {severity} {styled(diagnostic.rule, 'bold', color=color)} {message}\n")
    if statistics:
        out.writelines(f"{line}\n" for line in statistics_lines(report))
