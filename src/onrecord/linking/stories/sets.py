"""The stories of a set of articles, all at hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from onrecord.linking.links import Piece, Story
from onrecord.linking.stories.finding import Stories
from onrecord.linking.stories.profile import Profile
from onrecord.linking.stories.scores import Scores
from onrecord.linking.stories.shelf import Memory

#: A headline of fewer terms says too little to stand for a story.
_TERMS = 5


def stories(pieces: Iterable[Piece], same_text: Iterable[tuple[str, str]] = ()) -> tuple[Story, ...]:
    """The stories of these articles, by the time of their first; every article is in exactly one.

    The result does not depend on the order of either.

    same_text  pairs of ids: one copies or rewrites the other
    Raises ValueError where two articles have the same id.
    """
    partners: dict[str, list[str]] = {}
    for one, other in same_text:
        partners.setdefault(one, []).append(other)
        partners.setdefault(other, []).append(one)
    found = Stories()
    for day in by_day(Profile.of(piece) for piece in pieces):
        for profile in day:
            found.meet(profile)
            found.shelf.bind(profile.id, partners.get(profile.id, ()))
        for around in found.around_each(day):
            found.place(around)
    grouped = (
        sorted((found.shelf.profile(article) for article in story), key=lambda profile: profile.order)
        for story in found.shelf.stories()
    )
    return tuple(map(told, sorted(grouped, key=lambda story: story[0].order)))


def anew(
    profiles: Iterable[Profile],
    alike: Mapping[str, Iterable[str]],
    bound: Mapping[str, Iterable[str]],
    scores: Scores | None = None,
) -> list[frozenset[str]]:
    """The stories of articles of which is known which are alike, as `stories` finds them.

    alike  by article, those that were held against it and are alike
    bound  by article, those that share its story always
    scores  the likeness of pairs of them, as far as it is known already
    """
    shelf = Memory()
    found = Stories(shelf, scores)
    for day in by_day(profiles):
        for profile in day:
            shelf.put(profile)
            shelf.connect(profile.id, [other for other in alike.get(profile.id, ()) if other in shelf])
            shelf.bind(profile.id, bound.get(profile.id, ()))
        for around in found.around_each(day):
            found.place(around)
    return list(shelf.stories())


def by_day(profiles: Iterable[Profile]) -> Iterator[list[Profile]]:
    """Articles by time, those of one day together; those without a date last."""
    by_time = sorted(profiles, key=lambda profile: profile.order)
    return (list(those) for _, those in groupby(by_time, key=lambda profile: profile.day))


def told(story: Sequence[Profile]) -> Story:
    """A story of these articles, by time: its id is that of the first, so that it stays when others are added."""
    return Story(
        id=f"story-{story[0].id}", title=title(story), articles=tuple(profile.id for profile in story)
    )


def title(story: Sequence[Profile]) -> str:
    """The headline whose words most of the others say as well; of equals the first. Empty where there are none.

    A term counts for the share of the articles that have it in their headline or first paragraphs, so that a headline
    that plays on words or claims what nobody else does is not taken.
    """
    said: Counter[int] = Counter()
    for profile in story:
        said.update(profile.numbers("focus"))

    def worth(profile: Profile) -> float:
        numbers = profile.numbers("headline")
        return sum(said[number] for number in numbers) / max(len(numbers), _TERMS)

    return max((profile for profile in story if profile.headline), key=worth, default=story[0]).headline
