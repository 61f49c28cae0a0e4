"""Lint one document: from source to diagnostics."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from blamelint import allow
from blamelint.diagnostic import Diagnostic, FileReport, Related, Severity
from blamelint.document import Block, Document
from blamelint.formats.markdown import read_markdown
from blamelint.guards import is_allowed, is_checked
from blamelint.packs import Rule, RuleBook
from blamelint.settings import Settings
from blamelint.source import Source
from blamelint.triggers import TriggerIndex

if TYPE_CHECKING:
    from blamelint.kinds.match import Match

URL = "https://blamelint.readthedocs.io/rules/{pack}/#{name}"


def lint_source(source: Source, book: RuleBook, settings: Settings, *, prefilter: bool = True) -> FileReport:
    """Find everything that the enabled rules say about a document.

    Without `prefilter` every block is parsed; the findings are the same.
    """
    document = read_markdown(source)
    rules = enabled_rules(book, settings)
    candidates = [
        block
        for block in document.blocks
        if is_checked(block, settings) and (not prefilter or _touches(book, rules, document, block))
    ]
    matches = _match(document, candidates, book, rules, settings)
    found = [_diagnostic(document, match, book.rules[match.rule], settings) for match in matches]
    kept, _suppressed, notices = allow.apply(
        document,
        [diagnostic for diagnostic in found if not is_allowed(source, diagnostic, settings)],
        book.rules,
        [rule.id for rule in rules],
        usual_ids=[rule.id for rule in book.rules.values() if rule.profile == "default"],
    )
    wanted = [notice for notice in notices if settings.enables(notice.rule, "default")]
    return FileReport(source, tuple(sorted([*merge(kept), *wanted], key=_place)))


def enabled_rules(book: RuleBook, settings: Settings) -> tuple[Rule, ...]:
    """List the rules that run under some settings."""
    return tuple(rule for rule in book.rules.values() if settings.enables(rule.id, rule.profile))


def _touches(book: RuleBook, rules: tuple[Rule, ...], document: Document, block: Block) -> bool:
    index = _index(tuple(rule.id for rule in rules), id(book.lexicons))
    if index is None:
        index = _remember(TriggerIndex(book, rules), tuple(rule.id for rule in rules), id(book.lexicons))
    if index.touches(block.text):
        return True
    return block.cell is not None and index.touches(_labels_of(document, block))


_INDEXES: dict[tuple[tuple[str, ...], int], TriggerIndex] = {}


def _index(ids: tuple[str, ...], book: int) -> TriggerIndex | None:
    return _INDEXES.get((ids, book))


def _remember(index: TriggerIndex, ids: tuple[str, ...], book: int) -> TriggerIndex:
    _INDEXES[(ids, book)] = index
    return index


def _labels_of(document: Document, block: Block) -> str:
    """What names a cell: its column's header and the first cell of its row."""
    assert block.cell is not None
    first = next(
        (
            other.text
            for other in document.blocks
            if other.cell and (other.cell.table, other.cell.row, other.cell.column) == (block.cell.table, block.cell.row, 0)
        ),
        "",
    )
    return f"{block.cell.header} {first}"


def _match(
    document: Document, candidates: Sequence[Block], book: RuleBook, rules: tuple[Rule, ...], settings: Settings
) -> list[Match]:
    if not candidates or not rules:
        return []
    # spaCy takes most of a second to import: only a document with something to look at pays for it.
    from blamelint.language.reader import Reader
    from blamelint.kinds import compile_rule

    reader = Reader(document, book.lexicons, settings)
    compiled = [compile_rule(rule) for rule in rules]
    return [
        match
        for analysis in reader.read(candidates)
        for rule in compiled
        if rule is not None
        for match in rule.find(analysis)
    ]


def _diagnostic(document: Document, match: Match, rule: Rule, settings: Settings) -> Diagnostic:
    block = document.blocks[match.block]
    human = "person" if match.target == "named" else "actor" if match.target in ACTOR_KINDS else None
    severity = rule.actor_severity if human == "actor" else rule.severity
    severity = settings.severity_of(rule.id, severity)
    if match.target in ("self", "collective"):
        severity = min(severity, Severity.SUGGESTION)
    return Diagnostic(
        rule=rule.id,
        severity=severity,
        labels=(*rule.labels, *((human,) if human and human not in rule.labels else ())),
        message=_fill(rule.message, match),
        span=block.to_source(match.start, match.end).span,
        question=_fill(rule.question, match) if rule.question else None,
        url=URL.format(pack=rule.pack, name=rule.name),
    )


ACTOR_KINDS = frozenset("role pronoun self indefinite team vendor customer implied".split())


def _fill(template: str, match: Match) -> str:
    """Put words of the sentence into a message; a slot that the sentence does not fill takes a neutral word."""
    slots = {"agent": "somebody", "predicate": "this", "act": "this", "object": "it", "cause": "this", "match": "this"}
    for name, words in match.slots.items():
        if words:
            slots[name] = words
    text = template
    for name, words in slots.items():
        text = text.replace("{" + name + "}", words)
    return text


def merge(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Report the gravest of findings that overlap, with the others as related and with the labels of all."""
    groups: list[list[Diagnostic]] = []
    for diagnostic in sorted(diagnostics, key=lambda d: (d.span.start, -d.span.end)):
        if groups and any(diagnostic.span.overlaps(other.span) for other in groups[-1]):
            groups[-1].append(diagnostic)
        else:
            groups.append([diagnostic])
    return [_merged(group) for group in groups]


def _merged(group: list[Diagnostic]) -> Diagnostic:
    from dataclasses import replace

    main = max(group, key=lambda d: (d.severity, "person" in d.labels, -d.span.start, len(d.span), d.rule))
    seen = {(main.rule, main.span)}
    related, labels = [], list(main.labels)
    for other in group:
        labels += [label for label in other.labels if label not in labels]
        if (other.rule, other.span) not in seen:
            seen.add((other.rule, other.span))
            related.append(Related(other.rule, other.span, other.message))
    return replace(main, labels=tuple(labels), related=tuple(related))


def _place(diagnostic: Diagnostic) -> tuple[int, int, str]:
    return diagnostic.span.start, diagnostic.span.end, diagnostic.rule
