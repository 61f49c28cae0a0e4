"""What a noun says was not done: `failure to renew it cost an hour` → `it was not renewed, which cost an hour`."""

from __future__ import annotations

from blamelint.language.analysis import Analysis
from blamelint.language.causes import CAUSING
from blamelint.language.inflection import forms
from blamelint.language.syntax import first_child
from blamelint.language.tree import Token
from blamelint.rewrite.acts import CannotSay
from blamelint.rewrite.agentless import Recaster
from blamelint.rewrite.changes import Change, Part
from blamelint.rewrite.verbs import DEVERBAL, POSSESSIVES
from blamelint.rewrite.words import participle

NOT_DOING = frozenset("failure refusal inability omission neglect".split())
"""Nouns whose infinitive did not happen."""

NOT_WANTING = frozenset({"reluctance", "unwillingness"})
"""Nouns whose infinitive may have happened late."""

EFFECTS = frozenset().union(*map(forms, CAUSING - {"start", "end", "set", "create", "result", "produce"})) | frozenset(
    "cost slowed slows extended extends lengthened hampered hindered held let lets allowed allows meant kept blocked "
    "compounded compounds took deepened".split()
)
"""Forms of verbs that say what came of something."""


def undone(analysis: Analysis, noun: Token, start: int) -> list[Change]:
    """Say what was not done in the place of a noun and whose it was; nothing where its infinitive did happen.

    `start` is where the phrase begins. Raises `CannotSay`.
    """
    act = _act(analysis, noun)
    if act is None:
        return []
    if noun.lemma_.lower() in NOT_WANTING:
        return [Change(start, act.i, ("reluctance to",))]
    effect = _effect(analysis, noun, act)
    if effect is not None:
        return [_then(analysis, act, start, effect)]
    return _in_place(analysis, noun, act, start)


def _act(analysis: Analysis, noun: Token) -> Token | None:
    """The verb of `failure to renew`."""
    if noun.lemma_.lower() not in NOT_DOING | NOT_WANTING:
        return None
    infinitive = next((c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VB"), None)
    return infinitive or _infinitive_at(analysis, noun.i + 1) or _behind_author(analysis, noun)


def _infinitive_at(analysis: Analysis, index: int) -> Token | None:
    behind = analysis.sentence[index + 1] if index + 1 < len(analysis.sentence) else None
    return behind if behind is not None and analysis.sentence.word(index) == "to" and behind.tag_ == "VB" else None


def _behind_author(analysis: Analysis, noun: Token) -> Token | None:
    """`a failure by the staff to report it`."""
    by = next((c for c in noun.rights if c.lower_ in ("by", "of")), None)
    ends = () if by is None else (c.i + 1 for c in by.subtree if c.i > by.i and c.pos_ in ("NOUN", "PROPN"))
    return next((act for act in (_infinitive_at(analysis, end) for end in ends) if act is not None), None)


def _effect(analysis: Analysis, noun: Token, act: Token) -> int | None:
    """Where it is told what came of it; the parser takes the verb for a noun, or ties it to another one."""
    if noun.dep_ not in ("nsubj", "ROOT", "csubj"):
        return None
    if noun.dep_ == "nsubj" and noun.head.i > act.i:
        verb = noun.head
        return min([verb.i, *(c.i for c in verb.lefts if c.dep_ in ("aux", "neg", "advmod") and c.i > act.i)])
    for token in analysis.sentence.doc[act.i + 1 :]:
        following = analysis.sentence.word(token.i + 1)
        if token.lower_ in EFFECTS - {"led", "leads"} and following not in ("of", "and", "or", "", "for", ",", "."):
            return token.i
        if token.lower_ in ("led", "leads", "contributed", "contributes") and following == "to":
            return token.i
    return None


def _then(analysis: Analysis, act: Token, start: int, effect: int) -> Change:
    """`… failure to renew the lease in time cost an hour` → `the lease was not renewed in time, which cost an hour`."""
    recaster, words = Recaster(analysis), analysis.sentence.doc
    particle = first_child(act, "prt")
    acts = [act, *(c for c in act.rights if c.dep_ == "conj" and c.i == act.i + 2)]
    if any(c.dep_ == "conj" and c.i < effect and c not in acts for c in act.children):
        raise CannotSay
    after = acts[-1].i + 1 if particle is None else particle.i + 1
    rest = words[after:effect]
    end = next((t.i for t in rest if t.pos_ in ("ADP", "SCONJ", "ADV", "PUNCT", "VERB") and t.lower_ != "of"), effect)
    if end == after:
        return Change(start, effect, (_nothing(recaster, act, particle), *_kept(after, effect), ", which"))
    be = recaster.was(words[end - 1])
    done = (" or ".join(participle(recaster.lemma(a)) for a in acts), *(() if particle is None else (particle.lower_,)))
    owned = words[after].lower_ in POSSESSIVES - {"our"}
    moved: tuple[Part, ...] = ("the", (after + 1, end)) if owned else ((after, end),)
    return Change(start, effect, (*moved, be, "not", *done, *_kept(end, effect), ", which"))


def _nothing(recaster: Recaster, act: Token, particle: Token | None) -> str:
    """`failure to escalate`: there was no escalation."""
    verb = recaster.lemma(act)
    noun = DEVERBAL.get(verb if particle is None else f"{verb} {particle.lower_}")
    if noun is None:
        raise CannotSay
    return f"there was no {noun}"


def _kept(start: int, end: int) -> tuple[Part, ...]:
    return ((start, end),) if end > start else ()


def _in_place(analysis: Analysis, noun: Token, act: Token, start: int) -> list[Change]:
    """`the DBA's failure to renew the certificate` → `the certificate not being renewed`."""
    found, recaster = first_child(act, "dobj"), Recaster(analysis)
    clause = first_child(act, "ccomp")
    if found is None and clause is not None and noun.dep_ == "attr":
        return [Change(start, clause.left_edge.i, ("that it was not", recaster.participle_of(act)))]
    if found is None:
        raise CannotSay
    moved, end = recaster.moved(found)
    if any(t.lower_ in POSSESSIVES and t.i > moved[0] for t in analysis.sentence.doc[slice(*moved)]):
        raise CannotSay  # `failure to announce the work and our reluctance to ask`
    return [Change(start, end, (moved, "not being", participle(recaster.lemma(act))))]
