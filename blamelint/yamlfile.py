"""YAML that remembers where each key and value stands, for errors that point into the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blamelint.errors import DocumentError, Location, UserError, reason
from blamelint.source import decode

if TYPE_CHECKING:
    import yaml

LARGEST = 1_000_000
"""Bytes of one file."""

MOST = 100_000
"""Values in one file."""

DEEPEST = 50
"""Levels of nesting in one file."""

LONGEST_NUMBER = 64
"""Bits of a number; Python takes quadratic time to write a long one out, and at some length it refuses."""

Path_ = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A parsed file and the places of its parts."""

    path: str
    """As it is named in messages."""

    data: Any
    """Plain Python data."""

    marks: dict[Path_, Location]
    """Place of the value at a path of keys and indexes; of the key for mappings."""

    def at(self, *path: str | int) -> Location:
        """Find the place of a value, or of the nearest part around it that has one."""
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks.get(path, Location(self.path))


def read_yaml(path: Path) -> YamlFile:
    """Read one document; raises `UserError` with line and column when it is not YAML, or too large to be meant well."""
    if not path.is_file():
        raise UserError("not a file", at=Location(str(path)))
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise UserError(f"cannot read the file: {reason(error)}", at=Location(str(path))) from None
    if len(raw) > LARGEST:
        raise UserError(f"the file has more than {LARGEST:,} bytes", at=Location(str(path)))
    try:
        return parse_yaml(decode(raw, str(path)).text, str(path))
    except DocumentError as error:  # without this file, no document can be linted
        raise UserError(error.problem, at=error.at, hint=error.hint) from None


def parse_yaml(text: str, name: str, *, twice: bool = False) -> YamlFile:
    """Read one document from a text; raises `UserError` with line and column.

    A key may stand `twice` in what was not written for us; the last one counts.
    """
    import yaml  # takes a while, and is not needed when compiled rules are at hand

    # PyYAML without libyaml reads the same, more slowly.
    kind = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _check_depth(yaml.parse(text, Loader=kind), name)
        loader = kind(text)
        try:
            node = loader.get_single_node()
            builder = _Builder(loader, name, twice=twice)
            data = None if node is None else builder.build(node, ())
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        at = Location(name, mark.line + 1, mark.column + 1) if mark else Location(name)
        raise UserError(f"not valid YAML: {error.problem}", at=at) from None
    except yaml.YAMLError as error:
        problem = f"not valid YAML: {getattr(error, 'reason', 'it cannot be read')}"
        raise UserError(problem, at=Location(name, text.count("\n", 0, getattr(error, "position", 0)) + 1)) from None
    return YamlFile(name, data, builder.marks)


def _check_depth(events: Iterable[yaml.Event], name: str) -> None:
    """Raise `UserError` for what is nested so deeply that the composer, which is recursive, would crash."""
    import yaml

    depth = 0
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise UserError(f"more than {DEEPEST} levels of nesting", at=_location(name, event.start_mark))


def _location(name: str, mark: Any) -> Location:
    return Location(name, mark.line + 1, mark.column + 1)


class _Builder:
    """Turns the nodes of one document into plain data."""

    def __init__(self, loader: Any, name: str, *, twice: bool) -> None:
        self.marks: dict[Path_, Location] = {}
        self._loader = loader
        self._name = name
        self._twice = twice
        self._built = 0

    def build(self, node: yaml.Node, path: Path_) -> Any:
        """Build a value; what an alias stands for is built and counted again, so that none can blow the file up."""
        import yaml

        self._built += 1
        if self._built > MOST or len(path) > DEEPEST:
            raise UserError("aliases make the file too large", at=_location(self._name, node.start_mark))
        self.marks.setdefault(path, _location(self._name, node.start_mark))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*path, index)) for index, child in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: Path_) -> dict[str, Any]:
        import yaml

        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            at = _location(self._name, key_node.start_mark)
            if not isinstance(key_node, yaml.ScalarNode):
                raise UserError("a key is a plain text, no list and no mapping", at=at)
            key = str(self._scalar(key_node))
            if key in result and not self._twice:
                raise UserError(f"key {key!r} stands twice", at=at)
            self.marks[(*path, key)] = at
            result[key] = self.build(value_node, (*path, key))
        return result

    def _scalar(self, node: yaml.Node) -> Any:
        try:
            value = self._loader.construct_object(node, deep=True)
            if isinstance(value, int) and value.bit_length() > LONGEST_NUMBER:
                raise OverflowError
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
            # So PyYAML takes a date with a thirteenth month, and a number without end.
            raise UserError("the value is not what its form says", at=_location(self._name, node.start_mark)) from None
        return value
