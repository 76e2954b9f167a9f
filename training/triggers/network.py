"""The network that finds the words that name events: a BERT upon the encoder's word pieces, and one hidden layer."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn

from training.network import Encoder, Sizes, projection
from training.triggers.corpus import TYPES

#: The vectors of the word pieces in the encoder's graph: the base's own, which no training changes.
WORDS = "/net/encoder/words/Gather_output_0"


class TriggerNetwork(nn.Module):
    """Scores (B, W, types) of words, from the vectors and shapes of their pieces."""

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
        self.dropout = nn.Dropout(dropout)

    def forward(self, words: Tensor, shapes: Tensor, firsts: Tensor, mask: Tensor | None = None) -> Tensor:
        """Words (B, T, hidden); shapes (B, T); firsts (B, W); mask (B, 1, 1, T), true where there is a piece."""
        x = self.norm(words + self.positions.weight[: words.shape[1]] + self.types + self.shapes(shapes))
        x = self.dropout(x)
        for layer in self.layers:
            x = layer(x, mask)
        found = torch.gather(x, 1, firsts.unsqueeze(-1).expand(-1, -1, x.shape[-1]))
        return self.scores(self.judge(found))  # type: ignore[no-any-return]
