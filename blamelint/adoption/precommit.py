"""An entry in `.pre-commit-config.yaml`, put in without touching a character of the rest."""

from __future__ import annotations

import json
import re
import textwrap
from typing import TYPE_CHECKING, Any

from blamelint.adoption.survey import Survey
from blamelint.errors import Location, UserError
from blamelint.yamlfile import parse_yaml

if TYPE_CHECKING:
    import yaml

REPOSITORY = "https://github.com/blamelint/blamelint"
PLAIN = re.compile(r"[\w^/().|-]+", re.ASCII)


def entry(survey: Survey, *, version: str) -> str:
    """Write the entry for a repository; the hook itself knows the usual names of reports."""
    lines = [f"- repo: {REPOSITORY}", f"  rev: v{version}", "  hooks:", "    - id: blamelint"]
    if survey.places and all(place.is_own for place in survey.places):
        folders = "|".join(re.escape(str(place.path)).replace(r"\-", "-") for place in survey.places)
        pattern = f"^({folders})/" if len(survey.places) > 1 else f"^{folders}/"
        # A pattern may hold anything; a JSON string is a YAML one.
        quoted = pattern if PLAIN.fullmatch(pattern) else json.dumps(pattern, ensure_ascii=False)
        lines.append(f"      files: {quoted}")
    return "\n".join(lines) + "\n"


def extended(text: str, new: str, *, name: str) -> str | None:
    """Add an entry to the hooks; None when blamelint is among them already.

    Raises `UserError` when the text is not what pre-commit reads, or is laid out so that nothing can be put in.
    """
    import yaml

    before = parse_yaml(text, name).data
    if before is None:
        return f"{text.rstrip()}\n{_whole(new)}".lstrip("\n")
    if not isinstance(before, dict) or not isinstance(before.get("repos"), list):
        raise UserError("no list of repos", at=Location(name), hint=f"add this by hand:\n{new}")
    if any(isinstance(repo, dict) and _is_ours(repo) for repo in before["repos"]):
        return None
    document = yaml.compose(text, Loader=yaml.SafeLoader)
    assert document is not None
    after = _inserted(text, new, document)
    if parse_yaml(after, name).data != {**before, "repos": [*before["repos"], *yaml.safe_load(new)]}:
        raise UserError("the list of repos is laid out unusually", at=Location(name), hint=f"add this by hand:\n{new}")
    return after


def _whole(new: str) -> str:
    return f"repos:\n{textwrap.indent(new, '  ')}"


def _is_ours(repo: dict[str, Any]) -> bool:
    hooks = [hook.get("id", "") for hook in repo.get("hooks") or () if isinstance(hook, dict)]
    return any(str(hook).startswith("blamelint") for hook in hooks)


def _inserted(text: str, new: str, document: yaml.Node) -> str:
    """Put the entry behind the last one, as far to the right as that one."""
    [repos] = [value for key, value in document.value if key.value == "repos"]
    if not repos.value:
        first = textwrap.indent(new, "  ").rstrip()
        return f"{text[: repos.start_mark.index].rstrip(' ')}\n{first}{text[repos.end_mark.index :]}"
    end = text.find("\n", _last(repos).end_mark.index - 1)
    head, tail = (text[: end + 1], text[end + 1 :]) if end >= 0 else (f"{text}\n", "")
    return head + textwrap.indent(new, " " * repos.start_mark.column) + tail


def _last(node: yaml.Node) -> yaml.Node:
    """Find the last scalar or inline collection: a block ends only where the next thing begins."""
    import yaml

    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node
