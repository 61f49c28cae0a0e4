"""Who did what: frames read off the dependency parse, whatever the syntax.

Active and passive, relative and participle, coordination and control all give the same frame, so that rules never see
syntax.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from blamelint.language.agents import Agents, Form
from blamelint.language.assertion import Assertion, Mood, does_nothing, own_mood
from blamelint.language.beings import MentionKind
from blamelint.language.mentions import Mention, MentionReader
from blamelint.language.moods import MODALS
from blamelint.language.outcomes import Outcomes
from blamelint.language.patterns import Kind
from blamelint.language.pipeline import Sentence
from blamelint.language.syntax import (
    controlled,
    controllers,
    coordinated,
    governing_predicate,
    is_predicate,
    own_subject,
)
from blamelint.language.tree import Token
from blamelint.language.vocabulary import Entries, Entry

ANYONE = frozenset("anyone anybody whoever everyone everybody people you".split())
"""Subjects whose present tense tells of a rule, and not of an event."""


@dataclass(frozen=True)
class Clause:
    """One predicate and what stands around it."""

    head: int
    """Token of the predicate."""

    form: Form
    """Which syntax it was read from."""

    agent: Mention | None
    """Who acted."""

    patient: Mention | None
    """What it was done to."""

    acts: tuple[int, ...]
    """The predicate and the verbs under its control: forgot → run."""

    negated: bool
    """Whether the act is said not to have happened."""

    mood: Mood
    """What is claimed about it."""

    outcome: int | None = None
    """Predicate of a bad outcome that the same sentence ties to the act."""

    controllers: tuple[int, ...] = ()
    """Verbs above, when this is the act of a control verb."""


class ClauseReader:
    """Reads the clauses of one sentence."""

    def __init__(self, sentence: Sentence, entries: Entries, mentions: MentionReader) -> None:
        self.sentence = sentence
        self.entries = entries
        self.mentions = mentions
        self.agents = Agents(sentence, mentions)
        self.assertion = Assertion(sentence, mentions, self.agents)
        self.outcomes = Outcomes(sentence, entries, mentions, self.assertion)

    @cached_property
    def clauses(self) -> list[Clause]:
        """Every clause, in the order of predicates."""
        return [self._read(token) for token in self.sentence.doc if is_predicate(token)]

    @cached_property
    def by_head(self) -> dict[int, Clause]:
        """Clauses by predicate."""
        return {clause.head: clause for clause in self.clauses}

    def governing(self, index: int) -> Clause | None:
        """Find the innermost clause that a token stands in."""
        verb = governing_predicate(self.sentence[index])
        return None if verb is None else self.by_head[verb.i]

    def entries_at(self, clause: Clause, lexicons: tuple[str, ...]) -> list[Entry]:
        """List lexicon entries that begin at the predicate or at one of its auxiliaries."""
        verb = self.sentence[clause.head]
        tokens = [
            self._word_start(clause.head),
            clause.head,
            *(c.i for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "advmod")),
            *(c.i for c in verb.children if clause.form is Form.NOMINAL and c.dep_ in ("amod", "compound")),
        ]
        # An error rate is a rate and an error budget a budget, whosever it is.
        parts = {c.i for c in verb.children if c.dep_ == "compound"}
        found = [
            entry
            for token in dict.fromkeys(tokens)
            for entry in self.entries.starting_at(token, lexicons)
            if token not in parts or entry.hit.end > clause.head
        ]
        mending = "repairs" not in lexicons and self.entries.starting_at(clause.head, ("repairs",))
        return [entry for entry in found if not (mending and entry.pattern.elements[0].kind is Kind.POS)]

    def _read(self, verb: Token) -> Clause:
        agent, form = self.agents.of(verb)
        acts = (verb.i, *(act.i for act in controlled(verb)))
        above = tuple(token.i for token in controllers(verb))
        heard = (*above, *acts, *coordinated(verb))
        subject = own_subject(verb)
        who = subject is not None and subject.lower_ == "who"
        mention = None if agent is None else self.mentions.decided(self.mentions.at(agent.i), heard, who=who)
        denied = self.assertion.is_negated(verb) or does_nothing(verb)
        return Clause(
            head=verb.i,
            form=form,
            agent=mention,
            patient=self.agents.patient(verb),
            acts=acts,
            negated=denied != (mention is not None and mention.negative),
            mood=self._mood(verb, form, mention),
            outcome=self.outcomes.of(verb),
            controllers=above,
        )

    def _mood(self, verb: Token, form: Form, agent: Mention | None) -> Mood:
        """A denied cleft asserts nothing about its person; what anyone does as a rule is a norm."""
        mood = self.assertion.mood(verb)
        if mood is not Mood.FACT:
            return mood
        if form is Form.CLEFT and any(self.assertion.is_negated(above) for above in (verb.head, verb.head.head)):
            return Mood.IRREALIS
        if agent is None:
            return Mood.FACT
        if agent.kind is MentionKind.SELF and verb.head.lower_ == "let" and verb.head.tag_ == "VB":
            return Mood.NORM  # `let me tell you`
        if any(c.dep_ == "aux" and c.lower_ == "do" for c in verb.children):
            return Mood.NORM  # `I do not think`, `they do not share`: a view or a habit
        if agent.negative and self.sentence.lower[agent.token + 1] in MODALS:
            return Mood.NORM  # `nobody could see it`: whatever else is said of nobody
        word, aux = self.sentence.lower[agent.token], {c.lower_ for c in verb.children if c.dep_ == "aux"}
        whoever = word in ("anyone", "anybody") and form is Form.RELATIVE
        nobody_now = agent.negative and verb.tag_ == "VBG" and aux & {"is", "are"}
        if form is Form.RELATIVE and verb.tag_ in ("VBZ", "VBP") and self._is_under_a_norm(verb):
            return Mood.NORM
        if form is Form.CLEFT and verb.tag_ == "VBZ" and not aux and verb.lemma_ != "keep":
            return Mood.NORM  # `it is the supplier who delivers the fuel`
        general = word in ANYONE and verb.tag_ in ("VBZ", "VBP", "VB")
        return Mood.NORM if general or whoever or nobody_now else Mood.FACT

    def _is_under_a_norm(self, verb: Token) -> bool:
        """`engineers who skip the list will lose …`: whoever may do so, and not what somebody did."""
        above = governing_predicate(verb.head)
        return above is not None and own_mood(above) is Mood.NORM

    def _word_start(self, index: int) -> int:
        """The first token of a hyphenated verb: `fat-fingered` is three."""
        joined = index > 1 and self.sentence.words[index - 1] == "-" and not self.sentence[index - 1].whitespace_
        return index - 2 if joined else index
