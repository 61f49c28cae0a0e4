"""How blamelint reads a text: the tool that rule authors live in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from blamelint import limits
from blamelint.engine import enabled_rules
from blamelint.errors import Location, UserError
from blamelint.formats.markdown import read_markdown
from blamelint.guards import is_checked
from blamelint.kinds.clause import ClauseRule
from blamelint.kinds.phrase import PhraseRule
from blamelint.kinds.sentences import compile_rule
from blamelint.language.analysis import Analysis
from blamelint.language.beings import MentionKind
from blamelint.language.claims import Claim
from blamelint.language.clauses import Clause
from blamelint.language.mentions import Mention
from blamelint.language.pieces import cut
from blamelint.language.reader import Reader
from blamelint.language.spacy import Doc
from blamelint.language.vocabulary import vocabulary_of
from blamelint.packs import RuleBook
from blamelint.settings import Settings
from blamelint.source import Source


def analyses(source: Source, book: RuleBook, settings: Settings) -> Iterator[Analysis]:
    """Read every sentence of a document, whether a rule could apply or not; raises `DocumentError` for too many."""
    limits.check_size(source, settings)
    document = read_markdown(source)
    pieces = [piece for block in document.blocks if is_checked(block, settings) for piece in cut(block)]
    limits.check_words(document.source, limits.words_of(pieces), settings)
    yield from Reader(document, vocabulary_of(book), settings).read(pieces)


def explain(source: Source, book: RuleBook, settings: Settings, *, only: str | None = None) -> Iterator[str]:
    """Give mentions, clauses, claims and the fate of every rule, sentence by sentence and line by line.

    `only` names the one rule to speak of, also where it was far from holding.
    """
    compiled = [rule for rule in map(compile_rule, enabled_rules(book, settings)) if rule]
    for analysis in analyses(source, book, settings):
        yield analysis.sentence.text
        for line in (*_context(analysis), *_mentions(analysis), *_frames(analysis), *_lexicons(analysis)):
            yield f"  {line}"
        for rule in compiled:
            if only in (None, rule.rule.id):
                for line in _fate(rule, analysis, verbose=only is not None):  # type: ignore[arg-type]
                    yield f"  {line}"
        yield ""


def _context(analysis: Analysis) -> Iterator[str]:
    yield f"section {analysis.around.section}, {analysis.role}" + (
        f", label {' / '.join(analysis.around.labels)!r}" if analysis.around.labels else ""
    )
    if analysis.sentence.implied:
        actor = analysis.around.actor
        said = f"{actor.kind} ({actor.reason})" if actor else "nobody in sight"
        yield f"fragment without a subject; actor: {said}"


def _mentions(analysis: Analysis) -> Iterator[str]:
    for mention in analysis.mentioned:
        if mention.kind is not MentionKind.UNKNOWN:
            yield f"mention  {_name(analysis, mention)!r}: {mention.kind}, {mention.reason}"


def _name(analysis: Analysis, mention: Mention | None) -> str:
    return "" if mention is None else analysis.sentence.prose(mention.start, mention.end)


def _frames(analysis: Analysis) -> Iterator[str]:
    for clause in analysis.frames:
        yield f"clause   {_clause(analysis, clause)}"
    for claim in analysis.claims:
        yield f"claim    {_claim(analysis, claim)}"


def _clause(analysis: Analysis, clause: Clause) -> str:
    words = analysis.sentence.words
    parts = [" → ".join(words[act] for act in clause.acts), clause.form.value, clause.mood.value]
    parts += ["negated"] if clause.negated else []
    if clause.agent:
        parts.append(f"agent {_name(analysis, clause.agent)!r} ({clause.agent.kind})")
    if clause.patient:
        parts.append(f"patient {_name(analysis, clause.patient)!r} ({clause.patient.kind})")
    if clause.outcome is not None:
        parts.append(f"outcome {words[clause.outcome]!r}")
    return ", ".join(parts)


def _claim(analysis: Analysis, claim: Claim) -> str:
    sentence = analysis.sentence
    kind = "the root cause" if claim.root else "the cause"
    definite = "" if claim.definite else ", not definite"
    human = f", human {_name(analysis, claim.human)!r}" if claim.human else ""
    return f"{sentence.words[claim.noun]!r} as {kind}{definite}: {sentence.prose(*claim.filler)!r}{human}"


def _lexicons(analysis: Analysis) -> Iterator[str]:
    for entry in analysis.entries.all:
        text = analysis.sentence.prose(entry.hit.start, entry.hit.end)
        yield f"lexicon  {entry.lexicon}: {text!r} by {entry.pattern.text!r}"


def _fate(rule: ClauseRule | PhraseRule, analysis: Analysis, *, verbose: bool) -> Iterator[str]:
    found = list(rule.find(analysis))
    for match in found:
        yield f"✓ {rule.rule.id}: {match.slots.get('match', '')!r}"
    if found:
        return
    reasons = _clause_reasons(rule, analysis) if isinstance(rule, ClauseRule) else _phrase_reasons(rule, analysis)
    for reason in dict.fromkeys(reason for near, reason in reasons if verbose or near):
        yield f"✗ {rule.rule.id}: {reason}"


FAR = frozenset({"agent", "form", "predicate"})
"""Conditions that fail for most sentences, and say little about a near miss."""


def _clause_reasons(rule: ClauseRule, analysis: Analysis) -> Iterator[tuple[bool, str]]:
    """Only clauses whose predicate a rule knows are worth a word, unless the rule was asked for."""
    for conditions in rule.any:
        if conditions.claim:
            continue
        for clause in analysis.frames:
            refusal = conditions.refusal(clause, analysis)
            word = analysis.sentence.words[clause.head]
            near = bool(conditions.predicate and analysis.clauses.entries_at(clause, conditions.predicate))
            if refusal:
                yield near and refusal not in FAR, f"at {word!r} stopped by {refusal}"
            else:
                yield True, f"at {word!r} stopped by an `unless`"


def _phrase_reasons(rule: PhraseRule, analysis: Analysis) -> Iterator[tuple[bool, str]]:
    if not rule.scope.holds(analysis):
        yield False, "outside its sections"
        return
    for hit in rule._hits(analysis):
        refusal = rule.refusal(analysis, hit)
        if refusal:
            yield True, f"{analysis.sentence.prose(hit.start, hit.end)!r} stopped: {refusal}"


def draw(source: Source, book: RuleBook, settings: Settings, path: Path) -> None:
    """Write displaCy's picture of all sentences, side by side, as one SVG file."""
    from spacy import displacy

    docs = [analysis.sentence.doc.parsed for analysis in analyses(source, book, settings)]
    if not docs:
        raise UserError("there is no sentence to draw", at=Location(source.path))
    picture = displacy.render(Doc.from_docs(docs), style="dep", jupyter=False)
    path.write_text(picture, encoding="utf-8")
