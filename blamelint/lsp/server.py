"""The conversation with the editor: which message asks for what."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol
from pygls.protocol.language_server import lsp_method

from blamelint import __version__, api
from blamelint.configuration import forget_settings
from blamelint.diagnostic import FileReport
from blamelint.errors import DocumentError, UserError
from blamelint.lsp import files, findings
from blamelint.lsp.buffers import Buffer, Checked, path_of
from blamelint.lsp.checking import Checker
from blamelint.lsp.choices import Choices, explained, folder_of, is_excluded, settings_for
from blamelint.lsp.interrupting import Outdated
from blamelint.lsp.log import LOG, place_of
from blamelint.lsp.recalling import Recaller
from blamelint.lsp.text import Encoding, Places
from blamelint.settings import Settings

SECTION = "blamelint"
PAUSE = 2.0
"""Seconds without a change after which there is time for rewrites that nobody asked for yet, and to tidy up."""


class Protocol(LanguageServerProtocol):
    """The library's protocol without its copy of the documents.

    That copy takes form feeds for line ends and shortens columns behind the end of a line; ours is in `Buffer`.
    """

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> Iterator[Any]:
        """Pass the message on."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> Iterator[Any]:
        """Pass the message on."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> Iterator[Any]:
        """Pass the message on."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE], (params,), None


class Server(LanguageServer):
    """One editor's server: its documents, its settings and the thread that lints."""

    def __init__(self, checker: Checker, recaller: Recaller) -> None:
        super().__init__("blamelint", __version__, protocol_cls=Protocol)
        self.buffers: dict[str, Buffer] = {}
        self.checker = checker
        self.recaller = recaller
        self.choices: dict[str | None, Choices] = {None: Choices()}
        """By workspace folder; those under None hold elsewhere."""
        self.can = findings.Abilities()
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._learning: dict[str, asyncio.Task[None]] = {}
        self._last_good: dict[str, Settings] = {}
        self._told: set[str] = set()
        self._pause: asyncio.TimerHandle | None = None

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Log where something broke; neither the log nor the screen gets the text that broke it."""
        LOG.error("%s", place_of(error))

    # Settings

    @property
    def folders(self) -> list[Path]:
        """The workspace folders that are on disk."""
        return [path for uri in self.workspace.folders if (path := path_of(uri))] or [
            path for uri in [self.workspace.root_uri] if uri and (path := path_of(uri))
        ]

    @property
    def encoding(self) -> Encoding:
        """In what the editor counts columns."""
        return self.workspace.position_encoding or types.PositionEncodingKind.Utf16

    def choices_for(self, buffer: Buffer) -> Choices:
        """Give the editor's settings for a document."""
        folder = folder_of(buffer.path, self.folders)
        return self.choices.get(folder.as_uri() if folder else None, self.choices[None])

    def settings_for(self, buffer: Buffer) -> Settings:
        """Give the settings of a document; while a file with settings is broken, its last good ones hold."""
        try:
            folder = folder_of(buffer.path, self.folders)
            settings = settings_for(buffer.path, folder, self.choices_for(buffer))
        except UserError as error:
            self.tell(explained(error))
            return self._last_good.get(buffer.uri, Settings())
        self._last_good[buffer.uri] = settings
        return settings

    def tell(self, problem: str, kind: types.MessageType = types.MessageType.Error) -> None:
        """Show a problem once."""
        LOG.warning("%s", problem)
        if problem not in self._told:
            self._told.add(problem)
            self.window_show_message(types.ShowMessageParams(kind, f"blamelint: {problem}"))

    # Linting

    @property
    def pulls(self) -> bool:
        """Whether the editor asks for findings; one that also got them pushed would show them twice."""
        text = self.client_capabilities.text_document
        return text is not None and text.diagnostic is not None

    async def current(self, uri: str, *, rewrites: bool = False) -> Checked | None:
        """Give what is found in the present text of a document, linting it if need be; None when it is closed."""
        while (buffer := self.buffers.get(uri)) is not None:
            if buffer.checked is not None and (buffer.checked.has_rewrites or not rewrites):
                return buffer.checked
            try:
                buffer.checked = await self._check(buffer, rewrites=rewrites)
            except Outdated:
                continue
        return None

    async def prose(self, uri: str) -> tuple[Checked | None, Buffer | None]:
        """Give what is found in a document, with rewrites, and the document; nothing for files that are not linted."""
        buffer = self.buffers.get(uri)
        checked = await self.current(uri, rewrites=True) if buffer is not None and buffer.is_prose else None
        return checked, buffer

    async def _check(self, buffer: Buffer, *, rewrites: bool) -> Checked:
        settings = self.settings_for(buffer)
        if not self.choices_for(buffer).enable or is_excluded(buffer.path, settings):
            return Checked(FileReport(buffer.source, ()), settings)
        try:
            known = None if buffer.is_linted else await self._recalled(buffer, settings)
            return known or await self.checker.check(buffer, settings, rewrites=rewrites)
        except Outdated:
            raise
        except DocumentError as error:
            return Checked(FileReport(buffer.source, ()), settings, refusal=error)
        except UserError as error:
            self.tell(explained(error))
        except Exception as error:
            LOG.error("%s could not be linted: %s", buffer.path or buffer.uri, place_of(error))
        return Checked(FileReport(buffer.source, ()), settings)

    async def _recalled(self, buffer: Buffer, settings: Settings) -> Checked | None:
        """Give what is known about a document that was just opened; raises `Outdated` when it changes meanwhile."""
        source = buffer.source
        known = await self.recaller.recall(source, settings)
        if source is not buffer.source:
            raise Outdated
        if known is not None:
            self._learning[buffer.uri] = asyncio.ensure_future(self._learn(buffer))
        return known

    async def _learn(self, buffer: Buffer) -> None:
        """Lint a document whose findings were known, so that only what is typed has to be looked at later."""
        buffer.is_linted = True
        with suppress(Outdated):
            await self._check(buffer, rewrites=False)

    def schedule(self, buffer: Buffer, *, after: float = 0.0) -> None:
        """Lint a document and push its findings, some seconds from now unless it changes again."""
        if (waiting := self._waiting.pop(buffer.uri, None)) is not None:
            waiting.cancel()
        self._waiting[buffer.uri] = asyncio.ensure_future(self._push(buffer.uri, after))
        self._end_pause()

    async def _push(self, uri: str, after: float) -> None:
        if after:
            await asyncio.sleep(after)
        if self.pulls:
            return
        items = await self._items(uri)
        buffer = self.buffers.get(uri)
        if buffer is not None:
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, items, buffer.version))

    async def _items(self, uri: str) -> list[types.Diagnostic]:
        """Write what is found in the present text of a document for the editor."""
        while (buffer := self.buffers.get(uri)) is not None:
            version = buffer.version
            items = await self._written(buffer)
            if version == buffer.version:
                self._begin_pause(buffer)
                return items
        return []

    async def _written(self, buffer: Buffer) -> list[types.Diagnostic]:
        if not buffer.is_prose:
            return await self._problems(buffer)
        checked = await self.current(buffer.uri)
        if checked is None:
            return []
        places = Places(checked.source, buffer.encoding)
        if checked.refusal is not None:
            return [findings.refused(checked.refusal, places)]
        if checked.document is None:
            return []
        return findings.shown(buffer.uri, places, checked.findings, checked.document, self.can)

    async def _problems(self, buffer: Buffer) -> list[types.Diagnostic]:
        """Check a file that says how to lint; others of these languages are none of our business."""
        settings = self.settings_for(buffer)
        if not files.is_settings(buffer.path) and not files.is_rule(buffer.path, [settings]):
            return []
        return await self.checker.run(lambda: files.problems(buffer, settings))

    async def pulled(self, uri: str) -> tuple[list[types.Diagnostic], str | None]:
        """Give the findings of a document, and a name for this very list of them."""
        buffer = self.buffers.get(uri)
        if buffer is None:
            return [], None
        items = await self._items(uri)
        told = json.dumps(items, default=self.protocol._serialize_message, sort_keys=True)
        return items, hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def _begin_pause(self, buffer: Buffer) -> None:
        """When nothing changes any more, do what would be felt while somebody types."""
        self._end_pause()
        loop = asyncio.get_running_loop()
        self._pause = loop.call_later(PAUSE, lambda: loop.create_task(self._prepare(buffer)))

    def _end_pause(self) -> None:
        if self._pause is not None:
            self._pause.cancel()

    async def _prepare(self, buffer: Buffer) -> None:
        known = buffer.checked
        if known is not None and known.document is not None:
            with suppress(Outdated):
                if not known.has_rewrites:
                    buffer.checked = known = await self._check(buffer, rewrites=True)
                if buffer.is_saved and buffer.path is not None:
                    await self.recaller.keep(known)
        await self.checker.run(self.checker.sweep)

    def reload(self) -> None:
        """Read settings and rules anew, and lint everything again."""
        forget_settings()
        api.forget_rules()
        self.recaller.forget_rules()
        self._told.clear()
        self.again()

    def again(self) -> None:
        """Lint everything again, under settings that may be others now."""
        for buffer in self.buffers.values():
            buffer.forget()
            self.schedule(buffer)
        workspace = self.client_capabilities.workspace
        if self.pulls and workspace and workspace.diagnostics and workspace.diagnostics.refresh_support:
            self.workspace_diagnostic_refresh(None)

    def close(self, uri: str) -> None:
        """Forget a document, and take its findings off the screen."""
        if (waiting := self._waiting.pop(uri, None)) is not None:
            waiting.cancel()
        self._last_good.pop(uri, None)
        self._learning.pop(uri, None)
        buffer = self.buffers.pop(uri, None)
        if buffer is not None:
            self.checker.forget(buffer)
        if buffer is not None and not self.pulls:
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def choose(self, sections: Mapping[str | None, object]) -> None:
        """Take over the editor's settings: for each workspace folder, and under None for what lies elsewhere."""
        self.choices = {None: Choices()}
        for folder, section in sections.items():
            self.choices[folder], complaints = Choices.read(section)
            for complaint in complaints:
                self.tell(complaint, types.MessageType.Warning)

    async def ask_for_choices(self) -> bool:
        """Ask the editor for its settings; False when it does not answer such questions."""
        workspace = self.client_capabilities.workspace
        if workspace is None or not workspace.configuration:
            return False
        scopes: list[str | None] = [None, *(path.as_uri() for path in self.folders)]
        items = [types.ConfigurationItem(scope, SECTION) for scope in scopes]
        try:
            answers = await self.workspace_configuration_async(types.ConfigurationParams(items))
        except JsonRpcException:
            return False
        self.choose(dict(zip(scopes, answers, strict=False)))
        return True

    # Starting

    async def warm_up(self) -> None:
        """Load the model in the background, and say so."""
        window = self.client_capabilities.window
        token = "blamelint-loading"
        if window and window.work_done_progress:
            await self.work_done_progress.create_async(token)
            begin = types.WorkDoneProgressBegin(title="blamelint", message="loading the language model")
            self.work_done_progress.begin(token, begin)
        else:
            self.window_log_message(types.LogMessageParams(types.MessageType.Info, "loading the language model"))
        try:
            await self.checker.ready()
        except UserError as error:
            self.tell(explained(error))
        finally:
            if window and window.work_done_progress:
                self.work_done_progress.end(token, types.WorkDoneProgressEnd(message="ready"))
