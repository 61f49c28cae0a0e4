"""Allow comments that are put in: they hold, and the document stays what it is."""

from __future__ import annotations

import pytest

from blamelint.allowing import allowing, shape
from blamelint.api import lint, lint_text
from blamelint.diagnostic import Diagnostic, Severity
from blamelint.fixing import apply
from blamelint.formats.markdown import read_markdown
from blamelint.settings import Settings
from blamelint.source import Source, Span

WORDS = "Dave forgot to run the migration."
HERE = "<!-- blamelint: allow person/omission -- why -->"


def _allowed(text: str, finding: Diagnostic | None = None) -> str:
    [*found] = [finding] if finding else lint_text(text)
    edit = allowing(read_markdown(Source("a.md", text)), found[0], reason="why")
    assert edit
    return apply(text, [edit])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{WORDS}\n", f"{HERE}\n{WORDS}\n"),
        (f"\ufeff{WORDS}\r\n", f"\ufeff{HERE}\r\n{WORDS}\r\n"),
        (f"Intro\n\n**Note:** {WORDS}\n", f"Intro\n\n{HERE}\n**Note:** {WORDS}\n"),
        (f"- a\n- {WORDS}\n- b\n", f"- a\n- {WORDS} {HERE}\n- b\n"),
        (f"- [ ] *{WORDS}*\n", f"- [ ] *{WORDS}* {HERE}\n"),
        ("1. Dave forgot to run\n   the migration.\n", f"1. Dave forgot to run\n   the migration. {HERE}\n"),
        (f"> [!NOTE]\n> {WORDS}\n", f"> [!NOTE]\n> {HERE}\n> {WORDS}\n"),
        (f"- a\n\n  {WORDS}\n", f"- a\n\n  {WORDS} {HERE}\n"),
        (f"| a | b |\n|---|---|\n| x | {WORDS} |\n", f"{HERE}\n| a | b |\n|---|---|\n| x | {WORDS} |\n"),
        (f"- a\n\n  | a |\n  |---|\n  | {WORDS} |\n", f"- a\n\n  {HERE}\n  | a |\n  |---|\n  | {WORDS} |\n"),
    ],
)
def test_a_comment_stands_as_near_as_it_can(text: str, expected: str) -> None:
    assert expected == _allowed(text)
    assert () == lint_text(expected)
    assert shape(read_markdown(Source("", text))) == shape(read_markdown(Source("", expected)))


def test_milder_findings_on_the_same_words_are_allowed_too() -> None:
    text = "## Dave forgot to run it ##\n\nText.\n"

    assert "<!-- blamelint: allow person/omission, person/heading-name -- why -->" in _allowed(text)
    assert () == lint_text(_allowed(text))


@pytest.mark.parametrize(
    ("head", "end", "before", "behind"),
    [
        ("", "\n", "", "\n\n"),
        ("\ufeff", "\n", "", "\n\n"),
        ("---\ntitle: x\n---\n", "\n", "\n", "\n"),
        ("---\r\ntitle: x\r\n---\r\n", "\r\n", "\r\n", "\r\n"),
    ],
)
def test_what_is_about_no_words_is_allowed_for_the_file(head: str, end: str, before: str, behind: str) -> None:
    """A gap in a document that begins with code has no block to stand before."""
    rest = f"```{end}code{end}```{end}{end}The disk was full.{end}"
    gap = Diagnostic("structure/no-impact", Severity.SUGGESTION, (), "", Span(len(head), len(head)))

    comment = "<!-- blamelint: allow-file structure/no-impact -- why -->"
    assert f"{head}{before}{comment}{behind}{rest}" == _allowed(head + rest, gap)


def test_a_reason_cannot_end_the_comment() -> None:
    text = f"{WORDS}\n"
    [found] = lint_text(text)

    edit = allowing(read_markdown(Source("a.md", text)), found, reason="it\n is --> so -- ok --")

    assert edit
    [known] = lint(Source("a.md", apply(text, [edit])), Settings()).suppressed
    assert "it is –› so – ok –" == known.reason


def test_a_notice_about_comments_cannot_be_allowed() -> None:
    text = "<!-- blamelint: allow person/omission -- why -->\nThe disk was full.\n"
    [unused] = lint_text(text)

    assert "allow/unused" == unused.rule
    assert allowing(read_markdown(Source("a.md", text)), unused, reason="why") is None
