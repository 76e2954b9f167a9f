"""Countries, their peoples and capitals, their parts and cities."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.reading.knowledge.index import Index, by_name, table
from onrecord.tables import alternatives


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory.

    iso3, iso2  ISO 3166-1; XKX and XK for Kosovo
    name        short, as in English-language news
    demonyms    adjectives and nouns, singular and plural
    capitals    seats of government too, with older spellings
    currencies  ISO 4217
    ambiguous   whether the name it was looked up by (`name`, in `countries()`) often means something else
    un          whether it is a member of the United Nations
    """

    iso3: str
    iso2: str
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    currencies: tuple[str, ...]
    ambiguous: bool
    un: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a country or a city that is no capital; `kind`, `demonyms` and `ambiguous` as in places.tsv."""

    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    iso3: str
    kind: str
    ambiguous: bool


@cache
def _countries() -> tuple[tuple[Country, frozenset[str]], ...]:
    """The countries, each with its ambiguous forms."""
    found = []
    for iso3, iso2, name, aliases, demonyms, capitals, currencies, ambiguous, un in table("countries.tsv", 9):
        doubtful = frozenset(alternatives(ambiguous))
        entry = Country(
            iso3,
            iso2,
            name,
            alternatives(aliases),
            alternatives(demonyms),
            alternatives(capitals),
            alternatives(currencies),
            ambiguous=name in doubtful,
            un=un == "y",
        )
        found.append((entry, doubtful))
    return tuple(found)


def countries() -> tuple[Country, ...]:
    """All countries and territories, by ISO code."""
    return tuple(country for country, _ in _countries())


@cache
def _by_name() -> Index[Country]:
    return by_name(_countries())


@cache
def _by_demonym() -> Index[Country]:
    return Index((form, country) for country in countries() for form in country.demonyms)


@cache
def _by_capital() -> Index[Country]:
    return Index((form, country) for country in countries() for form in country.capitals)


def country(name: str) -> Country | None:
    """The country of this name: "Denmark", "the U.S.", "Great Britain"."""
    return _by_name().get(name)


@cache
def _by_code() -> dict[str, Country]:
    return {country.iso3: country for country in countries()}


def coded(iso3: str) -> Country | None:
    """The country of this code, ISO 3166-1 alpha-3."""
    return _by_code().get(iso3)


def demonym(name: str) -> str | None:
    """ISO 3166-1 alpha-3 of the country whose people or things are called so: "Danish", "Danes"."""
    found = _by_demonym().get(name)
    return found.iso3 if found else None


def capital(name: str) -> str | None:
    """ISO 3166-1 alpha-3 of the country with this capital or seat of government: "Copenhagen", "The Hague"."""
    found = _by_capital().get(name)
    return found.iso3 if found else None


@cache
def _places() -> tuple[tuple[Place, frozenset[str]], ...]:
    found = []
    for name, aliases, demonyms, iso3, kind, ambiguous in table("places.tsv", 6):
        doubtful = frozenset(alternatives(ambiguous))
        entry = Place(name, alternatives(aliases), alternatives(demonyms), iso3, kind, name in doubtful)
        found.append((entry, doubtful))
    return tuple(found)


def places() -> tuple[Place, ...]:
    """Parts of countries, and cities that are no capitals, by name."""
    return tuple(place for place, _ in _places())


@cache
def _by_place() -> Index[Place]:
    return by_name(_places())


@cache
def _by_inhabitants() -> Index[Place]:
    return Index((form, place) for place in places() for form in place.demonyms)


def place(name: str) -> Place | None:
    """The part of a country or the city of this name: "Crimea", "Scotland", "Odesa"."""
    return _by_place().get(name)


def inhabitants(name: str) -> Place | None:
    """The place whose people are called so: "Scottish", "Chechens"."""
    return _by_inhabitants().get(name)
