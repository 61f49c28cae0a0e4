"""Which sentences a change touched, and which findings it answers for."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blamelint import api
from blamelint.changes.touched import only_touched, touched_sentences
from blamelint.formats.markdown import read_markdown
from blamelint.settings import Settings
from blamelint.source import Source

ONE = "Dave forgot to run the migration."
TWO = "The new column stayed empty for two hours."
THREE = "Priya failed to check the dashboard."


def touched(before: str, after: str) -> list[str]:
    old, new = (read_markdown(Source("a.md", text)) for text in (before, after))
    return [new.source.slice(sentence.span) for sentence in touched_sentences(old, new)]


def counted(before: str, after: str, *, names: tuple[str, str] = ("a.md", "a.md")) -> list[str]:
    """Rules of the findings that a change answers for."""
    old, settings = Source(names[0], before), Settings()
    report = api.lint(Source(names[1], after), settings)
    return [found.rule for found in only_touched(report, old, lambda: api.lint(old, settings)).diagnostics]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{ONE} {TWO}", f"{ONE}\n{TWO}"),
        (f"{ONE} {TWO}", textwrap.fill(f"{ONE} {TWO}", 20)),
        (f"{ONE}\n\n{TWO}", f"{TWO}\n\n{ONE}"),
        (f"{ONE} {TWO}", f"{TWO} {ONE}"),
        (f"{ONE} {TWO} {THREE}", f"{ONE} {THREE}"),
        (f"{ONE}\n\n{TWO}", ONE),
        (f"{ONE}\n\n{TWO}\n", f"{ONE}\r\n\r\n{TWO}\r\n"),
        (f"- {ONE}\n- {TWO}\n", f"* {ONE}\n* **{TWO}**\n"),
        (f"14:02 {ONE}", f"14:05 {ONE}"),
        (
            "| When | What |\n|---|---|\n| 1 | Dave forgot |",
            "| When  | What        |\n|-------|---|\n| 1 | Dave forgot |",
        ),
    ],
    ids="wrapped,rewrapped,moved,swapped,cut-out,deleted,line-endings,markup,time,table".split(","),
)
def test_same_words_are_not_touched(before: str, after: str) -> None:
    assert [] == touched(before, after)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (f"{ONE} {TWO}", f"{ONE} {TWO} {THREE}", [THREE]),
        (f"{ONE} {TWO}", f"{ONE} {TWO.replace('two', 'three')}", ["The new column stayed empty for three hours."]),
        (f"We cannot say that {ONE}", ONE, [ONE]),
        ("Dave, who was tired,\nforgot it.", "Dave,\nforgot it.", ["Dave,\nforgot it."]),
        (ONE, f"{ONE}\n\n{ONE}", [ONE]),
        (f"> {ONE}", ONE, [ONE]),
        ("Trigger: Dave", "Root cause: Dave", ["Root cause", "Dave"]),
        ("He ran `ls` twice.", "He ran `rm` twice.", ["He ran `rm` twice."]),
        ("", ONE, [ONE]),
    ],
    ids="added,edited,shortened,line-deleted-inside,copied,unquoted,label,code,first".split(","),
)
def test_other_words_are_touched(before: str, after: str, expected: list[str]) -> None:
    assert expected == touched(before, after)


def test_the_copy_that_was_added_is_the_one_that_counts() -> None:
    old, new = (read_markdown(Source("a.md", text)) for text in (f"{TWO}\n\n{ONE}", f"{ONE}\n\n{TWO}\n\n{ONE}"))

    assert [0] == [sentence.span.start for sentence in touched_sentences(old, new)]


SENTENCES = st.lists(st.sampled_from([ONE, TWO, THREE, "All is well.", "Dave\nforgot."]), max_size=8)


@given(SENTENCES, SENTENCES)
def test_as_many_are_touched_as_there_are_more_of_them(before: list[str], after: list[str]) -> None:
    found = touched("\n\n".join(before), "\n\n".join(after))

    for sentence in {*before, *after}:
        assert max(0, after.count(sentence) - before.count(sentence)) == found.count(sentence)


@given(SENTENCES, st.integers(min_value=12, max_value=60))
def test_wrapping_touches_nothing(sentences: list[str], width: int) -> None:
    text = " ".join(sentences)

    assert [] == touched(text, textwrap.fill(text, width))


def test_an_edit_wakes_only_its_own_sentence() -> None:
    """A paragraph on one line is usual; the line was changed, and one of its sentences."""
    assert ["person/omission"] == counted(f"{ONE} {THREE}", f"{ONE} {THREE.replace('Priya', 'Priya again')}")


def test_findings_on_the_document_count_when_they_are_new() -> None:
    complete = "# Postmortem: outage\n\n## Root cause\n\nA full disk.\n"

    assert [] == counted(complete, complete + "\nMore words.\n")
    assert ["structure/single-cause"] == counted(complete.replace("Root cause", "What we know"), complete)


def test_findings_on_the_document_stay_old_when_their_place_is_edited() -> None:
    before = "# Postmortem: outage\n\n## Root cause\n\nA full disk.\n"

    assert [] == counted(before, before.replace("outage", "checkout outage"))
    assert [] == counted(before, before.replace("Root cause", "The root cause"))


def test_an_edited_item_counts_with_what_it_still_lacks() -> None:
    before = "# Outage\n\n## Action items\n\n- [ ] Add an alert\n- [ ] Raise the limit\n"

    assert ["structure/action-without-owner"] == counted(before, before.replace("an alert", "an alert for the disk"))


def test_the_judgement_that_was_added_is_the_one_that_counts() -> None:
    before = "# Outage\n\n## Timeline\n\n- 10:00 The alert was wrongly closed.\n"
    after = before.replace("- 10:00", "- 09:00 The disk was wrongly replaced.\n- 10:00")
    old, settings = Source("a.md", before), Settings()

    [found] = only_touched(api.lint(Source("a.md", after), settings), old, lambda: api.lint(old, settings)).diagnostics

    assert ("structure/timeline-judgement", after.index("wrongly")) == (found.rule, found.span.start)


def test_a_cell_counts_when_its_row_makes_it_a_finding() -> None:
    table = "# Postmortem: outage\n\n| Time | Who | What |\n|---|---|---|\n| 13:58 | {who} | Skips step 4 |\n"

    assert ["person/omission"] == counted(table.format(who="The cron job"), table.format(who="@rhalvorsen"))
    assert [] == counted(table.format(who="@rhalvorsen"), table.format(who="@rhalvorsen").replace("13:58", "13:59"))


def test_a_name_of_a_file_counts_when_the_file_got_it() -> None:
    text = "# Outage\n\nA full disk.\n"
    names = ("2025-03-11.md", "2025-03-11-dave-broke-dns.md")

    assert ["structure/names-in-filename"] == [rule for rule in counted(text, text, names=names) if "file" in rule]
    assert [] == counted(text, text, names=(names[1], names[1]))


def test_what_a_comment_allows_is_left_out_as_well() -> None:
    before = "# Outage\n\n<!-- blamelint: allow person -- Dave agreed -->\nDave forgot to run it.\n"
    old, settings = Source("a.md", before), Settings()
    report = api.lint(Source("a.md", before + "\nAll is well.\n"), settings)

    assert 1 == len(report.suppressed)
    assert () == only_touched(report, old, lambda: api.lint(old, settings)).suppressed
