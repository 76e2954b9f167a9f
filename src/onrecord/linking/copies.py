"""Copies: articles that have another's words, whole, cut, retitled, or with text of their own between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from onrecord.linking.boilerplate import counted
from onrecord.linking.direction import Origin, first
from onrecord.linking.links import Copy, Passage
from onrecord.linking.passages import clear, tiles
from onrecord.linking.sketches import neighbours, short_sketch, sketch
from onrecord.linking.words import BLOCK, Numbers, Words
from onrecord.model import Article, Span

#: How much of one of two texts must stand in the other. Copies in the annotated stories share 0.55 and more of the later
#: text, rewrites at most 0.30; the middle is left to what an editor adds.
SHARE = 0.42
#: So many shared words make a copy even where they are little of the other text. Fewer are a quotation or a line.
LEAST = 2 * BLOCK
#: How much of the smaller sketch two texts share at the least before they are held against each other word by word. Far
#: below what a copy shares: a copy whose every sentence was touched keeps few whole runs.
_NEAR = 1 / 32


@dataclass(frozen=True, eq=False)
class Wording:
    """An article's text as copies are looked for in it."""

    words: Words

    @classmethod
    def of(cls, article: Article) -> Wording:
        """The wording of an article; its headline is not part of it, since a copy is often retitled."""
        return cls(Words.of(article.text))

    @cached_property
    def counted(self) -> NDArray[np.bool_]:
        """Which words are part of the report."""
        return counted(self.words)

    @cached_property
    def size(self) -> int:
        """How many words are part of the report."""
        return int(self.counted.sum())

    @cached_property
    def sketch(self) -> Numbers:
        """What stands for it in the index of `sketches`."""
        if len(self.words) < BLOCK:
            return short_sketch(self.words.numbers)
        return sketch(self.words.blocks[clear(self.words.blocks, self.counted)])


def near(wordings: Sequence[Wording]) -> list[tuple[int, int]]:
    """Pairs, by their index, that may be copies."""
    return neighbours([wording.sketch for wording in wordings], _NEAR)


def copies(origins: Sequence[Origin], wordings: Sequence[Wording]) -> list[Copy]:
    """The copies among articles, in the order of the articles; `wordings` has theirs."""
    found = (copy(origins[a], origins[b], wordings[a], wordings[b]) for a, b in near(wordings))
    return [one for one in found if one is not None]


def copy(a: Origin, b: Origin, wording_a: Wording, wording_b: Wording) -> Copy | None:
    """How one of two articles has the other's words; None where it is no copy."""
    found = overlap(a, b, wording_a, wording_b)
    if found is None or max(found.share, found.share_earlier) < SHARE:
        return None
    # The share of a text is of words that it has, so either text gives their number back.
    many = round((found.share if found.later == b.piece.id else found.share_earlier) * wording_b.size)
    if many < LEAST and min(found.share, found.share_earlier) < SHARE:
        return None
    if many < BLOCK and a.piece.reading.article.headline != b.piece.reading.article.headline:
        return None
    return found


def overlap(a: Origin, b: Origin, wording_a: Wording, wording_b: Wording) -> Copy | None:
    """What two articles have in common, in the form of a copy whether it is much or little; None where it is nothing."""
    shared = tiles(wording_a.words, wording_b.words, wording_a.counted, wording_b.counted)
    many = sum(length for _, _, length in shared)
    if not many:
        return None
    share_a, share_b = many / wording_a.size, many / wording_b.size
    spans = [
        (_span(a, wording_a.words, at_a, length), _span(b, wording_b.words, at_b, length))
        for at_a, at_b, length in shared
    ]
    if first(a, b, share_a, share_b):
        passages = [Passage(earlier=in_a, later=in_b) for in_a, in_b in spans]
        ids, shares = (a.piece.id, b.piece.id), (share_a, share_b)
    else:
        passages = [
            Passage(earlier=in_b, later=in_a) for in_a, in_b in sorted(spans, key=lambda pair: pair[0].start)
        ]
        ids, shares = (b.piece.id, a.piece.id), (share_b, share_a)
    return Copy(
        earlier=ids[0],
        later=ids[1],
        share_earlier=round(shares[0], 4),
        share=round(shares[1], 4),
        passages=tuple(passages),
    )


def _span(origin: Origin, words: Words, at: int, length: int) -> Span:
    start, end = int(words.bounds[at][0]), int(words.bounds[at + length - 1][1])
    return origin.piece.reading.article.span("text", start, end)
