"""What is written down is read as it was, and in one way only."""

from __future__ import annotations

import enum
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blamelint.canonical import canonical
from blamelint.plain import Shapes
from tests.conftest import ROOT


class Colour(enum.StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Box:
    content: object
    colour: Colour = Colour.RED
    slots: Mapping[str, str] = field(default_factory=dict)


SHAPES = Shapes((Box, Colour))
LEAVES = st.none() | st.booleans() | st.integers() | st.text(alphabet=st.characters())
VALUES = st.recursive(
    LEAVES | st.just(Colour.RED),
    lambda inner: st.lists(inner).map(tuple) | inner.map(Box) | st.dictionaries(st.text(), inner),
    max_leaves=12,
)


@given(VALUES)
def test_a_value_is_read_as_it_was_written(value: object) -> None:
    again = SHAPES.read(SHAPES.write(value))

    assert value == again
    assert type(value) is type(again)


def test_lone_surrogates_survive() -> None:
    assert "\udc80" == SHAPES.read(SHAPES.write("\udc80"))


@pytest.mark.parametrize("value", [[1], {1}, 1.5, b"bytes", Path()], ids=repr)
def test_what_could_not_be_read_again_is_not_written(value: object) -> None:
    with pytest.raises(TypeError):
        SHAPES.write(value)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\xff",
        b"{",
        b'{"Popen": ["rm"]}',
        b'{"Box": []}',
        b'{"Colour": "blue"}',
        b'{"a": 1, "b": 2}',
        b"[" * 10**5,
    ],
    ids=lambda text: text[:12].decode("latin-1"),
)
def test_what_was_not_written_here_is_refused(text: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of any kind
        SHAPES.read(text)


@given(VALUES, VALUES)
def test_different_values_have_different_forms(one: object, other: object) -> None:
    assert (SHAPES.write(one) == SHAPES.write(other)) == (canonical(one) == canonical(other)) or one == other


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        ((("a",), "b"), ("a", ("b",))),
        ("1", 1),
        (True, 1),
        (None, "None"),
        ("Colour.RED", Colour.RED),
        ("a", b"a"),
        ("a", Path("a")),
        ({"a": "b"}, {("a", "b")}),
    ],
    ids=repr,
)
def test_what_looks_alike_is_told_apart(one: object, other: object) -> None:
    assert canonical(one) != canonical(other)


def test_what_has_no_canonical_form_is_refused() -> None:
    with pytest.raises(TypeError):
        canonical(object())


def test_the_form_of_a_set_is_the_same_in_every_process() -> None:
    code = "from blamelint.canonical import canonical; print(canonical((frozenset('abcdefgh'), {'b': 1, 'a': 2})))"
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }

    assert 1 == len(told)
