"""From the trained headline network to what is shipped: int8 ONNX and its configuration."""

from __future__ import annotations

import json
import logging
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.export import digest, mean_of, to_int8
from training.headlines.corpus import LABELS
from training.headlines.network import PairNetwork

log = logging.getLogger("training")

#: The products of matrices in a layer, in their order.
_PRODUCTS = ("query", "key", "value", "output", "up", "down")


def shipped(weights: Path) -> dict[str, torch.Tensor]:
    """The weights of the network in a folder, back from int8 to fp32."""
    graph = onnx.load(str(weights / "encoder.onnx")).graph
    known = {i.name: numpy_helper.to_array(i) for i in graph.initializer}

    def whole(name: str) -> torch.Tensor:
        steps = known[f"{name}_quantized"].astype(np.float32) - known[f"{name}_zero_point"].astype(np.float32)
        return torch.tensor(steps * known[f"{name}_scale"])

    names = {name.removesuffix("_quantized") for name in known if name.endswith("_quantized")}
    found = {name: torch.tensor(known[name]) for name in known if name.startswith(("encoder.", "head.")) and "weight_" not in name}  # fmt: skip
    found |= {name: whole(name) for name in names if name.startswith("encoder.")}
    found |= {name.removesuffix("_Transposed"): whole(name).T for name in names if name.startswith("head.")}
    # The exporter numbers the rest in the order in which they are used.
    products = sorted((n for n in names if n.startswith("onnx::")), key=lambda n: int(n.rpartition("_")[2]))
    for i, name in enumerate(products):
        layer, place = divmod(i, len(_PRODUCTS))
        found[f"encoder.layers.{layer}.{_PRODUCTS[place]}.weight"] = whole(name).T
    return found


def load_network(trained: Sequence[Path], labels: Sequence[str] = LABELS) -> PairNetwork:
    """The network with the mean of these weights."""
    net = PairNetwork(len(labels))
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


def export(trained: Sequence[Path], weights: Path, labels: Sequence[str] = LABELS) -> None:
    """Writes the files of `weights`; the tokenizer is that of the folder above."""
    net = load_network(trained, labels)
    weights.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "encoder.onnx"
        to_onnx(net, plain)
        to_int8(plain, weights / "encoder.onnx")
    config = {
        "version": digest(weights / "encoder.onnx")[:12],
        "base": "all-MiniLM-L6-v2",
        "labels": labels,
        "files": {"encoder.onnx": digest(weights / "encoder.onnx")},
    }
    (weights / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    log.info("wrote %s: %.1f MB", weights, sum(f.stat().st_size for f in weights.iterdir()) / 1e6)
