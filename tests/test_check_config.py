"""`blamelint check-config`: what holds, where it comes from, and whether it is right."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from blamelint import api
from blamelint.blank import write_blank
from blamelint.cli import main
from blamelint.packs import load_rules

pytestmark = pytest.mark.usefixtures("fresh_settings")

Run = Callable[..., tuple[int, str, str]]

BASE = """\
people = ["Ana"]
fail-on = {structure = "error"}
severity = {person = "warning"}
"""

OURS = """\
extend = "../base.toml"
people = ["Bo Li"]
fail-on = "suggestion"
profile = "strict"

[[overrides]]
files = ["drafts/**"]
profile = "default"

[overrides.severity]
"person/omission" = "error"
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    (tmp_path / "repo").mkdir()
    monkeypatch.chdir(tmp_path / "repo")

    def run(*args: str) -> tuple[int, str, str]:
        api._load.cache_clear()
        with pytest.raises(SystemExit) as caught:
            main(args)
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return int(caught.value.code or 0), out.replace(str(tmp_path), "…"), err

    return run


def _write(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")


def test_settings_of_a_folder_with_their_places(run: Run) -> None:
    _write("../base.toml", BASE)
    _write(".blamelint.toml", OURS)

    code, out, err = run("check-config")

    assert (0, "") == (code, err)
    assert out.splitlines()[:-1] == [
        ".blamelint.toml",
        "  extends …/base.toml",
        "  overrides for drafts/** (.blamelint.toml:7)",
        "",
        'fail-on = {structure = "error", default = "suggestion"}  # …/base.toml:2, .blamelint.toml:3',
        'people = ["Ana", "Bo Li"]                                # …/base.toml:1, .blamelint.toml:2',
        'severity = {person = "warning"}                          # …/base.toml:3',
        'profile = "strict"                                       # .blamelint.toml:4',
        "",
    ]
    assert out.splitlines()[-1].startswith("no problems; ")


def test_settings_of_a_file_after_its_overrides(run: Run) -> None:
    _write("../base.toml", BASE)
    _write(".blamelint.toml", OURS)

    out = run("check-config", "drafts/report.md")[1]

    assert "  overrides for drafts/** (.blamelint.toml:7) hold here\n" in out
    assert '\nprofile = "default"' in out
    assert '\nseverity = {person = "warning", "person/omission" = "error"}' in out


def test_without_a_file_the_defaults_hold(run: Run) -> None:
    code, out, _ = run("check-config")

    assert 0 == code
    assert out.startswith("no configuration file in or above …/repo; the defaults hold\nno problems; ")


def test_names_of_colleagues_are_counted_and_not_shown(run: Run) -> None:
    Path(".git").mkdir()
    _write("CODEOWNERS", "* @ana-lopez @acme/core bo@example.com\n")
    _write(".blamelint.toml", 'people-from = ["codeowners"]\n')

    out = run("check-config")[1]

    assert "# 2 names from codeowners\n" in out
    assert not [name for name in ("ana", "bo@") if name in out]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('profil = "strict"', ".blamelint.toml:1:1: unknown key 'profil'"),
        ('ignore = ["persn"]', ".blamelint.toml:1:11: unknown rule or pack 'persn' in ignore"),
        ('packs = ["./none"]', ".blamelint.toml:1:10: no such folder of rules: './none'"),
        ('model = "en_none"', ".blamelint.toml:1:9: the language model 'en_none' is not installed"),
    ],
)
def test_what_is_wrong_makes_the_exit_code_two(run: Run, text: str, message: str) -> None:
    _write(".blamelint.toml", text)

    code, out, err = run("check-config")

    assert (2, True) == (code, err.startswith(message))
    assert "no problems" not in out


def test_all_that_is_wrong_is_said_in_one_run(run: Run) -> None:
    _write(
        ".blamelint.toml",
        """\
profil = "strict"
select = ["persn", "person"]
ignore = ["person/omision"]
people = ["Ana", "Jenkins"]
systems = ["jenkins"]
fail-on = "often"
baseline = "known/list"
profiles = {causes = "off", person = "loud", action = "mild"}

[[overrides]]
files = ["drafts/**"]
exclude = ["x"]
teams = ["Ana"]

[overrides.severity]
"blame/vilain" = "error"
""",
    )

    code, out, err = run("check-config")

    assert (2, "") == (code, out)
    assert [
        "1:1: unknown key 'profil'",
        "2:11: unknown rule or pack 'persn' in select",
        "3:11: unknown rule or pack 'person/omision' in ignore",
        "5:12: 'jenkins' is declared both in people and in systems",
        "6:11: unknown value 'often' for 'fail-on'",
        "7:12: no such baseline: 'known/list'",
        "8:38: unknown value 'loud' for 'profiles'",
        "8:55: unknown value 'mild' for 'profiles'",
        "12:1: unknown key 'exclude'",
        "13:10: 'Ana' is declared both in people and in teams",
        "16:1: unknown rule or pack 'blame/vilain' in severity",
    ] == [line.removeprefix(".blamelint.toml:") for line in err.splitlines() if line.startswith(".blamelint")]
    assert err.endswith("\n11 problems\n")


def test_a_broken_baseline_is_a_problem(run: Run) -> None:
    _write(".blamelint.toml", 'baseline = "list"\n')
    _write("list", "a.md person/omission\n")

    code, _, err = run("check-config")

    assert (2, True) == (code, err.startswith("list:1: not a baseline of this version\n"))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"todo wording"', '"[omision]"', ":8:9: unknown lexicon 'omision'"),
        ("  any:", "  anyy:", ":8:3: unknown key 'anyy'"),
    ],
)
def test_rules_of_ones_own_are_compiled(run: Run, old: str, new: str, problem: str) -> None:
    rule = write_blank("house/heroics", Path("ours"))
    _write(str(rule), rule.read_text(encoding="utf-8").replace(old, new, 1))
    _write(".blamelint.toml", 'packs = ["./ours"]\n')

    code, _, err = run("check-config")

    assert 2 == code
    assert f"ours/house/heroics.yaml{problem}" in err


def test_rules_of_ones_own_are_counted(run: Run) -> None:
    write_blank("house/heroics", Path("ours"))
    _write(".blamelint.toml", 'packs = ["./ours"]\nselect = ["house"]\n')

    everything = len(load_rules().rules) + 1
    assert run("check-config")[1].endswith(f"; 1 of {everything} rules run, 1 of them is not built in\n")
