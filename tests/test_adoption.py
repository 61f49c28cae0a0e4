"""`blamelint init`: what it finds, what it plans, and what it leaves alone."""

from __future__ import annotations

import io
import re
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import click
import pytest
import yaml

from blamelint import __version__
from blamelint.adoption.plan import ACTION, WORKFLOW, Change
from blamelint.adoption.precommit import entry, extended
from blamelint.adoption.survey import NAMES, Survey, survey
from blamelint.cli import cli, init, main
from blamelint.configuration import forget_settings, load_settings
from blamelint.errors import UserError
from tests.conftest import ROOT

pytestmark = pytest.mark.usefixtures("fresh_settings")

Run = Callable[..., tuple[int, str, str]]

HOOKS = """\
# ours
repos:
  - repo: local  # first
    hooks:
      - id: spelling
        files: ^docs/  # prose
        args: [--fast, {a: 1}]

# who to ask: ops
ci: {autofix: true}
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with reports, drafts and other Markdown."""
    monkeypatch.chdir(tmp_path)
    for name in (
        "README.md",
        "docs/incidental.md",
        "docs/postmortems/2024-01 Größe.md",
        "docs/postmortems/2024-02.md",
        "docs/postmortems/drafts/2024-03.md",
        "services/shop/outage-7.md",
        "node_modules/x/postmortem.md",
    ):
        _write(name, "# Outage\n\nDave forgot to run the migration.\n")
    return tmp_path


@pytest.fixture
def run(repository: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    def run(*args: str) -> tuple[int, str, str]:
        forget_settings()
        with pytest.raises(SystemExit) as caught:
            main(args)
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return int(caught.value.code or 0), out, err

    return run


def _write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(text.encode())


def _files() -> set[str]:
    return {path.as_posix() for path in Path().rglob("*") if path.is_file() and path.suffix != ".md"}


# --- survey -----------------------------------------------------------------------------------------------------


def test_reports_are_found_by_folder_and_by_name(repository: Path) -> None:
    found = survey(repository)

    assert [("docs/postmortems", 3, True), ("services/shop/outage-7.md", 1, False)] == [
        (str(place.path), place.reports, place.is_own) for place in found.places
    ]
    assert ["docs/postmortems/drafts"] == [str(folder) for folder in found.drafts]


def test_a_folder_with_many_reports_among_others_is_named_itself(repository: Path) -> None:
    for number in range(5):
        _write(f"docs/rca-{number}.md", "")

    assert ("docs", "docs/postmortems", "services/shop/outage-7.md") == survey(repository).paths


def test_without_reports_the_whole_repository_is_meant(tmp_path: Path) -> None:
    assert (".",) == survey(tmp_path).paths


@pytest.mark.parametrize(
    "path",
    [
        "postmortems/2025-03-11.md",
        "docs/Post-Mortem_checkout.md",
        "incident.md",
        "ops/incident-reports/7.md",
        "retro 12.md",
        "coe/7.md",
        "docs/retroactive-pricing.md",
        "docs/arcade.md",
        "README.md",
    ],
)
def test_the_hook_and_the_survey_agree_on_names(path: str) -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))

    assert bool(re.search(hooks[0]["files"], path)) is any(NAMES.search(part) for part in path.split("/"))


# --- pre-commit -------------------------------------------------------------------------------------------------

NEW = entry(Survey(Path(), (), ()), version="1.2.3")


def test_an_entry_goes_behind_the_last_one_and_changes_nothing_else() -> None:
    after = extended(HOOKS, NEW, name="hooks")

    assert after is not None
    added = "  - repo: https://github.com/blamelint/blamelint\n    rev: v1.2.3\n    hooks:\n      - id: blamelint\n"
    assert HOOKS.replace("{a: 1}]\n", "{a: 1}]\n" + added) == after


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# nothing yet\n",
        "repos: []\n",
        "repos: []  # none yet\nci:\n  autofix: true\n",
        "fail_fast: true\nrepos:\n- repo: local\n  hooks:\n  - id: a",
        "repos:\n    -   repo: local\n        hooks: [{id: a}]\n",
        "repos:\n- repo: local\n  hooks:\n  - id: a\n    entry: |\n      one\n\n      two\n# end\n",
        "repos:\n- repo: local\n  hooks:\n  - id: a\n    entry: 'x\n      y'\n    files: >-\n      ^a/\nexclude: ^b/\n",
        "repos:\n- hooks:\n  - id: a\n  repo: local\n",
    ],
)
def test_what_pre_commit_reads_is_the_same_with_one_entry_more(text: str) -> None:
    before = yaml.safe_load(text) or {"repos": []}

    after = extended(text, NEW, name="hooks")

    assert after is not None
    assert {**before, "repos": [*before["repos"], *yaml.safe_load(NEW)]} == yaml.safe_load(after)
    assert all(line in after for line in text.splitlines() if line.lstrip().startswith("#"))


def test_an_entry_that_exists_stays_alone() -> None:
    assert extended("repos:\n- repo: ../blamelint\n  hooks: [{id: blamelint}]\n", NEW, name="hooks") is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("repos: {}\n", "hooks: no list of repos\n  hint: add this by hand:\n- repo: "),
        ("repos: [{repo: local, hooks: []}]\n", "hooks"),
        ("repos: [", "hooks:"),
    ],
)
def test_what_cannot_be_extended_is_said_with_what_to_add(text: str, problem: str) -> None:
    with pytest.raises(UserError) as caught:
        extended(text, NEW, name="hooks")

    assert str(caught.value).startswith(problem)


def test_the_hook_is_for_the_folders_of_reports(repository: Path) -> None:
    Path("services/shop/outage-7.md").unlink()

    [repo] = yaml.safe_load(entry(survey(repository), version="1"))

    assert [{"id": "blamelint", "files": "^docs/postmortems/"}] == repo["hooks"]


@pytest.mark.parametrize("name", ["post mortems (old)", "coe+", "ops.incidents"])
def test_any_name_of_a_folder_is_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    _write(f"{name} incidents/a.md", "")
    _write("retros/b.md", "")

    [repo] = yaml.safe_load(entry(survey(tmp_path), version="1"))
    pattern = repo["hooks"][0]["files"]

    assert re.search(pattern, f"{name} incidents/a.md")
    assert re.search(pattern, "retros/b.md")
    assert not re.search(pattern, "docs/retros/b.md")


# --- the command ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("args", [(), ("--dry-run",), ("--dry-run", "--yes")])
def test_without_a_yes_it_shows_the_plan_and_changes_nothing(run: Run, args: tuple[str, ...]) -> None:
    Path(".github").mkdir()

    code, out, err = run("init", *args)

    assert (0, "", set()) == (code, err, _files())
    assert out.startswith("reports: docs/postmortems (3 files)\nreports: services/shop/outage-7.md (1 file)\n")
    for line in (
        "settings: write .blamelint.toml",
        "pre-commit: write ",
        "workflow: write ",
        '  +profile = "default"  # ',
    ):
        assert f"\n{line}" in out
    assert "\nnothing was changed" in out


def test_yes_writes_all_of_it_and_a_second_run_nothing(run: Run) -> None:
    Path(".github").mkdir()
    _write(".pre-commit-config.yaml", HOOKS)

    run("init", "--yes", "--skip", "baseline")
    written = {name: Path(name).read_bytes() for name in _files()}
    code, out, _ = run("init", "--yes", "--skip", "baseline")

    assert {".blamelint.toml", ".pre-commit-config.yaml", ".github/workflows/blamelint.yml"} == set(written)
    assert written == {name: Path(name).read_bytes() for name in _files()}
    assert 0 == code
    assert 3 == out.count("left as it is")


def test_the_settings_that_are_written_hold(run: Run, repository: Path) -> None:
    run("init", "--yes", "--skip", "baseline")

    forget_settings()
    assert repository / ".blamelint.toml" == load_settings(repository).origin
    assert load_settings(repository / "docs/postmortems/drafts/2024-03.md").fail_on is None
    assert 0 == run("check-config")[0]


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_settings_go_into_pyproject_on_request(run: Run, ending: str) -> None:
    before = '[project]\nname = "shop"  # ours'.replace("\n", ending)
    _write("pyproject.toml", before)

    run("init", "--yes", "--pyproject", "--skip", "baseline")

    after = Path("pyproject.toml").read_bytes().decode()
    assert after.startswith(before + ending)
    assert after.count("\n") == after.count(ending)
    assert ["docs/postmortems/drafts/**"] == tomllib.loads(after)["tool"]["blamelint"]["overrides"][0]["files"]
    assert not Path(".blamelint.toml").exists()
    assert 0 == run("check-config")[0]


def test_the_workflow_runs_the_action_on_the_reports(run: Run) -> None:
    _write(".git/config", '[remote "origin"]\n\turl = git@github.com:acme/shop.git\n')

    run("init", "--yes", "--skip", "baseline")

    workflow = yaml.safe_load(Path(".github/workflows/blamelint.yml").read_text(encoding="utf-8"))
    checkout, action = workflow["jobs"]["postmortems"]["steps"]
    inputs = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["inputs"]
    assert 0 == checkout["with"]["fetch-depth"]
    assert "docs/postmortems\nservices/shop/outage-7.md\n" == action["with"]["paths"]
    assert set(action["with"]) <= set(inputs)


def test_the_guide_shows_the_workflow_as_it_is_written() -> None:
    guide = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    workflow = ACTION.format(version=__version__, paths="            docs/postmortems")

    assert f"```yaml\n# {WORKFLOW}\n{workflow}```\n" in guide


def test_hook_and_workflow_belong_to_the_whole_repository(run: Run, repository: Path) -> None:
    Path(".git").mkdir()
    Path(".github").mkdir()

    out = run("init", "docs", "--yes", "--skip", "baseline")[1]

    assert {"docs/.blamelint.toml"} == _files()
    assert f"belongs into the top folder of the repository: `blamelint init {repository}`\n" in out


def test_elsewhere_than_on_github_no_workflow_is_offered(run: Run) -> None:
    assert "workflow:" not in run("init")[1]


def test_hooks_with_windows_line_endings_keep_them(run: Run) -> None:
    _write(".pre-commit-config.yaml", HOOKS.replace("\n", "\r\n"))

    run("init", "--yes", "--skip", "baseline")

    text = Path(".pre-commit-config.yaml").read_bytes()
    assert b"id: blamelint\r\n" in text
    assert text.count(b"\n") == text.count(b"\r\n")


def test_hooks_that_cannot_be_read_do_not_stop_the_rest(run: Run) -> None:
    _write(".pre-commit-config.yaml", "repos: [")

    code, out, _ = run("init", "--yes", "--skip", "baseline")

    assert 0 == code
    assert re.search(r"^  \.pre-commit-config\.yaml:\d+:\d+: not valid YAML", out, re.MULTILINE)
    assert "repos: [" == Path(".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert Path(".blamelint.toml").exists()


def test_on_a_terminal_each_step_is_asked_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(init, "_on_terminal", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("n\ny\n"))

    out = run("init", "--skip", "baseline")[1]

    assert {".pre-commit-config.yaml"} == _files()
    assert 2 == out.count("Do it? [Y/n]")
    assert "next: `blamelint lint`" in out


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "hooks.yaml"
    file.write_text("theirs\n", encoding="utf-8")

    with pytest.raises(UserError, match="the file has changed meanwhile, and is left as it is"):
        Change("pre-commit", file, "before\n", "after\n").make()
    with pytest.raises(UserError, match="cannot write the file: File exists"):
        Change("settings", file, None, "after\n").make()

    assert "theirs\n" == file.read_text(encoding="utf-8")


# --- baseline ---------------------------------------------------------------------------------------------------


def test_the_baseline_is_made_of_the_reports_and_named_in_the_settings(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[tuple[str, tuple[str, ...]]] = []
    monkeypatch.setattr(init, "_baseline_command", lambda: click.Group("baseline", {"create": _noting(called)}))

    code, out, _ = run("init", "--yes", "--skip", "pre-commit")

    assert 0 == code
    assert "\nbaseline: run `blamelint baseline create docs/postmortems services/shop/outage-7.md` and name" in out
    assert [(".blamelint-baseline", ("docs/postmortems", "services/shop/outage-7.md"))] == called
    assert ".blamelint-baseline" == tomllib.loads(Path(".blamelint.toml").read_text(encoding="utf-8"))["baseline"]


def _noting(called: list[tuple[str, tuple[str, ...]]]) -> click.Command:
    @click.command()
    @click.option("--file")
    @click.argument("paths", nargs=-1)
    def create(file: str, paths: tuple[str, ...]) -> None:
        called.append((file, paths))

    return create


@pytest.mark.skipif("baseline" not in cli.list_commands(click.Context(cli)), reason="no command for baselines yet")
def test_after_init_the_archive_is_green_and_a_new_sentence_is_not(run: Run) -> None:
    run("init", "--yes")

    assert 0 == run("lint", "docs/postmortems")[0]
    _write("docs/postmortems/2024-04.md", "# Outage\n\nPriya broke the build.\n")
    assert 1 == run("lint", "docs/postmortems")[0]


@pytest.mark.skipif("baseline" not in cli.list_commands(click.Context(cli)), reason="no command for baselines yet")
def test_a_report_that_cannot_be_read_does_not_stop_init(run: Run) -> None:
    Path("docs/postmortems/2023-01.md").write_bytes(b"caf\xe9\n")

    code, out, err = run("init", "--yes")

    assert (2, True) == (code, err.startswith("docs/postmortems/2023-01.md:1:4: byte 0xe9 is not UTF-8\n"))
    assert Path(".blamelint-baseline").exists()
    assert "\nnext: `blamelint lint`" in out
