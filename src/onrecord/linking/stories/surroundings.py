"""What the arrival of an article puts in question: the open articles around it, and the settled stories that they touch."""

from __future__ import annotations

from onrecord.linking.stories.profile import Profile
from onrecord.linking.stories.shelf import Shelf

#: A settled story is held against an article by so many of its articles, the nearest in time.
_SPEAKERS = 8
#: So many days before an article's own are still open.
_OPEN = 2


class Surroundings:
    """The surroundings of an article that has just come in.

    open     the articles of its day and of the two days before that it hangs together with, itself among them, in order
    settled  the older stories that these touch, without what is open of them, in order
    """

    def __init__(self, shelf: Shelf, profile: Profile) -> None:
        self._shelf, self._day = shelf, profile.day
        self._story: dict[str, frozenset[str]] = {}
        self._speaking: dict[frozenset[str], list[str]] = {}
        self._open: dict[str, bool] = {}
        self.open, self.settled = self._reached(profile.id)

    def speakers(self, story: frozenset[str]) -> list[str]:
        """The articles that speak for a settled story, in order."""
        if story not in self._speaking:
            nearest = sorted(
                map(self._shelf.profile, story),
                key=lambda other: (_between(other.day, self._day), *other.order),
            )
            self._speaking[story] = sorted(other.id for other in nearest[:_SPEAKERS])
        return self._speaking[story]

    def _reached(self, first: str) -> tuple[list[str], list[frozenset[str]]]:
        shelf = self._shelf
        reached, settled, unseen = {first}, set[frozenset[str]](), [first]
        while unseen:
            article = unseen.pop()
            # Who is reached already leads nowhere new, and among copies of one text that is nearly everybody.
            bound = {other for other in shelf.bound(article) if other not in reached and other in shelf}
            for other in bound.union(shelf.alike(article)) - reached:
                if self._is_open(other):
                    found = {other}
                else:
                    story = self._settled(other)
                    # What is alike an article that does not speak for its story is not alike the story.
                    if story in settled or (other not in bound and other not in self.speakers(story)):
                        continue
                    settled.add(story)
                    found = self._touching(story)
                unseen += found - reached
                reached |= found
        return sorted(reached), sorted(settled, key=min)

    def _is_open(self, article: str) -> bool:
        """Whether an article is put in place anew."""
        if (known := self._open.get(article)) is None:
            day = self._shelf.profile(article).day
            if day is None or self._day is None:
                known = day is self._day
            else:
                known = self._day - _OPEN <= day <= self._day
            self._open[article] = known
        return known

    def _settled(self, article: str) -> frozenset[str]:
        """The part of an article's story that is not open."""
        if article not in self._story:
            story = frozenset(other for other in self._shelf.together(article) if not self._is_open(other))
            self._story.update(dict.fromkeys(story, story))
        return self._story[article]

    def _touching(self, story: frozenset[str]) -> set[str]:
        """The open articles that are alike those who speak for a story, or bound to any of its articles."""
        shelf = self._shelf
        # Of one text nearly everybody is bound to everybody: who is met many times is looked at once.
        others = set[str]().union(*map(shelf.alike, self.speakers(story)), *map(shelf.bound, story))
        return {other for other in others if other in shelf and self._is_open(other)}


def _between(one: int | None, other: int | None) -> float:
    return float("inf") if one is None or other is None else abs(one - other)
