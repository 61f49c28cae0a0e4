from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from blamelint.kinds.sentences import compile_rule
from blamelint.packs import Example, Rule
from blamelint.settings import Settings
from blamelint.trial import failures, find
from tests.helpers import book

RULES = list(book().rules.values())
SENTENCE_RULES = [rule for rule in RULES if compile_rule(rule) is not None]
WORKING_TODO = """
blame/at-fault blame/finger-pointing cause/person-as-cause cause/root-cause-is hindsight/if-only
hindsight/known-better hindsight/should-have person/act-then-outcome person/because-of
person/cause-field person/cleft person/customer-fault person/negated-duty person/possessive-error
person/procedure-violation person/role-omission person/slow-response person/team-fault
person/without-check
""".split()
"""Rules with a `todo_` example that works by now and should move up."""
BROKEN = "cause/boils-down person/customer-fault".split()
"""Rules with an example that does not do what its author says."""
SAYS_YOU = "blame/self-blame person/self-omission".split()
"""Rules whose message speaks to the writer."""


def each(rules: list[Rule], *, failing: Iterable[str] = (), reason: str = "") -> pytest.MarkDecorator:
    """One test a rule; those that are known to fail must fail."""
    known = pytest.mark.xfail(strict=True, reason=reason)
    return pytest.mark.parametrize(
        "rule", [pytest.param(rule, id=rule.id, marks=[known] if rule.id in failing else []) for rule in rules]
    )


every_rule = each(RULES)
every_sentence_rule = each(SENTENCE_RULES)


@each(SENTENCE_RULES, failing=BROKEN, reason="an example broke with the latest readers")
def test_every_example_does_what_its_author_says(rule: Rule) -> None:
    assert [] == [str(failure) for failure in failures(book(), [rule])]


def test_rules_about_sentences_are_all_compiled() -> None:
    assert [] == [rule.id for rule in RULES if rule not in SENTENCE_RULES and rule.kind != "structure"]


@every_rule
def test_a_default_rule_has_examples_of_both_sides(rule: Rule) -> None:
    if rule.profile == "default":
        assert min(len(rule.flag), len(rule.passing)) >= 4, "four of each side at least"


@every_rule
def test_an_example_stands_on_one_side_only(rule: Rule) -> None:
    texts = [(e.section, e.text) for e in (*rule.flag, *rule.passing, *rule.todo_flag, *rule.todo_pass)]

    assert sorted(map(str, set(texts))) == sorted(map(str, texts))


@each(SENTENCE_RULES, failing=WORKING_TODO, reason="an example under `todo_` works by now")
def test_what_fails_is_still_failing(rule: Rule) -> None:
    """An example under `todo_` that works moves up to `flag` or `pass`."""
    todo = [(example, False) for example in rule.todo_flag] + [(example, True) for example in rule.todo_pass]

    works = [example for example, is_found in todo if is_found is not bool(hits(rule, example))]

    assert [] == [f"{rule.path}:{example.line}: {example.text}" for example in works]


def hits(rule: Rule, example: Example) -> list[str]:
    """Texts that a rule names in an example, as `trial` sees them; a marked text must be named exactly."""
    found = find(book(), rule, example, Settings(select=(rule.id,)))
    if example.spans and {d.span for d in found}.isdisjoint(example.spans):
        return []
    return [example.text[d.span.start : d.span.end] for d in found]


@each(RULES, failing=SAYS_YOU, reason="the message says `you`")
def test_a_message_is_short_and_speaks_of_the_sentence(rule: Rule) -> None:
    assert len(rule.message) < 100
    assert re.search(r"\b(?:you|your|yours|must)\b", rule.message, re.IGNORECASE) is None


@every_sentence_rule
def test_a_message_fills_only_slots_that_exist(rule: Rule) -> None:
    slots = set(re.findall(r"\{(\w+)\}", f"{rule.message} {rule.question or ''}"))

    assert slots <= {"agent", "predicate", "act", "object", "cause", "match"}


@every_rule
def test_a_question_asks_and_a_summary_states(rule: Rule) -> None:
    assert rule.question is None or rule.question.strip().endswith("?")
    assert rule.summary.endswith(".")
    assert "\n" not in rule.summary


@every_rule
def test_a_rule_says_why(rule: Rule) -> None:
    assert len(rule.why.split()) >= 8


@every_rule
def test_a_rule_names_lexicons_that_exist(rule: Rule) -> None:
    assert set() == lexicons_of(rule.match) - set(book().lexicons)


def lexicons_of(match: object) -> set[str]:
    """Lexicons that conditions name, by key or between brackets."""
    if isinstance(match, list):
        return set().union(*map(lexicons_of, match))
    if isinstance(match, dict):
        keys = ("predicate", "act", "manner", "object")
        named = [match.get(f"{no}{key}") or () for key in keys for no in ("", "not-")]
        here = {name for value in named for name in ([value] if isinstance(value, str) else value)}
        return here.union(*map(lexicons_of, match.values()))
    return {name for part in re.findall(r"\[([\w|]+)\]", str(match)) for name in part.split("|")}


def test_every_lexicon_can_be_compiled() -> None:
    assert [] == [name for name, lexicon in book().lexicons.items() if not (lexicon.entries or lexicon.words)]
