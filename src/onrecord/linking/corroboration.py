"""How many independent sources stand behind a story: what goes back to one text counts once.

An article goes back to the one that it copies or rewrites most, to the outlet that it credits with its report, or, where an
outlet follows its own report up, to that. What goes back to nothing among the articles is a source of its own; two
articles that credit the same absent agency are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.linking.credits import credited
from onrecord.linking.direction import Origin
from onrecord.linking.links import Copy, Corroboration, Rewrite, Story
from onrecord.linking.sentences import sentences

#: A report says whose it is at its beginning; a credit further down is for a passage.
_OPENING = 2
#: So many characters hold that much.
_BEGINNING = 2000
#: Names that begin there end before this.
_FURTHEST = 3000


def corroboration(
    story: Story, origins: Sequence[Origin], copies: Iterable[Copy], rewrites: Iterable[Rewrite]
) -> Corroboration:
    """The independent sources behind a story, the one that came first before the others.

    origins  those of its articles, by time
    """
    members = set(story.articles)
    ids = [origin.piece.id for origin in origins]
    sources: dict[str, str] = {}
    for rewrite in rewrites:
        if {rewrite.earlier, rewrite.later} <= members:
            sources[rewrite.later] = rewrite.earlier
    for copy in sorted(copies, key=lambda copy: copy.share):
        if {copy.earlier, copy.later} <= members:
            sources[copy.later] = copy.earlier
    outlets: dict[str, str] = {}
    for origin in origins:
        here = origin.piece.id
        if here not in sources and (outlet := _whose(origin)):
            # An outlet that is not among the articles stands for its own text.
            text = next(
                (other.piece.id for other in origins if other.outlet == outlet and other is not origin), None
            )
            sources[here] = text or f"\0{outlet}"
        if here not in sources and origin.outlet:
            if origin.outlet in outlets:
                sources[here] = outlets[origin.outlet]
            else:
                outlets[origin.outlet] = here
    groups: dict[str, list[str]] = {}
    for here in ids:
        groups.setdefault(_root(here, sources), []).append(here)
    return Corroboration(story=story.id, groups=tuple(map(tuple, groups.values())))


def _whose(origin: Origin) -> str | None:
    """The other outlet whose report an article says that it gives."""
    bounds = sentences(origin.piece.reading.article.text[:_BEGINNING])[:_OPENING]
    opening = bounds[-1][1] if bounds else 0
    for credit in credited(origin.piece.reading.article, origin.outlets, until=_FURTHEST):
        if credit.weight == "mark" or (credit.weight == "whole" and credit.at < opening):
            return credit.outlet
    return None


def _root(article: str, sources: dict[str, str]) -> str:
    """What an article goes back to in the end; articles that go back to each other stop at the first of them."""
    seen = {article}
    while (source := sources.get(article)) is not None:
        if source in seen:
            return min(seen)
        seen.add(source)
        article = source
    return article
