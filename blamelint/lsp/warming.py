"""Loading what takes long, from the first moment of the process on."""

from __future__ import annotations

import gc
from concurrent.futures import Future, ThreadPoolExecutor

from blamelint import api
from blamelint.settings import Settings
from blamelint.source import Source


def begin() -> tuple[ThreadPoolExecutor, Future[None]]:
    """Start the thread that lints, with rules and model as its first work; the future ends when both are there."""
    thread = ThreadPoolExecutor(1, thread_name_prefix="blamelint")
    return thread, thread.submit(_warm_up, Settings())


def _warm_up(settings: Settings) -> None:
    from blamelint.language.pipeline import load_model

    load_model(settings.model)
    api.lint(Source("-", "Dave forgot to run it."), settings)
    # All of this lives to the end, and would be looked through with every search for garbage.
    gc.freeze()
