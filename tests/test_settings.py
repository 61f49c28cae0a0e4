"""Finding and reading configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from blamelint.configuration import check_names, load_settings
from blamelint.diagnostic import Severity
from blamelint.errors import UserError, nearest
from blamelint.settings import Settings
from blamelint.toml import find_places

pytestmark = pytest.mark.usefixtures("fresh_settings")

EVERY_KEY = """\
[project]
name = "shop"

[tool.blamelint]
select = ["person", "blame/human-error"]
ignore = ["person/omission"]
profile = "strict"
fail-on = "never"
people = ["Ana Sousa", "jdoe"]
systems = ["Argus"]
teams = ["Payments"]
vendors = ["TaxRelay"]
allow = ["culprit"]
check-quotes = true
model = "en_core_web_sm"
exclude = ["archive/"]
packs = ["./our-rules"]
baseline = "known.txt"
people-from = []

[tool.blamelint.profiles]
safety = "strict"

[tool.blamelint.severity]
person = "warning"
"person/damage-verb" = "suggestion"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _configure(folder: Path, text: str, *, name: str = ".blamelint.toml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def _error(folder: Path) -> str:
    with pytest.raises(UserError) as caught:
        load_settings(folder / "report.md")
    return str(caught.value)


def test_every_key_is_read(folder: Path) -> None:
    file = _configure(folder, EVERY_KEY, name="pyproject.toml")

    expected = Settings(
        select=("person", "blame/human-error"),
        ignore=("person/omission",),
        profile="strict",
        fail_on=None,
        people=("Ana Sousa", "jdoe"),
        systems=("Argus",),
        teams=("Payments",),
        vendors=("TaxRelay",),
        allow=("culprit",),
        check_quotes=True,
        model="en_core_web_sm",
        exclude=("archive/",),
        packs=(folder / "our-rules",),
        baseline=folder / "known.txt",
        profiles={"safety": "strict"},
        severity={"person": Severity.WARNING, "person/damage-verb": Severity.SUGGESTION},
    )
    settings = load_settings(folder / "report.md")
    assert expected == settings
    assert (folder, file) == (settings.root, settings.origin)


def test_settings_can_be_hashed_for_the_cache_of_findings(folder: Path) -> None:
    _configure(folder, EVERY_KEY, name="pyproject.toml")

    assert isinstance(hash(load_settings(folder)), int)


def test_nearest_folder_decides_alone(folder: Path) -> None:
    _configure(folder, 'profile = "strict"\npeople = ["Ana"]\n')
    _configure(folder / "team" / "2025", 'people = ["Bo"]\n')

    assert Settings(people=("Bo",)) == load_settings(folder / "team" / "2025" / "report.md")
    assert Settings(people=("Ana",), profile="strict") == load_settings(folder / "team" / "report.md")


def test_own_file_wins_over_a_shared_one(folder: Path) -> None:
    _configure(folder, '[tool.blamelint]\npeople = ["Ana"]\n', name="pyproject.toml")
    _configure(folder, 'people = ["Bo"]\n')

    assert ("Bo",) == load_settings(folder).people


def test_a_pyproject_without_our_table_is_passed_by(folder: Path) -> None:
    _configure(folder, 'people = ["Ana"]\n')
    _configure(folder / "lib", '[project]\ndependencies = ["blamelint"]\n', name="pyproject.toml")

    assert ("Ana",) == load_settings(folder / "lib" / "report.md").people


def test_no_config_reads_nothing(folder: Path) -> None:
    _configure(folder, "not toml at all")

    assert Settings() == load_settings(folder / "report.md", no_config=True)


def test_byte_order_mark_is_no_part_of_the_configuration(folder: Path) -> None:
    (folder / ".blamelint.toml").write_bytes(b'\xef\xbb\xbfpeople = ["Ana"]\n')

    assert ("Ana",) == load_settings(folder).people


def test_unknown_key_is_named_with_its_place(folder: Path) -> None:
    _configure(folder, '# ours\n[tool.blamelint]\nprofile = "strict"\nfail_on = "error"\n', name="pyproject.toml")

    assert "pyproject.toml:4:1: unknown key 'fail_on'\n  hint: did you mean 'fail-on'?" == _error(folder)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('people = "Ana"', ".blamelint.toml:1:10: 'people' takes a list of strings, not a string"),
        ('people = [\n  "Ana", # lead\n  7,\n]', ".blamelint.toml:3:3: 'people' takes a list of strings, not a number"),
        ("check-quotes = 1", ".blamelint.toml:1:16: 'check-quotes' takes true or false, not a number"),
        ("model = true", ".blamelint.toml:1:9: 'model' takes a string, not a boolean"),
        ("severity = []", ".blamelint.toml:1:12: 'severity' takes a table of rules and severities, not a list"),
        ("fail-on = 1", ".blamelint.toml:1:11: 'fail-on' takes one of error, warning, suggestion, never, not a number"),
        (
            'fail-on = {default = "warning", structure = "errors"}',
            ".blamelint.toml:1:45: unknown value 'errors' for 'fail-on'\n  hint: did you mean 'error'?",
        ),
        (
            '[profiles]\n"cause/lack-of" = "on"',
            ".blamelint.toml:2:19: unknown value 'on' for 'profiles'\n  hint: one of default, strict, off",
        ),
        (
            'people-from = ["codeowner"]',
            ".blamelint.toml:1:16: unknown value 'codeowner' for 'people-from'\n  hint: did you mean 'codeowners'?",
        ),
        (
            'profile = "stric"',
            ".blamelint.toml:1:11: unknown value 'stric' for 'profile'\n  hint: did you mean 'strict'?",
        ),
        (
            'severity = {person = "error", "blame/at-fault" = "fatal"}',
            ".blamelint.toml:1:50: unknown value 'fatal' for 'severity'\n  hint: one of error, warning, suggestion",
        ),
    ],
)
def test_wrong_value_is_named_with_its_place(folder: Path, text: str, message: str) -> None:
    _configure(folder, text)

    assert message == _error(folder)


def test_broken_toml_is_named_with_its_place(folder: Path) -> None:
    _configure(folder, 'profile = "strict"\npeople = [\n')

    assert _error(folder).startswith(".blamelint.toml:")


def test_tool_blamelint_must_be_a_table(folder: Path) -> None:
    _configure(folder, "[tool]\nblamelint = 1\n", name="pyproject.toml")

    assert "pyproject.toml:2:1: expected a table" == _error(folder)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            'select = ["person",\n  "person/omision"]',
            ".blamelint.toml:2:3: unknown rule or pack 'person/omision' in select\n"
            "  hint: did you mean 'person/omission'?",
        ),
        (
            '[severity]\n"omission" = "error"',
            ".blamelint.toml:2:1: unknown rule or pack 'omission' in severity\n  hint: did you mean 'person/omission'?",
        ),
    ],
)
def test_unknown_rule_is_named_with_its_place(folder: Path, text: str, message: str) -> None:
    _configure(folder, text)

    with pytest.raises(UserError) as caught:
        check_names(load_settings(folder), {"person/omission", "blame/at-fault"})

    assert message == str(caught.value)


@pytest.mark.parametrize("text", ['profiles = {omission = "off"}', 'fail-on = {omission = "error"}'])
def test_every_table_of_rules_is_checked(folder: Path, text: str) -> None:
    _configure(folder, text)

    with pytest.raises(UserError, match="unknown rule or pack 'omission' in") as caught:
        check_names(load_settings(folder), {"person/omission"})

    assert (1, text.index("omission") + 1) == (caught.value.at and (caught.value.at.line, caught.value.at.column))


def test_hint_is_silent_rather_than_far_fetched() -> None:
    assert nearest("zebra", ["person", "blame"]) is None


@pytest.mark.parametrize(
    ("settings", "rule", "profile", "enabled"),
    [
        (Settings(), "person/omission", "default", True),
        (Settings(), "person/omission", "strict", False),
        (Settings(profile="strict"), "person/omission", "strict", True),
        (Settings(profile="strict"), "person/omission", "off", False),
        (Settings(select=("person/omission",)), "person/omission", "off", True),
        (Settings(select=("person",)), "person/omission", "default", True),
        (Settings(select=("person",)), "person/omission", "strict", False),
        (Settings(select=("blame",)), "person/omission", "default", False),
        (Settings(ignore=("person",)), "person/omission", "default", False),
        (Settings(ignore=("person",), select=("person/omission",)), "person/omission", "default", True),
        (Settings(ignore=("person/omission",), select=("person",)), "person/omission", "default", False),
        (Settings(profiles={"person/omission": "off"}), "person/omission", "default", False),
        (Settings(profiles={"person/omission": "default"}), "person/omission", "off", True),
        (Settings(profiles={"person": "strict"}), "person/omission", "default", False),
        (Settings(profiles={"person": "strict"}, profile="strict"), "person/omission", "default", True),
        (Settings(profiles={"person": "default"}), "person/omission", "strict", True),
        (Settings(profiles={"person": "default"}), "person/omission", "off", False),
        (Settings(profiles={"person": "off", "person/omission": "default"}), "person/omission", "default", True),
        (Settings(profiles={"person": "off"}, select=("person/omission",)), "person/omission", "default", True),
    ],
)
def test_which_rules_run(settings: Settings, rule: str, profile: str, enabled: bool) -> None:
    assert enabled is settings.enables(rule, profile)


def test_severity_of_a_rule_wins_over_its_packs() -> None:
    settings = Settings(severity={"person": Severity.WARNING, "person/omission": Severity.SUGGESTION})

    assert Severity.SUGGESTION == settings.severity_of("person/omission", Severity.ERROR)
    assert Severity.WARNING == settings.severity_of("person/damage-verb", Severity.ERROR)
    assert Severity.ERROR == settings.severity_of("blame/at-fault", Severity.ERROR)


@pytest.mark.parametrize(
    ("rule", "severity", "fails"),
    [
        ("person/omission", Severity.WARNING, True),
        ("person/omission", Severity.SUGGESTION, False),
        ("structure/single-cause", Severity.WARNING, False),
        ("structure/single-cause", Severity.ERROR, True),
        ("structure/no-actions", Severity.SUGGESTION, True),
        ("safety/ridicule", Severity.ERROR, False),
    ],
)
def test_what_fails_can_differ_by_pack_and_by_rule(folder: Path, rule: str, severity: Severity, fails: bool) -> None:
    _configure(folder, 'fail-on = {structure = "error", "structure/no-actions" = "suggestion", safety = "never"}\n')

    assert fails is load_settings(folder).fails(rule, severity)


TRICKY = """\
title = "not [a.table] # nor a comment"
text = \"\"\"
[fake]
key = "x" \"\"\"
raw = 'C:\\'
date = 1979-05-27 07:32:00 # noon
nested = { a.b = [1, { c = "}" }], d = [] }

[[rules]]
id = 1
[[rules]]
"quoted.id" = 2
[rules.sub]
deep = true
"""


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("text",), 'text = """'),
        (("raw",), "raw = 'C:"),
        (("nested", "a", "b", 1, "c"), 'c = "}"'),
        (("nested", "d"), "d = []"),
        (("rules", 0, "id"), "id = 1"),
        (("rules", 1, "quoted.id"), '"quoted.id"'),
        (("rules", 1, "sub", "deep"), "deep = true"),
        (("rules", 1, "sub", "absent"), "sub]"),
    ],
)
def test_keys_are_found_where_they_stand(path: tuple[str | int, ...], text: str) -> None:
    assert TRICKY[find_places(TRICKY).of(path) :].startswith(text)


def test_values_are_found_where_they_stand() -> None:
    places = find_places(TRICKY)

    assert TRICKY[places.of(("nested", "a", "b", 1), value=True) :].startswith('{ c = "}" }')
    assert TRICKY[places.of(("date",), value=True) :].startswith("1979")
