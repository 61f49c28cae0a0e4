"""Generated incident reports: as many as wanted, the same on every machine, no two alike.

    python -m benchmarks.reports FOLDER [--reports 10] [--words 1000]

What they say is nonsense, but their make is that of real reports: front matter, sections under changing names,
timelines as lists or tables, action items, code, links, hard-wrapped paragraphs. Half of the reports are nearly without
blame, a third blame now and then, and the rest do in every fifth sentence.
"""

from __future__ import annotations

import argparse
import itertools
import random
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import words as vocabulary

FOLDER_HOLDS = 1000
"""Reports in one folder, as in an archive by year."""

BLAME = (0.01, 0.05, 0.2)
"""Share of the sentences that hold someone at fault, by kind of report."""

KINDS = (50, 35, 15)
"""How many reports of a hundred are of each kind."""

HEADINGS = {
    "summary": ("Summary", "Executive summary", "What happened", "TL;DR"),
    "impact": ("Impact", "Customer impact"),
    "timeline": ("Timeline", "Timeline (UTC)", "Sequence of events"),
    "causes": ("Root cause", "Causes", "Contributing factors", "Analysis"),
    "detection": ("Detection", "How we noticed"),
    "response": ("Response", "Mitigation", "Resolution"),
    "lessons": ("Lessons learned", "Lessons"),
    "actions": ("Action items", "Actions", "Follow-ups"),
}

LENGTHENED = ("summary", "causes", "detection", "response", "lessons")
"""Sections that take as many paragraphs as the report needs for its length."""


class Story:
    """What one report tells; its items fill the slots of sentences."""

    def __init__(self, chance: random.Random, *, blame: float) -> None:
        self.chance = chance
        self.blame = blame
        self.wrapped = chance.random() < 0.3
        self._minute = chance.randrange(24 * 60)
        # A report comes back to a few people and systems.
        self._cast = {name: chance.sample(vocabulary.LISTS[name], 4) for name in ("service", "first", "team", "region")}

    def __getitem__(self, slot: str) -> str:
        """Choose what stands in a slot."""
        if slot in NUMBERS:
            return NUMBERS[slot](self.chance)
        if slot == "time":
            self._minute += self.chance.randrange(1, 9)
            return f"{self._minute // 60 % 24:02}:{self._minute % 60:02}"
        chosen = self.chance.choice(self._cast.get(slot) or vocabulary.LISTS[slot])
        if slot == "service" and self.chance.random() < 0.4:
            return f"`{chosen}`"
        return chosen.format_map(self)

    def tell(self, clean: Sequence[str], blameful: Sequence[str] = ()) -> str:
        """Write a sentence, sometimes one that blames."""
        blames = blameful and self.chance.random() < self.blame
        text = self.chance.choice(blameful if blames else clean).format_map(self)
        return text[0].upper() + text[1:]

    def paragraph(self) -> str:
        """Write a few sentences, in some reports with lines of one width."""
        told = " ".join(self.tell(vocabulary.CLEAN, vocabulary.BLAMEFUL) for _ in range(self.chance.randint(2, 6)))
        return textwrap.fill(told, 88, break_long_words=False, break_on_hyphens=False) if self.wrapped else told


NUMBERS: dict[str, Callable[[random.Random], str]] = {
    "small": lambda chance: str(chance.randint(2, 59)),
    "number": lambda chance: f"{chance.randint(100, 99_999):,}",
    "percent": lambda chance: f"{chance.randint(1, 99)} %",
    "ticket": lambda chance: f"{chance.choice('OPS INC SRE DATA NET'.split())}-{chance.randint(100, 9999)}",
}


def report(number: int, *, words: int = 1000, blame: float | None = None, seed: int = 0) -> str:
    """Write one report of about so many words.

    The same arguments give the same text. `blame` is the share of sentences that hold someone at fault, 0 to 1;
    without it, chance chooses a kind of report.
    """
    chance = random.Random(f"{seed}/{number}")
    story = Story(chance, blame=chance.choices(BLAME, KINDS)[0] if blame is None else blame)
    head = _head(story)
    sections = {name: SECTIONS[name](story) for name in HEADINGS}
    missing = words - len(" ".join([head, *itertools.chain(*sections.values())]).split())
    for name in itertools.cycle(LENGTHENED):
        if missing <= 0:
            break
        sections[name].append(story.paragraph())
        missing -= len(sections[name][-1].split())
    parts = [head]
    for name, blocks in sections.items():
        parts += [f"## {chance.choice(HEADINGS[name])}", *blocks]
    return "\n\n".join(parts) + "\n"


def plain_report(number: int, *, words: int = 1000) -> str:
    """Write a report in which no rule has anything to look at."""
    story = Story(random.Random(f"plain/{number}"), blame=0)
    parts = [f"# Numbers of week {number % 52 + 1}"]
    while words > 0:
        parts.append(" ".join(story.tell(vocabulary.PLAIN) for _ in range(5)))
        words -= len(parts[-1].split())
    return "\n\n".join(parts) + "\n"


def write_reports(folder: Path, reports: range, *, words: int = 1000) -> int:
    """Write reports below a folder and return how many words they have."""
    written = 0
    for number in reports:
        text = report(number, words=words)
        written += len(text.split())
        file = folder / f"{number // FOLDER_HOLDS:02}" / f"report-{number:05}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return written


def _head(story: Story) -> str:
    title = story.tell(["{change} and {symptom} in {region}", "{service}: {symptom}", "{symptom} after a {change}"])
    authors = ", ".join(f"{story['first']} {story['last']}" for _ in range(2))
    date = f"2026-{story.chance.randint(1, 12):02}-{story.chance.randint(1, 28):02}"
    if story.chance.random() < 0.5:
        return f'---\ntitle: "{title}"\ndate: {date}\nauthors: [{authors}]\n---\n\n# {title}'
    return f"# Incident report: {title}\n\n**Date:** {date}\n\n**Authors:** {authors}"


def _prose(story: Story) -> list[str]:
    return [story.paragraph()]


def _causes(story: Story) -> list[str]:
    return [story.tell(vocabulary.CLEAN_CAUSES, vocabulary.BLAMEFUL_CAUSES), story.paragraph()]


def _impact(story: Story) -> list[str]:
    return ["\n".join(f"- {story.tell(vocabulary.IMPACTS)}" for _ in range(story.chance.randint(2, 4)))]


def _timeline(story: Story) -> list[str]:
    events = [
        (story["time"], story.tell(vocabulary.EVENTS, vocabulary.BLAMEFUL_EVENTS))
        for _ in range(story.chance.randint(6, 14))
    ]
    if story.chance.random() < 0.4:
        return ["\n".join(["| Time | Event |", "|---|---|", *(f"| {time} | {event} |" for time, event in events)])]
    return ["\n".join(f"- {time} – {event}." for time, event in events)]


def _response(story: Story) -> list[str]:
    command = f"```console\n$ kubectl rollout undo deployment/{story['service'].strip('`')}\n```"
    return [story.paragraph(), command] if story.chance.random() < 0.4 else [story.paragraph()]


def _actions(story: Story) -> list[str]:
    actions = [
        (story.tell(vocabulary.CLEAN_ACTIONS, vocabulary.BLAMEFUL_ACTIONS), story["first"], story["ticket"])
        for _ in range(story.chance.randint(3, 6))
    ]
    if story.chance.random() < 0.5:
        rows = (f"| {action} | {owner} | {ticket} |" for action, owner, ticket in actions)
        return ["\n".join(["| Action | Owner | Ticket |", "|---|---|---|", *rows])]
    return ["\n".join(f"- [ ] {action} ({ticket}, {owner})" for action, owner, ticket in actions)]


SECTIONS: dict[str, Callable[[Story], list[str]]] = {
    "summary": _prose,
    "impact": _impact,
    "timeline": _timeline,
    "causes": _causes,
    "detection": _prose,
    "response": _response,
    "lessons": _prose,
    "actions": _actions,
}


def main() -> None:
    """Write reports to look at."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=10)
    parser.add_argument("--words", type=int, default=1000)
    chosen = parser.parse_args()
    written = write_reports(chosen.folder, range(chosen.reports), words=chosen.words)
    print(f"{chosen.reports} reports, {written:,} words")


if __name__ == "__main__":
    main()
