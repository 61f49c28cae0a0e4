"""Real editors, and VS Code's own protocol library, with the configuration that the pages in editors/ give."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from blamelint.lsp.choices import Choices
from tests.conftest import ROOT

EDITORS = ROOT / "editors"
MODULES = EDITORS / "vscode" / "node_modules"
BLAME = "# Outage\n\nDave forgot to run the migration.\n"
ELPA = Path("/usr/share/emacs/site-lisp/elpa")


def code(page: str, language: str, number: int = 0) -> str:
    """A block of code from a page."""
    text = (EDITORS / f"{page}.md").read_text(encoding="utf-8")
    blocks: list[str] = re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return blocks[number]


@pytest.fixture
def document(tmp_path: Path) -> Path:
    file = tmp_path / "report.md"
    file.write_text(BLAME, encoding="utf-8")
    return file


@pytest.fixture
def with_blamelint(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment whose `blamelint` is this one."""
    bin_ = tmp_path_factory.mktemp("bin")
    command = bin_ / "blamelint"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m blamelint "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    path = os.pathsep.join(map(str, [ROOT, *filter(None, [os.environ.get("PYTHONPATH")])]))
    return {**os.environ, "PATH": f"{bin_}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": path}


def run(command: list[str], folder: Path, env: dict[str, str]) -> str:
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=180, check=False)
    return done.stdout + done.stderr


@pytest.mark.skipif(shutil.which("nvim") is None, reason="Neovim is not installed")
def test_neovim_shows_findings_and_applies_an_action(document: Path, with_blamelint: dict[str, str]) -> None:
    config = document.parent / "init.lua"
    config.write_text(code("neovim", "lua", 1), encoding="utf-8")
    script = ROOT / "tests" / "neovim.lua"
    told = run(
        ["nvim", "--headless", "-u", str(config), str(document), "-c", f"luafile {script}"],
        document.parent,
        with_blamelint,
    )
    report: dict[str, Any] = json.loads(told[told.index('{"') : told.rindex("}") + 1])
    allowed = BLAME.replace("Dave", "<!-- blamelint: allow person/omission -- ‹why› -->\nDave")

    assert (["person/omission"], []) == (report["before"], report["after"])
    assert allowed == "\n".join([*report["lines"], ""])
    assert allowed == document.read_text(encoding="utf-8")


@pytest.mark.skipif(
    shutil.which("emacs") is None or not list(ELPA.glob("eglot-*")), reason="Emacs with eglot is not installed"
)
def test_emacs_shows_findings(document: Path, with_blamelint: dict[str, str]) -> None:
    config = document.parent / "init.el"
    packages = f'(progn (setq package-directory-list (list "{ELPA}")) (package-initialize))'
    config.write_text(f"{packages}\n{code('emacs', 'elisp')}", encoding="utf-8")
    script = ROOT / "tests" / "emacs.el"
    told = run(
        ["emacs", "--batch", "-l", str(config), "-l", str(script), str(document)], document.parent, with_blamelint
    )

    assert "blamelint [person/omission]: 'Dave forgot to run' says who slipped" in told


@pytest.mark.skipif(
    shutil.which("node") is None or not (MODULES / "vscode-languageserver-protocol").is_dir(),
    reason="run `npm ci` in editors/vscode",
)
def test_the_protocol_library_of_vs_code_understands_the_server(document: Path, with_blamelint: dict[str, str]) -> None:
    script = ROOT / "tests" / "node" / "client.cjs"
    command = ["node", str(script), str(MODULES), str(document), "blamelint", "lsp"]
    told = json.loads(run(command, document.parent, with_blamelint).splitlines()[-1])

    assert ["person/omission"] == [found["code"] for found in told["diagnostics"]]
    assert "Allow 'person/omission' here, with a reason" in [action["title"] for action in told["actions"]]
    assert told["capabilities"]["codeActionProvider"]["resolveProvider"]


@pytest.mark.skipif(shutil.which("node") is None, reason="Node is not installed")
def test_the_extension_finds_the_server(with_blamelint: dict[str, str]) -> None:
    told = run(["node", "--test", "test/"], EDITORS / "vscode", with_blamelint)

    assert "# fail 0" in told, told


def test_the_extension_describes_every_setting_of_the_server() -> None:
    package = json.loads((EDITORS / "vscode" / "package.json").read_text(encoding="utf-8"))
    settings = package["contributes"]["configuration"]["properties"]

    assert {field.name for field in fields(Choices)} <= {name.removeprefix("blamelint.") for name in settings}
    assert all("description" in each or "markdownDescription" in each for each in settings.values())


def test_configurations_are_well_formed_and_start_the_server() -> None:
    helix = tomllib.loads(code("helix", "toml"))["language-server"]["blamelint"]
    zed = json.loads(code("zed", "json"))["lsp"]
    sublime = json.loads(code("sublime", "json"))["clients"]["blamelint"]

    assert ["blamelint", "lsp"] == [helix["command"], *helix["args"]]
    assert ["blamelint"] == list(zed)
    assert ["blamelint", "lsp"] == sublime["command"]
