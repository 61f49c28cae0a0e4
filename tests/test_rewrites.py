"""Rewrites answer what was found, leave the Markdown as it is, and read as written by a person."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from blamelint.allowing import shape
from blamelint.api import lint
from blamelint.diagnostic import Applicability, FileReport
from blamelint.document import PLACEHOLDER, Document
from blamelint.fixing import Mended, apply, mend
from blamelint.formats.markdown import read_markdown
from blamelint.packs import Example, Rule
from blamelint.settings import Settings
from blamelint.source import Source
from tests.conftest import ROOT
from tests.helpers import book

RULES = list(book().rules.values())
DOCUMENTS = sorted((ROOT / "examples").glob("*.md"))

OPEN = {
    # What a rewrite leaves to be filled in.
    "structure/unfinished",
    # What only the authors can add: causes that nobody has written down yet.
    "structure/single-cause",
    "structure/factors-all-people",
    "structure/no-contributing-factors",
}
"""Findings that a rewrite may leave, or bring: no words can answer them."""


def report(text: str) -> FileReport:
    return lint(Source("report.md", text), Settings())


def rules_in(found: FileReport) -> Counter[str]:
    """How often each rule holds, also where a graver finding stands on the same words."""
    parts = {
        (rule, span)
        for one in found.diagnostics
        for rule, span in [(one.rule, one.span), *((other.rule, other.span) for other in one.related)]
    }
    return Counter(rule for rule, _ in parts if rule not in OPEN)


def answered(found: FileReport, mended: Mended) -> Counter[str]:
    """The findings whose fix was made; a safe one may be that of a milder finding on the same words."""
    made = ((one, fix) for one in found.diagnostics for fix in one.fixes if fix in mended.fixes)
    return Counter(one.rule for one, fix in made if not (one.related and fix.applicability is Applicability.SAFE))


def problems(found: FileReport, *, unsafe: bool) -> list[str]:
    """What is wrong with a text after all fixes."""
    mended = mend(found.source, found.diagnostics, unsafe=unsafe)
    if not mended.fixes:
        return []
    after = report(mended.text)
    left = rules_in(after) - (rules_in(found) - answered(found, mended))
    wrong = [f"{rule} is left or new" for rule in left]
    wrong += damage(read_markdown(found.source), read_markdown(after.source))
    wrong += [] if unsafe else blemishes(found.source.text, mended.text)
    return [f"{one}: {found.source.text!r} → {mended.text!r}" for one in wrong]


def damage(before: Document, after: Document) -> list[str]:
    """What a fix did to the Markdown."""
    found = [] if shape(before) == shape(after) else ["other blocks"]
    found += [f"lost {kind} {what}" for kind, what in (markup(before) - markup(after)).elements()]
    if PLACEHOLDER in after.source.text and PLACEHOLDER not in before.source.text:
        found.append("the noun that stands for code")
    return found


def markup(document: Document) -> Counter[tuple[str, str | None]]:
    """Code spans, images, addresses and the targets of links."""
    source = document.source
    return Counter(
        (mask.kind, mask.target if mask.kind == "link" else source.slice(mask.source))
        for block in document.blocks
        for mask in block.masks
        if mask.kind in ("code", "image", "link", "template", "url")
    )


BLEMISHES = {
    "a double space": r"(?<=\S)  +(?=\S)",
    "an orphan comma": r" [,.;]|,,|\(,|^\s*,|[.,;] ?, ",
    "a sentence that begins small": r"[.!?] [a-z]|^[a-z]",
}


def blemishes(before: str, after: str) -> list[str]:
    """Traces of words that were taken out, in prose."""
    old, new = ([block.text for block in read_markdown(Source("report.md", text)).blocks] for text in (before, after))
    return [
        name
        for name, pattern in BLEMISHES.items()
        if sum(len(re.findall(pattern, text)) for text in old) < sum(len(re.findall(pattern, text)) for text in new)
    ]


def text_of(example: Example) -> str:
    return ("" if example.section is None else f"## {example.section}\n\n") + example.text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_fixes_of_examples_answer_and_break_nothing(rule: Rule) -> None:
    reports = [report(text_of(example)) for example in rule.flag]

    assert [] == [one for found in reports for unsafe in (False, True) for one in problems(found, unsafe=unsafe)]


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_fixes_of_documents_answer_and_break_nothing(path: Path, unsafe: bool) -> None:
    assert [] == problems(report(path.read_bytes().decode()), unsafe=unsafe)


# The same sentences in other clothes


SENTENCES = sorted({example.text for rule in RULES for example in rule.flag if "\n" not in example.text})
PLAIN = [text for text in SENTENCES if re.fullmatch(r"[\w ,.;:'’/%()-]*", text) and text[0].isalpha()]
MARKS = [
    "*{}*",
    "**{}**",
    "_{}_",
    "***{}***",
    "~~{}~~",
    "[{}](u/v)",
    "[{}](<a b> 'c')",
    "`{}`",
    "<kbd>{}</kbd>",
    '"{}"',
    "({})",
]


@st.composite
def dressed(draw: st.DrawFn) -> str:
    """One or two sentences with markup around some words, wrapped somewhere, in some kind of block."""
    text = " ".join(draw(st.lists(st.sampled_from(PLAIN), min_size=1, max_size=2)))
    words = text.split(" ")
    for _ in range(draw(st.integers(0, 2))):
        start = draw(st.integers(0, len(words) - 1))
        end = min(len(words), start + draw(st.integers(1, 4)))
        words[start:end] = [draw(st.sampled_from(MARKS)).format(" ".join(words[start:end]))]
    return draw(contained(" ".join(words)))


def contained(text: str) -> SearchStrategy[str]:
    """Put a text into a paragraph, an item, a quotation or a cell."""
    heads = [
        ("", ""),
        ("- ", "  "),
        ("1. ", "   "),
        ("> ", "> "),
        ("> - ", ">   "),
        ("- a\n\n  ", "  "),
        ("- [ ] ", "      "),
    ]
    blocks = st.tuples(st.sampled_from(heads), st.integers(10, 100), st.sampled_from(["\n", "\r\n"]))
    cells = st.sampled_from(
        ["| a | b |\n|---|---|\n| {} | x |\n", "| Who | What |\n|:-:|--|\n| Ana | {} |\n", "## {} ##\n\nx\n"]
    )
    return st.one_of(
        blocks.map(lambda how: wrap(text, first=how[0][0], rest=how[0][1], width=how[1]).replace("\n", how[2])),
        cells.map(lambda form: form.format(text)),
    )


def wrap(text: str, *, first: str, rest: str, width: int) -> str:
    """Break lines at spaces; a line cannot begin with what would open a block."""
    lines = [first]
    for word in text.split(" "):
        if len(lines[-1]) + len(word) >= width and lines[-1] not in (first, rest) and word[0].isalpha():
            lines.append(rest)
        lines[-1] += word + " "
    return "\n".join(line.rstrip() for line in lines) + "\n"


@settings(max_examples=60)
@given(dressed())
def test_no_fix_breaks_markup(text: str) -> None:
    found = report(text)
    for fix in {fix for one in found.diagnostics for fix in one.fixes}:
        after = read_markdown(Source("report.md", apply(text, fix.edits)))
        assert [] == damage(read_markdown(found.source), after), (text, after.source.text)


# The typical cases


POSSIBLE = "‹What made this possible?›"
TYPICAL = [
    ("Dave forgot to run the migration before the deploy.", f"The migration was not run before the deploy. {POSSIBLE}"),
    (
        "The config was pushed by Dave, who did not wait for CI.",
        f"The config was pushed without waiting for CI. {POSSIBLE}",
    ),
    ("It was Dave who flipped the flag.", f"The flag was flipped. {POSSIBLE}"),
    ("The outage was due to an oversight by the database team.", "The outage was due to ‹conditions›."),
    (
        "Dave's misconfiguration of the load balancer took down checkout.",
        f"The misconfiguration of the load balancer took down checkout. {POSSIBLE}",
    ),
    ("We should have noticed the slope on Monday.", f"The slope was not noticed on Monday. {POSSIBLE}"),
    (
        "The root cause was a missing index.",
        "One contributing factor was a missing index; other factors were ‹other factors›.",
    ),
    (
        "## Action items\n\n- Retrain Dave on the deploy tool",
        "## Action items\n\n- Add ‹a guard, check or preview› for the deploy tool",
    ),
    (
        "## Action items\n\n- Be more careful when editing DNS (Ana)",
        "## Action items\n\n- Add ‹a guard, check or preview› for editing DNS (Ana)",
    ),
    ("- Forgot to renew the cert (Dave)", f"- The cert was not renewed {POSSIBLE}"),
    ("- Forgot to renew cert (Dave)", f"- Cert not renewed {POSSIBLE}"),
    ("## Root cause\n\nThe disk was full.", "## Contributing factors\n\nThe disk was full."),
]


@pytest.mark.parametrize(("before", "after"), TYPICAL)
def test_typical_sentences(before: str, after: str) -> None:
    assert after == mend(Source("report.md", before), report(before).diagnostics, unsafe=True).text


CONSTRUCTIONS = [
    # what belongs to an object goes along with it
    ("Elaine missed two chances to move the cut-over.", f"Two chances to move the cut-over were missed. {POSSIBLE}"),
    (
        "Eleven operators ignored the call to upgrade, which delayed the quorum.",
        f"The call to upgrade was ignored, which delayed the quorum. {POSSIBLE}",
    ),
    (
        "The reviewer overlooked the wildcard, which sat in the middle of a generated diff.",
        f"The wildcard, which sat in the middle of a generated diff, was overlooked. {POSSIBLE}",
    ),
    (
        "They did not tell the lab system vendor, Hematrix, that the chain had changed.",
        f"The lab system vendor, Hematrix, was not told that the chain had changed. {POSSIBLE}",
    ),
    # what people believed
    (
        "It looked normal, so Nishant ignored it thinking it would clear by itself.",
        f"It looked normal, so it was ignored in the belief that it would clear by itself. {POSSIBLE}",
    ),
    # what was not done
    (
        "Nobody on the storage team ever bothered to write a test for it.",
        f"No test was ever written for it. {POSSIBLE}",
    ),
    (
        "Support should have posted to the status page before 23:30.",
        f"Nothing was posted to the status page before 23:30. {POSSIBLE}",
    ),
    ("I really ought to have asked before pressing Enter.", f"Nobody was asked before pressing Enter. {POSSIBLE}"),
    ("The systems group ought to have split the database long ago.", f"The database was not split. {POSSIBLE}"),
    (
        "An engineer edited the file as root and never switched back to the service user.",
        f"The file was edited as root and there was no switching back to the service user. {POSSIBLE}",
    ),
    ("Platform kept the new quota to themselves.", f"The new quota was not shared. {POSSIBLE}"),
    ("Dana was unresponsive for an hour.", f"There was no response for an hour. {POSSIBLE}"),
    # whose it was
    ("Mr Nair's carelessness, and nothing else, stopped a warehouse.", "‹conditions› stopped a warehouse."),
    ("The lost hour is my fault.", "The lost hour was made possible by ‹conditions›."),
    (
        "It was Yaw's early cleanup that turned a short flip into three hours.",
        f"The early cleanup turned a short flip into three hours. {POSSIBLE}",
    ),
    # who only points, what is left behind, what was tried, what it cost
    (
        "Bea overlooked the flag in the console on Monday.",
        f"The flag in the console was overlooked on Monday. {POSSIBLE}",
    ),
    ("Paula never asked anybody about the quota.", f"Nobody was asked about the quota. {POSSIBLE}"),
    ("Nils has never once tested a restore.", f"A restore has never once been tested. {POSSIBLE}"),
    ("The planner who wrote it had ignored our sizing advice.", f"Our sizing advice had been ignored. {POSSIBLE}"),
    (
        "The outage was not noticed by the night desk until 08:15, despite its duty to watch the board.",
        f"The outage was not noticed until 08:15, despite the duty to watch the board. {POSSIBLE}",
    ),
    (
        "Our tutor never read the manifest, although it was her job to do so.",
        f"The manifest was never read. {POSSIBLE}",
    ),
    (
        "The hosting provider neglected its duty to notify the clinic of failed backups.",
        f"The clinic was not notified of failed backups. {POSSIBLE}",
    ),
    ("Lena wasted two hours on the printer.", f"Two hours were spent on the printer. {POSSIBLE}"),
    (
        "Jo merged the change without so much as glancing at the plan.",
        f"The change was merged without the plan being glanced at. {POSSIBLE}",
    ),
    ("The freeze was disregarded by both operators on shift.", f"The freeze was disregarded. {POSSIBLE}"),
    ("Failing to read the runbook first was a rookie mistake.", f"The runbook was not read first. {POSSIBLE}"),
    ("Not drilling the failover was a stupid mistake.", f"The failover was not drilled. {POSSIBLE}"),
    ("The night nurse leaves without handing over the pump alarm.", f"The pump alarm is not handed over. {POSSIBLE}"),
    ("The warden went home without telling anyone.", f"No one was told. {POSSIBLE}"),
    (
        "The root cause was a typo that Rui made in the route file.",
        "One contributing factor was a typo that was made in the route file; other factors were ‹other factors›.",
    ),
    (
        "Ivo deleted the wrong volume while trying to free space.",
        f"The wrong volume was deleted in an attempt to free space. {POSSIBLE}",
    ),
    (
        "The delay is due to the duty lead, who failed to escalate before noon.",
        "The delay is due to ‹conditions›: there was no escalation before noon.",
    ),
    (
        "If Vera had waited until the morning nobody would have noticed.",
        "One contributing factor was that there was no wait until the morning; other factors were ‹other factors›.",
    ),
    (
        "Our carrier failed to announce maintenance on one of two links.",
        f"Maintenance on one of two links was not announced. {POSSIBLE}",
    ),
    ("What was Ivo thinking when he deleted the only snapshot?", f"The only snapshot was deleted. {POSSIBLE}"),
    ("Nadia had slept through the page.", f"The page had not been heard. {POSSIBLE}"),
    (
        "The CTO pushed for the release despite the freeze.",
        f"The release was pushed for despite the freeze. {POSSIBLE}",
    ),
    (
        "The lead refused to cut the link, and thereby cost us an hour.",
        f"The link was not cut, which cost us an hour. {POSSIBLE}",
    ),
    (
        "Nobody in QA questioned why the job needed no second key.",
        f"It was not questioned why the job needed no second key. {POSSIBLE}",
    ),
    (
        "The developers who built v3 never considered clock drift.",
        f"When v3 was built, clock drift was never considered. {POSSIBLE}",
    ),
    (
        "The engineers who had approved the schema never asked for a test.",
        f"After the schema had been approved, no test was asked for. {POSSIBLE}",
    ),
    (
        "The disk was known to fill, and the team that owns the archive ignored this for months.",
        f"The disk was known to fill, and this was ignored for months. {POSSIBLE}",
    ),
    (
        "It was changed in a branch, which the reviewer carelessly approved without comparing the row counts.",
        f"It was changed in a branch, which was approved without the row counts being compared. {POSSIBLE}",
    ),
    (
        "Carelessly, I had merged both branches into the release.",
        f"Both branches had been merged into the release. {POSSIBLE}",
    ),
    (
        "It is baffling that nobody noticed for two weeks.",
        f"It is baffling that this was not noticed for two weeks. {POSSIBLE}",
    ),
    (
        "Ivo is called but does not answer; the shift had not been swapped.",
        f"Ivo is called but there is no answer; the shift had not been swapped. {POSSIBLE}",
    ),
    (
        "The graph shows it, but nobody bothered to look.",
        f"The graph shows it, but this was not looked at. {POSSIBLE}",
    ),
    (
        "I took it for a test alert and wrongly muted it.",
        f"It was taken for a test alert and it was muted. {POSSIBLE}",
    ),
    (
        "The engineer running the migration forgot to raise the limit.",
        f"When the migration was run, the limit was not raised. {POSSIBLE}",
    ),
    ("The team owning the archive ignored the quota for months.", f"The quota was ignored for months. {POSSIBLE}"),
    (
        "The clerk had been informed about the limit in spring and ignored it.",
        f"The limit had been mentioned in spring and it was ignored. {POSSIBLE}",
    ),
    ("He was warned of the leak and ignored it.", f"There was a warning of the leak and it was ignored. {POSSIBLE}"),
    (
        "The engineer connected the new core switch to the wrong uplink port.",
        f"The new core switch was connected to the wrong uplink port. {POSSIBLE}",
    ),
    ("The engineer on duty overrode the lock.", f"The lock was overridden. {POSSIBLE}"),
    ("The operator panicked and restarted the wrong node.", f"The wrong node was restarted. {POSSIBLE}"),
    (
        "Tobias, in a hurry as always, typed the production address into the test console.",
        f"The production address was typed into the test console. {POSSIBLE}",
    ),
    ("I panicked and took the site offline.", f"The site was taken offline. {POSSIBLE}"),
    ("The operator left the valve open.", f"The valve was left open. {POSSIBLE}"),
    ("The nurse left the pump running.", f"The pump was left running. {POSSIBLE}"),
    ("The clerk left the safe unlocked.", f"The safe was left unlocked. {POSSIBLE}"),
    ("The supplier changed its API without notice.", f"The supplier's API was changed without notice. {POSSIBLE}"),
    (
        "The vendor neglected to tell the network team about it, and so the lane stayed open.",
        f"The network team was not told about it, and so the lane stayed open. {POSSIBLE}",
    ),
    ("He skipped steps 6 to 14 of the protocol.", f"Steps 6 to 14 of the protocol were skipped. {POSSIBLE}"),
    (
        "The gap was due to a failure by the staff to report a fault.",
        f"The gap was due to a fault not being reported. {POSSIBLE}",
    ),
    ("I just didn't follow up.", f"There was no follow-up. {POSSIBLE}"),
    (
        "It was the wrong call: each shard holds ten locks.",
        f"Each shard holds ten locks. {POSSIBLE}",
    ),
    (
        "The import was run by an analyst on the primary database, in violation of the policy.",
        f"The import was run on the primary database, in violation of the policy. {POSSIBLE}",
    ),
    ("The rollout failed because Tom was in a hurry.", f"The rollout failed because there was a hurry. {POSSIBLE}"),
    (
        "The cause was unclear at first, but the most likely cause is a full disk.",
        "The cause was unclear at first, but one likely contributing factor is a full disk; "
        "other factors are ‹other factors›.",
    ),
    ("Tom never got around to deleting the schedule.", f"The schedule was never deleted. {POSSIBLE}"),
    (
        "Field engineer clears the wrong queue, which removes 264 results.",
        f"The wrong queue is cleared, which removes 264 results. {POSSIBLE}",
    ),
    (
        "The engineer on call did not follow runbook P7, which requires a status check before a restart.",
        f"Runbook P7, which requires a status check before a restart, was not followed. {POSSIBLE}",
    ),
    (
        "The outage was due to Bob misconfiguring the proxy.",
        f"The outage was due to the proxy being misconfigured. {POSSIBLE}",
    ),
    (
        "The leak was due to a contractor leaving the bucket open.",
        f"The leak was due to the bucket being left open. {POSSIBLE}",
    ),
    ("Ivo wipes the spare disks and detaches.", f"The spare disks are wiped and detached. {POSSIBLE}"),
    ("The analyst disabled the wrong key (`svc-import`).", f"The wrong key (`svc-import`) was disabled. {POSSIBLE}"),
    (
        "Ivo wipes the spare disks and removes the snapshot.",
        f"The spare disks are wiped and the snapshot is removed. {POSSIBLE}",
    ),
    (
        "Priya tried to force the merge without asking anyone.",
        f"An attempt was made to force the merge without asking anyone. {POSSIBLE}",
    ),
    (
        "The vendor not having replied to our mail, the ward waited.",
        f"With no reply to our mail, the ward waited. {POSSIBLE}",
    ),
    ("Omar overlooked the fact that the disk was full.", f"It was overlooked that the disk was full. {POSSIBLE}"),
    ("It amounted to an oversight on her part.", "It was made possible by ‹conditions›."),
    ("Bea did not tell a soul.", f"Nobody was told. {POSSIBLE}"),
    ("Mika saw fit to put the alarm aside.", f"The alarm was put aside. {POSSIBLE}"),
    ("Ana not renewing the licence", f"The licence not being renewed {POSSIBLE}"),
    ("Long story short, the disk was full.", "In short, the disk was full."),
    # what is told of a verdict takes its place
    (
        "The wrong dose was due to a mistake by the night pharmacist, who read the old chart.",
        f"The wrong dose came about because the old chart was read. {POSSIBLE}",
    ),
    (
        "The long recovery is attributable to hesitation on the part of the lead, who did not want to wake us.",
        f"The long recovery is attributable to reluctance to wake us. {POSSIBLE}",
    ),
    (
        "The root cause was human error: an operator pulled the wrong card.",
        "One contributing factor was that the wrong card was pulled; other factors were ‹other factors›.",
    ),
    (
        "The delay was due entirely to carelessness: an unlabelled cable and an open rack.",
        "The delay was due partly to an unlabelled cable and an open rack; other factors were ‹other factors›.",
    ),
    ("Part of this was an oversight due to a lack of time.", f"Part of this was due to a lack of time. {POSSIBLE}"),
    ("**My fault too:** the pump rota was from May.", "The pump rota was from May."),
    (
        "**Root cause:** The root cause was a typo by me in `dns.tf`: I wrote `eu-1` for `eu-2`.",
        "**Contributing factors:** A typo in `dns.tf`: `eu-1` was written for `eu-2`; ‹other factors›.",
    ),
    # where and when it was, and in what
    (
        "A typo by one of our clerks in the Leeds zone file cost four hours.",
        f"A typo in the Leeds zone file cost four hours. {POSSIBLE}",
    ),
    (
        "The root cause was found to be human error by one of our engineers during the import.",
        "One contributing factor was found to be ‹conditions› during the import; other factors were ‹other factors›.",
    ),
    ("Neglect in the runbook was a factor.", f"Gaps in the runbook were a factor. {POSSIBLE}"),
    ("Negligence in the wiring led to the fire.", "‹conditions› in the wiring led to the fire."),
    (
        "It was our carelessness during the move that caused this, not bad luck.",
        "‹conditions› during the move caused this.",
    ),
    (
        "The root cause is that developers at the agency do not take testing seriously.",
        "One contributing factor is ‹conditions at the agency›; other factors are ‹other factors›.",
    ),
    # what was not done, and what came of it
    (
        "The carrier's failure to announce the work cost another 40 minutes.",
        f"The work was not announced, which cost another 40 minutes. {POSSIBLE}",
    ),
    (
        "The desk's refusal to escalate delayed recovery by an hour.",
        f"There was no escalation, which delayed recovery by an hour. {POSSIBLE}",
    ),
    ("The DBA's carelessness in dropping the index cost a morning.", f"Dropping the index cost a morning. {POSSIBLE}"),
    # one cause among several
    ("It was caused purely by human error.", "It was caused by ‹conditions›."),
    (
        "In the end, it came down to a single cable.",
        "One contributing factor was a cable; other factors were ‹other factors›.",
    ),
    (
        "The whole thing comes down to one careless person at one keyboard.",
        "One contributing factor is ‹conditions› at one keyboard; other factors are ‹other factors›.",
    ),
    (
        "Ultimately, this boils down to a lack of ownership within the storage team.",
        "One contributing factor is unclear ownership; other factors are ‹other factors›.",
    ),
    # a second reproach, and a fact beside one
    (
        "Missing the slot was a howler and Omar's name is on it.",
        "Missing the slot was made possible by ‹conditions›.",
    ),
    ("It was also my fault that both hosts were down.", f"Both hosts were also down. {POSSIBLE}"),
    (
        "The NOC's response was slow and chaotic; no lead was named until 08:20.",
        f"No lead was named until 08:20. {POSSIBLE}",
    ),
    (
        "The blame for the delay lies with Omar, who dropped the index.",
        f"The delay came about because the index was dropped. {POSSIBLE}",
    ),
    ("It was my mistake to skip the drill.", f"The drill was skipped. {POSSIBLE}"),
    ("Our error was that the cache was trusted.", f"The cache was trusted. {POSSIBLE}"),
    ("The team was careless, and the index was dropped.", f"The index was dropped. {POSSIBLE}"),
    ("We lost an hour because of this mistake.", f"We lost an hour because of this. {POSSIBLE}"),
    (
        "An error by the night clerk, who had swapped the labels, led to two wrong doses.",
        f"The labels had been swapped, which led to two wrong doses. {POSSIBLE}",
    ),
    # headings
    ("## A second mistake\n\nThe disk was full.", "## A second problem\n\nThe disk was full."),
    ("## Priya's blunder\n\nThe disk was full.", "## What went wrong\n\nThe disk was full."),
    ("## The deploy that Ken botched\n\nThe disk was full.", "## The deploy\n\nThe disk was full."),
]
CONDITIONS = [
    # what would have been is a fact turned round
    (
        "Had we weighed the crates, the two trucks would have left the ramp at 06:20.",
        f"We did not weigh the crates, and the two trucks did not leave the ramp at 06:20. {POSSIBLE}",
    ),
    (
        "If the clerk had followed the memo, the queue would have been shorter by half an hour.",
        f"The memo was not followed, which made the queue longer by half an hour. {POSSIBLE}",
    ),
    (
        "If Mona had read the notice, the boiler could have been drained slowly in advance.",
        f"The notice was not read, and the boiler was not drained slowly in advance. {POSSIBLE}",
    ),
    (
        "If Ravi had labelled the cable, the repair would have taken ten minutes instead of two hours.",
        f"The cable was not labelled, and the repair took two hours instead of ten minutes. {POSSIBLE}",
    ),
    (
        "If Support had called, only one ward would have been affected.",
        f"There was no call, and more than one ward was affected. {POSSIBLE}",
    ),
    (
        "The tram would have started if they had charged it.",
        f"The tram was not charged, and it did not start. {POSSIBLE}",
    ),
    (
        "If the buyer had told us, we could have paused the line, emptied the tank and rung the depot.",
        "We were not told, and we did not pause the line, did not empty the tank and did not ring the depot. "
        f"{POSSIBLE}",
    ),
    (
        "If Nora had tested the pump, the flood would have been avoided, and the lift stayed open until noon.",
        f"The pump was not tested, and the lift stayed open until noon. {POSSIBLE}",
    ),
    (
        "Those letters would still exist if I'd waited two days.",
        f"There was no wait of two days, and those letters no longer exist. {POSSIBLE}",
    ),
    # one time, denied, is never
    (
        "If I had opened the vault just once in June, I'd have found this in an hour.",
        f"The vault was never opened in June, and this was not found in an hour. {POSSIBLE}",
    ),
    (
        "If anyone had run even one drill, we would have known.",
        "One contributing factor was that no drill was run; other factors were ‹other factors›.",
    ),
    ("The supplier could have sent at least one reminder.", f"No reminder was sent. {POSSIBLE}"),
    # each act that should have been done
    (
        "I should have stopped the belt and looked at the gauge.",
        f"The belt was not stopped and the gauge was not looked at. {POSSIBLE}",
    ),
    ("The clerk should have rung the shop or sent a note.", f"The shop was not rung and no note was sent. {POSSIBLE}"),
    (
        "The seal should have been renewed in May, but the order was lost.",
        f"The seal was not renewed in May; the order was lost. {POSSIBLE}",
    ),
    (
        "Two accounts that should have been removed in May are still active.",
        f"Two accounts that were to be removed in May are still active. {POSSIBLE}",
    ),
    ("I should have waited five minutes.", f"There was no wait of five minutes. {POSSIBLE}"),
    (
        'We should have posted a short "we know" much earlier.',
        f'No short "we know" was posted much earlier. {POSSIBLE}',
    ),
    ("Omar had never tested a restore from one.", f"No restore from one had been tested. {POSSIBLE}"),
    # what was not there
    (
        "With log shipping I could have restored the ledger to 10:14.",
        f"Without log shipping it was not possible to restore the ledger to 10:14. {POSSIBLE}",
    ),
    (
        "We could have caught this with a two-hour soak test.",
        f"There was no two-hour soak test to catch this. {POSSIBLE}",
    ),
    ("The nurses ought to have been told about the leak.", f"The nurses were not told about the leak. {POSSIBLE}"),
    (
        'If Ola had clicked "stop", the belt would have halted at 40 %.',
        f'"stop" was not clicked, and the belt did not halt at 40 %. {POSSIBLE}',
    ),
    # why not
    ("Why did nobody restart the pump?", "The pump was not restarted. ‹What stood in the way?›"),
    ("Why did Ana not pick up when the ward called?", "‹What stood in the way?›"),
    ("Why did the porter ignore the second bell?", "The second bell was ignored. ‹What made it sensible at the time?›"),
]
MEASURES = [
    (
        "Remind everyone to drop their deploy locks before they go on leave",
        "Change ‹tool or step› so that everyone drops their deploy locks before they go on leave",
    ),
    (
        "When key errors appear during boot, check the network layer first",
        "Have ‹tool or step› check the network layer first when key errors appear during boot",
    ),
    (
        "Continue educating users how to best use the console",
        "Change ‹tool or step› so that the console is easy to use",
    ),
    ("Schedule team training on restore practice", "Add ‹a guard, check or preview› for restore practice"),
    (
        "Be careful when editing the zone, especially when the primary is down",
        "Add ‹a guard, check or preview› for editing the zone, especially when the primary is down",
    ),
    (
        "The client to treat renewal notices with due seriousness in future",
        "Add ‹a guard, check or preview› for renewal notices",
    ),
    (
        "Double-check the bucket before you delete its keys",
        "Have ‹tool or step› check the bucket before you delete its keys",
    ),
    (
        "Remind Priya that the retention job runs at 02:00",
        "Have ‹tool or step› show that the retention job runs at 02:00",
    ),
    (
        "Improve awareness of the maintenance calendar among developers",
        "Have ‹tool or step› show the maintenance calendar",
    ),
    ("Pharmacists must never assume that the label is right", "Have ‹tool or step› check whether the label is right"),
    ("Be more vigilant about disk usage on the log hosts", "Have ‹tool or step› watch disk usage on the log hosts"),
    ("Do a better job of testing firmware before rollout", "Have ‹tool or step› test firmware before rollout"),
    (
        "Better communication with the vendor during maintenance windows",
        "Agree with the vendor on ‹channel or step› for sharing ‹what they need to know› during maintenance windows",
    ),
    (
        "Communicate better between network and storage teams",
        "Agree on ‹channel or step› by which network and storage teams share ‹what they need to know›",
    ),
    (
        "We must communicate changes to customers earlier.",
        "Have ‹tool or step› communicate changes to customers earlier.",
    ),
    (
        "Revoke Priya's production access until she has passed the exam",
        "Add ‹a guard, check or preview› for production access",
    ),
    (
        "Only senior engineers may touch the firewall from now on",
        "Add ‹a guard, check or preview› for touching the firewall",
    ),
    (
        "Formal warning to the operator who bypassed the interlock",
        "Add ‹a guard, check or preview› against bypassing the interlock",
    ),
    (
        "Hold the database team accountable for missed backups",
        "Add ‹a guard, check or preview› against missed backups",
    ),
    (
        "Tell the data team to stop editing the schema by hand",
        "Change ‹tool or step› so that it is not possible to edit the schema by hand",
    ),
    (
        "All technicians to read and sign LAB-RULE-7 afresh",
        "Change ‹tool or step› so that LAB-RULE-7 is read and signed afresh",
    ),
    (
        "All on-call engineers must read the failover runbook by Friday.",
        "Change ‹tool or step› so that the failover runbook is easy to follow by Friday.",
    ),
    (
        "Priya to complete change-management training, next sprint (OPS-77)",
        "Add ‹a guard, check or preview› for change management, next sprint (OPS-77)",
    ),
    (
        "Operators must strictly adhere to SOP-114 when changing filters.",
        "Change ‹tool or step› so that SOP-114 is easy to follow when changing filters.",
    ),
    (
        "Two people must check each ledger correction from now on",
        "Change ‹tool or step› so that two people check each ledger correction",
    ),
    ("Everyone must understand how the retry budget works", "Have ‹tool or step› show how the retry budget works"),
    (
        "Do not forget to take the annual privacy training (deadline 31 March)",
        "Add ‹a guard, check or preview› for privacy (deadline 31 March)",
    ),
    (
        "Remind the release captain (this week: Leo) to freeze the branch.",
        "Remind the release captain (this week: Leo) to freeze the branch.",
    ),
    (
        "Educate users not to reply-all to distribution lists",
        "Change ‹tool or step› so that it is not possible to reply-all to distribution lists",
    ),
    (
        "Remind night shift porters to scan the wristband before they move a patient",
        "Change ‹tool or step› so that the wristband is scanned before a patient is moved",
    ),
    (
        "Shift leads to remind crane drivers to sound the horn before they lift a load",
        "Change ‹tool or step› so that the horn is sounded before a load is lifted",
    ),
    ("Remind the crew that tickets are to be handled with care", "Add ‹a guard, check or preview› for tickets"),
    (
        "Nurses to be reminded that low-battery alarms have to be treated seriously",
        "Add ‹a guard, check or preview› for low-battery alarms",
    ),
    (
        "Remind staff that complaints are to be handled promptly",
        "Change ‹tool or step› so that complaints are handled promptly",
    ),
    (
        "Remind contributors that pull requests should not be merged without a second reviewer",
        "Change ‹tool or step› so that pull requests are not merged without a second reviewer",
    ),
    (
        "The engineer concerned has been retrained and will not touch our database again",
        "Add ‹a guard, check or preview› for ‹the step that went wrong›",
    ),
    (
        "Support must treat its queue seriously and communicate better",
        "Add ‹a guard, check or preview› for the queue and agree on ‹channel or step› for sharing "
        "‹what they need to know›",
    ),
    (
        "Improve communication and take alerts seriously",
        "Agree on ‹channel or step› for sharing ‹what they need to know› and add ‹a guard, check or preview› "
        "for alerts",
    ),
    ("Formal warning for the help desk agent", "Add ‹a guard, check or preview› for ‹the step that went wrong›"),
    (
        "We have reminded everybody that the checklist is not optional",
        "We will change ‹tool or step› so that the checklist cannot be skipped",
    ),
    (
        "All operators have been reminded that procedures are there to be followed",
        "Change ‹tool or step› so that procedures are easy to follow",
    ),
    (
        "Make sure everybody understands that backups are not optional",
        "Change ‹tool or step› so that backups cannot be skipped",
    ),
    ("Talk to Priya about her review duties", "Add ‹a guard, check or preview› for review duties"),
    (
        "M. Ferrante to double-check all cable groups before each dispatch",
        "Have ‹tool or step› check all cable groups before each dispatch",
    ),
    ("Ola to be more careful when double-checking invoices", "Add ‹a guard, check or preview› for invoices"),
    (
        "We will look into sharding the table but must be cautious so as not to slow the writes",
        "We will look into sharding the table, with ‹a guard, check or preview› against slowing the writes",
    ),
    (
        "Explore a shorter retention period while being mindful of audit needs",
        "Explore a shorter retention period, with ‹a guard, check or preview› for audit needs",
    ),
    (
        "Ops to rotate the keys, being careful not to lock out the agents",
        "Ops to rotate the keys, with ‹a guard, check or preview› against locking out the agents",
    ),
    (
        "Operators must be careful rewiring live panels since the breaker feeds two halls",
        "Add ‹a guard, check or preview› for rewiring live panels since the breaker feeds two halls",
    ),
    (
        "Be careful when draining nodes since pods may not come back",
        "Add ‹a guard, check or preview› for draining nodes since pods may not come back",
    ),
    (
        "Be careful not to over-rotate the logs, since auditors need them",
        "Change ‹tool or step› so that it is not possible to over-rotate the logs, since auditors need them",
    ),
    ("Concentration!", "Add ‹a guard, check or preview› for ‹the step that went wrong›."),
    (
        "**By 30 Oct** – Remind operators to confirm the setpoint",
        "**By 30 Oct** – Have ‹tool or step› confirm the setpoint",
    ),
    (
        "**Owner: QA** – Be more careful with test data",
        "**Owner: QA** – Add ‹a guard, check or preview› for test data",
    ),
    ("AI-3 – Remind drivers to check the coupling", "AI-3 – Have ‹tool or step› check the coupling"),
    ("(Ines) Remind drivers to check the coupling", "(Ines) Have ‹tool or step› check the coupling"),
    (
        "Staff must be more careful when patients share a surname",
        "Add ‹a guard, check or preview› for when patients share a surname",
    ),
    ("Code reviewers must be more careful", "Add ‹a guard, check or preview› for code review"),
    ("Drivers have to be more attentive", "Add ‹a guard, check or preview› for driving"),
    ("Engineers need to be more thorough", "Add ‹a guard, check or preview› for ‹the step that went wrong›"),
    ("Check, check, check before merging!", "Have ‹tool or step› check ‹what was not checked› before merging."),
    (
        "Remind the search team to write better tests",
        "Change ‹tool or step› so that better search tests are written",
    ),
    ("All controllers shall be retrained on OP-17", "Add ‹a guard, check or preview› for OP-17"),
    (
        "Remind reviewers to reject changes without tests",
        "Change ‹tool or step› so that changes without tests are rejected",
    ),
    (
        "Introduce a checklist and remind everybody to use it",
        "Introduce a checklist and change ‹tool or step› so that it is used",
    ),
    (
        "Check the fuse, take care with the cover and log the result",
        "Check the fuse, with ‹a guard, check or preview› for the cover, and log the result",
    ),
    (
        "We should all be more careful with shared credentials and rotate them monthly",
        "Add ‹a guard, check or preview› for shared credentials and rotate them monthly",
    ),
    (
        "Drivers are to be instructed to sound the horn before they reverse",
        "Change ‹tool or step› so that drivers sound the horn before they reverse",
    ),
    ("Remind staff that visitors must be escorted", "Change ‹tool or step› so that visitors are escorted"),
    ("No shortcuts!", "Add ‹a guard, check or preview› against shortcuts."),
    (
        "Handlers need to be more attentive to chain-of-custody labels",
        "Add ‹a guard, check or preview› for chain-of-custody labels",
    ),
    ("Be more careful.", "Add ‹a guard, check or preview› for ‹the step that went wrong›."),
]


@pytest.mark.parametrize(("before", "after"), CONSTRUCTIONS + CONDITIONS)
def test_sentences_keep_their_facts(before: str, after: str) -> None:
    assert after == mend(Source("report.md", before), report(before).diagnostics, unsafe=True).text


@pytest.mark.parametrize(("before", "after"), MEASURES)
def test_measures_keep_what_they_are_about(before: str, after: str) -> None:
    text = f"## Action items\n\n- {before}"

    assert (
        f"## Action items\n\n- {after}" == mend(Source("report.md", text), report(text).diagnostics, unsafe=True).text
    )


@pytest.mark.parametrize(
    "text",
    [
        "Its engineer assured us that the update was harmless and left the site before the first wave.",
        "The manager kept the sorter running when she could have stopped the infeed at once.",
        "Having attended four drills, he could not have been unaware of the rule.",
        "What we had was a lapse in basic care towards customers.",
        "This is elementary, and the network team ought to have known it.",
        "We could have done this an hour earlier.",
        "I could have noticed the drift by running the diff.",
        "They should have pulled the change, not pushed it again.",
        "The porter should have been asked, not the doctor.",
        "If Mai had closed the valve instead of the gate, the tank would have been dry in two minutes.",
        "If Jo had set the flag, every customer would have kept their session.",
    ],
)
def test_what_would_say_something_else_is_not_offered(text: str) -> None:
    found = report(text).diagnostics

    assert found
    assert [] == [fix for one in found for fix in one.fixes]


@pytest.mark.parametrize("before", [before for before, _ in TYPICAL])
def test_typical_sentences_are_left_alone_by_safe_fixes(before: str) -> None:
    assert before == mend(Source("report.md", before), report(before).diagnostics).text


def test_markup_that_parts_a_heading_is_not_torn() -> None:
    assert [] == [fix for one in report("## *Root* cause\n\nA full disk.\n").diagnostics for fix in one.fixes]


def test_facts_in_code_are_not_rewritten_away() -> None:
    text = "## Action items\n\nMake sure everyone understands the difference between `staging` and `prod`.\n"

    assert "`staging`" in mend(Source("report.md", text), report(text).diagnostics, unsafe=True).text


def test_a_fact_is_not_replaced_by_a_question() -> None:
    text = "Obviously, the disk was full."

    assert "The disk was full." == mend(Source("report.md", text), report(text).diagnostics, unsafe=True).text


# What the guide shows


GUIDE = (ROOT / "docs" / "rewrites.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "after"),
    re.findall(r"^\| (.*?) \| (.*?) \|$", GUIDE.partition("before | after")[2].partition("\n\n")[0], re.M)[1:],
)
def test_the_guide_shows_what_really_comes_out(before: str, after: str) -> None:
    found = report(before.replace("\\|", "|"))

    assert after == mend(found.source, found.diagnostics, unsafe=True).text
