"""Headings that are nothing but a verdict: `A mistake` → `A problem`, `Ana's blunder` → `What went wrong`."""

from __future__ import annotations

from blamelint.document import Role
from blamelint.language.analysis import Analysis
from blamelint.language.syntax import first_child, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import CannotSay
from blamelint.rewrite.authors import is_personal
from blamelint.rewrite.changes import Change, end_of_words
from blamelint.rewrite.judging import heads_phrase
from blamelint.rewrite.nouns import JUDGING
from blamelint.rewrite.verbs import OF_ONES_OWN
from blamelint.rewrite.words import article

TROUBLE = "what went wrong"
"""What stands where a heading gives no more than a verdict on somebody."""

COUNTED = {"NN": ("problem", "issue"), "NNS": ("problems", "issues")}
"""What a verdict that can be counted was, by the number of its noun, and to go with *a* and with *an*."""

MISDONE = ("misact", "screw_up")
"""Lexicons of verbs that say that something was done badly, and not what."""


MAKING = frozenset({"make", "commit"})
"""Verbs of which a verdict is the object: `mistakes were made`."""

REACH = 3
"""Tokens from such a verb to the end of its heading: what else it tells would be lost."""


def titled(analysis: Analysis) -> list[Change]:
    """Give a heading without the verdict in it; raises `CannotSay`."""
    sentence = analysis.sentence
    if analysis.role is not Role.HEADING:
        raise CannotSay
    if (clause := _misdone(analysis)) is not None:
        return clause
    noun = next((t for t in sentence.doc if _is_verdict(analysis, t)), None)
    verbs = [t for t in sentence.doc if t.pos_ == "VERB" and t.tag_ != "VBG"]
    if noun is None or any(verb.lemma_ not in MAKING for verb in verbs):
        raise CannotSay
    if _is_counted(analysis, noun) and not verbs:
        plain = COUNTED[noun.tag_][article(noun.text) == "an"]
        return [Change(noun.i, noun.i + 1, (plain,))]
    end = end_of_words(sentence) if verbs else _end(analysis, noun)
    return [Change(analysis.first_word, end, (TROUBLE,))]


def _misdone(analysis: Analysis) -> list[Change] | None:
    """`The call that Dan fumbled` → `The call`, `What Dan got wrong` → `What went wrong`."""
    for verb in analysis.sentence.doc:
        subject = own_subject(verb)
        judged = analysis.entries.starting_at(verb.i, MISDONE)
        start, end = verb.left_edge.i, end_of_words(analysis.sentence)
        if subject is None or not judged or not is_personal(analysis, subject) or verb.i + REACH < end:
            continue
        if analysis.sentence.lower[start] == "what":
            return [Change(start, end, (TROUBLE,))]
        if verb.dep_ == "relcl" and start > verb.head.i:
            return [Change(start, end, ())]
    return None


def _is_verdict(analysis: Analysis, token: Token) -> bool:
    own = token.lemma_.lower() in OF_ONES_OWN and first_child(token, "poss") is not None
    known = own or bool(analysis.entries.within(token.left_edge.i, token.i + 1, JUDGING))
    return heads_phrase(token) and known and not is_personal(analysis, token)


def _is_counted(analysis: Analysis, noun: Token) -> bool:
    """`a costly mistake`, `two mistakes`, and nobody's; `human error` has no number."""
    human = any(is_personal(analysis, t) or t.lower_ in ("human", "manual") for t in noun.subtree)
    counted = noun.tag_ == "NNS" or any(c.dep_ in ("det", "nummod") for c in noun.lefts)
    return counted and not human and noun.tag_ in COUNTED


def _end(analysis: Analysis, noun: Token) -> int:
    """After a verdict, before what tells where or when it was."""
    told = (c for c in noun.rights if c.dep_ == "prep" and c.lower_ not in ("of", "by", "on"))
    things = (c.i for c in told if not any(is_personal(analysis, t) for t in c.subtree))
    return min([end_of_words(analysis.sentence), *things])
