"""A tracker's sheet as a file of separated values, read by its map: rows as records have them, and the lines left out."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from onrecord.ledger.errors import LedgerError
from onrecord.ledger.sheets import cells
from onrecord.ledger.sheets.cells import NONE, Number, UnclearError
from onrecord.ledger.sheets.map import Name, SheetMap
from onrecord.sources.encoding import decode
from onrecord.sources.failure import UnreadableError

T = TypeVar("T")

_DELIMITERS = (",", ";", "\t", "|")
#: Titles and notes that may stand above the headings.
_MOST_ABOVE = 20


@dataclass(frozen=True, slots=True)
class Row:
    """A row as records have it; None for what the sheet does not say.

    line       where it begins in the file, from 1
    donor, recipient, kind  as in the key of a transfer
    units, value  the number, or the ends of a range
    on         a day, month or year, ISO 8601
    """

    line: int
    donor: str
    recipient: str
    kind: str
    item: str | None = None
    units: Number = NONE
    unit: str | None = None
    value: Number = NONE
    currency: str | None = None
    stage: str | None = None
    on: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """A line that is left out: where it begins, and why."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that was read: its name and file, its rows, and the lines that are left out."""

    name: str
    file: str
    rows: tuple[Row, ...]
    left: tuple[Left, ...]


def read_sheet(path: Path, map: SheetMap) -> Sheet:
    """The rows of a sheet.

    Raises LedgerError where the file cannot be read or has not the columns that its map names.
    """
    try:
        text = _text(path, map.format.encoding)
    except OSError as error:
        raise LedgerError(f"{path} cannot be read: {error.strerror}.", "Name another file.") from error
    except (UnreadableError, ValueError, LookupError) as error:
        raise LedgerError(
            f"{path} cannot be read: {error}", "Say how it is written: format.encoding."
        ) from error
    lines = _table(text, path, map)
    marks: dict[str, str | None] = {
        "units": map.format.decimal or _column(lines, "units", cells.decimal_mark),
        "value": map.format.decimal or _column(lines, "value", cells.decimal_mark),
    }
    first = None if map.format.dates else _column(lines, "date", cells.day_first)
    rows: list[Row] = []
    left: list[Left] = []
    for line, given in lines:
        if not any(cell.strip() for cell in given.values()):
            continue
        try:
            rows.append(_row(line, given, map, marks, first))
        except UnclearError as error:
            left.append(Left(line, str(error)))
    return Sheet(map.name, path.name, tuple(rows), tuple(left))


def _text(path: Path, encoding: str | None) -> str:
    data = path.read_bytes()
    if encoding is not None:
        return data.decode(encoding).removeprefix("\ufeff")
    return decode(data)


def _table(text: str, path: Path, map: SheetMap) -> list[tuple[int, dict[Name, str]]]:
    """The cells that the map names, by row, each with the line on which it begins."""
    best: Sequence[str] = ()
    for delimiter in [map.format.delimiter] if map.format.delimiter else _DELIMITERS:
        found = _split(text, delimiter)
        for at, (_, heads) in enumerate(found[:_MOST_ABOVE]):
            plain = [" ".join(head.split()).casefold() for head in heads]
            where = {name: " ".join(head.split()).casefold() for name, head in map.columns.items()}
            if all(plain.count(head) == 1 for head in where.values()):
                places = {name: plain.index(head) for name, head in where.items()}
                return [
                    (line, {name: row[i] if i < len(row) else "" for name, i in places.items()})
                    for line, row in found[at + 1 :]
                ]
            if len(set(plain) & set(where.values())) > len({*best} & {*where.values()}) or not best:
                best = plain
    missing = [head for head in map.columns.values() if " ".join(head.split()).casefold() not in best]
    twice = [head for head in map.columns.values() if best.count(" ".join(head.split()).casefold()) > 1]
    if twice and not missing:
        raise LedgerError(
            f"{path} has more than one column “{twice[0]}”.", "Give its columns names of their own."
        )
    raise LedgerError(
        f"{path} has no column {', '.join(f'“{head}”' for head in missing)}.",
        f"Its headings are: {', '.join(head for head in best if head)}.",
    )


def _split(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """The rows with the lines on which they begin: a cell may hold several lines."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    found, line = [], 1
    try:
        for row in reader:
            found.append((line, row))
            line = reader.line_num + 1
    except csv.Error:
        return []
    return found


def _column(
    lines: Iterable[tuple[int, Mapping[Name, str]]], name: Name, asked: Callable[[Iterable[str]], T]
) -> T:
    """What a column shows of how it is written. Raises LedgerError where it shows two ways."""
    try:
        return asked(row[name] for _, row in lines if name in row)
    except UnclearError as error:
        raise LedgerError(f"The column of {name}: {error}.", "Put it into the map.") from error


def _row(
    line: int, given: Mapping[Name, str], map: SheetMap, marks: Mapping[str, str | None], first: bool | None
) -> Row:
    """A row as records have it. Raises UnclearError, naming the column, for what cannot be read, or in two ways."""

    def cell(name: Name) -> str:
        said = given.get(name, "")
        if cells.is_empty(said):
            return map.constants.get(name, "")
        own = {" ".join(word.split()).casefold(): value for word, value in map.values.get(name, {}).items()}
        return own.get(" ".join(said.split()).casefold(), said)

    def read(name: Name, asked: Callable[[str], T]) -> T:
        try:
            return asked(cell(name))
        except UnclearError as error:
            raise UnclearError(f"{name}: {error}") from error

    donor, recipient = read("donor", cells.side), read("recipient", cells.side)
    kind = read("class", cells.class_of) or read("item", cells.class_of)
    for name, side in (("donor", donor), ("recipient", recipient), ("item", kind)):
        if not side:
            raise UnclearError(f"{name}: none is given")
    units = read("units", lambda c: cells.number(c, marks["units"]))
    value = read("value", lambda c: cells.number(c, marks["value"]))
    times = map.format.times
    value = replace(
        value,
        least=None if value.least is None else value.least * times,
        most=None if value.most is None else value.most * times,
    )
    currency = value.currency or read("currency", cells.currency)
    if value.least is not None and currency is None:
        raise UnclearError("value: no currency is given; say which: constants.currency")
    return Row(
        line=line, donor=donor or "", recipient=recipient or "", kind=kind or "", item=cell("item").strip() or None,
        units=units, unit=cell("unit").strip().casefold() or None, value=value, currency=currency,
        stage=read("stage", cells.stage),
        on=read("date", lambda c: cells.when(c, first=first, written=map.format.dates)),
        source=cell("source").strip() or None,
    )  # fmt: skip
