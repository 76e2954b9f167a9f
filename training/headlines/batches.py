"""Pairs of the challenge to batches of tensors."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import torch
from torch import Tensor

from onrecord.language.pairs import Pair as Pieces
from onrecord.language.pairs import PairSplitter
from onrecord.reading.evidence import telling
from training.headlines.corpus import LABELS, Challenge, Pair
from training.headlines.derived import derived

#: A pair as the network is given it, and its stance.
Read = tuple[Pieces, str]


@dataclass(slots=True)
class Batch:
    """Inputs (B, T), padded; mask (B, 1, 1, T), true where there is a piece; the labels' indices (B,)."""

    ids: Tensor
    marks: Tensor
    mask: Tensor
    labels: Tensor


class Reader:
    """Reads a pair of the challenge as the product does: the headline and the sentences that tell most about it."""

    def __init__(self, splitter: PairSplitter, challenge: Challenge) -> None:
        self.splitter, self.sentences = splitter, challenge.sentences
        self._pieces = lru_cache(maxsize=None)(splitter.pieces)

    def __call__(self, pair: Pair, most: int = 5) -> Pieces:
        """The network's input."""
        sentences = self.sentences[pair.body]
        chosen = [self._pieces(sentences[i]) for i in telling(pair.headline, sentences, most)]
        return self.splitter.join(self._pieces(pair.headline), chosen)

    def with_gaps(self, read: Pieces, share: float, rng: random.Random) -> Pieces:
        """The same with a share of the pieces masked."""
        ids = [
            self.splitter.mask if mark and rng.random() < share else piece
            for piece, mark in zip(read.ids, read.marks, strict=True)
        ]
        return Pieces(ids, read.marks)


def draw(challenge: Challenge, shares: Mapping[str, int], rng: random.Random) -> list[Pair]:
    """So many pairs of each stance, at random. Topics with a thousand pairs do not drown those with ten."""
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in challenge.pairs:
        groups[pair.stance].append(pair)
    drawn: list[Pair] = []
    for stance in LABELS:
        topics = Counter(challenge.topics[pair.body] for pair in groups[stance])
        weights = [topics[challenge.topics[pair.body]] ** -0.5 for pair in groups[stance]]
        drawn += rng.choices(groups[stance], weights, k=shares[stance])
    return drawn


def varied(pairs: Sequence[Pair], share: float, rng: random.Random) -> list[Pair]:
    """The pairs, with a share of those that can be turned replaced by derived ones."""
    found = []
    for pair in pairs:
        new = derived(pair.headline, pair.stance, rng) if rng.random() < share else None
        found.append(Pair(new[0], pair.body, new[1]) if new else pair)
    return found


def read_with_gaps(
    pairs: Sequence[Pair], reader: Reader, sentences: Sequence[int], masked: float, rng: random.Random
) -> list[Read]:
    """The pairs as they are trained on: with any of these numbers of sentences, a share of the pieces masked."""
    return [(reader.with_gaps(reader(p, rng.choice(sentences)), masked, rng), p.stance) for p in pairs]


def batches_of(read: Sequence[Read], pieces: int, rng: random.Random) -> list[list[Read]]:
    """Pairs of like length together, about `pieces` with padding in a batch, batches in random order."""
    read = sorted(read, key=lambda example: len(example[0].ids) + rng.uniform(-8, 8))
    batches: list[list[Read]] = [[]]
    for example in read:
        longest = max(len(p.ids) for p, _ in (*batches[-1], example))
        if batches[-1] and longest * (len(batches[-1]) + 1) > pieces:
            batches.append([])
        batches[-1].append(example)
    rng.shuffle(batches)
    return batches


def collate(examples: Sequence[Read]) -> Batch:
    """The tensors of a batch."""
    b, t = len(examples), max(len(p.ids) for p, _ in examples)
    batch = Batch(
        torch.zeros((b, t), dtype=torch.long),
        torch.zeros((b, t), dtype=torch.long),
        torch.zeros((b, 1, 1, t), dtype=torch.bool),
        torch.tensor([LABELS.index(stance) for _, stance in examples]),
    )
    for row, (pieces, _) in enumerate(examples):
        n = len(pieces.ids)
        batch.ids[row, :n] = torch.tensor(pieces.ids)
        batch.marks[row, :n] = torch.tensor(pieces.marks)
        batch.mask[row, ..., :n] = True
    return batch


def for_measuring(pairs: Sequence[Pair], reader: Reader, size: int = 16) -> Iterator[tuple[list[int], Batch]]:
    """Batches of pairs of like length, each with the indices of its pairs."""
    read = [(reader(pair), pair.stance) for pair in pairs]
    order = sorted(range(len(read)), key=lambda i: len(read[i][0].ids))
    for at in range(0, len(order), size):
        indices = order[at : at + size]
        yield indices, collate([read[i] for i in indices])
