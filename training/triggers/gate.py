"""The finder's gate: foretells from the encoder's vector of a word whether the finder could be sure of it.

The finder reads only sentences with a word that passes. What the gate learns is what the finder itself says of the marked
passages; a fifth of them is left out, and the bound is put where `KEPT` of the words of this fifth pass that the finder is
sure of.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional as F

from onrecord.language.encoder import Encoder
from onrecord.language.finder import Finder
from onrecord.reading.learned import SURE
from training.triggers.corpus import SENTENCES, TYPES, units
from training.triggers.export import configure

log = logging.getLogger("training")

#: The types that readings take the finder's word for, and the classes of words that may name them.
_SOUGHT = [TYPES.index(t) for t in ("AID", "MOBILIZE", "AGREE")]
_CLASSES = ("ADJ", "NOUN", "PROPN", "VERB")
#: How many of the words that the finder is sure of pass, of the passages left out.
KEPT = 0.95


@dataclass(frozen=True)
class Recipe:
    """What a training goes by."""

    epochs: int = 10
    words: int = 512
    inner: int = 64
    rate: float = 3e-3
    decay: float = 0.01
    dropout: float = 0.2
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the passages that can name events.

    vectors   (n, hidden): what the gate sees
    chances   (n,): the probability of a type that is sought, by the finder
    passages  (n,): which passage each is of
    """

    vectors: NDArray[np.float32]
    chances: NDArray[np.float32]
    passages: NDArray[np.int64]


def words(weights: Path) -> Words:
    """What encoder and finder of a folder say of the marked passages."""
    encoder, finder = Encoder(weights), Finder(weights / "triggers")
    classes = [encoder.inventory.pos.index(c) for c in _CLASSES]
    lines = [line for path in SENTENCES for line in path.read_text(encoding="utf-8").splitlines()]
    vectors, chances, passages = [], [], []
    for number, unit in enumerate(units(lines, encoder.split)):
        scores = encoder.scores(unit.pieces)
        able = np.isin(scores.pos.argmax(axis=1), classes)
        found = torch.tensor(finder(scores.words, unit.pieces)["triggers"]).softmax(1).numpy()
        vectors.append(scores.judged[able])
        chances.append(found[able][:, _SOUGHT].max(axis=1))
        passages.append(np.full(int(able.sum()), number))
    return Words(np.concatenate(vectors), np.concatenate(chances), np.concatenate(passages))


def train(weights: Path, recipe: Recipe | None = None) -> None:
    """Trains the gate of the finder in `weights` and writes it there."""
    recipe = recipe or Recipe()
    torch.manual_seed(recipe.seed)
    all_words = words(weights)
    left_out = all_words.passages % 5 == 0
    net, mean, spread = fitted(all_words.vectors[~left_out], all_words.chances[~left_out], recipe)
    first, last = net[1], net[4]
    assert isinstance(first, nn.Linear)
    assert isinstance(last, nn.Linear)
    # The scale of the vectors is folded into the weights.
    inner = (first.weight / spread).T.detach().numpy()
    bias = (first.bias - first.weight @ (mean / spread)).detach().numpy()
    outer = last.weight[0].detach().numpy()
    scores = np.maximum(all_words.vectors @ inner + bias, 0.0) @ outer
    sure = np.sort(scores[left_out & (all_words.chances >= SURE)])
    least = sure[int(len(sure) * (1 - KEPT))]
    folder = weights / "triggers"
    np.savez_compressed(folder / "gate.npz", inner=inner, bias=bias, outer=outer, least=least)
    configure(folder)
    passing = (scores[left_out] >= least).mean()
    kept = (sure >= least).mean()
    log.info("gate: of %d sure words left out %.3f pass, of all words %.3f", len(sure), kept, passing)


def fitted(
    vectors: NDArray[np.float32], chances: NDArray[np.float32], recipe: Recipe
) -> tuple[nn.Sequential, torch.Tensor, torch.Tensor]:
    """The trained network, and the mean and spread of what it sees."""
    x, y = torch.tensor(vectors), torch.tensor(chances)
    mean, spread = x.mean(0), x.std(0) + 1e-4
    x = (x - mean) / spread
    net = nn.Sequential(
        nn.Dropout(recipe.dropout), nn.Linear(x.shape[1], recipe.inner), nn.ReLU(),
        nn.Dropout(recipe.dropout), nn.Linear(recipe.inner, 1),
    )  # fmt: skip
    optimizer = torch.optim.AdamW(net.parameters(), lr=recipe.rate, weight_decay=recipe.decay)
    steps = recipe.epochs * (len(x) // recipe.words)
    rate = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / steps)
    for _ in range(recipe.epochs):
        order = torch.randperm(len(x))
        for at in range(0, len(x) - recipe.words + 1, recipe.words):
            some = order[at : at + recipe.words]
            loss = F.binary_cross_entropy_with_logits(net(x[some])[:, 0], y[some])
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            rate.step()
    return net.eval(), mean, spread
