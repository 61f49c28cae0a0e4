from __future__ import annotations

import pytest

from blamelint.language.agents import Form
from blamelint.language.assertion import Mood
from blamelint.language.beings import MentionKind
from tests.helpers import acts, by_hand, clause, last, who

# --- who acts, by construction ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "predicate", "form", "agent"),
    [
        pytest.param("Priya deleted the table.", "deleted", "active", "Priya", id="active"),
        pytest.param("The table was deleted by Priya.", "deleted", "passive", "Priya", id="passive with by"),
        pytest.param("The table was deleted on Monday.", "deleted", "passive", None, id="agentless passive"),
        pytest.param("It was Ana who pulled the plug.", "pulled", "cleft", "Ana", id="cleft"),
        pytest.param("The one who left it open was Ana.", "left", "cleft", "Ana", id="cleft with one"),
        pytest.param("Ana, who wrote the script, left.", "wrote", "relative", "Ana", id="relative who"),
        pytest.param(
            "Ana ran the change, which broke the queue.", "broke", "relative", "the change", id="relative which"
        ),
        pytest.param("The change made by Ben broke the queue.", "made", "passive", "Ben", id="reduced relative"),
        pytest.param("Ben restarted it, causing an outage.", "causing", "participle", "Ben", id="participle"),
        pytest.param("Ben deployed it without testing it.", "testing", "participle", "Ben", id="without -ing"),
        pytest.param("Ben pushed it instead of asking for help.", "asking", "participle", "Ben", id="instead of -ing"),
        pytest.param(
            "Bob's misconfiguration took down the site.", "misconfiguration", "nominal", "Bob's", id="possessive"
        ),
        pytest.param("The failure of the DBA prolonged it.", "failure", "nominal", "the DBA", id="nominal of"),
        pytest.param("It was caused by a mistake by Carlos.", "mistake", "nominal", "Carlos", id="nominal by"),
        pytest.param(
            "There was an oversight on the part of the network team.",
            "oversight",
            "nominal",
            "the network team",
            id="nominal on the part of",
        ),
        pytest.param("The site went down because of Bob.", "because", "cause-slot", "Bob", id="cause slot"),
        pytest.param("The outage was due to Bob.", "due", "cause-slot", "Bob", id="cause slot due to"),
        pytest.param("Dana forgot to run the job.", "run", "active", "Dana", id="control"),
        pytest.param("Erik told Dana to skip the tests.", "skip", "active", "Dana", id="object control"),
        pytest.param("Dana was asked to skip the tests.", "skip", "active", "Dana", id="passive object control"),
        pytest.param("Ben made Ana restart the node.", "restart", "active", "Ana", id="bare object control"),
        pytest.param("It took Ana an hour to find the key.", "find", "active", "Ana", id="it took"),
        pytest.param("It was lost by whoever had left it open.", "lost", "passive", "whoever", id="by whoever"),
        pytest.param(
            "The nurse, trained twice, opened the valve.", "opened", "active", "The nurse", id="between commas"
        ),
        pytest.param(
            "It is found that the duty officer omitted to inform the regional control room.",
            "omitted",
            "participle",
            "that the duty officer",
            id="misread subject",
        ),
        pytest.param("Ben bumps replica count twice.", "bumps", "active", "Ben", id="note"),
        pytest.param("Ben paused it and forgot about it.", "forgot", "active", "Ben", id="shared subject"),
        pytest.param("Ben paused it and Tom ignored the page.", "ignored", "active", "Tom", id="own subject"),
    ],
)
def test_who_acts(text: str, predicate: str, form: str, agent: str | None) -> None:
    analysis = last(text)

    assert (form, agent) == (clause(analysis, predicate).form, who(analysis, predicate))


def test_from_with_ing_is_done_by_the_object() -> None:
    assert "Dana" == who(last("The guard kept Dana from skipping the tests."), "skipping")


@pytest.mark.parametrize(
    ("text", "predicate", "patient"),
    [
        ("Priya deleted the table.", "deleted", "the table"),
        ("The table was deleted by Priya.", "deleted", "The table"),
        ("The table deleted by Priya was empty.", "deleted", "The table"),
    ],
    ids=["active", "passive", "reduced relative"],
)
def test_what_it_was_done_to(text: str, predicate: str, patient: str) -> None:
    analysis = last(text)
    found = clause(analysis, predicate).patient

    assert found is not None
    assert patient == analysis.sentence.prose(found.start, found.end)


@pytest.mark.parametrize(
    ("text", "predicate", "expected"),
    [
        ("Dana forgot to run the job.", "forgot", ["forgot", "run"]),
        ("Dana stopped reading the alerts.", "stopped", ["stopped", "reading"]),
        ("Dana forgot about testing it.", "forgot", ["forgot", "testing"]),
    ],
    ids=["infinitive", "gerund", "preposition"],
)
def test_an_act_under_control_belongs_to_its_control_verb(text: str, predicate: str, expected: list[str]) -> None:
    assert expected == acts(last(text), predicate)


# --- fragments --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "- Forgot to renew the certificate (Priya)",
        "- Forgot to renew the certificate – Priya",
        "- Priya: forgot to renew the certificate.",
        "| Time | Who | What |\n|---|---|---|\n| 10:00 | Priya | Forgot to renew the certificate |",
        "| Engineer | What |\n|---|---|\n| Priya | Forgot to renew the certificate |",
    ],
    ids=["trailing name in brackets", "trailing name behind a dash", "leading name", "actor column", "two columns"],
)
def test_a_fragment_takes_its_actor_from_beside_it(text: str) -> None:
    found = clause(last(text), "forgot")

    assert found.agent is not None
    assert (Form.ELLIPSIS, MentionKind.NAMED) == (found.form, found.agent.kind)


def test_a_fragment_may_be_acted_by_a_team() -> None:
    found = clause(last("- Forgot to renew the certificate (storage team)"), "forgot")

    assert found.agent is not None
    assert MentionKind.TEAM is found.agent.kind


def test_a_fragment_beside_nobody_has_an_implied_agent() -> None:
    found = clause(last("- Forgot to renew the certificate"), "forgot")

    assert found.agent is not None
    assert MentionKind.IMPLIED is found.agent.kind


@pytest.mark.parametrize("text", ["# Forgotten backups", "- Restarted by the scheduler", "- Expired certificate"])
def test_a_heading_a_passive_and_a_noun_phrase_are_no_fragments(text: str) -> None:
    assert not last(text).sentence.implied


def test_an_imperative_has_no_agent() -> None:
    found = clause(last("- Remind the team to test the backups."), "Remind")

    assert (Form.IMPERATIVE, None) == (found.form, found.agent)


# --- polarity ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("Dana did not check the logs.", "check"),
        ("Dana didn't check the logs.", "check"),
        ("Dana never checked the logs.", "checked"),
        ("Dana deployed it without checking the logs.", "checking"),
        ("Dana guessed rather than checking the logs.", "checking"),
        ("Nobody checked the logs.", "checked"),
        ("Not one of the nurses checked the logs.", "checked"),
        ("Not a single engineer checked the logs.", "checked"),
        ("No engineer checked the logs.", "checked"),
        ("Dana did not read or check the logs.", "check"),
        ("Dana didn't bother to check the logs.", "check"),
        ("Dana pushed it instead of checking the logs.", "checking"),
    ],
)
def test_a_negated_act_did_not_happen(text: str, predicate: str) -> None:
    assert clause(last(text), predicate).negated


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("Dana checked the logs.", "checked"),
        ("Dana did not read the plan but signed it.", "signed"),
        ("Dana not only skipped the review, she hid it.", "skipped"),
        ("Not checking the logs, Dana restarted it.", "restarted"),
    ],
)
def test_a_negation_does_not_reach_other_acts(text: str, predicate: str) -> None:
    assert not clause(last(text), predicate).negated


def test_a_negated_fault_is_no_negated_act() -> None:
    """'It was not Dana's fault' denies the fault itself."""
    analysis = last("It was not Dana's fault.")

    assert clause(analysis, "fault").negated
    assert not analysis.clauses.assertion.is_asserted(analysis.sentence.words.index("fault"))


@pytest.mark.parametrize(
    "text",
    [
        "There was no negligence.",
        "We found neither negligence nor intent.",
        "The outage happened without negligence.",
        pytest.param(
            "We saw bad luck instead of negligence.",
            marks=pytest.mark.xfail(strict=True, reason="the parser ties *instead* to the verb, *of* to *instead*"),
        ),
        "We cannot say that it was negligence.",
        "If it was negligence, we would know.",
        'The mail called it "negligence".',
    ],
)
def test_denied_supposed_and_quoted_words_are_not_asserted(text: str) -> None:
    analysis = last(text)

    assert not analysis.clauses.assertion.is_asserted(analysis.sentence.words.index("negligence"))


@pytest.mark.parametrize("text", ["It was plain negligence.", "Negligence did not help, the negligence grew."])
def test_a_negation_beside_a_word_leaves_it_asserted(text: str) -> None:
    analysis = last(text)

    assert analysis.clauses.assertion.is_asserted(analysis.sentence.words.index("negligence"))


# --- mood -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "predicate", "mood"),
    [
        ("Dana skipped the tests.", "skipped", "fact"),
        ("Dana should have skipped the tests.", "skipped", "counterfactual"),
        ("Dana should really have skipped the tests.", "skipped", "counterfactual"),
        ("Dana could have skipped the tests.", "skipped", "counterfactual"),
        ("Dana should not of done it.", "done", "counterfactual"),
        ("Dana will skip the tests.", "skip", "norm"),
        ("Dana must skip the tests.", "skip", "norm"),
        ("If Dana skips the tests, the build fails.", "skips", "conditional"),
        ("Whenever Dana skips the tests, the build fails.", "skips", "conditional"),
        ("Had Dana skipped the tests, the build would have failed.", "skipped", "conditional"),
        ("Did Dana skip the tests?", "skip", "question"),
        ('"Dana skipped the tests", said the report.', "skipped", "quoted"),
        ("We cannot say that Dana skipped the tests.", "skipped", "irrealis"),
        ("It is not clear why Dana skipped the tests.", "skipped", "fact"),
        ("Dana kept shipping builds which broke the app.", "broke", "fact"),
        ("Dana planned to skip the tests.", "skip", "irrealis"),
        ("We avoided skipping the tests.", "skipping", "irrealis"),
        ("Dana was able to skip the tests.", "skip", "irrealis"),
        ("Dana forgot to skip the tests.", "skip", "fact"),
    ],
)
def test_what_the_author_claims(text: str, predicate: str, mood: str) -> None:
    assert mood == clause(last(text), predicate).mood


@pytest.mark.parametrize("adverb", ["never", "really", "at least"])
def test_words_between_modal_and_perfect_change_nothing(adverb: str) -> None:
    assert Mood.COUNTERFACTUAL is clause(last(f"Dana should {adverb} have asked."), "asked").mood


# --- outcome ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "predicate", "outcome"),
    [
        ("Ben restarted the broker, causing an outage.", "restarted", "causing"),
        ("Ben restarted the broker, which broke the queue.", "restarted", "broke"),
        ("Ben restarted the broker, so the queue crashed.", "restarted", "crashed"),
        ("Bob's change took down the site.", "change", "took"),
        ("Ben merged the change, and that is what broke the queue.", "merged", "broke"),
        ("Ben restarted the broker.", "restarted", None),
        ("Ben restarted the broker before the queue crashed.", "restarted", None),
        ("Ben restarted the broker, which did not break the queue.", "restarted", None),
    ],
)
def test_which_bad_outcome_is_tied_to_the_act(text: str, predicate: str, outcome: str | None) -> None:
    analysis = last(text)
    found = clause(analysis, predicate).outcome

    assert outcome == (None if found is None else analysis.sentence.words[found])


# --- without the model ------------------------------------------------------------------------------------------


def test_coordination_under_a_passive_keeps_its_agent() -> None:
    """The parser is not the subject: 'was stopped and wiped by Ana'."""
    analysis = by_hand(
        """
        It      -     PRP nsubjpass 2
        was     be    VBD auxpass   2
        stopped stop  VBN ROOT      2
        by      -     IN  agent     2
        Ana     -     NNP pobj      3
        and     -     CC  cc        2
        wiped   wipe  VBN conj      2
        """,
        people=[4],
    )

    assert ["Ana", "Ana"] == [who(analysis, verb) for verb in ("stopped", "wiped")]


def test_a_person_may_stand_before_a_relative_that_hangs_elsewhere() -> None:
    """'on the prompt of Ana, who pressed enter': parsers hand *who* to the prompt."""
    analysis = by_hand(
        """
        It      -      PRP nsubj 1
        ran     run    VBD ROOT  1
        on      -      IN  prep  1
        the     -      DT  det   4
        prompt  -      NN  pobj  2
        of      -      IN  prep  4
        Ana     -      NNP pobj  5
        who     -      WP  nsubj 8
        pressed press  VBD relcl 4
        """,
        people=[6],
    )

    assert ("Ana", Form.RELATIVE) == (who(analysis, "pressed"), clause(analysis, "pressed").form)
