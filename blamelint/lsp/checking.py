"""One thread that lints, so that the server never waits for it.

Everything heavy happens there: loading rules and the model, linting, and looking at a document for hovers and actions.
A document that is changed while it is being linted is left at the next sentence.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from blamelint import api
from blamelint.formats.markdown import read_markdown
from blamelint.lsp.buffers import Buffer, Checked
from blamelint.lsp.interrupting import Interruptible, Outdated
from blamelint.settings import Settings
from blamelint.source import Source

T = TypeVar("T")
SWEEP = 200
"""Documents linted between two searches for garbage, when the editor leaves no pause for one."""


class Checker:
    """The thread, and what is done in it."""

    def __init__(self, thread: ThreadPoolExecutor, loading: Future[None]) -> None:
        self._thread, self._loading = thread, loading
        self._since_sweep = 0

    async def ready(self) -> None:
        """Wait for rules and model; raises `UserError` when they cannot be loaded."""
        await asyncio.wrap_future(self._loading)

    async def run(self, work: Callable[[], T]) -> T:
        """Do something in the thread, after what is already waiting."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def close(self) -> None:
        """Finish what is running, and nothing else."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def check(self, buffer: Buffer, settings: Settings, *, rewrites: bool) -> Checked:
        """Lint the present text of a document; raises `Outdated` when it changes meanwhile."""
        source, buffer.is_linted = buffer.source, True
        checked = await self.run(lambda: self._lint(source, buffer.memory, settings, rewrites=rewrites))
        if source is not buffer.source:
            raise Outdated
        return checked

    def _lint(self, source: Source, memory: Interruptible, settings: Settings, *, rewrites: bool) -> Checked:
        self._since_sweep += 1
        if self._since_sweep >= SWEEP:
            self.sweep()
        with memory.running(source.text):
            report = api.lint(source, settings, memory=memory, rewrites=rewrites)
            return Checked(report, settings, read_markdown(source, memory), has_rewrites=rewrites)

    def forget(self, buffer: Buffer) -> None:
        """Let go of what is known about a closed document: it holds itself, and would wait for a sweep."""
        with suppress(RuntimeError):  # the server is going home
            self._thread.submit(buffer.memory.forget)

    def sweep(self) -> None:
        """Search for garbage: at a pause, since a search during a change would be felt."""
        self._since_sweep = 0
        gc.collect()
