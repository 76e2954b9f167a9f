"""An article's text as copies are looked for in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from onrecord.linking.boilerplate import counted
from onrecord.linking.sketches import short_sketch, sketch
from onrecord.linking.words import BLOCK, Numbers, Truths, Words


@dataclass(frozen=True, eq=False)
class Wording:
    """The words of a text, and which of them are part of the report."""

    words: Words

    @classmethod
    def of(cls, text: str) -> Wording:
        """The wording of a text."""
        return cls(Words.of(text))

    @classmethod
    def of_each(cls, texts: Sequence[str]) -> list[Wording]:
        """The wording of each of these texts."""
        return [cls(words) for words in Words.of_each(texts)]

    @cached_property
    def counted(self) -> Truths:
        """Which words are part of the report."""
        return counted(self.words)

    @cached_property
    def whole(self) -> bool:
        """Whether all are."""
        return bool(self.counted.all())

    @cached_property
    def size(self) -> int:
        """How many are."""
        return int(np.count_nonzero(self.counted))

    @cached_property
    def blocks(self) -> tuple[Numbers, NDArray[np.intp]]:
        """The blocks all of whose words count: their numbers in rising order, and the first word of each."""
        at = self._clear()
        numbers = self.words.blocks[at]
        order = np.argsort(numbers, kind="stable")
        return numbers[order], at[order]

    @cached_property
    def sketch(self) -> Numbers:
        """What stands for it in the index of `sketches`."""
        if len(self.words) < BLOCK:
            return short_sketch(self.words.numbers)
        return sketch(self.words.blocks if self.whole else self.words.blocks[self._clear()])

    def _clear(self) -> NDArray[np.intp]:
        blocks = len(self.words.blocks)
        if self.whole:
            return np.arange(blocks)
        before = np.concatenate(([0], np.cumsum(~self.counted)))
        return np.flatnonzero(before[BLOCK : blocks + BLOCK] == before[:blocks])
