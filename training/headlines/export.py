"""From the trained headline network to what is shipped: int8 ONNX and its configuration."""

from __future__ import annotations

import json
import logging
import tempfile
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch

from training.export import digest, mean_of, to_int8
from training.headlines.corpus import LABELS
from training.headlines.network import PairNetwork

log = logging.getLogger("training")


def load_network(trained: Sequence[Path]) -> PairNetwork:
    """The network with the mean of these weights."""
    net = PairNetwork(len(LABELS))
    net.load_state_dict(mean_of(trained))
    return net.eval()


def to_onnx(net: PairNetwork, path: Path) -> None:
    """Writes the fp32 graph of one pair, with free length."""
    ids = torch.randint(1000, 20000, (1, 12))
    marks = torch.tensor([[0, 1, 1, 2, 0, 3, 3, 4, 4, 3, 3, 0]])
    torch.onnx.export(
        net, (ids, marks), str(path), input_names=["ids", "marks"], output_names=["scores"],
        dynamic_axes={"ids": {1: "pieces"}, "marks": {1: "pieces"}}, opset_version=17, dynamo=False,
    )  # fmt: skip
    onnx.checker.check_model(str(path))


def export(trained: Sequence[Path], weights: Path) -> None:
    """Writes the files of `weights`; the tokenizer is that of the folder above."""
    net = load_network(trained)
    weights.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "encoder.onnx"
        to_onnx(net, plain)
        to_int8(plain, weights / "encoder.onnx")
    config = {
        "version": digest(weights / "encoder.onnx")[:12],
        "base": "all-MiniLM-L6-v2",
        "labels": LABELS,
        "files": {"encoder.onnx": digest(weights / "encoder.onnx")},
    }
    (weights / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    log.info("wrote %s: %.1f MB", weights, sum(f.stat().st_size for f in weights.iterdir()) / 1e6)
