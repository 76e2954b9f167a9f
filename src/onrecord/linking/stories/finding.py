"""Finds the story of each article as it comes in.

An article is held against the articles that share its rarest terms. It is then put, together with the articles of the
same day and the two days before that it hangs together with, into older stories or into new ones, by average linkage.
What these days' articles belong to is decided anew, since a story is told from its second report on; older stories stay
whole and stay apart. So the stories of a day do not depend on the order in which its articles came in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from onrecord.linking.stories.grouping import grouped
from onrecord.linking.stories.likeness import WINDOW, likeness
from onrecord.linking.stories.profile import Profile
from onrecord.linking.stories.scores import Scores
from onrecord.linking.stories.shelf import Memory, Shelf

#: So many keys two articles have in common before they are held against each other. Of the annotated pairs that are
#: alike all but a few in a hundred have more.
_SHARED = 2
#: A settled story is held against an article by so many of its articles, the nearest in time.
_SPEAKERS = 8
#: So many days before an article's own are still open.
_OPEN = 2


class Stories:
    """The stories of a growing number of articles."""

    def __init__(self, shelf: Shelf | None = None) -> None:
        self.shelf: Shelf = Memory() if shelf is None else shelf
        self._scores = Scores(self.shelf.profile)

    def add(self, profile: Profile, same_text: Iterable[str] = ()) -> frozenset[str]:
        """Takes in an article and returns the ids of its story, its own among them.

        same_text  other articles that copy or rewrite it, or that it copies or rewrites: they share its story always;
                   they may still be to come

        Raises ValueError where the article is here already.
        """
        shelf = self.shelf
        if profile.id in shelf:
            raise ValueError(f"article {profile.id} has a story already")
        near = [shelf.profile(other) for other in sorted(shelf.sharing(profile, _SHARED, WINDOW))]
        scores = likeness(profile, near)
        shelf.put(profile)
        shelf.connect(profile.id, [other.id for other, score in zip(near, scores, strict=True) if score >= 0])
        shelf.bind(profile.id, same_text)
        today, settled = self._affected(profile)
        if len(today) > 1 or settled:
            shelf.regroup(self._groups(today, settled, profile.day))
        return shelf.together(profile.id)

    def _affected(self, profile: Profile) -> tuple[list[str], list[frozenset[str]]]:
        """The articles of the open days that it hangs together with, and the older stories that they touch."""
        shelf, day = self.shelf, profile.day
        today, settled, open_ = {profile.id}, set[frozenset[str]](), [profile.id]
        while open_:
            article = open_.pop()
            alike, bound = shelf.alike(article), [other for other in shelf.bound(article) if other in shelf]
            for other in (*alike, *bound):
                if _is_open(shelf.profile(other).day, day):
                    found = {other}
                else:
                    story = self._elsewhere(other, day)
                    if story in settled or (other in alike and other not in self._speakers(story, day)):
                        if other not in bound:
                            continue
                    settled.add(story)
                    found = self._touching(story, day)
                open_ += found - today
                today |= found
        return sorted(today), sorted(settled, key=min)

    def _elsewhere(self, article: str, day: int | None) -> frozenset[str]:
        """The part of its story that is not open."""
        shelf = self.shelf
        return frozenset(
            other for other in shelf.together(article) if not _is_open(shelf.profile(other).day, day)
        )

    def _speakers(self, story: frozenset[str], day: int | None) -> list[str]:
        """The articles that speak for a settled story, in order."""
        if len(story) <= _SPEAKERS:
            return sorted(story)
        profiles = map(self.shelf.profile, story)
        nearest = sorted(profiles, key=lambda other: (_between(other.day, day), *other.order))
        return sorted(other.id for other in nearest[:_SPEAKERS])

    def _touching(self, story: frozenset[str], day: int | None) -> set[str]:
        """The open articles that are alike those who speak for a story, or bound to any of its articles."""
        shelf = self.shelf
        others = {other for speaker in self._speakers(story, day) for other in shelf.alike(speaker)}
        others.update(other for article in story for other in shelf.bound(article) if other in shelf)
        return {other for other in others if _is_open(shelf.profile(other).day, day)}

    def _groups(
        self, today: Sequence[str], settled: Sequence[frozenset[str]], day: int | None
    ) -> list[frozenset[str]]:
        """Open articles and the stories that they touch, put together."""
        units: list[tuple[frozenset[str], list[str], bool]] = [
            (frozenset([one]), [one], False) for one in today
        ]
        units += [(story, self._speakers(story, day), True) for story in settled]
        units = self._bound(units)
        speaking = [speakers for _, speakers, _ in units]
        flat = [article for speakers in speaking for article in speakers]
        scores = self._scores.among(flat)
        starts = np.cumsum([0, *map(len, speaking)])
        sums = np.add.reduceat(np.add.reduceat(scores, starts[:-1], 0), starts[:-1], 1)
        found = grouped(sums, np.diff(starts), np.array([settled for *_, settled in units]))
        return [frozenset().union(*(units[unit][0] for unit in group)) for group in found]

    def _bound(
        self, units: Sequence[tuple[frozenset[str], list[str], bool]]
    ) -> list[tuple[frozenset[str], list[str], bool]]:
        """The units, those made one that articles of one text are in."""
        of = {article: number for number, (articles, *_) in enumerate(units) for article in articles}
        root = list(range(len(units)))

        def top(number: int) -> int:
            while root[number] != number:
                number = root[number]
            return number

        for article, number in of.items():
            for other in self.shelf.bound(article):
                if other in of:
                    one, another = sorted((top(number), top(of[other])))
                    root[another] = one
        joined: dict[int, list[int]] = {}
        for number in range(len(units)):
            joined.setdefault(top(number), []).append(number)
        return [
            (
                frozenset().union(*(units[number][0] for number in numbers)),
                [article for number in numbers for article in units[number][1]],
                any(units[number][2] for number in numbers),
            )
            for numbers in joined.values()
        ]


def _is_open(one: int | None, day: int | None) -> bool:
    """Whether an article of this day is put in place anew when one of the other day comes in."""
    return one is None if day is None else one is not None and day - _OPEN <= one <= day


def _between(one: int | None, other: int | None) -> float:
    return float("inf") if one is None or other is None else abs(one - other)
