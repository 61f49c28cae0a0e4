"""What must stand in a piece of prose for somebody of a kind to be meant in it: told before it is parsed.

The reader of mentions asks the parse; whatever that says, it finds nobody where these words are missing. Names are no
words that could be listed: a piece that may hold one carries a sign, as if it were one of its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from blamelint.document import REPLACED, Block, Role
from blamelint.language.beings import (
    ABSTRACT_ENDINGS,
    DEEDS,
    HANDS_ON,
    HUMAN_ADJECTIVES,
    HUMAN_LEXICONS,
    INDEFINITE_PRONOUNS,
    KIND_GROUPS,
    LOGIN,
    ON_WATCH,
    QUANTIFIERS,
    SELF_WORDS,
    THEY,
    THIRD_PERSON,
    WE_WORDS,
    WORKPLACES,
    MentionKind,
)
from blamelint.language.patterns import PERSON, TICKET
from blamelint.language.people import People
from blamelint.language.pieces import Piece

CODE, URL = "‹code›", "‹url›"
"""What patterns see in place of code and of an address."""

SEEN = frozenset({PERSON, CODE, URL})
"""Signs that patterns may ask for."""

KNOWN = "‹known›"
"""Sign of a word that is known as somebody's name or may be initials, although no name begins there."""

CAPITAL = "‹capital›"
"""Sign of a word that looks like a name; it is one where its predicate is a person's."""

DECLARED = "‹declared›"
"""Sign of a name that the settings declare to be that of a system, a team or a vendor."""

TEAM_NAME, TEAM_WORD, VENDOR_NAME = "‹team name›", "‹team word›", "‹vendor name›"
"""Signs of the name of a team, of a word that is one when it has a capital, and of the name of a vendor."""

FRAGMENT = "‹fragment›"
"""Sign of a piece that may lack its subject."""

INVERSION = "‹had›"
"""Sign of a *had* that may begin a supposition without *if*: it opens its clause."""

INVERTED = "‹had somebody›"
"""Sign of a *had* behind which somebody may be named at once, and not what they had done."""

NOBODY_DID = "‹nobody›"
"""Sign of a word for nobody of whom it is perhaps not only said what they could do."""

NOBODY_COULD = "‹nobody could›"
"""Sign of a word for nobody right before its modal: nothing that it is the subject of is a fact."""

NOBODY = frozenset("no nobody noone none".split())
"""Words for nobody, or the first of them."""

SIGNS = frozenset(
    {
        PERSON,
        CODE,
        URL,
        KNOWN,
        CAPITAL,
        DECLARED,
        TEAM_NAME,
        TEAM_WORD,
        VENDOR_NAME,
        FRAGMENT,
        INVERSION,
        INVERTED,
    }
)
"""All signs: those of a piece of which nothing is known."""

WORD = re.compile(r"[^\W\d_]+")
LOGIN_FIRST = re.compile(rf"\W*(?:{LOGIN.pattern})\b")
SUBJECT_FIRST = re.compile(
    r"\W*(?:the|an?|this|that|these|those|its?|we|our|i|my|you|your|he|she|they|their|his|her)(?=[\s,])", re.IGNORECASE
)
"""How a sentence begins that has its subject, or at least does not begin with its verb."""


HAD_FIRST = re.compile(
    r"(?:^|[^\w\s'’]\s*|\b(?:and|or|but|that|because|as|so|then|also|yet|for)\s+)had\b", re.IGNORECASE
)
HAD_SOMEBODY = re.compile(
    r"\bhad(?=\b|n['’]?t\b)(?!\s+to\s)"
    r"(?!(?:\s+not|\s+never|n['’]?t)?\s+been\b)(?!(?:\s+not|\s+never|n['’]?t)\s+[a-z]+ed\b)",
    re.IGNORECASE,
)
NOBODY_AND_MODAL = re.compile(
    r"\b(?:nobody|noone|no\s+one)(?=\s+(?:could|can|would|will|might|may|must|should|shall)\b)", re.IGNORECASE
)
NEVER_NAMES = frozenset(
    "the a an this that these those it its we our ours us i me my you your he she they them their his her no not nor "
    "neither either and or but if so in on at by for from with without to of into onto over under during until since "
    "because as after before while when where which who whom whose what why how there then than also only such is "
    "was are were be been has have had do does did".split()
)
"""Words that are no name even where a sentence begins with them."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What it takes for one thing to stand in a sentence."""

    words: tuple[frozenset[str], ...] = ()
    """A word of each of these sets, lower case."""

    lexicons: tuple[frozenset[str], ...] = ()
    """An entry of a lexicon of each of these sets."""

    reaches: tuple[int, ...] = ()
    """How far each of the words may stand behind the one before; none for any order."""

    def is_met(self, words: frozenset[str], lexicons: frozenset[str]) -> bool:
        """Tell whether it stands among some words and entries of some lexicons."""
        return not any(map(words.isdisjoint, self.words)) and not any(map(lexicons.isdisjoint, self.lexicons))


def _any_of(*words: str) -> Trace:
    return Trace((frozenset(words),))


def _entry_of(*lexicons: str) -> Trace:
    return Trace((), (frozenset(lexicons),))


ACTING = frozenset(HUMAN_LEXICONS)
"""Lexicons of what only people do."""

REVEALING = ACTING.union(DEEDS)
"""Lexicons of what only people do or have on their conscience."""

NOUNS = frozenset({"roles", "person_nouns", "ambiguous_heads", "teams", "vendors", "customers"})
NAMES = frozenset({PERSON, KNOWN, DECLARED, TEAM_NAME, TEAM_WORD, VENDOR_NAME})
GROUPS = Trace((QUANTIFIERS, frozenset("of in from on at than".split())))


def _revealed(word: str) -> tuple[Trace, Trace]:
    """A mention whose kind only its predicate, its deed or its relative pronoun can tell."""
    among = frozenset({word})
    return Trace((among,), (REVEALING,)), Trace((among, frozenset({"who"})))


def _subject(*words: str) -> tuple[Trace, Trace]:
    """The subject of a sentence, whose kind only its predicate or its relative pronoun can tell."""
    among = (frozenset(words),) if words else ()
    return Trace(among, (ACTING,)), Trace((*among, frozenset({"who"})))


def _revealed_entry(lexicon: str) -> tuple[Trace, Trace]:
    among = frozenset({lexicon})
    return Trace((), (among, REVEALING)), Trace((frozenset({"who"}),), (among,))


REFERRING = Trace((THIRD_PERSON | THEY,))
"""A pronoun takes the kind of what it stands for."""

AMBIGUOUS = frozenset({"ambiguous_heads"})

TRACES: dict[MentionKind, tuple[Trace, ...]] = {
    MentionKind.NAMED: (REFERRING, _any_of(PERSON, KNOWN), *_subject(CAPITAL)),
    MentionKind.ROLE: (
        REFERRING,
        _entry_of("roles", "person_nouns"),
        *_revealed_entry("ambiguous_heads"),
        Trace((HUMAN_ADJECTIVES | WORKPLACES,), (AMBIGUOUS,)),
        Trace((frozenset({"on"}), ON_WATCH), (AMBIGUOUS,)),
        Trace((HANDS_ON,), (frozenset({"hands_on"}),)),
    ),
    MentionKind.PRONOUN: (REFERRING,),
    MentionKind.SELF: (Trace((SELF_WORDS,)),),
    MentionKind.COLLECTIVE: (Trace((WE_WORDS,)),),
    MentionKind.INDEFINITE: (
        Trace((INDEFINITE_PRONOUNS,)),
        Trace((frozenset({"one"}), frozenset("no some any every".split()))),
        Trace(GROUPS.words, (NOUNS,)),
        Trace((*GROUPS.words, SELF_WORDS | THIRD_PERSON | THEY | INDEFINITE_PRONOUNS | NAMES)),
    ),
    MentionKind.TEAM: (
        Trace((THEY,)),
        _entry_of("teams"),
        _any_of(DECLARED, TEAM_NAME),
        *_revealed(TEAM_WORD),
        *_subject(),
    ),
    MentionKind.VENDOR: (
        Trace((THEY,)),
        _entry_of("vendors"),
        _any_of(DECLARED),
        *_revealed(VENDOR_NAME),
    ),
    MentionKind.CUSTOMER: (REFERRING, _entry_of("customers")),
    MentionKind.IMPLIED: (_any_of(FRAGMENT),),
}
"""By kind, what it may be known by; kinds that are missing may be anywhere."""

ANYWHERE = frozenset(MentionKind).difference(TRACES)
"""Kinds that nothing need tell."""

TELLING = frozenset().union(*(words for traces in TRACES.values() for trace in traces for words in trace.words))
"""Words of which one may tell a kind."""

TRACED = frozenset().union(*(names for traces in TRACES.values() for trace in traces for names in trace.lexicons))
"""Lexicons of which an entry may tell a kind."""


def kind_signs(kinds: Iterable[str]) -> frozenset[str]:
    """The signs of which one is there where somebody of some kinds, or groups of them, could be meant."""
    return frozenset(f"‹{kind}›" for name in kinds for kind in KIND_GROUPS.get(name, MentionKind))


def kinds_among(words: Iterable[str], lexicons: frozenset[str]) -> frozenset[str]:
    """Tell by signs who could be meant where some words and entries of some lexicons stand."""
    return _kinds_among(TELLING.intersection(words), TRACED & lexicons)


def opens(word: str) -> str:
    """The sign of a word with which a sentence begins."""
    return f"{word} at the start"


def inverted(kind: str) -> str:
    """The sign of somebody of a kind behind a *had*, by the sign of the kind."""
    return f"{kind} behind had"


def without_the_impossible(text: str) -> str:
    """Leave the words for nobody out of which it is only said what they could, would or should do."""
    return NOBODY_AND_MODAL.sub("", text)


def behind_had(text: str) -> str:
    """Give what stands behind the first *had* that somebody may follow; all where there is none."""
    had = HAD_SOMEBODY.search(text)
    return text[had.end() :] if had else text


@lru_cache(maxsize=1 << 12)
def _kinds_among(words: frozenset[str], lexicons: frozenset[str]) -> frozenset[str]:
    known = (kind for kind, traces in TRACES.items() if any(trace.is_met(words, lexicons) for trace in traces))
    return frozenset(f"‹{kind}›" for kind in (*known, *ANYWHERE))


def signs_of(piece: Piece, people: People, beside: Sequence[str]) -> frozenset[str]:
    """Tell the signs of a piece, together with the texts beside it that may name who acts in it."""
    text, texts = piece.text, [piece.text, *beside]
    titled = piece.block.role is Role.HEADING
    words = [word for part in texts for word in WORD.findall(TICKET.sub("", part))]
    teams, vendors = _names(people, "teams"), _names(people, "vendors")
    found = set(_masks(piece)).union(*[_signs_of_word(word, teams.plain, vendors.plain) for word in words])
    if people.spans(text, title_case=titled) or any(map(people.spans, beside)):
        found.add(PERSON)
    if any(map(people.is_initials, words)) or _have(texts, people.composed):
        found.add(KNOWN)
    if LOGIN_FIRST.match(text) or (words and words[0].capitalize() in people.given):
        found.add(CAPITAL)
    if _have(texts, teams.composed_of(words)):
        found.update((TEAM_NAME, TEAM_WORD))
    if _have(texts, vendors.composed_of(words)):
        found.add(VENDOR_NAME)
    if _have(texts, people.declared):
        found.add(DECLARED)
    if HAD_FIRST.search(text):
        found.add(INVERSION)
    if HAD_SOMEBODY.search(text):
        found.add(INVERTED)
    if not (titled or piece.is_label or SUBJECT_FIRST.match(text)):
        found.add(FRAGMENT)
    return frozenset(found)


def _have(texts: Sequence[str], names: Iterable[str]) -> bool:
    return any(name in text for name in names for text in texts)


@lru_cache(maxsize=1 << 14)
def _signs_of_word(word: str, teams: frozenset[str], vendors: frozenset[str]) -> tuple[str, ...]:
    """What a word may be by itself: a capital makes a team of `search`, but not of `it`."""
    team = word not in ("It", "it") and not teams.isdisjoint((word, word.capitalize(), word.upper()))
    signs = {
        CAPITAL: _looks_like_a_name(word),
        TEAM_NAME: team and not word.islower(),
        TEAM_WORD: team,
        VENDOR_NAME: word in vendors,
    }
    return tuple(sign for sign, holds in signs.items() if holds)


@dataclass(frozen=True, slots=True)
class Names:
    """The proper names of a lexicon."""

    plain: frozenset[str]
    """Those of letters alone."""

    composed: Mapping[str, Sequence[str]]
    """Those with blanks and signs, by their first word."""

    def composed_of(self, words: Iterable[str]) -> Iterator[str]:
        """Yield the names with blanks and signs that begin with one of some words."""
        return (name for word in words if word in self.composed for name in self.composed[word])


@lru_cache(maxsize=16)
def _split(names: frozenset[str]) -> Names:
    composed: dict[str, list[str]] = {}
    for name in sorted(names):
        if not name.isalpha():
            composed.setdefault(WORD.findall(name)[0], []).append(name)
    return Names(frozenset(filter(str.isalpha, names)), composed)


def _names(people: People, lexicon: str) -> Names:
    found = people.lexicons.get(lexicon)
    return _split(found.names if found else frozenset())


def _masks(piece: Piece) -> Iterator[str]:
    block: Block = piece.block
    if any(mask.kind in REPLACED for mask in block.prose.masks_in(piece.start, piece.end)):
        yield from (URL, CODE)


def _looks_like_a_name(word: str) -> bool:
    if not (word[0].isupper() and word[1:].islower()) or word.endswith(ABSTRACT_ENDINGS):
        return False
    return word.lower() not in NEVER_NAMES
