"""What is written about blamelint: it is fresh, its links lead somewhere, and its commands exist."""

from __future__ import annotations

import functools
import re
import tomllib
from pathlib import Path
from typing import Any

import click
import pytest

from blamelint.api import lint_text
from blamelint.cli import cli
from blamelint.configuration import NAMING, READERS, SPECIAL
from blamelint.packs import Rule, load_rules
from blamelint.trial import failures
from scripts.build_reference import PACKS, README, pages
from tests.conftest import ROOT
from tests.helpers import book

PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
RULES = list(book().rules.values())
LINK = re.compile(r"\]\(([^()\s]+)\)")
COMMAND = re.compile(r"(?:\$ |`)blamelint ([a-z-]+)((?: --[a-z-]+)*)")
REFERENCE = [README, *(ROOT / "docs" / "rules" / f"{name}.md" for name in ("README", *PACKS))]
KEYS = {*READERS, *SPECIAL}


def in_checkout(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def anchors(page: Path) -> set[str]:
    """Anchors as GitHub makes them from headings."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@functools.cache
def reference() -> dict[Path, str]:
    """What the script would write now."""
    return pages(book())


@pytest.mark.parametrize("page", REFERENCE, ids=in_checkout)
def test_the_reference_is_fresh(page: Path) -> None:
    written = page.read_text(encoding="utf-8") if page.exists() else ""

    assert reference()[page] == written, "run `make docs`"


def test_nothing_else_is_in_the_reference() -> None:
    assert {*REFERENCE} == {README, *(ROOT / "docs" / "rules").glob("*.md")}


def test_every_pack_has_a_page() -> None:
    assert set(book().packs) == set(PACKS)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_the_anchor_that_its_findings_link_to(rule: Rule) -> None:
    assert rule.name in anchors(ROOT / "docs" / "rules" / f"{rule.pack}.md")


def test_a_finding_links_to_the_entry_of_its_rule() -> None:
    [found, *_] = lint_text("Dave forgot to run the migration.")

    assert "https://github.com/blamelint/blamelint/blob/main/docs/rules/person.md#omission" == found.url


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_source_is_in_the_list(rule: Rule) -> None:
    assert set() == {tag.lower() for tag in rule.sources} - anchors(ROOT / "docs" / "sources.md")


@pytest.mark.parametrize("page", PAGES, ids=in_checkout)
def test_links_lead_to_something(page: Path) -> None:
    for link in LINK.findall(_without_code(page.read_text(encoding="utf-8"))):
        target, _, anchor = link.partition("#")
        if "://" in target:
            continue
        file = page.parent / target if target else page
        assert file.exists(), link
        assert not anchor or anchor in anchors(file), link


def _command(name: str) -> click.Command:
    command = cli.get_command(click.Context(cli), name)
    assert command, f"blamelint {name}"
    return command


@pytest.mark.parametrize("page", PAGES, ids=in_checkout)
def test_commands_and_options_exist(page: Path) -> None:
    for name, options in COMMAND.findall(page.read_text(encoding="utf-8")):
        known = {"--help", *(option for parameter in _command(name).params for option in parameter.opts)}
        assert set(options.split()) <= known, f"blamelint {name}{options}"


def test_every_setting_is_in_the_list() -> None:
    table = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")

    assert KEYS == set(re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=in_checkout)
def test_settings_in_examples_name_what_exists(page: Path) -> None:
    known = {*book().rules, *book().packs}
    for block in re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        parsed = tomllib.loads(block)
        if "build-system" in parsed:  # of a package of rules
            continue
        table = parsed.get("tool", {}).get("blamelint", parsed)
        assert set(table) <= KEYS, block
        named = {name for key in NAMING for one in (table, *table.get("overrides", ())) for name in _names(one, key)}
        assert {name for name in named if not name.startswith(("allow/", "house"))} <= known, block


def _names(table: dict[str, Any], key: str) -> set[str]:
    named = table.get(key, ())
    return set() if isinstance(named, str) else {*named} - {"default"}


@pytest.mark.parametrize("page", ["README.md", "docs/allow-comments.md"])
def test_allow_comments_in_examples_allow_just_what_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    examples = [block for block in re.findall(r"```markdown\n(.*?)```", text, re.DOTALL) if "blamelint: " in block]

    assert examples
    for example in examples:
        assert () == lint_text(example)
        assert lint_text(re.sub("<!--.*?-->", "", example))


def test_rules_in_the_guide_pass_their_own_tests(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "writing-rules.md").read_text(encoding="utf-8")
    rules = [block for block in re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL) if "\nkind: " in block]
    (tmp_path / "house").mkdir()
    for number, rule in enumerate(rules):
        (tmp_path / "house" / f"rule-{number}.yaml").write_text(rule, encoding="utf-8")
    everything = load_rules([tmp_path])
    ours = [rule for rule in everything.rules.values() if rule.pack == "house"]

    assert {"phrase", "clause", "structure"} == {rule.kind for rule in ours}
    assert [] == [str(failure) for failure in failures(everything, ours)]


def _without_code(text: str) -> str:
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)
