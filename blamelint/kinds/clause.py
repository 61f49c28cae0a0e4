"""Rules that look at frames: who did what, whatever the syntax.

```yaml
kind: clause
match:                         # or `any:` with several of these
  agent: [named]               # kinds of mention
  predicate: [omission]        # lexicons of which an entry begins at the predicate
  act: [duty]                  # lexicons of the predicate or of a verb under its control
  not-act: [info_state]
  patient: [system]            # kinds of mention of what it was done to
  object: [signals]            # lexicons within what follows the predicate
  manner: [deviance]           # lexicons within the clause, its own adverbials included
  words: ["straight to prod"]  # patterns within the clause
  outcome: true                # the sentence ties a bad outcome to it
  polarity: asserted           # or negated: the act did not happen
  mood: [fact]                 # default
  form: [active, passive, …]   # default: all
  reason: true                 # the clause stands behind because, since or as
  after: [stated_duty]         # lexicons within the sentence before, or earlier in this one
  claim: {root: true, …}       # a cause claim instead of an act; see `ClaimConditions`
  section, not-section, role
unless: [ … ]                  # the same conditions; one that holds stops the rule
```
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from blamelint.kinds.conditions import (
    Scope,
    as_list,
    check_choices,
    find_patterns,
    is_anyone,
    read_kinds,
    read_patterns,
    words_of,
)
from blamelint.kinds.match import Match
from blamelint.language.agents import Form
from blamelint.language.analysis import Analysis
from blamelint.language.assertion import Mood
from blamelint.language.beings import TARGETS, MentionKind
from blamelint.language.claims import Claim
from blamelint.language.clauses import Clause
from blamelint.language.patterns import PatternSet
from blamelint.language.syntax import own_subject
from blamelint.language.vocabulary import Entry
from blamelint.packs import Rule, check_name, check_type

KEYS = (
    "agent predicate not-predicate act not-act patient not-patient object not-object manner not-manner words "
    "not-words outcome polarity mood form reason after claim section not-section role".split()
)
CLAIM_KEYS = "root definite noun of qualifier not-qualifier human filler label".split()
REASONS = frozenset("because since as".split())
NEGATIVE_WORDS = frozenset(
    "not n't never no nobody none nothing neither nor hardly without refuse decline fail".split()
)


@dataclass(frozen=True)
class ClaimConditions:
    """What a rule asks of a cause claim."""

    root: bool | None
    """It is, or is not, a *root* cause."""

    definite: bool | None
    """The phrase says that there is just this one."""

    noun: PatternSet
    """Patterns for the noun phrase."""

    of: PatternSet
    """Patterns for what follows the noun, before the verb."""

    qualifier: PatternSet
    """Patterns that must stand in the noun phrase."""

    not_qualifier: PatternSet
    """Patterns that must not."""

    human: frozenset[MentionKind] | None
    """Kinds of the person in the slot; an empty set asks that there is none."""

    filler: PatternSet
    """Patterns for what fills the slot."""

    label: bool
    """The cause is named by a label or column, not in the sentence."""

    def holds(self, claim: Claim, analysis: Analysis) -> bool:
        """Tell whether a claim is what the rule looks for."""
        if claim.label != self.label:
            return False
        if self.root is not None and claim.root != self.root:
            return False
        if self.definite is not None and claim.definite != self.definite:
            return False
        kind = claim.human.kind if claim.human else None
        if self.human is not None and (kind not in self.human if self.human else kind is not None):
            return False
        return self._phrases_hold(claim, analysis)

    def _phrases_hold(self, claim: Claim, analysis: Analysis) -> bool:
        if claim.label:
            return not self.filler or bool(find_patterns(self.filler, analysis, *claim.filler))
        noun = analysis.sentence[claim.noun]
        left, right = noun.left_edge.i, noun.right_edge.i + 1
        edge = min(right, claim.filler[0]) if claim.filler[0] > claim.noun else right
        around = (max(0, left), max(edge, claim.noun + 1))
        if self.noun and not find_patterns(self.noun, analysis, *around):
            return False
        if self.qualifier and not find_patterns(self.qualifier, analysis, *around):
            return False
        if self.not_qualifier and find_patterns(self.not_qualifier, analysis, *around):
            return False
        if self.of and not find_patterns(self.of, analysis, claim.noun + 1, around[1]):
            return False
        return not self.filler or bool(find_patterns(self.filler, analysis, *claim.filler))


@dataclass(frozen=True)
class Conditions:
    """One alternative of a clause rule."""

    agent: frozenset[MentionKind]
    predicate: tuple[str, ...]
    not_predicate: tuple[str, ...]
    act: tuple[str, ...]
    not_act: tuple[str, ...]
    patient: frozenset[MentionKind]
    not_patient: frozenset[MentionKind]
    object: tuple[str, ...]
    not_object: tuple[str, ...]
    manner: tuple[str, ...]
    not_manner: tuple[str, ...]
    words: PatternSet
    not_words: PatternSet
    outcome: bool | None
    polarity: str | None
    moods: frozenset[str]
    forms: frozenset[str]
    reason: bool | None
    after: tuple[str, ...]
    claim: ClaimConditions | None
    scope: Scope

    def is_conceivable(self, analysis: Analysis) -> bool:
        """Tell whether a sentence has what some clause of it must have, before its clauses are read."""
        return not any(map(analysis.entries.names.isdisjoint, self._named))

    @cached_property
    def _named(self) -> tuple[frozenset[str], ...]:
        """Sets of lexicons of each of which an entry must stand in the sentence."""
        return tuple(frozenset(names) for names in (self.predicate, self.act, self.manner) if names)

    def refusal(self, clause: Clause, analysis: Analysis) -> str | None:
        """Name the first condition that fails; None when all hold."""
        for name, holds in CHECKS:
            if not holds(self, clause, analysis):
                return name
        return None

    def _agent(self, clause: Clause, analysis: Analysis) -> bool:
        if not self.agent:
            return True
        if clause.agent is None or clause.agent.kind not in self.agent:
            return False
        return clause.mood is not Mood.FACT or not is_anyone(analysis, clause.agent)

    def _form(self, clause: Clause, analysis: Analysis) -> bool:
        if self.forms:
            return clause.form.value in self.forms
        return clause.form not in (Form.NOMINAL, Form.CAUSE_SLOT)

    def _mood(self, clause: Clause, analysis: Analysis) -> bool:
        return clause.mood.value in self.moods

    def _predicate(self, clause: Clause, analysis: Analysis) -> bool:
        if self.not_predicate and analysis.clauses.entries_at(clause, self.not_predicate):
            return False
        return not self.predicate or bool(self._entries(clause, analysis))

    def _entries(self, clause: Clause, analysis: Analysis) -> list[Entry]:
        return analysis.clauses.entries_at(clause, self.predicate)

    def _polarity(self, clause: Clause, analysis: Analysis) -> bool:
        if self.polarity is None:
            return True
        negated = clause.negated
        if self.predicate and negated and self.polarity == "asserted":
            return any(holds_negation(entry) for entry in self._entries(clause, analysis))
        return negated == (self.polarity == "negated")

    def _act(self, clause: Clause, analysis: Analysis) -> bool:
        if self.act and not any(analysis.entries.starting_at(act, self.act) for act in clause.acts):
            return False
        return not any(analysis.entries.starting_at(act, self.not_act) for act in clause.acts)

    def _patient(self, clause: Clause, analysis: Analysis) -> bool:
        kind = clause.patient.kind if clause.patient else None
        return (not self.patient or kind in self.patient) and kind not in self.not_patient

    def _outcome(self, clause: Clause, analysis: Analysis) -> bool:
        return self.outcome is None or (clause.outcome is not None) == self.outcome

    def _reason(self, clause: Clause, analysis: Analysis) -> bool:
        if self.reason is None:
            return True
        verb = analysis.sentence[clause.head]
        return any(c.dep_ == "mark" and c.lower_ in REASONS for c in verb.children) == self.reason

    def _object(self, clause: Clause, analysis: Analysis) -> bool:
        if not self.object and not self.not_object:
            return True
        start, end = object_extent(clause, analysis)
        if self.not_object and analysis.entries.within(start, end, self.not_object):
            return False
        return not self.object or any(_has_entry(analysis, name, start, end) for name in self.object)

    def _manner(self, clause: Clause, analysis: Analysis) -> bool:
        if not self.manner and not self.not_manner:
            return True
        inside = set(extent(clause, analysis))
        entries = [e for e in analysis.entries.all if e.hit.start in inside]
        if any(entry.lexicon in self.not_manner for entry in entries):
            return False
        return not self.manner or any(entry.lexicon in self.manner for entry in entries)

    def _words(self, clause: Clause, analysis: Analysis) -> bool:
        if not self.words and not self.not_words:
            return True
        wanted = find_patterns(self.words, analysis)
        if self.words and not wanted:
            return False
        inside = set(extent(clause, analysis))
        if any(hit.start in inside for hit in find_patterns(self.not_words, analysis)):
            return False
        return not self.words or any(hit.start in inside for hit in wanted)

    def _after(self, clause: Clause, analysis: Analysis) -> bool:
        if not self.after:
            return True
        start = clause.head if clause.agent is None else min(clause.head, clause.agent.start)
        inside = analysis.entries.within(0, start, self.after)
        return bool(inside) or not analysis.around.before().isdisjoint(self.after)


CHECKS: tuple[tuple[str, Callable[[Conditions, Clause, Analysis], bool]], ...] = (
    ("agent", Conditions._agent),
    ("form", Conditions._form),
    ("mood", Conditions._mood),
    ("predicate", Conditions._predicate),
    ("polarity", Conditions._polarity),
    ("act", Conditions._act),
    ("patient", Conditions._patient),
    ("outcome", Conditions._outcome),
    ("reason", Conditions._reason),
    ("object", Conditions._object),
    ("manner", Conditions._manner),
    ("words", Conditions._words),
    ("after", Conditions._after),
)
"""Conditions by their names, in the order in which they are asked."""


def _has_entry(analysis: Analysis, name: str, start: int, end: int) -> bool:
    words = analysis.vocabulary.words(name)
    return bool(analysis.entries.within(start, end, (name,))) or any(
        word in words for word in analysis.sentence.lower[start:end]
    )


def holds_negation(entry: Entry) -> bool:
    """Tell whether a lexicon entry contains its own negation, as `do not bother` does."""
    return any(value in NEGATIVE_WORDS for element in entry.pattern.elements for value in element.values)


def object_extent(clause: Clause, analysis: Analysis) -> tuple[int, int]:
    """Tokens of what an act was done to, and of its act under control."""
    if clause.patient and clause.patient.start < clause.head:
        return clause.patient.start, clause.patient.end
    verb = analysis.sentence[clause.head]
    last = max((token.i for token in verb.subtree), default=verb.i)
    return clause.head + 1, last + 1


def whole_word(text: str, end: int) -> int:
    """Extend a range to the end of a hyphenated word."""
    rest = re.match(r"(?:-\w+)+", text[end:])
    return end + rest.end() if rest else end


NEAR_AGENT = 12
"""Tokens up to which a finding reaches out to its agent."""

APART = frozenset("conj ccomp parataxis relcl csubj dep".split())


def extent(clause: Clause, analysis: Analysis) -> list[int]:
    """Tokens that belong to a clause alone: other clauses with subjects of their own are left out."""
    head = analysis.sentence[clause.head]
    around = analysis.clauses.governing(clause.head) if clause.form is Form.NOMINAL else None
    if around is not None:
        head = analysis.sentence[around.head]  # what is said beside a nominal act stands in its sentence's verb phrase
    found, todo = [head.i], [head]
    while todo:
        for child in todo.pop().children:
            if child.dep_ in APART and (own_subject(child) is not None or child.dep_ == "conj"):
                continue
            if child.dep_ == "advcl" and own_subject(child) is not None:
                continue
            found.append(child.i)
            todo.append(child)
    return found


@dataclass(frozen=True)
class ClauseRule:
    """A clause rule, compiled."""

    rule: Rule
    any: tuple[Conditions, ...]
    unless: tuple[Conditions, ...]

    def find(self, analysis: Analysis) -> Iterator[Match]:
        """Yield the places where the rule holds."""
        for conditions in self.any:
            if conditions.scope.holds(analysis):
                yield from (
                    self._claims(analysis, conditions) if conditions.claim else self._frames(analysis, conditions)
                )

    def _frames(self, analysis: Analysis, conditions: Conditions) -> Iterator[Match]:
        for clause in analysis.frames if conditions.is_conceivable(analysis) else ():
            if conditions.refusal(clause, analysis) is None and not self._is_stopped(clause, analysis):
                yield self._match(clause, conditions, analysis)

    def _is_stopped(self, clause: Clause, analysis: Analysis) -> bool:
        return any(
            c.scope.holds(analysis) and c.is_conceivable(analysis) and c.refusal(clause, analysis) is None
            for c in self.unless
        )

    def _claims(self, analysis: Analysis, conditions: Conditions) -> Iterator[Match]:
        assert conditions.claim is not None
        for claim in analysis.claims:
            if conditions.claim.holds(claim, analysis):
                sentence = analysis.sentence
                slots = {"cause": sentence.prose(*claim.filler), "agent": words_of(analysis, claim.human)}
                yield self._place(analysis, claim.start, claim.end, claim.human.kind if claim.human else None, slots)

    def _match(self, clause: Clause, conditions: Conditions, analysis: Analysis) -> Match:
        tokens = [clause.head, *clause.acts[:2]]
        for entry in conditions._entries(clause, analysis) if conditions.predicate else ():
            tokens += [entry.hit.start, entry.hit.end - 1]
        beside = (
            clause.form is not Form.ELLIPSIS and clause.agent and abs(clause.agent.token - clause.head) < NEAR_AGENT
        )
        if beside and clause.agent and clause.agent.kind in TARGETS:
            tokens += [clause.agent.start, clause.agent.end - 1]
        sentence = analysis.sentence
        slots = {
            "agent": words_of(analysis, clause.agent),
            "predicate": sentence.words[clause.head],
            "act": sentence.words[clause.acts[-1]],
            "object": words_of(analysis, clause.patient),
        }
        agent = clause.agent
        kind = agent.kind if agent and not (clause.form is not Form.ELLIPSIS and is_anyone(analysis, agent)) else None
        return replace(self._place(analysis, min(tokens), max(tokens) + 1, kind, slots), head=clause.head)

    def _place(
        self, analysis: Analysis, start: int, end: int, kind: MentionKind | None, slots: dict[str, str]
    ) -> Match:
        sentence = analysis.sentence
        first = next(i for i in range(start, end) if sentence.words[i] or i == end - 1)
        block = sentence.piece.block
        from_, to = sentence.starts[first], whole_word(block.text, sentence.ends[end - 1])
        slots["match"] = block.text[from_:to]
        piece = sentence.piece
        around = piece.start, piece.end
        return Match(
            self.rule.id,
            piece.block.index,
            from_,
            to,
            around,
            (start, end),
            target=kind.value if kind else None,
            slots=slots,
        )


def compile_clause(rule: Rule) -> ClauseRule:
    """Read a clause rule; raises `UserError` that points into its file."""
    data = dict(rule.match)
    unless = as_list(data.pop("unless", None))
    alternatives = as_list(data.pop("any", None))
    for index, entry in enumerate(alternatives):
        check_type(entry, dict, at=partial(rule.at, "match", "any", index))
    if alternatives and data:
        alternatives = [{**data, **entry} for entry in alternatives]
    return ClauseRule(
        rule,
        tuple(_read_conditions(rule, entry, index) for index, entry in enumerate(alternatives or [data])),
        tuple(_read_conditions(rule, entry, index, "unless") for index, entry in enumerate(unless)),
    )


def _read_conditions(rule: Rule, data: dict[str, Any], index: int, where: str = "any") -> Conditions:
    at = (where, index)
    check_type(data, dict, at=partial(rule.at, "match", *at))
    for key in data:
        check_name(key, KEYS, what="key", at=partial(rule.at, "match", *at, key))

    def lexicons(key: str) -> tuple[str, ...]:
        return tuple(as_list(data.get(key)))

    check_choices(rule, data, "mood", Mood, *at)
    check_choices(rule, data, "form", Form, *at)
    check_choices(rule, data, "polarity", ("asserted", "negated"), *at)
    moods = as_list(data.get("mood")) or ([m.value for m in Mood] if where == "unless" else ["fact"])
    return Conditions(
        agent=read_kinds(rule, data.get("agent"), *at, "agent"),
        predicate=lexicons("predicate"),
        not_predicate=lexicons("not-predicate"),
        act=lexicons("act"),
        not_act=lexicons("not-act"),
        patient=read_kinds(rule, data.get("patient"), *at, "patient"),
        not_patient=read_kinds(rule, data.get("not-patient"), *at, "not-patient"),
        object=lexicons("object"),
        not_object=lexicons("not-object"),
        manner=lexicons("manner"),
        not_manner=lexicons("not-manner"),
        words=read_patterns(rule, data.get("words"), *at, "words"),
        not_words=read_patterns(rule, data.get("not-words"), *at, "not-words"),
        outcome=data.get("outcome"),
        polarity=data.get("polarity"),
        moods=frozenset(moods),
        forms=frozenset(as_list(data.get("form")) or ([f.value for f in Form] if where == "unless" else [])),
        reason=data.get("reason"),
        after=lexicons("after"),
        claim=_read_claim(rule, data["claim"], at) if "claim" in data else None,
        scope=Scope.read(rule, data, *at),
    )


def _read_claim(rule: Rule, data: dict[str, Any], at: tuple[str | int, ...]) -> ClaimConditions:
    for key in data:
        check_name(key, CLAIM_KEYS, what="key", at=partial(rule.at, "match", *at, "claim", key))
    human = data.get("human")
    kinds = (
        None if human is None else frozenset() if human == "none" else read_kinds(rule, human, *at, "claim", "human")
    )
    return ClaimConditions(
        root=data.get("root"),
        definite=data.get("definite"),
        noun=read_patterns(rule, data.get("noun"), *at, "claim", "noun"),
        of=read_patterns(rule, data.get("of"), *at, "claim", "of"),
        qualifier=read_patterns(rule, data.get("qualifier"), *at, "claim", "qualifier"),
        not_qualifier=read_patterns(rule, data.get("not-qualifier"), *at, "claim", "not-qualifier"),
        human=kinds,
        filler=read_patterns(rule, data.get("filler"), *at, "claim", "filler"),
        label=data.get("label", False),
    )
