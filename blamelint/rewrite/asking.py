"""What an item asks somebody to do, or to do no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from blamelint.language.analysis import Analysis
from blamelint.language.syntax import SUBJECTS, first_child, is_passive, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import HUMAN
from blamelint.rewrite.delegating import OF_MACHINES, is_by_several
from blamelint.rewrite.items import STRESSED
from blamelint.rewrite.topics import ABOUT_PERSONS
from blamelint.rewrite.verbs import KNOWING, LEFT_UNDONE, NEGATIONS, NOT_ACTS

CARRIERS = frozenset(
    "remind tell ask teach train coach urge instruct ensure make encourage expect require need allow permit".split()
)
"""Verbs that hand an act to somebody: `remind engineers to check the region`."""

PERSON_FIXING = frozenset(
    "be have pay take exercise stay remember forget understand know care rely panic rush hurry guess worry hesitate "
    "slow think pause trust".split()
)

DISCUSSING = frozenset("discuss review raise address talk speak go clarify".split())

OF_RECORDS = frozenset("check verify confirm document record report".split())
"""Verbs of knowing that are acts as well."""

NEAR = 4
"""Tokens before a verb with a prefix among which its *not to* stands."""

FOLLOWING = frozenset(
    "follow adhere comply stick obey abide observe respect conform enforce familiarise familiarize acquaint".split()
)
"""Verbs of keeping to what is written."""

HALTING = frozenset("pause slow".split())
"""Those of them that are also done to things: `pause the sync`."""

ASKED_OF_PEOPLE = ("be_careful", "vigilance", "try_harder")
"""Lexicons of what somebody is asked to be, and not to do."""

STOPPING = frozenset("stop cease quit avoid refrain desist".split())
"""Verbs of doing something no more."""

IMPROVING = frozenset(
    "improve increase strengthen foster encourage promote boost enhance heighten reinforce tighten better exercise "
    "instil instill cultivate refresh brush".split()
)
"""Verbs of having more of something: no act that work could see to."""


def asked_acts(analysis: Analysis, last: int, *, but: Sequence[str] = ABOUT_PERSONS) -> Iterator[Token]:
    """Acts that somebody is asked to do, and that work on a thing."""
    no_acts = CARRIERS | PERSON_FIXING | NOT_ACTS | IMPROVING | (KNOWING - OF_RECORDS)
    for verb in analysis.sentence.doc[:last]:
        subject = own_subject(verb)
        asked = subject is None or subject.i == 0 or analysis.mentions.at(subject.i).kind in HUMAN
        asked = asked or is_by_several(verb)
        halted = verb.lemma_.lower() in HALTING and first_child(verb, "dobj") is not None
        act = verb.pos_ == "VERB" and (halted or verb.lemma_.lower() not in no_acts)
        told = verb.dep_ in ("ROOT", "xcomp", "ccomp", "acl", "relcl") or _is_bare_advcl(verb) or _is_needed(verb)
        told = told or _is_stressed(verb) or _shares_object(verb)
        told = told or (
            verb.dep_ == "conj" and verb.head.lemma_.lower() in PERSON_FIXING
        )  # `stay calm and not touch it`
        if act and asked and told and not is_removal(verb) and not analysis.entries.starting_at(verb.i, but):
            yield verb


def works_on_somebody(analysis: Analysis, verb: Token) -> bool:
    """`will be spoken to about it`, `discuss conduct with the engineer`: what is done is done to a person."""
    subject = own_subject(verb)
    if is_passive(verb) and subject is not None and analysis.mentions.at(subject.i).kind in HUMAN:
        return True
    people = (noun for c in verb.subtree if c.lower_ == "with" and c.i > verb.i for noun in c.children)
    return verb.lemma_.lower() in DISCUSSING and any(analysis.mentions.at(noun.i).kind in HUMAN for noun in people)


def _is_bare_advcl(verb: Token) -> bool:
    """`remind them in the review to check it`, `check it, it takes a minute`: the parser takes them for adverbial."""
    return verb.dep_ == "advcl" and verb.tag_ in ("VB", "VBP") and first_child(verb, "mark", "advmod") is None


def _is_needed(verb: Token) -> bool:
    """`repeat the need for teams to use it`."""
    return verb.dep_ == "advcl" and verb.head.lemma_.lower() in STRESSED and own_subject(verb) is not None


def _shares_object(verb: Token) -> bool:
    """`read and sign the SOP`."""
    return verb.dep_ == "conj" and verb.head.i + 2 == verb.i and verb.head.dep_ in ("ROOT", "xcomp", "ccomp", "acl")


def _is_stressed(verb: Token) -> bool:
    """`the importance of writing rollback plans`, `refrain from editing it`."""
    above = verb.head.head.lemma_.lower()
    known = above in ("importance", "need", "necessity") or above in STOPPING
    better = verb.lemma_.lower() in OF_MACHINES and verb.head.lower_ in ("of", "at", "about", "in")
    return verb.dep_ == "pcomp" and (known or better)


def is_asked(analysis: Analysis, noun: Token) -> bool:
    """`Reviewers must be more careful`: those of whom care is asked."""
    verb = noun.head
    if noun.dep_ != "nsubj" or noun.i > verb.i:
        return False
    entries = (entry for entry in analysis.entries.all if entry.lexicon in ASKED_OF_PEOPLE)
    return any(verb.i <= entry.hit.end - 1 for entry in entries)


def is_removal(verb: Token) -> bool:
    """`…, who will not work on our network again`: somebody is kept away, and others do the same as before."""
    subject = own_subject(verb)
    shared = subject is None and verb.dep_ == "conj" and is_passive(verb.head)  # `was retrained and will not …`
    who = shared or (subject is not None and subject.lower_ == "who")
    denied = any(c.lower_ in NEGATIONS or c.lower_ == "longer" for c in verb.children)
    return who and denied and any(c.tag_ == "MD" for c in verb.children)


def shuts_out(analysis: Analysis) -> bool:
    """`must no longer run it`, `he will not work here again`: others may, and nothing is to be impossible."""
    if any(pair == ("no", "longer") for pair in pairwise(analysis.sentence.lower)):
        return True
    one = (t for t in analysis.sentence.doc if t.lower_ in ("he", "she") or t.i in analysis.sentence.people)
    return any(t.dep_ in SUBJECTS and any(c.lower_ in NEGATIONS for c in t.head.children) for t in one)


def after_fronted_care(analysis: Analysis) -> int | None:
    """Where the act begins in `More carefully review the plan`, which the parser does not take for one."""
    first, word = analysis.first_word, analysis.sentence.word
    return first + 2 if word(first) == "more" and word(first + 1).endswith("ly") else None


def is_forbidden(analysis: Analysis, verb: Token) -> bool:
    """`never deploy on Fridays`, `stop deploying on Fridays`."""
    before = analysis.sentence.lower[: verb.i]
    above = (verb, *verb.ancestors)
    if verb.tag_ == "VBG" and verb.head.lemma_.lower() in STOPPING:
        return verb.i + 1 < len(analysis.sentence)
    never = any(c.lower_ in NEGATIONS and c.i < verb.i for token in above for c in token.children)
    if any(token.lemma_.lower() in LEFT_UNDONE for token in verb.ancestors):
        return False  # `do not forget to`
    never = never or (before[-NEAR:].count("not") > 0 and "to" in before[-NEAR:])  # `careful not to over-rotate it`
    return verb.i + 1 < len(analysis.sentence) and (never or bool({"nobody", "no-one"} & set(before)))
