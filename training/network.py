"""The network: a BERT encoder and one small head a task.

The encoder is all-MiniLM-L6-v2 (Wang et al. 2020); arcs and labels are biaffine (Dozat and Manning 2017). All heads
stand on the vector of a word's first piece.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import NamedTuple

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.language.pieces import SHAPES


@dataclass(frozen=True)
class Sizes:
    """The base's architecture and the widths of the heads."""

    vocabulary: int = 30_522
    positions: int = 512
    hidden: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    arc: int = 256
    label: int = 80
    link: int = 128
    tags: int = 256


@dataclass(frozen=True)
class Inventory:
    """The labels of every head, in the order of the outputs."""

    pos: list[str] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    entities: list[str] = field(default_factory=list)
    spans: list[str] = field(default_factory=list)
    factuality: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, list[str]]:
        """For config.json."""
        return asdict(self)


class Outputs(NamedTuple):
    """What the heads say of each of W words (batch first; column 0 of a pair of words is "none of them").

    pos, sentence, entities, spans: scores (B, W, labels); sentence (B, W)
    arcs, links: scores of each word's head and of each word's cue (B, W, W + 1)
    dependent, head: vectors for labelling arcs, (B, W, label + 1) and (B, W + 1, label + 1)
    factuality: (B, W, corpora); predicate (B, W)
    """

    pos: Tensor
    sentence: Tensor
    arcs: Tensor
    dependent: Tensor
    head: Tensor
    entities: Tensor
    spans: Tensor
    links: Tensor
    factuality: Tensor
    predicate: Tensor


class Layer(nn.Module):
    """One transformer layer, as in BERT."""

    def __init__(self, s: Sizes, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = s.heads, dropout
        self.query, self.key, self.value, self.output = (nn.Linear(s.hidden, s.hidden) for _ in range(4))
        self.attention_norm = nn.LayerNorm(s.hidden, eps=1e-12)
        self.up, self.down = nn.Linear(s.hidden, s.inner), nn.Linear(s.inner, s.hidden)
        self.norm = nn.LayerNorm(s.hidden, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """The layer of (B, T, hidden)."""
        b, t, h = x.shape
        q, k, v = (
            f(x).view(b, t, self.heads, h // self.heads).transpose(1, 2)
            for f in (self.query, self.key, self.value)
        )
        # Plain operators: they export as they are, and on a CPU in bf16 they beat the fused kernel's backward pass.
        scores = q @ k.transpose(-1, -2) * (h // self.heads) ** -0.5
        if mask is not None:
            scores = scores.masked_fill(~mask, -1e4)
        mixed = torch.softmax(scores, dim=-1).to(v.dtype) @ v
        mixed = self.output(mixed.transpose(1, 2).reshape(b, t, h))
        x = self.attention_norm(x + F.dropout(mixed, self.dropout, self.training))
        inner = self.down(F.gelu(self.up(x)))
        return self.norm(x + F.dropout(inner, self.dropout, self.training))


class Encoder(nn.Module):
    """BERT with an embedding of word shapes added at the input; zero at the start, so the base is unchanged."""

    def __init__(self, s: Sizes, dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(s.vocabulary, s.hidden)
        self.positions = nn.Embedding(s.positions, s.hidden)
        self.types = nn.Parameter(torch.zeros(s.hidden))
        self.shapes = nn.Embedding(len(SHAPES), s.hidden)
        nn.init.zeros_(self.shapes.weight)
        self.norm = nn.LayerNorm(s.hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(s, dropout) for _ in range(s.layers))
        self.dropout = dropout

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor | None) -> list[Tensor]:
        """The vectors of every layer, (B, T, hidden) each."""
        positions = self.positions.weight[: ids.shape[1]]
        x = self.norm(self.words(ids) + positions + self.types + self.shapes(shapes))
        x = F.dropout(x, self.dropout, self.training)
        layers = []
        for layer in self.layers:
            x = layer(x, mask)
            layers.append(x)
        return layers

    def load_base(self, path: Path) -> None:
        """Takes over the weights of a BERT `model.safetensors`."""
        w = load_file(path)
        own = self.state_dict()
        names = {
            "words.weight": "embeddings.word_embeddings.weight",
            "positions.weight": "embeddings.position_embeddings.weight",
            "norm.weight": "embeddings.LayerNorm.weight",
            "norm.bias": "embeddings.LayerNorm.bias",
        }
        parts = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "output": "attention.output.dense", "attention_norm": "attention.output.LayerNorm",
            "up": "intermediate.dense", "down": "output.dense", "norm": "output.LayerNorm",
        }  # fmt: skip
        for i in range(len(self.layers)):
            for mine, theirs in parts.items():
                for kind in ("weight", "bias"):
                    names[f"layers.{i}.{mine}.{kind}"] = f"encoder.layer.{i}.{theirs}.{kind}"
        for mine, theirs in names.items():
            own[mine].copy_(w[theirs])
        own["types"].copy_(w["embeddings.token_type_embeddings.weight"][0])


class Mix(nn.Module):
    """A learned weighted mean of the layers (Peters et al. 2018)."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.zeros(layers))
        with torch.no_grad():
            self.weights[-1] = 2.0

    def forward(self, layers: list[Tensor]) -> Tensor:
        """The mean of the layers."""
        return sum(w * x for w, x in zip(torch.softmax(self.weights, 0), layers, strict=True))  # type: ignore[return-value]


def projection(wide: int, narrow: int, dropout: float) -> nn.Sequential:
    """One hidden layer."""
    return nn.Sequential(nn.Linear(wide, narrow), nn.GELU(), nn.Dropout(dropout))


class Biaffine(nn.Module):
    """Scores every word against "none" and every word: (B, W, W + 1)."""

    def __init__(self, wide: int, narrow: int, dropout: float) -> None:
        super().__init__()
        self.dependent, self.head = projection(wide, narrow, dropout), projection(wide, narrow, dropout)
        self.weight = nn.Parameter(torch.zeros(narrow, narrow))
        self.bias = nn.Parameter(torch.zeros(narrow))

    def forward(self, words: Tensor, heads: Tensor) -> Tensor:
        """The scores."""
        d, h = self.dependent(words), self.head(heads)
        return (d @ self.weight + self.bias) @ h.transpose(1, 2) / math.sqrt(d.shape[-1])


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, inventory: Inventory, sizes: Sizes | None = None, dropout: float = 0.1) -> None:
        super().__init__()
        s = self.sizes = sizes or Sizes()
        self.inventory = inventory
        self.encoder = Encoder(s, dropout)
        strong = min(0.33, 3 * dropout)
        self.syntax_mix, self.span_mix, self.entity_mix, self.fact_mix = (Mix(s.layers) for _ in range(4))
        self.pos = nn.Linear(s.hidden, len(inventory.pos))
        self.sentence = nn.Linear(s.hidden, 1)
        self.arcs = Biaffine(s.hidden, s.arc, strong)
        self.dependent, self.head = (projection(s.hidden, s.label, strong) for _ in range(2))
        #: (labels, label + 1, label + 1): kept out of the graph, applied to the chosen heads only
        self.labels = nn.Parameter(torch.zeros(len(inventory.deps), s.label + 1, s.label + 1))
        self.entities = nn.Sequential(
            projection(s.hidden, s.tags, dropout), nn.Linear(s.tags, len(inventory.entities))
        )
        self.spans = nn.Sequential(
            projection(s.hidden, s.tags, dropout), nn.Linear(s.tags, len(inventory.spans))
        )
        self.links = Biaffine(s.hidden, s.link, strong)
        self.judge = projection(s.hidden, s.tags, dropout)
        self.factuality = nn.Linear(s.tags, len(inventory.factuality))
        self.predicate = nn.Linear(s.tags, 1)

    def forward(self, ids: Tensor, shapes: Tensor, firsts: Tensor, mask: Tensor | None = None) -> Outputs:
        """ids, shapes (B, T); firsts (B, W); mask (B, 1, 1, T), true where there is a piece."""
        layers = self.encoder(ids, shapes, mask)

        def words_of(mix: Mix) -> tuple[Tensor, Tensor]:
            x = mix(layers)
            words = torch.gather(x, 1, firsts.unsqueeze(-1).expand(-1, -1, x.shape[-1]))
            return words, torch.cat([x[:, :1], words], 1)

        words, with_none = words_of(self.syntax_mix)
        spans, spans_with_none = words_of(self.span_mix)
        entities, _ = words_of(self.entity_mix)
        judged = self.judge(words_of(self.fact_mix)[0])
        dependent, head = self.dependent(words), self.head(with_none)
        return Outputs(
            self.pos(words), self.sentence(words).squeeze(-1), self.arcs(words, with_none),
            torch.cat([dependent, torch.ones_like(dependent[..., :1])], -1),
            torch.cat([head, torch.ones_like(head[..., :1])], -1),
            self.entities(entities), self.spans(spans), self.links(spans, spans_with_none),
            self.factuality(judged), self.predicate(judged).squeeze(-1),
        )  # fmt: skip

    def label_scores(self, dependent: Tensor, head: Tensor) -> Tensor:
        """(N, labels) for N pairs of vectors (N, label + 1)."""
        return torch.einsum("ni,lij,nj->nl", dependent, self.labels, head) / math.sqrt(self.sizes.label)
