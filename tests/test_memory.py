"""An answer from memory is the answer itself: linting a changed document with its memory equals linting it afresh."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types

from blamelint import engine
from blamelint.diagnostic import FileReport
from blamelint.document import Block, Document
from blamelint.engine import Linter
from blamelint.formats.markdown import read_markdown
from blamelint.language import reader
from blamelint.language.pieces import Piece, pieces_of
from blamelint.language.pipeline import Sentence, parse
from blamelint.lsp.buffers import Buffer
from blamelint.lsp.checking import Checker
from blamelint.memory import MISSING, Memory
from blamelint.settings import Settings
from blamelint.source import Source
from tests.conftest import ROOT
from tests.helpers import book

EXAMPLES = sorted((ROOT / "examples").glob("*.md"))
FRAGMENTS = (
    "Dave",
    "Priya Shah",
    " (PS)",
    "She forgot to run the migration. ",
    "they should have noticed",
    "because of human error",
    "\n\n",
    "\n- ",
    "\n## Root cause\n\n",
    "\n> ",
    "`",
    "**",
    "| Who | What |\n|---|---|\n| Ana | Broke it |\n",
    "[x]: https://example.org\n",
    "[x]",
    "<!-- blamelint: allow person -- known -->\n",
    "```\n",
    "\n===\n",
    "<!--",
    "-->",
    "\n    code\n",
    "\n: a definition\n",
    "\n!!! note\n    ",
    "<div>\n",
    "\n\n\n",
    "\n1. one\n   two\n",
    "\n---\n",
    "[^1]: a note\n",
    "\r\n",
    "🚒",
    "é",
    " ",
    "a",
    ":",
)


def test_what_was_asked_for_in_the_last_run_is_kept() -> None:
    memory = Memory()
    memory.turn(owner := object())
    memory.put("a", 1)
    memory.turn(owner)

    assert 1 == memory.get("a")


def test_what_nobody_asked_for_is_forgotten() -> None:
    memory = Memory()
    memory.turn(owner := object())
    memory.put("a", 1)
    memory.turn(owner)
    memory.turn(owner)

    assert MISSING is memory.get("a")


def test_a_part_forgets_only_in_runs_that_use_it() -> None:
    memory = Memory()
    memory.turn(owner := object())
    memory.part("later").put("a", 1)
    memory.turn(owner)
    memory.turn(owner)
    part = memory.part("later")

    assert 1 == part.get("a")
    memory.turn(owner)
    memory.part("later")
    memory.turn(owner)
    assert MISSING is memory.part("later").get("a")


def test_a_part_forgets_with_its_owner() -> None:
    memory = Memory()
    memory.turn(object())
    memory.part("later").put("a", 1)
    memory.turn(object())

    assert MISSING is memory.part("later").get("a")


def test_what_was_noted_can_be_kept_without_asking_again() -> None:
    memory = Memory()
    memory.turn(owner := object())
    memory.put("before", 0)
    with memory.noting() as noted:
        memory.get("before")
        memory.put("a", 1)
    memory.turn(owner)
    memory.keep(noted)
    memory.turn(owner)

    assert {"before": 0, "a": 1} == noted
    assert 1 == memory.get("a")


def test_another_owner_knows_nothing() -> None:
    memory = Memory()
    memory.turn(object())
    memory.put("a", 1)
    memory.turn(object())

    assert MISSING is memory.get("a")


@functools.cache
def linter() -> Linter:
    return Linter(book(), Settings(profile="strict"))


def fresh(text: str) -> FileReport:
    return linter().lint(Source("report.md", text))


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A document, and its versions after some edits."""
    text = draw(st.sampled_from(EXAMPLES)).read_bytes().decode("utf-8")
    first, versions = text, []
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 0, 0, 1, 5, 80])))
        text = text[:start] + draw(st.sampled_from(FRAGMENTS)) + text[end:]
        versions.append(text)
    return first, versions


@settings(max_examples=25)
@given(edits())
def test_memory_changes_no_finding(history: tuple[str, list[str]]) -> None:
    first, versions = history
    memory = Memory()
    linter().lint(Source("report.md", first), memory=memory)

    for text in versions:
        found = linter().lint(Source("report.md", text), memory=memory, rewrites=False)
        remembered = linter().lint(Source("report.md", text), memory=memory)
        anew = fresh(text)

        assert [(d.rule, d.span, d.message) for d in anew.diagnostics] == [
            (d.rule, d.span, d.message) for d in found.diagnostics
        ]
        assert anew.diagnostics == remembered.diagnostics
        assert anew.suppressed == remembered.suppressed


@settings(max_examples=150)
@given(edits())
def test_memory_changes_no_block(history: tuple[str, list[str]]) -> None:
    first, versions = history
    memory, owner = Memory(), object()
    for text in (first, *versions):
        memory.turn(owner)
        remembered = read_markdown(Source("report.md", text), memory)

        assert read_markdown(Source("report.md", text)) == remembered


def test_words_that_only_move_are_the_same_object() -> None:
    text = "# Outage\n\n- One thing\n  in two lines\n- One thing\n\n| Who | What |\n|---|---|\n| Ana | Ana |\n"
    memory, owner = Memory(), object()
    memory.turn(owner)
    before = read_markdown(Source("report.md", text), memory)
    memory.turn(owner)
    after = read_markdown(Source("report.md", text.replace("Outage", "Long outage\n\n- Zero")), memory)

    assert all(
        any(block.prose is other.prose for other in after.blocks) for block in before.blocks if block.text != "Outage"
    )


def test_words_are_the_same_object_after_a_text_was_read_twice() -> None:
    memory, owner = Memory(), object()
    read = []
    for text in ("Ana.\n\nBob.\n", "Ana.\n\nBob.\n", "Ana.\n\nBob.\n\nEve.\n"):
        memory.turn(owner)
        read.append(read_markdown(Source("report.md", text), memory))

    assert read[0].blocks[0].prose is read[2].blocks[0].prose


def test_equal_words_at_two_places_are_two_objects() -> None:
    [one, other] = read_markdown(Source("report.md", "- Ana\n- Ana\n")).blocks

    assert one.prose == other.prose
    assert one.prose is not other.prose


def test_without_rewrites_there_are_the_same_findings() -> None:
    source = Source("report.md", "Dave forgot to run the job.\n")
    [whole] = linter().lint(source).diagnostics
    [found] = linter().lint(source, rewrites=False).diagnostics

    assert whole.fixes
    assert replace(whole, fixes=()) == found


def test_only_the_changed_sentence_is_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Dave forgot to run the job. Ana forgot to check it.\n\nThe operator neglected the alarm.\n"
    parsed: list[str] = []

    def watched(pieces: Sequence[Piece], *args: Any, **options: Any) -> list[Sentence]:
        parsed.extend(piece.text for piece in pieces)
        return parse(pieces, *args, **options)

    memory = Memory()
    linter().lint(Source("report.md", text), memory=memory)
    monkeypatch.setattr(reader, "parse", watched)
    linter().lint(Source("report.md", "All was well.\n\n" + text.replace("alarm", "alarms")), memory=memory)

    assert "The operator neglected the alarms." in parsed
    assert not {"Dave forgot to run the job.", "Ana forgot to check it."} & set(parsed)


LISTED = "# Outage\n\nAll was well.\n\n- Dave forgot to run the job.\n- Ana forgot to check it.\n\nOne.\n\nTwo.\n\n{}\n"


@pytest.mark.parametrize(
    ("last", "again"),
    [
        pytest.param("The rest was fine.", set(), id="nothing else"),
        pytest.param("The rest was fine with Tom Hall.", set(), id="somebody else"),
        pytest.param("The rest was fine with Dave Hall.", {"Dave forgot to run the job."}, id="somebody there"),
    ],
)
def test_only_what_a_change_can_matter_to_is_looked_at(
    monkeypatch: pytest.MonkeyPatch, last: str, again: set[str]
) -> None:
    seen: list[str] = []

    def watched(document: Document, block: Block) -> list[Piece]:
        seen.append(block.text)
        return pieces_of(document, block)

    memory = Memory()
    linter().lint(Source("report.md", LISTED.format("The end.")), memory=memory, rewrites=False)
    monkeypatch.setattr(engine, "pieces_of", watched)
    linter().lint(Source("report.md", LISTED.format(last)), memory=memory, rewrites=False)

    assert last in seen
    assert again == {"Dave forgot to run the job."} & set(seen)


def test_a_pronoun_is_read_again_when_its_name_changes() -> None:
    memory = Memory()
    before, after = "The probe was down.", "Dave was on call."
    text = "{} Later they forgot to run the job.\n"
    linter().lint(Source("report.md", text.format(before)), memory=memory)

    remembered = linter().lint(Source("report.md", text.format(after)), memory=memory)

    assert fresh(text.format(after)).diagnostics == remembered.diagnostics
    assert fresh(text.format(before)).diagnostics != remembered.diagnostics


def test_memory_stays_as_small_as_the_document() -> None:
    memory, text = Memory(), Path(EXAMPLES[0]).read_text(encoding="utf-8")
    sizes = []
    for number in range(30):
        linter().lint(Source("report.md", text + f"\nSam forgot step {number}.\n"), memory=memory)
        sizes.append(len(memory))

    assert max(sizes[2:]) - min(sizes[2:]) < 20


def test_a_closed_document_is_forgotten_in_the_thread_that_lints() -> None:
    thread = ThreadPoolExecutor(1)
    buffer = Buffer("untitled:1", "markdown", 1, Source("1", "Dave forgot it."), types.PositionEncodingKind.Utf16)
    buffer.memory.put("known", 1)

    Checker(thread, Future()).forget(buffer)
    thread.shutdown()

    assert 0 == len(buffer.memory)
    Checker(thread, Future()).forget(buffer)  # the server is going home
