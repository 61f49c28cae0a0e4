"""How an act is said without its agent: as a passive, or as what was possible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from blamelint.document import Role, SectionKind
from blamelint.language.beings import TARGETS, MentionKind
from blamelint.language.patterns import required_words
from blamelint.language.syntax import first_child, is_infinitive, is_passive, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import CannotSay, Chain, without_marks
from blamelint.rewrite.changes import Change, Part, end_of_words
from blamelint.rewrite.polarity import none_of
from blamelint.rewrite.unreal import Unreal
from blamelint.rewrite.verbs import (
    AWAY,
    BE,
    BELIEVING,
    BY_CONDITIONS,
    CAUSING,
    EVALUATIVE,
    EVENTS,
    HEEDING,
    KNOWING,
    LEAVING,
    MAX_MOVED,
    MODALS,
    NEGATIONS,
    NEGATIVE_FORMS,
    NO_PASSIVE,
    OF_ONES_OWN,
    OF_ONES_OWN_WILL,
    PERFECT,
    PERSONAL,
    POSSESSIVES,
    PREPOSITIONAL,
    PREVENTING,
    REFLEXIVE,
    SPANS,
    STANDING,
    SUBJECT_FORMS,
    UNDONE_MODALS,
    WH,
)

AS_POSSIBLE = {"is": "it is possible", "was": "it was possible"}
"""How a clause begins that says what was possible, by the tense."""

IDIOMS = ("screw_up", "disregard", "silence")
"""Lexicons with verbs whose object is part of what they mean."""


class Voices(Unreal):
    """Says the acts of one sentence without their agents."""

    def _judgements(self, opening: Change, rest: list[Change]) -> Iterator[Change]:
        """`deleted it by mistake`: what judges behind the act goes as well."""
        done = [range(change.start, change.end) for change in (opening, *rest)]
        left = sorted(i for i in self.wording.skip if not any(i in taken for taken in done))
        for i in left:
            if any(c.i not in self.wording.skip for c in self.sentence[i].children):
                raise CannotSay  # `without asking`: half of it would stay
        for i in left:
            opens = i <= (1 if self.sentence.implied else 0) and self.sentence.word(i + 1) == ","
            yield Change(i, i + 1 + opens, ())  # `Carelessly, I had …`

    def _has_passive(self, chain: Chain) -> bool:
        act = chain.act
        if self._relative_object(chain) is not None or self._allowed(act) is not None or self._takes_time(chain):
            return True
        if self._is_tried(chain):
            return True
        if self.lemma(act) in NO_PASSIVE or self._is_auxiliary_heavy(chain):
            return False
        if self.object_of(act) is not None:
            return True
        if self.object_of_preposition(act) is not None and not self._is_noun_enough(chain):
            return True
        return self._complement(act) is not None or self._leaves_object_out(chain)

    def _as_passive(self, chain: Chain) -> Change:
        act = chain.act
        if (antecedent := self._relative_object(chain)) is not None:
            verb = self._finite(chain, plural=self.is_plural(antecedent))
            return Change(self._verb_start(chain.top), act.i + 1, (*verb, self.participle_of(act)))
        if (allowed := self._allowed(act)) is not None:
            return self._with_leave(chain, *allowed)
        if self._takes_time(chain):
            return Change(act.i, act.i, ("it",))
        if self._is_tried(chain):
            return Change(
                self._verb_start(chain.top), act.i + 1, ("an attempt", *self._finite(chain, plural=False), "made")
            )
        if (found := self.object_of(act)) is not None:
            return self._object_first(chain, found)
        if (found := self.object_of_preposition(act)) is not None:
            preposition = found.head
            return self._object_first(chain, found, particle=preposition.lower_)
        start = self._complement(act)
        if any(self._is_left_over(c) for c in act.rights if c.dep_ == "ccomp"):
            raise CannotSay
        verb = self._finite(chain, plural=False)
        if start is None:
            end = act.i + 1 + self.does_so(act)
            with_what = PREPOSITIONAL["look"][:1] if self.lemma(act) == "look" else ()
            return Change(self._verb_start(chain.top), end, ("this", *verb, self.participle_of(act), *with_what))
        that = ("that",) if start.lower_ not in WH else ()
        first = start.i - (self.sentence.word(start.i - 1) == "that")
        phrase = first > act.i + 1 and self.sentence[act.i + 1].dep_ == "prep"  # `knew full well` judges
        between: tuple[Part, ...] = ((act.i + 1, first),) if phrase else ()
        return Change(self._verb_start(chain.top), start.i, ("it", *verb, self.participle_of(act), *between, *that))

    def _is_tried(self, chain: Chain) -> bool:
        tried = first_child(chain.act, "xcomp")
        return tried is not None and is_infinitive(tried) and self.is_attempt(chain.act) and not chain.negated

    def _takes_time(self, chain: Chain) -> bool:
        """`took 25 minutes to answer`: *it* takes time, whoever needs it."""
        found = first_child(chain.act, "dobj")
        if found is None or chain.act.lemma_ != "take" or not self._is_simple_past(chain) or chain.negated:
            return False
        counted = any(c.dep_ == "nummod" for c in found.children)
        to = any(is_infinitive(c) and c.i > found.i for c in (*chain.act.rights, *found.rights))
        return counted and found.lemma_.lower() in SPANS and to

    def _with_leave(self, chain: Chain, subject: Token, below: Token) -> Change:
        """`let the lease run out`: *it was allowed to*; `left the pump running`: *it was left running*."""
        first = below.left_edge if subject.dep_ == "compound" else subject.left_edge
        noun = (first.i, subject.right_edge.i + 1)
        if noun[0] != chain.act.i + 1 or noun[1] != below.i:
            raise CannotSay
        head, negative = self._as_subject(subject, noun)
        if negative:
            raise CannotSay
        verb = self._finite(chain, plural=self.is_plural(subject))
        let = "allowed to" if chain.act.lemma_ == "let" else self.participle_of(chain.act)
        return Change(self._verb_start(chain.top), below.i, (*head, *verb, let))

    def _object_first(self, chain: Chain, found: Token, *, particle: str = "") -> Change:
        act = chain.act
        if (that := self._fact(found)) is not None:
            verb = self._finite(chain, plural=False)
            return Change(self._verb_start(chain.top), that, ("it", *verb, self.participle_of(act)))
        moved, end, apart = self._with_what_is_said_of_it(found)
        if (noun := self.before_its_state(found)) is not None:
            found, moved, end = noun, (moved[0], found.i), found.i
        self._refuse_misread(act, found, moved)
        if any(t.i >= end and t.lower_ in REFLEXIVE for t in act.subtree):
            return self._unshared(chain, moved, end)
        particles, recipients = self._between(act, range(act.i + 1, moved[0]), particle)
        head, chain = self._denied(chain, *(self._as_theirs(chain, moved) or self._as_subject(found, moved)), moved)
        if self._is_botched(chain):
            if not self.analysis.entries.within(found.i, found.i + 1, EVENTS):
                raise CannotSay
            return Change(self._verb_start(chain.top), end, (*head, "did not go as planned"))
        if particle == "through" and self.lemma(act) == "sleep":
            unheard = Chain(chain.top, act, not chain.negated, chain.links)
            heard = (*self._finite(unheard, plural=self.is_plural(found)), "heard")
            return Change(self._verb_start(chain.top), end, (*head, *heard))
        given = next((c for c in act.children if c.dep_ == "dative" and c.lower_ in ("us", "them")), None)
        if given is not None and given.i == act.i + 1 and not particles:
            verb = self._finite(chain, plural=True)
            return Change(
                self._verb_start(chain.top), given.i + 1, (SUBJECT_FORMS[given.lower_], *verb, self.participle_of(act))
            )
        verb = self._finite(chain, plural=self.is_plural(found), found=found)
        parts = (*head, *apart, *verb, self.participle_of(act), *particles, *recipients)
        by = (BY_CONDITIONS,) if self.lemma(act) in CAUSING else ()
        return Change(self._verb_start(chain.top), end, (*parts, *by))

    def _fact(self, found: Token) -> int | None:
        """`overlooked the fact that it was full`: where what was overlooked begins."""
        known = self.lemma(found.head) in KNOWING | {"overlook"}
        alone = known and found.lower_ == "fact" and self.sentence.word(found.i - 1) == "the"
        return found.i + 1 if alone and self.sentence.word(found.i + 1) == "that" else None

    def _with_what_is_said_of_it(self, found: Token) -> tuple[tuple[int, int], int, tuple[Part, ...]]:
        """How much of an object moves, where the rest goes on, and the comma behind what stands in commas.

        `the vendor, Hematrix, …`; `the wildcard, which sat in a diff`. What a clause says of the act stays behind it.
        """
        moved, end = self.moved(found)
        name = next((c for c in found.rights if c.dep_ == "appos" and c.left_edge.i == end + 1), None)
        if name is not None and self.sentence.word(end) == "," and self.sentence.word(name.right_edge.i + 1) == ",":
            return (moved[0], name.right_edge.i + 1), name.right_edge.i + 2, (",",)
        clause = next((c for c in found.rights if c.dep_ == "relcl" and c.left_edge.i >= end), None)
        if clause is None or self.analysis.clauses.outcomes.is_bad(clause) or self._tells_effect(clause):
            return moved, end, ()
        bracketed = self.sentence.word(end) == "("
        if bracketed or (clause.left_edge.i == end and clause.left_edge.lower_ == "that"):
            return moved, end, ()  # `a job was added that empties it`
        after = clause.right_edge.i + 1
        if self._is_glued(after):
            raise CannotSay  # `…, whose first step is to read the host logs`, where the parser ends at *host*
        somebody = self.analysis.mentions.at(found.i).kind in TARGETS
        if (
            not (somebody or self.lemma(clause) in STANDING)
            or clause.left_edge.i != end + 1
            or after - moved[0] > MAX_MOVED
        ):
            raise CannotSay  # the clause would be left behind
        return (moved[0], after), after, (",",)

    def _tells_effect(self, clause: Token) -> bool:
        """`clears the wrong queue, which removes the results`: what came of the act, and not of the queue."""
        return bool(self.analysis.entries.starting_at(clause.i, ("damage", "neutral_damage")))

    def _refuse_misread(self, act: Token, found: Token, moved: tuple[int, int]) -> None:
        """Refuse objects that are none, and clauses that end with somebody else's act; raises `CannotSay`."""
        owner = first_child(found, "poss")
        own = owner is not None and owner.lower_ in POSSESSIVES - {"our"} and found.lemma_.lower() in OF_ONES_OWN
        if own or self._is_idiom(act, found) or self.sentence.word(moved[0]) in ("(", "["):
            raise CannotSay
        bare_let = self.lemma(act) == "let" and first_child(act, "prt") is None
        if bare_let or any(self.may_be_verb(act, c) and self.is_before_article(c) for c in found.children):
            raise CannotSay  # `let the lease lapse`, where the parser takes *lapse* for a noun
        if any(self._is_left_over(c) for c in act.rights if c.dep_ == "ccomp"):
            raise CannotSay

    def _denied(
        self, chain: Chain, head: tuple[Part, ...], negative: bool, moved: tuple[int, int]
    ) -> tuple[tuple[Part, ...], Chain]:
        """Let the subject deny what the verb denied: `did not write a test` → `no test was written`."""
        other = Chain(chain.top, chain.act, not chain.negated, chain.links)
        if negative:
            return head, other
        if any(c.lower_ == "once" for c in (*chain.top.children, *chain.act.children)):
            return head, chain  # `never once tested a restore`
        further = (t for c in chain.act.rights if c.dep_ == "conj" for t in c.subtree)
        taken_up = any(t.lower_ in ("it", "one", "them") for t in further)
        denied = (self._is_denied(chain) or self._is_unreal(chain)) and not taken_up
        none = none_of(self.sentence, moved) if denied else None
        return (head, chain) if none is None else (none, other)

    def _is_botched(self, chain: Chain) -> bool:
        botched = self.analysis.entries.starting_at(chain.act.i, ("screw_up",))
        return bool(botched) and not chain.negated and self._is_simple_past(chain)

    def _is_left_over(self, clause: Token) -> bool:
        """`assured us that it was harmless and left`: nobody can tell who left."""
        finite = ("VBD", "VBZ", "VBN") if clause.lemma_ == "be" else ("VBD", "VBZ")  # `was the culprit and rebooted it`
        return any(c.dep_ == "conj" and c.tag_ in finite and own_subject(c) is None for c in clause.rights)

    def _is_denied(self, chain: Chain) -> bool:
        """Whether an act was not done, and nothing else was meant to be: no modal has to tell so."""
        return chain.negated and MODALS.keys().isdisjoint(self._auxiliaries(chain))

    def _unshared(self, chain: Chain, moved: tuple[int, int], end: int) -> Change:
        """`kept the rule to themselves` → `the rule was not shared`."""
        following = self.sentence[end + 1] if end + 1 < len(self.sentence) else chain.act
        kept = self.lemma(chain.act) == "keep" and self.sentence.word(end) == "to" and following.lower_ in REFLEXIVE
        if not kept or chain.negated or not self._is_simple_past(chain):
            raise CannotSay
        be = self.was(self.sentence[moved[1] - 1])
        return Change(self._verb_start(chain.top), following.i + 1, (moved, be, "not shared"))

    def _is_idiom(self, act: Token, found: Token) -> bool:
        """`make a hash of it`: nobody was ever told that a hash was made."""
        entries = self.analysis.entries.starting_at(act.i, IDIOMS)
        own = {word for entry in entries for words in required_words(entry.pattern) for word in words}
        return found.pos_ != "PRON" and found.lower_ in own - HEEDING

    def _left_out(self, verbs: Iterable[Token]) -> Iterator[Change]:
        """`… without opening the ticket` → `… without the ticket being opened`."""
        for preposition in (c for verb in verbs for c in verb.rights if c.lower_ in ("without", "before", "after")):
            act = first_child(preposition, "pcomp")
            if act is None and (act := self._so_much_as(preposition)) is not None:
                yield from self._not_even(preposition, act)
                continue
            found = None if act is None else self.object_of(act)
            if preposition.lower_ != "without" and self.sentence.word(preposition.i + 1) == "having":
                continue
            if act is None or found is None or found.left_edge.i != act.i + 1 or self.lemma(act) in NO_PASSIVE:
                continue
            moved, end = self.moved(found)
            before = self.sentence.lower[preposition.i + 1 : act.i]
            being = () if "having" in before else ("being",)
            be = being if preposition.lower_ == "without" else (self.was(found),)
            been = tuple(f"{word} been" if word == "having" else word for word in before)
            yield Change(preposition.i + 1, end, (moved, *been, *be, self.participle_of(act)))

    def _so_much_as(self, preposition: Token) -> Token | None:
        """`without so much as reading the plan`."""
        after = preposition.i + 1
        if self.sentence.lower[after : after + 3] != ["so", "much", "as"] or after + 3 >= len(self.sentence):
            return None
        act = self.sentence[after + 3]
        return act if act.tag_ == "VBG" else None

    def _not_even(self, preposition: Token, act: Token) -> Iterator[Change]:
        """`without so much as glancing at the plan` → `without the plan being glanced at`."""
        found = self.object_of(act) or self.object_of_preposition(act)
        if found is not None:
            moved, end = self.moved(found)
            particle = (found.head.lower_,) if found.dep_ == "pobj" else ()
            yield Change(preposition.i + 1, end, (moved, "being", self.participle_of(act), *particle))

    def _believed(self, verbs: Iterable[Token]) -> Iterator[Change]:
        """`… assuming that it would retry` → `… on the assumption that it would retry`."""
        for belief in (below for verb in verbs for below in verb.rights if self.is_belief(below)):
            end = belief.i + 1 + (self.sentence.word(belief.i + 1) == "that")
            start = belief.i - (self.sentence.word(belief.i - 1) == ",")
            yield Change(start, end, (BELIEVING[belief.lemma_],))

    def _between(self, act: Token, between: range, preposition: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
        particles: list[Part] = []
        recipients: list[Part] = []
        for i in between:
            token = self.sentence[i]
            if token.dep_ == "prt" or (preposition and token.lower_ == preposition):
                particles.append(self.sentence.words[i])
            elif token.dep_ == "advmod" and token.head == act:
                if i not in self.wording.skip:
                    particles.append(self.sentence.words[i])
            elif token.dep_ == "dative" and token.head == act and token.left_edge.i == i:
                recipients += ["to", (token.left_edge.i, token.right_edge.i + 1)]
            elif not any(
                token.is_ancestor(other) or other.is_ancestor(token) for other in act.children if other.dep_ == "dative"
            ):
                raise CannotSay
        return tuple(particles), tuple(recipients)

    def _as_theirs(self, chain: Chain, moved: tuple[int, int]) -> tuple[tuple[Part, ...], bool] | None:
        """`the carrier let its certificate lapse`: whose it was is a fact where it was not ours."""
        owner, possessive = own_subject(chain.top), self.sentence[moved[0]]
        if owner is None or possessive.dep_ != "poss" or possessive.lower_ not in ("its", "their"):
            return None
        foreign = self.analysis.mentions.at(owner.i).kind in (MentionKind.VENDOR, MentionKind.CUSTOMER)
        if not foreign or owner.pos_ == "PRON" or owner.lower_.endswith("s"):
            return None
        return ((owner.left_edge.i, owner.i + 1), "'s", (moved[0] + 1, moved[1])), False

    def _as_subject(self, noun: Token, moved: tuple[int, int]) -> tuple[tuple[Part, ...], bool]:
        word = noun.lower_
        if moved[1] - moved[0] == 1 and word in SUBJECT_FORMS:
            if word in ("him", "her", "me"):
                raise CannotSay
            return (SUBJECT_FORMS[word],), False
        first = self.sentence.lower[moved[0]]
        if first in NEGATIVE_FORMS:
            rest: tuple[Part, ...] = ((moved[0] + 1, moved[1]),) if moved[1] - moved[0] > 1 else ()
            of = first == "any" and self.sentence.word(moved[0] + 1) == "of"
            return ("none" if of else NEGATIVE_FORMS[first], *rest), True
        if first in POSSESSIVES and first != "our" and self.sentence[moved[0]].dep_ == "poss":
            own = self.sentence.word(moved[0] + 1) == "own"
            if own and noun.tag_ != "NN":
                raise CannotSay
            return ("a separate" if own else "the", (moved[0] + 1 + own, moved[1])), False
        return (moved,), False

    def _finite(self, chain: Chain, *, plural: bool, found: Token | None = None) -> tuple[str, ...]:
        """The auxiliaries of a passive, with the negation and the adverbs of the active verb."""
        top = chain.top
        auxiliaries = self._auxiliaries(chain)
        never = any(c.lower_ == "never" for c in top.children) and chain.negated
        negation = ("never" if never else "not",) if chain.negated else ()
        adverbs = self._adverbs(chain)
        if self._is_fragment(chain, found):
            return (*negation, *adverbs)
        if self.lemma(top) == "bother" and is_passive(top):  # `could not be bothered to answer`
            return ("were" if plural else "was", *negation)
        now = self._is_told_now(chain)
        was = ("are" if plural else "is") if now else ("were" if plural else "was")
        modal = next((a for a in auxiliaries if a in MODALS), None)
        perfect = next((a for a in auxiliaries if a in PERFECT), None)
        if modal and perfect:
            return self._unreal(modal, chain, plural=plural, adverbs=adverbs)
        if modal in ("would", "'d", "wo") and chain.negated:
            raise CannotSay  # `would not hand it over`: refused to
        if modal:
            return (MODALS[modal], *negation, *adverbs, "be")
        if perfect:
            have = "had" if perfect in ("had", "'d") else "have" if plural else "has"
            return (have, *negation, *adverbs, "been")
        if any(a in BE for a in auxiliaries):
            now = any(a in ("is", "are", "'s", "'re", "am", "'m") for a in auxiliaries)
            be = ("are" if plural else "is") if now else ("were" if plural else "was")
            return (be, *negation, *adverbs, "being")
        return (was, *negation, *adverbs)

    def _unreal(self, modal: str, chain: Chain, *, plural: bool, adverbs: tuple[str, ...]) -> tuple[str, ...]:
        """`should have noticed` says that it was not noticed."""
        if modal not in UNDONE_MODALS or not self.wording.unreal or self.lemma(chain.act) in PREVENTING:
            raise CannotSay
        be = "were" if plural else "was"
        if self.is_told_apart(chain.top, negated=chain.negated):
            return (be, *(("not",) if chain.negated else ()), "to be")
        kept = tuple(
            a for a in adverbs if a not in ("really", "at", "least", "also", "simply", "just", "easily", "never")
        )
        if chain.negated:
            return (be, *kept)
        return (be, "not" if self._one_time(chain.act) is None else "never", *kept)

    def _adverbs(self, chain: Chain) -> tuple[str, ...]:
        """Adverbs before the verbs of a chain, without those that judge."""
        found = []
        start = self._verb_start(chain.top)
        for verb in chain.links:
            for child in verb.children:
                between = child.dep_ == "advmod" and start <= child.i < verb.i and child.tag_ != "WRB"
                apart = self.sentence.word(child.i + 1) == ","
                judges = child.i in self.wording.skip or child.lower_ in NEGATIONS | EVALUATIVE
                if between and not (apart or judges or list(child.children)):
                    first = child.i <= (1 if self.sentence.implied else 0)
                    word = self.sentence.words[child.i]
                    found.append(word.lower() if first else word)
        return tuple(found)

    def _is_fragment(self, chain: Chain, found: Token | None) -> bool:
        """A note without a subject and without articles is answered in kind: `Cert not renewed`."""
        subject = own_subject(chain.top)
        bare = found is not None and found.pos_ != "PRON" and not any(c.dep_ in ("det", "poss") for c in found.children)
        return bare and self.sentence.implied and subject is not None and subject.i == 0

    def _as_possible(self, chain: Chain) -> list[Change]:
        """Say what the work allowed; raises `CannotSay` where more than that would be claimed."""
        if (left := self._left_behind(chain)) is not None:
            return [left]
        undone = self._is_undone(chain)
        if self._is_nothing(chain):
            return [self._as_nothing(chain)]
        act, top = chain.act, chain.top
        if self.analysis.entries.starting_at(act.i, ("screw_up",)):
            raise CannotSay  # `it was possible to drop the ball`
        if self.lemma(act) == "do" and self.object_of(act) is None:
            raise CannotSay  # `they didn't`
        if is_passive(top):
            raise CannotSay  # `was asked to add it and keeps ignoring it`
        if self.lemma(act) in ("waste", "let") or (undone and self.lemma(act) == "ask"):
            raise CannotSay  # `wasted an hour`, `let us down`, `did not ask why`
        if any(c.dep_ == "prep" and not list(c.children) for c in act.rights):
            raise CannotSay  # `the report nobody asked for`
        if any(t.lower_ in REFLEXIVE for t in act.subtree):
            raise CannotSay
        if any(self._is_left_over(c) for c in act.subtree if c.dep_ in ("ccomp", "relcl")):
            raise CannotSay
        if {top.lower_, *self._auxiliaries(chain)} & UNDONE_MODALS:
            raise CannotSay  # what should have been is no possibility
        be = "is" if self._is_now(top) and not self._is_told_as_now(top) else "was"
        verb = (*(("not",) if undone else ()), "to", *self._adverbs(chain), self.lemma(act))
        tail = self._happened(top)
        if not (tail or undone or self._is_told_by_its_clause(top)):
            raise CannotSay  # what was possible need not have been
        return [Change(self._verb_start(top), act.i + 1, (AS_POSSIBLE[be], *verb)), *tail]

    def _left_behind(self, chain: Chain) -> Change | None:
        """`leaves without handing over the warning` → `the warning is not handed over`."""
        without = next((c for c in chain.act.rights if c.lower_ == "without"), None)
        act = None if without is None else first_child(without, "pcomp")
        if without is None or act is None or self.lemma(chain.act) not in LEAVING or chain.negated:
            return None
        away = self.sentence.lower[chain.act.i + 1 : without.i]
        if not AWAY.issuperset(away) or not (self._is_now(chain.top) or self._is_simple_past(chain)):
            return None
        return self._not_done(act, start=self._verb_start(chain.top), now=self._is_now(chain.top))

    def _not_done(self, act: Token, *, start: int, now: bool) -> Change | None:
        """`without handing over (the warning)`: the warning, or a handover, is what there was not."""
        found = self.object_of(act)
        be = {(True, True): "are", (True, False): "is", (False, True): "were", (False, False): "was"}
        if found is None:
            noun = self._deverbal(act)
            end = act.i + 1 + (first_child(act, "prt") is not None)
            goes_on = end < len(self.sentence) and self.sentence[end].pos_ in ("DET", "NOUN", "PROPN", "PRON", "ADJ")
            return None if noun is None or goes_on else Change(start, end, (f"there {be[now, False]} no", noun))
        moved, end = self.moved(found)
        particles = [self.sentence.words[i] for i in range(act.i + 1, moved[0]) if self.sentence[i].dep_ == "prt"]
        if moved[0] - act.i - 1 != len(particles):
            return None
        head, negative = self._as_subject(found, moved)
        no = () if negative else ("not",)
        return Change(start, end, (*head, be[now, self.is_plural(found)], *no, self.participle_of(act), *particles))

    def _is_sayable(self, chain: Chain) -> bool:
        return self._has_passive(chain) or self._left_behind(chain) is not None or self._is_nothing(chain)

    def _as_told(self, chain: Chain) -> Change:
        """Say an act as a passive, or by what was left undone."""
        if self._has_passive(chain):
            return self._as_passive(chain)
        return self._left_behind(chain) or self._as_nothing(chain)

    def _is_told_by_its_clause(self, verb: Token) -> bool:
        """Whether the clause says how it hangs together with the rest: `so it was possible to …`."""
        if any(c.dep_ == "mark" and c.lower_ in ("because", "since", "as") for c in verb.children):
            return False  # `because a customer was shouting` gives a reason
        if verb.dep_ == "relcl" and self.sentence.word(verb.left_edge.i) == "that":
            return False  # `signs that she had left`
        return verb.dep_ in ("relcl", "advcl", "csubj") or any(
            c.lower_ in ("so", "how", "why", "where", "which") and c.i < verb.i for c in verb.children
        )

    def _is_simple_past(self, chain: Chain) -> bool:
        return chain.top == chain.act and chain.act.tag_ == "VBD" and not self._auxiliaries(chain)

    def _is_told_as_now(self, verb: Token) -> bool:
        """Timelines tell what happened in the present tense."""
        around = self.analysis.around
        timed = around.section is SectionKind.TIMELINE or self.analysis.role is Role.CELL
        return self._is_now(verb) and timed

    def _happened(self, verb: Token) -> list[Change]:
        """What was possible is also what happened, where nothing else is said behind it."""
        end = end_of_words(self.sentence)
        further = any(c.dep_ in ("conj", "ccomp", "parataxis") and own_subject(c) is not None for c in verb.rights)
        main = verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")
        if not main or further or (self._is_now(verb) and not self._is_told_as_now(verb)):
            return []
        return [Change(end, end, (", and that is what happened",))]

    def _has_other_owner(self, possessive: Token, subject: tuple[int, int]) -> bool:
        """`…, and 400 people lost their phones`: the nearest subject is somebody else."""
        verb = next((a for a in possessive.ancestors if a.pos_ in ("VERB", "AUX") and own_subject(a) is not None), None)
        owner = None if verb is None else own_subject(verb)
        if owner is None or owner.i in range(*subject) or owner.i > possessive.i:
            return False
        return owner.pos_ == "NOUN" or possessive.i < subject[0]

    def _means(self, they: Token, subject: tuple[int, int]) -> bool:
        """Whether *they* can only be those who are taken out."""
        before = [t for t in self.sentence.doc[: they.i] if t.tag_ in ("NNS", "NNPS") and t.dep_ != "npadvmod"]
        if not before or all(t.lemma_.lower() in SPANS for t in before):
            return True  # a team is many
        return bool(before) and before[-1].i in range(*subject)

    def _unowned(self, possessive: Token) -> Iterator[Change]:
        """`his laptop` → `the laptop`, `my own key` → `a personal key`; `off her own bat` says nothing without her."""
        own, noun = self.sentence.word(possessive.i + 1) == "own", possessive.head
        if noun.dep_ == "pobj" and self.analysis.entries.within(noun.i, noun.i + 1, ("traits",)):
            end = without_marks(noun.right_edge)
            comma = self.sentence.word(end) == "," and noun.head.i <= 1
            yield Change(noun.head.i, end + comma, ())  # `in his haste to leave`
            return
        if noun.lower_ == "own":
            if possessive.lower_ != "its":
                raise CannotSay  # `did it on his own`
        elif not own:
            yield Change(possessive.i, possessive.i + 1, ("the",))
        elif noun.lower_ in OF_ONES_OWN_WILL and noun.i == possessive.i + 2:
            yield Change(possessive.i - 1, noun.i + 1, ())
        else:
            singular = noun.tag_ == "NN" and noun.dep_ == "dobj"
            yield Change(possessive.i, possessive.i + 2, ("a personal" if singular else "the",))

    def _possessives(self, subject: tuple[int, int], opening: Change, rest: list[Change]) -> Iterator[Change]:
        """`left his laptop unlocked`: what was somebody's has nobody to point to any more."""
        taken = [range(c.start, c.end) for c in (opening, *rest)]
        kept = [range(*part) for c in (opening, *rest) for part in c.parts if isinstance(part, tuple)]
        if any(
            t.lower_ in ("they", "them") and self._means(t, subject)
            for k in kept
            for t in self.sentence.doc[k.start : k.stop]
        ):
            raise CannotSay  # `asked for the code that we had sent them`
        for token in self.sentence.doc:
            if token.i in range(*subject) or any(token.i in r for r in taken):
                continue
            word = self.sentence.lower[token.i]
            if word in ("his", "her", "my", "their", "its") and token.dep_ == "poss":
                if not self._has_other_owner(token, subject):
                    yield from self._unowned(token)
            elif word in PERSONAL or (word in ("they", "them") and self._means(token, subject)):
                raise CannotSay
