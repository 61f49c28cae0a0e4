from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blamelint.formats.markdown import read_markdown
from blamelint.language.pieces import Piece, cut, quoted_ranges
from blamelint.source import Source
from tests.helpers import block_of


def texts(prose: str) -> list[str]:
    return [piece.text for piece in cut(block_of(prose))]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("Ben left. Ana stayed.", ["Ben left.", "Ana stayed."]),
        ("Who knew? Nobody did!", ["Who knew?", "Nobody did!"]),
        ("It broke... Then it healed.", ["It broke...", "Then it healed."]),
        ("It said 'gone.' Ben left.", ["It said 'gone.'", "Ben left."]),
        ("It broke (again.) Ben left.", ["It broke (again.)", "Ben left."]),
    ],
)
def test_a_piece_is_a_sentence(prose: str, expected: list[str]) -> None:
    assert expected == texts(prose)


@pytest.mark.parametrize(
    "prose",
    [
        "Some hosts, e.g. web-1, were down.",
        "Mr. Okafor and Dr. Osei joined.",
        "We moved to v1.2 on Friday.",
        "J. K. Larsen joined.",
        "It took approx. 5 min. to drain.",
        "Node no. 4 was down.",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(prose: str) -> None:
    assert [prose] == texts(prose)


def test_dotted_initials_may_end_a_sentence() -> None:
    """'The' cannot follow initials inside a sentence."""
    assert ["It was approved by M.T.", "The queue filled up."] == texts("It was approved by M.T. The queue filled up.")


@pytest.mark.parametrize(
    "prose",
    [
        "14:02 Ben left.",
        "14:02 UTC - Ben left.",
        "[14:02:31] Ben left.",
        "2024-03-01 14:02 – Ben left.",
        "2024-03-01T14:02Z: Ben left.",
        "~14:02 Ben left.",
        "14:02–14:10: Ben left.",
        "2:02 pm Ben left.",
        pytest.param(
            "2:02 p.m. Ben left.",
            marks=pytest.mark.xfail(strict=True, reason="the last full stop of `p.m.` is no part of the time stamp"),
        ),
        "[x] Ben left.",
        "3. Ben left.",
    ],
)
def test_time_stamps_boxes_and_numbers_are_not_language(prose: str) -> None:
    assert ["Ben left."] == texts(prose)


def test_a_bare_time_stamp_stays() -> None:
    assert ["14:02"] == texts("14:02")


@pytest.mark.parametrize(
    ("prose", "label"),
    [
        ("Root cause: a stale lock.", "Root cause"),
        ("Owner: Ben", "Owner"),
        ("Root cause - a stale lock.", "Root cause"),
        ("Root cause — a stale lock.", "Root cause"),
    ],
)
def test_a_label_is_cut_off_and_known_to_its_value(prose: str, label: str) -> None:
    name, value = cut(block_of(prose))

    assert (name.text, name.is_label) == (label, True)
    assert (value.label, value.is_label) == (label, False)


@pytest.mark.parametrize(
    "prose",
    [
        "The problem was this: nobody looked.",
        "Ben left - nobody noticed.",
        "See https://example.com for more.",
        "The ratio fell to 3:1 in May.",
    ],
)
def test_a_colon_or_dash_in_a_sentence_makes_no_label(prose: str) -> None:
    assert [prose] == texts(prose)


@pytest.mark.parametrize(
    ("prose", "quoted"),
    [
        ('She wrote "I forgot it" at noon.', '"I forgot it"'),
        ("She wrote “I forgot it” at noon.", "“I forgot it”"),
        ("She wrote «I forgot it» at noon.", "«I forgot it»"),
        ("She wrote 'I forgot it' at noon.", "'I forgot it'"),
    ],
)
def test_quotation_marks_of_all_kinds_are_found(prose: str, quoted: str) -> None:
    [(start, end)] = quoted_ranges(prose)

    assert quoted == prose[start:end]


def test_apostrophes_are_no_quotation_marks() -> None:
    assert [] == quoted_ranges("Ben's team didn't read Ana's note.")


@given(st.text(alphabet=st.sampled_from("ab AZ.!?:-–\"'()[]0123456789…🙂é"), max_size=80))
def test_pieces_are_disjoint_stretches_of_their_block_in_order(prose: str) -> None:
    pieces = cut(block_of(prose))

    edges = [edge for piece in pieces for edge in (piece.start, piece.end)]
    assert sorted(edges) == edges
    assert all(0 <= piece.start < piece.end <= len(prose) for piece in pieces)


@given(st.lists(st.sampled_from(["Ben left.", "Who knew?", "It broke (twice).", "Mr. Ito e.g. saw it."]), min_size=1))
def test_sentences_joined_by_blanks_come_apart_again(sentences: list[str]) -> None:
    assert sentences == texts(" ".join(sentences))


def test_a_piece_knows_its_prose() -> None:
    block = block_of("Ben left. Ana stayed.")

    assert "Ana stayed." == Piece(block, 10, 21).text


@pytest.mark.parametrize(
    "lead", ["By 15 Sep – ", "due 2026-10-30: ", "By the end of next week — ", "Before Friday - ", "AI-3 – ", "P1 – "]
)
def test_deadlines_and_tickets_before_an_item_are_not_language(lead: str) -> None:
    assert ["Ben renews the lease."] == texts(f"{lead}Ben renews the lease.")


@pytest.mark.parametrize("prose", ["By hand – nothing else works.", "Before the change – nothing.", "IPv6 – the rest."])
def test_other_words_before_a_dash_are_language(prose: str) -> None:
    assert [prose] == texts(prose)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- **Platform team** – Ben renews it.", ["Platform team", "Ben renews it."]),
        ("- **Owner: QA** – Ben renews it.", ["Owner: QA", "Ben renews it."]),
        ("- **Ben was late** – nobody knew.", ["Ben was late – nobody knew."]),
        ("- Platform team – Ben renews it.", ["Platform team – Ben renews it."]),
    ],
)
def test_bold_words_before_a_dash_are_a_label(text: str, expected: list[str]) -> None:
    [block] = read_markdown(Source("report.md", text)).blocks

    assert expected == [piece.text for piece in cut(block)]
