"""YAML that remembers where each key and value stands, for errors that point into the file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from blamelint.errors import Location, UserError

if TYPE_CHECKING:
    import yaml

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
    """Read one document; raises `UserError` with line and column when it is not YAML."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"cannot read the file: {error}", at=Location(str(path))) from None
    return parse_yaml(text, str(path))


def parse_yaml(text: str, name: str) -> YamlFile:
    """Read one document from a text; raises `UserError` with line and column."""
    import yaml  # takes a while, and is not needed when compiled rules are at hand

    # PyYAML without libyaml reads the same, more slowly.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        node = loader.get_single_node()
        marks: dict[Path_, Location] = {}
        data = None if node is None else _build(loader, node, (), marks, name)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        at = Location(name, mark.line + 1, mark.column + 1) if mark else Location(name)
        raise UserError(f"not valid YAML: {error.problem}", at=at) from None
    finally:
        loader.dispose()
    return YamlFile(name, data, marks)


def _build(loader: Any, node: yaml.Node, path: Path_, marks: dict[Path_, Location], name: str) -> Any:
    import yaml

    marks.setdefault(path, Location(name, node.start_mark.line + 1, node.start_mark.column + 1))
    if isinstance(node, yaml.SequenceNode):
        return [_build(loader, child, (*path, i), marks, name) for i, child in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return loader.construct_object(node, deep=True)
    result = {}
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node, deep=True))
        if key in result:
            mark = key_node.start_mark
            raise UserError(f"key {key!r} stands twice", at=Location(name, mark.line + 1, mark.column + 1))
        marks[(*path, key)] = Location(name, key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        result[key] = _build(loader, value_node, (*path, key), marks, name)
    return result
