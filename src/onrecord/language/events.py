"""Which words name events, found when somebody asks: `token._.event`, `token._.event_alone` and `token._.eventful`; and `roles`.

The finder is asked of a unit, or of one of its sentences alone, when the attribute of one of the words is first read, and
never again: what it says depends on nothing else. `_.eventful` comes from what the encoder has said anyway.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from onrecord.language.decoding import Floats
from onrecord.language.finder import Finder
from onrecord.language.pieces import Pieces, Splitter

#: The likeliest type of event that a word names, and its probability.
Named = tuple[str, float] | None

#: Below this probability a word names no event.
_EVENT = 0.01


@dataclass(frozen=True, slots=True)
class Unit:
    """What has to be kept of a unit for the finder to be asked of it later.

    start     its first word, among those of the text
    texts     its words
    bounds    the first words of its sentences, and its end, counted from its own first
    pieces    its word pieces
    words     (pieces, hidden): the encoder's vectors of them
    eventful  of each word
    """

    start: int
    texts: Sequence[str]
    bounds: Sequence[int]
    pieces: Pieces
    words: NDArray[np.uint8]
    eventful: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Told:
    """What the finder says of W words: the event that each names, and the vectors of their roles, (W, roles, d)."""

    named: list[Named]
    holders: Floats
    fillers: Floats


@dataclass(frozen=True, slots=True)
class Events:
    """What the finder says of the words of one text.

    places  which of the text's words each token is, by the token's index, in order; white space is none
    """

    finder: Finder
    split: Splitter
    units: Sequence[Unit]
    places: Mapping[int, int]
    _told: dict[tuple[int, int], _Told] = field(default_factory=dict)

    def eventful(self, token: int) -> bool:
        """Whether the finder may be sure of an event in this token."""
        if (place := self.places.get(token)) is None:
            return False
        unit = self._unit(place)
        return bool(unit.eventful[place - unit.start])

    def event(self, token: int, *, alone: bool) -> Named:
        """The event that this token names, by its whole unit or by its sentence alone; None where it names none."""
        if (place := self.places.get(token)) is None:
            return None
        start, _, told = self._of(place, alone=alone)
        return told.named[place - start]

    def roles(self, token: int, role: str) -> list[tuple[int, float]]:
        """The tokens of this one's sentence, each with the probability that it has a role for the act that this one names."""
        if (place := self.places.get(token)) is None:
            return []
        start, end, told = self._of(place, alone=True)
        r = self.finder.labels["holders"].index(role)
        holder, fillers = told.holders[place - start, r], told.fillers[:, r]
        odds = fillers[:, :-1] @ holder[:-1] * (len(holder) - 1) ** -0.5 + holder[-1] + fillers[:, -1]
        chances = 1.0 / (1.0 + np.exp(-odds))
        return list(zip(islice(self.places, start, end), chances.tolist(), strict=True))

    def _of(self, place: int, *, alone: bool) -> tuple[int, int, _Told]:
        """What is said of the words of a word's unit, or of its sentence alone: the first of them, their end, and that."""
        unit = self._unit(place)
        start, end = 0, len(unit.texts)
        if alone:
            at = bisect_right(unit.bounds, place - unit.start)
            start, end = unit.bounds[at - 1], unit.bounds[at]
        key = unit.start + start, unit.start + end
        if key not in self._told:
            self._told[key] = self._asked(unit, start, end)
        return *key, self._told[key]

    def _unit(self, place: int) -> Unit:
        return self.units[bisect_right(self.units, place, key=lambda unit: unit.start) - 1]

    def _asked(self, unit: Unit, start: int, end: int) -> _Told:
        """What the finder says of these words of a unit, which are the whole unit or one of its sentences."""
        if (start, end) == (0, len(unit.texts)):
            words, pieces = unit.words, unit.pieces
        else:
            pieces = self.split(unit.texts[start:end], [False] * (end - start))
            first = unit.pieces.firsts[start]
            # Between [CLS] and [SEP], the first and the last of every unit.
            words = unit.words[[0, *range(first, first + len(pieces.ids) - 2), len(unit.words) - 1]]
        said = self.finder(words, pieces)
        types = self.finder.labels["triggers"]
        return _Told([_likeliest(row, types) for row in said["triggers"]], said["holders"], said["fillers"])


def _likeliest(scores: Floats, types: Sequence[str]) -> Named:
    """The likeliest type of event that a word names, and its probability; the first of `types` is none."""
    odds = np.exp(scores - scores.max())
    best = int(odds[1:].argmax()) + 1
    chance = round(float(odds[best] / odds.sum()), 4)
    return (types[best], chance) if chance >= _EVENT else None


def roles(token: Token, role: str) -> list[tuple[Token, float]]:
    """The words of a word's sentence, each with the probability that it has a role for the act that the word names.

    Empty for a Doc that the pipeline did not make, such as a copy. The roles are those of the finder's labels: "actor", "recipient", ...
    """
    events = _of_docs.get(token.doc)
    return [(token.doc[i], chance) for i, chance in events.roles(token.i, role)] if events is not None else []


#: Of the Docs that are in use.
_of_docs: WeakKeyDictionary[Doc, Events] = WeakKeyDictionary()


def keep(doc: Doc, events: Events) -> None:
    """Lets the tokens of a Doc ask for its events, as long as it is in use."""
    _of_docs[doc] = events


def declare() -> None:
    """Makes the attributes known to spaCy, once; `_.event` set by hand goes before everything else."""
    if not Token.has_extension("event"):
        Token.set_extension("event", getter=_event, setter=_set_event)
        Token.set_extension("event_alone", getter=_event_alone)
        Token.set_extension("eventful", getter=_eventful)


def _event(token: Token) -> Named:
    return _found(token, alone=False)


def _event_alone(token: Token) -> Named:
    return _found(token, alone=True)


def _found(token: Token, *, alone: bool) -> Named:
    if (by_hand := _by_hand(token)) is not None:
        return by_hand[0]
    events = _of_docs.get(token.doc)
    return events.event(token.i, alone=alone) if events is not None else None


def _eventful(token: Token) -> bool:
    if (by_hand := _by_hand(token)) is not None:
        return by_hand[0] is not None
    events = _of_docs.get(token.doc)
    return events is not None and events.eventful(token.i)


def _by_hand(token: Token) -> tuple[Named] | None:
    """What was set by hand, in a tuple; None where nothing was."""
    found: tuple[Named] | None = token.doc.user_data.get(_key(token))
    return found


def _set_event(token: Token, value: Named) -> None:
    token.doc.user_data[_key(token)] = (value,)


def _key(token: Token) -> str:
    return f"onrecord.event.{token.i}"
