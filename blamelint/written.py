"""The words of a prose as the tokenizer would split them, and more finely: told before it is parsed."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType

from blamelint.language.patterns import (
    PREFIXES,
    TICKET,
    Places,
)

KNOWN = 1 << 10
"""Texts of which the lexicons are kept."""

WORDS = 1 << 13
"""Words of which is kept what they are: names and numbers of many reports have no end."""

WORD = re.compile(r"\w+|[^\w\s]")
CONTRACTION = re.compile(r"(\w+?)(n't|'\w+)\b")

LETTERS = re.compile(r"\d+|[^\W\d_]+|'\w+")
"""What the tokenizer may cut off numbers and contractions: `am` of `3am`, `'ve` of `couldn't've`."""

MERGED = re.compile(
    r"\b(?!(?:is|its|were|well|ill|hell|shell|shed)\b)"
    r"(were|was|we|wo|is|it|i|you|y|had|has|have|he|she|sha|they|these|there|that|this|those|who|what|when|where|why|"
    r"how|could|should|would|might|must|may|not|need|ought|are|ai|ca|did|does|do|dare|gon|got)"
    r"((?:'?(?:nt|ve|re|ll|s|d|m|na|ta|all|a))+)\b"
)
ENDING = re.compile(r"'?(?:nt|ve|re|ll|s|d|m|na|ta|all|a)")
"""Contractions without an apostrophe, which the tokenizer splits as well: `dont`, `ive`, `id`."""

JOINED = re.compile(rf"\b(?:{'|'.join(PREFIXES)}|on)-[a-z]+")
"""Words that the tokenizer keeps whole although they have a hyphen."""


@lru_cache(maxsize=KNOWN)
def places_of(text: str) -> Places:
    """List the words of a prose with the numbers of what is written between blanks."""
    places: dict[str, list[int]] = {}
    for number, written in enumerate(text.split()):
        for word in words_of(written):
            places.setdefault(word, []).append(number)
    return MappingProxyType(places)


@lru_cache(maxsize=WORDS)
def words_of(text: str) -> frozenset[str]:
    """List the words and signs of a prose as the tokenizer would split them, and more finely."""
    lower = TICKET.sub("", text).lower().replace("’", "'").replace("cannot", "can not").replace("c'mon", "c'm on")
    parts = {part for match in CONTRACTION.finditer(lower) for part in match.groups()}
    merged = {part for match in MERGED.finditer(lower) for part in (match[1], *ENDING.findall(match[2]))}
    joined = {match[0] for match in JOINED.finditer(lower)}
    return frozenset(WORD.findall(lower)).union(LETTERS.findall(lower), parts, merged, joined)


def first_words(text: str) -> frozenset[str]:
    """List the words of what is written first, as far as it is written in letters or figures."""
    return next((words_of(written) for written in text.split() if any(map(str.isalnum, written))), frozenset())
