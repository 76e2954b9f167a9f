"""The network that judges a pair: the encoder of `training.network` over headline and text at once."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from onrecord.language.pairs import MARKS
from training.network import Encoder, Sizes

_HEADLINE = (MARKS.index("headline"), MARKS.index("headline shared"))
_BODY = (MARKS.index("body"), MARKS.index("body shared"))


class PairNetwork(nn.Module):
    """Encoder and one head; the marks of the pieces take the place of the word shapes."""

    def __init__(self, labels: int, sizes: Sizes | None = None, dropout: float = 0.1) -> None:
        super().__init__()
        s = self.sizes = sizes or Sizes()
        self.encoder = Encoder(s, dropout)
        # The base was trained so that the means of like texts are near each other: the head sees both.
        self.head = nn.Sequential(
            nn.Dropout(dropout), nn.Linear(3 * s.hidden, s.tags), nn.GELU(), nn.Dropout(dropout), nn.Linear(s.tags, labels)
        )  # fmt: skip

    def forward(self, ids: Tensor, marks: Tensor, mask: Tensor | None = None) -> Tensor:
        """Scores (B, labels); ids, marks (B, T); mask (B, 1, 1, T), true where there is a piece."""
        x = self.encoder(ids, marks, mask)[-1]
        headline, body = (self._mean(x, marks, kinds) for kinds in (_HEADLINE, _BODY))
        scores: Tensor = self.head(torch.cat([x[:, 0], headline * body, (headline - body).abs()], -1))
        return scores

    @staticmethod
    def _mean(x: Tensor, marks: Tensor, kinds: tuple[int, int]) -> Tensor:
        """The mean vector of the pieces with these marks, (B, hidden); 0 where there are none."""
        of_kind = ((marks == kinds[0]) | (marks == kinds[1])).to(x.dtype)
        return (of_kind[:, None] @ x).squeeze(1) / of_kind.sum(1, keepdim=True).clamp(min=1)
