"""What lists and searches can be narrowed to, checked before it is asked for: a word that means nothing finds nothing, silently."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any, TypeVar, get_args

from onrecord.ledger.errors import LedgerError
from onrecord.ledger.keys import plain
from onrecord.ledger.log import STAGES, Status
from onrecord.ledger.names import code_of
from onrecord.model import Verdict

Asked = TypeVar("Asked", bound=Any)

#: SQLite's patterns end at 50,000 bytes; a question that is near that is none.
_LONGEST = 1_000
#: The values that a field can have, with what several of them are called.
_CHOICES = {
    "stage": ("Stages", STAGES),
    "status": ("There", get_args(Status)),
    "verdict": ("Verdicts", get_args(Verdict)),
}


def checked(asked: Asked) -> Asked:
    """The same narrowing, with countries by their codes.

    asked  Filters, Asked, Sought, About or StoryFilters

    Raises LedgerError, with the choices, for a stage, status, verdict, day, country or name that is none.
    """
    for name, (several, choices) in _CHOICES.items():
        value = getattr(asked, name, None)
        if value is not None and value not in choices:
            raise LedgerError(f"There is no {name} “{value}”.", f"{several} are: {', '.join(choices)}.")
    for field in fields(asked):
        if isinstance(value := getattr(asked, field.name), str):
            legible(value)
    for name in ("actor", "recipient", "object", "person"):
        if (value := getattr(asked, name, None)) is not None and not plain(value):
            raise LedgerError(f"“{value}” is no name.", "Give words, or the code of a country.")
    for name in ("since", "until"):
        if (value := getattr(asked, name, None)) is not None and not _is_day(value):
            raise LedgerError(f"“{value}” is no day.", "Give a day as in 2025-03-31.")
    if (country := getattr(asked, "country", None)) is not None:
        code = code_of(country)
        if code is None:
            raise LedgerError(
                f"There is no country “{country}”.", "Give its name, or its code of three letters (ISO 3166)."
            )
        asked = replace(asked, country=code)
    return asked


def legible(words: str) -> None:
    """Raises LedgerError for words that no store can look for: with a NUL character, or longer than any name or phrase is."""
    if "\0" in words:
        raise LedgerError("Words to look for have a NUL character in them.", "Leave it out.")
    if len(words) > _LONGEST:
        raise LedgerError(f"Words to look for have more than {_LONGEST:,} characters.", "Give fewer.")


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
