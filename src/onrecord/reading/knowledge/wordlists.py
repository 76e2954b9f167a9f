"""Lists of words in tables of three columns: the kind of list, its words, an example."""

from __future__ import annotations

from onrecord.reading.knowledge.index import table
from onrecord.tables import alternatives


def word_list(name: str, kind: str) -> frozenset[str]:
    """The words of one kind in a table beside this file.

    Raises KeyError where the table has no such kind.
    """
    found = [alternatives(words) for of, words, _ in table(name, 3) if of == kind]
    if not found:
        raise KeyError(f"{name} has no words of kind {kind!r}")
    return frozenset(word for words in found for word in words)
