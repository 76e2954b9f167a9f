"""The terms of a text, and how much each tells about what a text is on.

A term is a word without letter case, accents, points and plural: "Minister's", "ministers" and "MINISTER" are one. How much
it tells is its inverse document frequency over the news, from a table that is shipped, so that the likeness of two
articles depends on these two alone and never on what else has been read, or when.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from math import log

from onrecord.linking.knowledge import table
from onrecord.tables import alternatives

_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")
#: The hundred or so words that stand in more than a third of all articles tell nothing; everything is measured from there.
_COMMON = 1.0
_TOTAL = "*"  # the table's own row: how many articles it was counted over


def words(text: str) -> list[tuple[str, str]]:
    """The terms of a text in order, each with the word as it stands there."""
    forms = _WORD.findall(text)
    return [pair for pair in zip(map(term, forms), forms, strict=True) if pair[0]]


@lru_cache(maxsize=200_000)
def term(word: str) -> str:
    """The term that a word is; empty for a word that is none, such as a lone accent."""
    apart = unicodedata.normalize("NFKD", word).lower().replace("’", "'")
    plain = "".join(letter for letter in apart if letter.isalnum() or letter == "'").removesuffix("'s")
    plain = plain.replace("'", "")
    if len(plain) > 3 and plain.endswith("ies"):
        return plain[:-3] + "y"
    if len(plain) > 4 and plain.endswith("s") and not plain.endswith(("ss", "us", "is")):
        return plain[:-1]
    return plain


def tells(term: str) -> float:
    """How much a term tells: 0 for one that is in a third of all articles, 7.6 for one that the table does not know.

    The inverse document frequency of Spärck Jones, "A statistical interpretation of term specificity" (1972), with one
    article added for what was never seen.
    """
    known, unknown = _telling()
    return known.get(term, unknown)


@cache
def commonness() -> tuple[Mapping[str, int], int]:
    """In how many articles each term of the table stands, and how many articles that was counted over."""
    counts = {
        term: int(number) for number, terms in table("commonness.tsv", 2) for term in alternatives(terms)
    }
    total = counts.pop(_TOTAL)
    return counts, total


@cache
def _telling() -> tuple[dict[str, float], float]:
    """How much each term of the table tells, and a term that is not there."""
    counts, total = commonness()
    whole = log(total + 1) - _COMMON
    return {term: max(0.0, whole - log(count + 1)) for term, count in counts.items()}, whole
