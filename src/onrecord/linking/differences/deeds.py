"""What articles of one story say that was done, by whom, to whom and how far it has got, where they differ.

Only the deed that each report leads with is compared, its first event that is more than talk: further down, articles tell of
other things. Two leads are one deed when they are of one type and somebody in both is the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.linking.links import Piece
from onrecord.linking.sentences import sentences
from onrecord.linking.times import Published
from onrecord.model import Event, Party, Stage

#: Sentences at the beginning that a report leads with.
_LEAD = 2
#: Types that say that somebody spoke, met or is said to have done something.
_TALK = frozenset({"CONSULT", "STATEMENT", "APPEAL", "ACCUSE", "SUPPORT"})


@dataclass(frozen=True)
class Deed:
    """The event that an article leads with."""

    article: str
    published: Published | None
    event: Event


def deed(piece: Piece) -> Deed | None:
    """The first event of an article's first sentences that is more than talk; None for none."""
    article = piece.reading.article
    spans = sentences(article.text)[:_LEAD]
    if not spans:
        return None
    leading = [
        event
        for event in piece.reading.events
        if event.trigger.field == "text"
        and event.trigger.start < spans[-1][1]
        and event.type not in _TALK
        and not event.negated
    ]
    if not leading:
        return None
    return Deed(
        piece.id, Published.of(article.published), min(leading, key=lambda event: event.trigger.start)
    )


def one(a: Deed, b: Deed) -> bool:
    """Whether two articles lead with one deed."""
    if a.event.type != b.event.type:
        return False
    mine, theirs = (names((*d.event.actor, *d.event.recipient)) for d in (a, b))
    return bool(mine & theirs)


def apart(a: Stage, b: Stage, *, later: bool) -> bool:
    """Whether two stages differ in more than words: undecided, decided and off are apart, and any two where time has passed."""
    if a == b:
        return False
    return later or _FAR[a] != _FAR[b]


#: How far each stage is from a decision: what readers would take for two reports of one thing has the same number.
_FAR: dict[Stage, int] = {
    "requested": 0, "considered": 0, "planned": 1, "proposed": 1, "pledged": 2, "approved": 2, "underway": 2, "done": 2,
    "refused": 3, "withdrawn": 3,
}  # fmt: skip


def names(parties: Iterable[Party]) -> frozenset[str]:
    """The countries of parties, or their names where no country is known."""
    return frozenset(party.country or party.name.casefold() for party in parties)
