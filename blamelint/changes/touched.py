"""Which findings of a file a change answers for: those whose sentence the file did not hold before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from blamelint.diagnostic import Diagnostic, FileReport
from blamelint.document import REPLACED, Document
from blamelint.fingerprint import fingerprints
from blamelint.formats.markdown import read_markdown
from blamelint.language.pieces import Piece, cut
from blamelint.source import Source, Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or fragment of a document."""

    words: Hashable
    """Equal for what reads the same: white space, markup, time stamps and the kind of list do not count."""

    span: Span
    """Where, in the source."""


def only_touched(report: FileReport, before: Source, lint_before: Callable[[], FileReport]) -> FileReport:
    """Keep the findings that a change from `before` answers for.

    These are the findings whose sentence was not there before. A finding about more than its own sentence (about the
    document, or in a cell, which means what its row says) also counts when it was not there before, and one that has
    no sentence counts only then. `lint_before` is asked at most once.
    """
    after = read_markdown(report.source)
    found = [*report.diagnostics, *(known.diagnostic for known in report.suppressed)]
    touched = touched_sentences(read_markdown(before), after)
    counted = {one for one in found if _is_in(one, touched)}
    wide = [one for one in found if one not in counted and _is_wide(one, after)]
    if wide:
        old = _names(report.source.path, lint_before())
        counted |= {one for one, name in _named(report.source, found) if one in wide and name not in old}
    return replace(
        report,
        diagnostics=tuple(one for one in report.diagnostics if one in counted),
        suppressed=tuple(known for known in report.suppressed if known.diagnostic in counted),
    )


def touched_sentences(before: Document, after: Document) -> list[Sentence]:
    """List the sentences that were not there before.

    A sentence that only moved was. Of two equal ones where there was one, the one that was added counts.
    """
    old, new = list(_sentences(before)), list(_sentences(after))
    matcher = SequenceMatcher(None, [one.words for one in old], [one.words for one in new], autojunk=False)
    changed = [step for step in matcher.get_opcodes() if step[0] != "equal"]
    gone = Counter(one.words for _, start, end, _, _ in changed for one in old[start:end])
    touched = []
    for sentence in (one for *_, start, end in changed for one in new[start:end]):
        if gone[sentence.words]:
            gone[sentence.words] -= 1
        else:
            touched.append(sentence)
    return touched


def _sentences(document: Document) -> Iterator[Sentence]:
    for block in document.blocks:
        for piece in cut(block):
            # What was quoted is evidence, and is the authors' own word once it no longer is.
            words = (block.quote, piece.label, _words(document.source, piece))
            yield Sentence(words, block.to_source(piece.start, piece.end).span)


def _words(source: Source, piece: Piece) -> tuple[str, ...]:
    """Give the prose of a piece, and what stands behind the placeholders in it."""
    behind = (
        " ".join(source.slice(mask.source).split())
        for mask in piece.block.masks
        if mask.kind in REPLACED and piece.start <= mask.start < piece.end
    )
    return (piece.text, *behind)


def _is_in(diagnostic: Diagnostic, sentences: Iterable[Sentence]) -> bool:
    at = diagnostic.sentence
    return at is not None and any(at.overlaps(sentence.span) for sentence in sentences)


def _is_wide(diagnostic: Diagnostic, document: Document) -> bool:
    """Tell whether a finding is about more than the sentence it stands in."""
    if diagnostic.sentence is None:
        return True
    return any(block.cell and block.span.overlaps(diagnostic.sentence) for block in document.blocks)


def _names(path: str, report: FileReport) -> set[str]:
    """Name what was found before, as if the file had had its present name."""
    found = [*report.diagnostics, *(known.diagnostic for known in report.suppressed)]
    source = Source(path, report.source.text)
    return {name for layer in (found, _milder(found)) for _, name in _named(source, layer)}


def _milder(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Give the findings that a graver one at the same place hid: they are no news when that one goes."""
    return [replace(one, rule=other.rule, span=other.span) for one in found for other in one.related]


def _named(source: Source, found: Iterable[Diagnostic]) -> list[tuple[Diagnostic, str]]:
    ordered = sorted(found, key=lambda one: one.span)
    return list(zip(ordered, fingerprints(source, ordered), strict=True))
