"""Right answers counted against what the gold has and what the system gave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(slots=True)
class Tally:
    """Counts of right answers, of the gold's and of the system's; every ratio is 0 where there is nothing to divide."""

    right: int = 0
    gold: int = 0
    given: int = 0

    def add(self, right: int, gold: int, given: int) -> None:
        """Counts one more document."""
        self.right += right
        self.gold += gold
        self.given += given

    @property
    def precision(self) -> float:
        """Share of what was given that is right."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.gold + self.given) if self.gold + self.given else 0.0


def count_sets(tally: Tally, gold: Iterable[object], given: Iterable[object]) -> None:
    """Counts what two sets have in common."""
    wanted, found = set(gold), set(given)
    tally.add(len(wanted & found), len(wanted), len(found))
