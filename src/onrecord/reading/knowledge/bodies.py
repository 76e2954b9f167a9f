"""Institutions, organizations, ministries and alliances."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from onrecord.reading.knowledge.index import Index, by_name, form_of, pairs, table
from onrecord.tables import alternatives

_LAST_TASK = re.compile(r"(?:,? and|,) (?:(?! and |, ).)+$")


@dataclass(frozen=True, slots=True)
class Metonym:
    """An address that stands for the institution there; `iso3` is None for those of several countries."""

    name: str
    aliases: tuple[str, ...]
    iso3: str | None
    stands_for: str
    kind: str


@dataclass(frozen=True, slots=True)
class Organization:
    """A body in the news.

    iso3       None for bodies of several countries
    kind       as in organizations.tsv: ministry, military, agency, militant, ...
    ambiguous  whether the name it was looked up by is shared by other countries' bodies or is a word of its own
    """

    name: str
    aliases: tuple[str, ...]
    iso3: str | None
    kind: str
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class Alliance:
    """A group of states; `members` are ISO 3166-1 alpha-3 of the year `as_of`, none where they are not fixed."""

    name: str
    aliases: tuple[str, ...]
    members: tuple[str, ...]
    as_of: int | None


@cache
def metonyms() -> tuple[Metonym, ...]:
    """Addresses that stand for institutions, by name."""
    return tuple(
        Metonym(name, alternatives(aliases), iso3 or None, stands_for, kind)
        for name, aliases, iso3, stands_for, kind in table("metonyms.tsv", 5)
    )


@cache
def _by_metonym() -> Index[Metonym]:
    return Index((form, entry) for entry in metonyms() for form in (entry.name, *entry.aliases))


def metonym(name: str) -> str | None:
    """ISO 3166-1 alpha-3 of the country whose institution goes by this address: "the Pentagon", "Downing Street".

    None for an address of several countries, such as Brussels; `institution` knows those too.
    """
    found = institution(name)
    return found.iso3 if found else None


def institution(name: str) -> Metonym | None:
    """What this address stands for: "the Kremlin", "Brussels"."""
    return _by_metonym().get(name)


@cache
def _organizations() -> tuple[tuple[Organization, frozenset[str]], ...]:
    found = []
    for name, aliases, iso3, kind, ambiguous in table("organizations.tsv", 5):
        doubtful = frozenset(alternatives(ambiguous))
        entry = Organization(name, alternatives(aliases), iso3 or None, kind, name in doubtful)
        found.append((entry, doubtful))
    return tuple(found)


def organizations() -> tuple[Organization, ...]:
    """Bodies that the news quotes, by name."""
    return tuple(organization for organization, _ in _organizations())


@cache
def _by_organization() -> Index[Organization]:
    return by_name(_organizations())


def organization(name: str) -> Organization | None:
    """The body of this name: "the State Department", "IDF", "Houthis"."""
    return _by_organization().get(name)


@cache
def ministries() -> Mapping[str, str]:
    """The portfolio by what the press calls its ministry, in lower case."""
    return MappingProxyType(pairs("ministries.tsv"))


def ministry(name: str) -> str | None:
    """The portfolio of a ministry named without its country: "Defence Ministry", "ministry of foreign affairs".

    One of several tasks has that of the first: "ministry of labour and social security".
    """
    head = form_of(name).casefold().replace(" & ", " and ")
    while head and head not in ministries():
        head = _LAST_TASK.sub("", head) if _LAST_TASK.search(head) else ""
    return ministries().get(head)


@cache
def alliances() -> tuple[Alliance, ...]:
    """Alliances and groups of states, by name."""
    return tuple(
        Alliance(name, alternatives(aliases), alternatives(members), int(as_of) if as_of else None)
        for name, aliases, members, as_of in table("alliances.tsv", 4)
    )


@cache
def _by_alliance() -> Index[Alliance]:
    return Index((form, entry) for entry in alliances() for form in (entry.name, *entry.aliases))


def alliance(name: str) -> Alliance | None:
    """The alliance of this name or acronym: "NATO", "the European Union"."""
    return _by_alliance().get(name)
