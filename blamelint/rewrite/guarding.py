"""Action items that ask people to be careful: a guard sees to what they were about."""

from __future__ import annotations

from collections.abc import Sequence

from blamelint.language.analysis import Analysis
from blamelint.language.beings import MentionKind
from blamelint.language.syntax import first_child, is_passive, own_subject
from blamelint.language.tree import Token
from blamelint.rewrite.acts import HUMAN, tells_time, without_marks
from blamelint.rewrite.agentless import Recaster
from blamelint.rewrite.asking import CARRIERS, PERSON_FIXING, is_removal
from blamelint.rewrite.changes import Change, Part, end_of_words
from blamelint.rewrite.delegating import CHECKING, delegated
from blamelint.rewrite.items import LEADING, PLACE, STRESSED, TOLD, after_case, item, refuse_tale
from blamelint.rewrite.topics import Topic, is_dated, is_thing, is_time, own_act, subject_of_training, topic_of, unowned
from blamelint.rewrite.words import gerund, is_verb_form

GUARD = "‹a guard, check or preview›"

CAREFUL = frozenset("careful cautious mindful prudent wary vigilant".split())

SUBORDINATE = frozenset(
    "when if before after while unless until because since so especially particularly aka e.g. i.e. to even".split()
)
"""Words that lead to something more about a topic."""

SO_AS_NOT_TO = (("so", "as", "not", "to"), ("in", "order", "not", "to"))

ABOUT = frozenset("on about over off with during when whenever before while regarding around".split())
"""Prepositions behind which an action says what it is about."""

APOLOGISING = frozenset("apologise apologize apology atone".split())
"""What is said for something is said against it happening again."""

ACCUSED = frozenset("accountable account reprimanded warned responsible answer consequences".split())
"""What somebody is for what went wrong."""

TEACHING = frozenset("train retrain trained retrained training retraining coach coaching instruct educate".split())
"""Words of teaching; what is taught may stand behind *in*."""

TALKING = frozenset("talk talked word speak spoken conversation chat discuss discussed counsel meeting".split())
"""Words of conversations."""

BAD = frozenset("missed lost late failed broken forgotten skipped untested wrong delayed overdue unannounced".split())
"""Adjectives of what went wrong."""

OVER = frozenset("fail failing switch switching cut cutting roll rolling hand handing take".split())
"""Verbs that go with *over*."""

RISKY = frozenset("drain rotate scale close archive".split())
"""Verbs of what a tool can do, and is no safer to do for that."""

EVERY = frozenset("daily weekly monthly quarterly yearly annually regularly".split())

SHIFTS = frozenset("shifts weekends holidays nights".split())

TO_BE_SEEN = frozenset(
    "risk danger cost calendar limit quota deadline schedule date difference impact effect price status number "
    "implication dependency limitation ttl expiry budget consequence timetable threshold".split()
)
"""Nouns of what people would mind if they saw it."""

KEPT_TO = frozenset(
    "guideline guidelines runbook playbook checklist procedure procedures process policy policies rules sop "
    "protocol convention conventions instructions standard standards handbook rule".split()
)
"""What is written to be followed."""

WATCHFUL = frozenset("vigilant vigilance alert eye eyes tabs watchful attentive watch".split())
"""Words before a topic that is to be watched."""

OPENING = 8
"""Tokens within which an item comes to its topic; what stands before is about whom it addresses."""


def guarded(analysis: Analysis) -> list[Change]:
    """Recast an action item so that a guard sees to its topic; raises `CannotSay`."""
    return item(analysis, _guarded)


def guarded_between(analysis: Analysis, start: int, last: int) -> tuple[Part, ...] | None:
    """The guard for one of the things that an item asks for, from its first token up to the next of them."""
    return _guard(analysis, analysis.sentence.doc[start:last], last)


def _guarded(analysis: Analysis, last: int) -> tuple[Part, ...] | None:
    """`Retrain Sam on the release checklist` → `Add ‹a guard, check or preview› for the release checklist`."""
    if (avoided := _avoided(analysis, last)) is not None:
        return avoided
    return _guard(analysis, analysis.sentence.doc[after_case(analysis) : last], last)


def _guard(analysis: Analysis, tokens: Sequence[Token], last: int) -> tuple[Part, ...] | None:
    """The guard for the first topic that some tokens lead to; what is to be taken seriously is one before others."""
    for token in sorted(tokens, key=lambda t: t.lower_ != "seriously"):
        if (topic := _topic(analysis, token)) is not None:
            verb, start, end = topic
            if not {"it", "them"}.isdisjoint(analysis.sentence.lower[start:end]) or any(
                map(is_removal, token.ancestors)
            ):
                continue  # nobody could tell what is meant, or it says who is kept away
            end = min(_glued(analysis, end) if start > token.i else end, last)
            tie = _tie(analysis, token, start)
            further = _further(analysis, end, last)
            if not further or token.i > OPENING:
                refuse_tale(analysis)
            before = analysis.sentence.lower[max(0, token.i - 4) : token.i]
            return *measured(analysis, tie, (verb, start, end), watched=not WATCHFUL.isdisjoint(before)), *further
    return None


def _avoided(analysis: Analysis, last: int) -> tuple[Part, ...] | None:
    """`be wary so as not to hurt the users` → `… against hurting the users`."""
    words = analysis.sentence.lower
    start = next((i for i in range(last - 4) if tuple(words[i : i + 4]) in SO_AS_NOT_TO), last)
    against = guarded_against(analysis, start, last)
    return None if against is None else (f"add {GUARD}", *against)


def guarded_against(analysis: Analysis, start: int, last: int) -> tuple[Part, ...] | None:
    """`so as not to hurt the users`, `not to hurt the users` → `against hurting the users`."""
    words = analysis.sentence.lower
    length = next((n for n in (4, 2) if tuple(words[start : start + n]) in (*SO_AS_NOT_TO, ("not", "to"))), None)
    if length is None:
        return None
    start += length
    verb = next((t for t in analysis.sentence.doc[start:last] if t.tag_ == "VB"), None)
    if verb is None or any(t.dep_ != "advmod" for t in analysis.sentence.doc[start : verb.i]) or verb.i + 1 >= last:
        return None
    adverbs: tuple[Part, ...] = ((start, verb.i),) if verb.i > start else ()
    return "against", *adverbs, gerund(verb.lemma_.lower()), *unowned(analysis, verb.i + 1, last)


def guarded_topic(analysis: Analysis, start: int, last: int) -> tuple[Part, ...] | None:
    """`with the pipework` → `for the pipework`: the topic to which a word directly leads."""
    topic = _topic(analysis, analysis.sentence[start]) if start < last else None
    if topic is None or min(topic[2], last) <= topic[1]:
        return None
    before, first, end = topic
    end = min(_glued(analysis, end), last)
    if end < last and analysis.sentence.lower[end] != "and":
        return None  # more is said than would be kept
    further: tuple[Part, ...] = (",", (end, last)) if end < last else ()
    return _tie(analysis, analysis.sentence[start], first), *before, *unowned(analysis, first, end), *further


def _glued(analysis: Analysis, end: int) -> int:
    """`the router config`, `labelling specimens`, where the parser parts the two."""
    while end < len(analysis.sentence):
        if analysis.sentence.words[end] == "-" and not analysis.sentence[end - 1].whitespace_:
            end += 2  # `the lock-out rule`
        elif _belongs(analysis, analysis.sentence[end]):
            end += 1
        else:
            break
    return min(end, len(analysis.sentence))


def _belongs(analysis: Analysis, noun: Token) -> bool:
    before = noun.nbor(-1)
    acted = before.lower_.endswith("ing") and noun.tag_ == "VBZ"
    named = noun.tag_ in ("NN", "NNS", "NNP", "NNPS") and noun.dep_ != "npadvmod" and not is_time(noun)
    tied = before.pos_ in ("NOUN", "PROPN") or before.lower_.endswith("ing")
    # `be mindful of audit needs`, where nothing comes behind it.
    closing = noun.tag_ == "VBZ" and noun.i + 1 == end_of_words(analysis.sentence)
    return (acted or ((named or closing) and tied)) and noun.i not in analysis.sentence.people


def measured(analysis: Analysis, tie: str, topic: Topic, *, watched: bool = False) -> tuple[Part, ...]:
    """What is to be done about a topic: most are guarded, some are to be seen, watched, or easy to keep to."""
    before, start, end = topic
    opening = analysis.sentence[start]
    if opening.tag_ == "VBG" and Recaster(analysis).lemma(opening) in CHECKING and end > start + 1:
        return measured(analysis, tie, ((), start + 1, end))  # a check for a check says no more
    acted = opening.lower_.endswith("ing") and is_verb_form(opening.lower_)
    handed = acted and end > start + 1 and tie in ("for", "around") and opening.lemma_.lower() not in RISKY
    if handed and (parts := delegated(analysis, opening, end)):
        return parts
    words: tuple[Part, ...] = (*before, *unowned(analysis, start, end))
    if end - start == len(("change", "-", "management")) and analysis.sentence.words[start + 1] == "-":
        words = (*before, (start, start + 1), (start + 2, end))  # `change-management training`
    noun = _named(analysis, start, end) if tie == "for" and not acted else None
    if noun is not None and watched:
        return f"have {PLACE} watch", *words
    if noun is not None and noun.lemma_.lower() in TO_BE_SEEN:
        return f"have {PLACE} show", *words
    if noun is not None and analysis.entries.within(noun.i, noun.i + 1, ("rulebooks",)) and noun.lower_ in KEPT_TO:
        be = "are" if Recaster(analysis).is_plural(noun) else "is"
        return f"change {PLACE} so that", *words, be, "easy to follow"
    return f"add {GUARD}", tie, *words


def _named(analysis: Analysis, start: int, end: int) -> Token | None:
    """The noun that a topic is, where it is no act."""
    noun = analysis.sentence[start]
    while start <= noun.head.i < end and noun.head != noun:
        noun = noun.head
    return noun if noun.pos_ in ("NOUN", "PROPN") else None


def _tie(analysis: Analysis, token: Token, start: int) -> str:
    """The word that says of a guard when it holds, or what for."""
    if token.lower_ in ("during", "before"):
        return token.lower_
    if _is_on_shift(token):
        return "during"
    if analysis.sentence[start].tag_ == "VBG" and not TALKING.isdisjoint(analysis.sentence.lower[: token.i]):
        return "around"  # whether it is to be done or not
    if token.lower_ == "for" and (analysis.sentence[start].tag_ == "VBG" or _is_regretted(analysis, token)):
        return "against"  # `a warning for skipping the checklist`
    return "for"


def _topic(analysis: Analysis, token: Token) -> tuple[tuple[str, ...], int, int] | None:
    """Where the topic stands to which a token leads, behind a verb where that takes another form."""
    if (subject := subject_of_training(analysis, token)) is not None:
        return (), *subject
    if (treated := _treated(analysis, token)) is not None:
        opening = analysis.sentence.lower[treated[0]]
        owned = opening == "its"  # of those who are to be careful
        return ("the",) if owned else (), treated[0] + (owned or opening == "that"), treated[1]
    accused = token.head.lower_ in ACCUSED or token.head.lemma_ in APOLOGISING
    reproved = token.lower_ == "for" and (accused or _is_gerund(analysis, token.i + 1))
    before = {token.head.lemma_.lower(), *analysis.sentence.lower[max(0, token.i - 3) : token.i]}
    stressed = token.lower_ == "of" and not (STRESSED | TOLD).isdisjoint(before)
    stressed = stressed or (
        token.lower_ == "to" and "attention" in analysis.sentence.lower[max(0, token.i - 5) : token.i]
    )
    stressed = stressed or (token.lower_, token.head.lower_) == ("for", "need")
    stressed = stressed or (token.lower_ == "of" and token.head.lower_ in CAREFUL)
    taught = token.lower_ == "in" and (_is_gerund(analysis, token.i + 1) or not TEACHING.isdisjoint(before))
    careful = token.lower_ in ("in", "with") and token.i > 0 and analysis.sentence[token.i - 1].tag_ in ("JJ", "JJR")
    particle = token.lower_ == "over" and token.head.lower_ in OVER
    about = token.lower_ in ABOUT and token.dep_ in ("prep", "advmod", "mark") and not particle
    if stressed or reproved or taught or careful or about:
        return _behind(analysis, token)
    return _undertaking(analysis, token)


def _undertaking(analysis: Analysis, token: Token) -> Topic | None:
    """`be careful deploying on Fridays`, `be careful over-scheduling nodes`: what is done, up to why it is risky."""
    words = analysis.sentence.lower
    start = token.i - 2 if words[token.i - 1] == "-" and token.i > 2 else token.i
    led = words[start - 1] in CAREFUL or (words[start - 1] in LEADING and token.tag_ == "NN")
    if not token.lower_.endswith("ing") or not is_verb_form(token.lower_) or not led:
        return None
    length = end_of_words(analysis.sentence)
    reason = next((i for i in range(token.i + 1, length) if _leads_on(analysis.sentence[i])), length)
    return (), start, without_marks(analysis.sentence[reason - 1])


def _treated(analysis: Analysis, token: Token) -> tuple[int, int] | None:
    """What is to be taken seriously, or treated with care."""
    verb = token.head if token.lower_ == "seriously" else token
    with_care = token.lemma_.lower() in ("treat", "handle") and "with" in analysis.sentence.lower[token.i :]
    if not with_care and token.lower_ != "seriously":
        return None
    found = first_child(verb, "dobj")
    if found is not None and is_thing(analysis, found):
        return found.left_edge.i, token.left_edge.i if verb is not token else found.i + 1
    above = verb if own_subject(verb) is not None else verb.head
    subject = own_subject(above) if is_passive(verb) else None
    return None if subject is None else (subject.left_edge.i, without_marks(subject.right_edge))


def _behind(analysis: Analysis, token: Token) -> tuple[tuple[str, ...], int, int] | None:
    """The topic behind a preposition or a conjunction."""
    if (topic := topic_of(analysis, token)) is not None:
        return topic
    if (token.lower_ == "during" and not is_dated(token)) or _is_on_shift(token):
        return (), token.i + 1, without_marks(token.right_edge)
    if token.lower_ in LEADING and (case := _occasion(analysis, token)) is not None:
        return (), *case
    if (act := own_act(analysis, token)) is not None:
        return (gerund(Recaster(analysis).lemma(act)),), act.i + 1, without_marks(act.right_edge)
    return _as_written(analysis, token)


def _is_regretted(analysis: Analysis, token: Token) -> bool:
    """`apologise for the delay`, `accountable for missed backups`: what is not to happen again."""
    noun = first_child(token, "pobj")
    if noun is None or token.head.lemma_ in APOLOGISING:
        return noun is not None
    bad = analysis.entries.within(noun.i, noun.i + 1, ("outcome_nouns", "damage", "mistake"))
    return bool(bad) or any(
        c.dep_ == "amod" and c.tag_ in ("VBN", "VBD", "JJ") and c.lower_ in BAD for c in noun.children
    )


def _is_gerund(analysis: Analysis, index: int) -> bool:
    return index < len(analysis.sentence) and analysis.sentence[index].tag_ == "VBG"


def _as_written(analysis: Analysis, token: Token) -> tuple[tuple[str, ...], int, int] | None:
    """`training on valve sequencing`, where the parser takes the valve for a verb: the words up to what is no noun."""
    noun = first_child(token, "pobj")
    if token.lower_ not in ("on", "about", "regarding") or (noun is not None and noun.pos_ != "VERB"):
        return None
    end = token.i + 1
    while end < len(analysis.sentence) and analysis.sentence[end].pos_ in ("NOUN", "PROPN", "ADJ", "DET", "VERB"):
        if analysis.sentence[end].tag_ in ("VBD", "VBZ", "MD") or end in analysis.sentence.people:
            return None
        end += 1
    return ((), token.i + 1, end) if end > token.i + 2 else None


def _is_on_shift(token: Token) -> bool:
    """`on night shifts`, `at weekends`."""
    noun = first_child(token, "pobj")
    return token.lower_ in ("on", "at", "over") and noun is not None and noun.lower_ in SHIFTS


def _occasion(analysis: Analysis, conjunction: Token) -> tuple[int, int] | None:
    """`when several stations call at once`: what happens, and not what those do who are to be careful."""
    act, subject = conjunction.head, own_subject(conjunction.head)
    if subject is None or subject.pos_ not in ("NOUN", "PROPN") or conjunction.i > subject.i:
        return None
    things = analysis.mentions.at(subject.i).kind not in HUMAN - {MentionKind.CUSTOMER}
    return (conjunction.i, without_marks(act.right_edge)) if things and act.tag_ in ("VBP", "VBZ") else None


def _asks_for_more(analysis: Analysis, index: int) -> bool:
    """`with shared credentials and rotate them monthly`: one more act, which is none of care."""
    verb = analysis.sentence[min(index + 1, len(analysis.sentence) - 1)]
    act = verb.tag_ == "VB" and verb.dep_ == "conj" and verb.lemma_ not in CARRIERS | PERSON_FIXING
    return analysis.sentence.lower[index] == "and" and act


def _leads_on(word: Token) -> bool:
    """Whether a word leads to something more about a topic."""
    return word.lower_ in SUBORDINATE - {"to", "even"} or (word.lower_ == "as" and word.dep_ == "mark")


def _further(analysis: Analysis, end: int, last: int) -> tuple[Part, ...]:
    """What a sentence goes on to say of its topic."""
    following = end + (analysis.sentence.word(end) == ",")
    if following >= last:
        return ()
    word = analysis.sentence[following]
    timed = word.lower_ in ("in", "by", "before", "until") and tells_time(word)
    placed = word.dep_ == "prep" and (word.lower_ in ("on", "at", "during") or timed)
    tied = word.dep_ == "nsubj" or word.tag_ == "TO" or word.lower_ in EVERY
    cut = following == end and (tied or placed or _asks_for_more(analysis, following))
    led = _leads_on(word) or word.lower_ in SUBORDINATE
    return unowned(analysis, end, last) if cut or led else ()
