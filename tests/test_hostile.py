"""Odd and hostile input: each has an outcome, and it is findings or one clear error, while the other files go on."""

from __future__ import annotations

import io
import json
import os
import shlex
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from blamelint import api
from blamelint.configuration import load_settings
from blamelint.diagnostic import FileError, FileReport
from blamelint.discovery import discover
from blamelint.errors import DocumentError, UserError
from blamelint.failing import attempt
from blamelint.formats.markdown import read_markdown
from blamelint.ignoring import compiled
from blamelint.packs import parse_rule
from blamelint.settings import Settings
from blamelint.source import Source, decode, read_source
from blamelint.toml import load
from blamelint.yamlfile import parse_yaml
from tests.conftest import ROOT, Run
from tests.repositories import ENVIRONMENT, Clone

pytestmark = pytest.mark.usefixtures("fresh_settings")

BLAME = "Dave forgot to run the migration."
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files")


def lint(text: str, **settings: int) -> FileReport:
    return api.lint_whole(Source("report.md", text), Settings(**settings))  # type: ignore[arg-type]


# What the bytes are


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("Café".encode("latin-1"), "byte 0xe9 is not UTF-8\n  hint: it looks like Windows-1252 or Latin-1"),
        ("“Café”".encode("cp1252"), "byte 0x93 is not UTF-8\n  hint: it looks like Windows-1252 or Latin-1"),
        ("Дэйв забыл запустить миграцию перед развертыванием.".encode("koi8-r"), "it looks like KOI8-R"),
        (BLAME.encode("utf-16"), "the file is UTF-16, not UTF-8"),
        (BLAME.encode("utf-16-be"), "the file is UTF-16, not UTF-8"),
        (BLAME.encode("utf-32"), "the file is UTF-32, not UTF-8"),
        (BLAME.encode("utf-32-le"), "the file is UTF-32, not UTF-8"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "the file is a binary file"),
        (b"\0" * 100, "the file is a binary file"),
        (b"\xed\xa0\x80 Dave", "byte 0xed is not UTF-8"),
    ],
)
def test_other_encodings_are_named(raw: bytes, problem: str) -> None:
    with pytest.raises(DocumentError) as caught:
        decode(raw, "report.md")

    assert problem in str(caught.value)


@pytest.mark.parametrize("text", ["", "\ufeff", "\n" * 10_000, "\0", "\r" * 10_000, "\u2028\u2029\x85\v\f"])
def test_nothing_is_found_in_nothing(text: str) -> None:
    assert () == lint(text).diagnostics


@pytest.mark.parametrize(
    "odd", ["\0", "\ufeff", "\u202e", "\ufffe", "\ue000", "\x1b[31m", "\x9b31m", "\U0001f468\u200d\U0001f469"]
)
def test_odd_characters_move_nothing(odd: str) -> None:
    text = f"At noon {odd} it stopped.\n\n{BLAME}\n"

    [found] = lint(text).diagnostics

    assert "Dave forgot to run" == text[found.span.start : found.span.end]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_each_line_ending_ends_a_line(end: str) -> None:
    text = f"# Outage{end}{end}{BLAME}{end}"

    assert ["Dave forgot to run"] == [text[found.span.start : found.span.end] for found in lint(text).diagnostics]


# How much there is


def test_large_document_is_refused_by_its_size(run: Run) -> None:
    Path("big.md").write_text(f"{BLAME}\n\n" * 10_000, encoding="utf-8")
    Path("small.md").write_text(BLAME, encoding="utf-8")

    code, out, _ = run("lint", "--concise", ".")

    big, small = out.splitlines()
    assert 2 == code
    assert "big.md: the document has 350,000 bytes, and max-size is 300,000 (split it, or raise `max-size`" in big
    assert small.startswith("small.md:1:1: error person/omission")


def test_size_is_told_before_anything_is_read(tmp_path: Path, run: Run) -> None:
    with (tmp_path / "sparse.md").open("wb") as file:
        file.truncate(1 << 40)

    assert 2 == run("lint", "sparse.md")[0]


@pytest.mark.parametrize("text", ["- a\n" * 70_000, "|a" * 20_000 + "|\n" + "|-" * 20_000 + "|\n", "a\r\r" * 50_000])
def test_blocks_beyond_number_are_refused(text: str) -> None:
    with pytest.raises(DocumentError, match="lines and cells of tables, and at most 40,000 are read"):
        lint(text)


def test_blank_lines_do_not_count() -> None:
    assert 1 == len(lint("\n" * 200_000 + BLAME).diagnostics)


def test_limits_are_settings() -> None:
    with pytest.raises(DocumentError, match="max-size is 10"):
        lint(BLAME, max_size=10)
    with pytest.raises(DocumentError, match="sentences of 7 words would have to be parsed, and max-words is 6"):
        lint(BLAME, max_words=6)
    assert 1 == len(lint(BLAME, max_words=7, max_size=len(BLAME)).diagnostics)


def test_sentence_without_end_is_read_in_parts() -> None:
    text = f"{'the queue grew and ' * 200}{BLAME}"

    assert ["Dave forgot to run"] == [text[found.span.start : found.span.end] for found in lint(text).diagnostics]


LARGE = {
    "list items": "- a\n" * 20_000,
    "numbered items": "".join(f"{number}. a\n" for number in range(10_000)),
    "rows": "|a|b|\n|-|-|\n" + "|a|b|\n" * 5_000,
    "columns": "|" + "a|" * 5_000 + "\n|" + "-|" * 5_000 + "\n|" + "a|" * 5_000,
    "headings": "# A\n\n" * 10_000,
    "definitions of links": "".join(f"[r{number}]: http://x/{number}\n" for number in range(5_000)),
    "footnotes": "".join(f"[^n{number}]: note\n\n" for number in range(3_000)),
    "one word": "a" * 290_000,
    "one line": "word " * 50_000,
    "full stops": "." * 290_000,
    "sentences": "b. " * 20_000,
    "signs": ": " * 100_000 + "x",
    "comments": "<!-- blamelint: off -->\n\n" * 3_000,
    "blanks in a comment": f"<!-- blamelint:{' ' * 50_000}-->",
    "unclosed comments": "<!-- " * 50_000,
    "addresses": "a." * 100_000 + "@",
    "handles": "@a " * 90_000,
    "links": "<http://a>" * 28_000,
    "hyphens": "re-" * 90_000,
    "names": f"{'Dave Miller ' * 20_000}(",
    "marks": "```\n" * 20_000,
}


@pytest.mark.parametrize("what", LARGE)
def test_much_of_one_thing_is_read(what: str) -> None:
    """None of these ended within a minute, or only by chance, when time grew by the square."""
    report = lint(LARGE[what])

    assert {found.rule for found in report.diagnostics} <= {"allow/unused", "allow/unknown"}


NESTED = {
    "quotes": ">" * 10_000,
    "quotes with blanks": "> " * 10_000,
    "lists in a line": "- " * 10_000,
    "lists": "".join(f"{'  ' * depth}- a\n" for depth in range(400)),
    "brackets": "[" * 10_000 + "x" + "]" * 10_000,
    "links": "[" * 10_000 + "x" + "](u)" * 10_000,
    "images": "![" * 3_000,
    "inline notes": "^[" * 10_000 + "x" + "]" * 10_000,
    "emphasis": "*" * 10_000 + "a" + "*" * 10_000,
    "emphasis in turns": "*a **b " * 5_000 + "c" + " b** a*" * 5_000,
    "backticks": "".join("`" * length + " " for length in range(1, 600)),
    "tags": "<b>" * 10_000 + "x" + "</b>" * 10_000,
    "declarations": "a <![CDATA[" * 900,
    "templates": "{{" * 50_000,
    "fence without end": f"```\n{'a' * 80}\n",
}


@pytest.mark.parametrize("what", NESTED)
def test_deep_nesting_hides_nothing_that_follows(what: str) -> None:
    text = f"{BLAME}\n\n{NESTED[what]}\n"

    assert (0, 18) in [(found.span.start, found.span.end) for found in lint(text).diagnostics]


# Data in front matter, settings and packs

BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + step)}: &{chr(98 + step)} [{', '.join([f'*{chr(97 + step)}'] * 9)}]\n" for step in range(9)
)
MERGES = "a: &a {x: 1}\n" + "".join(
    f"{'b' * (step + 1)}: &{'b' * (step + 1)} {{<<: [{', '.join(['*' + 'b' * step if step else '*a'] * 9)}]}}\n"
    for step in range(8)
)
HEADS = {
    "bomb": BOMB,
    "bomb of names": f"{BOMB}author: *j\ntags: *j\n",
    "merges": MERGES,
    "depth": f"a: {'[' * 50_000}\n",
    "itself": "author: &a [*a]\n",
    "number": f"tags: {'9' * 40_000}\n",
    "sixties": f"tags: {':'.join(['59'] * 10_000)}\n",
    "date": "date: 2026-13-45\n",
    "code": 'a: !!python/object/apply:os.system ["exit 1"]\n',
    "no end": "a: [1, 2\n",
}


@pytest.mark.parametrize("what", HEADS)
def test_front_matter_cannot_harm(what: str) -> None:
    text = f"---\n{HEADS[what]}---\n{BLAME}\n"

    assert ["Dave forgot to run"] == [text[found.span.start : found.span.end] for found in lint(text).diagnostics]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (BOMB, "aliases make the file too large"),
        (f"a: {'[' * 50_000}", "rule.yaml:1:53: more than 50 levels of nesting"),
        ("a: &a [*a]", "aliases make the file too large"),
        ("a: 2026-13-45", "rule.yaml:1:4: the value is not what its form says"),
        (f"a: {'9' * 5000}", "rule.yaml:1:4: the value is not what its form says"),
        ("a: \x1b", "rule.yaml:1: not valid YAML"),
        ("? [a]\n: 1", "rule.yaml:1:3: a key is a plain text"),
        ("a: !!python/name:os.system", "rule.yaml:1:4: not valid YAML"),
    ],
)
def test_yaml_of_packs_is_bounded(text: str, problem: str) -> None:
    with pytest.raises(UserError) as caught:
        parse_yaml(text, "rule.yaml")

    assert problem in str(caught.value)


@pytest.mark.parametrize(
    "text", [f"a = {'[' * 5000}{']' * 5000}", f"a = {'9' * 100_000}", f"{'.'.join('a' * 20_000)} = 1", 'a = "\\ud800"']
)
def test_toml_is_bounded(text: str) -> None:
    with pytest.raises(ValueError, match=r"deep|limit|hundred|scalar"):
        load(text)


def test_files_that_extend_each_other_have_an_end(run: Run) -> None:
    for number in range(30):
        Path(f"f{number}.toml").write_text(f'extend = "f{number + 1}.toml"', encoding="utf-8")
    Path(".blamelint.toml").write_text('extend = "f0.toml"', encoding="utf-8")

    assert (2, "", "f19.toml:1:10: more than 20 files extend each other\n") == run("lint", ".")


RULE = "summary: s\nseverity: warning\nkind: phrase\nmatch: {{any: [{pattern}]}}\nmessage: m\nwhy: w\n"


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("a … b … c … d … e … f", "more than 4 gaps"),
        (f"{'a/b? ' * 40}b", "too many alternatives"),
        (f"{'a-b|c-d ' * 30}b", "too many alternatives"),
        ("a " * 100, "more than 40 parts"),
        ("a||b", "an alternative is empty"),
    ],
)
def test_patterns_that_would_take_for_ever_are_refused_in_their_place(run: Run, pattern: str, problem: str) -> None:
    folder = Path("rules/own")
    folder.mkdir(parents=True)
    (folder / "r.yaml").write_text(RULE.format(pattern=f'"{pattern}"'), encoding="utf-8")
    Path(".blamelint.toml").write_text('packs = ["./rules"]', encoding="utf-8")
    Path("a.md").write_text(BLAME, encoding="utf-8")

    code, out, err = run("lint", "a.md")

    assert (2, "") == (code, out)
    assert "r.yaml:4:" in err
    assert problem in err


@POSIX
def test_rule_that_is_a_pipe_is_not_waited_for(run: Run) -> None:
    Path("rules/own").mkdir(parents=True)
    os.mkfifo("rules/own/r.yaml")
    Path("a.md").write_text(BLAME, encoding="utf-8")
    Path(".blamelint.toml").write_text('packs = ["./rules"]', encoding="utf-8")

    code, _, err = run("lint", ".")

    assert (2, "r.yaml: not a file\n") == (code, err[-19:])


@POSIX
def test_rule_file_may_have_any_name(run: Run) -> None:
    Path("rules/own").mkdir(parents=True)
    Path("rules/own/r\udcff.yaml").write_text(RULE.format(pattern="calm"), encoding="utf-8")
    Path(".blamelint.toml").write_text('packs = ["./rules"]', encoding="utf-8")
    Path("a.md").write_text("It was calm.", encoding="utf-8")

    code, out, _ = run("lint", "--concise", "a.md")

    assert (1, "a.md:1:8: warning own/r\\udcff m\n") == (code, out)


def test_rule_in_another_encoding_is_named(run: Run) -> None:
    Path("rules/own").mkdir(parents=True)
    Path("rules/own/r.yaml").write_bytes("summary: Café\n".encode("latin-1"))
    Path("a.md").write_text(BLAME, encoding="utf-8")
    Path(".blamelint.toml").write_text('packs = ["./rules"]', encoding="utf-8")

    code, _, err = run("lint", ".")

    assert 2 == code
    assert "r.yaml:1:13: byte 0xe9 is not UTF-8\n  hint: it looks like Windows-1252 or Latin-1" in err


def test_each_of_many_mistakes_is_told(run: Run) -> None:
    """The places of all keys were looked for anew for each of them."""
    Path(".blamelint.toml").write_text("\n".join(f"key{number} = 1" for number in range(3000)), encoding="utf-8")

    code, _, err = run("check-config")

    assert 2 == code
    assert ".blamelint.toml:3000:1: unknown key 'key2999'" in err


@pytest.mark.parametrize(
    "more",
    ["examples: [1]", "examples: {flag: [null]}", "labels: 3", "sources: [1]", "question: [1]", "rewrites: {a: b}"],
)
def test_values_of_a_wrong_shape_name_their_place(more: str) -> None:
    with pytest.raises(UserError, match=r"r\.yaml:7:"):
        parse_rule(Path("own/r.yaml"), f"{RULE.format(pattern='dave')}{more}\n")


def test_wildcards_cannot_stretch_time() -> None:
    stars, folders = compiled([f"{'a*' * 30}b"]), compiled([f"{'**/a' * 12}/**/b"])

    assert not stars.match_file("a" * 250)
    assert not folders.match_file("/".join("a" * 300))
    assert stars.match_file("a" * 30 + "b")
    assert folders.match_file("/".join("a" * 12 + "b"))


def test_model_is_an_installed_package_and_no_folder(run: Run) -> None:
    Path("evil").mkdir()
    Path("evil/__init__.py").write_text("raise SystemExit('ran')", encoding="utf-8")
    Path("evil/config.cfg").write_text("[nlp]\nlang = 'en'\n", encoding="utf-8")
    Path(".blamelint.toml").write_text('model = "evil"', encoding="utf-8")
    Path("a.md").write_text(BLAME, encoding="utf-8")

    code, out, err = run("lint", "a.md")

    assert 2 == code
    assert "the language model 'evil' is not installed" in out + err


# Files and folders


@POSIX
def test_paths_that_are_no_files_do_not_stop_the_others(run: Run) -> None:
    os.mkfifo("pipe.md")
    Path("loop.md").symlink_to("loop.md")
    Path("dangling.md").symlink_to("nowhere")
    Path("folder.md").mkdir()
    Path("up").symlink_to("..")
    with socket.socket(socket.AF_UNIX) as endpoint:
        endpoint.bind("socket.md")
        Path("good.md").write_text(BLAME, encoding="utf-8")

        by_folder = run("lint", "--concise", ".")
        odd = ("pipe.md", "loop.md", "dangling.md", "socket.md", "/dev/null")
        by_name = run("lint", "--format", "json", "good.md", *odd)

    assert (1, "good.md") == (by_folder[0], by_folder[1].partition(":")[0])
    told = {file["path"]: file["error"] for file in json.loads(by_name[1])["files"]}
    assert 2 == by_name[0]
    assert told.pop("good.md") is None
    assert set(odd) == told.keys()
    assert all(told.values())


@pytest.mark.skipif(not Path("/proc/self/pagemap").exists(), reason="needs a file without an end")
def test_file_that_hides_its_size_is_not_read_to_its_end() -> None:
    with pytest.raises(DocumentError):
        read_source(Path("/proc/self/pagemap"), most=1000)


@POSIX
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root reads everything")
def test_unreadable_folder_does_not_stop_the_others(run: Run) -> None:
    Path("secret").mkdir()
    Path("secret").chmod(0)
    Path("good.md").write_text(BLAME, encoding="utf-8")

    code, out, _ = run("lint", "--concise", ".")
    Path("secret").chmod(0o700)

    assert 2 == code
    assert "secret: cannot read the folder: Permission denied" in out
    assert "good.md:1:1: error" in out


def test_folder_that_cannot_be_listed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: object) -> None:
        raise PermissionError(13, "Permission denied")

    refused: list[DocumentError] = []
    monkeypatch.setattr(os, "scandir", fail)

    assert [] == discover([tmp_path], refuse=refused.append)
    assert ["cannot read the folder: Permission denied"] == [error.problem for error in refused]


@POSIX
def test_path_that_is_too_long_does_not_stop_the_others(run: Run) -> None:
    Path("good.md").write_text(BLAME, encoding="utf-8")

    code, out, _ = run("lint", "--concise", f"{'x' * 300}.md", "good.md")

    assert 2 == code
    assert "x.md: cannot read the file: File name too long" in out
    assert "good.md:1:1: error" in out


def test_folders_inside_each_other_have_no_end_of_stack(tmp_path: Path) -> None:
    assert Settings() == load_settings(tmp_path.joinpath(*["d"] * 1500, "a.md"), no_config=False)


def test_number_without_end_is_a_limit_like_any_other(run: Run) -> None:
    Path(".blamelint.toml").write_text(f"max-size = {'9' * 40}", encoding="utf-8")
    Path("a.md").write_text("Calm.\n", encoding="utf-8")

    assert 0 == run("lint", "a.md")[0]


def test_file_that_vanishes_is_one_error(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.md").write_text(BLAME, encoding="utf-8")
    Path("b.md").write_text(BLAME, encoding="utf-8")
    gone = discover([Path()])
    Path("a.md").unlink()
    monkeypatch.setattr("blamelint.discovery.discover", lambda *_, **__: gone)

    code, out, _ = run("lint", "--concise", ".")

    assert 2 == code
    assert ["a.md: cannot read the file: No such file or directory", "b.md:1:1"] == [
        out.splitlines()[0],
        out.splitlines()[1][:8],
    ]


@POSIX
@pytest.mark.parametrize("name", ["-n.md", "a\nb.md", "::error file=x::y.md", "a%0Ab.md", "a\x1b[31m.md", "a\udcff.md"])
@pytest.mark.parametrize("format", ["text", "concise", "github", "json", "junit"])
def test_names_of_files_are_no_orders(run: Run, name: str, format: str, small_engine: None) -> None:
    Path(name).write_text(BLAME, encoding="utf-8")

    code, out, err = run("lint", "--format", format, ".")

    assert (1, "") == (code, err)
    assert not any(char in out for char in "\x1b\udcff")
    assert not [line for line in out.splitlines() if line.startswith("::") and not line.startswith("::error file=")]


def test_strangers_repository_runs_nothing(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    clone = Clone.new(tmp_path)
    clone.commit({"a.md": "Calm.\n"})
    (tmp_path / "a.md").write_text(f"Calm.\n\n{BLAME}\n", encoding="utf-8")
    (tmp_path / "new.md").write_text("Calm.\n", encoding="utf-8")
    clone.git("add", "--intent-to-add", "new.md")
    trap = f"touch {tmp_path / 'ran'}; cat"
    (tmp_path / ".gitattributes").write_text("*.md diff=evil filter=evil\n", encoding="utf-8")
    keys = ("fsmonitor", "pager", "editor", "sshCommand", "hooksPath")
    for key in (
        *(f"core.{key}" for key in keys),
        "diff.external",
        "diff.evil.textconv",
        "diff.evil.command",
        "filter.evil.clean",
    ):
        clone.git("config", key, trap)
    monkeypatch.setattr(os, "environ", {**ENVIRONMENT})

    assert 1 == run("lint", "--since", "HEAD", ".")[0]
    assert not (tmp_path / "ran").exists()


# What becomes of the output


def test_standard_input_has_an_end(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"a" * 20)))
    monkeypatch.setattr("blamelint.cli._inputs.MOST", 10)

    assert (2, "", "standard input has more than 10 bytes\n") == run("lint", "-")


@POSIX
def test_folder_that_is_gone_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    os.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()

    assert (2, "", "the current folder is gone\n  hint: change to one that exists\n") == run("check-config")


def test_module_runs_in_a_folder_that_is_gone(tmp_path: Path) -> None:
    command = f"mkdir gone && cd gone && rmdir ../gone && {shlex.quote(sys.executable)} -m blamelint lint"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, shell=True, cwd=tmp_path, env=environment, capture_output=True, check=False)

    assert (2, b"the current folder is gone") == (done.returncode, done.stderr.splitlines()[0])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
@pytest.mark.parametrize("args", [["lint", "nope.md"], ["lint", "--nope"]])
def test_error_that_nobody_can_be_told_is_in_the_exit_code(tmp_path: Path, args: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "blamelint", *args],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=full,
            check=False,
        )

    assert 2 == done.returncode


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a full device")
@pytest.mark.parametrize("args", [["lint", "--no-config", "a.md"], ["rules"], ["--help"]])
def test_full_output_is_said_in_one_line(tmp_path: Path, args: list[str]) -> None:
    (tmp_path / "a.md").write_text("Calm.\n", encoding="utf-8")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "blamelint", *args],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert (2, 1) == (done.returncode, done.stderr.count(b"\n"))
    assert b"No space left on device" in done.stderr


def test_want_of_memory_is_no_bug() -> None:
    def lint() -> FileReport:
        raise MemoryError

    found = attempt("report.md", lint)

    assert isinstance(found, FileError)
    assert "report.md: there is not enough memory to lint it" == found.message


def test_bug_is_one_line_without_the_text(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.md").write_text(BLAME, encoding="utf-8")
    Path("b.md").write_text("Calm.\n", encoding="utf-8")

    def broken(source: Source, *_: object, **__: object) -> FileReport:
        if source.path == "a.md":
            raise RuntimeError(source.text)
        return FileReport(source, ())

    monkeypatch.delenv("BLAMELINT_RAISE")
    monkeypatch.setattr(api, "lint_whole", broken)

    code, out, err = run("lint", "--concise", ".")

    assert (2, "", 1) == (code, err, out.count("\n"))
    assert out.startswith("a.md: RuntimeError in test_hostile.py:")
    assert "Dave" not in out


def test_fix_of_what_cannot_be_read_gives_it_back(tmp_path: Path) -> None:
    raw = "Café\n".encode("latin-1")

    done = subprocess.run(
        [sys.executable, "-m", "blamelint", "lint", "--fix", "-"],
        input=raw,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        cwd=tmp_path,
        check=False,
    )

    assert (2, raw) == (done.returncode, done.stdout)


def test_document_of_any_nesting_has_its_blocks() -> None:
    assert "a" == read_markdown(Source("a.md", "> " * 90 + "a")).blocks[0].text
