"""Cuts a text into the units that the encoder reads in one call.

A unit depends on the article alone, never on what else is in a batch: that is what makes a reading repeatable.
Units are as many whole paragraphs as fit, so that a quotation is read beside the sentence that names its speaker.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

#: Word pieces in a unit. Longer units read no better and cost more (attention grows with the square).
USUAL = 250
#: The encoder has 512 positions, of which special pieces and paragraph marks take some.
MOST = 460


class Break(IntEnum):
    """How good a place before a word is for a cut."""

    NONE = 0
    SENTENCE = 1
    PARAGRAPH = 2


def plan(
    sizes: Sequence[int], breaks: Sequence[Break], usual: int = USUAL, most: int = MOST
) -> list[tuple[int, int]]:
    """Half-open ranges of words, in order, that cover all of them.

    sizes   word pieces of each word, each less than `most`
    breaks  how good a cut before each word is
    """
    units: list[tuple[int, int]] = []
    start, n = 0, len(sizes)
    while start < n:
        best: dict[Break, int] = {}
        used, end = 0, start
        while end < n:
            used += sizes[end] + (breaks[end] is Break.PARAGRAPH)
            if used > usual and (best.get(Break.PARAGRAPH) or best.get(Break.SENTENCE)):
                break
            if used > most:
                break
            end += 1
            if end < n and breaks[end] is not Break.NONE:
                best[breaks[end]] = end
                if used > usual:
                    break
        if end < n:
            end = best.get(Break.PARAGRAPH) or best.get(Break.SENTENCE) or max(end, start + 1)
        units.append((start, end))
        start = end
    return units


_ENDS = frozenset(".!?…")
_CLOSERS = frozenset("\"'”’»)]")
#: A full stop after these ends no sentence; only used to choose where to cut, so a short list will do.
_ABBREVIATIONS = frozenset(
    [
        "mr.",
        "mrs.",
        "ms.",
        "dr.",
        "gen.",
        "col.",
        "lt.",
        "sen.",
        "rep.",
        "gov.",
        "st.",
        "jr.",
        "sr.",
        "inc.",
        "co.",
        "corp.",
        "no.",
        "vs.",
        "u.s.",
        "u.k.",
        "u.n.",
        "jan.",
        "feb.",
        "mar.",
        "apr.",
        "jun.",
        "jul.",
        "aug.",
        "sep.",
        "sept.",
        "oct.",
        "nov.",
        "dec.",
    ]
)


def sentence_like(words: Sequence[str]) -> list[bool]:
    """Where a sentence seems to begin, by its punctuation and case alone."""
    starts = [False] * len(words)
    for i in range(1, len(words)):
        k = i - 1
        while k > 0 and words[k] in _CLOSERS:
            k -= 1
        before, word = words[k], words[i]
        if (
            before[-1] in _ENDS
            and not (len(before) <= 2 and before[0].isalpha())
            and before.lower() not in _ABBREVIATIONS
        ):
            starts[i] = (
                word[0].isupper() or word[0].isdigit() or word[0] in '"“‘«'
            ) and word not in _CLOSERS - {'"'}
    return starts
