"""What is left alone whatever a rule says: quoted evidence, and what the settings allow."""

from __future__ import annotations

import re

from blamelint.diagnostic import Diagnostic
from blamelint.document import Block
from blamelint.settings import Settings
from blamelint.source import Source


def is_checked(block: Block, settings: Settings) -> bool:
    """Tell whether a block is the authors' own text: quotes are evidence and must stay as they are."""
    return settings.check_quotes or not block.quote


def is_allowed(source: Source, diagnostic: Diagnostic, settings: Settings) -> bool:
    """Tell whether a finding rests on a word or name that the settings allow."""
    text = source.slice(diagnostic.span)
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) for word in settings.allow)
