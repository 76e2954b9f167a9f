"""One effect in the making: what an article claims to follow from what."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from onrecord.model import Certainty, Relation
from onrecord.reading.causation.clauses import MARKS, PASSIVE, SUBJECTS
from onrecord.reading.causation.frames import words_of

#: Longer causes and effects claim too much at once to be kept as one.
_LONGEST = 45
#: Pronouns that may stand for what has an effect.
_THINGS = frozenset(
    (*words_of("thing"), *words_of("pointing"), "them", "these", "those", "anything", "nothing")
)


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
    if cause.root.pos_ == "NUM" or cause.root.ent_type_ == "DATE" or cause[0].lower_ == "any":
        return False
    if cause.root.lemma_ in words_of("moment"):
        return False
    if _asks(effect) or (_asks(cause) and cause.doc[max(cause.start - 1, 0)].pos_ not in ("ADP", "SCONJ")):
        return False
    if len(cause) == 1 and cause.root.pos_ == "PRON" and cause.text.lower() not in _THINGS:
        return False
    if meet(cause, effect) or max(len(cause), len(effect)) > _LONGEST:
        return False
    return not claim.cue.sent.text.rstrip(" \n\"”’'").endswith("?")


def _asks(words: Span) -> bool:
    """Whether a side is a question: "what he would do", "do they know"."""
    first = words[0]
    if first.lower_ in words_of("asking"):
        return True
    return first.pos_ == "AUX" and any(
        t.head == first.head and t.dep_ in SUBJECTS | PASSIVE for t in words[1:]
    )


def meet(a: Span, b: Span) -> bool:
    """Whether two runs of words share one."""
    return a.start < b.end and b.start < a.end
