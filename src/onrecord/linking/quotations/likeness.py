"""How much of the shorter of two utterances the other one has.

Words count by how rare they are in the news (`stems.weight`); numbers count in full, names less. Words in the same order count
most, then the same words elsewhere, then words that say the same (`synonyms.alike`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from onrecord.linking.quotations.synonyms import near, number
from onrecord.linking.quotations.wording import Word
from onrecord.linking.stems import stem, weight

#: What a word counts that stands elsewhere or in another form.
_MOVED = 0.8
#: What a name counts: all who write about a happening have the same names.
_NAME = 0.6


@lru_cache(maxsize=1 << 16)
def telling(key: str, name: bool) -> float:
    """How much a word tells, 0 to 1."""
    return _NAME if name else 1.0 if number(key) else weight(stem(key))


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two utterances share.

    part     how much of the shorter one the other has, 0 to 1
    ordered  the same, but of words in the same order alone
    shared   how much the shared words tell together
    """

    part: float
    ordered: float
    shared: float


_NOTHING = Likeness(0.0, 0.0, 0.0)


def compared(
    one: Sequence[Word], other: Sequence[Word], *, part: float = 0.0, shared: float = 0.0
) -> Likeness:
    """What two utterances have of each other.

    part, shared  what is asked for: nothing is shared where the words cannot come to both, which is soon known
    """
    told, retold = (tuple((word.key, word.name) for word in words) for words in (one, other))
    return _compared(told, retold, part, shared)


_Keys = tuple[tuple[str, bool], ...]


# Copies of one text give the same words again and again.
@lru_cache(maxsize=1 << 12)
def _compared(one: _Keys, other: _Keys, part: float, shared: float) -> Likeness:
    """What two runs of words have of each other; of each word its key, and whether it is a name."""
    mine, theirs = ([telling(key, name) for key, name in words] for words in (one, other))
    least = min(sum(mine), sum(theirs))
    if not least:
        return _NOTHING
    keys = [[key for key, _ in words] for words in (one, other)]
    pairs = _near(keys, mine, theirs)
    if _most(keys, mine, pairs) < max(part * least, shared) - _ROUNDING:
        return _NOTHING
    blocks = SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_matching_blocks()
    ordered = sum(sum(mine[b.a : b.a + b.size]) for b in blocks)
    done = [
        {i for b in blocks for i in range(b.a, b.a + b.size)},
        {i for b in blocks for i in range(b.b, b.b + b.size)},
    ]
    moved = 0.0
    for how, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if i not in done[0] and j not in done[1]:
            done[0].add(i)
            done[1].add(j)
            moved += _MOVED * how * min(mine[i], theirs[j])
    return Likeness(min(1.0, (ordered + moved) / least), min(1.0, ordered / least), ordered + moved)


#: A word that tells less is not looked for elsewhere.
_SMALL = 0.2
#: By how much a sum may be off.
_ROUNDING = 1e-6


def _near(
    keys: Sequence[Sequence[str]], mine: Sequence[float], theirs: Sequence[float]
) -> list[tuple[float, int, int]]:
    """The pairs of words that tell something and say the same or nearly so: how far, and the index of each."""
    here, there = ([i for i, tells in enumerate(those) if tells > _SMALL] for those in (mine, theirs))
    found = near([keys[0][i] for i in here], [keys[1][j] for j in there])
    return [(how, here[i], there[j]) for how, i, j in found]


def _most(
    keys: Sequence[Sequence[str]], mine: Sequence[float], pairs: Sequence[tuple[float, int, int]]
) -> float:
    """The most that two utterances can share: each word of one in its place, or else as the nearest word of the other."""
    there = frozenset(keys[1])
    best = [tells if key in there else 0.0 for key, tells in zip(keys[0], mine, strict=True)]
    for how, i, _ in pairs:
        best[i] = max(best[i], _MOVED * how * mine[i])
    return sum(best)
