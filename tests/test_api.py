"""blamelint as a library."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import blamelint
from blamelint.errors import UserError
from blamelint.settings import Settings
from blamelint.source import Span
from tests.conftest import ROOT

pytestmark = pytest.mark.usefixtures("fresh_settings", "small_engine")


@pytest.mark.parametrize("name", blamelint.__all__)
def test_every_public_name_exists(name: str) -> None:
    assert getattr(blamelint, name) is not None
    assert name in dir(blamelint)


def test_other_names_do_not_exist() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'lint_url'"):
        blamelint.__getattr__("lint_url")


def test_text_is_linted_with_the_defaults() -> None:
    [finding] = blamelint.lint_text("Then Dave forgot it.")

    assert ("person/omission", Span(5, 16)) == (finding.rule, finding.span)


def test_settings_can_be_given() -> None:
    assert () == blamelint.lint_text("Dave forgot it.", settings=Settings(ignore=("person",)))


def test_unknown_rule_in_settings_is_an_error() -> None:
    with pytest.raises(UserError, match="unknown rule or pack 'persons' in ignore"):
        blamelint.lint_text("Dave forgot it.", settings=Settings(ignore=("persons",)))


def test_file_is_linted_with_its_configuration(tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text("Dave forgot it.", encoding="utf-8")
    assert 1 == len(blamelint.lint_file(tmp_path / "report.md"))


def test_configuration_of_a_file_counts(tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text("Dave forgot it.", encoding="utf-8")
    (tmp_path / ".blamelint.toml").write_text('ignore = ["person"]', encoding="utf-8")

    assert () == blamelint.lint_file(str(tmp_path / "report.md"))


def test_importing_the_package_imports_nothing_else() -> None:
    code = "import blamelint, sys; print(*[name for name in sys.modules if name.startswith('blamelint.')])"

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)

    assert "" == done.stdout.strip()
