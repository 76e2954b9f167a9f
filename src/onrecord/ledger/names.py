"""Names for the sides of a record, which are compared by codes: "Norway" for NOR."""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.reading.knowledge import alliance, coded, country, organization

_CODES = re.compile(r"\b[A-Z]{3}(?:\+[A-Z]{3})*\b")


@lru_cache(maxsize=8_192)
def names(side: str | None) -> tuple[str, ...]:
    """The names of a side, which may be several ("ROU+TUR"): those of countries and known bodies, else as they are compared."""
    return tuple(_name(part) for part in (side or "").split("+") if part)


def shown(side: str | None) -> str:
    """The names of a side in one line: "Romania, Türkiye"; empty where there is none."""
    return ", ".join(names(side))


def spelled(title: str) -> str:
    """The title of a decision or transfer with the names of countries for their codes."""
    return _CODES.sub(lambda found: shown(found[0]), title)


def code_of(name: str) -> str | None:
    """The code of a country by its name or code: "Norway", "NOR"; None for anything else."""
    if name.isupper() and len(name) == 3 and coded(name):
        return name
    found = country(name)
    return found.iso3 if found is not None else None


def _name(part: str) -> str:
    found = coded(part) or alliance(part) or organization(part)
    return found.name if found is not None else part
