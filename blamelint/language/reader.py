"""From the blocks of a document to analysed sentences, with the context that each one needs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from blamelint.document import Block, Document, Role, SectionKind
from blamelint.language.analysis import Analysis, Surroundings
from blamelint.language.beings import MentionKind
from blamelint.language.mentions import Antecedent, Mention
from blamelint.language.people import ACTOR_COLUMN, OWNER_COLUMN, people_of
from blamelint.language.pieces import Piece, pieces_of
from blamelint.language.pipeline import Sentence, parse
from blamelint.language.renewal import make_room
from blamelint.language.surroundings import seen_before
from blamelint.language.vocabulary import Vocabulary
from blamelint.settings import Settings

WORD = re.compile(r"[A-Za-z][\w'-]*")
TRAILING = re.compile(r"(?:(?<!\w)-+\s*|[–—]+\s*|[(\[]\s*)(@?[\w.@ -]{2,30}?)\s*[)\]]?\s*[.;]?\s*$")
CONTEXT_BLOCKS = 2
KEY_AND_VALUE = 2
"""Columns of a table whose rows are fields with their values."""


@dataclass(frozen=True)
class Circumstances:
    """Everything that the reading of a piece depends on, apart from lexicons, settings and earlier sentences."""

    text: str
    """Its words."""

    label: str | None
    """The label before it."""

    is_label: bool
    """Whether it is itself a label."""

    role: Role
    """Of its block."""

    masks: tuple[tuple[int, int, str], ...]
    """Start, end and kind of what is not language in it, or is marked up."""

    section: SectionKind
    """What its section is for."""

    cell_labels: tuple[str, ...]
    """What names it in its table."""

    actor: Mention | None
    """Who acts in it when it is a fragment."""

    known: Hashable
    """Who is named in it, and what else that is known can matter to it."""

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        # Asked for with every lookup, in every version of a document.
        return hash((self.text, self.label, self.role, self.masks, self.section, self.cell_labels, self.known))


@dataclass(frozen=True)
class Earlier:
    """What the reading of a piece that looks back depends on besides."""

    lexicons: frozenset[str]
    """Lexicons with an entry in the sentence before, in the same block."""

    sentences: tuple[tuple[Antecedent, ...], ...]
    """Whom pronouns may stand for, nearest sentence first."""

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.lexicons, self.sentences))


class Reader:
    """Reads the sentences of one document."""

    def __init__(self, document: Document, vocabulary: Vocabulary, settings: Settings) -> None:
        self.document = document
        self.settings = settings
        self.vocabulary = vocabulary
        self.people = people_of(
            document,
            vocabulary.lexicons,
            people=settings.people,
            declared=settings.declared,
            colleagues=settings.colleagues,
        )
        self.looking_back: set[tuple[int, int]] = set()
        """Block and offset of the pieces whose reading depended on the sentences before them."""
        self._around: dict[int, Hashable] = {}

    def read(self, pieces: Sequence[Piece]) -> Iterator[Analysis]:
        """Analyse some pieces of the document, in their order."""
        for sentence in parse(pieces, self.people, model=self._model, tells=lambda piece: self._tells(piece.block)):
            if len(sentence):
                yield self._analysis(sentence)

    @cached_property
    def _model(self) -> str:
        """The name of the model, which has room for the words of one more document."""
        make_room(self.settings.model)
        return self.settings.model

    def circumstances(self, piece: Piece) -> Circumstances:
        """Tell everything that the reading of a piece depends on, apart from lexicons, settings and what stands before.

        For the same words in the same circumstances it is the same object.
        """
        block = piece.block
        if block.index not in self._around:
            self._around[block.index] = self._around_block(block)
        known = block.prose.latest("circumstances", self._around[block.index], dict[int, Circumstances])
        if piece.start not in known:
            known[piece.start] = self._circumstances(piece)
        return known[piece.start]

    def _around_block(self, block: Block) -> Hashable:
        """Everything that the circumstances of its pieces depend on, apart from its own words."""
        labels, actor = self._cell_labels(block), self._actor_of_row(block)
        return self.people.state, block.role, self._section(block), labels, actor

    def _circumstances(self, piece: Piece) -> Circumstances:
        block = piece.block
        return Circumstances(
            piece.text,
            piece.label,
            piece.is_label,
            block.role,
            tuple(
                (mask.start - piece.start, mask.end - piece.start, mask.kind)
                for mask in block.prose.masks_in(piece.start, piece.end)
            ),
            self._section(block),
            self._cell_labels(block),
            self._actor(piece),
            self.people.known_in(piece.text, title_case=block.role is Role.HEADING),
        )

    def earlier(self, piece: Piece) -> Earlier:
        """Tell what else the reading of a piece depends on when it looks back."""
        around = self.people.state, *(block.prose for block in self._context(piece.block))
        return piece.block.prose.latest(("earlier", piece.start), around, lambda: self._earlier(piece))

    def looks_back(self, piece: Piece) -> bool:
        """Tell whether the reading of a piece, already done, depended on the sentences before it."""
        return piece.place in self.looking_back

    def _look_back(self, piece: Piece) -> tuple[tuple[Antecedent, ...], ...]:
        self.looking_back.add(piece.place)
        return self.earlier(piece).sentences

    def _look_before(self, piece: Piece) -> frozenset[str]:
        self.looking_back.add(piece.place)
        return self.earlier(piece).lexicons

    def _tells(self, block: Block) -> bool:
        return self._section(block) not in (SectionKind.ACTIONS, SectionKind.LESSONS)

    def pieces(self, block: Block) -> list[Piece]:
        """Cut a block, of the document or in place of one of its own."""
        return pieces_of(self.document, block)

    def _analysis(self, sentence: Sentence) -> Analysis:
        piece = sentence.piece
        around = Surroundings(
            section=self._section(piece.block),
            actor=self._actor(piece),
            actor_is_beside=self._person_beside(piece) is not None,
            labels=((piece.label,) if piece.label else ()) + self._cell_labels(piece.block),
            earlier=partial(self._look_back, piece),
            before=partial(self._look_before, piece),
        )
        return Analysis(sentence, self.vocabulary, self.people, around)

    def _section(self, block: Block) -> SectionKind:
        return self.document.section_of(block).kind

    def _cell_labels(self, block: Block) -> tuple[str, ...]:
        if block.cell is None or block.cell.column == 0:
            return ()
        first = self._cells.get((block.cell.table, block.cell.row, 0))
        columns = self._widths[block.cell.table, block.cell.row]
        row = (first.text.strip(": "),) if columns == KEY_AND_VALUE and first is not None else ()
        return row + ((block.cell.header,) if block.cell.header else ())

    @cached_property
    def _cells(self) -> dict[tuple[int, int, int], Block]:
        return {(b.cell.table, b.cell.row, b.cell.column): b for b in self.document.blocks if b.cell is not None}

    @cached_property
    def _widths(self) -> Counter[tuple[int, int]]:
        return Counter((table, row) for table, row, _ in self._cells)

    def _actor(self, piece: Piece) -> Mention | None:
        """Find who acts in a fragment: a name before or behind it, or in the actor column of its row."""
        return self._person_beside(piece) or self._actor_of_row(piece.block)

    def _actor_of_row(self, block: Block) -> Mention | None:
        cell = block.cell
        if cell is None or not self._tells(block) or cell.column == self._actor_columns.get(cell.table):
            return None
        beside = self._cells.get((cell.table, cell.row, self._actor_columns.get(cell.table, -1)))
        return None if beside is None else self._person_in(beside)

    def _person_beside(self, piece: Piece) -> Mention | None:
        if piece.label and (found := self._person(piece.label)):
            return found
        match = TRAILING.search(piece.text)
        return self._person(match[1]) if match else None

    @cached_property
    def _actor_columns(self) -> dict[int, int]:
        """For each table, the column that says who acted: by its header, or because people stand in its cells."""
        columns: dict[tuple[int, int], list[Block]] = {}
        for (table, row, column), block in self._cells.items():
            if row > 0:
                columns.setdefault((table, column), []).append(block)
        found: dict[int, int] = {}
        for (table, column), blocks in sorted(columns.items()):
            header = blocks[0].cell.header.strip() if blocks[0].cell else ""
            people = sum(self._person_in(block) is not None for block in blocks)
            listed = people * 3 >= len(blocks) * 2 and not OWNER_COLUMN.fullmatch(header)
            if table not in found and (ACTOR_COLUMN.fullmatch(header) or listed):
                found[table] = column
        return found

    def _person_in(self, cell: Block) -> Mention | None:
        return cell.prose.latest("person", self.people.state, lambda: self._person(cell.text, column=True))

    def _person(self, text: str, *, column: bool = False) -> Mention | None:
        key = ("person", text, column, self.people.state)
        return self.document.memory.recall(key, lambda: self._read_person(text.strip(), column=column))

    def _read_person(self, text: str, *, column: bool) -> Mention | None:
        """Take a short text for a person, a role or a team when it is nothing else."""
        spans = self.people.spans(text)
        if (spans and spans[0] == (0, len(text))) or text in self.people.known or (self.people.is_initials(text)):
            return Mention(0, 0, 0, MentionKind.NAMED, f"{text!r} stands beside the fragment")
        words = [word.lower() for word in WORD.findall(text)]
        if not words or len(words) > 5:
            return None
        for kind, lexicon in (
            (MentionKind.ROLE, "roles"),
            (MentionKind.TEAM, "teams"),
            (MentionKind.VENDOR, "vendors"),
            (MentionKind.CUSTOMER, "customers"),
        ):
            if words[-1] in self.vocabulary.words(lexicon) or (
                text in self.vocabulary.names(lexicon) and lexicon == "teams"
            ):
                return Mention(0, 0, 0, kind, f"{text!r} stands beside the fragment")
        if column and spans:
            return Mention(0, 0, 0, MentionKind.NAMED, f"{text!r} stands in the row")
        return None

    # --- antecedents ------------------------------------------------------------------------------------------

    def _earlier(self, piece: Piece) -> Earlier:
        """Look at earlier sentences of the block and at the two blocks before."""
        sentences = [p.text for p in reversed(self.pieces(piece.block)) if p.start < piece.start]
        lexicons = self._lexicons(sentences[0]) if sentences else frozenset[str]()
        for block in reversed(self._context(piece.block)):
            sentences += [p.text for p in reversed(self.pieces(block))]
        return Earlier(lexicons, tuple(filter(None, map(self._antecedents, sentences))))

    def _context(self, block: Block) -> list[Block]:
        return seen_before(self.document, block)[-CONTEXT_BLOCKS:]

    def _lexicons(self, text: str) -> frozenset[str]:
        """Name the lexicons with an entry in a sentence, which is not parsed for them."""
        key = ("lexicons", text)
        return self.document.memory.recall(key, lambda: frozenset(self.vocabulary.entries_in(text)))

    def _antecedents(self, text: str) -> tuple[Antecedent, ...]:
        key = ("antecedents", text, self.people.state)
        return self.document.memory.recall(key, lambda: tuple(self._read_antecedents(text)))

    def _read_antecedents(self, text: str) -> list[Antecedent]:
        """Names and nouns of a sentence that a pronoun may stand for, found without a parser, in reading order."""
        names = self.people.spans(text)
        found = [(start, Antecedent(MentionKind.NAMED, text[start:end], False)) for start, end in names]
        words = list(WORD.finditer(text))
        for i, match in enumerate(words):
            if any(start <= match.start() < end for start, end in names):
                continue
            following = words[i + 1] if i + 1 < len(words) else None
            if (
                following is not None
                and text[match.end() : following.start()] == " "
                and self._is_noun(following[0].lower())
            ):
                continue
            kind = self._kind_of_word(match[0])
            if kind:
                word = match[0].lower()
                plural = word.endswith("s") and not word.endswith("ss")
                found.append((match.start(), Antecedent(kind, match[0], plural)))
        return [antecedent for _, antecedent in sorted(found, key=lambda pair: pair[0])]

    def _is_noun(self, word: str) -> bool:
        return any(word in self.vocabulary.words(name) for name in ("system_heads", "roles", "teams"))

    def _kind_of_word(self, word: str) -> MentionKind | None:
        lower = word.lower()
        words = self.vocabulary.words
        for kind, names in (
            (MentionKind.ADVERSARY, ("adversaries",)),
            (MentionKind.ROLE, ("roles", "person_nouns")),
            (MentionKind.TEAM, ("teams",)),
            (MentionKind.VENDOR, ("vendors",)),
            (MentionKind.CUSTOMER, ("customers",)),
            (MentionKind.SYSTEM, ("system_heads",)),
        ):
            if any(lower in words(name) for name in names):
                return kind
        return MentionKind.TEAM if word in self.vocabulary.names("teams") else None
