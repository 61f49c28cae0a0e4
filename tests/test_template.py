"""`blamelint template`: a form that is left alone while it is empty, and passes when it is filled in."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from blamelint.api import lint_text
from blamelint.cli import main
from blamelint.formats.genre import Genre, genre, is_placeholder
from blamelint.formats.markdown import read_markdown
from blamelint.settings import Settings
from blamelint.source import Source

Printed = Callable[..., str]
STRICT = Settings(profile="strict")
TITLES = ("Summary", "Impact", "Timeline", "Root cause")
PLACEHOLDER = re.compile(r"‹[^›]+›")

FILLED = """\
Saturday's statements were sent twice to 1,800 customers
7 June 2025, 06:10 to 07:40 UTC
final
Ana Belmonte, Kwame Asante
INC-1302
On 7 June the job that sends statements ran twice, and 1,800 customers got two letters. It was stopped after \
90 minutes. The scheduler had lost its lock in a fail-over, and the job had no guard of its own.
1,800 customers got the same letter twice, and 112 of them called
from 06:10 to 07:40 UTC
No account was charged twice; postage came to 1,400 euro
06:10
The scheduler fails over to its second node, and both nodes start the job
06:35
The printer's queue shows 1,900 letters, on a screen in an office that is closed on Saturdays
07:20
Kwame pauses the second node, expecting one of the two runs to end
07:40
The queue empties, and the count of letters stands still
A customer called the help desk at 07:05. The queue's length is measured, and has no alert, because it varies with the \
end of the month.
The scheduler keeps its lock in memory, so that a fail-over forgets it
The staging scheduler has one node, so the tests cannot show a fail-over
The job was written for a scheduler that never ran twice, and moved to the new one under a deadline of the supplier
Two runs look like one in the log, which has no number for a run
The runbook says that pausing a node ends its jobs, which was true of the old scheduler
The printer's queue can only be emptied by its supplier, who answers within an hour
The printer asks for confirmation above 2,000 letters, which kept a third batch back
The help desk wrote down the first call word for word
INC-1144 was a double run of the same scheduler; of its two actions, the lock in the database is still open
Keep the scheduler's lock in the database
1
Kwame Asante
27 June 2025
Alert when the queue is longer than on any Saturday of the last year
2
Platform team
20 June 2025
Give each run a number, and refuse a second one for the same day
3
Ana Belmonte
4 July 2025
Which other jobs rely on the old scheduler's promise?
""".splitlines()


@pytest.fixture
def printed(capfd: pytest.CaptureFixture[str]) -> Printed:
    def printed(*args: str) -> str:
        with pytest.raises(SystemExit, match="0"):
            main(["template", *args])
        return capfd.readouterr().out

    return printed


def test_the_empty_form_is_left_alone(printed: Printed) -> None:
    text = printed()

    assert Genre.TEMPLATE is genre(read_markdown(Source("docs/2025-06-07.md", text)))
    assert () == lint_text(text, settings=STRICT)


def test_the_form_with_a_title_of_its_own_is_left_alone_as_well(printed: Printed) -> None:
    text = printed("--title", "Statements were sent twice")

    assert text.startswith("# Statements were sent twice\n")
    assert Genre.TEMPLATE is genre(read_markdown(Source("docs/2025-06-07.md", text)))


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (True, "‹names›"),
        (True, "- **Follow-up action:** ‹what›, ‹by whom›"),
        (True, "‹What showed that something\nwas wrong?›"),
        (False, "The migration was not run. ‹What made this possible?›"),
        (False, "- 07:10: the boards froze ‹What made this possible?›"),
        (False, "‹Who› saw the boards freeze."),
    ],
)
def test_a_placeholder_behind_a_sentence_is_none_of_a_form(expected: bool, text: str) -> None:
    document = read_markdown(Source("a.md", text))

    assert [expected] == [is_placeholder(document, block) for block in document.blocks]


def test_a_rewritten_report_is_no_form() -> None:
    sentences = ("The migration was not run.", "The alert was not seen.", "The check was skipped.", "It was late.")
    text = "".join(
        f"## {title}\n\n{said} ‹What made this possible?›\n\n" for title, said in zip(TITLES, sentences, strict=True)
    )

    assert Genre.TEMPLATE is not genre(read_markdown(Source("a.md", text)))


def test_the_form_passes_the_strict_profile_when_filled_in(printed: Printed) -> None:
    answers = iter(FILLED)
    text = PLACEHOLDER.sub(lambda _: next(answers), printed())

    assert [] == list(answers), "an answer for each placeholder"
    assert Genre.POSTMORTEM is genre(read_markdown(Source("docs/2025-06-07.md", text)))
    assert [] == [(found.rule, found.message) for found in lint_text(text, settings=STRICT)]


def test_blame_in_the_filled_form_is_found(printed: Printed) -> None:
    """The form does not silence what is written into it."""
    answers = iter([*FILLED[:5], "Kwame forgot to check the lock.", *FILLED[6:]])
    text = PLACEHOLDER.sub(lambda _: next(answers), printed())

    assert "person/omission" in {finding.rule for finding in lint_text(text)}
