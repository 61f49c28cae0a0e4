from __future__ import annotations

import pytest

from blamelint.language.beings import MentionKind
from blamelint.language.claims import Claim
from tests.helpers import last


def claims(text: str) -> list[Claim]:
    return last(text).claims


@pytest.mark.parametrize(
    ("text", "filler"),
    [
        ("The root cause was a stale lock file.", "a stale lock file"),
        ("The root cause seems to be a stale lock file.", "to be a stale lock file"),
        ("A stale lock file was the root cause.", "A stale lock file"),
        ("A stale lock file turned out to be the root cause.", "A stale lock file"),
        ("We identified the stale lock file as the root cause.", "the stale lock file"),
        ("Root cause identified as a stale lock file.", "as a stale lock file"),
    ],
)
def test_what_is_said_to_be_the_cause(text: str, filler: str) -> None:
    analysis = last(text)
    [claim] = analysis.claims

    assert filler == analysis.sentence.prose(*claim.filler)


@pytest.mark.parametrize(
    "text",
    [
        "The root cause is unknown.",
        "The root cause is still under investigation.",
        "The root cause was not the certificate.",
        "If the root cause is a lock file, we will see it again.",
        'The mail said "the root cause was a lock file".',
        "Root cause identified.",
        "We are looking for the root cause.",
        "There was no root cause.",
        "A stale lock file was one of three root causes.",
    ],
)
def test_a_cause_that_is_open_denied_or_supposed_is_no_claim(text: str) -> None:
    assert [] == claims(text)


@pytest.mark.parametrize(
    ("text", "definite"),
    [
        ("The cause was a stale lock file.", True),
        ("Our problem was a stale lock file.", True),
        ("One cause was a stale lock file.", False),
        ("A cause was a stale lock file.", False),
        ("Another cause was a stale lock file.", False),
    ],
)
def test_a_definite_cause_is_the_only_one(text: str, definite: bool) -> None:
    [claim] = claims(text)

    assert definite == claim.definite


@pytest.mark.parametrize(("text", "root"), [("The root cause was a lock.", True), ("The cause was a lock.", False)])
def test_a_root_cause_is_told_from_a_cause(text: str, root: bool) -> None:
    [claim] = claims(text)

    assert root == claim.root


@pytest.mark.parametrize(
    "text",
    [
        "The cause of the outage was Ben.",
        "The cause of the outage was Ben's typo.",
        "The cause of the outage was a typo by Ben.",
        "Ben was the cause of the outage.",
    ],
)
def test_a_person_in_the_slot_is_found(text: str) -> None:
    [claim] = claims(text)

    assert claim.human is not None
    assert MentionKind.NAMED is claim.human.kind


def test_a_thing_in_the_slot_is_nobody() -> None:
    [claim] = claims("The cause of the outage was a stale lock file.")

    assert claim.human is None
