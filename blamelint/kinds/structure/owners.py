"""Who has an action, until when, and where it is tracked."""

from __future__ import annotations

import re

from blamelint.kinds.structure.items import DUE_COLUMN, EMPTY_CELL, OWNER_COLUMN, TICKET_COLUMN, Item
from blamelint.language.people import CAPITAL, EMAIL, LETTER, People

TICKET = re.compile(
    r"\b[A-Z][A-Z0-9]{1,9}-\d+\b|(?<![\w&])#\d+\b|\b(?:ticket|issue|bug|jira|PR|MR|case|change)\s*[:#]?\s*\d+", re.ASCII
)
HANDLE = re.compile(r"(?<![\w/.`])@[A-Za-z][\w./-]*|<[@!][\w^|-]+>")
OWNER_WORDS = re.compile(
    r"\b(?:owners?|owned by|assignees?|assigned to|responsible|dri|lead|who|poc)\b\s*(?::|=|–|-|—)?\s*\S|"
    r"\bassigned\b|\bowned\b|\btaken by\b|\bled by\b",
    re.IGNORECASE,
)
_OPEN_OWNER = re.compile(
    r"\b(?:owners?|assignees?|dri)\b\s*[:=–—-]\s*(?:tbd|tba|tbc|\?+|none|n/?a|nobody|unassigned|$|[)\]])", re.IGNORECASE
)
TRAILING_NAME = re.compile(
    rf"(?:[(\[]\s*{CAPITAL}[\w.&/ -]{{0,30}}(?:[,;:][^()\[\]]*)?[)\]]|"
    rf"\s[–—-]\s*{CAPITAL}{LETTER}+(?:[ &/]{{1,3}}[\w&]+){{0,3}}|\([\w.-]+(?:\s*[+,&/]\s*[\w.-]+)*\))\W*$"
)
LEADING_NAME = re.compile(rf"\W*{CAPITAL}[\w.&/-]*(?: [\w.&/-]+){{0,2}}\s*(?::|\bto\s+[a-z]|\bwill\b|\bshall\b)")
TEAM = re.compile(
    r"\b(?:team|squad|folks|people|guys|guild|crew|department|group|desk|office|working group|committee|rota|"
    r"engineering|operations|vendor)\b",
    re.IGNORECASE,
)
DATE = re.compile(
    r"\b\d{4}-\d\d(?:-\d\d)?\b|\b\d{1,2}[./]\d{1,2}(?:[./]\d{2,4})?\b|\b(?:q[1-4]|h[12]|w(?:eek )?\d{1,2}|"
    r"sprint \d+)\b|"
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|sept|oct|nov|dec)[a-z]*\.? \d|\b\d{1,2}(?:st|nd|rd|th)? (?:of )?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|\b(?:by|until|before|this|next|within|"
    r"end of) (?:the )?(?:end|next|this|mon|tue|wed|"
    r"thu|fri|week|month|quarter|sprint|year|\d+)|\b(?:today|tomorrow|done|completed?|finished|in progress|asap|"
    r"immediately|already)\b",
    re.IGNORECASE,
)


def has_owner(item: Item, people: People) -> bool:
    """Tell whether somebody has taken an action: a person, a team, or a ticket that knows who."""
    if (cell := _cell(item, OWNER_COLUMN)) is not None:
        return bool(cell) or has_ticket(item)
    text = " ".join(block.text for block in item.blocks)
    if HANDLE.search(text) or EMAIL.search(text) or has_ticket(item) or TEAM.search(text):
        return True
    if OWNER_WORDS.search(text) and not _OPEN_OWNER.search(text):
        return True
    return bool(TRAILING_NAME.search(text) or LEADING_NAME.match(text) or people.spans(text))


def has_due(item: Item) -> bool:
    """Tell whether an action says until when, or is done."""
    if item.blocks[0].list and item.blocks[0].list.checked:
        return True
    if _cell(item, DUE_COLUMN):
        return True
    return any(DATE.search(block.text) for block in item.blocks)


def has_ticket(item: Item) -> bool:
    """Tell whether an action leads to a ticket, by number or by link."""
    if _cell(item, TICKET_COLUMN):
        return True
    return any(
        TICKET.search(block.text)
        or any(mask.kind in ("url", "link") or "#" in (mask.target or "") for mask in block.prose.masks)
        for block in item.blocks
    )


def names_owners(item: Item) -> bool:
    """Tell whether the shape of an action asks for an owner: a column for it, or a box to tick."""
    if any(OWNER_COLUMN.fullmatch(column.strip()) for column in item.columns):
        return True
    place = item.blocks[0].list
    return (place is not None and place.checked is False) or any(
        _OPEN_OWNER.search(block.text) for block in item.blocks
    )


def _cell(item: Item, column: re.Pattern[str]) -> str | None:
    """Return what a column says of an action; None without such a column, empty for dashes and the like."""
    headers = [header for header in item.columns if column.fullmatch(header.strip())]
    if not headers:
        return None
    texts = (item.cells.get(header, "") for header in headers)
    return " ".join(text for text in texts if not EMPTY_CELL.fullmatch(text))
