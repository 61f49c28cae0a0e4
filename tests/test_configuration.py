"""What holds for a file: its configuration, what that extends, and what it overrides."""

from __future__ import annotations

from pathlib import Path

import pytest

from blamelint import api
from blamelint.configuration import load_settings
from blamelint.diagnostic import Severity
from blamelint.errors import UserError
from blamelint.settings import Settings

pytestmark = pytest.mark.usefixtures("fresh_settings")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository, with the base of its settings beside it."""
    (tmp_path / "repo").mkdir()
    monkeypatch.chdir(tmp_path / "repo")
    return tmp_path / "repo"


def _write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def _settings(name: str = "report.md") -> Settings:
    return load_settings(Path(name))


def _error(name: str = "report.md") -> str:
    with pytest.raises(UserError) as caught:
        load_settings(Path(name))
    return str(caught.value)


# --- extend -----------------------------------------------------------------------------------------------------


def test_an_extended_file_gives_what_is_not_said_here() -> None:
    _write("../base.toml", 'profile = "strict"\ncheck-quotes = true\n')
    _write(".blamelint.toml", 'extend = "../base.toml"\nprofile = "default"\n')

    assert ("default", True) == (_settings().profile, _settings().check_quotes)


def test_names_are_added_tables_merged_and_lists_of_rules_replaced() -> None:
    _write(
        "../base.toml",
        'people = ["Ana"]\nexclude = ["old/"]\nignore = ["safety"]\nfail-on = {structure = "error"}\n'
        'severity = {person = "warning", blame = "error"}\n',
    )
    _write(
        ".blamelint.toml",
        'extend = "../base.toml"\npeople = ["Bo", "Ana"]\nexclude = ["new/"]\nignore = ["action"]\n'
        'fail-on = "suggestion"\nseverity = {person = "suggestion"}\n',
    )

    settings = _settings()

    assert ("Ana", "Bo") == settings.people
    assert ("old/", "new/") == settings.exclude
    assert ("action",) == settings.ignore
    assert {"person": Severity.SUGGESTION, "blame": Severity.ERROR} == settings.severity
    assert (Severity.SUGGESTION, {"structure": Severity.ERROR}) == (settings.fail_on, settings.fail_on_packs)


def test_files_extend_one_another_in_a_chain() -> None:
    _write("../company.toml", 'people = ["Ana"]\nprofile = "strict"\n')
    _write("../team/pyproject.toml", '[tool.blamelint]\nextend = "../company.toml"\npeople = ["Bo"]\n')
    _write(".blamelint.toml", 'extend = "../team/pyproject.toml"\npeople = ["Cy"]\n')

    assert (("Ana", "Bo", "Cy"), "strict") == (_settings().people, _settings().profile)


def test_folders_of_rules_are_found_from_the_file_that_names_them() -> None:
    Path("../house-rules").mkdir()
    _write("../base.toml", 'packs = ["house-rules"]\n')
    _write(".blamelint.toml", 'extend = "../base.toml"\npacks = ["./ours"]\n')

    assert [Path("../house-rules").resolve(), Path("ours").resolve()] == [path.resolve() for path in _settings().packs]


def test_a_circle_is_an_error_where_it_closes() -> None:
    _write("../base.toml", '# shared\nextend = "repo/.blamelint.toml"\n')
    _write(".blamelint.toml", 'extend = "../base.toml"\n')

    assert _error().endswith("base.toml:2:10: 'repo/.blamelint.toml' extends this file in turn")


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        ("../absent.toml", "no such file"),
        ("pyproject.toml", "'pyproject.toml' has no table [tool.blamelint]"),
    ],
)
def test_what_cannot_be_extended_is_named_with_its_place(target: str, problem: str) -> None:
    _write("pyproject.toml", '[project]\nname = "blamelint-user"\n')
    _write(".blamelint.toml", f'profile = "strict"\nextend = "{target}"\n')

    assert _error().startswith(f".blamelint.toml:2:10: {problem}")


def test_errors_in_an_extended_file_point_into_it() -> None:
    _write("../base.toml", 'profile = "default"\nselct = []\n')
    _write(".blamelint.toml", 'extend = "../base.toml"\n')

    assert _error().endswith("base.toml:2:1: unknown key 'selct'\n  hint: did you mean 'select'?")


def test_unknown_rules_in_an_extended_file_point_into_it(small_engine: None) -> None:
    _write("../base.toml", 'ignore = ["person",\n "person/omision"]\n')
    _write(".blamelint.toml", 'extend = "../base.toml"\nignore = []\n')

    with pytest.raises(UserError, match=r"base\.toml:2:2: unknown rule or pack 'person/omision' in ignore"):
        api.rules_for(_settings())


def test_a_folder_that_a_path_only_passes_through_decides_nothing() -> None:
    _write("tools/.blamelint.toml", 'profile = "strict"\n')

    assert "default" == _settings("tools/../report.md").profile


# --- overrides --------------------------------------------------------------------------------------------------

OVERRIDES = """\
profile = "default"
people = ["Ana"]

[[overrides]]
files = ["drafts/**", "*.draft.md"]
fail-on = "never"
people = ["Bo"]

[[overrides]]
files = ["published/"]
profile = "strict"
fail-on = "suggestion"

[[overrides]]
files = ["published/2019/*"]
fail-on = "error"
[overrides.severity]
person = "suggestion"
"""


@pytest.mark.parametrize(
    ("path", "profile", "fail_on"),
    [
        ("report.md", "default", Severity.WARNING),
        ("drafts/a/report.md", "default", None),
        ("teams/x/report.draft.md", "default", None),
        ("old/drafts/report.md", "default", Severity.WARNING),
        ("published/report.md", "strict", Severity.SUGGESTION),
        ("published/2019/report.md", "strict", Severity.ERROR),
    ],
)
def test_overrides_hold_for_their_files_and_the_later_one_wins(
    path: str, profile: str, fail_on: Severity | None
) -> None:
    _write(".blamelint.toml", OVERRIDES)

    assert (profile, fail_on) == (_settings(path).profile, _settings(path).fail_on)


def test_overrides_add_names_and_merge_tables() -> None:
    _write(".blamelint.toml", OVERRIDES)

    assert ("Ana", "Bo") == _settings("drafts/report.md").people
    assert {"person": Severity.SUGGESTION} == _settings("published/2019/report.md").severity


def test_files_with_the_same_overrides_share_their_settings() -> None:
    """What is prepared for some settings is found again."""
    _write(".blamelint.toml", OVERRIDES)

    assert _settings("drafts/a.md") is _settings("drafts/b.md")


def test_overrides_of_an_extended_file_hold_here_and_come_first() -> None:
    _write("../base.toml", '[[overrides]]\nfiles = ["drafts/"]\nprofile = "strict"\nfail-on = "never"\n')
    _write(
        ".blamelint.toml",
        'extend = "../base.toml"\n[[overrides]]\nfiles = ["drafts/"]\nfail-on = "error"\n',
    )

    settings = _settings("drafts/report.md")

    assert ("strict", Severity.ERROR) == (settings.profile, settings.fail_on)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '[[overrides]]\nfiles = ["a/"]\nprofil = "strict"',
            ":3:1: unknown key 'profil'\n  hint: did you mean 'profile'?",
        ),
        ('[[overrides]]\nfiles = ["a/"]\nprofile = "lax"', ":3:11: unknown value 'lax' for 'profile'"),
        ('[[overrides]]\nfiles = ["a/"]\n[[overrides]]\nfiles = ["b/"]\npacks = []', ":5:1: unknown key 'packs'"),
        ('[[overrides]]\nprofile = "strict"', ":1:3: an override needs 'files'"),
        ('[[overrides]]\nfiles = "a/"', ":2:9: 'files' takes a list of strings, not a string"),
        ("overrides = [1]", ":1:14: 'overrides' takes a list of tables, not a number"),
        ("[overrides]\nfiles = []", ":1:2: 'overrides' takes a list of tables, not a table"),
    ],
)
def test_a_wrong_override_is_an_error_for_every_file(text: str, message: str) -> None:
    _write(".blamelint.toml", text)

    assert _error().startswith(f".blamelint.toml{message}")


def test_unknown_rules_in_an_override_are_an_error_for_every_file(small_engine: None) -> None:
    _write(".blamelint.toml", '[[overrides]]\nfiles = ["drafts/"]\nignore = ["persn"]\n')

    with pytest.raises(UserError, match=r"\.blamelint\.toml:3:11: unknown rule or pack 'persn' in ignore"):
        api.rules_for(_settings("report.md"))


# --- packs ------------------------------------------------------------------------------------------------------


def test_a_folder_of_rules_that_does_not_exist_is_named_with_its_place() -> None:
    _write(".blamelint.toml", 'packs = [\n  "./ours",\n]\n')

    with pytest.raises(UserError, match=r"^\.blamelint\.toml:2:3: no such folder of rules: './ours'$"):
        api.rules_for(_settings())


def test_an_unknown_pack_is_named_with_its_place_and_both_ways_out() -> None:
    _write(".blamelint.toml", 'packs = ["ours"]\n')

    assert (
        ".blamelint.toml:1:10: 'ours' is neither a folder nor an installed pack\n"
        "  hint: a folder begins with './': './ours'; a package must be installed"
    ) == _error()
