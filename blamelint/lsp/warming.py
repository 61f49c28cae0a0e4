"""Loading what takes long, from the first moment of the process on."""

from __future__ import annotations

import gc
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress

from blamelint import api
from blamelint.settings import Settings
from blamelint.source import Source


def begin() -> tuple[ThreadPoolExecutor, Future[None]]:
    """Start the thread that lints, with rules and model as its first work; the future ends when both are there."""
    thread = ThreadPoolExecutor(1, thread_name_prefix="blamelint")
    loading = thread.submit(_load, Settings())
    loading.add_done_callback(lambda _: _prepare(thread))
    return thread, loading


def _load(settings: Settings) -> None:
    from blamelint.language.pipeline import load_model

    api.rules_for(settings)
    load_model(settings.model)


def _prepare(thread: ThreadPoolExecutor) -> None:
    with suppress(RuntimeError):  # the editor may be gone by now
        thread.submit(_try_out, Settings())


def _try_out(settings: Settings) -> None:
    """Do what is done only once, after the documents that were already waiting."""
    api.lint(Source("-", "Dave forgot to run it."), settings)
    # All of this lives to the end, and would be looked through with every search for garbage.
    gc.freeze()
