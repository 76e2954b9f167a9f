"""A headline held against sentences of its article by a network that reads both at once.

There are two such networks. The labels of STANCES are those of the Fake News Challenge (fakenewschallenge.org): the text is
`unrelated` to the headline, discusses what it claims (`discuss`), says the same (`agree`) or the opposite (`disagree`). Those of
CLAIMS are the verdicts on a claim: the text bears it out (`supported`), says less (`overstated`), says otherwise
(`contradicted`) or does not speak of it (`unsupported`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.language.encoder import WEIGHTS, WeightsError, options

Floats = NDArray[np.float32]

#: The folders of the two networks.
STANCES, CLAIMS = WEIGHTS / "headline", WEIGHTS / "claims"
#: Pieces in a call, of the headline and of one sentence; what is longer loses its end.
MOST, MOST_OF_HEADLINE, MOST_OF_SENTENCE = 256, 48, 72

#: What each piece is: a mark between texts, or a piece of the headline or the body, that both have or only its own.
MARKS = ("special", "headline", "headline shared", "body", "body shared")


@dataclass(frozen=True, slots=True)
class Pair:
    """The network's input: word-piece ids, and of each piece its index in MARKS."""

    ids: list[int]
    marks: list[int]


class PairSplitter:
    """Puts a headline and sentences together: [CLS] headline [SEP] sentence [SEP] sentence [SEP]."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        vocabulary = tokenizer.get_vocab()
        self.start, self.separator, self.mask = (vocabulary[t] for t in ("[CLS]", "[SEP]", "[MASK]"))

    def pieces(self, text: str) -> list[int]:
        """The piece ids of a text."""
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return ids

    def __call__(self, headline: str, sentences: Sequence[str]) -> Pair:
        """The pair of a headline and sentences, in the order given, cut to MOST pieces."""
        return self.join(self.pieces(headline), [self.pieces(s) for s in sentences])

    def join(self, headline: Sequence[int], sentences: Sequence[Sequence[int]]) -> Pair:
        """The same from piece ids."""
        top = headline[:MOST_OF_HEADLINE]
        ids = [self.start, *top, self.separator]
        for sentence in sentences:
            ids += [*sentence[:MOST_OF_SENTENCE], self.separator]
        ids = ids[:MOST]
        body = set(ids[len(top) + 2 :])
        marks = [0, *(1 + (piece in body) for piece in top), 0]
        marks += [0 if p == self.separator else 3 + (p in top) for p in ids[len(top) + 2 :]]
        return Pair(ids, marks)


class PairJudge:
    """Judges headlines with the network in a folder of weights, which is loaded when it is first needed.

    The tokenizer is that of the folder above. One headline and one text a call: the same pair always gets the same
    probabilities, whatever else is judged beside it.
    """

    def __init__(self, folder: Path = STANCES, threads: int = 1) -> None:
        self._folder, self._threads = folder, threads

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """The labels, in the order of the probabilities.

        Raises WeightsError, as does everything below, where the weights cannot be loaded.
        """
        return self._loaded[0]

    def judge(self, headline: str, sentences: Sequence[str]) -> Floats:
        """Probabilities (n, labels): of each of n sentences by itself against the headline."""
        if not sentences:
            return np.zeros((0, len(self.labels)), dtype=np.float32)
        return np.stack([self.judge_together(headline, [sentence]) for sentence in sentences])

    def judge_together(self, headline: str, sentences: Sequence[str]) -> Floats:
        """Probabilities (labels,) of the sentences, in the order of the text, read as one against the headline."""
        _, split, session = self._loaded
        pair = split(headline, sentences)
        feeds = {"ids": pair.ids, "marks": pair.marks}
        outputs: list[Any] = session.run(None, {k: np.array([v], dtype=np.int64) for k, v in feeds.items()})
        scores: Floats = outputs[0][0]
        odds = np.exp(scores - scores.max())
        return np.asarray(odds / odds.sum(), dtype=np.float32)

    @cached_property
    def _loaded(self) -> tuple[tuple[str, ...], PairSplitter, onnxruntime.InferenceSession]:
        try:
            config = json.loads((self._folder / "config.json").read_text(encoding="utf-8"))
            split = PairSplitter(Tokenizer.from_file(str(self._folder.parent / "tokenizer.json")))
            session = onnxruntime.InferenceSession(
                str(self._folder / "encoder.onnx"), options(self._threads), ["CPUExecutionProvider"]
            )
            return tuple(config["labels"]), split, session
        except Exception as error:  # each library has its own kind, none of which tells the user what to do
            raise WeightsError(
                f"cannot load the headline model in {self._folder}: {error}. Reinstall onrecord."
            ) from error
