"""Only who has a text can read what is kept about it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from blamelint.sealing import LARGEST, Lock

SALT = bytes(16)


@given(st.binary(), st.binary())
def test_who_has_the_subject_reads_the_answer(subject: bytes, answer: bytes) -> None:
    sealed = Lock.of(subject, salt=SALT).seal(answer)

    assert answer == Lock.of(subject, salt=SALT).open(sealed)


@given(st.binary(), st.binary(), st.binary())
def test_nobody_else_does(subject: bytes, other: bytes, answer: bytes) -> None:
    sealed = Lock.of(subject, salt=SALT).seal(answer)

    assert subject == other or Lock.of(other, salt=SALT).open(sealed) is None


def test_another_file_has_other_addresses() -> None:
    assert Lock.of(b"subject", salt=SALT).address != Lock.of(b"subject", salt=b"1" * 16).address


@given(st.binary(min_size=1), st.data())
def test_damage_is_noticed(answer: bytes, data: st.DataObject) -> None:
    lock = Lock.of(b"subject", salt=SALT)
    sealed = bytearray(lock.seal(answer))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))

    assert lock.open(bytes(sealed)) is None


@given(st.binary(), st.integers(1, 30))
def test_what_is_cut_short_is_noticed(answer: bytes, missing: int) -> None:
    lock = Lock.of(b"subject", salt=SALT)

    assert lock.open(lock.seal(answer)[:-missing]) is None


def test_an_answer_cannot_take_all_memory() -> None:
    lock = Lock.of(b"subject", salt=SALT)

    assert lock.open(lock.seal(bytes(LARGEST + 1))) is None
