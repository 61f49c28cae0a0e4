"""What can be done about a finding: rewrite, ask, allow; and what can be said about a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcContentModified

from blamelint.allow import NOTICES
from blamelint.configfile import OWN_FILE
from blamelint.diagnostic import Applicability, Diagnostic, Edit
from blamelint.document import Block, Document, Role
from blamelint.lsp.buffers import Buffer, Checked
from blamelint.lsp.names import Named, named_at
from blamelint.lsp.text import Places
from blamelint.source import Source, Span

FIX_ALL = "source.fixAll.blamelint"
WHY = "‹why›"
"""Stands for a reason that only the authors know."""

LISTS = {"person": "people", "system": "systems", "team": "teams"}
"""Settings that say what a name stands for."""

KINDS = {"named": "person", "system": "system", "team": "team"}
"""What the kinds of mention are called there."""

_MARKUP = re.compile(r"(?:#{1,6}[ \t]+)?[*_~\[`(\"“‘']*")


class Changed(JsonRpcContentModified):
    """The document is no longer the one that an action was offered for."""

    MESSAGE = "the document has changed"


@dataclass(frozen=True, slots=True)
class FileEdit:
    """Edits of one file."""

    uri: str
    """Which file."""

    places: Places
    """Its text."""

    edits: tuple[Edit, ...]
    """What to replace."""

    version: int | None = None
    """Of an open document."""

    is_new: bool = False
    """Whether the file has to be made first."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can be done."""

    title: str
    """In the imperative."""

    file: FileEdit
    """How."""

    kind: str = types.CodeActionKind.QuickFix
    """The editor's kind of action."""

    finding: Diagnostic | None = None
    """What it answers."""

    preferred: bool = False
    """Whether it is the one to take without looking further."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an action that was offered without its edits was about."""

    uri: str
    """Which document."""

    version: int
    """Which version of it."""

    number: int
    """Which of the offers there."""

    range: types.Range
    """Where."""

    @classmethod
    def of(cls, action: types.CodeAction) -> Wanted:
        """Read it back; raises `Changed` when it is not one of ours."""
        data: Any = action.data
        try:
            start, end = (types.Position(*place) for place in data["range"])
            return cls(data["uri"], data["version"], data["number"], types.Range(start, end))
        except (TypeError, KeyError, ValueError):
            raise Changed from None

    def data(self) -> dict[str, Any]:
        """Write it for the way to the editor and back."""
        places = [(place.line, place.character) for place in (self.range.start, self.range.end)]
        return {"uri": self.uri, "version": self.version, "number": self.number, "range": places}


@dataclass(frozen=True)
class Scene:
    """A document, a place in it, and the files around."""

    buffer: Buffer
    """The document."""

    checked: Checked
    """What is found in it."""

    document: Document
    """The document as read."""

    span: Span
    """The place."""

    folder: Path | None
    """The workspace folder of the document."""

    others: Mapping[Path, Buffer] = field(default_factory=dict)
    """Files that are open."""

    def edit(self, *edits: Edit) -> FileEdit:
        """Change the document."""
        return FileEdit(self.buffer.uri, self.places, edits, self.buffer.version)

    @property
    def places(self) -> Places:
        """Positions in the document."""
        return Places(self.checked.source, self.buffer.encoding)


def offers(scene: Scene) -> list[Offer]:
    """List what can be done at a place, best first."""
    at = [f for f in scene.checked.findings if f.span.start <= scene.span.end and scene.span.start <= f.span.end]
    found = [offer for finding in at for offer in _fixes(scene, finding)]
    # A comment in MDX is another thing, which Markdown does not know.
    if scene.buffer.language != "mdx":
        found += [offer for finding in at for offer in _comments(scene, finding)]
    found += _about_name(scene)
    safe = _safe_edits(scene.checked.findings)
    if safe:
        found.append(Offer("Fix all that is safe to fix", scene.edit(*safe), FIX_ALL))
    return found


def suits(offer: Offer, only: Iterable[str] | None) -> bool:
    """Tell whether the editor asked for this kind of action."""
    return only is None or any(offer.kind == kind or offer.kind.startswith(f"{kind}.") for kind in map(str, only))


def _fixes(scene: Scene, finding: Diagnostic) -> Iterator[Offer]:
    for number, fix in enumerate(finding.fixes):
        yield Offer(fix.title, scene.edit(*fix.edits), finding=finding, preferred=number == 0)


def _safe_edits(findings: Iterable[Diagnostic]) -> list[Edit]:
    """Choose safe edits that do not touch one another, from the top."""
    chosen: list[Edit] = []
    for finding in findings:
        safe = next((fix for fix in finding.fixes if fix.applicability is Applicability.SAFE), None)
        if safe and not any(_meet(edit, other) for edit in safe.edits for other in chosen):
            chosen += safe.edits
    return sorted(chosen, key=lambda edit: edit.span)


def _meet(one: Edit, other: Edit) -> bool:
    return one.span.start <= other.span.end and other.span.start <= one.span.end


# Comments


def _comments(scene: Scene, finding: Diagnostic) -> Iterator[Offer]:
    block = _block_at(scene.document, finding.span)
    if finding.question and block:
        edit = _beside(scene.checked.source, block, f"<!-- To answer: {_quiet(finding.question)} -->")
        yield Offer("Ask the authors in a comment", scene.edit(edit), finding=finding)
    if finding.rule in NOTICES:
        return
    if block:
        edit = _beside(scene.checked.source, block, f"<!-- blamelint: allow {finding.rule} -- {WHY} -->")
        yield Offer(f"Allow '{finding.rule}' here, with a reason", scene.edit(edit), finding=finding)
    edit = _on_top(scene.document, f"<!-- blamelint: allow-file {finding.rule} -- {WHY} -->")
    yield Offer(f"Allow '{finding.rule}' in this file", scene.edit(edit), finding=finding)


def _quiet(text: str) -> str:
    """Words of the document inside a comment must not end it."""
    return text.replace("--", "–")


def _block_at(document: Document, span: Span) -> Block | None:
    return next((block for block in document.blocks if block.span.start <= span.start <= block.span.end), None)


def _beside(source: Source, block: Block, comment: str) -> Edit:
    """Put a comment on a line of its own before a block, or where none can stand, behind its last word."""
    start = source.line_starts[source.position(block.span.start).line - 1]
    free = block.role in (Role.PARAGRAPH, Role.HEADING) and block.list is None and not block.quote
    if free and _MARKUP.fullmatch(source.text, start, block.span.start):
        return Edit(Span(start, start), f"{comment}{_line_end(source)}")
    end = re.compile(r"[^\r\n|]*" if block.cell else r"[^\r\n]*").match(source.text, block.span.end)
    at = block.span.end + len(end[0].rstrip()) if end else block.span.end
    return Edit(Span(at, at), f" {comment}")


def _on_top(document: Document, comment: str) -> Edit:
    """Put a comment on the first line behind the front matter."""
    source, end = document.source, _line_end(document.source)
    if document.front_matter is None:
        at = len(source.text) - len(source.text.removeprefix("\ufeff"))
        return Edit(Span(at, at), f"{comment}{end}{end}")
    at = document.front_matter.span.end
    behind = next((start for start in source.line_starts if start >= at), len(source.text))
    lead = "" if behind in source.line_starts and behind > 0 and behind >= at and behind != at else end
    return Edit(Span(behind, behind), f"{lead}{comment}{end}{end}")


def _line_end(source: Source) -> str:
    return "\r\n" if "\r\n" in source.text else "\n"


# Names


def _about_name(scene: Scene) -> Iterator[Offer]:
    named = named_at(scene.document, scene.checked.settings, scene.span.start)
    if named is None or not named.is_name:
        return
    for kind, key in LISTS.items():
        if KINDS.get(named.kind) != kind:
            file = _settings_with(scene, named, key)
            if file is not None:
                yield Offer(f"'{named.text}' is a {kind}", file)


def _settings_with(scene: Scene, named: Named, key: str) -> FileEdit | None:
    """Write a name into the settings file that holds for the document, or into a new one in its folder."""
    settings = scene.checked.settings
    path = settings.origin or (scene.folder / OWN_FILE if scene.folder else None)
    if path is None:
        return None
    opened = scene.others.get(path)
    is_new = opened is None and not path.exists()
    text = opened.source.text if opened else "" if is_new else path.read_text(encoding="utf-8")
    source = Source(str(path), text)
    edit = _smallest(text, _with_name(text, named.text, key, shared=path.name != OWN_FILE))
    uri = opened.uri if opened else path.as_uri()
    version = opened.version if opened else None
    return FileEdit(uri, Places(source, scene.buffer.encoding), (edit,), version, is_new)


def _with_name(text: str, name: str, key: str, *, shared: bool) -> str:
    """Add a name to one list of a settings file and take it out of the others, comments and layout kept."""
    import tomlkit

    whole = tomlkit.parse(text)
    table: Any = whole["tool"]["blamelint"] if shared else whole  # type: ignore[index]
    for other in LISTS.values():
        if other != key and name in table.get(other, ()):
            table[other].remove(name)
    if key in table:
        table[key].append(name)
    else:
        table[key] = [name]
    return tomlkit.dumps(whole)


def _smallest(before: str, after: str) -> Edit:
    """Find the one edit that turns a text into another."""
    start = _shared(before, after)
    end = _shared(before[start:][::-1], after[start:][::-1])
    return Edit(Span(start, len(before) - end), after[start : len(after) - end])


def _shared(one: str, other: str) -> int:
    """Count the characters at the head that two texts share."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


# For the editor


def written(offer: Offer, wanted: Wanted, capabilities: types.ClientCapabilities, *, lazily: bool) -> types.CodeAction:
    """Write an offer for the editor; `lazily` without its edits, for an editor that asks for them later."""
    action = types.CodeAction(
        offer.title,
        kind=offer.kind,
        diagnostics=[_answered(offer.finding, offer.file.places)] if offer.finding else None,
        is_preferred=True if offer.preferred else None,
        data=wanted.data(),
    )
    if not (lazily and _resolves(capabilities)):
        action.edit = workspace_edit(offer, capabilities)
    return action


def _answered(finding: Diagnostic, places: Places) -> types.Diagnostic:
    from blamelint.lsp.findings import SEVERITIES, SOURCE

    return types.Diagnostic(
        places.range(finding.span), finding.message, SEVERITIES[finding.severity], finding.rule, source=SOURCE
    )


def _resolves(capabilities: types.ClientCapabilities) -> bool:
    text = capabilities.text_document
    action = text.code_action if text else None
    support = action.resolve_support if action else None
    return support is not None and "edit" in support.properties


def workspace_edit(offer: Offer, capabilities: types.ClientCapabilities) -> types.WorkspaceEdit:
    """Write edits in the best way that the editor knows."""
    file = offer.file
    edits = [types.TextEdit(file.places.range(edit.span), edit.text) for edit in file.edits]
    can = capabilities.workspace.workspace_edit if capabilities.workspace else None
    if can is None or not can.document_changes:
        return types.WorkspaceEdit(changes={file.uri: edits})
    note = "blamelint" if can.change_annotation_support else None
    changes: list[Any] = [types.CreateFile(file.uri, annotation_id=note)] if file.is_new else []
    changed: Sequence[Any] = (
        [types.AnnotatedTextEdit(note, edit.range, edit.new_text) for edit in edits] if note else edits
    )
    changes.append(
        types.TextDocumentEdit(types.OptionalVersionedTextDocumentIdentifier(file.uri, file.version), list(changed))
    )
    notes = {note: types.ChangeAnnotation(offer.title, needs_confirmation=False)} if note else None
    return types.WorkspaceEdit(document_changes=changes, change_annotations=notes)
