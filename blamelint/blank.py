"""A rule file to fill in."""

from __future__ import annotations

import re
from pathlib import Path

from blamelint.errors import Location, UserError
from blamelint.packs import Rule

NAME = re.compile(r"[a-z][a-z0-9-]*/[a-z][a-z0-9-]*")

HEAD = """\
# The file is pattern, documentation and tests at once. Replace every TODO; then: blamelint test {rule}
# All that it may say: https://github.com/blamelint/blamelint/blob/main/docs/writing-rules.md
summary: TODO says in one line what such a sentence does.
severity: warning  # suggestion, warning or error; or {{person: error, actor: warning}}
profile: default  # strict: only with that profile; off: only when it is selected
"""

TAIL = """\
message: "'{{match}}' TODO says what the sentence does, in under 100 characters."
why: >
  TODO says what such wording hides from the reader, and what becomes visible without it.
question: What would have had to be different, TODO?
rewrites:
  - {{level: suggested, text: "‹TODO›"}}
"""

KINDS = {
    "phrase": """\
kind: phrase
match:
  any: ["todo wording"]  # one of these patterns: words in any form, a|b, word?, …, <noun>, {target}, [lexicon]
  # unless: ["todo wording of the form"]  # not when one of these overlaps or touches it
  # target: required  # only when a person, role or team takes part
""",
    "clause": """\
kind: clause
match:
  agent: [target]  # who: named, role, team, …; target is any of those that can be blamed, someone adds we
  predicate: [omission]  # does what: lexicons of verbs; `blamelint analyze` names the ones that a sentence meets
  words: ["todo"]  # with one of these words in the clause
  polarity: asserted  # it happened; negated: it did not
""",
    "structure": """\
kind: structure
match:
  heading: ["todo heading"]  # regular expressions
""",
}

EXAMPLES = {
    "phrase": """\
examples:
  flag:  # at least four, some in bullets, tables, wrapped or emphasised; [[…]] marks what the finding must name
    - "This is [[todo wording]]."
    - "- A bullet with [[todo wording]]"
  pass:  # at least four that look alike and mean something else
    - {text: "This is other wording.", because: it is not the phrase}
""",
    "clause": """\
examples:
  flag:  # at least four, some in bullets, tables, wrapped or emphasised; [[…]] marks what the finding must name
    - "Priya forgot the todo."
    - "The engineer forgot the todo."
  pass:  # at least four that look alike and mean something else
    - {text: "The script skipped the todo.", because: the subject is a system}
    - {text: "Priya did not forget the todo.", because: it did not happen}
""",
    "structure": """\
examples:
  flag:  # at least four; [[…]] marks what the finding must name
    - "## [[Todo heading]]"
  pass:  # at least four that look alike and mean something else
    - {text: "A todo heading in prose.", because: it is no heading}
""",
}


def write_blank(rule: str, folder: Path, kind: str = "phrase") -> Path:
    """Write a file for a new rule into a folder of packs, and return its path.

    Its examples hold as they stand. Raises `UserError` for an id that is none, and for a file that exists.
    """
    if not NAME.fullmatch(rule) or rule.startswith("lexicons/"):
        raise UserError(
            f"{rule!r} is not the id of a rule", hint="pack/name, in lower-case letters, digits and hyphens"
        )
    path = folder / f"{rule}.yaml"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(blank(rule, kind))
    except FileExistsError:
        raise UserError("the file exists, and is left as it is", at=Location(str(path))) from None
    except OSError as error:
        raise UserError(f"cannot write the file: {error.strerror}", at=Location(str(path))) from None
    return path


def blank(rule: str, kind: str) -> str:
    """Give the text of a rule file whose every part waits for its author."""
    return HEAD.format(rule=rule) + KINDS[kind] + TAIL.format() + EXAMPLES[kind]


def unfinished(rule: Rule) -> list[str]:
    """List the keys of a rule that still wait for their author."""
    texts = {
        "summary": rule.summary,
        "message": rule.message,
        "why": rule.why,
        "question": rule.question or "",
        "rewrites": " ".join(rewrite.text or "" for rewrite in rule.rewrites),
    }
    return [key for key, text in texts.items() if "TODO" in text]
