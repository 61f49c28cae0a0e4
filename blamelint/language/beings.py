"""The kinds of being that a mention may stand for, and the words that tell them without a look at their sentence."""

from __future__ import annotations

import re
from enum import StrEnum


class MentionKind(StrEnum):
    """Who or what a mention stands for."""

    NAMED = "named"
    """A person by name, handle, address, initials, or a pronoun for one."""
    ROLE = "role"
    """A person by what they do."""
    PRONOUN = "pronoun"
    """He, she or they, of whom the text gives no name."""
    SELF = "self"
    """I."""
    COLLECTIVE = "collective"
    """We: the authors as an organisation."""
    INDEFINITE = "indefinite"
    """Someone, nobody, one of the engineers."""
    TEAM = "team"
    """A team or department as an agent."""
    VENDOR = "vendor"
    """A supplier or partner as an agent."""
    CUSTOMER = "customer"
    """Users and customers as agents."""
    IMPLIED = "implied"
    """The unwritten subject of a fragment."""
    ADVERSARY = "adversary"
    """An attacker: not a colleague, never at fault in the sense of these rules."""
    SYSTEM = "system"
    """Software, hardware, artefacts, processes, events."""
    UNKNOWN = "unknown"
    """None of these for sure."""


ACTORS = frozenset(
    {
        MentionKind.ROLE,
        MentionKind.PRONOUN,
        MentionKind.SELF,
        MentionKind.INDEFINITE,
        MentionKind.TEAM,
        MentionKind.VENDOR,
        MentionKind.CUSTOMER,
    }
)
"""Kinds whose fault carries the label `actor`."""

TARGETS = ACTORS | {MentionKind.NAMED}
"""Kinds that a sentence can hold at fault."""

KIND_GROUPS: dict[str, frozenset[MentionKind]] = {
    "target": TARGETS,
    "actor": ACTORS,
    "human": TARGETS | {MentionKind.COLLECTIVE},
    "someone": TARGETS | {MentionKind.COLLECTIVE, MentionKind.IMPLIED},
    **{kind.value: frozenset({kind}) for kind in MentionKind},
}
"""Names that rules may use for kinds of mention."""

THIRD_PERSON = frozenset("he she him his her hers himself herself".split())
THEY = frozenset("they them their theirs themselves themself".split())
SELF_WORDS = frozenset("i me my mine myself".split())
WE_WORDS = frozenset("we us our ours ourselves".split())
INDEFINITE_PRONOUNS = frozenset(
    "someone somebody anyone anybody everyone everybody whoever nobody noone folks others whomever".split()
)
POINTERS = frozenset("it that this".split())
"""What a cleft sentence begins with: `it was Ana who …`."""

SOMEONE_WHO = frozenset("one person people guy man woman individual those".split())
"""Nouns with a relative clause that stand for whoever they are equated with: `the one who … was Ana`."""

QUANTIFIERS = frozenset("one none some any many most several both two three each all neither few another".split())
HUMAN_ADJECTIVES = frozenset(
    "tired sleepy exhausted junior senior experienced inexperienced careless careful overworked stressed distracted "
    "hasty negligent new nervous lone busy absent untrained trained competent incompetent reckless lazy sloppy drunk "
    "sick off-duty on-duty outsourced offshore external contract temporary human fellow young old angry eager keen "
    "curious diligent".split()
)
ABSTRACT_ENDINGS = (
    "ing",
    "ment",
    "tion",
    "sion",
    "ity",
    "ics",
    "ops",
    "ance",
    "ence",
    "ness",
    "ship",
    "ware",
    "es",
    "ss",
)
HANDS_ON = frozenset(
    "driver drivers operator operators dispatcher dispatchers conductor conductors guard guards".split()
)
"""Ambiguous nouns that are people where machines are worked by hand."""

ON_WATCH = frozenset("duty call shift watch".split())
"""What people are on, and software is not."""

WORKPLACES = frozenset(
    "track rail railway factory construction care health healthcare social warehouse agency office field maintenance "
    "night shift farm council postal site production assembly plant key hospital dock mine kitchen cleaning utility "
    "line temporary skilled".split()
)
"""Where or when workers are people."""

LOGIN = re.compile(r"[a-z]{4,}\d{1,3}|0x[a-z]{3,}")
"""Shape of a login, as of a host: only what people do decides."""

HUMAN_LEXICONS = ("human_only", "silence")
"""Predicates that only people have."""

DEEDS = ("nominal_fault", "mistake", "negligence")
"""Nouns of what only people have on their conscience."""
