"""Fuzz one target with atheris: `python -m fuzz.run reader -max_total_time=60 fuzz/corpus/reader`.

What stands behind the target goes to libFuzzer. New inputs that reach new code are added to the first folder; what
breaks a promise is written to `crash-…` in the current folder.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["blamelint", "markdown_it", "mdit_py_plugins", "yaml", "tomllib"]):
    from fuzz.targets import TARGETS


def main() -> None:
    """Run libFuzzer."""
    name = sys.argv.pop(1) if len(sys.argv) > 1 else ""
    if name not in TARGETS:
        sys.exit(f"usage: python -m fuzz.run {{{','.join(TARGETS)}}} [options of libFuzzer] [folder of inputs]")
    # The first input pays for loading the model, and must not be called slow for it.
    TARGETS[name](b"Dave forgot to run the migration.\n")
    # libFuzzer starts itself once more by this name, to merge folders of inputs.
    atheris.Setup([f"{sys.executable} -m fuzz.run {name}", *sys.argv[1:]], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
