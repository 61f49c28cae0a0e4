"""Texts about blame speak of it and blame nobody."""

from __future__ import annotations

import pytest

from blamelint.api import lint_text
from blamelint.formats.genre import Genre, genre
from blamelint.formats.markdown import read_markdown
from blamelint.source import Source
from tests.conftest import ROOT

ESSAY = (ROOT / "tests" / "guides" / "essay-on-blame.md").read_text(encoding="utf-8")


def test_essay_is_known_by_its_words() -> None:
    assert Genre.GUIDE is genre(read_markdown(Source("essay.md", ESSAY)))
    assert () == lint_text(ESSAY)


@pytest.mark.parametrize("kind", ["guide", "essay", "template"])
def test_marked_text_is_left_alone(kind: str) -> None:
    report = "Ana forgot to renew the certificate.\n"

    assert lint_text(report)
    assert () == lint_text(f"---\nkind: {kind}\n---\n\n{report}")


def test_report_with_times_is_no_essay() -> None:
    report = ESSAY + "\nAt 14:02 Ana forgot to renew the certificate.\n"

    assert "person/omission" in [found.rule for found in lint_text(report)]
