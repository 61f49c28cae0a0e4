"""What a clause says was done: its verbs down to the act, whether it happened, and to what it was done."""

from __future__ import annotations

from dataclasses import dataclass

from blamelint.language.analysis import Analysis
from blamelint.language.beings import TARGETS, MentionKind
from blamelint.language.spacy import Token
from blamelint.language.syntax import by_agent, first_child, is_infinitive, is_passive, own_subject
from blamelint.rewrite.verbs import (
    ASKED_FOR,
    BELIEVING,
    DAYS,
    DEVERBAL,
    DONE_THROUGH,
    EVENTS,
    KNOWING,
    LACKING,
    LEFT_UNDONE,
    MAX_MOVED,
    MEASURED,
    MODALS,
    MONTHS,
    NEGATIONS,
    NO_PASSIVE,
    NOT_ACTS,
    OBVIOUS_OBJECT,
    PERFECT,
    PREPOSITIONAL,
    PRESENT,
    SUBJECT_FORMS,
    TELLING,
    TRYING,
    UNDONE_MODALS,
    WH,
)
from blamelint.rewrite.words import base_form, is_verb_form, participle, past

TIED = ("dobj", "xcomp", "ccomp", "prt", "dative", "oprd", "conj")
"""Relations of what a verb cannot do without."""

ARTICLES = frozenset({"the", "a", "an"})
HUMAN = TARGETS | {MentionKind.COLLECTIVE, MentionKind.IMPLIED}
"""Kinds of those who could be held at fault, and of the authors."""

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


def tells_time(phrase: Token) -> bool:
    """Tell whether a phrase says when something was, as far as its words go."""
    return any(t.lower_[:1].isdigit() or t.lower_ in MONTHS | DAYS for t in phrase.subtree)


def is_finite(verb: Token) -> bool:
    """Tell whether a verb has a tense, its own or that of an auxiliary."""
    return verb.tag_ in ("VBD", "VBZ", "VBP") or first_child(verb, "aux", "auxpass") is not None


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
            for child in todo.pop().children:
                if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX") and own_subject(child) is None:
                    if is_passive(child) and child.tag_ == "VBN":
                        raise CannotSay
                    found.append(child)
                    todo.append(child)
        return found

    def _subject_range(self, subject: Token) -> tuple[int, int]:
        start, end = subject.left_edge.i, subject.right_edge.i + 1
        while start < subject.i and self._is_date(self.sentence[start], subject):
            start += 1  # `on 11 March Marek …`
        if start >= 2 and self.sentence[start - 1].pos_ in ("NOUN", "ADJ") and self.sentence[start - 2].pos_ == "DET":
            start -= 2  # `the night dispatcher`, cut in two
        for token in self.sentence.doc[start:end]:
            if token.dep_ in ("relcl", "acl", "csubj") or token.tag_ == "WP$":
                raise CannotSay
        while end < len(self.sentence) and self.sentence[end].is_punct and self.sentence.words[end] in (",", ")"):
            end += 1
        return start, end

    def is_collective(self, subject: Token) -> bool:
        """Tell whether the authors speak of themselves as a group, which finds no fault with anybody."""
        return self.analysis.mentions.at(subject.i).kind is MentionKind.COLLECTIVE

    def _is_date(self, token: Token, subject: Token) -> bool:
        counts = token.dep_ == "nummod" and token.head == subject  # `two developers`
        part = self.sentence.word(token.i + 1) == "-"  # `second-line Risk`
        return (token.like_num and not counts and not part) or self.sentence.word(token.i) in MONTHS

    def _chain(self, verb: Token) -> Chain:
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
        if current.pos_ not in ("VERB", "AUX") and not is_verb_form(current.lower_):
            raise CannotSay  # the parser took a noun for the predicate
        return Chain(verb, current, negated, tuple(links))

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

    def _is_noun_enough(self, chain: Chain) -> bool:
        """`did not wait for CI`: there was no wait for it."""
        unreal = self.wording.unreal and any(c.lower_ in UNDONE_MODALS for c in chain.top.children if c.dep_ == "aux")
        return chain.negated != unreal and self.lemma(chain.act) in DEVERBAL and self.is_bare(chain.act)

    def is_bare(self, act: Token) -> bool:
        """Whether nothing but phrases with prepositions and adverbs hangs on a verb."""
        return not any(c.dep_ in TIED for c in act.rights)

    def _is_auxiliary_heavy(self, chain: Chain) -> bool:
        return any(c.dep_ == "aux" and c.tag_ == "VBG" for c in chain.top.children)

    def object_of(self, act: Token) -> Token | None:
        """Find the object that could become a subject."""
        found = first_child(act, "dobj") or self._object_of_belief(act)
        if found is None or found.i < act.i or found.lower_.endswith(("self", "selves")) or found.lower_ in ARTICLES:
            return None
        complements = (c for c in act.rights if c.dep_ in ("oprd", "ccomp", "xcomp") and not self.is_belief(c))
        complement = next(complements, None)
        told = self.lemma(act) in TELLING
        if complement is not None and not (told or is_infinitive(complement) or found.lower_ in SUBJECT_FORMS):
            return None
        return found

    def _object_of_belief(self, act: Token) -> Token | None:
        """`ignored it thinking that …`: the parser gives the object to the participle."""
        belief = next((c for c in act.rights if c.dep_ == "ccomp" and self.is_belief(c)), None)
        return None if belief is None else first_child(belief, "nsubj")

    def is_belief(self, verb: Token) -> bool:
        """`ignored it thinking that …`: what somebody had in mind as they acted."""
        said = (c for c in verb.rights if c.dep_ in ("ccomp", "xcomp", "advcl") and own_subject(c) is not None)
        return verb.tag_ == "VBG" and verb.lemma_ in BELIEVING and any(map(is_finite, said))

    def object_of_preposition(self, act: Token) -> Token | None:
        """Find the object of a preposition that a verb takes along into the passive: `was looked at`."""
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
        if clause is not None and clause.dep_ == "ccomp" and not is_finite(clause):
            return None
        if clause is not None and self.sentence.word(clause.left_edge.i - 1) == ",":
            return None  # `did not ask the owners, who would have told them`
        if clause is None or (own_subject(clause) is None and not self._is_wh(clause)):
            return None
        return clause.left_edge

    def _is_wh(self, clause: Token) -> bool:
        return clause.left_edge.lower_ in WH

    def _relative_object(self, chain: Chain) -> Token | None:
        """`which` in `the change, which Sara had not reviewed`; it stays where it is."""
        found = first_child(chain.act, "dobj", "pobj")
        fronted = found is not None and found.tag_ in ("WDT", "WP") and found.i < chain.top.i
        if found is None or not fronted or self.lemma(chain.act) in NO_PASSIVE:
            return None
        if chain.top.dep_ == "relcl":
            return chain.top.head
        # `what she left out is …`
        return found if found.lower_ == "what" and chain.top.dep_ in ("csubj", "ccomp", "pcomp") else None

    def _allowed(self, act: Token) -> tuple[Token, Token] | None:
        """Who or what was let do something, and the verb of that: `let the lease run out`."""
        below = first_child(act, "ccomp", "xcomp") if act.lemma_ == "let" else None
        if act.lemma_ == "let" and below is None and (found := self._lapse(act)) is not None:
            return found
        subject = own_subject(below) if below is not None and below.tag_ == "VB" else None
        return None if below is None or subject is None or subject.i < act.i else (subject, below)

    def _lapse(self, act: Token) -> tuple[Token, Token] | None:
        """`let the lease lapse`, where the parser takes the verb for a noun."""
        noun = first_child(act, "dobj")
        thing = None if noun is None else noun.nbor(-1)
        if noun is None or thing is None or thing.dep_ != "compound" or noun.tag_ != "NN":
            return None
        return (thing, noun) if is_verb_form(noun.lower_) else None

    def does_so(self, act: Token) -> bool:
        """`neglected to do so`: what is meant stands before."""
        return act.lemma_ == "do" and self.sentence.word(act.i + 1) == "so"

    def _leaves_object_out(self, act: Token) -> bool:
        """`nobody noticed`: what was there to notice stands before."""
        if act.dep_ == "relcl" or self.sentence.word(act.left_edge.i - 1) in ("that", "which"):
            return False
        if self.does_so(act):
            return True
        if self.sentence.word(act.left_edge.i) in ("that", "which"):
            return False  # `an order that nobody had read`
        tied = (c for c in act.rights if c.dep_ in TIED and not (c.dep_ == "conj" and own_subject(c)))
        return self.lemma(act) in OBVIOUS_OBJECT and next(tied, None) is None

    def moved(self, noun: Token) -> tuple[tuple[int, int], int]:
        """How much of an object comes to the front: the noun with what cannot part from it."""
        end = noun.i + 1
        for child in sorted(noun.rights, key=lambda c: c.i):
            if child.left_edge.i != end and not self.sentence[end].is_punct:
                break
            tied = child.dep_ in ("relcl", "acl", "conj", "cc", "nummod", "appos", "compound", "case") or (
                child.dep_ == "prep" and child.lower_ in ("of", "between", "about")
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
        end = self._whole_word(self._with_its_own(noun, end))
        own = any(word.endswith(("self", "selves")) for word in self.sentence.lower[start:end])
        if end - start > MAX_MOVED or own or self._is_glued(end):
            raise CannotSay
        return (start, end), end

    def _with_its_own(self, noun: Token, end: int) -> int:
        """`saw the alerts about it`, `missed the chance to ask`: the parser ties to the verb what is the noun's."""
        act = noun.head if noun.dep_ == "dobj" else noun.head.head
        asked = noun.lemma_.lower() in ASKED_FOR
        for child in (*act.rights, *noun.head.rights, *noun.rights):
            infinitive = child.tag_ == "VB" and is_infinitive(child) and (asked or self.lemma(act) in LACKING)
            about = child.dep_ == "prep" and self._is_of(noun, child)
            if child.left_edge.i == end and noun.pos_ == "NOUN" and (infinitive or about):
                return self._end_of_complement(child)
        return end

    def _is_of(self, noun: Token, preposition: Token) -> bool:
        """`an update on the tunnels`, `a request for a flag`: what a preposition says of the noun before it."""
        if preposition.lower_ == "about":
            return True
        if noun.lemma_.lower() in ASKED_FOR and preposition.lower_ == "for":
            return True
        if noun.lemma_.lower() in MEASURED and preposition.lower_ == "in" and not tells_time(preposition):
            return True
        timed = tells_time(preposition)
        tried = noun.dep_ != "dobj" or self.lemma(noun.head) in TRYING  # `tested the migration on a copy`
        event = self.analysis.entries.within(noun.i, noun.i + 1, EVENTS)
        return bool(event) and preposition.lower_ in ("on", "to", "of") and not (timed or tried)

    def _end_of_complement(self, child: Token) -> int:
        """After an infinitive or a phrase, without a clause or a date behind it."""
        below = [c for c in child.subtree if c.left_edge.i > child.i]
        later = [c for c in below if c.dep_ in ("relcl", "advcl")]
        later += [c for c in below if c.dep_ == "prep" and tells_time(c)]
        end = min([child.right_edge.i + 1, *(c.left_edge.i for c in later)])
        return without_marks(self.sentence[end - 1])

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

    def is_plural(self, noun: Token) -> bool:
        """Tell whether a noun takes a plural verb."""
        if any(c.dep_ == "conj" for c in noun.children) and any(c.lower_ in ("and", ",") for c in noun.children):
            return True
        if not any(map(str.isalnum, noun.text)) and noun.i > noun.left_edge.i:
            return self.is_plural(noun.nbor(-1))  # an emoji behind its noun
        return noun.tag_ in ("NNS", "NNPS") or noun.lower_ in PLURAL

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
        auxiliaries = {c.lower_ for c in chain.top.children if c.dep_ == "aux"}
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

    def is_human_agent(self, verb: Token) -> bool:
        """Tell whether a passive names a person as its agent."""
        agent = by_agent(verb)
        return agent is not None and self.is_human(agent)
