"""Files that are whole at every moment."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path


def replace_file(path: Path, content: bytes, *, durable: bool = False) -> None:
    """Write a file beside its place and rename it, so that nobody ever reads half of it; raises `OSError`.

    A `durable` one is on the disk when it gets its name, so that a power cut cannot leave half of it either.
    Links are followed, and a file that exists keeps its mode and its owner. What is no ordinary file, as a pipe or a
    device, is written to as it is.
    """
    if path.exists() and (not path.is_file() or path.is_relative_to("/dev")):
        # What `/dev/stderr` leads to is open, and maybe a file: its other writers go on with the one they have.
        with path.open("ab") as out:
            out.write(content)
        return
    target = path.resolve()
    if target.exists() and not os.access(target, os.W_OK):
        # The folder would allow it, but whoever protected the file did not want that.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    temporary = target.with_name(f".{os.urandom(6).hex()}.tmp")
    try:
        _create(temporary, content, like=target, durable=durable)
        os.replace(temporary, target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _create(file: Path, content: bytes, *, like: Path, durable: bool) -> None:
    old = like.stat() if like.exists() else None
    # Unlike `tempfile`, this leaves the mode of a new file to the user's mask; nobody else reads what is private.
    descriptor = os.open(
        file, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600 if old else 0o666
    )
    with open(descriptor, "wb") as out:
        out.write(content)
        if durable:
            out.flush()
            os.fsync(descriptor)
    if old:
        _give(file, old)


def _give(file: Path, old: os.stat_result) -> None:
    """Give a file the owner and the mode of another."""
    if hasattr(os, "chown"):
        with contextlib.suppress(PermissionError):
            os.chown(file, old.st_uid, old.st_gid)
    file.chmod(stat.S_IMODE(old.st_mode))
