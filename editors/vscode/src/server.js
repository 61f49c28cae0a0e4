"use strict";

// Where the server is: the workspace's own environment first, since its version is the one that CI runs.

const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");

/** Places of the command in order of preference, without looking whether anything is there. */
function candidates({ folders, setting, env, platform, trusted }) {
  const windows = platform === "win32";
  const name = windows ? "blamelint.exe" : "blamelint";
  const bin = windows ? "Scripts" : "bin";
  if (setting) {
    return [filledIn(setting, folders)];
  }
  const environments = trusted ? folders.flatMap((folder) => [".venv", "venv"].map((venv) => path.join(folder, venv))) : [];
  if (env.VIRTUAL_ENV) {
    environments.push(env.VIRTUAL_ENV);
  }
  const onPath = (env.PATH || env.Path || "").split(windows ? ";" : ":").filter(Boolean);
  return [...environments.map((folder) => path.join(folder, bin, name)), ...onPath.map((folder) => path.join(folder, name))];
}

function filledIn(setting, folders) {
  const home = setting.startsWith("~") ? path.join(os.homedir(), setting.slice(1)) : setting;
  return home.replaceAll("${workspaceFolder}", folders[0] ?? "");
}

/** The command to start, or undefined when it is nowhere. */
function findServer(place) {
  return candidates(place).find(isExecutable);
}

function isExecutable(file) {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

module.exports = { candidates, findServer };
