"""Allow comments: what they cover, and what is said about them."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from blamelint.allow import apply
from blamelint.diagnostic import Diagnostic, Severity
from blamelint.document import Document
from blamelint.formats.markdown import read_markdown
from blamelint.source import Source, Span
from tests.conftest import finding

KNOWN = {"person/omission", "person/damage-verb", "cause/root-cause"}


def _document(text: str) -> Document:
    return read_markdown(Source("report.md", text))


def _at(text: str, phrase: str, rule: str = "person/omission") -> Diagnostic:
    start = text.index(phrase)
    return finding(rule, Span(start, start + len(phrase)))


def _apply(
    text: str, *found: Diagnostic, checked: Collection[str] = KNOWN
) -> tuple[list[str], list[str], list[tuple[str, str]]]:
    """Give the kept and the suppressed rules, and the notices with the text that they name."""
    source = Source("report.md", text)
    kept, suppressed, notices = apply(_document(text), found, KNOWN, checked)
    return (
        [diagnostic.rule for diagnostic in kept],
        [one.diagnostic.rule for one in suppressed],
        [(notice.rule, source.slice(notice.span)) for notice in notices],
    )


def test_document_without_comments_keeps_everything() -> None:
    text = "Dave forgot."

    assert (["person/omission"], [], []) == _apply(text, _at(text, "Dave forgot"))


@pytest.mark.parametrize("name", ["person/omission", "person", "Person/Omission", "cause, person/omission"])
def test_comment_covers_the_next_block_only(name: str) -> None:
    text = f"<!-- blamelint: allow {name} -- from the chat -->\n\nDave forgot.\n\nAna forgot.\n"

    kept, suppressed, _ = _apply(text, _at(text, "Dave forgot"), _at(text, "Ana forgot"))

    assert (["person/omission"], ["person/omission"]) == (kept, suppressed)


def test_comment_covers_only_what_it_names() -> None:
    text = "<!-- blamelint: allow person/damage-verb -->\nDave forgot. Dave broke it.\n"

    kept, suppressed, notices = _apply(text, _at(text, "Dave forgot"), _at(text, "Dave broke", "person/damage-verb"))

    assert (["person/omission"], ["person/damage-verb"], []) == (kept, suppressed, notices)


@pytest.mark.parametrize(
    "line",
    [
        "Dave forgot <!-- blamelint: allow person --> to run it.",
        "Dave forgot to run it. <!-- blamelint: allow person -->",
    ],
)
def test_inline_comment_covers_the_block_that_it_stands_in(line: str) -> None:
    text = f"Bo forgot.\n\n{line}\n\nAna forgot.\n"

    kept, suppressed, _ = _apply(text, *(_at(text, f"{name} forgot") for name in ("Bo", "Dave", "Ana")))

    assert (2, 1) == (len(kept), len(suppressed))
    assert [] == _apply(text, _at(text, "Dave forgot"))[0]


def test_comment_before_a_list_covers_all_paragraphs_of_its_first_item() -> None:
    text = "<!-- blamelint: allow person -->\n- Dave forgot.\n\n  Bo forgot.\n- Ana forgot.\n"

    assert [] == _apply(text, _at(text, "Dave forgot"), _at(text, "Bo forgot"))[0]
    assert ["person/omission"] == _apply(text, _at(text, "Ana forgot"))[0]


def test_comment_before_a_table_covers_all_of_it() -> None:
    text = "<!-- blamelint: allow person -->\n| When | What |\n|---|---|\n| noon | Dave forgot |\n\nAna forgot.\n"

    assert [] == _apply(text, _at(text, "Dave forgot"))[0]
    assert ["person/omission"] == _apply(text, _at(text, "Ana forgot"))[0]


def test_comment_in_a_cell_covers_that_cell() -> None:
    text = "| When | What |\n|---|---|\n| Ana forgot | <!-- blamelint: allow person --> Dave forgot |\n"

    assert [] == _apply(text, _at(text, "Dave forgot"))[0]
    assert ["person/omission"] == _apply(text, _at(text, "Ana forgot"))[0]


def test_comment_before_a_quotation_covers_all_of_it() -> None:
    text = "<!-- blamelint: allow person -->\n> Dave forgot.\n>\n> Bo forgot.\n\n> Ana forgot.\n"

    kept, suppressed, _ = _apply(text, *(_at(text, f"{name} forgot") for name in ("Dave", "Bo", "Ana")))

    assert (1, 2) == (len(kept), len(suppressed))


def test_comment_inside_a_quotation_covers_its_next_paragraph() -> None:
    text = "> <!-- blamelint: allow person -->\n>\n> Dave forgot.\n>\n> Ana forgot.\n"

    assert [] == _apply(text, _at(text, "Dave forgot"))[0]
    assert ["person/omission"] == _apply(text, _at(text, "Ana forgot"))[0]


def test_comment_in_code_is_code() -> None:
    text = "```\n<!-- blamelint: allow person -->\n```\n\nDave forgot, see `<!-- blamelint: allow person -->`.\n"

    assert (["person/omission"], [], []) == _apply(text, _at(text, "Dave forgot"))


def test_allow_file_covers_the_file_from_anywhere() -> None:
    text = "Dave forgot.\n\n<!-- blamelint: allow-file person/omission -->\n"

    assert ([], ["person/omission"], []) == _apply(text, _at(text, "Dave forgot"))


def test_off_covers_everything_up_to_on() -> None:
    text = "<!-- blamelint: off -- chat log -->\nDave forgot.\n\n<!-- blamelint: on -->\nAna forgot.\n"

    assert (["person/omission"], ["cause/root-cause"], []) == _apply(
        text, _at(text, "Dave forgot", "cause/root-cause"), _at(text, "Ana forgot")
    )


def test_off_without_on_holds_to_the_end() -> None:
    text = "<!-- blamelint: off person -->\nDave forgot.\n\nAna forgot.\n"

    kept, suppressed, _ = _apply(
        text, _at(text, "Dave forgot"), _at(text, "Ana forgot"), _at(text, "Ana", "cause/root-cause")
    )

    assert (["cause/root-cause"], 2) == (kept, len(suppressed))


def test_finding_about_the_whole_document_can_be_allowed() -> None:
    text = "<!-- blamelint: allow-file person/omission -->\nDave.\n"

    assert [] == _apply(text, finding(span=Span(0, 0)))[0]


def test_unused_name_is_reported() -> None:
    text = "<!-- blamelint: allow person/omission, cause/root-cause -->\nDave forgot.\n"

    assert [("allow/unused", "cause/root-cause")] == _apply(text, _at(text, "Dave forgot"))[2]


@pytest.mark.parametrize(
    ("name", "checked", "reported"),
    [
        ("person/omission", {"cause/root-cause"}, False),
        ("person", {"person/omission"}, False),
        ("person", {"person/omission", "person/damage-verb"}, True),
    ],
)
def test_what_was_not_checked_is_not_called_unused(name: str, checked: set[str], reported: bool) -> None:
    text = f"<!-- blamelint: allow {name} -->\nAll well.\n"

    assert ([("allow/unused", name)] if reported else []) == _apply(text, checked=checked)[2]


def test_usual_rules_decide_whether_a_pack_was_checked() -> None:
    text = "<!-- blamelint: allow person -->\nAll well.\n"
    usual = {"person/omission"}

    _, _, [notice] = apply(_document(text), [], KNOWN, usual, usual_ids=usual)

    assert "No finding needs 'person' to be allowed here." == notice.message


def test_off_and_on_are_reported_when_they_do_nothing() -> None:
    text = "<!-- blamelint: on -->\nAll well.\n<!-- blamelint: off -->\nAll well.\n"

    assert [("allow/unused", "<!-- blamelint: on -->"), ("allow/unused", "<!-- blamelint: off -->")] == _apply(text)[2]


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("allow person/omision", "No rule or pack is called 'person/omision'. Did you mean 'person/omission'?"),
        ("allow", "The comment names no rule or pack to allow."),
        ("alow person", "'alow' is no instruction; known ones: allow, allow-file, off, on."),
    ],
)
def test_what_cannot_be_understood_is_reported(comment: str, message: str) -> None:
    text = f"<!-- blamelint: {comment} -->\nDave forgot.\n"

    kept, _, [notice] = apply(_document(text), [_at(text, "Dave forgot")], KNOWN, KNOWN)

    assert 1 == len(kept)
    assert ("allow/unknown", Severity.WARNING, (), message) == (
        notice.rule,
        notice.severity,
        notice.labels,
        notice.message,
    )


@pytest.mark.parametrize("text", ["<!-- a note on blamelint -->\nHi.\n", "<!-- TODO: allow person -->\nHi.\n"])
def test_other_comments_are_none_of_our_business(text: str) -> None:
    assert ([], [], []) == _apply(text)


def test_a_comment_may_span_lines() -> None:
    text = (
        "<!--\n  blamelint: allow person/omission,\n    cause/root-cause -- it is\n  a quotation\n-->\nDave forgot.\n"
    )

    assert ([], ["person/omission"], [("allow/unused", "cause/root-cause")]) == _apply(text, _at(text, "Dave forgot"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A.\n\n<!-- blamelint: allow person -->\nB.\n", "A.\n\nB.\n"),
        ("A <!-- blamelint: allow person --> b.\n", "A b.\n"),
        ("A. <!-- blamelint: allow person -->\r\nB.\r\n", "A.\r\nB.\r\n"),
    ],
)
def test_unused_comment_is_deleted_without_a_trace(before: str, after: str) -> None:
    _, _, [notice] = apply(_document(before), [], KNOWN, KNOWN)

    [edit] = notice.fixes[0].edits
    assert after == before[: edit.span.start] + edit.text + before[edit.span.end :]
