from __future__ import annotations

import pytest

from blamelint.language.pipeline import load_model
from blamelint.language.tree import Token, Tree

TEXTS = [
    "Ana, who had not slept, pushed the config that took checkout and two of its replicas down at 14:02.",
    "What did we learn? That nobody's on-call phone rang, and why it didn't.",
    "Forgot to renew it.",
]
WORDS = ("text", "lower_", "lemma_", "pos_", "tag_", "dep_", "whitespace_", "is_alpha", "is_punct", "like_num")
ONE = ("head", "left_edge", "right_edge")
SEVERAL = ("children", "lefts", "rights", "subtree", "ancestors")


@pytest.mark.parametrize("text", TEXTS)
def test_a_token_says_what_that_of_the_parser_says(text: str) -> None:
    parsed = load_model()(text)

    for theirs, ours in zip(parsed, Tree(parsed), strict=True):
        assert [getattr(theirs, name) for name in WORDS] == [getattr(ours, name) for name in WORDS]
        assert [getattr(theirs, name).i for name in ONE] == [getattr(ours, name).i for name in ONE]
        assert [[t.i for t in getattr(theirs, name)] for name in SEVERAL] == [numbers(ours, name) for name in SEVERAL]


def numbers(token: Token, name: str) -> list[int]:
    return [other.i for other in getattr(token, name)]


def test_a_token_knows_what_stands_above_and_beside_it() -> None:
    ana, slept, _ = Tree(load_model()("Ana slept."))

    assert slept.is_ancestor(ana)
    assert not ana.is_ancestor(slept)
    assert ana is slept.nbor(-1)
    with pytest.raises(IndexError):
        ana.nbor(-1)


def test_a_tree_that_is_forgotten_holds_nothing() -> None:
    tree = Tree(load_model()("Ana slept."))
    ana = tree[0]

    tree.forget()

    assert not tree
    assert not hasattr(ana, "head")
