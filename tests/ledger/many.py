"""As many small articles as are wanted, each its own, on a few matters between them."""

from __future__ import annotations

from typing import get_args

from onrecord.model import Reading, Stage
from tests.ledger.wire import gift

_STAGES = get_args(Stage)
_OUTLETS = ("Agency", "Daily", "Weekly", "Monitor", "Herald")
_SIDES = (("Denmark", "Ukraine"), ("Norway", "Ukraine"), ("Latvia", "Moldova"), ("Norway", "Moldova"))


def reading(number: int) -> Reading:
    """The article with this number."""
    donor, recipient = _SIDES[number % len(_SIDES)]
    return gift(
        _OUTLETS[number % len(_OUTLETS)],
        f"2025-{1 + number % 12:02}-{1 + number % 28:02}",
        stage=_STAGES[number % len(_STAGES)],
        donor=donor,
        recipient=recipient,
        count=1 + number % 7,
        url=f"https://wire.example/{number}",
    )
