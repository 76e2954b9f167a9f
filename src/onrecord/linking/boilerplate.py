"""What of a text is no part of its report: agency tags, signatures, notes of the page.

The paragraphs that say so stand in knowledge/boilerplate.tsv; a dateline and the agency's mark at the end have a form.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np

from onrecord.linking.knowledge import table
from onrecord.linking.words import Chunk, Numbers, Truths, Words, runs

#: The first bits of two words' number tell whether a phrase may begin there.
_BITS = 17
_REST = 64 - _BITS

#: "HELSINKI, March 10 (Corvane) - ", "KATHMANDU, Nepal (HP) — ", "NEW YORK – ".
_DATELINE = re.compile(
    r"\s*(?:[A-Z][^\n.!?\"“”‘()]{1,60}\([^()\n]{2,40}\)\s*[-–—:]|[A-Z]{2}[A-Z .,'’/-]{1,40}\s[-–—])\s"
)
#: "(Lattice)", "– Corvane", "(With agency inputs)" as the last words.
_MARK = re.compile(
    r"(?:\((?:with )?[\w ,/&'’.-]{2,60}\)|\s[-–—/]{1,2}\s?(?:with )?[A-Z][\w &/-]{1,40})\s*$", re.IGNORECASE
)
_HEAD, _TAIL = 120, 80
_STOP = re.compile(r"[.!?][\"'”’)\]]*\s+|\n")


def counted(words: Words) -> Truths | None:
    """Which words are part of the report; None where all are."""
    return _counted(words, zip(*_suspects(words.numbers), strict=True))


def counted_of_each(chunk: Chunk, texts: Iterable[Words]) -> Iterator[Truths | None]:
    """The same for each text of a chunk, whose words are these."""
    at, pairs = _suspects(chunk.numbers)
    firsts = np.searchsorted(at, chunk.cuts).tolist()
    for words, start, first, last in zip(texts, chunk.cuts[:-1], firsts[:-1], firsts[1:], strict=True):
        yield _counted(words, ((at[n] - start, pairs[n]) for n in range(first, last)))


def _suspects(numbers: Numbers) -> tuple[list[int], list[int]]:
    """The words that a phrase of boilerplate may begin with, by their index, and the number of the pair that each begins."""
    maybe, phrases = _phrases()
    pairs = runs(numbers, 2)
    at = np.flatnonzero(maybe[_bucket(pairs)])
    found = [one for one in zip(at.tolist(), pairs[at].tolist(), strict=True) if one[1] in phrases]
    return [first for first, _ in found], [pair for _, pair in found]


def _counted(words: Words, suspects: Iterable[tuple[int, int]]) -> Truths | None:
    """Which words count, where a phrase may begin at these."""
    extents = [*_marks(words.text), *_notes(words, suspects)]
    if not extents:
        return None
    counts = np.ones(len(words), np.bool_)
    bounds = words.bounds.ravel()  # in rising order throughout
    for start, end in extents:
        counts[(bounds.searchsorted(start) + 1) // 2 : bounds.searchsorted(end, "right") // 2] = False
    return None if counts.all() else counts


def _marks(text: str) -> Iterator[tuple[int, int]]:
    """Half-open offsets of the dateline and of the agency's mark. Most texts have neither, which their ends tell at a glance."""
    if _dashed(text[:_HEAD]) and (dateline := _DATELINE.match(text)):
        yield dateline.span()
    if _dashed(text[-_TAIL:]) and (mark := _MARK.search(text, max(0, len(text) - _TAIL))):
        yield mark.span()


def _notes(words: Words, suspects: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Half-open offsets of what the phrases that begin at one of these words mark out."""
    stops: list[int] | None = None
    for first, pair in suspects:
        for numbers, where in _phrases()[1][pair]:
            if words.numbers[first : first + len(numbers)].tolist() != numbers:
                continue
            start = int(words.bounds[first][0])
            if where == "sentence":
                stops = stops or [0, *(match.end() for match in _STOP.finditer(words.text)), len(words.text)]
                stop = bisect_right(stops, start, hi=len(stops) - 1)
                yield stops[stop - 1], stops[stop]
            elif paragraph := _paragraph(words.text, start):
                yield paragraph


def _paragraph(text: str, start: int) -> tuple[int, int] | None:
    """Half-open offsets of the paragraph that begins with the word at `start`; None where words stand before it."""
    begins = text.rfind("\n", 0, start) + 1
    if any(map(str.isalnum, text[begins:start])):
        return None
    ends = text.find("\n", start)
    return begins, ends if ends >= 0 else len(text)


def _dashed(end: str) -> bool:
    """Whether the end of a text has what datelines and marks are set off with."""
    return ")" in end or "–" in end or "—" in end or " -" in end or "/" in end


@cache
def _phrases() -> tuple[Truths, dict[int, list[tuple[list[int], str]]]]:
    """The phrases by the number of their first two words, and which buckets hold such a number: most words need no more."""
    phrases: dict[int, list[tuple[list[int], str]]] = {}
    for phrase, where in table("boilerplate.tsv", 2):
        numbers = Words.of(phrase).numbers
        phrases.setdefault(int(runs(numbers[:2], 2)[0]), []).append((numbers.tolist(), where))
    maybe = np.zeros(1 << _BITS, np.bool_)
    maybe[_bucket(np.array(list(phrases), np.uint64))] = True
    return maybe, phrases


def _bucket(pairs: Numbers) -> Numbers:
    return pairs >> np.uint64(_REST)
