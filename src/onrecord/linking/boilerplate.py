"""What of a text is no part of its report: agency tags, signatures, notes of the page.

The paragraphs that say so stand in knowledge/boilerplate.tsv; a dateline and the agency's mark at the end have a form.
"""

from __future__ import annotations

import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

from onrecord.linking.knowledge import table
from onrecord.linking.words import Numbers, Words, runs

_Where = tuple[Numbers, str]

#: "HELSINKI, March 10 (Corvane) - ", "KATHMANDU, Nepal (HP) — ", "NEW YORK – ".
_DATELINE = re.compile(
    r"\s*(?:[A-Z][^\n.!?\"“”‘()]{1,60}\([^()\n]{2,40}\)\s*[-–—:]|[A-Z]{2}[A-Z .,'’/-]{1,40}\s[-–—])\s"
)
#: "(Lattice)", "– Corvane", "(With agency inputs)" as the last words.
_MARK = re.compile(
    r"(?:\((?:with )?[\w ,/&'’.-]{2,60}\)|\s[-–—/]{1,2}\s?(?:with )?[A-Z][\w &/-]{1,40})\s*$", re.IGNORECASE
)
_BREAK = re.compile(r"\n\s*\n|\n")
_STOP = re.compile(r"[.!?][\"'”’)\]]*\s+|\n")


def counted(words: Words) -> NDArray[np.bool_]:
    """Which words are part of the report."""
    counts = np.ones(len(words), np.bool_)
    for start, end in _extents(words):
        bounds = words.bounds
        counts[(bounds[:, 0] >= start) & (bounds[:, 1] <= end)] = False
    return counts


def _extents(words: Words) -> list[tuple[int, int]]:
    """Half-open offsets of what does not count."""
    text = words.text
    found = [
        match.span() for match in (_DATELINE.match(text), _MARK.search(text, max(0, len(text) - 80))) if match
    ]
    heads, phrases = _phrases()
    if len(words) > 1:
        for at in np.flatnonzero(np.isin(runs(words.numbers, 2), heads)).tolist():
            for numbers, where in phrases[int(runs(words.numbers[at : at + 2], 2)[0])]:
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


@cache
def _phrases() -> tuple[Numbers, dict[int, list[_Where]]]:
    """The first two words of each phrase as a number, and the phrases by it."""
    phrases: dict[int, list[_Where]] = {}
    for phrase, where in table("boilerplate.tsv", 2):
        numbers = Words.of(phrase).numbers
        phrases.setdefault(int(runs(numbers[:2], 2)[0]), []).append((numbers, where))
    return np.array(list(phrases), np.uint64), phrases
