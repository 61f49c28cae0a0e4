from __future__ import annotations

import pytest

from blamelint.language.effects import Effects
from blamelint.written import places_of
from tests.helpers import vocabulary


def may_follow(text: str, *acts: str) -> bool:
    return Effects(vocabulary(), text, places_of(text)).may_follow(frozenset(acts))


@pytest.mark.parametrize(
    "text",
    [
        "Ana changed the flag, which took checkout down.",
        "Ana changed the flag, breaking checkout.",
        "Ana changed the flag causing an outage.",
        "Ana changed the flag and checkout failed.",
        "Ana changed the flag; this caused an outage.",
        "Ana changed the flag, checkout failed thus.",
        "Ana changed the flag—checkout failed.",
    ],
)
def test_harm_may_follow_an_act_that_is_tied_to_it(text: str) -> None:
    assert may_follow(text, "change_acts")


@pytest.mark.parametrize(
    "text",
    [
        "Checkout failed, and Ana changed the flag.",
        "Ana changed the flag.",
        "Ana changed the flag of the checkout that we have.",
    ],
)
def test_harm_that_stands_elsewhere_is_no_effect(text: str) -> None:
    assert not may_follow(text, "change_acts")


def test_only_a_change_is_tied_to_its_effect_by_a_mere_and() -> None:
    assert not may_follow("Ana slept and checkout failed.")
    assert may_follow("Ana slept, so checkout failed.")
