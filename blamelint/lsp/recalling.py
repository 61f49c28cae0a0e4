"""What the command line or an earlier session found in a document: there at once, before spaCy and the model are.

It is asked in a thread of its own, as the one that lints is still loading them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from blamelint import api
from blamelint.archive import Archive, wants_cache
from blamelint.formats.markdown import read_markdown
from blamelint.lsp.buffers import Checked
from blamelint.settings import Settings
from blamelint.source import Source

T = TypeVar("T")


class Recaller:
    """The archive of the command line, and the thread that may use it."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="blamelint-archive")
        self._archive: Archive | None = None

    async def recall(self, source: Source, settings: Settings) -> Checked | None:
        """Give what was found in this very text, if that is known."""
        return await self._run(lambda: self._known(source, settings))

    async def keep(self, checked: Checked) -> None:
        """Keep what was found in a text, for the command line as well."""
        await self._run(lambda: self._write(checked))

    def forget_rules(self) -> None:
        """Take rules for what they are from now on."""
        self._thread.submit(self._close)

    def close(self) -> None:
        """Let the archive go, after what is being done."""
        self._thread.submit(self._close)
        self._thread.shutdown(wait=False)

    async def _run(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def _opened(self) -> Archive:
        if self._archive is None:
            self._archive = Archive.opened(wanted=wants_cache())
        return self._archive

    def _close(self) -> None:
        archive, self._archive = self._archive, None
        if archive is not None:
            archive.close()

    def _known(self, source: Source, settings: Settings) -> Checked | None:
        report = self._opened().report(source, settings)
        if report is None:
            return None
        return Checked(api.without_known(report, settings), settings, read_markdown(source))

    def _write(self, checked: Checked) -> None:
        # What a baseline leaves of a report is not all that there is to be kept.
        if checked.has_rewrites and checked.settings.baseline is None:
            archive = self._opened()
            archive.keep(checked.report, checked.settings)
            archive.flush()
