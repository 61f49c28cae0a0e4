"""Structure rules: what they say of whole documents, and when they keep silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from blamelint.diagnostic import Diagnostic, Severity
from blamelint.document import Document
from blamelint.engine import lint_source
from blamelint.errors import UserError
from blamelint.formats.genre import Genre, genre
from blamelint.formats.markdown import read_markdown
from blamelint.kinds.structure import StructureMatch, compile_structure
from blamelint.kinds.structure.owners import has_due, has_owner
from blamelint.kinds.structure.postmortem import Postmortem
from blamelint.language.people import People, people_of
from blamelint.packs import Example, Rule, load_rules, read_rule
from blamelint.settings import Settings
from blamelint.source import Source, Span
from tests.conftest import ROOT

BOOK = load_rules()
RULES = [rule for rule in BOOK.rules.values() if rule.pack == "structure"]
EXAMPLES = [
    pytest.param(rule, example, flagged, id=f"{rule.name}:{example.line}")
    for rule in RULES
    for flagged, examples in ((True, rule.flag), (False, rule.passing))
    for example in examples
]


def read(text: str, path: str = "incident.md") -> Document:
    return read_markdown(Source(path, text))


def whole(document: Document, findings: Sequence[Diagnostic] = ()) -> Postmortem:
    return Postmortem(document, findings, people(document))


def people(document: Document) -> People:
    return people_of(document, BOOK.lexicons)


def postmortem(text: str, path: str = "incident.md") -> Postmortem:
    document = read(text, path)
    return whole(document)


def found(name: str, text: str, *findings: Diagnostic, path: str = "incident.md") -> list[StructureMatch]:
    document = read(text, path)
    return list(compile_structure(BOOK.rules[f"structure/{name}"]).find(whole(document, findings)))


def words(name: str, text: str, *findings: Diagnostic, path: str = "incident.md") -> list[str]:
    return [text[match.span.start : match.span.end] for match in found(name, text, *findings, path=path)]


def finding(text: str, part: str, *labels: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    start = text.index(part)
    return Diagnostic("person/omission", severity, labels, "Says who slipped.", Span(start, start + len(part)))


# Rule files


def findings_for(rule: Rule, source: Source) -> tuple[Diagnostic, ...]:
    """Only a rule that asks for findings needs the reader of sentences, which takes long."""
    if "findings" not in rule.match:
        return ()
    return lint_source(source, BOOK, Settings(ignore=("structure",))).diagnostics


@pytest.mark.parametrize(("rule", "example", "flagged"), EXAMPLES)
def test_example(rule: Rule, example: Example, flagged: bool) -> None:
    prefix = "" if example.section is None else f"## {example.section}\n\n"
    document = read(prefix + example.text)

    matches = list(compile_structure(rule).find(whole(document, findings_for(rule, document.source))))

    assert flagged is bool(matches)
    assert {replace(s, start=s.start + len(prefix), end=s.end + len(prefix)) for s in example.spans} <= {
        match.span for match in matches
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_rule_has_examples_and_a_short_message(rule: Rule) -> None:
    assert len(rule.flag) >= 4
    assert len(rule.passing) >= 4
    assert len(rule.message) < 100
    assert () == rule.labels


def test_catalogue_is_complete() -> None:
    assert 30 == len(RULES)


# Whole documents


@pytest.mark.parametrize(
    "name",
    [
        "checkout-outage-after",
        "dns-change-after",
        "exemplary-cdn-purge",
        "hospital-integration",
        "two-line-status",
        "windows-crlf",
    ],
)
def test_good_reports_have_no_gaps(name: str) -> None:
    document = read_markdown(Source(name, (ROOT / "examples" / f"{name}.md").read_bytes().decode()))
    default = [compile_structure(rule) for rule in RULES if rule.profile == "default"]

    assert [] == [match for rule in default for match in rule.find(whole(document))]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "# Outage\n",
        "We are looking into it.\n",
        "## Outage 2020-01-05\n\n- What: login down 12 min\n- Why: cert expired\n- Fix: renewed\n- Next: auto-renew\n",
        "**Resolved** - 10:00\n\nFixed.\n\n**Monitoring** - 09:30\n\nA fix is out.\n\n**Investigating** - "
        "09:00\n\nSlow.\n",
        "| a | b |\n|---|---|\n| 1 | 2 |\n",
        "> ## Root cause\n>\n> The disk was full.\n",
        "```\n## Root cause\n```\n",
    ],
)
def test_short_and_unusual_texts_are_not_scolded(text: str) -> None:
    document = read(text)

    assert [] == [m for rule in RULES for m in compile_structure(rule).find(whole(document))]


# Genre

REPORT = (
    "# Outage\n\n## Summary\n\nThe boards showed the timetable of the previous hour at four stations for most of "
    "the morning.\n\n"
    "## Impact\n\nAbout 6,000 passengers went to the wrong platform and eleven connections were missed.\n\n"
    "## Timeline\n\n- 06:40 release installed\n- 07:10 staff report frozen boards\n- 07:49 boards show live data\n"
)


@pytest.mark.parametrize(
    ("expected", "text", "path"),
    [
        (Genre.POSTMORTEM, REPORT, "incident.md"),
        (Genre.TEMPLATE, f"---\nkind: template\n---\n\n{REPORT}", "incident.md"),
        (Genre.GUIDE, f"---\nkind: guide\n---\n\n{REPORT}", "incident.md"),
        (Genre.TEMPLATE, REPORT, "docs/postmortem-template.md"),
        (Genre.TEMPLATE, REPORT, ".github/ISSUE_TEMPLATE/incident.md"),
        (Genre.POSTMORTEM, REPORT, "engine-templates-outage.md"),
        (
            Genre.TEMPLATE,
            "## Summary\n\nTODO\n\n## Impact\n\n<who, how long>\n\n## Timeline\n\n## Action items\n",
            "a.md",
        ),
        (
            Genre.TEMPLATE,
            "## Summary\n\n{{ summary }}\n\n## Impact\n\n{{ impact }}\n\n## Cause\n\n{{ cause }}\n",
            "a.md",
        ),
        (
            Genre.GUIDE,
            "# How to write a postmortem\n\n## Timeline\n\nStart early.\n\n## Root cause\n\nDo not.\n",
            "a.md",
        ),
        (Genre.OTHER, "## Root cause\n\nThe disk was full.\n", "a.md"),
        (Genre.OTHER, "", "a.md"),
    ],
)
def test_genre(expected: Genre, text: str, path: str) -> None:
    assert expected is genre(read(text, path))


def test_actions_in_the_imperative_are_no_placeholders() -> None:
    text = (
        "## Actions\n\n- Describe the restart in the runbook\n- List all keys\n- Add the rota\n- TODO: add an alert\n"
    )

    assert 4 == len(postmortem(text).actions)


# Items


def texts(items: list[Any]) -> list[str]:
    return [item.text for item in items]


@pytest.mark.parametrize(
    "text",
    [
        "## Contributing factors\n\n- A is full\n- B is old\n",
        "**Contributing factors:**\n\n1. A is full\n2. B is old\n",
        "Contributing factors:\n\n* A is full\n  - since May\n* B is old\n",
        "## Contributing factors\n\n- Technical:\n  - A is full\n- Process:\n  - B is old\n",
        "## Contributing factors\n\n| # | Factor |\n|---|---|\n| 1 | A is full |\n| 2 | B is old |\n",
        "## Root cause\n\nA is full\n\n## Contributing factors\n\n- B is old\n",
        "## Analysis\n\n### First\n\nA is full\n\n### Second\n\nB is old\n",
    ],
)
def test_factors_of_many_shapes(text: str) -> None:
    assert ["A is full", "B is old"] == texts(postmortem(text).factors)


@pytest.mark.parametrize(
    "text",
    [
        "## Action items\n\n- [ ] Add alert\n- [x] Add canary\n",
        "- [ ] Add alert\n- [x] Add canary\n",
        "## Next steps\n\n| Action | Owner | Due |\n|---|---|---|\n| Add alert | | |\n| Add canary | Ops | May |\n",
        "## Outcome\n\n| Action item | Type | Owner | Bug |\n|---|---|---|---|\n| Add alert | x | a | 1 |\n| Add "
        "canary | y | b | 2 |\n",
        "## Recommendations\n\n1. Add alert\n\n   In May.\n\n2. Add canary\n",
    ],
)
def test_actions_of_many_shapes(text: str) -> None:
    assert 2 == len(postmortem(text).listed_actions)


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (3, "## Timeline\n\n- 10:00 a\n- 10:05 b\n- 10:10 c\n"),
        (3, "## Timeline\n\n10:00 a\n10:05 b\n10:10 c\n"),
        (3, "## Timeline\n\n10:00 errors. 11:00 cause found. 11:30 resolved.\n"),
        (2, "| Time | Event |\n|---|---|\n| 10:00 | a |\n| 10:05 | b |\n".join(["## Timeline\n\n", ""])),
        (2, "## Timeline\n\n### 10:20\n\nLaunches fail.\n\n### 10:35\n\nProxy restarted.\n"),
        (2, "**2023-05-04 10:00 UTC** - a\n\n**2023-05-04 10:05 UTC** - b\n"),
        (1, "At 14:02 UTC we understood.\n"),
        (0, "It took until noon.\n"),
    ],
)
def test_timelines_of_many_shapes(expected: int, text: str) -> None:
    assert expected == len(postmortem(text).timeline)


@pytest.mark.parametrize(
    ("owner", "due", "item"),
    [
        (True, False, "Add alert (@storage)"),
        (True, False, "Add alert (owner: Displays)"),
        (True, False, "Add alert – Priya"),
        (True, False, "Add alert (dee + jo)"),
        (True, False, "Ops: add alert"),
        (True, False, "Ana Ruiz to add an alert"),
        (True, False, "Add alert INF-12"),
        (True, False, "Add alert [ticket](https://tracker.example/1)"),
        (True, True, "Add alert (Storage team, by 1 June)"),
        (False, True, "add alert by the end of May"),
        (False, False, "add alert (owner: TBD)"),
        (False, False, "add alert"),
    ],
)
def test_owner_and_date_of_an_action(owner: bool, due: bool, item: str) -> None:
    whole = postmortem(f"## Action items\n\n- {item}\n")

    [action] = whole.actions

    assert (owner, due) == (has_owner(action, whole.people), has_due(action))


# What findings of other rules add


def test_factors_that_other_rules_flag_are_about_people() -> None:
    text = "## Contributing factors\n\n- The flag was forgotten by Ana\n- A second slip on the same evening\n"
    flagged = [finding(text, "forgotten by Ana", "person"), finding(text, "slip", "blame")]

    assert ["Contributing factors"] == words("factors-all-people", text, *flagged)
    assert [] == words("factors-all-people", text, flagged[0])


def test_actions_that_other_rules_flag_are_about_people() -> None:
    text = "## Action items\n\n- Everybody thinks twice\n"

    assert ["Action items"] == words("people-only-actions", text, finding(text, "thinks twice", "action"))
    assert [] == words("people-only-actions", text)


def test_timeline_judgement_does_not_repeat_what_another_rule_found() -> None:
    text = "## Timeline\n\n- 10:00 Bob forgot to drain\n- 10:05 Drained\n"

    assert [] == words("timeline-judgement", text, finding(text, "Bob forgot", "person"))


def test_disclaimer_needs_an_error() -> None:
    text = "This is a blameless report.\n\nBob forgot to drain the node.\n"
    error = finding(text, "Bob forgot", "person")

    assert ["This is a blameless"] == words("blameless-disclaimer", text, error)
    assert [] == words("blameless-disclaimer", text, replace(error, severity=Severity.WARNING))


# File names


@pytest.mark.parametrize(
    ("expected", "path"),
    [
        (["DNS"], "docs/2026-03-bob-broke-dns.md"),
        (["DNS"], "priya_deleted_the_table.md"),
        ([], "2026-03-02-dns-outage.md"),
        ([], "jenkins-outage.md"),
        ([], "helene-outage.md"),
        ([], "notes-by-bob.md"),
        ([], "people/bob/outage.md"),
    ],
)
def test_names_in_the_file_name(expected: list[str], path: str) -> None:
    assert expected == words("names-in-filename", "# DNS\n", path=path)


# Reading rules


def rule_with(tmp_path: Path, match: str) -> Rule:
    path = tmp_path / "ours" / "gap.yaml"
    path.parent.mkdir()
    path.write_text(
        f"summary: A gap.\nseverity: warning\nkind: structure\nmatch:\n  {match}\nmessage: A gap.\nwhy: It is one.\n"
    )
    return read_rule(path)


@pytest.mark.parametrize(
    ("problem", "match"),
    [
        ("unknown key 'mising'", "mising: [factors]"),
        ("unknown kind of section 'factor'", "missing: [factor]"),
        ("unknown kind of item 'causes'", "items: causes"),
        ("not a regular expression", 'heading: "(rca"'),
        ("unknown check 'names'", "check: names"),
        (
            "'heading' and 'says' exclude each other",
            "heading: rca\n  says: [x]",
        ),
        ("unknown thing to lack 'owners'", "items: actions\n  each: {lacks: [owners]}"),
        ("must begin and end with something other than a gap", 'says: ["… x"]'),
    ],
)
def test_mistakes_in_rules_are_named(tmp_path: Path, problem: str, match: str) -> None:
    with pytest.raises(UserError, match=problem.replace("(", r"\(")):
        compile_structure(rule_with(tmp_path, match))


def test_unknown_lexicon_is_named(tmp_path: Path) -> None:
    rule = compile_structure(rule_with(tmp_path, 'says: ["[structure_nosie]"]'))
    document = read("noise\n")

    with pytest.raises(UserError, match="unknown lexicon 'structure_nosie'"):
        list(rule.find(whole(document)))


def test_rules_of_ones_own(tmp_path: Path) -> None:
    rule = compile_structure(rule_with(tmp_path, "missing: [detection]\n  has: [timeline]\n  at: [timeline]"))
    document = read("# Outage\n\n## Timeline\n\n- 10:00 down\n")

    [match] = rule.find(whole(document))

    assert "Timeline" == document.source.slice(match.span)


@pytest.mark.parametrize("digits", ["1" * 60 + "x", "1." * 40 + "x", "! " * 140 + "x"])
def test_heading_of_numbers_takes_no_time(digits: str) -> None:
    assert "structure/root-cause-heading" in rules_of(f"# Root cause\n\nA bug.\n\n# {digits}\n")


@pytest.mark.parametrize("heading", ["2. Root cause", "1.3) The root cause:", "4 root-cause", "— Root cause"])
def test_numbers_stand_before_a_heading(heading: str) -> None:
    assert "structure/root-cause-heading" in rules_of(f"# {heading}\n\nA bug.\n")


def rules_of(text: str) -> list[str]:
    report = lint_source(Source("incident.md", f"{text}\nDave forgot to run it.\n"), BOOK, Settings())
    return [rule for found in report.diagnostics for rule in (found.rule, *(one.rule for one in found.related))]


@pytest.mark.parametrize(
    ("heading", "why"),
    [
        ("(a+)+$", "it repeats a group"),
        ("(?:a|a)*b", "it repeats a group"),
        (".*a.*b", "it repeats more than one thing"),
        ("a?" * 40 + "a" * 40, "it has more than 64 variants"),
        ("(?:a|a)" * 40 + "b", "it has more than 64 variants"),
        (r"(a)\\2", "it holds more than texts, sets of characters and groups"),
        ("(?=a)a", "it holds more than texts, sets of characters and groups"),
    ],
)
def test_expressions_that_might_take_for_ever_are_refused(tmp_path: Path, heading: str, why: str) -> None:
    with pytest.raises(UserError, match=why) as error:
        compile_structure(rule_with(tmp_path, f'heading: "{heading}"'))

    assert error.value.at is not None
    assert error.value.at.line is not None


@pytest.mark.parametrize(
    "heading", ["todo", "(?:lessons|things) (?:we )?learn(?:ed|t)", "why .* happened[?!]", "r[ck]a??"]
)
def test_usual_expressions_are_taken(tmp_path: Path, heading: str) -> None:
    assert "ours/gap" == compile_structure(rule_with(tmp_path, f'heading: "{heading}"')).rule.id
