"""Which variant of an utterance the others are held against: the fullest, among equals the earliest.

Fuller is who has a clause more, not who has put words in: a variant counts as fuller only where what both have agrees. Reported
speech is no reference, nor a headline where the body has the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from onrecord.linking.quotations.changes import Change, changes
from onrecord.linking.quotations.utterances import Utterance

#: So many words more make a variant fuller.
_MORE = 3
#: So many times as many are fuller in any words.
_MUCH = 1.6
_NEVER = datetime.max.replace(tzinfo=UTC)


def reference(members: Sequence[Utterance]) -> Utterance:
    """The reference of a family that has a passage in quotation marks."""
    quoted = sorted((m for m in members if m.quoted), key=_order)
    best = quoted[0]
    for other in quoted[1:]:
        if other.field == best.field and _fuller(other, best):
            best = other
    return best


def _order(one: Utterance) -> tuple[bool, datetime, str, int]:
    """By time, those without a date last; headlines after all texts."""
    moment = one.published.earliest if one.published else _NEVER
    return one.field == "headline", moment, one.article, one.start


def _fuller(other: Utterance, best: Utterance) -> bool:
    """Whether a later variant has what the earlier one leaves out, and agrees in the rest."""
    if len(other.marked) < len(best.marked) + _MORE:
        return False
    if len(other.marked) >= _MUCH * len(best.marked):
        return True
    found = changes(best.marked, other.marked, free=False)
    return not any(map(_contradicts, found)) and any(_longer(c) for c in found)


def _contradicts(change: Change) -> bool:
    """Whether a difference puts in what says something else: no clause more, or one that denies what the others say."""
    put_in = change.weight == "altered" and change.after[0] < change.after[1]
    return put_in and (change.sort == "negation" or not _longer(change))


def _longer(change: Change) -> bool:
    """Whether a difference adds a clause."""
    gained = (change.after[1] - change.after[0]) - (change.before[1] - change.before[0])
    return gained >= _MORE
