"""What the server says about itself: where something broke, and never a word of a document."""

from __future__ import annotations

import logging
import sys
import traceback

LOG = logging.getLogger("blamelint.lsp")


def to_stderr(level: str) -> None:
    """Write the server's own messages to standard error, which editors keep.

    The library below logs whole messages, and with them whole documents: it must stay silent.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(level.upper())
    LOG.propagate = False
    for name in ("pygls", "asyncio"):
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False


def place_of(error: BaseException) -> str:
    """Say what broke and where in the code; the message of an error may quote the document, so it is left out."""
    frames = traceback.extract_tb(error.__traceback__)
    where = " < ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    return f"{type(error).__name__} at {where}"
