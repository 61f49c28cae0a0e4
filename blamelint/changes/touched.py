"""Which findings of a file a change answers for: those whose sentence the file did not hold before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from blamelint.diagnostic import Diagnostic, FileReport
from blamelint.document import REPLACED, Document
from blamelint.fingerprint import fingerprints
from blamelint.formats.markdown import read_markdown
from blamelint.language.pieces import Piece, cut
from blamelint.source import Source, Span

MOST_PAIRS = 1_000_000
"""Sentences of two versions, multiplied, from which they are not aligned: that takes time by the square, or worse."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or fragment of a document."""

    words: Hashable
    """Equal for what reads the same: white space, markup, time stamps and the kind of list do not count."""

    span: Span
    """Where, in the source."""

    in_heading: bool
    """Whether it is part of a heading."""


def only_touched(report: FileReport, before: Source, lint_before: Callable[[], FileReport]) -> FileReport:
    """Keep the findings that a change from `before` answers for.

    These are the findings in sentences that were not there before; and of those about more than a sentence (about the
    document, or in a cell, which means what its row says) the ones that the change brought. `lint_before` is asked at
    most once.
    """
    after = read_markdown(report.source)
    found = _found(report)
    touched = touched_sentences(read_markdown(before), after)
    counted = [one for one in found if _stands_in(one, touched)]
    wide = [one for one in found if one not in counted and _is_wide(one, after)]
    if wide:
        counted += _brought(wide, counted, report, lint_before())
    return replace(
        report,
        diagnostics=tuple(one for one in report.diagnostics if one in counted),
        suppressed=tuple(known for known in report.suppressed if known.diagnostic in counted),
    )


def _brought(
    wide: Sequence[Diagnostic], counted: Sequence[Diagnostic], report: FileReport, before: FileReport
) -> Iterator[Diagnostic]:
    """Yield the findings that were not there before: their rule finds more than it did, and not at this place."""
    new, old = _found(report), _found(before)
    # A graver finding hides milder ones at the same place: they are no news when it goes.
    known = {name for layer in (old, _milder(old)) for name in _names(report.source.path, before.source, layer)}
    more = _rules([*new, *_milder(new)]) - _rules([*old, *_milder(old), *counted])
    for one, name in zip(new, _names(report.source.path, report.source, new), strict=True):
        if one in wide and name not in known and more[one.rule]:
            more[one.rule] -= 1
            yield one


def touched_sentences(before: Document, after: Document) -> list[Sentence]:
    """List the sentences that were not there before.

    A sentence that only moved was. Of two equal ones where there was one, the one that was added counts.
    """
    old, new = list(_sentences(before)), list(_sentences(after))
    changed = _differences([one.words for one in old], [one.words for one in new])
    gone = Counter(one.words for start, end, _, _ in changed for one in old[start:end])
    touched = []
    for sentence in (one for *_, start, end in changed for one in new[start:end]):
        if gone[sentence.words]:
            gone[sentence.words] -= 1
        else:
            touched.append(sentence)
    return touched


def _differences(old: Sequence[object], new: Sequence[object]) -> list[tuple[int, int, int, int]]:
    """Find the stretches that differ, in the old and in the new; two long texts differ as a whole."""
    if len(old) * len(new) > MOST_PAIRS:
        return [(0, len(old), 0, len(new))]
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(a, b, c, d) for name, a, b, c, d in steps if name != "equal"]


def _sentences(document: Document) -> Iterator[Sentence]:
    for block in document.blocks:
        for piece in cut(block):
            # What was quoted is evidence, and is the authors' own word once it no longer is.
            words = (block.quote, piece.label, _words(document.source, piece))
            yield Sentence(words, block.to_source(piece.start, piece.end).span, block.level > 0)


def _words(source: Source, piece: Piece) -> tuple[str, ...]:
    """Give the prose of a piece, and what stands behind the placeholders in it."""
    behind = (
        " ".join(source.slice(mask.source).split())
        for mask in piece.block.masks
        if mask.kind in REPLACED and piece.start <= mask.start < piece.end
    )
    return (piece.text, *behind)


def _stands_in(diagnostic: Diagnostic, sentences: Iterable[Sentence]) -> bool:
    """Tell whether a finding is in one of these; what is said at a heading is about the part below it."""
    return any(
        diagnostic.context.overlaps(sentence.span) and (diagnostic.sentence or not sentence.in_heading)
        for sentence in sentences
    )


def _is_wide(diagnostic: Diagnostic, document: Document) -> bool:
    """Tell whether a finding is about more than the sentence it stands in."""
    if diagnostic.sentence is None:
        return True
    return any(block.cell and block.span.overlaps(diagnostic.sentence) for block in document.blocks)


def _found(report: FileReport) -> list[Diagnostic]:
    """Give all findings of a file, suppressed or not, in reading order."""
    found = [*report.diagnostics, *(known.diagnostic for known in report.suppressed)]
    return sorted(found, key=lambda one: one.span)


def _milder(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    return [replace(one, rule=other.rule, span=other.span) for one in found for other in one.related]


def _names(path: str, source: Source, found: Iterable[Diagnostic]) -> list[str]:
    """Name findings so that those of a renamed file can be compared."""
    return fingerprints(Source(path, source.text), found)


def _rules(found: Iterable[Diagnostic]) -> Counter[str]:
    return Counter(one.rule for one in found)
