"""Multiply a model's matrices with numpy, and have the same numbers for a word whatever is read beside it.

numpy is more than twice as fast as BLIS, with which thinc multiplies, but the last bits of a row depend on where it
stands and on how many rows there are. Here each product is of the same few rows. What a machine's library makes of
that is tried when a shape is first met; where a row's bits still depend on its place, BLIS has the shape.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy

from blamelint.language.spacy import NumpyOps

if TYPE_CHECKING:
    from spacy.language import Language
    from thinc.types import Floats2d

ROWS = 16
"""Rows that are multiplied at a time; fewer are filled up."""

MOST = 1 << 18
"""Products of two numbers in one call: for more, OpenBLAS starts threads, which cost more than they bring here."""


def quicken(nlp: Language) -> None:
    """Have the layers of a pipeline multiply with numpy, where they would with BLIS; nothing is trained any more."""
    quick = ReadingOps()
    for _, component in nlp.pipeline:
        model: Any = getattr(component, "model", None)
        for layer in model.walk() if model is not None else ():
            if type(layer.ops) is NumpyOps:
                layer.ops = quick


class ReadingOps(NumpyOps):  # type: ignore[misc]  # compiled, without types
    """thinc's operations for reading: what only a training needs is left out."""

    def gemm(
        self, x: Floats2d, y: Floats2d, *, out: Floats2d | None = None, trans1: bool = False, trans2: bool = False
    ) -> Any:
        """Multiply rows, in most cases by the weights of a layer, which stand transposed."""
        if trans1 or not trans2 or not is_steady(*y.shape):
            return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
        product = multiply(x, y)
        if out is None:
            return product
        out[:] = product
        return out

    def maxout(self, pieces: Any) -> tuple[Any, None]:
        """Take the largest of the pieces of each number, without noting which it was."""
        first, *others = (pieces[:, :, number] for number in range(pieces.shape[2]))
        best = first.copy()
        for other in others:
            numpy.maximum(best, other, out=best)
        return best, None


def multiply(rows: Any, weights: Any) -> Any:
    """Give a row of products for each row, with one number for each row of weights."""
    outputs, inputs = weights.shape
    tiles = numpy.zeros((-(-len(rows) // ROWS), ROWS, inputs), dtype=rows.dtype)
    tiles.reshape(-1, inputs)[: len(rows)] = rows
    parts = weights.reshape(-1, _outputs_at_once(outputs, inputs), inputs)
    products = numpy.matmul(parts, tiles.transpose(0, 2, 1)[:, None])
    return numpy.ascontiguousarray(products.transpose(0, 3, 1, 2)).reshape(-1, outputs)[: len(rows)]


@cache
def _outputs_at_once(outputs: int, inputs: int) -> int:
    """Divide weights into equal parts, each of them small enough."""
    return max((n for n in range(1, outputs + 1) if outputs % n == 0 and n * inputs * ROWS <= MOST), default=1)


@cache
def is_steady(outputs: int, inputs: int) -> bool:
    """Tell whether this machine gives a row the same bits in any place, beside any others, for weights of a shape."""
    # Any numbers will do whose sum depends on the order in which they are added.
    numbers = numpy.sin(numpy.arange((outputs + ROWS) * inputs, dtype=numpy.float32)).reshape(-1, inputs)
    weights, rows = numbers[:outputs], numbers[outputs:]
    expected = multiply(rows, weights)
    turned = numpy.concatenate([numpy.roll(rows, by, axis=0) for by in range(ROWS)])
    found = multiply(turned, weights).reshape(ROWS, ROWS, outputs)
    alone = numpy.array_equal(expected[:1], multiply(rows[:1], weights))
    return alone and all(numpy.array_equal(numpy.roll(expected, by, axis=0), found[by]) for by in range(ROWS))
