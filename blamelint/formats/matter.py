"""Front matter: the data at the head of a file."""

from __future__ import annotations

import re

from blamelint.document import FrontMatter
from blamelint.errors import UserError
from blamelint.source import BOM, Source, Span
from blamelint.yamlfile import parse_yaml

LONGEST = 50_000
"""Characters of data that are looked into; what is longer is no head of a postmortem."""

_OPEN = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n?|\n)")
_CLOSE = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*(?=[\r\n]|\Z)", re.MULTILINE),
}
_LINES = re.compile(r"\r\n?|\n")
_KEY = re.compile(r"[\"']?[\w@][\w .@/-]*[\"']?\s*:(?:\s|$)|[{?]")


def read_matter(source: Source) -> tuple[FrontMatter | None, int]:
    """Read the front matter and tell where the body begins."""
    start = 1 if source.text.startswith(BOM) else 0
    opening = _OPEN.match(source.text, start)
    if opening is None:
        return None, start
    # A lone CR ends a line in Markdown but not for `re`; the lengths stay equal.
    lines = re.sub(r"\r(?!\n)", "\n", source.text)
    closing = _CLOSE[opening[1]].search(lines, opening.end())
    if closing is None:
        return None, start
    text = _LINES.sub("\n", source.text[opening.end() : closing.start()])
    if opening[1] == "---" and not _looks_like_yaml(text):
        return None, start
    if len(text) > LONGEST:
        data: dict[str, object] = {}
    else:
        data = _yaml(text) if opening[1] == "---" else _toml(text)
    return FrontMatter(data, Span(start, closing.end())), closing.end()


def _looks_like_yaml(text: str) -> bool:
    """Tell data from prose between two thematic breaks."""
    lines = [line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    return not text.strip() or (bool(lines) and _KEY.match(lines[0]) is not None)


def _yaml(text: str) -> dict[str, object]:
    try:
        data = parse_yaml(text, "", twice=True).data
    except UserError:
        return {}
    return data if isinstance(data, dict) else {}


def _toml(text: str) -> dict[str, object]:
    from blamelint.toml import load  # only few documents need it

    try:
        return load(text)
    except ValueError:
        return {}
