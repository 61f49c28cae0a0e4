"""Files that pass through a report one by one, so that an archive of any size takes no more memory than a few."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

from blamelint.diagnostic import Diagnostic, FileError, FileReport, Severity, Suppressed, SuppressedBy
from blamelint.source import Source, Span

File = FileReport | FileError

FORMATS = frozenset({"concise", "json", "jsonl", "text"})
"""Formats that look at the findings of each file once, in order, and afterwards only count."""


class Passing(Collection[File]):
    """Files that are linted when they are asked for; once they have passed, what can be counted of them is left."""

    def __init__(self, coming: Iterator[File]) -> None:
        self._coming = coming
        self._passed: list[File] = []

    def __iter__(self) -> Iterator[File]:
        """Give what was left of those that have passed, and then those that come, whole."""
        yield from self._passed
        for file in self._coming:
            self._passed.append(_counted(file))
            yield file

    def __len__(self) -> int:
        return len(self._passed)

    def __contains__(self, file: object) -> bool:
        return file in self._passed


def _counted(file: File) -> File:
    """Leave of a file what counts: rules and severities, and what suppresses."""
    if isinstance(file, FileError):
        return file
    return FileReport(
        Source(file.source.path, ""),
        tuple(_bare(found.rule, found.severity) for found in file.diagnostics),
        tuple(_known(known.diagnostic.rule, known.diagnostic.severity, known.by) for known in file.suppressed),
    )


@cache
def _bare(rule: str, severity: Severity) -> Diagnostic:
    return Diagnostic(rule, severity, (), "", Span(0, 0))


@cache
def _known(rule: str, severity: Severity, by: SuppressedBy) -> Suppressed:
    return Suppressed(_bare(rule, severity), by)
