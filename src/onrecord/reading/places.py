"""Where the roles of a frame stand: the functions of the grammar and the prepositions that patterns.tsv names."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from spacy.tokens import Token

from onrecord.reading.clauses import objects, obliques, owners, possessors, receivers, subjects
from onrecord.reading.stages import cue_of

_FUNCTIONS = frozenset(("subject", "object", "iobj", "owner", "possessor", "doer"))


def at(trigger: Token, places: Sequence[str]) -> list[Token]:
    """The heads of noun phrases at the first of these places that is filled."""
    prepositions = [p for p in places if p not in _FUNCTIONS]
    looked = False
    for place in places:
        if place not in _FUNCTIONS and looked:
            continue  # all prepositions were looked at together
        looked = looked or place not in _FUNCTIONS
        if place == "subject":
            found = subjects(trigger)
        elif place == "object":
            found = objects(trigger)
        elif place == "iobj":
            found = receivers(trigger)
        elif place == "owner":
            found = owners(trigger)
        elif place == "possessor":
            found = possessors(trigger)
        elif place == "doer":  # "launched an attack", not "condemned an attack"
            found = possessors(trigger) or (owners(trigger) if is_carried_out(trigger) else [])
        else:
            found = obliques(trigger, prepositions)
        found = [t for t in found if t.ent_type_ != "DATE"]
        if found:
            return found
    return []


def is_below(word: Token, top: Token) -> bool:
    """Whether a clause stands between a word and one above it: "a study, on condition that Israel takes part"."""
    between = itertools.takewhile(lambda t: t != top, (word, *word.ancestors))
    return any(t.dep_ in ("advcl", "acl", "acl:relcl", "ccomp", "parataxis") for t in between)


def is_carried_out(noun: Token) -> bool:
    """Whether the verb over a noun says how far its subject has got with it: "ordered the arrest", "began a strike"."""
    cue = cue_of(noun.head, noun) if noun.dep_ in ("obj", "nsubj:pass") else None
    return cue is not None and cue.says not in ("report", "requested", "refused", "negated", "fails")
