"""Word forms for writing."""

from __future__ import annotations

from functools import cache


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
def base_form(word: str, guess: str) -> str:
    """Return the base form of a verb; `guess` is the tagger's, which is wrong about rare forms."""
    if not word.isalpha():
        return guess
    from lemminflect import getLemma

    known = getLemma(word, "VERB")
    return guess if guess in known or not known else known[0]


def _inflected(lemma: str, tag: str) -> str:
    # Its tables take longer to load than all the rest here, and most documents need no rewrite.
    from lemminflect import getInflection

    prefix, hyphen, verb = lemma.rpartition("-")
    found = getInflection(verb, tag) or (verb,)
    return f"{prefix}{hyphen}{_usual(found)}"


def _usual(found: tuple[str, ...]) -> str:
    """`woken` and `waked`, `over-written` and `overwritten`: the strong form in one word is the usual one."""
    return min(found, key=lambda form: ("-" in form, form.endswith("ed")))
