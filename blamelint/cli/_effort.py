"""What a run may take: processes, and the memory of earlier runs."""

from __future__ import annotations

import os

import click

NO_CACHE = "BLAMELINT_NO_CACHE"
"""Environment variable that does what `--no-cache` does, for commands without the option as well."""

NO = frozenset({"", "0", "f", "false", "n", "no", "off"})
"""Values of the variable that mean nothing by it, as for options."""

MOST = 60
"""Processes that somebody may want on one machine; Windows has no more."""


def wants_cache() -> bool:
    """Tell whether the environment lets findings be kept."""
    return os.environ.get(NO_CACHE, "").lower() in NO


def parse_jobs(_: click.Context, __: click.Parameter, value: str) -> int | None:
    """Read a number of processes; `auto` is None."""
    if value == "auto":
        return None
    if not value.isdecimal() or not 1 <= int(value) <= MOST:
        raise click.BadParameter(f"'{value}' is neither 'auto' nor a number from 1 to {MOST}.")
    return int(value)
