"""The words of a text as numbers, which is how texts are held against each other.

Letter case, punctuation, quotation marks and the form of characters do not count: "“Not yet,” she said" and
"not yet she said" are the same words. A number stands for the same word in every process and on every machine.

A word's number is a polynomial over its characters, modulo 2^64. The sums up to each character of a text give all words'
numbers, since what stands before a word can be taken off and its place divided out; so a text is numbered in a few
passes, and where each word stands is known as well.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.uint64]
Truths = NDArray[np.bool_]

#: How many words in a row make a shared passage. Shorter runs are names, titles and phrases that anybody uses; it is
#: also the convention of the annotated stories that the benchmarks measure with.
BLOCK = 8

_LETTER = 0xD1342543DE82EF95  # odd, so that it has an inverse; a multiplier of Steele and Vigna (2021)
_FACTOR = 0x9E3779B97F4A7C15  # odd, so that no bit of a word is lost; 2^64 over the golden ratio
#: Characters below are looked up in a table: all alphabets of the press but the East Asian scripts.
_TABLE = 0x3000
#: About so many characters are numbered at a time: enough that the passes count and few enough to stay in the cache.
_TOGETHER = 50_000


@dataclass(frozen=True, eq=False)
class Words:
    """The words of a text.

    text     the text
    numbers  a number for each word, in order
    bounds   where each word starts and ends: a row of two half-open offsets for each word
    blocks   a number for each run of `BLOCK` words, by its first word; empty where there are fewer words
    """

    text: str
    numbers: Numbers
    bounds: NDArray[np.int64]
    blocks: Numbers

    @classmethod
    def of(cls, text: str) -> Words:
        """The words of this text: its letters and digits between whatever else there is."""
        return next(cls.of_each([text]))

    @classmethod
    def of_each(cls, texts: Iterable[str]) -> Iterator[Words]:
        """The words of each of these texts."""
        for chunk in Chunk.of_each(texts):
            yield from chunk.words()

    def __len__(self) -> int:
        return len(self.numbers)


@dataclass(frozen=True, eq=False)
class Chunk:
    """Some texts whose words are numbered together, which takes less time for many short ones.

    numbers, bounds, blocks  as those of `Words`, of all texts in a row; a block may reach from one text into the next
    cuts                     the first word of each text, and how many there are in all
    """

    texts: Sequence[str]
    numbers: Numbers
    bounds: NDArray[np.int64]
    blocks: Numbers
    cuts: Sequence[int]

    @classmethod
    def of_each(cls, texts: Iterable[str]) -> Iterator[Chunk]:
        """These texts in chunks."""
        some: list[str] = []
        length = 0
        for text in texts:
            some.append(text)
            length += len(text)
            if length >= _TOGETHER:
                yield cls._of(some)
                some, length = [], 0
        if some:
            yield cls._of(some)

    @classmethod
    def _of(cls, texts: Sequence[str]) -> Chunk:
        codes = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
        numbers, bounds = _numbered(_plain(codes))
        lengths = np.array([len(text) for text in texts], np.int64)
        starts = np.cumsum(lengths + 1) - lengths - 1
        cuts = [*np.searchsorted(bounds[:, 0], starts).tolist(), len(numbers)]
        bounds -= np.repeat(starts, np.diff(cuts))[:, np.newaxis]
        return cls(texts, numbers, bounds, stirred(runs(numbers, BLOCK)), cuts)

    def words(self) -> Iterator[Words]:
        """The words of each text."""
        for text, start, end in zip(self.texts, self.cuts[:-1], self.cuts[1:], strict=True):
            blocks = self.blocks[start : max(end - BLOCK + 1, start)]
            yield Words(text, self.numbers[start:end], self.bounds[start:end], blocks)


def runs(numbers: Numbers, length: int) -> Numbers:
    """A number for each run of this many words; `length` is a power of two."""
    step, factor = 1, _FACTOR
    while step < length:
        numbers = numbers[:-step] * np.uint64(factor) + numbers[step:]
        step, factor = 2 * step, factor * factor % 2**64
    return numbers


def stirred(numbers: Numbers) -> Numbers:
    """The same numbers with their bits stirred (as in splitmix64), so that the least of some is any of them."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    return numbers ^ (numbers >> np.uint64(31))


def distinct(numbers: Numbers) -> Numbers:
    """Each number once, in rising order; for the few numbers of one text faster than numpy's own."""
    numbers = np.sort(numbers)
    if len(numbers) < 2:
        return numbers
    return numbers[np.concatenate(([True], numbers[1:] != numbers[:-1]))]


def _numbered(characters: NDArray[np.uint32]) -> tuple[Numbers, NDArray[np.int64]]:
    """The numbers and the bounds of the words among characters; 0 stands for what is no part of a word."""
    inside = np.zeros(len(characters) + 2, np.bool_)
    inside[1:-1] = characters
    bounds = np.flatnonzero(inside[1:] != inside[:-1]).reshape(-1, 2)
    powers, inverses = _powers(max(len(characters), _TOGETHER).bit_length())
    sums = np.zeros(len(characters) + 1, np.uint64)
    np.cumsum(characters.astype(np.uint64) * powers[: len(characters)], out=sums[1:])
    starts, ends = bounds[:, 0], bounds[:, 1]
    return (sums[ends] - sums[starts]) * inverses[starts], bounds


def _plain(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """For each character a number for its plain form in lower case, 0 for what is no part of a word."""
    if not len(codes):
        return codes
    plain = _table().take(codes, mode="clip")
    for at in np.flatnonzero(codes >= _TABLE - 1).tolist():
        plain[at] = _form(int(codes[at]))
    return plain


def _form(code: int) -> int:
    character = chr(code)
    if not character.isalnum():
        return 0
    plain = unicodedata.normalize("NFKC", character).casefold()
    # What becomes two characters, such as a ligature, stays itself.
    return ord(plain) if len(plain) == 1 else code


@cache
def _table() -> NDArray[np.uint32]:
    return np.array([_form(code) for code in range(_TABLE)], np.uint32)


@lru_cache(maxsize=2)
def _powers(bits: int) -> tuple[Numbers, Numbers]:
    """The powers of a factor modulo 2^64, and those of its inverse; as many as a number of so many bits can count."""
    powers, inverses = (
        np.full(1 << bits, factor, np.uint64) for factor in (_LETTER, pow(_LETTER, -1, 2**64))
    )
    powers[0] = inverses[0] = 1
    return np.cumprod(powers), np.cumprod(inverses)
