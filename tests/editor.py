"""An editor for tests: the real server process, spoken to as an editor does, one step at a time."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import Any, TypeVar

import pytest_lsp
from lsprotocol import types

T = TypeVar("T")
PATIENCE = 120
"""Seconds after which a test gives up; a loaded machine is slow."""

FULL = types.ClientCapabilities(
    workspace=types.WorkspaceClientCapabilities(
        configuration=True,
        workspace_folders=True,
        did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
        workspace_edit=types.WorkspaceEditClientCapabilities(
            document_changes=True,
            resource_operations=[types.ResourceOperationKind.Create],
            change_annotation_support=types.ChangeAnnotationsSupportOptions(),
        ),
    ),
    text_document=types.TextDocumentClientCapabilities(
        publish_diagnostics=types.PublishDiagnosticsClientCapabilities(
            related_information=True,
            version_support=True,
            code_description_support=True,
            data_support=True,
            tag_support=types.ClientDiagnosticsTagOptions(list(types.DiagnosticTag)),
        ),
        code_action=types.CodeActionClientCapabilities(
            is_preferred_support=True,
            data_support=True,
            resolve_support=types.ClientCodeActionResolveOptions(["edit"]),
            code_action_literal_support=types.ClientCodeActionLiteralOptions(
                types.ClientCodeActionKindOptions([types.CodeActionKind.QuickFix, types.CodeActionKind.Source])
            ),
        ),
        completion=types.CompletionClientCapabilities(),
        hover=types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown]),
        synchronization=types.TextDocumentSyncClientCapabilities(did_save=True),
    ),
    window=types.WindowClientCapabilities(work_done_progress=True),
    general=types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind.Utf16]),
)
"""An editor that can do everything but ask for findings."""


class Editor:
    """One editor with its own server."""

    def __init__(
        self,
        *folders: Path,
        capabilities: types.ClientCapabilities = FULL,
        options: dict[str, Any] | None = None,
        cache: Path | None = None,
    ) -> None:
        """Without a folder for the cache, nothing is kept and nothing is known."""
        kept = {"BLAMELINT_NO_CACHE": "1"} if cache is None else {"BLAMELINT_CACHE_DIR": str(cache)}
        self.environment = {**os.environ, "BLAMELINT_NO_CACHE": "", **kept}
        self.published: dict[str, types.PublishDiagnosticsParams] = {}
        self.seen: dict[str, types.PublishDiagnosticsParams] = {}
        self.versions: dict[str, int] = {}
        self.registered: list[types.RegistrationParams] = []
        self.options = {"debounce": 0, **(options or {})}
        self.capabilities = capabilities
        self.folders = folders
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Editor:
        self._thread.start()
        self.run(self._start())
        return self

    def __exit__(self, *_: object) -> None:
        self.run(self.client.shutdown_session())
        self.run(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    async def _start(self) -> None:
        self.news = asyncio.Event()
        self.client = pytest_lsp.make_test_lsp_client()
        self.client.set_configuration(self.options, section="blamelint")
        self.client.protocol.fm.features[types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS] = self._publish

        @self.client.feature(types.CLIENT_REGISTER_CAPABILITY)  # type: ignore[untyped-decorator]
        def register(params: types.RegistrationParams) -> None:
            self.registered.append(params)

        await self.client.start_io(sys.executable, "-m", "blamelint", "lsp", env=self.environment)
        self.told = await self.client.initialize_session(
            types.InitializeParams(
                capabilities=self.capabilities,
                initialization_options=self.options,
                workspace_folders=[types.WorkspaceFolder(folder.as_uri(), folder.name) for folder in self.folders],
            )
        )

    async def _stop(self) -> None:
        await self.client.stop()  # type: ignore[no-untyped-call]

    def _publish(self, params: types.PublishDiagnosticsParams) -> None:
        self.published[params.uri] = params
        self.news.set()

    async def _until(self, uri: str, version: int | None) -> Sequence[types.Diagnostic]:
        while (last := self.published.get(uri)) is None or last.version != version:
            self.news.clear()
            await self.news.wait()
        self.seen[uri] = last
        return last.diagnostics

    def found(self, uri: str) -> list[types.Diagnostic]:
        """What the server says about the present version of a document."""
        return list(self.run(self._until(uri, self.versions.get(uri))))

    def await_news(self, uri: str) -> list[types.Diagnostic]:
        """What the server says next, when something else than the text has changed."""

        async def wait() -> types.PublishDiagnosticsParams:
            while (last := self.published.get(uri)) is None or last is self.seen.get(uri):
                self.news.clear()
                await self.news.wait()
            self.seen[uri] = last
            return last

        return list(self.run(wait()).diagnostics)

    def _later(self, call: Any, params: Any) -> None:
        async def send() -> None:
            call(params)

        self.run(send())

    def open(self, uri: str, text: str, *, language: str = "markdown") -> list[types.Diagnostic]:
        self.versions[uri] = 1
        item = types.TextDocumentItem(uri, language, 1, text)
        self._later(self.client.text_document_did_open, types.DidOpenTextDocumentParams(item))
        return self.found(uri)

    def change(self, uri: str, *changes: types.TextDocumentContentChangeEvent) -> None:
        self.versions[uri] += 1
        document = types.VersionedTextDocumentIdentifier(self.versions[uri], uri)
        params = types.DidChangeTextDocumentParams(document, list(changes))
        self._later(self.client.text_document_did_change, params)

    def replace(self, uri: str, text: str) -> list[types.Diagnostic]:
        self.change(uri, types.TextDocumentContentChangeWholeDocument(text))
        return self.found(uri)

    def save(self, uri: str) -> None:
        params = types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri))
        self._later(self.client.text_document_did_save, params)

    def close(self, uri: str) -> None:
        params = types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri))
        self._later(self.client.text_document_did_close, params)

    def files_changed(self, *paths: Path) -> None:
        changes = [types.FileEvent(path.as_uri(), types.FileChangeType.Changed) for path in paths]
        params = types.DidChangeWatchedFilesParams(changes)
        self._later(self.client.workspace_did_change_watched_files, params)

    def ask(self, call: str, params: Any) -> Any:
        return self.run(getattr(self.client, f"{call}_async")(params))

    def actions(self, uri: str, at: types.Range, *only: str) -> list[types.CodeAction]:
        context = types.CodeActionContext([], only=list(only) or None)
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), at, context)
        return list(self.ask("text_document_code_action", params) or ())

    def resolved(self, action: types.CodeAction) -> types.CodeAction:
        found: types.CodeAction = self.ask("code_action_resolve", action)
        return found

    def hover(self, uri: str, line: int, character: int) -> str:
        params = types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(line, character))
        found = self.ask("text_document_hover", params)
        return "" if found is None else str(found.contents.value)

    def completions(self, uri: str, line: int, character: int) -> list[str]:
        params = types.CompletionParams(types.TextDocumentIdentifier(uri), types.Position(line, character))
        found = self.ask("text_document_completion", params) or ()
        return [item.label for item in getattr(found, "items", found)]


def edited(text: str, action: types.CodeAction, uri: str) -> str:
    """A text after an action, as an editor would apply it; for texts without wide characters."""
    assert action.edit
    edits: list[Any] = list((action.edit.changes or {}).get(uri, ()))
    for change in action.edit.document_changes or ():
        if isinstance(change, types.TextDocumentEdit) and change.text_document.uri == uri:
            edits += change.edits
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines) + 1)]
    for edit in sorted(edits, key=lambda e: (e.range.start.line, e.range.start.character), reverse=True):
        start = starts[edit.range.start.line] + edit.range.start.character
        end = starts[edit.range.end.line] + edit.range.end.character
        text = text[:start] + edit.new_text + text[end:]
    return text
