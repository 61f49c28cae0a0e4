from __future__ import annotations

import pytest

from blamelint.formats.markdown import read_markdown
from blamelint.language.people import People, is_personal_address, people_of
from blamelint.source import Source
from tests.helpers import vocabulary


def names(text: str, people: People | None = None) -> list[str]:
    """Names found in a prose, as written."""
    found = people or People(vocabulary().lexicons)
    return [text[start:end] for start, end in found.spans(text)]


def introduced(text: str, *, people: tuple[str, ...] = (), declared: dict[str, str] | None = None) -> People:
    """The people whom a Markdown text introduces."""
    return people_of(read_markdown(Source("test.md", text)), vocabulary().lexicons, people=people, declared=declared)


@pytest.mark.parametrize(
    "name",
    ["Priya", "Xiaoming", "Sanjay", "Oluwaseun", "Agnieszka", "Priya Raman", "Jean-Pierre", "Jean-Pierre Dupont"],
)
def test_given_names_of_many_cultures_are_people(name: str) -> None:
    assert [name] == names(f"Then {name} restarted the broker.")


@pytest.mark.parametrize("name", ["Ludwig van der Berg", "Maria de la Cruz", "Carlos dos Santos"])
def test_a_name_runs_through_its_particles(name: str) -> None:
    assert [name] == names(f"Then {name} restarted the broker.")


@pytest.mark.parametrize("name", ["Mr. Okafor", "Mrs Okafor", "Dr Osei", "Dr. Osei", "Prof. Zhang Wei"])
def test_a_title_makes_a_surname_a_person(name: str) -> None:
    assert [name] == names(f"Then {name} restarted the broker.")


@pytest.mark.parametrize("handle", ["@hlee", "@h.lee", "@h-lee", "<@U02ABC>"])
def test_a_handle_is_a_person(handle: str) -> None:
    assert [handle] == names(f"Then {handle} restarted the broker.")


@pytest.mark.parametrize("handle", ["@channel", "@here", "@everyone", "@sre-team", "@payments-oncall-engineers"])
def test_a_handle_of_a_group_is_nobody(handle: str) -> None:
    assert [] == names(f"Then {handle} was paged.")


def test_a_package_scope_is_no_handle() -> None:
    assert [] == names("We pinned @angular/core to the older version.")


def test_an_address_is_a_person() -> None:
    assert ["j.doe@example.com"] == names("Then j.doe@example.com restarted the broker.")


@pytest.mark.parametrize("local", ["support", "no-reply", "sre", "security-alerts", "noc.oncall", "ops+emea"])
def test_an_address_of_a_role_is_nobody(local: str) -> None:
    assert not is_personal_address(f"{local}@example.com")


@pytest.mark.parametrize("initials", ["M.T.", "J. K. L."])
def test_dotted_initials_are_a_person(initials: str) -> None:
    assert [initials] == names(f"Then {initials} restarted the broker.")


@pytest.mark.parametrize("name", ["J. Larsen", "J. K. Larsen", "J.K. Larsen-Holm"])
def test_initials_before_a_surname_are_a_person(name: str) -> None:
    assert [name] == names(f"Then {name} restarted the broker.")


def test_a_login_with_a_known_given_name_is_a_person() -> None:
    assert ["priya.raman"] == names("Then priya.raman restarted the broker.")
    assert [] == names("Then config.yaml was read.")


@pytest.mark.parametrize(
    "product",
    [
        "Jenkins",
        "Argo",
        "Kafka",
        "Consul",
        "Apollo",
    ],
)
def test_a_product_that_sounds_like_a_name_is_nobody(product: str) -> None:
    assert [] == names(f"Then {product} was restarted.")


@pytest.mark.parametrize("identifier", ["Priya_backup", "Sam/prod-1", "Ben_2"])
def test_a_name_inside_an_identifier_is_nobody(identifier: str) -> None:
    assert [] == names(f"Then {identifier} was dropped.")


def test_an_ambiguous_name_is_a_person_with_a_surname() -> None:
    assert ["Grace Miller"] == names("Grace Miller approved the change.")


def test_an_ambiguous_name_is_a_person_inside_a_sentence() -> None:
    assert ["Grace"] == names("Then Grace approved the change.")


def test_an_ambiguous_name_at_the_start_of_a_sentence_is_left_open() -> None:
    """'Grace periods' and 'Mark as done' begin sentences too."""
    assert [] == names("Grace approved the change.")


@pytest.mark.parametrize("text", ["In May the volume doubled.", "Since April the job has failed."])
def test_a_month_is_nobody(text: str) -> None:
    assert [] == names(text)


def test_names_do_not_overlap_and_stand_in_order() -> None:
    text = "Priya Raman, @hlee and J. Larsen (j.larsen@example.com) joined."

    assert ["Priya Raman", "@hlee", "J. Larsen", "j.larsen@example.com"] == names(text)


# --- what a document says about its own people -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "matters"),
    [
        ("Tom Hall", "Then Tom said so.", True),
        ("Tom Hall", "Then customers said so.", False),
        ("Tom Hall", "The job ran.", False),
        ("Tom Hall", "TH ran it.", True),
        ("Jdoe", "jdoe.smith ran it.", True),
        ("Maria Lima", "Later maria said so.", True),
        ("@hlee", "Then @hlee said so.", True),
        ("Anne-Marie Lund", "Anne-Marie said so.", True),
    ],
)
def test_a_name_matters_where_it_or_a_part_of_it_stands(name: str, text: str, *, matters: bool) -> None:
    known = People(vocabulary().lexicons)
    before = known.among(text)
    known.learn(name)

    assert matters == (before != known.among(text))


def test_a_full_name_is_known_by_its_parts_later() -> None:
    people = introduced("Priya Quennell joined the call.\n\nQuennell restarted it.")

    assert ["Quennell"] == names("Quennell restarted it.", people)
    assert ["Priya"] == names("Then Priya left.", people)


@pytest.mark.parametrize(
    "text",
    [
        "---\nauthor: Zorblax Quennell\n---\n\nText.",
        "---\nauthors: [Zorblax Quennell, Ben]\n---\n\nText.",
        "---\nauthors:\n  - name: Zorblax Quennell\n---\n\nText.",
        "---\nincident_commander: Zorblax Quennell; Ben\n---\n\nText.",
    ],
)
def test_front_matter_introduces_people(text: str) -> None:
    assert ["Quennell"] == names("Then Quennell left.", introduced(text))


def test_declared_initials_stand_for_a_person() -> None:
    people = introduced("Priya Raman (PR) was on call.")

    assert people.is_initials("PR")
    assert ["PR"] == [name for name in ("PR", "API") if people.is_initials(name)]


def test_acronyms_of_the_trade_are_no_initials() -> None:
    people = People(vocabulary().lexicons)

    assert ["XQ"] == [word for word in ("DNS", "API", "SQL", "XQ", "Xq", "ABCD") if people.is_initials(word)]


def test_settings_name_people_and_those_who_are_none() -> None:
    people = introduced("Text.", people=("Zorblax",), declared={"Priya": "system"})

    assert ["Zorblax"] == names("Then Zorblax and Priya were restarted.", people)
