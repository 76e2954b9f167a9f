"""What a cell of a sheet says: numbers, days, sides, classes. Nothing is guessed: what can be read in two ways is refused.

How a column writes its numbers and days is taken from the whole column: "1.250,5" shows that "1.250" is more than a
thousand, and "25/03/2025" that the day comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Self

from onrecord.language.knowledge import equipment_forms, equipment_named
from onrecord.ledger.keys import UNSPECIFIED, plain
from onrecord.ledger.log import STAGES
from onrecord.ledger.names import code_of
from onrecord.reading.evidence import key as stem
from onrecord.reading.evidence import words_of
from onrecord.reading.knowledge import countries
from onrecord.reading.knowledge.goods import bounds, goods_forms
from onrecord.reading.knowledge.money import codes, currencies, magnitude
from onrecord.reading.periods import words as dated
from onrecord.tables import alternatives, rows


class UnclearError(ValueError):
    """A cell that cannot be read, or in two ways; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a sheet gives it; all None where it gives none. `most` None beside a `least` is "at least"."""

    least: float | None = None
    most: float | None = None
    state: str | None = None
    currency: str | None = None


NONE = Number()


class Exact(str):
    """A cell of which a workbook knows what it says: a number, or a day in ISO 8601. There is nothing to find out."""

    __slots__ = ("number",)

    #: None for a day.
    number: float | None

    @classmethod
    def of(cls, text: str, number: float | None = None) -> Self:
        """A cell with this text that is this number, or a day."""
        made = cls(text)
        made.number = number
        return made


_SPACES = re.compile(r"[\s\u00a0\u202f'’]+")
_DIGITS = re.compile(r"\d[\d.,\s\u00a0\u202f'’]*")
_RANGE = re.compile(r"(?<=[\d\w])\s*(?:-|–|—|to)\s*(?=\d)")


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(
        w
        for k, words in rows("onrecord.ledger.sheets", "words.tsv", 2)
        if k == kind
        for w in alternatives(words)
    )


def is_empty(cell: str) -> bool:
    """Whether a cell has no value."""
    return not cell.strip(" .") or cell.strip().casefold().rstrip(".") in _words("empty")


# --- numbers ---------------------------------------------------------------------------------------------------------


def decimal_mark(cells: Iterable[str]) -> str | None:
    """The mark before the decimals that a column's cells show; None where none of them does.

    Raises UnclearError where they show both.
    """
    runs = (run for cell in cells if not isinstance(cell, Exact) for run in _DIGITS.findall(cell))
    seen = {mark for run in runs if (mark := _shown(run.strip()))}
    if len(seen) > 1:
        raise UnclearError(
            'some numbers have "." and others "," before the decimals; say which: format.decimal'
        )
    return next(iter(seen), None)


def _shown(run: str) -> str | None:
    """The decimal mark that a run of digits shows by itself."""
    run = _SPACES.sub("", run).strip(".,")
    marks = [c for c in run if c in ".,"]
    if not marks:
        return None
    last = marks[-1]
    other = "," if last == "." else "."
    if other in marks:
        return last if marks.count(last) == 1 else other
    if len(marks) > 1:
        return other
    whole, _, part = run.partition(last)
    return last if len(part) != 3 or len(whole) > 3 or whole.startswith("0") else None


def number(cell: str, mark: str | None) -> Number:
    """The number in a cell.

    mark  the decimal mark of its column, where that is known

    Raises UnclearError.
    """
    if isinstance(cell, Exact) and cell.number is not None:
        return Number(cell.number, cell.number, "stated")
    words = cell.strip()
    if is_empty(words):
        return NONE
    if words.casefold().rstrip(".") in _words("undisclosed"):
        return Number(state="undisclosed")
    currency, words = _money(words)
    bound, words = _bound(words)
    if words.endswith("+"):
        bound, words = "least", words[:-1]
    ends = _RANGE.split(words)
    if len(ends) == 2:
        low, high = (_one(end, mark, cell) for end in ends)
        size = _size(ends[1])
        low = low * size if _size(ends[0]) == 1 else low
        if low > high or bound not in (None, "about"):
            raise UnclearError(f"“{cell}” is no range")
        return Number(low, high, "approximate", currency)
    value = _one(words, mark, cell)
    least, most = (value, None) if bound == "least" else (None, value) if bound == "most" else (value, value)
    return Number(least, most, "approximate" if bound else "stated", currency)


def _money(words: str) -> tuple[str | None, str]:
    """The currency that stands beside a number, and the rest."""
    for name in sorted({*codes(), *currencies()}, key=len, reverse=True):
        found = re.search(rf"(?<![^\W\d_]){re.escape(name)}(?![^\W\d_])", words, re.IGNORECASE)
        if found:
            meant = {codes()[name]} if name in codes() else set(currencies()[name].values())
            if len(meant) > 1:
                raise UnclearError(
                    f"“{name}” may be {' or '.join(sorted(meant))}; say which: constants.currency"
                )
            return meant.pop(), (words[: found.start()] + " " + words[found.end() :]).strip()
    return None, words


def _bound(words: str) -> tuple[str | None, str]:
    """What stands before a number and makes it a bound, and the rest."""
    signs = {sign: kind for kind in ("about", "least", "most") for sign in _words(kind)}
    known = {**bounds(), **signs}
    for said in sorted(known, key=len, reverse=True):
        if words.casefold().startswith(said) and not words[len(said) : len(said) + 1].isalpha():
            return known[said], words[len(said) :].strip()
    return None, words


_NUMBER = re.compile(r"([+-]?\d[\d.,\s\u00a0\u202f'’]*)\s*([a-z]*)\.?", re.IGNORECASE)


def _one(words: str, mark: str | None, cell: str) -> float:
    found = _NUMBER.fullmatch(words.strip())
    if found is None or (found[2] and not magnitude(found[2].casefold())):
        raise UnclearError(f"“{cell.strip()}” is no number")
    return _value(found[1], mark) * _size(words)


def _size(words: str) -> float:
    found = _NUMBER.fullmatch(words.strip())
    return magnitude(found[2].casefold()) if found is not None and found[2] else 1


def _value(run: str, mark: str | None) -> float:
    plain_run = _SPACES.sub("", run).strip(".,")
    mark = mark or _shown(plain_run)
    if mark is None and any(c in plain_run for c in ".,"):
        raise UnclearError(f"“{run.strip()}” may be a thousand times more or less; say which: format.decimal")
    group = "." if mark == "," else ","
    whole, _, part = plain_run.partition(mark or ".")
    if not re.fullmatch(rf"[+-]?(\d+|\d{{1,3}}(\{group}\d{{3}})+)", whole) or not re.fullmatch(r"\d*", part):
        raise UnclearError(f"“{run.strip()}” is no number with “{mark}” before its decimals")
    return float(whole.replace(group, "") + "." + (part or "0"))


# --- days ------------------------------------------------------------------------------------------------------------

_ISO = re.compile(r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?(?:[T ].*)?")
_PARTS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?: .*)?")
_NAMED = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\.? +)?([a-z]{3,9})\.? +(?:(\d{1,2})(?:st|nd|rd|th)?,? +)?(\d{4})", re.IGNORECASE)  # fmt: skip


def day_first(cells: Iterable[str]) -> bool | None:
    """Whether days come before months in a column's cells; None where they do not show it.

    Raises UnclearError where they show both.
    """
    seen = set()
    for cell in cells:
        if (found := _PARTS.fullmatch(cell.strip())) is not None and found[2] != ".":
            seen |= {True} if int(found[1]) > 12 else {False} if int(found[3]) > 12 else set()
    if len(seen) > 1:
        raise UnclearError("some dates have the day first and others the month; say which: format.dates")
    return next(iter(seen), None)


def when(cell: str, *, first: bool | None, written: str | None) -> str | None:
    """The day, month or year in a cell, ISO 8601; None where it is empty.

    first    whether days come before months, where that is known
    written  how days are written, in the codes of strptime

    Raises UnclearError.
    """
    if isinstance(cell, Exact) and cell.number is None:
        return str(cell)
    words = " ".join(cell.split())
    if is_empty(words):
        return None
    twice = False
    try:
        if written is not None:
            return datetime.strptime(words, written).date().isoformat()  # noqa: DTZ007 (a day has no zone)
        if re.fullmatch(r"(19|20)\d\d", words):
            return words
        if (iso := _ISO.fullmatch(words)) is not None:
            return _day(iso[1], iso[2], iso[3])
        if (parts := _PARTS.fullmatch(words)) is not None:
            one, other = int(parts[1]), int(parts[3])
            first = True if parts[2] == "." else first
            if first is not None or one == other or max(one, other) > 12:
                day, month = (one, other) if first or one > 12 else (other, one)
                return _day(parts[4], month, day)
            twice = True
        if (named := _NAMED.fullmatch(words)) is not None and (which := _month(named[2])):
            return _day(named[4], which, named[1] or named[3])
    except (ValueError, re.error):  # re.error: strptime, of codes that stand twice
        pass
    if twice:
        raise UnclearError(f"“{cell}” may be in either of two months; say which: format.dates")
    raise UnclearError(f"“{cell}” is no date that is understood; say how dates are written: format.dates")


def _month(name: str) -> str | None:
    """The number of a month by its name, whole or short."""
    known, title = dated("month"), name.capitalize()
    return known.get(title) or known.get(f"{title}.")


def _day(year: str, month: str | int, day: str | int | None) -> str:
    made = date(int(year), int(month), int(day) if day else 1).isoformat()
    return made if day else made[:7]


# --- sides and things ------------------------------------------------------------------------------------------------

_SEVERAL = re.compile(r"\s*(?:[;/&+\n]|,|\band\b)\s*")


def side(cell: str) -> str | None:
    """A donor or recipient as records have it: the code of a country, else the name as it is compared; None where empty.

    Raises UnclearError for several countries in one cell.
    """
    words = " ".join(cell.split())
    if is_empty(words):
        return None
    if (code := _code(words)) is not None:
        return code
    parts = [p for p in _SEVERAL.split(words) if p]
    if len(parts) > 1 and all(_code(p) for p in parts):
        raise UnclearError(f"“{words}” are several")
    return plain(words) or None


def _code(words: str) -> str | None:
    return code_of(words) or _by_iso2().get(words)


@cache
def _by_iso2() -> Mapping[str, str]:
    return {c.iso2: c.iso3 for c in countries()}


def class_of(words: str) -> str | None:
    """The class of a thing by its name, as records have it: "HIMARS" and "rocket launchers" are launchers; None where empty."""
    if is_empty(words):
        return None
    flat = " ".join(words.split())
    if flat.casefold() in _classes():
        return flat.casefold()
    parts = flat.split(" ")
    for size in range(len(parts), 0, -1):
        for start in range(len(parts) - size, -1, -1):  # what stands last is what the thing is
            if (found := _named(" ".join(parts[start : start + size]))) is not None:
                return found
    last = words_of(plain(flat))
    return stem(last[-1]) if last else UNSPECIFIED


@cache
def _classes() -> frozenset[str]:
    return frozenset(
        {e.class_ for e in equipment_forms().values()} | {g.class_ for g in goods_forms().values()}
    )


def _named(name: str) -> str | None:
    name = name.strip(" ,.;:()")
    for form in dict.fromkeys(
        (name, name.removesuffix("s"), re.sub(r"ies$", "y", name), re.sub(r"es$", "", name))
    ):
        if (equipment := equipment_named(form)) is not None:
            return equipment.class_
        if (goods := goods_forms().get(form.casefold())) is not None:
            return goods.class_
    return None


def stage(cell: str) -> str | None:
    """How far it has got; None where the cell is empty. Raises UnclearError for words that are not known."""
    words = " ".join(cell.split()).casefold().rstrip(".")
    if is_empty(words):
        return None
    for kind, forms in rows("onrecord.ledger.sheets", "words.tsv", 2):
        if kind in STAGES and words in (kind, *alternatives(forms)):
            return kind
    raise UnclearError(f"“{cell}” is no stage that is known; say which it is: values.stage")


def currency(cell: str) -> str | None:
    """ISO 4217; None where the cell is empty. Raises UnclearError."""
    words = cell.strip()
    if is_empty(words):
        return None
    if words.upper() in codes():
        return words.upper()
    meant = set(currencies().get(words.casefold(), {}).values())
    if len(meant) != 1:
        why = f"may be {' or '.join(sorted(meant))}" if meant else "is no currency that is known"
        raise UnclearError(f"“{words}” {why}; give its ISO code: values.currency")
    return meant.pop()
