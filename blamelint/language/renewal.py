"""A model that has met very many words is let go of: spaCy keeps each of them, and all that it works out about it.

What a model says of a sentence does not depend on what it read before, so that a new one says the same.
"""

from __future__ import annotations

import gc
from typing import Any

from blamelint.language.pipeline import DEFAULT_MODEL, LOADED
from blamelint.language.running import components_of

MOST = 1 << 13
"""Words that a model may have met before a document: some 14 MB of memory, for which it takes hundreds of reports."""


def make_room(name: str) -> None:
    """Let go of a model that has met too many words before this document; it is loaded anew for the next sentence.

    That takes as long as reading two reports. Another model than the usual one may take much longer, and stays.
    """
    nlp = LOADED.get(name)
    if name != DEFAULT_MODEL or nlp is None or len(nlp.vocab) <= MOST:
        return
    del LOADED[name]
    components_of.cache_clear()
    # It holds itself by this, and no search for garbage finds it: runs over many documents exempt what they keep.
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    del lemmatizer.lemmatize, lemmatizer, nlp
    # What was read in the last documents may still hold its words; the new one shall find their room.
    gc.collect()
