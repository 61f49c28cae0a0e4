"""Items that are about people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from blamelint.kinds.structure.items import Item
from blamelint.kinds.structure.words import Phrases, phrases_of
from blamelint.language.people import People
from blamelint.language.patterns import Tokens
from blamelint.packs import Lexicon

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]")
_SKIPPED = frozenset("the a an our his her their its one two three some this that another on - – new junior senior".split())
_GROUPS = ("roles", "indefinites", "structure_human_factors")


@lru_cache(maxsize=4)
def _heads(roles: tuple[str, ...]) -> Phrases:
    return phrases_of(tuple(entry for entry in roles if entry[0] not in "<{[" and "[" not in entry))


def _entries(lexicons: Mapping[str, Lexicon]) -> tuple[str, ...]:
    return tuple(entry for name in _GROUPS if name in lexicons for entry in lexicons[name].entries)


def is_human(item: Item, people: People) -> bool:
    """Tell whether an item begins with a person, a role, or a trait of people."""
    text = re.sub(r"^(?:human|people|person)\s*(?:factors?)?\s*:\s*", "", item.text, flags=re.IGNORECASE)
    words = [word.lower() for word in _TOKEN.findall(text)]
    first = next((i for i, word in enumerate(words) if word not in _SKIPPED and word[0].isalnum()), None)
    if first is None:
        return False
    if any(start <= 4 for start, _end in people.spans(text)):
        return True
    tokens = Tokens(words, [""] * len(words))
    hits = [hit for _n, _p, hit in _heads(_entries(people.lexicons)).index.find(tokens) if hit.start == first]
    return bool(hits) and not _modifies(words, max(hit.end for hit in hits))


def _modifies(words: list[str], at: int) -> bool:
    """A role before another noun may only describe it: "operator console", "reviewer queue"."""
    return at < len(words) and words[at] in _THINGS


_THINGS = frozenset(
    "console tool tools interface ui dashboard guide runbook documentation docs account accounts role roles permission permissions "
    "pod service queue api screen page pages portal app list rota rotation schedule alert alerts pager paging workflow process approval "
    "access credentials session sessions laptop image version config configuration handbook manual procedure training".split()
)
