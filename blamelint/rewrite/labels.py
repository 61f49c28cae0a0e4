"""Labels that are nothing but a verdict: `My fault as well: the lock was open` → `The lock was open`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from blamelint.kinds.match import Match
from blamelint.language.analysis import Analysis
from blamelint.language.tree import Token
from blamelint.rewrite.authors import is_personal
from blamelint.rewrite.changes import Recast
from blamelint.rewrite.judging import words_of
from blamelint.rewrite.nouns import JUDGING
from blamelint.rewrite.verbs import OF_ONES_OWN

SIGN = re.compile(r"\s*(?:[:=–—]|-)\s+")
"""What stands between a label and its value."""

STRANDED = re.compile(r"(?:s?he|they|his|her|their)\b", re.IGNORECASE)
"""How a value begins that speaks of somebody whom the label named."""

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "NUM"})
"""Parts of speech of what would be a fact."""


def labelled(analysis: Analysis, matches: Sequence[Match]) -> Recast | None:
    """Drop a label that only judges; nothing where it tells more, or where the value needs it."""
    piece = analysis.sentence.piece
    sign = SIGN.match(piece.block.text, piece.end) if piece.is_label else None
    if sign is None or not _only_judges(analysis, matches) or STRANDED.match(piece.block.text, sign.end()):
        return None
    letter = piece.block.text[sign.end() : sign.end() + 1]
    if not letter.islower() or _is_masked(analysis, sign.end()):
        return Recast(piece.start, sign.end(), ())
    return Recast(piece.start, sign.end() + 1, (letter.upper(),))


def following(analysis: Analysis) -> str:
    """The sentence behind a label."""
    piece = analysis.sentence.piece
    return piece.block.text[piece.end :].lstrip(" :=–—-")


def _only_judges(analysis: Analysis, matches: Sequence[Match]) -> bool:
    """Whether nothing but what was found, and what else judges, is in a label."""
    judged = words_of(analysis, JUDGING)
    judged |= {i for match in matches if match.rule.startswith("blame/") for i in range(*match.tokens)}
    told = [t for t in analysis.sentence.doc if t.pos_ in CONTENT and not is_personal(analysis, t)]
    return all(t.i in judged or _is_own(t) for t in told)


def _is_own(noun: Token) -> bool:
    """`my fault`, `our mistake`."""
    return noun.lemma_.lower() in OF_ONES_OWN and any(c.dep_ == "poss" for c in noun.children)


def _is_masked(analysis: Analysis, offset: int) -> bool:
    """Whether code or a link stands somewhere, which is written as it is."""
    masks = analysis.sentence.piece.block.prose.masks
    return any(mask.start <= offset < mask.end and mask.kind not in ("strong", "emphasis") for mask in masks)
