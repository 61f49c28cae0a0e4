"""What is left alone whatever a rule says: quoted evidence, and what the settings allow."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from blamelint.document import Block
from blamelint.settings import Settings


def is_checked(block: Block, settings: Settings) -> bool:
    """Tell whether a block is the authors' own text: quotes are evidence and must stay as they are."""
    return settings.check_quotes or not block.quote


def is_allowed(slots: Mapping[str, str], settings: Settings) -> bool:
    """Tell whether a match rests on a word or name that the settings allow.

    It does when the word is said of somebody, or is the one of whom something is said; not when it only stands in what
    was acted on or in what is named as a cause.
    """
    if not settings.allow:
        return False
    said = slots.get("match", "")
    for beside in (slots.get("object"), slots.get("cause")):
        if beside and beside != said:
            said = said.replace(beside, " ", 1)
    words = (said, slots.get("agent", ""), slots.get("name", ""))
    return any(_names(word).search(text) for word in settings.allow for text in words)


@cache
def _names(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
