"""blamelint as a library: pure functions from a text and settings to findings."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from blamelint.configuration import check_names, check_packs, load_settings
from blamelint.diagnostic import RuleHelp
from blamelint.settings import Settings
from blamelint.source import Source, read_source

if TYPE_CHECKING:
    from blamelint.diagnostic import Diagnostic, FileReport
    from blamelint.memory import Memory
    from blamelint.packs import RuleBook


def lint_text(text: str, *, path: str = "-", settings: Settings | None = None) -> tuple[Diagnostic, ...]:
    """Find what a Markdown text holds against whom, in reading order.

    Without `settings` the defaults hold; no configuration file is looked for.
    """
    return lint(Source(path, text), settings or Settings()).diagnostics


def lint_file(path: Path | str, *, settings: Settings | None = None) -> tuple[Diagnostic, ...]:
    """Find what a Markdown file holds against whom, in reading order.

    Without `settings` the nearest configuration file decides. Raises `UserError` when the file or the
    configuration cannot be read.
    """
    path = Path(path)
    settings = settings or load_settings(path)
    return lint(read_source(path, most=settings.max_size), settings).diagnostics


def lint(source: Source, settings: Settings, *, memory: Memory | None = None, rewrites: bool = True) -> FileReport:
    """Lint one source with the rules that its settings ask for; the report can turn offsets into lines and columns.

    With the memory of an earlier version of the document, only what changed is worked out; the report is the same.
    Without `rewrites` there are the same findings with no rewrite of a sentence among their fixes, much sooner.
    """
    return without_known(lint_whole(source, settings, memory=memory, rewrites=rewrites), settings)


def without_known(report: FileReport, settings: Settings) -> FileReport:
    """Take what the baseline of the settings lists for known."""
    if settings.baseline is None:
        return report
    from blamelint.baseline import compare, read_baseline

    return compare([report], read_baseline(settings.baseline)).reports[0]


def lint_whole(
    source: Source, settings: Settings, *, memory: Memory | None = None, rewrites: bool = True
) -> FileReport:
    """Lint one source as if there were no baseline: what is known depends on all files of a run, as text moves."""
    from blamelint.engine import lint_source

    return lint_source(source, rules_for(settings), settings, memory=memory, rewrites=rewrites)


def rules_for(settings: Settings) -> RuleBook:
    """Load the built-in rules and those of the configured packs; raises `UserError` for names that do not exist."""
    check_packs(settings)
    book = _load(settings.packs)
    check_names(settings, known_ids(book))
    return book


@cache
def _load(packs: tuple[Path, ...]) -> RuleBook:
    from blamelint.packs import load_rules

    return load_rules(packs)


def forget_rules() -> None:
    """Read rule files anew from now on; a long-running front end calls this when one changes."""
    from blamelint import packs
    from blamelint.engine import linter_of

    linter_of.cache_clear()
    packs.forget_rules()
    _load.cache_clear()


def help_for(book: RuleBook, ids: Iterable[str]) -> dict[str, RuleHelp]:
    """Describe rules, and notices about allow comments, by their ids."""
    from blamelint.allow import NOTICES

    def described(id: str) -> RuleHelp:
        if id not in NOTICES:
            return book.rules[id].help
        severity, summary = NOTICES[id]
        return RuleHelp(id, summary, severity)

    return {id: described(id) for id in sorted(set(ids))}


def known_ids(book: RuleBook) -> set[str]:
    """Give the ids that users may name: rules, and the notices about allow comments."""
    from blamelint.allow import NOTICES

    return {*book.rules, *NOTICES}
