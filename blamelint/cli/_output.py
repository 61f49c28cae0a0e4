"""Reports in files, beside the one on standard output."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from blamelint.atomic import replace_file
from blamelint.diagnostic import Report
from blamelint.errors import Location, UserError, nearest
from blamelint.renderers import formats, render


@dataclass(frozen=True, slots=True)
class Output:
    """One file to write."""

    format: str
    """One of `formats()`."""

    file: Path
    """As the user gave it."""


def parse_outputs(values: Iterable[str], *, usual: str) -> tuple[Output, ...]:
    """Read each `FORMAT=FILE`; raises `UserError`. `usual` is the format of standard output, for a hint."""
    outputs: dict[Path, Output] = {}
    for value in values:
        output = _parse(value, usual=usual)
        other = outputs.setdefault(output.file.absolute(), output)
        if other is not output:
            problem = f"--output-file names this file twice, for {other.format} and {output.format}"
            raise UserError(problem, at=Location(str(output.file)))
    return tuple(outputs.values())


def refuse_linted(outputs: Iterable[Output], files: Iterable[str]) -> None:
    """Raise `UserError` when an output would take the place of a file that is linted, by whatever name."""
    linted = {os.path.realpath(file): file for file in files}
    for output in outputs:
        if os.path.realpath(output.file) in linted or _same_as_one(output.file, linted.values()):
            hint = "name another file for the report"
            raise UserError("--output-file names a file that is linted", at=Location(str(output.file)), hint=hint)


def _same_as_one(file: Path, others: Iterable[str]) -> bool:
    """Tell whether a file is one of several, as hard links are, and names on file systems that ignore case."""
    return file.exists() and any(os.path.exists(other) and os.path.samefile(file, other) for other in others)


def _parse(value: str, *, usual: str) -> Output:
    format, equals, file = value.partition("=")
    if not equals:
        raise _misshapen(value, f"{usual}={value}")
    if not file:
        raise _misshapen(value, f"{value}FILE")
    if format not in formats():
        hint = nearest(format, formats()) or f"one of {', '.join(formats())}"
        raise UserError(f"unknown format '{format}' in --output-file", hint=hint)
    return Output(format, Path(file))


def _misshapen(value: str, example: str) -> UserError:
    return UserError(f"--output-file takes FORMAT=FILE, not '{value}'", hint=f"for example --output-file {example}")


def write(report: Report, output: Output, *, statistics: bool) -> None:
    """Write a report to its file, and the folders above it; raises `UserError` when that cannot be done."""
    text = io.StringIO()
    render(output.format, report, text, statistics=statistics)
    try:
        if not output.file.parent.exists():
            output.file.parent.mkdir(parents=True)
        replace_file(output.file, text.getvalue().encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise UserError(f"cannot write the report: {error.strerror}", at=Location(str(output.file))) from None
