"""The small tables of verbs say what lemminflect's dictionary says."""

from __future__ import annotations

import pytest
from lemminflect import getInflection, getLemma

from blamelint.rewrite.words import base_form, gerund, participle, past


@pytest.mark.parametrize(
    ("word", "guess", "base"),
    [
        ("spared", "spar", "spare"),
        ("forgot", "forget", "forget"),
        ("overwrote", "overwrote", "overwrite"),
        ("dockerized", "dockerized", "dockerize"),
        ("left", "left", "leave"),
        ("'s", "be", "be"),
    ],
)
def test_a_verb_has_a_base_form_whatever_the_tagger_made_of_it(word: str, guess: str, base: str) -> None:
    assert base == base_form(word, guess)


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("forget", ("forgotten", "forgot", "forgetting")),
        ("overwrite", ("overwritten", "overwrote", "overwriting")),
        ("okay", ("ok'd", "okayed", "okaying")),
        ("re-run", ("re-run", "re-ran", "re-running")),
        ("dockerize", ("dockerized", "dockerized", "dockerizing")),
    ],
)
def test_a_verb_has_the_forms_that_are_usually_written(verb: str, forms: tuple[str, ...]) -> None:
    assert forms == (participle(verb), past(verb), gerund(verb))


WORDS = "ran wound felt lay checked misread resuscitated paged merging grepped mistook bankrolled dove pled was".split()


@pytest.mark.parametrize("word", WORDS)
def test_base_forms_are_those_of_the_dictionary(word: str) -> None:
    assert getLemma(word, "VERB")[0] == base_form(word, "")


VERBS = "lie check travel quit page bankroll dive plead offset benefit focus hang ought okay rebase".split()


@pytest.mark.parametrize("verb", VERBS)
def test_forms_are_those_of_the_dictionary(verb: str) -> None:
    assert past(verb) in [form.lower() for form in getInflection(verb, "VBD")]
    assert participle(verb) in [form.lower() for form in getInflection(verb, "VBN")]
    assert gerund(verb) in [form.lower() for form in getInflection(verb, "VBG")]
