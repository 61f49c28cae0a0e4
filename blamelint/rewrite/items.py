"""Action items: where their words begin and end, and which sentences are none."""

from __future__ import annotations

from collections.abc import Callable

from blamelint.document import SectionKind
from blamelint.language.analysis import Analysis
from blamelint.language.syntax import own_subject
from blamelint.rewrite.acts import CannotSay
from blamelint.rewrite.changes import Change, Part, end_of_words
from blamelint.rewrite.verbs import DAYS, MONTHS, PERFECT

PLACE = "‹tool or step›"

UNNAMED = "‹the step that went wrong›"
"""What an item has to do with, where nothing in it tells."""

LONG_ITEM = 24
"""Tokens from which on a sentence tells a tale."""

LEADING = frozenset("when if whenever once".split())
"""Words that lead to the case in which an item holds."""

STRESSED = frozenset("attention awareness importance need necessity risk danger".split())
"""Nouns behind whose preposition a reminder says what it is about."""

TOLD = frozenset("remind tell inform warn teach stress emphasise emphasize reiterate repeat highlight explain".split())
"""Verbs whose clause is what a tool could show as well."""

SAME_IN_PAST = frozenset("read put set cut let shut split".split())
"""Verbs whose past the tagger guesses: `all engineers, read the notice`."""

SIGNS = frozenset(", ; - – — |".split())
"""What stands between an item and a note about it."""

BY_WHEN = frozenset("by before in within on from next this end due at as".split())
"""Words that lead to a deadline."""

BEFORE_WHEN = frozenset("the latest no later than eta deadline".split())
"""Words between those and the time."""

LASTING = frozenset("for during of over until till since".split())
"""Words before a time that say how long something is to last."""

WHEN = frozenset(
    "week month quarter year sprint release day today tomorrow january eow eom eoq eoy eod q1 q2 q3 q4 h1 h2 noon "
    "midnight spring summer autumn winter jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat "
    "sun".split()
)
"""What a deadline is told by, besides days and months."""

OF_NOTES = frozenset(
    "by before until till in within on from next this end due at as of the coming latest owner owners owned eta "
    "deadline p0 p1 p2 p3 : / . - – — # and all st nd rd th for weeks months days".split()
)
"""What else may stand in a note about an owner or a deadline."""

MEETINGS = frozenset("all-hands meeting meetings stand-up standup stand-ups retro retrospective townhall".split())
"""Where people are told things."""

FILLERS = tuple(
    tuple(words.split())
    for words in (
        "in future",
        "in the future",
        "from now on",
        "from here on",
        "going forward",
        "moving forward",
        "next time",
        "at all times",
        "again",
        "seriously",
        "please",
        "for once",
        "this time",
        "ever again",
        "any more",
        "anymore",
        "always",
    )
)
"""What a measure says by being one: it holds from now on."""

OWNED = 8
"""Tokens within which a bracket at the start of an item holds its owner."""

TAKING = frozenset("take takes taken taking treat treats treated treating".split())
"""Verbs that cannot do without their adverb."""

Wording = Callable[[Analysis, int], tuple[Part, ...] | None]


LITTLE = (("it", "takes"), ("it", "costs"), ("it", "only"), ("it", "just"))
"""How an item goes on that says how little it asks for."""


def item(analysis: Analysis, wording: Wording) -> list[Change]:
    """Say an item in another wording, up to its owner and its deadline; raises `CannotSay` where that has none."""
    first = _first(analysis)
    end = _before_notes(analysis, first, end_of_words(analysis.sentence))
    last = _before_fillers(analysis, first, end)
    parts = None if last - first < 1 or _is_past(analysis) or _is_torn(analysis) else wording(analysis, last)
    if parts is None:
        raise CannotSay
    cried = _cried(analysis, end)
    said = _looking_forward(analysis, first, _begun(analysis, first, parts))
    return [Change(first, end + cried, (*said, ".") if cried else said)]


def _cried(analysis: Analysis, end: int) -> int:
    """How many exclamation marks stand behind an item: a measure needs none."""
    behind = analysis.sentence.words[end:]
    return len(behind) if behind and set(behind) <= {"!"} else 0


def _looking_forward(analysis: Analysis, first: int, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """`We have reminded …` → `We will change …`: what was done stays done, and is no measure to come."""
    opening = analysis.sentence.lower[first : first + 2]
    done = opening[:1] == ["we"] and (opening[1:] in (["have"], ["'ve"]) or analysis.sentence[first + 1].tag_ == "VBD")
    return ("we will", *parts) if done and isinstance(parts[0], str) else parts


def _begun(analysis: Analysis, first: int, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Begin behind an owner in brackets with a capital where the old words did."""
    opening, *rest = parts
    owned = first > 0 and analysis.sentence.words[first - 1] == ")" and analysis.sentence.words[first][:1].isupper()
    return (opening[:1].upper() + opening[1:], *rest) if owned and isinstance(opening, str) else parts


def _first(analysis: Analysis) -> int:
    """Where the words of an item begin, behind an owner in brackets: `(Ines) Remind drivers to …`."""
    words = analysis.sentence.words
    return words.index(")") + 1 if words[0] == "(" and ")" in words[:OWNED] else int(analysis.sentence.implied)


def refuse_tale(analysis: Analysis) -> None:
    """A long sentence outside of lists says more than an item does; raises `CannotSay`."""
    if len(analysis.sentence) > LONG_ITEM and not _is_of_actions(analysis):
        raise CannotSay


def _is_of_actions(analysis: Analysis) -> bool:
    return analysis.around.section is SectionKind.ACTIONS


def tells_fact(analysis: Analysis) -> bool:
    """Tell whether a sentence says how things are, outside of actions: `this comes down to not paying attention`."""
    root = next((t for t in analysis.sentence.doc if t.dep_ == "ROOT"), None)
    subject = None if root is None else own_subject(root)
    if root is None or subject is None or _is_of_actions(analysis):
        return False
    return root.tag_ in ("VBZ", "VBD") and subject.lower_ in ("it", "this", "that", "there")


def _is_past(analysis: Analysis) -> bool:
    """`should have been …` looks back, and so does what somebody did."""
    told = analysis.around.section not in (SectionKind.ACTIONS, SectionKind.LESSONS)
    root = next((t for t in analysis.sentence.doc if t.dep_ == "ROOT"), None)
    verbs = () if root is None else (root, *(c for c in root.children if c.dep_ != "ccomp"))
    if told and any(t.tag_ == "VBD" and t.lower_ not in SAME_IN_PAST for t in verbs):
        return True
    words = analysis.sentence.lower
    return any(
        word in ("should", "could", "would", "need", "might") and not PERFECT.isdisjoint(words[i + 1 : i + 3])
        for i, word in enumerate(words)
    )


def _is_torn(analysis: Analysis) -> bool:
    """`Remind the captain (this week: Leo) to …`: a label that ends within brackets, with words behind them."""
    piece = analysis.sentence.piece
    rest = piece.block.text[piece.end :].rstrip(" .;")
    return piece.text.count("(") > piece.text.count(")") and not rest.endswith(")")


def _before_notes(analysis: Analysis, first: int, last: int) -> int:
    """Leave `, next sprint`, `by Friday` and `(owner: Ines, May)` at the end as they are."""
    while (end := _before_note(analysis, first, last)) < last:
        last = end
    return last


def _before_note(analysis: Analysis, first: int, last: int) -> int:
    words = analysis.sentence.words
    opening = max((i for i in range(first, last) if words[i] in ("(", "[")), default=0)
    if opening > first + 1 and (words[last - 1] in (")", "]") or not {")", "]"} & set(words[opening:last])):
        return opening
    for start in range(last - 1, first + 1, -1):
        if not _is_of_note(analysis, start):
            break
        noted = any(_is_date(analysis, i) or i in analysis.sentence.people for i in range(start, last))
        if noted and words[start] in SIGNS:
            return start
        if analysis.sentence.lower[start] in BY_WHEN and _is_deadline(analysis, start, last):
            begin = _start_of_deadline(analysis, start)
            return last if analysis.sentence.lower[begin - 1] in LASTING else begin
    return last


def _start_of_deadline(analysis: Analysis, start: int) -> int:
    """`, by the end of May` as a whole."""
    while start > 1 and analysis.sentence.lower[start - 1] in SIGNS | BY_WHEN | BEFORE_WHEN:
        start -= 1
    return start


def _is_of_note(analysis: Analysis, index: int) -> bool:
    word = analysis.sentence.lower[index]
    signed = word in SIGNS | OF_NOTES or index in analysis.sentence.people
    return signed or _is_date(analysis, index)


def _is_date(analysis: Analysis, index: int) -> bool:
    word, token = analysis.sentence.lower[index], analysis.sentence[index]
    numbered = token.like_num or word[:1].isdigit()
    return numbered or word in WHEN | MONTHS | DAYS


def _is_deadline(analysis: Analysis, start: int, last: int) -> bool:
    """`by Friday`, and not `within five minutes`, which says how soon the act itself is to be done."""
    rest = range(start + 1, last)
    named = any(analysis.sentence.lower[i] in WHEN | MONTHS | DAYS for i in rest)
    named = named or analysis.sentence.lower[start] == "by"
    return named and not any(i in analysis.sentence.people for i in rest)


def _before_fillers(analysis: Analysis, first: int, last: int) -> int:
    last = _before_price(analysis, first, _before_meeting(analysis, first, last))
    words = tuple(analysis.sentence.lower[first:last])
    found = next((filler for filler in FILLERS if words[-len(filler) :] == filler), ())
    if found == ("seriously",) and not TAKING.isdisjoint(words):
        found = ()  # `reports are to be taken seriously`: the verb says nothing without it
    end = last - len(found)
    while end > first and analysis.sentence.words[end - 1] in (",", ";"):
        end -= 1
    return _before_fillers(analysis, first, end) if found and end > first else end


def _before_price(analysis: Analysis, first: int, last: int) -> int:
    """`…, it costs nothing`: how little is asked for."""
    words = analysis.sentence.lower
    starts = (i for i in range(first + 1, last - 3) if words[i] == "," and tuple(words[i + 1 : i + 3]) in LITTLE)
    return next(starts, last)


def _before_meeting(analysis: Analysis, first: int, last: int) -> int:
    """`at the next safety meeting`: where people are told is of no matter to what the work does."""
    if analysis.sentence.lower[last - 1] not in MEETINGS:
        return last
    return max(
        (i for i in range(first + 2, last) if analysis.sentence.lower[i] in ("at", "in", "during")), default=last
    )


def after_case(analysis: Analysis) -> int:
    """Where an item begins behind the case in which it holds."""
    first = _first(analysis)
    words = analysis.sentence.lower
    return words.index(",", first) if words[first] in LEADING and "," in words[first:] else first


def case_of(analysis: Analysis) -> tuple[Part, ...]:
    """`When the probe fails, check …`: the case in which an act is asked for comes behind it."""
    first = _first(analysis)
    comma = after_case(analysis)
    return (analysis.sentence.lower[first], (first + 1, comma)) if comma > first + 1 else ()
