"""Whose words: speakers of different articles held against each other."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from onrecord.linking.quotations.wording import kind
from onrecord.linking.stems import stems
from onrecord.model import Reading, Statement

#: "doubtful" where two people are named, one of them by a pronoun that may be somebody else's.
Sameness = Literal["same", "other", "unknown", "doubtful"]

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
#: Endings of names that tell no person from another.
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(frozen=True)
class Voice:
    """The speaker of an utterance, as one article has it.

    name    the fullest name or the words for it; None where nobody is named
    role    the office, in the article's words
    person  whether the name is a person's
    pronoun whether the article says "he" here, so that the name is a guess
    """

    name: str | None = None
    role: str | None = None
    person: bool = False
    pronoun: bool = False

    @classmethod
    def of(cls, statement: Statement, reading: Reading) -> Voice:
        """The speaker of a statement; an anonymous one keeps the words for it."""
        speaker = statement.speaker
        if speaker is None:
            return cls(statement.described.text if statement.described else None)
        entity = next((e for e in reading.entities if e.id == speaker.entity), None)
        role = speaker.role or (entity.role if entity else None)
        pronoun = speaker.span is not None and speaker.span.text.lower() in kind("person")
        return cls(speaker.name, role, entity is not None and entity.kind == "person", pronoun)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The parts of a person's name, in lower case without accents."""
        found = (_plain(word) for word in _WORD.findall(self.name or ""))
        return tuple(word for word in found if word not in _SUFFIXES)

    @cached_property
    def office(self) -> frozenset[str]:
        """The stems of the office, or of the words for a speaker who is no person by name."""
        return stems(self.role or ("" if self.person else self.name or ""))

    def same(self, other: Voice) -> Sameness:
        """Whether this is the same speaker: two people are told apart by their names, others only where they agree."""
        if not self.name or not other.name:
            return "unknown"
        if self.person and other.person:
            if _one_person(self.names, other.names):
                return "same"
            return "doubtful" if self.pronoun or other.pronoun else "other"
        if not self.person and not other.person:
            mine, theirs = stems(self.name) - _SMALL, stems(other.name) - _SMALL
            return "same" if mine and theirs and (mine <= theirs or theirs <= mine) else "unknown"
        person, words = (self, other) if self.person else (other, self)
        if words.names and {*words.names} <= {*person.names}:
            return "same"
        mine, theirs = self.office - _SMALL, other.office - _SMALL
        return "same" if mine and mine == theirs else "unknown"


_SMALL = frozenset({"the", "a", "an", "of", "for", "in", "and", "s"})


def _one_person(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether two names can be one person's: the shorter is part of the longer, initials and given names aside."""
    if not mine or not theirs:
        return False
    if mine[-1] == theirs[-1]:
        if len(mine) == 1 or len(theirs) == 1:
            return True
        a, b = mine[0], theirs[0]
        return a == b or a[0] == b[0] == (a if len(a) <= len(b) else b) or bool({*mine[:-1]} & {*theirs[:-1]})
    return {*mine} <= {*theirs} or {*theirs} <= {*mine}


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))
