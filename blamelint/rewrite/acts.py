"""What a clause says was done: its verbs down to the act, whether it happened, and to what it was done."""

from __future__ import annotations

from dataclasses import dataclass

from blamelint.language.analysis import Analysis
from blamelint.language.beings import TARGETS, MentionKind
from blamelint.language.syntax import by_agent, first_child, is_infinitive, is_passive, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.verbs import (
    DAYS,
    DEVERBAL,
    DONE_THROUGH,
    DUTIES,
    LEFT_UNDONE,
    MODALS,
    MONTHS,
    NEGATIONS,
    NOT_ACTS,
    OPPOSING,
    PERFECT,
    PRESENT,
    SPANS,
    UNDONE_MODALS,
)
from blamelint.rewrite.words import base_form, is_verb_form, participle, past

TIED = ("dobj", "xcomp", "ccomp", "prt", "dative", "oprd", "conj")
"""Relations of what a verb cannot do without."""

ARTICLES = frozenset({"the", "a", "an"})
HUMAN = TARGETS | {MentionKind.COLLECTIVE, MentionKind.IMPLIED}
"""Kinds of those who could be held at fault, and of the authors."""

SINGULAR = frozenset("alias atlas bias bus canvas chaos dns gas lens redis status tls".split())
"""Nouns that end like plurals."""

PLURAL = frozenset("them these those they both us we you".split())
"""Pronouns that take a verb in the plural."""

CLOSING = (")", "”", '"')
"""Marks that belong to the words before them."""


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


@dataclass(frozen=True)
class Chain:
    """A predicate with the verbs under its control, down to the act."""

    top: Token
    act: Token
    negated: bool
    links: tuple[Token, ...]


def tells_time(phrase: Token) -> bool:
    """Tell whether a phrase says when something was, as far as its words go."""
    return any(map(_is_of_time, own_words(phrase)))


def own_words(phrase: Token) -> list[Token]:
    """List the words of a phrase, without the relative clauses in it."""
    below = {t.i for c in phrase.subtree if c.dep_ == "relcl" for t in c.subtree}
    return [t for t in phrase.subtree if t.i not in below]


def _is_of_time(word: Token) -> bool:
    """Tell whether a word is a number, a month or a day."""
    return word.lower_[:1].isdigit() or word.lower_ in MONTHS | DAYS


def gives_reason(clause: Token) -> bool:
    """Whether a clause says why something should have been, or would have been."""
    return clause.dep_ == "advcl" and any(
        c.dep_ == "mark" and c.lower_ in ("since", "because", "as") for c in clause.lefts
    )


def is_finite(verb: Token) -> bool:
    """Tell whether a verb has a tense, its own or that of an auxiliary."""
    return verb.tag_ in ("VBD", "VBZ", "VBP") or first_child(verb, "aux", "auxpass") is not None


def is_misplaced(verb: Token) -> bool:
    """`wipes the disks and restores the copy`: a finite verb that the parser coordinates with a noun."""
    return verb.dep_ == "conj" and verb.pos_ == "VERB" and verb.tag_ in ("VBZ", "VBD") and verb.head.pos_ == "NOUN"


def without_marks(last: Token) -> int:
    """Give the token after a phrase, without the punctuation that the parser hands it; what closes stays."""
    while last.is_punct and last.text not in CLOSING and last.i > 0:
        last = last.nbor(-1)
    return last.i + 1


class Acts:
    """Reads the acts of one sentence, as some wording wants them."""

    def __init__(self, analysis: Analysis, wording: Wording | None = None) -> None:
        self.analysis = analysis
        self.sentence = analysis.sentence
        self.wording = wording or Wording()

    def is_human(self, subject: Token) -> bool:
        """Tell whether a subject is somebody who could be held at fault, or the authors."""
        agents = (frame.agent for frame in self.analysis.frames if frame.agent is not None)
        # What somebody does tells more about who they are than the word for them: `the operator forgot`.
        kinds = {m.kind for m in (*self.analysis.mentioned, *agents) if m.token == subject.i}
        if not kinds:
            return subject.i == 0 and self.sentence.implied
        return not kinds.isdisjoint(HUMAN)

    def _sharing(self, verb: Token) -> list[Token]:
        """Verbs behind `and` that have the same subject."""
        found, todo = [], [verb]
        while todo:
            verb = todo.pop()
            misplaced = [c for noun in verb.rights if noun.dep_ == "dobj" for c in noun.rights if is_misplaced(c)]
            for child in (*verb.children, *misplaced):
                if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX") and own_subject(child) is None:
                    if is_passive(child) and child.tag_ == "VBN":
                        raise CannotSay
                    found.append(child)
                    todo.append(child)
        return found

    def _subject_range(self, subject: Token) -> tuple[int, int]:
        start, end = subject.left_edge.i, subject.right_edge.i + 1
        if (
            self.sentence.lower[start] == "that"
            and start
            and self.sentence[start - 1].pos_ == "VERB"
            and start < subject.i
        ):
            start += 1  # `the log shows that operator 3 …`
        if start < subject.i and self.sentence[start].like_num and self.sentence[start + 1].pos_ in ("DET", "PRON"):
            start += 1  # `3.4 The provider …`
        while start < subject.i and self._is_date(self.sentence[start], subject):
            start += 1  # `on 11 March Marek …`
        if start >= 2 and self.sentence[start - 1].pos_ in ("NOUN", "ADJ") and self._is_article(start - 2):
            start -= 2  # `the night dispatcher`, cut in two
        for token in self.sentence.doc[start:end]:
            if token.dep_ in ("relcl", "acl", "csubj") or token.tag_ == "WP$":
                raise CannotSay
        while end < len(self.sentence) and self.sentence[end].is_punct and self.sentence.words[end] in (",", ")"):
            end += 1
        return start, end

    def _is_article(self, index: int) -> bool:
        """`shows that operator 3 forgot`: not every *that* points."""
        return self.sentence[index].pos_ == "DET" and self.sentence.lower[index] != "that"

    def is_collective(self, subject: Token) -> bool:
        """Tell whether the authors speak of themselves as a group, which finds no fault with anybody."""
        return self.analysis.mentions.at(subject.i).kind is MentionKind.COLLECTIVE

    def _is_date(self, token: Token, subject: Token) -> bool:
        counts = token.dep_ == "nummod" and token.head == subject  # `two developers`
        part = self.sentence.word(token.i + 1) == "-"  # `second-line Risk`
        return (token.like_num and not counts and not part) or self.sentence.word(token.i) in MONTHS

    def _chain(self, verb: Token) -> Chain:
        bearer = self.modal_bearer(verb)  # `should not have skipped it and pushed`: neither
        negated, current, links = self._is_negated(verb) or self._is_negated(bearer), verb, [verb]
        while True:
            following = self._controlled(current)
            if following is None or (self.is_attempt(current) and following.tag_ == "VB"):
                break
            if following.tag_ == "VBZ":
                raise CannotSay  # `forgot to switch the feeds to manual`, a plural taken for a verb
            lemma = self.lemma(current)
            unmet = any(c.dep_ == "aux" and c.lower_ in PERFECT for c in following.children)
            if lemma == "ought" and any(c.dep_ == "conj" and c.pos_ == "VERB" for c in following.children):
                raise CannotSay  # `ought to have read it and asked`
            if (lemma == "ought" and unmet and self.wording.unreal) or lemma in LEFT_UNDONE:
                negated = not negated
            elif lemma not in DONE_THROUGH and not self._gets_around(current):
                raise CannotSay
            current = following
            if self._is_negated(current):
                negated = not negated
            links.append(current)
        if current.pos_ not in ("VERB", "AUX") and not is_verb_form(current.lower_):
            raise CannotSay  # the parser took a noun for the predicate
        return Chain(verb, current, negated, tuple(links))

    def is_attempt(self, verb: Token) -> bool:
        """`tried to revoke the token`: that somebody tried tells no more than that there was an attempt."""
        return self.lemma(verb) in ("try", "attempt") and verb.tag_ in ("VBD", "VBZ", "VBN")

    def _is_negated(self, verb: Token) -> bool:
        subject = own_subject(verb)
        nobody = subject is not None and (
            subject.lower_ in ("nobody", "none") or any(c.lower_ in ("no", "neither", "none") for c in subject.subtree)
        )
        return nobody or any(c.dep_ == "neg" or c.lower_ in NEGATIONS for c in verb.children)

    def _neglected(self, verb: Token) -> Token | None:
        """`neglected its duty to tell the bank`: what the duty was."""
        duty = first_child(verb, "dobj")
        if duty is None or duty.lemma_.lower() not in DUTIES or self.lemma(verb) not in LEFT_UNDONE:
            return None
        return next((c for c in (*duty.rights, *verb.rights) if c.tag_ == "VB" and is_infinitive(c)), None)

    def _gets_around(self, verb: Token) -> bool:
        """`never got around to deleting it`."""
        around = self.sentence.lower[verb.i + 1 : verb.i + 3] in (["around", "to"], ["round", "to"])
        goes_on = verb.i + 3 < len(self.sentence) and self.sentence[verb.i + 3].tag_ == "VBG"
        return self.lemma(verb) == "get" and around and goes_on

    def _controlled(self, verb: Token) -> Token | None:
        if (neglected := self._neglected(verb)) is not None:
            return neglected
        if self._gets_around(verb):
            return self.sentence[verb.i + 3]
        fit = first_child(verb, "acomp")
        if self.lemma(verb) == "see" and fit is not None and fit.lower_ == "fit":
            return first_child(fit, "xcomp")  # `saw fit to put it aside`
        for child in verb.children:
            if (
                child.dep_ == "xcomp"
                and child.pos_ in ("VERB", "AUX")
                and own_subject(child) is None
                and child.i > verb.i
            ) and (self.lemma(verb) in LEFT_UNDONE | DONE_THROUGH or first_child(verb, "dobj") is None):
                return child
        return None

    def _is_noun_enough(self, chain: Chain) -> bool:
        """`did not wait for CI`: there was no wait for it."""
        unreal = self.wording.unreal and any(c.lower_ in UNDONE_MODALS for c in chain.top.children if c.dep_ == "aux")
        return chain.negated != unreal and self.lemma(chain.act) in DEVERBAL and self.is_bare(chain.act)

    def is_bare(self, act: Token) -> bool:
        """Whether nothing but phrases with prepositions and adverbs hangs on a verb."""
        return not any(c.dep_ in TIED for c in act.rights)

    def _is_auxiliary_heavy(self, chain: Chain) -> bool:
        return any(c.dep_ == "aux" and c.tag_ == "VBG" for c in chain.top.children)

    def is_plural(self, noun: Token) -> bool:
        """Tell whether a noun takes a plural verb."""
        joined = any(c.lower_ in ("and", "&", ",") and self.sentence.word(c.i + 1) != "not" for c in noun.children)
        if joined and any(c.dep_ == "conj" for c in noun.children):
            return True
        if not any(map(str.isalnum, noun.text)) and noun.i > noun.left_edge.i:
            return self.is_plural(noun.nbor(-1))  # an emoji behind its noun
        if noun.tag_ == "CD" and noun.like_num and noun.lower_.isalpha():
            return noun.lower_ != "one"  # `eleven of the twelve`
        return (noun.tag_ in ("NNS", "NNPS") and noun.lower_ not in SINGULAR) or noun.lower_ in PLURAL

    def was(self, noun: Token) -> str:
        """The past of *be* that a noun takes."""
        return "were" if self.is_plural(noun) else "was"

    def participle_of(self, verb: Token) -> str:
        """Return the past participle of a verb of the sentence; time that was *wasted* was spent."""
        spent = (c for c in verb.children if c.dep_ == "dobj" and c.lemma_.lower() in SPANS)
        if self.lemma(verb) == "waste" and next(spent, None) is not None:
            return "spent"
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

    def _auxiliaries(self, chain: Chain) -> list[str]:
        top = self.modal_bearer(chain.top)
        return [c.lower_ for c in top.children if c.dep_ == "aux" and c.i < top.i]

    def modal_bearer(self, verb: Token) -> Token:
        """`should have opened it and looked at the run`: the verb with the modal of another that shares it."""
        above = verb.head
        alone = first_child(verb, "aux") is not None or own_subject(verb) is not None or above.pos_ != "VERB"
        if verb.dep_ != "conj" or alone or self.sentence.lower[verb.i] != participle(self.lemma(verb)):
            return verb
        if any(c.dep_ == "cc" and c.lower_ in OPPOSING and above.i < c.i < verb.i for c in above.children):
            return verb  # `should have read it, but skipped it`
        bearer = self.modal_bearer(above)
        words = {c.lower_ for c in bearer.children if c.dep_ == "aux"}
        return bearer if words & UNDONE_MODALS and words & PERFECT else verb

    def _is_present(self, verb: Token) -> bool:
        """The tagger takes rare past forms for present ones, and `read` and `put` for either."""
        if verb.lower_ == self.lemma(verb) == past(self.lemma(verb)):
            return False
        return verb.lower_ in (
            self.lemma(verb),
            self.lemma(verb) + "s",
            self.lemma(verb) + "es",
        ) or verb.lower_.endswith("s")

    def _is_undone(self, chain: Chain) -> bool:
        """Whether the sentence says that the act did not happen; raises `CannotSay` for acts that nobody does."""
        auxiliaries = set(self._auxiliaries(chain))
        if self.lemma(chain.act) in NOT_ACTS or auxiliaries & (MODALS.keys() - {"should", "could", "'d"}):
            raise CannotSay
        if self.lemma(chain.act) in LEFT_UNDONE and all(c.pos_ in ("PART", "ADP", "PUNCT") for c in chain.act.rights):
            raise CannotSay  # `failed to:` with a list behind it
        unreal = bool(auxiliaries & {"should", "could"})
        if unreal and not self.wording.unreal:
            raise CannotSay
        return chain.negated != unreal

    def _is_now(self, verb: Token) -> bool:
        return verb.tag_ in PRESENT and self._is_present(verb)

    def _is_told_now(self, chain: Chain) -> bool:
        """`answers`, `does not answer`: whether a clause is in the present tense."""
        auxiliaries = {*self._auxiliaries(chain)}
        if "did" in auxiliaries:
            return False
        return self._is_now(chain.top) or (chain.top.tag_ == "VB" and bool({"do", "does"} & auxiliaries))

    def is_human_agent(self, verb: Token) -> bool:
        """Tell whether a passive names a person as its agent."""
        agent = by_agent(verb)
        return agent is not None and self.is_human(agent)
