from __future__ import annotations

import pytest

from blamelint.api import lint_text
from blamelint.language.beings import MentionKind
from blamelint.settings import Settings
from tests.helpers import by_hand, kind_of, last, mention


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("Priya deleted the table.", "Priya", "named"),
        ("@hlee deleted the table.", "@hlee", "named"),
        ("The engineer deleted the table.", "engineer", "role"),
        ("He deleted the table.", "He", "pronoun"),
        ("I deleted the table.", "I", "self"),
        ("We deleted the table.", "We", "collective"),
        ("Somebody deleted the table.", "Somebody", "indefinite"),
        ("The storage team deleted the table.", "team", "team"),
        ("The attacker deleted the table.", "attacker", "adversary"),
        ("The job deleted the table.", "job", "system"),
        ("The scheduler forgot the job.", "scheduler", "system"),
        ("The worker forgot its job.", "worker", "unknown"),
        ("The worker forgot the job.", "worker", "role"),
        ("The track worker deleted the table.", "worker", "role"),
        ("The user agent lies about it.", "agent", "system"),
        ("The store manager Qadira deleted the table.", "Qadira", "named"),
        ("The driver ignored the red signal.", "driver", "role"),
        ("The driver ignored the frame.", "driver", "unknown"),
        ("The controller on duty deleted the table.", "controller", "role"),
        ("jtan91 forgot the table.", "jtan91", "named"),
        ("Jenkins deleted the table.", "Jenkins", "system"),
        ("`kubectl` deleted the table.", "widget", "system"),
        ("The frobnicator deleted the table.", "frobnicator", "unknown"),
    ],
)
def test_who_a_subject_stands_for(text: str, word: str, kind: str) -> None:
    assert kind == kind_of(text, word)


@pytest.mark.parametrize(
    ("text", "word", "kind"),
    [
        ("One of us forgot it.", "One", "collective"),
        ("None of us noticed it.", "None", "collective"),
        ("One of the engineers forgot it.", "One", "indefinite"),
        ("Two of the engineers forgot it.", "Two", "indefinite"),
        ("One of the nodes lost it.", "One", "unknown"),
    ],
)
def test_the_noun_behind_a_quantifier_decides(text: str, word: str, kind: str) -> None:
    analysis = last(text)

    assert kind == analysis.mentions.at(analysis.sentence.words.index(word)).kind


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Nobody checked the dashboard.", "Nobody"),
        ("No engineer checked the dashboard.", "engineer"),
        ("None of us checked the dashboard.", "None"),
    ],
)
def test_nobody_is_a_negative_mention(text: str, word: str) -> None:
    assert mention(last(text), word).negative


# --- pronouns -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Ben restarted the broker before he told anyone.",
        "Ben was on call. Then he ignored the page.",
        "Ben was on call.\n\nThen he ignored the page.",
        "- Ben was on call.\n- Then he ignored the page.",
    ],
    ids=["within the sentence", "from the sentence before", "from the block before", "from the item before"],
)
def test_a_pronoun_takes_the_nearest_name(text: str) -> None:
    assert MentionKind.NAMED is kind_of(text, "he")


def test_a_pronoun_may_stand_for_a_role() -> None:
    assert MentionKind.ROLE is kind_of("The engineer was on call. Then he ignored the page.", "he")


def test_a_pronoun_does_not_reach_into_another_section() -> None:
    assert MentionKind.PRONOUN is kind_of("# One\n\nBen was on call.\n\n# Two\n\nThen he ignored the page.", "he")


def test_a_pronoun_does_not_reach_into_a_quote() -> None:
    assert MentionKind.PRONOUN is kind_of("> Ben was on call.\n\nThen he ignored the page.", "he")


@pytest.mark.parametrize(
    ("before", "kind"),
    [
        ("The storage team was paged.", "team"),
        ("The pods were rescheduled.", "system"),
        ("It was late.", "pronoun"),
    ],
)
def test_they_may_be_a_team_systems_or_people_unknown(before: str, kind: str) -> None:
    assert kind == kind_of(f"{before} They ignored it for an hour.", "They")


# --- decided by modifiers and predicate -----------------------------------------------------------------------


@pytest.mark.parametrize("noun", ["operator", "client", "user", "admin"])
def test_an_ambiguous_noun_that_forgets_is_human(noun: str) -> None:
    assert kind_of(f"The {noun} forgot to close the valve.", noun) in (MentionKind.ROLE, MentionKind.CUSTOMER)


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("The operator reconciled the resource.", "operator"),
        ("The client timed out.", "client"),
        ("The agent crashed.", "agent"),
        ("The scheduler evicted the pod.", "scheduler"),
    ],
)
def test_an_ambiguous_noun_that_acts_like_a_machine_is_not_human(text: str, noun: str) -> None:
    assert kind_of(text, noun) in (MentionKind.SYSTEM, MentionKind.UNKNOWN)


@pytest.mark.parametrize(
    ("text", "noun"),
    [("The Kubernetes operator forgot its state.", "operator"), ("The Kafka client forgot its state.", "client")],
)
def test_a_product_before_an_ambiguous_noun_makes_it_a_system(text: str, noun: str) -> None:
    assert MentionKind.SYSTEM is kind_of(text, noun)


def test_a_vendor_is_an_actor_when_it_behaves_like_one() -> None:
    assert MentionKind.VENDOR is kind_of("The vendor did not warn us about the change.", "vendor")


def test_a_vendor_is_a_system_when_it_returns_errors() -> None:
    assert MentionKind.SYSTEM is kind_of("The vendor returned errors for ten minutes.", "vendor")


def test_the_name_of_a_team_counts_with_a_human_predicate() -> None:
    assert MentionKind.TEAM is kind_of("Payments forgot to rotate the keys.", "Payments")


def test_a_tool_is_no_role() -> None:
    assert MentionKind.ROLE is not kind_of("The package manager skipped the update.", "manager")


def test_settings_decide_about_names() -> None:
    settings = Settings(people=("Zorblax",), systems=("Priya",))

    assert MentionKind.NAMED is kind_of("Zorblax restarted the broker.", "Zorblax", settings)
    assert MentionKind.NAMED is not kind_of("Priya restarted the broker.", "Priya", settings)


# --- extent ---------------------------------------------------------------------------------------------------


def test_a_mention_takes_its_determiner_and_modifiers() -> None:
    analysis = by_hand("""
        The      -    DT  det   2
        junior   -    JJ  amod  2
        engineer -    NN  nsubj 3
        forgot   forget VBD ROOT 3
        it       -    PRP dobj  3
    """)

    found = analysis.mentions.at(2)

    assert ("The junior engineer", MentionKind.ROLE) == (analysis.sentence.prose(found.start, found.end), found.kind)


def test_a_mention_leaves_its_relative_clause_behind() -> None:
    analysis = by_hand("""
        The      -       DT  det   1
        engineer -       NN  nsubj 4
        who      -       WP  nsubj 3
        called   call    VBD relcl 1
        left     leave   VBD ROOT  4
    """)

    found = analysis.mentions.at(1)

    assert "The engineer" == analysis.sentence.prose(found.start, found.end)


def test_a_mention_says_why() -> None:
    analysis = last("The operator forgot to close the ticket.")

    assert "human or software; decided by its predicate" == mention(analysis, "operator").reason


@pytest.mark.parametrize(
    ("text", "word", "label"),
    [
        ("Priya left.", "Priya", "person"),
        ("The engineer left.", "engineer", "actor"),
        ("We left.", "We", None),
        ("The job ended.", "job", None),
    ],
)
def test_a_mention_knows_the_label_of_its_fault(text: str, word: str, label: str | None) -> None:
    assert label == mention(last(text), word).label


@pytest.mark.parametrize(
    ("settings", "sentence", "rules"),
    [
        (Settings(systems=("Dave",)), "Dave forgot to run the migration.", []),
        (Settings(teams=("Argonauts",)), "Argonauts forgot to rotate the key.", ["person/team-fault"]),
        (Settings(teams=("Blue Crew",)), "Blue Crew did not tell anyone.", ["person/team-fault"]),
        (Settings(vendors=("Hostly",)), "Hostly failed to warn us.", ["person/vendor-fault"]),
    ],
)
def test_settings_say_what_a_name_is_for(settings: Settings, sentence: str, rules: list[str]) -> None:
    assert rules == [found.rule for found in lint_text(sentence, settings=settings)]
