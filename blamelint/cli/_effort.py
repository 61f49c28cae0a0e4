"""What a run may take: processes, and the memory of earlier runs."""

from __future__ import annotations

import click

NO_CACHE = "BLAMELINT_NO_CACHE"
"""Environment variable that does what `--no-cache` does, for commands without the option as well."""


class _Jobs(click.ParamType):
    """A number of processes, or `auto`, which is None."""

    name = "N|auto"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int | None:
        if value is None or value == "auto":
            return None
        text = str(value)
        if not text.isdecimal() or not 1 <= int(text) <= MOST:
            self.fail(f"'{text}' is neither 'auto' nor a number from 1 to {MOST}.", param, ctx)
        return int(text)


MOST = 256
"""Processes that somebody may want on one machine."""

JOBS = _Jobs()
