"""Text from documents, made fit for a terminal or a log: it cannot move the cursor or turn the reading direction.

Nor can it give an order to a CI server: those read commands from the log.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from blamelint.diagnostic import Applicability, Diagnostic, FileError, FileReport, Fix, Report, Severity

TAB = 4
"""Columns from one tab stop to the next."""

_STYLES = {
    "bold": "1",
    "dim": "2",
    str(Severity.ERROR): "1;31",
    str(Severity.WARNING): "1;33",
    str(Severity.SUGGESTION): "1;36",
    "cyan": "36",
}

# Joiners shape letters and emoji, a soft hyphen is part of a word; none of them can mislead a reader.
_HARMLESS = frozenset("\u00ad\u200c\u200d")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})

COMMAND = re.compile(r"(?<=#)#(?=\w*\[)")
"""What makes a command of `##[name]` and `##vso[name]`, which GitHub and Azure obey anywhere in a line."""

# GitHub obeys `::name::` where a line begins, and file names begin lines.
_LEADING_COMMAND = re.compile(r"\A(\s*):(?=:)")


def visible(text: str) -> str:
    """Show control characters, bidirectional overrides and orders to CI servers as escapes, as in a Python string."""
    # What is printable has none of the characters to look for; nearly all texts are.
    shown = text if text.isprintable() else "".join(_escaped(char) for char in text)
    shown = _LEADING_COMMAND.sub(r"\1\\x3a", shown) if "::" in shown else shown
    return COMMAND.sub(r"\\x23", shown) if "##" in shown else shown


_OBEYED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def tame(text: str) -> str:
    """Show as escapes only what a terminal or a CI server obeys: for a patch, which is to apply where it can."""
    shown = _OBEYED.sub(lambda char: _escaped(char.group()), text)
    return COMMAND.sub(r"\\x23", _LEADING_COMMAND.sub(r"\1\\x3a", shown))


def _escaped(char: str) -> str:
    if char in _HARMLESS or unicodedata.category(char) not in _HIDDEN:
        return char
    return char.encode("unicode_escape", "surrogatepass").decode("ascii")


def cells(text: str, *, at: int = 0) -> str:
    """Make one line of a document visible, with tabs as spaces up to the next stop; `at` is where it begins."""
    shown = ""
    for index, piece in enumerate(text.split("\t")):
        if index:
            shown += " " * (TAB - (at + columns(shown)) % TAB)
        shown += visible(piece)
    return shown


def columns(text: str) -> int:
    """Count the terminal columns that a visible text takes."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    width = wcswidth(text)
    return width if width >= 0 else len(text)


def styled(text: str, style: str, *, color: bool) -> str:
    """Colour a text, if wanted."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if color and text else text


def plural(count: int, noun: str, nouns: str | None = None) -> str:
    """Write a count with its noun."""
    return f"{count} {noun if count == 1 else nouns or f'{noun}s'}"


def failure(error: FileError) -> str:
    """Write why a file could not be linted, in one line."""
    return f"{error.message} ({error.hint})" if error.hint else error.message


def counts(report: Report) -> Counter[tuple[str, Severity]]:
    """Count the findings of each rule and severity."""
    return Counter(
        (diagnostic.rule, diagnostic.severity)
        for file in report.files
        if isinstance(file, FileReport)
        for diagnostic in file.diagnostics
    )


def ranking(report: Report) -> list[tuple[tuple[str, Severity], int]]:
    """Order the counts of each rule, most frequent first, graver first."""
    return sorted(counts(report).items(), key=lambda item: (-item[1], -item[0][1], item[0][0]))


def severities(report: Report) -> Counter[Severity]:
    """Count the findings of each severity."""
    found: Counter[Severity] = Counter()
    for (_, severity), count in counts(report).items():
        found[severity] += count
    return found


def statistics_lines(report: Report) -> list[str]:
    """Write the counts of each rule, most frequent first."""
    ranked = ranking(report)
    room = len(str(ranked[0][1])) if ranked else 0
    return [f"{count:>{room}}  {severity!s:<10}  {rule}" for (rule, severity), count in ranked]


def summary(report: Report) -> str:
    """Sum up a report in one line."""
    found = severities(report)
    read = [file for file in report.files if isinstance(file, FileReport)]
    failed = len(report.files) - len(read)
    if failed and not read:
        return f"Nothing was linted: {plural(failed, 'file')} could not be read"
    if not report.files:
        return "Nothing was linted: no Markdown files, or all of them are left out by .gitignore or `exclude`"
    if found:
        with_findings = sum(1 for file in read if file.diagnostics)
        parts = ", ".join(plural(found[level], str(level)) for level in sorted(found, reverse=True))
        text = f"{plural(found.total(), 'finding')} in {plural(with_findings, 'file')} ({parts})"
    else:
        text = f"No findings in {plural(len(read), 'file')}"
    return f"{text}; {plural(failed, 'file')} could not be read" if failed else text


def notes(diagnostic: Diagnostic) -> Iterator[tuple[str, str]]:
    """Give what stands beneath a finding, each with its label: how to mend it, what to ask, what else holds."""
    for fix in diagnostic.fixes[:1]:
        yield ("fix" if fix.applicability is Applicability.SAFE else "rewrite"), described(fix)
    if diagnostic.question:
        yield "ask", diagnostic.question
    others = sorted({related.rule for related in diagnostic.related} - {diagnostic.rule})
    if others:
        yield "also", ", ".join(others)


def described(fix: Fix) -> str:
    """Say what a fix makes of the text: by its title alone when that holds it, else with the text."""
    texts = [edit.text.strip() for edit in fix.edits if edit.text.strip()]
    if len(texts) == 1 and texts[0] not in fix.title:
        return f"{fix.title}: {texts[0]}"
    return fix.title.removeprefix("Rewrite: ")  # the label of the line says so already
