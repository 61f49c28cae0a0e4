"""`python -m blamelint`."""

import os
import sys

# `-m` lets modules be imported from the current folder, and that may be a stranger's.
if sys.path[:1] in ([""], [os.getcwd()]):
    del sys.path[0]

from blamelint.cli import main

if __name__ == "__main__":
    main()
