"""Examples to batches of tensors: units of varying length, with the targets of whatever annotation they have."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import torch
from torch import Tensor

from onrecord.language.pieces import SHAPES, Pieces, Splitter
from onrecord.language.units import Break, plan, sentence_like
from training.corpora import Example
from training.network import Inventory

#: Targets that no loss looks at.
IGNORE = -100


@dataclass(slots=True)
class Unit:
    """A stretch of an example that the encoder reads in one call."""

    example: Example
    start: int
    end: int
    size: int


def breaks_of(example: Example) -> list[Break]:
    """Where the example may be cut: paragraphs, and sentences, by punctuation where the corpus marks none."""
    found = [Break.NONE] * len(example.words)
    starts = example.sentences
    if starts is None:
        starts = [i for i, begins in enumerate(sentence_like(example.words)) if begins]
    for i in starts:
        found[i] = Break.SENTENCE
    for i in example.paragraphs:
        found[i] = Break.PARAGRAPH
    return found


def units_of(
    examples: Iterable[Example], splitter: Splitter, rng: random.Random | None = None
) -> Iterator[Unit]:
    """The units of all examples; with `rng` of random lengths, single sentences among them, else as in the product."""
    for example in examples:
        sizes = [len(splitter.word(w)) for w in example.words]
        usual = rng.choice((1, 1, 60, 120, 250, 250)) if rng else 250
        if example.corpus == "polnear" and rng:
            usual = rng.choice((100, 180, 250, 250))
        for start, end in plan(sizes, breaks_of(example), usual=usual):
            yield Unit(example, start, end, sum(sizes[start:end]) + 2)


def batches_of(units: list[Unit], pieces: int, rng: random.Random) -> list[list[Unit]]:
    """Units of like length together, about `pieces` with padding in a batch, batches in random order."""
    units = sorted(units, key=lambda u: u.size + rng.uniform(-8, 8))
    batches: list[list[Unit]] = [[]]
    for unit in units:
        batch = batches[-1]
        if batch and max(u.size for u in (*batch, unit)) * (len(batch) + 1) > pieces:
            batches.append(batch := [])
        batch.append(unit)
    rng.shuffle(batches)
    return batches


STRAIGHT = str.maketrans("“”‘’", "\"\"''")


def restyled(words: list[str], rng: random.Random | None) -> list[str]:
    """Sometimes the same words with straight quotation marks, as half of the press sets them."""
    if rng is None or rng.random() < 0.6:
        return words
    return [w.translate(STRAIGHT) for w in words]


@dataclass(slots=True)
class Batch:
    """Inputs and targets, padded; IGNORE where a layer is not annotated."""

    ids: Tensor
    shapes: Tensor
    firsts: Tensor
    mask: Tensor
    words: Tensor  # (B, W) true where there is a word
    pos: Tensor
    sentence: Tensor  # (B, W) 1, 0 or IGNORE
    sentence_of: Tensor  # (B, W) number of the sentence, for masking arcs
    heads: Tensor  # (B, W) 0 for the root, else the head's index in the unit + 1
    deps: Tensor
    entities: Tensor
    spans: Tensor
    links: Tensor  # (B, W) 0 for none, else the cue's index in the unit + 1
    factuality: Tensor  # (B, W) values, nan where not judged
    judged_by: Tensor  # (B,) index of the corpus or -1
    predicate: Tensor  # (B, W)


def bioes(spans: Iterable[tuple[int, int, str]], n: int) -> list[str]:
    """Tags of n words."""
    tags = ["O"] * n
    for a, b, label in spans:
        if b - a == 1:
            tags[a] = f"S-{label}"
        else:
            tags[a:b] = [f"B-{label}", *[f"I-{label}"] * (b - a - 2), f"E-{label}"]
    return tags


def bio(spans: Iterable[tuple[int, int, str]], n: int) -> list[str]:
    """Tags of n words."""
    tags = ["O"] * n
    for a, b, label in spans:
        tags[a:b] = [f"B-{label}", *[f"I-{label}"] * (b - a - 1)]
    return tags


class Collator:
    """Makes batches of units.

    rng     draws the variations of training: straight quotation marks, words left out; none without it
    masked  the share of words whose pieces are replaced by the mask
    """

    def __init__(
        self, splitter: Splitter, inventory: Inventory, rng: random.Random | None = None, masked: float = 0.0
    ) -> None:
        self.splitter, self.inventory, self.rng, self.masked = splitter, inventory, rng, masked
        self.index = {
            name: {label: i for i, label in enumerate(labels)} for name, labels in inventory.as_dict().items()
        }

    def __call__(self, units: list[Unit]) -> Batch:
        """Inputs and targets of the units."""
        pieces = []
        for u in units:
            words = restyled(u.example.words[u.start : u.end], self.rng)
            begins = set(u.example.paragraphs)
            read = self.splitter(words, [i in begins for i in range(u.start, u.end)])
            pieces.append(self._with_gaps(read))
        b, t, w = len(units), max(len(p.ids) for p in pieces), max(u.end - u.start for u in units)

        def blank(fill: float, dtype: torch.dtype = torch.long) -> Tensor:
            return torch.full((b, w), fill, dtype=dtype)

        batch = Batch(
            ids=torch.zeros((b, t), dtype=torch.long), shapes=torch.zeros((b, t), dtype=torch.long), firsts=blank(0),
            mask=torch.zeros((b, 1, 1, t), dtype=torch.bool), words=blank(0, torch.bool), pos=blank(IGNORE),
            sentence=blank(IGNORE), sentence_of=blank(-1), heads=blank(IGNORE), deps=blank(IGNORE), entities=blank(IGNORE),
            spans=blank(IGNORE), links=blank(IGNORE), factuality=blank(float("nan"), torch.float),
            judged_by=torch.full((b,), -1), predicate=blank(IGNORE),
        )  # fmt: skip
        for row, (unit, p) in enumerate(zip(units, pieces, strict=True)):
            batch.ids[row, : len(p.ids)] = torch.tensor(p.ids)
            batch.shapes[row, : len(p.ids)] = torch.tensor(p.shapes)
            batch.firsts[row, : len(p.firsts)] = torch.tensor(p.firsts)
            batch.mask[row, ..., : len(p.ids)] = True
            batch.words[row, : len(p.firsts)] = True
            self._targets(batch, row, unit)
        return batch

    def _with_gaps(self, read: Pieces) -> Pieces:
        """The same with some words masked; their shapes stay, and so does punctuation."""
        if self.rng is None or not self.masked:
            return read
        ids = list(read.ids)
        for first, after in pairwise((*read.firsts, len(ids))):
            if SHAPES[read.shapes[first]] != "punctuation" and self.rng.random() < self.masked:
                for i in range(first, after):
                    if ids[i] != self.splitter.separator:
                        ids[i] = self.splitter.mask
        return replace(read, ids=ids)

    def _targets(self, batch: Batch, row: int, unit: Unit) -> None:
        e, a, b = unit.example, unit.start, unit.end
        n = b - a

        def tags(spans: Iterable[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
            return [(max(i, a) - a, min(j, b) - a, label) for i, j, label in spans if i < b and j > a]

        if e.sentences is not None and e.corpus == "treebank":
            starts = set(e.sentences)
            batch.sentence[row, :n] = torch.tensor([int(i in starts) for i in range(a, b)])
            number = torch.tensor([int(i in starts) for i in range(a, b)]).cumsum(0)
            batch.sentence_of[row, :n] = number
        if e.heads is not None and e.deps is not None and e.pos is not None:
            batch.pos[row, :n] = torch.tensor([self.index["pos"][x] for x in e.pos[a:b]])
            batch.heads[row, :n] = torch.tensor(
                [0 if h == i else h - a + 1 for i, h in enumerate(e.heads[a:b], a)]
            )
            batch.deps[row, :n] = torch.tensor([self.index["deps"][x] for x in e.deps[a:b]])
        if e.entities is not None:
            batch.entities[row, :n] = torch.tensor(
                [self.index["entities"][x] for x in bioes(tags(e.entities), n)]
            )
        if e.spans is not None and e.links is not None:
            batch.spans[row, :n] = torch.tensor([self.index["spans"][x] for x in bio(tags(e.spans), n)])
            for link in e.links:
                if link.start < b and link.end > a:
                    inside = link.cue is not None and a <= link.cue < b
                    cue = link.cue - a + 1 if inside and link.cue is not None else 0
                    batch.links[row, max(link.start, a) - a : min(link.end, b) - a] = cue
        if e.factuality is not None and e.judged_by is not None:
            batch.judged_by[row] = self.index["factuality"][e.judged_by]
            for i, value in e.factuality.items():
                if a <= i < b:
                    batch.factuality[row, i - a] = value
            if e.judged_by == "uw":
                batch.predicate[row, :n] = torch.tensor([int(i in e.factuality) for i in range(a, b)])
