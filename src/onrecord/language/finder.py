"""The network that finds the words that name events, with a gate that tells where asking it can matter.

It costs as much as the encoder, and few of its answers are ever looked at: `language.events` asks it where somebody wants to know.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from onrecord.language.decoding import Floats
from onrecord.language.encoder import WEIGHTS, WeightsError, options
from onrecord.language.pieces import Pieces

FINDER = WEIGHTS / "triggers"


class Finder:
    """Runs the network in a folder of weights, which is loaded when it is first asked.

    Everything raises WeightsError where a file that it needs is missing or cannot be read.
    """

    def __init__(self, folder: Path = FINDER, threads: int = 1) -> None:
        self._folder, self._threads = folder, threads
        try:
            config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            #: the labels of each output, in the order of its scores; of `triggers` types of events, the first is none
            self.labels: Mapping[str, tuple[str, ...]] = {k: tuple(v) for k, v in config["outputs"].items()}
        except Exception as error:
            raise self._broken(error) from error

    def eventful(self, judged: Floats) -> NDArray[np.bool_]:
        """Of each of W words, whether the network may be sure of a gift, a move or an agreement.

        judged  (W, hidden): the encoder's vectors
        One hidden layer, trained to foretell the network; `training/triggers/gate.py` says what it misses.
        """
        inner = np.maximum(judged @ self._gate["inner"] + self._gate["bias"], 0.0)
        chosen: NDArray[np.bool_] = inner @ self._gate["outer"] >= self._gate["least"]
        return chosen

    def __call__(self, words: NDArray[np.uint8], pieces: Pieces) -> dict[str, Floats]:
        """The outputs by name, of W words: `triggers` (W, types), scores of each type of event.

        words  (pieces, hidden): the encoder's vectors of these word pieces
        """
        feeds: dict[str, Any] = {
            "words": words[None],
            "shapes": np.array([pieces.shapes], dtype=np.int64),
            "firsts": np.array([pieces.firsts], dtype=np.int64),
        }
        names = list(self.labels)
        return {name: found[0] for name, found in zip(names, self._session.run(names, feeds), strict=True)}

    @cached_property
    def _gate(self) -> dict[str, Floats]:
        try:
            with np.load(self._folder / "gate.npz") as arrays:
                return {name: arrays[name] for name in arrays.files}
        except Exception as error:
            raise self._broken(error) from error

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        try:
            return onnxruntime.InferenceSession(
                str(self._folder / "encoder.onnx"), options(self._threads), ["CPUExecutionProvider"]
            )
        except Exception as error:
            raise self._broken(error) from error

    def _broken(self, error: Exception) -> WeightsError:
        """Each library has its own kind of error, none of which tells the user what to do."""
        return WeightsError(
            f"cannot load the finder of events in {self._folder}: {error}. Reinstall onrecord."
        )
