"""How firmly something is put: "will", "would", "may", "must" and the phrases that stand for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.linking.knowledge import table
from onrecord.tables import alternatives


@dataclass(frozen=True, slots=True)
class Modal:
    """A modal at a half-open range of words; `shifted` has the strengths that reported speech may put for it."""

    start: int
    end: int
    strength: str
    shifted: frozenset[str]


def modals(keys: Sequence[str]) -> list[Modal]:
    """The modals among the keys of words, in order."""
    found: list[Modal] = []
    at = 0
    known = _known()
    while at < len(keys):
        for phrase, strength, shifted in known.get(keys[at], ()):
            if tuple(keys[at : at + len(phrase)]) == phrase:
                found.append(Modal(at, at + len(phrase), strength, shifted))
                at += len(phrase)
                break
        else:
            at += 1
    return found


@cache
def _known() -> Mapping[str, tuple[tuple[tuple[str, ...], str, frozenset[str]], ...]]:
    """Phrases by their first word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str, frozenset[str]]]] = {}
    for strength, shifted, words, _ in table("modals.tsv", 4):
        for phrase in alternatives(words):
            parts = tuple(phrase.split())
            found.setdefault(parts[0], []).append((parts, strength, frozenset(alternatives(shifted))))
    return {first: tuple(sorted(those, key=lambda one: -len(one[0]))) for first, those in found.items()}
