"""Cut a block into the pieces that are parsed one by one.

A piece is a sentence, or a label that stands before one ("Root cause: …"), without a leading time stamp. Pieces are
parsed alone, so that a finding depends on nothing but its sentence and the people known so far.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from blamelint.document import Block, Document

ABBREVIATIONS = frozenset(
    "e.g i.e etc vs cf approx ca mr mrs ms mx dr prof st no nr fig sec dept inc ltd corp co jr sr a.m p.m al incl resp "
    "est min max hr hrs jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun".split()
)
BOUNDARY = re.compile(r"(?<![.!?…])(?P<mark>[.!?…]++)(?P<close>[\"'”’)\]›]*+)\s++(?=\S)")
ZONE = r"(?:\s*(?:[ap]\.?m\b\.?|utc|gmt|z|cest|cet|bst|ist|pst|pdt|est|edt|cst|brt|msk|jst|hrs?|h)\b)?"
DATE = r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})"
CLOCK = rf"(?:[~≈]|ca\.?\s|at\s|around\s|about\s)?\s*\d{{1,2}}(?:[:.h]\d{{2}}){{1,2}}(?:\.\d+)?{ZONE}{ZONE}"
TIME_LEAD = re.compile(
    rf"\s*[\[(]?\s*(?:{DATE}[T,]?\s*)?(?:{CLOCK}|{DATE})(?:\s*(?:-|–|—|to|until|->|→)\s*(?:{DATE}\s*)?{CLOCK})?(?:\s+(?:{DATE}|\d{{1,2}}\s+\w{{3,9}}\s+\d{{4}}))?"
    rf"\s*[\])]?\s*[-–—:|,>→]*\s+",
    re.IGNORECASE,
)
DAY = r"(?:\d{1,2}\s+\w{3,9}\s+\d{4}|\w{3,9}\s+\d{1,2},?\s+\d{4})"
ENTRY = re.compile(
    rf"(?<=\S\s)(?<!\d\s)(?:{DATE}[T,]?\s*)?{CLOCK}(?:\s+(?:{DATE}|{DAY}))?\s*[-–—:]+\s+(?=\w)", re.IGNORECASE
)
CHECKBOX = re.compile(r"\s*\[[ xX]\]\s+")
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
WHEN = (
    rf"(?:{DATE}|(?:{ORDINAL}\s+{MONTH}|{MONTH}\s+{ORDINAL})(?:,?\s+\d{{4}})?|"
    r"(?:(?:the|next|this|coming|end|of)\s+)*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|month|quarter|sprint|"
    r"year|q[1-4](?:\s+\d{4})?|today|tomorrow))"
)
DASHED = r"\s*(?:–|—|(?<=\s)-)\s+(?=\S)"
DEADLINE_LEAD = re.compile(rf"(?:by|due|until|before|eta|deadline)\s+{WHEN}(?:\s*:\s+|{DASHED})", re.IGNORECASE)
"""By when an action is to be done: `By 15 May – …`."""
TICKET_LEAD = re.compile(rf"(?:[A-Z][A-Z0-9]+-\d+|[PQ]\d){DASHED}|[A-Z]{{1,5}}-\d{{1,4}}\s+(?=[A-Z][a-z])")
"""Under which name an action is known elsewhere, how urgent it is, or for which quarter: `AI-3 – …`, `P1 – …`,
`CA-7 Review …`."""
NUMBER_LEAD = re.compile(r"\s*(?:\(?\d{1,2}[.)]|[a-z]\)|Q:|A:)\s+")
LABEL = re.compile(r"(?P<label>[^\s.:;!?(][^.:;!?]{0,58}?)\s*(?P<sign>:|=|—|–| -)\s+(?=\S)")
BOLD = re.compile(rf"(?P<label>[^\s.;!?(][^.;!?]{{0,58}}?){DASHED}")
ASIDE = re.compile(r"[(\[]\s*(?P<label>@?[\w.@ -]{2,30}?)\s*[)\]]\s+(?=[a-z])")
"""A name in brackets before what its bearer did: `(Yara) flipped DNS`."""
FINITE = re.compile(
    r"\b(?:is|was|are|were|be|been|has|had|have|did|do|does|that|which|who|will|would|should|could|seems?|so|"
    r"and then)\b",
    re.IGNORECASE,
)
LABEL_WORDS = re.compile(
    r"(?:\w+\s)?(?:(?:root|main|primary|likely|probable|direct|underlying|true|real|actual)\s+)*"
    r"(?:causes?|rc|rca|reason|trigger|culprit|problem|issue)(?:\s+of\s.*)?(?:\s+identified|\s+found)?",
    re.IGNORECASE,
)
MAX_LABEL_WORDS = 8
LONGEST = 1000
"""Characters of a sentence; a longer one is read in parts, since reading one takes time by the square of its length."""

REACH = 40
"""Characters around a full stop that tell what it ends."""

QUOTES = re.compile(r"\"[^\"]*\"|“[^”]*”|«[^»]*»|(?<!\w)'[^']*'(?!\w)|(?<!\w)‘[^’]*’(?!\w)")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a block that is parsed as one sentence."""

    block: Block
    """Where it stands."""

    start: int
    """In the block's clean prose."""

    end: int
    """In the block's clean prose, half-open."""

    label: str | None = None
    """The label before it, when it is the value of one."""

    is_label: bool = False
    """Whether it is itself the label of the following piece."""

    @property
    def place(self) -> tuple[int, int]:
        """Its block and its start: no two pieces of a document share them."""
        return self.block.index, self.start

    @property
    def text(self) -> str:
        """Its prose."""
        return self.block.text[self.start : self.end]


def cut(block: Block) -> list[Piece]:
    """Cut a block into pieces, in reading order."""
    pieces: list[Piece] = []
    for begin, end in entries(block.text):
        start = begin + lead_end(block.text[begin:end])
        for from_, to in sentences(block.text, start, end):
            pieces.extend(_take_label(block, from_, to))
    return pieces


def pieces_of(document: Document, block: Block) -> list[Piece]:
    """Cut a block of a document into pieces, from memory when its words have not changed."""
    cuts = block.prose.recall("pieces", lambda: [(p.start, p.end, p.label, p.is_label) for p in cut(block)])
    return [Piece(block, *places) for places in cuts]


def entries(text: str) -> list[tuple[int, int]]:
    """Cut a paragraph before each time stamp that opens an entry: the lines of a timeline run on in Markdown."""
    cuts = [0, *(match.start() for match in ENTRY.finditer(text) if match.start()), len(text)]
    return list(pairwise(cuts))


def lead_end(text: str) -> int:
    """Find where language begins after check boxes, numbers, time stamps and deadlines."""
    at = 0
    for pattern in (CHECKBOX, TIME_LEAD, NUMBER_LEAD, TIME_LEAD, TICKET_LEAD, DEADLINE_LEAD):
        if match := pattern.match(text, at):
            at = match.end()
    while at < len(text) and (text[at] in " -–—|•*>→:,"):
        at += 1
    return at if at < len(text) else 0


def sentences(text: str, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, int]]:
    """Cut prose into sentences; yields half-open ranges without outer blanks."""
    text = text[:stop]
    begin = start
    for match in BOUNDARY.finditer(text, start):
        if not _ends_sentence(text, match):
            continue
        end = match.end("close")
        if text[begin:end].strip():
            yield from _parts(text, begin, end)
        begin = match.end()
    if text[begin:].strip():
        yield from _parts(text, begin, len(text.rstrip()))


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a sentence that is too long at the last blank before the limit."""
    while end - start > LONGEST:
        blank = text.rfind(" ", start + 1, start + LONGEST)
        stop = blank if blank > 0 else start + LONGEST
        yield start, stop
        start = stop + (blank > 0)
    yield start, end


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    if match["mark"] != ".":
        return True
    word = re.search(r"[^\s(\"“'\[]*$", text[max(match.start() - REACH, 0) : match.start()])
    before = word[0] if word else ""
    if before.lower() in ABBREVIATIONS:
        return False
    if re.fullmatch(r"[A-Z]|(?:[A-Za-z]\.)+[A-Za-z]", before):
        return "." in before and _starts_sentence(text[match.end() : match.end() + REACH])
    return not (before.isdigit() and len(before) < 3 and match.start() - len(before) == 0)


def _starts_sentence(rest: str) -> bool:
    first = rest.split(maxsplit=1)[0]
    return first in {
        "The",
        "This",
        "That",
        "He",
        "She",
        "They",
        "It",
        "We",
        "I",
        "A",
        "An",
        "In",
        "At",
        "When",
        "After",
    }


def _take_label(block: Block, start: int, end: int) -> list[Piece]:
    match = _bold(block, start, end) or _labelled(block, start, end) or ASIDE.match(block.text, start, end)
    if not match:
        return [Piece(block, start, end)]
    label = match["label"].strip(" *_")
    return [Piece(block, start, match.end("label"), is_label=True), Piece(block, match.end(), end, label=label)]


def _labelled(block: Block, start: int, end: int) -> re.Match[str] | None:
    match = LABEL.match(block.text, start, end)
    if match is None or not _names(match["label"]):
        return None
    return match if match["sign"] == ":" or LABEL_WORDS.fullmatch(match["label"]) else None


def _bold(block: Block, start: int, end: int) -> re.Match[str] | None:
    """`**Platform team** – …`, `**Owner: QA** – …`: what is set apart as a whole before a dash is a label."""
    match = BOLD.match(block.text, start, end)
    if match is None or not _names(match["label"]):
        return None
    from_, to = match.span("label")
    masks = block.prose.masks_in(from_, to)
    return match if any((mask.kind, mask.start, mask.end) == ("strong", from_, to) for mask in masks) else None


def _names(label: str) -> bool:
    """Whether some words are short and no clause."""
    return len(label.split()) <= MAX_LABEL_WORDS and not FINITE.search(label)


def quoted_ranges(text: str) -> list[tuple[int, int]]:
    """Find what stands between quotation marks, marks included."""
    return [match.span() for match in QUOTES.finditer(text)]
