"""Quotations across articles: one utterance as different outlets give it, and what became of its words on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.linking.links import Piece, Quotation
from onrecord.linking.quotations.families import Family, families
from onrecord.linking.quotations.reference import reference
from onrecord.linking.quotations.transcripts import Transcript, against, held_against
from onrecord.linking.quotations.utterances import Utterance, everything
from onrecord.linking.quotations.variants import variant

__all__ = ["Transcript", "against", "held_against", "quotations"]


def quotations(pieces: Sequence[Piece]) -> list[Quotation]:
    """The families of utterances of a set of articles, in the order of their references; the order of articles makes no
    difference.

    Every passage in quotation marks that somebody said is in exactly one family, also where no other article has it; reported
    speech is added where it gives words that stand in marks elsewhere.
    """
    found = sorted(_judged(families(everything(pieces))), key=lambda pair: pair[0])
    return [
        Quotation(
            id=f"quotation-{place[1]}-{place[2]}", speaker=quotation.speaker, variants=quotation.variants
        )
        for place, quotation in found
    ]


def _judged(found: Sequence[Family]) -> Iterator[tuple[tuple[str, str, int], Quotation]]:
    for family in found:
        first = reference(family.members)
        variants = tuple(variant(first, member) for member in _by_time(family.members))
        yield _place(first), Quotation(id="", speaker=_speaker(first, family.members), variants=variants)


def _place(first: Utterance) -> tuple[str, str, int]:
    when = first.published.earliest.isoformat() if first.published else "9999"
    return when, first.article, first.start if first.field == "text" else -1 - first.start


def _by_time(members: Sequence[Utterance]) -> list[Utterance]:
    def key(one: Utterance) -> tuple[str, str, str, int]:
        return (
            one.published.earliest.isoformat() if one.published else "9999",
            one.article,
            one.field,
            one.start,
        )

    return sorted(members, key=key)


def _speaker(first: Utterance, members: Sequence[Utterance]) -> str | None:
    """The name of the speaker: the reference's, or that of a variant that knows a person by name."""
    named = [first, *(m for m in members if m is not first)]
    return next(
        (m.voice.name for m in named if m.voice.person),
        next((m.voice.name for m in named if m.voice.name), None),
    )
