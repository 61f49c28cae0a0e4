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

Asked = tuple[int, int, int]
"""Word, tag and label of a token."""


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
        return Ruler(component)
    if hasattr(component, "pipe"):
        return lambda docs: list(component.pipe(docs, batch_size=BATCH))
    return lambda docs: [component(doc) for doc in docs]


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
