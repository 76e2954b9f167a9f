"""Events that the network finds where no frame explains the word: "Norway couriered twelve howitzers to Ukraine".

Frames come first: they know the sense of a word and where its roles stand. The network has learned from sentences in
which the words that name events are marked, and knows words that no table lists; its roles are read by the commonest pattern of the type.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from spacy.tokens import Token

from onrecord.reading.clauses import is_passive, objects
from onrecord.reading.drafts import Draft
from onrecord.reading.frames import LEARNED, Frame, frames_of, patterns
from onrecord.reading.knowledge.index import table
from onrecord.reading.stages import STAGES

#: From this probability on the network's word is taken.
SURE = 0.96


@cache
def learned_frames() -> Mapping[tuple[str, str, str], Frame]:
    """The frames of learned.tsv by type, part of speech and clause."""
    found = {}
    for type_, pos, clause, mode, stage, pattern, example in table("learned.tsv", 7):
        frame = Frame(LEARNED, pos, type_, mode or None, STAGES[stage], patterns()[pattern], (), example)
        found[type_, pos, clause] = frame
    return MappingProxyType(found)


def learned_frame(trigger: Token) -> Frame | None:
    """The frame of a word that the network surely takes for the name of an event, and that no frame of the type knows.

    What a frame knows and leaves alone stands in another sense: "exported tomatoes", "the sale", "any deployment".
    """
    # Other pipelines may set no such thing.
    type_, chance = (trigger._.event if trigger.has_extension("event") else None) or ("", 0.0)
    if chance < SURE or trigger.ent_type_:
        return None
    if any(f.type == type_ and f.word != "*" for f in frames_of(trigger)):
        return None
    if trigger.pos_ != "VERB":
        return learned_frames()[type_, "NOUN", ""]
    clause = "object" if objects(trigger) or is_passive(trigger) else "bare"
    return learned_frames()[type_, "VERB", clause]


def besides(learned: Sequence[Draft], told: Sequence[Draft]) -> list[Draft]:
    """Those of the network's events that say what the sentence's others do not: one a type, the surest."""
    kept: list[Draft] = []
    for draft in sorted(learned, key=lambda d: -d.trigger._.event[1]):
        if all(d.frame.type != draft.frame.type for d in (*told, *kept)):
            kept.append(draft)
    return sorted(kept, key=lambda d: d.trigger.i)
