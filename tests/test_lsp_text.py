"""Places in a text as editors count them, and the edits that move them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from blamelint.lsp.choices import Choices, folder_of, shown
from blamelint.lsp.text import Encoding, Places, apply, units
from blamelint.settings import Settings
from blamelint.source import Source

UTF8, UTF16, UTF32 = (
    types.PositionEncodingKind.Utf8,
    types.PositionEncodingKind.Utf16,
    types.PositionEncodingKind.Utf32,
)
ENCODINGS = st.sampled_from([UTF8, UTF16, UTF32])
TEXTS = st.text(st.sampled_from("ab é🚒\n\r\f\u2028"), max_size=40)


@pytest.mark.parametrize(("encoding", "column"), [(UTF8, 8), (UTF16, 5), (UTF32, 4)])
def test_columns_are_counted_in_code_units(encoding: Encoding, column: int) -> None:
    assert types.Position(0, column) == Places(Source("", "é🚒 ab"), encoding).position(4)


@pytest.mark.parametrize("char", ["\f", "\v", "\u2028", "\x85"])
def test_only_line_feeds_and_carriage_returns_end_a_line(char: str) -> None:
    assert types.Position(0, 2) == Places(Source("", f"a{char}b\nc"), UTF16).position(2)


@given(TEXTS, ENCODINGS, st.data())
def test_an_offset_is_found_again(text: str, encoding: Encoding, data: st.DataObject) -> None:
    places = Places(Source("", text), encoding)
    offset = data.draw(st.integers(0, len(text)))
    # Between `\r` and `\n` an editor knows no place.
    inside = text[max(offset - 1, 0) : offset + 1] == "\r\n"

    assert offset - inside == places.offset(places.position(offset))


@given(TEXTS, ENCODINGS, st.integers(0, 60), st.integers(0, 60))
def test_any_position_is_in_the_text(text: str, encoding: Encoding, line: int, character: int) -> None:
    assert 0 <= Places(Source("", text), encoding).offset(types.Position(line, character)) <= len(text)


@given(TEXTS, ENCODINGS)
def test_units_add_up(text: str, encoding: Encoding) -> None:
    assert units(text, encoding) == sum(units(char, encoding) for char in text)


def test_a_position_behind_the_end_of_a_line_is_its_end() -> None:
    assert 2 == Places(Source("", "ab\r\ncd"), UTF16).offset(types.Position(0, 99))


def test_a_position_inside_a_character_is_before_it() -> None:
    assert 1 == Places(Source("", "a🚒b"), UTF16).offset(types.Position(0, 2))


def test_changes_build_on_each_other() -> None:
    start = types.Position(0, 0)
    put = types.TextDocumentContentChangePartial(types.Range(start, start), "b")
    again = types.TextDocumentContentChangePartial(types.Range(start, start), "a")

    assert Source("x.md", "abc") == apply(Source("x.md", "c"), [put, again], UTF16)


def test_what_the_editor_says_badly_is_left_out_and_told() -> None:
    choices, complaints = Choices.read({"debounce": "soon", "profile": "strict", "trace": {}, "select": None})

    assert Choices(profile="strict") == choices
    assert ["the editor's setting 'blamelint.debounce' cannot be 'soon'"] == complaints


def test_choices_win_over_the_configuration_as_options_do() -> None:
    configured = Settings(ignore=("cause",), people=("Ana",))

    assert Settings(ignore=("cause", "person"), people=("Ana", "Bo"), profile="strict") == Choices(
        profile="strict", ignore=("person",), people=("Bo",)
    ).over(configured)


def test_a_document_belongs_to_the_innermost_folder() -> None:
    outer, inner = Path("/w"), Path("/w/team")

    assert inner == folder_of(Path("/w/team/a.md"), [outer, inner])
    assert outer == folder_of(None, [outer, inner])
    assert folder_of(Path("/elsewhere/a.md"), [outer, inner]) is None


def test_a_document_is_named_as_on_the_command_line() -> None:
    assert "team/a.md" == shown(Path("/w/team/a.md"), Path("/w"))
    assert "-" == shown(None, None)
