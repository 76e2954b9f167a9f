"""Trains the network that says of a headline's claim whether its article bears it out.

It begins with the headline network (`training.headlines`) and learns from 1,340 articles with 23,577 claims, written for this project: no
corpus is needed to train it anew.
"""

from __future__ import annotations

from pathlib import Path


def run(base: Path, out: Path, weights: Path, *, resume: bool = False) -> None:
    """Trains the stages and writes the files of `weights`/claims.

    resume  leave out finished stages, and go on with a begun one where it was
    """
    import torch

    from training.claims.corpus import VERDICTS
    from training.claims.train import STAGES, train
    from training.headlines.export import export, shipped

    start = shipped(weights / "headline")
    for stage in STAGES:
        network = out / f"{stage}.pt"
        if not (resume and network.exists()):
            train(base, out, stage, start, resume=resume)
        start = torch.load(network, weights_only=True)
    export([network], weights / "claims", VERDICTS)
