"""What is fuzzed: each target takes any bytes, and raises only when blamelint breaks a promise.

Errors that name what is wrong with an input are promised; any other exception is a bug.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from xml.dom import minidom

from blamelint import api
from blamelint.configuration import parse_settings
from blamelint.diagnostic import FileReport, Report
from blamelint.document import Document
from blamelint.errors import UserError
from blamelint.fixing import mend
from blamelint.formats.markdown import read_markdown
from blamelint.kinds.sentences import compile_rule
from blamelint.kinds.structure import compile_structure
from blamelint.packs import parse_rule
from blamelint.renderers import formats, render
from blamelint.settings import Settings
from blamelint.source import Source, decode

FEW_WORDS = 300
"""Limit of the whole pipeline, so that one input takes a fraction of a second."""

RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""What no format may write: characters that a terminal obeys, and those that turn the reading direction."""

ORDERS = re.compile(r"^\s*::(?!(?:error|warning|notice) file=)|##\w*\[", re.MULTILINE)
"""What no format may write: orders to a CI server that are not ours."""


def reader(raw: bytes) -> None:
    """Read Markdown: every block knows where it stands."""
    source = _decoded(raw)
    if source is not None:
        check_document(read_markdown(source))


def settings(raw: bytes) -> None:
    """Read a settings file."""
    for name in (".blamelint.toml", "pyproject.toml"):
        source = _decoded(raw, name)
        try:
            found = parse_settings(Path("/nowhere", name), source) if source else None
            if found is not None:
                api.rules_for(found)
        except UserError as error:
            str(error)


def rules(raw: bytes) -> None:
    """Read a rule file and compile what it asks for."""
    source = _decoded(raw)
    try:
        if source is not None:
            rule = parse_rule(Path("pack/rule.yaml"), source.text)
            compile_structure(rule) if rule.kind == "structure" else compile_rule(rule)
    except UserError as error:
        str(error)


def pipeline(raw: bytes) -> None:
    """Lint, render in every format, and apply all that is offered."""
    source = _decoded(raw)
    if source is None:
        return
    try:
        report = api.lint_whole(source, Settings(max_words=FEW_WORDS, profile="strict"))
    except UserError:
        return
    check_report(report)
    for format in formats():
        check_output(format, report)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "reader": reader,
    "settings": settings,
    "rules": rules,
    "pipeline": pipeline,
}


def check_document(document: Document) -> None:
    """Raise `AssertionError` unless every run stands in the file as it stands in its block."""
    text = document.source.text
    for block in document.blocks:
        assert 0 <= block.span.start <= block.span.end <= len(text)
        for run in block.runs:
            assert block.text[run.prose : run.prose + run.length] == text[run.source : run.source + run.length]
        whole = block.to_source(0, len(block.text)).span
        assert 0 <= whole.start <= whole.end <= len(text)


def check_report(report: FileReport) -> None:
    """Raise `AssertionError` unless findings lie in the text, and fixes change nothing but what they say."""
    source = report.source
    for diagnostic in report.diagnostics:
        assert 0 <= diagnostic.span.start <= diagnostic.span.end <= len(source.text)
    for unsafe in (False, True):
        mended = mend(source, report.diagnostics, unsafe=unsafe)
        assert bool(mended.fixes) or mended.text == source.text
        edits = sorted((edit.span, edit.text) for fix in mended.fixes for edit in fix.edits)
        assert len(mended.text) - len(source.text) == sum(len(text) - len(span) for span, text in edits)


def check_output(format: str, report: FileReport) -> None:
    """Raise `AssertionError` unless a format is well-formed and holds nothing that a reader obeys."""
    out = io.StringIO()
    render(format, Report((report,)), out)
    written = out.getvalue()
    assert not RAW.search(written), format
    assert not ORDERS.search(written), format
    written.encode("utf-8")
    if format in ("junit", "checkstyle"):
        minidom.parseString(written)
    elif format == "jsonl":
        for line in written.splitlines():
            json.loads(line)
    elif format in ("json", "sarif", "gitlab", "rdjson", "lsp"):
        json.loads(written)


def _decoded(raw: bytes, name: str = "fuzz.md") -> Source | None:
    try:
        return decode(raw, name)
    except UserError:
        return None
