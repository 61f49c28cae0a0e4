"""What was compiled is kept for as long as somebody uses it."""

from __future__ import annotations

import marshal
import os
import time
from pathlib import Path

import pytest

from blamelint import store


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BLAMELINT_CACHE_DIR", str(tmp_path))
    return tmp_path


def age(days: float) -> None:
    [file] = store.compiled()
    then = time.time() - days * store.A_DAY
    os.utime(file, (then, then))


def test_what_was_built_is_not_built_again() -> None:
    store.stored("rules", ["state"], lambda: 1)

    assert 1 == store.stored("rules", ["state"], lambda: 2)


def test_another_state_is_built_anew() -> None:
    store.stored("rules", ["state"], lambda: 1)

    assert 2 == store.stored("rules", ["other"], lambda: 2)


def test_what_nobody_used_for_long_makes_room() -> None:
    store.stored("rules", ["old"], lambda: 1)
    age(store.LONG + 1)
    store.stored("rules", ["new"], lambda: 2)

    assert 2 == store.stored("rules", ["old"], lambda: 2)


def test_what_is_used_stays() -> None:
    store.stored("rules", ["used"], lambda: 1)
    age(store.LONG + 1)
    store.stored("rules", ["used"], lambda: 2)
    store.stored("rules", ["new"], lambda: 3)

    assert 1 == store.stored("rules", ["used"], lambda: 2)


def test_without_a_home_all_is_built(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BLAMELINT_CACHE_DIR")
    monkeypatch.setattr(store, "user_cache_path", lambda *_, **__: Path("~/.cache"))

    assert 1 == store.stored("rules", ["state"], lambda: 1)
    assert store.cache_folder() is None
    assert [] == store.compiled()


@pytest.mark.parametrize("damage", [b"", b"N", b"\0\0\0\0", b"\0\0\0\0N", b"[\xff\xff\xff\x7f"])
def test_a_damaged_file_is_built_anew(folder: Path, damage: bytes) -> None:
    """Of these, some are data in the eyes of Python, and are not what was written."""
    store.stored("rules", ["state"], lambda: [1, 2])
    [file] = store.compiled()
    file.write_bytes(damage)

    assert [1, 2] == store.stored("rules", ["state"], lambda: [1, 2])


def test_shelves_know_what_was_put_on_them() -> None:
    entries = {"forgot": ("forget",), "forgave": ("forgive",), "is": ("be",), "": ("",)}

    shelves: store.Shelves[tuple[str, ...]] = store.Shelves(store.Shelves.fill(entries))

    assert entries == {word: shelves.get(word) for word in entries}
    assert [None, None] == [shelves.get("forge"), shelves.get("ran")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
def test_a_pipe_is_not_waited_for() -> None:
    store.stored("rules", ["state"], lambda: 1)
    [file] = store.compiled()
    file.unlink()
    os.mkfifo(file)

    assert 1 == store.stored("rules", ["state"], lambda: 1)


@pytest.mark.parametrize("packed", [[marshal.dumps(("a", 1)), b"broken"], {0: marshal.dumps(("a", 1)), 1: b"broken"}])
def test_what_is_packed_is_read_when_it_is_asked_for(packed: list[bytes] | dict[int, bytes]) -> None:
    unpacked: store.Unpacked[int, tuple[str, int]] = store.Unpacked(packed)

    assert ("a", 1) == unpacked[0]
    assert unpacked[0] is unpacked[0]
