"use strict";

// An editor made of VS Code's own protocol library: opens a document, takes its findings and one action, and reports.
// usage: node client.cjs FOLDER_OF_NODE_MODULES DOCUMENT SERVER ARGS…

const { spawn } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const [modules, document, server, ...args] = process.argv.slice(2);
const lsp = require(path.join(modules, "vscode-languageserver-protocol", "node"));

const child = spawn(server, args, { stdio: ["pipe", "pipe", "inherit"] });
const connection = lsp.createProtocolConnection(
  new lsp.StreamMessageReader(child.stdout),
  new lsp.StreamMessageWriter(child.stdin),
);
const uri = pathToFileURL(document).href;
const findings = new Promise((resolve) => {
  connection.onNotification(lsp.PublishDiagnosticsNotification.type, (params) => resolve(params.diagnostics));
});
connection.listen();

async function main() {
  const { capabilities } = await connection.sendRequest(lsp.InitializeRequest.type, {
    processId: process.pid,
    rootUri: null,
    capabilities: { workspace: { workspaceEdit: { documentChanges: true } } },
    workspaceFolders: null,
    initializationOptions: { debounce: 0 },
  });
  await connection.sendNotification(lsp.InitializedNotification.type, {});
  const textDocument = { uri, languageId: "markdown", version: 1, text: fs.readFileSync(document, "utf8") };
  await connection.sendNotification(lsp.DidOpenTextDocumentNotification.type, { textDocument });
  const diagnostics = await findings;
  const actions = await connection.sendRequest(lsp.CodeActionRequest.type, {
    textDocument: { uri },
    range: diagnostics[0].range,
    context: { diagnostics },
  });
  await connection.sendRequest(lsp.ShutdownRequest.type);
  await connection.sendNotification(lsp.ExitNotification.type);
  console.log(JSON.stringify({ capabilities, diagnostics, actions }));
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
  child.kill();
});
