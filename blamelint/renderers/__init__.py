"""Findings as bytes, one module for each format; the name of the file is the name of the format."""

from __future__ import annotations

import importlib
import pkgutil
from typing import Protocol, TextIO, cast

from blamelint.diagnostic import Report


class _Renderer(Protocol):
    def render(self, report: Report, out: TextIO, *, color: bool, statistics: bool, width: int) -> None: ...


def formats() -> list[str]:
    """List the names of the formats."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))


def render(
    format: str, report: Report, out: TextIO, *, color: bool = False, statistics: bool = False, width: int = 120
) -> None:
    """Write a report in one of `formats()`.

    With `statistics`, counts by rule take the place of the single findings where a format is for people.
    `width` is how many columns an excerpt may take. Formats for programs take no notice of what is meant for eyes.
    """
    module = cast("_Renderer", importlib.import_module(f"{__name__}.{format}"))
    module.render(report, out, color=color, statistics=statistics, width=width)
