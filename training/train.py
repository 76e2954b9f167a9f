"""The training loop: mixed batches of all corpora, linear decay, checkpoints that a stopped run resumes from."""

from __future__ import annotations

import json
import logging
import random
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from onrecord.language.pieces import Splitter
from training.batches import IGNORE, Batch, Collator, batches_of, units_of
from training.corpora import Example, attribution, entities, factuality, treebank
from training.course import Course, adamw
from training.measure import measure
from training.network import Inventory, Network

log = logging.getLogger("training")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train: passes over each corpus (`judged`: the factuality corpora), rates, weights of the losses."""

    treebank: float = 5.0
    worldwide: float = 3.5
    polnear: float = 2.5
    judged: float = 4.0
    rounds: int = 5
    pieces: int = 1100
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    warmup: float = 0.04
    seed: int = 1
    dropout: float = 0.1
    #: share of the words that the encoder does not get to see, so that it learns from what stands around them
    masked: float = 0.0
    #: weights of the losses, so that none drowns the others (tuned on the dev parts)
    pos: float = 0.5
    sentence: float = 0.5
    arcs: float = 1.0
    labels: float = 0.7
    entities: float = 1.5
    spans: float = 1.5
    links: float = 0.4
    factuality: float = 1.0
    predicate: float = 0.3


#: The stages of a training, in order; each begins with the mean of the networks of those before. The second, at half
#: the rates, gives the trees the passes that they still gain from when the other corpora have been learnt. By then the
#: training parts are known almost by heart; the third goes on with more dropout and with words left out.
STAGES = {
    "train": Recipe(),
    "refine": Recipe(
        treebank=5.0,
        worldwide=1.0,
        polnear=0.8,
        judged=1.0,
        rounds=2,
        encoder_rate=1e-4,
        head_rate=5e-4,
        seed=2,
    ),
    "settle": Recipe(
        treebank=6.0,
        worldwide=3.0,
        polnear=1.0,
        judged=1.0,
        rounds=3,
        encoder_rate=1e-4,
        head_rate=5e-4,
        seed=3,
        dropout=0.15,
        masked=0.08,
    ),
}


def corpora(data: Path, part: str) -> list[Example]:
    """All examples of a part; UDS-IH2 stands in the trees that it was annotated on."""
    trees = treebank.read(data / "treebank", part)
    judged = factuality.merge_into(trees, factuality.read(data / "factuality", part))
    return [
        *trees, *judged, *entities.read(data / "entities", part), *attribution.read(data / "attribution/polnear", part),
    ]  # fmt: skip


def inventory_of(examples: list[Example]) -> Inventory:
    """The labels that occur, in a fixed order."""

    def seen(values: list[str]) -> list[str]:
        return sorted(set(values))

    classes = seen([label for e in examples for *_, label in e.entities or ()])
    kinds = ("SOURCE", "CUE", "CONTENT")
    return Inventory(
        pos=seen([p for e in examples for p in e.pos or ()]),
        deps=seen([d for e in examples for d in e.deps or ()]),
        entities=["O", *(f"{t}-{c}" for c in classes for t in "BIES")],
        spans=["O", *(f"{t}-{k}" for k in kinds for t in "BI")],
        factuality=list(factuality.CORPORA),
    )


def losses(net: Network, batch: Batch, r: Recipe) -> dict[str, Tensor]:
    """Weighted losses of the layers that the batch is annotated with."""
    out = net(batch.ids, batch.shapes, batch.firsts, batch.mask)
    found: dict[str, Tensor] = {}

    def tagging(name: str, scores: Tensor, gold: Tensor, weight: float) -> None:
        if (gold != IGNORE).any():
            found[name] = weight * F.cross_entropy(
                scores.flatten(0, 1).float(), gold.flatten(), ignore_index=IGNORE
            )

    tagging("pos", out.pos, batch.pos, r.pos)
    tagging("entities", out.entities, batch.entities, r.entities)
    tagging("spans", out.spans, batch.spans, r.spans)
    none = torch.ones_like(batch.words[:, :1])
    links = out.links.float().masked_fill(~torch.cat([none, batch.words], 1)[:, None], -1e4)
    tagging("links", links, batch.links, r.links)
    if (known := batch.sentence != IGNORE).any():
        gold = batch.sentence[known].float()
        found["sentence"] = r.sentence * F.binary_cross_entropy_with_logits(out.sentence[known].float(), gold)
    if (known := batch.predicate != IGNORE).any():
        gold = batch.predicate[known].float()
        found["predicate"] = r.predicate * F.binary_cross_entropy_with_logits(
            out.predicate[known].float(), gold
        )
    if (known := batch.heads != IGNORE).any():
        same = batch.sentence_of[:, :, None] == batch.sentence_of[:, None, :]
        arcs = out.arcs.float().masked_fill(~torch.cat([torch.ones_like(same[..., :1]), same], -1), -1e4)
        found["arcs"] = r.arcs * F.cross_entropy(arcs[known], batch.heads[known])
        rows = torch.arange(len(batch.heads))[:, None].expand_as(batch.heads)[known]
        scores = net.label_scores(out.dependent[known].float(), out.head[rows, batch.heads[known]].float())
        found["labels"] = r.labels * F.cross_entropy(scores, batch.deps[known])
    if (known := ~batch.factuality.isnan()).any():
        by = batch.judged_by[:, None].expand_as(batch.factuality)[known]
        values = out.factuality[known].float().gather(1, by[:, None]).squeeze(1)
        # Every corpus has its own scale; the UW one, made by experts' standards, is what the product reports.
        weight = torch.where(by == net.inventory.factuality.index("uw"), 1.0, 0.4)
        error = F.smooth_l1_loss(values, batch.factuality[known], reduction="none", beta=0.5)
        found["factuality"] = r.factuality * (weight * error).mean()
    return found


class Rotation:
    """Takes a share of a corpus a round, so that over the rounds each document is seen equally often."""

    def __init__(self, examples: list[Example], share: float, rng: random.Random) -> None:
        self.examples, self.share = examples, share
        rng.shuffle(self.examples)
        self.at = 0.0

    def next(self) -> list[Example]:
        """The documents of the next round."""
        n = len(self.examples)
        start, self.at = self.at, self.at + self.share * n
        return [self.examples[i % n] for i in range(round(start), round(self.at))]


def rounds_of(examples: list[Example], r: Recipe) -> list[list[Example]]:
    """What is seen in each round; the same for the same recipe."""
    rng = random.Random(r.seed)
    groups: dict[str, list[Example]] = {}
    for e in examples:
        groups.setdefault(e.corpus, []).append(e)
    passes = {"treebank": r.treebank, "worldwide": r.worldwide, "polnear": r.polnear}
    rotations = [
        Rotation(group, passes.get(name, r.judged) / r.rounds, rng) for name, group in sorted(groups.items())
    ]
    return [[e for rotation in rotations for e in rotation.next()] for _ in range(r.rounds)]


def optimizer_of(net: Network, r: Recipe) -> torch.optim.Optimizer:
    """AdamW with a slower rate for the encoder; the word-piece embeddings stay as they are."""
    net.encoder.words.weight.requires_grad_(False)
    encoder = [p for p in net.encoder.parameters() if p.requires_grad]
    own = {id(p) for p in net.encoder.parameters()}
    heads = [p for p in net.parameters() if id(p) not in own]
    return adamw(encoder, heads, (r.encoder_rate, r.head_rate))


def train(
    data: Path,
    base: Path,
    out: Path,
    stage: str,
    recipe: Recipe,
    *,
    start: dict[str, Tensor] | None = None,
    resume: bool = False,
    every_minutes: float = 8.0,
) -> None:
    """Trains and writes `out/STAGE.pt` and `out/inventory.json`.

    start   the weights to begin with, in place of the base's
    resume  go on from the stage's last checkpoint
    """
    out.mkdir(parents=True, exist_ok=True)
    splitter = Splitter.from_file(base / "tokenizer.json")
    examples = corpora(data, "train")
    dev = corpora(data, "dev")
    inventory = inventory_of(examples)
    (out / "inventory.json").write_text(json.dumps(inventory.as_dict()), encoding="utf-8")
    torch.manual_seed(recipe.seed)
    net = Network(inventory, dropout=recipe.dropout)
    with torch.no_grad():
        net.encoder.load_base(base / "model.safetensors")
        nn.init.normal_(net.labels, std=0.02)
        nn.init.normal_(net.arcs.weight, std=0.02)
        nn.init.normal_(net.links.weight, std=0.02)
    if start is not None:
        net.load_state_dict(start)
    plans = []
    for number, seen in enumerate(rounds_of(examples, recipe)):
        rng = random.Random(recipe.seed * 1000 + number)
        plans.append(batches_of(list(units_of(seen, splitter, rng)), recipe.pieces, rng))
    total = sum(len(p) for p in plans)
    course = Course(
        net, optimizer_of(net, recipe), total, recipe.warmup, out / f"{stage}.checkpoint", every_minutes
    )
    if resume:
        course.resume()
    course.start_clock()
    step = 0
    means: dict[str, float] = {}
    for number, batches in enumerate(plans):
        rng = random.Random(recipe.seed * 77 + number)
        collate = Collator(splitter, inventory, rng, recipe.masked)
        net.train()
        for units in batches:
            step += 1
            if step <= course.done:
                continue
            batch = collate(units)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                found = losses(net, batch, recipe)
            course.learn(torch.stack(list(found.values())).sum(), int(batch.mask.sum()))
            for name, value in found.items():
                means[name] = 0.98 * means.get(name, value.item()) + 0.02 * value.item()
            if step % 100 == 0:
                shown = " ".join(f"{k} {v:.3f}" for k, v in sorted(means.items()))
                log.info("step %d/%d, %.0f pieces/s: %s", step, total, course.pace, shown)
            course.save_when_due(step)
        if step > course.done:
            course.save(step)
            log.info("round %d: %s", number + 1, json.dumps(measure(net, dev, splitter, most=30)))
    torch.save(net.state_dict(), out / f"{stage}.pt")
    log.info("dev: %s", json.dumps(measure(net, dev, splitter)))
