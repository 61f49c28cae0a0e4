"""What would have been, told as what was not: `the pump would have stopped at noon` → `the pump did not stop at noon`.

That the incident would not have come about, or would have been noticed, says nothing that is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from blamelint.language.syntax import first_child, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import CannotSay
from blamelint.rewrite.changes import Part
from blamelint.rewrite.denials import Denials
from blamelint.rewrite.polarity import kept
from blamelint.rewrite.verbs import NEGATIONS, PERSONAL, SPANS
from blamelint.rewrite.words import past, present

COMPARED = {
    "shorter": "longer",
    "smaller": "larger",
    "faster": "slower",
    "quicker": "slower",
    "lower": "higher",
    "lighter": "heavier",
    "easier": "harder",
    "milder": "worse",
    "better": "worse",
    "smoother": "rougher",
}
"""Comparatives of what would have been, and of what was."""

SCOPED = frozenset(
    "only just all every each both most many much several some few half almost nearly mostly partly least instead "
    "rather even too already perhaps maybe always either nothing nobody none no neither".split()
)
"""Words that say something else under a *not*."""

TIMELY = frozenset("earlier sooner later further".split())
"""Comparatives that stay what they are under a *not*."""

KNOWN = frozenset(
    "happen occur arise prevent avoid avert spare catch know notice find see spot detect discover "
    "realise realize learn tell warn be "
    "fine okay ok good well different thing problem issue bug fault cause look same here there".split()
)
"""Words of a clause that says no more than that it would not have happened, or would have been seen."""

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
"""Parts of speech of words that can tell something."""

MARKS = frozenset(", ; : . – — -".split())
"""Marks behind a clause that are no part of it; a percent sign is."""

FINE = frozenset("fine okay ok good well different better".split())
"""Adjectives of what would have been that tell nothing of what was."""

LASTING = frozenset("take last".split())
"""Verbs of how long something goes on."""

NOBODY = frozenset("none nobody nothing no neither".split())


class Prospects(Denials):
    """Tells what would have been as what was not."""

    def told(self, verbs: Sequence[Token], end: int) -> Iterator[tuple[Part, ...]]:
        """Yield a clause for each predicate that would have been; nothing where they tell nothing."""
        if not all(map(self._is_known, verbs)):
            for verb in verbs:
                following = [v.left_edge.i for v in verbs if v.i > verb.i]
                yield self._told(verb, verbs[0], min([self.end_of(verb, end), *following]))

    def span(self, verb: Token, end: int) -> range:
        """Which tokens a clause has for itself, with its subject and without its conditions."""
        subject = own_subject(verb)
        lefts = [t for t in verb.lefts if t.dep_ != "advcl"]
        start = min([verb.i, *(t.left_edge.i for t in lefts), *([] if subject is None else [subject.left_edge.i])])
        return range(start, self.end_of(verb, end))

    def end_of(self, verb: Token, end: int) -> int:
        """After a clause, before a condition or another clause behind it."""
        behind = [c for c in verb.rights if c.dep_ in ("advcl", "cc", "conj", "parataxis")]
        stops = [c.left_edge.i for c in behind if c.left_edge.i > verb.i and c.dep_ != "advcl"]
        stops += [c.left_edge.i for c in behind if c.dep_ == "advcl" and first_child(c, "nsubj", "nsubjpass")]
        last = min([end, verb.right_edge.i + 1, *stops])
        while self.sentence.words[last - 1] in MARKS:
            last -= 1
        return last

    def _told(self, verb: Token, first: Token, end: int) -> tuple[Part, ...]:
        """Tell one clause; raises `CannotSay`."""
        subject = own_subject(verb)
        inside = self.sentence.doc[self.span(verb, end).start : end]
        personal = any(t.lower_ in PERSONAL - {"i"} for t in inside if t != subject)
        if personal or (subject is not None and subject.lower_ in PERSONAL and self.is_passive(verb)):
            raise CannotSay  # `the system would have warned her`
        if subject is None:
            return self._shared(verb, first, end)
        before = kept(self.span(verb, end).start, subject.left_edge.i) if self._is_told_before(verb, subject) else ()
        for way in (self._compared, self._lasting, self._more_than, self._still):
            if (found := way(verb, subject, end)) is not None:
                return *before, *found
        self._refuse_scope(inside, verb)
        if self.does_something(verb, subject) and not self.recaster.is_collective(subject):
            self._refuse_without_object(verb)
        return *before, *self.of(verb, self._without_limit(end))

    def _without_limit(self, end: int) -> int:
        """`by 06:00 at the latest`: what was not done by then needs no limit."""
        return end - 3 if self.sentence.lower[end - 3 : end] == ["at", "the", "latest"] else end

    def _shared(self, verb: Token, first: Token, end: int) -> tuple[Part, ...]:
        """`we could have drained the queue and told the branches`: the second act has the subject of the first."""
        subject = own_subject(first)
        if subject is None or self.is_passive(verb):
            raise CannotSay
        self._refuse_scope(self.sentence.doc[verb.i : end], verb)
        if not self.is_somebody(subject) or self.recaster.is_collective(subject):
            return (*(self._did(verb, end)),)
        self._refuse_without_object(verb)
        return self.without_agent(verb, end)

    def _refuse_without_object(self, verb: Token) -> None:
        """`he would have stayed`: that he could leave is not what the sentence is about; raises `CannotSay`."""
        ways = (self.recaster.object_of, self.recaster.object_of_preposition, self.learned)
        if not any(way(verb) for way in ways):
            raise CannotSay

    def _refuse_scope(self, tokens: Sequence[Token], verb: Token) -> None:
        """Refuse words that a *not* would change, where there is to be one; raises `CannotSay`."""
        if self.is_denied(verb):
            return
        below = {t.i for c in verb.subtree if c.dep_ in ("ccomp", "relcl") and c != verb for t in c.subtree}
        own = [t for t in tokens if t.i not in below]
        if any(t.lower_ in SCOPED | NEGATIONS or (t.tag_ in ("JJR", "RBR") and t.lower_ not in TIMELY) for t in own):
            raise CannotSay

    def _is_told_before(self, verb: Token, subject: Token) -> bool:
        """`…, at noon the pump would have stopped`."""
        early = [c for c in verb.lefts if c.i < subject.i and c.dep_ in ("prep", "npadvmod")]
        return bool(early)

    def _is_known(self, verb: Token) -> bool:
        """Tell whether a clause says no more than that the incident would not have been, or would have been seen."""
        subject = own_subject(verb)
        span = self.span(verb, len(self.sentence))
        tokens = self.sentence.doc[span.start : span.stop]
        if subject is not None and any(t.lower_ in NOBODY for t in (subject, *subject.children)):
            return True
        adjective = first_child(verb, "acomp", "advmod")
        if verb.lemma_ == "be" and adjective is not None and adjective.lower_ in FINE:
            return True
        somebody = subject.subtree if subject is not None and self.is_somebody(subject) else ()
        empty = {t.i for t in (*somebody, *(c for c in verb.children if c.dep_ in ("aux", "auxpass", "neg")))}
        told = [t for t in tokens if t.pos_ in CONTENT and t.i not in empty]
        return all(t.lemma_.lower() in KNOWN or self._is_incident(t) or self._is_easily(t) for t in told)

    def _is_incident(self, noun: Token) -> bool:
        """`the outage would have been avoided`."""
        return bool(self.analysis.entries.within(noun.i, noun.i + 1, ("outcome_nouns",)))

    def _is_easily(self, adverb: Token) -> bool:
        """`would easily have been avoided altogether`: how much so is nobody's experience."""
        return adverb.pos_ == "ADV" and not any(t.like_num for t in adverb.subtree) and adverb.lower_ not in TIMELY

    def _compared(self, verb: Token, subject: Token, end: int) -> tuple[Part, ...] | None:
        """`the outage would have been an hour shorter` → `which made the outage an hour longer`."""
        adjective = first_child(verb, "acomp")
        if adjective is None or adjective.lower_ not in COMPARED or verb.lemma_ != "be":
            return None
        if self.is_denied(verb) or any(c.lower_ == "than" for c in adjective.children):
            raise CannotSay
        noun = (subject.left_edge.i, subject.right_edge.i + 1)
        return (
            "which made",
            noun,
            *kept(verb.i + 1, adjective.i),
            COMPARED[adjective.lower_],
            *kept(adjective.i + 1, end),
        )

    def _lasting(self, verb: Token, subject: Token, end: int) -> tuple[Part, ...] | None:
        """`it would have taken an hour` → `it took longer than an hour`; `instead of` two turns the two around."""
        span = next((c for c in verb.rights if c.lemma_.lower() in SPANS and c.dep_ in ("dobj", "npadvmod")), None)
        if verb.lemma_ not in LASTING or span is None or self.is_denied(verb) or self.is_somebody(subject):
            return None
        said = ((subject.left_edge.i, subject.right_edge.i + 1), past(verb.lemma_))
        first = (span.left_edge.i, span.i + 1)
        instead = first[1] if self.sentence.lower[first[1] : first[1] + 2] == ["instead", "of"] else None
        if first[0] != verb.i + 1 or any(t.lower_ in SCOPED for t in span.subtree if t.i < span.i):
            raise CannotSay
        if instead is not None:
            return *said, *kept(instead + 2, end), "instead of", first
        return *said, "longer than", *kept(first[0], end)

    def _more_than(self, verb: Token, subject: Token, end: int) -> tuple[Part, ...] | None:
        """`only two hosts would have been hit` → `more than two hosts were hit`."""
        start = subject.left_edge.i
        counted = self.sentence.word(start) == "only" and self.sentence[start + 1].like_num
        if not counted or not self.is_passive(verb) or self.is_denied(verb):
            return None
        be = "was" if self.sentence.word(start + 1) in ("one", "1") else "were"
        noun = (start + 1, subject.right_edge.i + 1)
        return "more than", noun, be, self.recaster.participle_of(verb), *kept(verb.i + 1, end)

    def _still(self, verb: Token, subject: Token, end: int) -> tuple[Part, ...] | None:
        """`the notes would still exist` → `… no longer exist`; `the disk would be intact` → `… is not intact`."""
        perfect = any(c.dep_ == "aux" and c.lower_ in ("have", "'ve") for c in verb.children)
        others = self.is_somebody(subject) and not self.recaster.is_collective(subject)
        if perfect or self.is_denied(verb) or self.is_passive(verb) or others:
            return None
        self._refuse_scope(self.sentence.doc[verb.i : end], verb)
        plural, noun = self.recaster.is_plural(subject), (subject.left_edge.i, subject.right_edge.i + 1)
        still = any(c.lower_ == "still" for c in verb.children)
        if verb.lemma_ == "be":
            return noun, "are" if plural else "is", "no longer" if still else "not", *self._after(verb, end)
        lemma = self.recaster.lemma(verb)
        if still:
            return noun, "no longer", lemma if plural else present(lemma), *self._after(verb, end)
        return noun, "do not" if plural else "does not", lemma, *self._after(verb, end)

    def _after(self, verb: Token, end: int) -> tuple[Part, ...]:
        start = verb.i + 1 + (self.sentence.word(verb.i + 1) == "still")
        return kept(start, end)
