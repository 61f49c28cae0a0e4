"""From paths to files."""

from __future__ import annotations

from pathlib import Path

import pytest

from blamelint.discovery import discover
from blamelint.errors import UserError

pytestmark = pytest.mark.usefixtures("fresh_settings")


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _write(*names: str, text: str = "") -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")


def _found(*paths: str) -> list[str]:
    return [path.as_posix() for path in discover([Path(path) for path in paths])]


def test_folder_gives_its_markdown_files_in_order(tree: Path) -> None:
    _write("b.md", "a/z.MARKDOWN", "a/b/c.mdx", "a/notes.txt", "a/page.qmd", "a/x.mdown", "README")

    assert ["a/b/c.mdx", "a/page.qmd", "a/x.mdown", "a/z.MARKDOWN", "b.md"] == _found(".")


def test_named_file_is_taken_whatever_it_is(tree: Path) -> None:
    _write("notes.txt", "ignored.md")
    _write(".gitignore", text="ignored.md\n")

    assert ["ignored.md", "notes.txt"] == _found("notes.txt", "ignored.md")


def test_file_is_taken_once(tree: Path) -> None:
    _write("a/b.md")

    assert ["a/b.md"] == _found("a/b.md", "a", ".")


def test_paths_are_shown_as_given(tree: Path) -> None:
    _write("a/b.md")

    assert [f"{tree.as_posix()}/a/b.md"] == _found(str(tree / "a"))
    assert ["a/b.md"] == _found("a")


@pytest.mark.parametrize("name", [".git", "node_modules", ".venv"])
def test_folders_of_tools_are_skipped(tree: Path, name: str) -> None:
    _write(f"{name}/a.md", "b.md")

    assert ["b.md"] == _found(".")


def test_inner_gitignore_wins_over_outer(tree: Path) -> None:
    _write("draft.md", "a/draft.md", "a/keep.md", "a/b/drop.md", "a/b/draft.md")
    _write(".gitignore", text="draft.md\n")
    _write("a/.gitignore", text="!draft.md\n/b/drop.md\n")

    assert ["a/b/draft.md", "a/draft.md", "a/keep.md"] == _found(".")


def test_ignored_folder_cannot_be_reopened_inside(tree: Path) -> None:
    _write("out/a.md", "b.md")
    _write(".gitignore", text="out/\n")
    _write("out/.gitignore", text="!a.md\n")

    assert ["b.md"] == _found(".")


def test_gitignore_above_the_folder_counts_inside_a_repository(tree: Path) -> None:
    (tree / ".git").mkdir()
    _write("docs/a.md", "docs/old/b.md")
    _write(".gitignore", text="docs/old/\n")

    assert ["docs/a.md"] == _found("docs")


def test_exclude_counts_from_the_folder_of_its_configuration(tree: Path) -> None:
    _write("docs/a.md", "docs/archive/b.md", "docs/c-draft.md", "archive/d.md")
    _write(".blamelint.toml", text='exclude = ["/docs/archive/", "*-draft.md"]\n')

    assert ["docs/a.md"] == _found("docs")
    assert ["archive/d.md", "docs/a.md"] == _found(".")


def test_exclude_counts_for_a_folder_beside_the_current_one(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write("docs/a.md", "docs/archive/b.md", "tools/c.md")
    _write(".blamelint.toml", text='exclude = ["/docs/archive/"]\n')
    monkeypatch.chdir(tree / "tools")

    assert ["../docs/a.md"] == _found("../docs")


def test_missing_path_is_named(tree: Path) -> None:
    with pytest.raises(UserError, match=r"^nowhere\.md: no such file or folder$"):
        discover([Path("nowhere.md")])
