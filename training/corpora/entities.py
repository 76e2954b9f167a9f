"""The Worldwide English Newswire corpus: nine entity classes over the press of fifty countries.

A file is a column of words and one of tags; a few lines carry a second, nested tag, which is left out: the outer
one is what the field scores.
"""

from __future__ import annotations

from pathlib import Path

from training.corpora.example import Example


def spans_of(tags: list[str]) -> list[tuple[int, int, str]]:
    """BIO tags as half-open spans with upper-case labels; an I without its B begins a span (conlleval)."""
    spans: list[tuple[int, int, str]] = []
    start, label = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        kind = tag[2:].upper()
        if label and (tag[0] != "I" or kind != label):
            spans.append((start, i, label))
            label = ""
        if kind and not label:
            start, label = i, kind
    return spans


def document(path: Path) -> Example:
    """One file, with its sentences and entities."""
    words: list[str] = []
    tags: list[str] = []
    sentences: list[int] = []
    begins = True
    for line in path.read_text(encoding="utf-8").split("\n")[1:]:
        word, *labels = line.split("\t")
        if not word.strip():
            begins = True
            continue
        if begins:
            sentences.append(len(words))
            begins = False
        words.append(word)
        tags.append(next((t.strip() for t in labels if t.strip()), "O"))
    return Example("worldwide", path.stem, words, sentences=sentences, entities=spans_of(tags))


def read(folder: Path, part: str) -> list[Example]:
    """All documents of a part."""
    docs = [document(path) for path in sorted((folder / "worldwide" / part).glob("*.tsv"))]
    return [doc for doc in docs if doc.words]
