"""An article's text as copies are looked for in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from onrecord.linking.boilerplate import counted_of_each
from onrecord.linking.sketches import WINDOW, chosen, least, short_sketch
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

    @cached_property
    def size(self) -> int:
        """How many words are part of the report."""
        return len(self.words) if self.counted is None else int(np.count_nonzero(self.counted))

    @cached_property
    def blocks(self) -> tuple[Numbers, NDArray[np.intp]]:
        """The blocks all of whose words count: their numbers, and the first word of each."""
        at = self._clear()
        if at is None:
            return self.words.blocks, np.arange(len(self.words.blocks))
        return self.words.blocks[at], at

    @property
    def chosen(self) -> Numbers:
        """The numbers of its sketch in the order of the text, some of them more than once; what `sketches.neighbours` takes."""
        if len(self.words) < BLOCK:
            return short_sketch(self.words.numbers)
        at = self._clear()
        if at is None and len(self.least):
            return self.least
        return chosen(self.words.blocks if at is None else self.words.blocks[at])

    @cached_property
    def sketch(self) -> Numbers:
        """What stands for it in an index, each number once, in rising order."""
        return distinct(self.chosen)

    def _clear(self) -> NDArray[np.intp] | None:
        """The blocks all of whose words count, by their first word; None where all do."""
        if self.counted is None:
            return None
        blocks = len(self.words.blocks)
        before = np.concatenate(([0], np.cumsum(~self.counted)))
        return np.flatnonzero(before[BLOCK : blocks + BLOCK] == before[:blocks])
