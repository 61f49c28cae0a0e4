"""One cause among several: `the root cause was X` → `one contributing factor was X; others were ‹other factors›`."""

from __future__ import annotations

from collections.abc import Iterator

from blamelint.language.analysis import Analysis
from blamelint.language.beings import TARGETS
from blamelint.language.causes import EFFECT_HEADS, FINDING, NAMES_OF_CAUSES
from blamelint.language.claims import Claim
from blamelint.language.syntax import first_child, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import CannotSay
from blamelint.rewrite.changes import Change, end_of_words
from blamelint.rewrite.nouns import JUDGING
from blamelint.rewrite.words import article

FACTOR = "one contributing factor"
FACTORS = "contributing factors"
OTHERS = "‹other factors›"
OF_WHAT = frozenset("of for behind to".split())

SOLE = frozenset("solely purely exclusively entirely wholly simply just merely only all".split())
"""Adverbs that leave no room for another cause."""

SOLE_REACH = 4
"""Tokens around a finding in which such an adverb may stand."""

LONE = frozenset("single lone sole solitary mere tiny small minor trivial simple little measly".split())
"""Adjectives by which one thing is made to answer for all."""

ALL_OF_IT = frozenset("it this that everything all these those what story thing".split())
SIGNS = frozenset({"→", "->", "=>", "="})
CAUSED = (("due", "to"), ("caused", "by"), ("because", "of"))
SUMMING_UP = (
    ("ultimately",),
    ("in", "the", "end"),
    ("at", "the", "end", "of", "the", "day"),
    ("essentially",),
    ("basically",),
)
"""How a sentence begins that comes to the one thing that counts."""

LEADING = frozenset("to from with at in on by was is of for as".split())


def as_factor(analysis: Analysis, start: int, end: int) -> list[Change]:
    """Recast the claim of one cause that overlaps some tokens; raises `CannotSay`."""
    start = max(start, analysis.first_word)
    if any(map(_is_aside, analysis.sentence.doc[start:end])):
        raise CannotSay  # `having named it the one cause, …`, `after calling it the cause, …`
    # What a sentence claims itself comes before what the label in front of it makes of it.
    for claim in sorted(analysis.claims, key=lambda claim: claim.label):
        if claim.start < end and start < claim.end and not _is_about_cause(analysis, claim):
            if claim.label:
                return _listed(analysis)
            equated = analysis.sentence[claim.noun].head.lemma_ == "be"
            if equated and is_labelled(analysis) and claim.start <= analysis.first_word < claim.filler[0]:
                that = analysis.sentence.word(claim.filler[0]) == "that"
                return [Change(claim.start, claim.filler[0] + that, ()), *_listed(analysis)]
            lone = [c for c in _lone(analysis, claim.start, claim.end) if c.start > claim.noun]
            if (sign := _sign(analysis, claim)) is not None:
                return [Change(claim.start, sign, (FACTORS,)), *_listed(analysis)]
            now = _is_now(analysis.sentence[claim.noun].head)
            named = [*_named(analysis, claim), *_simply(analysis, claim), *_twice(analysis, claim)]
            return [*_summing_up(analysis), *named, *lone, *others(analysis, now=now)]
    now = is_now(analysis)
    for wording in (_what, _adverb, _lone, _led):
        if changes := wording(analysis, start, end):
            alone = all(isinstance(part, str) for part in changes[0].parts) and wording is _led
            changes = [*_summing_up(analysis), *changes]
            return changes if alone and _is_announced(analysis) else [*changes, *others(analysis, now=now)]
    raise CannotSay


def is_labelled(analysis: Analysis) -> bool:
    """Tell whether a label says already that a sentence names a cause."""
    return any(claim.label for claim in analysis.claims)


def _summing_up(analysis: Analysis) -> list[Change]:
    """`Ultimately, the outage came down to X`: one factor among others is not what it comes to."""
    first, words = analysis.first_word, analysis.sentence.lower
    opening = next((o for o in SUMMING_UP if tuple(words[first : first + len(o)]) == o), None)
    if opening is None:
        return []
    end = first + len(opening)
    return [Change(first, end + (analysis.sentence.word(end) == ","), ())]


def _is_aside(token: Token) -> bool:
    """Whether a word stands in a participle that a sentence begins or ends with, and is not what it tells."""
    above = (t for t in token.ancestors if t.tag_ == "VBG" and t.lemma_ not in FINDING)
    return any(t.dep_ == "pcomp" and t.head.lower_ in ("after", "before", "while") for t in above)


def _is_about_cause(analysis: Analysis, claim: Claim) -> bool:
    """`an issue was the cause`: the issue is what fills the slot of the cause."""
    return not claim.label and any(
        t.lemma_ == "cause" and t.pos_ == "NOUN" for t in analysis.sentence.doc[slice(*claim.filler)]
    )


def _sign(analysis: Analysis, claim: Claim) -> int | None:
    """Where the sign stands by which a fragment names its cause: `root cause → a stale lock`."""
    fragment = claim.filler[0] > claim.noun and claim.start <= (1 if analysis.sentence.implied else 0)
    sign = claim.filler[0] - 1
    return sign if fragment and analysis.sentence.word(sign) in SIGNS else None


def _simply(analysis: Analysis, claim: Claim) -> Iterator[Change]:
    """`the root cause is simply that …`: one factor among others is not all there is."""
    words = analysis.sentence.lower
    for i in range(claim.noun, len(words) - 3):
        if words[i] == "," and words[i + 1] in ("plain", "pure") and words[i + 2 : i + 4] == ["and", "simple"]:
            yield Change(i, i + 4 + (words[i + 4 : i + 5] == [","]), ())
    for i in range(claim.noun + 1, claim.filler[0]):
        if analysis.sentence.lower[i] in SOLE - {"all"} and analysis.sentence[i].dep_ == "advmod":
            yield Change(i, i + 1, ())


def _twice(analysis: Analysis, claim: Claim) -> list[Change]:
    """`the root cause was due to X`, `was caused by X`: the cause was X."""
    words, verb = analysis.sentence.lower, analysis.sentence[claim.noun].head
    link = next((i for i in range(verb.i, max(verb.i - 3, claim.noun), -1) if words[i] in ("is", "was")), None)
    if link is None or tuple(words[link + 1 : link + 3]) not in CAUSED:
        return []
    return [Change(link + 1, link + 3, ())]


def _what(analysis: Analysis, start: int, end: int) -> list[Change]:
    """`What caused the delay was X` → `One contributing factor in the delay was X`."""
    words = analysis.sentence.lower
    if words[start] == "what" and words[start + 1 : start + 2] in (["caused"], ["triggered"]):
        return [Change(start, start + 2, (FACTOR, "in"))]
    return []


def _adverb(analysis: Analysis, start: int, end: int) -> list[Change]:
    """`solely because`, `entirely due to` → `partly because`, `partly due to`."""
    words = analysis.sentence.lower
    following = ("because", "due", "down", "caused", "by", "attributable", "attributed", "to")
    near = range(max(0, start - SOLE_REACH), min(end + SOLE_REACH, len(words)))
    # `It all comes down to`: what *all* goes with is no cause.
    found = [i for i in near if words[i] in SOLE and (words[i] != "all" or analysis.sentence.word(i + 1) in following)]
    if found and any(words[i] in following for i in range(found[-1], min(max(end, found[-1] + 2) + 1, len(words)))):
        return [Change(found[0], found[-1] + 1, ("partly",))]
    return []


def _lone(analysis: Analysis, start: int, end: int) -> list[Change]:
    """`a single typo` → `a typo`."""
    changes = []
    for i in range(start, end):
        token = analysis.sentence[i]
        if token.head.lemma_ in NAMES_OF_CAUSES or token.head.lower_ == "thing":
            continue  # `for one reason only`
        if token.lower_ in LONE and token.dep_ == "amod" and token.head.i > i and analysis.sentence.word(i + 1) != "-":
            if analysis.sentence.word(i - 1) in ("a", "an"):
                changes.append(Change(i - 1, i + 1, (article(analysis.sentence.word(i + 1)),)))
            else:
                changes.append(Change(i, i + 1, ()))
        elif token.lower_ == "one" and analysis.sentence.lower.count("one") > 1:
            continue  # `one disk lost one block` counts
        elif token.lower_ == "one" and token.dep_ == "nummod" and analysis.sentence.word(i + 1) not in ("-", ""):
            changes.append(Change(i, i + 1, (article(analysis.sentence.word(i + 1)),)))
    return changes


def _led(analysis: Analysis, start: int, end: int) -> list[Change]:
    """`It all came down to X`, `The delay boils down to X` → `One contributing factor (in the delay) was X`."""
    sentence = analysis.sentence
    if sentence.lower[end - 1] not in LEADING or end >= end_of_words(analysis.sentence):
        return []
    verb = next((t for t in sentence.doc[start:end] if t.pos_ in ("VERB", "AUX") and own_subject(t) is not None), None)
    subject = None if verb is None else own_subject(verb)
    if verb is None or subject is None or subject.i > verb.i or verb.lemma_ in ("lead", "contribute"):
        return []  # `the oversight led to a full disk`: what led there is the cause
    last = end_of_words(sentence)
    if sentence.lower[max(end, last - 2) : last] in (["one", "thing"], ["this"]):
        if _is_announced(analysis):
            return [Change(subject.left_edge.i, last, (FACTOR, *_in(analysis, subject), f"among {OTHERS}"))]
        raise CannotSay
    led = Change(subject.left_edge.i, end, (FACTOR, *_in(analysis, subject), "is" if _is_now(verb) else "was"))
    return [led, *_lone(analysis, end, _end_of_phrase(analysis, end))]


def _end_of_phrase(analysis: Analysis, start: int) -> int:
    """Up to the noun of a phrase that begins at a token, if it names a thing that happened."""
    nouns = (t for t in analysis.sentence.doc[start:] if t.pos_ in ("NOUN", "PROPN") and t.dep_ != "compound")
    noun = next(nouns, None)
    if noun is None or noun.left_edge.i != start or analysis.mentions.at(noun.i).kind in TARGETS:
        return start
    return start if analysis.entries.within(noun.i, noun.i + 1, JUDGING) else noun.i


def _is_announced(analysis: Analysis) -> bool:
    """`it comes down to one thing: …`: what it is stands behind a colon."""
    sentence = analysis.sentence
    return sentence.words[-1] == ":" or sentence.piece.block.text[sentence.piece.end :].lstrip().startswith(":")


def _in(analysis: Analysis, subject: Token) -> tuple[str | tuple[int, int], ...]:
    if subject.lower_ in ALL_OF_IT:
        return ()
    return "in", (subject.left_edge.i, subject.right_edge.i + 1)


def is_now(analysis: Analysis) -> bool:
    """Tell whether a sentence speaks in the present."""
    return any(t.dep_ == "ROOT" and _is_now(t) for t in analysis.sentence.doc)


def _is_now(verb: Token) -> bool:
    return verb.tag_ in ("VBZ", "VBP") and not any(
        c.tag_ == "VBD" and c.dep_ in ("aux", "auxpass") for c in verb.children
    )


def _named(analysis: Analysis, claim: Claim) -> list[Change]:
    noun = analysis.sentence[claim.noun]
    if noun.lower_ in EFFECT_HEADS:
        return _among_things(analysis, noun)
    start = noun.left_edge.i
    if any(c.lower_ in ("a", "an") for c in noun.children) and noun.lemma_.lower() in ("issue", "problem", "fault"):
        raise CannotSay  # `we suspect an issue with the disk` says more than that there is one
    denied = any(c.dep_ == "neg" for c in (*noun.children, *noun.head.children))
    if noun.i - noun.left_edge.i > 6 or (denied and "but" not in analysis.sentence.lower[noun.i :]):
        raise CannotSay
    plural = noun.tag_ in ("NNS", "NNPS")
    clause = any(c.dep_ in ("relcl", "acl") and c.left_edge.i == noun.i + 1 for c in noun.rights)
    guess = "likely " if any(map(_guesses, analysis.sentence.doc[noun.left_edge.i : noun.i])) else ""
    factor = "one reason" if clause else FACTOR.replace("contributing", f"{guess}contributing")
    verb = noun.head
    if (there := first_child(verb, "expl")) is not None and not clause:
        start = there.i  # `there is one reason for it: …`
        factor = factor if start <= 1 else f"{factor} is"
    bare = (
        noun.dep_ in ("nsubj", "nsubjpass")
        and verb.dep_ == "ccomp"
        and verb.head.i < start
        and first_child(verb, "mark") is None
    )
    that = ("that",) if bare and analysis.sentence[start - 1].pos_ in ("VERB", "ADV") else ()
    changes = [Change(start, noun.i + 1, (*that, FACTORS if plural else factor))]
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in OF_WHAT and child.i == noun.i + 1:
            if any(analysis.mentions.at(inner.i).kind in TARGETS for inner in child.children):
                raise CannotSay  # `the fault of the release manager`
            changes.append(Change(child.i, child.i + 1, ("in",)))
    return changes


def _guesses(token: Token) -> bool:
    """`the most likely cause`: how sure it is stays."""
    return token.lower_ in ("likely", "probable", "suspected", "presumed")


def _among_things(analysis: Analysis, head: Token) -> list[Change]:
    """`X is what brought it down`, `the one thing that did it was X` → `one of the things that …`."""
    that = head.i + 1 if analysis.sentence.word(head.i + 1) in ("that", "which") else head.i
    return [Change(head.left_edge.i if head.lower_ != "what" else head.i, that + 1, ("one of the things that",))]


def _listed(analysis: Analysis) -> list[Change]:
    """The value of a label is a list that has only begun."""
    end = end_of_words(analysis.sentence)
    return [Change(end, end, (f"; {OTHERS}",))]


def others(analysis: Analysis, *, now: bool = False) -> list[Change]:
    """Ask for the others at the end of the sentence."""
    end = end_of_words(analysis.sentence)
    return [Change(end, end, (f"; other factors {'are' if now else 'were'} {OTHERS}",))]
