from __future__ import annotations

import functools
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blamelint.diagnostic import Diagnostic, Severity
from blamelint.engine import lint_source
from blamelint.merging import merge
from blamelint.packs import Rule, RuleBook
from blamelint.settings import Settings
from blamelint.source import BOM, Source, Span
from tests.helpers import alone, book


def rule(name: str, match: dict[str, object], *, kind: str = "clause", severity: object = "error") -> Rule:
    """A rule as it would stand in a file."""
    fields = {
        "summary": "It is said.",
        "severity": severity,
        "kind": kind,
        "match": match,
        "message": "'{match}' names {agent}.",
        "why": "Because.",
    }
    return Rule(f"{name}.yaml", fields)


OMISSION = rule(
    "person/omission",
    {"agent": ["someone"], "predicate": ["omission"], "polarity": "asserted"},
    severity={"person": "error", "actor": "warning"},
)
MISTAKE = rule("blame/mistake", {"any": ["mistake"]}, kind="phrase", severity="warning")


@functools.cache
def rules() -> RuleBook:
    """Two small rules with the real lexicons."""
    return RuleBook({r.id: r for r in (MISTAKE, OMISSION)}, book().lexicons, book().key)


def lint(text: str, settings: Settings | None = None) -> list[Diagnostic]:
    return list(lint_source(Source("test.md", text), rules(), settings or Settings()).diagnostics)


def texts(text: str, settings: Settings | None = None) -> list[str]:
    """What the findings name, as written in the source."""
    return [text[found.span.start : found.span.end] for found in lint(text, settings)]


def diagnostic(name: str, start: int, end: int, severity: Severity, *labels: str) -> Diagnostic:
    return Diagnostic(name, severity, labels, "It is said.", Span(start, end))


# --- merging ----------------------------------------------------------------------------------------------------


def test_overlapping_findings_become_one_with_the_labels_of_all() -> None:
    grave = diagnostic("person/omission", 0, 10, Severity.ERROR, "person")
    mild = diagnostic("blame/mistake", 5, 15, Severity.WARNING, "blame", "person")

    [found] = merge([mild, grave])

    assert ("person/omission", ("person", "blame")) == (found.rule, found.labels)
    assert ["blame/mistake"] == [related.rule for related in found.related]


def test_findings_side_by_side_stay_apart() -> None:
    first = diagnostic("person/omission", 0, 10, Severity.ERROR)
    second = diagnostic("blame/mistake", 10, 15, Severity.WARNING)

    assert [first, second] == merge([second, first])


def test_a_chain_of_overlaps_becomes_one() -> None:
    chain = [diagnostic(f"blame/r{i}", 5 * i, 5 * i + 6, Severity.WARNING) for i in range(3)]

    [found] = merge(chain)

    assert 2 == len(found.related)


def test_the_same_finding_twice_is_reported_once() -> None:
    found = diagnostic("person/omission", 0, 10, Severity.ERROR, "person")

    assert [found] == merge([found, found])


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8), st.sampled_from(Severity)), max_size=8))
def test_merged_findings_keep_all_rules_and_the_gravest_severity(
    parts: list[tuple[int, int, Severity]],
) -> None:
    found = [diagnostic(f"blame/r{i}", at, at + size, level) for i, (at, size, level) in enumerate(parts)]

    merged = merge(found)

    named = [name for d in merged for name in (d.rule, *(related.rule for related in d.related))]
    assert sorted(d.rule for d in found) == sorted(named)
    assert max((d.severity for d in found), default=None) == max((d.severity for d in merged), default=None)


def test_two_rules_on_one_clause_give_one_finding() -> None:
    [found] = lint("Priya forgot by mistake to renew it.")

    assert "person/omission" == found.rule
    assert {"person", "blame"} == set(found.labels)


# --- severity and labels ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "severity", "labels"),
    [
        ("Priya forgot to renew it.", Severity.ERROR, ("person",)),
        ("The engineer forgot to renew it.", Severity.WARNING, ("actor",)),
        ("I forgot to renew it.", Severity.SUGGESTION, ("actor",)),
        ("We forgot to renew it.", Severity.SUGGESTION, ()),
    ],
    ids=["named", "role", "self", "collective"],
)
def test_who_is_meant_decides_severity_and_label(text: str, severity: Severity, labels: tuple[str, ...]) -> None:
    [found] = lint(text)

    assert (severity, labels) == (found.severity, found.labels)


def test_the_first_person_stays_a_suggestion_whatever_the_settings() -> None:
    [found] = lint("I forgot to renew it.", Settings(severity={"person/omission": Severity.ERROR}))

    assert Severity.SUGGESTION is found.severity


def test_settings_change_the_severity_of_a_rule() -> None:
    [found] = lint("Priya forgot to renew it.", Settings(severity={"person": Severity.WARNING}))

    assert Severity.WARNING is found.severity


def test_a_message_takes_words_of_the_sentence() -> None:
    [found] = lint("Then Priya forgot to renew it.")

    assert "'Priya forgot to renew' names Priya." == found.message


# --- what is left alone -----------------------------------------------------------------------------------------


def test_a_block_quote_is_evidence() -> None:
    assert [] == texts("> Priya forgot to renew it.")


def test_settings_check_quotes_as_well() -> None:
    assert ["Priya forgot to renew"] == texts("> Priya forgot to renew it.", Settings(check_quotes=True))


@pytest.mark.parametrize("text", ['The log said "Priya forgot to renew it".', "    Priya forgot to renew it."])
def test_quoted_speech_and_code_are_evidence(text: str) -> None:
    assert [] == texts(text)


def test_allowed_words_never_make_a_finding() -> None:
    text = "Priya forgot to renew it. Ben forgot to renew it."

    assert ["Ben forgot to renew"] == texts(text, Settings(allow=("priya",)))
    assert 2 == len(texts(text, Settings(allow=("Pri",)))), "an allowed word is a whole word"


@pytest.mark.parametrize(
    ("text", "allowed", "found"),
    [
        ("**Pri**ya forgot to renew it.", "Priya", []),
        ("Priya forgot to renew the change plan.", "renew", []),
        ("Priya from Billing Core forgot to renew it.", "billing core", []),
        ("Priya forgot to renew the change plan.", "change plan", ["Priya forgot to renew"]),
    ],
)
def test_an_allowed_word_counts_where_the_finding_rests_on_it(text: str, allowed: str, found: list[str]) -> None:
    assert found == texts(text, Settings(allow=(allowed,)))


@pytest.mark.parametrize(
    ("allowed", "found"),
    [("root cause", set()), ("outage", {"structure/root-cause-heading"})],
)
def test_allowed_words_reach_the_rules_about_documents(allowed: str, found: set[str]) -> None:
    """What is reported at a heading for want of a better place is not about the words of that heading."""
    text = "# Outage\n\n## Root cause\n\nThe index was missing.\n"
    settings = Settings(select=("structure/root-cause-heading",), allow=(allowed,))

    report = lint_source(Source("test.md", text), book(), settings)

    assert found == {diagnostic.rule for diagnostic in report.diagnostics}


def test_an_ignored_rule_does_not_run() -> None:
    assert [] == texts("Priya forgot to renew it.", Settings(ignore=("person/omission",)))


def test_no_rules_find_nothing() -> None:
    report = lint_source(Source("test.md", "Priya forgot it."), alone(OMISSION), Settings(ignore=("person",)))

    assert () == report.diagnostics


# --- ranges -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Priya forgot to renew it.", "Priya forgot to renew"),
        ("All fine 🙂 🇩🇪 so far. Priya forgot to renew it.", "Priya forgot to renew"),
        ("🙂 🇩🇪 Priya forgot to renew it.", "Priya forgot to renew"),
        (f"{BOM}Priya forgot to renew it.", "Priya forgot to renew"),
        ("One.\r\n\r\nPriya forgot to renew it.\r\n", "Priya forgot to renew"),
        ("Priya **forgot** to renew it.", "Priya **forgot** to renew"),
        ("*Priya* forgot to [renew](https://example.com) it.", "Priya* forgot to [renew"),
        ("Priya forgot\nto renew it.", "Priya forgot\nto renew"),
        ("Priya forgot\r\nto renew it.", "Priya forgot\r\nto renew"),
        ("Zoe&#769; left. Priya forgot to renew it.", "Priya forgot to renew"),
        ("| What |\n|---|\n| Priya forgot to renew it. |", "Priya forgot to renew"),
        ("- Forgot to renew it (Priya)", "Forgot to renew"),
    ],
)
def test_a_range_slices_to_what_it_names(text: str, named: str) -> None:
    assert [named] == texts(text)


@pytest.mark.parametrize(
    ("text", "line", "column"), [(f"{BOM}Priya forgot it.", 1, 1), ("Hi.\r\n\r\nAna forgot it.", 3, 1)]
)
def test_lines_and_columns_are_those_of_an_editor(text: str, line: int, column: int) -> None:
    report = lint_source(Source("test.md", text), rules(), Settings())
    [found] = report.diagnostics
    at = report.source.position(found.span.start)

    assert (line, column) == (at.line, at.column)


PARAGRAPHS = [
    "The queue grew to 4,000 messages.",
    "# Timeline",
    "- 14:02 the *alert* fired 🙂",
    "| Metric | Value |\n|---|---|\n| p99 | 4 s |",
    "> It is slow today.",
    "```\nkubectl get pods\n```",
    "Disk `sda1` was at 98&nbsp;% – see [graph](https://example.com/a_b?c=d).",
    "1. The cache\n   was cold.",
    "**Impact:** é, ü, 日本 and \\*stars\\*.",
    "---",
    "<!-- a comment -->",
]


@settings(max_examples=40)
@given(st.lists(st.sampled_from(PARAGRAPHS), max_size=6), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_unrelated_paragraphs_before_a_sentence_change_nothing(before: list[str], newline: str, bom: bool) -> None:
    known = "Priya forgot to renew the *lease* by mistake."
    body = "\n\n".join([*before, known]).replace("\n", newline)

    assert ["Priya forgot to renew", "mistake"] == texts(f"{BOM if bom else ''}{body}")


def test_a_report_is_sorted_by_place() -> None:
    text = textwrap.dedent("""
        It was a mistake.

        Priya forgot to renew it.

        It was a mistake again.
    """)
    spans = [found.span for found in lint(text)]

    assert sorted(spans) == spans
    assert 3 == len(spans)
