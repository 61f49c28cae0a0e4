"""Findings on the same words become one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from blamelint.diagnostic import Applicability, Diagnostic, Fix, Related


def merge(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Report the gravest of findings that overlap, with the others as related and with the labels of all.

    What it offers is its own rewrites, or else what helps along with it: a safe edit, or a better heading.
    """
    found = list(diagnostics)
    about_sentences = [diagnostic for diagnostic in found if not diagnostic.rule.startswith("structure/")]
    about_document = [diagnostic for diagnostic in found if diagnostic.rule.startswith("structure/")]
    return [*merge_alike(about_sentences), *merge_alike(about_document)]


def merge_alike(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Do the same for findings that are all about sentences, or all about the document."""
    groups: list[list[Diagnostic]] = []
    for diagnostic in sorted(diagnostics, key=lambda d: (d.span.start, -d.span.end)):
        if groups and any(diagnostic.span.overlaps(other.span) for other in groups[-1]):
            groups[-1].append(diagnostic)
        else:
            groups.append([diagnostic])
    return [_merged(group) for group in groups]


def _merged(group: list[Diagnostic]) -> Diagnostic:
    if len(group) == 1:
        return group[0]
    main = max(group, key=lambda d: (d.severity, "person" in d.labels, -d.span.start, len(d.span), d.rule))
    seen = {(main.rule, main.span)}
    related, labels = [], list(main.labels)
    for other in group:
        labels += [label for label in other.labels if label not in labels]
        if (other.rule, other.span) not in seen:
            seen.add((other.rule, other.span))
            related.append(Related(other.rule, other.span, other.message))
    fixes = main.fixes or tuple(fix for other in group for fix in other.fixes if _helps(other, fix))[:1]
    return replace(main, labels=tuple(labels), fixes=fixes, related=tuple(related))


def _helps(other: Diagnostic, fix: Fix) -> bool:
    """Whether a fix is worth making although the graver finding stays: a rewrite of the sentence would only hide it."""
    return fix.applicability is Applicability.SAFE or other.rule.startswith("structure/")
