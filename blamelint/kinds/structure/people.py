"""Items that are about people."""

from __future__ import annotations

import re
from functools import lru_cache

from blamelint.kinds.structure.items import Item
from blamelint.kinds.structure.words import Phrases, phrases_of
from blamelint.language.inflection import forms
from blamelint.language.patterns import Tokens
from blamelint.language.people import People

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]")
_LABEL = re.compile(r"(?:human|people|person|personnel)\s*(?:factors?)?\s*:\s*", re.IGNORECASE)
_SKIPPED = frozenset("the a an our his her their its one two three some this that another new junior senior".split())
_BREAKS = frozenset(
    "of in on at by for to from with and or is was were are be had has have not , . : ; ( — – -".split()
)
_THINGS = frozenset(
    "console tool tools interface ui dashboard guide runbook documentation docs account accounts role roles "
    "permission permissions "
    "pod service queue api screen page pages portal app list rota rotation schedule alert alerts pager paging "
    "workflow process approval "
    "access credentials session sessions laptop image version config configuration handbook manual procedure "
    "training".split()
)
"""Nouns before which a role only describes a thing: "operator console", "reviewer queue"."""


@lru_cache(maxsize=4)
def _roles(entries: tuple[str, ...]) -> frozenset[str]:
    words = (
        word for entry in entries if " " not in entry and entry[0] not in "<{[" for word in entry.lstrip("=").split("|")
    )
    return frozenset(form for word in words for form in forms(word.lower()))


@lru_cache(maxsize=4)
def _traits(entries: tuple[str, ...]) -> Phrases:
    return phrases_of(entries)


def is_human(item: Item, people: People) -> bool:
    """Tell whether an item begins with a person, a role, or a trait of people."""
    text = _LABEL.sub("", item.text, count=1) if _LABEL.match(item.text) else item.text
    words = [word.lower() for word in _TOKEN.findall(text)]
    first = next((i for i, word in enumerate(words) if word not in _SKIPPED and word[0].isalnum()), None)
    if first is None:
        return False
    if any(start <= 4 for start, _end in people.spans(text)) or _begins_with_role(words, first, people):
        return True
    entries = people.lexicons["structure_human_factors"].entries if "structure_human_factors" in people.lexicons else ()
    tokens = Tokens(words, [""] * len(words))
    ends = [hit.end for _name, _pattern, hit in _traits(entries).index.find(tokens) if hit.start == first]
    return bool(ends) and not _describes(words, max(ends))


def _begins_with_role(words: list[str], first: int, people: People) -> bool:
    """Find a role in the noun phrase at the head: "network engineer", "duty manager of the ward"."""
    roles = _roles(people.lexicons["roles"].entries) if "roles" in people.lexicons else frozenset()
    for at in range(first, min(first + 3, len(words))):
        if words[at] in _BREAKS:
            return False
        if words[at] in roles:
            return not _describes(words, at + 1)
    return False


def _describes(words: list[str], at: int) -> bool:
    return at < len(words) and words[at] in _THINGS
