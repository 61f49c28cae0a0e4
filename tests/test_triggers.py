from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blamelint.diagnostic import Diagnostic
from blamelint.document import Role, SectionKind
from blamelint.engine import lint_source
from blamelint.errors import Location, UserError
from blamelint.language.patterns import Tokens, compile_patterns, match_at
from blamelint.language.pipeline import load_model
from blamelint.packs import Rule
from blamelint.settings import Settings
from blamelint.source import Source, read_source
from blamelint.triggers import TriggerIndex, View, build
from blamelint.written import words_of
from tests import helpers
from tests.conftest import ROOT
from tests.helpers import book, vocabulary

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
    source, alone = Source("examples.md", example_text(rule)), Settings(select=(rule.id,))

    assert findings(source, alone, prefilter=False) == findings(source, alone, prefilter=True)


TOLD = (
    "Ana she they someone nobody we I who which what thing it this that root cause reason problem culprit was is not "
    "changed pushed restarted forgot skipped caused causing breaking failed crashed down outage and or but so then "
    "thus therefore , ; : – ( the a of by because due to with without never checking tested had been should have her "
    "their error mistake carelessly took everything offline found identified as made led result brought dropped job "
    "x to could 'd n't page nobody seldom no check"
).split()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from(TOLD), min_size=3, max_size=12).map(" ".join), min_size=1, max_size=8))
def test_the_prefilter_loses_no_finding_in_what_nobody_would_write(told: list[str]) -> None:
    source = Source("told.md", "\n\n".join(f"## Notes\n\n{text.capitalize()}." for text in told))

    assert findings(source, EVERYTHING, prefilter=False) == findings(source, EVERYTHING, prefilter=True)


def test_a_rule_is_named_only_where_it_could_hold() -> None:
    rules = [rule_with({"any": ["alpha"]}, "blame/one.yaml"), rule_with({"any": ["beta"]}, "blame/two.yaml")]
    index = TriggerIndex(vocabulary(), build(rules), {"blame/one", "blame/two"})

    assert frozenset({"blame/two"}) == index.rules(View("The beta broke.", Role.PARAGRAPH, SectionKind.OTHER))


def test_a_pattern_that_cannot_be_read_is_reported_at_its_rule(tmp_path: Path) -> None:
    path = tmp_path / "house" / "test.yaml"
    path.parent.mkdir()
    path.write_text("summary: A rule.\nmatch:\n  any: ['<foo> bar']\n", encoding="utf-8")
    rule = rule_with({"any": ["<foo> bar"]}, str(path))

    with pytest.raises(UserError, match="unknown part of speech 'foo'") as raised:
        build([rule])

    assert Location(str(path), 2, 1) == raised.value.at


@pytest.mark.parametrize("text", ["The NOC didn't own up.", "The NOC didn’t own up.", "The NOC did not own up."])
def test_contractions_touch_like_the_words_that_they_stand_for(text: str) -> None:
    index = triggers_of({"any": ["not own up"]})

    assert touches(index, text)


@pytest.mark.parametrize("text", ["Ana FORGOT it.", "Ana *forgot* it.", "Ana (forgetting) left."])
def test_any_form_of_a_word_touches(text: str) -> None:
    assert touches(triggers_of({"any": ["forget"]}), text)


@pytest.mark.parametrize("text", ["", "The forgetful job ran.", "14:02"])
def test_other_words_do_not_touch(text: str) -> None:
    assert not touches(triggers_of({"any": ["forget"]}), text)


def test_emoji_touch_as_well() -> None:
    assert touches(triggers_of({"any": ["🤦"]}), "He did it again 🤦")


def test_a_pattern_touches_by_an_entry_of_its_lexicon() -> None:
    rule = rule_with({"any": ["{target} [outcome]"]})
    index = TriggerIndex(helpers.words_of({"outcome": ["outage"]}), build([rule]), {rule.id})

    assert touches(index, "His outages hurt.")


@pytest.mark.parametrize(
    ("match", "touched", "untouched"),
    [
        ({"any": ["alpha", "beta"]}, "The beta broke.", "The gamma broke."),
        ({"any": ["alpha"], "with": ["beta"]}, "Alpha met beta.", "Alpha broke."),
        ({"agent": ["named"], "predicate": ["omission"]}, "She forgot it.", "She saw it."),
        ({"predicate": ["omission"], "polarity": "negated"}, "She never forgot it.", "She forgot it."),
        ({"predicate": ["omission"], "polarity": "negated"}, "She seldom forgot it.", "She often forgot it."),
        (
            {"predicate": ["omission"], "mood": ["counterfactual"]},
            "She should really not have forgotten it.",
            "She has to have what she could forget.",
        ),
        (
            {"predicate": ["omission"], "mood": ["counterfactual"]},
            "She should not really of forgotten it.",
            "She could, when a night had come and gone and it was a long morning, forget a part of it.",
        ),
        ({"predicate": ["omission"], "reason": True}, "Late, as she forgot it.", "She forgot it."),
        ({"agent": ["named"], "any": [{"act": ["omission"]}, {"words": ["alpha"]}]}, "Ana forgot.", "Ana left."),
        ({"agent": ["named"], "any": [{"act": ["omission"]}, {"words": ["alpha"]}]}, "Ana, alpha.", "Ana left."),
        ({"predicate": ["omission"], "unless": [{"act": ["duty"]}]}, "She forgot it.", "She did it."),
        ({"claim": {"root": True}}, "The root cause: she.", "The fruit: she."),
    ],
)
def test_all_that_an_alternative_needs_must_be_there(match: dict[str, object], touched: str, untouched: str) -> None:
    index = triggers_of(match)

    assert touches(index, touched)
    assert not touches(index, untouched)


def test_a_rule_touches_only_where_it_looks() -> None:
    index = triggers_of({"any": ["alpha"], "role": ["heading"], "section": ["other"]})

    assert touches(index, "Alpha broke.", role=Role.HEADING)
    assert not touches(index, "Alpha broke.")


def test_a_rule_does_not_touch_where_it_does_not_look() -> None:
    index = triggers_of({"any": ["alpha"], "not-section": ["timeline"]})

    assert touches(index, "Alpha broke.")
    assert not touches(index, "Alpha broke.", section=SectionKind.TIMELINE)


def test_a_possessive_is_a_word_of_a_pattern() -> None:
    index = triggers_of({"any": ["<poss> alpha"]})

    assert touches(index, "Her alpha broke.")
    assert not touches(index, "The alpha broke.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What made this possible?", False),
        ("The reason for the outage", False),
        ("Root cause: Ana", True),
        ("The cause was Ana.", True),
        ("What broke it was Ana.", True),
    ],
)
def test_a_claim_needs_what_links_a_cause_to_its_name(text: str, expected: bool) -> None:
    assert expected is touches(triggers_of({"claim": {"definite": True}}), text)


def test_conditions_without_a_word_of_their_own_touch_everything() -> None:
    assert touches(triggers_of({"any": ["{named} <verb>"]}), "Ana left.")


WORDS = "Ana's he's didn't can't cannot won't gonna on-call pre/post let’s I'll forgot, (forgot) forgot…".split()
ENTRIES = [
    "do|have not forget",
    "forget",
    "can not",
    "will",
    "not",
    "be",
    "on-call",
    "post",
    "he be",
    "do … forget",
    "let us?",
    "<poss> call",
    "go",
]


@pytest.mark.parametrize("text", ["They dont ever forget.", "They don't ever forget.", "They do never forget."])
def test_a_contraction_touches_like_its_words(text: str) -> None:
    assert touches(triggers_of({"any": ["do … forget"]}), text)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), st.sampled_from(ENTRIES))
def test_where_a_pattern_holds_it_touches(words: list[str], entry: str) -> None:
    """The tokenizer's splits and those of the prefilter agree, or the prefilter's are finer."""
    text = " ".join(words)
    doc = load_model().tokenizer(text)
    tokens = Tokens([token.lower_.replace("’", "'") for token in doc], [""] * len(doc))

    holds = any(match_at(pattern, tokens, i) for pattern in compile_patterns(entry) for i in range(len(doc)))

    assert not holds or touches(triggers_of({"any": [entry]}), text)


def words_by_tokenizer(text: str) -> list[str]:
    return [token.lower_.replace("’", "'") for token in load_model().make_doc(text)]


def split_words() -> list[str]:
    """What the tokenizer splits by heart, as far as it is made of letters."""
    cases = {
        case.lower() for case in load_model().Defaults.tokenizer_exceptions or () if re.fullmatch(r"[\w'’]+", case)
    }
    return sorted(case for case in cases if len(words_by_tokenizer(case)) > 1)


@pytest.mark.parametrize("case", split_words())
def test_what_the_tokenizer_splits_is_split(case: str) -> None:
    """`fat-fingered id` has a token `i`, which a rule about the author takes for them."""
    assert {token for token in words_by_tokenizer(case) if re.fullmatch(r"'?\w+|n't", token)} <= words_of(
        f"The {case}, in short."
    )


def rule_with(match: dict[str, object], path: str = "blame/test.yaml") -> Rule:
    fields = {"summary": "", "severity": "error", "kind": "phrase", "match": match, "message": "", "why": ""}
    return Rule(path, fields)


def triggers_of(match: dict[str, object]) -> TriggerIndex:
    rule = rule_with(match)
    return TriggerIndex(vocabulary(), build([rule]), {rule.id})


def touches(
    index: TriggerIndex, text: str, *, role: Role = Role.PARAGRAPH, section: SectionKind = SectionKind.OTHER
) -> bool:
    """Whether a paragraph, or another block, of no section in particular may matter."""
    return bool(index.rules(View(text, role, section)))
