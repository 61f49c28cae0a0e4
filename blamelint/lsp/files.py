"""Files that say how to lint: settings, and the rules of packs, checked as they are typed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lsprotocol import types

from blamelint import api
from blamelint.configfile import OWN_FILE, SHARED_FILE
from blamelint.configuration import parse_settings
from blamelint.errors import UserError
from blamelint.lsp.buffers import Buffer
from blamelint.lsp.findings import complaint
from blamelint.packs import check_lexicons, parse_rule, rules_folder
from blamelint.settings import Settings
from blamelint.source import Source

PACK_DEPTH = 2
"""Folders between a folder of packs and a rule: `packs/<pack>/<rule>.yaml`."""


def matters(path: Path) -> bool:
    """Tell whether a file can change findings."""
    return path.name in (OWN_FILE, SHARED_FILE) or path.suffix == ".yaml"


def is_settings(path: Path | None) -> bool:
    """Tell whether a file can hold settings."""
    return path is not None and path.name in (OWN_FILE, SHARED_FILE)


def is_rule(path: Path | None, settings: Iterable[Settings]) -> bool:
    """Tell whether a file is a rule of one of the packs that are used."""
    if path is None or path.suffix != ".yaml" or path.parent.name == "lexicons":
        return False
    folders = {folder.resolve() for chosen in settings for folder in (*chosen.packs, rules_folder())}
    return path.resolve().parents[1] in folders if len(path.parts) > PACK_DEPTH else False


def problems(buffer: Buffer, settings: Settings) -> list[types.Diagnostic]:
    """Find what is wrong in a settings file or a rule, at its place."""
    path = buffer.path
    assert path is not None
    check = _check_settings if is_settings(path) else _check_rule
    try:
        check(path, buffer.source, settings)
    except UserError as error:
        return [complaint(error, buffer.places)]
    return []


def _check_settings(path: Path, source: Source, _: Settings) -> None:
    settings = parse_settings(path, source)
    if settings is not None:
        api.rules_for(settings)


def _check_rule(path: Path, source: Source, settings: Settings) -> None:
    from blamelint.kinds.sentences import compile_rule
    from blamelint.kinds.structure import compile_structure

    rule = parse_rule(path, source.text)
    check_lexicons(rule, api.rules_for(settings).lexicons)
    compile_structure(rule) if rule.kind == "structure" else compile_rule(rule)
