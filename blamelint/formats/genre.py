"""What kind of document a Markdown file is: only a postmortem can lack the parts of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import PurePosixPath

from blamelint.document import Block, Document, Part, Prose, Role, SectionKind


class Genre(StrEnum):
    """What a document is meant to be."""

    POSTMORTEM = "postmortem"
    """A whole report: several of the usual sections, filled in."""

    TEMPLATE = "template"
    """A form to fill in, or a report of which most is still to be written."""

    GUIDE = "guide"
    """A text about postmortems."""

    OTHER = "other"
    """A status note, a fragment, or something else altogether."""


CORE: dict[SectionKind, str] = {
    SectionKind.SUMMARY: "summary",
    SectionKind.IMPACT: "impact",
    SectionKind.TIMELINE: "timeline",
    SectionKind.DETECTION: "detection",
    SectionKind.CAUSES: "causes",
    SectionKind.FACTORS: "causes",
    SectionKind.RESPONSE: "response",
    SectionKind.ACTIONS: "actions",
    SectionKind.LESSONS: "lessons",
    SectionKind.WENT_WELL: "lessons",
    SectionKind.WENT_WRONG: "lessons",
}
"""Sections of which a postmortem has several, and the part that each stands for."""

_MAIN = frozenset({"summary", "impact", "timeline", "causes", "actions"})
_KEYS = ("kind", "type", "genre", "doctype", "document-type", "document_type")
_DECLARED = {
    "template": Genre.TEMPLATE,
    "form": Genre.TEMPLATE,
    **dict.fromkeys(
        "guide guideline guidelines howto how-to essay article handbook policy process".split(), Genre.GUIDE
    ),
}
_REPORT = r"(?:post-?mortems?|incident|outage|rca|root cause|after[- ]action|retrospective|coe|review|report|pir)"
_TEMPLATE_TITLE = re.compile(
    rf"\b{_REPORT}\b.*\btemplate\b(?!\s+(?:engine|service|render\w*|cache))|\btemplate$|^template\b", re.IGNORECASE
)
_GUIDE_TITLE = re.compile(
    rf"^how (?:to|we)\b.*\b(?:{_REPORT}|incidents?|outages?|blameless|blame)\b|\b(?:guide|guidelines?|handbook|"
    rf"best practices|"
    rf"culture|101|faq|cheat ?sheet)\b|^(?:what is|what are|why) .*\b{_REPORT}\b|\b{_REPORT}\b.*\b(?:policy|process)$",
    re.IGNORECASE,
)
_TEMPLATE_STEM = re.compile(r"(?:^|[-_ .])template$|^template(?:[-_ .]|$)", re.IGNORECASE)
_GUIDE_STEM = re.compile(
    r"(?:^|[-_ .])(?:guide|guidelines?|how-?to|handbook|readme|contributing|policy|process|culture)$", re.IGNORECASE
)
_TEMPLATE_FOLDERS = frozenset({"templates", "template", "issue_template", "pull_request_template"})
_BLANK = re.compile(
    r"\W*(?:todo|tbd|tba|tbc|fixme|xxx+|fill (?:me |this )?in|\.\.\.|…)\b(?:\W+\w+){0,3}\W*$|\W*(?:\.{3}|…)\W*$|"
    r"\W*(?:lorem ipsum|yyyy|hh:mm)|"
    r"\W*(?:briefly |please )?(?:describe|explain|list|summari[sz]e|insert) (?:the|any|all|a|an|what|how|who|when|"
    r"why|here|each|your|in)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\W*+(?:todo|tbd|tba|tbc|fixme|xxx+|fill (?:me |this )?in)?\W*+", re.IGNORECASE)
_SLOT = re.compile(
    r"<[A-Za-z][^<>\n]{1,60}>|\{\{.*?\}\}|\{%.*?%\}|\$\{\w+\}|_{4,}|\[[A-Z][^\]\n]{2,60}\](?![(\[:])|%\w+%"
)
_OPEN_QUESTION = re.compile(r"(?:\w+(?:[ -]\w+){0,3}:)?\W*(?:‹[^‹›]+›\W*)+")
"""What rewrites and our own form leave to be answered, perhaps behind a label, and no sentence before it."""

_HTML = re.compile(
    r"</?(?:a|b|br|i|p|em|li|ul|ol|td|th|tr|hr|div|img|sub|sup|code|span|strong|details|summary|table|https?:)\b",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"(?:investigating|identified|monitoring|resolved|update|in progress|scheduled|completed)\b", re.IGNORECASE
)
_CLOCK = re.compile(r"\b(?:[01]?\d|2[0-3])[:.h][0-5]\d\b|\b\d{1,2} ?[ap]\.?m\b", re.IGNORECASE)
_ADDRESS = re.compile(r"\b(?:you|your|yours|you're|you'll|yourself)\b", re.IGNORECASE)
_TOPIC = re.compile(
    r"\b(?:post-?mortems|blameless(?:ness)?|a post-?mortem|an incident|incidents|retrospectives)\b", re.IGNORECASE
)
_DISCOURSE = re.compile(
    r"\b(?:blam(?:e|ed|es|ing|eless|elessness)|just culture|near[- ]miss(?:es)?|accountab\w+|hindsight|"
    r"psychological(?:ly)? saf\w+|human error|root causes?|contributing factors?|post-?mortems?)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\b\d[\d.,:]*")
_WORD = re.compile(r"\w+(?:['’]\w+)?")
_MIN_SHARE = 0.5
"""Share of placeholders from which a document counts as a form."""


def genre(document: Document) -> Genre:
    """Tell what kind of document this is; in doubt it is something else than a postmortem."""
    key = ("genre", document.source.path, document.source.text)
    return document.memory.recall(key, lambda: _genre(document))


def _genre(document: Document) -> Genre:
    declared = _declared(document) or _named(document)
    if declared is not None:
        return declared
    if _placeholder_share(document) >= _MIN_SHARE:
        return Genre.TEMPLATE
    body = [block for block in document.blocks if block.role is not Role.HEADING and not block.quote]
    words = _count(body, _WORD)
    if _is_guide(body, words):
        return Genre.GUIDE
    return Genre.POSTMORTEM if _is_whole(document, body, words) else Genre.OTHER


def _declared(document: Document) -> Genre | None:
    data = document.front_matter.data if document.front_matter else {}
    values = (str(data[key]).strip().lower() for key in _KEYS if key in data)
    return next((_DECLARED[value] for value in values if value in _DECLARED), None)


def _named(document: Document) -> Genre | None:
    path = PurePosixPath(document.source.path.replace("\\", "/"))
    if _TEMPLATE_STEM.search(path.stem) or _TEMPLATE_FOLDERS & {part.lower() for part in path.parts[:-1]}:
        return Genre.TEMPLATE
    title = next((section.title for section in document.sections if section.level == 1), "")
    if _TEMPLATE_TITLE.search(title):
        return Genre.TEMPLATE
    return Genre.GUIDE if _GUIDE_STEM.search(path.stem) or _GUIDE_TITLE.search(title) else None


def is_placeholder(document: Document, block: Block) -> bool:
    """Tell whether a block only says what is to be written there."""
    acts = document.section_of(block).kind is SectionKind.ACTIONS
    return block.prose.recall(
        ("placeholder", acts), lambda: _is_placeholder(block.prose, document.source.slice(block.span), acts=acts)
    )


def _is_placeholder(prose: Prose, raw: str, *, acts: bool) -> bool:
    text = prose.text.strip()
    templates = max((mask.end - mask.start for mask in prose.masks if mask.kind == "template"), default=0)
    if templates > len(text) // 2:
        return True
    if _OPEN.fullmatch(text) or _OPEN_QUESTION.fullmatch(text):
        return True
    if not acts and _BLANK.match(text) and len(text) < 300:
        return True
    raw = _HTML.sub("", raw)
    slots = sum(len(match[0]) for match in _SLOT.finditer(raw))
    return slots > 0 and slots * 2 >= len(raw.strip()) - _label_length(raw)


def _label_length(raw: str) -> int:
    label = re.match(r"[^:]{2,40}:\W*", raw)
    return label.end() if label else 0


def _placeholder_share(document: Document) -> float:
    """Count headings with nothing under them as placeholders, and table headers not at all."""
    parents = {section.parent for section in document.sections}
    said = [(number, one) for part in document.parts for number, one in _said(document, part)]
    filled = {number for number, one in said if one.filled}
    answered = {number for number, one in said if one.answered}
    empty = sum(
        section.index not in filled and section.index not in parents and section.level > 1
        for section in document.sections
    )
    body = sum(one.blocks for _, one in said)
    blank = sum(one.blank + (one.loose if number not in answered else 0) for number, one in said)
    if empty + blank < 3:
        return 0.0
    return (empty + blank) / (body + empty)


@dataclass(frozen=True, slots=True)
class _Said:
    """How much a section says in one of its parts."""

    filled: bool
    """Whether anything stands there but headings."""

    blocks: int
    """How many blocks there are, apart from headings and headers of tables."""

    answered: bool
    """Whether one of them is no question."""

    blank: int
    """How many of them only say what is to be written there."""

    loose: int
    """How many of the others stand outside lists."""


def _said(document: Document, part: Part) -> Iterable[tuple[int, _Said]]:
    """Tell by section how much a part says."""

    def look() -> list[tuple[int, _Said]]:
        by_section = groupby(part.blocks, key=lambda block: block.section)
        return [(number - first, _counted(document, list(blocks))) for number, blocks in by_section]

    first = part.blocks[0].section
    return [(first + by, one) for by, one in part.words.latest(_Said, document.kinds_of(part), look)]


def _counted(document: Document, blocks: Sequence[Block]) -> _Said:
    text = [block for block in blocks if block.role is not Role.HEADING]
    body = [block for block in text if not (block.cell and block.cell.row == 0)]
    blank = [is_placeholder(document, block) for block in body]
    loose = sum(not empty and not block.list for block, empty in zip(body, blank, strict=True))
    answered = any(not block.text.rstrip().endswith("?") for block in body)
    return _Said(bool(text), len(body), answered, sum(blank), loose)


def _is_guide(body: Iterable[Block], words: int) -> bool:
    """Advice speaks to a reader, or about incidents in general, and knows no time of day."""
    if words < 80 or any(_found(block, _CLOCK) for block in body):
        return False
    if _count(body, _ADDRESS) * 60 > words or _count(body, _TOPIC) * 80 > words:
        return True
    return _is_essay(body, words)


def _is_essay(body: Iterable[Block], words: int) -> bool:
    """A text about blame uses the words for it, several of them, and next to no figures, as no report does."""
    terms = [term.lower() for block in body for term in _found(block, _DISCOURSE)]
    return len(set(terms)) >= 4 and len(terms) * 50 > words and _count(body, _FIGURE) * 100 < words


def _count(body: Iterable[Block], pattern: re.Pattern[str]) -> int:
    return sum(len(_found(block, pattern)) for block in body)


def _found(block: Block, pattern: re.Pattern[str]) -> list[str]:
    """List what a pattern finds in a block; looked for once in the same words."""
    return block.prose.recall(pattern, lambda: [match[0] for match in pattern.finditer(block.text)])


def _is_whole(document: Document, body: list[Block], words: int) -> bool:
    written = {block.section for block in body}
    sections = [section for section in document.sections if section.index in written and section.heading is not None]
    parts = {CORE[section.kind] for section in sections if section.kind in CORE}
    if sum(_STATUS.match(section.title) is not None for section in document.sections) >= 2 and len(parts) < 4:
        return False
    if len(parts & _MAIN) < 2:
        return words > 300 and len(parts) >= 2
    return words >= (40 if len(parts) >= 3 else 120)
