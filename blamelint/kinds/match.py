"""What a rule finds, before it becomes a diagnostic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Match:
    """A rule holds for a stretch of a block."""

    rule: str
    """Id of the rule."""

    block: int
    """Index of the block."""

    start: int
    """In the block's clean prose."""

    end: int
    """In the block's clean prose, half-open."""

    sentence: tuple[int, int]
    """The sentence or fragment around it, in the block's clean prose, half-open."""

    tokens: tuple[int, int]
    """The same in tokens of the sentence, half-open."""

    head: int | None = None
    """Token of the predicate that the rule looked at."""

    target: str | None = None
    """Kind of the human target that takes part."""

    slots: Mapping[str, str] = field(default_factory=dict)
    """Words of the sentence for messages."""

    def moved(self, *, block: int, by: int) -> Match:
        """Give the same match for the same sentence in another block, or at another place in it."""
        (start, end), (first, last) = self.sentence, (self.start + by, self.end + by)
        sentence = start + by, end + by
        return Match(self.rule, block, first, last, sentence, self.tokens, self.head, self.target, self.slots)
