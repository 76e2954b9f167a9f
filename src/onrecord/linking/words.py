"""The words of a text as numbers, which is how texts are held against each other.

Letter case, punctuation, quotation marks and the form of characters do not count: "“Not yet,” she said" and
"not yet she said" are the same words. A number stands for the same word in every process and on every machine.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint64]

#: How many words in a row make a shared passage. Shorter runs are names, titles and phrases that anybody uses; it is
#: also the convention of the annotated stories that the benchmarks measure with.
BLOCK = 8

_WORD = re.compile(r"[^\W_]+")
_FACTOR = 0x9E3779B97F4A7C15  # odd, so that no bit of a word is lost; 2^64 over the golden ratio
_LIMIT = 1_000_000


class _Numbered(dict[str, int]):
    """The number of each word that was seen so far."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _LIMIT:
            self.clear()
        plain = unicodedata.normalize("NFKC", word).casefold()
        number = int.from_bytes(
            blake2b(plain.encode(errors="surrogatepass"), digest_size=8).digest(), "little"
        )
        self[word] = number
        return number


_NUMBERED = _Numbered()


@dataclass(frozen=True, eq=False)
class Words:
    """The words of a text.

    text     the text
    numbers  a number for each word, in order
    """

    text: str
    numbers: Numbers

    @classmethod
    def of(cls, text: str) -> Words:
        """The words of this text."""
        found = _WORD.findall(text)
        return cls(text, np.fromiter(map(_NUMBERED.__getitem__, found), np.uint64, len(found)))

    def __len__(self) -> int:
        return len(self.numbers)

    @cached_property
    def bounds(self) -> NDArray[np.int64]:
        """Where each word starts and ends: a row of two half-open offsets for each word."""
        spans = [match.span() for match in _WORD.finditer(self.text)]
        return np.array(spans, np.int64).reshape(-1, 2)

    @cached_property
    def blocks(self) -> Numbers:
        """A number for each run of `BLOCK` words, by its first word; empty where there are fewer words."""
        return _mixed(runs(self.numbers, BLOCK))


def runs(numbers: Numbers, length: int) -> Numbers:
    """A number for each run of this many words; `length` is a power of two."""
    step, factor = 1, _FACTOR
    while step < length:
        numbers = numbers[:-step] * np.uint64(factor) + numbers[step:]
        step, factor = 2 * step, factor * factor % 2**64
    return numbers


def _mixed(numbers: Numbers) -> Numbers:
    """The same numbers with their bits stirred (the end of splitmix64), so that the least of some is any of them."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    return numbers ^ (numbers >> np.uint64(31))
