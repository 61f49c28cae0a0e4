"""Claims of a cause: `the root cause was X`, `X turned out to be the reason`, `Cause of the outage: X`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from blamelint.language.agents import Form
from blamelint.language.assertion import Mood
from blamelint.language.beings import TARGETS
from blamelint.language.causes import AUTHORING, EFFECT_HEADS, EQUATING, FINDING, LABEL_WORDS, LINKING, NAMES_OF_CAUSES
from blamelint.language.clauses import Clause, ClauseReader
from blamelint.language.effects import BAD
from blamelint.language.mentions import Mention
from blamelint.language.pipeline import Sentence
from blamelint.language.syntax import first_child, is_passive, own_subject
from blamelint.language.tree import Token
from blamelint.language.vocabulary import Entries

DETERMINERS = frozenset("the our its this that their".split())
"""Determiners that say that there is just one cause."""

INDEFINITE = frozenset("a an another no not assumed assuming suspected".split())
"""Words of a label that names no cause: `looked for a root cause`."""

UNCLAIMED = frozenset({Mood.CONDITIONAL, Mood.QUOTED, Mood.QUESTION, Mood.NORM, Mood.COUNTERFACTUAL})
HABITS = frozenset("often usually sometimes typically generally frequently commonly always rarely seldom never".split())
STATES_OF_SEARCH = frozenset(
    "clear unclear known unknown obvious found identified visible confirmed understood fixed established determined "
    "evident simple correct right wrong still not yet now finally soon later then quickly eventually subsequently "
    "fully well resolved addressed being to be been is was clearly in the at on after within later minutes "
    "hours".split()
)
"""What may be said of a cause without naming it."""

STATES = frozenset("be have lack need know get see receive".split())
"""Verbs whose subject does nothing that could be a cause."""

COMPLEMENTS = frozenset("attr acomp ccomp xcomp oprd dobj prep advcl agent nsubj".split())
OPENERS = frozenset(("", ",", ":", ";", "-", "–", "—", "(", "and", "but", "so", "that", "is", "was", "'s"))
"""What may stand before a clause that names a cause by its effect."""

SLOT_PREPOSITIONS = frozenset("of with in from to by on".split())


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
        self.assertion = clauses.assertion
        self.labels = labels

    def claims(self) -> Iterator[Claim]:
        """Yield every asserted claim with content, in reading order."""
        if (label := self._label_claim()) is not None:
            yield label
        for token in self.sentence.doc:
            if _is_part_of_tree(token):
                continue
            if token.lemma_.lower() in NAMES_OF_CAUSES and token.tag_ in ("NN", "NNP", "VB", "VBP", "JJ"):
                claim = self._claim(token)
                if claim and self._has_content(claim):
                    yield claim
            elif token.lower_ in EFFECT_HEADS and (claim := self._by_effect(token)) and self._has_content(claim):
                yield claim

    def _label_claim(self) -> Claim | None:
        """`Root cause: Ana merged a stale branch`."""
        words = re.findall(r"\w+", " ".join(self.labels).lower())
        if LABEL_WORDS.isdisjoint(words) or not INDEFINITE.isdisjoint(words) or self.assertion.is_question:
            return None
        end = len(self.sentence)
        return Claim(0, 0, end, True, "root" in words, (0, end), self._human((0, end)), label=True)

    def _claim(self, noun: Token) -> Claim | None:
        filler = self._filler(noun)
        if filler is None:
            return None
        start = noun.left_edge.i if noun.left_edge.i > noun.i - 8 else noun.i
        return Claim(
            noun=noun.i,
            start=min(start, filler[0]),
            end=max(noun.i + 1, filler[1]),
            definite=self._is_definite(noun),
            root=self._is_root(noun),
            filler=filler,
            human=self._human(filler),
        )

    def _by_effect(self, head: Token) -> Claim | None:
        """`what did it was X`, `the one thing that brought the site down was X`, `that is what brought it down`.

        Read word by word: the parser is lost where a clause is the subject.
        """
        words, verb = self.sentence.lower, self._effect_behind(head)
        if verb is None or self.sentence.word(head.left_edge.i - 1) not in OPENERS:
            return None  # `to find out what broke it`
        if head.i >= 2 and words[head.i - 1] in ("is", "was", "'s"):
            start = self.sentence[head.i - 2].left_edge.i
            end, filler = verb + 1, (start, head.i - 1)
        else:
            be = next((i for i in range(verb + 1, len(words)) if words[i] in ("was", "is", ",", ";")), None)
            if be is None or words[be] in (",", ";") or words[be + 1 : be + 2] in (["not"], ["n't"]):
                return None
            start, end = head.left_edge.i, len(words) - (words[-1] in (".", "!"))
            filler = (be + 1, end)
        return Claim(head.i, min(start, head.i), end, True, False, filler, self._human(filler))

    def _effect_behind(self, head: Token) -> int | None:
        """The verb behind `what` or `the thing that` when it says what harm was done."""
        start = head.i + 1
        if head.lower_ != "what":
            if self.sentence.lower[start : start + 1] not in (["that"], ["which"]):
                return None
            start += 1
        verb = next((token for token in self.sentence.doc[start:] if token.pos_ not in ("ADV", "AUX")), None)
        tokens = [] if verb is None else [start, verb.i]
        found = next((i for i in tokens if self.entries.starting_at(i, ("did_it", *BAD))), None)
        if found is None and verb is not None and verb.tag_ == "VBD" and self.clauses.outcomes.is_bad(verb):
            return verb.i
        return found

    def _is_definite(self, noun: Token) -> bool:
        words = self.sentence.lower
        determiners = [child.lower_ for child in noun.children if child.dep_ in ("det", "poss")]
        if any(word in DETERMINERS for word in determiners):
            return True
        if determiners or any(child.dep_ == "nummod" for child in noun.children):
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
            return self._gerund_with_subject(noun) or self._object_of_copula(noun)
        if self.assertion.is_negated(verb):
            return self._corrected(verb)
        return self._complement(verb, noun)

    @staticmethod
    def _gerund_with_subject(noun: Token) -> tuple[int, int] | None:
        """`the cause was Ana leaving it on`: the parser takes *was leaving* for one verb."""
        verb = noun.head
        be = first_child(verb, "aux")
        if noun.dep_ != "nsubj" or verb.tag_ != "VBG" or be is None or be.lemma_ != "be":
            return None
        named = any(token.pos_ in ("NOUN", "PROPN") for token in noun.doc[be.i + 1 : verb.i])
        return (be.i + 1, max(token.i for token in verb.subtree) + 1) if named else None

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
        parts = [child for child in verb.children if child.i > max(noun.i, verb.i) and child.dep_ in COMPLEMENTS]
        if verb.lemma_ in FINDING:
            parts = [part for part in parts if part.dep_ != "agent"]  # `was found by the network team`
        if not parts or all(part.tag_ == "JJR" for part in parts):  # `was deeper`
            return None
        return min(part.left_edge.i for part in parts), max(part.right_edge.i for part in parts) + 1

    def _as_attribute(self, noun: Token) -> tuple[int, int] | None:
        """`X was the root cause`, `X turned out to be the root cause`."""
        if noun.dep_ == "pobj":
            return self._as_what(noun)
        be = noun.head
        if noun.dep_ not in ("attr", "oprd", "acomp") or be.lemma_ not in LINKING:
            return None
        while be.dep_ == "xcomp" and be.head != be and own_subject(be) is None:
            be = be.head
        subject = own_subject(be)
        if subject is None or self.assertion.is_negated(be):
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
        past = verb.tag_ == "VBN"
        thing = first_child(verb, "dobj", "nsubjpass", *(("nsubj",) if past else ()))
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
            if words[i] in EQUATING or (words[i] == "(" and i <= noun.i + 2):
                closing = words.index(")", i) if words[i] == "(" and ")" in words[i:] else len(words)
                return i + 1, closing
        return None

    def _has_content(self, claim: Claim) -> bool:
        start, end = claim.filler
        if not _names_something(self.sentence.lower[start:end]):
            return False
        if self.entries.within(max(0, start - 1), min(len(self.sentence), end + 1), ("unknown_cause", "plural_cause")):
            return False
        if self._is_announced(claim.filler):
            return False
        clause = self.clauses.governing(claim.noun)
        if clause is not None and not self._is_claimed(self.sentence[clause.head]):
            return False
        children = self.sentence[claim.noun].children
        return not any(child.dep_ == "det" and child.lower_ in ("no", "any", "every", "each") for child in children)

    def _is_announced(self, filler: tuple[int, int]) -> bool:
        """`the reason for the outage is that they will replace it`: what is to come has caused nothing yet."""
        heads = (t for t in self.sentence.doc[slice(*filler)] if not filler[0] <= t.head.i < filler[1])
        coming = (t for head in heads for t in (head, *head.children) if _is_to_come(t))
        return any(is_passive(verb) or self._is_somebodys(verb) for verb in coming)

    def _is_somebodys(self, verb: Token) -> bool:
        subject = own_subject(verb)
        return subject is not None and self.clauses.mentions.at(subject.i).kind in TARGETS

    def _is_claimed(self, verb: Token) -> bool:
        """A possibility, a habit or something denied is no claim about this incident."""
        habit = any(c.dep_ == "advmod" and c.lower_ in HABITS for c in verb.children)
        if habit or self.assertion.mood(verb) in UNCLAIMED or _is_earlier_belief(verb):
            return False
        subject = own_subject(verb)
        return subject is None or not any(c.lower_ in ("no", "neither") for c in subject.children)

    def _human(self, filler: tuple[int, int]) -> Mention | None:
        """A person in the slot: the filler's head, its possessor, or the agent of the act that fills it."""
        start, end = filler
        heads = (
            token for token in self.sentence.doc[start:end] if token.head == token or not start <= token.head.i < end
        )
        return next((person for person in map(self._person_in, heads) if person), None)

    def _person_in(self, head: Token) -> Mention | None:
        if head.dep_ == "prep":
            inner = first_child(head, "pobj", "pcomp") if head.lower_ in SLOT_PREPOSITIONS else None
            return None if inner is None else self._person_in(inner)
        if head.lemma_ == "be":
            inner = first_child(head, "attr")
            return None if inner is None else self._person_in(inner)
        inner = next((c for c in head.children if c.dep_ == "xcomp" and c.lemma_ == "be"), None)
        return self._culprit(head) if inner is None else self._person_in(inner)

    def _culprit(self, head: Token) -> Mention | None:
        clause = self.clauses.by_head.get(head.i)
        if clause and clause.agent and clause.agent.kind in TARGETS:
            inside = self.sentence[clause.agent.token].head == head or clause.form is not Form.PARTICIPLE
            return _actor(clause) if inside and head.lemma_ not in STATES else None
        mention = self.clauses.mentions.at(head.i)
        if mention.kind in TARGETS and head.pos_ in ("NOUN", "PROPN", "PRON"):
            return mention
        holder = self.clauses.agents.holder(head.i)
        if holder and holder.kind in TARGETS:
            return holder
        acts = (c for c in head.children if c.dep_ in ("acl", "relcl") and c.lemma_ not in AUTHORING)
        actors = (_actor(self.clauses.by_head.get(act.i)) for act in acts)
        return next((actor for actor in actors if actor), None)


def _is_part_of_tree(token: Token) -> bool:
    """`the state root`, `a hash tree root`."""
    kinds = ("state", "tree", "hash", "merkle", "web", "document", "project", "source", "storage", "file", "directory")
    return token.lower_ == "root" and any(c.dep_ == "compound" and c.lower_ in kinds for c in token.children)


def _names_something(words: list[str]) -> bool:
    """Whether words are more than a link, signs, or how far the search has come."""
    if not any(word != "‹url›" and any(map(str.isalnum, word)) for word in words):
        return False
    return not all(word in STATES_OF_SEARCH or not any(map(str.isalpha, word)) for word in words)


def _is_to_come(verb: Token) -> bool:
    """`will replace it`, `is going to replace it`."""
    will = any(c.dep_ == "aux" and c.lower_ in ("will", "'ll", "’ll", "shall") for c in verb.children)
    return will or (verb.lower_ == "going" and any(c.dep_ == "xcomp" for c in verb.children))


def _is_earlier_belief(verb: Token) -> bool:
    """`we suspected that the cause was X`."""
    above = verb.head
    believed = above.lemma_ in ("think", "suspect", "assume", "believe", "guess") and above.tag_ == "VBD"
    return verb.dep_ == "ccomp" and believed


def _actor(clause: Clause | None) -> Mention | None:
    """Who could be held at fault for an act."""
    agent = None if clause is None else clause.agent
    return agent if agent and agent.kind in TARGETS and not agent.negative else None
