"""From the trained network to what is shipped: int8 ONNX, label weights, tokenizer, configuration, model card."""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.network import Inventory, Network, Outputs

log = logging.getLogger("training")

#: The output with the vectors of the word pieces, int8, which the finder of events reads.
WORDS = "words"
#: Outputs that only the graph has: what they are called in it. The finder's gate reads the second.
_SHOWN = {WORDS: "/net/encoder/words/Gather_output_0_quantized", "judged": "/net/GatherElements_3_output_0"}


class Graph(nn.Module):
    """The network as the runtime calls it: one unit, no padding."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, ids: Tensor, shapes: Tensor, firsts: Tensor) -> Outputs:
        """All outputs, a batch of one."""
        return self.net(ids, shapes, firsts)  # type: ignore[no-any-return]


def to_onnx(net: Network, path: Path) -> None:
    """Writes the fp32 graph, with free lengths."""
    names = Outputs.__annotations__
    ids = torch.randint(1000, 20000, (1, 12))
    firsts = torch.tensor([[1, 2, 4, 5, 7]])
    axes = {"ids": {1: "pieces"}, "shapes": {1: "pieces"}, "firsts": {1: "words"}}
    torch.onnx.export(
        Graph(net).eval(), (ids, torch.zeros_like(ids), firsts), str(path), input_names=list(axes),
        output_names=list(names), dynamic_axes={**axes, **{k: {1: "words"} for k in names}},
        opset_version=17, dynamo=False,
    )  # fmt: skip


def to_int8(path: Path, out: Path) -> None:
    """Quantises weights per channel to int8; activations are quantised as they come."""
    quantize_dynamic(
        str(path), str(out), per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gather"],
        extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip


def show(graph: onnx.GraphProto, hidden: int) -> None:
    """Makes outputs of what the finder of events reads; nothing else changes."""
    names = {name: output for output, name in _SHOWN.items()}
    for node in graph.node:
        for places in (node.input, node.output):
            places[:] = [names.get(name, name) for name in places]
    shapes = {WORDS: (TensorProto.UINT8, "pieces"), "judged": (TensorProto.FLOAT, "words")}
    graph.output.extend(
        helper.make_tensor_value_info(name, kind, [1, length, hidden])
        for name, (kind, length) in shapes.items()
    )


def mean_of(trained: Sequence[Path]) -> dict[str, torch.Tensor]:
    """The mean of the weights of these networks (Wortsman et al. 2022, model soups).

    The first stage is better at names and links, the second at trees; their mean keeps nearly all of both.
    """
    states = [torch.load(path, weights_only=True) for path in trained]
    return {k: torch.stack([s[k] for s in states]).mean(0) for k in states[0]}


def load_network(trained: Sequence[Path]) -> Network:
    """The network with the mean of these weights."""
    inventory = Inventory(**json.loads((trained[0].parent / "inventory.json").read_text(encoding="utf-8")))
    net = Network(inventory)
    net.load_state_dict(mean_of(trained))
    return net.eval()


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def version_of(files: Mapping[str, str]) -> str:
    """The version of a network of several files, from their digests."""
    return hashlib.sha256("".join(files[name] for name in sorted(files)).encode()).hexdigest()[:12]


def export(base: Path, trained: Sequence[Path], weights: Path) -> None:
    """Writes the files of `weights`; the fp32 graph, to hold the int8 one against, stays beside the networks."""
    net = load_network(trained)
    weights.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "encoder.onnx"
        to_onnx(net, plain)
        onnx.checker.check_model(str(plain))
        to_int8(plain, weights / "encoder.onnx")
        encoder = onnx.load(str(weights / "encoder.onnx"))
        show(encoder.graph, net.sizes.hidden)
        onnx.checker.check_model(encoder)
        onnx.save(encoder, str(weights / "encoder.onnx"))
        shutil.copyfile(plain, trained[0].with_name("encoder.fp32.onnx"))
    # The scale of `Network.label_scores` is folded in.
    labels = net.labels.detach().numpy() / np.sqrt(net.sizes.label)
    np.savez_compressed(weights / "labels.npz", labels=labels.astype(np.float16))
    tokenizer = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["truncation"] = tokenizer["padding"] = None
    (weights / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")
    config = {
        "version": digest(weights / "encoder.onnx")[:12],
        "base": "all-MiniLM-L6-v2",
        "inventory": net.inventory.as_dict(),
        "files": {name: digest(weights / name) for name in ("encoder.onnx", "labels.npz", "tokenizer.json")},
    }
    (weights / "config.json").write_text(json.dumps(config, indent=1) + "\n", encoding="utf-8")
    log.info("wrote %s: %.1f MB", weights, sum(f.stat().st_size for f in weights.iterdir()) / 1e6)
