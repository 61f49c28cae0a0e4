"""The hooks of pre-commit: which files they take, and what the real pre-commit does with them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import click
import pytest
import yaml

from blamelint.cli import cli
from tests.conftest import ROOT
from tests.repositories import ENVIRONMENT, Clone

HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
NOT_OURS = shutil.ignore_patterns(".git", ".venv", "*cache*", ".hypothesis", "dist", "build", "node_modules")

BLAME = "Dave forgot to run the migration."
CALM = "The new column stayed empty for two hours."
REPORT = "docs/post-mortems/März 2025/disk full.md"


def _options() -> set[str]:
    lint = cli.get_command(click.Context(cli), "lint")
    assert lint
    return {option for parameter in lint.params for option in parameter.opts}


def test_hooks_call_the_command() -> None:
    assert {"blamelint": "blamelint lint", "blamelint-fix": "blamelint lint --fix"} == {
        name: hook["entry"] for name, hook in HOOKS.items()
    }


@pytest.mark.parametrize("hook", HOOKS.values(), ids=list(HOOKS))
@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("postmortems/2025-03-11.md", True),
        ("docs/Post-Mortem_checkout.md", True),
        ("docs/post_mortem.md", True),
        ("docs/2025-03-postmortem.md", True),
        ("docs/Postmortem2025.md", True),
        ("incident.md", True),
        ("ops/incident-reports/7.md", True),
        ("ops/INCIDENT42.md", True),
        ("2025 rca.md", True),
        ("retro 12.md", True),
        (REPORT, True),
        ("README.md", False),
        ("docs/retroactive-pricing.md", False),
        ("docs/incidental.md", False),
        ("docs/arcade.md", False),
    ],
)
def test_hooks_take_postmortems_by_name(hook: dict[str, str], path: str, taken: bool) -> None:
    assert taken is bool(re.search(hook["files"], path))


@dataclass(frozen=True)
class Team:
    """A repository whose members use pre-commit."""

    clone: Clone
    hooks: Clone
    home: Path

    def configure(self, hook: str, **keys: object) -> None:
        """Use one hook of ours, with further keys as in the configuration of pre-commit."""
        rev = self.hooks.git("rev-parse", "HEAD").strip()
        entry = {"repo": str(self.hooks.folder), "rev": rev, "hooks": [{"id": hook, **keys}]}
        self.clone.write(".pre-commit-config.yaml", yaml.safe_dump({"repos": [entry]}))
        self.clone.git("add", ".pre-commit-config.yaml")

    def run(self, *command: str) -> tuple[int, str]:
        """Run a command as a member would; give its exit code and all that it printed."""
        # A checkout on the path of Python would be used in place of what pre-commit installed.
        environment = {name: value for name, value in ENVIRONMENT.items() if name != "PYTHONPATH"}
        done = subprocess.run(
            command,
            cwd=self.clone.folder,
            env={**environment, "PRE_COMMIT_HOME": str(self.home), "PRE_COMMIT_COLOR": "never"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        return done.returncode, done.stdout

    def pre_commit(self, *args: str) -> tuple[int, str]:
        return self.run(sys.executable, "-m", "pre_commit", *args)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Team:
    """Let pre-commit build its environment from a clone of this very checkout, once."""
    folder = tmp_path_factory.mktemp("hooks")
    shutil.copytree(ROOT, folder / "blamelint", ignore=NOT_OURS)
    hooks = Clone.new(folder / "blamelint")
    hooks.commit()
    team = Team(Clone.new(folder / "first"), hooks, folder / "home")
    team.configure("blamelint")
    code, said = team.pre_commit("install-hooks")
    assert code == 0, said
    return team


@pytest.fixture
def team(installed: Team, tmp_path: Path) -> Team:
    return replace(installed, clone=Clone.new(tmp_path / "team"))


def _findings(said: str) -> list[str]:
    return re.findall(r"^(\S.*:\d+):\d+ (?:error|warning) ", said, re.MULTILINE)


@pytest.mark.network
def test_a_commit_with_blame_is_held_up_and_one_without_is_not(team: Team) -> None:
    team.configure("blamelint")
    assert 0 == team.pre_commit("install")[0]
    team.clone.write(REPORT, f"# Outage\n\n{BLAME}\n")
    team.clone.write("README.md", f"{BLAME}\n")
    team.clone.git("add", "--all")

    held_up, said = team.run("git", "commit", "--message", "Report")
    team.clone.write(REPORT, f"# Outage\n\n{CALM}\n")
    team.clone.git("add", "--all")
    let_through, _ = team.run("git", "commit", "--message", "Report")

    assert (1, [f"{REPORT}:3"]) == (held_up, _findings(said))
    assert (0, "1") == (let_through, team.clone.git("rev-list", "--count", "HEAD").strip())


@pytest.mark.network
def test_all_files_are_looked_at_when_asked_for(team: Team) -> None:
    team.configure("blamelint", files=r"^reports/")
    for name in ("reports/one.md", "reports/two words.md", "other/postmortem.md", "reports/notes.txt"):
        team.clone.write(name, f"{BLAME}\n")
    team.clone.commit()

    assert (0, []) == (team.pre_commit("run")[0], _findings(team.pre_commit("run")[1]))
    code, said = team.pre_commit("run", "--all-files")
    assert (1, ["reports/one.md:1", "reports/two words.md:1"]) == (code, _findings(said))


@pytest.mark.network
def test_with_staged_an_old_report_answers_for_its_new_sentences(team: Team) -> None:
    team.configure("blamelint", args=["--staged"])
    team.clone.write(REPORT, f"# Outage\n\n{BLAME}\n")
    team.clone.commit()
    team.clone.write(REPORT, f"# Outage\n\n{BLAME} {CALM}\n")
    team.clone.git("add", "--all")
    passed, _ = team.pre_commit("run")
    team.clone.write(REPORT, f"# Outage\n\n{BLAME} {CALM}\nPriya failed to check the dashboard.\n")
    team.clone.git("add", "--all")

    failed, said = team.pre_commit("run")

    assert (0, 1, [f"{REPORT}:4"]) == (passed, failed, _findings(said))


@pytest.mark.network
def test_a_baseline_is_found_through_the_configuration(team: Team) -> None:
    team.configure("blamelint")
    team.clone.write(REPORT, f"# Outage\n\n{BLAME}\n")
    team.clone.write(".blamelint.toml", 'baseline = ".blamelint-baseline"\n')
    done = subprocess.run(
        [sys.executable, "-m", "blamelint", "baseline", "create"],
        cwd=team.clone.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    team.clone.commit()

    assert (0, 0) == (done.returncode, team.pre_commit("run", "--all-files")[0])


@pytest.mark.network
@pytest.mark.skipif("--fix" not in _options(), reason="the command cannot fix yet")
def test_the_fixing_hook_mends_and_asks_for_another_look(team: Team) -> None:
    team.configure("blamelint-fix")
    team.clone.write(REPORT, f"# Outage\n\n<!-- blamelint: allow person -- Dave agreed -->\n{CALM}\n")
    team.clone.git("add", "--all")

    code, said = team.pre_commit("run")

    assert (1, True) == (code, "files were modified by this hook" in said)
    assert f"# Outage\n\n{CALM}\n" == (team.clone.folder / REPORT).read_text(encoding="utf-8")
