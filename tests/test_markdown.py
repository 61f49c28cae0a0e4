"""Markdown is read as CommonMark, and every word of prose knows where it stands."""

from __future__ import annotations

import time

import pytest

from blamelint.document import PLACEHOLDER, Block, CellPlace, Document, ListPlace, Role, SectionKind
from blamelint.formats.markdown import read_markdown
from blamelint.formats.sections import section_kind
from blamelint.source import Source


def read(text: str) -> Document:
    return read_markdown(Source("report.md", text))


def texts(text: str) -> list[str]:
    return [block.text for block in read(text).blocks]


def only(text: str) -> Block:
    [block] = read(text).blocks
    return block


def anchored(text: str, wanted: str) -> tuple[str, bool]:
    """Find `wanted` in the prose of the only block, and return what stands behind it."""
    block = only(text)
    start = block.text.index(wanted)
    found = block.to_source(start, start + len(wanted))
    return text[found.span.start : found.span.end], found.verbatim


def masks(text: str) -> list[tuple[str, str, str, str | None]]:
    """For every mask: its prose, kind, source and target."""
    block = only(text)
    return [
        (block.text[mask.start : mask.end], mask.kind, text[mask.source.start : mask.source.end], mask.target)
        for mask in block.masks
    ]


# Prose


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        ("Ana **for***got* it.", "Ana forgot it."),
        ("Ana\nforgot  \nit\\\nagain", "Ana forgot it again"),
        ("Ana\tforgot   to\u00a0look", "Ana forgot to look"),
        ("Ana &amp; Bob&#39;s caf&eacute; &copy;", "Ana & Bob's café ©"),
        (r"5 \* 5 \_x\_ \a", r"5 * 5 _x_ \a"),
        ("the deploy_to_prod job", "the deploy_to_prod job"),
        ("read [the **run**book](https://x.y/z 'title') first", "read the runbook first"),
        ("a [reference][r] and a [short].\n\n[r]: /x\n[short]: /y", "a reference and a short."),
        ("Ana ~~forgot~~ looked, ~5 min", "Ana forgot looked, ~5 min"),
        ("H<sub>2</sub>O is <b>fine</b><br>now", "H2O is fine now"),
        ("some <script>alert(1)</script>text<style>p{}</style>", "some text"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("NUL \0 stays", "NUL \ufffd stays"),
        ("see[^1] there[^note].\n\n[^note]:\n", "see there."),
        ("[[Runbook]] says", "[[Runbook]] says"),
        ("D\u00adave for\u200bgot\ufeff the \u2067mi\u2060gra\u200dtion\u2069", "Dave forgot the migration"),
        ("the 👩\u200d👧 of علی\u200cرضا", "the 👩\u200d👧 of علی\u200cرضا"),
        ("Ping @ana, ana@host or ana@example.com.", "Ping @ana, ana@host or ana@example.com."),
        ("by <ana@example.com> and <mailto:bob@example.com>", "by ana@example.com and bob@example.com"),
        ("by [Ana](mailto:ana@example.com)", "by Ana"),
        ("by [ana@example.com](mailto:ana@example.com)", "by ana@example.com"),
    ],
)
def test_prose(source: str, prose: str) -> None:
    assert texts(source)[0] == prose


@pytest.mark.parametrize(
    ("source", "markup", "kind", "prose"),
    [
        ("ran `rm -rf` twice", "`rm -rf`", "code", "ran widget twice"),
        ("ran ``a ` b`` twice", "``a ` b``", "code", "ran widget twice"),
        ("press <kbd>Ctrl</kbd> now", "<kbd>Ctrl</kbd>", "code", "press widget now"),
        ("see https://x.y/a_b_(c).", "https://x.y/a_b_(c)", "url", "see widget."),
        ("see (https://x.y/a)!", "https://x.y/a", "url", "see (widget)!"),
        ("see **https://x.y/a**, ok", "https://x.y/a", "url", "see widget, ok"),
        ("see www.example.com/a_b.", "www.example.com/a_b", "url", "see widget."),
        ("on postgres://db:5432/x now", "postgres://db:5432/x", "url", "on widget now"),
        ("see <https://x.y/z>.", "<https://x.y/z>", "url", "see widget."),
        ("see [https://x.y/z](https://x.y/z).", "[https://x.y/z](https://x.y/z)", "url", "see widget."),
        ("see [x.y/z](https://x.y/z/).", "[x.y/z](https://x.y/z/)", "url", "see widget."),
        ("a ![graph *of* load](g.png) shows", "![graph *of* load](g.png)", "image", "a widget shows"),
        ("at {{ page.time }} it", "{{ page.time }}", "template", "at widget it"),
        ("at {% raw *x* %} it", "{% raw *x* %}", "template", "at widget it"),
        ("at <% x > 1 %> it", "<% x > 1 %>", "template", "at widget it"),
        ('at {{< ref "a_b_c" >}} it', '{{< ref "a_b_c" >}}', "template", "at widget it"),
        ("two `pod`s and v`1.2`", "`pod`", "code", "two widgets and v widget"),
        ("`foo`bar", "`foo`", "code", "widget bar"),
    ],
)
def test_what_is_not_language_becomes_one_noun(source: str, markup: str, kind: str, prose: str) -> None:
    block = only(source)
    mask = next(mask for mask in block.masks if mask.kind == kind)

    assert prose == block.text
    assert PLACEHOLDER == block.text[mask.start : mask.end]
    assert markup == source[mask.source.start : mask.source.end]


def test_masks_name_markup_and_target() -> None:
    source = "Ana **did *not* look** at [the ~~old~~ page](p.md)."

    assert [
        ("did not look", "strong", "**did *not* look**", None),
        ("not", "emphasis", "*not*", None),
        ("the old page", "link", "[the ~~old~~ page](p.md)", "p.md"),
        ("old", "strike", "~~old~~", None),
    ] == masks(source)


def test_image_in_a_link_is_masked_twice() -> None:
    assert [
        ("widget", "link", "[![build](b.svg)](ci)", "ci"),
        ("widget", "image", "![build](b.svg)", "b.svg"),
    ] == masks("[![build](b.svg)](ci)")


@pytest.mark.parametrize(
    "source",
    [
        "    code block",
        "```\nAna forgot\n```",
        "~~~ text\nAna forgot",
        "<div>\nAna forgot\n</div>",
        "<!-- Ana forgot -->",
        "[a]: /url 'Ana forgot'",
        "---\ntitle: Ana forgot\n---",
        "***",
        "<details><summary>Ana forgot</summary></details>",
        "> [!WARNING]",
        "!!! note\n",
        "",
        "\ufeff",
        "[^1]:",
    ],
)
def test_not_prose(source: str) -> None:
    assert [] == texts(source)


def test_text_between_html_blocks_is_prose() -> None:
    source = "<details>\n<summary>More</summary>\n\nAna *forgot*.\n\n</details>"

    assert ["Ana forgot."] == texts(source)


def test_heading_attributes_vanish() -> None:
    assert ["Root cause", "Lead"] == texts("## Root cause {#root-cause .big}\n\nLead\n{: .lead}")


# Comments and front matter


def test_comments_of_blocks_and_lines() -> None:
    source = "<!-- one -->\n\nAna <!-- two --> left.\n\n<!--\nthree\n-->\n\n```\n<!-- no -->\n```\n"
    document = read(source)

    assert ["one", "two", "three"] == [comment.text for comment in document.comments]
    assert ["<!-- one -->", "<!-- two -->", "<!--\nthree\n-->"] == [
        document.source.slice(comment.span) for comment in document.comments
    ]
    assert ["Ana left."] == [block.text for block in document.blocks]


def test_comment_in_a_list_in_a_quote() -> None:
    source = "> - item\r\n>\r\n>   <!-- allow -->\r\n>   text"
    [comment] = read(source).comments

    assert "<!-- allow -->" == source[comment.span.start : comment.span.end]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_front_matter_of_yaml(bom: str, newline: str) -> None:
    source = bom + newline.join(["---", "title: Outage", "owners: [Ana, Bob]", "---", "Text"])
    document = read(source)

    assert document.front_matter is not None
    assert {"title": "Outage", "owners": ["Ana", "Bob"]} == document.front_matter.data
    assert source[len(bom) :].rpartition(newline)[0] == document.source.slice(document.front_matter.span)
    assert ["Text"] == [block.text for block in document.blocks]


def test_front_matter_of_toml() -> None:
    document = read('+++\ntitle = "Outage"\n+++\n\nText')

    assert document.front_matter is not None
    assert {"title": "Outage"} == document.front_matter.data
    assert ["Text"] == [block.text for block in document.blocks]


@pytest.mark.parametrize(
    "source",
    [
        "---\na: [b\n---\nText",
        "---\ndate: 2020-13-45\n---\nText",
        "---\na: &x\nb: *y\n---\nText",
        "---\n? [a]\n: b\n---\nText",
        "---\na: !!python/object:os.system x\n---\nText",
        "---\na: " + "[" * 3000 + "\n---\nText",
        "+++\na = \n+++\nText",
        "---\n---\nText",
    ],
)
def test_malformed_front_matter_is_empty(source: str) -> None:
    document = read(source)

    assert document.front_matter is not None
    assert {} == document.front_matter.data
    assert ["Text"] == [block.text for block in document.blocks]


@pytest.mark.parametrize("source", ["---\nAna forgot.\n\n---\nText", "---\ntitle: open", "+++\ntitle"])
def test_thematic_breaks_are_not_front_matter(source: str) -> None:
    assert read(source).front_matter is None


# Places in the source


@pytest.mark.parametrize(
    ("source", "wanted", "expected", "verbatim"),
    [
        ("Ana forgot it", "forgot", "forgot", True),
        ("Ana **forgot** it", "forgot", "forgot", True),
        ("Ana **for**got it", "forgot", "for**got", False),
        ("Ana for<b>got</b> it", "forgot", "for<b>got", False),
        ("Ana\r\nforgot it", "forgot it", "forgot it", True),
        ("Ana forgot\r\nit", "forgot it", "forgot\r\nit", False),
        ("\ufeffAna forgot", "forgot", "forgot", True),
        ("> - Ana\n>   forgot it", "forgot", "forgot", True),
        ("> Ana\nforgot it", "forgot it", "forgot it", True),
        ("> Ana\nforgot it", "Ana forgot", "Ana\nforgot", False),
        ("1.\tAna\n \t  forgot it", "forgot", "forgot", True),
        ("Ana for&shy;got it", "forgot", "for&shy;got", False),
        ("A\u00adna for\u200bgot it", "forgot", "for\u200bgot", False),
        ("\u202eAna\u202c forgot it", "forgot", "forgot", True),
        ("&Eacute;mile forgot", "Émile", "&Eacute;mile", False),
        (r"Ana forgot\!", "!", r"\!", False),
        ("Ana ran `rm`.", "ran widget", "ran `rm`", False),
        ("`rm` ran", "widget", "`rm`", False),
        ("😀 Ana forgot 👩‍👩‍👧 it", "forgot 👩‍👩‍👧", "forgot 👩‍👩‍👧", True),
        ("Cafe\u0301 staff", "staff", "staff", True),
        ("a\0b forgot", "forgot", "forgot", True),
        ("a\r\rb", "b", "b", True),
        ("- [x] Ana forgot", "Ana", "Ana", True),
        ("Root cause\r\n=====", "Root cause", "Root cause", True),
        ("##\tRoot cause ##", "Root cause", "Root cause", True),
        ('!!! note "Ana forgot"\n', "Ana forgot", "Ana forgot", True),
        ("!!! note Ana forgot\n", "Ana forgot", "Ana forgot", True),
        ("> [!NOTE]\n> Ana forgot", "Ana forgot", "Ana forgot", True),
        ("> [!note]- Ana forgot", "Ana forgot", "Ana forgot", True),
    ],
)
def test_places(source: str, wanted: str, expected: str, verbatim: bool) -> None:
    if source.count("\r\r"):
        assert ["a", "b"] == texts(source)
    else:
        assert (expected, verbatim) == anchored(source, wanted)


def test_escaped_pipe_in_a_cell() -> None:
    source = "| a |\n|---|\n| Ana \\| Bob `x \\| y` *for*got |"
    block = read(source).blocks[1]
    start = block.text.index("got")

    assert "Ana | Bob widget forgot" == block.text
    assert "got" == source[block.to_source(start, start + 3).span.start :][:3]
    assert ["Ana ", "| Bob ", " ", "for", "got"] == [source[r.source : r.source + r.length] for r in block.runs]
    assert "`x \\| y`" == source[block.masks[0].source.start : block.masks[0].source.end]


def test_definition_lists() -> None:
    source = "Ana\n:   forgot\n    to *look*\n\n~ twice"

    assert ["Ana", "forgot to look", "twice"] == texts(source)
    for block in read(source).blocks:
        assert all(block.text[r.prose : r.prose + r.length] in source for r in block.runs)


def test_footnotes_are_prose_of_their_own() -> None:
    source = "Ana[^1] left^[she *was* tired].\n\n[^1]: The SRE\n    on call.\n"

    assert ["Ana left.", "she was tired", "The SRE on call."] == texts(source)


def test_regex_class_is_not_a_footnote() -> None:
    assert ["a class [^a-z] of"] == texts("a class [^a-z] of")


# Roles


def test_roles_and_levels() -> None:
    source = "# Title\n\nText\n\nSub\n---\n\n- item\n\n  second\n\n| h |\n|--|\n| c |\n"

    assert [
        (Role.HEADING, 1),
        (Role.PARAGRAPH, 0),
        (Role.HEADING, 2),
        (Role.ITEM, 0),
        (Role.ITEM, 0),
        (Role.CELL, 0),
        (Role.CELL, 0),
    ] == [(block.role, block.level) for block in read(source).blocks]


def test_list_places() -> None:
    source = "- [ ] a\n- [X] b\n\n  b2\n  1. c\n  2) d\n\ntext\n\n- e\n"

    assert [
        ListPlace(0, 0, 1, False, checked=False),
        ListPlace(0, 1, 1, False, checked=True),
        ListPlace(0, 1, 1, False, checked=True),
        ListPlace(1, 0, 2, True),
        ListPlace(2, 0, 2, True),
        None,
        ListPlace(3, 0, 1, False),
    ] == [block.list for block in read(source).blocks]


def test_cell_places() -> None:
    source = "| Who | |\n|---|---|\n| Ana | x |\n| | y |\n\n| Z |\n|---|\n"

    assert [
        ("Who", CellPlace(0, 0, 0, "Who")),
        ("Ana", CellPlace(0, 1, 0, "Who")),
        ("x", CellPlace(0, 1, 1, "")),
        ("y", CellPlace(0, 2, 1, "")),
        ("Z", CellPlace(1, 0, 0, "Z")),
    ] == [(block.text, block.cell) for block in read(source).blocks]


def test_quotes_but_not_callouts() -> None:
    source = "> said Ana\n\n- > said Bob\n\n> [!TIP]\n> advice\n\nplain\n"

    assert [True, True, False, False] == [block.quote for block in read(source).blocks]


# Sections


def sections(text: str) -> list[tuple[str, int, SectionKind]]:
    return [(section.title, section.level, section.kind) for section in read(text).sections[1:]]


def test_sections_nest_and_inherit() -> None:
    source = (
        "# Outage\n\n## Timeline\n\n### Tuesday\n\n**10:00**\n\ntext\n\n### Impact\n\n"
        "## Background\n\nWhy\n===\n\n## More\n"
    )

    assert [
        ("Outage", 1, SectionKind.TITLE),
        ("Timeline", 2, SectionKind.TIMELINE),
        ("Tuesday", 3, SectionKind.TIMELINE),
        ("10:00", 7, SectionKind.TIMELINE),
        ("Impact", 3, SectionKind.IMPACT),
        ("Background", 2, SectionKind.OTHER),
        ("Why", 1, SectionKind.CAUSES),
        ("More", 2, SectionKind.CAUSES),
    ] == sections(source)


def test_sections_know_parents_and_blocks() -> None:
    document = read("intro\n\n# T\n\n## A\n\na\n\n### B\n\nb\n\n## C\n\nc\n")

    assert [None, 0, 1, 2, 1] == [section.parent for section in document.sections]
    assert [0, 1, 2, 2, 3, 3, 4, 4] == [block.section for block in document.blocks]
    assert [None, 1, 2, 4, 6] == [section.heading for section in document.sections]
    assert "B" == document.section_of(document.blocks[5]).title


def test_first_level_headings_may_be_sections() -> None:
    assert [SectionKind.SUMMARY, SectionKind.CAUSES] == [kind for *_, kind in sections("# Summary\n\n# Root cause\n")]
    assert [SectionKind.TITLE] == [kind for *_, kind in sections("# Root cause analysis\n\ntext")]


@pytest.mark.parametrize(
    "source",
    [
        "**Root cause**\n\ntext",
        "**Root cause:**\n\ntext",
        "__Root cause__:\n\ntext",
        "***Root cause***\n\ntext",
        "Root cause:\n\n- text",
        "Root causes:\n- text",
        "The root cause:\n\ntext",
        "*Root cause*\n\ntext",
        "Root cause\n: text",
    ],
)
def test_pseudo_headings(source: str) -> None:
    document = read(source)

    assert (Role.HEADING, 7) == (document.blocks[0].role, document.blocks[0].level)
    assert [SectionKind.CAUSES] == [section.kind for section in document.sections[1:]]
    assert [1, 1] == [block.section for block in document.blocks]


@pytest.mark.parametrize(
    "source",
    [
        "**Root cause:** Ana forgot.",
        "**Ana forgot to look.**",
        "**Ana** and **Bob**",
        "Ana:\n\n- text",
        "Root cause: unknown\n\ntext",
        "- **Root cause**\n",
        "> **Root cause**\n",
        "| **Root cause** |\n|---|\n",
        "The cause was Ana:\n\n- text",
    ],
)
def test_not_pseudo_headings(source: str) -> None:
    assert [] == sections(source)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Executive Summary", SectionKind.SUMMARY),
        ("TL;DR", SectionKind.SUMMARY),
        ("What happened?", SectionKind.SUMMARY),
        ("What happened when", SectionKind.TIMELINE),
        ("🔥 Customer impact", SectionKind.IMPACT),
        ("2.1 Timeline (all times UTC)", SectionKind.TIMELINE),
        ("How did we find out?", SectionKind.DETECTION),
        ("Root cause and resolution", SectionKind.CAUSES),
        ("Root Cause(s)", SectionKind.CAUSES),
        ("5 Whys", SectionKind.CAUSES),
        ("What went wrong technically", SectionKind.CAUSES),
        ("Contributing factors", SectionKind.FACTORS),
        ("How did we get here", SectionKind.FACTORS),
        ("Mitigation & recovery", SectionKind.RESPONSE),
        ("Corrective and preventative measures", SectionKind.ACTIONS),
        ("Action items from last incident", SectionKind.ACTIONS),
        ("Follow-ups", SectionKind.ACTIONS),
        ("Lessons learned", SectionKind.LESSONS),
        ("Where we got lucky", SectionKind.WENT_WELL),
        ("What didn’t go well", SectionKind.WENT_WRONG),
        ("What could have gone better", SectionKind.WENT_WRONG),
        ("Who was involved", SectionKind.PARTICIPANTS),
        ("Background", None),
        ("What we were trying to do", None),
        ("The change that Ana made to the log", None),
        ("Our analysis", SectionKind.CAUSES),
        ("Ana moved the data into the new place before the summary", None),
    ],
)
def test_kinds_of_headings(heading: str, kind: SectionKind | None) -> None:
    assert kind == section_kind(heading)


# Size


@pytest.mark.parametrize(
    "source",
    [
        "> " * 5000 + "x",
        "- " * 5000 + "x",
        "[" * 5000,
        "![" * 300 + "](a)" * 300,
        "^[" * 1000 + "x" + "]" * 1000,
        "*a _b " * 3000,
        "<kbd>" * 5000,
        "{{" * 5000,
        "[^" * 3000,
        "a://" * 5000,
        "x <!-- " * 5000,
    ],
)
def test_deep_and_hostile_text(source: str) -> None:
    started = time.perf_counter()

    read(source)

    assert time.perf_counter() - started < 5
