"""What keeps one file from being linted, and not the others: a problem of the file, or a bug of ours."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable
from pathlib import Path

from blamelint.diagnostic import FileError, FileReport
from blamelint.errors import DocumentError, UserError

RAISES = "BLAMELINT_RAISE"
"""When this is set in the environment, bugs are raised as they are, for those who look for them."""

REPORT = f"a bug: please report it at https://github.com/blamelint/blamelint/issues ({RAISES}=1 shows more)"


def attempt(name: str, lint: Callable[[], FileReport]) -> FileReport | FileError:
    """Lint one file; what is wrong with it, or with us, stops nobody else."""
    try:
        return lint()
    except DocumentError as error:
        return failed(name, error)
    except UserError:
        raise  # a rule or a setting: no file can be linted
    except MemoryError:
        return FileError(name, f"{name}: there is not enough memory to lint it", "split it, or give it more memory")
    except Exception as error:
        if raises():
            raise
        return FileError(name, f"{name}: {broken(error)}", REPORT)


def failed(name: str, error: DocumentError) -> FileError:
    """Tell why a file could not be linted."""
    place = f"{error.at}: " if error.at else ""
    return FileError(name, f"{place}{error.problem}", error.hint)


def raises() -> bool:
    """Tell whether bugs are to be raised as they are."""
    return bool(os.environ.get(RAISES))


def broken(error: Exception) -> str:
    """Say what broke and where in the code; the message of an error may quote a document, so it is left out."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(frame.filename).name}:{frame.lineno}"
