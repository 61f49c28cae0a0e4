"""Who acts: the agent of a verb, and the holder of a noun, whatever the syntax."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from blamelint.language.beings import POINTERS, SOMEONE_WHO, TARGETS, MentionKind
from blamelint.language.mentions import Mention, MentionReader
from blamelint.language.pipeline import Sentence
from blamelint.language.syntax import (
    OBJECT_CONTROL,
    SUBJECTS,
    by_agent,
    first_child,
    is_passive,
    is_predicate,
    own_subject,
)
from blamelint.language.tree import Token

STATES_OF_MIND = frozenset(
    "confuse distract fluster overwhelm frighten scare stress tire bother exhaust rush mislead mistake".split()
)
"""Verbs whose passive tells how somebody was, and not what was done to them."""

OWN_ACTS = frozenset("failure decision refusal inability reluctance unwillingness choice attempt".split())
"""Nouns whose infinitive is done by their possessor: failure to, decision to, refusal to."""

FAILINGS = frozenset(
    "carelessness negligence complacency sloppiness laziness incompetence laxity inattention thoughtlessness "
    "recklessness indifference haste neglect".split()
)
"""Nouns that are of those at, on or in whose team they are found: carelessness at the desk."""

QUANTITIES = frozenset(
    "lack absence shortage want number group team member role name list majority minority couple pair lot use help "
    "rest presence benefit part side kind sort type handful set half crew squad pool trust loss lives life safety "
    "attention availability head department office hands behalf point view line version message mail email call page "
    "report question notice request reply answer ticket word advice input support".split()
)
"""Nouns that are not done by whoever follows `of` or `from`."""

HINDERING = frozenset("keep stop prevent deter discourage restrain hold dissuade".split())
"""Verbs whose object does, or would do, what follows *from*."""

FINITE = ("VBD", "VBZ", "VBP")
MAX_DEPTH = 8
"""How many verbs up an agent is looked for."""


class Form(StrEnum):
    """How the agent is tied to the predicate."""

    ACTIVE = "active"
    PASSIVE = "passive"
    CLEFT = "cleft"
    RELATIVE = "relative"
    PARTICIPLE = "participle"
    NOMINAL = "nominal"
    CAUSE_SLOT = "cause-slot"
    IMPERATIVE = "imperative"
    ELLIPSIS = "ellipsis"


Agent = tuple[Token | None, Form]
"""The head of the phrase that names who acts, if any does, and by which syntax."""


class Agents:
    """Finds who acts in one sentence."""

    def __init__(self, sentence: Sentence, mentions: MentionReader) -> None:
        self.sentence = sentence
        self.mentions = mentions

    def of(self, verb: Token) -> Agent:
        """Find who does what a verb says."""
        return self._agent(verb, 0)

    def holder(self, index: int) -> Mention | None:
        """Find whose a noun is: possessor, `by`, `of`, `on the part of`."""
        found = self._holder(self.sentence[index])
        return None if found is None else self.mentions.by_deed(self.mentions.at(found.i), index)

    def patient(self, verb: Token) -> Mention | None:
        """Find what a verb is done to."""
        found = _undergoer(verb) if is_passive(verb) else _object(verb)
        return None if found is None else self.mentions.at(found.i)

    def _agent(self, verb: Token, depth: int) -> Agent:
        if depth > MAX_DEPTH:
            return None, Form.ACTIVE
        if is_passive(verb):
            return _passive_agent(verb)
        if (subject := own_subject(verb)) is not None:
            return self._subject_agent(verb, subject)
        if first_child(verb, "expl") is not None:
            return None, Form.ACTIVE
        return self._inherited_agent(verb, depth)

    # --- subjects ---------------------------------------------------------------------------------------------

    def _subject_agent(self, verb: Token, subject: Token) -> Agent:
        if self.sentence.implied and subject.i == 0:
            return subject, Form.ELLIPSIS
        if subject.dep_ == "csubj":
            whoever = own_subject(subject)
            return (whoever if whoever is not None and whoever.lower_ in ("whoever", "who") else subject), Form.ACTIVE
        if subject.lower_ in ("who", "that", "which") and verb.dep_ in ("relcl", "ccomp", "acl"):
            return self._antecedent(verb, subject)
        if verb.lemma_ == "take" and subject.lower_ == "it":
            return self._taken(verb) or subject, Form.ACTIVE
        return subject, Form.ACTIVE

    def _taken(self, verb: Token) -> Token | None:
        """`it took Ana an hour to answer`: she answers."""
        objects = (child for child in verb.children if child.dep_ in ("dobj", "dative"))
        return next((child for child in objects if self.mentions.at(child.i).kind in TARGETS), None)

    def _antecedent(self, verb: Token, subject: Token) -> Agent:
        """Whom or what a relative pronoun stands for."""
        head = verb.head
        if _points(head, subject, SUBJECTS):
            return _pointed_at(head), Form.CLEFT
        if head.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "DET"):
            return (None, Form.RELATIVE) if subject.lower_ == "which" else (subject, Form.ACTIVE)
        if _is_clefted(head, subject):
            return head, Form.CLEFT
        if (pointed := self._clefted_person(head, subject)) is not None:
            return pointed, Form.CLEFT
        if subject.lower_ == "which" and self.mentions.at(head.i).kind is MentionKind.UNKNOWN:
            return None, Form.RELATIVE  # `which` tells that an operator or agent is software
        if head.lower_ in SOMEONE_WHO and head.i < subject.i and (equated := _equated(head)) is not None:
            return equated, Form.CLEFT
        return self._person_before(verb, head), Form.RELATIVE

    def _clefted_person(self, head: Token, relative: Token) -> Token | None:
        """`it is the porter from the ward which …`: the parser ties the clause to the nearer noun."""
        if self.mentions.at(head.i).kind in TARGETS:
            return None
        around = (above for above in head.ancestors if _is_clefted(above, relative))
        return next((above for above in around if self.mentions.at(above.i).kind in TARGETS), None)

    def _person_before(self, verb: Token, head: Token) -> Token:
        """`the prompt of Ana, who pressed …`: *who* wants a person; the parser often hands it the wrong noun."""
        who = next((c for c in verb.children if c.dep_ in SUBJECTS and c.lower_ == "who"), None)
        if who is None or self.mentions.at(head.i).kind in TARGETS:
            return head
        for token in reversed(list(self.sentence.doc[max(0, who.i - 4) : who.i])):
            if token.pos_ in ("NOUN", "PROPN") and self.mentions.at(token.i).kind in TARGETS:
                return token
        return head

    # --- verbs without a subject ------------------------------------------------------------------------------

    def _inherited_agent(self, verb: Token, depth: int) -> Agent:
        head = verb.head
        if verb.dep_ != "conj" and _is_progressive(verb):
            return None, Form.ACTIVE  # a finite verb whose subject the parser gave away
        match verb.dep_:
            case "conj" if _disagree(head, verb):
                return None, Form.ACTIVE  # `finds jobs are not running`: the parser took the subject for an object
            case "conj" if is_predicate(head) or head.pos_ == "VERB":
                return self._coordinate_agent(head, depth)
            case "xcomp" | "ccomp" if head != verb:
                return self._controller_agent(verb, head, depth)
            case "advcl":
                return self._adverbial_agent(head, depth)
            case "pcomp":
                return self._prepositional_agent(head, depth)
            case "acl" if verb.tag_ in ("VBG", "VB", "VBP", "VBN", "VBD"):
                return (self._holder(head), Form.NOMINAL) if head.lemma_ in OWN_ACTS else (head, Form.PARTICIPLE)
            case "ROOT" | "dep" | "parataxis" if verb.tag_ in ("VB", "VBP"):
                return None, Form.IMPERATIVE
        return self._before_parenthesis(verb), Form.ACTIVE

    def _before_parenthesis(self, verb: Token) -> Token | None:
        """`the technician, trained twice, opened …`: the parser gives the subject to what stands between the commas."""
        words, closing = self.sentence.lower, verb.i - 1
        while closing > 0 and self.sentence[closing].pos_ == "ADV":
            closing -= 1
        if verb.tag_ not in FINITE or closing < 1 or words[closing] != ",":
            return None
        opening = next((i for i in range(closing - 1, 0, -1) if words[i] == ","), 0)
        before = self.sentence[opening - 1] if opening else verb
        return before if before.dep_ in SUBJECTS and self.mentions.at(before.i).kind in TARGETS else None

    def _coordinate_agent(self, first: Token, depth: int) -> Agent:
        if is_passive(first):
            return by_agent(first) or own_subject(first), Form.ACTIVE
        return self._agent(first, depth + 1)

    def _controller_agent(self, verb: Token, head: Token, depth: int) -> Agent:
        if head.lemma_ in OBJECT_CONTROL:
            if (told := first_child(head, "dobj", "dative")) is not None:
                return told, Form.ACTIVE
            if is_passive(head):
                return own_subject(head), Form.ACTIVE
        if verb.dep_ == "ccomp" and verb.tag_ not in ("VB", "VBG"):
            return None, Form.ACTIVE
        if is_passive(head):
            return own_subject(head), Form.ACTIVE
        return self._agent(head, depth + 1)

    def _adverbial_agent(self, head: Token, depth: int) -> Agent:
        agent, _ = self._agent(head, depth + 1)
        if agent is None and is_passive(head):
            subject = own_subject(head)
            if subject is not None and self.mentions.at(subject.i).kind in TARGETS:
                return subject, Form.PARTICIPLE
        return agent, Form.PARTICIPLE

    def _prepositional_agent(self, preposition: Token, depth: int) -> Agent:
        head = preposition.head
        if preposition.lower_ == "from" and head.lemma_ in HINDERING:
            return first_child(head, "dobj"), Form.ACTIVE
        if head.dep_ == "prep" and head.head != head:
            head = head.head
        if is_predicate(head) or head.pos_ == "VERB":
            return self._adverbial_agent(head, depth)
        if head.pos_ not in ("NOUN", "PROPN", "PRON"):
            return None, Form.PARTICIPLE
        if self.mentions.at(head.i).kind in TARGETS:
            return head, Form.PARTICIPLE
        if (holder := self._holder(head)) is not None:
            return holder, Form.NOMINAL
        if head.dep_ in ("dobj", "attr", "pobj", "nsubjpass") and is_predicate(head.head):
            return self._agent(head.head, depth + 1)
        return None, Form.PARTICIPLE

    # --- nouns ------------------------------------------------------------------------------------------------

    def _holder(self, noun: Token) -> Token | None:
        if (possessor := first_child(noun, "poss")) is not None:
            return possessor
        for preposition in _holding(noun):
            for inner in preposition.children:
                if inner.dep_ == "pobj" and self._is_human(inner, noun, by_deed=_does(preposition, noun)):
                    return inner
        return self._on_the_part_of(noun)

    def _is_human(self, holder: Token, noun: Token, *, by_deed: bool) -> bool:
        """A desk or a board is a team where a fault is said to be its own."""
        mention = self.mentions.at(holder.i)
        return mention.kind in TARGETS or (by_deed and self.mentions.by_deed(mention, noun.i).kind in TARGETS)

    def _on_the_part_of(self, noun: Token) -> Token | None:
        """`an error on the part of Ana`, `on Ana's part`, `on their part`."""
        words = self.sentence.lower
        if "part" not in words:
            return None
        for i in range(noun.i + 1, min(noun.i + 14, len(words) - 2)):
            if words[i : i + 4] == ["on", "the", "part", "of"]:
                return first_child(self.sentence[i + 3], "pobj")
            if words[i] == "on" and words[i + 2] == "part" and self.sentence[i + 1].dep_ == "poss":
                return self.sentence[i + 1]
            if words[i : i + 4] == ["on", "‹person›", "'s", "part"]:
                return self.sentence[i + 1]
        return None


def _does(preposition: Token, noun: Token) -> bool:
    """Whether what follows a noun's preposition is its doer: a misconfiguration of the proxy is not the proxy's."""
    if preposition.lower_ != "of":
        return True
    infinitive = any(c.dep_ == "acl" and c.tag_ == "VB" for c in noun.children)
    return infinitive or noun.lemma_.lower() in OWN_ACTS | FAILINGS


def _disagree(first: Token, second: Token) -> bool:
    """Tell whether the first of two verbs is in the singular and the other in the plural."""
    singular = first.tag_ == "VBZ" or any(c.lower_ in ("is", "was", "has", "does") for c in _auxiliaries(first))
    return singular and any(c.lower_ in ("are", "were") for c in _auxiliaries(second))


def _auxiliaries(verb: Token) -> Iterator[Token]:
    return (c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i)


def _passive_agent(verb: Token) -> Agent:
    agent = by_agent(verb)
    if agent is None and verb.lemma_ in STATES_OF_MIND:
        return own_subject(verb), Form.ACTIVE
    return agent, Form.PASSIVE


def _points(be: Token, relative: Token, labels: tuple[str, ...]) -> bool:
    """`it was …`, `that is …`, with a relative pronoun behind it."""
    pointers = (child for child in be.children if child.lower_ in POINTERS and child.dep_ in labels)
    return be.lemma_ == "be" and any(pointer.i < be.i < relative.i for pointer in pointers)


def _pointed_at(be: Token) -> Token | None:
    """`it was Ana who …`, where the parser ties the clause to the verb."""
    return next((c for c in be.children if c.dep_ in ("attr", "nsubj") and c.lower_ not in ("it", "that")), None)


def _is_clefted(noun: Token, relative: Token) -> bool:
    """`it was Ana who …`, where the parser ties the clause to the noun."""
    return noun.dep_ in ("attr", "nsubj", "acomp") and _points(noun.head, relative, ("nsubj", "expl"))


def _equated(noun: Token) -> Token | None:
    """`the one who left it open was Ana`, `Ana is the one who …`."""
    be = noun.head
    if be.lemma_ != "be":
        return None
    wanted = "attr" if noun.dep_ in SUBJECTS else "nsubj"
    return next((c for c in be.children if c.dep_ == wanted and c != noun), None)


def _is_progressive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in ("is", "are", "was", "were") for c in verb.children)


def _holding(noun: Token) -> Iterator[Token]:
    """Prepositions behind which a noun's holder may stand: `by`, also one noun further, before `of` and `from`."""
    prepositions = [c for c in noun.children if c.dep_ in ("prep", "agent")]
    yield from (c for c in prepositions if c.lower_ == "by")
    objects = [inner for c in prepositions for inner in c.children if inner.dep_ == "pobj"]
    yield from (c for inner in objects for c in inner.children if c.lower_ == "by")
    if noun.lemma_.lower() not in QUANTITIES:
        yield from (c for c in prepositions if c.lower_ in ("of", "from"))
    if noun.lemma_.lower() in FAILINGS:
        yield from (c for c in prepositions if c.lower_ in ("at", "on", "in", "within", "among"))


def _undergoer(passive: Token) -> Token | None:
    subject = own_subject(passive)
    return passive.head if subject is None and passive.dep_ in ("acl", "relcl") else subject


def _object(verb: Token) -> Token | None:
    if (found := first_child(verb, "dobj", "attr", "oprd", "dative")) is not None:
        return found
    return next((n for c in verb.children if c.dep_ == "prep" for n in c.children if n.dep_ == "pobj"), None)
