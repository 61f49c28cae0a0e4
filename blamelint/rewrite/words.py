"""Word forms for writing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from typing import Any, TypedDict

from blamelint.store import Shelves, stored


class VerbData(TypedDict):
    """What lemminflect's dictionary says of verbs, as plain data to be kept between runs."""

    bases: dict[str, bytes]
    """Shelves, by form: the verbs that it may be of."""

    forms: dict[str, bytes]
    """Shelves, by verb: its usual forms, by tag."""


OPENS_WITH_VOWEL = re.compile(
    r"[ai]|o(?!n(?:e|ce)\b)|e(?!u)|u(?!ni(?![mn])|s[aeiu]|t[ei]|r[aei]|k)|h(?:our|onest|eir|onou?r)", re.IGNORECASE
)
"""What is written at the start of words that begin with a vowel when they are spoken, but for `one` and `once`."""

INSTEAD = {"VBN": ("VBN", "VBD"), "VBD": ("VBD", "VBN"), "VBG": ("VBG",), "VBZ": ("VBZ",)}
"""The forms that are written, each with where it is found: of regular verbs only one form of the past is listed."""

PREFERRED = {("bear", "VBN"): "borne"}
"""Forms of which the dictionary lists first the one that means something else."""


def article(word: str) -> str:
    """Return the indefinite article before a word, by its spelling."""
    return "an" if OPENS_WITH_VOWEL.match(word) else "a"


@cache
def participle(lemma: str) -> str:
    """Return the past participle of a verb."""
    return _inflected(lemma, "VBN")


@cache
def past(lemma: str) -> str:
    """Return the past tense of a verb."""
    return _inflected(lemma, "VBD")


@cache
def gerund(lemma: str) -> str:
    """Return the -ing form of a verb."""
    return _inflected(lemma, "VBG")


@cache
def present(lemma: str) -> str:
    """Return the form of a verb that stands behind he, she or it."""
    return _inflected(lemma, "VBZ")


@cache
def base_form(word: str, guess: str) -> str:
    """Return the base form of a verb in lower case; `guess` is the tagger's, which is wrong about rare forms."""
    if not word.isalpha():
        return guess
    known = _bases().get(word) or _supposed_bases(word)
    return guess if guess in known or not known else known[0]


def is_verb_form(word: str) -> bool:
    """Tell whether a word in lower case is a form of some verb."""
    return _bases().get(word) is not None


def _inflected(lemma: str, tag: str) -> str:
    prefix, hyphen, verb = lemma.rpartition("-")
    if (verb, tag) in PREFERRED:
        return f"{prefix}{hyphen}{PREFERRED[verb, tag]}"
    known = _forms().get(verb) or {}
    return f"{prefix}{hyphen}{known.get(tag) or _supposed_form(verb, tag)}"


def _supposed_bases(word: str) -> tuple[str, ...]:
    """Ask the rules for words that no dictionary has."""
    from lemminflect import getAllLemmasOOV

    found: tuple[str, ...] = getAllLemmasOOV(word, "VERB").get("VERB", ())
    return found


def _supposed_form(verb: str, tag: str) -> str:
    from lemminflect import getAllInflectionsOOV

    return _usual(getAllInflectionsOOV(verb, "VERB")[tag])


@cache
def _bases() -> Shelves[tuple[str, ...]]:
    return Shelves(_verbs()["bases"])


@cache
def _forms() -> Shelves[dict[str, str]]:
    return Shelves(_verbs()["forms"])


@cache
def _verbs() -> VerbData:
    found: VerbData = stored("verbs", [version("lemminflect")], _read_verbs)
    return found


def _read_verbs() -> VerbData:
    from lemminflect import config
    from lemminflect.codecs.InflectionLUCodec import InflectionLUCodec
    from lemminflect.codecs.LemmaLUCodec import LemmaLUCodec
    from lemminflect.codecs.OverridesCodec import OverridesCodec

    bases = _joined(LemmaLUCodec.load(config.lemma_lu_fn), OverridesCodec.load(config.lemma_overrides_fn))
    forms = _joined(InflectionLUCodec.load(config.inflection_lu_fn), OverridesCodec.load(config.infl_overrides_fn))
    return VerbData(
        bases=Shelves.fill({word: found["VERB"] for word, found in bases.items() if "VERB" in found}),
        forms=Shelves.fill({verb: usual for verb, found in forms.items() if (usual := _usual_forms(found))}),
    )


def _usual_forms(found: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {
        tag: _usual(next(found[place] for place in places if place in found)).lower()
        for tag, places in INSTEAD.items()
        if not found.keys().isdisjoint(places)
    }


def _joined(dictionary: Mapping[str, Any], corrections: Mapping[str, Any]) -> dict[str, Any]:
    return {
        word: {**dictionary.get(word, {}), **corrections.get(word, {})}
        for word in (*dictionary, *(word for word in corrections if word not in dictionary))
    }


def _usual(found: tuple[str, ...]) -> str:
    """`woken` and `waked`, `over-written` and `overwritten`: the strong form in one word is the usual one."""
    return min(found, key=lambda form: (any(sign in form for sign in ".-"), "'" in form, form.endswith("ed")))
