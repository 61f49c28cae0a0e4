"""A row of a product is the same to the last bit, whatever is multiplied beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blamelint.language import matrices
from blamelint.language.matrices import ReadingOps, is_steady, multiply
from blamelint.language.pipeline import load_model
from blamelint.language.running import run
from blamelint.language.spacy import Doc, NumpyOps
from tests.conftest import ROOT

SHAPES = [(288, 576), (288, 288), (1024, 64), (64, 96), (50, 96)]
"""Of the weights of the model."""

RANDOM = numpy.random.default_rng(5)


def numbers(*shape: int) -> Any:
    return RANDOM.standard_normal(shape, dtype=numpy.float32)


@pytest.fixture(autouse=True)
def _nothing_is_known() -> Any:
    is_steady.cache_clear()
    yield
    is_steady.cache_clear()


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("count", [0, 1, 15, 16, 17, 100])
def test_products_are_those_of_matrices(shape: tuple[int, int], count: int) -> None:
    weights, rows = numbers(*shape), numbers(count, shape[1])

    numpy.testing.assert_allclose(rows @ weights.T, multiply(rows, weights), rtol=1e-3, atol=1e-3)


@pytest.mark.parametrize("shape", SHAPES)
@given(st.data())
@settings(max_examples=30)
def test_a_row_is_the_same_in_any_place(shape: tuple[int, int], data: st.DataObject) -> None:
    if not is_steady(*shape):
        pytest.skip("BLIS multiplies these on this machine")
    weights, rows = numbers(*shape), numbers(70, shape[1])
    chosen = data.draw(st.lists(st.integers(0, 69), min_size=1, max_size=70, unique=True))

    assert multiply(rows, weights)[chosen].tobytes() == multiply(rows[chosen], weights).tobytes()


PRINT_PRODUCT = """
import hashlib, numpy
from blamelint.language.matrices import multiply
numbers = numpy.sin(numpy.arange(400 * 288, dtype=numpy.float32)).reshape(400, 288)
print(hashlib.sha256(multiply(numbers[288:], numbers[:288]).tobytes()).hexdigest())
"""


def test_a_product_is_the_same_with_more_threads() -> None:
    """The command line allows numpy one thread, a program that uses blamelint may allow more."""
    one, several = (
        subprocess.run(
            [sys.executable, "-c", PRINT_PRODUCT],
            cwd=ROOT,
            env={**os.environ, "OPENBLAS_NUM_THREADS": threads},
            capture_output=True,
            check=True,
        ).stdout
        for threads in ("1", "4")
    )

    assert one == several


def test_numbers_that_depend_on_the_place_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def by_place(rows: Any, weights: Any) -> Any:
        found = multiply(rows, weights)
        found[7::16] = numpy.nextafter(found[7::16], numpy.float32(2))
        return found

    monkeypatch.setattr(matrices, "multiply", by_place)

    assert not is_steady(64, 96)


def test_numbers_that_depend_on_how_many_there_are_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrices, "multiply", lambda rows, weights: multiply(rows, weights) + len(rows) * 1e-6)

    assert not is_steady(64, 96)


def test_blis_multiplies_what_is_not_steady(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrices, "is_steady", lambda outputs, inputs: False)
    rows, weights = numbers(20, 96), numbers(64, 96)
    expected = NumpyOps().gemm(rows, weights, trans2=True)

    assert expected.tobytes() == ReadingOps().gemm(rows, weights, trans2=True).tobytes()


def test_products_are_written_where_they_are_wanted() -> None:
    rows, weights, wanted = numbers(20, 96), numbers(64, 96), numbers(21, 64)

    assert ReadingOps().gemm(rows, weights, trans2=True, out=wanted[1:]).base is wanted
    assert ReadingOps().gemm(rows, weights, trans2=True).tobytes() == wanted[1:].tobytes()


@pytest.mark.parametrize("pieces", [1, 2, 3])
def test_the_largest_piece_is_that_of_thinc(pieces: int) -> None:
    several = numbers(20, 96, pieces)

    assert NumpyOps().maxout(several)[0].tobytes() == ReadingOps().maxout(several)[0].tobytes()


def test_all_layers_of_a_model_read_so() -> None:
    models: list[Any] = [getattr(component, "model", None) for _, component in load_model().pipeline]
    layers = [layer for model in models if model is not None for layer in model.walk() if layer.has_param("W")]

    assert {ReadingOps} == {type(layer.ops) for layer in layers}


def test_a_sentence_is_read_alike_alone_and_among_others() -> None:
    nlp = load_model()
    lines = [line.split() for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines() if line.strip()]

    together = run(nlp, [Doc(nlp.vocab, words=line) for line in lines])
    alone = [run(nlp, [Doc(nlp.vocab, words=line)])[0] for line in lines]

    assert [doc.tensor.tobytes() for doc in alone] == [doc.tensor.tobytes() for doc in together]
    assert [doc.to_array(["TAG", "HEAD", "DEP"]).tolist() for doc in alone] == [
        doc.to_array(["TAG", "HEAD", "DEP"]).tolist() for doc in together
    ]
