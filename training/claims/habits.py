"""What a claim's words alone say of its verdict: habits of whoever wrote the claims, which are to teach the network nothing.

A bag of words and pairs of words, fitted in folds, so that no article's claims are judged by what was learned from them. The network
is then trained on what this leaves unsaid (Clark, Yatskar and Zettlemoyer 2019, "Don't take the easy way out").
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.claims.corpus import VERDICTS, Case

_BUCKETS = 1 << 17
_WORD = re.compile(r"[\w’'-]+|[^\w\s]")
_FOLDS, _ROUNDS, _BATCH, _RATE, _DECAY = 3, 6, 256, 0.05, 2e-4


def habits(cases: Sequence[Case], seed: int = 0) -> Tensor:
    """The logarithms (cases, verdicts) of the probabilities by a claim's words alone, each from other articles' claims."""
    chance = random.Random(seed)
    texts = sorted({case.text for case in cases})
    chance.shuffle(texts)
    fold = {text: i % _FOLDS for i, text in enumerate(texts)}
    features = [_features(case.claim) for case in cases]
    said = torch.zeros(len(cases), len(VERDICTS))
    for held in range(_FOLDS):
        bag = _fitted(cases, features, [i for i, c in enumerate(cases) if fold[c.text] != held], chance)
        with torch.no_grad():
            for i, case in enumerate(cases):
                if fold[case.text] == held:
                    said[i] = torch.log_softmax(bag([features[i]]), -1)[0]
    return said


class _Bag(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.weights = nn.EmbeddingBag(_BUCKETS, len(VERDICTS), mode="mean")
        self.constant = nn.Parameter(torch.zeros(len(VERDICTS)))
        nn.init.zeros_(self.weights.weight)

    def forward(self, features: Sequence[Sequence[int]]) -> Tensor:
        flat = torch.tensor([f for one in features for f in one])
        starts = torch.tensor([0, *(len(one) for one in features[:-1])]).cumsum(0)
        scores: Tensor = self.weights(flat, starts) + self.constant
        return scores


def _fitted(
    cases: Sequence[Case], features: Sequence[list[int]], chosen: list[int], chance: random.Random
) -> _Bag:
    bag = _Bag()
    optimizer = torch.optim.Adam(bag.parameters(), lr=_RATE)
    for _ in range(_ROUNDS):
        chance.shuffle(chosen)
        for at in range(0, len(chosen), _BATCH):
            some = chosen[at : at + _BATCH]
            right = torch.tensor([cases[i].verdict for i in some])
            loss = F.cross_entropy(bag([features[i] for i in some]), right)
            loss = loss + _DECAY * bag.weights.weight.pow(2).sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    return bag


def _features(claim: str) -> list[int]:
    words = ["^", *_WORD.findall(claim.lower()), "$"]
    said = [*words, *(f"{a} {b}" for a, b in pairwise(words)), f"length {len(words) // 2}"]
    return [int(hashlib.md5(f.encode(), usedforsecurity=False).hexdigest()[:8], 16) % _BUCKETS for f in said]
