"""Which files a change touched, and what they held before: asked of git, whatever its configuration says.

Only plumbing commands run, which no user's settings for diffs reach, and names of files travel between NUL bytes.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from blamelint.errors import Location, UserError

REGULAR = ("100644", "100755")
"""Modes of files; links and submodules hold no text of their own."""

_RENAMES = ("--find-renames=50%", "-l2000")
"""How alike an old and a new file are to be one, and among how many files git looks; stated, or settings decide."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A content that git keeps."""

    path: Path
    """Where it stands or stood, absolute."""

    id: str
    """Git's name for the content."""


@dataclass(frozen=True, slots=True)
class Change:
    """A file that is new or holds another content than before."""

    path: Path
    """Where it is now, absolute."""

    before: tuple[Blob, ...]
    """What it held, perhaps under another name: nothing for a new file, two contents while two branches are merged."""

    after: Blob | None
    """What it is to hold; None for what lies in the folder."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A folder under git's care."""

    top: Path
    """Its uppermost folder, absolute and without links."""

    def since(self, revision: str) -> list[Change]:
        """List what differs in the folder from where `HEAD` left `revision`, untracked files included.

        Raises `UserError` when there is no such revision, or nothing that it shares with `HEAD`.
        """
        tracked = self._compare(self._merge_base(revision))
        untracked = self._git("ls-files", "-z", "--others", "--exclude-standard").split(b"\0")[:-1]
        return [*tracked, *(Change(self._path(name), (), None) for name in untracked if not name.endswith(b"/"))]

    def staged(self) -> list[Change]:
        """List what the next commit would change."""
        # Before the first commit there is nothing to compare with; `HEAD` is then no name of anything.
        head = self._id("HEAD^{tree}") or self._git("hash-object", "-t", "tree", "--stdin").decode().strip()
        return self._compare(head, "--cached")

    def read(self, blob: Blob) -> bytes:
        """Read a content; raises `UserError` when the clone does not hold it."""
        done = _run(["cat-file", "blob", blob.id], self.top)
        if done.returncode:
            hint = "a clone without --filter holds every version"
            raise UserError("this clone lacks an old version of the file", at=Location(str(blob.path)), hint=hint)
        return done.stdout

    def _compare(self, tree: str, *options: str) -> list[Change]:
        """List what differs from a tree and, while another branch is merged, from that branch as well."""
        changes = self._differ(tree, *options)
        merged = self._id("MERGE_HEAD")
        if merged is None:
            return changes
        brought = {change.path: change for change in self._differ(merged, *options)}
        return [
            replace(change, before=change.before + brought[change.path].before)
            for change in changes
            if change.path in brought
        ]

    def _differ(self, tree: str, *options: str) -> list[Change]:
        raw = self._git("diff-index", "--raw", "-z", "--no-ext-diff", *_RENAMES, *options, tree, "--")
        return list(self._changes(iter(raw.split(b"\0")[:-1]), cached="--cached" in options))

    def _changes(self, fields: Iterator[bytes], *, cached: bool) -> Iterator[Change]:
        """Read git's raw format: modes, contents and a letter, then one path, or two for a renamed file."""
        for head in fields:
            old_mode, mode, old_id, id, letter = head.decode().removeprefix(":").split(" ")
            old_path = self._path(next(fields))
            path = self._path(next(fields)) if letter[0] in "RC" else old_path
            if mode in REGULAR:
                before = (Blob(old_path, old_id),) if old_mode in REGULAR else ()
                yield Change(path, before, Blob(path, id) if cached else None)

    def _path(self, name: bytes) -> Path:
        return self.top / os.fsdecode(name)

    def _merge_base(self, revision: str) -> str:
        tip = None if revision.startswith("-") else self._id(f"{revision}^{{commit}}")
        if tip is None:
            raise UserError(f"git knows no revision '{revision}'", hint=self._hint_for(revision))
        done = _run(["merge-base", tip, "HEAD"], self.top)
        if done.returncode:
            hint = self._deepen() or "name a branch or commit that this one grew from"
            raise UserError(f"'{revision}' and HEAD have no commit in common", hint=hint)
        return done.stdout.decode().strip()

    def _id(self, name: str) -> str | None:
        done = _run(["rev-parse", "--verify", "--quiet", name], self.top)
        return None if done.returncode else done.stdout.decode().strip()

    def _hint_for(self, revision: str) -> str:
        remote = f"origin/{revision}"
        if not revision.startswith("-") and self._id(f"{remote}^{{commit}}"):
            return f"did you mean '{remote}'?"
        return self._deepen() or "a branch, tag or commit of this clone; `git fetch` brings those of others"

    def _deepen(self) -> str | None:
        if self._git("rev-parse", "--is-shallow-repository").strip() != b"true":
            return None
        return "this clone is shallow: `git fetch --unshallow`, or fetch-depth: 0 for actions/checkout"

    def _git(self, *args: str, stdin: bytes = b"") -> bytes:
        done = _run(args, self.top, stdin=stdin)
        if done.returncode:
            raise _failure(done.stderr, self.top)
        return done.stdout


def repository_of(folder: Path) -> Repository:
    """Find the repository around a folder; raises `UserError` when there is none, or no git."""
    # Hooks in linked worktrees get GIT_DIR, and then git takes the folder that it starts in for the top.
    start = Path.cwd() if "GIT_DIR" in os.environ else folder
    done = _run(["rev-parse", "--show-toplevel"], start)
    if done.returncode:
        raise _failure(done.stderr, folder)
    return Repository(Path(os.fsdecode(done.stdout.removesuffix(b"\n"))))


def _run(args: Iterable[str], folder: Path, *, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            # A file system monitor is a program that the configuration names; none is to run here.
            ["git", "-c", "core.fsmonitor=false", *args],
            cwd=folder,
            env=_environment(),
            input=stdin,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise UserError("git is not there to ask", hint="install git, or put it on the PATH") from None


def _environment() -> dict[str, str]:
    """Speak plainly, leave the index alone, fetch nothing; and what a hook was told holds in every folder."""
    given = {
        name: os.path.abspath(os.environ[name])
        for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")
        if name in os.environ
    }
    return {**os.environ, **given, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1"}


def _failure(stderr: bytes, folder: Path) -> UserError:
    """Turn git's complaint into ours; its first line says what, the rest is for people who type git commands."""
    complaint = stderr.decode(errors="replace").strip()
    at = Location(str(folder))
    if "not a git repository" in complaint:
        return UserError("not in a git repository", at=at, hint="--since and --staged ask git what changed")
    if "must be run in a work tree" in complaint:
        return UserError("a bare repository holds no files", at=at, hint="run it in a checkout")
    if "dubious ownership" in complaint:
        hint = "the folder belongs to somebody else; `git config --global --add safe.directory` and its path trusts it"
        return UserError("git refuses to read this repository", at=at, hint=hint)
    first = complaint.partition("\n")[0].removeprefix("fatal: ").removeprefix("error: ")
    return UserError(f"git failed: {first}", at=at)
