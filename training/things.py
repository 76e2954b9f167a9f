"""Everyday things, cut from WordNet 3.0 for `reading`: things.tsv.

A noun is a thing where one of its two most frequent meanings is a tool, vehicle, garment, food or the like, and the most
frequent is no act, time, group or thought. The database is the one that synonyms.py describes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from training.synonyms import replace_rows, rows

#: Above what is given: a noun and the file of the lexicographers that its meaning stands in (lexnames(5WN)).
_THINGS = (
    ("instrumentality", 6), ("clothing", 6), ("covering", 6), ("commodity", 6), ("fabric", 6), ("textbook", 6), ("book", 6),
    ("food", 13), ("foodstuff", 13), ("grain", 13), ("building_material", 27), ("fuel", 27), ("fertilizer", 27), ("salt", 27),
    ("cleansing_agent", 27), ("grain", 20), ("seed", 20), ("cereal", 20), ("livestock", 5), ("sheep", 5), ("cattle", 5),
    ("goat", 5),
)  # fmt: skip
#: Below these are no things that are given.
_NONE = (("system", 6), ("medium", 6), ("structure", 6), ("drug", 6), ("dish", 13), ("alcohol", 13))
#: Files of acts, attributes, thoughts, messages, events, feelings, motives, places, persons, phenomena, possessions,
#: processes, relations, states and times: a word for these first is no thing.
_OTHERS = frozenset((4, 7, 9, 10, 11, 12, 14, 15, 16, 18, 19, 21, 22, 24, 26, 28))
_MEANINGS = 2
_SHORTEST = 3


class Meaning(NamedTuple):
    """A meaning: the file it stands in, and the meanings above it."""

    file: int
    above: tuple[str, ...]


def write(wordnet: Path, out: Path) -> None:
    """Writes things.tsv in the folder `out` anew, below the comments that it has."""
    meanings = dict(_meanings(cells) for cells in rows(wordnet / "data.noun"))
    of = {cells[0]: cells[-int(cells[2]) :] for cells in rows(wordnet / "index.noun")}
    replace_rows(out / "things.tsv", ((word,) for word in sorted(_things(of, meanings))))


def _things(of: Mapping[str, list[str]], meanings: Mapping[str, Meaning]) -> set[str]:
    def one(word: str, file: int) -> str | None:
        return next((m for m in of.get(word, ()) if meanings[m].file == file), None)

    @cache
    def above(meaning: str) -> frozenset[str]:
        return frozenset((meaning,)).union(*(above(m) for m in meanings[meaning].above))

    things, none = (frozenset(filter(None, (one(*root) for root in roots))) for roots in (_THINGS, _NONE))
    found = set()
    for word, own in of.items():
        if not word.isalpha() or len(word) < _SHORTEST:
            continue
        thing = next((m for m in own[:_MEANINGS] if above(m) & things and not above(m) & none), None)
        if thing is not None and (thing == own[0] or meanings[own[0]].file not in _OTHERS):
            found.add(word)
    return found


def _meanings(cells: list[str]) -> tuple[str, Meaning]:
    words = int(cells[3], 16)
    start = 4 + 2 * words
    pointers = cells[start + 1 : start + 1 + 4 * int(cells[start])]
    above = (pointers[i + 1] for i in range(0, len(pointers), 4) if pointers[i] in ("@", "@i"))
    return cells[0], Meaning(int(cells[1]), tuple(above))
