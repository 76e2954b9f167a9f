"""PolNeAR: news with its sources, cues and contents, as brat stand-off beside plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language

from training.corpora.example import Example, Link

Spans = list[tuple[int, int]]
_SPAN = re.compile(r"(T\d+)\t(Source|Cue|Content) ([\d ;]+)(?:\t|$)")
_RELATION = re.compile(r"E\d+\t(.*)")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution in character offsets; each part may be in pieces."""

    source: Spans
    cue: Spans
    content: Spans


def attributions(annotation: str) -> list[Attribution]:
    """The attributions of one .ann file."""
    spans: dict[str, tuple[str, Spans]] = {}
    found: list[Attribution] = []
    for line in annotation.split("\n"):
        if match := _SPAN.match(line):
            pieces = [piece.split() for piece in match[3].split(";")]
            spans[match[1]] = (match[2], [(int(a), int(b)) for a, b in pieces])
    for line in annotation.split("\n"):
        if match := _RELATION.match(line):
            parts: dict[str, Spans] = {"Source": [], "Cue": [], "Content": []}
            for role in match[1].split():
                kind, pieces = spans.get(role.split(":")[1], ("", []))
                if kind:
                    parts[kind].extend(pieces)
            found.append(Attribution(parts["Source"], parts["Cue"], parts["Content"]))
    return found


def pairs(folder: Path, part: str) -> Iterator[tuple[str, str, list[Attribution]]]:
    """(name, text, attributions) of each annotated article; some texts' names lack the hash of the annotation's."""
    texts = {p.stem: p for p in (folder / part / "text").glob("*.txt")}
    for path in sorted((folder / part / "attributions").glob("*.ann")):
        text = texts.get(path.stem) or texts.get(path.stem.rsplit("_", 1)[0])
        if text is not None:
            # Bytes, not text mode: translating line ends would shift the annotation's offsets.
            yield path.stem, text.read_bytes().decode(), attributions(path.read_bytes().decode())


@cache
def tokenizer() -> Language:
    """The tokenizer of the product."""
    return spacy.blank("en")


def example(name: str, text: str, found: list[Attribution]) -> Example:
    """The article in the product's tokens; where two annotations meet in a word, the earlier one keeps it."""
    doc = tokenizer().make_doc(text)
    tokens = [t for t in doc if not t.is_space]
    words = [t.text for t in tokens]
    paragraphs = [0] + [i for i in range(1, len(tokens)) if "\n" in text[tokens[i - 1].idx : tokens[i].idx]]
    taken: list[str | None] = [None] * len(words)
    starts = [t.idx for t in tokens]
    ends = [t.idx + len(t) for t in tokens]

    def words_of(pieces: Spans, kind: str) -> Iterator[tuple[int, int]]:
        for a, b in sorted(pieces):
            inside = [i for i in range(len(words)) if starts[i] < b and ends[i] > a and taken[i] is None]
            for i in inside:
                taken[i] = kind
            runs = [i for i in inside if i - 1 not in inside]
            for i in runs:
                j = i
                while j + 1 in inside:
                    j += 1
                yield i, j + 1

    spans: list[tuple[int, int, str]] = []
    links: list[Link] = []
    for a in found:
        cues = list(words_of(a.cue, "CUE"))
        spans += [(i, j, "CUE") for i, j in cues]
        for kind, pieces in (("SOURCE", a.source), ("CONTENT", a.content)):
            for i, j in words_of(pieces, kind):
                spans.append((i, j, kind))
                links.append(Link(kind, i, j, cues[0][0] if cues else None))
    return Example("polnear", name, words, paragraphs, spans=sorted(spans), links=links, text=text)


def read(folder: Path, part: str) -> list[Example]:
    """All articles of a part."""
    return [example(*pair) for pair in pairs(folder, part)]
