"""The language server as an editor meets it: the real process, the real protocol."""

from __future__ import annotations

import functools
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("pytest_lsp")

from lsprotocol import types

from blamelint import api
from blamelint.archive import Archive
from blamelint.cache import Cache
from blamelint.diagnostic import Diagnostic, FileReport, Severity
from blamelint.lsp.text import Places
from blamelint.settings import Settings
from blamelint.source import Source, Span
from tests.conftest import ROOT
from tests.editor import FULL, PATIENCE, Editor, edited
from tests.test_memory import EXAMPLES, FRAGMENTS

BLAME = "# Outage\n\nDave forgot to run the migration.\n"


def caret(line: int, character: int) -> types.Range:
    return types.Range(types.Position(line, character), types.Position(line, character))


DAVE = caret(2, 0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("workspace")


@pytest.fixture(scope="module")
def editor(folder: Path) -> Iterator[Editor]:
    with Editor(folder, ROOT) as editor:
        yield editor


@pytest.fixture
def uri(folder: Path, request: pytest.FixtureRequest) -> str:
    """A document of one's own for each test."""
    name = "".join(char if char.isalnum() else "-" for char in request.node.name)
    return (folder / f"{name}.md").as_uri()


def rules(found: list[types.Diagnostic]) -> list[Any]:
    return [diagnostic.code for diagnostic in found]


# Findings


def test_findings_come_when_a_document_is_opened(editor: Editor, uri: str) -> None:
    [found] = editor.open(uri, BLAME)

    assert ("person/omission", "blamelint") == (found.code, found.source)
    assert types.DiagnosticSeverity.Error == found.severity
    assert types.Range(types.Position(2, 0), types.Position(2, 18)) == found.range
    assert found.code_description
    assert found.code_description.href.endswith("docs/rules/person.md#omission")


def test_findings_follow_a_change(editor: Editor, uri: str) -> None:
    editor.open(uri, BLAME)
    at = types.Position(0, 0)
    editor.change(uri, types.TextDocumentContentChangePartial(types.Range(at, at), "\n\n"))

    assert [4] == [found.range.start.line for found in editor.found(uri)]


def test_findings_go_with_their_sentence(editor: Editor, uri: str) -> None:
    editor.open(uri, BLAME)

    assert [] == editor.replace(uri, "The migration did not run.\n")


def test_the_last_of_many_changes_counts(editor: Editor, uri: str) -> None:
    editor.open(uri, "Dave")
    for number, char in enumerate(" forgot to run the job."):
        at = types.Position(0, 4 + number)
        editor.change(uri, types.TextDocumentContentChangePartial(types.Range(at, at), char))

    assert ["person/omission"] == rules(editor.found(uri))


def test_a_closed_document_has_no_findings(editor: Editor, uri: str) -> None:
    editor.open(uri, BLAME)
    editor.close(uri)

    assert [] == editor.await_news(uri)


def test_saving_lints(editor: Editor, uri: str) -> None:
    editor.open(uri, BLAME)
    editor.save(uri)

    assert ["person/omission"] == rules(editor.await_news(uri))


def test_an_untitled_document_is_linted(editor: Editor) -> None:
    assert ["person/omission"] == rules(editor.open("untitled:Untitled-1", BLAME))


@pytest.mark.parametrize("language", ["markdown", "mdx", "quarto"])
def test_these_languages_are_linted(editor: Editor, uri: str, language: str) -> None:
    assert ["person/omission"] == rules(editor.open(uri, BLAME, language=language))


def test_other_languages_are_left_alone(editor: Editor, uri: str) -> None:
    assert [] == editor.open(uri, BLAME, language="python")


def test_columns_are_counted_in_utf_16(editor: Editor, uri: str) -> None:
    [found] = editor.open(uri, "The 🚒🚒 came. Dave forgot to run the job.\n")

    assert len("The 🚒🚒 came. ".encode("utf-16-le")) // 2 == found.range.start.character


def test_findings_of_one_sentence_know_each_other(editor: Editor, uri: str) -> None:
    found = editor.open(uri, "Dave forgot to run the job, which was caused by human error.\n")

    assert len(found) > 1
    assert all(diagnostic.related_information for diagnostic in found)


def test_a_structure_finding_names_its_section(editor: Editor, uri: str) -> None:
    text = (ROOT / "examples" / "checkout-outage-before.md").read_text(encoding="utf-8")
    found = [d for d in editor.open(uri, text) if str(d.code).startswith("structure/")]
    told = [r.message for d in found for r in d.related_information or ()]

    assert any(message.startswith("in the section '") for message in told)


def test_an_unused_comment_is_shown_as_unnecessary(editor: Editor, uri: str) -> None:
    [found] = editor.open(uri, "<!-- blamelint: allow person -- old -->\nAll was well.\n")

    assert ("allow/unused", [types.DiagnosticTag.Unnecessary]) == (found.code, list(found.tags or ()))


# The same as on the command line


def as_on_the_command_line(found: types.Diagnostic) -> tuple[Any, ...]:
    severity = {1: "error", 2: "warning", 3: "suggestion"}[found.severity or 0]
    return found.code, severity, found.message, found.range.start.line + 1, found.range.end.line + 1


def test_findings_equal_those_of_the_command_line(editor: Editor) -> None:
    command = [sys.executable, "-m", "blamelint", "lint", "--format", "json", "--fail-on", "never"]
    names = [path.relative_to(ROOT).as_posix() for path in EXAMPLES]
    done = subprocess.run([*command, *names], cwd=ROOT, capture_output=True, check=True)
    for file in json.loads(done.stdout)["files"]:
        path = ROOT / file["path"]
        text = path.read_bytes().decode("utf-8")
        found = editor.open(path.as_uri(), text)
        places = Places(Source("", text), types.PositionEncodingKind.Utf16)

        assert [
            (d["rule"], d["severity"], d["message"], d["range"]["start"]["line"], d["range"]["end"]["line"])
            for d in file["diagnostics"]
        ] == [as_on_the_command_line(d) for d in found]
        assert [d["text"] for d in file["diagnostics"]] == [Source("", text).slice(places.span(d.range)) for d in found]


@functools.cache
def fresh(name: str, text: str) -> list[tuple[Any, ...]]:
    source = Source(name, text)
    places = Places(source, types.PositionEncodingKind.Utf16)
    found = api.lint(source, Settings()).diagnostics
    return [(d.rule, d.message, places.range(d.span)) for d in found]


@settings(max_examples=8)
@given(st.data())
def test_findings_after_edits_equal_those_of_the_final_text(editor: Editor, folder: Path, data: st.DataObject) -> None:
    path = folder / "random.md"
    uri, text = path.as_uri(), data.draw(st.sampled_from(EXAMPLES)).read_bytes().decode("utf-8")
    editor.open(uri, text)
    for _ in range(data.draw(st.integers(1, 12))):
        start = data.draw(st.integers(0, len(text)))
        span = Span(start, min(len(text), start + data.draw(st.sampled_from([0, 0, 0, 1, 5, 80]))))
        new = data.draw(st.sampled_from(FRAGMENTS))
        range_ = Places(Source("", text), types.PositionEncodingKind.Utf16).range(span)
        # A place between `\r` and `\n` does not exist for an editor.
        span = Places(Source("", text), types.PositionEncodingKind.Utf16).span(range_)
        text = text[: span.start] + new + text[span.end :]
        editor.change(uri, types.TextDocumentContentChangePartial(range_, new))
        if data.draw(st.booleans()):
            assert fresh("random.md", text) == [(d.code, d.message, d.range) for d in editor.found(uri)]
    assert fresh("random.md", text) == [(d.code, d.message, d.range) for d in editor.found(uri)]
    editor.close(uri)


def archived(folder: Path, source: Source, report: FileReport | None = None) -> FileReport | None:
    """What the archive in a folder holds about a text, after something was put there."""
    with Archive(Cache(folder / "results.db")) as archive:
        if report is not None:
            archive.keep(report, Settings())
        return archive.report(source, Settings())


def test_what_is_known_of_a_document_is_shown_without_linting_it(tmp_path: Path) -> None:
    """A report that no linting could make: whoever shows it has asked the archive."""
    uri, source = (tmp_path / "report.md").as_uri(), Source("report.md", BLAME)
    found = Diagnostic("blame/fault", Severity.WARNING, (), "Kept by somebody.", Span(10, 14))
    archived(tmp_path / "cache", source, FileReport(source, (found,)))
    with Editor(tmp_path, cache=tmp_path / "cache") as editor:
        known = editor.open(uri, BLAME)
        changed = editor.replace(uri, BLAME.replace("Dave", "Priya"))

    assert ["Kept by somebody."] == [diagnostic.message for diagnostic in known]
    assert ["person/omission"] == rules(changed)


def test_what_is_found_in_a_document_is_known_to_the_command_line(tmp_path: Path) -> None:
    with Editor(tmp_path, cache=tmp_path / "cache") as editor:
        editor.open((tmp_path / "report.md").as_uri(), BLAME)
        end, kept = time.monotonic() + PATIENCE, None
        while kept is None and time.monotonic() < end:
            time.sleep(0.2)
            kept = archived(tmp_path / "cache", Source("report.md", BLAME))

    assert api.lint_whole(Source("report.md", BLAME), Settings()) == kept


# Odd documents


@pytest.mark.parametrize(
    "text",
    [
        "Dave \ud800 forgot to run the migration. \udfff\n",
        "Dave\0 forgot to run it.\0\n",
        ">" * 10_000 + " Dave forgot to run it.\n",
        "[" * 3000 + "Dave" + "]" * 3000,
        "Dave forgot to run it.\n\n```\nDave forgot.\n",
        "---\ntitle: [a\n\nDave forgot to run it.\n",
    ],
    ids=[
        "lone surrogates",
        "NUL",
        "nested quotes",
        "nested brackets",
        "unterminated fence",
        "unterminated front matter",
    ],
)
def test_an_odd_document_is_served_like_any_other(editor: Editor, uri: str, text: str) -> None:
    found = editor.open(uri, text)
    changed = editor.replace(uri, f"Priya forgot to check it.\n\n{text}")

    assert [1, *(1 for _ in found)] == [1 for _ in changed]
    assert "person/omission" in rules(changed)


def test_half_a_character_does_not_move_a_finding(editor: Editor, uri: str) -> None:
    [found] = editor.open(uri, "\ud83d Dave forgot to run the migration.\n")

    assert types.Range(types.Position(0, 2), types.Position(0, 20)) == found.range


@pytest.mark.parametrize("text", ["Dave forgot to run it. " * 20_000, "x" * 400_000], ids=["line", "word"])
def test_a_document_that_is_too_large_says_so_at_its_head(editor: Editor, uri: str, text: str) -> None:
    before = len(editor.client.messages)
    [found] = editor.open(uri, text)
    [changed] = editor.replace(uri, text + "x")

    assert "unreadable" == found.code
    assert "max-size is 300,000" in found.message
    assert types.Range(types.Position(0, 0), types.Position(0, 80)) == changed.range
    assert before == len(editor.client.messages)
    assert ["person/omission"] == rules(editor.replace(uri, BLAME))


# What can be done


def titled(actions: list[types.CodeAction], words: str) -> types.CodeAction:
    return next(action for action in actions if words in action.title)


def test_a_finding_can_be_allowed_with_a_reason(editor: Editor, uri: str) -> None:
    editor.open(uri, BLAME)
    action = editor.resolved(titled(editor.actions(uri, DAVE), "here, with a reason"))
    after = edited(BLAME, action, uri)

    assert BLAME.replace("Dave", "<!-- blamelint: allow person/omission -- ‹why› -->\nDave") == after
    assert [] == editor.replace(uri, after)


def test_a_finding_in_an_item_is_allowed_in_its_line(editor: Editor, uri: str) -> None:
    text = "- Dave forgot to run the job.\n- Ana forgot to check it.\n"
    editor.open(uri, text)
    action = editor.resolved(titled(editor.actions(uri, caret(0, 3)), "here"))
    after = edited(text, action, uri)

    assert after.splitlines()[0] == "- Dave forgot to run the job. <!-- blamelint: allow person/omission -- ‹why› -->"
    assert [1] == [found.range.start.line for found in editor.replace(uri, after)]


def test_a_finding_in_a_cell_is_allowed_in_its_cell(editor: Editor, uri: str) -> None:
    text = "| What | When |\n|---|---|\n| Dave forgot to run the job | 14:02 |\n"
    editor.open(uri, text)
    action = editor.resolved(titled(editor.actions(uri, caret(2, 4)), "here"))

    assert [] == editor.replace(uri, edited(text, action, uri))


def test_a_rule_can_be_allowed_in_a_file(editor: Editor, uri: str) -> None:
    text = "---\ntitle: Outage\n---\n" + BLAME
    editor.open(uri, text)
    at = caret(5, 0)
    after = edited(text, editor.resolved(titled(editor.actions(uri, at), "in this file")), uri)

    assert after.startswith("---\ntitle: Outage\n---\n<!-- blamelint: allow-file person/omission -- ‹why› -->\n")
    assert [] == editor.replace(uri, after)


def test_the_question_becomes_a_comment_to_answer(editor: Editor, uri: str) -> None:
    editor.open(uri, BLAME)
    action = editor.resolved(titled(editor.actions(uri, DAVE), "Ask the authors"))

    assert "<!-- To answer: " in edited(BLAME, action, uri).splitlines()[2]


def test_a_safe_fix_is_offered_and_preferred(editor: Editor, uri: str) -> None:
    text = "<!-- blamelint: allow person -- old -->\nAll was well.\n"
    editor.open(uri, text)
    action = editor.actions(uri, caret(0, 24))[0]

    assert ("Delete the comment", True) == (action.title, action.is_preferred)
    assert "All was well.\n" == edited(text, editor.resolved(action), uri)


def test_rewrites_equal_those_of_the_command_line(editor: Editor, uri: str) -> None:
    text = (ROOT / "examples" / "checkout-outage-before.md").read_bytes().decode("utf-8")
    editor.open(uri, text)
    source = Source(uri, text)
    places = Places(source, types.PositionEncodingKind.Utf16)
    found = [diagnostic for diagnostic in api.lint(source, Settings()).diagnostics if diagnostic.fixes]

    assert found
    for diagnostic in found:
        offered = [action.title for action in editor.actions(uri, places.range(diagnostic.span))]
        assert [fix.title for fix in diagnostic.fixes] == [
            title for title in offered if title in {fix.title for fix in diagnostic.fixes}
        ]


def test_a_rewrite_follows_a_change(editor: Editor, uri: str) -> None:
    editor.open(uri, BLAME)
    titled(editor.actions(uri, DAVE), "The migration was not run")
    editor.replace(uri, BLAME.replace("migration", "backup"))

    offered = [action.title for action in editor.actions(uri, DAVE)]
    assert any("The backup was not run" in title for title in offered)
    assert not any("migration" in title for title in offered)


def test_all_that_is_safe_is_fixed_at_once(editor: Editor, uri: str) -> None:
    text = "<!-- blamelint: allow person -- a -->\nAll was well.\n\n<!-- blamelint: allow cause -- b -->\nIt was.\n"
    editor.open(uri, text)
    [action] = editor.actions(uri, caret(1, 0), "source.fixAll")

    assert "source.fixAll.blamelint" == action.kind
    assert "All was well.\n\nIt was.\n" == edited(text, editor.resolved(action), uri)


def test_an_action_is_resolved_lazily_and_knows_its_version(editor: Editor, uri: str) -> None:
    editor.open(uri, BLAME)
    action = titled(editor.actions(uri, DAVE), "here")
    edit = editor.resolved(action).edit
    assert edit
    [change] = edit.document_changes or ()

    assert action.edit is None
    assert isinstance(change, types.TextDocumentEdit)
    assert 1 == change.text_document.version
    assert isinstance(change.edits[0], types.AnnotatedTextEdit)


def test_an_action_for_another_version_is_refused(editor: Editor, uri: str) -> None:
    editor.open(uri, BLAME)
    action = titled(editor.actions(uri, DAVE), "here")
    editor.replace(uri, "New.\n\n" + BLAME)

    with pytest.raises(Exception, match="changed"):
        editor.resolved(action)


def test_a_name_can_be_declared_a_system(tmp_path: Path, editor: Editor) -> None:
    (tmp_path / ".blamelint.toml").write_text('# ours\npeople = ["Ana"]\n', encoding="utf-8")
    uri = (tmp_path / "report.md").as_uri()
    editor.open(uri, BLAME)
    action = editor.resolved(titled(editor.actions(uri, DAVE), "'Dave' is a system"))
    file = tmp_path / ".blamelint.toml"
    file.write_text(edited(file.read_text(encoding="utf-8"), action, file.as_uri()), encoding="utf-8")
    editor.files_changed(file)

    assert '# ours\npeople = ["Ana"]\nsystems = ["Dave"]\n' == file.read_text(encoding="utf-8")
    assert "person/omission" not in rules(editor.await_news(uri))


def test_a_settings_file_is_made_when_there_is_none(editor: Editor, uri: str, folder: Path) -> None:
    editor.open(uri, BLAME)
    action = editor.resolved(titled(editor.actions(uri, DAVE), "'Dave' is a team"))
    made = [c for c in (action.edit and action.edit.document_changes) or () if isinstance(c, types.CreateFile)]

    assert [(folder / ".blamelint.toml").as_uri()] == [change.uri for change in made]


# What there is to know


def test_hovering_over_a_finding_explains_it(editor: Editor, uri: str) -> None:
    editor.open(uri, BLAME)
    told = editor.hover(uri, 2, 7)

    assert all(words in told for words in ("person/omission", "Sources: ", "Ask: ", "blamelint: allow person/omission"))


def test_hovering_over_a_name_says_whom_it_is_taken_for(editor: Editor, uri: str) -> None:
    editor.open(uri, "The probe told Priya about the queue.\n")

    assert "**Priya**: blamelint takes it for a person (a personal name, handle or address)." == editor.hover(
        uri, 0, 17
    )
    assert "takes it for a system" in editor.hover(uri, 0, 5)


def test_rule_ids_are_completed_in_allow_comments(editor: Editor, uri: str) -> None:
    text = "<!-- blamelint: allow person/o -->\n"
    editor.open(uri, text)

    assert "person/omission" in editor.completions(uri, 0, len("<!-- blamelint: allow person/o"))
    assert ["allow", "allow-file", "off", "on"] == editor.completions(uri, 0, len("<!-- blamelint: "))
    assert [] == editor.completions(uri, 1, 0)


def test_keys_and_values_are_completed_in_settings(editor: Editor, tmp_path: Path) -> None:
    uri = (tmp_path / ".blamelint.toml").as_uri()
    editor.open(uri, 'pro\nprofile = "s"\nignore = ["person", "ca"]\n\n[severity]\n"x" = \n', language="toml")

    assert "profile" in editor.completions(uri, 0, 3)
    assert ["default", "strict"] == editor.completions(uri, 1, len('profile = "s'))
    assert "cause/lack-of" in editor.completions(uri, 2, len('ignore = ["person", "ca'))
    assert ['"error"', '"warning"', '"suggestion"'] == editor.completions(uri, 5, len('"x" = '))


# Settings and rules


def test_a_mistake_in_a_settings_file_is_shown_at_its_place(editor: Editor, tmp_path: Path) -> None:
    uri = (tmp_path / ".blamelint.toml").as_uri()
    [found] = editor.open(uri, '# ours\nprofil = "strict"\n', language="toml")

    assert types.Range(types.Position(1, 0), types.Position(1, 6)) == found.range
    assert "unknown key 'profil'" in found.message
    assert [] == editor.replace(uri, 'profile = "strict"\n')


def test_an_unknown_rule_in_pyproject_is_shown_at_its_place(editor: Editor, tmp_path: Path) -> None:
    uri = (tmp_path / "pyproject.toml").as_uri()
    [found] = editor.open(uri, '[tool.blamelint]\nignore = ["person/omision"]\n', language="toml")

    assert types.Position(1, 10) == found.range.start
    assert "did you mean 'person/omission'?" in found.message


def test_settings_are_read_again_when_they_change(editor: Editor, tmp_path: Path) -> None:
    uri = (tmp_path / "report.md").as_uri()
    editor.open(uri, BLAME)
    file = tmp_path / ".blamelint.toml"
    file.write_text('ignore = ["person"]\n', encoding="utf-8")
    editor.files_changed(file)

    assert [] == editor.await_news(uri)


def test_a_broken_settings_file_leaves_the_last_good_ones(editor: Editor, tmp_path: Path) -> None:
    file, uri = tmp_path / ".blamelint.toml", (tmp_path / "report.md").as_uri()
    file.write_text('ignore = ["person"]\n', encoding="utf-8")
    editor.open(uri, BLAME)
    file.write_text("ignore = [\n", encoding="utf-8")
    editor.files_changed(file)

    assert [] == editor.await_news(uri)
    assert any("not valid TOML" in message.message for message in editor.client.messages)


RULE = """\
summary: A word of our own.
severity: warning
kind: phrase
match: {any: ["%s"]}
message: "'{match}' is a word of our own."
why: Because.
"""


def test_a_rule_shows_its_effect_when_it_is_saved(editor: Editor, tmp_path: Path) -> None:
    rule, uri = tmp_path / "packs" / "ours" / "word.yaml", (tmp_path / "report.md").as_uri()
    rule.parent.mkdir(parents=True)
    rule.write_text(RULE % "wobbly", encoding="utf-8")
    (tmp_path / ".blamelint.toml").write_text('packs = ["packs"]\n', encoding="utf-8")
    before = rules(editor.open(uri, "The shaky queue grew.\n"))
    rule.write_text(RULE % "shaky", encoding="utf-8")
    editor.save(rule.as_uri())

    assert ([], ["ours/word"]) == (before, rules(editor.await_news(uri)))


def test_a_mistake_in_a_rule_is_shown_at_its_place(editor: Editor, tmp_path: Path) -> None:
    rule = tmp_path / "packs" / "ours" / "word.yaml"
    rule.parent.mkdir(parents=True)
    rule.write_text(RULE % "wobbly", encoding="utf-8")
    (tmp_path / ".blamelint.toml").write_text('packs = ["packs"]\n', encoding="utf-8")
    [found] = editor.open(
        rule.as_uri(), (RULE % "wobbly").replace("severity: warning", "severity: warnin"), language="yaml"
    )

    assert (1, "did you mean 'warning'?") == (found.range.start.line, found.message.splitlines()[1])


def test_two_folders_have_two_settings(editor: Editor, tmp_path: Path) -> None:
    for name, ignored in (("one", "person"), ("two", "cause")):
        (tmp_path / name).mkdir()
        (tmp_path / name / ".blamelint.toml").write_text(f'ignore = ["{ignored}"]\n', encoding="utf-8")

    assert [] == editor.open((tmp_path / "one" / "a.md").as_uri(), BLAME)
    assert ["person/omission"] == rules(editor.open((tmp_path / "two" / "a.md").as_uri(), BLAME))


def test_an_excluded_file_is_left_alone(editor: Editor, tmp_path: Path) -> None:
    (tmp_path / ".blamelint.toml").write_text('exclude = ["drafts/"]\n', encoding="utf-8")

    assert [] == editor.open((tmp_path / "drafts" / "a.md").as_uri(), BLAME)


def test_settings_come_from_the_editor_too(editor: Editor, uri: str) -> None:
    editor.open(uri, BLAME)
    editor.client.set_configuration({"debounce": 0, "ignore": ["person"]}, section="blamelint")
    editor._later(editor.client.workspace_did_change_configuration, types.DidChangeConfigurationParams(None))
    without = editor.await_news(uri)
    editor.client.set_configuration({"debounce": 0}, section="blamelint")
    editor._later(editor.client.workspace_did_change_configuration, types.DidChangeConfigurationParams(None))

    assert ([], ["person/omission"]) == (without, rules(editor.await_news(uri)))


# Editors of other kinds


def test_an_editor_that_asks_gets_findings_when_it_asks(tmp_path: Path) -> None:
    pulling = types.ClientCapabilities(
        text_document=types.TextDocumentClientCapabilities(diagnostic=types.DiagnosticClientCapabilities()),
        general=types.GeneralClientCapabilities(position_encodings=[types.PositionEncodingKind.Utf8]),
    )
    uri = (tmp_path / "report.md").as_uri()
    with Editor(tmp_path, capabilities=pulling) as editor:
        document = types.TextDocumentIdentifier(uri)
        item = types.TextDocumentItem(uri, "markdown", 1, "🚒 Dave forgot to run the job.\n")
        editor._later(editor.client.text_document_did_open, types.DidOpenTextDocumentParams(item))
        first = editor.ask("text_document_diagnostic", types.DocumentDiagnosticParams(document))
        again = types.DocumentDiagnosticParams(document, previous_result_id=first.result_id)
        second = editor.ask("text_document_diagnostic", again)

    assert types.PositionEncodingKind.Utf8 == editor.told.capabilities.position_encoding
    assert [5] == [found.range.start.character for found in first.items]
    assert "unchanged" == second.kind
    assert {} == editor.published


def test_an_editor_that_can_do_nothing_is_served(tmp_path: Path) -> None:
    uri = (tmp_path / "report.md").as_uri()
    with Editor(tmp_path, capabilities=types.ClientCapabilities()) as editor:
        [found] = editor.open(uri, BLAME)
        action = titled(editor.actions(uri, DAVE), "here")

    assert found.related_information is None
    assert found.code_description is None
    assert action.edit
    assert action.edit.changes


def test_loading_is_shown_as_progress(editor: Editor, uri: str) -> None:
    editor.open(uri, BLAME)
    reports: list[Any] = [report for told in editor.client.progress_reports.values() for report in told]

    assert ["begin", "end"] == [report.kind for report in reports]


def test_an_error_is_logged_without_the_text(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """An installed package that is no language model breaks deep inside; the next document is not affected."""
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / ".blamelint.toml").write_text('model = "click"\n', encoding="utf-8")
    with Editor(tmp_path, capabilities=FULL) as editor:
        editor.open((tmp_path / "broken" / "a.md").as_uri(), "Dave forgot the secret word.\n")
        fine = editor.open((tmp_path / "b.md").as_uri(), BLAME)
    told = capfd.readouterr().err

    assert ["person/omission"] == rules(fine)
    assert "a.md could not be linted: " in told
    assert "secret" not in told
