"""What a lint run says: findings, and the edits that answer them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum, StrEnum

from blamelint.source import Source, Span


class Severity(IntEnum):
    """How much a finding matters; a larger value matters more."""

    SUGGESTION = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()

    @classmethod
    def parse(cls, name: str) -> Severity:
        """Read a severity from its lower-case name; raises `KeyError`."""
        return cls[name.upper()]


class Applicability(StrEnum):
    """Who may apply a fix."""

    SAFE = "safe"
    """Never changes what is claimed to have happened; `--fix` applies it."""

    SUGGESTED = "suggested"
    """A rewrite for the authors to choose."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace one stretch of the source."""

    span: Span
    """Code points in the original file, half-open."""

    text: str
    """New text; empty means delete."""


@dataclass(frozen=True, slots=True)
class Fix:
    """One way to mend a finding."""

    title: str
    """What applying it does, in the imperative."""

    applicability: Applicability
    """Whether it may be applied without asking."""

    edits: tuple[Edit, ...]
    """Sorted, not overlapping."""

    def moved(self, by: int) -> Fix:
        """Give the same fix for a text in which its words stand elsewhere."""
        return replace(self, edits=tuple(Edit(edit.span.moved(by), edit.text) for edit in self.edits))


@dataclass(frozen=True, slots=True)
class Related:
    """Another rule that holds for an overlapping span."""

    rule: str
    """Its id."""

    span: Span
    """Where, in the source."""

    message: str
    """What it says."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding."""

    rule: str
    """Id of the rule, `pack/name`."""

    severity: Severity
    """After settings and the cap for the first person."""

    labels: tuple[str, ...]
    """Label of the pack, and `person` or `actor` when a human target takes part."""

    message: str
    """What the sentence does; never what the writer is."""

    span: Span
    """The text it is about, in the source."""

    question: str | None = None
    """What only the authors can answer."""

    fixes: tuple[Fix, ...] = ()
    """Best first."""

    related: tuple[Related, ...] = ()
    """Milder findings on the same words."""

    url: str | None = None
    """Reference of the rule."""

    sentence: Span | None = None
    """The sentence or fragment around it, in the source; None when it is about more or less than one."""

    def moved(self, by: int) -> Diagnostic:
        """Give the same finding for a text in which its words stand elsewhere."""
        related = tuple(Related(other.rule, other.span.moved(by), other.message) for other in self.related)
        return Diagnostic(
            self.rule,
            self.severity,
            self.labels,
            self.message,
            self.span.moved(by),
            self.question,
            tuple(fix.moved(by) for fix in self.fixes),
            related,
            self.url,
            self.sentence and self.sentence.moved(by),
        )

    @property
    def context(self) -> Span:
        """What has to stay as it is for the finding to be the same: its sentence, or else its own words."""
        return self.sentence or self.span


class SuppressedBy(StrEnum):
    """What keeps a finding out of the count."""

    COMMENT = "comment"
    """A comment in the document."""

    BASELINE = "baseline"
    """A list of what was there before."""


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that is known and does not count."""

    diagnostic: Diagnostic
    """The finding."""

    by: SuppressedBy
    """What suppresses it."""

    reason: str | None = None
    """Why, in the words of its authors."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """What was found in one file."""

    source: Source
    """The file as read."""

    diagnostics: tuple[Diagnostic, ...]
    """In reading order."""

    suppressed: tuple[Suppressed, ...] = ()
    """Findings that do not count, in reading order."""


@dataclass(frozen=True, slots=True)
class FileError:
    """A file that could not be linted."""

    path: str
    """As the user gave it."""

    message: str
    """The problem and its place."""

    hint: str | None = None
    """The way out."""


@dataclass(frozen=True, slots=True)
class RuleHelp:
    """What a report can say about a rule beside its findings."""

    id: str
    """`pack/name`."""

    summary: str
    """What the sentence does, in one line."""

    severity: Severity
    """Before settings, and for a named person where the rule knows one."""

    labels: tuple[str, ...] = ()
    """Labels of every finding."""

    why: str | None = None
    """The argument."""

    url: str | None = None
    """Its entry in the reference."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found, file by file."""

    files: Collection[FileReport | FileError]
    """In the order of their paths."""

    rules: Mapping[str, RuleHelp] = field(default_factory=dict)
    """Rules by id, for formats that describe them; at least those that found something."""

    baseline: bool = False
    """Whether findings were compared with those of before: the suppressed ones by `BASELINE` are old, the rest new."""
