"""Names for the sides of a record, which are compared by codes: "Norway" for NOR."""

from __future__ import annotations

from functools import lru_cache

from onrecord.reading.knowledge import alliance, coded, organization


@lru_cache(maxsize=8_192)
def names(side: str | None) -> tuple[str, ...]:
    """The names of a side, which may be several ("ROU+TUR"): those of countries and known bodies, else as they are compared."""
    return tuple(_name(part) for part in (side or "").split("+") if part)


def shown(side: str | None) -> str:
    """The names of a side in one line: "Romania, Türkiye"; empty where there is none."""
    return ", ".join(names(side))


def _name(part: str) -> str:
    found = coded(part) or alliance(part) or organization(part)
    return found.name if found is not None else part
