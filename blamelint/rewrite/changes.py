"""Changes of a sentence: which tokens give way, and to what.

A change replaces a range of tokens by parts: new words, and ranges of tokens that are kept and perhaps moved. Other
changes may lie inside a kept range, so that several findings of a sentence are mended together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from blamelint.document import REPLACED
from blamelint.language.pipeline import Sentence

Kept = tuple[int, int]
"""A range of tokens, half-open."""

Part = str | Kept
"""New words, or words of the sentence."""

NO_SPACE_BEFORE = re.compile(r"[,.;:!?)\]}…%]|['’](?:s|re|ve|d|ll|m|t)\b|n['’]t\b")
OPENED = re.compile(r"(?:^|\s)[\"'*_]$")
"""A straight quotation mark that opens."""

INSIDE = re.compile(
    r"(?:,|(?:^|[.!?]\s)\s*(?:at|on|by|around|about|from|since|until|after|before|in)\b[^.!?]*)(?<![:–—\s-])\s*$",
    re.IGNORECASE,
)
"""What stands before words in the middle of a sentence: a comma, or a time that was cut off (`At 13:50 …`).

Behind a colon or a dash a sentence begins.
"""

OPENING = ("(", "[", "{", "“", "‘", "$", "#", "/")


@dataclass(frozen=True, slots=True)
class Change:
    """What takes the place of a range of tokens."""

    start: int
    """First token."""

    end: int
    """After the last token; equal to `start` for an insertion."""

    parts: tuple[Part, ...]
    """In their new order; empty to delete."""


@dataclass(frozen=True, slots=True)
class Recast:
    """A rewrite of a stretch of a block, in offsets of its clean prose."""

    start: int
    """First code point that gives way."""

    end: int
    """After the last one."""

    parts: tuple[Part, ...]
    """New words, and stretches of the prose that are kept; spaces are part of the words."""


def combine(changes: Iterable[Change]) -> list[Change]:
    """Keep the changes that go together, the first ones first.

    Two go together when they lie apart, or when one lies wholly inside what the other keeps.
    """
    chosen: list[Change] = []
    for change in changes:
        if change not in chosen and all(_agree(change, other) for other in chosen):
            chosen.append(change)
    return chosen


def _agree(one: Change, other: Change) -> bool:
    apart = one.end <= other.start or other.end <= one.start
    if one.start == other.start and one.end == other.end:
        return False
    return apart or _keeps(one, other) or _keeps(other, one)


def _keeps(outer: Change, inner: Change) -> bool:
    return any(isinstance(part, tuple) and part[0] <= inner.start and inner.end <= part[1] for part in outer.parts)


def recasts(sentence: Sentence, changes: Sequence[Change]) -> tuple[Recast, ...]:
    """Write changes that go together as stretches of prose with their new parts, in reading order."""
    found: list[tuple[int, int]] = []
    for change in sorted(changes, key=lambda c: (c.start, -c.end)):
        if found and change.start <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], change.end)
        else:
            found.append((change.start, change.end))
    return tuple(_recast(sentence, start, end, changes) for start, end in found)


def _recast(sentence: Sentence, start: int, end: int, changes: Sequence[Change]) -> Recast:
    inside = [c for c in changes if start <= c.start and c.end <= end]
    first = first_word(sentence)
    # A deletion takes the space before it, so the word before it belongs to the stretch.
    from_ = start - 1 if start > first else start
    # What follows a change at the start may need a capital.
    to = min(max(end, from_ + 1) + (1 if start <= first else 0), len(sentence))
    parts = _spaced(sentence, list(_flat(from_, to, inside)))
    if from_ <= first:
        parts = _capitalised(sentence, parts)
    return _trimmed(sentence, Recast(sentence.starts[from_], sentence.ends[to - 1], tuple(parts)))


def end_of_words(sentence: Sentence) -> int:
    """After the last word of a sentence, before its final punctuation."""
    end = len(sentence)
    while end > 0 and sentence.words[end - 1] in (".", "!", "?", "…", ";", ",", ":", '"', "”"):
        end -= 1
    return end


def first_word(sentence: Sentence) -> int:
    """Find the token that has the capital: numbers, bullets and signs may stand before it."""
    start = 1 if sentence.implied else 0
    return next((i for i in range(start, len(sentence)) if any(map(str.isalpha, sentence.words[i]))), start)


def _flat(start: int, end: int, changes: Sequence[Change]) -> Iterator[Part]:
    """Yield the parts of a range of tokens after all changes in it, outermost first."""
    at = start
    inside = [c for c in changes if start <= c.start and c.end <= end]
    for change in sorted(inside, key=lambda c: (c.start, -c.end)):
        if change.start < at:
            continue
        if change.start > at:
            yield at, change.start
        rest = [c for c in inside if c is not change]
        for part in change.parts:
            if isinstance(part, str):
                yield part
            else:
                yield from _flat(*part, [c for c in rest if _lies_in(c, part)])
        at = change.end
    if at < end:
        yield at, end


def _lies_in(change: Change, kept: Kept) -> bool:
    """An insertion at an edge belongs outside."""
    if change.start == change.end:
        return kept[0] < change.start < kept[1]
    return kept[0] <= change.start and change.end <= kept[1]


def _spaced(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """Turn token ranges into prose ranges, with spaces where English has them."""
    text = sentence.piece.block.text
    found: list[Part] = []
    last = ""
    for part in parts:
        if isinstance(part, str):
            written, new = part, part
        else:
            first = next((i for i in range(*part) if sentence.words[i]), None)
            if first is None:
                continue
            bounds = sentence.starts[first], sentence.ends[part[1] - 1]
            written, new = text[bounds[0] : bounds[1]], ""
        if not written:
            continue
        if last and not _closes(written) and not last.endswith(OPENING) and not OPENED.search(last):
            found.append(" ")
        found.append(new or bounds)
        last = written
    return found


def _closes(text: str) -> bool:
    return NO_SPACE_BEFORE.match(text) is not None


def _capitalised(sentence: Sentence, parts: list[Part]) -> list[Part]:
    """Give the new first word of the sentence its capital, and take it from the one that was first."""
    first = first_word(sentence)
    begin, text = sentence.starts[first], sentence.piece.block.text
    lower = text[begin : begin + 1].islower() and first not in sentence.people
    if not parts or lower or INSIDE.search(text[:begin]):
        return parts
    found: list[Part] = []
    for index, part in enumerate(parts):
        if isinstance(part, str):
            found.append(part[:1].upper() + part[1:] if index == 0 else part)
        elif index == 0 and part[0] != begin and not _is_placeholder(sentence, part[0]):
            found += _with_first(text, part, upper=True)
        elif index > 0 and part[0] == begin and _is_common(sentence, first):
            found += _with_first(text, part, upper=False)
        else:
            found.append(part)
    return found


def _is_placeholder(sentence: Sentence, offset: int) -> bool:
    """Code, links and images are written as they are, wherever they stand."""
    masks = sentence.piece.block.prose.masks
    return any(mask.kind in REPLACED and mask.start <= offset < mask.end for mask in masks)


def _with_first(text: str, part: Kept, *, upper: bool) -> list[Part]:
    """Write the first letter of a kept stretch anew; the rest stays as it is."""
    letter = text[part[0]]
    changed = letter.upper() if upper else letter.lower()
    if letter == changed:
        return [part]
    return [changed, (part[0] + 1, part[1])] if part[1] - part[0] > 1 else [changed]


def _is_common(sentence: Sentence, index: int) -> bool:
    """Tell whether a word has its capital only from its place."""
    word, token = sentence.words[index], sentence[index]
    if index in sentence.people or token.pos_ == "PROPN" or word == "I" or word.startswith(("I'", "I’")):
        return False
    return word[1:].islower() or len(word) == 1


def _trimmed(sentence: Sentence, recast: Recast) -> Recast:
    """Leave out of a recast what stays where it is, at both ends."""
    start, end, parts = recast.start, recast.end, list(recast.parts)
    text = sentence.piece.block.text
    match parts:
        case [(from_, to), *rest] if from_ == start:
            start, parts = to, rest
            if start < end and parts[:1] == [" "] and text[start : start + 1] == " ":
                start, parts = start + 1, parts[1:]
    match parts:
        case [*rest, (from_, to)] if to == end:
            end, parts = from_, rest
            if start < end and parts[-1:] == [" "] and text[end - 1 : end] == " ":
                end, parts = end - 1, parts[:-1]
    return Recast(start, end, tuple(parts))


def new_text(text: str, recasts: Sequence[Recast]) -> str:
    """Return the prose of a block after some recasts."""
    for recast in sorted(recasts, key=lambda r: r.start, reverse=True):
        text = text[: recast.start] + new_words(text, recast) + text[recast.end :]
    return text


def new_words(text: str, recast: Recast) -> str:
    """Return what takes the place of the old prose; kept stretches are those of `text` up to the end of the recast."""
    return "".join(part if isinstance(part, str) else text[part[0] : part[1]] for part in recast.parts)
