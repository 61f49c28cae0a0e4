"""Text from documents inside Markdown: it stays text."""

from __future__ import annotations

import re

from blamelint.renderers._screen import visible

_MARKS = re.compile(r"[\\`*_\[\]<>&|~$]|(?<=\w):(?=//)|(?i:(?<=\bwww)\.)")
_CALLS = re.compile(r"@|#(?=\d)|(?i:\bgh-)(?=\d)")
_BREAK = "\u200b"


def escape(text: str) -> str:
    """Take the meaning from Markdown, HTML, links and cell borders, and from names and numbers that GitHub links.

    Names would notify their bearers. A backslash does not stop that, a space of no width does.
    """
    return _CALLS.sub(lambda call: call.group() + _BREAK, _MARKS.sub(r"\\\g<0>", text))


def code(text: str) -> str:
    """Show text as code in one line, fit for a table cell, with its hidden characters as escapes."""
    shown = visible(" ".join(text.split()))
    fence = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{pad}{shown}{pad}{fence}".replace("|", r"\|") if shown else ""
