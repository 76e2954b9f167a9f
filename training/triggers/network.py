"""The network that finds the words that name events, and the words of their roles: a BERT upon the encoder's word pieces."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn

from training.network import Encoder, Sizes, projection
from training.triggers.acts import RELATIONS, ROLES, STAGES
from training.triggers.corpus import TYPES

#: The width of the vectors that say which word has which role.
PAIR = 48


class Outputs(NamedTuple):
    """What is said of each of W words (batch first).

    triggers          (B, W, types): the word names an act of the type
    relations         (B, W, relations): the word is the head of an effect
    stages            (B, W, stages + 1): how far the act has got that it names; last, the log-odds that it is told not to be so
    holders, fillers  (B, W, roles, d): word j has a role for the act of word i by the product of the two, plus the last of each
    """

    triggers: Tensor
    relations: Tensor
    stages: Tensor
    holders: Tensor
    fillers: Tensor


class TriggerNetwork(nn.Module):
    """Scores of words, from the vectors and shapes of their pieces."""

    def __init__(self, base: Path | None = None, sizes: Sizes | None = None, dropout: float = 0.1) -> None:
        super().__init__()
        s = sizes or Sizes()
        encoder = Encoder(s, dropout)
        if base is not None:
            with torch.no_grad():
                encoder.load_base(base / "model.safetensors")
        self.positions, self.types, self.shapes = encoder.positions, encoder.types, encoder.shapes
        self.norm, self.layers = encoder.norm, encoder.layers
        self.judge = nn.Sequential(nn.Dropout(2 * dropout), projection(s.hidden, s.tags, 2 * dropout))
        self.scores = nn.Linear(s.tags, len(TYPES))
        self.told = nn.Sequential(nn.Dropout(dropout), projection(s.hidden, s.tags, dropout))
        self.relations = nn.Linear(s.tags, len(RELATIONS))
        self.stages = nn.Linear(s.tags, len(STAGES) + 1)
        self.holding = nn.Sequential(nn.Dropout(dropout), projection(s.hidden, s.tags, dropout))
        self.holders = nn.Linear(s.tags, len(ROLES) * (PAIR + 1))
        self.filling = nn.Sequential(nn.Dropout(dropout), projection(s.hidden, s.tags, dropout))
        self.fillers = nn.Linear(s.tags, len(ROLES) * (PAIR + 1))
        self.dropout = nn.Dropout(dropout)

    def forward(self, words: Tensor, shapes: Tensor, firsts: Tensor, mask: Tensor | None = None) -> Outputs:
        """Words (B, T, hidden); shapes (B, T); firsts (B, W); mask (B, 1, 1, T), true where there is a piece."""
        x = self.norm(words + self.positions.weight[: words.shape[1]] + self.types + self.shapes(shapes))
        x = self.dropout(x)
        for layer in self.layers:
            x = layer(x, mask)
        found = torch.gather(x, 1, firsts.unsqueeze(-1).expand(-1, -1, x.shape[-1]))
        told = self.told(found)
        holders, fillers = (
            last(hidden(found)).unflatten(-1, (len(ROLES), PAIR + 1))
            for hidden, last in ((self.holding, self.holders), (self.filling, self.fillers))
        )
        return Outputs(
            self.scores(self.judge(found)), self.relations(told), self.stages(told), holders, fillers
        )


def roles(holder: Tensor, fillers: Tensor) -> Tensor:
    """The log-odds (N, W, roles) that words have the roles of N acts; (N, roles, d) and (N, W, roles, d)."""
    products = (holder[:, None, :, :-1] * fillers[..., :-1]).sum(-1) * PAIR**-0.5
    return products + holder[:, None, :, -1] + fillers[..., -1]
