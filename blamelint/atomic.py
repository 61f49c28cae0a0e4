"""Files that are whole at every moment."""

from __future__ import annotations

import errno
import os
from pathlib import Path


def replace_file(path: Path, content: bytes) -> None:
    """Write a file beside its place and rename it, so that nobody ever reads half of it; raises `OSError`.

    Links are followed, and a file that exists keeps its mode. What is no ordinary file, as a pipe or a device, is
    written to as it is.
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
        _create(temporary, content, like=target)
        os.replace(temporary, target)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def _create(file: Path, content: bytes, *, like: Path) -> None:
    # Unlike `tempfile`, this leaves the mode of a new file to the user's mask.
    with file.open("xb") as out:
        out.write(content)
    if like.exists():
        file.chmod(like.stat().st_mode)
