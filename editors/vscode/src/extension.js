"use strict";

const vscode = require("vscode");
const { LanguageClient, RevealOutputChannelOn } = require("vscode-languageclient/node");
const { findServer } = require("./server");

const LANGUAGES = ["markdown", "mdx", "quarto"];
const INSTALL = "https://github.com/blamelint/blamelint/blob/main/docs/editors.md";

let client;
let output;

async function activate(context) {
  output = vscode.window.createOutputChannel("blamelint");
  context.subscriptions.push(
    output,
    vscode.commands.registerCommand("blamelint.restart", restart),
    vscode.commands.registerCommand("blamelint.showLog", () => output.show()),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("blamelint.path")) {
        restart();
      }
    }),
  );
  await start();
}

async function start() {
  const command = findServer({
    folders: (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath),
    setting: vscode.workspace.getConfiguration("blamelint").get("path"),
    env: process.env,
    platform: process.platform,
    trusted: vscode.workspace.isTrusted,
  });
  if (command === undefined) {
    await tellHowToInstall();
    return;
  }
  output.appendLine(`starting ${command}`);
  client = new LanguageClient("blamelint", "blamelint", { command, args: ["lsp"] }, options());
  await client.start();
}

function options() {
  return {
    documentSelector: [
      ...LANGUAGES.map((language) => ({ language })),
      { pattern: "**/.blamelint.toml" },
      { pattern: "**/pyproject.toml" },
      { language: "yaml", scheme: "file" },
    ],
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: vscode.workspace.getConfiguration("blamelint"),
    synchronize: { configurationSection: "blamelint" },
  };
}

async function tellHowToInstall() {
  const path = vscode.workspace.getConfiguration("blamelint").get("path");
  const where = path ? `There is no command at ${path}.` : "It is neither in .venv, nor in VIRTUAL_ENV, nor on the PATH.";
  output.appendLine(`no server found: ${where}`);
  const choice = await vscode.window.showWarningMessage(
    `blamelint is not installed. ${where} Install it with: pip install blamelint`,
    "How to install",
    "Try again",
  );
  if (choice === "How to install") {
    await vscode.env.openExternal(vscode.Uri.parse(INSTALL));
  } else if (choice === "Try again") {
    await restart();
  }
}

async function stop() {
  const running = client;
  client = undefined;
  await running?.stop();
}

async function restart() {
  await stop();
  await start();
}

module.exports = { activate, deactivate: stop };
