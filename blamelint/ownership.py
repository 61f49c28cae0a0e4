"""Who works on a repository: its code owners, and the authors of its commits.

What is read here stays in memory: names of people are written nowhere.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from blamelint.errors import UserError

SOURCES = ("codeowners", "git")
CODEOWNERS = (".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS")
MAX_COMMITS = 5000
"""Commits whose authors are looked at, the latest ones."""

MACHINES = frozenset(
    "action actions admin automation bot build ci cd cron deploy deployer dependabot github gitlab jenkins machine "
    "merge noreply release renovate robot root runner script service system team travis ubuntu user".split()
)
"""Words in the names of accounts that no person sits behind."""

SECTION = re.compile(r"\^?\[[^\]]*\](?:\[\d+\])?")
NAME = re.compile(r"[^\W\d_][^\W\d_.'’-]*(?:['’.-][^\W\d_]*)*")


@dataclass(frozen=True, slots=True)
class Ownership:
    """Names that a repository knows."""

    people: tuple[str, ...] = ()
    """Full names, e-mail addresses, and handles with their `@`."""

    teams: tuple[str, ...] = ()
    """Names of teams, as in `@organisation/name` and as a title."""


@cache
def ownership(folder: Path, sources: tuple[str, ...]) -> Ownership:
    """Ask the repository around a folder; raises `UserError` when it cannot answer."""
    if not sources:
        return Ownership()
    root = next((place for place in (folder, *folder.parents) if os.path.exists(place / ".git")), None)
    people: list[str] = []
    teams: list[str] = []
    if "codeowners" in sources:
        for owner in _code_owners(root or folder):
            (teams if _is_team(owner) else people).append(owner)
    if "git" in sources:
        people += _authors(root)
    return Ownership(_unique(people), _unique(name for team in teams for name in _team_names(team)))


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


def _code_owners(root: Path) -> Iterator[str]:
    file = next((root / name for name in CODEOWNERS if (root / name).is_file()), None)
    if file is None:
        raise UserError("there is no CODEOWNERS file", hint=f"looked at {', '.join(CODEOWNERS)} in {root}")
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        yield from (owner for owner in _owners(line) if not _is_machine(owner))


def _owners(line: str) -> list[str]:
    """Read the owners of one line: whatever has an at sign, behind the pattern or the name of a section."""
    line = re.sub(r"(?:^|\s)#.*", "", line).strip()
    section = SECTION.match(line)
    words = line[section.end() :].split() if section else re.sub(r"\\\s", "_", line).split()[1:]
    return [word for word in words if "@" in word and not word.startswith("@@")]


def _is_team(owner: str) -> bool:
    return owner.startswith("@") and "/" in owner


def _team_names(team: str) -> tuple[str, str]:
    name = team.rpartition("/")[2]
    return name, name.replace("-", " ").replace("_", " ").title()


def _authors(root: Path | None) -> Iterator[str]:
    for line in _git_log(root).splitlines():
        name, _, address = line.partition("\0")
        words = name.split()
        # One word may be anything, a login or a product; a full name is a person's.
        if len(words) > 1 and all(map(NAME.fullmatch, words)) and not _is_machine(name) and not _is_machine(address):
            yield " ".join(words)
            yield address


def _is_machine(name: str) -> bool:
    words = re.split(r"[^a-z]+", name.partition("@users.noreply.")[0].lower())
    return any(word in MACHINES or (word.endswith("bot") and len(word) > 4) for word in words)


def _git_log(root: Path | None) -> str:
    if root is None:
        raise UserError("'git' needs a git repository, and here is none")
    import subprocess  # takes a while, and few ask git

    # No signature is verified, nothing is fetched that a partial clone lacks.
    command = ["git", "-c", "log.showSignature=false", "log", f"-{MAX_COMMITS}", "--format=%aN%x00%aE"]
    environment = {**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, check=True)
    except FileNotFoundError:
        raise UserError("'git' needs the command git, which is not installed") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UserError(f"git could not list the authors: {said[0] if said else error.returncode}") from None
    return done.stdout.decode("utf-8", "replace")
