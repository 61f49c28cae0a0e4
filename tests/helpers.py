"""Sentences for tests: built by hand where the model is not the subject, read with the real model elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import spacy
from spacy.tokens import Doc

from blamelint.document import Block, Prose, Role, Run
from blamelint.engine import lint_source
from blamelint.formats.markdown import read_markdown
from blamelint.language.analysis import Analysis
from blamelint.language.beings import MentionKind
from blamelint.language.clauses import Clause
from blamelint.language.mentions import Mention
from blamelint.language.people import People
from blamelint.language.pieces import Piece
from blamelint.language.pipeline import Sentence
from blamelint.language.reader import Reader
from blamelint.language.tree import Tree
from blamelint.language.vocabulary import Vocabulary, build, vocabulary_of
from blamelint.packs import Lexicon, Rule, RuleBook, load_rules
from blamelint.settings import Settings
from blamelint.source import Source

VOCAB = spacy.blank("en").vocab
TAGS = {
    "NN": "NOUN",
    "NNS": "NOUN",
    "NNP": "PROPN",
    "PRP": "PRON",
    "PRP$": "PRON",
    "WP": "PRON",
    "WDT": "PRON",
    "DT": "DET",
    "IN": "ADP",
    "TO": "PART",
    "RB": "ADV",
    "JJ": "ADJ",
    "CD": "NUM",
    "CC": "CCONJ",
    "MD": "AUX",
    "POS": "PART",
}
"""Coarse part of speech by fine tag; verbs are VERB unless they are auxiliaries."""


@cache
def book() -> RuleBook:
    """The rules of the catalogue."""
    return load_rules()


def vocabulary() -> Vocabulary:
    """The real lexicons, compiled once for all tests."""
    return vocabulary_of(book())


def lexicon(name: str, *entries: str, words: Iterable[str] = (), names: Iterable[str] = ()) -> Lexicon:
    """A small lexicon in place of a real one."""
    return Lexicon(name, entries, frozenset(words), frozenset(names))


def words_of(lexicons: Mapping[str, Sequence[str]]) -> Vocabulary:
    """A vocabulary from entries by name of lexicon."""
    small = {name: lexicon(name, *entries) for name, entries in lexicons.items()}
    return Vocabulary(small, build(small))


def block_of(text: str, *, role: Role = Role.PARAGRAPH, index: int = 0) -> Block:
    """A block whose prose is its source."""
    return Block(index, Prose(text, (Run(0, 0, len(text)),), length=len(text)), 0, role, 0)


def by_hand(
    table: str,
    *,
    lexicons: Vocabulary | None = None,
    people: Iterable[int] = (),
) -> Analysis:
    """An analysis from one token a line: word, lemma (or `-` for the word), fine tag, dependency, head from 0."""
    rows = [line.split() for line in table.strip().splitlines()]
    words = [row[0] for row in rows]
    text = " ".join(words)
    starts = [len(" ".join(words[:i])) + bool(i) for i in range(len(words))]
    doc = Doc(
        VOCAB,
        words=words,
        lemmas=[row[0].lower() if row[1] == "-" else row[1] for row in rows],
        tags=[row[2] for row in rows],
        pos=["AUX" if row[3] in ("aux", "auxpass") else TAGS.get(row[2], "VERB") for row in rows],
        deps=[row[3] for row in rows],
        heads=[int(row[4]) for row in rows],
        sent_starts=[i == 0 for i in range(len(words))],
    )
    named = frozenset(people)
    sentence = Sentence(
        Piece(block_of(text), 0, len(text)),
        Tree(doc),
        words,
        starts,
        [start + len(word) for start, word in zip(starts, words, strict=True)],
        named,
        lower=["‹person›" if i in named else word.lower() for i, word in enumerate(words)],
    )
    used = lexicons or vocabulary()
    return Analysis(sentence, used, People(used.lexicons))


def read(text: str, settings: Settings | None = None) -> list[Analysis]:
    """Every sentence of a Markdown text, read with the real model and lexicons."""
    document = read_markdown(Source("test.md", text))
    reader = Reader(document, vocabulary(), settings or Settings())
    return list(reader.read([piece for block in document.blocks for piece in reader.pieces(block)]))


def last(text: str, settings: Settings | None = None) -> Analysis:
    """The last sentence of a Markdown text."""
    return read(text, settings)[-1]


def clause(analysis: Analysis, word: str) -> Clause:
    """The frame whose predicate is a word as written."""
    return next(frame for frame in analysis.frames if analysis.sentence.words[frame.head].lower() == word.lower())


def who(analysis: Analysis, word: str) -> str | None:
    """Words of the agent of a predicate; None without one."""
    agent = clause(analysis, word).agent
    return None if agent is None else analysis.sentence.prose(agent.start, agent.end)


def mention(analysis: Analysis, word: str) -> Mention:
    """The mention headed by a word as written."""
    words = analysis.sentence.words
    return next(found for found in analysis.mentioned if words[found.token] == word)


def kind_of(text: str, word: str, settings: Settings | None = None) -> MentionKind:
    """What a word of the last sentence of a text stands for."""
    return mention(last(text, settings), word).kind


def acts(analysis: Analysis, word: str) -> list[str]:
    """The predicate and the verbs under its control, as written."""
    return [analysis.sentence.words[act] for act in clause(analysis, word).acts]


def alone(rule: Rule) -> RuleBook:
    """A book with the real lexicons and one rule; what is stored for them serves it too."""
    return RuleBook({rule.id: rule}, book().lexicons, book().key)


def found(text: str, rule: Rule, settings: Settings | None = None) -> list[str]:
    """What a rule alone flags in a Markdown text, as written in the source."""
    source = Source("test.md", text)
    report = lint_source(source, alone(rule), settings or Settings())
    return [source.slice(diagnostic.span) for diagnostic in report.diagnostics if diagnostic.rule == rule.id]
