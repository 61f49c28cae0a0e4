"""`python -m blamelint`."""

from blamelint.cli import main

if __name__ == "__main__":
    main()
