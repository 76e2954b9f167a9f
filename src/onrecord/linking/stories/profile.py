"""What of an article is held against other articles to tell whether they are on the same happening."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import log, sqrt
from sys import intern
from typing import Literal
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from onrecord.linking.links import Piece
from onrecord.linking.stories.terms import tells, words
from onrecord.linking.times import Published
from onrecord.model import Reading
from onrecord.wording import number

Side = Literal["names", "words", "focus", "headline"]
#: The sides of an article, in the order in which its terms are laid out. What the headline and the first paragraphs
#: say is weighed again, as the press puts first what its report is on.
SIDES: tuple[Side, ...] = ("names", "words", "focus", "headline")
#: How many terms of each side are kept, the most telling first; the rest of a long article changes its likeness little.
_KEPT: Mapping[Side, int] = {"names": 60, "words": 120, "focus": 60, "headline": 20}
#: How many of the most telling terms an article is found by.
_KEYS = 24
_LEAD = 3  # paragraphs
#: Weights are whole numbers, so that sums come out the same in whatever order they are made.
SCALE = 10_000
SLOTS = 1 << 22
#: A number up to here is no mark of a story: a dozen articles a day have "three" of something.
_SMALL = 12

_NAMED = frozenset(
    ("person", "organization", "country", "place", "facility", "group", "vessel", "product", "equipment")
)
_EPOCH, _DAY = datetime(1970, 1, 1, tzinfo=UTC), timedelta(days=1)

#: How much a term tells in an article, below 0, so that terms sort by it; and the term.
_Ranked = tuple[float, str]


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """An article as stories know it.

    id       as the set or ledger names the article
    outlet, headline  as the article has them
    moment   when it was published, in days since 1970 UTC; the middle where that is open; None where it is not known
    terms    the words themselves as they stand in the article, or the names that they are of, side after side
    slots    a number for each term and side
    weights  how much each tells of its side; the squares of a side add up to `SCALE` squared
    telling  how much each tells of itself, in thousandths
    bounds   where each side begins, and the end: five offsets into the four above
    figures  the numbers that it gives, with their unit, as one reads them
    keys     the terms that it is found by
    """

    id: str
    outlet: str
    headline: str
    moment: float | None
    terms: tuple[str, ...]
    slots: NDArray[np.int32]
    weights: NDArray[np.int16]
    telling: NDArray[np.int16]
    bounds: NDArray[np.int64]
    figures: frozenset[str]
    keys: tuple[str, ...]

    @property
    def day(self) -> int | None:
        """The UTC day of publication, in days since 1970."""
        return None if self.moment is None else int(self.moment // 1)

    def numbers(self, side: Side) -> tuple[int, ...]:
        """The terms of one side, most telling first, as numbers that are the same on every side."""
        at = SIDES.index(side)
        return tuple(map(int, self.slots[self.bounds[at] : self.bounds[at + 1]] % (SLOTS // len(SIDES))))

    @property
    def order(self) -> tuple[bool, float, str]:
        """What articles are put in order by: time, those without a date last, then id."""
        return self.moment is None, self.moment or 0.0, self.id

    @classmethod
    def of(cls, piece: Piece) -> Profile:
        """The profile of an article that has been read."""
        article = piece.reading.article
        named = _names(piece.reading)
        headline, text = words(article.headline), words(article.text)
        lead = headline + words("\n\n".join(article.text.split("\n\n", _LEAD)[:_LEAD]))
        forms = dict(reversed(text + headline))
        ranked = _ranked(found for found, _ in headline + text)
        sides: dict[Side, list[_Ranked]] = {
            "names": [one for one in ranked if one[1] in named],
            "words": [one for one in ranked if one[1] not in named],
            "focus": _ranked(found for found, _ in lead),
            "headline": _ranked(found for found, _ in headline),
        }
        laid = {side: _weighed(side, sides[side][: _KEPT[side]]) for side in SIDES}
        flat = [entry for side in SIDES for entry in laid[side]]
        return cls(
            id=piece.id,
            outlet=article.outlet or "",
            headline=article.headline,
            moment=moment(article.published),
            terms=tuple(intern(named.get(found) or forms[found].lower()) for _, found, _ in flat),
            slots=np.array([at for at, *_ in flat], np.int32),
            weights=np.array([weight for *_, weight in flat], np.int16),
            telling=np.array([round(1000 * tells(found)) for _, found, _ in flat], np.int16),
            bounds=np.cumsum([0, *(len(laid[side]) for side in SIDES)]).astype(np.int64),
            figures=frozenset(_figures(piece.reading)),
            keys=tuple(intern(found) for _, found in ranked[:_KEYS]),
        )


def moment(published: str | None) -> float | None:
    """When this was, in days since 1970 UTC: the middle of the time that it may have been; None for none."""
    when = Published.of(published)
    return None if when is None else (when.earliest - _EPOCH + (when.latest - when.earliest) / 2) / _DAY


def slot(side: Side, term: str) -> int:
    """The number of a term on one side of an article: the same in every process and on every machine.

    Sides have a quarter of the numbers each, so that a slot never stands for terms of two sides.
    """
    return SIDES.index(side) * (SLOTS // len(SIDES)) + crc32(term.encode()) % (SLOTS // len(SIDES))


def _names(reading: Reading) -> dict[str, str]:
    """The terms of its names, each with the fullest name that it is part of.

    They are the words with a capital in what the article mentions of people, bodies, places and ships.
    """
    found: dict[str, str] = {}
    for entity in reading.entities:
        if entity.kind not in _NAMED:
            continue
        shouted = entity.name.isupper() and len(entity.name) > 5  # longer than most abbreviations
        full = entity.name.title() if shouted else entity.name
        for text in dict.fromkeys(mention.text for mention in entity.mentions):
            found.update(
                (name, full) for name, word in words(text) if word[:1].isupper() and name not in found
            )
    return found


def _ranked(terms: Iterable[str]) -> list[_Ranked]:
    """The terms that tell something, the most telling first.

    What one tells in an article is one and the logarithm of how often it stands there, times how much it tells.
    """
    found = [(-(1 + log(times)) * tells(term), term) for term, times in Counter(terms).items()]
    return sorted(one for one in found if one[0] < 0)


def _weighed(side: Side, ranked: Sequence[_Ranked]) -> list[tuple[int, str, int]]:
    """These terms with the slot and the weight of each; of two that fall into one slot the more telling."""
    length = sqrt(sum(told * told for told, _ in ranked))
    found: dict[int, tuple[int, str, int]] = {}
    for told, term in ranked:
        at = slot(side, term)
        found.setdefault(at, (at, term, round(-SCALE * told / length)))
    return list(found.values())


def _figures(reading: Reading) -> Iterable[str]:
    for figure in reading.figures:
        if figure.value is not None and figure.value > _SMALL:
            yield " ".join(filter(None, (number(figure.value), figure.unit)))
