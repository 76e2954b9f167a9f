"""One effect in the making: what an article claims to follow from what."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from onrecord.model import Certainty, Relation
from onrecord.reading.causation.clauses import MARKS

#: Longer causes and effects claim too much at once to be kept as one.
_LONGEST = 45


@dataclass(frozen=True, slots=True)
class Claim:
    """One effect in the making: the word that says it, its two sides, and how sure it is."""

    cue: Token
    cause: Span
    effect: Span
    relation: Relation
    certainty: Certainty


def is_sound(claim: Claim) -> bool:
    """Whether two sides stand apart, neither too long, outside a question."""
    cause, effect = claim.cause, claim.effect
    if not cause.text.strip(MARKS) or not effect.text.strip(MARKS):
        return False
    if cause.root.pos_ == "NUM" or cause.root.ent_type_ == "DATE":
        return False
    if meet(cause, effect) or max(len(cause), len(effect)) > _LONGEST:
        return False
    return not claim.cue.sent.text.rstrip(" \n\"”’'").endswith("?")


def meet(a: Span, b: Span) -> bool:
    """Whether two runs of words share one."""
    return a.start < b.end and b.start < a.end
