"""Lint one document: from source to diagnostics."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from blamelint import allow, limits
from blamelint.diagnostic import Applicability, Diagnostic, Edit, FileReport, Fix, Severity
from blamelint.document import Document, Part
from blamelint.formats.genre import Genre, genre
from blamelint.formats.markdown import read_markdown
from blamelint.guards import is_allowed, is_checked
from blamelint.keeping import Found, kept_or_found
from blamelint.kinds.structure import StructureMatch, compile_structure
from blamelint.kinds.structure.postmortem import Postmortem
from blamelint.language.people import People, people_of
from blamelint.language.pieces import Piece, pieces_of
from blamelint.language.vocabulary import vocabulary_of
from blamelint.memory import Memory
from blamelint.merging import merge, merge_alike
from blamelint.packs import Rule, RuleBook
from blamelint.prefilter import Prefilter
from blamelint.settings import Settings
from blamelint.source import Source, Span
from blamelint.triggers import TriggerIndex, triggers_of

if TYPE_CHECKING:
    from blamelint.kinds.match import Match
    from blamelint.rewrite.proposals import Proposal


def lint_source(
    source: Source,
    book: RuleBook,
    settings: Settings,
    *,
    prefilter: bool = True,
    memory: Memory | None = None,
    rewrites: bool = True,
) -> FileReport:
    """Find everything that the enabled rules say about a document.

    Without `prefilter` every block is parsed; the findings are the same.
    """
    return linter_of(book, settings).lint(source, prefilter=prefilter, memory=memory, rewrites=rewrites)


@lru_cache(maxsize=512)
def linter_of(book: RuleBook, settings: Settings) -> Linter:
    """Prepare rules for some settings once."""
    return Linter(book, settings)


class Linter:
    """Rules and settings, ready for any number of documents."""

    def __init__(self, book: RuleBook, settings: Settings) -> None:
        self.book = book
        self.settings = settings
        self.rules = enabled_rules(book, settings)

    @cached_property
    def triggers(self) -> TriggerIndex:
        """What the rules need to stand in a sentence."""
        return triggers_of(self.book, self.rules)

    @cached_property
    def _is_apart(self) -> bool:
        """Whether names tell the rules about whole documents from the others, as they do in the built-in packs."""
        return all((rule.kind == "structure") == rule.id.startswith("structure/") for rule in self.rules)

    def lint(
        self, source: Source, *, prefilter: bool = True, memory: Memory | None = None, rewrites: bool = True
    ) -> FileReport:
        """Lint one document; with the memory of an earlier version, only what changed is worked out.

        Without `rewrites` no sentence is said anew: the findings are the same, and there much sooner.
        """
        limits.check_size(source, self.settings)
        memory = Memory() if memory is None else memory
        memory.turn(self)
        document = read_markdown(source, memory)
        if genre(document) in (Genre.TEMPLATE, Genre.GUIDE):
            return FileReport(source, ())
        parts = self._found(document, prefilter=prefilter, rewrites=rewrites)
        found = [diagnostic for part in parts for diagnostic in part.diagnostics]
        about_document = self._structure(document, found)
        kept, suppressed, notices = allow.apply(
            document,
            [*found, *about_document],
            self.book.rules,
            [rule.id for rule in self.rules],
            usual_ids=[rule.id for rule in self.book.rules.values() if rule.profile == "default"],
        )
        if suppressed or not self._is_apart:
            merged = merge(kept)
        else:  # no finding about a sentence overlaps with one in another part
            merged = [*(one for part in parts for one in part.merged), *merge_alike(about_document)]
        wanted = [notice for notice in notices if self.settings.enables(notice.rule, "default")]
        known = sorted(suppressed, key=lambda one: _place(one.diagnostic))
        return FileReport(source, tuple(sorted([*merged, *wanted], key=_place)), tuple(known))

    def _structure(self, document: Document, found: list[Diagnostic]) -> list[Diagnostic]:
        """Ask the rules about whole documents, which also look at what the others found."""
        rules = [rule for rule in self.rules if rule.kind == "structure"]
        if not rules:
            return []
        whole = Postmortem(document, found, self.people(document))
        return [
            _structure_diagnostic(document, match, rule, self.settings)
            for rule in rules
            for match in compile_structure(rule).find(whole)
            if not is_allowed(_said(document, match, rule), self.settings)
        ]

    def people(self, document: Document) -> People:
        """Collect the persons whom a document's reader would recognise."""
        return people_of(
            document,
            self.book.lexicons,
            people=self.settings.people,
            declared=self.settings.declared,
            colleagues=self.settings.colleagues,
        )

    def _found(self, document: Document, *, prefilter: bool, rewrites: bool) -> list[Found]:
        """Find what holds in the sentences of each part."""
        people = self.people(document)
        possible = Prefilter(document, self.triggers, people).rules if prefilter else self._all_rules

        def find(parts: Sequence[Part], besides: int) -> list[Found]:
            return self._search(document, parts, possible, besides=besides, rewrites=rewrites)

        # Rewrites are remembered by themselves.
        return find(document.parts, 0) if rewrites else kept_or_found(document, people, find)

    def _search(
        self,
        document: Document,
        parts: Sequence[Part],
        possible: Callable[[Piece], frozenset[str]],
        *,
        besides: int,
        rewrites: bool,
    ) -> list[Found]:
        """Look at the sentences of some parts; `besides` is how many words were parsed for the others."""
        candidates = [[piece for piece in self._pieces(document, part) if possible(piece)] for part in parts]
        words = [limits.words_of(pieces) for pieces in candidates]
        limits.check_words(document.source, sum(words, besides), self.settings)
        by_block: dict[int, list[Diagnostic]] = {}
        for match, proposals in self._match(document, list(chain(*candidates)), possible, rewrites=rewrites):
            if not is_allowed(match.slots, self.settings):
                rule = self.book.rules[match.rule]
                found = _diagnostic(document, match, rule, self.settings, proposals)
                by_block.setdefault(match.block, []).append(found)
        return [
            Found.of(part, count, (one for block in part.blocks for one in by_block.get(block.index, ())))
            for part, count in zip(parts, words, strict=True)
        ]

    def _pieces(self, document: Document, part: Part) -> Iterator[Piece]:
        checked = (block for block in part.blocks if is_checked(block, self.settings))
        return (piece for block in checked for piece in pieces_of(document, block))

    def _all_rules(self, piece: Piece) -> frozenset[str]:
        return frozenset(rule.id for rule in self.rules)

    def _match(
        self,
        document: Document,
        candidates: Sequence[Piece],
        possible: Callable[[Piece], frozenset[str]],
        *,
        rewrites: bool,
    ) -> list[tuple[Match, tuple[Proposal, ...]]]:
        """Find what holds in the sentences for which some rules are possible, each with the ways to say it better."""
        if not candidates:
            return []
        # spaCy takes most of a second to import: only a document with something to look at pays for it.
        from blamelint.kinds.conditions import know_patterns
        from blamelint.kinds.sentences import Search, compile_rule
        from blamelint.language.reader import Reader
        from blamelint.recollection import Recollection

        know_patterns(self.book)
        compiled = [rule for rule in map(compile_rule, self.rules) if rule is not None]
        reader = Reader(document, vocabulary_of(self.book), self.settings)
        recollection = Recollection(reader, Search(compiled, possible), self.book.rules)
        found = recollection.rewritten(candidates) if rewrites else recollection.found(candidates)
        recollection.forget()
        return found


def enabled_rules(book: RuleBook, settings: Settings) -> tuple[Rule, ...]:
    """List the rules that run under some settings."""
    return tuple(rule for rule in book.rules.values() if settings.enables(rule.id, rule.profile))


def _diagnostic(
    document: Document, match: Match, rule: Rule, settings: Settings, rewrites: Sequence[Proposal]
) -> Diagnostic:
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
        message=_fill(rule.message, match.slots),
        span=block.to_source(match.start, match.end).span,
        sentence=block.to_source(*match.sentence).span,
        question=_fill(rule.question, match.slots) if rule.question else None,
        fixes=_fixes(document, match, rewrites),
        url=rule.url,
    )


def _fixes(document: Document, match: Match, rewrites: Sequence[Proposal]) -> tuple[Fix, ...]:
    if not rewrites:
        return ()
    from blamelint.rewrite.items import UNNAMED
    from blamelint.rewrite.placing import context, edits_for, reads

    block = document.blocks[match.block]
    placed = [(rewrite, edits_for(document, block, rewrite.recasts)) for rewrite in rewrites]
    placed = [(rewrite, edits) for rewrite, edits in placed if edits]
    # What names nothing is for items that give nothing to name.
    named = any(rewrite.level != "safe" and UNNAMED not in rewrite.sentence for rewrite, _ in placed)
    return tuple(
        Fix(
            f"Rewrite: {reads(document.source, context(block, match.sentence, edits), edits)}",
            Applicability(rewrite.level),
            edits,
        )
        for rewrite, edits in placed
        if not (named and UNNAMED in rewrite.sentence)
    )


def _structure_diagnostic(document: Document, match: StructureMatch, rule: Rule, settings: Settings) -> Diagnostic:
    return Diagnostic(
        rule=rule.id,
        severity=settings.severity_of(rule.id, rule.severity),
        labels=rule.labels,
        message=_fill(rule.message, match.slots),
        span=match.span,
        question=_fill(rule.question, match.slots) if rule.question else None,
        fixes=_replacements(document, match.span, rule),
        url=rule.url,
    )


def _replacements(document: Document, span: Span, rule: Rule) -> tuple[Fix, ...]:
    """What a rule about whole documents puts in the place of its words; nothing where markup parts them."""
    wanted = [rewrite for rewrite in rule.rewrites if rewrite.replace is not None and len(span)]
    words = document.source.slice(span)
    if not wanted or not any(words in block.text for block in document.blocks_around(span)):
        return ()
    return tuple(
        Fix(f"Rewrite: {rewrite.replace}", Applicability(rewrite.level), (Edit(span, rewrite.replace or ""),))
        for rewrite in wanted
    )


def _said(document: Document, match: StructureMatch, rule: Rule) -> dict[str, str]:
    """Give the words of a match; what is reported at a heading for want of a place is not about its words."""
    here = {} if rule.match.get("at") else {"match": document.source.slice(match.span)}
    return here | dict(match.slots)


ACTOR_KINDS = frozenset("role pronoun self indefinite team vendor customer implied".split())


def _fill(template: str, found: Mapping[str, str]) -> str:
    """Put words of the sentence into a message; a slot that the sentence does not fill takes a neutral word."""
    return SLOT.sub(lambda slot: found.get(slot[1]) or NEUTRAL.get(slot[1], slot[0]), template)


SLOT = re.compile(r"\{([^{}]+)\}")
NEUTRAL = {"agent": "somebody", "predicate": "this", "act": "this", "object": "it", "cause": "this", "match": "this"}


def _place(diagnostic: Diagnostic) -> tuple[int, int, str]:
    return diagnostic.span.start, diagnostic.span.end, diagnostic.rule
