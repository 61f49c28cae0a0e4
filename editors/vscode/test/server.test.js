"use strict";

const assert = require("node:assert/strict");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const test = require("node:test");
const { candidates, findServer } = require("../src/server");

const place = (more) => ({ folders: ["/work"], setting: "", env: { PATH: "/usr/bin" }, platform: "linux", trusted: true, ...more });

test("the workspace's environment comes before the PATH", () => {
  assert.deepEqual(candidates(place()), ["/work/.venv/bin/blamelint", "/work/venv/bin/blamelint", "/usr/bin/blamelint"]);
});

test("an active environment comes before the PATH", () => {
  const found = candidates(place({ folders: [], env: { PATH: "/usr/bin", VIRTUAL_ENV: "/env" } }));
  assert.deepEqual(found, ["/env/bin/blamelint", "/usr/bin/blamelint"]);
});

test("a setting is the only place to look at", () => {
  assert.deepEqual(candidates(place({ setting: "${workspaceFolder}/tools/blamelint" })), ["/work/tools/blamelint"]);
});

test("nothing is started from a folder that is not trusted", () => {
  assert.deepEqual(candidates(place({ trusted: false })), ["/usr/bin/blamelint"]);
});

test("only what can be executed is found", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "blamelint-"));
  const file = path.join(folder, "blamelint");
  fs.writeFileSync(file, "#!/bin/sh\n", { mode: 0o644 });
  assert.equal(findServer(place({ folders: [], env: { PATH: folder } })), undefined);
  fs.chmodSync(file, 0o755);
  assert.equal(findServer(place({ folders: [], env: { PATH: folder } })), file);
});
