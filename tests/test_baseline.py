"""Baselines: what was there before is known, wherever it stands now, and nothing else is."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blamelint import api
from blamelint.baseline import HEADER, Baseline, Entry, Standing, compare, read_baseline, write_baseline
from blamelint.configuration import forget_settings
from blamelint.diagnostic import Diagnostic, FileReport, Severity, SuppressedBy
from blamelint.errors import UserError
from blamelint.settings import Settings
from blamelint.source import Source, Span
from tests.conftest import Run
from tests.repositories import Clone

pytestmark = pytest.mark.usefixtures("fresh_settings")

BLAME = "Dave forgot to run the migration."
MORE = "Priya failed to check the dashboard."
CALM = "The new column stayed empty for two hours."
FILE = ".blamelint-baseline"


def _write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def _new(run: Run, *args: str) -> list[str]:
    """Files and rules of the findings that a baseline leaves."""
    files = json.loads(run("lint", "--baseline", FILE, "--format", "json", *args)[1])["files"]
    return [f"{file['path']} {found['rule']}" for file in files for found in file["diagnostics"]]


def _report(folder: Path, name: str, *sentences: str) -> FileReport:
    """A file that holds nothing but findings; an empty sentence is one about the document."""
    text, found = "", []
    for sentence in sentences:
        span = Span(len(text), len(text) + len(sentence))
        found.append(Diagnostic("person/omission", Severity.ERROR, (), "", span))
        text += f"{sentence}\n"
    return FileReport(Source(str(folder / name), text), tuple(found))


def _standing(folder: Path, before: list[FileReport], after: list[FileReport]) -> Standing:
    for file in folder.glob("*.md"):
        file.unlink()
    for report in after:
        Path(report.source.path).write_text(report.source.text, encoding="utf-8")
    return compare(after, Baseline(folder, compare(before, Baseline(folder, Counter())).new))


def _counts(standing: Standing) -> tuple[int, int, int]:
    return standing.known.total(), standing.new.total(), standing.vanished.total()


def test_what_was_there_is_known_and_what_is_added_is_not(run: Run) -> None:
    _write("docs/a b é.md", f"{BLAME}\n\n{MORE}\n")

    created = run("baseline", "create")
    clean = run("lint", "--baseline", FILE)
    _write("docs/a b é.md", f"# Outage\n\n{CALM}\n\n{MORE} {BLAME} Ana failed to call.\n")

    assert (0, f"{FILE}: 2 findings in 1 file known from now on\n") == (created[0], created[1].partition("  next")[0])
    assert (0, "No findings in 1 file\n", f"{FILE}: 2 findings known, 0 vanished\n") == clean
    assert ["docs/a b é.md person/omission"] == _new(run)


def test_what_cannot_be_read_is_named_and_the_rest_is_known(run: Run) -> None:
    _write("a.md", BLAME)
    _write("b.md", MORE)
    run("baseline", "create")
    for name in ("b.md", "c.md"):
        Path(name).write_bytes(b"caf\xe9\n")
    _write("a.md", f"{BLAME} {MORE}")

    updated = run("baseline", "update")
    created = run("baseline", "create", "--file", "other")

    complaint = [
        "b.md:1:4: byte 0xe9 is not UTF-8",
        "  hint: it looks like Windows-1252 or Latin-1; save the file as UTF-8",
        "c.md:1:4: byte 0xe9 is not UTF-8",
        "  hint: it looks like Windows-1252 or Latin-1; save the file as UTF-8",
        "2 files left out: `blamelint baseline update` once they can be read",
    ]
    assert (2, f"{FILE}: 1 new, 0 vanished\n", complaint) == (*updated[:2], updated[2].splitlines())
    assert {"a.md": 2, "b.md": 1} == Counter(entry.path for entry in read_baseline(Path(FILE)).entries)
    assert (2, complaint) == (created[0], created[2].splitlines())
    assert {"a.md": 2} == Counter(entry.path for entry in read_baseline(Path("other")).entries)


def test_known_findings_are_suppressed_and_not_forgotten(run: Run, tmp_path: Path) -> None:
    _write("a.md", BLAME)
    run("baseline", "create")

    report = api.lint(Source("a.md", f"{BLAME} {MORE}"), Settings(baseline=tmp_path / FILE))

    assert [SuppressedBy.BASELINE] == [known.by for known in report.suppressed]
    assert [MORE] == [report.source.slice(found.context) for found in report.diagnostics]


def test_the_configuration_names_it_from_its_own_folder(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(".blamelint.toml", 'baseline = "known/list"\n')
    _write("docs/a.md", BLAME)
    _write("known/.keep", "")

    created = run("baseline", "create")
    monkeypatch.chdir(tmp_path / "docs")

    assert (0, "known/list: 1 finding in 1 file known from now on\n", "") == created
    assert (0, "No findings in 1 file\n", f"{tmp_path}/known/list: 1 finding known, 0 vanished\n") == run("lint")
    assert () == api.lint_file("a.md")


def test_moved_text_is_known(tmp_path: Path) -> None:
    standing = _standing(
        tmp_path,
        [_report(tmp_path, "a.md", BLAME), _report(tmp_path, "b.md", CALM)],
        [_report(tmp_path, "a.md"), _report(tmp_path, "b.md", CALM, BLAME)],
    )

    assert (2, 0, 0) == _counts(standing)
    assert {"b.md"} == {entry.path for entry in standing.known}


def test_a_renamed_file_is_known_with_what_has_no_words(tmp_path: Path) -> None:
    before, after = (_report(tmp_path, name, "", BLAME) for name in ("a.md", "b.md"))

    assert (2, 0, 0) == _counts(_standing(tmp_path, [before], [after]))


def test_what_a_deleted_file_lacked_excuses_no_other_file(tmp_path: Path) -> None:
    before, after = _report(tmp_path, "a.md", "", BLAME), _report(tmp_path, "b.md", "", MORE)

    assert (0, 2, 2) == _counts(_standing(tmp_path, [before], [after]))


def test_two_equal_findings_need_two_entries(tmp_path: Path) -> None:
    once, twice = _report(tmp_path, "a.md", BLAME), _report(tmp_path, "a.md", BLAME, BLAME)

    assert (1, 1, 0) == _counts(_standing(tmp_path, [once], [twice]))
    assert (1, 0, 1) == _counts(_standing(tmp_path, [twice], [once]))


def test_a_copy_is_new_though_only_the_copy_is_linted(tmp_path: Path) -> None:
    """A hook sees only the files of a commit; the entry belongs to the file that still holds the text."""
    first, copy = _report(tmp_path, "a.md", BLAME), _report(tmp_path, "b.md", BLAME)
    _standing(tmp_path, [], [first, copy])

    known = Baseline(tmp_path, compare([first], Baseline(tmp_path, Counter())).new)

    assert (0, 1, 0) == _counts(compare([copy], known))


TEXTS = st.lists(st.sampled_from([BLAME, MORE, CALM, ""]), max_size=4)


@given(st.dictionaries(st.sampled_from(["a.md", "b.md", "c.md"]), TEXTS))
def test_nothing_is_new_right_after_writing_it_down(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("archive")
    reports = [_report(folder, name, *sentences) for name, sentences in files.items()]

    standing = _standing(folder, reports, reports)

    assert (sum(map(len, files.values())), 0, 0) == _counts(standing)
    assert all(not report.diagnostics for report in standing.reports)


PATHS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


@given(st.lists(st.builds(Entry, PATHS, st.just("person/omission"), st.sampled_from(["0" * 32, "f" * 32]))))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, entries: list[Entry]) -> None:
    file = tmp_path_factory.mktemp("list") / FILE

    write_baseline(file, Counter(entries))

    assert Counter(entries) == read_baseline(file).entries
    lines = file.read_text(encoding="utf-8").split("\n")
    assert [HEADER, *sorted(lines[1:-1]), ""] == lines
    assert len(entries) + 2 == len(lines)


def test_it_holds_no_words_and_no_lines(run: Run) -> None:
    _write("a.md", f"{CALM}\n\n{BLAME}\n")
    run("baseline", "create")

    [header, entry] = Path(FILE).read_text(encoding="utf-8").splitlines()

    assert HEADER == header
    path, rule, fingerprint = entry.split(" ")
    assert ("a.md", "person/omission", 32) == (path, rule, len(fingerprint))


def test_update_adds_what_is_new_and_drops_what_has_vanished(run: Run) -> None:
    _write("a.md", f"{BLAME}\n\n{MORE}\n")
    _write("b.md", BLAME)
    run("baseline", "create")
    _write("a.md", f"{BLAME}\n\nAna failed to call.\n")

    assert "1 finding in 2 files" not in run("baseline", "stats")[1]
    assert (0, f"{FILE}: 1 new, 1 vanished\n", "") == run("baseline", "update")
    assert [] == _new(run)
    assert (0, f"{FILE}: 0 new, 0 vanished\n", "") == run("baseline", "update")


def test_prune_adds_nothing(run: Run) -> None:
    _write("a.md", f"{BLAME}\n\n{MORE}\n")
    run("baseline", "create")
    _write("a.md", f"{BLAME}\n\nAna failed to call.\n")

    assert (0, f"{FILE}: 1 vanished\n", "") == run("baseline", "prune")
    assert ["a.md person/omission"] == _new(run)
    assert 2 == len(Path(FILE).read_text(encoding="utf-8").splitlines())


def test_entries_of_files_that_are_not_looked_at_stay(run: Run) -> None:
    _write("a.md", BLAME)
    _write("b.md", MORE)
    _write("c.md", BLAME)
    run("baseline", "create")
    _write("a.md", CALM)
    Path("c.md").unlink()

    assert (0, f"{FILE}: 0 new, 2 vanished\n", "") == run("baseline", "update", "a.md")
    assert [] == _new(run)


def test_stats_count_by_rule(run: Run) -> None:
    _write("a.md", f"{BLAME}\n\n{MORE}\n")
    run("baseline", "create")
    _write("a.md", f"{BLAME}\n\nAna failed to call.\n")

    assert (
        f"{FILE}: 1 finding in 1 file known\n"
        "  1  person/omission\n"
        "new: 1 (`blamelint baseline update` would add them)\n"
        "vanished: 1 (`blamelint baseline prune` would drop them)\n"
    ) == run("baseline", "stats")[1]


def test_create_leaves_what_exists(run: Run) -> None:
    _write("a.md", BLAME)
    run("baseline", "create")

    assert 2 == run("baseline", "create")[0]
    assert 0 == run("baseline", "create", "--force")[0]


def test_create_says_how_to_use_it_from_now_on(run: Run) -> None:
    _write("a.md", BLAME)
    advice = f'baseline = "{FILE}"'

    assert advice in run("baseline", "create")[1]
    _write(".blamelint.toml", f"{advice}\n")
    forget_settings()
    assert (0, "No findings in 1 file\n", f"{FILE}: 1 finding known, 0 vanished\n") == run("lint")


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        (f"{HEADER}\na.md person/omission {'0' * 32}\n<<<<<<< HEAD\n", 3, "a merge conflict is not resolved"),
        (f"<<<<<<< HEAD\n{HEADER}\n", 1, "a merge conflict is not resolved"),
        (f"{HEADER}\n\na.md person/omission 12\n", 3, "this is no entry of a baseline"),
        (f'{HEADER}\n"a.md person/omission {"0" * 32}\n', 2, "this is no entry of a baseline"),
        ("# Outage\n", 1, "not a baseline of this version"),
        (HEADER.replace("version 1", "version 12"), 1, "not a baseline of this version"),
        ("", 1, "not a baseline of this version"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, text: str, line: int, problem: str) -> None:
    file = tmp_path / FILE
    file.write_text(text, encoding="utf-8")

    with pytest.raises(UserError) as caught:
        read_baseline(file, name=FILE)

    assert (problem, f"{FILE}:{line}", True) == (caught.value.problem, str(caught.value.at), bool(caught.value.hint))


def test_what_cannot_be_written_is_an_error(run: Run) -> None:
    _write("a.md", BLAME)

    code, _, error = run("baseline", "create", "--file", "nowhere/list")

    assert (2, "nowhere/list: cannot write the baseline: No such file or directory\n") == (code, error)


def test_a_baseline_that_is_missing_is_an_error(run: Run) -> None:
    _write("a.md", BLAME)

    expected = "nowhere: no such baseline\n  hint: `blamelint baseline create` writes one\n"
    assert (2, "", expected) == run("lint", "--baseline", "nowhere")


def test_an_update_keeps_what_is_known_of_a_file_that_cannot_be_read(run: Run) -> None:
    """It may hold it still."""
    _write("a.md", BLAME)
    run("baseline", "create")
    Path("a.md").write_bytes(b"Dave \xff forgot.")

    assert (2, f"{FILE}: 0 new, 0 vanished\n") == run("baseline", "update")[:2]
    assert 2 == len(Path(FILE).read_text(encoding="utf-8").splitlines())


def test_branches_that_both_change_it_merge(tmp_path: Path, run: Run) -> None:
    clone = Clone.new(tmp_path)
    for name in "abcdefg":
        _write(f"{name}.md", f"{BLAME}\n")
    run("baseline", "create")
    clone.commit()
    clone.git("switch", "--quiet", "--create", "branch")
    _write("b.md", f"{MORE}\n")
    run("baseline", "update")
    clone.commit()
    clone.git("switch", "--quiet", "main")
    _write("f.md", f"{MORE}\n")
    run("baseline", "update")
    clone.commit()

    clone.git("merge", "--quiet", "branch")

    assert [] == _new(run)


def test_it_goes_with_since(tmp_path: Path, run: Run) -> None:
    clone = Clone.new(tmp_path)
    _write("a.md", f"{CALM}\n")
    clone.commit()
    _write("a.md", f"{CALM}\n\n{BLAME}\n")
    run("baseline", "create")
    _write("a.md", f"{CALM}\n\n{BLAME}\n\n{MORE}\n")

    assert ["a.md person/omission"] == _new(run, "--since", "main")
