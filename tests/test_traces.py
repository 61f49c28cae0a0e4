from __future__ import annotations

from typing import cast

import pytest
from spacy.pipeline import Tok2Vec

from blamelint.document import Document
from blamelint.engine import Linter, linter_of
from blamelint.formats.markdown import read_markdown
from blamelint.language import running
from blamelint.language.patterns import compile_pattern, is_in_order, reaches, required_words
from blamelint.language.pieces import pieces_of
from blamelint.language.pipeline import load_model
from blamelint.language.running import run
from blamelint.language.traces import signs_of
from blamelint.prefilter import Prefilter
from blamelint.settings import Settings
from blamelint.source import Source
from blamelint.written import places_of
from tests.helpers import book

LINTER = linter_of(book(), Settings(profile="strict"))


def read(text: str) -> Document:
    return read_markdown(Source("report.md", text))


def signs(text: str, *, linter: Linter = LINTER) -> frozenset[str]:
    document = read(text)
    [piece] = pieces_of(document, document.blocks[0])
    return signs_of(piece, linter.people(document), [])


def possible(text: str, *, block: int = 0) -> frozenset[str]:
    """Rules that could hold for the last piece of a block."""
    document = read(text)
    prefilter = Prefilter(document, LINTER.triggers, LINTER.people(document))
    return prefilter.rules(pieces_of(document, document.blocks[block])[-1])


def test_a_rule_about_had_somebody_known_asks_who_stands_behind_had() -> None:
    assert "hindsight/if-only" in possible("We saw that, had we called, it was here.")
    assert "hindsight/if-only" not in possible("We saw that it had not arrived.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We saw that, had the operator called, it was here.", True),
        ("We saw that the operator had a limit.", False),
        ("The operator left because the queue had a limit of 12.", False),
    ],
)
def test_whoever_had_done_it_stands_behind_had(text: str, expected: bool) -> None:
    assert expected is ("hindsight/if-only" in possible(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was Ana who broke the seal.", True),
        ("It's Ana who broke the seal.", True),
        ("The one who broke the seal was Ana.", True),
        ("Ana met a lock that was broken.", False),
        ("Ana, who broke the seal, left, as it was late.", False),
    ],
)
def test_the_words_of_a_cleft_stand_in_order(text: str, expected: bool) -> None:
    assert expected is ("person/cleft" in possible(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Because Ana left.", True),
        ("— (Because) Ana left.", True),
        ("Why? → Because Ana left.", True),
        ("It broke because Ana left.", False),
    ],
)
def test_a_rule_about_the_start_of_a_sentence_looks_at_its_first_word(text: str, expected: bool) -> None:
    assert expected is ("cause/five-whys-terminus" in possible(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nobody checked the log.", True),
        ("No one of us could check the log.", True),
        ("Nobody could see the log, and nobody checked it.", True),
        ("The load changed the log, which nobody could see in the check.", False),
        ("The load changed the log, which no one would check.", False),
    ],
)
def test_nobody_is_said_to_have_done_what_nobody_could_do(text: str, expected: bool) -> None:
    assert expected is ("person/indefinite" in possible(text))


def test_the_number_of_a_ticket_names_no_team() -> None:
    assert "person/team-fault" in possible("The SRE crew forgot it, see 4953.")
    assert "person/team-fault" not in possible("The probe failed to start (see SRE-4953).")


@pytest.mark.parametrize(
    ("sign", "there", "missing"),
    [
        ("‹person›", "Then Ana left.", "Then it left."),
        ("‹code›", "Then `ls` ran.", "Then it ran."),
        ("‹known›", "It was QX who left.", "It was the API."),
        ("‹capital›", "Then Frobisher left.", "Then it left."),
        ("‹team name›", "The page went to Search.", "We search for it."),
        ("‹team word›", "We search for it.", "It is down."),
        ("‹team name›", "It was with Search.", "It is SEARCH-17."),
        ("‹fragment›", "Forgot to renew it.", "The disk was full."),
        ("‹had›", "Later, had it been seen, all was well.", "The disk had been full."),
        ("‹had somebody›", "Had not Ana called, it was lost.", "We saw that it had not arrived."),
        ("‹had somebody›", "Had to-day's crew known, it was lost.", "It had to be restarted."),
        ("‹had somebody›", "Had trained staff known, it was lost.", "We saw that it hadn't been sent."),
    ],
)
def test_a_piece_carries_signs_of_what_no_list_of_words_tells(sign: str, there: str, missing: str) -> None:
    assert sign in signs(there)
    assert sign not in signs(missing)


def test_a_declared_name_is_a_sign() -> None:
    linter = linter_of(book(), Settings(teams=("Fire Fly",)))

    assert "‹declared›" in signs("It was down to Fire Fly.", linter=linter)
    assert "‹declared›" not in signs("It was down to Fire.", linter=linter)


@pytest.mark.parametrize("text", ["The cache is slow to fill.", "The probe forgot its state."])
def test_a_rule_about_names_is_not_tried_where_nobody_is_named(text: str) -> None:
    assert "person/omission" not in possible(text)


@pytest.mark.parametrize("text", ["Ana forgot the check.", "She forgot the check.", "QX forgot the check."])
def test_a_rule_about_names_is_tried_where_somebody_may_be_named(text: str) -> None:
    assert "person/omission" in possible(text)


def test_a_row_may_name_its_actor_in_another_cell() -> None:
    table = "| Event | Who |\n|---|---|\n| left the valve open | {} |\n"
    named, unnamed = (possible(table.format(who), block=2) for who in ("Ana", "nightly job"))

    assert "person/omission" in named
    assert "person/omission" not in unnamed


@pytest.mark.parametrize("link", [", causing", " causing", " and caused", "; this caused", ", which caused"])
def test_an_effect_may_be_tied_to_an_act_in_many_ways(link: str) -> None:
    assert "person/act-then-outcome" in possible(f"Ana changed the flag{link} an outage.")


@pytest.mark.parametrize(
    ("entry", "text", "expected"),
    [
        ("be slow to", "She was slow to answer.", True),
        ("be slow to", "She was really slow to answer.", True),
        ("be slow to", "It is hard to tell it from a slow client by going to the log.", False),
        ("be slow to", "Slow to answer she was.", False),
        ("leave … open", "They left the very old valve open.", True),
        ("leave … open", "They left at noon, an hour before the old and rusty valve was open.", False),
        ("<verb> on purpose", "It broke on purpose.", True),
        ("let {named} down", "It let the whole crew of the night shift and Ana down.", True),
    ],
)
def test_the_words_of_a_pattern_stand_in_order_and_near(entry: str, text: str, expected: bool) -> None:
    pattern, places = compile_pattern(entry), places_of(text)

    assert expected is is_in_order(required_words(pattern), reaches(pattern), places)


SENTENCES = [
    "Ana did not check that the disk, which she'd left full, was the one that failed.",
    "There were two nodes that weren't gonna come up, so let's say it ain't good.",
    "I think you ought to have told us what it is.",
]


@pytest.mark.parametrize("text", SENTENCES)
def test_words_are_tagged_as_the_model_itself_does(text: str) -> None:
    nlp = load_model()
    whole = nlp(text)

    [ours] = run(nlp, [nlp.make_doc(text)])

    assert [(t.pos_, str(t.morph), t.lemma_, t.dep_) for t in whole] == [
        (t.pos_, str(t.morph), t.lemma_, t.dep_) for t in ours
    ]


@pytest.mark.parametrize("most", [3, 30, 300])
def test_vectors_are_those_of_the_model_to_the_last_bit(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many words are kept, and whatever was read before."""
    monkeypatch.setattr(running, "WORDS", most)
    nlp = load_model()
    vectors = running.Vectors(cast("Tok2Vec", nlp.get_pipe("tok2vec")))
    texts = [*SENTENCES, "", *reversed(SENTENCES)]

    read = [vectors([nlp.make_doc(text)])[0] for text in texts] + vectors(list(map(nlp.make_doc, texts)))

    assert [nlp(text).tensor.tolist() for text in texts * 2] == [doc.tensor.tolist() for doc in read]
