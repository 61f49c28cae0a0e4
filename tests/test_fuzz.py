"""The corpus of the fuzzer, and what Hypothesis thinks up: every target takes any bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from fuzz.targets import TARGETS
from tests.conftest import ROOT

CORPUS = sorted((ROOT / "fuzz" / "corpus").glob("*/*"))
WORDS = [
    line[1:-1].encode().decode("unicode_escape").encode("latin-1")
    for line in (ROOT / "fuzz" / "words.dict").read_text(encoding="ascii").splitlines()
    if line
]


def test_every_target_has_a_corpus() -> None:
    assert set(TARGETS) == {file.parent.name for file in CORPUS}


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_what_was_found_once_is_mended(file: Path) -> None:
    TARGETS[file.parent.name](file.read_bytes())


@pytest.mark.parametrize("target", ["reader", "settings", "rules"])
@examples(max_examples=60)
@given(parts=st.lists(st.sampled_from(WORDS) | st.binary(max_size=6), max_size=12))
def test_any_bytes_will_do(target: str, parts: list[bytes]) -> None:
    TARGETS[target](b"".join(parts))


@examples(max_examples=15)
@given(parts=st.lists(st.sampled_from(WORDS) | st.binary(max_size=6), max_size=8))
def test_whole_pipeline_takes_any_bytes(parts: list[bytes]) -> None:
    TARGETS["pipeline"](b"".join(parts))
