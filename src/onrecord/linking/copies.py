"""Copies: articles that have another's words, whole, cut, retitled, or with text of their own between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from onrecord.linking.direction import Origin, first
from onrecord.linking.links import Copy, Passage
from onrecord.linking.passages import Tile, tiles_of_each
from onrecord.linking.sketches import neighbours
from onrecord.linking.wordings import Wording
from onrecord.linking.words import BLOCK
from onrecord.model import Span

#: How much of one of two texts must stand in the other. Copies in the annotated stories share 0.55 and more of the later
#: text, rewrites at most 0.30; the middle is left to what an editor adds.
SHARE = 0.42
#: So many shared words make a copy even where they are little of the other text. Fewer are a quotation or a line.
LEAST = 2 * BLOCK
#: How much of the smaller sketch two texts share at the least before they are held against each other word by word. Far
#: below what a copy shares: one whose every sentence was touched keeps few whole runs.
_NEAR = 0.1

#: An article with the words of its text.
Worded = tuple[Origin, Wording]


def near(wordings: Sequence[Wording]) -> list[tuple[int, int]]:
    """Pairs, by their index, that may be copies."""
    return neighbours([wording.chosen for wording in wordings], _NEAR)


def may_copy(a: Wording, b: Wording) -> bool:
    """Whether two texts share enough for `near` to name them."""
    one, other = a.sketch, b.sketch
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared > 0 and shared >= _NEAR * min(len(one), len(other))


def copies(origins: Sequence[Origin], wordings: Sequence[Wording]) -> list[Copy]:
    """The copies among articles, in the order of the articles; `wordings` has theirs."""
    texts = list(zip(origins, wordings, strict=True))
    found = copies_of_each((texts[a], texts[b]) for a, b in near(wordings))
    return [one for one in found if one is not None]


def copies_of_each(pairs: Iterable[tuple[Worded, Worded]], *, passages: bool = True) -> Iterator[Copy | None]:
    """How one of two articles has the other's words, for each pair of them; None where it is no copy.

    passages  whether they are wanted, beside the shares
    """
    there = list(pairs)
    of_each = tiles_of_each([(a, b) for (_, a), (_, b) in there], least=SHARE)
    for ((a, wording_a), (b, wording_b)), shared in zip(there, of_each, strict=True):
        copied = _copied(a, b, wording_a, wording_b, shared)
        yield _copy(a, b, wording_a, wording_b, shared, passages=passages) if copied else None


def _copied(a: Origin, b: Origin, wording_a: Wording, wording_b: Wording, shared: Sequence[Tile]) -> bool:
    """Whether passages that two articles share make a copy."""
    many = sum(length for _, _, length in shared)
    if not many:
        return False
    share_a, share_b = many / wording_a.size, many / wording_b.size
    if max(share_a, share_b) < SHARE or (many < LEAST and min(share_a, share_b) < SHARE):
        return False
    return many >= BLOCK or a.piece.reading.article.headline == b.piece.reading.article.headline


def overlap(a: Origin, b: Origin, wording_a: Wording, wording_b: Wording) -> Copy | None:
    """What two articles have in common, in the form of a copy whether it is much or little; None where it is nothing."""
    return next(overlaps([((a, wording_a), (b, wording_b))]))


def overlaps(pairs: Iterable[tuple[Worded, Worded]]) -> Iterator[Copy | None]:
    """The same for each pair of articles; in less time than one by one."""
    there = list(pairs)
    of_each = tiles_of_each([(a, b) for (_, a), (_, b) in there])
    for ((a, wording_a), (b, wording_b)), shared in zip(there, of_each, strict=True):
        yield _copy(a, b, wording_a, wording_b, shared) if shared else None


def _copy(
    a: Origin,
    b: Origin,
    wording_a: Wording,
    wording_b: Wording,
    shared: Sequence[Tile],
    *,
    passages: bool = True,
) -> Copy:
    many = sum(length for _, _, length in shared)
    shares = many / wording_a.size, many / wording_b.size
    if not first(a, b, *shares):
        a, b, wording_a, wording_b, shares = b, a, wording_b, wording_a, shares[::-1]
        shared = [(at_b, at_a, length) for at_a, at_b, length in shared]
    found = [
        Passage(earlier=_span(wording_a, at_a, length), later=_span(wording_b, at_b, length))
        for at_a, at_b, length in (shared if passages else ())
    ]
    return Copy(
        earlier=a.piece.id,
        later=b.piece.id,
        share_earlier=round(shares[0], 4),
        share=round(shares[1], 4),
        passages=tuple(sorted(found, key=lambda passage: passage.later.start)),
    )


def _span(wording: Wording, at: int, length: int) -> Span:
    """Where a run of words stands: the index of the first and how many there are."""
    bound = wording.words.bounds.item
    start, end = bound(at, 0), bound(at + length - 1, 1)
    return Span("text", start, end, wording.words.text[start:end])
