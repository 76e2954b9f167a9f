"""Whether the processor clips products of int8 weights."""

from __future__ import annotations

import numpy as np
import onnxruntime

from onrecord.language.encoder import options
from onrecord.language.processor import _GRAPH, clips


def test_sums_are_right_with_the_settings_that_the_processor_needs() -> None:
    session = onnxruntime.InferenceSession(str(_GRAPH), options(1), ["CPUExecutionProvider"])
    (sums,) = session.run(None, {"activations": np.full((1, 4), 255, dtype=np.uint8)})
    assert sums.tolist() == [[4 * 255 * 127]]


def test_the_answer_is_asked_for_once() -> None:
    assert clips() is clips()
