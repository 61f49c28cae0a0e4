"""spaCy is imported without its command line, and those who want it find it all the same."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
import spacy

from blamelint.language.pipeline import DEFAULT_MODEL, load_model
from tests.conftest import ROOT


def said(code: str) -> str:
    """What some code prints in a new interpreter."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.parametrize("module", ["spacy.cli", "spacy.cli.info", "spacy.schemas", "typer", "httpx", "pydantic"])
def test_commands_are_not_imported(module: str) -> None:
    code = f"import sys, blamelint.language.pipeline; print('spacy' in sys.modules, {module!r} in sys.modules)"

    assert "True False" == said(code)


@pytest.mark.parametrize(
    "code",
    [
        "import spacy; print(spacy.info.__module__)",
        "import spacy; print(spacy.cli.info.__module__)",
        "from spacy import info; print(info.__module__)",
        "import spacy.cli; print(spacy.cli.info.__module__)",
        "from spacy.cli.info import info; print(info.__module__)",
    ],
)
def test_commands_are_there_for_who_asks(code: str) -> None:
    assert "spacy.cli.info" == said(f"import blamelint.language.pipeline; {code}")


@pytest.mark.parametrize(
    "code",
    [
        "import spacy; print(spacy.schemas.TokenPattern.__module__)",
        "from spacy.schemas import TokenPattern; print(TokenPattern.__module__)",
        "from spacy import ConfigSchema; print(ConfigSchema.__module__)",
        "import spacy; print(spacy.schemas.validate.__module__)",
    ],
)
def test_schemas_are_there_for_who_asks(code: str) -> None:
    assert "spacy.schemas" == said(f"import blamelint.language.pipeline; {code}")


def test_a_document_is_still_checked_when_it_is_read_from_json() -> None:
    wrong = "spacy.blank('en').make_doc('One.').from_json({'text': 1, 'tokens': 2}, validate=True)"
    code = f"try:\n    {wrong}\nexcept ValueError as error:\n    print(type(error).__name__)"

    assert "ValueError" == said(f"import blamelint.language.pipeline, spacy\n{code}")


def test_spacy_stays_as_it_is_for_who_imported_it_before() -> None:
    code = "import spacy; known = spacy.info; import blamelint.language.pipeline; print(spacy.info is known)"

    assert "True" == said(code)


def test_other_names_are_missing_as_usual() -> None:
    code = "import blamelint.language.pipeline, spacy; print(hasattr(spacy, 'clu'))"

    assert "False" == said(code)


def test_the_tokenizer_is_that_of_the_model() -> None:
    usual: Any = spacy.load(DEFAULT_MODEL, exclude=["ner", "senter"]).tokenizer
    ours: Any = load_model().tokenizer

    # What was read before has left words in the vocabulary.
    assert usual.to_bytes(exclude=["vocab"]) == ours.to_bytes(exclude=["vocab"])


def test_loading_leaves_the_search_for_garbage_as_it_was() -> None:
    load = "from blamelint.language.pipeline import load_model; load_model()"

    assert "False" == said(f"import gc; gc.disable(); {load}; print(gc.isenabled())")
