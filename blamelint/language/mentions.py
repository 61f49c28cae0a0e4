"""Who is meant: the kind of being behind a noun, a name or a pronoun.

Unknown is an answer: what is neither clearly human nor clearly a system stays `UNKNOWN`, and no rule accuses it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from blamelint.language.beings import (
    ABSTRACT_ENDINGS,
    ACTORS,
    DEEDS,
    HANDS_ON,
    HUMAN_ADJECTIVES,
    HUMAN_LEXICONS,
    INDEFINITE_PRONOUNS,
    LOGIN,
    ON_WATCH,
    QUANTIFIERS,
    SELF_WORDS,
    TARGETS,
    THEY,
    THIRD_PERSON,
    WE_WORDS,
    WORKPLACES,
    MentionKind,
)
from blamelint.language.people import People
from blamelint.language.pipeline import Sentence
from blamelint.language.tree import Token
from blamelint.language.vocabulary import Entries, Vocabulary

NOBODY = frozenset("nobody noone none neither no-one".split())
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
ROOMS = frozenset("panel room floor line house cell bridge centre center pool chair lab".split())
MANY = frozenset("many most more".split())
LOTS = frozenset("lot lots plenty majority number hundreds thousands millions".split())
TURNS = frozenset("shift shifts".split())
TURNED = frozenset("in to from toward towards".split())
"""What follows a change that is called a shift: `shifts in priorities`."""

PLACES = frozenset(
    "desk board floor centre center line room bridge group cell panel chair house office unit division lab pool shift "
    "practice chapter branch bench".split()
)
"""Nouns that are teams only where they act like people."""

SOFTWARE_TOO = frozenset(
    "client clients consumer consumers subscriber subscribers reader readers exchange peer peers".split()
)
"""Customers by name that are more often software."""

BEGINNERS = frozenset("beginner rookie amateur novice schoolboy student newbie noob".split())
MODIFIERS = frozenset("det poss amod nummod compound".split())
MANAGED = frozenset(
    "package packages secret secrets session sessions window memory process config configuration cache queue resource "
    "resources device password passwords lifecycle connection connections transaction key keys file files volume "
    "cluster node state lock log logs traffic plugin dependency dependencies task tasks job jobs load certificate "
    "boot entity".split()
)
"""What software called a manager manages."""

AGENT_OF = frozenset("user mail transfer build host node backup monitoring".split())
"""What agents that are programs act for."""

NAME_TIES = frozenset({"compound", "appos", "nmod", "flat"})
ORGANISED_LEXICONS = ("human_only", "human_predicates", "silence", "misconduct", "disregard")
"""Predicates that people and organisations have, and vendors and teams by name with them."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase or pronoun and who it stands for."""

    token: int
    """Its head."""

    start: int
    """First token of the phrase."""

    end: int
    """After the last token of the phrase."""

    kind: MentionKind
    """Who is meant."""

    reason: str
    """The evidence, for `analyze`."""

    negative: bool = False
    """Nobody, none, no engineer."""

    tentative: bool = False
    """Whether the predicate may still decide otherwise."""

    @property
    def label(self) -> str | None:
        """The label that a fault of this mention carries."""
        if self.kind is MentionKind.NAMED:
            return "person"
        return "actor" if self.kind in ACTORS else None


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Somebody or something that an earlier sentence spoke of."""

    kind: MentionKind
    """Who or what."""

    text: str
    """As written."""

    plural: bool
    """Whether `they` fits better than `he`."""


class MentionReader:
    """Reads the mentions of one sentence."""

    def __init__(
        self,
        sentence: Sentence,
        entries: Entries,
        vocabulary: Vocabulary,
        people: People,
        earlier: Callable[[], Sequence[Sequence[Antecedent]]] = lambda: (),
    ) -> None:
        self.sentence = sentence
        self.entries = entries
        self.vocabulary = vocabulary
        self.people = people
        self.earlier = earlier
        """Antecedents of earlier sentences, nearest sentence first, in reading order inside each."""
        self._memo: dict[int, Mention] = {}

    def at(self, index: int) -> Mention:
        """Read the mention whose head is a token, before its predicate has been heard."""
        if index not in self._memo:
            start, end = self._extent(index)
            kind, reason, tentative = self._classify(self.sentence[index])
            self._memo[index] = Mention(index, start, end, kind, reason, self._is_negative(index), tentative)
        return self._memo[index]

    def decided(self, mention: Mention, predicates: Iterable[int], *, who: bool = False) -> Mention:
        """Let the predicate decide about an ambiguous mention: systems reconcile and time out, people forget.

        `who` tells that a relative pronoun for people stands for it.
        """
        if not mention.tentative:
            return mention
        tokens = list(predicates)
        system_like = {i for i in tokens if self.entries.starting_at(i, ("system_predicates",))}
        unclear = mention.kind in (MentionKind.UNKNOWN, MentionKind.SYSTEM)
        software_too = "software" in mention.reason
        sure = ("human_only",) if software_too else HUMAN_LEXICONS
        lexicons = sure if unclear else ORGANISED_LEXICONS
        strict = any(self.entries.starting_at(i, sure) for i in tokens)
        human = strict or any(self.entries.starting_at(i, lexicons) for i in tokens if i not in system_like)
        system = bool(system_like)
        human = who or (human and not (unclear and any(map(self._is_of_its_own, tokens))))
        kind = _by_predicate(mention, human=human, system=system)
        return replace(mention, kind=kind, tentative=False, reason=f"{mention.reason}; decided by its predicate")

    def _is_of_its_own(self, verb: int) -> bool:
        """`the worker forgot its keys`: who has something of *its* own is no person."""
        objects = [child for child in self.sentence[verb].children if child.dep_ in ("dobj", "prep")]
        nouns = [noun for child in objects for noun in (child, *child.children) if noun.pos_ in NOMINAL]
        return any(child.lower_ == "its" for noun in nouns for child in noun.children)

    def by_deed(self, mention: Mention, noun: int) -> Mention:
        """Let a noun of fault decide about an ambiguous holder: a desk that has failures is a team."""
        if not mention.tentative or mention.kind is MentionKind.SYSTEM or not self.entries.starting_at(noun, DEEDS):
            return mention
        kind = _by_predicate(mention, human=True, system=False)
        return replace(mention, kind=kind, tentative=False, reason=f"{mention.reason}; decided by its deed")

    def _is_negative(self, index: int) -> bool:
        words = self.sentence.lower
        if words[index] in NOBODY or (words[index] == "one" and index and words[index - 1] == "no"):
            return True
        children = list(self.sentence[index].children)
        if any(child.dep_ == "det" and child.lower_ in ("no", "neither") for child in children):
            return True
        left = min([index, *(child.i for child in children if child.i < index and child.dep_ != "neg")])
        alone = words[index] == "one" or any(child.lower_ in ("single", "one") for child in children)
        return alone and left > 0 and words[left - 1] == "not"  # `not one of`, `not a single engineer`

    def _extent(self, index: int) -> tuple[int, int]:
        """The phrase without relative clauses, appositions and what else trails behind."""
        token = self.sentence[index]
        left = min(
            [index, *(child.left_edge.i for child in token.lefts if child.dep_ not in ("punct", "cc", "preconj"))]
        )
        while left < index and not self._may_open(left):
            left += 1
        right = index + 1
        for child in token.rights:
            if child.dep_ in ("prep",) and child.lower_ == "of" and child.left_edge.i == right:
                right = max(right, child.right_edge.i + 1) if child.right_edge.i - child.i < 6 else right
            elif child.dep_ in ("case", "nummod") and child.i == right:
                right = child.i + 1
        return left, right

    def _may_open(self, index: int) -> bool:
        """A phrase begins with a word, and not with the *to* of an infinitive: `had to page somebody`."""
        return self.sentence.lower[index] != "to" and any(map(str.isalnum, self.sentence.words[index]))

    def _classify(self, token: Token) -> tuple[MentionKind, str, bool]:
        for step in (self._pronoun, self._person, self._quantified, self._noun):
            if found := step(token):
                return found
        return MentionKind.UNKNOWN, "no evidence", False

    def _pronoun(self, token: Token) -> tuple[MentionKind, str, bool] | None:
        word = self.sentence.lower[token.i]
        if self.sentence.implied and token.i == 0:
            return MentionKind.IMPLIED, "unwritten subject of a fragment", False
        if word in SELF_WORDS:
            return MentionKind.SELF, "first person", False
        if word in WE_WORDS:
            return MentionKind.COLLECTIVE, "the authors", False
        if word in THIRD_PERSON:
            return self._third_person(token.i)
        if word in THEY:
            return self._they(token.i)
        if word in INDEFINITE_PRONOUNS or (
            word == "one" and token.i and self.sentence.lower[token.i - 1] in ("no", "some", "any", "every")
        ):
            if self._is_of_us(token):
                return MentionKind.COLLECTIVE, "some of us", False
            return MentionKind.INDEFINITE, "indefinite pronoun", False
        return None

    def _third_person(self, index: int) -> tuple[MentionKind, str, bool]:
        if found := self._antecedent(index, plural=False):
            return found.kind, f"stands for {found.text!r}", False
        return MentionKind.PRONOUN, "third person without a name", False

    def _they(self, index: int) -> tuple[MentionKind, str, bool]:
        found = self._antecedent(index, plural=True)
        if found is None:
            return MentionKind.PRONOUN, "they, of nobody named", True
        if found.kind is MentionKind.SYSTEM:
            return MentionKind.SYSTEM, f"stands for {found.text!r}", False
        return found.kind, f"stands for {found.text!r}", False

    def _antecedent(self, index: int, *, plural: bool) -> Antecedent | None:
        inside = [a for i, a in self._before(index)]
        for candidates in (list(reversed(inside)), *self.earlier()):
            fitting = [a for a in candidates if _fits(a, plural=plural)]
            if fitting:
                return fitting[0]
        return None

    def _before(self, index: int) -> list[tuple[int, Antecedent]]:
        """Antecedents inside the sentence, in reading order."""
        found = []
        for token in self.sentence.doc[:index]:
            if token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound":
                continue
            kind, _, _ = self._person(token) or self._noun(token) or (MentionKind.UNKNOWN, "", False)
            if kind is not MentionKind.UNKNOWN:
                text = self.sentence.words[token.i]
                found.append((token.i, Antecedent(kind, text, token.tag_.endswith("S") or kind is MentionKind.TEAM)))
        return found

    def _person(self, token: Token) -> tuple[MentionKind, str, bool] | None:
        if token.i in self.sentence.people:
            return MentionKind.NAMED, "a personal name, handle or address", False
        for child in token.children:
            if child.i in self.sentence.people and child.dep_ in NAME_TIES and self._is_human_noun(token.i):
                return MentionKind.NAMED, "a name beside a noun", False
        word = self.sentence.words[token.i]
        if word in self.people.known and token.pos_ in ("PROPN", "NOUN"):
            return MentionKind.NAMED, "declared in the document", False
        owned = any(child.dep_ in ("poss", "det") for child in token.children)
        governing = (token.head.lower_, token.head.head.lower_)  # the parser hangs the noun of `due to …` on either
        reason = token.dep_ == "pobj" and not {"due", "because"}.isdisjoint(governing)
        if self.people.is_initials(word) and token.dep_ in ("nsubj", "pobj", "poss") and not (owned or reason):
            return MentionKind.NAMED, "initials", True
        return None

    def _quantified(self, token: Token) -> tuple[MentionKind, str, bool] | None:
        """`one of the engineers`, `two of us`, `some in the team`: the noun behind the preposition decides."""
        if self.sentence.lower[token.i] not in QUANTIFIERS:
            return None
        for prep in token.children:
            if prep.dep_ == "prep" and prep.lower_ in ("of", "in", "from", "on", "at", "than"):
                for noun in prep.children:
                    if noun.dep_ != "pobj":
                        continue
                    inner = self.at(noun.i)
                    if inner.kind is MentionKind.COLLECTIVE:
                        return MentionKind.COLLECTIVE, "some of us", False
                    if inner.kind in TARGETS and prep.lower_ == "than":
                        return inner.kind, inner.reason, False
                    if inner.kind in TARGETS or (inner.kind is MentionKind.UNKNOWN and inner.tentative):
                        return MentionKind.INDEFINITE, "some of a group of people", False
        return None

    def _is_of_us(self, token: Token) -> bool:
        return any(
            child.lower_ == "of" and any(noun.lower_ == "us" for noun in child.children) for child in token.children
        )

    def _noun(self, token: Token) -> tuple[MentionKind, str, bool] | None:
        index, word = token.i, self.sentence.lower[token.i]
        if token.pos_ == "PRON":
            return None
        if token.pos_ not in NOMINAL and token.dep_ not in ("nsubj", "nsubjpass", "pobj", "poss"):
            return None
        if (kind := self.people.declaration(self.sentence.words[max(0, index - 5) : index + 1])) is not None:
            return MentionKind(kind), "declared in the settings", False
        if word in self.vocabulary.words("adversaries") or self.entries.covering(index, "adversaries"):
            return MentionKind.ADVERSARY, "an adversary", False
        if self._heads_entry(index, "vendors") and not self._is_product_part(token):
            return MentionKind.VENDOR, "vendor noun", True
        if self._heads_entry(index, "customers") and word not in SOFTWARE_TOO:
            return MentionKind.CUSTOMER, "customer noun", False
        if word in self.vocabulary.words("ambiguous_heads") and not self._heads_entry(index, "roles"):
            return self._ambiguous(token)
        counted = any(child.dep_ == "nummod" for child in token.children) or _is_crowd(token)
        if counted and (word in ("people", "persons") or self._heads_entry(index, "teams")):
            return MentionKind.UNKNOWN, "a number of people, rather hit than acting", False
        if word in BEGINNERS and token.dep_ == "poss":
            return MentionKind.UNKNOWN, "a figure of speech", False
        if self._heads_entry(index, "roles") and (self._is_whole_role(index) or not self._is_tool(token)):
            return self._man_of_his_kind(token) or (MentionKind.ROLE, "role noun", False)
        if word in TURNS and any(child.lower_ in TURNED for child in token.rights):
            return MentionKind.UNKNOWN, "a turn, not those on duty", False
        if word == "management" and self._is_tool(token):
            return MentionKind.UNKNOWN, "how something is managed", False
        if self._heads_entry(index, "teams"):
            seated = any(c.dep_ == "compound" for c in token.children) and word not in ROOMS
            perhaps = word in PLACES and not seated
            return (MentionKind.UNKNOWN, "perhaps a team", True) if perhaps else (MentionKind.TEAM, "team noun", False)
        if self._is_team_name(token):
            if word == self.sentence.words[index]:
                return MentionKind.UNKNOWN, "perhaps a team", True
            return MentionKind.TEAM, "name of a team", True
        if self.sentence.words[index] in self.vocabulary.names("vendors"):
            return MentionKind.UNKNOWN, "name of a vendor", True
        bare = token.dep_ == "nsubj" and token.tag_ != "VBG" and not any(c.dep_ in MODIFIERS for c in token.children)
        if self._is_system_word(index):
            product = word in self.people.products and self.sentence.words[index][:1].isupper()
            if bare and token.tag_ in ("NN", "NNP") and not product:
                return MentionKind.SYSTEM, "system noun, or a team by that name", True
            return MentionKind.SYSTEM, "system noun", False
        if word in self.vocabulary.words("person_nouns") and not self._is_tool(token):
            return MentionKind.ROLE, "noun for a person", False
        if bare:
            return MentionKind.UNKNOWN, "perhaps a person" if self._looks_like_a_name(token) else "perhaps a team", True
        return None

    def _man_of_his_kind(self, token: Token) -> tuple[MentionKind, str, bool] | None:
        """`an engineer of her rank` is she."""
        for preposition in token.children:
            for noun in preposition.children if preposition.lower_ == "of" else ():
                for pronoun in noun.children:
                    if pronoun.dep_ == "poss" and pronoun.lower_ in THIRD_PERSON:
                        found = self._antecedent(token.i, plural=False)
                        named = found is not None and found.kind is MentionKind.NAMED
                        return (MentionKind.NAMED, f"stands for {found.text!r}", False) if found and named else None
        return None

    def _looks_like_a_name(self, token: Token) -> bool:
        """A capitalised word of no lexicon, without the endings of abstract nouns, or a login that opens the line."""
        written = self.sentence.words[token.i]
        if token.i == 0 and (LOGIN.fullmatch(written) or written.capitalize() in self.people.given):
            return True
        plain = written.isalpha() and written[0].isupper() and written[1:].islower()
        return plain and token.pos_ == "PROPN" and not written.endswith(ABSTRACT_ENDINGS)

    def _heads_entry(self, index: int, lexicon: str) -> bool:
        if self.sentence.lower[index] in self.vocabulary.words(lexicon):
            return True
        entry = self.entries.covering(index, lexicon)
        return entry is not None and (entry.hit.end == index + 1 or entry.hit.start == index)

    def _is_whole_role(self, index: int) -> bool:
        """`shipping agent` is one entry, whatever `shipping` means alone."""
        entry = self.entries.covering(index, "roles")
        return entry is not None and entry.hit.start < index and entry.hit.end == index + 1

    def _is_human_noun(self, index: int) -> bool:
        names = ("roles", "person_nouns", "titles", "ambiguous_heads", "customers")
        return any(self.sentence.lower[index] in self.vocabulary.words(name) for name in names)

    def _is_system_word(self, index: int) -> bool:
        word = self.sentence.lower[index]
        return word == "‹code›" or word in self.vocabulary.words("system_heads") or word in self.people.products

    def _is_tool(self, token: Token) -> bool:
        """`package manager`, `secrets manager`, `load tester`: a role noun behind a system noun names a tool."""
        compounds = [child for child in token.children if child.dep_ == "compound"]
        if token.lower_ in ("manager", "managers"):
            return any(child.lower_ in MANAGED or child.lower_ in self.people.products for child in compounds)
        if token.lower_ not in ("agent", "editor", "assistant", "guard", "helper", "management", "master"):
            return False
        return any(self._is_system_word(child.i) for child in compounds)

    def _is_product_part(self, token: Token) -> bool:
        """`the Terraform provider` is a part of Terraform."""
        return any(c.dep_ == "compound" and c.lower_ in self.people.products for c in token.children)

    def _is_team_name(self, token: Token) -> bool:
        index, word = token.i, self.sentence.lower[token.i]
        written = self.sentence.words[index]
        names = self.vocabulary.names("teams")
        if written not in names and written.capitalize() not in names and written.upper() not in names:
            return False
        if token.pos_ == "PRON":
            return False
        bare = not any(child.dep_ in ("det", "amod", "nummod") for child in token.children)
        return bare and token.dep_ != "compound" and word not in self.people.products

    def _is_hands_on(self) -> bool:
        words = self.vocabulary.words("hands_on")
        return any(token.pos_ == "NOUN" and token.lower_ in words for token in self.sentence.doc)

    def _ambiguous(self, token: Token) -> tuple[MentionKind, str, bool]:
        word = token.lower_
        if word in ("worker", "workers") and any(child.lower_ in WORKPLACES for child in token.children):
            return MentionKind.ROLE, "somebody at work", False
        if any(child.lower_ in AGENT_OF for child in token.children) and word in ("agent", "agents"):
            return MentionKind.SYSTEM, "a program that acts for somebody", False
        if any(child.dep_ == "compound" and self._is_system_word(child.i) for child in token.children):
            return MentionKind.SYSTEM, "ambiguous noun behind a system noun", False
        if self.entries.covering(token.i, "roles"):
            return MentionKind.ROLE, "part of a role", False
        if word in HANDS_ON and self._is_hands_on():
            return MentionKind.ROLE, "someone at a machine", False
        if any(
            child.lower_ == "on" and not ON_WATCH.isdisjoint(c.lower_ for c in child.children)
            for child in token.children
        ):
            return MentionKind.ROLE, "on duty", False
        if any(child.dep_ == "amod" and child.lower_ in HUMAN_ADJECTIVES for child in token.children):
            return MentionKind.ROLE, "an adjective for people", False
        if any(child.dep_ == "relcl" and any(c.lower_ == "who" for c in child.children) for child in token.children):
            kind = MentionKind.CUSTOMER if token.lower_ in self.vocabulary.words("customers") else MentionKind.ROLE
            return kind, "who, not which", False
        customer = token.lower_ in self.vocabulary.words("customers")
        return MentionKind.UNKNOWN, "customer or software" if customer else "human or software", True


def _by_predicate(mention: Mention, *, human: bool, system: bool) -> MentionKind:
    kind = mention.kind
    if kind is MentionKind.UNKNOWN:
        if not human:
            return MentionKind.UNKNOWN
        if "vendor" in mention.reason:
            return MentionKind.VENDOR
        if "customer" in mention.reason:
            return MentionKind.CUSTOMER
        if "person" in mention.reason:
            return MentionKind.NAMED
        return MentionKind.TEAM if "team" in mention.reason else MentionKind.ROLE
    if kind is MentionKind.SYSTEM:
        return MentionKind.TEAM if human else kind
    if kind is MentionKind.NAMED:
        return kind if human or not system else MentionKind.UNKNOWN
    return MentionKind.SYSTEM if system and not human else kind


def _is_crowd(token: Token) -> bool:
    """`many people`, `a lot of people`: more than anybody could mean."""
    many = any(child.lower_ in MANY and child.dep_ in ("amod", "det", "quantmod") for child in token.children)
    return many or (token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ in LOTS)


def _fits(antecedent: Antecedent, *, plural: bool) -> bool:
    kind = antecedent.kind
    if kind is MentionKind.ADVERSARY:
        return True
    if plural:
        return kind in (
            MentionKind.TEAM,
            MentionKind.VENDOR,
            MentionKind.CUSTOMER,
            MentionKind.ROLE,
            MentionKind.NAMED,
        ) or (kind is MentionKind.SYSTEM and antecedent.plural)
    return kind is MentionKind.NAMED or (kind in (MentionKind.ROLE, MentionKind.CUSTOMER) and not antecedent.plural)
