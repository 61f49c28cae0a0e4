"""The step that people are named after: `reviewers` tells of review, and `engineers` of nothing in particular."""

from __future__ import annotations

from blamelint.language.analysis import Analysis
from blamelint.language.beings import TARGETS
from blamelint.rewrite.asking import is_asked
from blamelint.rewrite.topics import is_time
from blamelint.rewrite.words import gerund, is_verb_form

GENERAL = frozenset(
    "developer manager owner user customer leader supervisor administrator maintainer contractor supplier worker "
    "director member officer engineer controller coordinator helper vendor provider responder porter partner driver's "
    "carrier minister steward register rigger tutor mentor".split()
)
"""Names of those who do many things."""

KNOWN_AS = {"operating": "operation", "reviewing": "review", "inspecting": "inspection", "installing": "installation"}
"""What is usually said for a step."""


def step_of(analysis: Analysis, last: int) -> str | None:
    """`Reviewers need to be more thorough` → `review`: the step that those do who are asked for care."""
    for noun in analysis.sentence.doc[:last]:
        people = analysis.mentions.at(noun.i).kind in TARGETS or noun.tag_ == "NNS"
        if people and is_asked(analysis, noun) and (act := _act_of(noun.lower_)) is not None:
            kind = [c.lower_ for c in noun.children if c.dep_ == "compound" and c.i + 1 == noun.i and not is_time(c)]
            return " ".join((*kind, act))
    return None


def _act_of(word: str) -> str | None:
    """`deployers` → `deploying`, by the verb that the word is made of."""
    name = word.removesuffix("s")
    if name in GENERAL or not name.endswith(("er", "or")):
        return None
    stem = name[:-2]
    undoubled = stem[:-1] if stem[-2:-1] == stem[-1:] else stem
    # `driver` is of `drive`, and not of a verb `driv`.
    base = next((verb for verb in (stem, f"{stem}e", undoubled) if len(verb) > 2 and is_verb_form(verb)), None)
    return None if base is None else KNOWN_AS.get(gerund(base), gerund(base))
