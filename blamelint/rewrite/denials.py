"""Clauses of what was not so, turned into what was: `had the tag been pinned` → `the tag was not pinned`."""

from __future__ import annotations

from blamelint.language.analysis import Analysis
from blamelint.language.beings import MentionKind
from blamelint.language.conditions import is_unmet_condition
from blamelint.language.syntax import first_child, is_passive, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import CannotSay, is_finite
from blamelint.rewrite.agentless import Recaster
from blamelint.rewrite.changes import Part
from blamelint.rewrite.polarity import kept, none_of, once
from blamelint.rewrite.verbs import (
    DEVERBAL,
    EVALUATIVE,
    KNOWING,
    NEGATIONS,
    NO_PASSIVE,
    OF_ONES_OWN,
    PERSONAL,
    SUBJECT_FORMS,
    WH,
)
from blamelint.rewrite.voices import AS_POSSIBLE
from blamelint.rewrite.words import past

ABLE = frozenset("competent qualified careful diligent attentive capable skilled reliable serious".split())
"""Adjectives that judge people where somebody who is so was not there."""

LEFT_OUT = EVALUATIVE.union(NEGATIONS, "ever only also then still probably likely certainly surely perhaps".split())
"""Adverbs before a verb that a denial has no use for."""


class Denials:
    """Turns the clauses of one conditional sentence into what was the case."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.sentence = analysis.sentence
        self.recaster = Recaster(analysis)

    def of(self, verb: Token, end: int) -> tuple[Part, ...]:
        """Deny a clause that ends before a token, or assert it where it is denied; raises `CannotSay`."""
        subject = own_subject(verb)
        if subject is None:
            raise CannotSay
        if "instead" in self.sentence.lower[verb.i : end]:
            raise CannotSay  # `had he closed the valve instead of the gate`: which was closed?
        if not (self.does_something(verb, subject) or self._is_customers_condition(verb, subject)):
            return self._of_things(verb, subject, end)
        if self.recaster.is_collective(subject):
            return self._active(verb, subject, end)
        return self.without_agent(verb, end)

    def without_agent(self, verb: Token, end: int) -> tuple[Part, ...]:
        """Deny what somebody did, by its object where there is one; raises `CannotSay`."""
        if self.recaster.lemma(verb) in NO_PASSIVE - {"be"}:
            raise CannotSay  # `they would have had two weeks`
        found = self.recaster.object_of(verb) or self.recaster.object_of_preposition(verb)
        if found is not None:
            return self._object_first(verb, found, end)
        clause = self.learned(verb)
        if clause is None:
            return self._without_object(verb, end)
        that = () if clause.left_edge.lower_ in WH else ("that",)
        no = self._negation(verb, None)
        return "it was", *no, self.recaster.participle_of(verb), *that, *kept(clause.left_edge.i, end)

    def learned(self, verb: Token) -> Token | None:
        """`he would have learned that the disk was full`: the clause of what somebody notices or thinks."""
        if self.recaster.lemma(verb) not in KNOWING:
            return None
        return next((c for c in verb.rights if c.dep_ == "ccomp" and is_finite(c) and own_subject(c)), None)

    def is_passive(self, verb: Token) -> bool:
        """Tell a passive from `could have reported by 23:00`, which the parser takes for one."""
        have = any(c.dep_ == "aux" and c.lower_ in ("have", "had", "'ve", "'d") for c in verb.children)
        return is_passive(verb) and not (have and first_child(verb, "auxpass", "nsubjpass") is None)

    def does_something(self, verb: Token, subject: Token) -> bool:
        """Tell whether somebody acts: who is in some state, or to whom something is done, does not."""
        state = verb.lemma_ == "be" and subject.pos_ == "NOUN" and self.recaster.is_plural(subject)
        return self.is_somebody(subject) and not (self.is_passive(verb) or state)

    def is_somebody(self, subject: Token) -> bool:
        """Tell whether a subject is somebody to be left out, or the authors."""
        named = self._is_customer(subject) and subject.pos_ != "PRON"
        return not named and self.recaster.is_human(subject)

    def _is_customer(self, subject: Token) -> bool:
        return self.analysis.mentions.at(subject.i).kind is MentionKind.CUSTOMER

    def _is_customers_condition(self, verb: Token, subject: Token) -> bool:
        """`if the users had read it`: what customers did not do is no more told than what others did not."""
        return self._is_customer(subject) and is_unmet_condition(verb)

    def is_denied(self, verb: Token) -> bool:
        """Tell whether a clause says of itself that something would not have been."""
        return any(c.dep_ == "neg" or c.lower_ in NEGATIONS for c in verb.children)

    def _of_things(self, verb: Token, subject: Token, end: int) -> tuple[Part, ...]:
        """`had the alert been read` → `the alert was not read`; `had a test been run` → `no test was run`."""
        noun = (subject.left_edge.i, subject.right_edge.i + 1)
        seldom = self._once(verb, end)
        none = None if seldom or self.is_denied(verb) else none_of(self.sentence, noun)
        said = none or (noun,)
        if verb.lemma_ != "be" and not self.is_passive(verb):
            return *said, *self._did(verb, end, denied=none is not None)
        no = () if none else self._negation(verb, seldom)
        be = self.recaster.was(subject)
        done = (self.sentence.words[verb.i].lower(),) if self.is_passive(verb) else ()
        rest = kept(verb.i + 1, end, without=seldom or self._by_somebody(verb, end))
        return *said, be, *no, *self._adverbs(verb), *done, *rest

    def _by_somebody(self, verb: Token, end: int) -> range | None:
        """`had it been checked in May by the team`: where it says by whom, whatever the parser ties that to."""
        for by in (t for t in self.sentence.doc[verb.i : end] if t.lower_ == "by"):
            agent = first_child(by, "pobj")
            if agent is not None and self.recaster.is_human(agent):
                return range(by.i, min(by.right_edge.i + 1, end))
        return None

    def _active(self, verb: Token, subject: Token, end: int) -> tuple[Part, ...]:
        """`had we compared the heights` → `we did not compare the heights`."""
        noun = (subject.left_edge.i, subject.right_edge.i + 1)
        if verb.lemma_ == "be":
            return noun, "were", *self._negation(verb, None), *kept(verb.i + 1, end)
        return noun, *self._did(verb, end)

    def _did(self, verb: Token, end: int, *, denied: bool = False) -> tuple[Part, ...]:
        """The verb and what follows it, in the past: `did not compare the heights`."""
        lemma, seldom = self.recaster.lemma(verb), self._once(verb, end)
        rest = kept(verb.i + 1, end, without=seldom)
        if seldom or denied or self.is_denied(verb):
            never = ("never",) if seldom else ()
            return *never, *self._adverbs(verb), past(lemma), *rest
        return "did not", *self._adverbs(verb), lemma, *rest

    def _negation(self, verb: Token, seldom: range | None) -> tuple[Part, ...]:
        if self.is_denied(verb):
            return ()
        return ("never",) if seldom else ("not",)

    def _once(self, verb: Token, end: int) -> range | None:
        """Where a clause says that something happened one time; raises `CannotSay` where it denies that."""
        start = min((c.i for c in verb.children if c.dep_ in ("aux", "auxpass")), default=verb.i)
        found = once(self.sentence, start, end)
        if found is not None and self.is_denied(verb):
            raise CannotSay
        return found

    def _adverbs(self, verb: Token) -> tuple[Part, ...]:
        """`would have been quickly drained`: how, between the modal and the verb."""
        first = min((c.i for c in verb.children if c.dep_ in ("aux", "auxpass")), default=verb.i)
        between = (c for c in verb.children if c.dep_ == "advmod" and first < c.i < verb.i)
        return tuple(self.sentence.words[c.i] for c in between if c.lower_ not in LEFT_OUT)

    def _without_object(self, verb: Token, end: int) -> tuple[Part, ...]:
        """`had he waited` → `there was no wait`."""
        if any(t.lower_ in PERSONAL for t in verb.subtree if t.i > verb.i):
            raise CannotSay
        lemma, no = self.recaster.lemma(verb), () if self.is_denied(verb) else ("no",)
        long = self.recaster.is_measured(verb)
        if lemma in DEVERBAL and (long or self.recaster.is_bare(verb)):
            return "there was", *no, DEVERBAL[lemma], *(("of",) if long else ()), *kept(verb.i + 1, end)
        if verb.lemma_ == "be":
            raise CannotSay  # `had QA been in the room`
        if lemma == "speak":
            return "nothing was said", *kept(verb.i + 1 + (self.sentence.word(verb.i + 1) == "up"), end)
        return AS_POSSIBLE["was"], *(("not",) if no else ()), "to", lemma, *kept(verb.i + 1, end)

    def _object_first(self, verb: Token, found: Token, end: int) -> tuple[Part, ...]:
        """`had he checked the tag` → `the tag was not checked`."""
        moved, after = self.recaster.moved(found)
        particle = (found.head.lower_,) if found.dep_ == "pobj" else ()
        if moved[0] != verb.i + 1 + len(particle):
            raise CannotSay
        if any(t.lower_ in ABLE for t in self.sentence.doc[slice(*moved)]):
            raise CannotSay  # `had they employed competent staff` says of the staff that it was not
        if found.lemma_.lower() in OF_ONES_OWN and first_child(found, "poss") is not None:
            raise CannotSay  # `had they done their job`
        seldom = self._once(verb, end)
        none = None if seldom or self.is_denied(verb) else none_of(self.sentence, moved)
        be = self.recaster.was(found)
        no = () if none else self._negation(verb, seldom)
        head = none or self._as_subject(found, moved)
        done = (*self._adverbs(verb), self.recaster.participle_of(verb), *particle)
        return *head, be, *no, *done, *kept(after, end, without=seldom)

    def _as_subject(self, noun: Token, moved: tuple[int, int]) -> tuple[Part, ...]:
        """`had they told us` → `we …`."""
        if noun.lower_ in PERSONAL:
            raise CannotSay
        if noun.lower_ in SUBJECT_FORMS and moved[1] - moved[0] == 1:
            return (SUBJECT_FORMS[noun.lower_],)
        return self.recaster.unowned(moved)
