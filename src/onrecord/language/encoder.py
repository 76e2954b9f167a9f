"""The shipped network on ONNX Runtime: one call a unit of text, so that it always says the same."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from onrecord.language.pieces import Pieces, Splitter
from onrecord.language.processor import clips

WEIGHTS = Path(__file__).parent / "weights"

Floats = NDArray[np.float32]


class WeightsError(RuntimeError):
    """The weights are missing or are not those that this version was made for."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of W words; `config.json` names the labels.

    pos, entities, spans   (W, labels)
    sentence, predicate    (W,) log-odds
    arcs, links            (W, W + 1): of each word's head and cue; column 0 means none
    dependent, head        (W, d), (W + 1, d): vectors for labelling arcs
    factuality             (W, corpora)
    judged                 (W, hidden): the vectors that factuality is judged by
    words                  (pieces, hidden): the vectors of the word pieces themselves, as the network has them in 8 bits
    """

    pos: Floats
    sentence: Floats
    arcs: Floats
    dependent: Floats
    head: Floats
    entities: Floats
    spans: Floats
    links: Floats
    factuality: Floats
    predicate: Floats
    judged: Floats
    words: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Inventory:
    """The labels of the heads, in the order of their scores."""

    pos: tuple[str, ...]
    deps: tuple[str, ...]
    entities: tuple[str, ...]
    spans: tuple[str, ...]
    factuality: tuple[str, ...]


#: The folders of the networks that readings are made with: the encoder's, the finder's of events and the judge's of headlines.
_NETWORKS = ("", "triggers", "claims")


def version(folder: Path = WEIGHTS) -> str:
    """The version of the weights that readings are made with, without loading them: one of each network, joined by hyphens.

    Raises WeightsError where they are missing.
    """
    found = []
    for path in (folder / name / "config.json" for name in _NETWORKS):
        try:
            found.append(str(json.loads(path.read_text(encoding="utf-8"))["version"]))
        except (OSError, ValueError, KeyError) as error:
            raise WeightsError(f"cannot read {path}: {error}. Reinstall onrecord.") from error
    return "-".join(found)


class Encoder:
    """Runs the network in a folder of weights, on one thread unless told otherwise: workers are processes.

    Raises WeightsError where a file is missing or cannot be read.
    """

    def __init__(self, folder: Path = WEIGHTS, threads: int = 1) -> None:
        try:
            config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            self.version: str = config["version"]
            self.inventory = Inventory(**{k: tuple(v) for k, v in config["inventory"].items()})
            with np.load(folder / "labels.npz") as arrays:
                #: (d, labels, d), applied to the chosen heads only: for all pairs it would cost more than the rest
                labels = arrays["labels"].astype(np.float32)
                self._labels: Floats = np.ascontiguousarray(labels.transpose(1, 0, 2))
            self.split = Splitter.from_file(folder / "tokenizer.json")
            self._session = onnxruntime.InferenceSession(
                str(folder / "encoder.onnx"), options(threads), ["CPUExecutionProvider"]
            )
            self._outputs = [f.name for f in fields(Scores)]
        except Exception as error:  # each library has its own kind, none of which tells the user what to do
            raise WeightsError(
                f"cannot load the language model in {folder}: {error}. Reinstall onrecord."
            ) from error

    def __call__(self, words: Sequence[str], paragraphs: Sequence[bool]) -> Scores:
        """The scores of one unit; see `pieces.Splitter` for `paragraphs`."""
        return self.scores(self.split(words, paragraphs))

    def scores(self, pieces: Pieces) -> Scores:
        """The scores of a unit's word pieces."""
        feeds = {"ids": pieces.ids, "shapes": pieces.shapes, "firsts": pieces.firsts}
        outputs: list[Any] = self._session.run(
            self._outputs, {k: np.array([v], dtype=np.int64) for k, v in feeds.items()}
        )
        return Scores(*(o[0] for o in outputs))

    def labels(self, scores: Scores, heads: Sequence[int], allowed: Sequence[NDArray[np.bool_]]) -> list[int]:
        """The best label of each word's arc; `heads[i]` is the head's index + 1, or 0 for the root.

        allowed  two masks over the labels: of roots, and of other words
        """
        heads_of = scores.head[list(heads)]
        wide = scores.dependent @ self._labels.reshape(len(self._labels), -1)
        ways = (wide.reshape(len(heads), -1, heads_of.shape[1]) @ heads_of[:, :, None])[:, :, 0]
        barred = np.stack([allowed[0 if h == 0 else 1] for h in heads])
        return [int(i) for i in np.where(barred, ways, -np.inf).argmax(axis=1)]


def options(threads: int) -> onnxruntime.SessionOptions:
    """The settings of a session: so many threads, none of them spinning."""
    made = onnxruntime.SessionOptions()
    made.intra_op_num_threads, made.inter_op_num_threads = threads, 1
    # Threads that spin while they wait take the core from everybody else.
    made.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # It takes half as long again, and so is asked for only where the same article would be read differently without it.
    if clips():
        made.add_session_config_entry("session.x64quantprecision", "1")
    made.log_severity_level = 3
    return made
