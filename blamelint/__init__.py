"""Lint incident postmortems: see where the wording turns a learning document into a verdict on people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from blamelint.api import lint_file, lint_text
    from blamelint.diagnostic import Diagnostic, Edit, Fix
    from blamelint.errors import UserError
    from blamelint.packs import load_rules
    from blamelint.source import Span

__all__ = [
    "Diagnostic",
    "Edit",
    "Fix",
    "Span",
    "UserError",
    "__version__",
    "lint_file",
    "lint_text",
    "load_rules",
]

_HOMES = {
    "Diagnostic": "blamelint.diagnostic",
    "Edit": "blamelint.diagnostic",
    "Fix": "blamelint.diagnostic",
    "Span": "blamelint.source",
    "UserError": "blamelint.errors",
    "lint_file": "blamelint.api",
    "lint_text": "blamelint.api",
    "load_rules": "blamelint.packs",
}


def __getattr__(name: str) -> Any:
    # Importing the package must stay cheap: the command line starts with it.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
