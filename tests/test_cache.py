"""A cache may be lost, damaged or out of reach at any time: that costs time, and changes no answer."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blamelint import cache
from blamelint.cache import Cache, parts, remove, standing_of
from blamelint.sealing import SALT_SIZE


def address(number: int) -> bytes:
    return number.to_bytes(16, "big")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "results.db"


def keep(file: Path, answers: dict[bytes, bytes]) -> None:
    with Cache(file) as opened:
        opened.put(answers)


def read(file: Path, key: bytes) -> bytes | None:
    with Cache(file) as opened:
        return opened.get(key)


def test_an_answer_is_there_in_the_next_run(file: Path) -> None:
    keep(file, {address(1): b"answer"})

    assert b"answer" == read(file, address(1))


def test_what_was_never_kept_is_not_there(file: Path) -> None:
    assert read(file, address(1)) is None


def test_a_new_answer_takes_the_place_of_the_old_one(file: Path) -> None:
    keep(file, {address(1): b"old"})
    keep(file, {address(1): b"new"})

    assert b"new" == read(file, address(1))


def test_every_cache_has_a_salt_of_its_own(tmp_path: Path) -> None:
    with Cache(tmp_path / "one") as one, Cache(tmp_path / "other") as other:
        assert SALT_SIZE == len(one.salt)
        assert one.salt != other.salt


def test_only_its_owner_can_read_it(file: Path) -> None:
    keep(file, {address(1): b"answer"})

    assert 0 == stat.S_IMODE(file.stat().st_mode) & 0o077
    assert 0 == stat.S_IMODE(file.parent.stat().st_mode) & 0o077


def noise(file: Path) -> None:
    file.write_bytes(os.urandom(20_000))


def half(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def empty(file: Path) -> None:
    os.truncate(file, 0)


def other_tables(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE answers (something TEXT)")
        connection.execute(f"PRAGMA user_version = {cache.FORMAT}")
    connection.close()


def later_format(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute(f"PRAGMA user_version = {cache.FORMAT + 1}")
        connection.execute("DROP TABLE origin")
    connection.close()


def without_salt(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE origin SET salt = 'text'")
    connection.close()


def wrong_types(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE answers SET sealed = 'text', used = 'never'")
    connection.close()


DAMAGE = [noise, half, empty, other_tables, later_format, without_salt, wrong_types]


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
def test_a_damaged_file_gives_no_answer_and_is_soon_whole(file: Path, damage: Callable[[Path], None]) -> None:
    keep(file, {address(number): os.urandom(3000) for number in range(20)})
    damage(file)

    assert read(file, address(30)) is None
    keep(file, {address(30): b"answer"})
    keep(file, {address(30): b"answer"})
    assert b"answer" == read(file, address(30))


@settings(max_examples=30)
@given(st.integers(0, 40_000), st.binary(min_size=1, max_size=200))
def test_no_damage_is_an_error(tmp_path_factory: pytest.TempPathFactory, at: int, junk: bytes) -> None:
    file = tmp_path_factory.mktemp("cache") / "results.db"
    keep(file, {address(number): bytes([number]) * 900 for number in range(20)})
    with file.open("r+b") as raw:
        raw.seek(at % file.stat().st_size)
        raw.write(junk)

    for number in range(20):
        read(file, address(number))
    keep(file, {address(1): b"answer"})


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("where a folder would have to be")
    with Cache(place / "results.db") as opened:
        opened.put({address(1): b"answer"})

        assert not opened.is_open
        assert opened.get(address(1)) is None


def test_a_file_that_cannot_be_written_is_no_error(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(file, {address(1): b"answer"})

    def refused(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refused)  # tests may run as root, whom no mode stops

    assert read(file, address(1)) is None
    keep(file, {address(1): b"answer"})


def test_a_full_disk_is_no_error(file: Path) -> None:
    keep(file, {address(1): b"answer"})
    with Cache(file) as opened:
        assert opened._connection is not None
        [pages] = opened._connection.execute("PRAGMA page_count").fetchone()
        opened._connection.execute(f"PRAGMA max_page_count = {pages}")
        opened.put({address(2): os.urandom(100_000)})

        assert not opened.is_open
    assert b"answer" == read(file, address(1))
    assert read(file, address(2)) is None


def test_whoever_holds_the_lock_does_not_stop_others(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "PATIENCE", 0.05)
    keep(file, {address(1): b"answer"})
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    keep(file, {address(2): b"late"})

    assert b"answer" == read(file, address(1))
    holder.close()
    assert read(file, address(2)) is None


def test_it_stays_within_its_bound(file: Path) -> None:
    bound = 400_000
    for batch in range(20):
        with Cache(file, bound=bound) as opened:
            opened.put({address(100 * batch + number): os.urandom(5000) for number in range(20)})
    with Cache(file, bound=bound) as opened:
        assert 0 < opened.standing().size <= 2 * bound
        assert 10 < opened.standing().answers <= bound / 5000


def test_what_was_not_used_for_longest_makes_room(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1_000_000
    monkeypatch.setattr(cache, "_now", lambda: now)
    for number in range(60):
        now += cache.FRESH + 1
        with Cache(file, bound=200_000) as opened:
            opened.put({address(number): os.urandom(5000)})
            opened.get(address(0))

    assert read(file, address(0)) is not None
    assert read(file, address(1)) is None
    assert read(file, address(59)) is not None


def test_one_huge_answer_does_not_drive_out_the_others(file: Path) -> None:
    with Cache(file, bound=100_000) as opened:
        opened.put({address(1): b"answer", address(2): bytes(90_000)})

        assert b"answer" == opened.get(address(1))
        assert opened.get(address(2)) is None


def _write_many(file: Path, writer: int) -> None:
    cache.PATIENCE = 60  # on a machine that is busy otherwise
    for number in range(20):
        keep(file, {address(1000 * writer + number): b"%d" % number, address(5): bytes([writer]) * 3000})


def test_many_may_write_at_once(file: Path) -> None:
    keep(file, {})
    spawned = multiprocessing.get_context("spawn")
    writers = [spawned.Process(target=_write_many, args=(file, writer)) for writer in range(1, 4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert [0, 0, 0] == [writer.exitcode for writer in writers]
    with Cache(file) as opened:
        assert [b"19", b"19", b"19"] == [opened.get(address(1000 * writer + 19)) for writer in (1, 2, 3)]
        assert opened.get(address(5)) in {bytes([writer]) * 3000 for writer in (1, 2, 3)}


def test_looking_at_it_makes_none(file: Path) -> None:
    assert 0 == standing_of(file).answers
    assert not file.parent.exists()


def test_it_can_be_removed(file: Path) -> None:
    keep(file, {address(1): b"answer"})
    remove(file)

    assert [] == parts(file)
