from __future__ import annotations

import marshal
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blamelint.language.patterns import (
    MAX_GAP,
    SKIPPED_ADVERBS,
    Hit,
    Pattern,
    PatternError,
    PatternIndex,
    Tokens,
    compile_pattern,
    compile_patterns,
    key_words,
    match_at,
    required_words,
)

POS = {"ana": "PROPN", "old": "ADJ", "three": "NUM", "the": "DET", "of": "ADP", "quietly": "ADV", "it": "PRON"}


def tokens_of(text: str) -> Tokens:
    """Tokens whose part of speech is that of `POS`, else a noun."""
    words = text.split()
    return Tokens(words, [POS.get(word, "NOUN") for word in words])


def find(pattern: str, tokens: Tokens | str) -> str | None:
    """Words of the first hit."""
    if isinstance(tokens, str):
        tokens = tokens_of(tokens)
    for start in range(len(tokens.words)):
        for compiled in compile_patterns(pattern):
            if hit := match_at(compiled, tokens, start):
                return " ".join(tokens.words[hit.start : hit.end])
    return None


@pytest.mark.parametrize("form", ["forget", "forgets", "forgot", "forgotten", "forgetting"])
def test_a_word_matches_all_its_forms(form: str) -> None:
    assert form == find("forget", f"ana {form} it")


def test_an_index_is_the_same_when_an_earlier_run_has_built_it() -> None:
    built: Any = PatternIndex.build({"acts": ["re-run|ran {named}? … [acts]", "=left"]})

    assert built == marshal.loads(marshal.dumps(built))


def test_an_equals_sign_asks_for_one_form() -> None:
    assert "left" == find("=left", "ana left")
    assert find("=left", "ana leaves") is None


def test_a_bar_separates_alternatives() -> None:
    assert ["skipped it", "missed it"] == [find("skip|miss it", f"ana {verb} it") for verb in ("skipped", "missed")]
    assert find("skip|miss it", "ana read it") is None


def test_an_alternative_may_ask_for_one_form() -> None:
    assert "left" == find("skip|=left", "ana left")
    assert find("skip|=left", "ana leaves") is None


@pytest.mark.parametrize("text", ["skip the test", "skip test"])
def test_a_question_mark_makes_a_word_optional(text: str) -> None:
    assert text == find("skip the? test", text)


@pytest.mark.parametrize("width", range(MAX_GAP + 1))
def test_a_gap_spans_up_to_six_tokens(width: int) -> None:
    text = " ".join(["leave", *["x"] * width, "open"])

    assert text == find("leave … open", text)


def test_a_gap_is_not_longer_than_six_tokens() -> None:
    assert find("leave … open", " ".join(["leave", *["x"] * (MAX_GAP + 1), "open"])) is None


@pytest.mark.parametrize("stop", [";", ":", ".", "?", "!"])
def test_a_gap_does_not_reach_over_the_end_of_a_clause(stop: str) -> None:
    assert find("leave … open", f"leave it {stop} then open") is None


def test_the_shortest_gap_wins() -> None:
    assert "leave it open" == find("leave … open", "leave it open and open")


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("<noun> left", "ana left"),
        ("an <adj> host", "an old host"),
        ("<num> hosts", "three hosts"),
        ("<det> host", "the host"),
        ("<prep> it", "of it"),
        ("<adv> left", "quietly left"),
        ("see <pron>", "see it"),
        ("<adj|num> host", "three host"),
        ("see <any> host", "see of host"),
        ("<poss> host", "their host"),
        ("<poss> host", "'s host"),
    ],
)
def test_a_part_of_speech_matches_one_token(pattern: str, text: str) -> None:
    assert text == find(pattern, text)


def test_a_part_of_speech_may_be_missing_if_marked() -> None:
    assert ["the old host", "the host"] == [find("the <adj>? host", text) for text in ("the old host", "the host")]


def test_braces_ask_for_a_mention_and_remember_its_place() -> None:
    def mention_at(index: int, kinds: frozenset[str]) -> int | None:
        return 4 if index == 2 and "named" in kinds else None

    tokens = Tokens("fault of ana berg alone".split(), ["NOUN"] * 5, mention_at=mention_at)

    assert Hit(0, 4, slots=(2,)) == match_at(compile_pattern("fault of {named|role}"), tokens, 0)
    assert match_at(compile_pattern("fault of {role}"), tokens, 0) is None


def test_brackets_ask_for_an_entry_of_a_lexicon() -> None:
    def lexicon_at(index: int, name: str) -> Iterable[int]:
        return [3, 2] if (index, name) == (1, "outcome") else []

    tokens = Tokens("the long outage ended".split(), ["NOUN"] * 4, lexicon_at=lexicon_at)

    assert Hit(0, 4) == match_at(compile_pattern("the [outcome] end"), tokens, 0)
    assert Hit(0, 3) == match_at(compile_pattern("the [outcome]"), tokens, 0), "the longest entry comes first"
    assert match_at(compile_pattern("the [damage]"), tokens, 0) is None


def test_a_hyphenated_word_matches_its_tokens() -> None:
    assert "well - checked it" == find("well-check it", "ana well - checked it")


def test_a_hyphenated_verb_stays_one_token() -> None:
    assert "double-checked it" == find("double-check it", "ana double-checked it")
    assert "the on-call" == find("the on-call", "page the on-call now")


def test_a_hyphen_inside_an_alternative_makes_several_patterns() -> None:
    assert ["well-check it", "verify it"] == [pattern.text for pattern in compile_patterns("well-check|verify it")]
    assert "well - checked it" == find("well-check|verify it", "ana well - checked it")
    assert "verified it" == find("well-check|verify it", "ana verified it")


def test_an_optional_alternative_with_a_hyphen_may_still_be_missing() -> None:
    for text in ("the break - glass account", "the spare account", "the account"):
        assert text == find("the break-glass|spare? account", text)


def test_an_optional_hyphenated_word_is_there_as_a_whole_or_not_at_all() -> None:
    for text in ("the break - glass account", "the account"):
        assert text == find("the break-glass? account", text)


def test_half_of_an_optional_hyphenated_word_does_not_match() -> None:
    assert find("the break-glass? account", "the glass account") is None


@pytest.mark.parametrize("text", ["the on-call engineer", "the engineer"])
def test_words_that_the_tokenizer_leaves_whole_are_one_token(text: str) -> None:
    """'on-call' and 're-run' keep their hyphen."""
    assert text == find("the on-call? engineer", text)
    assert "re-ran it" == find("re-run it", "then ana re-ran it")


@pytest.mark.parametrize("adverb", sorted(SKIPPED_ADVERBS))
def test_one_adverb_between_two_words_is_skipped(adverb: str) -> None:
    assert f"pay {adverb} attention" == find("pay attention", f"pay {adverb} attention")


def test_two_adverbs_are_not_skipped() -> None:
    assert find("pay attention", "pay simply no attention") is None
    assert find("pay attention", "pay really quite attention") is None


def test_an_adverb_before_the_first_word_is_no_part_of_the_hit() -> None:
    assert "skipped it" == find("skip it", "ana simply skipped it")


def test_a_pattern_does_not_match_over_the_end_of_the_sentence() -> None:
    assert find("skip the test", "ana skipped the") is None


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("", "must begin and end with something other than a gap"),
        ("… open", "must begin and end with something other than a gap"),
        ("leave …", "must begin and end with something other than a gap"),
        ("the? old?", "every part of pattern 'the? old?' is optional"),
        ("<verbe> it", "unknown part of speech 'verbe' in '<verbe>'"),
    ],
)
def test_a_pattern_that_cannot_be_read_says_why(pattern: str, problem: str) -> None:
    with pytest.raises(PatternError, match=problem.replace("?", r"\?")):
        compile_pattern(pattern)


def test_a_single_pattern_refuses_a_hyphen_inside_an_alternative() -> None:
    with pytest.raises(PatternError, match="an alternative may not hold a hyphen; write two entries"):
        compile_pattern("break-glass|spare account")


def test_the_key_of_a_pattern_is_its_longest_required_word() -> None:
    assert "certificate" in key_words(compile_pattern("renew the? certificate"))
    assert frozenset() == key_words(compile_pattern("{named} <verb>"))


def test_required_words_leave_out_what_may_be_missing() -> None:
    [first, second] = required_words(compile_pattern("renew the? <adj>? … certificate"))

    assert "renew" in first
    assert "certificate" in second


# --- properties -----------------------------------------------------------------------------------------------


def is_readable(text: str) -> bool:
    try:
        compile_patterns(text)
    except PatternError:
        return False
    return True


WORDS = "ana skip leave the open it never on - call not simply ; a certificate old three".split()
PARTS = [
    "skip",
    "leave",
    "the?",
    "…",
    "open",
    "it",
    "on-call",
    "<noun>",
    "<adj>?",
    "<poss>",
    "=left",
    "skip|leave",
    "a|an",
]

sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
patterns = st.lists(st.sampled_from(PARTS), min_size=1, max_size=5).map(" ".join).filter(is_readable)


@given(st.lists(st.from_regex(r"[a-z]{1,10}", fullmatch=True), min_size=1, max_size=8))
def test_a_pattern_of_a_sentences_own_words_matches_it(words: list[str]) -> None:
    pattern = compile_pattern(" ".join(words))

    assert Hit(0, len(words)) == match_at(pattern, Tokens(words, ["X"] * len(words)), 0)


@given(st.lists(st.from_regex(r"[a-z]{1,10}", fullmatch=True), min_size=3, max_size=8), st.data())
def test_a_gap_may_take_the_place_of_inner_words(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(1, len(words) - 2))
    end = data.draw(st.integers(start + 1, min(start + MAX_GAP, len(words) - 1)))
    pattern = compile_pattern(" ".join([*words[:start], "…", *words[end:]]))

    hit = match_at(pattern, Tokens(words, ["X"] * len(words)), 0)

    assert hit is not None
    assert hit.end <= len(words)


def everywhere(entries: dict[str, list[Pattern]], tokens: Tokens) -> set[tuple[str, str, int, int]]:
    """Try every pattern at every token."""
    return {
        (name, pattern.text, hit.start, hit.end)
        for name, group in entries.items()
        for pattern in group
        for start in range(len(tokens.words))
        if (hit := match_at(pattern, tokens, start))
    }


@given(st.dictionaries(st.sampled_from(["omission", "damage"]), st.lists(patterns, max_size=4)), sentences)
def test_an_index_finds_what_trying_everything_finds(written: dict[str, list[str]], text: str) -> None:
    entries = {name: [p for entry in group for p in compile_patterns(entry)] for name, group in written.items()}
    tokens = tokens_of(text)

    hits = PatternIndex(PatternIndex.build(written)).find(tokens)

    assert everywhere(entries, tokens) == {(name, pattern.text, hit.start, hit.end) for name, pattern, hit in hits}


@given(patterns, sentences)
def test_a_hit_holds_every_required_word(text: str, sentence: str) -> None:
    tokens = tokens_of(sentence)
    for pattern in compile_patterns(text):
        for start in range(len(tokens.words)):
            if hit := match_at(pattern, tokens, start):
                inside = set(tokens.words[hit.start : hit.end])
                assert all(inside & values for values in required_words(pattern))
