"""Currencies by their words, codes and countries."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from types import MappingProxyType

from onrecord.reading.knowledge.geography import capital, country, demonym
from onrecord.tables import alternatives, rows

_PACKAGE = "onrecord.reading.knowledge"
_MAGNITUDES = MappingProxyType(
    {
        "m": 1e6, "mn": 1e6, "mln": 1e6, "million": 1e6, "bn": 1e9, "bln": 1e9, "billion": 1e9, "tn": 1e12, "trillion": 1e12,
        "k": 1e3, "thousand": 1e3,
    }
)  # fmt: skip

#: Words in which English gives any of several states' money.
_FOREIGN = frozenset(("crown", "crowns"))


@cache
def _table() -> tuple[tuple[str, ...], ...]:
    return rows(_PACKAGE, "currencies.tsv", columns=4)


@cache
def currencies() -> Mapping[str, Mapping[str, str]]:
    """Words and signs of currencies, words in lower case: the ISO 4217 codes that they may stand for, by country."""
    found: dict[str, dict[str, str]] = {}
    for words, code, states, _ in _table():
        for word in alternatives(words):
            found.setdefault(word, {}).update(dict.fromkeys(alternatives(states) or ("",), code))
    return MappingProxyType(found)


@cache
def codes() -> Mapping[str, str]:
    """ISO 4217 codes in capitals, as they stand beside a sum."""
    return MappingProxyType({code: code for _, code, _, _ in _table()})


def magnitudes() -> Mapping[str, float]:
    """Words and letters that multiply the number before them, in lower case."""
    return _MAGNITUDES


def magnitude(word: str) -> float:
    """What a word or letter behind a number multiplies it by ("640m"); 0 for anything else."""
    return _MAGNITUDES.get(word, 0.0)


def currency_of(word: str, sentence: Collection[str], article: Collection[str]) -> str | None:
    """The currency that a word stands for; None where it could be several.

    A word of several states' money ("kroner") is decided by the one state among them that the sentence names, else by
    the one that the article names; "crowns", which payers abroad are said to pay as well, by the article alone.

    sentence, article  the words of either
    """
    known = currencies().get(word) or currencies().get(word.lower())
    if not known:
        return None
    if len(set(known.values())) == 1:
        return next(iter(known.values()))
    for words in (article,) if word.lower() in _FOREIGN else (sentence, article):
        if named := _currencies_in(words, known):
            return named.pop() if len(named) == 1 else None
    return None


def _currencies_in(words: Collection[str], known: Mapping[str, str]) -> set[str]:
    """The currencies, of those known by state, of the states that these words name."""
    found = set()
    for word in words:
        state = country(word)
        iso3 = state.iso3 if state is not None else demonym(word) or capital(word)
        if iso3 is not None and iso3 in known:
            found.add(known[iso3])
    return found
