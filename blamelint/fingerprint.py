"""Names for findings that outlive moved lines: what is said decides, and not where or by whom."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from blamelint.diagnostic import Diagnostic
from blamelint.source import Source


def fingerprints(source: Source, diagnostics: Iterable[Diagnostic]) -> list[str]:
    """Give each finding of a file 32 hexadecimal digits that change with its rule, its words or its sentence.

    White space does not count, so that wrapping a paragraph anew changes nothing. The same finding in the same
    sentence, later in the file, has digits of its own. A finding that has no words, as one about a missing section,
    is known by the file's path.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    names = []
    for diagnostic in diagnostics:
        context = _plain(source.slice(diagnostic.context)) or source.path
        key = (diagnostic.rule, context, _plain(source.slice(diagnostic.span)))
        seen[key] += 1
        text = "\0".join((*key, str(seen[key])))
        names.append(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32])
    return names


def _plain(text: str) -> str:
    return " ".join(text.split())
