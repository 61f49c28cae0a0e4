"""Acts that a tool can do as well as a person."""

from __future__ import annotations

from collections.abc import Iterator

from blamelint.language.analysis import Analysis
from blamelint.language.beings import MentionKind
from blamelint.language.syntax import first_child, is_passive, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import HUMAN
from blamelint.rewrite.agentless import Recaster
from blamelint.rewrite.changes import Part
from blamelint.rewrite.items import PLACE, case_of
from blamelint.rewrite.topics import is_thing

OF_MACHINES = frozenset(
    "check double-check recheck re-check triple-check verify validate test compare confirm monitor watch track "
    "measure count scan inspect renew rotate drain back update log record notify alert warn announce communicate "
    "report escalate keep raise close archive reconcile scale".split()
)
"""Verbs of acts that ask for no judgement."""

CARE = frozenset(
    "carefully closely thoroughly manually visually properly twice better harder again really actually diligently "
    "attentively rigorously always".split()
)
"""Adverbs of what people are asked for and tools do anyway."""

CAREFUL_WAYS = (("by", "hand"), ("with", "care"), ("by", "eye"), ("with", "more", "care"), ("with", "greater", "care"))
"""Phrases of the same meaning."""

CHECKING = frozenset("check recheck double-check triple-check verify validate confirm".split())
"""Verbs that say the same of a tool."""

SEVERAL = frozenset("second another different independent".split())
"""What tells one person from another."""

TELLING = frozenset("alert notify".split())
"""Verbs whose object is somebody who is to know."""

SOON = frozenset("promptly immediately regularly periodically automatically quickly".split())
"""Adverbs that stay with the act."""

GROUPED = frozenset({MentionKind.TEAM, MentionKind.ROLE})
"""Kinds of mention that a group of things may be taken for."""

PRONOUNS = frozenset("they he she them him we us himself herself themselves".split())
"""Words that would have nobody to stand for."""


def delegated(analysis: Analysis, verb: Token, last: int) -> tuple[Part, ...] | None:
    """`double-check the region before running it` → `Have ‹tool or step› check the region before running it`."""
    recaster, verb = Recaster(analysis), _last_check(analysis, verb)
    lemma = recaster.lemma(verb)
    if (
        lemma not in OF_MACHINES
        or is_by_several(verb)
        or is_passive(verb)
        or not _is_plain(verb)
        or _is_for_persons(analysis, verb, last)
    ):
        return None
    if verb.tag_ == "VBZ" and own_subject(verb) is None:
        return None  # `status updates`
    if lemma == "communicate" and first_child(verb, "dobj") is None:
        return None  # among persons
    found = first_child(verb, "dobj")
    if found is not None and not (is_thing(analysis, found) or lemma in TELLING or _is_checked(analysis, verb, found)):
        return None
    if found is not None and any(c.tag_ == "JJR" for c in found.children):
        return None  # `keep better records`: how they are to be is the measure
    if verb.tag_ == "VBG" and found is None and not _is_compound(verb):
        return None  # `a culture of checking`
    rest = list(without_care(analysis, verb.i + 1, last))
    if found is None and (not rest or _says_when(analysis, rest[0])):
        rest.insert(0, f"‹what was not {recaster.participle_of(verb)}›")
    soon = [c.lower_ for c in verb.lefts if c.lower_ in SOON]
    return (f"have {PLACE}", *soon, lemma.removeprefix("double-").removeprefix("triple-"), *rest, *case_of(analysis))


def _says_when(analysis: Analysis, rest: Part) -> bool:
    return isinstance(rest, tuple) and analysis.sentence.lower[rest[0]] in ("before", "after")


def _is_checked(analysis: Analysis, verb: Token, found: Token) -> bool:
    """`double-check all patch groups`, `check the rota`: a group of things, whatever else goes by its name."""
    told_apart = found.pos_ == "NOUN" and found.lower_ not in ("team", "teams", "staff", "crew")
    return Recaster(analysis).lemma(verb) in CHECKING and told_apart and analysis.mentions.at(found.i).kind in GROUPED


def is_by_several(verb: Token) -> bool:
    """`two people must check it`, `have a second person check it`: that they are several is the measure."""
    subject = own_subject(verb)
    return subject is not None and any(c.dep_ == "nummod" or c.lower_ in SEVERAL for c in subject.children)


def _is_compound(verb: Token) -> bool:
    """`the importance of testing backups`: the parser takes the act for a kind of them."""
    return verb.dep_ == "compound" and verb.head.i > verb.i


def _last_check(analysis: Analysis, verb: Token) -> Token:
    """`check, double-check and triple-check it`, `test, test, test it`: a tool does it once."""
    lemma = verb.lemma_.lower()
    words = analysis.sentence.lower
    again = verb.i + 2  # the parser makes a list of things of it at times
    if words[verb.i + 1 : again + 1] in ([",", verb.lower_], ["and", verb.lower_]):
        return _last_check(analysis, analysis.sentence[again])
    same = CHECKING if lemma in CHECKING else {lemma}
    further = next((c for c in verb.rights if c.dep_ == "conj" and c.lemma_.lower() in same), None)
    checked = lemma in OF_MACHINES and first_child(verb, "dobj") is None
    return _last_check(analysis, further) if checked and further is not None else verb


def _is_plain(verb: Token) -> bool:
    """Whether a verb stands alone: what is joined to another in its form would keep that."""
    conjunct = verb.dep_ == "conj" and verb.head.tag_ not in ("VB", "VBP", "NN")
    joined = (c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB")
    return not conjunct and all(verb.tag_ in ("VB", "VBP") and c.tag_ in ("VB", "VBP") for c in joined)


def _is_for_persons(analysis: Analysis, verb: Token, last: int) -> bool:
    """`check with the desk before …`, `before they leave`: an act among persons, or words that need somebody."""
    asked = first_child(verb, "prep")
    among = (
        asked is not None
        and asked.lower_ == "with"
        and any(analysis.mentions.at(c.i).kind in HUMAN for c in asked.children)
    )
    themselves = (t for t in analysis.sentence.doc[verb.i + 1 : last] if t.lower_ in PRONOUNS)
    found = first_child(verb, "dobj")
    many = found is not None and found.tag_ in ("NNS", "NNPS")
    return among or any(not (_is_of_thing(t) or (many and t.lower_ == "them")) for t in themselves)


def _is_of_thing(pronoun: Token) -> bool:
    """`before they are published`: what is spoken of is the object."""
    return pronoun.lower_ in ("they", "them") and pronoun.dep_ == "nsubjpass"


def without_care(analysis: Analysis, start: int, last: int) -> Iterator[Part]:
    """Yield the words behind an act, without those of care and without whose things they are."""
    for i in range(start, last):
        drop, instead = _care(analysis, i, last)
        if drop and i >= start:
            if start < i:
                yield start, i
            if instead:
                yield instead
            start = i + drop
    if start < last:
        yield start, last


def _care(analysis: Analysis, i: int, last: int) -> tuple[int, str]:
    """How many words to leave out from some place on, and what takes their place."""
    words = analysis.sentence.lower
    for way in CAREFUL_WAYS:
        if tuple(words[i : i + len(way)]) == way:
            return len(way), ""
    if words[i] in CARE or (words[i] == "more" and i + 1 == last):
        return 1, ""
    if words[i] == "more" and i + 1 < last and words[i + 1] in CARE:
        return 2, ""
    owned = words[i] in ("their", "his", "her", "your") and analysis.sentence[i].dep_ == "poss"
    return (1, "the") if owned else (0, "")
