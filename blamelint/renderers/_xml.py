"""XML that every parser takes."""

from __future__ import annotations

import re
from typing import TextIO
from xml.etree.ElementTree import Element, indent, tostring

from blamelint.renderers._screen import visible

# Beside the control characters and surrogates that `visible` shows, XML 1.0 excludes these two.
_EXCLUDED = re.compile("[\ufffe\uffff]")


def clean(text: str) -> str:
    """Show as escapes the characters that XML cannot hold, even as references."""
    return _EXCLUDED.sub(lambda char: f"\\u{ord(char.group()):04x}", visible(text))


def write(root: Element, out: TextIO) -> None:
    """Write a document of UTF-8."""
    indent(root)
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n")
