"""Whole documents: what `examples/` gives, finding by finding."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from blamelint.api import lint
from blamelint.diagnostic import Report
from blamelint.renderers import render
from blamelint.settings import Settings
from blamelint.source import Source, read_source
from tests.conftest import ROOT, Golden

EXAMPLES = sorted(path for path in (ROOT / "examples").glob("*.md") if path.name != "README.md")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_example_gives_the_findings_on_record(example: Path, golden: Golden) -> None:
    source = read_source(example, name=f"examples/{example.name}")

    golden.check(f"{example.stem}.json", _findings(source))


def _findings(source: Source) -> str:
    out = io.StringIO()
    render("json", Report((lint(source, Settings()),)), out)
    report = json.loads(out.getvalue())
    # The version changes with every release, the findings need not.
    return json.dumps(report["files"][0], indent=2, ensure_ascii=False) + "\n"
