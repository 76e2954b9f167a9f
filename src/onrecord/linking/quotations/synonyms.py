"""Whether two words can stand for each other: same stem or synonyms, or alike by their vectors, and not each other's opposite."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

import numpy as np

from onrecord.linking.knowledge import table
from onrecord.linking.quotations.wording import american, kind
from onrecord.linking.stems import stem
from onrecord.meanings import likeness, meaning
from onrecord.tables import alternatives

#: From here on two words say the same in one place of a sentence, or speak of the same matter. Of 40 pairs of words that the
#: press uses for each other and 40 that it must not, vectors alone part "buy" and "purchase" (0.85) from "father" and "mother"
#: (0.62), but not "halt" and "stop"; for those there is the list.
SAME, NEAR = 0.63, 0.45
_SYNONYM = 0.8


def opposite(one: str, other: str) -> bool:
    """Whether two words in lower case are antonyms."""
    return other in _antonyms().get(one, frozenset())


def number(word: str) -> bool:
    """Whether a word is a number or counts."""
    return word[0].isdigit() or word in kind("number")


@lru_cache(maxsize=1 << 16)
def alike(one: str, other: str) -> float:
    """How far two words say the same, 0 to 1: 1 for one stem, 0 for opposites, for numbers and for days and months."""
    if one == other:
        return 1.0
    if number(one) or number(other) or {one, other} <= kind("calendar") or opposite(one, other):
        return 0.0
    if stem(one) == stem(other):
        return 0.9
    if _meanings(one) & _meanings(other):
        return _SYNONYM
    return max(0.0, likeness(one, other))


def near(mine: Sequence[str], theirs: Sequence[str]) -> list[tuple[float, int, int]]:
    """The pairs of words of two texts that are alike from `NEAR` on: how far, and the index of each."""
    if not mine or not theirs:
        return []
    cosines = np.stack([*map(meaning, mine)]) @ np.stack([*map(meaning, theirs)]).T
    found = {(i, j) for i, j in np.argwhere(cosines >= NEAR - _ROUNDING).tolist()}
    places: dict[str | int, list[int]] = defaultdict(list)
    for j, word in enumerate(theirs):
        for sign in _signs(word):
            places[sign].append(j)
    found.update((i, j) for i, word in enumerate(mine) for sign in _signs(word) for j in places.get(sign, ()))
    return [(how, i, j) for i, j in found if (how := alike(mine[i], theirs[j])) >= NEAR]


#: By how much a product of matrices may miss that of two vectors.
_ROUNDING = 1e-4


@lru_cache(maxsize=1 << 15)
def _signs(word: str) -> frozenset[str | int]:
    """What a word has in common with each that is alike whatever their vectors: its stem, or a line of synonyms.tsv."""
    return _meanings(word) | {stem(word)}


@lru_cache(maxsize=1 << 15)
def _meanings(word: str) -> frozenset[int]:
    """The lines of synonyms.tsv that have a word in any of its forms."""
    known, irregular = _synonyms()
    found = known.get(word, frozenset()) | known.get(irregular.get(word, ""), frozenset())
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            base = word.removesuffix(ending)
            found |= known.get(base + instead, frozenset())
            if instead == "" and ending[0] in "ei" and base[-1:] == base[-2:-1]:
                found |= known.get(base[:-1], frozenset())
    return found


#: Endings of regular forms, and what the lemma has instead; a doubled consonant is undone.
_ENDINGS = (
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ed", ""),
    ("d", ""),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
)
_LEAST = 2


@cache
def _synonyms() -> tuple[Mapping[str, frozenset[int]], Mapping[str, str]]:
    """For each lemma its lines, and the lemmas of irregular forms."""
    found: dict[str, set[int]] = {}
    for number, (_, words) in enumerate(table("synonyms.tsv", 2)):
        for word in alternatives(words):
            found.setdefault(word, set()).add(number)
    return {word: frozenset(those) for word, those in found.items()}, {
        row[0]: row[1] for row in table("forms.tsv", 2)
    }


@cache
def _antonyms() -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for one, other, _ in table("antonyms.tsv", 3):
        sides = [frozenset(map(american, alternatives(cell))) for cell in (one, other)]
        for these, those in (sides, sides[::-1]):
            for word in these:
                found[word] = found.get(word, frozenset()) | those
    return found
