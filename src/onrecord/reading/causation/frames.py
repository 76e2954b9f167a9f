"""The rows of effects.tsv: words that claim an effect, what stands where around them, and words that tell how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import cast

from onrecord.model import Relation
from onrecord.tables import alternatives, rows

Words = tuple[str, ...]

VERBS = frozenset(
    ("object", "change", "infinitive", "from", "away", "way", "made", "turned", "oblique", "that", "left")
)
CONNECTIVES = frozenset(
    ("conjunction", "condition", "preposition", "without", "purpose", "result", "absolute", "reason")
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A row of effects.tsv for one of its words: what stands where, and the rest of the cue behind its first word."""

    kind: str
    rest: Words
    relation: Relation


@cache
def frames(kinds: frozenset[str]) -> Mapping[str, tuple[Frame, ...]]:
    """The frames of these kinds by the first word of their cue, the longest cue first."""
    found: dict[str, list[Frame]] = {}
    for kind, words, relation, _ in rows("onrecord.reading.knowledge", "effects.tsv", columns=4):
        for cue in alternatives(words) if kind in kinds else ():
            first, *rest = cue.split()
            found.setdefault(first, []).append(Frame(kind, tuple(rest), cast("Relation", relation)))
    return MappingProxyType({w: tuple(sorted(f, key=lambda x: -len(x.rest))) for w, f in found.items()})


@cache
def words_of(kind: str) -> Mapping[str, str]:
    """The words of one kind, with what the table says of them."""
    table = rows("onrecord.reading.knowledge", "effects.tsv", columns=4)
    return MappingProxyType({w: r for k, words, r, _ in table if k == kind for w in alternatives(words)})
