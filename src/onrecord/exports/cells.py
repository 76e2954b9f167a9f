"""What stands in the cells of a table: numbers, several entries, words of other people."""

from __future__ import annotations

from collections.abc import Sequence

#: Between the entries of one cell.
_AND = "; "
#: What a spreadsheet takes for the beginning of a formula. Articles are other people's words.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def joined(entries: Sequence[str]) -> str:
    """Entries in one cell, in one order in every cell of a row; nothing where all are empty."""
    return _AND.join(entries) if any(entries) else ""


def digits(value: float | None) -> str:
    """A number as spreadsheets and programs read it: no thousands separators, no exponent."""
    if value is None:
        return ""
    return str(int(value)) if float(value).is_integer() else repr(value)


def safe(words: str) -> str:
    """The words, led in by an apostrophe where a spreadsheet would take them for a formula and run it."""
    return f"'{words}" if words.startswith(_FORMULA) else words
