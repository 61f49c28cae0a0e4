"""The pre-commit hook."""

from __future__ import annotations

import re

import pytest
import yaml

from tests.conftest import ROOT

[HOOK] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))


def test_hook_calls_the_command() -> None:
    assert ("blamelint", "blamelint lint", "python", ["markdown"]) == (
        HOOK["id"],
        HOOK["entry"],
        HOOK["language"],
        HOOK["types"],
    )


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("postmortems/2025-03-11.md", True),
        ("docs/Post-Mortem_checkout.md", True),
        ("docs/2025-03-postmortem.md", True),
        ("incident.md", True),
        ("ops/incident-reports/7.md", True),
        ("retro 12.md", True),
        ("README.md", False),
        ("docs/retroactive-pricing.md", False),
        ("docs/incidental.md", False),
        ("docs/arcade.md", False),
    ],
)
def test_hook_takes_postmortems_by_name(path: str, taken: bool) -> None:
    assert taken is bool(re.search(HOOK["files"], path))
