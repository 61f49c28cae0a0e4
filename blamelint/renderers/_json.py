"""JSON that is safe to look at."""

from __future__ import annotations

import json
import re
from typing import Any

from blamelint.renderers._screen import COMMAND

# JSON leaves these as they are, and a terminal obeys some of them. They stand in strings only, where an escape will do.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]")


def dumps(data: Any, *, indent: int | None = 2) -> str:
    """Write data as JSON in which every character that could mislead a reader, or a CI server, is an escape."""
    text = COMMAND.sub(r"\\u0023", json.dumps(data, ensure_ascii=False, indent=indent))
    return _UNSAFE.sub(lambda char: f"\\u{ord(char.group()):04x}", text)
