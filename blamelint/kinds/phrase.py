"""Rules that look for words: patterns, what they are said of, and where they are innocent.

```yaml
kind: phrase
match:
  any: ["human error", "[negligence]", "fault of {target}"]   # one of these patterns
  unless: ["[blame_homonyms]", "git blame"]                   # not when one of these overlaps or touches it
  never: ["no one was hurt"]                                  # not when one of these stands anywhere in the sentence
  with: ["[outcome_nouns]"]                                   # only when one of these stands in the sentence too
  target: required | optional | ignored                       # must a person, role or team take part?
  bearer: [target]                                            # kinds of mention that the words may be said of …
  not-bearer: [system]                                        # … or must not be said of
  asserted: true                                              # false: also in negations, plans and conditions
  quoted: false                                               # true: also between quotation marks
  label: ["root cause"]                                       # the sentence is the value of such a label or column
  section: [actions]   not-section: [timeline]   role: [item, cell]   mood: [fact, …]
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from blamelint.kinds.conditions import (
    Scope,
    as_list,
    check_choices,
    find_patterns,
    frame_agent,
    read_kinds,
    read_patterns,
    target_in,
    words_of,
)
from blamelint.kinds.match import Match
from blamelint.language.analysis import Analysis
from blamelint.language.assertion import Mood
from blamelint.language.beings import TARGETS, MentionKind
from blamelint.language.mentions import Mention
from blamelint.language.patterns import Hit, PatternSet
from blamelint.language.syntax import own_subject
from blamelint.packs import Rule, check_name

KEYS = (
    "any unless never with target bearer not-bearer asserted quoted label section not-section role mood start".split()
)
NEAR = 3
"""Tokens around a match in which an `unless` pattern still touches it."""


@dataclass(frozen=True)
class PhraseRule:
    """A phrase rule, compiled."""

    rule: Rule
    any: PatternSet
    unless: PatternSet
    never: PatternSet
    with_: PatternSet
    label: PatternSet
    target: str
    bearer: frozenset[MentionKind]
    not_bearer: frozenset[MentionKind]
    asserted: bool
    quoted: bool
    start: bool
    moods: frozenset[str]
    scope: Scope

    def find(self, analysis: Analysis) -> Iterator[Match]:
        """Yield the places where the rule holds."""
        if not self.scope.holds(analysis) or not self._label_holds(analysis):
            return
        taken = 0
        for hit in self._hits(analysis):
            if hit.start >= taken and self.refusal(analysis, hit) is None:
                taken = hit.end
                yield self._match(analysis, hit)

    def _hits(self, analysis: Analysis) -> list[Hit]:
        if self.label and not self.any:
            words = len(analysis.sentence)
            return [Hit(0, words)] if words else []
        return sorted(find_patterns(self.any, analysis), key=lambda hit: (hit.start, -hit.end))

    def _label_holds(self, analysis: Analysis) -> bool:
        if not self.label:
            return True
        return analysis.label_matches(self.label)

    def refusal(self, analysis: Analysis, hit: Hit) -> str | None:
        """Name the condition that stops a hit; None when nothing does."""
        if self.start and hit.start > analysis.first_word:
            return "not at the start"
        if not self.quoted and hit.start in analysis.sentence.quoted and hit.end - 1 in analysis.sentence.quoted:
            return "between quotation marks"
        if analysis.clauses.assertion.is_disowned(hit.start):
            return "disowned by the author"
        ends = (hit.start, _last_word(analysis, hit))
        if self.asserted and not all(map(analysis.clauses.assertion.is_asserted, ends)):
            return "not asserted"
        if self.moods and not self._mood_holds(analysis, hit):
            return "another mood"
        if self._touched(analysis, hit):
            return "an `unless` pattern"
        if self.never and find_patterns(self.never, analysis):
            return "a `never` pattern"
        if self.with_ and not find_patterns(self.with_, analysis):
            return "no `with` pattern"
        return self._people_refusal(analysis, hit)

    def _people_refusal(self, analysis: Analysis, hit: Hit) -> str | None:
        if self.bearer or self.not_bearer:
            bearer = bearer_of(analysis, hit)
            kind = bearer.kind if bearer else MentionKind.UNKNOWN
            if self.bearer and kind not in self.bearer:
                return f"said of {kind.value}"
            if kind in self.not_bearer:
                return f"said of {kind.value}"
        if self.target == "required" and target_in(analysis, hit) is None:
            return "no human target"
        return None

    def _mood_holds(self, analysis: Analysis, hit: Hit) -> bool:
        clause = analysis.clauses.governing(hit.start)
        return clause is not None and clause.mood.value in self.moods

    def _touched(self, analysis: Analysis, hit: Hit) -> bool:
        start, end = max(0, hit.start - NEAR), min(len(analysis.sentence), hit.end + NEAR)
        around = find_patterns(self.unless, analysis, start, end)
        return any(guard.start <= hit.end and hit.start <= guard.end for guard in around)

    def _match(self, analysis: Analysis, hit: Hit) -> Match:
        target = None if self.target == "ignored" else target_in(analysis, hit)
        sentence = analysis.sentence
        slots = {"match": sentence.prose(hit.start, hit.end), "agent": words_of(analysis, target)}
        start = next(i for i in range(hit.start, hit.end) if sentence.words[i] or i == hit.end - 1)
        return Match(
            self.rule.id,
            sentence.piece.block.index,
            sentence.starts[start],
            sentence.ends[hit.end - 1],
            (sentence.piece.start, sentence.piece.end),
            (hit.start, hit.end),
            target=target.kind.value if target else None,
            slots=slots,
        )


def compile_phrase(rule: Rule) -> PhraseRule:
    """Read a phrase rule; raises `UserError` that points into its file."""
    data = rule.match
    for key in data:
        check_name(key, KEYS, what="key", at=partial(rule.at, "match", key))
    target = data.get("target", "optional")
    check_name(target, ("required", "optional", "ignored"), what="target", at=partial(rule.at, "match", "target"))
    check_choices(rule, data, "mood", Mood)
    return PhraseRule(
        rule,
        read_patterns(rule, data.get("any"), "any"),
        read_patterns(rule, data.get("unless"), "unless"),
        read_patterns(rule, data.get("never"), "never"),
        read_patterns(rule, data.get("with"), "with"),
        read_patterns(rule, data.get("label"), "label"),
        target,
        read_kinds(rule, data.get("bearer"), "bearer"),
        read_kinds(rule, data.get("not-bearer"), "not-bearer"),
        data.get("asserted", True),
        data.get("quoted", False),
        data.get("start", False),
        frozenset(as_list(data.get("mood"))),
        Scope.read(rule, data),
    )


def bearer_of(analysis: Analysis, hit: Hit) -> Mention | None:
    """Find what words are said of: the noun that an adjective modifies, the subject of a predicate, a noun's holder."""
    sentence = analysis.sentence
    for index in range(hit.start, hit.end):
        token = sentence[index]
        if hit.start <= token.head.i < hit.end and token.head != token:
            continue
        if token.dep_ in ("amod", "advmod", "compound") and token.head.pos_ in ("NOUN", "PROPN"):
            return analysis.mentions.at(token.head.i)
        if token.pos_ in ("NOUN", "PROPN") and (holder := analysis.clauses.agents.holder(index)):
            return holder
        clause = analysis.clauses.governing(index)
        if clause is None:
            return None
        if (agent := frame_agent(analysis, clause)) and agent.kind in TARGETS:
            return agent
        subject = own_subject(sentence[clause.head])
        if subject is not None and not hit.start <= subject.i < hit.end:
            return analysis.mentions.decided(analysis.mentions.at(subject.i), clause.acts)
        return clause.agent
    return None


def _last_word(analysis: Analysis, hit: Hit) -> int:
    return max((i for i in range(hit.start, hit.end) if analysis.sentence[i].is_alpha), default=hit.start)
