"""Grammar of single tokens, read off the dependency parse without a look at who or what they mean.

Labels are those of spaCy's English models (ClearNLP style).
"""

from __future__ import annotations

from collections.abc import Iterator

from blamelint.language.tree import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
HAVE = frozenset("have has had having 've 'd".split())
NOT_HEADS = frozenset("aux auxpass amod compound punct".split())
"""Labels of verb forms that head no clause."""

BARE_HEADS = frozenset("ROOT conj relcl advcl ccomp".split())
"""Labels under which a subject makes a clause of any word, where the parser takes the verb for a noun."""

OBJECT_CONTROL = frozenset(
    "tell ask order instruct allow let make get want force expect remind urge persuade help enable permit require "
    "cause advise encourage teach train warn invite prompt lead push press".split()
)
"""Verbs whose object does what their infinitive says."""


HANDING_ON = frozenset("tell ask order instruct remind urge persuade advise encourage invite prompt".split())
"""Verbs that hand an act on to their object."""


def is_predicate(token: Token) -> bool:
    """Tell whether a token heads a clause."""
    if token.dep_ in NOT_HEADS or is_absent(token):
        return False
    if token.pos_ in ("VERB", "AUX"):
        return True
    return token.dep_ in BARE_HEADS and own_subject(token) is not None


REPORTING = frozenset("report flag list mention note notice find spot describe identify log see count".split())
"""Verbs whose object is what somebody tells of; who admits or regrets missing something did miss it."""


def is_absent(token: Token) -> bool:
    """`Support reports missing invoices`, `asked to refuse it where the number is missing`: Support misses nothing."""
    if token.lower_ == "missing" and token.i > 0 and token.nbor(-1).lemma_ == "be":
        return first_child(token, "dobj") is None
    return token.lower_ == "missing" and token.dep_ == "xcomp" and token.head.lemma_ in REPORTING


def governing_predicate(token: Token) -> Token | None:
    """Find the innermost predicate that a token is, or stands under."""
    return next((above for above in (token, *token.ancestors) if is_predicate(above)), None)


def own_subject(verb: Token) -> Token | None:
    """Return a verb's own grammatical subject."""
    return first_child(verb, *SUBJECTS)


def first_child(token: Token, *labels: str) -> Token | None:
    """Return the first child that hangs on a token by one of some labels."""
    for child in token.children:  # asked more often than anything else of a parse
        if child.dep_ in labels:
            return child
    return None


def is_infinitive(verb: Token) -> bool:
    """Tell whether a verb stands with *to*."""
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive, reduced relatives included."""
    if first_child(verb, "nsubjpass", "auxpass") is not None or is_bare_denial(verb):
        return True
    if verb.tag_ != "VBN":
        return False
    if first_child(verb, "agent") is not None:
        return True
    if any(child.dep_ == "aux" and child.lower_ in HAVE for child in verb.children) or own_subject(verb) is not None:
        return False
    if verb.dep_ == "acl" and _takes_an_object(verb):
        return False  # `a teacher imported the list`, taken for a reduced relative
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        return is_passive(verb.head)
    return verb.dep_ in ("acl", "advcl", "ROOT")


def is_bare_denial(verb: Token) -> bool:
    """`incident not declared`: whoever declares none *did not* declare it, so the subject is what is not declared."""
    if verb.tag_ not in ("VBN", "VBD") or verb.i == 0 or own_subject(verb) is None:
        return False
    before = verb.nbor(-1)
    return before.lower_ == "not" and before.head == verb and first_child(verb, "aux", "auxpass", "dobj") is None


def _takes_an_object(verb: Token) -> bool:
    """Tell an active verb by what it governs: `the officer omitted to inform`; but `the officer asked to inform`."""
    infinitive = verb.lemma_ not in OBJECT_CONTROL and first_child(verb, "xcomp") is not None
    return infinitive or first_child(verb, "dobj") is not None


def by_agent(verb: Token) -> Token | None:
    """Find by whom something was done, in words: behind the passive, one coordinated with it, or its infinitive."""
    for child in verb.children:
        if child.dep_ in ("agent", "prep") and child.lower_ == "by":
            return first_child(child, "pobj") or _whoever(first_child(child, "pcomp"))
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and is_passive(verb.head) and own_subject(verb) is None:
        return by_agent(verb.head)
    for child in verb.children:
        if child.dep_ == "xcomp" and (agent := by_agent(child)) is not None:
            return agent  # `was allowed to lapse by the team`
    return None


def _whoever(verb: Token | None) -> Token | None:
    """`by whoever disabled it`, where the parser ties the verb to the preposition."""
    subject = None if verb is None else own_subject(verb)
    return subject if subject is not None and subject.lower_ in ("whoever", "whomever", "who") else None


def controlled(verb: Token) -> Iterator[Token]:
    """Yield the verbs done, or left undone, through this one: `failed to notice`, `forgot about testing`.

    Somebody who asks the user to shut it down shuts down nothing.
    """
    if verb.lemma_ in HANDING_ON and first_child(verb, "dobj", "dative") is not None:
        return
    for child in verb.children:
        if child.dep_ == "xcomp" and child.pos_ in ("VERB", "AUX") and own_subject(child) is None:
            yield from () if is_absent(child) else (child,)
        elif child.dep_ == "prep" and child.lower_ in ("about", "on", "from", "to"):
            yield from (c for c in child.children if c.dep_ == "pcomp")


def controllers(verb: Token) -> Iterator[Token]:
    """Yield the verbs through which this one is done, from the inside out."""
    current = verb
    while current.dep_ == "xcomp" and current.head != current:
        current = current.head
        yield current


def coordinated(verb: Token) -> list[int]:
    """List the predicates that share a subject with this one by coordination."""
    first = verb
    while first.dep_ == "conj" and first.head.pos_ in ("VERB", "AUX") and own_subject(first) is None:
        first = first.head
    group, todo = [first.i], [first]
    while todo:
        for child in todo.pop().children:
            if child.dep_ == "conj" and child.pos_ in ("VERB", "AUX") and own_subject(child) is None:
                group.append(child.i)
                todo.append(child)
    return group
