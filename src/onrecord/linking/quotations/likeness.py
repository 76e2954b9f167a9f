"""How much of the shorter of two utterances the other one has.

Words count by how rare they are in the news (`stems.weight`); numbers count in full, names less. Words in the same order count
most, then the same words elsewhere, then words that say the same (`synonyms.alike`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from onrecord.linking.quotations.synonyms import NEAR, alike, number
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


def compared(one: Sequence[Word], other: Sequence[Word]) -> Likeness:
    """What two utterances have of each other."""
    mine, theirs = ([telling(w.key, w.name) for w in words] for words in (one, other))
    least = min(sum(mine), sum(theirs))
    if not least:
        return Likeness(0.0, 0.0, 0.0)
    keys = [[word.key for word in words] for words in (one, other)]
    blocks = SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_matching_blocks()
    ordered = sum(sum(mine[b.a : b.a + b.size]) for b in blocks)
    done = [
        {i for b in blocks for i in range(b.a, b.a + b.size)},
        {i for b in blocks for i in range(b.b, b.b + b.size)},
    ]
    rest = [
        (alike(one[i].key, other[j].key), i, j)
        for i in range(len(one))
        if i not in done[0] and mine[i] > _SMALL
        for j in range(len(other))
        if j not in done[1] and theirs[j] > _SMALL
    ]
    moved = 0.0
    for how, i, j in sorted(rest, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if how < NEAR:
            break
        if i not in done[0] and j not in done[1]:
            done[0].add(i)
            done[1].add(j)
            moved += _MOVED * how * min(mine[i], theirs[j])
    return Likeness(min(1.0, (ordered + moved) / least), min(1.0, ordered / least), ordered + moved)


#: A word that tells less is not looked for elsewhere.
_SMALL = 0.2
