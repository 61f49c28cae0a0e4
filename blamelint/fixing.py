"""From findings to a better text: which edits go together, and how they reach the file."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from blamelint.atomic import replace_file
from blamelint.diagnostic import Applicability, Diagnostic, Edit, Fix
from blamelint.errors import Location, UserError
from blamelint.source import Source

_ODD = re.compile(r'[\x00-\x1f\x7f"\\\ud800-\udfff]')
"""What git does not write as it is in the name of a file."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A text after some fixes."""

    text: str
    """All of it."""

    fixes: tuple[Fix, ...]
    """What was applied, each once, in reading order."""


def chosen(diagnostic: Diagnostic, *, unsafe: bool) -> Fix | None:
    """Choose the fix to apply without asking: a safe one, or with `unsafe` the best rewrite."""
    safe = [fix for fix in diagnostic.fixes if fix.applicability is Applicability.SAFE]
    suggested = [fix for fix in diagnostic.fixes if fix.applicability is Applicability.SUGGESTED]
    # A rewrite holds what is safe in its sentence as well.
    return next(iter(suggested + safe if unsafe else safe), None)


def mend(source: Source, diagnostics: Iterable[Diagnostic], *, unsafe: bool = False) -> Mended:
    """Apply to a text what its findings offer; where two fixes touch the same words, the first in the text counts."""
    wanted = [fix for diagnostic in diagnostics if (fix := chosen(diagnostic, unsafe=unsafe))]
    applied: list[Fix] = []
    for fix in sorted(wanted, key=lambda fix: (fix.edits[0].span.start, -len(fix.edits))):
        if all(apart(fix, other) for other in applied):
            applied.append(fix)
    return Mended(apply(source.text, [edit for fix in applied for edit in fix.edits]), tuple(applied))


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Apply edits that lie apart."""
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def apart(one: Fix, other: Fix) -> bool:
    """Tell whether two fixes can both be applied."""
    return not any(_meet(a, b) for a in one.edits for b in other.edits)


def _meet(one: Edit, other: Edit) -> bool:
    """Whether two edits touch the same text; two insertions at one place would be applied in any order."""
    return one.span.overlaps(other.span) or one.span.start == other.span.start


def difference(source: Source, text: str) -> Sequence[str]:
    """Write a unified diff from a source to its new text, line by line with their endings."""
    import difflib

    # As git has it: `git apply` takes no absolute paths.
    name = source.path.removeprefix("/")
    found = difflib.unified_diff(_lines(source.text), _lines(text), _quoted(f"a/{name}"), _quoted(f"b/{name}"))
    return [_ended(line) for line in found]


def _quoted(name: str) -> str:
    """Write the name of a file as git does in a patch."""
    if not _ODD.search(name):
        # `patch` ends a name at a space unless a tab follows.
        return name + ("\t" if " " in name else "")
    raw = "".join(_octal(char) if _ODD.match(char) else char for char in name)
    return f'"{raw}"'


def _octal(char: str) -> str:
    return "".join(f"\\{byte:03o}" for byte in os.fsencode(char))


def _lines(text: str) -> list[str]:
    """Lines as diffs know them: nothing but a line feed ends one."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _ended(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def rewrite_file(path: Path, source: Source, text: str) -> None:
    """Put a new text in the place of a file, whole or not at all; encoding, line endings and mode stay.

    Raises `UserError` when the file is not what was read any more, or cannot be written.
    """
    at = Location(str(path))
    try:
        if path.read_bytes() != source.text.encode("utf-8"):
            raise UserError("the file has changed meanwhile and was left alone", at=at, hint="run blamelint again")
        replace_file(path, text.encode("utf-8"), durable=True)
    except OSError as error:
        raise UserError(f"cannot write the file: {error.strerror}", at=at) from None
