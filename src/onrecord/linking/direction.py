"""Which of two articles came first, where one has the other's words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from onrecord.linking.credits import Credit, Outlets, credited
from onrecord.linking.links import Piece
from onrecord.linking.times import Published


@dataclass(frozen=True)
class Origin:
    """What tells where an article comes from: when it was published, by whom, and whom it credits."""

    piece: Piece
    outlets: Outlets

    @cached_property
    def published(self) -> Published | None:
        """When it was published."""
        return Published.of(self.piece.reading.article.published)

    @cached_property
    def outlet(self) -> str | None:
        """Its outlet, as credits name it."""
        return self.outlets.key(self.piece.reading.article)

    @cached_property
    def credits(self) -> tuple[Credit, ...]:
        """The other outlets that it credits."""
        return credited(self.piece.reading.article, self.outlets)

    def names(self, other: Origin) -> bool:
        """Whether it credits the other's outlet."""
        return other.outlet is not None and any(credit.outlet == other.outlet for credit in self.credits)


def first(a: Origin, b: Origin, share_a: float, share_b: float) -> bool:
    """Whether `a` came first.

    Time decides where it is certain, zones considered. Else the one that credits the other's outlet is the later; else the
    earlier on its own clock, where both have one; else the one of whose text more stands in the other, since a copy
    is cut more often than it is added to. What nothing tells apart goes by id, so that the order of arrival is no reason.

    share_a, share_b  how much of the text of each stands in the other
    """
    times = a.published, b.published
    if times[0] and times[1]:
        if times[0].before(times[1]):
            return True
        if times[1].before(times[0]):
            return False
    if a.names(b) != b.names(a):
        return b.names(a)
    if times[0] and times[1] and times[0].earliest != times[1].earliest:
        return times[0].earliest < times[1].earliest
    if share_a != share_b:
        return share_a < share_b
    return a.piece.id < b.piece.id
