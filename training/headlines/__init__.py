"""Trains the network that holds a headline against its article, on the Fake News Challenge (FNC-1)."""

from __future__ import annotations

from pathlib import Path


def run(data: Path, base: Path, out: Path, weights: Path, *, resume: bool = False) -> None:
    """Trains the stages, each beginning with the mean of the networks before it, and writes the files of `weights`.

    What is written is the mean of all networks but the first, which is not yet done learning.

    resume  leave out finished stages, and go on with a begun one where it was
    """
    from training.export import mean_of
    from training.headlines.export import export
    from training.headlines.train import STAGES, train

    networks: list[Path] = []
    for stage in STAGES:
        network = out / f"{stage}.pt"
        if not (resume and network.exists()):
            start = mean_of(networks) if networks else None
            train(data, base, out, stage, start=start, resume=resume)
        networks.append(network)
    export(networks[1:], weights)


def weigh(data: Path, weights: Path) -> None:
    """Fits how the signs of a stance count beside the network of `weights`, and writes the package's table of them."""
    from training.headlines.signs import run

    run(data, weights.parents[1] / "reading" / "knowledge", weights / "headline")
