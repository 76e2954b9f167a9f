"""Why an article belongs to its story: what it has in common with the article that it is closest to, in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.linking.stories.likeness import POINTS, Common, common, likeness
from onrecord.linking.stories.profile import Profile
from onrecord.wording import listed

_NAMED, _SAID, _GIVEN = 4, 4, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """What ties an article to its story.

    article    its id
    closest    the id of the article of the story that it is most like
    same_text  whether one of the two copies or rewrites the other
    points     how alike they are: above 0 they are rather on one happening
    common     what they have in common
    reason     the same as one plain sentence
    """

    article: str
    closest: str
    same_text: bool
    points: float
    common: Common
    reason: str


def joins(story: Sequence[Profile], same_text: Iterable[tuple[str, str]] = ()) -> tuple[Join, ...]:
    """What ties each article of a story to it, by time; nothing for a story of one.

    The first is tied to the closest of all, each later one to the closest of those before it.

    same_text  pairs of ids: one copies or rewrites the other
    """
    found, one_text = [], set(map(frozenset, same_text))
    by_time = sorted(story, key=lambda profile: profile.order)
    for number, profile in enumerate(by_time):
        others = by_time[:number] or by_time[1:]
        if not others:
            break
        scores = likeness(profile, others)
        same = [frozenset((profile.id, other.id)) in one_text for other in others]
        best = max(range(len(others)), key=lambda at: (same[at], scores[at], -at))
        closest, shared = others[best], common(profile, others[best])
        found.append(
            Join(
                article=profile.id,
                closest=closest.id,
                same_text=same[best],
                points=float(scores[best]) / POINTS,
                common=shared,
                reason=_reason(closest, shared, same_text=same[best]),
            )
        )
    return tuple(found)


def _reason(closest: Profile, shared: Common, *, same_text: bool) -> str:
    """One plain sentence."""
    title = f"“{closest.headline}”" if closest.headline else "the article"
    outlet = f" of {closest.outlet}" if closest.outlet else ""
    apart = _apart(shared.days)
    if same_text:
        return f"One text with {title}{outlet}{apart}."
    values = [
        f"both name {listed(shared.names[:_NAMED])}" if shared.names else "",
        f"both speak of {listed(shared.words[:_SAID])}" if shared.words else "",
        f"both give {listed(shared.figures[:_GIVEN])}" if shared.figures else "",
    ]
    return f"Like {title}{outlet}{apart}: {'; '.join(filter(None, values)) or 'nothing that they have in common'}."


def _apart(days: float | None) -> str:
    """How long lies between two articles, in words."""
    if days is None:
        return ", one of them without a date"
    if days < 1:
        hours = round(24 * days)
        return f", {hours} hour{'s' if hours != 1 else ''} apart" if hours else ", within the hour"
    return f", {round(days)} day{'s' if round(days) != 1 else ''} apart"
