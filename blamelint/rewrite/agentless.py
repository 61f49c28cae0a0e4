"""Say what happened without saying who did it.

An act with an object becomes a passive: "Tomas forgot to re-enable the probe" → "The probe was not re-enabled". An
act without one becomes what the work allowed: "Ana did not wait for CI" → "It was possible not to wait for CI", which
holds whenever the sentence does, and asks for what made it so. The person is gone, the act, its time and its
circumstances stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from blamelint.language.agents import Form
from blamelint.language.analysis import Analysis
from blamelint.language.mentions import TARGETS, MentionKind
from blamelint.language.spacy import Token
from blamelint.language.syntax import by_agent, first_child, is_infinitive, is_passive, is_predicate, own_subject
from blamelint.rewrite.changes import Change, Part, end_of_words
from blamelint.rewrite.words import base_form, gerund, participle

LEFT_UNDONE = frozenset("forget fail neglect omit skip miss overlook avoid refuse decline".split())
"""Verbs that say that the act under them did not happen."""

DONE_THROUGH = frozenset(
    "decide choose opt elect manage proceed go begin start continue happen rush hurry end dare venture bother think "
    "remember care stop pause get come".split()
)
"""Verbs that say that the act under them happened, or did not when they are negated."""

NOT_ACTS = frozenset(
    "be have know believe think want need seem understand feel own like suppose intend hope expect fear mean appear "
    "belong consist contain lack deserve wish regret".split()
)
"""Verbs of states: nobody does what they say."""

KNOWING = frozenset(
    "notice realise realize see know understand recognise recognize spot anticipate foresee assume believe think "
    "presume suppose expect check verify confirm ask consider remember document record mention say report decide "
    "conclude guess find learn discover hear".split()
)
"""Verbs whose clause can be said impersonally: it was not noticed that …"""

PREVENTING = frozenset("avoid prevent avert spare mitigate forestall".split())
"""Verbs that say of a thing that it need not have been."""

AWARENESS = {
    "aware": True,
    "conscious": True,
    "familiar": True,
    "unaware": False,
    "unfamiliar": False,
    "ignorant": False,
}
"""Adjectives of knowing, and of not knowing."""

CAUSING = frozenset("cause trigger provoke produce inflict".split())
"""Verbs whose passive would ask for a cause."""

PREPOSITIONAL = {
    "look": ("at", "into", "after", "for"),
    "wait": ("for",),
    "act": ("on", "upon"),
    "respond": ("to",),
    "reply": ("to",),
    "react": ("to",),
    "attend": ("to",),
    "listen": ("to",),
    "ask": ("for",),
    "account": ("for",),
    "think": ("of", "about"),
    "deal": ("with",),
    "tamper": ("with",),
    "check": ("for", "on"),
    "test": ("for",),
    "plan": ("for",),
    "prepare": ("for",),
    "rely": ("on",),
    "agree": ("on",),
    "pay": ("for",),
    "care": ("for",),
    "follow": ("up",),
    "forget": ("about",),
}
"""Verbs that form a passive with their preposition."""

WH = frozenset("that what which who how why when where whether if".split())
NO_PASSIVE = frozenset("be have get lack resemble fit cost become remain".split())
"""Verbs whose object cannot become a subject."""

NEGATIONS = frozenset("not n't never".split())
PRESENT = frozenset({"VBZ", "VBP"})
BE = frozenset("is are was were be been being 's 're am 'm".split())
BY_CONDITIONS = "by ‹conditions›"
CLEFT_REACH = 10
MAX_MOVED = 12
"""Tokens of an object beyond which a passive would be top-heavy."""

SUBJECT_FORMS = {"them": "they", "him": "he", "me": "I", "us": "we", "her": "she"}
NEGATIVE_FORMS = {"anyone": "no one", "anybody": "nobody", "anything": "nothing", "any": "no"}
POSSESSIVES = frozenset("his her their my our its".split())
PERSONAL = frozenset(
    "he she him his her hers himself herself i me my mine myself themselves themself ourselves".split()
)
TELLING = frozenset("tell inform warn notify remind assure advise".split())
"""Verbs of which the one who is told is the object, and what they are told a clause."""

NOBODY = frozenset("nobody none noone no-one anyone anybody".split())
DEVERBAL = {
    "escalate": "escalation", "wait": "wait", "check": "check", "respond": "response", "react": "reaction",
    "reply": "reply", "communicate": "communication", "coordinate": "coordination", "look": "look", "call": "call",
    "intervene": "intervention", "follow": "follow", "hesitate": "hesitation", "object": "objection",
    "answer": "answer", "search": "search", "prepare": "preparation", "plan": "planning", "rehearse": "rehearsal",
    "investigate": "investigation", "test": "test", "listen": "listening", "train": "training",
}  # fmt: skip
"""Verbs whose noun can be said not to have been: there was no escalation."""

MONTHS = frozenset("january february march april may june july august september october november december".split())


def is_unmet_condition(verb: Token) -> bool:
    """Tell whether a verb heads a clause in the past perfect behind *if*, or with *had* before its subject."""
    subject = own_subject(verb)
    had = next((c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.lower_ in ("had", "'d")), None)
    if subject is None or had is None:
        return False
    if verb.lemma_ == "be" and subject.lower_ == "it" and any(c.lower_ == "for" for c in verb.children):
        return False  # `had it not been for`
    behind_if = any(c.dep_ == "mark" and c.lower_ == "if" for c in verb.children)
    wished = verb.dep_ == "ccomp" and verb.head.lemma_ == "wish"
    return behind_if or wished or had.i < subject.i


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in ("VBD", "VBZ", "VBP") or first_child(verb, "aux", "auxpass") is not None


def _without_marks(last: Token) -> int:
    while last.is_punct and last.text != ")" and last.i > 0:
        last = last.nbor(-1)
    return last.i + 1


@dataclass(frozen=True, slots=True)
class Wording:
    """How a clause is to be said."""

    possible: bool = False
    """Say what was possible, also where a passive could be formed."""

    skip: frozenset[int] = frozenset()
    """Tokens to leave out: adverbs that judge."""

    unreal: bool = False
    """Take `could have` for what did not happen, and not for a guess at what did."""


class CannotSay(Exception):  # noqa: N818 - it is no error
    """The clause has a shape for which no good sentence is known."""


def without_agent(analysis: Analysis, head: int, wording: Wording) -> list[Change]:
    """Recast the clause around a predicate, with all that share its agent; raises `CannotSay`."""
    return Recaster(analysis, wording).of(head)


@dataclass(frozen=True)
class _Chain:
    """A predicate with the verbs under its control, down to the act."""

    top: Token
    act: Token
    negated: bool
    links: tuple[Token, ...]


class Recaster:
    """Recasts the clauses of one sentence."""

    def __init__(self, analysis: Analysis, wording: Wording | None = None) -> None:
        self.analysis = analysis
        self.sentence = analysis.sentence
        self.wording = wording or Wording()

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
            return self._passive(verb)
        if (adjective := first_child(verb, "acomp")) is not None and adjective.lower_ in AWARENESS:
            return self._unknown(verb, adjective)
        if verb.i != head and (changes := self._alone(self.sentence[head], verb)):
            return changes
        subject = own_subject(verb)
        relative = subject is not None and subject.lower_ in ("who", "that", "which")
        if relative and subject is not None and (verb.dep_ == "relcl" or clause.form is Form.CLEFT):
            return self._relative(verb, subject)
        if subject is None or subject.lower_ == "whoever" or not self.is_human(subject):
            raise CannotSay
        if verb.tag_ == "VBG" and first_child(verb, "aux") is None:
            return self._gerund(verb, subject)
        return self._active(verb, self._subject_range(subject))

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
        if self.wording.possible:
            return self._as_possible([self._chain(conjunct)])
        chain = self._chain(conjunct)
        if not self._has_passive(chain):
            raise CannotSay
        return [self._as_passive(chain)]

    def _is_fronted(self, token: Token, verb: Token) -> bool:
        """`Having misread the gauge, she …`: a participle that would lose its subject."""
        top = token
        while top.head not in (top, verb) and top != verb:
            top = top.head
        subject = own_subject(verb)
        return top != verb and top.dep_ == "advcl" and subject is not None and top.i < subject.i

    def is_human(self, subject: Token) -> bool:
        """Tell whether a subject is somebody who could be held at fault, or the authors."""
        mention = next((m for m in self.analysis.mentioned if m.token == subject.i), None)
        if mention is None:
            return subject.i == 0 and self.sentence.implied
        return mention.kind in TARGETS or mention.kind in (MentionKind.COLLECTIVE, MentionKind.IMPLIED)

    # --- active -------------------------------------------------------------------------------------------------

    def _active(self, verb: Token, subject: tuple[int, int], *, before: tuple[Part, ...] = ()) -> list[Change]:
        if verb.tag_ == "VB" and first_child(verb, "aux") is None:
            raise CannotSay  # `let me …`
        verbs = [verb, *self._sharing(verb)]
        chains = [self._chain(v) for v in verbs]
        if not self.wording.possible and all(self._has_passive(chain) for chain in chains):
            first, *rest = [self._as_passive(chain) for chain in chains]
        else:
            first, *rest = self._as_possible(chains)
        opening = Change(subject[0], first.end, (*before, *first.parts))
        return [opening, *rest, *self._possessives(subject, opening, rest), *self._judgements(opening, rest)]

    def _judgements(self, opening: Change, rest: list[Change]) -> Iterator[Change]:
        """`deleted it by mistake`: what judges behind the act goes as well."""
        done = [range(change.start, change.end) for change in (opening, *rest)]
        left = sorted(i for i in self.wording.skip if not any(i in taken for taken in done))
        for i in left:
            yield Change(i, i + 1, ())

    def _sharing(self, verb: Token) -> list[Token]:
        """Verbs behind `and` that have the same subject."""
        found, todo = [], [verb]
        while todo:
            for child in todo.pop().children:
                if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX") and own_subject(child) is None:
                    if is_passive(child) and child.tag_ == "VBN":
                        raise CannotSay
                    found.append(child)
                    todo.append(child)
        return found

    def _subject_range(self, subject: Token) -> tuple[int, int]:
        start, end = subject.left_edge.i, subject.right_edge.i + 1
        while start < subject.i and (self.sentence[start].like_num or self.sentence.word(start) in MONTHS):
            start += 1  # `on 11 March Marek …`
        for token in self.sentence.doc[start:end]:
            if token.dep_ in ("relcl", "acl", "csubj") or token.tag_ == "WP$":
                raise CannotSay
        while end < len(self.sentence) and self.sentence[end].is_punct and self.sentence.words[end] in (",", ")"):
            end += 1
        return start, end

    def _chain(self, verb: Token) -> _Chain:
        negated, current, links = self._is_negated(verb), verb, [verb]
        while True:
            following = self._controlled(current)
            if following is None:
                break
            lemma = self.lemma(current)
            unmet = any(c.dep_ == "aux" and c.lower_ in PERFECT for c in following.children)
            if (lemma == "ought" and unmet and self.wording.unreal) or lemma in LEFT_UNDONE:
                negated = not negated
            elif lemma not in DONE_THROUGH:
                raise CannotSay
            current = following
            if self._is_negated(current):
                negated = not negated
            links.append(current)
        return _Chain(verb, current, negated, tuple(links))

    def _is_negated(self, verb: Token) -> bool:
        subject = own_subject(verb)
        nobody = subject is not None and (
            subject.lower_ in ("nobody", "none") or any(c.lower_ in ("no", "neither", "none") for c in subject.subtree)
        )
        return nobody or any(c.dep_ == "neg" or c.lower_ in NEGATIONS for c in verb.children)

    def _controlled(self, verb: Token) -> Token | None:
        for child in verb.children:
            if (
                child.dep_ == "xcomp"
                and child.pos_ in ("VERB", "AUX")
                and own_subject(child) is None
                and child.i > verb.i
            ) and (self.lemma(verb) in LEFT_UNDONE | DONE_THROUGH or first_child(verb, "dobj") is None):
                return child
        return None

    def _has_passive(self, chain: _Chain) -> bool:
        act = chain.act
        if self._relative_object(chain) is not None:
            return True
        if self.lemma(act) in NO_PASSIVE or self._is_auxiliary_heavy(chain):
            return False
        if self.object_of(act) is not None:
            return True
        if self._preposition(act) is not None and not self._is_noun_enough(chain):
            return True
        return self._complement(act) is not None

    def _is_noun_enough(self, chain: _Chain) -> bool:
        """`did not wait for CI`: there was no wait for it."""
        unreal = self.wording.unreal and any(c.lower_ in UNDONE_MODALS for c in chain.top.children if c.dep_ == "aux")
        return chain.negated != unreal and self.lemma(chain.act) in DEVERBAL and self._is_bare(chain.act)

    def _is_bare(self, act: Token) -> bool:
        """Whether nothing but phrases with prepositions and adverbs hangs on a verb."""
        tied = ("dobj", "xcomp", "ccomp", "prt", "dative", "oprd", "conj")
        return not any(c.dep_ in tied for c in act.children)

    def _is_auxiliary_heavy(self, chain: _Chain) -> bool:
        return any(c.dep_ == "aux" and c.tag_ == "VBG" for c in chain.top.children)

    def object_of(self, act: Token) -> Token | None:
        """Find the object that could become a subject."""
        found = first_child(act, "dobj")
        if found is None or found.i < act.i or found.lower_.endswith(("self", "selves")):
            return None
        complement = first_child(act, "oprd", "ccomp", "xcomp")
        told = self.lemma(act) in TELLING
        if complement is not None and not (told or is_infinitive(complement) or found.lower_ in SUBJECT_FORMS):
            return None
        return found

    def _preposition(self, act: Token) -> Token | None:
        wanted = PREPOSITIONAL.get(self.lemma(act), ())
        for child in act.children:
            if child.dep_ == "prep" and child.lower_ in wanted and child.i == act.i + 1:
                return first_child(child, "pobj")
        return None

    def _complement(self, act: Token) -> Token | None:
        """The first token of a clause that can follow `it was not noticed`."""
        if self.lemma(act) not in KNOWING:
            return None
        clause = next((c for c in act.children if c.dep_ in ("ccomp", "xcomp") and c.i > act.i), None)
        if clause is not None and clause.dep_ == "ccomp" and not _is_finite(clause):
            return None
        if clause is None or (own_subject(clause) is None and not self._is_wh(clause)):
            return None
        return clause.left_edge

    def _is_wh(self, clause: Token) -> bool:
        return clause.left_edge.lower_ in WH

    # --- passives -----------------------------------------------------------------------------------------------

    def _relative_object(self, chain: _Chain) -> Token | None:
        """`which` in `the change, which Sara had not reviewed`; it stays where it is."""
        found = first_child(chain.act, "dobj", "pobj")
        fronted = found is not None and found.tag_ in ("WDT", "WP") and found.i < chain.top.i
        passive = self.lemma(chain.act) not in NO_PASSIVE
        return chain.top.head if fronted and passive and chain.top.dep_ == "relcl" else None

    def _as_passive(self, chain: _Chain) -> Change:
        act = chain.act
        if (antecedent := self._relative_object(chain)) is not None:
            verb = self._finite(chain, plural=self.is_plural(antecedent))
            return Change(self._verb_start(chain.top), act.i + 1, (*verb, self.participle_of(act)))
        if (found := self.object_of(act)) is not None:
            return self._object_first(chain, found)
        if (found := self._preposition(act)) is not None:
            preposition = found.head
            return self._object_first(chain, found, particle=preposition.lower_)
        start = self._complement(act)
        assert start is not None
        verb = self._finite(chain, plural=False)
        that = ("that",) if start.lower_ not in WH else ()
        return Change(self._verb_start(chain.top), start.i, ("it", *verb, self.participle_of(act), *that))

    def _object_first(self, chain: _Chain, found: Token, *, particle: str = "") -> Change:
        act = chain.act
        moved, end = self.moved(found)
        if any(c.dep_ == "relcl" and c.left_edge.i >= end for c in found.rights):
            raise CannotSay  # the clause would be left behind
        between = range(act.i + 1, found.left_edge.i)
        particles, recipients = self._between(act, between, particle)
        head, negative = self._as_subject(found, moved)
        if negative:
            chain = _Chain(chain.top, act, not chain.negated, chain.links)
        verb = self._finite(chain, plural=self.is_plural(found), found=found)
        parts = (*head, *verb, self.participle_of(act), *particles, *recipients)
        by = (BY_CONDITIONS,) if self.lemma(act) in CAUSING else ()
        return Change(self._verb_start(chain.top), end, (*parts, *by))

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

    def moved(self, noun: Token) -> tuple[tuple[int, int], int]:
        """How much of an object comes to the front: the noun with what cannot part from it."""
        end = noun.i + 1
        for child in sorted(noun.rights, key=lambda c: c.i):
            if child.left_edge.i != end and not self.sentence[end].is_punct:
                break
            tied = child.dep_ in ("relcl", "acl", "conj", "cc", "nummod", "appos", "compound", "case") or (
                child.dep_ == "prep" and child.lower_ in ("of", "between")
            )
            if child.dep_ == "prep" and any(c.dep_ in ("relcl", "acl", "conj") and c.i > child.i for c in noun.rights):
                tied = True
            if not tied:
                break
            end = child.right_edge.i + 1
        while (
            end > noun.i + 1
            and self.sentence[end - 1].is_punct
            and self.sentence.words[end - 1] in (",", ".", ";", ":")
        ):
            end -= 1
        start = noun.left_edge.i
        end = self._whole_word(end)
        own = any(word.endswith(("self", "selves")) for word in self.sentence.lower[start:end])
        if end - start > MAX_MOVED or own or self._is_glued(end):
            raise CannotSay
        return (start, end), end

    def _is_glued(self, index: int) -> bool:
        """Whether a noun belongs to the one before it, whatever the parser says."""
        if index >= len(self.sentence):
            return False
        noun = self.sentence[index]
        if noun.dep_ == "det" and noun.head.dep_ in ("nsubj", "nsubjpass"):
            return True  # `the table the queue depends on`
        return noun.pos_ in ("NOUN", "PROPN") and noun.dep_ != "npadvmod" and not self.sentence[index - 1].is_punct

    def _whole_word(self, end: int) -> int:
        """Do not cut `semi-colon` in two."""
        words = self.sentence.words
        while end + 1 < len(words) and words[end] in ("-", "/") and not self.sentence[end - 1].whitespace_:
            end += 2
        return end

    def _as_subject(self, noun: Token, moved: tuple[int, int]) -> tuple[tuple[Part, ...], bool]:
        word = noun.lower_
        if moved[1] - moved[0] == 1 and word in SUBJECT_FORMS:
            if word in ("him", "her", "me"):
                raise CannotSay
            return (SUBJECT_FORMS[word],), False
        first = self.sentence.lower[moved[0]]
        if first in NEGATIVE_FORMS:
            rest: tuple[Part, ...] = ((moved[0] + 1, moved[1]),) if moved[1] - moved[0] > 1 else ()
            return (NEGATIVE_FORMS[first], *rest), True
        if first in POSSESSIVES and first != "our" and self.sentence[moved[0]].dep_ == "poss":
            if self.sentence.word(moved[0] + 1) == "own":
                raise CannotSay
            return ("the", (moved[0] + 1, moved[1])), False
        return (moved,), False

    def is_plural(self, noun: Token) -> bool:
        """Tell whether a noun takes a plural verb."""
        if any(c.dep_ == "conj" for c in noun.children) and any(c.lower_ in ("and", ",") for c in noun.children):
            return True
        if not any(map(str.isalnum, noun.text)) and noun.i > noun.left_edge.i:
            return self.is_plural(noun.nbor(-1))  # an emoji behind its noun
        return noun.tag_ in ("NNS", "NNPS") or noun.lower_ in ("them", "these", "those", "they", "both", "us")

    def participle_of(self, verb: Token) -> str:
        """Return the past participle of a verb of the sentence."""
        word = self.sentence.words[verb.i].lower()
        # What ends in -ed is its own participle, in the spelling of its authors.
        return (
            word
            if word.endswith("ed") and verb.tag_ in ("VBD", "VBN") and len(word) > 4
            else participle(self.lemma(verb))
        )

    def lemma(self, verb: Token) -> str:
        """The base form; the parser does not see the prefix of `re-run`."""
        word = self.sentence.words[verb.i].lower()
        prefix = word.rpartition("-")[0]
        base = base_form(verb.lower_, verb.lemma_.lower())
        return f"{prefix}-{base}" if prefix and not verb.lower_.startswith(prefix) else base

    def _verb_start(self, verb: Token) -> int:
        """The first token of a verb with its auxiliaries and the adverbs among them."""
        left = [c.i for c in verb.children if c.i < verb.i and c.dep_ in ("aux", "auxpass", "neg", "advmod")]
        subject = own_subject(verb)
        return min([verb.i, *(i for i in left if subject is None or i > subject.i)])

    def _finite(self, chain: _Chain, *, plural: bool, found: Token | None = None) -> tuple[str, ...]:
        """The auxiliaries of a passive, with the negation and the adverbs of the active verb."""
        top = chain.top
        auxiliaries = [c.lower_ for c in top.children if c.dep_ == "aux" and c.i < top.i]
        never = any(c.lower_ == "never" for c in top.children) and chain.negated
        negation = ("never" if never else "not",) if chain.negated else ()
        adverbs = self._adverbs(chain)
        if self._is_fragment(chain, found):
            return (*negation, *adverbs)
        past = not (
            (top.tag_ in PRESENT and self._is_present(top)) or (top.tag_ == "VB" and set(auxiliaries) & {"do", "does"})
        )
        was = ("were" if plural else "was") if past else ("are" if plural else "is")
        modal = next((a for a in auxiliaries if a in MODALS), None)
        perfect = next((a for a in auxiliaries if a in PERFECT), None)
        if modal and perfect:
            return self._unreal(modal, chain, plural=plural, adverbs=adverbs)
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

    def _is_present(self, verb: Token) -> bool:
        """The tagger takes rare past forms for present ones."""
        return verb.lower_ in (
            self.lemma(verb),
            self.lemma(verb) + "s",
            self.lemma(verb) + "es",
        ) or verb.lower_.endswith("s")

    def _unreal(self, modal: str, chain: _Chain, *, plural: bool, adverbs: tuple[str, ...]) -> tuple[str, ...]:
        """`should have noticed` says that it was not noticed."""
        if modal not in UNDONE_MODALS or not self.wording.unreal:
            raise CannotSay
        be = "were" if plural else "was"
        kept = tuple(
            a for a in adverbs if a not in ("really", "at", "least", "also", "simply", "just", "easily", "never")
        )
        return (be, *kept) if chain.negated else (be, "not", *kept)

    def _adverbs(self, chain: _Chain) -> tuple[str, ...]:
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

    def _is_fragment(self, chain: _Chain, found: Token | None) -> bool:
        """A note without a subject and without articles is answered in kind: `Cert not renewed`."""
        subject = own_subject(chain.top)
        bare = found is not None and not any(c.dep_ in ("det", "poss") for c in found.children)
        return bare and self.sentence.implied and subject is not None and subject.i == 0

    # --- what was possible --------------------------------------------------------------------------------------

    def _as_possible(self, chains: list[_Chain]) -> list[Change]:
        first, rest = chains[0], chains[1:]
        undone = [self._is_undone(chain) for chain in chains]
        if not rest and undone[0] and self.lemma(first.act) in DEVERBAL and self._is_bare(first.act):
            be = "is" if self._is_now(first.top) else "was"
            noun = DEVERBAL[self.lemma(first.act)]
            return [Change(self._verb_start(first.top), first.act.i + 1, (f"there {be} no", noun))]
        changes = []
        for index, chain in enumerate(chains):
            verb = (*(("not",) if undone[index] else ()), "to", *self._adverbs(chain), self.lemma(chain.act))
            lead = ("it is possible" if self._is_now(first.top) else "it was possible",) if index == 0 else ()
            changes.append(Change(self._verb_start(chain.top), chain.act.i + 1, (*lead, *verb)))
        return [*changes, *self._happened(first.top)]

    def _is_undone(self, chain: _Chain) -> bool:
        """Whether the sentence says that the act did not happen; raises `CannotSay` for acts that nobody does."""
        auxiliaries = {c.lower_ for c in chain.top.children if c.dep_ == "aux"}
        if self.lemma(chain.act) in NOT_ACTS or auxiliaries & (MODALS.keys() - {"should", "could", "'d"}):
            raise CannotSay
        unreal = bool(auxiliaries & {"should", "could"})
        if unreal and not self.wording.unreal:
            raise CannotSay
        return chain.negated != unreal

    def _is_now(self, verb: Token) -> bool:
        return verb.tag_ in PRESENT and self._is_present(verb)

    def _happened(self, verb: Token) -> list[Change]:
        """What was possible is also what happened, where nothing else is said behind it."""
        end = end_of_words(self.sentence)
        further = any(
            c.dep_ in ("conj", "ccomp", "advcl", "parataxis") and own_subject(c) is not None for c in verb.children
        )
        if verb.dep_ != "ROOT" or further or self._is_now(verb):
            return []
        return [Change(end, end, (", and that is what happened",))]

    # --- other syntax -------------------------------------------------------------------------------------------

    def unreal(self, head: int) -> list[Change]:
        """`should have been announced` → `was not announced`, and nobody was meant to; raises `CannotSay`."""
        verb = self.sentence[head]
        auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i]
        words = [c.lower_ for c in auxiliaries]
        subject = own_subject(verb)
        if not UNDONE_MODALS & set(words) or not PERFECT & set(words) or not is_passive(verb):
            raise CannotSay
        if self.lemma(verb) in PREVENTING:
            return self._unprevented(verb, subject)
        noun = verb.head if subject is None or subject.tag_ == "WDT" else subject
        be = "were" if self.is_plural(noun) else "was"
        negation = () if self._is_negated(verb) else ("not",)
        start = min(c.i for c in (*auxiliaries, *(c for c in verb.children if c.dep_ == "neg")))
        adverbs = (c for c in verb.children if c.dep_ == "advmod" and start < c.i < verb.i)
        kept = tuple(self.sentence.words[c.i] for c in adverbs if c.lower_ not in NEGATIONS | EVALUATIVE)
        changes = [Change(start, verb.i, (be, *negation, *kept))]
        if by_agent(verb) is not None and self.is_human_agent(verb):
            changes += self._passive(verb)
        return changes

    def _unprevented(self, verb: Token, subject: Token | None) -> list[Change]:
        """`could have been avoided by testing the plan` → `the plan was not tested`."""
        means = next((c for c in verb.rights if c.lower_ in ("by", "with", "through")), None)
        act = None if means is None else first_child(means, "pcomp")
        if means is None or subject is None or self._is_negated(verb):
            raise CannotSay
        start = subject.left_edge.i
        if act is not None and (found := self.object_of(act)) is not None:
            moved, end = self.moved(found)
            be = "were" if self.is_plural(found) else "was"
            return [Change(start, end, (moved, be, "not", self.participle_of(act)))]
        noun = first_child(means, "pobj")
        if noun is None or noun.pos_ != "NOUN" or noun.i not in range(start, len(self.sentence)):
            raise CannotSay
        article = self.sentence.lower[noun.left_edge.i] in ("a", "an")
        if not article and any(c.dep_ in ("det", "poss") for c in noun.children):
            raise CannotSay
        be = "were" if self.is_plural(noun) else "was"
        return [Change(start, noun.left_edge.i + article, (f"there {be} no",))]

    def is_human_agent(self, verb: Token) -> bool:
        """Tell whether a passive names a person as its agent."""
        agent = by_agent(verb)
        return agent is not None and self.is_human(agent)

    def _gerund(self, verb: Token, subject: Token) -> list[Change]:
        """`Ana pushing the flag` → `the flag being pushed`."""
        found = self.object_of(verb)
        if found is None:
            raise CannotSay
        moved, end = self.moved(found)
        return [Change(subject.left_edge.i, end, (moved, "being", self.participle_of(verb)))]

    def _unknown(self, verb: Token, adjective: Token) -> list[Change]:
        """`was unaware of the quota` → `the quota was not known`."""
        subject = own_subject(verb)
        if subject is None or not self.is_human(subject):
            raise CannotSay
        known = AWARENESS[adjective.lower_] != self._is_negated(verb)
        start = subject.left_edge.i
        clause = first_child(adjective, "ccomp")
        if clause is not None:
            that = () if clause.left_edge.lower_ in WH else ("that",)
            return [Change(start, clause.left_edge.i, ("it was", *(() if known else ("not",)), "known", *that))]
        found = next((n for c in adjective.children if c.dep_ == "prep" for n in c.children if n.dep_ == "pobj"), None)
        if found is None:
            raise CannotSay
        moved, end = self.moved(found)
        be = "were" if self.is_plural(found) else "was"
        return [Change(start, end, (moved, be, *(() if known else ("not",)), "known"))]

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
        if self.lemma(verb) in CAUSING:
            return [Change(start, _without_marks(agent.right_edge), (BY_CONDITIONS,)), *adverbs]
        if not relatives:
            if verb.dep_ == "acl" and verb.i + 1 == by.i and verb.head.i + 1 == verb.i:
                start = verb.i  # `the commit authored by Ana` is the commit
            while self.sentence[end - 1].is_punct and self.sentence.words[end - 1] not in (")",):
                end -= 1
            return [Change(start, end, ()), *adverbs]
        [relative] = relatives[:1]
        chain = self._chain(relative)
        subject = own_subject(relative)
        if subject is None or subject.lower_ not in ("who", "that", "which"):
            raise CannotSay
        if chain.negated:
            return [Change(start, chain.act.i + 1, ("without", gerund(self.lemma(chain.act)))), *adverbs]
        if not self._has_passive(chain):
            raise CannotSay
        change = self._as_passive(chain)
        return [Change(start, change.end, (", and", *change.parts)), *adverbs]

    def _phrase_end(self, noun: Token) -> int:
        """After a noun with what belongs to it alone: `of …`, an apposition, a bracket, coordinated nouns."""
        end = noun.i + 1
        for child in sorted(noun.rights, key=lambda c: c.i):
            own = child.dep_ in ("appos", "punct", "cc", "conj", "case") or child.lower_ in ("of", "in", "at", "on")
            if not own or (child.lower_ in ("in", "at", "on") and child.dep_ == "prep" and not self._is_place(child)):
                break
            end = child.right_edge.i + 1
        return end

    def _is_place(self, preposition: Token) -> bool:
        """`the clerk at the desk`, but not `by the clerk at 12:14` or `in week 34`."""
        noun = first_child(preposition, "pobj")
        return noun is not None and not any(t.like_num or t.ent_type_ for t in noun.subtree)

    def _relative(self, verb: Token, who: Token) -> list[Change]:
        """A relative clause falls with the person that it is about."""
        noun = verb.head
        above = noun.head
        if (start := self._cleft_start(who)) is not None:
            return self._active(verb, (start, who.i + 1))
        if noun.dep_ == "pobj" and above.lower_ == "by" and is_predicate(above.head):
            return self._passive(above.head)
        if noun.dep_ == "nsubj" and above.lemma_ == "be" and noun.lower_ in ("one", "person", "people"):
            equated = [Change(above.i, _without_marks(above.right_edge), ())]
            return [*self._active(verb, (noun.left_edge.i, who.i + 1)), *equated]
        if noun.dep_ == "ROOT":
            return self._split(noun, verb, who)
        if noun.dep_ == "nsubj" and above.pos_ in ("VERB", "AUX"):
            try:
                return self._with_relative(above, noun, verb, who)
            except CannotSay:
                return self._split(noun, verb, who)
        raise CannotSay

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
        change = self._as_passive(chain) if self._has_passive(chain) else self._as_possible([chain])[0]
        start, end = noun.left_edge.i, verb.right_edge.i + 1
        while end < len(self.sentence) and self.sentence.words[end] == ",":
            end += 1
        head = (start, noun.i + 1)
        tail = (change.end, _without_marks(self.sentence[end - 1]))
        rest: tuple[Part, ...] = (tail,) if tail[1] > tail[0] else ()
        return [Change(start, end, (*change.parts, *rest, ";", head))]

    def _with_relative(self, main: Token, noun: Token, verb: Token, who: Token) -> list[Change]:
        """`Sam, who had skipped the tests, pushed the build`: one passive after the other."""
        chain = self._chain(verb)
        if not self._has_passive(chain):
            raise CannotSay
        change = self._as_passive(chain)
        start, end = noun.left_edge.i, noun.right_edge.i + 1
        while end < len(self.sentence) and self.sentence.words[end] == ",":
            end += 1
        tail = (change.end, end)
        while tail[1] > tail[0] and self.sentence[tail[1] - 1].is_punct:
            tail = tail[0], tail[1] - 1
        before: tuple[Part, ...] = (*change.parts, *((tail,) if tail[1] > tail[0] else ()), ", and")
        return self._active(main, (start, end), before=before)

    def _possessives(self, subject: tuple[int, int], opening: Change, rest: list[Change]) -> Iterator[Change]:
        """`left his laptop unlocked`: what was somebody's has nobody to point to any more."""
        taken = [range(c.start, c.end) for c in (opening, *rest)]
        for token in self.sentence.doc:
            if token.i in range(*subject) or any(token.i in r for r in taken):
                continue
            word = self.sentence.lower[token.i]
            if word in ("his", "her", "my", "their", "its") and token.dep_ == "poss":
                own = self.sentence.word(token.i + 1) == "own"
                yield Change(token.i, token.i + 1, ("one's" if own else "the",))
            elif word in PERSONAL:
                raise CannotSay


MODALS = {
    "should": "should",
    "could": "could",
    "would": "would",
    "'d": "would",
    "must": "must",
    "can": "can",
    "ca": "can",
    "will": "will",
    "wo": "will",
    "might": "might",
    "may": "may",
    "ought": "should",
}
UNDONE_MODALS = frozenset("should could ought".split())
"""Modals that say, with *have*, that something was not so."""

EVALUATIVE = frozenset(
    "clearly obviously plainly evidently simply just merely somehow inexplicably strangely bizarrely really of course "
    "easily foolishly stupidly needlessly sadly unfortunately regrettably conveniently apparently".split()
)
"""Adverbs that tell what the author thinks of it."""

PERFECT = frozenset("have has had 've 'd of".split())
