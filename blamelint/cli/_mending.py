"""`--fix`, `--unsafe-fixes` and `--diff` of `blamelint lint`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from blamelint.cli._console import BROKEN, CLEAN, FOUND, counted, stdout
from blamelint.diagnostic import Applicability, FileError, FileReport, Fix
from blamelint.errors import UserError
from blamelint.fixing import Mended, difference, mend, rewrite_file
from blamelint.renderers._screen import visible
from blamelint.settings import Settings
from blamelint.source import Source

Linted = tuple[FileReport | FileError, Settings]
Again = Callable[[Source, Settings], FileReport]


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
        code = CLEAN
        with stdout() as out:
            for file, _ in linted:
                if isinstance(file, FileError):
                    click.echo(visible(file.message), err=True)
                    code = BROKEN
                elif lines := difference(file.source, self._of(file).text):
                    out.writelines(lines)
                    code = max(code, FOUND)
        return code

    def mend(self, linted: Sequence[Linted], *, again: Again) -> list[Linted]:
        """Rewrite files, and give what is left to find in them."""
        done: list[Linted] = []
        applied: list[Fix] = []
        files = 0
        for file, settings in linted:
            if isinstance(file, FileError) or not (mended := self._of(file)).fixes:
                done.append((file, settings))
                continue
            after, written = self._rewritten(file, mended, settings, again)
            done.append((after, settings))
            if written:
                files += 1
                applied += mended.fixes
        if applied:
            click.echo(_summary(applied, files), err=True)
        return done

    def _of(self, file: FileReport) -> Mended:
        return mend(file.source, file.diagnostics, unsafe=self.unsafe)

    def _rewritten(
        self, file: FileReport, mended: Mended, settings: Settings, again: Again
    ) -> tuple[FileReport | FileError, bool]:
        path = file.source.path
        try:
            rewrite_file(Path(path), file.source, mended.text)
        except UserError as error:
            click.echo(visible(f"{error.at}: {error.problem}"), err=True)
            return FileError(path, f"{error.at}: {error.problem}", error.hint), False
        report = again(replace(file.source, text=mended.text), settings)
        return report, True


def _summary(applied: Sequence[Fix], files: int) -> str:
    """Say how many fixes were made, and of which kind."""
    safe = sum(fix.applicability is Applicability.SAFE for fix in applied)
    kinds = ", ".join(
        part for part in (safe and f"{safe} safe", len(applied) - safe and f"{len(applied) - safe} rewritten") if part
    )
    return f"Fixed {counted(len(applied), 'place')} in {counted(files, 'file')} ({kinds})."
