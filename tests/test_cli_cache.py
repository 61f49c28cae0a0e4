"""`blamelint cache`, and the options that go with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from blamelint import api, archive
from blamelint.configuration import forget_settings
from blamelint.diagnostic import FileReport
from blamelint.settings import Settings
from blamelint.source import Source
from tests.conftest import Run

pytestmark = pytest.mark.usefixtures("fresh_settings")


@pytest.fixture
def run(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_engine: None) -> Run:
    monkeypatch.setenv("BLAMELINT_CACHE_DIR", str(tmp_path / "kept"))
    monkeypatch.delenv("BLAMELINT_NO_CACHE")
    Path("report.md").write_text("# Outage\n\nDave forgot to run it.\n", encoding="utf-8")
    return run


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which files were linted, and not known."""
    files: list[str] = []
    whole = api.lint_whole

    def watched(source: Source, settings: Settings, **_: object) -> FileReport:
        files.append(source.path)
        return whole(source, settings)

    monkeypatch.setattr(api, "lint_whole", watched)
    return files


def test_a_file_that_has_not_changed_is_not_linted_again(run: Run, asked: list[str]) -> None:
    assert run("lint", "report.md") == run("lint", "report.md")
    assert ["report.md"] == asked


def test_a_file_that_has_changed_is(run: Run, asked: list[str]) -> None:
    run("lint", "report.md")
    Path("report.md").write_text("All was well.\n", encoding="utf-8")

    assert 0 == run("lint", "report.md")[0]
    assert ["report.md", "report.md"] == asked


def test_a_changed_configuration_counts(run: Run) -> None:
    before = run("lint", "report.md")[0]
    Path(".blamelint.toml").write_text('ignore = ["person"]\n', encoding="utf-8")
    forget_settings()

    assert (1, 0) == (before, run("lint", "report.md")[0])


@pytest.mark.parametrize("way", ["--no-cache", "BLAMELINT_NO_CACHE"])
def test_nothing_need_be_kept(run: Run, asked: list[str], monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    run("lint", "report.md")
    if way.isupper():
        monkeypatch.setenv(way, "1")
    run("lint", "report.md", *([way] if not way.isupper() else []))

    assert ["report.md", "report.md"] == asked


@pytest.mark.parametrize(("value", "known"), [("", True), ("0", True), ("false", True), ("1", False), ("yes", False)])
@pytest.mark.parametrize("command", [("lint",), ("baseline", "create", "--force")], ids=["lint", "baseline"])
def test_the_environment_says_it_to_all_commands(
    run: Run, asked: list[str], monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...], value: str, known: bool
) -> None:
    run("lint", "report.md")
    monkeypatch.setenv("BLAMELINT_NO_CACHE", value)
    run(*command, "report.md")

    assert [2, 1][known] == len(asked)


def test_all_formats_are_the_same_for_what_is_known(run: Run) -> None:
    for format in ("text", "json", "sarif", "gitlab", "markdown"):
        run("cache", "clear")

        assert run("lint", "--format", format, "report.md") == run("lint", "--format", format, "report.md")


def test_a_baseline_knows_what_the_cache_knows(run: Run, asked: list[str]) -> None:
    run("lint", "report.md")
    run("baseline", "create", "report.md")

    assert 0 == run("lint", "--baseline", ".blamelint-baseline", "report.md")[0]
    assert ["report.md"] == asked


def test_info_says_where_it_lies_and_how_full_it_is(run: Run, tmp_path: Path) -> None:
    run("lint", "report.md")
    code, out, err = run("cache", "info")

    assert (0, "") == (code, err)
    place, findings, rules = out.splitlines()
    assert f"place:    {tmp_path / 'kept'}" == place
    assert findings.startswith("findings: 2 entries, ")
    assert findings.endswith(" of at most 268.4 MB")
    assert rules.startswith("rules:    ")


def test_before_the_first_run_there_is_nothing(run: Run) -> None:
    assert "findings: 0 entries, 0 bytes of at most 268.4 MB" in run("cache", "info")[1]


def test_clear_forgets_everything(run: Run, asked: list[str]) -> None:
    run("lint", "report.md")
    code, out, err = run("cache", "clear")

    assert (0, "") == (code, out)
    assert err.startswith("Cleared ")
    assert "findings: 0 entries, 0 bytes of at most 268.4 MB" in run("cache", "info")[1]
    run("lint", "report.md")
    assert ["report.md", "report.md"] == asked


def test_without_a_place_it_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "cache_folder", lambda: None)

    assert (2, "") == run("cache", "info")[:2]
    assert 1 == run("lint", "report.md")[0]


@pytest.mark.parametrize("jobs", ["0", "-1", "many", "1.5", "61", ""])
def test_a_number_of_processes_is_a_number(run: Run, jobs: str) -> None:
    code, _, err = run("lint", "--jobs", jobs, "report.md")

    assert 2 == code
    assert "is neither 'auto' nor a number from 1 to 60" in err
