"""What the author claims: negation, and the moods in which a sentence asserts nothing."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import islice, pairwise

from blamelint.language.agents import OWN_ACTS, Agents
from blamelint.language.mentions import MentionReader
from blamelint.language.moods import DENYING, MODALS, PERFECT, SLIP, SLIP_REACH
from blamelint.language.pipeline import Sentence
from blamelint.language.syntax import (
    OBJECT_CONTROL,
    first_child,
    governing_predicate,
    is_infinitive,
    is_predicate,
    own_subject,
)
from blamelint.language.tree import Token

NEGATIVE_DETERMINERS = frozenset("no neither nor not never".split())
NOTHING = frozenset("nothing nobody none neither noone".split())

CONDITION_MARKS = frozenset("if unless whether lest".split())
IMPLICATIVE = frozenset(
    "forget fail neglect omit manage decide choose begin start continue keep stop proceed happen tend seem appear "
    "bother refuse decline dare hasten rush go try attempt elect opt prefer come end wind need hesitate care".split()
)
"""Verbs whose infinitive says what was done or left undone."""

INTENDING = frozenset("want need like hope plan intend agree promise be expect learn".split())
"""Verbs whose infinitive says what was only wished for."""

DECIDING = frozenset("decide agree opt prefer elect vote".split())
ENABLING = frozenset("allow enable permit require encourage entitle".split())
REQUESTING = frozenset(
    "ask tell order instruct advise remind urge invite want expect request recommend teach train warn".split()
)
"""Verbs whose infinitive was wanted of somebody, and perhaps never done."""

PROPOSING = frozenset("suggest propose recommend advise consider discuss".split())
"""Verbs whose gerund nobody has done yet: `Lena suggests wiping the node`."""

LOOKING = frozenset("look seem sound feel appear".split())
"""Verbs behind which *as if* says what is not so."""

AVOIDING = frozenset("avoid prevent stop keep protect ensure guard refrain deter forbid prohibit".split())
PRAISING = frozenset("commend praise thank credit applaud salute acknowledge".split())
SAYING = frozenset(
    "say write tell claim mean imply suggest conclude think believe call blame accuse find argue pretend".split()
)
"""Verbs whose content is not asserted where the saying is denied or only supposed."""

ESTABLISHING = frozenset("confirm verify ensure establish note show prove guarantee".split())
"""Verbs that settle what is not: `confirmed no errors` is something done."""

ASKING = frozenset("check ask wonder test".split())
"""Verbs behind which `if` asks: `looked for the file to check if it had been built`."""

CALLING = frozenset("call label describe name brand dismiss".split())
"""Verbs by which somebody is given a name."""

MENTIONING = frozenset("term word words phrase wording label expression string".split())
"""Nouns behind which words stand for themselves."""

LENDS_NEGATION = frozenset("bother think care deign want begin start get stop choose dare see manage".split())
"""Verbs whose negation denies what their infinitive says: `did not bother to ask`."""

SAID = frozenset("ccomp xcomp acl pcomp pobj dobj attr".split())
"""Labels of what is said, under a verb of saying."""

EMBEDDED = frozenset("pcomp dobj xcomp ccomp pobj".split())
PHRASE = frozenset("amod compound nmod advmod pobj prep attr dobj".split())
"""Labels inside a noun phrase, over which its *no* reaches."""

MAX_DEPTH = 12
"""How many heads up a clause may be suspended from."""


class Mood(StrEnum):
    """What the author claims about the event."""

    FACT = "fact"
    COUNTERFACTUAL = "counterfactual"
    """Should, could, would have."""
    NORM = "norm"
    """Future, order, rule."""
    CONDITIONAL = "conditional"
    QUESTION = "question"
    QUOTED = "quoted"
    IRREALIS = "irrealis"
    """A purpose, a possibility, something avoided or denied."""


class Assertion:
    """Tells what one sentence asserts."""

    def __init__(self, sentence: Sentence, mentions: MentionReader, agents: Agents) -> None:
        self.sentence = sentence
        self.mentions = mentions
        self.agents = agents

    @property
    def is_question(self) -> bool:
        """Whether the sentence asks."""
        return self.sentence.text.rstrip().endswith("?")

    def is_negated(self, verb: Token) -> bool:
        """Tell whether the act itself is denied: not, never, without, instead of, no longer excepted."""
        if _has_neither(own_subject(verb)):
            return True
        if any(_is_negation(child) and not _denies_the_subject(child) for child in verb.children):
            return not _is_only(verb)
        return self._is_replaced(verb) or (self._inherits_negation(verb) and self.is_negated(verb.head))

    def mood(self, verb: Token) -> Mood:
        """Read what the author claims about an event."""
        if verb.i in self.sentence.quoted:
            return Mood.QUOTED
        own = own_mood(verb)
        if own not in (Mood.FACT, Mood.COUNTERFACTUAL):
            return own
        if self._is_suspended(verb):
            return Mood.IRREALIS
        return Mood.QUESTION if own is Mood.FACT and self.is_question else own

    def is_asserted(self, index: int) -> bool:
        """Tell whether the words at a token are claimed: not negated, denied, supposed, planned or quoted."""
        token = self.sentence[index]
        if token.i in self.sentence.quoted or self.is_question or _has_negative_determiner(token):
            return False
        if self.sentence.lower[0] in ("nor", "neither"):
            return False  # `nor was the delay anybody's fault`
        verb = governing_predicate(token)
        if verb is None:
            before = self.sentence.lower[max(0, index - 3) : index]
            return not any(word in ("not", "no", "never", "n't") for word in before)
        if self.mood(verb) in (Mood.IRREALIS, Mood.QUOTED, Mood.CONDITIONAL):
            return False
        return self.is_negated(verb) == self._is_done_by_nobody(verb) or _is_outside_scope(token, verb)

    def is_disowned(self, index: int) -> bool:
        """Tell whether the author only mentions some words, or denies saying them.

        `the term "user error"`, `it would be easy to write that …`, `nobody says that …`
        """
        if self._is_mentioned(index):
            return True
        for current, head in _upwards(self.sentence[index]):
            if head.lemma_ in CALLING and is_infinitive(head) and self._is_under_a_denial(head):
                return True
            if current.dep_ in ("ccomp", "acl") and is_predicate(head) and head.lemma_ in SAYING:
                infinitive = head.dep_ in ("xcomp", "ccomp", "csubj") and any(c.lower_ == "to" for c in head.children)
                if self._is_denied(head) or (infinitive and _is_supposed(head)):
                    return True
        return False

    # --- negation ---------------------------------------------------------------------------------------------

    def _is_replaced(self, verb: Token) -> bool:
        """`without asking`, `instead of asking`, `rather than ask`."""
        words = self.sentence.lower
        if verb.dep_ == "pcomp":
            preposition = verb.head
            if preposition.lower_ == "without":
                return True
            if preposition.lower_ == "of" and words[preposition.i - 1] in ("instead", "rather"):
                return True
        clausal = verb.dep_ in ("advcl", "pcomp", "conj")
        return clausal and verb.i >= 2 and words[verb.i - 2 : verb.i] == ["rather", "than"]

    @staticmethod
    def _inherits_negation(verb: Token) -> bool:
        """`did not check or ask`, `without looking and asking`, `did not bother to ask`."""
        head = verb.head
        if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
            alternative = any(c.dep_ == "cc" and c.lower_ in ("or", "nor") for c in head.children)
            return (alternative and own_subject(verb) is None) or (head.dep_ == "pcomp" and verb.tag_ == "VBG")
        return verb.dep_ == "xcomp" and head.lemma_ in LENDS_NEGATION

    def _is_done_by_nobody(self, verb: Token) -> bool:
        agent, _ = self.agents.of(verb)
        return agent is not None and self.mentions.at(agent.i).negative

    def _is_under_a_denial(self, verb: Token) -> bool:
        """`it would not be fair to call it careless`; but `nobody bothered to call the careless vendor`."""
        return any(above.lemma_ == "be" and self.is_negated(above) for above in verb.ancestors)

    def _is_denied(self, verb: Token) -> bool:
        """`we do not say`, `nobody says`."""
        subject = own_subject(verb)
        return self.is_negated(verb) or (subject is not None and self.mentions.at(subject.i).negative)

    # --- suspension -------------------------------------------------------------------------------------------

    def _is_suspended(self, verb: Token) -> bool:
        """Look through what the clause is embedded in: denials, purposes and things avoided assert nothing."""
        if verb.dep_ == "pcomp" and self._hangs_on_a_denial(verb):
            return True
        return any(self._suspends(head, current) for current, head in islice(_upwards(verb), MAX_DEPTH))

    def _hangs_on_a_denial(self, verb: Token) -> bool:
        """`did not dare to deploy without asking`: nothing was done without asking."""
        for ancestor in verb.ancestors:
            if is_predicate(ancestor) and (self.is_negated(ancestor) or first_child(ancestor, "neg") is not None):
                return True
            if own_subject(ancestor) is not None:
                return False
        return False

    def _suspends(self, head: Token, current: Token) -> bool:
        if self._is_unsaid(head, current) or self._is_denied_statement(head, current):
            return True
        if current.dep_ == "relcl" and head.dep_ in ("dobj", "nsubjpass") and head.head.lemma_ in PRAISING:
            return True
        if is_infinitive(current):
            if _is_unrealised(head, current):
                return True
            if current.dep_ in ("xcomp", "ccomp") and head.lemma_ not in IMPLICATIVE | OBJECT_CONTROL:
                return head.lemma_ in INTENDING or head.pos_ == "ADJ"
        proposed = current.tag_ == "VBG" and current.dep_ in EMBEDDED and head.lemma_ in PROPOSING
        return proposed or _is_avoided(head, current)

    def _is_unsaid(self, head: Token, current: Token) -> bool:
        """`we do not say that …`, `one could say that …`."""
        if head.lemma_ not in SAYING or current.dep_ not in SAID or _is_presupposed(current):
            return False
        supposed = current.dep_ == "ccomp" and own_mood(head) in (Mood.NORM, Mood.COUNTERFACTUAL)
        return supposed or self._is_denied(head)

    def _is_denied_statement(self, head: Token, current: Token) -> bool:
        """`it is not that …`, `it is not our view that …`."""
        be = head if head.lemma_ == "be" else head.head
        stated = current.dep_ in ("ccomp", "acl") and be.lemma_ == "be" and (head == be or head.pos_ == "NOUN")
        return stated and self.is_negated(be) and not _is_presupposed(current)

    def _is_mentioned(self, index: int) -> bool:
        """`the term "user error"`."""
        near = 4 if index in self.sentence.quoted else 2
        return not MENTIONING.isdisjoint(self.sentence.lower[max(0, index - near) : index])


def does_nothing(verb: Token) -> bool:
    """Tell whether the object denies the act: `told no one`, `checked nothing`; but `confirmed no errors`."""
    lemma = verb.lemma_.lower()
    told = any(c.dep_ == "dative" or c.lower_ == "to" for c in verb.rights)
    if lemma in ESTABLISHING or (lemma == "report" and not told):
        return False  # `reports no errors`, but `reported nothing to us`
    return any(_is_nothing(child) for child in verb.children if child.dep_ in ("dobj", "dative", "preconj"))


def own_mood(verb: Token) -> Mood:
    """Read the mood that modals and conditions give a verb, without a look at what it is embedded in."""
    moods = (_carried_mood(carrier, verb) for carrier in (verb, *_lenders(verb)))
    return next((mood for mood in moods if mood is not Mood.FACT), Mood.FACT)


def _carried_mood(carrier: Token, verb: Token) -> Mood:
    marks = {c.lower_ for c in carrier.children if c.dep_ == "mark"}
    if carrier.head.lemma_ in LOOKING and not marks.isdisjoint(("if", "though")):
        return Mood.IRREALIS
    auxiliaries = _auxiliaries(carrier, verb)
    if modals := [auxiliary for auxiliary in auxiliaries if auxiliary.lower_ in MODALS]:
        past = any(_is_past(auxiliary, modal) for auxiliary in auxiliaries for modal in modals)
        return Mood.COUNTERFACTUAL if past else Mood.NORM
    if not marks.isdisjoint(CONDITION_MARKS):
        behind = carrier.i > carrier.head.i
        asked = behind and (carrier.dep_ == "ccomp" or carrier.head.lemma_ in ASKING)
        return Mood.IRREALIS if asked else Mood.CONDITIONAL
    if _is_inverted(carrier):
        return Mood.CONDITIONAL
    whenever = any(c.dep_ == "advmod" and c.lower_ == "whenever" for c in carrier.children)
    return Mood.CONDITIONAL if whenever else Mood.FACT


def _is_inverted(verb: Token) -> bool:
    """`had Ana skipped it, …`: a supposition without *if*."""
    subject = own_subject(verb)
    if subject is None or verb.dep_ == "ROOT":
        return False
    return any(c.dep_ == "aux" and c.lower_ == "had" and c.i < subject.i for c in verb.children)


def _is_past(auxiliary: Token, modal: Token) -> bool:
    """Tell whether a word behind a modal puts it into the past; other words keep `of` from being such a slip."""
    if auxiliary.lower_ == SLIP:
        return modal.i < auxiliary.i <= modal.i + SLIP_REACH
    return modal.i < auxiliary.i and auxiliary.lower_ in PERFECT


def _auxiliaries(carrier: Token, verb: Token) -> list[Token]:
    auxiliaries = [c for c in carrier.children if c.dep_ in ("aux", "auxpass")]
    if carrier.lemma_ == "ought":
        auxiliaries += [carrier, *(c for c in verb.children if c.dep_ == "aux")]
    if carrier.tag_ in ("VBN", "VBD"):
        return [c for c in auxiliaries if c.lower_ != "'d"]  # had, not would
    return auxiliaries


def _lenders(verb: Token) -> Iterator[Token]:
    """Verbs above that lend their modal: control verbs and coordination without an own auxiliary or subject."""
    for current, head in _upwards(verb):
        coordinate = current.dep_ == "conj" and own_subject(current) is None and current.tag_ in ("VB", "VBN")
        if current.dep_ != "xcomp" and not coordinate:
            return
        yield head


def _upwards(token: Token) -> Iterator[tuple[Token, Token]]:
    """Each token on the way to the root, with its head."""
    return pairwise((token, *token.ancestors))


def _is_negation(child: Token) -> bool:
    if child.lower_ == "no":
        return False  # `no longer`, `no` as an answer
    adverb = child.dep_ in ("advmod", "preconj", "cc")
    return child.dep_ == "neg" or (adverb and child.lower_ in DENYING)


def _denies_the_subject(word: Token) -> bool:
    """`not one of them checked`, `not a single engineer checked`: it is the subject that is none."""
    following = [token.lower_ for token in word.doc[word.i + 1 : word.i + 3]]
    return word.lower_ == "not" and (following[:1] == ["one"] or following == ["a", "single"]) and word.i < word.head.i


def _has_neither(subject: Token | None) -> bool:
    """`neither Ana nor Ben checked`."""
    return subject is not None and any(
        c.lower_ == "neither" and c.dep_ in ("preconj", "cc", "det") for c in subject.children
    )


def _is_only(verb: Token) -> bool:
    """`not only skipped …` asserts what it seems to deny."""
    return any(child.lower_ == "only" and child.i < verb.i for child in verb.children)


def _is_nothing(noun: Token) -> bool:
    """`told no one`, `checked nothing`, `told neither the bank nor us`."""
    following = noun.doc[noun.i + 1].lower_ if noun.i + 1 < len(noun.doc) else ""
    if following in ("but", "except", "else") or following in MODALS:
        return False
    return noun.lower_ in NOTHING or any(
        c.lower_ in ("no", "neither") and c.dep_ in ("det", "preconj", "cc") for c in noun.children
    )


def _is_unrealised(head: Token, infinitive: Token) -> bool:
    """Purposes, permissions, decisions against something, and infinitives at nouns that are not acts."""
    if infinitive.dep_ in ("advcl", "relcl") or head.lemma_ in ENABLING | REQUESTING | PROPOSING:
        return True
    if head.lemma_ in DECIDING and first_child(infinitive, "neg") is not None:
        return True
    return infinitive.dep_ == "acl" and head.lemma_ not in OWN_ACTS


def _is_avoided(head: Token, current: Token) -> bool:
    """`to avoid deploying twice`; but `kept deploying`."""
    if current.dep_ not in EMBEDDED or head.i >= current.i:
        return False
    return any(verb.lemma_ in AVOIDING and not _keeps_on(verb) for verb in (head, head.head))


def _keeps_on(verb: Token) -> bool:
    """`kept deploying`; but `kept them from deploying`."""
    return verb.lemma_ == "keep" and not any(child.lower_ == "from" for child in verb.children)


def _is_presupposed(verb: Token) -> bool:
    """`it is not clear why he left`, `nobody says how she broke it`: that it happened is taken for granted."""
    return any(child.dep_ == "advmod" and child.lower_ in ("why", "how") for child in verb.children)


def _is_supposed(verb: Token) -> bool:
    """`it would be easy to write`: the verb around an infinitive is a supposition."""
    above = next((t for t in verb.ancestors if t.pos_ in ("VERB", "AUX")), verb)
    return own_mood(above) is not Mood.FACT


def _is_outside_scope(token: Token, verb: Token) -> bool:
    """A negation does not reach a subject: `human error did not help` still asserts the error."""
    for current, head in _upwards(token):
        if current == verb:
            return False
        if head == verb:
            return current.dep_ in ("nsubj", "nsubjpass", "npadvmod", "advcl")
    return False


def _has_negative_determiner(token: Token) -> bool:
    """`no negligence`, `without negligence`, `instead of negligence`."""
    for current in islice((token, *token.ancestors), 4):
        negative = any(c.i < token.i and c.lower_ in NEGATIVE_DETERMINERS for c in current.children)
        if negative or _is_excluded(current):
            return True
        if current.dep_ not in PHRASE or current.head.pos_ in ("VERB", "AUX"):
            return False
    return False


def _is_excluded(noun: Token) -> bool:
    """`without negligence`, `instead of negligence`, `rather than negligence`."""
    if noun.dep_ != "pobj":
        return False
    preposition = noun.head
    paired = preposition.lower_ in ("of", "than", "to")
    return preposition.lower_ == "without" or (paired and preposition.head.lower_ in ("instead", "rather", "opposed"))
