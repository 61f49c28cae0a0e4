from __future__ import annotations


from pathlib import Path

import pytest

from blamelint.diagnostic import Diagnostic
from blamelint.engine import lint_source
from blamelint.packs import Rule
from blamelint.settings import Settings
from blamelint.source import Source, read_source
from blamelint.triggers import TriggerIndex, trigger_sources
from tests.conftest import ROOT
from tests.helpers import alone, book, vocabulary, words_of

EXAMPLES = sorted((ROOT / "examples").glob("*.md"))
RULES = [rule for rule in book().rules.values() if rule.kind != "structure"]
EVERYTHING = Settings(profile="strict")


def findings(source: Source, settings: Settings, *, prefilter: bool) -> tuple[Diagnostic, ...]:
    return lint_source(source, book(), settings, prefilter=prefilter).diagnostics


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_the_prefilter_loses_no_finding_in_a_document(path: Path) -> None:
    source = read_source(path)

    assert findings(source, EVERYTHING, prefilter=False) == findings(source, EVERYTHING, prefilter=True)


def example_text(rule: Rule) -> str:
    """All examples of a rule as one document; each under a heading, which cuts off what pronouns could refer to."""
    examples = (*rule.flag, *rule.passing, *rule.todo_flag, *rule.todo_pass)
    return "\n\n".join(f"## {example.section or 'Notes'}\n\n{example.text}" for example in examples)


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_the_prefilter_loses_no_finding_in_the_examples_of_a_rule(rule: Rule) -> None:
    """The rule runs alone, so that the words of other rules cannot help it."""
    source, only, settings = Source("examples.md", example_text(rule)), alone(rule), Settings(select=(rule.id,))

    without = lint_source(source, only, settings, prefilter=False)

    assert without == lint_source(source, only, settings, prefilter=True)


@pytest.mark.parametrize("text", ["The NOC didn't own up.", "The NOC didn’t own up.", "The NOC did not own up."])
def test_contractions_touch_like_the_words_that_they_stand_for(text: str) -> None:
    index = triggers_of({"any": ["not own up"]})

    assert index.touches(text)


@pytest.mark.parametrize("text", ["Ana FORGOT it.", "Ana *forgot* it.", "forgotten_flag was set.", "Ana (forgetting) left."])
def test_any_form_of_a_word_touches(text: str) -> None:
    assert triggers_of({"any": ["forget"]}).touches(text)


@pytest.mark.parametrize("text", ["", "The forgetful job ran.", "14:02"])
def test_other_words_do_not_touch(text: str) -> None:
    assert not triggers_of({"any": ["forget"]}).touches(text)


@pytest.mark.parametrize("text", ["Nice work!!!", "He did it again 🤦"])
@pytest.mark.parametrize("entry", ["!!!", "🤦"])
def test_marks_and_emoji_touch_as_well(text: str, entry: str) -> None:
    if entry in text:
        assert triggers_of({"any": [entry]}).touches(text)


def test_a_pattern_touches_by_an_entry_of_its_lexicon() -> None:
    index = TriggerIndex(words_of({"outcome": ["outage"]}), [rule_with({"any": ["{target} [outcome]"]})])

    assert index.touches("His outages hurt.")


@pytest.mark.parametrize(
    ("match", "expected"),
    [
        ({"any": ["a", "b"]}, [("pattern", "a"), ("pattern", "b")]),
        ({"label": ["cause"]}, [("pattern", "cause")]),
        ({"agent": ["named"], "predicate": ["omission"]}, [("lexicon", "omission")]),
        ({"agent": ["named"], "act": "duty"}, [("lexicon", "duty")]),
        ({"agent": ["named"], "any": [{"act": ["duty"]}, {"words": ["x"]}]}, [("lexicon", "duty"), ("pattern", "x")]),
        ({"predicate": ["omission"], "unless": [{"act": ["duty"]}]}, [("lexicon", "omission")]),
    ],
)
def test_one_condition_of_each_alternative_gives_the_triggers(
    match: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    assert expected == list(trigger_sources(match))


def test_every_rule_has_triggers() -> None:
    """A rule without them would never run behind the prefilter."""
    assert [] == [rule.id for rule in RULES if not TriggerIndex(vocabulary(), [rule]).words]


def rule_with(match: dict[str, object]) -> Rule:
    fields = {"summary": "", "severity": "error", "kind": "phrase", "match": match, "message": "", "why": ""}
    return Rule("blame/test.yaml", fields)


def triggers_of(match: dict[str, object]) -> TriggerIndex:
    return TriggerIndex(vocabulary(), [rule_with(match)])
