"""Offices, titles, given names, people in office and speakers without a name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from onrecord.reading.knowledge.index import form_of, pairs, plain, table
from onrecord.tables import alternatives

#: Where offices are taken apart, so that any tokenisation matches: "vice-president", "commander's".
_PIECES = re.compile(r"'s\b|[^\s'-]+(?:'(?!s\b)[^\s'-]*)?|-|'")


@dataclass(frozen=True, slots=True)
class Office:
    """An office, function or occupation: `title` in lower case, the rest as in offices.tsv, None where it says nothing."""

    title: str
    kind: str
    level: str | None
    portfolio: str | None
    gender: str | None


@dataclass(frozen=True, slots=True)
class OfficeSpan:
    """Where an office stands in a sequence of tokens, half-open."""

    office: Office
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Title:
    """What stands before a name.

    full     spelled out: "Lieutenant General"
    is_role  whether it says what the person is, and does not only address them
    """

    full: str
    variants: tuple[str, ...]
    gender: str | None
    kind: str
    is_role: bool


@dataclass(frozen=True, slots=True)
class Leader:
    """A person in public office; `as_of` is a year in which they held it."""

    name: str
    aliases: tuple[str, ...]
    iso3: str
    office: str
    as_of: int
    gender: str | None


@cache
def offices() -> Mapping[str, Office]:
    """Offices by their title in lower case."""
    return MappingProxyType(
        {
            title: Office(title, kind, level or None, portfolio or None, gender or None)
            for title, kind, level, portfolio, gender in table("offices.tsv", 5)
        }
    )


def office(title: str) -> Office | None:
    """The office of this title, in any case: "Defence Secretary"."""
    return offices().get(form_of(title).casefold())


@cache
def _by_pieces() -> Mapping[tuple[str, ...], Office]:
    return {_pieces(title): found for title, found in offices().items()}


def _pieces(text: str) -> tuple[str, ...]:
    return tuple(_PIECES.findall(text.replace("’", "'").lower()))


def office_in(tokens: Sequence[str]) -> OfficeSpan | None:
    """The first office in a sequence of tokens, the longest that begins there: "deputy defence minister"."""
    pieces = [(piece, i) for i, token in enumerate(tokens) for piece in _pieces(token)]
    known = _by_pieces()
    longest = max(map(len, known))
    for start in range(len(pieces)):
        for end in range(min(len(pieces), start + longest), start, -1):
            found = known.get(tuple(piece for piece, _ in pieces[start:end]))
            if found is not None:
                return OfficeSpan(found, pieces[start][1], pieces[end - 1][1] + 1)
    return None


@cache
def titles() -> Mapping[str, Title]:
    """Titles by each of their forms, as they are written before a name."""
    found: dict[str, Title] = {}
    for full, variants, gender, kind, role in table("titles.tsv", 5):
        entry = Title(full, alternatives(variants), gender or None, kind, role == "y")
        found.update(dict.fromkeys((full, *entry.variants), entry))
    return MappingProxyType(found)


def title(form: str) -> Title | None:
    """The title of this form, with or without its stop: "Gen.", "General", "Mrs", "Lt. Gen."."""
    return titles().get(form) or titles().get(form.removesuffix("."))


@cache
def leaders() -> tuple[Leader, ...]:
    """People in public office, by name."""
    return tuple(
        Leader(name, alternatives(aliases), iso3, held, int(as_of), gender or None)
        for name, aliases, iso3, held, as_of, gender, _source in table("leaders.tsv", 7)
    )


@cache
def _by_leader() -> Mapping[str, Leader]:
    return {plain(form): entry for entry in leaders() for form in (entry.name, *entry.aliases)}


def leader(name: str) -> Leader | None:
    """The person of this full name, accents and hyphens aside: "Lars Lokke Rasmussen"."""
    return _by_leader().get(plain(name))


@cache
def given_names() -> Mapping[str, str]:
    """The gender, "m" or "f", by given name."""
    return MappingProxyType(pairs("given_names.tsv"))


@cache
def _by_given_name() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, gender in given_names().items():
        key = plain(name)
        found[key] = gender if found.get(key, gender) == gender else ""
    return found


def gender_of(given_name: str) -> str | None:
    """The gender, "m" or "f", where a given name tells, also by its first half: "Mette", "Karl-Heinz"."""
    key = plain(given_name)
    known = _by_given_name()
    first = key.split(" ", 1)[0] if "-" in given_name else key
    return known.get(key) or known.get(first) or None


@cache
def _anonymous() -> Mapping[str, str]:
    return pairs("anonymous.tsv")


def anonymous(phrase: str) -> str | None:
    """The number, "sg" or "pl", of a phrase for speakers without a name: "official", "witnesses"."""
    return _anonymous().get(form_of(phrase).casefold())
