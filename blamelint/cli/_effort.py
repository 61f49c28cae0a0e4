"""What a run may take: processes."""

from __future__ import annotations

import click

MOST = 60
"""Processes that somebody may want on one machine; Windows has no more."""


def parse_jobs(_: click.Context, __: click.Parameter, value: str) -> int | None:
    """Read a number of processes; `auto` is None."""
    if value == "auto":
        return None
    if not value.isdecimal() or not 1 <= int(value) <= MOST:
        raise click.BadParameter(f"'{value}' is neither 'auto' nor a number from 1 to {MOST}.")
    return int(value)
