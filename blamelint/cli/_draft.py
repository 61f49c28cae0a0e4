"""What a person decided about the findings of one file, and the text that comes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from blamelint.allowing import allowing, allows, shape
from blamelint.diagnostic import Applicability, Diagnostic, Edit, FileReport, Fix
from blamelint.document import Block, Document
from blamelint.fixing import apart, apply
from blamelint.formats.markdown import read_markdown
from blamelint.source import Source, Span


@dataclass(slots=True)
class Draft:
    """A file with the choices made so far; nothing is written before all are made."""

    report: FileReport
    """What was found."""

    document: Document
    """What the file holds, block by block."""

    fixes: list[Fix] = field(default_factory=list)
    """Chosen, apart from each other."""

    comments: list[Edit] = field(default_factory=list)
    """Allow comments to put in."""

    settled: list[Diagnostic] = field(default_factory=list)
    """Findings that a choice has answered."""

    @classmethod
    def of(cls, report: FileReport) -> Draft:
        """Begin with a file as it is."""
        return cls(report, read_markdown(report.source))

    @property
    def text(self) -> str:
        """The file as it will be."""
        # Of edits at one place, the first is put in first, and so comes last.
        behind = [edit for edit in self.comments if not edit.text.endswith(("\n", "\r"))]
        before = [edit for edit in self.comments if edit not in behind]
        return apply(self.report.source.text, [*behind, *_edits(self.fixes), *before])

    def accept(self, fix: Fix) -> None:
        """Choose a rewrite, for all findings that offer it; what was chosen before for the same words gives way."""
        self.fixes = [other for other in self.fixes if apart(other, fix)] + [fix]
        self._settle(finding for finding in self.report.diagnostics if fix in finding.fixes)

    def reads(self, finding: Diagnostic, fix: Fix | None = None) -> str | None:
        """Give the sentence of a finding in one line, with what was chosen for it, or after a fix.

        None when the finding is about more or less than words of one block.
        """
        if self._block(finding) is None:
            return None
        from blamelint.rewrite.placing import joined

        span, edits = self._stretch(finding, fix)
        moved = [Edit(Span(edit.span.start - span.start, edit.span.end - span.start), edit.text) for edit in edits]
        return joined(apply(self.report.source.slice(span), moved))

    def write(self, finding: Diagnostic, text: str, fix: Fix | None = None) -> bool:
        """Put words of a person in the place of a sentence as `reads` gave it; settles all that was found in it.

        Does nothing and returns false where the words would make another list, table or heading of the document.
        """
        block = self._block(finding)
        if block is None:
            return False
        from blamelint.rewrite.placing import wrapped

        span, _ = self._stretch(finding, fix)
        edit = Edit(span, wrapped(self.report.source, block, span, " ".join(text.split())))
        if shape(read_markdown(self._with(edit))) != shape(self.document):
            return False
        self.accept(Fix("Edit the sentence", Applicability.SUGGESTED, (edit,)))
        self._settle(other for other in self.report.diagnostics if other.context.overlaps(span))
        return True

    def allow(self, finding: Diagnostic, reason: str) -> str | None:
        """Put in a comment that allows a finding here, and give it; None when no comment can."""
        edit = allowing(self.document, finding, reason=reason)
        if edit is None:
            return None
        self.comments.append(edit)
        self._settle(other for other in self.report.diagnostics if allows(self.document, edit, other))
        return edit.text.strip()

    def _settle(self, findings: Iterable[Diagnostic]) -> None:
        self.settled += findings

    def _with(self, edit: Edit) -> Source:
        source = self.report.source
        return Source(source.path, apply(source.text, [edit]))

    def _block(self, finding: Diagnostic) -> Block | None:
        span = finding.context
        around = (block for block in self.document.blocks if block.span.contains(span))
        return next(around, None) if len(span) else None

    def _stretch(self, finding: Diagnostic, fix: Fix | None) -> tuple[Span, list[Edit]]:
        """The sentence with all chosen edits that reach into it."""
        chosen = self.fixes if fix is None else [other for other in self.fixes if apart(other, fix)] + [fix]
        inside = _edits(one for one in chosen if any(_touch(edit.span, finding.context) for edit in one.edits))
        spans = [finding.context, *(edit.span for edit in inside)]
        return Span(min(span.start for span in spans), max(span.end for span in spans)), inside


def _edits(fixes: Iterable[Fix]) -> list[Edit]:
    return [edit for fix in fixes for edit in fix.edits]


def _touch(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end
