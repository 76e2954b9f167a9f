"""Links a set of articles with each other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime

from onrecord.linking.copies import copies, overlap
from onrecord.linking.corroboration import corroboration
from onrecord.linking.credits import Outlets
from onrecord.linking.differences import differences
from onrecord.linking.direction import Origin
from onrecord.linking.links import Copy, Corroboration, Links, Piece, Rewrite, Story
from onrecord.linking.quotations import quotations
from onrecord.linking.rewrites import Telling, rewrites
from onrecord.linking.stories import stories
from onrecord.linking.wordings import Wording
from onrecord.model import Reading

_NO_DATE = datetime.max.replace(tzinfo=UTC)


def pieces(readings: Iterable[Reading]) -> list[Piece]:
    """The readings with an id each.

    Two that have the same id, such as two files with the same words, are told apart: "3f2a", "3f2a#2".
    """
    found, times = [], dict[str, int]()
    for reading in readings:
        number = times[reading.article.id] = times.get(reading.article.id, 0) + 1
        found.append(Piece(reading.article.id if number == 1 else f"{reading.article.id}#{number}", reading))
    return found


def link(pieces: Sequence[Piece]) -> Links:
    """What articles have to do with each other; their order makes no difference.

    Raises ValueError where two of them have the same id.
    """
    if len({piece.id for piece in pieces}) < len(pieces):
        raise ValueError("two articles have the same id; give each its own")
    origins = _origins(pieces)
    copied, retold = texts(pieces)
    one_text: list[Copy | Rewrite] = [*copied, *retold]
    found = stories(pieces, [(pair.earlier, pair.later) for pair in one_text])
    of = {piece.id: piece for piece in pieces}
    return Links(
        stories=found,
        copies=tuple(copied),
        rewrites=tuple(retold),
        quotations=tuple(quotations([origin.piece for origin in origins])),
        differences=tuple(
            difference
            for story in found
            if len(story.articles) > 1
            for difference in differences(story.id, [of[article] for article in story.articles])
        ),
        corroboration=_sources(origins, found, copied, retold),
    )


def sources(
    pieces: Sequence[Piece],
    stories: Iterable[Story],
    copied: Sequence[Copy],
    retold: Sequence[Rewrite],
    outlets: Iterable[str] = (),
) -> tuple[Corroboration, ...]:
    """The independent sources behind each of these stories.

    outlets  further ones whose names articles may credit
    """
    return _sources(_origins(pieces, outlets), stories, copied, retold)


def texts(
    pieces: Sequence[Piece], cut: Collection[frozenset[str]] = (), known: Iterable[tuple[str, str]] = ()
) -> tuple[list[Copy], list[Rewrite]]:
    """What of these articles goes back to one text: copies, and what else is a rewrite.

    cut    two ids each: articles that are not of one text, whatever their words say
    known  ids of an earlier and a later article: the later goes back to the earlier, and so to nothing that it retells
    """
    origins = _origins(pieces)
    found = copies(origins, Wording.of_each([origin.piece.reading.article.text for origin in origins]))
    copied = [one for one in found if frozenset((one.earlier, one.later)) not in cut]
    sources = [*((one.earlier, one.later) for one in copied), *known]
    tellings = [Telling(origin.piece.reading.article) for origin in origins]
    return copied, rewrites(origins, tellings, sources, cut)


def _sources(
    origins: Sequence[Origin], stories: Iterable[Story], copied: Sequence[Copy], retold: Sequence[Rewrite]
) -> tuple[Corroboration, ...]:
    order = {origin.piece.id: at for at, origin in enumerate(origins)}
    return tuple(
        corroboration(
            story, [origins[at] for at in sorted(order[one] for one in story.articles)], copied, retold
        )
        for story in stories
    )


def shared(a: Piece, b: Piece) -> Copy | None:
    """The passages that two articles share, whether they make a copy or not; None where there are none."""
    outlets = Outlets([one.reading.article.outlet or "" for one in (a, b)])
    first, second = Origin(a, outlets), Origin(b, outlets)
    return overlap(first, second, Wording.of(a.reading.article.text), Wording.of(b.reading.article.text))


def _origins(pieces: Iterable[Piece], further: Iterable[str] = ()) -> list[Origin]:
    """The articles by time, knowing of each other's outlets and of further ones."""
    there = list(pieces)
    outlets = Outlets(sorted({*further, *(piece.reading.article.outlet or "" for piece in there)}))
    return sorted((Origin(piece, outlets) for piece in there), key=_when)


def _when(origin: Origin) -> tuple[datetime, str]:
    """What articles are put in order by: time, those without a date last, then id."""
    return origin.published.earliest if origin.published else _NO_DATE, origin.piece.id
