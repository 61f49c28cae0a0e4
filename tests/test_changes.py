"""`blamelint lint --since` and `--staged`, with real repositories."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from blamelint import api
from blamelint.cli import main
from blamelint.diagnostic import FileReport
from blamelint.settings import Settings
from blamelint.source import Source
from tests.conftest import ROOT
from tests.repositories import ENVIRONMENT, Clone

pytestmark = pytest.mark.usefixtures("fresh_settings")

BLAME = "Dave forgot to run the migration."
MORE = "Priya failed to check the dashboard."
CALM = "The new column stayed empty for two hours."

Lint = Callable[..., tuple[int, list[str], str]]


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return Clone.new(tmp_path / "clone é")


@pytest.fixture
def lint(clone: Clone, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Lint:
    """Run the command in a folder of the clone; give its exit code, the places of findings, and its complaints."""

    def lint(*args: str, folder: str = ".", **variables: str) -> tuple[int, list[str], str]:
        monkeypatch.setattr(os, "environ", {**ENVIRONMENT, **variables})
        monkeypatch.chdir(clone.folder / folder)
        with pytest.raises(SystemExit) as caught:
            main(["lint", "--concise", *args])
        sys.stdout.flush()
        out, err = capfd.readouterr()
        found = [" ".join(line.rsplit(": ", 1)[0].split(":")[:2]) for line in out.splitlines()]
        return int(caught.value.code or 0), found, err

    return lint


def test_one_blameful_sentence_in_an_old_blameful_document_is_one_finding(clone: Clone, lint: Lint) -> None:
    old = (ROOT / "examples" / "dns-change-before.md").read_text(encoding="utf-8")
    clone.commit({"dns.md": old})
    clone.git("switch", "--quiet", "--create", "branch")
    place = "mean that the records were live. "
    clone.commit({"dns.md": old.replace(place, f"{place}Priya forgot to lower the TTL. ")})

    assert (1, ["dns.md 54"], "") == lint("--since", "main")


def test_only_changed_files_are_read(clone: Clone, lint: Lint) -> None:
    clone.commit({"old.md": BLAME, "other.md": BLAME})
    clone.write("other.md", f"{BLAME} {CALM}")

    assert (0, [], "") == lint("--since", "HEAD")


def test_a_file_that_was_only_written_again_is_not_read(
    clone: Clone, lint: Lint, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a checkout that was copied or unpacked: git's index knows other times of change."""
    clone.commit({"a.md": BLAME, "b.md": BLAME})
    os.utime(clone.folder / "a.md", (0, 0))
    linted: list[str] = []
    whole = api.lint_whole

    def lint_whole(source: Source, settings: Settings, **_: object) -> FileReport:
        linted.append(source.path)
        return whole(source, settings)

    monkeypatch.setattr(api, "lint_whole", lint_whole)
    clone.write("b.md", CALM)

    assert (0, [], "") == lint("--since", "HEAD")
    assert ["b.md"] == linted


def test_a_stale_branch_answers_for_its_own_text_only(clone: Clone, lint: Lint) -> None:
    clone.commit({"a.md": CALM})
    clone.git("switch", "--quiet", "--create", "branch")
    clone.commit({"b.md": BLAME})
    clone.git("switch", "--quiet", "main")
    clone.commit({"a.md": f"{CALM} {BLAME}"})
    clone.git("switch", "--quiet", "branch")

    assert (1, ["b.md 1"], "") == lint("--since", "main")


def test_what_a_merge_brings_is_not_held_against_the_one_who_merges(clone: Clone, lint: Lint) -> None:
    clone.commit({"a.md": f"{CALM}\n\nAll is well.\n"})
    clone.git("switch", "--quiet", "--create", "branch")
    clone.commit({"a.md": f"{CALM}\n\nAll is well again.\n"})
    clone.git("switch", "--quiet", "main")
    clone.commit({"a.md": f"{CALM}\n\n{BLAME}\n", "b.md": BLAME})
    clone.git("switch", "--quiet", "branch")
    clone.git("merge", "--quiet", "--no-commit", "--strategy-option", "ours", "main")
    clone.write("a.md", f"{CALM}\n\nAll is well again.\n\n{BLAME}\n\n{MORE}\n")
    clone.git("add", "--all")

    assert (1, ["a.md 7"], "") == lint("--staged")
    assert (1, ["a.md 7"], "") == lint("--since", "HEAD")


def test_files_that_are_not_committed_count_too(clone: Clone, lint: Lint) -> None:
    """Whoever drafts a report wants to know before the first `git add`; what git ignores stays out."""
    clone.commit({"a.md": CALM, ".gitignore": "drafts/\n"})
    clone.write("a.md", f"{CALM}\n{BLAME}")
    clone.write("new.md", BLAME)
    clone.write("drafts/b.md", BLAME)
    clone.write("new.txt", BLAME)

    assert (1, ["a.md 2", "new.md 1"], "") == lint("--since", "main")


def test_a_renamed_file_is_the_same_file(clone: Clone, lint: Lint) -> None:
    text = "\n\n".join(f"{CALM} Again {number}." for number in range(9)) + f"\n\n{BLAME}\n"
    clone.commit({"a.md": text})
    clone.git("mv", "a.md", "b -> é\tc.md")
    clone.write("b -> é\tc.md", f"{text}\n{MORE}\n")

    assert (1, ["b -> é\\tc.md 21"], "") == lint("--since", "main")
    clone.git("add", "--all")
    assert (1, ["b -> é\\tc.md 21"], "") == lint("--staged")


def test_a_copy_is_a_new_file(clone: Clone, lint: Lint) -> None:
    clone.commit({"a.md": BLAME})
    clone.write("b.md", BLAME)

    assert (1, ["b.md 1"], "") == lint("--since", "main")


def test_deleted_lines_wake_nothing(clone: Clone, lint: Lint) -> None:
    clone.commit({"a.md": f"{CALM}\n\n{BLAME}\n\n{MORE}\n", "gone.md": BLAME})
    clone.write("a.md", f"{BLAME}\n")
    (clone.folder / "gone.md").unlink()

    assert (0, [], "") == lint("--since", "main")


def test_staged_reads_the_index_and_not_the_file(clone: Clone, lint: Lint) -> None:
    clone.commit({"a.md": CALM, "b.md": CALM})
    clone.write("a.md", f"{CALM}\n\n{BLAME}\n")
    clone.git("add", "a.md")
    clone.write("a.md", f"{CALM}\n")
    clone.write("b.md", f"{CALM}\n\n{BLAME}\n")

    assert (1, ["a.md 3"], "") == lint("--staged")
    (clone.folder / "a.md").unlink()
    assert (1, ["a.md 3"], "") == lint("--staged", "a.md", "b.md")


def test_staged_before_the_first_commit(clone: Clone, lint: Lint) -> None:
    clone.write("a.md", BLAME)
    clone.git("add", "a.md")

    assert (1, ["a.md 1"], "") == lint("--staged")


@pytest.mark.parametrize("options", [("--since", "main"), ("--staged",)], ids=" ".join)
def test_paths_limit_what_is_looked_at(clone: Clone, lint: Lint, options: tuple[str, ...]) -> None:
    clone.commit()
    for name in ("docs/a b.md", "docs/notes.txt", "docs/node_modules/c.md", "docs/old/d.md", "e.md"):
        clone.write(name, BLAME)
    clone.write(".blamelint.toml", 'exclude = ["docs/old/"]\n')
    clone.git("add", "--all")

    assert ["docs/a b.md 1"] == lint(*options, "docs")[1]
    assert ["a b.md 1"] == lint(*options, folder="docs")[1]
    assert ["../e.md 1"] == lint(*options, "../e.md", folder="docs")[1]
    assert ["docs/notes.txt 1", "docs/old/d.md 1"] == lint(*options, "docs/notes.txt", "docs/old/d.md")[1]


def test_no_setting_of_git_changes_the_answer(clone: Clone, lint: Lint) -> None:
    clone.commit({"a.md": f"{CALM}\n", ".gitattributes": "*.md diff=loud\n"})
    clone.write("a.md", f"{CALM}\n\n{BLAME}\n")
    surprises = {
        "core.quotePath": "true",
        "core.fsmonitor": "/bin/false",
        "diff.noprefix": "true",
        "diff.external": "/bin/false",
        "diff.loud.textconv": "/bin/false",
        "diff.loud.command": "/bin/false",
        "diff.relative": "true",
        "diff.renames": "copies",
        "diff.orderFile": "/nowhere",
        "color.ui": "always",
        "status.showUntrackedFiles": "no",
    }
    for name, value in surprises.items():
        clone.git("config", name, value)

    assert (1, ["a.md 3"], "") == lint("--since", "main", GIT_EXTERNAL_DIFF="/bin/false")


def test_submodules_and_links_are_left_to_themselves(clone: Clone, lint: Lint, tmp_path: Path) -> None:
    inner = Clone.new(tmp_path / "inner")
    inner.commit({"a.md": BLAME})
    clone.commit()
    clone.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner.folder), "sub")
    clone.write("real.md", CALM)
    (clone.folder / "link.md").symlink_to("real.md")
    clone.git("add", "--all")

    assert (0, [], "") == lint("--staged")
    clone.write("sub/a.md", f"{BLAME} {MORE}")
    assert (1, ["sub/a.md 1"], "") == lint("--since", "HEAD", "sub")


def test_linked_worktrees_and_the_variables_of_hooks(clone: Clone, lint: Lint, tmp_path: Path) -> None:
    clone.commit({"docs.md": CALM})
    clone.git("worktree", "add", "--quiet", str(tmp_path / "tree"), "-b", "branch")
    tree = Clone(tmp_path / "tree")
    tree.write("docs/a.md", BLAME)
    tree.git("add", "--all")
    hook = {"GIT_DIR": tree.git("rev-parse", "--git-dir").strip()}

    assert (1, ["../tree/docs/a.md 1"], "") == lint("--staged", "../tree")
    assert (1, ["docs/a.md 1"], "") == lint("--staged", "docs", folder="../tree", **hook)


def test_the_index_of_a_partial_commit_is_the_one_that_counts(clone: Clone, lint: Lint) -> None:
    """`git commit docs/a.md` gives its hook an index of its own, named from the top of the repository."""
    clone.commit()
    clone.write("docs/a.md", BLAME)
    clone.git("add", "--all")
    os.replace(clone.folder / ".git/index", clone.folder / ".git/next-index")

    assert (0, [], "") == lint("--staged", "docs")
    assert (1, ["docs/a.md 1"], "") == lint("--staged", "docs", GIT_INDEX_FILE=".git/next-index")


def test_unknown_revisions_are_errors_with_a_way_out(clone: Clone, lint: Lint) -> None:
    clone.commit({"a.md": CALM})
    clone.git("update-ref", "refs/remotes/origin/trunk", "HEAD")

    assert (2, [], "git knows no revision 'trunk'\n  hint: did you mean 'origin/trunk'?\n") == lint("--since", "trunk")
    assert "git knows no revision '--output=x'" in lint("--since=--output=x")[2]
    assert "`git fetch`" in lint("--since", "0" * 40)[2]
    assert "git knows no revision ''" in lint("--since", "")[2]


def test_a_shallow_clone_says_how_to_deepen_it(clone: Clone, lint: Lint, tmp_path: Path) -> None:
    clone.commit({"a.md": CALM})
    clone.git("switch", "--quiet", "--create", "branch")
    clone.commit({"a.md": BLAME})
    shallow = Clone(tmp_path / "shallow")
    clone.git("clone", "--quiet", "--depth", "1", "--no-single-branch", clone.folder.as_uri(), str(shallow.folder))
    hint = "  hint: this clone is shallow: `git fetch --unshallow`, or fetch-depth: 0 for actions/checkout\n"

    unknown = lint("--since", "HEAD~1", folder="../shallow")
    unrelated = lint("--since", "origin/main", folder="../shallow")

    assert (2, [], f"git knows no revision 'HEAD~1'\n{hint}") == unknown
    assert (2, [], f"'origin/main' and HEAD have no commit in common\n{hint}") == unrelated


def test_branches_without_a_common_commit(clone: Clone, lint: Lint) -> None:
    clone.commit({"a.md": CALM})
    clone.git("switch", "--quiet", "--orphan", "other")
    clone.commit({"a.md": BLAME})

    code, _, error = lint("--since", "main")

    assert (
        2,
        "'main' and HEAD have no commit in common\n  hint: name a branch or commit that this one grew from\n",
    ) == (
        code,
        error,
    )


def test_outside_a_repository(clone: Clone, lint: Lint, tmp_path: Path) -> None:
    code, _, error = lint("--staged", folder="..", GIT_CEILING_DIRECTORIES=str(tmp_path.parent))

    assert (2, f"{tmp_path}: not in a git repository\n  hint: --since and --staged ask git what changed\n") == (
        code,
        error,
    )


def test_in_a_bare_repository(clone: Clone, lint: Lint) -> None:
    clone.git("clone", "--quiet", "--bare", ".", "bare.git")

    code, _, error = lint("--staged", folder="bare.git")

    assert (2, True) == (code, "a bare repository holds no files\n  hint: run it in a checkout" in error)


def test_without_git(clone: Clone, lint: Lint) -> None:
    expected: tuple[int, list[str], str] = (
        2,
        [],
        "git is not there to ask\n  hint: install git, or put it on the PATH\n",
    )

    assert expected == lint("--staged", PATH="/nowhere")


def test_a_path_that_is_nowhere(clone: Clone, lint: Lint) -> None:
    clone.commit()

    assert (2, [], "gone/a.md: no such file or folder\n") == lint("--staged", "gone/a.md")


@pytest.mark.parametrize("args", [("--since", "main", "--staged"), ("--staged", "-"), ("--since", "main", "-")])
def test_what_cannot_go_together(clone: Clone, lint: Lint, args: tuple[str, ...]) -> None:
    code, found, error = lint(*args)

    assert (2, []) == (code, found)
    assert "Error: " in error
