"""Fits how much each sign of a stance counts (`onrecord.reading.stance`): a multinomial logistic regression.

It is fitted on the training part without the network, which has seen that part and is too sure of it. What the fit is
chosen by are its figures over topics that were left out. Only how much the network counts beside the signs is chosen on the
dev part, again by topics left out; those figures are logged as well.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.language.pairs import PairJudge
from onrecord.reading.stance import CONSTANT, NETWORK, WEIGHTS, opinion, signs
from training.headlines.corpus import LABELS, Challenge, read
from training.headlines.measure import UNRELATED, figures, weight_of_unrelated

log = logging.getLogger("training")

Floats = NDArray[np.float64]

FOLDER = Path("headlines/fnc1")
#: What the pairs of a stance count beside their share in the challenge. Disagreement is rare there and would hardly ever
#: be said; its F1 and that of agreement are best so over left-out topics, and the challenge's score still as good.
COUNTS = {"unrelated": 1.0, "discuss": 1.0, "agree": 1.5, "disagree": 3.5}
PENALTY = 1.0
FOLDS = 5
#: What the network may count beside the signs.
TRUSTS = (0.0, 0.3, 0.5, 0.7, 1.0, 1.5)
_HEAD = """\
# What each sign of an article says of its stance to a headline, for each label of the Fake News Challenge: the weights of a
# multinomial logistic regression. What the signs are: `onrecord.reading.stance`.
# Source: fitted by `python -m training signs` on the training part of the challenge; not to be changed by hand.
# sign	unrelated	discuss	agree	disagree
"""


@dataclass(frozen=True, slots=True)
class Counted:
    """Pairs as signs see them: signs (n, signs), the labels' indices (n,) and the topics of the headlines (n,)."""

    names: tuple[str, ...]
    signs: Floats
    labels: NDArray[np.int64]
    topics: NDArray[np.int64]

    def of(self, chosen: NDArray[np.bool_]) -> Counted:
        """Some of the pairs."""
        return Counted(self.names, self.signs[chosen], self.labels[chosen], self.topics[chosen])


def counted(challenge: Challenge) -> Counted:
    """The signs of all pairs."""
    found = [signs(p.headline, challenge.sentences[p.body]) for p in challenge.pairs]
    return Counted(
        tuple(found[0]),
        np.array([list(f.values()) for f in found], dtype=np.float64),
        np.array([LABELS.index(p.stance) for p in challenge.pairs]),
        np.array([challenge.topics[p.headline] for p in challenge.pairs]),
    )


def weights_of(pairs: Counted) -> Floats:
    """What each pair counts, (n,), 1 in the mean. Topics with a thousand pairs do not drown those with ten."""
    sizes = Counter(zip(pairs.labels.tolist(), pairs.topics.tolist(), strict=True))
    keys = zip(pairs.labels.tolist(), pairs.topics.tolist(), strict=True)
    counts = np.array([sizes[key] ** -0.5 for key in keys])
    related = float((pairs.labels > 0).sum())
    for i, label in enumerate(LABELS):
        mine = pairs.labels == i
        share = UNRELATED * related if label == "unrelated" else mine.sum()
        if mine.any():
            counts[mine] *= COUNTS[label] * share / counts[mine].sum()
    return np.asarray(counts / counts.mean(), dtype=np.float64)


def fit(pairs: Counted) -> Floats:
    """The weights (1 + signs, labels) of the constant and of each sign."""
    import torch  # all else here can be had, and tested, without

    mean, spread = pairs.signs.mean(0), pairs.signs.std(0) + 1e-6
    x = torch.from_numpy((pairs.signs - mean) / spread)
    y, counts = torch.from_numpy(pairs.labels), torch.from_numpy(weights_of(pairs))
    w = torch.zeros((x.shape[1], len(LABELS)), dtype=torch.float64, requires_grad=True)
    b = torch.zeros(len(LABELS), dtype=torch.float64, requires_grad=True)
    course = torch.optim.LBFGS([w, b], max_iter=300, tolerance_change=1e-10, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        course.zero_grad()
        apart = torch.nn.functional.cross_entropy(x @ w + b, y, reduction="none")
        value = (counts * apart).mean() + PENALTY / 2 * (w**2).sum() / len(y)
        torch.autograd.backward(value)
        return value

    course.step(loss)
    plain = w.detach().numpy() / spread[:, None]
    return np.vstack([b.detach().numpy() - mean @ plain, plain])


def scores(pairs: Counted, weights: Floats) -> Floats:
    """The log-probabilities (n, labels)."""
    found = weights[0] + pairs.signs @ weights[1:]
    return np.asarray(found - np.logaddexp.reduce(found, 1, keepdims=True), dtype=np.float64)


def left_out(topics: NDArray[np.int64]) -> list[NDArray[np.bool_]]:
    """The pairs of each fold: those of a fifth of the topics. Of five neighbours, one is in dev (`corpus.read`)."""
    return [topics // 5 % FOLDS == fold for fold in range(FOLDS)]


def figures_of(pairs: Counted, found: Floats) -> dict[str, float]:
    """The challenge's figures of the best-scored labels."""
    gold = [LABELS[i] for i in pairs.labels]
    given = [LABELS[i] for i in found.argmax(1)]
    return {k: round(v, 4) for k, v in figures(gold, given, {"unrelated": weight_of_unrelated(gold)}).items()}


def worth(pairs: Counted, found: Floats) -> float:
    """What the network's count is chosen by: the challenge's score and the mean F1 alike."""
    got = figures_of(pairs, found)
    return got["score"] + got["macro_f1"]


def chosen_without(
    pairs: Counted, options: Mapping[float, Floats], best: Callable[[Counted, Floats], float]
) -> tuple[list[float], Floats]:
    """For each fold the option that is best without it, and the scores (n, labels) that each fold gets by it."""
    picks: list[float] = []
    found = np.zeros_like(next(iter(options.values())))
    for fold in left_out(pairs.topics):
        rest = pairs.of(~fold)
        pick = max(options, key=lambda option: best(rest, options[option][~fold]))
        picks.append(pick)
        found[fold] = options[pick][fold]
    return picks, found


def opinions(challenge: Challenge, judge: PairJudge) -> Floats:
    """The network's log-probabilities (n, labels)."""
    said = [opinion(judge, p.headline, challenge.sentences[p.body]) for p in challenge.pairs]
    return np.log(np.maximum([[s[label] for label in LABELS] for s in said], 1e-6))


def table(names: Sequence[str], weights: Floats) -> str:
    """The text of the data file."""
    lines = zip((CONSTANT, *names), weights, strict=True)
    return _HEAD + "".join(
        "\t".join((name, *(f"{w:.3f}" for w in by_label))) + "\n" for name, by_label in lines
    )


def run(data: Path, knowledge: Path, network: Path) -> None:
    """Fits, logs the figures by which it was chosen, and writes the weights into the folder `knowledge`.

    network  the folder of the trained headline network
    """
    train = counted(read(data / FOLDER, "train"))
    found = np.zeros((len(train.labels), len(LABELS)))
    for fold in left_out(train.topics):
        found[fold] = scores(train.of(fold), fit(train.of(~fold)))
    log.info("signs: topics of train left out: %s", json.dumps(figures_of(train, found)))
    weights = fit(train)
    (knowledge / WEIGHTS).write_text(table(train.names, weights), encoding="utf-8")
    challenge = read(data / FOLDER, "dev")
    dev = counted(challenge)
    said, by_signs = opinions(challenge, PairJudge(network)), scores(dev, weights)
    options = {trust: by_signs + trust * said for trust in TRUSTS}
    log.info("signs: dev, the network alone: %s", json.dumps(figures_of(dev, said)))
    for trust, both in options.items():
        log.info("signs: dev, the network counting %.1f: %s", trust, json.dumps(figures_of(dev, both)))
    picks, held = chosen_without(dev, options, worth)
    log.info("signs: dev, chosen without each fold %s: %s", picks, json.dumps(figures_of(dev, held)))
    best = max(options, key=lambda trust: worth(dev, options[trust]))
    log.info("signs: best on all of dev %.1f, the product has %.1f", best, NETWORK)
