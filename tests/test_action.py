"""The GitHub action: its steps, run as a runner runs them."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from blamelint.cli import cli
from blamelint.renderers import formats
from tests.conftest import ROOT

ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")
LINT = cli.get_command(click.Context(cli), "lint")
OPTIONS = {option for parameter in (LINT.params if LINT else ()) for option in parameter.opts}
NEEDED = {"--since", "--output-file", "--format", "--fail-on", "--profile"}

real = pytest.mark.skipif(
    not (NEEDED <= OPTIONS and {"github", "markdown", "sarif"} <= set(formats())),
    reason="the command cannot do all that the action asks for yet",
)

PYTHON = """\
#!/bin/sh
# Stands for the Python that installs: what it would fetch is at hand.
if [ "$1 $2" = "-m venv" ]; then
  mkdir -p "$3/bin"
  cp "$0" "$3/bin/python"
  cp "$BLAMELINT" "$3/bin/blamelint"
else
  echo "$@" >> "$RUNNER_TEMP/installed"
fi
"""

RECORDER = """\
#!/bin/sh
for word in "$@"; do
  echo "$word" >> "$RUNNER_TEMP/arguments"
  case "$word" in markdown=*) echo "# One finding" > "${word#markdown=}" ;; esac
done
exit 1
"""

REPORT = "# Outage of checkout\n\nDave forgot to run the migration, and a cache was cold.\n"


@dataclass
class Runner:
    """One job on a machine of GitHub's."""

    temp: Path
    workspace: Path
    environment: dict[str, str]
    log: str = ""
    code: int = 0

    def __post_init__(self) -> None:
        self.outputs: dict[str, dict[str, str]] = {}
        self.summary = self.temp / "summary"

    def run(self, **inputs: str) -> None:
        """Run the steps of the action until one fails; those that use other actions are taken as done."""
        given = {name: str(spec.get("default", "")) for name, spec in ACTION["inputs"].items()} | inputs
        for number, step in enumerate(ACTION["runs"]["steps"]):
            if self.code == 0 and "run" in step:
                self._step(step, given, number)

    def _step(self, step: Mapping[str, Any], inputs: Mapping[str, str], number: int) -> None:
        script, output = self.temp / f"step-{number}.sh", self.temp / f"output-{number}"
        script.write_text(step["run"], encoding="utf-8")
        output.touch()
        environment = {
            **self.environment,
            **{name: self._resolved(value, inputs) for name, value in step.get("env", {}).items()},
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_ACTION_PATH": str(ROOT),
        }
        # As documented for `shell: bash`.
        command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)]
        done = subprocess.run(
            command, cwd=self.workspace, env=environment, text=True, encoding="utf-8", capture_output=True, check=False
        )
        self.log += done.stdout + done.stderr
        self.code = done.returncode
        lines = output.read_text(encoding="utf-8").splitlines()
        self.outputs[step.get("id", "")] = dict(line.split("=", 1) for line in lines)

    def _resolved(self, text: str, inputs: Mapping[str, str]) -> str:
        """Work out the few expressions that the action uses: names, and `a || b`."""
        return EXPRESSION.sub(lambda found: self._value(found[1], inputs), text)

    def _value(self, expression: str, inputs: Mapping[str, str]) -> str:
        for name in expression.split(" || "):
            match name.split("."):
                case ["inputs", key]:
                    value = inputs[key]
                case ["steps", step, "outputs", key]:
                    value = self.outputs.get(step, {}).get(key, "")
                case _:
                    raise AssertionError(f"an expression that this test does not know: {expression}")
            if value:
                return value
        return ""

    @property
    def arguments(self) -> list[str]:
        """What `blamelint lint` was called with."""
        command, *arguments = (self.temp / "arguments").read_text(encoding="utf-8").splitlines()
        assert "lint" == command
        return arguments


def _git(*args: str, cwd: Path) -> None:
    identity = ("-c", "user.name=Ana", "-c", "user.email=ana@example.com", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *identity, *args], cwd=cwd, check=True, capture_output=True)


@pytest.fixture
def origin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with an old report, and a branch that adds a sentence to it while main goes on."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    origin = tmp_path / "origin"
    report = origin / "post mortems" / "Größe.md"
    report.parent.mkdir(parents=True)
    _git("init", "--quiet", cwd=origin)
    for text, branch in (
        (REPORT, None),
        (f"{REPORT}\nPriya broke the build, which took checkout down.\n", "change"),
        (f"{REPORT}\nTomas misconfigured the proxy, which took search down.\n", "main"),
    ):
        if branch:
            _git("checkout", "--quiet", *(["-b"] if branch == "change" else []), branch, cwd=origin)
        name = report.with_name("other.md") if branch == "main" else report
        name.write_text(text, encoding="utf-8")
        _git("add", ".", cwd=origin)
        _git("commit", "--quiet", "-m", "report", cwd=origin)
    return origin


@pytest.fixture
def runner(tmp_path: Path, origin: Path) -> Runner:
    """A pull request, checked out as `actions/checkout` does: one commit, and nothing else."""
    temp = tmp_path / "runner"
    temp.mkdir()
    workspace = tmp_path / "workspace"
    _git("clone", "--quiet", "--depth=1", "--branch=change", origin.as_uri(), str(workspace), cwd=tmp_path)
    event = {"pull_request": {"base": {"ref": "main"}, "head": {"ref": "change"}}}
    (temp / "event.json").write_text(json.dumps(event), encoding="utf-8")
    inherited = ("PATH", "HOME", "GIT_CONFIG_GLOBAL", "BLAMELINT_CACHE_DIR", "PYTHONPATH")
    environment = {name: os.environ[name] for name in inherited if name in os.environ}
    environment |= {
        "GITHUB_ACTIONS": "true",
        "GITHUB_EVENT_NAME": "pull_request",
        "GITHUB_EVENT_PATH": str(temp / "event.json"),
        "GITHUB_BASE_REF": "main",
        "BLAMELINT": str(_program(temp / "recorder", RECORDER)),
    }
    return Runner(temp, workspace, environment)


def _program(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture
def python(tmp_path: Path) -> str:
    return str(_program(tmp_path / "python", PYTHON))


def _with_the_real_command(runner: Runner) -> Runner:
    text = f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m blamelint "$@"\n'
    runner.environment["BLAMELINT"] = str(_program(runner.temp / "blamelint-real", text))
    return runner


def test_every_input_and_output_is_described() -> None:
    assert all(spec["description"] for spec in (*ACTION["inputs"].values(), *ACTION["outputs"].values()))


def test_no_input_is_pasted_into_a_script() -> None:
    """A path could hold a command; inputs reach the scripts as variables."""
    assert [] == [step["name"] for step in ACTION["runs"]["steps"] if "${{" in step.get("run", "")]


def test_every_input_and_output_is_in_the_guide() -> None:
    guide = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")

    assert set(ACTION["inputs"]) | set(ACTION["outputs"]) == set(re.findall(r"^\| `([a-z-]+)` \|", guide, re.MULTILINE))


def test_options_of_the_action_are_those_that_the_test_waits_for() -> None:
    scripts = "\n".join(step.get("run", "") for step in ACTION["runs"]["steps"])

    assert NEEDED == set(re.findall(r"args\+?=\((--[a-z-]+)", scripts))


def test_the_action_installs_itself(runner: Runner, python: str) -> None:
    runner.run(python=python)

    assert (runner.temp / "installed").read_text(encoding="utf-8").split()[-1] == str(ROOT)


def test_on_a_pull_request_only_its_changes_count(runner: Runner, python: str) -> None:
    runner.run(python=python)

    assert [
        *("--format", "github"),
        *("--since", "origin/main"),
        *("--output-file", f"markdown={runner.temp}/blamelint-summary.md"),
        ".",
    ] == runner.arguments


def test_the_base_is_fetched_although_the_checkout_is_shallow(runner: Runner, python: str) -> None:
    runner.run(python=python)

    found = subprocess.run(
        ["git", "merge-base", "origin/main", "HEAD"], cwd=runner.workspace, capture_output=True, text=True, check=False
    )
    assert (0, 40) == (found.returncode, len(found.stdout.strip()))


def test_elsewhere_everything_counts(runner: Runner, python: str) -> None:
    del runner.environment["GITHUB_BASE_REF"]

    runner.run(python=python)

    assert "--since" not in runner.arguments


@pytest.mark.parametrize(("since", "expected"), [("all", []), ("v1.0", ["--since", "v1.0"])])
def test_what_counts_can_be_chosen(runner: Runner, python: str, since: str, expected: list[str]) -> None:
    runner.run(python=python, since=since)

    assert expected == runner.arguments[2 : 2 + len(expected)]
    assert bool(expected) is ("--since" in runner.arguments)


def test_inputs_become_options(runner: Runner, python: str) -> None:
    runner.run(
        **{"python": python, "paths": "a b\n$(touch c)\n", "fail-on": "error", "profile": "strict"},
        **{"sarif-file": "out.sarif", "summary": "false"},
    )

    assert [
        *("--format", "github", "--since", "origin/main"),
        *("--fail-on", "error", "--profile", "strict", "--output-file", "sarif=out.sarif"),
        *("a b", "$(touch c)"),
    ] == runner.arguments
    assert not (runner.workspace / "c").exists()


def test_the_job_fails_with_the_command_and_says_so(runner: Runner, python: str) -> None:
    runner.run(**{"python": python, "sarif-file": "out.sarif"})

    assert 1 == runner.code
    assert {"exit-code": "1", "sarif-file": "out.sarif"} == runner.outputs["lint"]
    assert "# One finding\n" == runner.summary.read_text(encoding="utf-8")


@real
def test_a_pull_request_with_one_new_sentence_gets_one_annotation(runner: Runner, python: str) -> None:
    _with_the_real_command(runner).run(**{"python": python, "sarif-file": "out.sarif"})

    annotations = [line for line in runner.log.splitlines() if line.startswith("::")]
    sarif = json.loads((runner.workspace / "out.sarif").read_text(encoding="utf-8"))
    assert (1, 1) == (runner.code, len(annotations)), runner.log
    assert "Größe.md" in annotations[0]
    assert "line=5" in annotations[0]
    assert 1 == len(sarif["runs"][0]["results"])
    assert "Größe.md" in runner.summary.read_text(encoding="utf-8")


@real
def test_a_pull_request_without_findings_passes(runner: Runner, python: str) -> None:
    (runner.workspace / "post mortems" / "Größe.md").write_text(REPORT, encoding="utf-8")

    _with_the_real_command(runner).run(python=python)

    assert (0, {"exit-code": "0"}) == (runner.code, runner.outputs["lint"]), runner.log
