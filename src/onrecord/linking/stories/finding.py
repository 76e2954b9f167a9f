"""Finds the story of each article as it comes in.

An article is held against the articles that share its rarest terms. It is then put, together with the articles of the
same day and the two days before that it hangs together with, into older stories or into new ones, by average linkage.
What these days' articles belong to is decided anew, since a story is told from its second report on; older stories stay
whole and stay apart. So the stories of a day do not depend on the order in which its articles came in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from onrecord.linking.stories.grouping import grouped
from onrecord.linking.stories.likeness import WINDOW, likeness
from onrecord.linking.stories.profile import Profile
from onrecord.linking.stories.scores import Scores
from onrecord.linking.stories.shelf import Memory, Shelf
from onrecord.linking.stories.surroundings import Surroundings

#: So many keys two articles have in common before they are held against each other. Of the annotated pairs that are
#: alike all but a few in a hundred have more.
_SHARED = 2
#: What is put together: articles, those who speak for them, and whether they are a settled story.
_Unit = tuple[frozenset[str], list[str], bool]


class Stories:
    """The stories of a growing number of articles.

    scores  the likeness of pairs, as far as it is known already
    """

    def __init__(self, shelf: Shelf | None = None, scores: Scores | None = None) -> None:
        self.shelf: Shelf = Memory() if shelf is None else shelf
        self.scores = Scores(self.shelf.profile) if scores is None else scores

    def add(self, profile: Profile, same_text: Iterable[str] = ()) -> frozenset[str]:
        """Takes in an article and returns the ids of its story, its own among them.

        same_text  other articles that copy or rewrite it, or that it copies or rewrites: they share its story always;
                   they may still be to come

        Raises ValueError where the article is here already.
        """
        self.meet(profile)
        self.shelf.bind(profile.id, same_text)
        self.place(self.around(profile))
        return self.shelf.together(profile.id)

    def meet(self, profile: Profile) -> list[Profile]:
        """Takes in an article as a story of its own; returns those that it was held against, in order.

        Raises ValueError where the article is here already.
        """
        shelf = self.shelf
        if profile.id in shelf:
            raise ValueError(f"article {profile.id} has a story already")
        near = self.near(profile)
        scores = likeness(profile, near)
        shelf.put(profile)
        shelf.connect(profile.id, [other.id for other, score in zip(near, scores, strict=True) if score >= 0])
        return near

    def near(self, profile: Profile) -> list[Profile]:
        """Those that an article is held against, in order."""
        return [self.shelf.profile(other) for other in sorted(self.shelf.sharing(profile, _SHARED, WINDOW))]

    def around(self, profile: Profile) -> Surroundings:
        """What the arrival of an article that is here puts in question."""
        return Surroundings(self.shelf, profile)

    def around_each(self, profiles: Iterable[Profile]) -> Iterator[Surroundings]:
        """What the arrival of articles of one day puts in question, all of which are here.

        Those that hang together have the same surroundings, which are given once: whoever places them before asking for the
        next does what placing one article after the other comes to, as their order makes no difference.
        """
        reached = set[str]()
        for profile in profiles:
            if profile.id not in reached:
                around = self.around(profile)
                reached.update(around.open)
                yield around

    def place(self, around: Surroundings) -> None:
        """Puts what is in question together anew."""
        if len(around.open) > 1 or around.settled:
            self.shelf.regroup(self._groups(around))

    def _groups(self, around: Surroundings) -> list[frozenset[str]]:
        """Open articles and the stories that they touch, put together."""
        units: list[_Unit] = [(frozenset([one]), [one], False) for one in around.open]
        units += [(story, around.speakers(story), True) for story in around.settled]
        units = self._bound(units)
        speaking = [speakers for _, speakers, _ in units]
        flat = [article for speakers in speaking for article in speakers]
        scores = self.scores.among(flat)
        starts = np.cumsum([0, *map(len, speaking)])
        sums = np.add.reduceat(np.add.reduceat(scores, starts[:-1], 0), starts[:-1], 1)
        found = grouped(sums, np.diff(starts), np.array([settled for *_, settled in units]))
        return [frozenset().union(*(units[unit][0] for unit in group)) for group in found]

    def _bound(self, units: Sequence[_Unit]) -> list[_Unit]:
        """The units, those made one that articles of one text are in."""
        of = {article: number for number, (articles, *_) in enumerate(units) for article in articles}
        root = list(range(len(units)))

        def top(number: int) -> int:
            while root[number] != number:
                number = root[number]
            return number

        for article, number in of.items():
            # Each pair is met from both sides, of which one is enough.
            for neighbour in {of[other] for other in self.shelf.bound(article) if other in of}:
                if neighbour < number and root[neighbour] != root[number]:
                    one, another = sorted((top(number), top(neighbour)))
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
