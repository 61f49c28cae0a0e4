"""What to write into a repository that begins to use blamelint."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from blamelint.adoption.precommit import entry, extended
from blamelint.adoption.survey import Survey
from blamelint.configfile import OWN_FILE, SHARED_FILE, read_table
from blamelint.errors import Location, UserError
from blamelint.source import read_source

HOOKS = ".pre-commit-config.yaml"
WORKFLOW = ".github/workflows/blamelint.yml"
BASELINE = ".blamelint-baseline"
BASELINE_KEY = f'baseline = "{BASELINE}"'

SETTINGS = """\
# What each key means: https://github.com/blamelint/blamelint/blob/main/docs/configuration.md
{found}
profile = "default"  # "strict" adds softer and noisier rules
fail-on = "warning"  # least severity that fails; for each pack: {{default = "warning", structure = "error"}}
ignore = []          # rules and packs that do not run; `blamelint rules` lists them

# Who and what is meant, where a text alone does not tell.
people = []          # names, handles, e-mail addresses
systems = []         # services that sound like people
teams = []
vendors = []
# people-from = ["codeowners", "git"]  # also code owners and authors of commits; read when it runs, written nowhere

exclude = []         # Markdown that is no report, as in .gitignore

# Findings that were there before blamelint, made by `blamelint baseline create`.
# {baseline}

{drafts}"""

DRAFTS = """\
# Drafts may be rough: findings are shown and fail nothing.
[[{prefix}overrides]]
files = {files}
fail-on = "never"
"""

ACTION = """\
name: blamelint

on:
  pull_request:
    paths: ["**.md", "**.markdown", "**.mdx"]

permissions:
  contents: read

jobs:
  postmortems:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0  # what a pull request changed is found by comparing with where it began
      - uses: blamelint/blamelint@v{version}
        with:
          paths: |
{paths}
"""


@dataclass(frozen=True, slots=True)
class Change:
    """One file to write."""

    step: str
    """How to name it in `--skip`."""

    path: Path
    """The file."""

    before: str | None
    """Its text; None when it does not exist."""

    after: str
    """Its text to be."""

    def diff(self) -> Iterator[str]:
        """Show the change, line by line, as a unified diff without its head."""
        old = (self.before or "").splitlines()
        lines = difflib.unified_diff(old, self.after.splitlines(), n=2, lineterm="")
        yield from (line for number, line in enumerate(lines) if number > 1 and not line.startswith("@@"))

    def make(self) -> None:
        """Write the file; raises `UserError` when it is not what it was when the change was planned."""
        from blamelint.atomic import replace_file

        try:
            if self.before is None:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                with self.path.open("x", encoding="utf-8", newline="") as file:
                    file.write(self.after)
                return
            if read_source(self.path).text == self.before:
                replace_file(self.path, self.after.encode())
                return
        except OSError as error:
            raise UserError(f"cannot write the file: {error.strerror}", at=Location(str(self.path))) from None
        raise UserError("the file has changed meanwhile, and is left as it is", at=Location(str(self.path)))


@dataclass(frozen=True, slots=True)
class Plan:
    """All that could be done for a repository."""

    changes: tuple[Change, ...]
    """In the order in which they are made."""

    notes: tuple[str, ...]
    """What is left as it is, and why."""


def plan(survey: Survey, *, version: str, shared: bool = False) -> Plan:
    """Work out what to write; with `shared` the settings go into `pyproject.toml`."""
    changes, notes = [], []
    for planned in (
        _settings(survey, shared=shared),
        _hook(survey, version=version),
        _workflow(survey, version=version),
    ):
        if isinstance(planned, Change):
            changes.append(planned)
        elif planned is not None:
            notes.append(planned)
    return Plan(tuple(changes), tuple(notes))


def _settings(survey: Survey, *, shared: bool) -> Change | str:
    for name in (OWN_FILE, SHARED_FILE):
        file = survey.root / name
        if file.is_file() and read_table(file.absolute()):
            return f"{name} has settings already, and is left as it is"
    if not shared:
        return Change("settings", survey.root / OWN_FILE, None, _settings_text(survey))
    file = survey.root / SHARED_FILE
    if not file.is_file():
        hint = f"without --pyproject, {OWN_FILE} is written"
        raise UserError("there is no such file", at=Location(str(file)), hint=hint)
    before = read_source(file).text
    table = f"[tool.blamelint]\n{_settings_text(survey, prefix='tool.blamelint.')}"
    return Change("settings", file, before, _joined(before, f"\n{table}"))


def _settings_text(survey: Survey, *, prefix: str = "") -> str:
    held = ", ".join(f"{place.path} ({place.reports})" for place in survey.places)
    found = f"# Reports, when this was written: {held}.\n" if held else ""
    files = [f"{folder}/**" for folder in survey.drafts]
    drafts = DRAFTS.format(prefix=prefix, files=json.dumps(files or ["drafts/**"], ensure_ascii=False))
    if not files:
        drafts = "".join(f"{'' if line.startswith('#') else '# '}{line}\n" for line in drafts.splitlines())
    return SETTINGS.format(found=found, baseline=BASELINE_KEY, drafts=drafts)


def _hook(survey: Survey, *, version: str) -> Change | str:
    if outer := _repository_around(survey.root):
        return f"{HOOKS} belongs into the top folder of the repository: `blamelint init {outer}`"
    file = survey.root / HOOKS
    new = entry(survey, version=version)
    before = read_source(file).text if file.is_file() else None
    try:
        after = extended((before or "").replace("\r\n", "\n"), new, name=HOOKS)
    except UserError as error:
        return str(error)
    if after is None:
        return f"{HOOKS} has blamelint already, and is left as it is"
    return Change("pre-commit", file, before, _joined("", after, like=before or ""))


def _workflow(survey: Survey, *, version: str) -> Change | str | None:
    file = survey.root / WORKFLOW
    if _repository_around(survey.root):
        return None
    if file.exists():
        return f"{WORKFLOW} exists, and is left as it is"
    if not _is_on_github(survey.root):
        return "no GitHub here; docs/ci.md has recipes for other places"
    paths = "\n".join(f"            {path}" for path in survey.paths)
    return Change("workflow", file, None, ACTION.format(version=version, paths=paths))


def _repository_around(root: Path) -> Path | None:
    """Find the repository of which a folder is only a part."""
    folders = (root.resolve(), *root.resolve().parents)
    top = next((folder for folder in folders if (folder / ".git").exists()), None)
    return top if top != folders[0] else None


def _is_on_github(root: Path) -> bool:
    config = root / ".git" / "config"
    known = config.read_text(encoding="utf-8", errors="replace") if config.is_file() else ""
    return (root / ".github").is_dir() or "github.com" in known


def name_baseline(root: Path) -> None:
    """Take the comment mark off the key of the baseline, if the settings have it."""
    for file in (root / OWN_FILE, root / SHARED_FILE):
        if file.is_file():
            text = read_source(file).text
            after = text.replace(f"# {BASELINE_KEY}", BASELINE_KEY, 1)
            if after != text:
                Change("baseline", file, text, after).make()


def _joined(before: str, addition: str, *, like: str | None = None) -> str:
    """Append lines with the line ending that the text has."""
    text = like if like is not None else before
    gap = "\n" if before and not before.endswith("\n") else ""
    addition = gap + addition
    return before + (addition.replace("\n", "\r\n") if "\r\n" in text else addition)
