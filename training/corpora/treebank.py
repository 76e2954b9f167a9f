"""Universal Dependencies treebanks (EWT, GUM) in CoNLL-U."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.corpora.example import Example


def blocks(path: Path) -> Iterator[tuple[dict[str, str], list[list[str]], list[tuple[int, int]]]]:
    """(comments, word rows, multi-word token ranges) of each sentence of a CoNLL-U file."""
    comments: dict[str, str] = {}
    rows: list[list[str]] = []
    ranges: list[tuple[int, int]] = []
    for line in (*path.read_text(encoding="utf-8").split("\n"), ""):
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            comments[key.strip()] = value.strip()
        elif line:
            row = line.split("\t")
            if row[0].isdecimal():
                rows.append(row)
            elif "-" in row[0]:
                first, last = row[0].split("-")
                ranges.append((int(first) - 1, int(last) - 1))
        elif rows:
            yield comments, rows, ranges
            comments, rows, ranges = {}, [], []


def documents(path: Path) -> Iterator[Example]:
    """The documents of a file, with paragraphs, sentences, parts of speech and trees."""
    doc: Example | None = None
    for comments, rows, _ in blocks(path):
        if doc is None or any(k.startswith("newdoc") for k in comments):
            if doc is not None:
                yield doc
            doc = Example(corpus="treebank", name=comments.get("newdoc id", path.stem), words=[], paragraphs=[],
                          sentences=[], pos=[], heads=[], deps=[], text="")  # fmt: skip
        at = len(doc.words)
        if not at or any(k.startswith("newpar") and k != "newpar_block" for k in comments):
            doc.paragraphs.append(at)
            doc.text = (doc.text or "") + ("\n\n" if at else "")
        elif doc.text and not doc.text[-1].isspace():
            doc.text += " "
        doc.text = (doc.text or "") + comments["text"]
        assert doc.sentences is not None
        assert doc.pos is not None
        assert doc.heads is not None
        assert doc.deps is not None
        doc.sentences.append(at)
        for i, row in enumerate(rows):
            doc.words.append(row[1])
            doc.pos.append(row[3])
            head = int(row[6])
            doc.heads.append(at + (head - 1 if head else i))
            doc.deps.append(row[7])
    if doc is not None:
        yield doc


def read(folder: Path, part: str) -> list[Example]:
    """The documents of EWT and GUM, part "train" or "dev"."""
    files = [folder / f"ewt-{part}.conllu", *sorted((folder / f"gum-{part}").glob("*.conllu"))]
    return [doc for path in files for doc in documents(path)]
