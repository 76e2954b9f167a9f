"""Classes of nouns that frames ask for: who can act, what can be signed, imposed, sent or asked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from onrecord.reading.knowledge.index import table


@cache
def noun_classes() -> Mapping[str, str]:
    """The class by word, in lower case, as in classes.tsv."""
    return MappingProxyType({word: kind for word, kind, _ in table("classes.tsv", 3)})


def noun_class(word: str) -> str | None:
    """The class of a noun: "treaty" is a deal, "embargo" a measure; None for others."""
    return noun_classes().get(word)
