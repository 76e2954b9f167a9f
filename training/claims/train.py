"""Trains the network that judges a headline's claim by the sentences that tell most about it."""

from __future__ import annotations

import logging
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F
from torch.nn.utils.rnn import pad_sequence

from onrecord.language.pairs import PairSplitter
from onrecord.reading.evidence import telling
from training.claims.corpus import VERDICTS, Case, cases, passages
from training.claims.habits import habits
from training.course import Course
from training.headlines.network import PairNetwork
from training.headlines.train import Recipe as Rates
from training.headlines.train import optimizer_of

log = logging.getLogger("training")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train.

    rounds     how often every claim is seen
    sentences  how many the network sees, any of these numbers
    passages   whether the claims of passages.tsv are learned too
    debiased   whether what a claim's words say by themselves is left out of what is learned
    masked     share of the pieces that the network does not get to see
    """

    rounds: int
    encoder_rate: float
    sentences: tuple[int, ...] = (2, 3, 4, 5)
    passages: bool = False
    debiased: bool = True
    head_rate: float = 5e-4
    pieces: int = 2600
    warmup: float = 0.06
    masked: float = 0.04
    smoothing: float = 0.03
    seed: int = 1


#: The stages, each beginning with the network of the one before, the first with the headline network.
STAGES = {
    "claims": Recipe(rounds=3, encoder_rate=1e-4, passages=True, debiased=False, sentences=(3, 4, 5, 5)),
    "claims-debias": Recipe(rounds=1, encoder_rate=1.2e-4, seed=2),
}


#: A claim as the network is given it: ids, marks, and the number of the case.
Read = tuple[list[int], list[int], int]


class Reader:
    """Reads a claim and its text as the product does."""

    def __init__(self, splitter: PairSplitter) -> None:
        self.splitter = splitter

    def __call__(self, case: Case, most: int) -> tuple[list[int], list[int]]:
        """The ids and the marks of the pieces."""
        chosen = telling(case.claim, case.sentences, most)
        pieces = self.splitter.pieces
        pair = self.splitter.join(pieces(case.claim), [pieces(case.sentences[i]) for i in chosen])
        return list(pair.ids), list(pair.marks)

    def with_gaps(self, ids: list[int], marks: Sequence[int], share: float, rng: random.Random) -> list[int]:
        """The ids with a share of those that are no separators masked."""
        mask = self.splitter.mask
        return [mask if m and rng.random() < share else i for i, m in zip(ids, marks, strict=True)]


def train(base: Path, out: Path, stage: str, start: dict[str, Tensor], *, resume: bool = False) -> None:
    """Trains a stage and writes `out/STAGE.pt`.

    start   the weights to begin with; a head for other labels is begun anew
    resume  go on from the stage's last checkpoint
    """
    recipe = STAGES[stage]
    out.mkdir(parents=True, exist_ok=True)
    reader = Reader(PairSplitter(Tokenizer.from_file(str(base / "tokenizer.json"))))
    learned = [*cases(left_out=False), *(passages() if recipe.passages else ())]
    bias = habits(learned) if recipe.debiased else torch.zeros(len(learned), len(VERDICTS))
    torch.manual_seed(recipe.seed)
    net = PairNetwork(len(VERDICTS))
    net.load_state_dict({k: v for k, v in start.items() if stage != "claims" or not k.startswith("head.4")}, strict=False)  # fmt: skip
    rates = Rates(encoder_rate=recipe.encoder_rate, head_rate=recipe.head_rate)
    plan = batches(learned, reader, recipe)
    course = Course(net, optimizer_of(net, rates), len(plan), recipe.warmup, out / f"{stage}.checkpoint", 5.0)
    if resume:
        course.resume()
    course.start_clock()
    net.train()
    for step, batch in enumerate(plan[course.done :], course.done + 1):
        ids, marks, mask = stacked([(i, m) for i, m, _ in batch])
        numbers = [k for *_, k in batch]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = net(ids, marks, mask)
        right = torch.tensor([learned[k].verdict for k in numbers])
        loss = F.cross_entropy(scores.float() + bias[numbers], right, label_smoothing=recipe.smoothing)
        course.learn(loss, int(mask.sum()))
        if step % 50 == 0:
            log.info("%s: step %d/%d, %.0f pieces/s: loss %.3f", stage, step, len(plan), course.pace, loss.item())  # fmt: skip
        course.save_when_due(step)
    torch.save(net.state_dict(), out / f"{stage}.pt")


def batches(learned: Sequence[Case], reader: Reader, r: Recipe) -> list[list[Read]]:  # fmt: skip
    """Ids, marks and the number of the case, claims of like length together, for all rounds."""
    plan: list[list[Read]] = []
    for number in range(r.rounds):
        rng = random.Random(r.seed * 1000 + number)
        read = []
        for k, case in enumerate(learned):
            ids, marks = reader(case, rng.choice(r.sentences))
            read.append((reader.with_gaps(ids, marks, r.masked, rng), marks, k))
        read.sort(key=lambda one: len(one[0]) + rng.uniform(-8, 8))
        made: list[list[Read]] = [[]]
        for one in read:
            longest = max(len(x[0]) for x in (*made[-1], one))
            if made[-1] and longest * (len(made[-1]) + 1) > r.pieces:
                made.append([])
            made[-1].append(one)
        rng.shuffle(made)
        plan += made
    return plan


def stacked(pairs: Sequence[tuple[list[int], list[int]]]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids and marks (B, T), padded, and the mask (B, 1, 1, T), true where there is a piece."""
    ids, marks = (
        pad_sequence([torch.tensor(part) for part in kind], batch_first=True)
        for kind in zip(*pairs, strict=True)
    )
    lengths = torch.tensor([len(i) for i, _ in pairs])
    return ids, marks, (torch.arange(ids.shape[1])[None, :] < lengths[:, None])[:, None, None, :]
