"""What can be written next: in allow comments, and in settings files."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise

from lsprotocol import types

from blamelint import api
from blamelint import settings as settings_module
from blamelint.allow import NOTICES, VERBS
from blamelint.configfile import OWN_FILE
from blamelint.configuration import READERS
from blamelint.lsp.buffers import Buffer
from blamelint.lsp.files import is_settings
from blamelint.lsp.text import Places
from blamelint.packs import RuleBook
from blamelint.settings import FAIL_ON, PROFILES, SEVERITIES, Settings
from blamelint.source import Span

Item = tuple[str, str]
"""What to write, and what it means."""

VERB_MEANINGS: Mapping[str, str] = {
    "allow": "in the next block, or in the block that the comment stands in",
    "allow-file": "in the whole file",
    "off": "from here on",
    "on": "ends every `off` before it",
}
VALUES: Mapping[str, tuple[str, ...]] = {"profile": PROFILES, "fail-on": FAIL_ON}
_COMMENT = re.compile(r"<!--\s*blamelint\s*:\s*(?P<said>(?:(?!-->).)*)\Z", re.DOTALL)
_TABLE = re.compile(r"^[ \t]*\[+([^\]\n]*)\]+[ \t]*(?:#.*)?$", re.MULTILINE)
_ENTRY = re.compile(r"^[ \t]*(?P<key>[\w-]+|\"[^\"\n]*\")[ \t]*=[ \t]*(?P<value>.*)\Z", re.DOTALL | re.MULTILINE)
_WORD = re.compile(r"[\w/@.-]*\Z")


def at(buffer: Buffer, settings: Settings, position: types.Position) -> list[types.CompletionItem]:
    """List what can be written at a position."""
    places = buffer.places
    offset = places.offset(position)
    before = buffer.source.text[:offset]
    word = _WORD.search(before)
    span = Span(word.start() if word else offset, offset)
    if is_settings(buffer.path):
        found = _in_settings(
            before[: span.start], settings, own=buffer.path is not None and buffer.path.name == OWN_FILE
        )
    elif buffer.is_prose:
        found = _in_comment(before[: span.start], api.rules_for(settings))
    else:
        found = ()
    return [_item(text, meaning, places, span) for text, meaning in found]


def _item(text: str, meaning: str, places: Places, span: Span) -> types.CompletionItem:
    edit = types.TextEdit(places.range(span), text)
    # Editors filter by what stands before the cursor; a whole id is to be found by any part of it.
    return types.CompletionItem(
        label=text, kind=types.CompletionItemKind.EnumMember, detail=meaning, text_edit=edit, filter_text=text
    )


# Allow comments


def _in_comment(before: str, book: RuleBook) -> Iterable[Item]:
    comment = _COMMENT.search(before)
    if comment is None:
        return ()
    said = comment["said"].split()
    if not said or comment["said"] == "":
        return VERB_MEANINGS.items()
    if said[0].lower() not in VERBS or said[0].lower() == "on" or {"--", "—", "–"} & set(said):
        return ()
    return names(book)


def names(book: RuleBook) -> list[Item]:
    """List packs and rules, and the notices about comments."""
    packs = [(pack, f"all rules of the pack '{pack}'") for pack in book.packs]
    rules = [(rule.id, rule.summary) for rule in book.rules.values()]
    return [*packs, *rules, *((name, summary) for name, (_, summary) in NOTICES.items())]


# Settings files


def _in_settings(before: str, settings: Settings, *, own: bool) -> Iterable[Item]:
    tables = list(_TABLE.finditer(before))
    table = tables[-1][1].replace(" ", "") if tables else ""
    prefix = "" if own else "tool.blamelint"
    here = before[tables[-1].end() :] if tables else before
    entry = _open_entry(here)
    if table == prefix:
        return _values(entry[0], entry[1], settings) if entry else meanings().items()
    if table == f"{prefix}.severity".lstrip("."):
        return _quoted(SEVERITIES, entry[1]) if entry else _quoted_names(names(api.rules_for(settings)), here)
    return ()


def _open_entry(text: str) -> tuple[str, str] | None:
    """Find the key whose value is being written, with what stands of it."""
    last = None
    for line in re.finditer(r"^.*$", text, re.MULTILINE):
        if match := _ENTRY.match(text, line.start()):
            last = match
    if last is None:
        return None
    value = last["value"]
    is_list = value.startswith("[")
    closed = "]" in value if is_list else "\n" in value
    return None if closed else (last["key"], value)


def _values(key: str, value: str, settings: Settings) -> Iterable[Item]:
    if key in VALUES:
        return _quoted(VALUES[key], value)
    if key == "check-quotes":
        return [("true", ""), ("false", "")]
    if key in ("select", "ignore"):
        return _quoted_names(names(api.rules_for(settings)), value)
    return ()


def _quoted(choices: Iterable[str], before: str) -> Iterator[Item]:
    return ((_in_quotes(choice, before), "") for choice in choices)


def _quoted_names(items: Iterable[Item], before: str) -> Iterator[Item]:
    return ((_in_quotes(name, before), meaning) for name, meaning in items)


def _in_quotes(text: str, before: str) -> str:
    """Quote a text unless a quotation mark is open already."""
    return text if before.count('"') % 2 or before.count("'") % 2 else f'"{text}"'


@cache
def meanings() -> dict[str, str]:
    """What each key means, in the words of `Settings`."""
    tree = ast.parse(inspect.getsource(settings_module))
    body = next(node.body for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Settings")
    said = {}
    for node, following in pairwise(body):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and isinstance(following, ast.Expr):
            said[node.target.id.replace("_", "-")] = ast.literal_eval(following.value)
    return {key: said.get(key, "") for key in READERS}
