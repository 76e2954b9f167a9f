"""The training loop of the headline network: linear decay, checkpoints that a stopped run resumes from."""

from __future__ import annotations

import json
import logging
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from onrecord.language.pairs import PairSplitter
from training.course import Course, adamw
from training.headlines.batches import (
    Read,
    Reader,
    batches_of,
    collate,
    draw,
    for_measuring,
    read_with_gaps,
    varied,
)
from training.headlines.corpus import LABELS, Challenge, Pair, read
from training.headlines.measure import figures, weight_of_unrelated
from training.headlines.network import PairNetwork

log = logging.getLogger("training")

FOLDER = Path("headlines/fnc1")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train: pairs of each stance in a round, rounds, rates.

    sentences  how many the network sees: in the product often one, in the challenge five
    derived    share of the related pairs that are replaced by ones made from them
    masked     share of the pieces that the network does not get to see
    """

    shares: Mapping[str, int] = field(
        default_factory=lambda: {"unrelated": 1300, "discuss": 2300, "agree": 1800, "disagree": 1100}
    )
    sentences: tuple[int, ...] = (1, 2, 3, 4, 5)
    rounds: int = 2
    pieces: int = 2600
    encoder_rate: float = 1.5e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    smoothing: float = 0.05
    dropout: float = 0.1
    masked: float = 0.06
    derived: float = 0.12
    seed: int = 1


#: The stages of a training, in order; each begins with the mean of the networks of those before.
STAGES = {
    "headline": Recipe(),
    "headline-refine": Recipe(
        shares={"unrelated": 900, "discuss": 2000, "agree": 1900, "disagree": 1500},
        encoder_rate=1e-4,
        head_rate=5e-4,
        derived=0.2,
        masked=0.1,
        seed=2,
    ),
    "headline-settle": Recipe(
        shares={"unrelated": 1200, "discuss": 2200, "agree": 2000, "disagree": 1400},
        sentences=(1, 3, 4, 5, 5, 5),
        rounds=1,
        encoder_rate=7e-5,
        head_rate=4e-4,
        masked=0.1,
        seed=3,
    ),
}


def optimizer_of(net: PairNetwork, r: Recipe) -> torch.optim.Optimizer:
    """AdamW with a slower rate for the encoder; the word-piece embeddings stay as they are."""
    net.encoder.words.weight.requires_grad_(False)
    encoder = [p for name, p in net.encoder.named_parameters() if p.requires_grad and "shapes" not in name]
    new = [*net.head.parameters(), *net.encoder.shapes.parameters()]
    return adamw(encoder, new, (r.encoder_rate, r.head_rate))


@torch.no_grad()
def scores_of(net: PairNetwork, pairs: list[Pair], reader: Reader) -> NDArray[np.float32]:
    """The network's scores (pairs, labels)."""
    net.eval()
    scores = np.zeros((len(pairs), len(LABELS)), dtype=np.float32)
    for indices, batch in for_measuring(pairs, reader):
        scores[indices] = net(batch.ids, batch.marks, batch.mask).numpy()
    net.train()
    return scores


def measure(pairs: list[Pair], scores: NDArray[np.float32]) -> dict[str, float]:
    """The challenge's figures of the best-scored labels."""
    gold = [pair.stance for pair in pairs]
    given = [LABELS[i] for i in scores.argmax(1)]
    return {k: round(v, 4) for k, v in figures(gold, given, {"unrelated": weight_of_unrelated(gold)}).items()}


def train(
    data: Path,
    base: Path,
    out: Path,
    stage: str,
    *,
    start: dict[str, Tensor] | None = None,
    resume: bool = False,
    every_minutes: float = 5.0,
) -> None:
    """Trains a stage and writes `out/STAGE.pt`, and the dev part's scores to `out/STAGE.npy`.

    start   the weights to begin with, in place of the base's
    resume  go on from the stage's last checkpoint
    """
    recipe = STAGES[stage]
    out.mkdir(parents=True, exist_ok=True)
    splitter = PairSplitter(Tokenizer.from_file(str(base / "tokenizer.json")))
    challenge, dev = read(data / FOLDER, "train"), read(data / FOLDER, "dev")
    reader, dev_reader = Reader(splitter, challenge), Reader(splitter, dev)
    torch.manual_seed(recipe.seed)
    net = PairNetwork(len(LABELS), dropout=recipe.dropout)
    with torch.no_grad():
        net.encoder.load_base(base / "model.safetensors")
    if start is not None:
        net.load_state_dict(start)
    plan = rounds_of(challenge, reader, recipe)
    total = len(plan)
    course = Course(
        net, optimizer_of(net, recipe), total, recipe.warmup, out / f"{stage}.checkpoint", every_minutes
    )
    if resume:
        course.resume()
    course.start_clock()
    mean = 0.0
    net.train()
    for step, examples in enumerate(plan[course.done :], course.done + 1):
        batch = collate(examples)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = net(batch.ids, batch.marks, batch.mask)
        loss = F.cross_entropy(scores.float(), batch.labels, label_smoothing=recipe.smoothing)
        course.learn(loss, int(batch.mask.sum()))
        mean = 0.95 * (mean or loss.item()) + 0.05 * loss.item()
        if step % 50 == 0:
            log.info("%s: step %d/%d, %.0f pieces/s: loss %.3f", stage, step, total, course.pace, mean)
        if step % 400 == 0 and step < total:
            some = dev.pairs[::8]
            log.info(
                "%s: some of dev: %s", stage, json.dumps(measure(some, scores_of(net, some, dev_reader)))
            )
        course.save_when_due(step)
    torch.save(net.state_dict(), out / f"{stage}.pt")
    scores = scores_of(net, dev.pairs, dev_reader)
    np.save(out / f"{stage}.npy", scores)
    log.info("%s: dev: %s", stage, json.dumps(measure(dev.pairs, scores)))


def rounds_of(challenge: Challenge, reader: Reader, r: Recipe) -> list[list[Read]]:
    """The batches of all rounds; the same for the same recipe."""
    plan: list[list[Read]] = []
    for number in range(r.rounds):
        rng = random.Random(r.seed * 1000 + number)
        pairs = varied(draw(challenge, r.shares, rng), r.derived, rng)
        plan += batches_of(read_with_gaps(pairs, reader, r.sentences, r.masked, rng), r.pieces, rng)
    return plan
