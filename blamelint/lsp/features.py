"""What the server answers, message by message."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from blamelint.configfile import OWN_FILE, SHARED_FILE
from blamelint.lsp import actions, completion, files, hover
from blamelint.lsp.buffers import Buffer, path_of
from blamelint.lsp.checking import Checker
from blamelint.lsp.choices import folder_of, shown
from blamelint.lsp.findings import Abilities
from blamelint.lsp.recalling import Recaller
from blamelint.lsp.server import SECTION, Server
from blamelint.lsp.text import Places, readable
from blamelint.source import Source

WATCHED = (f"**/{OWN_FILE}", f"**/{SHARED_FILE}", "**/*.yaml")
"""Files that change findings: settings, and the rules of packs."""


def build(checker: Checker, recaller: Recaller) -> Server:
    """Make a server that is ready to be started."""
    server = Server(checker, recaller)
    for register in (_life, _documents, _pulling, _settings, _actions, _reading):
        register(server)
    return server


def _life(server: Server) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.can = Abilities.of(params.capabilities)
        server.choose({None: params.initialization_options})

    @server.feature(types.INITIALIZED)
    async def initialized(_: types.InitializedParams) -> None:
        loading = asyncio.ensure_future(server.warm_up())
        await _watch(server)
        await server.ask_for_choices()
        await loading

    @server.feature(types.SHUTDOWN)
    def shutdown(_: None) -> None:
        server.checker.close()
        server.recaller.close()


async def _watch(server: Server) -> None:
    """Ask to be told of changed files, if the editor can watch them."""
    workspace = server.client_capabilities.workspace
    watching = workspace and workspace.did_change_watched_files
    if not watching or not watching.dynamic_registration:
        return
    options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(glob) for glob in WATCHED])
    registration = types.Registration("blamelint-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    with suppress(JsonRpcException):  # an editor may refuse; saved files are seen anyway
        await server.client_register_capability_async(types.RegistrationParams([registration]))


def _documents(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        opened = params.text_document
        path = path_of(opened.uri)
        source = Source(shown(path, folder_of(path, server.folders)), readable(opened.text))
        buffer = Buffer(opened.uri, opened.language_id, opened.version, source, server.encoding)
        server.buffers[buffer.uri] = buffer
        server.schedule(buffer)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        buffer = server.buffers.get(params.text_document.uri)
        if buffer is not None:
            buffer.change(params.text_document.version, params.content_changes)
            server.schedule(buffer, after=server.choices_for(buffer).debounce / 1000)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def did_save(params: types.DidSaveTextDocumentParams) -> None:
        path = path_of(params.text_document.uri)
        if path is not None and files.matters(path):
            server.reload()
        elif (buffer := server.buffers.get(params.text_document.uri)) is not None:
            buffer.is_saved = True
            server.schedule(buffer)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def did_close(params: types.DidCloseTextDocumentParams) -> None:
        server.close(params.text_document.uri)


def _pulling(server: Server) -> None:
    @server.feature(
        types.TEXT_DOCUMENT_DIAGNOSTIC,
        types.DiagnosticOptions(inter_file_dependencies=False, workspace_diagnostics=False, identifier="blamelint"),
    )
    async def diagnostic(params: types.DocumentDiagnosticParams) -> types.DocumentDiagnosticReport:
        items, result = await server.pulled(params.text_document.uri)
        if result is not None and result == params.previous_result_id:
            return types.RelatedUnchangedDocumentDiagnosticReport(result)
        return types.RelatedFullDocumentDiagnosticReport(items, result_id=result)


def _settings(server: Server) -> None:
    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def did_change_configuration(params: types.DidChangeConfigurationParams) -> None:
        if not await server.ask_for_choices():
            sections = params.settings if isinstance(params.settings, dict) else {}
            server.choose({None: sections.get(SECTION, sections)})
        server.again()

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    async def did_change_folders(_: types.DidChangeWorkspaceFoldersParams) -> None:
        await server.ask_for_choices()
        server.again()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def did_change_files(params: types.DidChangeWatchedFilesParams) -> None:
        paths = [path_of(change.uri) for change in params.changes]
        if any(path is not None and files.matters(path) for path in paths):
            server.reload()


def _actions(server: Server) -> None:
    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(
            code_action_kinds=[types.CodeActionKind.QuickFix, actions.FIX_ALL], resolve_provider=True
        ),
    )
    async def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        offers = await _offers(server, params.text_document.uri, params.range)
        version = server.buffers[params.text_document.uri].version if offers else 0
        return [
            actions.written(
                offer,
                actions.Wanted(params.text_document.uri, version, number, params.range),
                server.client_capabilities,
                lazily=True,
            )
            for number, offer in enumerate(offers)
            if actions.suits(offer, params.context.only)
        ]

    @server.feature(types.CODE_ACTION_RESOLVE)
    async def resolve(action: types.CodeAction) -> types.CodeAction:
        wanted = actions.Wanted.of(action)
        buffer = server.buffers.get(wanted.uri)
        if buffer is None or buffer.version != wanted.version:
            raise actions.Changed
        offers = await _offers(server, wanted.uri, wanted.range)
        if wanted.number >= len(offers) or offers[wanted.number].title != action.title:
            raise actions.Changed
        return actions.written(offers[wanted.number], wanted, server.client_capabilities, lazily=False)


async def _offers(server: Server, uri: str, range: types.Range) -> list[actions.Offer]:
    checked, buffer = await server.prose(uri)
    if checked is None or buffer is None:
        return []
    others = {path: other for other in server.buffers.values() if (path := other.path)}
    folder = folder_of(buffer.path, server.folders)

    def look() -> list[actions.Offer]:
        document, span = buffer.document_of(checked.source), Places(checked.source, buffer.encoding).span(range)
        return actions.offers(actions.Scene(buffer, checked, document, span, folder, others))

    return await server.checker.run(look)


def _reading(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hovering(params: types.HoverParams) -> types.Hover | None:
        checked, buffer = await server.prose(params.text_document.uri)
        if buffer is None or checked is None:
            return None
        return await server.checker.run(lambda: hover.at(buffer, checked, params.position))

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=list('/"-: =')))
    async def complete(params: types.CompletionParams) -> list[types.CompletionItem]:
        buffer = server.buffers.get(params.text_document.uri)
        if buffer is None:
            return []
        settings = server.settings_for(buffer)
        return await server.checker.run(lambda: completion.at(buffer, settings, params.position))
