"""Claims of a cause: `the root cause was X`, `X turned out to be the reason`, `Cause of the outage: X`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from blamelint.language.causes import AUTHORING, CAUSE_NOUNS
from blamelint.language.clauses import ClauseReader, Form, Mood, own_subject
from blamelint.language.mentions import TARGETS, Mention
from blamelint.language.pipeline import Sentence
from blamelint.language.vocabulary import Entries

LINKING = frozenset(
    "be seem appear turn lie stem come remain prove sit rest trace determine identify find consider believe attribute "
    "pinpoint establish conclude confirm deem narrow diagnose discover isolate relate reveal boil suspect think assume "
    "point originate date go arise result cause trigger".split()
)
FINDING = frozenset(
    "identify determine find establish confirm pinpoint discover diagnose consider believe suspect deem isolate conclude "
    "see recognise recognize mark name list record reveal show know understand find report".split()
)
DETERMINERS = frozenset("the our its this that their".split())
UNCLAIMED = frozenset({Mood.CONDITIONAL, Mood.QUOTED, Mood.QUESTION, Mood.NORM, Mood.COUNTERFACTUAL})
HABITS = frozenset("often usually sometimes typically generally frequently commonly always rarely seldom never".split())
STATES_OF_SEARCH = frozenset(
    "clear unclear known unknown obvious found identified visible confirmed understood fixed established determined evident "
    "simple still not yet now finally soon later then quickly eventually subsequently fully well resolved addressed being to "
    "be been is was clearly in the at on after within later minutes hours".split()
)
"""What may be said of a cause without naming it."""

STATES = frozenset("be have lack need know get see receive".split())
SECOND_HAND = frozenset("it which this that what".split())


@dataclass(frozen=True, slots=True)
class Claim:
    """A noun of cause, linked to what is said to be the cause."""

    noun: int
    """Token of the cause noun."""

    start: int
    """First token of the noun phrase."""

    end: int
    """After the last token of the claim."""

    definite: bool
    """Whether the phrase says that there is just this one."""

    root: bool
    """Whether it is a *root* cause."""

    filler: tuple[int, int]
    """Tokens of what fills the slot; empty when nothing does."""

    human: Mention | None
    """The person, role or team in the slot."""

    label: bool = False
    """Whether the cause is named by a label or column, and the sentence is its value."""


class ClaimReader:
    """Reads the cause claims of one sentence."""

    def __init__(
        self, sentence: Sentence, entries: Entries, clauses: ClauseReader, labels: tuple[str, ...] = ()
    ) -> None:
        self.sentence = sentence
        self.entries = entries
        self.clauses = clauses
        self.labels = labels

    def claims(self) -> Iterator[Claim]:
        """Yield every asserted claim with content, in reading order."""
        if (label := self._label_claim()) is not None:
            yield label
        for token in self.sentence.doc:
            if token.lemma_.lower() in CAUSE_NOUNS and token.tag_ in ("NN", "NNP", "VB", "VBP", "JJ"):
                claim = self._claim(token)
                if claim and self._has_content(claim):
                    yield claim

    def _label_claim(self) -> Claim | None:
        """`Root cause: Ana merged a stale branch`."""
        words = re.findall(r"\w+", " ".join(self.labels).lower())
        if not words or not {"cause", "reason", "trigger", "culprit", "why"} & set(words) or self.clauses.is_question:
            return None
        end = len(self.sentence)
        return Claim(0, 0, end, True, "root" in words, (0, end), self._human((0, end)), label=True)

    def _claim(self, noun: Token) -> Claim | None:
        filler = self._filler(noun)
        if filler is None:
            return None
        start = noun.left_edge.i if noun.left_edge.i > noun.i - 8 else noun.i
        end = max(noun.i + 1, filler[1])
        return Claim(
            noun.i,
            min(start, filler[0]),
            end,
            self._is_definite(noun),
            self._is_root(noun),
            filler,
            self._human(filler),
        )

    def _is_definite(self, noun: Token) -> bool:
        words = self.sentence.lower
        determiners = [child.lower_ for child in noun.children if child.dep_ in ("det", "poss")]
        if any(word in DETERMINERS for word in determiners):
            return True
        if determiners or any(child.dep_ == "nummod" and child.lower_ != "one" for child in noun.children):
            return False
        return noun.left_edge.i == 0 or words[noun.left_edge.i - 1] in (":", "-", "–", "the", "and", ".", "(")

    def _is_root(self, noun: Token) -> bool:
        before = self.sentence.lower[max(0, noun.i - 3) : noun.i]
        return "root" in before and noun.lemma_ == "cause"

    def _filler(self, noun: Token) -> tuple[int, int] | None:
        for reading in (self._as_subject, self._as_attribute, self._as_finding, self._after_sign):
            found = reading(noun)
            if found is not None:
                return found
        return None

    def _as_subject(self, noun: Token) -> tuple[int, int] | None:
        verb = noun.head
        if noun.dep_ not in ("nsubj", "nsubjpass") or verb.lemma_ not in LINKING:
            return self._object_of_copula(noun)
        if self.clauses.is_negated(verb):
            return self._corrected(verb)
        return self._complement(verb, noun)

    @staticmethod
    def _corrected(verb: Token) -> tuple[int, int] | None:
        """`was not X, but Y`: the claim is Y."""
        but = next((token for token in verb.subtree if token.lower_ == "but" and token.i > verb.i), None)
        return None if but is None else (but.i + 1, max(token.i for token in verb.subtree) + 1)

    def _object_of_copula(self, noun: Token) -> tuple[int, int] | None:
        """`finding the cause of the outage was actually X`: the parser hangs the noun on the finding."""
        verb = noun.head
        if noun.dep_ == "dobj" and verb.lemma_ in FINDING and verb.tag_ == "VBG":
            be = verb.head
            if be.lemma_ == "be" and verb.dep_ in ("csubj", "nsubj") and be.i > noun.i:
                return self._complement(be, noun)
        return None

    def _complement(self, verb: Token, noun: Token) -> tuple[int, int] | None:
        parts = [
            child
            for child in verb.children
            if child.i > max(noun.i, verb.i)
            and child.dep_ in ("attr", "acomp", "ccomp", "xcomp", "oprd", "dobj", "prep", "advcl", "agent", "nsubj")
        ]
        if not parts:
            return None
        return min(part.left_edge.i for part in parts), max(part.right_edge.i for part in parts) + 1

    def _as_attribute(self, noun: Token) -> tuple[int, int] | None:
        be = noun.head
        if noun.dep_ not in ("attr", "oprd", "pobj", "dobj", "acomp"):
            return None
        if noun.dep_ == "pobj":
            return self._as_what(noun)
        while be.dep_ == "xcomp" and be.head != be and not own_subject(be):
            be = be.head
        subject = own_subject(be)
        if subject is None or noun.head.lemma_ not in LINKING or noun.dep_ == "dobj" or self.clauses.is_negated(be):
            return None
        if subject.lower_ in ("there", "what") or (subject.lower_ == "it" and subject.dep_ == "expl"):
            return None
        return subject.left_edge.i, subject.right_edge.i + 1

    def _as_what(self, noun: Token) -> tuple[int, int] | None:
        """`identified X as the root cause`, `X was found to be the cause`."""
        preposition = noun.head
        verb = preposition.head
        for _ in range(2):
            if verb.pos_ in ("NOUN", "PROPN", "ADP") and verb.head != verb:
                verb = verb.head  # the parser may hang `as the root cause` on a noun before it
        if preposition.lower_ != "as" or verb.lemma_ not in FINDING:
            return None
        thing = next(
            (c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") or (c.dep_ == "nsubj" and verb.tag_ == "VBN")),
            None,
        )
        if thing is None and verb.dep_ == "acl":
            thing = verb.head
        return None if thing is None else (thing.left_edge.i, max(thing.i + 1, min(thing.right_edge.i + 1, verb.i)))

    def _as_finding(self, noun: Token) -> tuple[int, int] | None:
        """`Root cause identified as X`, `root cause found to be X`."""
        for child in noun.children:
            if child.dep_ in ("acl", "relcl") and child.lemma_ in FINDING:
                return self._complement(child, noun)
        if noun.dep_ == "nsubj" and noun.head.lemma_ in FINDING:
            return self._complement(noun.head, noun)
        return None

    def _after_sign(self, noun: Token) -> tuple[int, int] | None:
        """`found the root cause: X`, `root cause (X)`, `the single cause: X`."""
        words = self.sentence.lower
        last = min(noun.right_edge.i, noun.i + 8)
        for i in range(noun.i + 1, min(last + 3, len(words) - 1)):
            if words[i] in (":", "=") or (words[i] == "(" and i <= noun.i + 2):
                closing = words.index(")", i) if words[i] == "(" and ")" in words[i:] else len(words)
                return i + 1, closing
        return None

    def _has_content(self, claim: Claim) -> bool:
        start, end = claim.filler
        words = self.sentence.lower[start:end]
        if not any(word != "‹url›" and any(map(str.isalnum, word)) for word in words):
            return False
        if all(word in STATES_OF_SEARCH or not word.isalpha() for word in words):
            return False
        if self.entries.within(max(0, start - 1), min(len(self.sentence), end + 1), ("unknown_cause", "plural_cause")):
            return False
        noun = self.sentence[claim.noun]
        clause = self.clauses.governing(claim.noun)
        if clause is not None and not self._is_claimed(self.sentence[clause.head]):
            return False
        return not any(
            child.dep_ == "det" and child.lower_ in ("no", "any", "every", "each") for child in noun.children
        )

    def _is_claimed(self, verb: Token) -> bool:
        """A possibility, a habit or something denied is no claim about this incident."""
        if self.clauses.mood(verb) in UNCLAIMED or any(c.lower_ in HABITS for c in verb.children if c.dep_ == "advmod"):
            return False
        above = verb.head
        if (
            verb.dep_ == "ccomp"
            and above.lemma_ in ("think", "suspect", "assume", "believe", "guess")
            and above.tag_ == "VBD"
        ):
            return False  # an earlier belief
        subject = own_subject(verb)
        return subject is None or not any(c.lower_ in ("no", "neither") for c in subject.children)

    def _human(self, filler: tuple[int, int]) -> Mention | None:
        """A person in the slot: the filler's head, its possessor, or the agent of the act that fills it."""
        for token in self.sentence.doc[filler[0] : filler[1]]:
            outside = token.head.i < filler[0] or token.head.i >= filler[1] or token.head == token
            if not outside:
                continue
            mention = self._person_in(token)
            if mention:
                return mention
        return None

    def _person_in(self, head: Token) -> Mention | None:
        if head.dep_ == "prep":
            if head.lower_ not in ("of", "with", "in", "from", "to", "by", "on"):
                return None
            inner = next((c for c in head.children if c.dep_ in ("pobj", "pcomp")), None)
            return self._person_in(inner) if inner is not None else None
        if head.lemma_ == "be":
            inner = next((c for c in head.children if c.dep_ == "attr"), None)
            return self._person_in(inner) if inner is not None else None
        inner = next((c for c in head.children if c.dep_ == "xcomp" and c.lemma_ == "be"), None)
        if inner is not None:
            return self._person_in(inner)
        clause = self.clauses.by_head.get(head.i)
        if clause and clause.agent and clause.agent.kind in TARGETS:
            inside = self.sentence[clause.agent.token].head == head or clause.form is not Form.PARTICIPLE
            return clause.agent if inside and head.lemma_ not in STATES and not clause.agent.negative else None
        mention = self.clauses.mentions.at(head.i)
        if mention.kind in TARGETS and head.pos_ in ("NOUN", "PROPN", "PRON"):
            return mention
        holder = self.clauses.holder(head.i)
        if holder and holder.kind in TARGETS:
            return holder
        for child in head.children:
            inner_clause = self.clauses.by_head.get(child.i)
            if child.dep_ not in ("acl", "relcl") or inner_clause is None or child.lemma_ in AUTHORING:
                continue
            if inner_clause.agent and inner_clause.agent.kind in TARGETS and not inner_clause.agent.negative:
                return inner_clause.agent
        return None
