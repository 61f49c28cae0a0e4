"""Fingerprints: equal for what is the same finding to a reader."""

from __future__ import annotations

from blamelint.diagnostic import Diagnostic
from blamelint.fingerprint import fingerprints
from blamelint.source import Source, Span
from tests.conftest import finding


def _at(text: str, words: str = "Dave forgot") -> list[str]:
    start = text.index(words)
    return fingerprints(Source("a.md", text), [finding(span=Span(start, start + len(words)))])


def test_moved_text_is_the_same() -> None:
    assert _at("Dave forgot.") == _at("# Outage\n\nAll well. Dave forgot.")


def test_wrapping_is_no_difference() -> None:
    assert _at("Dave forgot.") == _at("Dave\nforgot.", "Dave\nforgot")


def test_other_words_are_another_finding() -> None:
    assert _at("Dave forgot.") != _at("Dave forgot it.", "Dave forgot it")


def test_sentence_counts_as_well() -> None:
    def inside(text: str) -> list[str]:
        one = finding(span=Span(0, 11))
        return fingerprints(
            Source("a.md", text), [Diagnostic(one.rule, one.severity, (), "", one.span, sentence=Span(0, len(text)))]
        )

    assert inside("Dave forgot the step.") != inside("Dave forgot the test.")


def test_repeated_findings_differ() -> None:
    first, second = fingerprints(Source("a.md", "Dave forgot."), [finding(span=Span(0, 11))] * 2)

    assert first != second
    assert 32 == len(first)


def test_finding_without_words_is_known_by_its_file() -> None:
    nowhere = [finding(span=Span(0, 0))]

    assert fingerprints(Source("a.md", "x"), nowhere) != fingerprints(Source("b.md", "x"), nowhere)
