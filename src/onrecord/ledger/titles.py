"""Titles of records in plain words: "Denmark gives Ukraine missiles" for "DNK → UKR: missile".

Records are kept and compared by codes, which their stored titles are made of. These are for readers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from onrecord.ledger.keys import UNSPECIFIED, Kind, code_title
from onrecord.ledger.names import names, spelled
from onrecord.tables import alternatives, rows
from onrecord.wording import listed

_OPTIONAL = re.compile(r"\[([^\]]*)\]")
#: Endings of words that are no plurals, though they end with an "s": "congress", "caucus", "basis", "hamas".
_SINGULAR = ("ss", "us", "is", "as")
_SLOT = re.compile(r"\{(\w+)\}")


def titled(kind: Kind, title: str, grouped: Mapping[str, str]) -> str:
    """What a record is about, in plain words; a title that a person gave stays, with the names of countries.

    title    as it is kept
    grouped  the values that the record's reports agree in
    """
    if kind not in {"decision", "transfer"}:
        return title
    if title != code_title(kind, grouped):
        return spelled(title)
    actors = names(grouped["donor" if kind == "transfer" else "actor"])
    known = {
        "recipient": listed(names(grouped["recipient"])),
        "what": things(grouped["class" if kind == "transfer" else "object"]),
        "place": listed(names(grouped.get("place"))),
    }
    _, told = _deeds()["AID" if kind == "transfer" else grouped["type"]]
    sentence = next(filter(None, (_filled(one, known) for one in told)))
    words = f"{listed(actors)} {_of_number(sentence, actors)}"
    return words[:1].upper() + words[1:]


def does(kind: str | None, actor: str | None) -> str:
    """What the actor of a decision does, in a word or two: "moves"; empty where the type is not known.

    kind  the type of the decision
    """
    if kind is None:
        return ""
    return _of_number(_deeds()[kind][0], names(actor)) if kind in _deeds() else kind.lower()


def things(of: str | None) -> str:
    """Things by their class, several where they are counted: "missiles", "troops"; empty where the class is not known."""
    return "" if of in (None, UNSPECIFIED) else _counted().get(of, of)


def _filled(told: str, known: Mapping[str, str]) -> str | None:
    """A sentence with its parts; None where one that it needs is not known."""

    def part(found: re.Match[str]) -> str:
        return found[1] if all(known[slot] for slot in _SLOT.findall(found[1])) else ""

    left = _OPTIONAL.sub(part, told)
    if not all(known[slot] for slot in _SLOT.findall(left)):
        return None
    return _SLOT.sub(lambda found: known[found[1]], left)


def _of_number(words: str, actors: Sequence[str]) -> str:
    """Words that begin with a verb, of one or of several who do it."""
    verb, _, rest = words.partition(" ")
    several = len(actors) > 1 or any(map(_plural, actors))
    return " ".join(filter(None, (verb.removesuffix("s") if several else verb, rest)))


def _plural(name: str) -> bool:
    """Whether a name, as it is compared, means several: "rebels". Names of countries and known bodies never do."""
    return name.islower() and name.endswith("s") and not name.endswith(_SINGULAR)


@cache
def _deeds() -> Mapping[str, tuple[str, tuple[str, ...]]]:
    found = rows("onrecord.ledger", "titles.tsv", 4)
    return {kind: (does, alternatives(told)) for kind, does, told, _ in found}


@cache
def _counted() -> Mapping[str, str]:
    return {row[0]: row[1] for row in rows("onrecord.ledger", "counted.tsv", 2)}
