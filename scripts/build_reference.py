"""Write the reference in `docs/rules/` from the rule files, one page a pack, and the transcript in README.md.

Run it after a rule has changed: `make docs`. A test compares the pages with what this script would write.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from blamelint.diagnostic import Report
from blamelint.engine import lint_source
from blamelint.packs import Example, Rule, RuleBook, load_rules
from blamelint.renderers import render
from blamelint.settings import Settings
from blamelint.source import read_source

ROOT = Path(__file__).parent.parent
REFERENCE = ROOT / "docs" / "rules"
README = ROOT / "README.md"
EXAMPLE = "examples/dns-change-before.md"
SHOWN = ("person/omission", "cause/person-as-cause", "hindsight/should-have", "safety/why-person-question")
"""Rules of which the transcript shows the first finding."""
TRANSCRIPT = re.compile(r"(<!-- transcript -->\n).*(<!-- /transcript -->)", re.DOTALL)
NOTICE = "<!-- Written by scripts/build_reference.py from the rule files; do not edit. -->"
PACKS = {
    "person": "Who is held at fault: sentences that say of a person, a role or a team what they did wrong.",
    "blame": "Words of guilt, error and character, with or without somebody who bears them.",
    "hindsight": "Judgements that are possible only for those who know how it ended.",
    "cause": "One cause where several conditions met, and people as causes.",
    "action": "Actions that ask people to be different instead of changing what they work with.",
    "safety": "Wording that makes the next report less likely: ridicule, threats, private life, feelings.",
    "structure": "What the document as a whole has, lacks or leaves open. These rules read outline, lists and tables.",
}
PROFILES = {
    "default": "runs always",
    "strict": "runs with `--profile strict`",
    "off": "runs only when it is selected",
}


def pages(book: RuleBook) -> dict[Path, str]:
    """Give every page of the reference by its file."""
    written = {REFERENCE / f"{pack}.md": _joined(_pack(pack, book)) for pack in PACKS}
    return {README: _readme(book), REFERENCE / "README.md": _joined(_overview(book)), **written}


def _readme(book: RuleBook) -> str:
    lines = "\n".join(["```console", f"$ blamelint lint {EXAMPLE}", *_transcript(book), "```", ""])
    return TRANSCRIPT.sub(lambda match: match[1] + lines + match[2], README.read_text(encoding="utf-8"))


def _transcript(book: RuleBook) -> Iterator[str]:
    """Give what blamelint says of an example: some findings as they are, the others left out, and the summary."""
    out = io.StringIO()
    report = lint_source(read_source(ROOT / EXAMPLE, name=EXAMPLE), book, Settings())
    render("text", Report((report,)), out, width=120)
    *findings, summary = out.getvalue().rstrip("\n").split("\n\n")
    chosen = {next((i for i, found in enumerate(findings) if f" {rule}  " in found), -1) for rule in SHOWN}
    for index in sorted(chosen - {-1}):
        if index and index - 1 not in chosen:
            yield from ("…", "")
        yield from (findings[index], "")
    yield from ("…", "", summary)


def _joined(lines: Iterable[str]) -> str:
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)) + "\n"


def _overview(book: RuleBook) -> Iterator[str]:
    yield from ("# Rules", "", NOTICE, "")
    for pack, about in PACKS.items():
        members = [rule for rule in book.rules.values() if rule.pack == pack]
        yield f"- [**{pack}**]({pack}.md) ({len(members)} rules): {about}"
    yield from ("", "`blamelint rules` lists them in a terminal, `blamelint explain person/omission` shows one.")


def _pack(pack: str, book: RuleBook) -> Iterator[str]:
    members = [rule for rule in book.rules.values() if rule.pack == pack]
    yield from (f"# {pack}", "", NOTICE, "", PACKS[pack], "")
    yield from ("| Rule | Severity | Profile | What it finds |", "|---|---|---|---|")
    for rule in members:
        yield f"| [{rule.name}](#{rule.name}) | {_severity(rule)} | {rule.profile} | {_prose(rule.summary)} |"
    for rule in members:
        yield from _rule(rule)


def _rule(rule: Rule) -> Iterator[str]:
    # The heading alone gives GitHub the anchor that a finding's link names.
    yield from ("", f"## {rule.name}", "", _prose(rule.summary), "")
    yield f"`{rule.id}` · {_severity(rule)} · {PROFILES[rule.profile]}"
    yield from ("", _prose(rule.why))
    if rule.sources:
        yield from ("", f"Sources: {', '.join(_source(tag) for tag in rule.sources)}.")
    yield from _examples("Found", rule.flag)
    yield from _examples("Left alone", rule.passing)
    yield from _advice(rule)
    yield from ("", "**How to allow it**", "", "```markdown", f"<!-- blamelint: allow {rule.id} -- reason -->", "```")


def _severity(rule: Rule) -> str:
    if rule.severity == rule.actor_severity:
        return str(rule.severity)
    return f"{rule.severity} ({rule.actor_severity} for roles and teams)"


def _source(tag: str) -> str:
    return f"[{tag}](../sources.md#{tag.lower()})"


def _examples(title: str, examples: Iterable[Example]) -> Iterator[str]:
    examples = list(examples)
    if not examples:
        return
    yield from ("", f"**{title}**", "")
    for example in examples:
        yield from _example(example)


def _example(example: Example) -> Iterator[str]:
    notes = [f"under “{example.section}”" if example.section else "", example.because or ""]
    note = "; ".join(filter(None, notes))
    text = example.text.strip("\n")
    if "\n" not in text:
        yield f"- {_code(text)}" + (f" – {_prose(note)}" if note else "")
        return
    yield f"- {_prose(note[:1].upper() + note[1:])}:" if note else "- In a document:"
    fence = "`" * max([2, *(len(run) for run in re.findall("`+", text))]) + "`"
    yield from ("", f"  {fence}markdown")
    yield from (f"  {line}".rstrip() for line in text.splitlines())
    yield from (f"  {fence}", "")


def _advice(rule: Rule) -> Iterator[str]:
    if not rule.rewrites and not rule.question:
        return
    yield from ("", "**How to rewrite**", "")
    yield from (f"- {_code(' '.join(rewrite.text.split()))}" for rewrite in rule.rewrites if rewrite.text)
    if rule.question:
        yield f"- Ask: {_prose(rule.question)}"


def _code(text: str) -> str:
    """Show Markdown as it was written, in one line."""
    ticks = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    edge = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{ticks}{edge}{text}{edge}{ticks}"


def _prose(text: str) -> str:
    """Make words of a rule file safe in Markdown."""
    return re.sub(r"([*_<\[\]{}|\\])", r"\\\1", " ".join(text.split()))


def main() -> None:
    """Write all pages, and remove those of packs that are gone."""
    written = pages(load_rules())
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for old in set(REFERENCE.glob("*.md")) - set(written):
        old.unlink()
    for file, text in written.items():
        file.write_text(text, encoding="utf-8")
    print(f"{len(written)} pages in {REFERENCE}", file=sys.stderr)


if __name__ == "__main__":
    main()
