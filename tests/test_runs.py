"""Findings are the same, byte for byte, whatever the order of files, the processes, and what is known already."""

from __future__ import annotations

import gc
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from blamelint import api, crew, runs
from blamelint.archive import Archive
from blamelint.cache import Cache
from blamelint.diagnostic import FileError, FileReport
from blamelint.document import Document
from blamelint.errors import DocumentError, Location, UserError
from blamelint.language.pipeline import load_model
from blamelint.settings import Settings
from blamelint.source import Source
from tests.conftest import ROOT

EXAMPLES = sorted((ROOT / "examples").glob("*.md"))
SHORT = [
    "# Outage\n\nDave forgot to run the job. He should have known better.\n",
    "# Outage\n\nAll was well.\n",
    "# Ledger outage\n\n- 10:02 Ana forgot to renew it (Ana)\n- 10:05 The root cause was human error.\n",
    "<!-- blamelint: allow person -- agreed -->\nPriya broke the ledger.\n\nThe İSTANBUL office was slow.\n",
    "| Who | What |\n|---|---|\n| Ana | Forgot the check |\n| Sam | Restarted it |\n",
]


@dataclass(frozen=True)
class Text:
    """A text that is not in a file."""

    name: str
    text: str

    def read(self, *, most: int) -> Source:
        if self.text == "unreadable":
            raise DocumentError("cannot read the file", at=Location(self.name), hint="look at it")
        return Source(self.name, self.text)


def texts(*contents: str) -> list[Text]:
    return [Text(f"{number}.md", text) for number, text in enumerate(contents)]


def lint(some: Sequence[Text], *, jobs: int | None = 1, archive: Archive | None = None) -> list[crew.Outcome]:
    return list(runs.linted([(one, Settings()) for one in some], archive=archive or Archive(None), jobs=jobs))


def afresh(one: Text) -> crew.Outcome:
    return api.lint_whole(one.read(most=sys.maxsize), Settings())


def test_files_are_linted_in_their_order() -> None:
    some = texts(*SHORT)

    assert [afresh(one) for one in some] == lint(some)


def test_several_processes_find_the_same_in_the_same_order() -> None:
    some = texts(*SHORT * 5, "unreadable", *SHORT)

    together = lint(some, jobs=2)

    assert [afresh(one) for one in some if one.text != "unreadable"] == [
        file for file in together if isinstance(file, FileReport)
    ]
    assert FileError("25.md", "25.md: cannot read the file", "look at it") == together[25]


def test_few_files_are_not_worth_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "Crew", None)
    monkeypatch.setattr(runs, "cores", lambda: 4)
    some = texts(*["All was well.\n"] * (runs.PAYS - 1))

    assert runs.PAYS - 1 == len(lint(some, jobs=None))


def test_what_is_known_needs_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    some = texts(*["All was well.\n"] * (runs.PAYS + 1))
    with Archive(Cache(tmp_path / "results.db")) as archive:
        before = lint(some, archive=archive)
        archive.flush()
        monkeypatch.setattr(runs, "Crew", None)
        monkeypatch.setattr(runs, "cores", lambda: 4)

        assert before == lint(some, archive=archive, jobs=None)


def test_what_is_found_comes_as_it_becomes_known() -> None:
    read: list[str] = []

    class Watched(Text):
        def read(self, *, most: int) -> Source:
            read.append(self.name)
            return super().read(most=most)

    files = runs.linted(
        [(Watched(one.name, one.text), Settings()) for one in texts(*SHORT)], archive=Archive(None), jobs=1
    )
    next(files)

    assert ["0.md"] == read


def test_an_error_in_another_process_is_told_as_one_in_this() -> None:
    broken = Settings(packs=(Path("no-such-folder"),))
    some = [(one, broken) for one in texts(*SHORT)]

    with pytest.raises(UserError, match="no such folder of rules"):
        list(runs.linted(some, archive=Archive(None), jobs=2))


def test_a_process_that_dies_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "_work", _die)

    with pytest.raises(UserError, match="ended by the system"):
        lint(texts(*SHORT * 20), jobs=2)


def _die(_: object) -> list[crew.Findings | FileError]:
    os.kill(os.getpid(), signal.SIGKILL)
    return []


def test_few_reports_are_held_between_texts_that_need_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "TOGETHER", 4)
    with Archive(Cache(tmp_path / "results.db")) as archive:
        calm = texts(*["All was well.\n"] * 300)
        lint(calm, archive=archive)
        archive.flush()
        ahead: list[str] = []

        class Watched(Text):
            def read(self, *, most: int) -> Source:
                ahead.append(self.name)
                return super().read(most=most)

        unknown = [Text(f"unknown-{number}.md", SHORT[1]) for number in range(2)]
        some = [*unknown, *(Watched(one.name, one.text) for one in calm)]
        files = runs.linted([(one, Settings()) for one in some], archive=archive, jobs=2)
        held = 0
        for taken, _ in enumerate(files, 1):
            held = max(held, len(ahead) + len(unknown) - taken)

    assert held <= (2 * crew.IN_STOCK + 2) * crew.TOGETHER


@pytest.mark.parametrize(
    "error", [OSError("no /dev/shm"), ImportError("no semaphores")], ids=["OSError", "ImportError"]
)
def test_where_processes_cannot_work_together_one_does_it(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> crew.Crew:
        raise error

    monkeypatch.setattr(runs, "Crew", refused)
    some = texts(*SHORT)

    assert [afresh(one) for one in some] == lint(some, jobs=2)


def test_processes_talk_over_pipes_alone(tmp_path: Path) -> None:
    for number, text in enumerate(SHORT):
        (tmp_path / f"{number}.md").write_text(text, encoding="utf-8")
    code = (
        "import socket, sys\n"
        "def refused(*_, **__): raise AssertionError('a socket')\n"
        "socket.socket.__init__ = refused\n"
        "from blamelint.cli import main\n"
        "if __name__ == '__main__': main(['lint', '--concise', '--jobs', '2', '.'])\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )

    assert (1, "") == (done.returncode, done.stderr)


def test_nothing_of_a_document_is_held_when_it_is_done() -> None:
    """What is held when memory is swept stays to the end of a run."""
    source = Source("once.md", "# Postmortem: held by nobody\n\n## Root cause\n\nDave forgot to run the migration.\n")

    assert api.lint_whole(source, Settings()).diagnostics
    gc.collect()
    assert [] == [one for one in gc.get_objects() if isinstance(one, Document) and one.source is source]


def test_memory_is_swept_where_python_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    swept = []
    monkeypatch.setattr(gc, "isenabled", lambda: False)
    monkeypatch.setattr(gc, "freeze", lambda: swept.append("freeze"))
    monkeypatch.setattr(gc, "collect", lambda: swept.append("collect"))
    sweeper = crew.Sweeper()
    for _ in range(3 * crew.OFTEN + 1):
        sweeper.sweep()

    assert ["freeze", *["collect", "freeze"] * 3] == swept


@settings(max_examples=5)
@given(st.permutations(range(len(SHORT))), st.sets(st.integers(0, len(SHORT) - 1)), st.integers(0, 2))
def test_neither_order_nor_what_is_known_changes_a_finding(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], warm: set[int], turn: int
) -> None:
    some = texts(*SHORT)
    with Archive(Cache(tmp_path_factory.mktemp("cache") / "results.db")) as archive:
        lint([some[number] for number in sorted(warm)], archive=archive)
        archive.flush()
        found = lint([some[number] for number in order], archive=archive)

    assert [afresh(some[number]) for number in order] == found


def test_the_size_of_a_batch_changes_no_bit() -> None:
    """What the parser makes of a sentence does not depend on what it reads beside it."""
    words = [sentence.split() for text in SHORT for sentence in text.split("\n") if sentence.strip()]
    words += [line.split() for line in EXAMPLES[1].read_text(encoding="utf-8").splitlines() if line.strip()]
    nlp = load_model()
    read = [
        [doc.to_bytes() for doc in nlp.pipe([Doc(nlp.vocab, words=one) for one in words], batch_size=size)]
        for size in (1, 3, 64)
    ]

    assert read[0] == read[1] == read[2]


@pytest.mark.parametrize("name", ["dns-change-before.md", "kafka-migration.md"])
def test_line_endings_change_no_place(name: str) -> None:
    text = (ROOT / "examples" / name).read_bytes().decode("utf-8").replace("\r\n", "\n")

    unix, windows, old = (_places(text.replace("\n", ending)) for ending in ("\n", "\r\n", "\r"))

    assert unix
    assert unix == windows == old


def _places(text: str) -> list[tuple[object, ...]]:
    """Rule, message, and lines and columns of each finding."""
    report = api.lint_whole(Source("report.md", text), Settings())
    return [
        (
            found.rule,
            " ".join(found.message.split()),
            report.source.position(found.span.start).line,
            report.source.position(found.span.start).column,
            report.source.position(found.span.end).line,
            report.source.position(found.span.end).column,
        )
        for found in report.diagnostics
    ]


ENVIRONMENTS = [
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "2", "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8", "TZ": "Asia/Tokyo"},
    {"PYTHONHASHSEED": "3", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONOPTIMIZE": "2"},
]
"""A locale that a machine lacks is as good as `C`; findings must not ask for any."""


def _run(folder: Path, cache: Path | None, *args: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    kept = {"BLAMELINT_NO_CACHE": "1"} if cache is None else {"BLAMELINT_NO_CACHE": ""}
    return subprocess.run(
        [sys.executable, "-m", "blamelint", "lint", "--format", "json", *args],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **kept, **environment},
        capture_output=True,
        check=False,
    )


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for number, text in enumerate(SHORT * 2):
        (folder / f"{number:02}.md").write_bytes(text.encode())
    return folder


@pytest.fixture(scope="module")
def expected(reports: Path) -> bytes:
    done = _run(reports, None, "--jobs", "1", ".")
    assert (b"", 1) == (done.stderr, done.returncode)
    assert json.loads(done.stdout)["summary"]["findings"] > 5
    return done.stdout


@pytest.mark.parametrize("environment", ENVIRONMENTS, ids=lambda environment: environment["PYTHONHASHSEED"])
def test_no_environment_changes_a_byte(reports: Path, expected: bytes, environment: dict[str, str]) -> None:
    assert expected == _run(reports, None, "--jobs", "1", ".", **environment).stdout


def test_neither_processes_nor_a_cache_change_a_byte(reports: Path, expected: bytes, tmp_path: Path) -> None:
    shuffled = [f"{number:02}.md" for number in range(2 * len(SHORT))]
    random.Random(1).shuffle(shuffled)
    compiled = os.environ.get("BLAMELINT_CACHE_DIR")
    cache = {"BLAMELINT_CACHE_DIR": str(tmp_path)} if compiled is None else {"BLAMELINT_CACHE_DIR": compiled}

    cold = _run(reports, tmp_path, "--jobs", "2", ".", **cache)
    warm = _run(reports, tmp_path, *shuffled, PYTHONHASHSEED="7", **cache)

    assert expected == cold.stdout
    assert expected == warm.stdout


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A run of several processes that has found something and has more to do; its group is its own."""
    for number in range(500):
        (tmp_path / f"{number:03}.md").write_text(SHORT[0], encoding="utf-8")
    running = subprocess.Popen(
        [sys.executable, "-m", "blamelint", "lint", "--concise", "--jobs", "2", "."],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert running.stdout is not None
    assert running.stdout.readline().startswith(b"000.md:")
    yield running
    running.communicate()


def test_ctrl_c_ends_a_run_of_several_processes_cleanly(at_work: subprocess.Popen[bytes]) -> None:
    os.killpg(at_work.pid, signal.SIGINT)
    _, err = at_work.communicate()

    assert 130 == at_work.returncode
    assert b"Traceback" not in err
    assert err.endswith(b"files were not looked at.\n")
    assert not _is_left(at_work)


def test_no_process_outlives_the_one_that_gives_the_orders(at_work: subprocess.Popen[bytes]) -> None:
    at_work.kill()
    at_work.communicate()

    assert not _is_left(at_work)


def _is_left(running: subprocess.Popen[bytes]) -> bool:
    """Tell whether a process of a group is still there after it had time to end."""
    for _ in range(200):
        try:
            os.killpg(running.pid, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.1)
    return True
