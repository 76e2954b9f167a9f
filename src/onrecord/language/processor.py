"""Whether this processor adds up products of int8 weights in 16 bits, and clips what overflows.

x86 processors without VNNI do (the instruction VPMADDUBSW); what the network says would differ there, and be worse. No
list of processors is asked: `clipping.onnx`, one product of the largest activations with the largest weights, is run.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime

_GRAPH = Path(__file__).with_name("clipping.onnx")
#: The largest activation and weight of eight bits, and how many of them the graph multiplies.
_ACTIVATION, _WEIGHT, _COUNT = 255, 127, 4


@cache
def clips() -> bool:
    """Whether products are clipped here unless ONNX Runtime is told to be precise."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(_GRAPH), options, ["CPUExecutionProvider"])
    (sums,) = session.run(None, {"activations": np.full((1, _COUNT), _ACTIVATION, dtype=np.uint8)})
    return int(sums[0, 0]) != _COUNT * _ACTIVATION * _WEIGHT
