"""The commands for authors of rules: analyze, test and new-rule."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from blamelint import api
from blamelint.cli import main
from blamelint.packs import _load

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], fresh_settings: None
) -> Iterator[Run]:
    """The command in a folder whose configuration names a folder for packs."""
    monkeypatch.chdir(tmp_path)
    Path(".blamelint.toml").write_text('packs = ["./our-rules"]\n', encoding="utf-8")
    Path("our-rules").mkdir()

    def run(*args: str) -> tuple[int, str, str]:
        _forget_rules()
        with pytest.raises(SystemExit) as caught:
            main(args)
        sys.stdout.flush()
        out, err = capfd.readouterr()
        return int(caught.value.code or 0), out, err

    yield run
    _forget_rules()


def _forget_rules() -> None:
    """Rules are read once a run; tests change their files."""
    api._load.cache_clear()
    _load.cache_clear()


def change(old: str, new: str, name: str = "heroics") -> None:
    """Replace a stretch of a rule file."""
    path = Path(f"our-rules/house/{name}.yaml")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


# --- new-rule ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["phrase", "clause", "structure"])
def test_a_new_rule_passes_its_test_and_says_what_is_to_be_written(run: Run, kind: str) -> None:
    place = "our-rules/house/heroics.yaml"

    written = run("new-rule", "house/heroics", "--kind", kind)
    code, out, err = run("test", "house/heroics")

    assert (0, f"{place}: replace every TODO, then run `blamelint test house/heroics`\n", "") == written
    assert (0, "") == (code, err)
    first, last = out.splitlines()
    assert first == f"{place}:3: house/heroics: still to be written: summary, message, why, question, rewrites"
    assert last.endswith(" of 1 rule: 0 failed, 0 known misses")


def test_a_rule_that_exists_is_left_as_it_is(run: Run) -> None:
    run("new-rule", "house/heroics")
    change("warning", "error")

    assert (2, "", "our-rules/house/heroics.yaml: the file exists, and is left as it is\n") == run(
        "new-rule", "house/heroics"
    )
    assert "severity: error" in Path("our-rules/house/heroics.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["heroics", "House/heroics", "house/", "a/b/c", "../house/x", "lexicons/x"])
def test_an_id_is_a_pack_and_a_name(run: Run, name: str) -> None:
    code, _, err = run("new-rule", name)

    assert 2 == code
    assert f"'{name}' is not the id of a rule\n  hint: pack/name" in err
    assert [] == list(Path("our-rules").iterdir())


def test_another_folder_can_be_named(run: Run) -> None:
    code, out, err = run("new-rule", "house/heroics", "--folder", "elsewhere")

    assert 0 == code
    assert out.startswith("elsewhere/house/heroics.yaml: ")
    assert out.endswith("run `blamelint test ./elsewhere`\n")
    assert '  note: rules there are read with packs = ["./elsewhere"] in the configuration\n' == err
    assert 0 == run("test", "./elsewhere")[0]


def test_without_a_configured_folder_one_must_be_named(run: Run) -> None:
    Path(".blamelint.toml").write_text("", encoding="utf-8")

    code, _, err = run("new-rule", "house/heroics")

    assert 2 == code
    assert 'hint: packs = ["./our-rules"] in the configuration, or --folder ./our-rules\n' in err


def test_a_rule_in_place_of_another_is_said(run: Run) -> None:
    assert "  note: it takes the place of the rule in " in run("new-rule", "person/omission")[2]


# --- test -------------------------------------------------------------------------------------------------------


def test_an_example_that_fails_names_its_line(run: Run) -> None:
    run("new-rule", "house/heroics")
    change("This is other wording.", "Here is todo wording.")
    change("This is [[todo wording]].", "[[This]] is todo wording.")
    lines = Path("our-rules/house/heroics.yaml").read_text(encoding="utf-8").splitlines()
    [flag] = [number for number, line in enumerate(lines, 1) if "[[This]]" in line]
    [passing] = [number for number, line in enumerate(lines, 1) if "Here is" in line]

    code, out, _ = run("test", "house")

    assert 1 == code
    assert out == (
        f"our-rules/house/heroics.yaml:{flag}: house/heroics: must flag 'This', flags 'todo wording'\n"
        "    - [[This]] is todo wording.\n"
        "    + This is [[todo wording]].\n"
        f"our-rules/house/heroics.yaml:{passing}: house/heroics: must pass, but flags 'todo wording'\n"
        "    - Here is todo wording.\n"
        "    + Here is [[todo wording]].\n"
        "    because: it is not the phrase\n"
        "our-rules/house/heroics.yaml:3: house/heroics: still to be written: "
        "summary, message, why, question, rewrites\n"
        "3 examples of 1 rule: 2 failed, 0 known misses\n"
    )


def test_an_example_in_which_nothing_is_found_is_shown(run: Run) -> None:
    run("new-rule", "house/heroics")
    change("This is [[todo wording]].", "This is [[another]] wording.")

    out = run("test", "house")[1]

    assert ": house/heroics: must flag 'another', flags nothing\n    - This is [[another]] wording.\n" in out


@pytest.mark.parametrize(
    "place", ["our-rules", "./our-rules/", "our-rules/house", "./our-rules/house/heroics.yaml", "house/heroics"]
)
def test_rules_are_named_by_their_folder_as_well(run: Run, place: str) -> None:
    run("new-rule", "house/heroics")

    code, out, _ = run("test", place)

    assert 0 == code
    assert out.endswith("3 examples of 1 rule: 0 failed, 0 known misses\n")


@pytest.mark.parametrize("place", ["elsewhere", "elsewhere/away", "elsewhere/away/team.yaml"])
def test_a_folder_need_not_be_configured(run: Run, place: str) -> None:
    run("new-rule", "house/heroics")
    run("new-rule", "away/team", "--folder", "elsewhere")

    assert run("test", place)[1].endswith(" of 1 rule: 0 failed, 0 known misses\n")


def test_a_folder_without_rules_is_an_error(run: Run) -> None:
    Path("empty").mkdir()

    assert (2, "", "empty: no rules in this folder\n  hint: rules are <pack>/<rule>.yaml\n") == run("test", "empty")


def test_known_misses_are_counted_and_do_not_fail(run: Run) -> None:
    run("new-rule", "house/heroics")
    change("examples:\n", 'examples:\n  todo_flag: ["Wording yet to do."]\n')

    code, out, _ = run("test", "house/heroics")

    assert 0 == code
    assert out.endswith("0 failed, 1 known miss\n")


def test_only_rules_that_exist_are_tested(run: Run) -> None:
    assert (2, "", "unknown rule or pack 'person/omision'\n  hint: did you mean 'person/omission'?\n") == run(
        "test", "person/omision"
    )


def test_a_misspelt_key_names_its_place(run: Run) -> None:
    run("new-rule", "house/heroics")
    change("  any:", "  anyy:")

    code, _, err = run("test", "house")

    assert 2 == code
    assert "our-rules/house/heroics.yaml:8:3: unknown key 'anyy'\n  hint: did you mean 'any'?\n" in err


def test_rules_of_users_are_listed_explained_and_run_like_any_other(run: Run) -> None:
    run("new-rule", "house/heroics")
    Path("report.md").write_text("# Outage\n\nThis is todo wording.\n", encoding="utf-8")

    assert "\nhouse/heroics " in run("rules")[1]
    assert run("explain", "house/heroics")[1].startswith("house/heroics (warning; default profile)\n")
    assert run("lint", "--concise", "report.md")[1].startswith("report.md:3:9: warning house/heroics 'todo wording'")
    assert 0 == run("lint", "--ignore", "house", "report.md")[0]


def test_a_lexicon_of_ones_own_is_used(run: Run) -> None:
    run("new-rule", "house/heroics")
    change('any: ["todo wording"]', 'any: ["[house_words]"]')
    Path("our-rules/lexicons").mkdir()
    Path("our-rules/lexicons/house_words.yaml").write_text("about: Ours.\nentries: [todo wording]\n", encoding="utf-8")

    assert 0 == run("test", "house")[0]


@pytest.mark.parametrize(("replace", "code"), [("", 0), ("replace: true\n", 1)])
def test_a_lexicon_with_a_built_in_name_adds_to_it_or_takes_its_place(run: Run, replace: str, code: int) -> None:
    run("new-rule", "house/heroics")
    change('any: ["todo wording"]', 'any: ["[bad_apple]"]')
    change("A bullet with [[todo wording]]", "A [[bad apple]]")
    Path("our-rules/lexicons").mkdir()
    Path("our-rules/lexicons/bad_apple.yaml").write_text(
        f"about: Ours.\n{replace}entries: [todo wording]\n", encoding="utf-8"
    )

    assert code == run("test", "house")[0]


def test_a_folder_for_packs_that_does_not_exist_is_an_error(run: Run) -> None:
    Path("our-rules").rmdir()

    code, _, err = run("rules")

    assert 2 == code
    assert "our-rules" in err


def test_a_misspelt_lexicon_is_an_error_with_a_hint(run: Run) -> None:
    run("new-rule", "house/heroics")
    change('any: ["todo wording"]', 'any: ["[omision]"]')

    code, _, err = run("test", "house")

    assert 2 == code
    assert "hint: did you mean 'omission'?" in err


def test_the_file_to_fill_in_is_yaml_with_every_key(run: Run) -> None:
    run("new-rule", "house/heroics")

    fields = yaml.safe_load(Path("our-rules/house/heroics.yaml").read_text(encoding="utf-8"))

    assert "summary severity profile kind match message why question rewrites examples".split() == list(fields)


# --- analyze ----------------------------------------------------------------------------------------------------


def test_analyze_shows_who_did_what_and_which_rules_hold(run: Run) -> None:
    code, out, err = run("analyze", "Dave forgot to run the migration.")

    assert (0, "") == (code, err)
    assert out.startswith("Dave forgot to run the migration.\n")
    assert "  mention  'Dave': named" in out
    assert "  clause   forgot → run, active, fact, agent 'Dave' (named)" in out
    assert "  lexicon  omission: 'forgot' by 'forget'\n" in out
    assert "  ✓ person/omission: 'Dave forgot to run'\n" in out


def test_analyze_says_what_stopped_a_rule(run: Run) -> None:
    out = run("analyze", "--rule", "person/omission", "The probe forgot to run it.")[1]

    assert "  ✗ person/omission: at 'forgot' stopped by agent\n" in out
    assert "✓" not in out


def test_analyze_shows_what_a_terminal_would_obey(run: Run) -> None:
    code, out, _ = run("analyze", "\x1b[31mDave\x9b forgot to run it.")

    assert (0, "\\x1b[31mDave\\x9b forgot to run it.") == (code, out.splitlines()[0])
    assert not any(char in out for char in "\x1b\x9b")


def test_analyze_draws_no_picture_of_nothing(run: Run) -> None:
    code, _, err = run("analyze", "--svg", "picture.svg", "<div>")

    assert (2, "text: there is no sentence to draw\n") == (code, err)


def test_analyze_has_the_limits_of_lint(run: Run) -> None:
    code, out, err = run("analyze", "Dave forgot it. " * 4000)

    assert (2, "") == (code, out)
    assert "max-words is 15,000" in err


def test_analyze_takes_a_bullet(run: Run) -> None:
    assert "fragment without a subject; actor: named" in run("analyze", "- Forgot to renew it (Priya)")[1]


def test_analyze_reads_a_file(run: Run) -> None:
    Path("report.md").write_text("# Outage\n\n## Timeline\n\n- Priya left.\n", encoding="utf-8")

    out = run("analyze", "report.md")[1]

    assert "Priya left.\n  section timeline, item\n" in out


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nope.md", "nope.md: no such file\n  hint: "),
        ("docs/Nope.MARKDOWN", "docs/Nope.MARKDOWN: no such file\n  hint: "),
        ("", "there is no text to analyze\n  hint: "),
        (" \n", "there is no text to analyze\n  hint: "),
    ],
)
def test_analyze_takes_no_name_for_a_sentence(run: Run, text: str, message: str) -> None:
    code, out, err = run("analyze", text)

    assert (2, "", True) == (code, out, err.startswith(message))


def test_analyze_draws_the_parse(run: Run) -> None:
    assert 0 == run("analyze", "--svg", "parse.svg", "Priya left.")[0]
    assert Path("parse.svg").read_text(encoding="utf-8").startswith("<svg")


def test_analyze_hints_at_the_nearest_rule(run: Run) -> None:
    assert (2, "", "unknown rule or pack 'person/omision'\n  hint: did you mean 'person/omission'?\n") == run(
        "analyze", "--rule", "person/omision", "Priya left."
    )


def test_picture_does_not_take_the_place_of_the_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "report.md"
    report.write_text("Dave forgot it.\n")

    with pytest.raises(SystemExit) as stopped:
        main(["analyze", "--no-config", "--svg", str(report), str(report)])

    assert 2 == stopped.value.code
    assert "Dave forgot it.\n" == report.read_text()
    assert "would take the place" in capsys.readouterr().err
