from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blamelint.language.inflection import IRREGULAR, forms


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("skip", "skip skips skipped skipping"),
        ("deploy", "deploy deploys deployed deploying"),
        ("copy", "copy copies copied copying"),
        ("ignore", "ignore ignores ignored ignoring"),
        ("push", "push pushes pushed pushing"),
        ("miss", "miss misses missed missing"),
        ("fix", "fix fixes fixed fixing"),
        ("lie", "lie lies lied lying lay lain"),
        ("agree", "agree agrees agreed agreeing"),
        ("veto", "veto vetoes vetoed vetoing"),
        ("forget", "forget forgets forgot forgotten forgetting"),
        ("overwrite", "overwrite overwrites overwrote overwritten overwriting"),
        ("override", "override overrides overrode overridden overriding"),
        ("re-run", "re-run re-runs re-ran re-running"),
        ("relay", "relay relays relayed relaying"),
        ("panic", "panic panics panicked panicking"),
        ("be", "be am is are was were been being"),
        ("can", "can could ca"),
        ("not", "not n't"),
    ],
)
def test_forms_holds_every_form_of_a_verb(base: str, expected: str) -> None:
    assert set(expected.split()) <= forms(base)


@pytest.mark.parametrize(
    ("base", "plural"),
    [
        ("engineer", "engineers"),
        ("policy", "policies"),
        ("batch", "batches"),
        ("man", "men"),
        ("person", "people"),
        ("analysis", "analyses"),
    ],
)
def test_forms_holds_the_plural_of_a_noun(base: str, plural: str) -> None:
    assert plural in forms(base)


def test_forms_holds_both_spellings_of_a_doubled_consonant() -> None:
    assert {"cancelled", "canceled", "cancelling", "canceling"} <= forms("cancel")


@pytest.mark.parametrize("word", ["it", "5xx", "co-ordinate", "n't"])
def test_words_that_are_no_verbs_keep_their_form(word: str) -> None:
    """Short words, numbers and contractions get at most a plural."""
    assert forms(word) <= {word, f"{word}s"}


def test_regular_forms_never_replace_irregular_ones() -> None:
    assert "forgetted" not in forms("forget")
    assert "leaved" not in forms("leave")


@given(st.from_regex(r"[a-z]{1,12}", fullmatch=True))
def test_a_word_is_one_of_its_own_forms(word: str) -> None:
    assert word in forms(word)


@given(st.sampled_from(sorted(IRREGULAR)))
def test_irregular_forms_are_lower_case_words(word: str) -> None:
    assert all(form == form.lower() and form for form in forms(word))
