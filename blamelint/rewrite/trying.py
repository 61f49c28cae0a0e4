"""Rewrites are tried before they are offered: none may call for a rewrite itself."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from blamelint.document import Block, Mask, Prose
from blamelint.kinds.match import Match
from blamelint.kinds.sentences import Search
from blamelint.language.analysis import Analysis
from blamelint.language.pieces import Piece, cut
from blamelint.language.reader import Reader
from blamelint.packs import Rule
from blamelint.rewrite.changes import Recast, new_text
from blamelint.rewrite.proposals import Proposal, proposals, still_names
from blamelint.rewrite.voices import AS_POSSIBLE

PERSONAL = re.compile(r"\b(?:he|she|him|his|her|hers)\b", re.IGNORECASE)
PERSONS = frozenset({"person", "actor"})
"""Labels of findings about somebody."""

OFFERED = 2
"""Suggested rewrites of one finding; more would only be more to read."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence with what holds in it."""

    analysis: Analysis
    """The sentence as read."""

    matches: tuple[Match, ...]
    """What rules found."""


@dataclass(frozen=True, slots=True)
class _Trial:
    """A proposal with the sentence that it would make."""

    finding: int
    """Number of the sentence."""

    proposal: Proposal
    """What is tried."""

    left: frozenset[str]
    """Rules that held before and may still hold: their findings are not what it mends."""

    pieces: tuple[Piece, ...]
    """The new sentences."""


def tried(
    findings: Sequence[Finding], rules: Mapping[str, Rule], search: Search, reader: Reader
) -> Iterator[tuple[Match, tuple[Proposal, ...]]]:
    """Yield every match with the rewrites that hold, best first."""
    trials = list(_trials(findings, rules))
    again = _held_again(trials, search, reader)
    passed: defaultdict[int, list[Proposal]] = defaultdict(list)
    for index, trial in enumerate(trials):
        if again[index] <= trial.left and not _leaves_somebody(trial, again[index], findings[trial.finding], rules):
            mended = _mended(trial.proposal, findings[trial.finding].matches, rules, again[index])
            passed[trial.finding].append(replace(trial.proposal, mends=mended))
    flagged = {_key(finding) for finding in findings}
    for index, finding in enumerate(findings):
        stranded = _strands(finding, flagged, reader)
        for place, match in enumerate(finding.matches):
            needed = stranded and _introduces(match, finding, reader)
            yield match, () if needed else _offered([p for p in passed[index] if place in p.mends])


def _mended(
    proposal: Proposal, matches: Sequence[Match], rules: Mapping[str, Rule], again: Collection[str]
) -> tuple[int, ...]:
    """The matches that a proposal is made for, and those that hold no more with it."""
    return tuple(
        i
        for i, match in enumerate(matches)
        if i in proposal.mends
        or (match.rule not in again and not still_names(match, rules[match.rule], proposal.sentence))
    )


def _leaves_somebody(trial: _Trial, again: Collection[str], finding: Finding, rules: Mapping[str, Rule]) -> bool:
    """Whether one person is taken out of a sentence that goes on to fault another, or the same one."""
    mended = {finding.matches[i].rule for i in trial.proposal.mends}
    return all(any(not PERSONS.isdisjoint(rules[rule].labels) for rule in group) for group in (mended, again))


def _key(finding: Finding) -> tuple[int, int]:
    piece = finding.analysis.sentence.piece
    return piece.block.index, piece.start


def _introduces(match: Match, finding: Finding, reader: Reader) -> bool:
    """Whether a finding holds the name that later pronouns stand for, and nothing before it does."""
    piece, name = finding.analysis.sentence.piece, match.slots.get("agent", "")
    if match.target != "named" or not name or PERSONAL.search(name) or name in piece.block.text[: piece.start]:
        return False
    return not any(name in block.text for block in reader.document.blocks[: piece.block.index])


def _strands(finding: Finding, flagged: Collection[tuple[int, int]], reader: Reader) -> bool:
    """Whether the next sentence speaks of *him* or *her*, and would have nobody to speak of any more.

    One that is flagged itself has to be said anew anyway.
    """
    piece = finding.analysis.sentence.piece
    following = next((p for p in reader.pieces(piece.block) if p.start > piece.start), None)
    if following is None or (following.block.index, following.start) in flagged:
        return False
    return PERSONAL.search(following.text) is not None


def _offered(found: Sequence[Proposal]) -> tuple[Proposal, ...]:
    safe = [p for p in found if p.level == "safe"]
    suggested = [p for p in found if p.level != "safe"]
    # What was possible is said only where nothing plainer holds.
    suggested = [p for p in suggested if not _tells_the_possible(p)] or suggested
    suggested.sort(key=lambda p: -len(p.mends))
    return (*safe[:1], *suggested[:OFFERED])


def _tells_the_possible(proposal: Proposal) -> bool:
    words = (part.lower() for recast in proposal.recasts for part in recast.parts if isinstance(part, str))
    return any(word in AS_POSSIBLE.values() for word in words)


def _trials(findings: Sequence[Finding], rules: Mapping[str, Rule]) -> Iterator[_Trial]:
    for index, finding in enumerate(findings):
        own = [rules[match.rule] for match in finding.matches]
        for proposal in proposals(finding.analysis, finding.matches, own):
            left = frozenset(m.rule for i, m in enumerate(finding.matches) if i not in proposal.mends)
            block = after(finding.analysis.sentence.piece.block, proposal.recasts)
            yield _Trial(index, proposal, left, tuple(_touched(block, finding.analysis.sentence.piece)))


def _held_again(trials: Sequence[_Trial], search: Search, reader: Reader) -> list[set[str]]:
    """For each trial, the rules that hold in its new sentences."""
    found: list[set[str]] = [set() for _ in trials]
    owners: dict[int, int] = {}
    pieces = []
    for index, trial in enumerate(trials):
        for piece in trial.pieces:
            if search.is_worthwhile(piece):
                owners[id(piece)] = index
                pieces.append(piece)
    for analysis in reader.read(pieces):
        found[owners[id(analysis.sentence.piece)]] |= {match.rule for match in search.find(analysis)}
    return found


def after(block: Block, recasts: Sequence[Recast]) -> Block:
    """Give a block as it would be after some recasts; it knows no source."""
    return replace(block, prose=Prose(new_text(block.text, recasts), (), tuple(_moved(block.prose.masks, recasts))))


def _touched(block: Block, old: Piece) -> Iterator[Piece]:
    """The pieces that stand where one piece stood."""
    end = len(block.text) - len(old.block.text) + old.end
    yield from (piece for piece in cut(block) if piece.start < end and old.start < piece.end)


def _moved(masks: Iterable[Mask], recasts: Sequence[Recast]) -> Iterator[Mask]:
    stretches = list(_stretches(recasts))
    for mask in masks:
        for start, end, shift in stretches:
            if start <= mask.start and mask.end <= end:
                yield replace(mask, start=mask.start + shift, end=mask.end + shift)
                break


def _stretches(recasts: Sequence[Recast]) -> Iterator[tuple[int, int, int]]:
    """Old bounds of what is kept, and how far it moves."""
    old = new = 0
    for recast in recasts:
        yield old, recast.start, new - old
        new += recast.start - old
        for part in recast.parts:
            if not isinstance(part, str):
                yield *part, new - part[0]
            new += len(part) if isinstance(part, str) else part[1] - part[0]
        old = recast.end
    yield old, 1 << 60, new - old
