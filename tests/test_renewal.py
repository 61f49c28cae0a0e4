"""Models that have met very many words are let go of, and nobody sees it in a finding."""

from __future__ import annotations

import gc
import weakref

import pytest

from blamelint import api
from blamelint.language import pipeline, renewal
from blamelint.language.pipeline import DEFAULT_MODEL, load_model
from blamelint.language.running import run
from blamelint.settings import Settings
from blamelint.source import Source

TEXTS = ["Dave forgot to run the migration.\n", "The outage was caused by Priya's carelessness.\n"]


def test_a_model_that_has_met_many_words_is_loaded_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = load_model()
    monkeypatch.setattr(renewal, "MOST", 0)

    renewal.make_room(DEFAULT_MODEL)

    assert load_model() is not before
    assert len(load_model().vocab) <= len(before.vocab)


def test_what_was_let_go_of_waits_for_no_search_for_garbage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(pipeline.LOADED, DEFAULT_MODEL, raising=False)
    nlp = load_model()
    run(nlp, [nlp.make_doc("Dave forgot it.")])
    parts = [weakref.ref(part) for part in (nlp, nlp.get_pipe("lemmatizer"), nlp.get_pipe("tok2vec"))]
    monkeypatch.setattr(renewal, "MOST", 0)
    monkeypatch.setattr(gc, "collect", lambda: 0)
    del nlp

    renewal.make_room(DEFAULT_MODEL)

    assert all(part() is None for part in parts)


def test_a_model_with_room_stays() -> None:
    before = load_model()

    renewal.make_room(DEFAULT_MODEL)

    assert (len(before.vocab) <= renewal.MOST) == (load_model() is before)


def test_a_model_of_the_users_choice_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = load_model()
    monkeypatch.setitem(pipeline.LOADED, "chosen", chosen)
    monkeypatch.setattr(renewal, "MOST", 0)

    renewal.make_room("chosen")

    assert load_model("chosen") is chosen


def test_a_new_model_finds_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [api.lint(Source("a.md", text), Settings()) for text in TEXTS]
    monkeypatch.setattr(renewal, "MOST", 0)

    assert all(report.diagnostics for report in found)
    assert found == [api.lint(Source("a.md", text), Settings()) for text in TEXTS]
