"""What a section is for, read from the words of its heading."""

from __future__ import annotations

import re

from blamelint.document import SectionKind

KINDS: dict[SectionKind, str] = {
    SectionKind.SUMMARY: """
        summary|overview|tl dr|tldr|tl;dr|executive summary|incident summary|abstract|synopsis|in brief|at a glance|
        what happened|issue summary|problem statement|problem description|incident description|description""",
    SectionKind.IMPACT: """
        impact|impacts|customer impact|user impact|business impact|impact analysis|impact assessment|damage|damages|
        affected users|affected customers|affected services|affected systems|who was affected|what was affected|
        scope|severity|blast radius|consequences""",
    SectionKind.TIMELINE: """
        timeline|time line|timelines|chronology|sequence of events|chain of events|course of events|order of events|
        event log|incident log|log|recovery timeline|response timeline|resolution timeline|
        what happened when|what happened and when|key events""",
    SectionKind.DETECTION: """
        detection|how did we find out|how we found out|how did we detect|how we detected|how was it detected|
        how was the incident detected|how was this detected|how did we notice|how we noticed|how it was found|
        discovery|time to detect|monitoring and alerting""",
    SectionKind.CAUSES: """
        root cause|root causes|rootcause|root cause analysis|root cause and analysis|causes|cause|causal analysis|
        proximate cause|trigger|triggers|why|five whys|5 whys|the five whys|analysis|rca|what went wrong technically|
        technical analysis|technical root cause|technical details|what caused|what was the cause|origin|fault|
        fault tree|diagnosis|incident analysis|findings""",
    SectionKind.FACTORS: """
        contributing factors|contributing factor|contributing causes|contributing conditions|contributory factors|
        contributors|factors|conditions|enabling conditions|latent conditions|how did we get here|how we got here|
        aggravating factors|mitigating factors|risk factors|what contributed|systemic factors|human factors""",
    SectionKind.RESPONSE: """
        response|incident response|mitigation|mitigations|mitigation steps|recovery|resolution|how did we respond|
        how we responded|how did we fix it|how we fixed it|how was it fixed|how it was fixed|how was it resolved|
        how it was resolved|fix|the fix|workaround|restoration|containment|service restoration|immediate actions|
        immediate action taken|immediate actions taken|actions taken|action taken|steps taken|escalation""",
    SectionKind.ACTIONS: """
        action items|action item|actions|action|action plan|action points|ais|follow up|follow ups|followup|followups|
        follow up actions|follow up items|follow up tasks|remediation|remediations|remediation items|remediation plan|
        next steps|next step|corrective|corrective action|corrective actions|corrective measures|preventive|
        preventative|preventive actions|preventive measures|preventative measures|preventative actions|measures|
        to do|to dos|todo|todos|prevention|improvements|improvement|improvement items|tasks|capa|recommendations|
        recommendation|how will we prevent|how do we prevent|how can we prevent|how we will prevent|
        preventing recurrence|what are we doing|what we are doing|what will we do|what we will do|future work|
        what are we changing|what we are changing|moving forward|going forward|the way forward|tickets|
        backlog|countermeasures|countermeasure|counter measures|remedial actions|remedial measures|remedies""",
    SectionKind.LESSONS: """
        lessons|lessons learned|lessons learnt|lesson learned|lesson|learnings|learning|key learnings|takeaways|
        key takeaways|takeaway|reflections|reflection|what we learned|what we learnt|what did we learn|
        what have we learned|retrospective|insights""",
    SectionKind.WENT_WELL: """
        went well|what went well|what was good|what went right|what worked|what worked well|things that went well|
        things that worked well|where we got lucky|where did we get lucky|got lucky|what did we do well|
        what we did well|successes|positives|positive observations|the good|good stuff|what helped""",
    SectionKind.WENT_WRONG: """
        went wrong|what went wrong|what went badly|what went poorly|what didn t go well|what did not go well|
        what didn t go so well|what did not go so well|what could have gone better|what could be better|
        what could be improved|what could have been better|what could we have done better|
        what could we do better|what didn t work|what did not work|things that went wrong|things that went poorly|
        areas for improvement|areas of improvement|what to improve|what can be improved|what can we improve|
        what hindered|where we were unlucky|where we got unlucky|negatives|the bad|bad stuff|not so good|
        difficulties|challenges""",
    SectionKind.PARTICIPANTS: """
        participants|attendees|responders|incident responders|people|people involved|roles|
        roles and responsibilities|who was involved|involved|authors|author|incident team|response team|
        present|attendance|contributors to this document|on call|incident commander|stakeholders|reviewers""",
}
"""Phrases of headings by kind; the longest of those that begin first in a heading decides."""

_WORD = re.compile(r"[^\W_]+")
_FILLERS = frozenset(
    _WORD.findall(
        "the a an our of and or for to in s is was were are this incident outage issue main key immediate short long "
        "term preliminary detailed full all times utc gmt"
    )
)
"""Words that may stand between phrases in a paragraph that serves as a heading."""

_GENERAL = frozenset(
    _WORD.findall(
        "action analysis backlog challenges conditions description discovery fault fix improvement involved learning "
        "log measures origin people present roles scope severity tickets trigger triggers why author authors"
    )
)
"""Phrases of one word that say something only at the head of a heading."""

_LONG = 9
"""A heading with more words than this has a kind only when it begins with a phrase."""


def _table() -> dict[tuple[str, ...], SectionKind]:
    return {
        tuple(_WORD.findall(phrase)): kind
        for kind, phrases in KINDS.items()
        for phrase in phrases.split("|")
        if phrase.strip()
    }


_PHRASES = _table()
_LONGEST = max(map(len, _PHRASES))


def section_kind(heading: str) -> SectionKind | None:
    """Read the kind from a heading; None when its words do not tell."""
    words = _words(heading)
    head = True
    for start, word in enumerate(words if len(words) <= _LONG else words[:1]):
        found = _at(words, start)
        if found is not None and (head or not _is_general(words, start, found[1])):
            return found[0]
        head = head and word in _FILLERS
    return None


def _is_general(words: list[str], start: int, length: int) -> bool:
    return words[start : start + length] in (["to", "do"], ["to", "dos"]) or (length == 1 and words[start] in _GENERAL)


def is_whole(heading: str) -> bool:
    """Tell whether a heading consists of nothing but phrases of the table."""
    words = _words(heading)
    index, hits = 0, 0
    while index < len(words):
        found = _at(words, index)
        if found is None and words[index] not in _FILLERS:
            return False
        index += found[1] if found else 1
        hits += found is not None
    return hits > 0 and len(words) <= _LONG


def _at(words: list[str], start: int) -> tuple[SectionKind, int] | None:
    for length in range(min(_LONGEST, len(words) - start), 0, -1):
        kind = _PHRASES.get(tuple(words[start : start + length]))
        if kind is not None:
            return kind, length
    return None


def _words(heading: str) -> list[str]:
    """Split into words, without numbering such as "2." and "3.1"."""
    words = _WORD.findall(heading[:400].lower())
    while len(words) > 1 and words[0].isdigit() and words[:2] != ["5", "whys"]:
        words.pop(0)
    return words
