"""Puts the trained network into the encoder's graph, where it is one more output."""

from __future__ import annotations

import json
import logging
import tempfile
from pathlib import Path

import onnx
import torch
from onnx import compose

from training.export import digest, to_int8
from training.network import Sizes
from training.triggers.corpus import TYPES
from training.triggers.network import WORDS, TriggerNetwork

log = logging.getLogger("training")

OUTPUT = "triggers"
_PREFIX = "triggers/"


def export(net: TriggerNetwork, weights: Path) -> None:
    """Writes the encoder with this network beside it, in place of one it had, and its configuration."""
    path = weights / "encoder.onnx"
    joined = join(without(onnx.load(str(path))), to_graph(net))
    onnx.checker.check_model(joined)
    onnx.save(joined, str(path))
    config = json.loads((weights / "config.json").read_text(encoding="utf-8"))
    config["version"] = digest(path)[:12]
    config["inventory"]["triggers"] = list(TYPES)
    config["files"]["encoder.onnx"] = digest(path)
    (weights / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    log.info("wrote %s: %.1f MB", path, path.stat().st_size / 1e6)


def to_graph(net: TriggerNetwork) -> onnx.ModelProto:
    """The network by itself, int8: words (1, T, hidden), shapes (1, T), firsts (1, W) to triggers (1, W, types)."""
    words, firsts = torch.randn(1, 12, Sizes().hidden), torch.tensor([[1, 2, 4, 5, 7]])
    shapes = torch.zeros(1, 12, dtype=torch.int64)
    axes = {"words": {1: "pieces"}, "shapes": {1: "pieces"}, "firsts": {1: "words"}}
    with tempfile.TemporaryDirectory() as folder:
        plain, small = Path(folder) / "plain.onnx", Path(folder) / "small.onnx"
        torch.onnx.export(
            net.eval(), (words, shapes, firsts), str(plain), input_names=list(axes), output_names=[OUTPUT],
            dynamic_axes={**axes, OUTPUT: {1: "words"}}, opset_version=17, dynamo=False,
        )  # fmt: skip
        to_int8(plain, small)
        return onnx.load(str(small))


def without(encoder: onnx.ModelProto) -> onnx.ModelProto:
    """The encoder without the network that it may have beside it."""
    for parts in (encoder.graph.node, encoder.graph.initializer):
        for part in [p for p in parts if p.name.startswith(_PREFIX)]:
            parts.remove(part)
    for output in [o for o in encoder.graph.output if o.name == OUTPUT]:
        encoder.graph.output.remove(output)
    return encoder


def join(encoder: onnx.ModelProto, net: onnx.ModelProto) -> onnx.ModelProto:
    """One graph: the network reads the encoder's vectors of word pieces, and the same inputs."""
    own = compose.add_prefix(net, _PREFIX)
    places = {f"{_PREFIX}{name}": name for name in ("shapes", "firsts", OUTPUT)} | {f"{_PREFIX}words": WORDS}
    for node in own.graph.node:
        node.input[:] = [places.get(name, name) for name in node.input]
        node.output[:] = [places.get(name, name) for name in node.output]
    encoder.graph.node.extend(own.graph.node)
    encoder.graph.initializer.extend(own.graph.initializer)
    shown = own.graph.output[0]
    shown.name = OUTPUT
    encoder.graph.output.append(shown)
    return encoder
