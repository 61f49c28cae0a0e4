"""Whatever the Markdown, prose is clean and every run stands verbatim in the source."""

from __future__ import annotations

import itertools
import re

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from blamelint.document import PLACEHOLDER, REPLACED, Block, Document
from blamelint.formats.markdown import read_markdown
from blamelint.source import Source, Span

WORDS = st.sampled_from(["Ana", "forgot", "deploy", "the_job", "naïve", "cafe\u0301", "😀", "👩\u200d👧", "ведь"]) | (
    st.sampled_from(["@bob", "a@b.c", "it's", "5*6", "a_b", "~5", "1.", "#", "+", "-", ">", "10:05", "for\u00adgot"])
)
SPECIALS = st.sampled_from(
    [
        "&amp;",
        "&eacute;",
        "&nbsp;",
        "&#10;",
        "\\*",
        "\\_",
        "\\a",
        "\\|",
        "|",
        "`code`",
        "`` a ` b ``",
        "<https://x.y/z_w>",
        "<ana@x.org>",
        "https://x.y/a_(b)",
        "www.x.org/a*b*",
        "{{ tag_a }}",
        "{% raw %}",
        "{{< x >}}",
        "<br>",
        "<b>",
        "</b>",
        "<kbd>K</kbd>",
        "<!-- c -->",
        "![a *b*](c)",
        "[^1]",
        "^[a *note*]",
        "[short]",
        "{#id}",
        "\0",
        "\u00a0",
        "\u2028",
        "\t",
        "  ",
        "[",
        "]",
        "*",
        "_",
        "~~",
        "`",
        "<",
        "$1",
    ]
)
GLUE = st.sampled_from(["", " ", " ", " ", "  ", "\t", "\n", "  \n", "\\\n", "\n   ", "\n> ", "\n\t"])


def wrapped(inner: SearchStrategy[str]) -> SearchStrategy[str]:
    """Put markup around inline text, also inside a word."""
    marks = st.sampled_from(
        [
            ("*", "*"),
            ("**", "**"),
            ("_", "_"),
            ("***", "***"),
            ("~~", "~~"),
            ("for**", "**got"),
            ("[", "](u/v 't')"),
            ("[", "](https://x.y)"),
            ("[", "][short]"),
            ("<i>", "</i>"),
            ('"', '"'),
            ("(", ")"),
        ]
    )
    return st.tuples(marks, inner).map(lambda pair: pair[0][0] + pair[1] + pair[0][1])


def sequence(inner: SearchStrategy[str]) -> SearchStrategy[str]:
    """Join inline pieces with blanks, line ends or nothing."""
    return st.lists(st.tuples(inner, GLUE), min_size=1, max_size=4).map(
        lambda pairs: "".join(itertools.chain.from_iterable(pairs))
    )


INLINE = st.recursive(WORDS | SPECIALS, lambda inner: sequence(inner) | wrapped(inner), max_leaves=10)


def line(text: str) -> str:
    return re.sub(r"\s*[\n]\s*", " ", text)


def prefixed(text: str, first: str, rest: str) -> str:
    return first + text.replace("\n", "\n" + rest)


def leaf() -> SearchStrategy[str]:
    flat = INLINE.map(line)
    return st.one_of(
        INLINE,
        flat.map(lambda text: f"## {text} ##"),
        INLINE.map(lambda text: f"{text}\n---"),
        st.tuples(flat, flat).map(
            lambda cells: f"| {cells[0]} | b \\| c |\n|:--|---|\n| x | {cells[1]} |\n|\t| {cells[0]}|"
        ),
        flat.map(lambda text: f"{text}\n: {text}\n  {text}"),
        flat.map(lambda text: f'!!! note "{text}"\n    {text}'),
        flat.map(lambda text: f"> [!NOTE]\n> {text}"),
        INLINE.map(lambda text: f"[^1]: {text}"),
        st.just("```\ncode *x*\n```"),
        st.just("    code"),
        st.just("<div>\n<!-- c\nd -->\nhtml *x*\n</div>"),
        st.just("<!-- blamelint: allow x -->"),
        st.just("[short]: /url 'title'"),
        st.just("**Root cause:**"),
        st.just("***"),
    )


def nested(inner: SearchStrategy[str]) -> SearchStrategy[str]:
    return st.one_of(
        inner.map(lambda text: prefixed(text, "> ", "> ")),
        inner.map(lambda text: prefixed(text, ">\t", "")),
        inner.map(lambda text: prefixed(text, "- ", "  ")),
        inner.map(lambda text: prefixed(text, "-\t", "\t")),
        inner.map(lambda text: prefixed(text, "1.  ", "    ")),
        inner.map(lambda text: prefixed(text, "- [x] ", "  ")),
        inner.map(lambda text: prefixed(text, "* ", "")),
        st.lists(inner, min_size=1, max_size=3).map("\n\n".join),
        st.lists(inner, min_size=1, max_size=3).map("\n".join),
    )


MARKDOWN = st.tuples(
    st.sampled_from(["", "\ufeff"]),
    st.sampled_from(["", "---\ntitle: x\n---\n", "+++\na = 1\n+++\n"]),
    st.recursive(leaf(), nested, max_leaves=6),
    st.sampled_from(["\n", "\r\n", "\r"]),
).map(lambda parts: parts[0] + (parts[1] + parts[2]).replace("\n", parts[3]))


def read(text: str) -> Document:
    return read_markdown(Source("report.md", text))


def check_runs(block: Block, text: str) -> None:
    for run in block.runs:
        assert run.length > 0
        assert text[run.source : run.source + run.length] == block.text[run.prose : run.prose + run.length]
    for one, two in itertools.pairwise(block.runs):
        assert one.prose + one.length <= two.prose
        assert one.source + one.length <= two.source


def check_text(block: Block) -> None:
    assert block.text
    assert block.text.strip() == block.text
    assert not re.search(r"[^\S ]|  ", block.text)


def check_masks(block: Block, source: Source) -> None:
    assert sorted(block.masks, key=lambda mask: mask.start) == list(block.masks)
    for mask in block.masks:
        assert 0 <= mask.start < mask.end <= len(block.text)
        assert 0 <= mask.source.start < mask.source.end <= len(source.text)
        shown = source.slice(mask.source)
        if mask.kind in REPLACED:
            assert PLACEHOLDER == block.text[mask.start : mask.end]
        elif mask.kind in ("strong", "emphasis", "strike"):
            assert shown[0] in "*_~"
            assert shown[0] == shown[-1]
        else:
            assert shown[0] in "[<"
            assert shown[-1] in ")]>"


def check_anchors(block: Block, source: Source) -> None:
    words = [match.span() for match in re.finditer(r"\S+", block.text)]
    for (start, _), (_, end) in [*zip(words, words, strict=True), *itertools.pairwise(words)]:
        anchor = block.to_source(start, end)
        assert block.span.start <= anchor.span.start < anchor.span.end <= block.span.end
        if anchor.verbatim:
            assert block.text[start:end] == source.slice(anchor.span)


def check(document: Document) -> None:
    """Assert what holds for every document."""
    whole = Span(0, len(document.source.text))
    for index, block in enumerate(document.blocks):
        assert index == block.index
        assert len(block.span) > 0
        assert whole.contains(block.span)
        assert block.section < len(document.sections)
        check_text(block)
        check_runs(block, document.source.text)
        check_masks(block, document.source)
        check_anchors(block, document.source)
    for comment in document.comments:
        assert document.source.slice(comment.span).startswith("<!--")
        assert document.source.slice(comment.span).endswith(("-->", "<!-->"))


@settings(max_examples=400)
@given(MARKDOWN)
def test_generated_markdown(text: str) -> None:
    check(read(text))


@settings(max_examples=200)
@given(st.text())
def test_arbitrary_text(text: str) -> None:
    check(read(text))


@settings(max_examples=300)
@given(st.text(alphabet="ab *_~`[]()<>!|\\&;#-+=:{}%^\"'\t\n\r\0\ufeff1.x@/é😀", max_size=80))
def test_arbitrary_markup(text: str) -> None:
    check(read(text))


@settings(max_examples=300)
@given(MARKDOWN)
def test_every_word_is_found_where_it_stands(text: str) -> None:
    """With a number in each word, a run at the wrong place cannot pass by chance."""
    numbers = itertools.count()
    source = Source("report.md", re.sub("Ana|forgot|deploy", lambda _: f"w{next(numbers)}w", text))

    for block in read_markdown(source).blocks:
        for match in re.finditer(r"w\d+w", block.text):
            anchor = block.to_source(*match.span())
            assert anchor.verbatim
            assert anchor.span.start == source.text.index(match[0])


@settings(max_examples=300)
@given(MARKDOWN)
def test_only_entities_and_escapes_are_not_verbatim(text: str) -> None:
    for block in read(re.sub(r"[&\\\0]", "", text)).blocks:
        covered = {at for run in block.runs for at in range(run.prose, run.prose + run.length)}
        covered |= {at for mask in block.masks if mask.kind in REPLACED for at in range(mask.start, mask.end)}
        assert "" == "".join(char for at, char in enumerate(block.text) if at not in covered and char != " ")


@settings(max_examples=200)
@given(MARKDOWN, st.sampled_from(["\n", "\r\n", "\r"]))
def test_newlines_do_not_matter(text: str, newline: str) -> None:
    """The same words are read whatever ends the lines, and with a byte order mark or without."""
    plain = re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff"))

    expected = [(block.text, block.role, block.section) for block in read(plain).blocks]
    actual = [(block.text, block.role, block.section) for block in read("\ufeff" + plain.replace("\n", newline)).blocks]

    assert expected == actual


@settings(max_examples=200)
@given(
    st.lists(st.sampled_from(["Ana", "forgot", "naïve", "😀", "ведь"]), min_size=1, max_size=6),
    st.sampled_from(
        ["{}", "> {}", "- {}", "1. > {}", "*{}*", "[{}](u)", "# {}", "| {} |\n|-|", "> [!NOTE]\n> {}", "a\n: {}"]
    ),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_plain_words_are_verbatim_wherever_they_stand(words: list[str], frame: str, newline: str) -> None:
    phrase = " ".join(words)
    source = Source("report.md", frame.format(phrase).replace("\n", newline))
    block = next(block for block in read(source.text).blocks if phrase in block.text)

    anchor = block.to_source(0, len(phrase))

    assert anchor.verbatim
    assert phrase == source.slice(anchor.span)
