"""Write an allow comment where it will be recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from blamelint import allow
from blamelint.diagnostic import Diagnostic, Edit
from blamelint.document import Block, Document, Role
from blamelint.fixing import apply
from blamelint.formats.markdown import read_markdown
from blamelint.source import BOM, Source, Span

BEFORE_TEXT = re.compile(r"[ \t>]*")
"""What may stand on a line before a comment that has it for itself."""


def allowing(document: Document, finding: Diagnostic, *, reason: str) -> Edit | None:
    """Find the edit that allows a finding, and what else holds for its words, as near to it as a comment can stand.

    What stands in the document stays what it is, a list one list; None when no comment can allow the finding.
    """
    if finding.rule in allow.NOTICES:
        return None  # these are about comments
    rules = ", ".join(dict.fromkeys(part.rule for part in _parts(finding)))
    told = f"{rules} -- {_quiet(reason)} -->"
    for edit in _places(document, finding, told):
        if shape(_after(document, edit)) == shape(document) and allows(document, edit, finding):
            return edit
    return None


def allows(document: Document, edit: Edit, finding: Diagnostic) -> bool:
    """Tell whether a comment that is put into a document allows all that a finding says."""
    parts = [_shifted(part, edit) for part in _parts(finding)]
    kept, _, _ = allow.apply(_after(document, edit), parts, {part.rule for part in parts}, ())
    return not kept


def shape(document: Document) -> list[tuple[object, ...]]:
    """Say which blocks a document has, and where they stand in headings, lists, tables and quotations."""
    return [(block.role, block.level, block.list, block.quote, _cell(block)) for block in document.blocks]


def _cell(block: Block) -> tuple[int, ...]:
    return () if block.cell is None else (block.cell.table, block.cell.row, block.cell.column)


def _parts(finding: Diagnostic) -> list[Diagnostic]:
    """The finding, and the milder ones on its words: a comment for the graver alone would leave them."""
    return [finding, *(replace(finding, rule=other.rule, span=other.span) for other in finding.related)]


def _after(document: Document, edit: Edit) -> Document:
    source = document.source
    return read_markdown(Source(source.path, apply(source.text, [edit])))


def _shifted(finding: Diagnostic, edit: Edit) -> Diagnostic:
    """Give a finding its place behind what is put in."""
    by = len(edit.text)
    start = finding.span.start + by * (finding.span.start >= edit.span.start)
    return replace(finding, span=Span(start, start + len(finding.span)))


def _places(document: Document, finding: Diagnostic, told: str) -> Iterator[Edit]:
    here, whole = f"<!-- blamelint: allow {told}", f"<!-- blamelint: allow-file {told}"
    block = next((b for b in document.blocks if b.span.start <= finding.span.start <= b.span.end), None)
    if block is not None:
        # A comment between two items would part them.
        ways = (_behind, _before) if block.role is Role.ITEM else (_before, _behind)
        yield from (edit for way in ways for edit in way(document, block, here))
    yield _on_top(document, whole)


def _before(document: Document, block: Block, comment: str) -> Iterator[Edit]:
    """On a line of its own; for a cell, before its table."""
    source, table = document.source, block.cell and block.cell.table
    first = next((b for b in document.blocks if b.cell and b.cell.table == table), block) if block.cell else block
    start = source.line_starts[source.position(first.span.start).line - 1]
    start += len(BOM) if start == 0 and source.text.startswith(BOM) else 0
    lead = BEFORE_TEXT.match(source.text, start)
    yield Edit(Span(start, start), f"{lead[0] if lead else ''}{comment}{_line_end(source)}")


def _behind(document: Document, block: Block, comment: str) -> Iterator[Edit]:
    """After the last word of a block and the marks that close with it."""
    rest = re.compile(r"[^\r\n|]*" if block.cell else r"[^\r\n]*").match(document.source.text, block.span.end)
    at = block.span.end + len(rest[0].rstrip() if rest else "")
    yield Edit(Span(at, at), f" {comment}")


def _on_top(document: Document, comment: str) -> Edit:
    """On the first line behind the front matter."""
    source, end = document.source, _line_end(document.source)
    if document.front_matter is None:
        at = len(BOM) if source.text.startswith(BOM) else 0
        return Edit(Span(at, at), f"{comment}{end}{end}")
    closing = document.front_matter.span.end
    at = next((start for start in source.line_starts if start >= closing), len(source.text))
    return Edit(Span(at, at), f"{end}{comment}{end}")


def _line_end(source: Source) -> str:
    found = re.search(r"\r\n|\r|\n", source.text)
    return found[0] if found else "\n"


def _quiet(reason: str) -> str:
    """Words that cannot end the comment."""
    return re.sub("-{2,}", "–", " ".join(reason.split())).replace(">", "›")
