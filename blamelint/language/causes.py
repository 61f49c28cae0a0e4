"""The words in which causes are named."""

from __future__ import annotations

NAMES_OF_CAUSES = frozenset(
    "cause reason explanation culprit problem issue trouble root source trigger origin fault crux heart driver "
    "answer".split()
)
"""Nouns that may head a claim of a cause."""

EFFECT_HEADS = frozenset("what thing".split())
"""Words that name a cause by what it did: `what did it`, `the one thing that brought us down`."""

LINKING = frozenset(
    "be seem appear turn lie stem come remain prove sit rest trace determine identify find consider believe attribute "
    "pinpoint establish conclude confirm deem narrow diagnose discover isolate relate reveal boil suspect think assume "
    "point originate date go arise result cause trigger".split()
)
"""Verbs between a noun of cause and what is said to be the cause."""

FINDING = frozenset(
    "identify determine find establish confirm pinpoint discover diagnose consider believe suspect deem isolate "
    "conclude see recognise recognize mark name list record reveal show know understand report".split()
)
"""Verbs by which something is found `as` or `to be` the cause."""

EQUATING = frozenset((":", "=", "→", "->", "=>"))
"""Signs between a noun of cause and what is said to be the cause; so may be a bracket."""

LABEL_WORDS = frozenset("cause reason trigger culprit".split())
"""Words of a label whose value is a cause."""

CAUSE_PHRASES = (
    ("because", "of"),
    ("due", "to"),
    ("owing", "to"),
    ("thanks", "to"),
    ("on", "account", "of"),
    ("down", "to"),
    ("courtesy", "of"),
    ("attributed", "to"),
    ("attributable", "to"),
    ("traced", "to"),
    ("traced", "back", "to"),
    ("at", "the", "hands", "of"),
)
"""Prepositions, in all their words, whose object is a cause."""

AUTHORING = frozenset(
    "write create build own maintain develop use run manage operate report find identify know see".split()
)
"""What somebody does with a thing without having a part in what it caused."""

CAUSING = frozenset(
    "cause trigger create lead result produce bring prompt provoke induce start spark mean make set end leave give "
    "contribute prolong extend worsen delay".split()
)
"""Verbs whose object tells whether what happened was bad."""
