"""All readings of one sentence, made when first asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from blamelint.document import Role, SectionKind
from blamelint.language.agents import Form
from blamelint.language.beings import MentionKind
from blamelint.language.claims import Claim, ClaimReader
from blamelint.language.clauses import Clause, ClauseReader
from blamelint.language.frames import further_frames
from blamelint.language.mentions import Antecedent, Mention, MentionReader
from blamelint.language.patterns import Hit, PatternSet, Tokens, match_at
from blamelint.language.people import People
from blamelint.language.pipeline import Sentence
from blamelint.language.syntax import SUBJECTS
from blamelint.language.tree import Token
from blamelint.language.vocabulary import Entries, Vocabulary


@dataclass(frozen=True)
class Surroundings:
    """What the document tells about a sentence."""

    section: SectionKind = SectionKind.OTHER
    """What kind of section it stands in."""

    actor: Mention | None = None
    """Who acts in fragments without a subject: the row's actor, a name before or behind."""

    actor_is_beside: bool = False
    """Whether that name stands before or behind the very sentence, and not in another cell."""

    labels: tuple[str, ...] = ()
    """What names the sentence: a label before it, its column's header, the first cell of its row."""

    earlier: Callable[[], Sequence[Sequence[Antecedent]]] = lambda: ()
    """Antecedents of earlier sentences, nearest sentence first, in reading order inside each."""

    before: Callable[[], frozenset[str]] = frozenset
    """Lexicons with an entry in the sentence before, in the same block."""


class Analysis:
    """One sentence with its lexicon entries, mentions, clauses and claims."""

    def __init__(
        self, sentence: Sentence, vocabulary: Vocabulary, people: People, around: Surroundings | None = None
    ) -> None:
        self.sentence = sentence
        self.vocabulary = vocabulary
        self.people = people
        self.around = around or Surroundings()

    def forget(self) -> None:
        """Let go of the sentence and all its readings; it cannot be asked anything more."""
        self.sentence.doc.forget()
        vars(self).clear()

    @property
    def role(self) -> Role:
        """What kind of block the sentence stands in."""
        return self.sentence.piece.block.role

    @cached_property
    def entries(self) -> Entries:
        """Entries of lexicons."""
        return Entries(self.vocabulary, self.plain_tokens)

    @cached_property
    def plain_tokens(self) -> Tokens:
        """Tokens for lexicons, which know no mentions."""
        return Tokens(self.sentence.lower, self._pos, lexicon_at=self._lexicon_at_plain)

    @cached_property
    def tokens(self) -> Tokens:
        """Tokens for the patterns of rules."""
        return self.plain_tokens.seen(mention_at=self._mention_at, lexicon_at=self._lexicon_at)

    @cached_property
    def _pos(self) -> list[str]:
        return [token.pos_ for token in self.sentence.doc]

    def _lexicon_at_plain(self, index: int, name: str) -> list[int]:
        return [index + 1] if self.sentence.lower[index] in self.vocabulary.words(name) else []

    def _lexicon_at(self, index: int, name: str) -> list[int]:
        ends = {entry.hit.end for entry in self.entries.starting_at(index, (name,))}
        if self.sentence.lower[index] in self.vocabulary.words(name):
            ends.add(index + 1)
        return sorted(ends, reverse=True)

    def _mention_at(self, index: int, kinds: frozenset[str]) -> int | None:
        for mention in self._mentions_by_start.get(index, ()):
            if mention.kind.value in kinds:
                return mention.end
        return None

    @cached_property
    def _mentions_by_start(self) -> dict[int, list[Mention]]:
        found: dict[int, list[Mention]] = {}
        for mention in self.mentioned:
            found.setdefault(mention.start, []).append(mention)
            found.setdefault(mention.token, []).append(mention)
        return found

    @cached_property
    def mentioned(self) -> list[Mention]:
        """Every noun and pronoun, decided by the clause around it."""
        return [self._decided(token) for token in self.sentence.doc if self._is_mention(token)]

    def _is_mention(self, token: Token) -> bool:
        noun = token.pos_ in ("NOUN", "PROPN", "PRON") or (token.pos_ == "ADJ" and token.dep_ in SUBJECTS)
        return noun or token.i in self.sentence.people or token.lower_ in ("one", "none")

    def _decided(self, token: Token) -> Mention:
        mention = self.mentions.at(token.i)
        clause = self.clauses.governing(token.i) if mention.tentative else None
        return mention if clause is None else self.mentions.decided(mention, clause.acts)

    @cached_property
    def mentions(self) -> MentionReader:
        """The reader of mentions."""
        return MentionReader(self.sentence, self.entries, self.vocabulary, self.people, self.around.earlier)

    @cached_property
    def clauses(self) -> ClauseReader:
        """The reader of clauses."""
        return ClauseReader(self.sentence, self.entries, self.mentions)

    @cached_property
    def frames(self) -> list[Clause]:
        """Verbal clauses, and what nouns and cause prepositions say in their stead; fragments get their actor."""
        verbal = [self._with_actor(clause) for clause in self.clauses.clauses]
        return [*verbal, *further_frames(self.sentence, self.clauses)]

    def _with_actor(self, clause: Clause) -> Clause:
        actor = self.around.actor
        implied = clause.agent is not None and clause.agent.kind is MentionKind.IMPLIED
        unsaid = clause.agent is None and clause.form is Form.PASSIVE and self.around.actor_is_beside
        if unsaid and self.sentence[clause.head].dep_ == "ROOT":
            return replace(clause, agent=actor, form=Form.ELLIPSIS)  # `seal not checked (Ines)`
        return replace(clause, agent=actor) if implied and actor else clause

    def lexicon_starts(self, name: str) -> set[int]:
        """Tokens at which an entry of a lexicon begins."""
        if name not in self._lexicon_starts:
            words = self.vocabulary.words(name)
            starts = {i for i, word in enumerate(self.sentence.lower) if word in words}
            starts.update(entry.hit.start for entry in self.entries.all if entry.lexicon == name)
            self._lexicon_starts[name] = starts
        return self._lexicon_starts[name]

    @cached_property
    def _lexicon_starts(self) -> dict[str, set[int]]:
        return {}

    @cached_property
    def hits(self) -> dict[PatternSet, list[Hit]]:
        """What was found of some patterns in the whole sentence; each of its clauses asks for it."""
        return {}

    @cached_property
    def first_word(self) -> int:
        """The first token that is a word of the text."""
        return next((i for i, word in enumerate(self.sentence.words) if any(map(str.isalnum, word))), 0)

    def label_matches(self, patterns: PatternSet) -> bool:
        """Tell whether a label of the sentence is, as a whole, one of some patterns."""
        return any(self._label_matches(label, patterns) for label in self.around.labels)

    def _label_matches(self, label: str, patterns: PatternSet) -> bool:
        words = [word.lower() for word in re.findall(r"\w+|[^\w\s]", label)]

        def lexicon_at(index: int, name: str) -> list[int]:
            return [index + 1] if words[index] in self.vocabulary.words(name) else []

        tokens = Tokens(words, [""] * len(words), lexicon_at=lexicon_at)
        possible = patterns.possible(tokens.places)
        return any((hit := match_at(pattern, tokens, 0)) and hit.end == len(words) for pattern in possible)

    @cached_property
    def claims(self) -> list[Claim]:
        """Claims of a cause."""
        return list(ClaimReader(self.sentence, self.entries, self.clauses, self.around.labels).claims())
