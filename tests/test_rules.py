from __future__ import annotations

import re

import pytest

from blamelint.kinds.sentences import compile_rule
from blamelint.packs import Example, Rule
from blamelint.settings import Settings
from blamelint.trial import failures, find
from tests.helpers import book

RULES = list(book().rules.values())
SENTENCE_RULES = [rule for rule in RULES if rule.kind != "structure"]
STRUCTURE_RULES = [rule for rule in RULES if rule.kind == "structure"]


def each(rules: list[Rule]) -> pytest.MarkDecorator:
    """One test a rule."""
    return pytest.mark.parametrize("rule", rules, ids=lambda rule: rule.id)


every_rule = each(RULES)


@every_rule
def test_every_example_does_what_its_author_says(rule: Rule) -> None:
    assert [] == [str(failure) for failure in failures(book(), [rule])]


def test_rules_about_sentences_are_all_compiled() -> None:
    assert [] == [rule.id for rule in SENTENCE_RULES if compile_rule(rule) is None]


@every_rule
def test_a_default_rule_has_examples_of_both_sides(rule: Rule) -> None:
    if rule.profile == "default":
        assert min(len(rule.flag), len(rule.passing)) >= 4, "four of each side at least"


UNSHOWN = set(
    "action/apologise action/discipline action/fix-own-mess action/hold-accountable action/person-restriction "
    "action/single-out blame/poor-decision blame/responsible-for-outage hindsight/would-have-human "
    "person/slow-response safety/escalation-shaming safety/unfit hindsight/simply-just person/cause-field "
    "person/heading-name safety/knowledge-shaming".split()
)
"""Rules whose rewrites do not read well enough yet to be shown as models, or never come out."""


@each([rule for rule in RULES if rule.profile == "default" and any(rewrite.recast for rewrite in rule.rewrites)])
def test_a_rule_that_recasts_shows_how_it_reads(rule: Rule) -> None:
    assert (rule.id not in UNSHOWN) is any(example.suggested for example in rule.flag)


@every_rule
def test_an_example_stands_on_one_side_only(rule: Rule) -> None:
    texts = [(e.section, e.text) for e in (*rule.flag, *rule.passing, *rule.todo_flag, *rule.todo_pass)]

    assert sorted(map(str, set(texts))) == sorted(map(str, texts))


@every_rule
def test_what_fails_is_still_failing(rule: Rule) -> None:
    """An example under `todo_` that works moves up to `flag` or `pass`."""
    todo = [(example, False) for example in rule.todo_flag] + [(example, True) for example in rule.todo_pass]

    works = [example for example, is_found in todo if is_found is not bool(hits(rule, example))]

    assert [] == [f"{rule.path}:{example.line}: {example.text}" for example in works]


def hits(rule: Rule, example: Example) -> list[str]:
    """Texts that a rule names in an example, as `trial` sees them; a marked text must be named exactly."""
    others = book().packs if rule.kind == "structure" else ()
    found = find(book(), rule, example, Settings(select=(rule.id, *others)))
    if example.spans and {d.span for d in found}.isdisjoint(example.spans):
        return []
    return [example.text[d.span.start : d.span.end] for d in found]


@every_rule
def test_a_message_is_short_and_speaks_of_the_sentence(rule: Rule) -> None:
    assert len(rule.message) < 100
    assert re.search(r"\b(?:you|your|yours|must)\b", rule.message, re.IGNORECASE) is None


@each(SENTENCE_RULES)
def test_a_message_fills_only_slots_that_a_sentence_has(rule: Rule) -> None:
    assert slots_of(rule) <= {"agent", "predicate", "act", "object", "cause", "match"}


@each(STRUCTURE_RULES)
def test_a_message_fills_only_slots_that_a_document_has(rule: Rule) -> None:
    assert slots_of(rule) <= {"match", "count", "name"}


def slots_of(rule: Rule) -> set[str]:
    """Slots in all that a rule says to writers."""
    return set(re.findall(r"\{(\w+)\}", f"{rule.message} {rule.question or ''}"))


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
