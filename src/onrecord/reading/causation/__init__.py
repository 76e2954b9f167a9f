"""Words that claim an effect, and what they claim it of: "the missiles would keep ships away and so open a corridor"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from onrecord.reading.causation.claim import Claim, is_sound, meet
from onrecord.reading.causation.connectives import by_connective
from onrecord.reading.causation.verbs import by_verb
from onrecord.reading.entities import Entities

__all__ = ["Claim", "claims"]


def claims(doc: Doc, entities: Entities) -> Iterator[Claim]:
    """What a text claims to follow from what, each pair of sides once."""
    found: list[Claim] = []
    # What a verb claims is narrower than what the connective beside it claims: "and so allows ships to leave".
    for claim in (
        *(c for t in doc for c in by_verb(t, entities)),
        *(c for t in doc for c in by_connective(t)),
    ):
        same = (f for f in found if meet(f.effect, claim.effect) and meet(f.cause, claim.cause))
        if is_sound(claim) and not any(same):
            found.append(claim)
    yield from sorted(found, key=lambda c: c.cue.i)
