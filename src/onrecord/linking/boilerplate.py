"""What of a text is no part of its report: agency tags, signatures, notes of the page.

The paragraphs that say so stand in knowledge/boilerplate.tsv; a dateline and the agency's mark at the end have a form.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np

from onrecord.linking.knowledge import table
from onrecord.linking.words import Numbers, Truths, Words, runs

#: The first bits of two words' number tell whether a phrase may begin there.
_BITS = 14
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
_BREAK = re.compile(r"\n\s*\n|\n")
_STOP = re.compile(r"[.!?][\"'”’)\]]*\s+|\n")


def counted(words: Words) -> Truths:
    """Which words are part of the report."""
    counts = np.ones(len(words), np.bool_)
    for start, end in _extents(words):
        bounds = words.bounds
        counts[(bounds[:, 0] >= start) & (bounds[:, 1] <= end)] = False
    return counts


def _extents(words: Words) -> list[tuple[int, int]]:
    """Half-open offsets of what does not count."""
    text = words.text
    found = []
    # Most texts have neither, which their ends tell at a glance.
    if _dashed(text[:_HEAD]) and (dateline := _DATELINE.match(text)):
        found.append(dateline.span())
    if _dashed(text[-_TAIL:]) and (mark := _MARK.search(text, max(0, len(text) - _TAIL))):
        found.append(mark.span())
    maybe, phrases = _phrases()
    pairs = runs(words.numbers, 2)
    for at in np.flatnonzero(maybe[_bucket(pairs)]).tolist():
        for numbers, where in phrases.get(int(pairs[at]), ()):
            if np.array_equal(words.numbers[at : at + len(numbers)], numbers):
                found += _extent(words, at, where)
    return found


def _extent(words: Words, at: int, where: str) -> list[tuple[int, int]]:
    """Half-open offsets of the paragraph that begins with this word, or of the sentence that holds it."""
    text, start = words.text, int(words.bounds[at][0])
    before = text[:start]
    if where == "paragraph":
        line = before.rpartition("\n")[2]
        if any(character.isalnum() for character in line):
            return []
        stop = _BREAK.search(text, start)
        return [(start - len(line), stop.start() if stop else len(text))]
    begins = max((match.end() for match in _STOP.finditer(before)), default=0)
    stop = _STOP.search(text, start)
    return [(begins, stop.end() if stop else len(text))]


def _dashed(end: str) -> bool:
    """Whether the end of a text has what datelines and marks are set off with."""
    return ")" in end or "–" in end or "—" in end or " -" in end or "/" in end


@cache
def _phrases() -> tuple[Truths, dict[int, list[tuple[Numbers, str]]]]:
    """The phrases by the number of their first two words, and which buckets hold such a number: most words need no more."""
    phrases: dict[int, list[tuple[Numbers, str]]] = {}
    for phrase, where in table("boilerplate.tsv", 2):
        numbers = Words.of(phrase).numbers
        phrases.setdefault(int(runs(numbers[:2], 2)[0]), []).append((numbers, where))
    maybe = np.zeros(1 << _BITS, np.bool_)
    maybe[_bucket(np.array(list(phrases), np.uint64))] = True
    return maybe, phrases


def _bucket(pairs: Numbers) -> Numbers:
    return pairs >> np.uint64(_REST)
