"""The pipeline's components over sentences, with what they found out about a word kept for the next sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from blamelint.language.spacy import AttributeRuler, Doc, Matcher, Tok2Vec, Token

if TYPE_CHECKING:
    from spacy.language import Language

BATCH = 128
"""Sentences that the statistical components look at together."""

Attributes = tuple[int, Any, int, int]
"""Part of speech, morphology, lemma and label of a token."""

Asked = tuple[int, int, int]
"""Word, tag and label of a token."""

Written = tuple[int, int, int]
"""Word of a token, its usual form, and whether a blank stands behind it."""

WORDS = 1 << 13
"""Words of which is kept what was found out about them."""


def run(nlp: Language, docs: Sequence[Doc]) -> list[Doc]:
    """Annotate documents with the components of a pipeline, in their order."""
    found = list(docs)
    for component in components_of(nlp) if found else ():
        found = component(found)
    return found


@lru_cache(maxsize=4)
def components_of(nlp: Language) -> tuple[Callable[[list[Doc]], list[Doc]], ...]:
    """Prepare the components of a pipeline once."""
    return tuple(_over_all(component) for _, component in nlp.pipeline)


def _over_all(component: Any) -> Callable[[list[Doc]], list[Doc]]:
    if isinstance(component, AttributeRuler):
        return Ruler(component)
    if isinstance(component, Tok2Vec) and component.model.has_ref("embed"):
        return Vectors(component)
    if hasattr(component, "pipe"):
        return lambda docs: list(component.pipe(docs, batch_size=BATCH))
    return lambda docs: [component(doc) for doc in docs]


class Vectors:
    """spaCy's reader of words in their context, with what each word is by itself worked out once."""

    def __init__(self, reader: Tok2Vec) -> None:
        self._reader = reader
        self._embed: Any = reader.model.get_ref("embed")
        self._encode: Any = reader.model.get_ref("encode")
        self._rows: dict[Written, int] = {}
        self._vectors: Any = reader.model.ops.alloc2f(WORDS, self._encode.get_dim("nO"))

    def __call__(self, docs: list[Doc]) -> list[Doc]:
        """Set the vectors of documents, some of them at a time."""
        for start in range(0, len(docs), BATCH):
            batch = docs[start : start + BATCH]
            written = [list(map(tuple, doc.to_array(["ORTH", "NORM", "SPACY"]).tolist())) for doc in batch]
            known = self._know(written) and all(written)
            read = self._embedded(written) if known else self._embed.predict(batch)
            self._reader.set_annotations(batch, self._encode.predict(read))
        return docs

    def _know(self, written: Sequence[Sequence[Written]]) -> bool:
        """Work out what is not known yet; False for more words than are kept."""
        new = list(dict.fromkeys(word for words in written for word in words if word not in self._rows))
        if len(self._rows) + len(new) > WORDS:
            self._rows.clear()
            return False
        if new:
            first = len(self._rows)
            [self._vectors[first : first + len(new)]] = self._embed.predict([self._listed(new)])
            self._rows.update((word, first + i) for i, word in enumerate(new))
        return True

    def _listed(self, words: Sequence[Written]) -> Doc:
        strings = self._reader.vocab.strings
        spaces = [bool(space) for _, _, space in words]
        doc = Doc(self._reader.vocab, words=[strings[word] for word, _, _ in words], spaces=spaces)
        for i, (_, norm, _) in enumerate(words):
            if doc[i].norm != norm:  # the tokenizer's, for a part of a contraction
                doc[i].norm_ = strings[norm]
        return doc

    def _embedded(self, written: Iterable[Sequence[Written]]) -> list[Any]:
        return [self._vectors[[self._rows[word] for word in words]] for words in written]


class Ruler:
    """spaCy's attribute ruler, which decides nearly always by a single token, asked once for each."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        self._about_one = AttributeRuler(ruler.vocab)
        self._about_several = Matcher(ruler.vocab)
        self._known: dict[Asked, Attributes] = {}
        rules: Any = ruler.patterns
        for number, rule in enumerate(rules):
            if several := [pattern for pattern in rule["patterns"] if len(pattern) > 1]:
                self._about_several.add(str(number), several)
            if alone := [pattern for pattern in rule["patterns"] if len(pattern) == 1]:
                self._about_one.add(alone, rule["attrs"], rule["index"])

    def __call__(self, docs: list[Doc]) -> list[Doc]:
        """Set the attributes of documents."""
        several = [bool(self._about_several(doc, allow_missing=True)) for doc in docs]
        self._decide(doc for doc, more in zip(docs, several, strict=True) if not more)
        return [self._ruler(doc) if more else self._set(doc) for doc, more in zip(docs, several, strict=True)]

    def _decide(self, docs: Iterable[Doc]) -> None:
        """Ask for all tokens at once that are not known yet."""
        tokens: Iterable[Any] = (token for doc in docs for token in doc)
        if len(self._known) > WORDS:
            self._known.clear()
        new = {_asked(token): token for token in tokens if _asked(token) not in self._known}
        words = [token.text for token in new.values()]
        tags, deps = [token.tag_ for token in new.values()], [token.dep_ for token in new.values()]
        decided: Iterable[Any] = self._about_one(
            Doc(self._ruler.vocab, words=words, tags=tags, deps=deps, heads=list(range(len(words))))
        )
        for key, token in zip(new, decided, strict=True):
            self._known[key] = token.pos, token.morph if token.has_morph() else None, token.lemma, token.dep

    def _set(self, doc: Doc) -> Doc:
        tokens: Iterable[Any] = doc
        for token in tokens:
            pos, morph, lemma, label = self._known[_asked(token)]
            if morph is not None:
                token.set_morph(morph)
            token.pos, token.lemma, token.dep = pos, lemma, label
        return doc


def _asked(token: Token) -> Asked:
    """All that a rule about a single token asks for."""
    return token.orth, token.tag, token.dep
