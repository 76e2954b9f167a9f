"""When an article was published, as a stretch of time: what the input leaves open stays open.

"2026-03-11T06:05:00+11:00" is a moment. Without a zone it is some moment within a day's turn of the globe; a date alone is
any moment of that day, somewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

#: The zones that there are: from UTC-12 to UTC+14.
_WEST, _EAST = timedelta(hours=12), timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class Published:
    """The earliest and the latest moment at which an article can have been published; `clock` is its own wall clock."""

    earliest: datetime
    latest: datetime
    clock: datetime

    @classmethod
    def of(cls, published: str | None) -> Published | None:
        """When an article of this date was published; None without a date or with one that is none."""
        try:
            when = datetime.fromisoformat(published or "")
            if when.tzinfo is not None:
                moment = when.astimezone(UTC)
                return cls(moment, moment, when.replace(tzinfo=None))
            day = timedelta(days=1) if len(published or "") <= len("2026-03-11") else timedelta()
            moment = when.replace(tzinfo=UTC)
            return cls(moment - _EAST, moment + day + _WEST, when)
        except (ValueError, OverflowError):
            return None

    def before(self, other: Published) -> bool:
        """Whether it is certain that this came first."""
        return self.latest < other.earliest


def gap(a: Published | None, b: Published | None) -> timedelta | None:
    """The least time that can lie between two; None where a date is missing."""
    if a is None or b is None:
        return None
    return max(a.earliest - b.latest, b.earliest - a.latest, timedelta())
