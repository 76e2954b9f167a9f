"""Events that the network finds where no frame explains the word: "Norway couriered twelve howitzers to Ukraine".

Frames come first: they know the sense of a word and where its roles stand. The network has learned from sentences in
which the words that name events are marked, and knows words that no table lists; its roles are read by the commonest pattern of the type,
and what that leaves open is filled as in `slots.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cache
from types import MappingProxyType

from spacy.tokens import Span, Token

from onrecord.model import LEARNED
from onrecord.reading.clauses import is_passive, objects
from onrecord.reading.drafts import Draft
from onrecord.reading.frames import Frame, frames_of, patterns
from onrecord.reading.knowledge.index import table
from onrecord.reading.needs import is_among_states, is_other_sense
from onrecord.reading.parties import Parties, is_group, is_state, noun_class
from onrecord.reading.stages import STAGES

#: From this probability on the network's word is taken, for the types of learned.tsv; chosen on invented passages that it was not
#: trained on and on the general press.
SURE = 0.8
#: Below this probability that a word names any event, frames of these types are not believed.
LEAST = 0.005
#: Classes of classes.tsv that can be moved.
_FORCES = frozenset(("force", "ship", "jet", "mission"))
_NAMES = frozenset(("LOCATION", "NORP", "ORGANIZATION", "PERSON"))
RULED = frozenset(("REQUEST", "REJECT"))


@cache
def learned_frames() -> Mapping[tuple[str, str, str], Frame]:
    """The frames of learned.tsv by type, part of speech and clause."""
    found = {}
    for type_, pos, clause, mode, stage, pattern, example in table("learned.tsv", 7):
        frame = Frame(LEARNED, pos, type_, mode or None, STAGES[stage], patterns()[pattern], (), example)
        found[type_, pos, clause] = frame
    return MappingProxyType(found)


@cache
def _types() -> tuple[str, ...]:
    return tuple(dict.fromkeys(type_ for type_, _, _ in learned_frames()))


def learned_frame(trigger: Token, told: AbstractSet[str] = frozenset()) -> Frame | None:
    """The frame of a word that the network surely takes for the name of an event; None where that is of a type told already.

    One of frames.tsv where the verb has one of that type, whoever takes part: it knows where the roles stand.
    """
    # Other pipelines may set no such thing.
    if trigger.ent_type_ or not trigger.has_extension("eventful") or not trigger._.eventful:
        return None
    type_, chance = trigger._.event_alone or ("", 0.0)
    if chance < SURE or type_ not in _types() or type_ in told:
        return None
    own = next((f for f in frames_of(trigger) if f.type == type_ and f.word != "*"), None)
    if trigger.pos_ != "VERB":
        # A noun that a frame knows and leaves alone takes up what was told before: "the sale", "any deployment".
        return learned_frames()[type_, "NOUN", ""] if own is None else None
    if own is not None:
        return replace(own, word=LEARNED + own.word)
    clause = "object" if objects(trigger) or is_passive(trigger) else "bare"
    return learned_frames()[type_, "VERB", clause]


def may_add(sentence: Span, told: AbstractSet[str]) -> bool:
    """Whether the network could add an event to those of these types that a sentence tells: it is asked of none that names nobody."""
    return any(t not in told for t in _types()) and any(t.ent_type_ in _NAMES for t in sentence)


def is_kept(draft: Draft, known: Parties) -> bool:
    """Whether what the network finds is worth an entry: something between states, in no other sense of the frame's word.

    The network has learned what the news says of states; of other people's visits and pleas it is as sure, and wrong. Who
    moves has to move forces, and goods of which nobody is said to get them have to be counted.
    """
    if not is_among_states(draft, known) or is_other_sense(draft):
        return False
    if draft.frame.type == "MOBILIZE":
        heads = (*draft.themes, draft.trigger)
        return any(i.category for i in draft.items) or any(noun_class(t) in _FORCES for t in heads)
    if draft.frame.type == "AID" and not draft.recipient:
        return draft.value is not None or any(i.quantity is not None for i in draft.items)
    return True


def is_ruled_out(draft: Draft) -> bool:
    """Whether the network is sure that no word of it names an act in public: "the police asked drivers to wait".

    What states and groups such as protesters do is left to the frames.
    """
    if draft.frame.type not in RULED or not draft.trigger.has_extension("event"):
        return False
    if any(is_state(p) or is_group(p) for p in draft.actor or draft.recipient):
        return False
    words = (draft.trigger, *draft.trigger.children, *draft.through)  # "made an appeal"
    return all(w._.event is None or w._.event[1] < LEAST for w in words)


def besides(learned: Sequence[Draft], told: Sequence[Draft]) -> list[Draft]:
    """Those of the network's events that say what the sentence's others do not: one a type, the surest."""
    kept: list[Draft] = []
    for draft in sorted(learned, key=lambda d: -d.trigger._.event_alone[1]):
        if all(d.frame.type != draft.frame.type for d in (*told, *kept)):
            kept.append(draft)
    return sorted(kept, key=lambda d: d.trigger.i)
