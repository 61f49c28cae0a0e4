"""`--fix`, `--unsafe-fixes` and `--diff` of `blamelint lint`."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

import click

from blamelint.cli._console import BROKEN, CLEAN, FOUND, counted, near, stdout
from blamelint.cli._inputs import Input
from blamelint.diagnostic import Applicability, FileError, FileReport, Fix
from blamelint.errors import UserError
from blamelint.fixing import Mended, chosen, difference, mend, rewrite_file
from blamelint.renderers._screen import tame, visible
from blamelint.settings import Settings
from blamelint.source import Source

Linted = tuple[FileReport | FileError, Settings]
Lint = Callable[[Source, Settings], FileReport]
Reports = dict[int, FileReport | FileError]
"""What was found in the texts that changed, by their place among the inputs."""


@dataclass(frozen=True, slots=True)
class Mending:
    """Which fixes are wanted, and whether only to show them."""

    unsafe: bool
    """Suggested rewrites as well as safe edits."""

    diff: bool
    """Change nothing."""

    @classmethod
    def asked(cls, *, fix: bool, unsafe: bool, diff: bool) -> Mending | None:
        """Read the options; None when no fixes are wanted."""
        return cls(unsafe, diff) if fix or unsafe or diff else None

    def show(self, linted: Sequence[Linted]) -> int:
        """Write a unified diff; the exit code says whether it holds anything."""
        code, changed = CLEAN, 0
        with stdout() as out:
            for file, _ in linted:
                if isinstance(file, FileError):
                    click.echo(visible(file.message), err=True)
                    code = BROKEN
                elif lines := difference(replace(file.source, path=near(file.source.path)), self._of(file).text):
                    changed += _write_patch(lines, out)
                    code = max(code, FOUND)
        if changed:
            shown = f"{counted(changed, 'line')} with control characters shown as escapes"
            click.echo(f"{shown}; the patch applies when it is written to a file: --diff > FILE.", err=True)
        rewritten = 0 if self.unsafe or code == FOUND else sum(_rewritten(file) for file, _ in linted)
        if rewritten:
            there = f"{counted(rewritten, 'finding')} {'has' if rewritten == 1 else 'have'} suggested rewrites"
            click.echo(f"Nothing is safe to fix; {there}: --unsafe-fixes --diff shows them.", err=True)
        return code

    def mend(self, inputs: Sequence[Input], linted: Sequence[Linted], *, again: Lint) -> Reports:
        """Put the fixes into effect, and give the whole reports of the texts that changed.

        What standard input held goes to standard output, also when there was nothing to fix.
        """
        after: Reports = {}
        applied: list[tuple[Fix, ...]] = []
        rewritten: dict[str, str] = {}
        for place, (one, (file, settings)) in enumerate(zip(inputs, linted, strict=True)):
            if isinstance(file, FileError):
                if one.is_stdin:
                    _write_out(one.raw or b"")
                continue
            mended, real = self._of(file), os.path.realpath(file.source.path)
            if not one.is_stdin and real in rewritten:  # by another name, which is a link
                after[place] = again(replace(file.source, text=rewritten[real]), settings)
            elif mended.fixes or one.is_stdin:
                after[place] = put(one, file.source, mended.text, settings, again=again)
                if mended.fixes and isinstance(after[place], FileReport):
                    applied.append(mended.fixes)
                    rewritten[real] = mended.text
        if applied:
            click.echo(_summary(applied), err=True)
        return after

    def _of(self, file: FileReport) -> Mended:
        return mend(file.source, file.diagnostics, unsafe=self.unsafe)


def _rewritten(file: FileReport | FileError) -> int:
    """Count the findings that only --unsafe-fixes would mend."""
    found = file.diagnostics if isinstance(file, FileReport) else ()
    return sum(chosen(diagnostic, unsafe=True) is not None for diagnostic in found)


def put(one: Input, source: Source, text: str, settings: Settings, *, again: Lint) -> FileReport | FileError:
    """Put a new text in the place of what was read, and lint it; a file that cannot take it is left alone."""
    try:
        if one.is_stdin:
            _write_out(text.encode("utf-8"))
        else:
            rewrite_file(Path(source.path), source, text)
    except UserError as error:
        problem = f"{error.at or source.path}: {error.problem}"
        click.echo(visible(problem), err=True)
        return FileError(source.path, problem, error.hint)
    return again(replace(source, text=text), settings)


def _write_patch(lines: Sequence[str], out: TextIO) -> int:
    """Write a patch, and tell how many lines of it would have been obeyed and were not written as they are.

    A file is not obeyed; a log is, and a pipe may lead to one.
    """
    written = lines if _is_file(out) else [tame(line) for line in lines]
    out.writelines(written)
    return sum(line != old for line, old in zip(written, lines, strict=True))


def _is_file(out: TextIO) -> bool:
    try:
        return stat.S_ISREG(os.fstat(out.fileno()).st_mode)
    except (OSError, ValueError):
        return False


def _write_out(raw: bytes) -> None:
    """Write to standard output, byte by byte, what was read but for the fixes."""
    with stdout() as out:
        if isinstance(out, io.TextIOWrapper):
            out.flush()
            out.buffer.write(raw)
        else:
            out.write(raw.decode("utf-8", "replace"))


def _summary(applied: Sequence[Sequence[Fix]]) -> str:
    """Say how many fixes were made, in how many files, and of which kind."""
    fixes = [fix for fixes in applied for fix in fixes]
    safe = sum(fix.applicability is Applicability.SAFE for fix in fixes)
    kinds = ", ".join(
        part for part in (safe and f"{safe} safe", len(fixes) - safe and f"{len(fixes) - safe} rewritten") if part
    )
    return f"Fixed {counted(len(fixes), 'place')} in {counted(len(applied), 'file')} ({kinds})."
