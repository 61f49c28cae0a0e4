from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import blamelint
from blamelint.diagnostic import Severity
from blamelint.document import Role, SectionKind
from blamelint.kinds import clause, phrase, structure
from blamelint.kinds.structure.checks import CHECKS
from blamelint.kinds.structure.conditions import ITEM_KEYS, ITEM_KINDS, LACKS
from blamelint.language.agents import Form
from blamelint.language.assertion import Mood
from blamelint.language.beings import KIND_GROUPS
from blamelint.packs import KEYS, KINDS, LABELS, PROFILES, rules_folder
from blamelint.yamlfile import parse_yaml, read_yaml

SCHEMA: dict[str, Any] = json.loads(
    (Path(blamelint.__file__).parent / "schema" / "rule.schema.json").read_text(encoding="utf-8")
)
DEFS = SCHEMA["$defs"]
VALIDATOR = Draft202012Validator(SCHEMA)
FILES = sorted(path for path in rules_folder().glob("*/*.yaml") if path.parent.name != "lexicons")

RULE = """\
summary: Somebody is said to have left a step undone.
severity: {person: error, actor: warning}
kind: clause
match:
  agent: [target]
  any:
    - {predicate: omission, polarity: asserted}
    - {act: [duty], polarity: negated}
  unless: {manner: [all_had_to_do]}
message: "'{match}' says who slipped, not what let the step be missed."
why: It ends the inquiry there.
question: What would have shown that it was missing?
examples:
  flag: ["[[Tomas forgot]] it.", {text: "He forgot it.", section: Timeline}]
  pass: [{text: The probe failed., because: the subject is a system}]
  todo_flag: []
"""


def problems(rule: object) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(rule)]


def changed(old: str, new: str) -> list[str]:
    """Problems of the model rule with one stretch replaced."""
    assert old in RULE
    return problems(parse_yaml(RULE.replace(old, new), "rule.yaml").data)


def enum_of(name: str) -> set[str]:
    """Allowed values of a definition that takes one or many."""
    return set(DEFS[name]["oneOf"][0]["enum"])


def test_the_schema_is_valid_itself() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_rule_file_follows_the_schema(path: Path) -> None:
    assert [] == problems(read_yaml(path).data)


def test_the_model_rule_follows_the_schema() -> None:
    assert [] == changed("", "")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("question:", "qestion:"),
        ("agent: [target]", "agnet: [target]"),
        ("predicate: omission", "predicat: omission"),
        ("manner:", "maner:"),
        ("todo_flag:", "todo-flag:"),
        ("because:", "becuase:"),
        ("actor: warning", "role: warning"),
    ],
)
def test_a_misspelt_key_fails(old: str, new: str) -> None:
    assert changed(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[target]", "[targets]"),
        ("error", "fatal"),
        ("kind: clause", "kind: sentence"),
        ("polarity: asserted", "polarity: positive"),
        ("kind: clause", "profile: quiet\nkind: clause"),
        ("kind: clause", "labels: [fault]\nkind: clause"),
        ("manner: [all_had_to_do]", "mood: [past]"),
        ("manner: [all_had_to_do]", "form: [middle]"),
        ("manner: [all_had_to_do]", "section: [appendix]"),
        ("manner: [all_had_to_do]", "role: [row]"),
    ],
)
def test_a_name_that_does_not_exist_fails(old: str, new: str) -> None:
    assert changed(old, new)


@pytest.mark.parametrize("key", ["summary", "severity", "kind", "match", "message", "why"])
def test_a_missing_key_fails(key: str) -> None:
    rule = parse_yaml(RULE, "rule.yaml").data
    del rule[key]

    assert [f"'{key}' is a required property"] == problems(rule)


def test_each_kind_has_keys_of_its_own() -> None:
    """`target` belongs to phrases, `agent` to clauses."""
    assert changed("agent: [target]", "target: required")
    assert changed("kind: clause", "kind: phrase")


STRUCTURE = """\
summary: One cause stands alone.
severity: warning
kind: structure
match:
  whole: true
  items: factors
  exactly: 1
  every: {words-under: 40, any: [{lacks: number}, {label: [cause]}]}
  unless-words: ["[structure_plural_causes]"]
message: "One cause stands alone."
why: Incidents need several conditions.
"""


def test_the_model_structure_rule_follows_the_schema() -> None:
    assert [] == problems(parse_yaml(STRUCTURE, "rule.yaml").data)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("whole: true", "hole: true"),
        ("whole: true", "check: one-categories"),
        ("whole: true", "check: one-category"),
        ("whole: true", "has: [cause]"),
        ("whole: true", "without: factor"),
        ("whole: true", "says-in: [timeline]"),
        ("items: factors", "has: [factors]"),
        ("items: factors", "items: factor"),
        ("words-under: 40", "word-under: 40"),
        ("lacks: number", "lacks: owners"),
        ("label: [cause]", "label: [causes]"),
    ],
)
def test_a_structure_rule_that_the_code_cannot_read_fails(old: str, new: str) -> None:
    """A key or name that does not exist, two subjects at once, or a key without the one that it belongs to."""
    assert old in STRUCTURE
    assert problems(parse_yaml(STRUCTURE.replace(old, new), "rule.yaml").data)


def test_a_pattern_may_not_begin_or_end_with_a_gap() -> None:
    assert [] == changed("manner: [all_had_to_do]", "words: ['leave … open']")
    assert changed("manner: [all_had_to_do]", "words: ['leave …']")
    assert changed("manner: [all_had_to_do]", "words: '… open'")


@pytest.mark.parametrize(
    ("schema", "code"),
    [
        (set(SCHEMA["properties"]), set(KEYS)),
        (set(DEFS["conditions"]["properties"]), set(clause.KEYS)),
        (set(DEFS["clause"]["properties"]), {*clause.KEYS, "any", "unless"}),
        (set(DEFS["claim"]["properties"]), set(clause.CLAIM_KEYS)),
        (set(DEFS["phrase"]["properties"]), set(phrase.KEYS)),
        (set(DEFS["structure"]["properties"]), set(structure.KEYS)),
        (set(DEFS["item"]["properties"]), set(ITEM_KEYS)),
        (set(DEFS["items"]["enum"]), set(ITEM_KINDS)),
        (set(DEFS["item"]["properties"]["lacks"]["oneOf"][0]["enum"]), set(LACKS)),
        (set(DEFS["structure"]["properties"]["check"]["enum"]), set(CHECKS)),
        (set(SCHEMA["properties"]["kind"]["enum"]), set(KINDS)),
        (set(SCHEMA["properties"]["profile"]["enum"]), set(PROFILES)),
        (set(SCHEMA["properties"]["labels"]["items"]["enum"]), set(LABELS)),
        (set(DEFS["severity"]["enum"]), {str(severity) for severity in Severity}),
        (set(DEFS["mention"]["enum"]), set(KIND_GROUPS)),
        (enum_of("moods"), {mood.value for mood in Mood}),
        (enum_of("forms"), {form.value for form in Form}),
        (enum_of("sections"), {kind.value for kind in SectionKind}),
        (enum_of("roles"), {role.value for role in Role}),
    ],
    ids=(
        "rule conditions clause claim phrase structure item items lacks checks kinds profiles labels severities "
        "mentions moods forms sections roles"
    ).split(),
)
def test_the_schema_knows_what_the_code_reads(schema: set[str], code: set[str]) -> None:
    assert code == schema


def undescribed(schema: Any, path: str = "") -> list[str]:
    """Paths of properties without a description of their own or of what they refer to."""
    if not isinstance(schema, dict):
        return []
    missing = []
    for name, part in schema.get("properties", {}).items():
        target = part
        while "description" not in target and "$ref" in target:
            reference, target = target["$ref"], SCHEMA
            for step in reference.removeprefix("#/").split("/"):
                target = target[step]
        if "description" not in target and "const" not in target:
            missing.append(f"{path}/{name}")
        missing += undescribed(part, f"{path}/{name}")
    for part in (*schema.get("oneOf", ()), schema.get("items")):
        missing += undescribed(part, path)
    return missing


def test_editors_can_describe_every_key() -> None:
    assert [] == [path for part in (SCHEMA, *DEFS.values()) for path in undescribed(part)]
