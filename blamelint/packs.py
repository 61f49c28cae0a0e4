"""Rule packs: YAML files in, rules and lexicons out."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from blamelint.diagnostic import Severity
from blamelint.errors import Location, UserError
from blamelint.source import Span
from blamelint.yamlfile import YamlFile, read_yaml

PROFILES = ("default", "strict", "off")
KINDS = ("phrase", "clause", "structure")
LABELS = ("person", "actor", "blame", "hindsight", "cause", "action", "safety")
MARKED = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Example:
    """A Markdown text that a rule must flag, or must leave alone."""

    text: str
    """Without the marks."""

    spans: tuple[Span, ...]
    """What stood between `[[` and `]]`: what a finding must name, in code points of `text`."""

    section: str | None
    """Heading under which the text stands."""

    because: str | None
    """Why it must pass."""

    suggested: str | None
    """The whole text after the first suggested rewrite."""

    line: int
    """In the rule file, from 1."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A template for a better sentence."""

    level: str
    """`safe` or `suggested`."""

    text: str
    """With `{slots}` from the clause and `‹placeholders›` for what only the authors know."""


@dataclass(frozen=True, eq=False)
class Rule:
    """One rule file."""

    id: str
    """`pack/name`."""

    summary: str
    """What the sentence does, in one line."""

    severity: Severity
    """For a named person, or without a human target."""

    actor_severity: Severity
    """For roles, teams, vendors and the like."""

    profile: str
    """`default`, `strict`, or `off` for opt-in rules."""

    kind: str
    """`phrase`, `clause` or `structure`."""

    labels: tuple[str, ...]
    """Labels of every finding; `person` or `actor` is added for a human target."""

    match: Any
    """Conditions; each kind reads its own."""

    message: str
    """With `{slots}`."""

    why: str
    """The argument, for `explain` and the reference."""

    sources: tuple[str, ...]
    """Tags of the literature."""

    rewrites: tuple[Rewrite, ...]
    """Best first."""

    question: str | None
    """What only the authors can answer."""

    flag: tuple[Example, ...]
    """Must be found by this rule."""

    passing: tuple[Example, ...]
    """Must not be found by this rule."""

    todo_flag: tuple[Example, ...]
    """Should be found by this rule, and are not yet."""

    todo_pass: tuple[Example, ...]
    """Should not be found by this rule, and still are."""

    file: YamlFile
    """Where it is written."""

    @property
    def pack(self) -> str:
        """The folder of the rule."""
        return self.id.split("/")[0]

    @property
    def name(self) -> str:
        """The file name of the rule."""
        return self.id.split("/")[1]

    @property
    def path(self) -> str:
        """The rule's file."""
        return self.file.path


@dataclass(frozen=True)
class Lexicon:
    """One list of words and patterns."""

    name: str
    """File name without its suffix."""

    about: str
    """What the entries have in common."""

    entries: tuple[str, ...]
    """Patterns."""

    words: frozenset[str]
    """Plain lower-case words, for the long lists."""

    names: frozenset[str]
    """Proper names, as written."""


@dataclass(frozen=True, eq=False)
class RuleBook:
    """All rules and lexicons of a run."""

    rules: dict[str, Rule]
    """By id, sorted."""

    lexicons: dict[str, Lexicon]
    """By name, sorted."""

    @property
    def packs(self) -> tuple[str, ...]:
        """Names of the packs, sorted."""
        return tuple(sorted({rule.pack for rule in self.rules.values()}))


def rules_folder() -> Path:
    """Find the built-in packs: inside the wheel, or beside the package in a checkout."""
    here = Path(__file__).parent
    shipped = here / "_rules"
    return shipped if shipped.is_dir() else here.parent / "rules"


@cache
def load_lexicons() -> dict[str, Lexicon]:
    """Read the built-in lexicons."""
    return {path.stem: _read_lexicon(path) for path in sorted((rules_folder() / "lexicons").glob("*.yaml"))}


def load_rules(extra: Sequence[Path] = ()) -> RuleBook:
    """Read the built-in packs and further pack folders.

    Raises `UserError` with file, line and column for anything that is not a rule.
    """
    rules = dict(_builtin_rules())
    for folder in extra:
        rules.update(_read_packs(folder))
    return RuleBook(dict(sorted(rules.items())), load_lexicons())


@cache
def _builtin_rules() -> Mapping[str, Rule]:
    return _read_packs(rules_folder())


def _read_packs(folder: Path) -> dict[str, Rule]:
    paths = sorted(path for path in folder.glob("*/*.yaml") if path.parent.name != "lexicons")
    return {rule.id: rule for rule in map(read_rule, paths)}


def _read_lexicon(path: Path) -> Lexicon:
    file = read_yaml(path)
    data = file.data
    words = data.get("words", "")
    return Lexicon(
        name=path.stem,
        about=data["about"],
        entries=tuple(data.get("entries", ())),
        words=frozenset((words if isinstance(words, list) else words.split())),
        names=frozenset(data.get("names", ())),
    )


def read_rule(path: Path) -> Rule:
    """Read one rule file; raises `UserError` that points into it."""
    file = read_yaml(path)
    reader = _Fields(file)
    severity, actor_severity = reader.severities()
    return Rule(
        id=f"{path.parent.name}/{path.stem}",
        summary=reader.text("summary"),
        severity=severity,
        actor_severity=actor_severity,
        profile=reader.choice("profile", PROFILES, default="default"),
        kind=reader.choice("kind", KINDS),
        labels=reader.labels(default=() if path.parent.name in ("person", "structure") else (path.parent.name,)),
        match=reader.need("match"),
        message=reader.text("message"),
        why=reader.text("why"),
        sources=tuple(file.data.get("sources", ())),
        rewrites=tuple(Rewrite(entry["level"], entry["text"]) for entry in file.data.get("rewrites", ())),
        question=file.data.get("question"),
        flag=reader.examples("flag"),
        passing=reader.examples("pass"),
        todo_flag=reader.examples("todo_flag"),
        todo_pass=reader.examples("todo_pass"),
        file=file,
    )


class _Fields:
    """Reads the keys of one rule file, with errors at their places."""

    KEYS = (
        "summary severity profile kind labels match message why sources rewrites question examples".split()
    )

    def __init__(self, file: YamlFile) -> None:
        self.file = file
        if not isinstance(file.data, dict):
            raise UserError("a rule file holds a mapping", at=Location(file.path, 1, 1))
        for key in file.data:
            check_name(key, self.KEYS, what="key", at=file.at(key))

    def need(self, key: str) -> Any:
        if key not in self.file.data:
            raise UserError(f"key {key!r} is missing", at=self.file.at())
        return self.file.data[key]

    def text(self, key: str) -> str:
        value = self.need(key)
        if not isinstance(value, str):
            raise UserError(f"{key!r} must be a text", at=self.file.at(key))
        return " ".join(value.split())

    def choice(self, key: str, allowed: Iterable[str], *, default: str | None = None) -> str:
        value = self.file.data.get(key, default) if default else self.need(key)
        check_name(value, allowed, what=key, at=self.file.at(key))
        return str(value)

    def severities(self) -> tuple[Severity, Severity]:
        value = self.need("severity")
        pair = (value.get("person"), value.get("actor")) if isinstance(value, dict) else (value, value)
        for name in pair:
            check_name(name, [str(severity) for severity in Severity], what="severity", at=self.file.at("severity"))
        return Severity.parse(str(pair[0])), Severity.parse(str(pair[1]))

    def labels(self, *, default: tuple[str, ...]) -> tuple[str, ...]:
        labels = self.file.data.get("labels", default)
        for index, label in enumerate(labels):
            check_name(label, LABELS, what="label", at=self.file.at("labels", index))
        return tuple(labels)

    def examples(self, side: str) -> tuple[Example, ...]:
        for key in self.file.data.get("examples") or ():
            check_name(key, ("flag", "pass", "todo_flag", "todo_pass"), what="key", at=self.file.at("examples", key))
        entries = (self.file.data.get("examples") or {}).get(side) or ()
        return tuple(self._example(entry, side, index) for index, entry in enumerate(entries))

    def _example(self, entry: Any, side: str, index: int) -> Example:
        at = self.file.at("examples", side, index)
        fields = {"text": entry} if isinstance(entry, str) else dict(entry)
        for key in fields:
            check_name(key, ("text", "section", "because", "suggested"), what="key", at=at)
        text, spans = _take_marks(fields["text"])
        return Example(
            text, spans, fields.get("section"), fields.get("because"), fields.get("suggested"), at.line or 1
        )


def _take_marks(marked: str) -> tuple[str, tuple[Span, ...]]:
    text, spans, last = "", [], 0
    for match in MARKED.finditer(marked):
        text += marked[last : match.start()]
        spans.append(Span(len(text), len(text) + len(match[1])))
        text += match[1]
        last = match.end()
    return text + marked[last:], tuple(spans)


def check_name(name: object, allowed: Iterable[str], *, what: str, at: Location) -> None:
    """Raise `UserError` with the nearest allowed name unless `name` is one of them."""
    names = list(allowed)
    if name in names:
        return
    near = difflib.get_close_matches(str(name), names, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"one of: {', '.join(sorted(names))}"
    raise UserError(f"unknown {what} {name!r}", at=at, hint=hint)
