"""What the language layer knows beforehand: equipment and vessels that it marks in a text, whole tokens, closed lemmas.

The tables stand beside this file, each with its source; they are read once, when first asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from onrecord.tables import alternatives, rows

_PACKAGE = "onrecord.language.knowledge"


@dataclass(frozen=True, slots=True)
class Equipment:
    """A weapon, vehicle, aircraft or kind of supply, in the singular.

    class_         "main battle tank", "howitzer", "air defence system", ...
    generic        whether it is a common noun and no designation
    needs_context  whether the word alone is more often something else, so that it counts only before an equipment
                   noun ("Patriot battery") or counted ("two Leopards")
    """

    name: str
    aliases: tuple[str, ...]
    class_: str
    generic: bool
    needs_context: bool


@dataclass(frozen=True, slots=True)
class Vessel:
    """A word for a ship with the class it names, or the letters before a ship's name.

    class_  None for a prefix
    iso3    the state whose ships bear the prefix, where it is one state's
    """

    name: str
    is_prefix: bool
    class_: str | None
    iso3: str | None


@cache
def equipment() -> tuple[Equipment, ...]:
    """All equipment, by name."""
    return tuple(
        Equipment(name, alternatives(aliases), class_, generic == "y", context == "y")
        for name, aliases, class_, generic, context in rows(_PACKAGE, "equipment.tsv", columns=5)
    )


@cache
def equipment_forms() -> Mapping[str, Equipment]:
    """Equipment by each of its names and spellings, as written; common nouns in lower case."""
    return MappingProxyType({form: item for item in equipment() for form in (item.name, *item.aliases)})


def equipment_named(form: str) -> Equipment | None:
    """The equipment of this name in the singular: "HIMARS", "Leopard 2A6", "Howitzer"; common nouns in any case."""
    form = " ".join(form.replace("‑", "-").split())
    found = equipment_forms().get(form)
    if found is None:
        found = equipment_forms().get(form.lower())
        found = found if found is not None and found.generic else None
    return found


@cache
def lookalikes() -> frozenset[str]:
    """Phrases that hold a word for equipment and name none, in lower case and in the singular: "think tank"."""
    return frozenset(phrase for phrase, _ in rows(_PACKAGE, "lookalikes.tsv", columns=2))


@cache
def vessels() -> Mapping[str, Vessel]:
    """Words for vessels and prefixes of ships' names, as written."""
    return MappingProxyType(
        {
            name: Vessel(name, kind == "prefix", class_ or None, iso3 or None)
            for name, kind, class_, iso3 in rows(_PACKAGE, "vessels.tsv", columns=4)
        }
    )


def vessel_word(word: str) -> Vessel | None:
    """The class word of this form in the singular, in any case: "frigate", "Patrol boat"."""
    found = vessels().get(word) or vessels().get(word.lower())
    return None if found is None or found.is_prefix else found


def vessel_prefix(word: str) -> Vessel | None:
    """The prefix of this form, as written: "HMS", "M/V"."""
    found = vessels().get(word)
    return found if found is not None and found.is_prefix else None
