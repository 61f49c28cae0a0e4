"""Say what happened without saying who did it.

An act with an object becomes a passive: "Tomas forgot to re-enable the probe" → "The probe was not re-enabled". An
act without one becomes what the work allowed: "Ana did not wait for CI" → "It was possible not to wait for CI", which
holds whenever the sentence does, and asks for what made it so. The person is gone, the act, its time and its
circumstances stay.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from blamelint.language.agents import Form
from blamelint.language.analysis import Analysis
from blamelint.language.beings import ON_WATCH
from blamelint.language.conditions import is_unmet_condition
from blamelint.language.syntax import by_agent, first_child, is_passive, is_predicate, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import CannotSay, Chain, Wording, gives_reason, without_marks
from blamelint.rewrite.changes import Change, Part
from blamelint.rewrite.verbs import (
    ANSWERING,
    AUTHORING,
    AWARENESS,
    BY_CONDITIONS,
    CAUSING,
    CLEFT_REACH,
    DUTIES,
    EVALUATIVE,
    FLURRY,
    HABITUAL,
    NEGATIONS,
    NOBODY,
    NOT_ACTS,
    OF_ONES_OWN,
    OWNERS,
    PERFECT,
    PERSONAL,
    POSSESSIVES,
    PRESENT,
    PRESSURES,
    PREVENTING,
    TELLING,
    UNDONE_MODALS,
    WH,
)
from blamelint.rewrite.voices import Voices
from blamelint.rewrite.words import gerund, participle

JUDGED_ACTS = tuple("omission damage misact violation disregard misconduct silence delay".split())
"""Lexicons of acts that are somebody's fault, and not what tells who is meant."""

OFTEN = ("once", "twice", "thrice", "repeatedly", "often", "several", "many")
"""Words for how often something was said."""

ANOTHER = ("second", "another", "other", "different", "fresh")
"""Words for somebody who was not there."""


def without_agent(analysis: Analysis, head: int, wording: Wording) -> list[Change]:
    """Recast the clause around a predicate, with all that share its agent; raises `CannotSay`."""
    return Recaster(analysis, wording).of(head)


class Recaster(Voices):
    """Recasts the clauses of one sentence."""

    def of(self, head: int) -> list[Change]:
        """Recast the clause around a predicate; raises `CannotSay`."""
        clause = self.analysis.clauses.by_head.get(head)
        frame = next((f for f in self.analysis.frames if f.head == head), None)
        if clause is None or frame is None or self.analysis.clauses.assertion.is_question:
            raise CannotSay
        if self.wording.unreal and any(is_unmet_condition(token) for token in self.sentence.doc):
            raise CannotSay  # half of a condition says nothing
        verb = self._bearer(self.sentence[head])
        if self._is_fronted(self.sentence[head], verb):
            raise CannotSay
        if is_passive(verb) and by_agent(verb) is not None:
            modals = {c.lower_ for c in verb.children if c.dep_ == "aux"} & UNDONE_MODALS
            return self.unreal(head) if self.wording.unreal and modals else self._passive(verb)
        if (act := first_child(verb, "xcomp")) is not None and verb.lower_ == "ought" and is_passive(act):
            return self._was_not(verb, act)
        if (adjective := first_child(verb, "acomp")) is not None and adjective.lower_ in AWARENESS:
            return self._unknown(verb, adjective)
        if adjective is not None and adjective.lower_ in ANSWERING:
            return self._unanswered(verb, adjective)
        if (pressure := self._under_pressure(verb)) is not None:
            return pressure
        if verb.i != head and (changes := self._alone(self.sentence[head], verb)):
            return changes
        subject = own_subject(verb)
        if self.wording.unreal and subject is not None and any(c.lower_ in ANOTHER for c in subject.children):
            raise CannotSay  # `another pair of hands could have stopped it`: nobody was there who did not
        relative = subject is not None and subject.lower_ in ("who", "that", "which")
        if relative and subject is not None and (verb.dep_ == "relcl" or clause.form is Form.CLEFT):
            return self._relative(verb, subject)
        if subject is None or subject.lower_ == "whoever" or not self.is_human(subject):
            raise CannotSay
        if any(t.lower_ == "who" and self._cleft_start(t) is not None for t in self.sentence.doc[: subject.i]):
            raise CannotSay  # `it was Ana who …, and she …`: the name would stay
        if verb.tag_ == "VBG" and first_child(verb, "aux") is None:
            return self._gerund(verb, subject)
        doing = first_child(subject, "acl")
        if doing is not None and doing.tag_ == "VBG" and doing.i == subject.i + 1:
            return self._busy(verb, subject, doing)
        return self._active(verb, self._subject_range(subject))

    def _was_not(self, ought: Token, act: Token) -> list[Change]:
        """`ought to have been told` → `was not told`."""
        subject = own_subject(ought)
        if subject is None or not self.wording.unreal or self.lemma(act) in PREVENTING:
            raise CannotSay
        be = self.was(subject)
        negation = () if self._is_negated(ought) or self._is_negated(act) else ("not",)
        return [Change(ought.i, act.i, (be, *negation))]

    def told(self, verb: Token) -> Change:
        """Say the act of a verb without its subject, as a passive or by its noun; raises `CannotSay`."""
        chain = self._chain(verb)
        if self._has_passive(chain):
            return self._as_passive(chain)
        if not (chain.negated and self._deverbal(chain.act) and self._is_nothing(chain)):
            raise CannotSay  # `there was no picking up`
        return self._as_nothing(chain)

    def _bearer(self, verb: Token) -> Token:
        """The finite verb that has the subject: up through control, adverbials and coordination."""
        current = verb
        while own_subject(current) is None and not (is_passive(current) and by_agent(current)):
            if current.dep_ in ("xcomp", "advcl", "pcomp", "conj", "ccomp", "prep", "acl") and current.head != current:
                current = current.head
            else:
                break
        return current

    def _alone(self, conjunct: Token, first: Token) -> list[Change]:
        """`She had the plan and did not notice the code`: only the second verb is recast, with a subject of its own."""
        subject = own_subject(first)
        stands = self.lemma(first) in NOT_ACTS or (is_passive(first) and by_agent(first) is None)
        if conjunct.dep_ != "conj" or subject is None or not self.is_human(subject) or not stands:
            return []
        adjective = first_child(conjunct, "acomp")
        if adjective is not None and ANSWERING.get(adjective.lower_) == self._is_negated(conjunct):
            be = "is" if conjunct.tag_ == "VBZ" else "was"
            return [Change(self._verb_start(conjunct), adjective.i + 1, (f"there {be} no response",))]
        if self.wording.possible:
            return self._as_possible(self._chain(conjunct))
        chain = self._chain(conjunct)
        if not self._has_passive(chain):
            raise CannotSay
        return [*self._mentioned(first), self._as_passive(chain)]

    def _mentioned(self, told: Token) -> Iterator[Change]:
        """`was informed of the limit` → `the limit was mentioned`, to whomever."""
        about = next((c for c in told.rights if c.dep_ == "prep" and c.lower_ in ("about", "of")), None)
        noun, subject = (None if about is None else first_child(about, "pobj")), own_subject(told)
        if about is None or noun is None or subject is None or self.lemma(told) not in TELLING or about.i != told.i + 1:
            return
        moved, end = self.moved(noun)
        if self.sentence.word(end) in OFTEN:
            return
        had = first_child(told, "aux")
        perfect = had is not None and had.lower_ == "had"
        adverbs = self._adverbs(Chain(told, told, False, (told,)))
        start = self._subject_range(subject)[0]
        if self.lemma(told) == "warn":
            be = "had been" if perfect else "was"
            yield Change(start, end, ("there", be, *adverbs, "a warning", about.lower_, moved))
        else:
            be = "had been" if perfect else self.was(noun)
            yield Change(start, end, (moved, be, *adverbs, "mentioned"))

    def _is_fronted(self, token: Token, verb: Token) -> bool:
        """`Having misread the gauge, she …`: a participle that would lose its subject."""
        top = token
        while top.head not in (top, verb) and top != verb:
            top = top.head
        subject = own_subject(verb)
        return top != verb and top.dep_ == "advcl" and subject is not None and top.i < subject.i

    def _active(self, verb: Token, subject: tuple[int, int], *, before: tuple[Part, ...] = ()) -> list[Change]:
        if verb.tag_ == "VB" and first_child(verb, "aux") is None:
            raise CannotSay  # `let me …`
        self._refuse_opening(verb, self.sentence[subject[0]])
        if self.wording.unreal and any(map(self._comments, self.sentence.doc[verb.i :])):
            raise CannotSay  # `he could have asked, this is why we meet`
        if any(t.lower_ in OWNERS and t.dep_ == "dobj" for t in verb.subtree):
            raise CannotSay  # `did not replace theirs`
        if self.wording.unreal and any(map(self._is_therefore, (*verb.lefts, *_before(verb)))):
            raise CannotSay  # `the page is clear, so I could have known`: it would follow that nobody knew
        if self.wording.unreal:
            self._refuse_bound(verb)
        if self.wording.unreal and any(map(gives_reason, verb.rights)):
            raise CannotSay  # `I should have known that, since we were taught it`
        if self.wording.unreal and verb.dep_ == "advcl":
            raise CannotSay  # `when she could have stopped it`: half of a contrast
        verbs = self._without_flurry([verb, *self._sharing(verb)])
        price = verbs.pop() if len(verbs) > 1 and self.lemma(verbs[-1]) == "cost" else None
        chains = [self._chain(v) for v in verbs]
        hidden = [c for chain in chains for c in chain.act.subtree if self.may_be_verb(chain.act, c)]
        if any(map(self.is_before_article, hidden)):
            raise CannotSay  # `overrides our advice and orders it removed`
        if not self.wording.possible and all(map(self._is_sayable, chains)) and self._has_passive(chains[0]):
            first, *rest = map(self._as_told, chains)
            told = [range(change.start, change.end) for change in (first, *rest)]
            rest += [c for c in self._left_out(verbs) if not any(c.start in taken for taken in told)]
            rest += [Change(c.i, c.i + 1, (participle(c.lemma_.lower()),)) for c in hidden]
            rest += self.not_just() if self.wording.unreal else []
            rest += [*self._never(chains), *self._alternatives(verbs)]
            rest += [c for chain in chains if self._is_unreal(chain) for c in self._opposed(chain.top)]
            rest += [*self._believed(verbs), *self._long_since(verbs)]
            rest += [*self._resumed([verb, *verbs]), *self._tried(verbs), *self._duties(verbs)]
        elif len(chains) == 1 and price is None:
            first, *rest = self._as_possible(chains[0])
        else:
            raise CannotSay  # a chain of possibilities is no story
        opening = Change(subject[0], first.end, (*before, *self._aside(subject[1], first.start), *first.parts))
        rest += [] if price is None else self._paid(price)
        return [opening, *rest, *self._possessives(subject, opening, rest), *self._judgements(opening, rest)]

    def _without_flurry(self, verbs: list[Token]) -> list[Token]:
        """`panicked and restarted it`: how somebody felt before they acted goes with them."""
        first = verbs[0]
        flurry = len(verbs) > 1 and self.lemma(first) in FLURRY and self._is_bare_before(first, verbs[1])
        return verbs[1:] if flurry else verbs

    def _is_bare_before(self, verb: Token, following: Token) -> bool:
        """Whether a verb has nothing behind it but the *and* of the one that follows."""
        return all(c.dep_ in ("cc", "punct") or c is following for c in verb.rights)

    def _aside(self, start: int, end: int) -> tuple[Part, ...]:
        """`Rasmus, back in 2020, thought …`: what stands between a subject and its verb comes before both."""
        while end > start and self.sentence[end - 1].is_punct:
            end -= 1
        if any(t.lower_ in HABITUAL for t in self.sentence.doc[start:end]):
            return ()  # `Tobias, in a hurry as always, …`
        bound = any(t.pos_ in ("VERB", "AUX") or t.lower_ in POSSESSIVES for t in self.sentence.doc[start:end])
        return ((start, end), ",") if end > start and self.sentence.word(start - 1) == "," and not bound else ()

    def _paid(self, cost: Token) -> list[Change]:
        """`… and thereby cost us an hour` → `…, which cost us an hour`."""
        start = next((i for i in range(cost.i - 1, 0, -1) if self.sentence.word(i) == "and"), None)
        if start is None or cost.i - start > 2 or cost.tag_ not in ("VBD", "VBZ", "VBP", "VB", "VBN"):
            raise CannotSay
        comma = self.sentence.word(start - 1) == ","
        return [Change(start - comma, cost.i, (", which",))]

    def _refuse_opening(self, verb: Token, subject: Token) -> None:
        """`Having read the rule, she …`: nobody would be left who has read it; raises `CannotSay`."""
        opening = (c for c in verb.children if c.dep_ == "advcl" and c.i < subject.i and own_subject(c) is None)
        if any(first_child(c, "aux") is not None for c in opening):
            raise CannotSay

    def _resumed(self, verbs: Sequence[Token]) -> Iterator[Change]:
        """`When I merged it, I broke the build`: other clauses with the same person as their subject."""
        for verb in self.sentence.doc:
            subject = own_subject(verb)
            if verb in verbs or subject is None or self.sentence.lower[subject.i] not in ("he", "she", "i"):
                continue
            for index, sharing in enumerate([verb, *self._sharing(verb)]):
                chain = self._chain(sharing)
                state = self.lemma(chain.act) in NOT_ACTS and self._complement(chain.act) is None
                if state or not self._has_passive(chain):
                    raise CannotSay
                change = self._as_passive(chain)
                start = subject.i if index == 0 else change.start
                yield Change(start, change.end, change.parts)

    def _tried(self, verbs: Sequence[Token]) -> Iterator[Change]:
        """`deleted it while trying to free space` → `… in an attempt to free space`."""
        acts = [c for verb in verbs for c in verb.rights if c.dep_ == "advcl"]
        for act in (c for c in acts if c.lower_ in ("trying", "attempting")):
            if self.sentence.word(act.i - 1) in ("while", "when") and self.sentence.word(act.i + 1) == "to":
                yield Change(act.i - 1, act.i + 1, ("in an attempt",))

    def _duties(self, verbs: Sequence[Token]) -> Iterator[Change]:
        """`…, although it was her job to do so`: whose job it was tells nothing of how it was left undone."""
        for clause in (c for verb in verbs for c in verb.rights if c.dep_ == "advcl" and c.lemma_ == "be"):
            noun, first, end = first_child(clause, "attr"), clause.left_edge.i, without_marks(clause.right_edge)
            mark = self.sentence.word(first) in ("although", "though", "when", "while", "as", "since", "because")
            owned = noun is not None and noun.lemma_.lower() in DUTIES and first_child(noun, "poss") is not None
            if mark and owned:
                yield Change(first - (self.sentence.word(first - 1) == ","), end, ())

    def unreal(self, head: int) -> list[Change]:
        """`should have been announced` → `was not announced`, and nobody was meant to; raises `CannotSay`."""
        verb = self.sentence[head]
        auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i]
        words = [c.lower_ for c in auxiliaries]
        subject = own_subject(verb)
        if not UNDONE_MODALS & set(words) or not PERFECT & set(words):
            raise CannotSay
        if any(c.dep_ == "mark" and c.lower_ == "whether" for c in verb.lefts):
            raise CannotSay  # `whether it could have been foreseen` leaves it open
        if not is_passive(verb):
            return self._undone(verb, subject, auxiliaries)
        if self.lemma(verb) in PREVENTING:
            return self._unprevented(verb, subject)
        relative = subject is None or subject.tag_ in ("WDT", "WP")
        noun = verb.head if subject is None or relative else subject
        be = self.was(noun)
        if any(c.dep_ == "neg" and c.i > verb.i for c in verb.children):
            raise CannotSay  # `the nurse should have been asked, not the doctor`
        negated = self._is_negated(verb)
        negation = () if negated else ("not",)
        if self.is_told_apart(verb, negated=negated) and relative:
            negation = (*(("not",) if negated else ()), "to be")
        start = min(c.i for c in (*auxiliaries, *(c for c in verb.children if c.dep_ == "neg")))
        adverbs = (c for c in verb.children if c.dep_ == "advmod" and start < c.i < verb.i)
        kept = tuple(self.sentence.words[c.i] for c in adverbs if c.lower_ not in NEGATIONS | EVALUATIVE)
        changes = [Change(start, verb.i, (be, *negation, *kept)), *(() if negated else self._opposed(verb))]
        if by_agent(verb) is not None and self.is_human_agent(verb):
            changes += self._passive(verb)
        return changes

    def _gerund(self, verb: Token, subject: Token) -> list[Change]:
        """`Ana not pushing the flag` → `the flag not being pushed`."""
        found = self.object_of(verb)
        if found is None or found.lemma_.lower() in OF_ONES_OWN:
            raise CannotSay
        moved, end = self.moved(found)
        no = ("not",) if self._is_negated(verb) else ()
        return [Change(subject.left_edge.i, end, (*self.unowned(moved), *no, "being", self.participle_of(verb)))]

    def done(self, gerund: Token) -> Change:
        """`not checking the lock` → `the lock was not checked`; raises `CannotSay`."""
        chain = self._chain(gerund)
        found = self.object_of(chain.act)
        if found is None or chain.top.dep_ != "csubj":
            raise CannotSay
        moved, end = self.moved(found)
        if moved[0] != chain.act.i + 1:
            raise CannotSay
        be = self.was(found)
        no = ("not",) if chain.negated else ()
        return Change(gerund.left_edge.i, end, (*self.unowned(moved), be, *no, self.participle_of(chain.act)))

    def _unknown(self, verb: Token, adjective: Token) -> list[Change]:
        """`was unaware of the quota` → `the quota was not known`."""
        subject = own_subject(verb)
        if subject is None or not self.is_human(subject):
            raise CannotSay
        self._refuse_opening(verb, subject)
        known = AWARENESS[adjective.lower_] != self._is_negated(verb)
        start, _ = self._subject_range(subject)
        clause = first_child(adjective, "ccomp")
        if clause is not None:
            that = () if clause.left_edge.lower_ in WH else ("that",)
            return [Change(start, clause.left_edge.i, ("it was", *(() if known else ("not",)), "known", *that))]
        found = next((n for c in adjective.children if c.dep_ == "prep" for n in c.children if n.dep_ == "pobj"), None)
        if found is None:
            raise CannotSay
        moved, end = self.moved(found)
        be = self.was(found)
        return [Change(start, end, (moved, be, *(() if known else ("not",)), "known"))]

    def _under_pressure(self, verb: Token) -> list[Change] | None:
        """`he was in a hurry` → `there was a hurry`."""
        subject, place = own_subject(verb), first_child(verb, "prep")
        noun = None if place is None or place.lower_ not in ("in", "under") else first_child(place, "pobj")
        if (
            noun is None
            or noun.lemma_.lower() not in PRESSURES
            or verb.lemma_ != "be"
            or verb.tag_ not in ("VBD", "VBZ")
        ):
            return None
        if subject is None or not self.is_human(subject) or self._is_negated(verb):
            return None
        if any(t.lower_ in PERSONAL and t.i > noun.i for t in self.sentence.doc):
            raise CannotSay  # `…, and he cut corners`
        return [Change(self._subject_range(subject)[0], noun.left_edge.i, ("there", verb.text))]

    def _unanswered(self, verb: Token, adjective: Token) -> list[Change]:
        """`was not responsive on chat` → `there was no response on chat`."""
        subject = own_subject(verb)
        if subject is None or not self.is_human(subject) or ANSWERING[adjective.lower_] != self._is_negated(verb):
            raise CannotSay
        be = "is" if verb.tag_ == "VBZ" else "was"
        return [Change(self._subject_range(subject)[0], adjective.i + 1, (f"there {be} no response",))]

    def _passive(self, verb: Token) -> list[Change]:
        """Take the agent out of a passive."""
        by = next((c for c in verb.children if c.dep_ in ("agent", "prep") and c.lower_ == "by"), None)
        agent = None if by is None else first_child(by, "pobj")
        if by is None or agent is None or agent.lower_ in NOBODY or any(c.lower_ == "no" for c in agent.children):
            raise CannotSay  # `tested by nobody` says that it was not tested
        relatives = [c for c in agent.children if c.dep_ == "relcl"]
        start = by.i
        end = by.right_edge.i + 1 if relatives else self._phrase_end(agent)
        adverbs = [Change(c.i, c.i + 1, ()) for c in verb.children if c.i in self.wording.skip and c.dep_ == "advmod"]
        if self.lemma(verb) in CAUSING and relatives and (told := self.told_of(relatives[0])) is not None:
            return [Change(start, told.end, (f"{BY_CONDITIONS}:", *told.parts)), *self._left_out(relatives), *adverbs]
        if self.lemma(verb) in CAUSING:
            return [Change(start, without_marks(agent.right_edge), (BY_CONDITIONS,)), *adverbs]
        if not relatives:
            if verb.dep_ == "acl" and verb.head.i + 1 == verb.i == by.i - 1 and self.lemma(verb) in AUTHORING:
                start = verb.i  # `the commit authored by Ana` is the commit
            while self.sentence[end - 1].is_punct and self.sentence.words[end - 1] not in (")",):
                end -= 1
            if self.sentence.word(end) == "on" and self.sentence.word(end + 1) in ("shift", "duty", "call"):
                end += 2
            return [*self._with_auxiliary(verb), Change(start, end, ()), *adverbs, *self._left_to_nobody(end)]
        [relative] = relatives[:1]
        chain = self._chain(relative)
        subject = own_subject(relative)
        if subject is None or subject.lower_ not in ("who", "that", "which"):
            raise CannotSay
        sharing = [self._chain(v) for v in self._sharing(relative)]
        if self.does_so(chain.act) or not all(map(self._is_sayable, sharing)):
            raise CannotSay
        if chain.negated and not sharing:
            return [Change(start, chain.act.i + 1, ("without", gerund(self.lemma(chain.act)))), *adverbs]
        if not self._has_passive(chain):
            raise CannotSay
        change = self._as_passive(chain)
        return [Change(start, change.end, (", and", *change.parts)), *map(self._as_told, sharing), *adverbs]

    def _left_to_nobody(self, start: int) -> Iterator[Change]:
        """`not seen by the team, despite its duty to look`: a duty whose bearer is gone."""
        for token in self.sentence.doc[start:]:
            if token.dep_ == "poss" and token.lower_ in POSSESSIVES - {"our"} and token.head.lemma_.lower() in DUTIES:
                yield Change(token.i, token.i + 1, ("the",))

    def told_of(self, relative: Token) -> Change | None:
        """What a relative clause about a person tells, where a passive can tell it."""
        chain, subject = self._chain(relative), own_subject(relative)
        first = relative.left_edge.i
        if self.sentence.lower[first : first + 2] == ["by", "whom"]:
            return Change(first, first + 2, ())
        alone = not self._sharing(relative) and subject is not None and subject.lower_ in ("who", "that", "which")
        if not alone:
            return None
        return self._as_passive(chain) if self._has_passive(chain) else self._told_as_nothing(chain)

    def _told_as_nothing(self, chain: Chain) -> Change | None:
        """`who failed to escalate`: there was no escalation."""
        try:
            return self._as_nothing(chain) if self._is_nothing(chain) else None
        except CannotSay:
            return None

    def _with_auxiliary(self, verb: Token) -> Iterator[Change]:
        """`Approval withheld by …` without its agent could be said of somebody who withheld."""
        headline = verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and verb.head.pos_ == "NOUN"
        subject = verb.head if headline else own_subject(verb)
        if subject is not None and subject.i < verb.i and first_child(verb, "aux", "auxpass") is None:
            yield Change(verb.i, verb.i + 1, (self.was(subject), (verb.i, verb.i + 1)))

    def _phrase_end(self, noun: Token) -> int:
        """After a noun with what belongs to it alone: `of …`, an apposition, a bracket, coordinated nouns."""
        end = noun.i + 1
        for child in sorted(noun.rights, key=lambda c: c.i):
            own = child.dep_ in ("appos", "punct", "cc", "conj", "case") or child.lower_ in ("of", "in", "at", "on")
            if not own or (child.lower_ in ("in", "at", "on") and child.dep_ == "prep" and not self._is_place(child)):
                break
            if child.lower_ == "on" and not ON_WATCH.union(("team", "site")).intersection(
                t.lower_ for t in child.subtree
            ):
                break  # `run by an analyst on the primary database`
            end = child.right_edge.i + 1
        return end

    def _is_place(self, preposition: Token) -> bool:
        """`the clerk at the desk`, but not `by the clerk at 12:14` or `in week 34`."""
        noun = first_child(preposition, "pobj")
        return noun is not None and not any(t.like_num for t in noun.subtree)

    def _relative(self, verb: Token, who: Token) -> list[Change]:
        """A relative clause falls with the person that it is about."""
        noun = verb.head
        above = noun.head
        if (start := self._cleft_start(who)) is not None:
            deed = self._deed(noun, who)
            return self._active(verb, (start, who.i + 1)) if deed is None else [Change(start, who.i + 1, ("the", deed))]
        if noun.dep_ == "pobj" and above.lower_ == "by" and is_predicate(above.head):
            return self._passive(above.head)
        if noun.dep_ == "nsubj" and above.lemma_ == "be" and noun.lower_ in ("one", "person", "people"):
            equated = [Change(above.i, without_marks(above.right_edge), ())]
            return [*self._active(verb, (noun.left_edge.i, who.i + 1)), *equated]
        if noun.dep_ == "ROOT":
            return self._split(noun, verb, who)
        if noun.dep_ == "nsubj" and above.pos_ in ("VERB", "AUX"):
            it = next((c for c in above.lefts if c.dep_ == "nsubj" and c.i == verb.i + 1 and c.pos_ == "PRON"), None)
            if it is not None:  # `the planner who wrote it had left`: the parser takes *it* for a subject
                return self._active(above, (noun.left_edge.i, it.i + 1))
            if self.sentence.word(who.i - 1) != "," and verb.tag_ in PRESENT and above.tag_ in PRESENT | {"VB"}:
                raise CannotSay  # `those who vote blindly lose their pay` is about no others
            try:
                return self._with_relative(above, noun, verb, who)
            except CannotSay:
                return self._split(noun, verb, who)
        raise CannotSay

    def _only_points(self, noun: Token, chain: Chain, who: Token) -> bool:
        """`the person who wrote it`, `the team that owns the job`: the clause tells no more than who is meant."""
        found = self.object_of(chain.act)
        lasting = self._is_now(chain.top) and not self._is_now(noun.head)
        pointing = found is not None and (found.pos_ == "PRON" or lasting) and not chain.negated
        return pointing and noun.i + 1 == who.i

    def _deed(self, noun: Token, who: Token) -> tuple[int, int] | None:
        """`it was Ana's early cleanup that …`: what did it is not she, but something of hers."""
        possessor = first_child(noun, "poss")
        if possessor is None or noun.pos_ != "NOUN" or noun.i > who.i or not self.is_human(possessor):
            return None
        start = max([possessor.i, *(c.i for c in possessor.children if c.dep_ == "case")]) + 1
        return start, without_marks(self.sentence[who.i - 1])

    def _cleft_start(self, who: Token) -> int | None:
        """Where `it was Ana who`, `Ana is the one who` begins."""
        for i in range(who.i - 1, max(-1, who.i - CLEFT_REACH), -1):
            token = self.sentence[i]
            if token.lemma_ == "be":
                subject = first_child(token, "nsubj", "expl", "nsubjpass")
                if subject is None or subject.i > i:
                    return None
                pointed = subject.lower_ in ("it", "that", "this")
                named = any(t.lower_ in ("one", "person") for t in self.sentence.doc[i : who.i])
                return subject.left_edge.i if pointed or named else None
        return None

    def _split(self, noun: Token, verb: Token, who: Token) -> list[Change]:
        """`The driver, who did not check the brakes, left` → `The brakes were not checked; the driver left`."""
        chain = self._chain(verb)
        change = self._as_passive(chain) if self._has_passive(chain) else self._as_possible(chain)[0]
        start, end = noun.left_edge.i, verb.right_edge.i + 1
        while end < len(self.sentence) and self.sentence.words[end] == ",":
            end += 1
        head = (start, noun.i + 1)
        tail = (change.end, without_marks(self.sentence[end - 1]))
        rest: tuple[Part, ...] = (tail,) if tail[1] > tail[0] else ()
        return [Change(start, end, (*change.parts, *rest, ";", head))]

    def _with_relative(self, main: Token, noun: Token, verb: Token, who: Token) -> list[Change]:
        """`Sam, who had skipped the tests, pushed the build`: one passive after the other."""
        chain = self._chain(verb)
        if self._only_points(noun, chain, who):
            return self._active(main, self._whole_range(noun))
        return self._told_first(main, noun, chain, self._occasion(chain, who))

    def _told_first(self, main: Token, noun: Token, chain: Chain, occasion: str | None) -> list[Change]:
        """Say what somebody did before what this is about, as its occasion or on its own."""
        if not self._has_passive(chain):
            raise CannotSay
        change = self._as_passive(chain)
        start, end = self._whole_range(noun)
        tail = (change.end, end)
        while tail[1] > tail[0] and self.sentence[tail[1] - 1].is_punct:
            tail = tail[0], tail[1] - 1
        told: tuple[Part, ...] = (*change.parts, *((tail,) if tail[1] > tail[0] else ()))
        before = (occasion, *told, ",") if occasion else (*told, ", and")
        return self._active(main, (start, end), before=before)

    def _whole_range(self, noun: Token) -> tuple[int, int]:
        """A subject with all that hangs on it, and the comma behind."""
        end = noun.right_edge.i + 1
        while end < len(self.sentence) and self.sentence.words[end] == ",":
            end += 1
        return noun.left_edge.i, end

    def _busy(self, main: Token, noun: Token, clause: Token) -> list[Change]:
        """`the engineer running the migration forgot …` → `when the migration was run, …`."""
        if self.lemma(clause) in NOT_ACTS:
            return self._active(main, self._whole_range(noun))
        return self._told_first(main, noun, self._chain(clause), "when")

    def _occasion(self, chain: Chain, who: Token) -> str | None:
        """`the developer who built it never asked` → `when it was built, …`: an act that only tells who is meant."""
        apart = self.sentence.word(who.i - 1) == ","
        judged = self.analysis.entries.starting_at(chain.act.i, JUDGED_ACTS)
        if apart or chain.negated or judged or chain.top != chain.act:
            return None
        return "after" if any(a in PERFECT for a in self._auxiliaries(chain)) else "when"


def _before(verb: Token) -> Iterator[Token]:
    """What stands between a verb and the one to which it is coordinated."""
    return (c for c in verb.head.children if verb.dep_ == "conj" and verb.head.i < c.i < verb.i)
