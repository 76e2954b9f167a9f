"""Trains the network on the marked sentences."""

from __future__ import annotations

import itertools
import logging
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

import onrecord
from onrecord.language.pieces import Splitter
from training.course import Course, adamw
from training.triggers import acts
from training.triggers.acts import ROLES
from training.triggers.corpus import IGNORED, SENTENCES, Unit, units
from training.triggers.network import Outputs, TriggerNetwork, roles

log = logging.getLogger("training")

#: How much the roles and the stages count beside the words that name acts.
_ROLES, _STAGES = 20.0, 0.1
#: So many of ROLES are of acts, the others of effects.
_OF_ACTS = ROLES.index("cause")


@dataclass(frozen=True)
class Recipe:
    """What a training goes by.

    pieces  word pieces in a batch, padding included
    rates   of the layers begun as the base's, and of what is new
    """

    epochs: int = 5
    pieces: int = 600
    rates: tuple[float, float] = (2e-4, 1e-3)
    warmup: float = 0.1
    seed: int = 1


def train(
    base: Path, out: Path, weights: Path, recipe: Recipe | None = None, *, resume: bool = False
) -> TriggerNetwork:
    """The trained network; its weights are also written to `out`."""
    recipe = recipe or Recipe()
    torch.manual_seed(recipe.seed)
    lines = [line for path in SENTENCES for line in path.read_text(encoding="utf-8").splitlines()]
    split = Splitter.from_file(weights / "tokenizer.json")
    corpus = list(units(lines, split))
    told = acts.passages(acts.PASSAGES.read_text(encoding="utf-8").splitlines())
    corpus += acts.units(told, split, onrecord.load())
    return fit(base, out, corpus, recipe, resume=resume)


def fit(
    base: Path, out: Path, corpus: Sequence[Unit], recipe: Recipe, *, resume: bool, start: str | None = None
) -> TriggerNetwork:
    """A network trained on these units.

    start  weights to begin with in place of the base's: the shipped network was trained in stages
    """
    log.info("%d passages, %d words", len(corpus), sum(len(u.labels) for u in corpus))
    net = TriggerNetwork(base)
    if start is not None:
        log.info("%s", net.load_state_dict(torch.load(start, weights_only=True), strict=False))
    vectors = load_file(base / "model.safetensors")["embeddings.word_embeddings.weight"]
    new = [*net.judge.parameters(), *net.scores.parameters()]
    ids = {id(p) for p in new}
    begun = [p for p in net.parameters() if id(p) not in ids]
    optimizer = adamw(begun, new, recipe.rates)
    epochs = [list(batches(corpus, recipe.pieces, recipe.seed + i)) for i in range(recipe.epochs)]
    total = sum(map(len, epochs))
    course = Course(net, optimizer, total, recipe.warmup, out / "triggers.part.pt", 5.0)
    if resume:
        course.resume()
    course.start_clock()
    net.train()
    for step, batch in enumerate(itertools.chain(*epochs), 1):
        if step <= course.done:
            continue
        pieces, shapes, firsts, mask, labels = stacked(batch)
        loss = loss_of(net(vectors[pieces], shapes, firsts, mask), labels, batch)
        course.learn(loss, int(mask.sum()))
        course.save_when_due(step)
        if step % 100 == 0 or step == total:
            log.info("triggers %d/%d loss %.4f, %.0f pieces/s", step, total, loss.item(), course.pace)
    torch.save(net.state_dict(), out / "triggers.pt")
    return net.eval()


def loss_of(found: Outputs, labels: Tensor, batch: Sequence[Unit]) -> Tensor:
    """What the words that name acts, effects, stages and roles are missed by; a unit without acts teaches the first alone."""
    loss = F.cross_entropy(found.triggers.flatten(0, 1), labels.flatten(), ignore_index=IGNORED)
    told = [(b, act) for b, unit in enumerate(batch) for act in unit.acts or ()]
    known = [b for b, unit in enumerate(batch) if unit.acts is not None]
    if not known:
        return loss
    relations = torch.where(labels == IGNORED, IGNORED, 0)
    for b in set(range(len(batch))) - set(known):
        relations[b] = IGNORED
    for b, act in told:
        if act.relation:
            relations[b, act.word] = act.relation
    loss = loss + F.cross_entropy(found.relations.flatten(0, 1), relations.flatten(), ignore_index=IGNORED)
    if not told:
        return loss
    rows, words = torch.tensor([b for b, _ in told]), torch.tensor([act.word for _, act in told])
    wanted = torch.zeros(len(told), labels.shape[1], len(ROLES))
    for k, (_, act) in enumerate(told):
        for r, filled in enumerate(act.roles):
            wanted[k, list(filled), r] = 1.0
    scores = roles(found.holders[rows, words], found.fillers[rows])
    # An act has no cause, and an effect nothing but cause and effect.
    asked = torch.tensor(
        [[(r >= _OF_ACTS) == (act.relation > 0) for r in range(len(ROLES))] for _, act in told]
    )
    real = (labels[rows] != IGNORED)[:, :, None] & asked[:, None, :]
    loss = loss + _ROLES * F.binary_cross_entropy_with_logits(scores[real], wanted[real])
    staged = [(b, act) for b, act in told if act.stage is not None]
    if staged:
        said = torch.stack([found.stages[b, act.word] for b, act in staged])
        stages = torch.tensor([act.stage for _, act in staged])
        negated = torch.tensor([float(act.negated) for _, act in staged])
        loss = loss + _STAGES * F.cross_entropy(said[:, :-1], stages)
        loss = loss + _STAGES * F.binary_cross_entropy_with_logits(said[:, -1], negated)
    return loss


def batches(corpus: Sequence[Unit], pieces: int, seed: int) -> Iterator[list[Unit]]:
    """Batches of units of much the same length, in random order."""
    chance = random.Random(seed)
    lengths = {id(u): len(u.pieces.ids) + chance.random() * 20 for u in corpus}
    made: list[list[Unit]] = [[]]
    for unit in sorted(corpus, key=lambda u: lengths[id(u)]):
        if made[-1] and (len(made[-1]) + 1) * max(len(u.pieces.ids) for u in [*made[-1], unit]) > pieces:
            made.append([])
        made[-1].append(unit)
    chance.shuffle(made)
    yield from made


def stacked(batch: Sequence[Unit]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Ids and shapes (B, T), firsts (B, W), mask (B, 1, 1, T) and labels (B, W) of a batch."""

    def padded(rows: Iterable[list[int]], filler: int = 0) -> Tensor:
        return nn.utils.rnn.pad_sequence(
            [torch.tensor(row) for row in rows], batch_first=True, padding_value=filler
        )

    ids = padded(u.pieces.ids for u in batch)
    lengths = torch.tensor([len(u.pieces.ids) for u in batch])
    mask = torch.arange(ids.shape[1])[None, :] < lengths[:, None]
    return (
        ids, padded(u.pieces.shapes for u in batch), padded(u.pieces.firsts for u in batch),
        mask[:, None, None, :], padded((u.labels for u in batch), IGNORED),
    )  # fmt: skip
