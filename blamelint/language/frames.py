"""Frames without a verb: `Bob's misconfiguration of`, `the failure of the DBA to`, `because of Bob`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from blamelint.language.agents import Form
from blamelint.language.assertion import Mood
from blamelint.language.beings import TARGETS
from blamelint.language.causes import AUTHORING, CAUSE_PHRASES
from blamelint.language.clauses import Clause, ClauseReader
from blamelint.language.mentions import Mention
from blamelint.language.pipeline import Sentence
from blamelint.language.syntax import first_child, governing_predicate
from blamelint.language.tree import Token

CAUSE_PHRASES_BY_WORD = {
    first: tuple(phrase for phrase in CAUSE_PHRASES if phrase[0] == first) for first, *_ in CAUSE_PHRASES
}


def further_frames(sentence: Sentence, clauses: ClauseReader) -> Iterator[Clause]:
    """Yield nominal frames and filled cause slots, in reading order."""
    for token in sentence.doc:
        if token.pos_ in ("NOUN", "PROPN") and token.i not in sentence.people:
            holder = clauses.agents.holder(token.i)
            if holder and holder.kind in TARGETS and holder.token != token.i:
                yield _nominal(token, holder, clauses)
                yield from _clefted(token, holder, clauses)
        if (slot := _cause_slot(token, sentence, clauses)) is not None:
            yield slot


def _nominal(noun: Token, holder: Mention, clauses: ClauseReader) -> Clause:
    verb = governing_predicate(noun)
    return Clause(
        head=noun.i,
        form=Form.NOMINAL,
        agent=holder,
        patient=None,
        acts=(noun.i,),
        negated=clauses.assertion.is_asserted(noun.i) == holder.negative,
        mood=Mood.FACT if verb is None else clauses.assertion.mood(verb),
        outcome=clauses.outcomes.of_noun(noun),
    )


def _clefted(noun: Token, holder: Mention, clauses: ClauseReader) -> Iterator[Clause]:
    """`it was Ana's cleanup that …`: singled out with what they did."""
    for clause in clauses.clauses:
        if clause.form is Form.CLEFT and clause.agent and clause.agent.token == noun.i:
            yield replace(clause, agent=holder)


def _cause_slot(token: Token, sentence: Sentence, clauses: ClauseReader) -> Clause | None:
    """`because of Bob`, `due to a mistake by Bob`."""
    phrases = CAUSE_PHRASES_BY_WORD.get(sentence.lower[token.i], ())
    ends = (_phrase_end(sentence, token.i, phrase) for phrase in phrases)
    end = next((end for end in ends if end is not None and end < len(sentence)), None)
    filler = None if end is None else _head_behind(sentence, end)
    culprit = None if filler is None else _culprit(filler, clauses)
    if culprit is None:
        return None
    return Clause(
        head=token.i,
        form=Form.CAUSE_SLOT,
        agent=culprit,
        patient=None,
        acts=(token.i,),
        negated=any(word in ("not", "n't", "never") for word in sentence.lower[max(0, token.i - 3) : token.i]),
        mood=Mood.QUOTED if token.i in sentence.quoted else Mood.FACT,
    )


def _phrase_end(sentence: Sentence, start: int, phrase: tuple[str, ...]) -> int | None:
    """Match a preposition of several words, between which an adverb may stand: `attributable solely to`."""
    at = start
    for word in phrase:
        if at > start and at < len(sentence) and sentence[at].pos_ == "ADV":
            at += 1
        if at >= len(sentence) or sentence.lower[at] != word:
            return None
        at += 1
    return at


def _culprit(filler: Token, clauses: ClauseReader) -> Mention | None:
    """The person in a cause slot, or the one by whom what fills it was done."""
    mention = clauses.mentions.at(filler.i)
    if mention.kind in TARGETS:
        return mention
    tied = [filler, *(c for c in filler.children if c.dep_ == "acl" and c.lemma_ not in AUTHORING)]
    tied += [noun for c in filler.children if c.dep_ == "prep" for noun in c.children if noun.dep_ == "pobj"]
    agents = (child for token in tied for child in token.children if child.lower_ == "by")
    by = (inner for agent in agents for inner in agent.children if inner.dep_ == "pobj")
    return next((found for found in (clauses.mentions.at(token.i) for token in by) if found.kind in TARGETS), None)


def _head_behind(sentence: Sentence, index: int) -> Token | None:
    """The noun phrase behind a preposition that ends before a token."""
    parsed = first_child(sentence[index - 1], "pobj")
    if parsed is not None:
        return parsed
    for token in sentence.doc[index : index + 6]:
        if token.pos_ in ("NOUN", "PROPN", "PRON") or token.i in sentence.people:
            if not _is_attribute(token):
                return token
        elif token.pos_ not in ("DET", "ADJ", "NUM", "PART", "ADV") and not token.is_punct:
            return None
    return None


def _is_attribute(noun: Token) -> bool:
    """`checkout` in `checkout service`, `Ana` in `Ana's change`."""
    following = noun.doc[noun.i + 1].lower_ if noun.i + 1 < len(noun.doc) else ""
    return noun.dep_ in ("compound", "poss") or following in ("'s", "’s")
