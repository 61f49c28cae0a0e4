"""Conditions that were not met: `if the tag had been pinned, …` → `the tag was not pinned`.

What would have been is nobody's experience; that the condition was not met, and what then was not, is what the
sentence knows.
"""

from __future__ import annotations

from collections.abc import Iterator

from blamelint.language.analysis import Analysis
from blamelint.language.conditions import WOULD, is_unmet_condition, would_be
from blamelint.language.syntax import first_child, is_predicate, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import CannotSay, gives_reason, without_marks
from blamelint.rewrite.changes import Change, Part, end_of_words, first_word
from blamelint.rewrite.factors import FACTOR, OTHERS
from blamelint.rewrite.prospects import Prospects
from blamelint.rewrite.verbs import BELIEVING
from blamelint.rewrite.voices import AS_POSSIBLE

BUT_FOR = (
    ("but", "for"),
    ("if", "not", "for"),
    ("without",),
    ("absent",),
    ("had", "it", "not", "been", "for"),
    ("were", "it", "not", "for"),
    ("if", "it", "were", "not", "for"),
    ("if", "it", "was", "not", "for"),
    ("if", "it", "had", "not", "been", "for"),
    ("if", "it", "weren't", "for"),
)
"""What stands before a condition that was there."""


EVENTS_THEMSELVES = frozenset("incident outage disruption downtime failure interruption crash problem".split())
"""Nouns of what a report is about."""

ON = frozenset("and but".split())
"""Words by which a sentence goes on from one fact to the next."""


def unmet(analysis: Analysis) -> list[Change]:
    """Recast a counterfactual sentence by its condition; raises `CannotSay`."""
    condition = next((t for t in analysis.sentence.doc if is_unmet_condition(t)), None)
    if condition is not None:
        return [Supposition(analysis, condition).as_fact(), *Prospects(analysis).recaster.not_just()]
    first, last = first_word(analysis.sentence), end_of_words(analysis.sentence)
    return [
        Change(first, last, (FACTOR, *_of_what(analysis), "was", *_present(analysis), "; other factors were", OTHERS))
    ]


class Supposition:
    """A condition that was not met, with what would have been."""

    def __init__(self, analysis: Analysis, condition: Token) -> None:
        self.analysis = analysis
        self.sentence = analysis.sentence
        self.condition = condition
        self.prospects = Prospects(analysis)
        self.would_be = list(would_be(condition))

    def as_fact(self) -> Change:
        """Say both as what was not; raises `CannotSay`."""
        if any(c.dep_ == "conj" and is_predicate(c) for c in self.condition.children):
            raise CannotSay
        if any(map(gives_reason, (c for verb in self.would_be for c in verb.rights))):
            raise CannotSay  # `…, as the protocol asks for a key`: why it would have been
        end = self._end()
        first, last = self._extent(end)
        unmet = self.prospects.of(self.condition, end)
        told = list(self.prospects.told(self.would_be, last))
        if told and told[0][0] == "which made" and unmet[0] == AS_POSSIBLE["was"]:
            raise CannotSay  # that something was possible made nothing longer
        if told:
            return Change(first, last, tuple(_joined(self._named_first([unmet, *told]))))
        if last < end_of_words(self.sentence):
            return Change(first, last, unmet)  # a fact follows
        return Change(first, last, (FACTOR, "was that", *unmet, "; other factors were", OTHERS))

    def _end(self) -> int:
        """After the condition, without the dash or comma behind it."""
        end = _end(self.analysis, self.condition)
        while self.sentence.words[end - 1] in ("-", "–", "—", ","):
            end -= 1
        return end

    def _extent(self, end: int) -> tuple[int, int]:
        """From where to where both stand; what else a sentence tells stays beside them; raises `CannotSay`."""
        last = end_of_words(self.sentence)
        spans = [self.prospects.span(verb, last) for verb in self.would_be]
        start = min([self._start(), *(span.start for span in spans)])
        stop = max([end, *(span.stop for span in spans)])
        taken = {i for span in (range(self._start(), end), *spans) for i in span}
        if any(i not in taken and self._tells(self.sentence[i]) for i in range(start, stop)):
            raise CannotSay
        return self._from(start), self._to(stop, last)

    def _named_first(self, facts: list[tuple[Part, ...]]) -> list[tuple[Part, ...]]:
        """`the failover would have worked if they had rehearsed it` → `the failover was not rehearsed, and it …`."""
        unmet, would_be, *others = facts
        first = unmet[0]
        if isinstance(first, str) or self.condition.i < self.would_be[0].i:
            return facts
        pronoun = self.sentence.lower[slice(*first)]
        if pronoun not in (["it"], ["they"]) or isinstance(would_be[0], str):
            return facts
        return [(would_be[0], *unmet[1:]), (pronoun[0], *would_be[1:]), *others]

    def _start(self) -> int:
        """Where the condition begins, with its *if* or *had*."""
        return self.condition.left_edge.i

    def _from(self, start: int) -> int:
        """What stands before both is a fact that they go on from, or nothing but an opening."""
        first = first_word(self.sentence)
        if not any(map(self._tells, self.sentence.doc[first:start])):
            return first
        if self.sentence.word(start - 1) in (*ON, ";", ":"):
            return start
        raise CannotSay

    def _to(self, stop: int, last: int) -> int:
        """What stands behind both is a fact that goes on from them, or a mark."""
        behind = [t for t in self.sentence.doc[stop:last] if not t.is_punct]
        if not behind:
            return last
        goes_on = behind[0].lower_ in ON or self.sentence.word(stop) in (";", ":")
        if goes_on and not any(t.lower_ in WOULD for t in behind):
            return stop
        raise CannotSay

    def _tells(self, token: Token) -> bool:
        """Tell whether a word beside a condition says something: `I believe` and `then` do not."""
        if token.dep_ == "cc" and token.head in self.would_be:
            return False
        above = (token, *token.ancestors)
        if any(t.lemma_ in BELIEVING and t.head in (t, self.condition.head) for t in above[:2]):
            return False
        return token.pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "NUM", "PRON") or token.dep_ in ("cc", "mark")


def _joined(facts: list[tuple[Part, ...]]) -> Iterator[Part]:
    """`x was not read, and y did not stop, z did not start and …`; `x was not read, which made y longer`."""
    first, *further = facts
    yield from first
    for number, fact in enumerate(further):
        last = number == len(further) - 1
        begins = ", and" if number == 0 else "and" if last else ","
        yield from (",", *fact) if fact[0] == "which made" else (begins, *fact)


def _end(analysis: Analysis, verb: Token) -> int:
    """After the condition; where no comma ends it, before the subject of what would have been."""
    end, above = min(without_marks(verb.right_edge), _of_what_would_be(analysis, verb)), verb.head
    subject = own_subject(above) if verb.dep_ == "advcl" and above.i > verb.i else None
    between = [] if subject is None else analysis.sentence.lower[end : subject.left_edge.i]
    if subject is not None and between and "," not in between and "then" not in between:
        return subject.left_edge.i
    return end


def _of_what_would_be(analysis: Analysis, condition: Token) -> int:
    """Where the subject of what would have been stands, whatever the parser ties it to."""
    modal = next((t for t in analysis.sentence.doc[condition.i :] if t.lower_ in WOULD and t.dep_ == "aux"), None)
    subject = None if modal is None else own_subject(modal.head)
    after = subject is not None and subject.left_edge.i > condition.i
    return subject.left_edge.i if subject is not None and after else len(analysis.sentence)


def _of_what(analysis: Analysis) -> tuple[Part, ...]:
    """`there would have been no outage on Monday`: when and where it was stays."""
    events = (t for t in analysis.sentence.doc if t.lemma_.lower() in EVENTS_THEMSELVES)
    event = next((t for t in events if any(c.lower_ == "no" for c in t.children)), None)
    if event is None or not any(c.dep_ == "prep" for c in event.rights):
        return ()
    return "in", "the", (event.i, without_marks(event.right_edge))


def _present(analysis: Analysis) -> tuple[Part, ...]:
    """`but for the late merge, …`: the condition was the late merge."""
    sentence = analysis.sentence
    for phrase in BUT_FOR:
        for i in range(len(sentence) - len(phrase)):
            if tuple(sentence.lower[i : i + len(phrase)]) != phrase:
                continue
            noun = first_child(sentence[i + len(phrase) - 1], "pobj")
            if noun is None:
                raise CannotSay
            if (possessor := first_child(noun, "poss")) is not None:
                return "the", (possessor.right_edge.i + 1, without_marks(noun.right_edge))
            return ((noun.left_edge.i, without_marks(noun.right_edge)),)
    raise CannotSay
