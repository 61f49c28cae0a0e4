"""Rule packs: YAML files in, rules and lexicons out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any

from blamelint.diagnostic import RuleHelp, Severity
from blamelint.errors import Location, UserError
from blamelint.source import Span
from blamelint.store import stored
from blamelint.yamlfile import LARGEST, YamlFile, parse_yaml, read_yaml

PROFILES = ("default", "strict", "off")
KINDS = ("phrase", "clause", "structure")
LEVELS = ("safe", "suggested")
RECASTS = ("agentless", "conditions", "factor", "guard", "measure", "open-measure", "question", "unjudged", "unmet")
LABELS = ("person", "actor", "blame", "hindsight", "cause", "action", "safety")
KEYS = "summary severity profile kind labels match message why sources rewrites question examples".split()
SIDES = ("flag", "pass", "todo_flag", "todo_pass")
MARKED = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
REFERENCE = "https://github.com/blamelint/blamelint/blob/main/docs/rules/{pack}.md#{name}"
UNLABELLED = ("person", "structure")
"""Packs whose name is no label: their findings are labelled by their human target, or not at all."""


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

    text: str | None = None
    """A pattern for people to follow, with `{slots}` and `‹placeholders›` for what only the authors know."""

    recast: str | None = None
    """How to build a better sentence out of the one that was found."""

    replace: str | None = None
    """What to put in the place of what was found."""

    swap: tuple[tuple[str, str], ...] = ()
    """Patterns, and the words to put in their place; the first that holds within the finding counts."""


class Rule:
    """One rule file."""

    def __init__(self, path: str, data: Mapping[str, Any], file: YamlFile | None = None) -> None:
        self._file = file
        self.path = path
        """The rule's file."""
        self.id = f"{Path(path).parent.name}/{Path(path).stem}"
        """`pack/name`."""
        self.pack, self.name = self.id.split("/")
        self.summary: str = data["summary"]
        """What the sentence does, in one line."""
        self.severity, self.actor_severity = _severities(data["severity"])
        """For a named person or without a human target; for roles, teams, vendors and the like."""
        self.profile: str = data.get("profile", "default")
        """`default`, `strict`, or `off` for opt-in rules."""
        self.kind: str = data["kind"]
        """`phrase`, `clause` or `structure`."""
        own = () if self.pack in UNLABELLED else (self.pack,)
        self.labels: tuple[str, ...] = tuple(data.get("labels", own) or ())
        """Labels of every finding; `person` or `actor` is added for a human target."""
        self.match: Any = data["match"]
        """Conditions; each kind reads its own."""
        self.message: str = data["message"]
        """With `{slots}`."""
        self.why: str = data["why"]
        """The argument, for `explain` and the reference."""
        self.sources: tuple[str, ...] = tuple(data.get("sources") or ())
        """Tags of the literature."""
        self.rewrites = tuple(map(_rewrite, data.get("rewrites") or ()))
        """Best first."""
        self.question: str | None = data.get("question")
        """What only the authors can answer."""

    @cached_property
    def is_builtin(self) -> bool:
        """Whether the rule ships with blamelint, and is tested with it."""
        return Path(self.path).is_relative_to(rules_folder())

    @property
    def url(self) -> str | None:
        """Lead to the reference; rules of users have no page there."""
        return REFERENCE.format(pack=self.pack, name=self.name) if self.is_builtin else None

    @property
    def help(self) -> RuleHelp:
        """What reports say about the rule."""
        return RuleHelp(self.id, self.summary, self.severity, self.labels, self.why, self.url)

    @cached_property
    def file(self) -> YamlFile:
        """The file with the places of its parts, read when first asked for."""
        return self._file or read_yaml(Path(self.path))

    def at(self, *path: str | int) -> Location:
        """Find the place of a part of the rule in its file."""
        return self.file.at(*path)

    @cached_property
    def flag(self) -> tuple[Example, ...]:
        """Texts that this rule must find."""
        return _examples(self.file, "flag")

    @cached_property
    def passing(self) -> tuple[Example, ...]:
        """Texts that this rule must leave alone."""
        return _examples(self.file, "pass")

    @cached_property
    def todo_flag(self) -> tuple[Example, ...]:
        """Texts that this rule should find, and does not yet."""
        return _examples(self.file, "todo_flag")

    @cached_property
    def todo_pass(self) -> tuple[Example, ...]:
        """Texts that this rule should leave alone, and does not yet."""
        return _examples(self.file, "todo_pass")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One list of words and patterns."""

    name: str
    """File name without its suffix."""

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

    key: tuple[str, ...]
    """Changes whenever a file of the book does; for what is stored between runs."""

    @property
    def packs(self) -> tuple[str, ...]:
        """Names of the packs, sorted."""
        return tuple(sorted({rule.pack for rule in self.rules.values()}))


def rules_folder() -> Path:
    """Find the built-in packs: inside the wheel, or beside the package in a checkout."""
    here = Path(__file__).parent
    shipped = here / "_rules"
    return shipped if shipped.is_dir() else here.parent / "rules"


def load_rules(extra: Sequence[Path] = ()) -> RuleBook:
    """Read the built-in packs and further pack folders.

    Raises `UserError` with file, line and column for anything that is not a rule.
    """
    return _load(rules_folder(), tuple(extra))


def forget_rules() -> None:
    """Read rule files anew from now on."""
    _load.cache_clear()


@cache
def _load(builtin: Path, extra: tuple[Path, ...]) -> RuleBook:
    rules: dict[str, Rule] = {}
    lexicons: dict[str, Lexicon] = {}
    key: list[str] = []
    for folder in (builtin, *extra):
        if not folder.is_dir():
            raise UserError("no such folder of rules", at=Location(str(folder)))
        key += _add_rules(folder, rules)
        key += _add_lexicons(folder, lexicons)
    for rule in rules.values():
        if not rule.is_builtin:  # the built-in ones are tested
            check_lexicons(rule, lexicons)
    return RuleBook(dict(sorted(rules.items())), lexicons, tuple(key))


def _add_rules(folder: Path, rules: dict[str, Rule]) -> tuple[str, ...]:
    paths = sorted(path for path in folder.glob("*/*.yaml") if path.parent.name != "lexicons")
    state = _state(paths)
    data = stored("rules", state, partial(_read_all, paths))
    rules.update({rule.id: rule for rule in (Rule(path, fields) for path, fields in data.items())})
    return state


def _add_lexicons(folder: Path, lexicons: dict[str, Lexicon]) -> tuple[str, ...]:
    """Add a folder's lexicons: one whose name exists extends it, or takes its place with `replace: true`."""
    paths = sorted((folder / "lexicons").glob("*.yaml"))
    state = _state(paths)
    lists = stored("lexicons", state, lambda: {path.stem: _read_lexicon(path) for path in paths})
    for name, (replaces, entries, words, names) in lists.items():
        before = lexicons.get(name)
        found = Lexicon(name, entries, words, names)
        if before is not None and not replaces:
            found = Lexicon(name, before.entries + entries, before.words | words, before.names | names)
        lexicons[name] = found
    return state


LEXICON_KEYS = frozenset("predicate not-predicate act not-act object not-object manner not-manner after".split())
IN_PATTERN = re.compile(r"(?<!\S)\[([\w|-]+)\]")


def check_lexicons(rule: Rule, lexicons: Iterable[str]) -> None:
    """Raise `UserError` at the first lexicon that a rule names and that does not exist."""
    for path, value in _texts_in(rule.match, ("match",)):
        keys = [part for part in path if isinstance(part, str)]
        inside = [name for found in IN_PATTERN.findall(value) for name in found.split("|")]
        named = [value] if keys[-1] in LEXICON_KEYS else inside
        for name in named:
            check_name(name, lexicons, what="lexicon", at=partial(rule.at, *path))


def _texts_in(data: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _texts_in(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts_in(value, (*path, index))
    elif isinstance(data, str):
        yield path, data


def _read_all(paths: Iterable[Path]) -> dict[str, dict[str, Any]]:
    return {str(path): _checked(read_yaml(path)) for path in paths}


def _state(paths: Iterable[Path]) -> tuple[str, ...]:
    """Tell the contents of files: their times say less, since a tool may set them, and every checkout does."""
    return tuple(f"{path}:{_content(path)}" for path in paths)


def _content(path: Path) -> str:
    if not path.is_file():  # said when it is read as a rule
        return ""
    try:
        with path.open("rb") as file:
            return hashlib.blake2b(file.read(LARGEST + 1), digest_size=16).hexdigest()
    except OSError:  # likewise
        return ""


def _read_lexicon(path: Path) -> tuple[bool, tuple[str, ...], frozenset[str], frozenset[str]]:
    file = read_yaml(path)
    data = file.data
    if not isinstance(data, dict):
        raise UserError("a lexicon holds a mapping", at=Location(file.path, 1, 1))
    for key in data:
        check_name(key, ("about", "entries", "words", "names", "replace"), what="key", at=partial(file.at, key))
    for key in ("entries", "names"):
        check_type(data.get(key) or [], list, at=partial(file.at, key))
        for index, entry in enumerate(data.get(key) or ()):
            if not isinstance(entry, str):
                raise UserError(f"entry {entry!r} is not a text; put it into quotes", at=file.at(key, index))
    words = data.get("words") or ""
    if not isinstance(words, str):
        check_type(words, list, at=partial(file.at, "words"))
        for index, word in enumerate(words):
            check_type(word, str, at=partial(file.at, "words", index))
    return (
        bool(data.get("replace", False)),
        tuple(data.get("entries") or ()),
        frozenset(words if isinstance(words, list) else words.split()),
        frozenset(data.get("names") or ()),
    )


def read_rule(path: Path) -> Rule:
    """Read one rule file; raises `UserError` that points into it."""
    return Rule(str(path), _checked(read_yaml(path)))


def parse_rule(path: Path, text: str) -> Rule:
    """Read a rule from the text that its file is to have; raises `UserError` that points into it."""
    file = parse_yaml(text, str(path))
    return Rule(str(path), _checked(file), file)


def _checked(file: YamlFile) -> dict[str, Any]:
    """Read the fields of a rule, without its examples, and check what every kind of rule has."""
    if not isinstance(file.data, dict):
        raise UserError("a rule file holds a mapping", at=Location(file.path, 1, 1))
    for key in file.data:
        check_name(key, KEYS, what="key", at=partial(file.at, key))
    for key in ("summary", "severity", "kind", "match", "message", "why"):
        if key not in file.data:
            raise UserError(f"key {key!r} is missing", at=file.at())
    for key in ("summary", "message", "why"):
        if not isinstance(file.data[key], str):
            raise UserError(f"{key!r} must be a text", at=file.at(key))
        file.data[key] = " ".join(file.data[key].split())
    _check_shapes(file)
    _check_choices(file)
    for side in SIDES:
        _examples(file, side)
    return {key: value for key, value in file.data.items() if key != "examples"}


def _check_shapes(file: YamlFile) -> None:
    """Check that values are texts, lists and mappings where they should be."""
    data = file.data
    check_type(data["match"], dict, at=partial(file.at, "match"))
    check_type(data.get("question") or "", str, at=partial(file.at, "question"))
    for key in ("labels", "sources", "rewrites"):
        check_type(data.get(key) or [], list, at=partial(file.at, key))
    for index, source in enumerate(data.get("sources") or ()):
        check_type(source, str, at=partial(file.at, "sources", index))
    examples = data.get("examples") or {}
    check_type(examples, dict, at=partial(file.at, "examples"))
    for side, entries in examples.items():
        check_type(entries or [], list, at=partial(file.at, "examples", side))


TYPES: dict[type, str] = {str: "a text", dict: "a mapping", list: "a list"}


def check_type(value: object, expected: type, *, at: Callable[[], Location]) -> None:
    """Raise `UserError` unless a value is a text, a mapping or a list, as is expected."""
    if not isinstance(value, expected):
        found = TYPES.get(type(value), repr(value))
        raise UserError(f"expected {TYPES[expected]}, not {found}", at=at())


def _check_choices(file: YamlFile) -> None:
    check_name(file.data["kind"], KINDS, what="kind", at=partial(file.at, "kind"))
    check_name(file.data.get("profile", "default"), PROFILES, what="profile", at=partial(file.at, "profile"))
    severity = file.data["severity"]
    names = [severity.get("person"), severity.get("actor")] if isinstance(severity, dict) else [severity]
    for name in names:
        check_name(name, [str(level) for level in Severity], what="severity", at=partial(file.at, "severity"))
    for label in file.data.get("labels") or ():
        check_name(label, LABELS, what="label", at=partial(file.at, "labels"))
    for index, entry in enumerate(file.data.get("rewrites") or ()):
        _check_rewrite(file, entry, index)
    for side in file.data.get("examples") or ():
        check_name(side, SIDES, what="key", at=partial(file.at, "examples", side))


def _check_rewrite(file: YamlFile, entry: Any, index: int) -> None:
    at = partial(file.at, "rewrites", index)
    ways = ("text", "recast", "replace", "swap")
    if not isinstance(entry, dict) or sum(way in entry for way in ways) != 1:
        raise UserError("a rewrite has one of 'text', 'recast', 'replace' and 'swap'", at=at())
    for key in entry:
        check_name(key, ("level", *ways), what="key", at=at)
    check_name(entry.get("level"), LEVELS, what="level", at=at)
    for way in ("text", "replace"):
        check_type(entry.get(way, ""), str, at=at)
    check_type(entry.get("swap", {}), dict, at=at)
    for text in (entry.get("swap") or {}).values():
        check_type(text, str, at=at)
    if "recast" in entry:
        check_name(entry["recast"], RECASTS, what="recast", at=at)


def _rewrite(entry: Mapping[str, Any]) -> Rewrite:
    swap = tuple((entry.get("swap") or {}).items())
    return Rewrite(entry["level"], entry.get("text"), entry.get("recast"), entry.get("replace"), swap)


def _severities(value: str | Mapping[str, str]) -> tuple[Severity, Severity]:
    if isinstance(value, str):
        return Severity.parse(value), Severity.parse(value)
    return Severity.parse(value["person"]), Severity.parse(value["actor"])


def _examples(file: YamlFile, side: str) -> tuple[Example, ...]:
    entries = (file.data.get("examples") or {}).get(side) or ()
    return tuple(_example(file, entry, side, index) for index, entry in enumerate(entries))


def _example(file: YamlFile, entry: Any, side: str, index: int) -> Example:
    at = file.at("examples", side, index)
    fields = {"text": entry} if isinstance(entry, str) else entry
    check_type(fields, dict, at=lambda: at)
    for key in fields:
        check_name(key, ("text", "section", "because", "suggested"), what="key", at=lambda: at)
        check_type(fields[key], str, at=lambda: at)
    if "text" not in fields:
        raise UserError("key 'text' is missing", at=at)
    text, spans = _take_marks(fields["text"])
    return Example(text, spans, fields.get("section"), fields.get("because"), fields.get("suggested"), at.line or 1)


def _take_marks(marked: str) -> tuple[str, tuple[Span, ...]]:
    text, spans, last = "", [], 0
    for match in MARKED.finditer(marked):
        text += marked[last : match.start()]
        spans.append(Span(len(text), len(text) + len(match[1])))
        text += match[1]
        last = match.end()
    return text + marked[last:], tuple(spans)


def check_name(name: object, allowed: Iterable[str], *, what: str, at: Callable[[], Location]) -> None:
    """Raise `UserError` with the nearest allowed name unless `name` is one of them."""
    names = list(allowed)
    if name in names:
        return
    import difflib  # for mistakes alone

    near = difflib.get_close_matches(str(name), names, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"one of: {', '.join(sorted(names))}"
    raise UserError(f"unknown {what} {name!r}", at=at(), hint=hint)
