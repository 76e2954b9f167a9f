"""From the trained finder to what is shipped: int8 ONNX and its configuration."""

from __future__ import annotations

import json
import logging
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import onnx
import torch
from onnx import TensorProto, helper
from torch import Tensor, nn

from training.export import WORDS, digest, to_int8, version_of
from training.network import Sizes
from training.triggers.acts import ROLES
from training.triggers.corpus import TYPES
from training.triggers.network import TriggerNetwork

log = logging.getLogger("training")

#: The outputs of the network that are shipped, in their order, and the labels of the scores of each. What it says of effects and stages
#: only helps it to learn: it marks the heads of effects with a precision of .56 and a recall of .19.
OUTPUTS: Mapping[str, Sequence[str]] = {"triggers": TYPES, "holders": ROLES, "fillers": ROLES}


def export(net: TriggerNetwork, weights: Path) -> None:
    """Writes the network's files beside the encoder of `weights`, whose vectors of word pieces it reads; no gate yet."""
    folder = weights / "triggers"
    folder.mkdir(parents=True, exist_ok=True)
    graph = upon(onnx.load(str(weights / "encoder.onnx")), to_graph(net))
    onnx.checker.check_model(graph)
    onnx.save(graph, str(folder / "encoder.onnx"))
    configure(folder)
    log.info("wrote %s: %.1f MB", folder, sum(f.stat().st_size for f in folder.iterdir()) / 1e6)


def configure(folder: Path) -> None:
    """Writes the configuration of what is in the folder."""
    files = {p.name: digest(p) for p in sorted(folder.iterdir()) if p.suffix in (".npz", ".onnx")}
    config = {
        "version": version_of(files),
        "base": "all-MiniLM-L6-v2",
        "outputs": {name: list(labels) for name, labels in OUTPUTS.items()},
        "files": files,
    }
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")


class _Shipped(nn.Module):
    """The network with the outputs that are shipped."""

    def __init__(self, net: TriggerNetwork) -> None:
        super().__init__()
        self.net = net

    def forward(self, words: Tensor, shapes: Tensor, firsts: Tensor) -> tuple[Tensor, ...]:
        found = self.net(words, shapes, firsts)
        return tuple(getattr(found, name) for name in OUTPUTS)


def to_graph(net: TriggerNetwork) -> onnx.ModelProto:
    """The network by itself, int8: words (1, T, hidden), shapes (1, T), firsts (1, W) to its outputs, (1, W, ...)."""
    words, firsts = torch.randn(1, 12, Sizes().hidden), torch.tensor([[1, 2, 4, 5, 7]])
    shapes = torch.zeros(1, 12, dtype=torch.int64)
    axes = {"words": {1: "pieces"}, "shapes": {1: "pieces"}, "firsts": {1: "words"}}
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder) / "plain.onnx", Path(folder) / "small.onnx"
        torch.onnx.export(
            _Shipped(net).eval(), (words, shapes, firsts), str(plain), input_names=list(axes), output_names=list(OUTPUTS),
            dynamic_axes={**axes, **{name: {1: "words"} for name in OUTPUTS}}, opset_version=17, dynamo=False,
        )  # fmt: skip
        to_int8(plain, small)
        return onnx.load(str(small))


def upon(encoder: onnx.ModelProto, net: onnx.ModelProto) -> onnx.ModelProto:
    """The network with int8 vectors of word pieces as its input, as the encoder gives them: its table is shipped once."""
    step = next(n for n in encoder.graph.node if n.op_type == "DequantizeLinear" and n.input[0] == WORDS)
    known = {i.name: i for i in encoder.graph.initializer}
    graph = net.graph
    (words,) = (i for i in graph.input if i.name == WORDS)
    words.type.tensor_type.elem_type = TensorProto.UINT8
    for node in graph.node:
        node.input[:] = [f"{WORDS} as floats" if name == WORDS else name for name in node.input]
    graph.node.insert(0, helper.make_node("DequantizeLinear", step.input, [f"{WORDS} as floats"]))
    graph.initializer.extend(known[name] for name in step.input[1:])
    return net
