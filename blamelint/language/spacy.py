"""spaCy, without its command line.

Importing spaCy imports its commands for training and publishing, and with them a web client, a progress bar and a
template engine: a third of the time that the import takes, and nothing in it reads a sentence. They are left out, and
imported when somebody asks spaCy for them after all.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

COMMANDS, INFO = "spacy.cli", "spacy.cli.info"


def _import_without_commands() -> None:
    stand_ins = {name: ModuleType(name) for name in (COMMANDS, INFO)}
    vars(stand_ins[INFO])["info"] = None  # the one name that the package takes from them
    sys.modules.update(stand_ins)
    try:
        spacy = import_module("spacy")
    finally:
        for name in stand_ins:
            del sys.modules[name]
    for name in ("cli", "info"):
        vars(spacy).pop(name, None)
    vars(spacy)["__getattr__"] = _on_demand


def _on_demand(name: str) -> Any:
    """Give `spacy.cli` and `spacy.info` to whoever uses spaCy in the same process."""
    if name == "cli":
        return import_module(COMMANDS)
    if name == "info":
        return vars(import_module(INFO))["info"]
    raise AttributeError(f"module 'spacy' has no attribute {name!r}")


if "spacy" not in sys.modules:
    _import_without_commands()

from spacy import load  # noqa: E402 - only now
from spacy.matcher import Matcher  # noqa: E402
from spacy.pipeline import AttributeRuler  # noqa: E402
from spacy.tokenizer import Tokenizer  # noqa: E402
from spacy.tokens import Doc, Token  # noqa: E402
from spacy.util import registry  # noqa: E402

__all__ = ["AttributeRuler", "Doc", "Matcher", "Token", "Tokenizer", "load", "registry"]
