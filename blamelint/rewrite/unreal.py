"""What should have been, or could have been, and was not: what may be said of it, and what goes with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from blamelint.language.syntax import first_child, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.absences import Absences
from blamelint.rewrite.acts import CannotSay, Chain, without_marks
from blamelint.rewrite.changes import Change, Part
from blamelint.rewrite.means import needed
from blamelint.rewrite.polarity import none_of, once
from blamelint.rewrite.verbs import OPPOSING, PERFECT, PREVENTING, SPANS, UNDONE_MODALS, WHEN
from blamelint.rewrite.words import past


class Unreal(Absences):
    """Says of the acts of one sentence that they were not, where it says that they should have been."""

    def _long_since(self, verbs: Iterable[Token]) -> Iterator[Change]:
        """`should have been split long ago` was not split, and that is not long ago."""
        for verb in verbs:
            if self.wording.unreal and any(c.lower_ in UNDONE_MODALS for c in (verb, *verb.children)):
                below = (c for v in (verb, *(x for x in verb.rights if x.dep_ == "xcomp")) for c in v.rights)
                yield from (
                    Change(c.left_edge.i, c.i + 1, ()) for c in below if c.lower_ == "ago" and c.right_edge.i == c.i
                )

    def _is_unreal(self, chain: Chain) -> bool:
        """Whether an act was not done that should have been."""
        auxiliaries = set(self._auxiliaries(chain))
        undone = self.wording.unreal and bool(auxiliaries & UNDONE_MODALS) and bool(auxiliaries & PERFECT)
        return undone and not chain.negated

    def is_told_apart(self, verb: Token, *, negated: bool) -> bool:
        """`rows that should have been deleted are still there`: that they were not would tell nothing of them."""
        restrictive = verb.dep_ == "relcl" and self.sentence.word(verb.left_edge.i - 1) != ","
        noun = verb.head
        if noun.dep_ == "pobj" and noun.head.lower_ == "of":
            noun = noun.head.head  # `two of the rows`
        return restrictive and (negated or noun.dep_ in ("nsubj", "nsubjpass"))

    def _one_time(self, act: Token) -> range | None:
        """`should have tested it just once`: the words that a denial turns into *never*."""
        return once(self.sentence, act.i + 1, without_marks(act.right_edge))

    def _never(self, chains: Iterable[Chain]) -> Iterator[Change]:
        """`should have tested it at least once` → `was never tested`."""
        times = (self._one_time(chain.act) for chain in chains if self._is_unreal(chain))
        yield from (Change(time.start, time.stop, ()) for time in times if time is not None)

    def _alternatives(self, verbs: Iterable[Token]) -> Iterator[Change]:
        """`should have checked it or asked` → neither was done."""
        found = (c for verb in verbs for c in verb.children if c.dep_ == "cc" and c.lower_ == "or" and c.i > verb.i)
        shared = (c for c in found if any(d.dep_ == "conj" and self.modal_bearer(d) != d for d in c.head.children))
        yield from (Change(c.i, c.i + 1, ("and",)) for c in shared)

    def _opposed(self, verb: Token) -> Iterator[Change]:
        """`should have been renewed, but the ticket was left`: that it was not renewed opposes nothing any more."""
        for mark in (t for t in self.sentence.doc[verb.i + 1 :] if t.lower_ in OPPOSING and not list(t.children)):
            clause = mark.head if mark.dep_ in ("mark", "advmod") else None
            hangs = mark.head == verb and mark.dep_ == "cc"
            if (hangs or (clause is not None and clause.head == verb)) and self.sentence.word(mark.i - 1) == ",":
                yield Change(mark.i - 1, mark.i + 1, (";",))

    def _refuse_bound(self, verb: Token) -> None:
        """Refuse acts of which it tells nothing that they were not done; raises `CannotSay`."""
        if needed(verb) is not None:
            raise CannotSay  # `could have caught it with a test`: there was none
        if any(c.dep_ == "conj" for c in verb.rights) and any(t.lower_ == "least" for t in verb.subtree):
            raise CannotSay  # `should have kept it or at least asked`
        if any(t.lower_ == "instead" and t.i > verb.i for t in verb.subtree):
            raise CannotSay  # `should have read it instead of skimming it`
        if self._is_done_in_time(verb):
            raise CannotSay  # `could have done it an hour earlier`
        if any(self._is_left_standing(t, verb) for t in self.sentence.doc if t != verb):
            raise CannotSay  # `should have asked, and they would have told us`; `…, not pushed it again`
        beside = [verb.head] if verb.dep_ == "conj" else [c for c in verb.lefts if c.dep_ in ("ccomp", "parataxis")]
        if UNDONE_MODALS & {verb.lower_, *(c.lower_ for c in verb.children)} and any(map(self._is_remark, beside)):
            raise CannotSay  # `this is basic, and they should have known it`: the remark would stay

    def _is_left_standing(self, other: Token, verb: Token) -> bool:
        """Whether another verb says something that would not hold any more."""
        words = {c.lower_ for c in other.children if c.dep_ == "aux"}
        unreal = other.i > verb.i and other.dep_ == "conj" and bool(words & {"would", "'d"}) and bool(words & PERFECT)
        bare = other.tag_ in ("VBN", "VBD") and first_child(other, "aux", "auxpass") is None
        denied = bare and first_child(other, "neg") is not None and own_subject(other) is None
        shared = other.dep_ == "conj" and self.modal_bearer(other) != other
        then = shared and any(c.lower_ in ("then", "later", "afterwards") for c in other.children)
        return unreal or then or (denied and not shared and other.i > verb.i)

    def _is_remark(self, be: Token) -> bool:
        subject = own_subject(be)
        said = be.lemma_ == "be" and first_child(be, "attr", "acomp") is not None
        return said and subject is not None and subject.lower_ in ("this", "that", "it") and be.tag_ == "VBZ"

    def _is_done_in_time(self, verb: Token) -> bool:
        """`should have done it sooner`: a verb that stands for another says nothing but when."""
        found = first_child(verb, "dobj")
        stands = found is not None and found.lower_ in ("this", "that", "it") and found.i == found.right_edge.i
        behind = [t for c in verb.rights if c.dep_ not in ("advcl", "relcl") for t in c.subtree]
        timed = any(t.lower_ in WHEN or t.lower_ == "ago" or t.lemma_.lower() in SPANS or t.like_num for t in behind)
        return self.lemma(verb) == "do" and timed and (stands or self.does_so(verb))

    def _comments(self, token: Token) -> bool:
        """Whether a word stands for the act before it, and begins a sentence about that behind a comma or semicolon."""
        pointing = token.lower_ in ("this", "that") and token.dep_ == "nsubj" and token.head.lemma_ == "be"
        return pointing and self.sentence.word(token.i - 1) in (",", ";")

    def _is_therefore(self, token: Token) -> bool:
        return token.lower_ == "so" and self.sentence.word(token.i - 1) != "even"

    def _undone(self, verb: Token, subject: Token | None, auxiliaries: Sequence[Token]) -> list[Change]:
        """`we should have failed over` → `we did not fail over`: what a group did not do blames nobody."""
        if subject is None or not self.is_collective(subject) or any(c.dep_ == "conj" for c in verb.children):
            raise CannotSay
        if self.lemma(verb) in PREVENTING:
            return self._unprevented(verb, subject)
        self._refuse_bound(verb)
        conditional = any(c.dep_ in ("advcl", "prep") and c.lower_ in ("if", "with", "without") for c in verb.subtree)
        if conditional or any(c.dep_ == "mark" and c.lower_ == "if" for t in verb.children for c in t.children):
            raise CannotSay
        start = min(c.i for c in auxiliaries)
        if (none := self._none_had(verb)) is not None:
            return [Change(start, none[1], none[0])]
        be = self.lemma(verb) == "be"
        said: tuple[str, ...]
        if self._is_negated(verb):
            said = ("were" if be else past(self.lemma(verb)),)
        else:
            said = ("were not",) if be else ("did not", self.lemma(verb))
        return [Change(start, verb.i + 1, said)]

    def _none_had(self, verb: Token) -> tuple[tuple[Part, ...], int] | None:
        """`should have had at least one drill` → `had no drill`, and where that goes on."""
        found = first_child(verb, "dobj")
        if found is None or self._is_negated(verb) or found.left_edge.lower_ not in ("at", "even", "just"):
            return None
        moved, end = self.moved(found)
        none = none_of(self.sentence, moved) if moved[0] == verb.i + 1 else None
        return None if none is None else ((past(self.lemma(verb)), *none), end)

    def _unprevented(self, verb: Token, subject: Token | None) -> list[Change]:
        """`could have been avoided by testing the plan` → `the plan was not tested`."""
        means = next((c for c in verb.rights if c.lower_ in ("by", "with", "through")), None)
        act = None if means is None else first_child(means, "pcomp")
        if means is None or subject is None or self._is_negated(verb):
            raise CannotSay
        start = subject.left_edge.i
        if act is not None and (found := self.object_of(act)) is not None:
            moved, end = self.moved(found)
            be = self.was(found)
            return [Change(start, end, (moved, be, "not", self.participle_of(act)))]
        noun = first_child(means, "pobj")
        if noun is None or noun.pos_ != "NOUN" or noun.i not in range(start, len(self.sentence)):
            raise CannotSay
        article = self.sentence.lower[noun.left_edge.i] in ("a", "an")
        if not article and any(c.dep_ in ("det", "poss") for c in noun.children):
            raise CannotSay
        be = self.was(noun)
        return [Change(start, noun.left_edge.i + article, (f"there {be} no",))]
