"""Where stories are kept: what finding the story of an article has to look up and to write down.

`Memory` keeps a set of articles for as long as the program runs. Whoever keeps them longer gives `Stories` a shelf of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Protocol

from onrecord.linking.stories.profile import Profile


class Shelf(Protocol):
    """What stories are kept on. Articles are named by their ids, stories by a key of the shelf's own."""

    def put(self, profile: Profile) -> None:
        """Takes in an article, which is a story of its own."""

    def profile(self, article: str) -> Profile:
        """The profile of an article; KeyError where it is not here."""

    def __contains__(self, article: object) -> bool:
        """Whether an article is here."""

    def sharing(self, profile: Profile, least: int, window: int) -> Iterable[str]:
        """The other articles with at least so many of its keys, at most so many days apart.

        An article without a date is no days from any other.
        """

    def connect(self, article: str, others: Iterable[str]) -> None:
        """Writes down that an article and these others are alike."""

    def alike(self, article: str) -> Collection[str]:
        """The articles that it is alike."""

    def bind(self, article: str, others: Iterable[str]) -> None:
        """Writes down that an article goes together with these others, come what may; they need not be here yet."""

    def bound(self, article: str) -> Collection[str]:
        """The articles that it goes together with."""

    def together(self, article: str) -> frozenset[str]:
        """The articles of its story."""

    def regroup(self, groups: Iterable[frozenset[str]]) -> None:
        """Makes each group a story; whatever they are taken from keeps the rest."""

    def stories(self) -> Iterator[frozenset[str]]:
        """Every story."""


#: Articles are found by stretches of so many days.
_DAYS = 16


class Memory:
    """A shelf in memory."""

    def __init__(self) -> None:
        self._profiles: dict[str, Profile] = {}
        self._holding: defaultdict[str, defaultdict[int | None, list[str]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self._alike: defaultdict[str, set[str]] = defaultdict(set)
        self._bound: defaultdict[str, set[str]] = defaultdict(set)
        self._story: dict[str, frozenset[str]] = {}

    def put(self, profile: Profile) -> None:
        """Takes in an article, which is a story of its own."""
        self._profiles[profile.id] = profile
        self._story[profile.id] = frozenset([profile.id])
        for key in profile.keys:
            self._holding[key][_stretch(profile.day)].append(profile.id)

    def profile(self, article: str) -> Profile:
        """The profile of an article; KeyError where it is not here."""
        return self._profiles[article]

    def __contains__(self, article: object) -> bool:
        return article in self._profiles

    def sharing(self, profile: Profile, least: int, window: int) -> Iterator[str]:
        """The other articles with at least so many of its keys, at most so many days apart."""
        counts: Counter[str] = Counter()
        day = profile.day
        for key in profile.keys:
            holding: Mapping[int | None, list[str]] = self._holding.get(key, {})
            stretches: Iterable[int | None] = holding.keys()
            if day is not None:
                stretches = (*range((day - window) // _DAYS, (day + window) // _DAYS + 1), None)
            for stretch in stretches:
                counts.update(holding.get(stretch, ()))
        for other, number in counts.items():
            if number >= least and other != profile.id:
                when = self._profiles[other].day
                if day is None or when is None or abs(when - day) <= window:
                    yield other

    def connect(self, article: str, others: Iterable[str]) -> None:
        """Writes down that an article and these others are alike."""
        for other in others:
            self._alike[article].add(other)
            self._alike[other].add(article)

    def alike(self, article: str) -> Collection[str]:
        """The articles that it is alike."""
        return self._alike.get(article, ())

    def bind(self, article: str, others: Iterable[str]) -> None:
        """Writes down that an article goes together with these others, come what may."""
        for other in others:
            if other != article:
                self._bound[article].add(other)
                self._bound[other].add(article)

    def bound(self, article: str) -> Collection[str]:
        """The articles that it goes together with."""
        return self._bound.get(article, ())

    def together(self, article: str) -> frozenset[str]:
        """The articles of its story."""
        return self._story[article]

    def regroup(self, groups: Iterable[frozenset[str]]) -> None:
        """Makes each group a story; whatever they are taken from keeps the rest."""
        groups = list(groups)
        moved = frozenset().union(*groups)
        for old in {self._story[article] for article in moved}:
            rest = old - moved
            self._story.update(dict.fromkeys(rest, rest))
        for group in groups:
            self._story.update(dict.fromkeys(group, group))

    def stories(self) -> Iterator[frozenset[str]]:
        """Every story."""
        seen: set[str] = set()
        for article, story in self._story.items():
            if article not in seen:
                seen |= story
                yield story


def _stretch(day: int | None) -> int | None:
    return None if day is None else day // _DAYS
