"""The pipeline's components over sentences, with what they found out about a word kept for the next sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from blamelint.language.spacy import AttributeRuler, Doc, Matcher, Token

if TYPE_CHECKING:
    from spacy.language import Language

BATCH = 128
"""Sentences that the statistical components look at together."""

Attributes = tuple[int, Any, int, int]
"""Part of speech, morphology, lemma and label of a token."""


def run(nlp: Language, docs: Sequence[Doc]) -> list[Doc]:
    """Annotate documents with the components of a pipeline, in their order."""
    found = list(docs)
    for component in _components(nlp) if found else ():
        found = component(found)
    return found


@lru_cache(maxsize=4)
def _components(nlp: Language) -> tuple[Callable[[list[Doc]], list[Doc]], ...]:
    return tuple(_over_all(component) for _, component in nlp.pipeline)


def _over_all(component: Any) -> Callable[[list[Doc]], list[Doc]]:
    if isinstance(component, AttributeRuler):
        ruler = Ruler(component)
        return lambda docs: [ruler(doc) for doc in docs]
    if hasattr(component, "pipe"):
        return lambda docs: list(component.pipe(docs, batch_size=BATCH))
    return lambda docs: [component(doc) for doc in docs]


class Ruler:
    """spaCy's attribute ruler, which decides nearly always by a single token, asked once for each."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        self._about_several = Matcher(ruler.vocab)
        self._known: dict[tuple[int, int, int], Attributes] = {}
        rules: Any = ruler.patterns
        for number, rule in enumerate(rules):
            if several := [pattern for pattern in rule["patterns"] if len(pattern) > 1]:
                self._about_several.add(str(number), several)

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of a document."""
        if self._about_several(doc, allow_missing=True):
            return self._ruler(doc)
        tokens: Iterable[Any] = doc
        for token in tokens:
            pos, morph, lemma, label = self._attributes(token)
            if morph is not None:
                token.set_morph(morph)
            token.pos, token.lemma, token.dep = pos, lemma, label
        return doc

    def _attributes(self, token: Token) -> Attributes:
        key = token.orth, token.tag, token.dep
        if key not in self._known:
            self._known[key] = self._decided(token)
        return self._known[key]

    def _decided(self, token: Token) -> Attributes:
        alone = Doc(self._ruler.vocab, words=[token.text], tags=[token.tag_], deps=[token.dep_], heads=[0])
        decided = self._ruler(alone)[0]
        return decided.pos, decided.morph if decided.has_morph() else None, decided.lemma, decided.dep
