"""Bad outcomes, and the effects that a sentence ties to an act."""

from __future__ import annotations

from collections.abc import Iterator

from blamelint.language.assertion import Assertion, Mood, own_mood
from blamelint.language.beings import TARGETS
from blamelint.language.causes import CAUSING
from blamelint.language.conditions import is_unmet_condition, would_be
from blamelint.language.effects import BAD, HARM
from blamelint.language.mentions import MentionReader
from blamelint.language.pipeline import Sentence
from blamelint.language.syntax import first_child, is_predicate, own_subject
from blamelint.language.tree import Token
from blamelint.language.vocabulary import Entries

WORSE = ("lose_more",)
"""Lexicons of what would have been worse than what was."""

SIGNS_OF_HARM = HARM.union(WORSE, {"outcome_nouns"})
"""Lexicons of which a sentence with a bad outcome has an entry."""

ENDING = frozenset("stop clear silence end mute quiet resolve close cancel suppress".split())
"""Verbs of damage that help where a signal is what they end."""

VANISHING = frozenset(
    "disappear vanish subside fall drop cease stop clear recede shrink decrease decline ease end".split()
)
"""Verbs that are good news of something bad."""

LOWERING = frozenset("bring take drive push get cut".split())
"""Verbs that are good news with *down* and something bad."""

TROUBLE = frozenset(
    "lag latency load rate rates backlog queue queues usage alert alerts alarm alarms timeout timeouts error errors "
    "pressure temperature cost costs delay delays".split()
)
"""Nouns of which less is better."""

SIGNALLING = frozenset("fail cease time lock drop shut".split())
"""Verbs of damage by which a test or a guard would have done its work."""

SPARING = frozenset("no none nobody nothing neither never only just fewer less sooner earlier".split())
"""Words with which something bad would have been less of it: `only one host would have been lost`."""

EFFECT_ADVERBS = frozenset("thus thereby then so therefore hence and also".split())
EFFECT_MARKS = frozenset("so thereby thus therefore hence".split())
ATTRIBUTE_WORDS = frozenset("while when after before without by of for from".split())
"""Words behind which a gerund tells of a time or a means, and not of an effect."""

BREAKS = frozenset({",", "-", "–", "—", ";"})
GERUND_LABELS = frozenset("advcl acl conj xcomp dep pcomp".split())


class Outcomes:
    """Finds what came of an act in one sentence."""

    def __init__(self, sentence: Sentence, entries: Entries, mentions: MentionReader, assertion: Assertion) -> None:
        self.sentence = sentence
        self.entries = entries
        self.mentions = mentions
        self.assertion = assertion

    def of(self, verb: Token) -> int | None:
        """Find the predicate of a bad outcome that the sentence ties to an act as its effect."""
        if self.entries.names.isdisjoint(SIGNS_OF_HARM):
            return None
        worse = would_be(verb) if is_unmet_condition(verb) else ()
        found = (effect for effect in self._effects(verb) if self._is_bad_effect(effect))
        return next((effect.i for effect in (*found, *filter(self._is_worse, worse))), None)

    def of_noun(self, noun: Token) -> int | None:
        """Find the predicate of a bad outcome of which a noun is the subject or the by-agent."""
        verb = noun.head
        if noun.dep_ == "pobj" and verb.dep_ == "agent":
            verb = verb.head
        elif noun.dep_ != "nsubj":
            return None
        bad = is_predicate(verb) and not self.assertion.is_negated(verb) and self.is_bad(verb)
        return verb.i if bad else None

    # --- badness ----------------------------------------------------------------------------------------------

    def is_bad(self, verb: Token) -> bool:
        """Tell whether a verb, or what it is said to cause, is a bad outcome."""
        if self._is_relief(verb):
            return False
        if self.entries.starting_at(verb.i, BAD):
            return True
        if verb.lemma_ not in CAUSING:
            return False
        if self.entries.within(verb.i, _end_of(verb), ("outcome_nouns",)):
            return True
        return any(self.entries.starting_at(c.i, BAD) for c in verb.subtree if c != verb and is_predicate(c))

    def _is_relief(self, verb: Token) -> bool:
        """`and the lag disappeared`, `which brought the errors down`."""
        subject = own_subject(verb)
        if verb.lemma_ in VANISHING and subject is not None:
            return self._is_trouble(subject)
        lowered = next((c for c in verb.children if c.dep_ == "dobj"), None)
        down = any(c.lower_ in ("down", "back") and c.dep_ in ("prt", "advmod") for c in verb.children)
        return verb.lemma_ in LOWERING and down and lowered is not None and self._is_trouble(lowered)

    def _is_trouble(self, noun: Token) -> bool:
        named = any(token.lower_ in TROUBLE for token in noun.subtree)
        return named or bool(self.entries.within(noun.left_edge.i, noun.right_edge.i + 1, ("outcome_nouns",)))

    def _is_worse(self, verb: Token) -> bool:
        """`had they waited, we would have lost the ledger`: nobody is reproached with what they were spared."""
        if self.assertion.is_negated(verb) or any(t.lower_ in SPARING for t in _own(verb)):
            return False
        active = first_child(verb, "auxpass") is None and verb.lemma_ not in ENDING | SIGNALLING
        if active and self.entries.starting_at(verb.i, BAD):
            return True
        places = (verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass")))
        return any(self.entries.starting_at(place.i, WORSE) for place in places)

    def _is_bad_effect(self, effect: Token) -> bool:
        if own_mood(effect) in (Mood.NORM, Mood.COUNTERFACTUAL) or self.assertion.is_negated(effect):
            return False
        if any(c.dep_ == "aux" and c.lower_ in ("had", "'d") for c in effect.children):
            return False  # it had happened before the act
        return self.is_bad(effect) or (own_subject(effect) is not None and self._undoes_something_good(effect))

    def _undoes_something_good(self, verb: Token) -> bool:
        """`which emptied the cache` is harm, `which stopped the errors` is help."""
        if not self.entries.starting_at(verb.i, ("neutral_damage",)) or self.entries.starting_at(verb.i, ("repairs",)):
            return False
        ended = ("outcome_nouns", "signals") if verb.lemma_ in ENDING else ("outcome_nouns",)
        return not self.entries.within(verb.i + 1, _end_of(verb), ended)

    # --- effects ----------------------------------------------------------------------------------------------

    def _effects(self, verb: Token) -> Iterator[Token]:
        for token in self.sentence.doc[verb.i + 1 :]:
            if is_predicate(token) and token.i not in self.sentence.quoted and self._is_effect(token, verb):
                yield token

    def _is_effect(self, token: Token, verb: Token) -> bool:
        subject = own_subject(token)
        if subject is None:
            gerund = token.tag_ == "VBG" and token.dep_ in GERUND_LABELS
            return gerund and verb in token.ancestors and self._is_set_off(token)
        if subject.i <= verb.i:
            return False
        match subject.lower_:
            case "which":
                before = self.sentence.lower[subject.i - 1]
                return before in BREAKS or before in ("all", "of")
            case "what":
                return _is_equated(token)
            case "this" | "that" | "it":
                clause = token.tag_ != "VB"  # and not `let it run`
                unmarked = clause and not any(c.dep_ == "mark" for c in token.children)
                return unmarked and token.dep_ in ("conj", "ccomp", "parataxis", "ROOT")
        return self._is_linked(token, subject) or self._follows_at_once(token, verb, subject)

    def _is_linked(self, token: Token, subject: Token) -> bool:
        """`so checkout failed`, `with the result that checkout failed`."""
        if any(c.dep_ in ("mark", "advmod", "cc") and c.lower_ in EFFECT_MARKS for c in token.children):
            return True
        before = self.sentence.lower[max(0, subject.left_edge.i - 3) : subject.left_edge.i]
        return "so" in before or before[-2:] == ["with", "that"] or before == ["the", "result", "that"]

    def _follows_at_once(self, token: Token, verb: Token, subject: Token) -> bool:
        """`Ana flipped the flag and checkout went down`: a change, `and` what became of it."""
        if token.dep_ != "conj" or token.head != verb or self.mentions.at(subject.i).kind in TARGETS:
            return False
        return self.is_bad(token) and bool(self.entries.starting_at(verb.i, ("change_acts", "neutral_damage")))

    def _is_set_off(self, gerund: Token) -> bool:
        """`…, causing`: a comma sets an effect off from a mere attribute, unless the verb itself means causing."""
        before = self.sentence.lower[: gerund.i]
        while before and (before[-1] in EFFECT_ADVERBS or before[-1].endswith("ly")):
            before.pop()
        if not before or before[-1] in BREAKS or before[-1] == "(":
            return True
        return gerund.lemma_ in CAUSING and before[-1] not in ATTRIBUTE_WORDS


def _is_equated(verb: Token) -> bool:
    """`…, and that is what brought it down`."""
    be = verb.head
    subject = own_subject(be) if be.lemma_ == "be" else None
    return subject is not None and subject.lower_ in ("this", "that", "which", "it")


def _end_of(verb: Token) -> int:
    """After the last token that hangs on a verb, however far down."""
    return max(token.i for token in verb.subtree) + 1


def _own(verb: Token) -> Iterator[Token]:
    """Yield the tokens that hang on a verb, without those of its conditions."""
    conditions = {t.i for c in verb.children if c.dep_ == "advcl" for t in c.subtree}
    return (token for token in verb.subtree if token.i not in conditions)
