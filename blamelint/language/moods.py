"""Words that give a verb its mood, for who reads a parse and for who has none yet."""

from __future__ import annotations

MODALS = frozenset("should could would might may must can will shall ought 'd 'll wo ca".split())
PERFECT = frozenset("have 've".split())
"""Auxiliaries that put a modal into the past, behind it."""

DENYING = frozenset("never neither nor hardly barely rarely seldom".split())
"""Adverbs and conjunctions that deny a verb as *not* does."""

SLIP, SLIP_REACH = "of", 3
"""`should of` is a common slip; so many tokens behind the modal at most, as in `should not really of`."""
