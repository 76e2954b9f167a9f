"""Numbers in words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from onrecord.reading.knowledge.index import table


@cache
def numbers() -> Mapping[str, int]:
    """Words for the numbers below a hundred that are one word, in lower case, with their value: "seven", "sixty"."""
    return MappingProxyType({word: int(value) for word, value, _ in table("numbers.tsv", 3)})
