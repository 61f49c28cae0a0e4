"""Who is a person: names, handles, addresses and initials, found without a parser.

Evidence in layers: what the settings say, what the document itself says (authors, attendees, full names, titles,
declared initials), and lists of given names. A name once introduced in full is known later by any of its parts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial

from blamelint.document import Block, Document, Known, Part, Role, SectionKind
from blamelint.memory import Memory
from blamelint.packs import Lexicon

CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠȘŢŤȚŪŮŰŲŴŶŸŹŻŽ]"
LETTER = r"[^\W\d_]"
HANDLE = re.compile(r"(?<![\w/.`])@[A-Za-z][\w-]*(?:\.[\w-]*\w)*(?!/)\b|<@[UW]\w+>")
EMAIL = re.compile(r"\b[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+\b")
DOTTED_INITIALS = re.compile(rf"\b(?:{CAPITAL}\.\s?){{1,2}}{CAPITAL}\.(?!\w)")
INITIAL_SURNAME = re.compile(
    rf"(?<![a-z] (?=I\.))\b(?:{CAPITAL}\.\s?){{1,2}}{CAPITAL}{LETTER}+(?:-{CAPITAL}{LETTER}+)?\b"
)
"""`I. Petrov`; but in `so did I. Postgres …` a sentence ends."""

DOTTED_LOGIN = re.compile(r"\b([a-z]{2,})[._]([a-z]{1,}\w*)\b(?![./(])")
INITIAL_LOGIN = re.compile(r"(?<![\w./-])[a-z][._]([a-z]{3,})\b(?![./(_-]\w)")
WORD = re.compile(rf"{LETTER}(?:{LETTER}|['’](?!s\b))*(?:-{LETTER}+)*")
LETTERS = re.compile(rf"{LETTER}+")
PARTICLES = frozenset("van von de der den da di del della la le bin ibn al el ter ten dos das".split())
DECLARED = re.compile(
    rf"(\b{CAPITAL}{LETTER}{{1,40}}(?:[ -]{CAPITAL}{LETTER}{{1,40}}){{1,5}})\s*\(\s*({CAPITAL}{{2,3}})\s*\)"
)
PERSON_LABEL = re.compile(
    r"(?:authors?|written by|owners?|incident (?:commander|manager|lead)|commander|ic|scribe|attendees?|"
    r"participants?|responders?|reviewers?|reviewed by|facilitators?|on-?call|present|"
    r"contributors?|reporter|assignee|comms(?: lead)?)",
    re.IGNORECASE,
)
PERSON_COLUMN = re.compile(
    r"(?:who|whom|actor|by|person|name|owners?|assignee|responsible|author|responder|engineer|attendees?|participants?)",
    re.IGNORECASE,
)
OWNER_COLUMN = re.compile(
    r".*\b(?:owners?|assignees?|responsible|lead|reviewers?|approvers?|contacts?|reporter|author|dri|due)\b.*",
    re.IGNORECASE,
)
ACTOR_COLUMN = re.compile(r"(?:who|actor|by|by whom|person|name|responder|engineer|operator|staff)", re.IGNORECASE)
NO_SURNAMES = frozenset(
    "I The This That On At In By And Or But Then When While After Before If It We They He She A An To For".split()
)
MONTHS = frozenset("January February March April May June July August September October November December".split())
MONTH_LEADS = frozenset(
    "in on since until till by of last next this every early late mid from to before after during for and".split()
)
REACH = 40
"""Characters around a word that tell whether it is a name."""

SHORTEST_NAME = 3
"""Letters below which a word behind a role is not taken for a name."""

Introduced = tuple[str, tuple[str, ...]]
"""A name, and the initials that are declared for it."""

GROUP_HANDLES = frozenset({"@channel", "@here", "@everyone", "@all", "@team"})
ROLE_MAILBOXES = frozenset(
    "support info help helpdesk noreply no-reply ops oncall on-call team security admin root postmaster abuse sales "
    "billing alerts alerting security-alerts webmaster sre devops hostmaster contact office incidents".split()
)


ACTORS = ("roles", "teams", "vendors", "customers", "indefinites", "ambiguous_heads")
"""Lexicons of those who may act, and have no name."""


@lru_cache(maxsize=16)
def _lowered(words: frozenset[str] | tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)


@lru_cache(maxsize=8)
def _last_words(entries: tuple[str, ...]) -> frozenset[str]:
    return frozenset(entry.split()[-1] for entry in entries if entry.islower())


@lru_cache(maxsize=8)
def _parts(names: frozenset[str]) -> frozenset[str]:
    return frozenset(part for name in names for part in name.split())


@lru_cache(maxsize=8)
def _common(*lists: frozenset[str] | tuple[str, ...]) -> frozenset[str]:
    """Words that are no names; those of mere lists are in lower case already."""
    return frozenset(word for words in lists for entry in words for word in entry.lower().split())


@dataclass
class People:
    """The persons that a document's reader would recognise."""

    lexicons: Mapping[str, Lexicon]
    """Names, titles, products, acronyms."""

    known: set[str] = field(default_factory=set)
    """Names, parts of names, handles and initials which this document or the settings declare, as written."""

    nicknames: set[str] = field(default_factory=set)
    """Given names of people whom the document introduces, as chats write them: in lower case."""

    declared: Mapping[str, str] = field(default_factory=dict)
    """Names that the settings declare to be those of a `system`, a `team` or a `vendor`."""

    memory: Memory = field(default_factory=Memory, compare=False, repr=False)
    """Where names were found before."""

    def __post_init__(self) -> None:
        words = {name: lexicon.words for name, lexicon in self.lexicons.items()}
        self.given = words.get("given_names", frozenset())
        self.surnames = words.get("surnames", frozenset())
        self.ambiguous = words.get("ambiguous_names", frozenset())
        self.acronyms = words.get("acronyms", frozenset())
        self.products = _lowered(words.get("products", frozenset()))
        self.titles = _lowered(self._entries("titles"))
        self._size: tuple[int, int] | None = None
        self._state: Hashable = None
        self._not_people = {part for name in self.declared for part in name.split()}
        self.role_heads = _last_words(self._entries("roles"))
        self.vendors = _parts(self._names_of("vendors"))
        self.common = _common(
            words.get("system_heads", frozenset()), words.get("person_nouns", frozenset()), *map(self._entries, ACTORS)
        )

    def _entries(self, name: str) -> tuple[str, ...]:
        lexicon = self.lexicons.get(name)
        return lexicon.entries if lexicon else ()

    def _names_of(self, name: str) -> frozenset[str]:
        lexicon = self.lexicons.get(name)
        return lexicon.names if lexicon else frozenset()

    @property
    def state(self) -> Hashable:
        """All that is known by now, as a key: equal states find the same names."""
        size = len(self.known), len(self.nicknames)
        if size != self._size:  # names are only ever added
            state = frozenset(self.known), frozenset(self.nicknames)
            self._size, self._state = size, self.memory.recall(("names", state), lambda: state)
        return self._state

    def among(self, text: str) -> Hashable:
        """All that is known by now and can matter to a text, as a key: whatever else is learned changes nothing there.

        It is generous: a name counts wherever its letters stand, and where logins and chats write it small.
        """
        words = frozenset(LETTERS.findall(text.lower()))
        known = frozenset([name for name in self.known if name in text or name.lower() in words])
        return known, frozenset([name for name in self.nicknames if name in words or not name.isalpha()])

    def known_to(self, words: Known, text: Callable[[], str]) -> Hashable:
        """Give the same for words that remember it."""
        return words.latest("known", self.state, lambda: self.among(text()))

    @property
    def composed(self) -> tuple[str, ...]:
        """Known names that are not of letters alone, without a repetition of what is asked for again and again."""
        return self.memory.recall(("composed", self.state), lambda: tuple(n for n in self.known if not n.isalpha()))

    def known_in(self, text: str, *, title_case: bool = False) -> Hashable:
        """All of it that can matter to the reading of a text, as a key."""

        def restricted() -> Hashable:
            return tuple(self.spans(text, title_case=title_case)), frozenset(n for n in self.known if n in text)

        return self.memory.recall(("known in", text, title_case, self.state), restricted)

    def spans(self, text: str, *, title_case: bool = False) -> list[tuple[int, int]]:
        """Find every personal name, handle, address or pair of initials in a prose; sorted, disjoint ranges."""
        key = ("spans", text, title_case, self.state)
        return self.memory.recall(key, lambda: self._find(text, title_case=title_case))

    def _find(self, text: str, *, title_case: bool) -> list[tuple[int, int]]:
        found = [*self._names(text, title_case=title_case)]
        if "@" in text:
            found += [match.span() for match in HANDLE.finditer(text) if self._is_personal_handle(match[0])]
            found += [match.span() for match in EMAIL.finditer(text) if is_personal_address(match[0])]
        if "." in text:
            found += [match.span() for match in DOTTED_INITIALS.finditer(text)]
            found += [match.span() for match in INITIAL_SURNAME.finditer(text)]
        if "." in text or "_" in text:
            found += [match.span() for match in DOTTED_LOGIN.finditer(text) if self._is_login(match[1])]
            found += [match.span() for match in INITIAL_LOGIN.finditer(text) if match[1].capitalize() in self.surnames]
        return _disjoint(found)

    def _is_login(self, first: str) -> bool:
        return first.capitalize() in self.given or first.capitalize() in self.known

    def _is_personal_handle(self, handle: str) -> bool:
        if handle in GROUP_HANDLES:
            return False
        parts = re.split(r"[-_.]", handle.lower().strip("@"))
        return handle in self.known or not any(part in self.common and part not in self.given for part in parts)

    def _names(self, text: str, *, title_case: bool) -> Iterator[tuple[int, int]]:
        words = list(WORD.finditer(text))
        index = 0
        while index < len(words):
            likely = self._may_open(words[index][0])
            count = self._name_length(text, words, index, title_case=title_case) if likely else 0
            if count:
                yield words[index].start(), words[index + count - 1].end()
            index += max(count, 1)

    def _may_open(self, word: str) -> bool:
        """Tell whether it is worth a closer look: most words are small, and no name."""
        return not word.islower() or word in self.nicknames or word in self.known or word in self.titles

    def _name_length(self, text: str, words: list[re.Match[str]], index: int, *, title_case: bool) -> int:
        first = words[index][0]
        if first.lower() in self.titles and index + 1 < len(words) and words[index + 1][0][0].isupper():
            gap = text[words[index].end() : words[index + 1].start()]
            if gap in (" ", ". "):
                initials = _initials_behind(text, words, index)
                tail = self._tail(text, words, index + initials, title_case=title_case, first_free=True)
                return 1 + initials + tail
        if not self._opens_name(text, words, index):
            return 0
        return 1 + self._tail(text, words, index, title_case=title_case)

    def _opens_name(self, text: str, words: list[re.Match[str]], index: int) -> bool:
        word = words[index][0]
        if word in self._not_people:
            return False
        if word in self.nicknames:
            return not self._is_compound(text, words, index)
        if word in self.known:
            return word[0].isupper() or "." in word or len(word) > 2
        if not word[0].isupper():
            return False
        base = word.split("-")[0]
        if not self.given.isdisjoint((word, folded(word), base)):
            return word.lower() not in self.products and not self._is_compound(text, words, index)
        if self._stands_behind_a_role(text, words, index):
            return True
        if word in self.ambiguous:
            if word.lower() in self.products:
                return self._is_followed_by_surname(text, words, index)
            return self._is_followed_by_surname(text, words, index) or self._stands_inside(text, words, index)
        return False

    def _stands_behind_a_role(self, text: str, words: list[re.Match[str]], index: int) -> bool:
        """`store manager Qadira`: a capitalised word of no list, right behind the noun for a person."""
        word = words[index][0]
        if not index or not word[1:].islower() or len(word) < SHORTEST_NAME or word.lower() in self.common:
            return False
        before = words[index - 1]
        known = word.lower() in self.products or word in self.vendors or word in NO_SURNAMES or word in MONTHS
        return not known and before[0] in self.role_heads and text[before.end() : words[index].start()] == " "

    def _is_compound(self, text: str, words: list[re.Match[str]], index: int) -> bool:
        """A name glued into an identifier (`Sam-prod-1`, `Maria's` excepted, `Mariadb`) is not a person."""
        end = words[index].end()
        return text[end : end + 1] in ("_", "/", "=") or text[max(0, words[index].start() - 1)] in "/_#"

    def _is_followed_by_surname(self, text: str, words: list[re.Match[str]], index: int) -> bool:
        if index + 1 >= len(words) or text[words[index].end() : words[index + 1].start()] != " ":
            return False
        following = words[index + 1][0]
        return following in self.surnames or following in self.known

    def _stands_inside(self, text: str, words: list[re.Match[str]], index: int) -> bool:
        """Inside a sentence, before a lower-case word, a capital marks a name."""
        start, end = words[index].span()
        before = text[max(start - REACH, 0) : start].rstrip()
        if words[index][0] in MONTHS and (
            not before or before.split()[-1].lower() in MONTH_LEADS or before[-1].isdigit()
        ):
            return False
        following = text[end : end + REACH].lstrip(" '’s")
        return bool(before) and before[-1] not in '.!?:-–—|"“(*' and following[:1].islower()

    def _tail(
        self, text: str, words: list[re.Match[str]], index: int, *, title_case: bool, first_free: bool = False
    ) -> int:
        count = 0
        while index + count + 1 < len(words) and count < 4:
            before, word = words[index + count], words[index + count + 1]
            if text[before.end() : word.start()] not in (" ", ". " if first_free and count == 0 else " "):
                break
            if not (word[0] in PARTICLES or self._continues_name(word[0], title_case, first_free and count == 0)):
                break
            count += 1
        while count and words[index + count][0] in PARTICLES:
            count -= 1
        return count

    def _continues_name(self, word: str, title_case: bool, free: bool) -> bool:
        if not word[0].isupper() or word in self._not_people or (word.isupper() and len(word) > 1):
            return False
        if free or word in self.known or word in self.surnames or word in self.given:
            return True
        return not title_case and word.lower() not in self.products and word not in NO_SURNAMES

    def declaration(self, words: Sequence[str]) -> str | None:
        """Tell for what the settings declare the name that some words end with."""
        for name, kind in self.declared.items():
            parts = name.split()
            if list(words[-len(parts) :]) == parts:
                return kind
        return None

    def is_initials(self, word: str) -> bool:
        """Tell whether two or three capitals may be somebody's initials: declared, or no acronym of the trade."""
        return word in self.known or (
            2 <= len(word) <= 3 and word.isalpha() and word.isupper() and word not in self.acronyms
        )

    def learn(self, name: str) -> None:
        """Remember a name and what it may be shortened to."""
        name = name.strip()
        if not name:
            return
        for part in re.split(r"[\s@._-]+", name):
            if len(part) > 2 and part.capitalize() in self.given and part.lower() not in self.common:
                self.nicknames.add(part.lower())
        self.known.add(name)
        if name[0] == "@" or "@" in name:
            self._learn_login(name)
            return
        parts = [part for part in re.split(r"[\s]+", name) if part.lower().strip(".") not in self.titles]
        for part in parts:
            if len(part.strip(".")) > 1 and part[0].isupper() and part.lower() not in self.common:
                self.known.add(part)
                self.known.update(half for half in part.split("-")[:1] if len(half) > 2)
        if len(parts) > 1:
            self.known.add("".join(part[0] for part in parts))

    def meet(self, name: str, text: str) -> None:
        """Remember somebody who may not be in this document at all.

        Whoever is named in full is learned like anybody else. Of the others only an unmistakable given name is
        kept: among hundreds of colleagues there is a Will Long, a Mark Field and, by their initials, a DB.
        """
        first = name.split(maxsplit=1)[0]
        if name in text:
            self.learn(name)
        elif " " in name and len(first) > 2 and first[0].isupper() and self._is_plain(first):
            self.known.add(first)

    def _is_plain(self, word: str) -> bool:
        return word not in self.ambiguous and word.lower() not in self.products | self.common

    def _learn_login(self, login: str) -> None:
        base = login.strip("@").split("@")[0]
        for part in re.split(r"[._-]", base):
            if part.capitalize() in self.given:
                self.known.add(part.capitalize())


def folded(word: str) -> str:
    """Take the marks off letters: Ayşe as Ayse."""
    plain = unicodedata.normalize("NFKD", word)
    return "".join(char for char in plain if not unicodedata.combining(char)).translate(UNMARKED)


UNMARKED = str.maketrans("ıłøđŁØĐ", "ilodLOD")


def is_personal_address(address: str) -> bool:
    """Tell an address of a person from a role mailbox."""
    local = address.split("@", maxsplit=1)[0].lower()
    return local not in ROLE_MAILBOXES and not any(part in ROLE_MAILBOXES for part in re.split(r"[._+-]", local))


def _initials_behind(text: str, words: Sequence[re.Match[str]], title: int) -> int:
    """Count the initials between a title and a surname: `Mr D. Hargreaves`."""
    count = 0
    while title + count + 2 < len(words):
        letter, following = words[title + count + 1], words[title + count + 2]
        if (
            len(letter[0]) > 1
            or text[letter.end() : following.start()] not in (".", ". ")
            or not following[0][0].isupper()
        ):
            break
        count += 1
    return count


def _disjoint(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    result: list[tuple[int, int]] = []
    for start, end in sorted(ranges, key=lambda pair: (pair[0], -pair[1])):
        if not result or start >= result[-1][1]:
            result.append((start, end))
    return result


def people_of(
    document: Document,
    lexicons: Mapping[str, Lexicon],
    *,
    people: Sequence[str] = (),
    declared: Mapping[str, str] | None = None,
    colleagues: Sequence[str] = (),
) -> People:
    """Collect the persons whom a document introduces, and those whom the settings name or the repository knows."""
    # Rules about sentences and rules about the whole document ask for the same people.
    key = ("people", document.source.text, tuple(people), tuple((declared or {}).items()), tuple(colleagues))
    return document.memory.recall(
        key,
        lambda: _introduced(
            document, People(lexicons, declared=declared or {}, memory=document.memory), people, colleagues
        ),
    )


def _introduced(document: Document, known: People, people: Iterable[str], colleagues: Iterable[str]) -> People:
    for name in people:
        known.learn(name)
    text = "\n".join(block.text for block in document.blocks) if colleagues else ""
    for name in colleagues:
        known.meet(name, text)
    for name in _front_matter_names(document):
        known.learn(name)
    for part in document.parts:
        # All that decides on whom a part introduces, apart from its words.
        state = known.known_to(part.words, partial(text_of, part)), document.kinds_of(part)
        met = part.words.last("introduced", state)
        if met is None:
            met = [pair for block in part.blocks for pair in _introduced_in(document, block, known)]
            part.words.keep("introduced", state, met)
        else:
            _get_to_know(met, known)
    return known


def text_of(part: Part) -> str:
    """Put the words of a part together."""
    return "\n".join([block.text for block in part.blocks])


def _introduced_in(document: Document, block: Block, known: People) -> list[Introduced]:
    """Get to know whom a block introduces."""
    state = known.state, block.role, block.cell and block.cell.header, document.section_of(block).kind
    met = block.prose.latest("introduced", state, partial(_met, document, block, known))
    _get_to_know(met, known)
    return met


def _get_to_know(met: Iterable[Introduced], known: People) -> None:
    for name, initials in met:
        known.learn(name)
        known.known.update(initials)


def _met(document: Document, block: Block, known: People) -> list[Introduced]:
    """List the names that a block introduces, with the initials declared for them."""
    found = DECLARED.finditer(block.text) if "(" in block.text else ()
    declared = [(match[1], match[2]) for match in found]
    for name, initials in declared:
        known.learn(name)
        known.known.add(initials)
    listed = _lists_people(document, block)
    spans = known.spans(block.text, title_case=block.role is Role.HEADING)
    names = [name for name in (block.text[start:end] for start, end in spans) if listed or _is_whole(name, known)]
    return [(name, (initials,)) for name, initials in declared] + [(name, ()) for name in names]


def _is_whole(name: str, known: People) -> bool:
    """Whether a name says more than what friends say: it has several parts, a title or an address."""
    return " " in name or "@" in name or name.lower().split()[0].strip(".") in known.titles


def _lists_people(document: Document, block: Block) -> bool:
    if block.cell and block.cell.row > 0 and PERSON_COLUMN.fullmatch(block.cell.header.strip()):
        return True
    label = re.match(r"([^:]{2,30}):", block.text)
    if label and PERSON_LABEL.fullmatch(label[1].strip()):
        return True
    return document.section_of(block).kind is SectionKind.PARTICIPANTS and block.role is not Role.HEADING


def _front_matter_names(document: Document) -> Iterator[str]:
    data = document.front_matter.data if document.front_matter else {}
    for key, value in data.items():
        if PERSON_LABEL.fullmatch(str(key).replace("_", " ")):
            for entry in value if isinstance(value, list) else [value]:
                name = entry.get("name", "") if isinstance(entry, dict) else entry
                if isinstance(name, str):
                    yield from (part.strip() for part in re.split(r"[,;&]", name))
