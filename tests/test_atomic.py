"""Files that are whole at every moment."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from blamelint.atomic import replace_file
from tests.conftest import ROOT


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other modes")
def test_file_keeps_its_mode_and_its_link(tmp_path: Path) -> None:
    file, link = tmp_path / "a", tmp_path / "b"
    file.write_bytes(b"old")
    file.chmod(0o640)
    link.symlink_to(file)

    replace_file(link, b"new")

    assert b"new" == file.read_bytes()
    assert link.is_symlink()
    assert 0o640 == stat.S_IMODE(file.stat().st_mode)
    assert [file, link] == sorted(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other modes")
def test_new_file_has_the_mode_of_any_other(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"")

    replace_file(tmp_path / "a", b"new")

    assert (tmp_path / "other").stat().st_mode == (tmp_path / "a").stat().st_mode


def test_failed_write_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        replace_file(file, b"new")

    assert b"old" == file.read_bytes()
    assert [file] == list(tmp_path.iterdir())


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs a device")
def test_devices_are_written_to() -> None:
    replace_file(Path("/dev/null"), b"new")

    assert Path("/dev/null").is_char_device()


@pytest.mark.skipif(not Path("/dev/stderr").exists(), reason="needs a device")
def test_open_files_are_added_to(tmp_path: Path) -> None:
    write = (
        "from blamelint.atomic import replace_file; from pathlib import Path; replace_file(Path('/dev/stderr'), b'new')"
    )
    with (tmp_path / "log").open("ab") as log:
        log.write(b"before, ")
        log.flush()
        subprocess.run(
            [sys.executable, "-c", write], stderr=log, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
        )
        log.write(b", after")

    assert b"before, new, after" == (tmp_path / "log").read_bytes()
