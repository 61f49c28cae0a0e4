"""Names from CODEOWNERS and from git."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from blamelint.configuration import load_settings
from blamelint.errors import UserError
from blamelint.formats.markdown import read_markdown
from blamelint.language.people import people_of
from blamelint.ownership import ownership
from blamelint.source import Source
from tests.helpers import book

pytestmark = pytest.mark.usefixtures("fresh_settings")

OWNERS = """\
# Jo (@jo) asked for this file
*                 @ana-lopez
/billing\\ jobs/   @acme/payments-oncall bo@example.com  # not @cy
/docs/
[Mobile][2] @dee @acme/apps/mobile
ios/ @@maintainer @build-bot
"""


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for variable in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(variable, "/dev/null")
    _git("init", "--quiet")
    return tmp_path


def _git(*args: str) -> None:
    subprocess.run(["git", *args], check=True, capture_output=True)


def _commit(name: str, address: str) -> None:
    identity = ("-c", f"user.name={name}", "-c", f"user.email={address}")
    _git(*identity, "commit", "--quiet", "--allow-empty", "-m", "change")


def _write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("place", [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"])
def test_owners_are_people_and_teams(repository: Path, place: str) -> None:
    _write(place, OWNERS)

    found = ownership(repository, ("codeowners",))

    assert ("@ana-lopez", "@dee", "bo@example.com") == found.people
    assert ("Mobile", "Payments Oncall", "mobile", "payments-oncall") == found.teams


def test_authors_are_people_and_machines_are_not(repository: Path) -> None:
    _commit("Xiaoming Li", "xli@example.com")
    _commit("Xiaoming Li", "xli@example.com")
    _commit("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com")
    _commit("Jenkins CI", "jenkins@example.com")
    _commit("Acme Releasebot", "ops@example.com")
    _commit("jdoe", "jdoe@example.com")
    _commit("Zoë O'Neill-Brandt", "zoe@example.com")

    assert ("Xiaoming Li", "Zoë O'Neill-Brandt", "xli@example.com", "zoe@example.com") == ownership(
        repository, ("git",)
    ).people


def test_the_configuration_asks_the_repository_around_it(repository: Path) -> None:
    _commit("Xiaoming Li", "xli@example.com")
    _write("CODEOWNERS", OWNERS)
    _write("docs/.blamelint.toml", 'people-from = ["codeowners", "git"]\nteams = ["Core"]\n')

    settings = load_settings(repository / "docs" / "report.md")

    assert {"Xiaoming Li", "@dee"} < set(settings.colleagues)
    assert () == settings.people
    assert {"Core", "mobile"} < set(settings.teams)


def test_nobody_is_asked_without_being_told_to(repository: Path) -> None:
    _commit("Xiaoming Li", "xli@example.com")
    _write(".blamelint.toml", "")

    assert () == load_settings(repository / "report.md").colleagues


def test_an_answer_that_cannot_be_had_is_an_error_at_the_setting(repository: Path) -> None:
    _write(".blamelint.toml", 'profile = "strict"\npeople-from = ["codeowners"]\n')

    with pytest.raises(UserError, match=r"^\.blamelint\.toml:2:15: there is no CODEOWNERS file\n  hint: looked at "):
        load_settings(repository / "report.md")


def test_a_repository_without_a_commit_has_no_authors_to_list(repository: Path) -> None:
    with pytest.raises(UserError, match="git could not list the authors: fatal: "):
        ownership(repository, ("git",))


COLLEAGUES = ("Dana Berg", "Threnody Vale", "Will Long", "@will-long", "will@example.com")


def _named(text: str) -> list[str]:
    """Whom a document names, if these are the colleagues."""
    people = people_of(read_markdown(Source("test.md", text)), book().lexicons, colleagues=COLLEAGUES)
    return [text[start:end] for start, end in people.spans(text)]


def test_a_colleague_is_known_by_an_unmistakable_given_name() -> None:
    assert ["Threnody"] == _named("Threnody forgot it.")


@pytest.mark.parametrize("text", ["DB forgot it.", "Long queries forgot it.", "Will it be long?", "By will alone"])
def test_what_a_name_could_be_shortened_to_names_nobody_in_other_documents(text: str) -> None:
    assert [] == _named(text)


def test_a_colleague_who_is_named_in_full_is_known_as_in_any_document() -> None:
    assert ["Will Long", "Long"] == _named("On call was Will Long. Then Long forgot it.")
