"""From the findings of one sentence to ways of saying it better."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from blamelint.document import Role, SectionKind
from blamelint.kinds.match import Match
from blamelint.language.agents import Form
from blamelint.language.analysis import Analysis
from blamelint.language.beings import TARGETS, MentionKind
from blamelint.language.clauses import Clause
from blamelint.language.patterns import Hit
from blamelint.language.syntax import is_passive, own_subject
from blamelint.language.tree import Token
from blamelint.packs import Rule
from blamelint.rewrite import nouns, verdicts
from blamelint.rewrite.accompanying import accompanied
from blamelint.rewrite.acts import HUMAN, CannotSay, Wording
from blamelint.rewrite.agentless import Recaster, without_agent
from blamelint.rewrite.answering import answerable, faulted
from blamelint.rewrite.changes import Change, Recast, combine, end_of_words, new_text, recasts
from blamelint.rewrite.conditionals import unmet
from blamelint.rewrite.duties import duty
from blamelint.rewrite.explaining import explained
from blamelint.rewrite.factors import FACTORS, OTHERS, as_factor
from blamelint.rewrite.guarding import guarded
from blamelint.rewrite.headings import titled
from blamelint.rewrite.labels import following, labelled
from blamelint.rewrite.means import with_means
from blamelint.rewrite.measures import eased, enforced, followed, handed_over, open_measure
from blamelint.rewrite.norms import ensured
from blamelint.rewrite.reproaches import (
    STOOD_IN_THE_WAY,
    asked_why,
    beside_fact,
    is_denied_why,
    judged,
    reproach,
    thought,
)
from blamelint.rewrite.scopes import scoped
from blamelint.rewrite.sharing import shared
from blamelint.rewrite.showing import shown
from blamelint.rewrite.swaps import swapped
from blamelint.rewrite.themes import concerned, reproached, undertaken
from blamelint.rewrite.verbs import TELLING
from blamelint.rewrite.voices import AS_POSSIBLE

ASK = "‹What made this possible?›"
"""Stands behind a sentence that lost its agent: the conditions are what it should be about."""

IN_ALL = 4
"""Words with a meaning of their own up to which a sentence may be a verdict and nothing else."""

ASIDE = 1
"""Those of them that may stand beside what was found."""

CAUSE = re.compile(
    r"\b(?:(?:the|\w+ly|primary|main|actual|true|real|ultimate|probable|suspected|single|sole|only|underlying|direct)\s+)*"
    r"(?:root[ -])?(?:causes?|reasons?|triggers?|culprits?)\b",
    re.IGNORECASE,
)
"""What a label says of a cause; `Issue 2` before it and `identified` behind it stay."""

TORN = re.compile(r"›(?:['’]| (?:being|having)\b)")
"""A placeholder in the place of somebody with a verb of theirs behind it."""

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
"""Parts of speech of words with a meaning of their own."""

JUDGED = frozenset({"cause", "blame", "safety"})
"""Packs and labels of rules about what is said *of* somebody, and not only about what they did."""

PERSONS = frozenset(kind.value for kind in TARGETS)
"""Kinds of those who could be held at fault, as findings name them."""

OF_VERDICTS = frozenset({"blame", "safety"})
"""Packs of rules about verdicts."""

OF_PERSONS = ("carelessness_words", "conduct", "known_better", "negligence", "person_nouns", "standing", "unfit")
"""Lexicons of words for people, and of what is said of them and of nothing that happened."""

HINDSIGHT = (("in", "hindsight"), ("with", "hindsight"), ("in", "retrospect"), ("looking", "back"))
"""How a sentence begins that judges from what came of it."""

CLAUSAL = ("conj", "parataxis")
"""Relations of clauses that tell something of their own."""

EMPHASIS = ("strong", "emphasis")
"""Kinds of mask that add no fact to the words."""

CONVERSATION = frozenset("discuss talk speak chat ask meet meeting conversation".split())
"""First words of items about what somebody did."""

JUDGING = ("deviance", "minimiser")
"""Lexicons of words that say how badly something was done."""


Held = tuple[Match, Rule]
"""A finding with the rule that made it."""


@dataclass(frozen=True, slots=True)
class Option:
    """One way to mend one finding."""

    level: str
    """`safe` or `suggested`."""

    changes: tuple[Change, ...]
    """Of the sentence."""

    asks: bool = False
    """Whether a question takes the place of the sentence."""

    swaps: bool = False
    """Whether it puts plainer words in the place of a claim, and leaves nothing to ask for."""

    unjudges: bool = False
    """Whether it takes out the judgement alone: whoever did it may stay."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One way to mend several findings of a sentence at once."""

    level: str
    """`safe` only when every change in it is."""

    recasts: tuple[Recast, ...]
    """What becomes of the sentence, in reading order."""

    mends: tuple[int, ...]
    """Which of the matches it answers."""

    sentence: str
    """The sentence as it will read."""


def proposals(analysis: Analysis, matches: Sequence[Match], rules: Sequence[Rule]) -> Iterator[Proposal]:
    """Yield ways to mend the findings of a sentence, best first; the caller tries whether they hold.

    `rules` are those of the matches, in the same order.
    """
    cell = analysis.sentence.piece.block.cell
    if cell is not None and cell.row == 0:
        return  # the header of a column is no sentence
    if (told := labelled(analysis, matches)) is not None:
        yield Proposal("suggested", (told,), tuple(range(len(matches))), following(analysis))
    options = [_fitting(list(_options(analysis, match, rule))) for match, rule in zip(matches, rules, strict=True)]
    held = list(zip(matches, rules, strict=True))
    seen: set[tuple[Recast, ...]] = set()
    for index, found in enumerate(options):
        for option in found:
            if option.level == "safe":
                yield from _proposal(analysis, held, [(index, option)], seen, "safe")
    for round_ in range(max(map(len, options), default=0)):
        chosen = [(i, found[min(round_, len(found) - 1)]) for i, found in enumerate(options) if found]
        # What is to be done, or claimed as the cause, decides on the form of the sentence; what keeps nothing is last.
        chosen.sort(key=lambda one: (_rank(rules[one[0]]), _is_empty(one[1], len(analysis.sentence))))
        yield from _proposal(analysis, held, chosen, seen, "suggested")
    for asked in (option for found in options for option in found if option.asks):
        # Where nothing is told but a verdict, one question answers whatever else is found in it.
        everywhere = [(index, asked) for index in range(len(options))]
        yield from _proposal(analysis, held, everywhere, seen, "suggested")


def _rank(rule: Rule) -> int:
    return next((i for i, label in enumerate(("action", "cause")) if label in rule.labels), 2)


def _is_empty(option: Option, length: int) -> bool:
    """Whether an option takes over nothing of a sentence."""
    kept = (part for change in option.changes for part in change.parts if isinstance(part, tuple))
    wide = max((change.end - change.start for change in option.changes), default=0)
    return wide > length - 3 and next(kept, None) is None


def _proposal(
    analysis: Analysis,
    held: Sequence[Held],
    chosen: Sequence[tuple[int, Option]],
    seen: set[tuple[Recast, ...]],
    level: str,
) -> Iterator[Proposal]:
    changes: list[Change] = []
    for _, option in chosen:
        together = combine([*changes, *option.changes])
        if all(change in together for change in option.changes):
            changes = together  # half of an option says something else
    if not changes or any(map(analysis.sentence.quoted.__contains__, _replaced(changes))):
        return  # what somebody said is evidence
    mends = tuple(sorted(i for i, option in chosen if all(change in changes for change in option.changes)))
    if level == "suggested":
        changes = combine([*changes, *_signature(analysis, [held[i][1] for i, _ in chosen])])
        changes += _question(analysis, changes, [option for _, option in chosen])
    found = (*_label(analysis, changes), *recasts(analysis.sentence, changes))
    if found not in seen:
        seen.add(found)
        sentence = _sentence(analysis, found)
        if _is_whole(analysis.sentence.text) and not _is_whole(sentence):
            return
        if sentence.lower().count(AS_POSSIBLE["was"]) > 1:
            return  # a chain of possibilities is no story
        unjudged = {i for i, option in chosen if option.unjudges}
        mended = tuple(i for i in mends if i in unjudged or not still_names(*held[i], sentence))
        yield Proposal(level, found, mended, sentence)


def _replaced(changes: Iterable[Change]) -> Iterator[int]:
    """Number the tokens that give way to others, and are not kept in another place."""
    for change in changes:
        kept = {i for part in change.parts if isinstance(part, tuple) for i in range(*part)}
        yield from (i for i in range(change.start, change.end) if i not in kept)


def _is_whole(text: str) -> bool:
    """Tell whether brackets and quotation marks come in pairs, and no placeholder has half a phrase behind it."""
    return (
        not TORN.search(text)
        and all(text.count(left) == text.count(right) for left, right in ("()", "[]", "“”"))
        and text.count('"') % 2 == 0
    )


def still_names(match: Match, rule: Rule, sentence: str) -> bool:
    """Tell whether somebody is still the cause: a factor that is a person is no better than one."""
    name = match.slots.get("agent", "")
    judged = match.target in PERSONS and not JUDGED.isdisjoint((rule.pack, *rule.labels))
    return judged and name.lower() not in ("", "i", "we") and name in sentence


def _label(analysis: Analysis, changes: Sequence[Change]) -> tuple[Recast, ...]:
    """`Root cause: …` becomes `Contributing factors: …` along with its value."""
    piece = analysis.sentence.piece
    listed = any(f"; {OTHERS}" in change.parts for change in changes)
    if piece.label is None or not listed:
        return ()
    start = piece.block.text.rfind(piece.label, 0, piece.start)
    if start < 0:
        return ()
    named = CAUSE.search(piece.label)
    first, last = (0, len(piece.label)) if named is None else named.span()
    return (Recast(start + first, start + last, (FACTORS if first else FACTORS.capitalize(),)),)


def _sentence(analysis: Analysis, found: Sequence[Recast]) -> str:
    piece = analysis.sentence.piece
    old = piece.block.text
    new = new_text(old, found)
    return new[min(piece.start, found[0].start) : len(new) - len(old) + piece.end].strip()


def _question(analysis: Analysis, changes: Sequence[Change], options: Sequence[Option]) -> list[Change]:
    """Ask once, behind the sentence, unless it asks already."""
    words = " ".join(part for change in changes for part in change.parts if isinstance(part, str))
    complete = all(option.level == "safe" or option.swaps for option in options)
    if complete or analysis.role is Role.HEADING or "‹" in words:
        return []
    end = len(analysis.sentence)
    return [Change(end, end, (ASK,))]


def _fitting(options: list[Option]) -> list[Option]:
    """Where words can safely be taken out, the rest of the sentence is a fact, and no question takes its place."""
    safe = any(option.level == "safe" for option in options)
    return [option for option in options if not (safe and option.asks)]


def _signature(analysis: Analysis, rules: Iterable[Rule]) -> Iterator[Change]:
    """`- Forgot to renew it (Dave)`: whoever stands behind the act in brackets goes as its subject would."""
    if not analysis.sentence.implied or all("action" in rule.labels for rule in rules):
        return  # behind an action stands its owner
    words, end = analysis.sentence.words, end_of_words(analysis.sentence)
    for mention in analysis.mentioned:
        bracketed = words[mention.start - 1] == "(" and words[mention.end : mention.end + 1] == [")"]
        if bracketed and mention.kind in TARGETS and mention.end + 1 >= end:
            yield Change(mention.start - 1, mention.end + 1, ())


def _options(analysis: Analysis, match: Match, rule: Rule) -> Iterator[Option]:
    for index, rewrite in enumerate(rule.rewrites):
        if rewrite.replace is not None:
            text = (rewrite.replace,) if rewrite.replace else ()
            yield Option(rewrite.level, (Change(*match.tokens, text),))
        elif rewrite.swap:
            if changes := swapped(analysis, match.tokens, rule, index):
                jibe = rule.pack == "safety"  # what was said of somebody is gone, and they may stay
                yield Option(rewrite.level, tuple(changes), swaps=rule.pack == "cause", unjudges=jibe)
        elif rewrite.recast == "question":
            asked = partial(_asked, analysis, match, rule.question)
            yield from (Option(rewrite.level, tuple(changes), asks=True) for changes in _tried([asked]))
        elif rewrite.recast:
            alone = rewrite.recast == "unjudged"
            ways = RECASTS[rewrite.recast](analysis, match, rule)
            back = _looking_back(analysis) if rewrite.recast == "agentless" else ()
            for changes in _tried(ways):
                yield Option(rewrite.level, tuple(combine([*changes, *back])), unjudges=alone)


def _looking_back(analysis: Analysis) -> tuple[Change, ...]:
    """`In hindsight, it should have …`: a fact needs no hindsight."""
    first = 1 if analysis.sentence.implied else 0
    words = tuple(analysis.sentence.lower[first : first + 2])
    if words not in HINDSIGHT:
        return ()
    return (Change(first, first + 2 + (analysis.sentence.word(first + 2) == ","), ()),)


def _tried(ways: Iterable[Way]) -> Iterator[list[Change]]:
    for way in ways:
        try:
            yield way()
        except CannotSay:
            continue


Way = Callable[[], list[Change]]


def _agentless(analysis: Analysis, match: Match, rule: Rule) -> Iterator[Way]:
    """The clauses of a finding that have somebody as their agent, in several wordings."""
    if analysis.sentence.lower[analysis.first_word] in CONVERSATION:
        yield partial(reproached, analysis)
    yield partial(titled, analysis)
    yield partial(beside_fact, analysis, *match.tokens)
    yield from (partial(way, analysis) for way in (faulted, answerable))
    clauses = _clauses(analysis, match)
    nominal = [clause for clause in clauses if clause.form in (Form.NOMINAL, Form.CAUSE_SLOT)]
    for wording in _wordings(analysis, unreal="hindsight" in rule.labels):
        if wording.possible and rule.pack in OF_VERDICTS:
            return  # `it was possible to get complacent` judges as before
        for clause in clauses:
            if clause not in nominal:
                yield partial(without_agent, analysis, clause.head, wording)
        if not wording.possible and not wording.skip:
            yield partial(explained, analysis, *match.tokens)
            yield from (partial(nouns.without_holder, analysis, clause) for clause in nominal)
            yield from (partial(Recaster(analysis).unreal, f.head) for f in _at(analysis, match))
            yield from (partial(with_means, analysis, clause.head) for clause in clauses)
            yield partial(nouns.unnamed, analysis, *match.tokens)
            yield partial(duty, analysis, *match.tokens)
            yield from (partial(way, analysis) for way in (reproach, asked_why, judged, thought))


def _wordings(analysis: Analysis, *, unreal: bool) -> Iterator[Wording]:
    """What happened before what was possible, adverbs that judge only where nothing else holds."""
    entries = [entry.hit for entry in analysis.entries.all if entry.lexicon in JUDGING]
    judging = frozenset(i for hit in entries if _stands_alone(analysis, hit) for i in range(hit.start, hit.end))
    for possible in (False, True):
        yield Wording(possible, unreal=unreal)
        if judging:
            yield Wording(possible, judging, unreal)


def _stands_alone(analysis: Analysis, hit: Hit) -> bool:
    """Whether nothing hangs on some words: `without comparing the counts` says what was not compared."""
    return all(c.i < hit.end for token in analysis.sentence.doc[hit.start : hit.end] for c in token.rights)


def _at(analysis: Analysis, match: Match) -> list[Clause]:
    return [f for f in analysis.clauses.clauses if match.tokens[0] <= f.head < match.tokens[1]]


def _clauses(analysis: Analysis, match: Match) -> list[Clause]:
    start, end = match.tokens
    frames = [f for f in analysis.frames if f.agent is not None]
    inside = [f for f in frames if start <= f.head < end or (f.agent and start <= f.agent.token < end)]
    inside.sort(key=lambda f: f.head != match.head)
    around = analysis.clauses.governing(start)
    found = [*inside, *((around,) if around is not None else ())]
    human = [f for f in dict.fromkeys(found) if f.agent is not None and f.agent.kind in HUMAN]
    meant = [f for f in human if f.agent and f.agent.kind.value == match.target]
    return meant if match.target else human


def _factor(analysis: Analysis, match: Match, rule: Rule) -> Iterator[Way]:
    """One cause among several, and no person in it."""
    claims = [c for c in analysis.claims if c.start < match.tokens[1] and match.tokens[0] < c.end]
    factor = partial(as_factor, analysis, *match.tokens)
    yield partial(_together, factor, partial(explained, analysis, *match.tokens))
    yield partial(explained, analysis, *match.tokens)
    yield partial(verdicts.all_of_it, analysis, *match.tokens)
    for claim in claims:
        for clause in analysis.frames:
            if (
                clause.agent is not None
                and clause.agent.kind in TARGETS
                and claim.filler[0] <= clause.head < claim.filler[1]
            ):
                yield partial(_together, factor, partial(_said, analysis, clause))
        if claim.human is not None:
            yield partial(_together, factor, partial(nouns.filler, analysis, claim))
        yield partial(_together, factor, partial(verdicts.verdict, analysis, claim))
    yield factor


def _together(*ways: Way) -> list[Change]:
    return [change for way in ways for change in way()]


def _said(analysis: Analysis, clause: Clause) -> list[Change]:
    if (whose := scoped(analysis, clause)) is not None:
        return [whose]
    if clause.form in (Form.NOMINAL, Form.CAUSE_SLOT):
        return nouns.without_holder(analysis, clause)
    return without_agent(analysis, clause.head, Wording())


def _unmet(analysis: Analysis, match: Match, rule: Rule) -> Iterator[Way]:
    yield partial(unmet, analysis)


def _conditions(analysis: Analysis, match: Match, rule: Rule) -> Iterator[Way]:
    ways = (titled, faulted, answerable, judged)
    yield from (partial(way, analysis) for way in ways)
    yield partial(beside_fact, analysis, *match.tokens)
    yield partial(explained, analysis, *match.tokens)
    yield partial(verdicts.conditions, analysis, *match.tokens)
    yield partial(verdicts.somebody, analysis, match.tokens[0], match.tokens[1] + verdicts.ALONE)
    yield partial(verdicts.outcome, analysis, *match.tokens)


def _unjudged(analysis: Analysis, match: Match, rule: Rule) -> Iterator[Way]:
    yield partial(verdicts.unjudged, analysis, *match.tokens)


def _asked(analysis: Analysis, match: Match, question: str | None) -> list[Change]:
    """Put the question in the place of a sentence that holds nothing but a verdict; raises `CannotSay`."""
    if question is None or "{" in question or _holds_facts(analysis, match):
        raise CannotSay
    text = analysis.sentence.text
    closing = text.endswith(")") and text.count("(") < text.count(")")
    if is_denied_why(analysis):
        asked = STOOD_IN_THE_WAY
    else:
        asked = ASK if any(m.kind is MentionKind.SELF for m in analysis.mentioned) else f"‹{question}›"
    return [Change(1 if analysis.sentence.implied else 0, len(analysis.sentence) - closing, (asked,))]


def _holds_facts(analysis: Analysis, match: Match) -> bool:
    """Tell whether a sentence says more than what is found in it: numbers, code, things, acts."""
    sentence, piece = analysis.sentence, analysis.sentence.piece
    if analysis.role is Role.HEADING or analysis.around.section is SectionKind.TIMELINE:
        return True  # the text below stands under what it says
    if any(t.dep_ in CLAUSAL and own_subject(t) is not None and not _is_hearsay(t) for t in sentence.doc):
        return True  # `it was a blunder, and I am sorry`
    if any(t.lemma_.lower() in TELLING and is_passive(t) for t in sentence.doc):
        return True  # `he had been told twice`
    inside = (mask for mask in piece.block.prose.masks if mask.start < piece.end and piece.start < mask.end)
    # All in bold, and without a full stop, it would be a heading.
    if any(mask.kind not in EMPHASIS or mask.start <= piece.start for mask in inside):
        return True
    people = {i for mention in analysis.mentioned if mention.kind in HUMAN for i in range(mention.start, mention.end)}
    people |= {
        i
        for entry in analysis.entries.all
        if entry.lexicon in OF_PERSONS
        for i in range(entry.hit.start, entry.hit.end)
    }
    told = [t.i for t in sentence.doc if t.pos_ in CONTENT and t.i not in people]
    aside = [i for i in told if i not in range(*match.tokens)]
    if analysis.clauses.assertion.is_question:
        aside = []  # it asks, and tells nothing
    return any(map(str.isdigit, sentence.text)) or len(aside) > ASIDE or len(told) > IN_ALL


def _is_hearsay(verb: Token) -> bool:
    """`… and everybody on the ward says so`."""
    return verb.lemma_ in ("tell", "say", "agree", "confirm") and any(c.lower_ == "so" for c in verb.children)


def _measure(analysis: Analysis, match: Match, rule: Rule) -> Iterator[Way]:
    of_works = (accompanied, shared, followed, ensured, shown, eased, handed_over, enforced)
    of_persons = (guarded, reproached, undertaken, concerned, open_measure)
    yield from (partial(way, analysis) for way in (*of_works, *of_persons))


def _guard(analysis: Analysis, match: Match, rule: Rule) -> Iterator[Way]:
    ways = (
        accompanied,
        shared,
        followed,
        ensured,
        shown,
        handed_over,
        guarded,
        enforced,
        reproached,
        concerned,
        open_measure,
    )
    yield from (partial(way, analysis) for way in ways)


def _open_measure(analysis: Analysis, match: Match, rule: Rule) -> Iterator[Way]:
    ways = (reproached, undertaken, guarded, concerned, open_measure)
    yield from (partial(way, analysis) for way in ways)


RECASTS: dict[str, Callable[[Analysis, Match, Rule], Iterator[Way]]] = {
    "agentless": _agentless,
    "conditions": _conditions,
    "factor": _factor,
    "guard": _guard,
    "measure": _measure,
    "open-measure": _open_measure,
    "unjudged": _unjudged,
    "unmet": _unmet,
}
"""What a rule may ask for with `recast`."""
