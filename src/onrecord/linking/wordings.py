"""An article's text as copies are looked for in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from onrecord.linking.boilerplate import counted_of_each
from onrecord.linking.sketches import WINDOW, least, short_sketch, sketch
from onrecord.linking.words import BLOCK, Chunk, Numbers, Truths, Words, distinct


@dataclass(frozen=True, eq=False)
class Wording:
    """The words of a text, and which of them are part of the report.

    counted  one truth for each word; None where all are part of it
    least    the least numbers of its blocks, as `sketches.least` gives them
    """

    words: Words
    counted: Truths | None
    least: Numbers

    @classmethod
    def of(cls, text: str) -> Wording:
        """The wording of a text."""
        return next(cls._of_each([text]))

    @classmethod
    def of_each(cls, texts: Iterable[str]) -> list[Wording]:
        """The wording of each of these texts."""
        return list(cls._of_each(texts))

    @classmethod
    def _of_each(cls, texts: Iterable[str]) -> Iterator[Wording]:
        for chunk in Chunk.of_each(texts):
            lowest, each = least(chunk.blocks), list(chunk.words())
            for words, counts, first in zip(each, counted_of_each(chunk, each), chunk.cuts, strict=False):
                windows = max(len(words.blocks) - WINDOW + 1, 0)
                yield cls(words, counts, lowest[first : first + windows])

    @property
    def size(self) -> int:
        """How many words are part of the report."""
        return len(self.words) if self.counted is None else int(np.count_nonzero(self.counted))

    @cached_property
    def blocks(self) -> tuple[Numbers, NDArray[np.intp]]:
        """The blocks all of whose words count: their numbers in rising order, and the first word of each."""
        numbers, at = self.words.blocks, self._clear()
        if at is not None:
            numbers = numbers[at]
        order = np.argsort(numbers)
        rising = numbers[order]
        if (rising[1:] == rising[:-1]).any():
            # Of equal numbers the earlier comes first, whatever the processor's way of sorting.
            order = np.argsort(numbers, kind="stable")
        return rising, order if at is None else at[order]

    @property
    def sketch(self) -> Numbers:
        """What stands for it in the index of `sketches`."""
        if len(self.words) < BLOCK:
            return short_sketch(self.words.numbers)
        at = self._clear()
        if at is None and len(self.least):
            return distinct(self.least)
        return sketch(self.words.blocks if at is None else self.words.blocks[at])

    def _clear(self) -> NDArray[np.intp] | None:
        """The blocks all of whose words count, by their first word; None where all do."""
        if self.counted is None:
            return None
        blocks = len(self.words.blocks)
        before = np.concatenate(([0], np.cumsum(~self.counted)))
        return np.flatnonzero(before[BLOCK : blocks + BLOCK] == before[:blocks])
