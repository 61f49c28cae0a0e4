"""spaCy, without its command line and without its schemas.

Importing spaCy imports its commands for training and publishing, and with them a web client, a progress bar and a
template engine; and it builds the schemas by which it checks settings of a training and patterns that somebody writes.
That is more than half of the time that the import takes, and nothing in it reads a sentence. It is left out, and
imported when somebody asks spaCy for it after all. For others in the same process, that leaves one difference: spaCy
takes their settings and patterns as they are, and complains only when they do not work.
"""

from __future__ import annotations

import sys
from collections.abc import Collection
from functools import partial
from importlib import import_module
from types import ModuleType
from typing import Any

CLI, INFO, SCHEMAS = "spacy.cli", "spacy.cli.info", "spacy.schemas"
LEFT_OUT = (CLI, INFO, SCHEMAS, "spacy.pipeline._edit_tree_internals.schemas")
"""Modules of spaCy in whose place something else stands while it is imported."""

UNSEEN = ("pydantic", "pydantic.v1")
"""What is missed by nobody then."""

SETTINGS = ("ConfigSchema", "ConfigSchemaInit", "ConfigSchemaNlp", "ConfigSchemaPretrain", "ConfigSchemaTraining")
"""Schemas of settings. Those of an installed model were checked when it was made."""


class _StandIn(ModuleType):
    """Knows a few names of a module; for any other one, the module is imported as soon as it is used."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        postponed = sys.modules.get(self.__name__) is self
        return partial(_call, self.__name__, name) if postponed else getattr(import_module(self.__name__), name)


def _call(module: str, name: str, *args: Any, **options: Any) -> Any:
    return getattr(import_module(module), name)(*args, **options)


class _TokenPattern:
    """The attributes of a token that a pattern may ask for."""

    def model_dump(self) -> Collection[str]:
        return {str(name).lower() for name in vars(import_module("spacy.attrs"))["IDS"]}


def _schema() -> type:
    """Import spaCy's reader of settings, which looks whether pydantic is there, and does without."""
    hidden = [name for name in UNSEEN if name not in sys.modules]
    # Python takes for missing what stands as None among the modules.
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        found: type = vars(import_module("confection.validation"))["Schema"]
        return found
    finally:
        for name in hidden:
            del sys.modules[name]


def _stand_ins() -> dict[str, _StandIn]:
    own = {"model_config": {"extra": "allow"}, "model_rebuild": lambda **_: None}
    anything = type("Anything", (_schema(),), own)
    found = {module: _StandIn(module) for module in LEFT_OUT}
    vars(found[SCHEMAS]).update(dict.fromkeys(SETTINGS, anything))
    vars(found[SCHEMAS]).update(TokenPattern=_TokenPattern, validate_token_pattern=lambda pattern: [])
    return found


def _import_lightly() -> None:
    stand_ins = _stand_ins()
    sys.modules.update(stand_ins)
    try:
        spacy = import_module("spacy")
    finally:
        for name in stand_ins:
            del sys.modules[name]
    for name in (*ON_DEMAND, "info", *SETTINGS):
        vars(spacy).pop(name, None)
    vars(spacy)["__getattr__"] = _on_demand


ON_DEMAND = {"cli": CLI, "schemas": SCHEMAS}
"""Names of the package that are modules left out."""


def _on_demand(name: str) -> Any:
    """Give what was left out to whoever uses spaCy in the same process."""
    if name in ON_DEMAND:
        return import_module(ON_DEMAND[name])
    if name == "info" or name in SETTINGS:
        return vars(import_module(INFO if name == "info" else SCHEMAS))[name]
    raise AttributeError(f"module 'spacy' has no attribute {name!r}")


if "spacy" not in sys.modules:
    _import_lightly()

from spacy import load  # noqa: E402 - only now
from spacy.matcher import Matcher  # noqa: E402
from spacy.pipeline import AttributeRuler, Tok2Vec  # noqa: E402
from spacy.tokenizer import Tokenizer  # noqa: E402
from spacy.tokens import Doc, Token  # noqa: E402
from spacy.util import registry  # noqa: E402
from thinc.api import NumpyOps  # noqa: E402

__all__ = ["AttributeRuler", "Doc", "Matcher", "NumpyOps", "Tok2Vec", "Token", "Tokenizer", "load", "registry"]
