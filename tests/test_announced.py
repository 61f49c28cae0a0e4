"""Packs of rules in installed packages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from blamelint.announced import announced, announced_folder
from blamelint.blank import write_blank
from blamelint.cli import main
from blamelint.configuration import forget_settings, load_settings
from blamelint.errors import UserError

pytestmark = pytest.mark.usefixtures("fresh_settings")

Install = Callable[..., Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Lay a package out as pip does: a module that must not run, rules in it, and its metadata."""
    monkeypatch.chdir(tmp_path)

    def install(name: str = "acme-rules", value: str = "acme_rules:rules", *, folder: str = "rules") -> Path:
        place = tmp_path / "site-packages"
        package = place / "acme_rules"
        package.mkdir(parents=True, exist_ok=True)
        (package / "__init__.py").write_text('raise AssertionError("this code must not run")\n', encoding="utf-8")
        write_blank("acme/heroics", package / folder)
        info = place / f"{name.replace('-', '_')}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
        (info / "entry_points.txt").write_text(f"[blamelint.packs]\n{name} = {value}\n", encoding="utf-8")
        monkeypatch.syspath_prepend(str(place))
        announced.cache_clear()
        return package / folder

    return install


@pytest.mark.parametrize(
    ("value", "folder"),
    [("acme_rules:rules", "rules"), ("acme_rules", "."), ("acme_rules.data:packs.v1", "data/packs/v1")],
)
def test_the_folder_is_found_without_running_code(install: Install, value: str, folder: str) -> None:
    expected = install(value=value, folder=folder)

    assert expected.resolve() == announced_folder("acme-rules").resolve()


def test_rules_of_a_package_run_where_it_is_named(install: Install, capfd: pytest.CaptureFixture[str]) -> None:
    install()
    Path("report.md").write_text("This is todo wording.\n", encoding="utf-8")

    with pytest.raises(SystemExit, match="0"):
        main(["lint", "report.md"])
    Path(".blamelint.toml").write_text('packs = ["acme-rules"]\n', encoding="utf-8")
    forget_settings()
    with pytest.raises(SystemExit, match="1"):
        main(["lint", "--concise", "report.md"])

    assert "warning acme/heroics 'todo wording'" in capfd.readouterr().out


def test_an_installed_pack_is_tested_by_its_name(install: Install, capfd: pytest.CaptureFixture[str]) -> None:
    install()

    with pytest.raises(SystemExit, match="0"):
        main(["test", "acme-rules"])

    assert capfd.readouterr().out.endswith("3 examples of 1 rule: 0 failed, 0 known misses\n")


def test_a_misspelt_pack_is_named_with_its_place_and_a_hint(install: Install) -> None:
    install()
    Path(".blamelint.toml").write_text('packs = ["acme-rule"]\n', encoding="utf-8")

    with pytest.raises(UserError) as caught:
        load_settings(Path("report.md"))

    assert (
        ".blamelint.toml:1:10: 'acme-rule' is neither a folder nor an installed pack\n"
        "  hint: did you mean 'acme-rules'?"
    ) == str(caught.value)


def test_a_package_that_announces_what_it_does_not_have_is_named(install: Install) -> None:
    install(value="acme_rules:other")
    Path(".blamelint.toml").write_text('packs = ["acme-rules"]\n', encoding="utf-8")

    with pytest.raises(UserError) as caught:
        load_settings(Path("report.md"))

    assert (
        ".blamelint.toml:1:10: the pack 'acme-rules' is announced as 'acme_rules:other', and there is no such folder\n"
        "  hint: ask those who make acme-rules"
    ) == str(caught.value)
