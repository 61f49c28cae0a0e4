"""The parse of one sentence as plain objects: each token with its labels, its head and what hangs on it.

spaCy makes a new object for each look at a token, and goes through the sentence for each look at what hangs on it.
Whoever reads a sentence looks many hundred times, so all of it is taken over at once, under spaCy's names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from blamelint.language.spacy import Doc
from blamelint.language.spacy import Token as Parsed

ATTRIBUTES: list[int | str] = ["ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP"]
LABELS: dict[int, str] = {}
"""Names of parts of speech and labels by spaCy's numbers; there are a few dozen."""


@dataclass(eq=False, slots=True)
class Token:
    """A token in its tree."""

    doc: Tree = field(repr=False)
    """Its sentence."""

    i: int
    """Its number there, from 0."""

    text: str
    """As shown to the parser."""

    lower_: str
    """The same in lower case."""

    lemma_: str
    """Its base form."""

    pos_: str
    """Its part of speech."""

    tag_: str
    """Its part of speech in detail."""

    dep_: str
    """How it hangs on its head."""

    head: Token = field(init=False, repr=False)
    """What it hangs on; itself at the top."""

    children: list[Token] = field(default_factory=list, repr=False)
    """What hangs on it, in reading order."""

    @property
    def lefts(self) -> Iterator[Token]:
        """What hangs on it before it."""
        return (child for child in self.children if child.i < self.i)

    @property
    def rights(self) -> Iterator[Token]:
        """What hangs on it behind it."""
        return (child for child in self.children if child.i > self.i)

    @property
    def ancestors(self) -> Iterator[Token]:
        """What it hangs on, from the inside out."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def subtree(self) -> Iterator[Token]:
        """Itself and all that hangs on it, however far down, in reading order."""
        for child in self.lefts:
            yield from child.subtree
        yield self
        for child in self.rights:
            yield from child.subtree

    @property
    def left_edge(self) -> Token:
        """The first token of its subtree."""
        return min((self, *(child.left_edge for child in self.children)), key=_number)

    @property
    def right_edge(self) -> Token:
        """The last token of its subtree."""
        return max((self, *(child.right_edge for child in self.children)), key=_number)

    def is_ancestor(self, other: Token) -> bool:
        """Tell whether another token hangs on it, however far down."""
        return self in other.ancestors

    def nbor(self, distance: int) -> Token:
        """Give the token some places behind it, or before it; raises `IndexError`."""
        if self.i + distance < 0:
            raise IndexError(distance)
        return self.doc[self.i + distance]

    @property
    def whitespace_(self) -> str:
        """The blank behind it, if there is one."""
        return self._parsed.whitespace_

    @property
    def is_alpha(self) -> bool:
        """Whether it is of letters alone."""
        return self._parsed.is_alpha

    @property
    def is_punct(self) -> bool:
        """Whether it is a punctuation mark."""
        return self._parsed.is_punct

    @property
    def like_num(self) -> bool:
        """Whether it looks like a number."""
        return self._parsed.like_num

    @property
    def _parsed(self) -> Parsed:
        return self.doc.parsed[self.i]


def _number(token: Token) -> int:
    return token.i


class Tree(list[Token]):
    """The tokens of one sentence."""

    def __init__(self, parsed: Doc) -> None:
        self.parsed = parsed
        strings = parsed.vocab.strings
        for i, (orth, lower, lemma, *labels) in enumerate(parsed.to_array(ATTRIBUTES).tolist()):
            pos, tag, dep = (LABELS.get(label) or LABELS.setdefault(label, strings[label]) for label in labels)
            self.append(Token(self, i, strings[orth], strings[lower], strings[lemma], pos, tag, dep))
        for token, distance in zip(self, parsed.to_array("HEAD").astype("int64").tolist(), strict=True):
            token.head = self[token.i + distance]
            if distance:
                token.head.children.append(token)

    def forget(self) -> None:
        """Let the tokens go of each other, so that no search for garbage is needed to find them."""
        for token in self:
            token.children.clear()
            del token.head
        self.clear()
