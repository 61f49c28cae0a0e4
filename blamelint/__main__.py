"""`python -m blamelint`."""

import os
import sys
from contextlib import suppress

# `-m` lets modules be imported from the current folder, and that may be a stranger's.
with suppress(FileNotFoundError):  # a folder that is gone holds none
    if sys.path[:1] in ([""], [os.getcwd()]):
        del sys.path[0]

from blamelint.cli import main

if __name__ == "__main__":
    main()
