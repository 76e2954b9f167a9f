"""What can be given beside weapons and ships, and the words around giving: packages, measures, kinds of aid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from onrecord.tables import alternatives, rows

_PACKAGE = "onrecord.reading.knowledge"


@dataclass(frozen=True, slots=True)
class Goods:
    """A thing or body of people that can be given or moved, in the singular.

    class_   "medical supplies", "food", "troops", ...
    mode     the PLOVER mode of AID that giving it is: "military", "humanitarian"; None where it may be either
    context  those of the words that alone are more often something else
    """

    words: tuple[str, ...]
    class_: str
    mode: str | None
    context: tuple[str, ...]
    example: str


@cache
def goods() -> tuple[Goods, ...]:
    """All goods, in the order of the table."""
    return tuple(
        Goods(alternatives(words), class_, mode or None, alternatives(context), example)
        for words, class_, mode, context, example in rows(_PACKAGE, "goods.tsv", columns=5)
    )


@cache
def goods_forms() -> Mapping[str, Goods]:
    """Goods by each of their words, in the singular and in lower case."""
    return MappingProxyType({word: entry for entry in goods() for word in entry.words})


@cache
def everyday() -> frozenset[str]:
    """Everyday things, in the singular and in lower case."""
    return frozenset(word for (word,) in rows(_PACKAGE, "things.tsv", columns=1))


@cache
def giving(kind: str) -> Mapping[str, str]:
    """Words of one kind in giving.tsv with their value, in lower case."""
    table = rows(_PACKAGE, "giving.tsv", columns=4)
    return MappingProxyType(
        {word: value for k, words, value, _ in table if k == kind for word in alternatives(words)}
    )


@cache
def bounds() -> Mapping[str, str]:
    """Words before a number, in lower case, and what they make of it: "about", "least" or "most"."""
    table = rows(_PACKAGE, "quantities.tsv", columns=4)
    return MappingProxyType(
        {
            word: kind
            for kind, words, *_ in table
            if kind in ("about", "least", "most")
            for word in alternatives(words)
        }
    )
