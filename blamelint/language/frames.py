"""Frames without a verb: `Bob's misconfiguration of`, `the failure of the DBA to`, `because of Bob`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from blamelint.language.causes import AUTHORING, CAUSE_PHRASES
from blamelint.language.clauses import Clause, ClauseReader, Form, Mood, is_predicate
from blamelint.language.mentions import TARGETS, Mention
from blamelint.language.pipeline import Sentence


def further_frames(sentence: Sentence, clauses: ClauseReader) -> Iterator[Clause]:
    """Yield nominal frames and filled cause slots, in reading order."""
    for token in sentence.doc:
        if token.pos_ in ("NOUN", "PROPN") and token.i not in sentence.people:
            holder = clauses.holder(token.i)
            if holder and holder.kind in TARGETS and holder.token != token.i:
                yield _nominal(token, holder, clauses)
                yield from _clefted(token, holder, clauses)
        yield from _cause_slot(token, sentence, clauses)


def _nominal(noun: Token, holder: Mention, clauses: ClauseReader) -> Clause:
    governing = clauses.governing(noun.i)
    mood = clauses.mood(clauses.sentence[governing.head]) if governing else Mood.FACT
    asserted = clauses.is_asserted(noun.i)
    return Clause(
        head=noun.i,
        form=Form.NOMINAL,
        agent=holder,
        patient=None,
        acts=(noun.i,),
        negated=asserted == holder.negative,
        mood=mood,
        outcome=_effect_of(noun, clauses),
    )


def _clefted(noun: Token, holder: Mention, clauses: ClauseReader) -> Iterator[Clause]:
    """`it was Yaw's cleanup that …`: singled out with what they did."""
    for clause in clauses.clauses:
        if clause.form is Form.CLEFT and clause.agent and clause.agent.token == noun.i:
            yield replace(clause, agent=holder)


def _effect_of(noun: Token, clauses: ClauseReader) -> int | None:
    """The bad outcome of which a noun is the subject or the by-agent."""
    verb = noun.head
    if noun.dep_ == "pobj" and verb.dep_ == "agent":
        verb = verb.head
        return verb.i if is_predicate(verb) and not clauses.is_negated(verb) and clauses.is_bad(verb) else None
    if noun.dep_ != "nsubj" or not is_predicate(verb) or clauses.is_negated(verb):
        return None
    return verb.i if clauses.is_bad(verb) else None


def _cause_slot(token: Token, sentence: Sentence, clauses: ClauseReader) -> Iterator[Clause]:
    for phrase in CAUSE_PHRASES:
        end = _phrase_end(sentence, token.i, phrase)
        if end is None or end >= len(sentence):
            continue
        filler = _head_behind(sentence, end)
        if filler is None:
            return
        mention = _culprit(filler, clauses)
        if mention is not None:
            mood = Mood.QUOTED if token.i in sentence.quoted else Mood.FACT
            negated = any(word in ("not", "n't", "never") for word in sentence.lower[max(0, token.i - 3) : token.i])
            yield Clause(
                head=token.i,
                form=Form.CAUSE_SLOT,
                agent=mention,
                patient=None,
                acts=(token.i,),
                negated=negated,
                mood=mood,
            )
        return


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
    parsed = next((child for child in sentence[index - 1].children if child.dep_ == "pobj"), None)
    if parsed is not None:
        return parsed
    for token in sentence.doc[index : index + 6]:
        if token.pos_ in ("NOUN", "PROPN", "PRON") or token.i in sentence.people:
            following = sentence.doc[token.i + 1] if token.i + 1 < len(sentence) else None
            if token.dep_ in ("compound", "poss") or (following is not None and following.lower_ in ("'s", "’s")):
                continue
            return token
        if token.pos_ not in ("DET", "ADJ", "NUM", "PART", "ADV") and not token.is_punct:
            return None
    return None
