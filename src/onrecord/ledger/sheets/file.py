"""A tracker's sheet, as a file of separated values or in a workbook, read by its map: rows as records have them, and the lines left out."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from onrecord.ledger.errors import LedgerError
from onrecord.ledger.sheets import cells, workbook
from onrecord.ledger.sheets.cells import NONE, Number, UnclearError
from onrecord.ledger.sheets.map import Name, SheetMap
from onrecord.ledger.sheets.workbook import Rows
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
        data = path.read_bytes()
        if workbook.is_workbook(data):
            lines = _of_workbook(data, path, map)
        else:
            text = _text(data, map.format.encoding)
            splits = [map.format.delimiter] if map.format.delimiter else _DELIMITERS
            lines = _table([_split(text, delimiter) for delimiter in splits], path, map)
    except OSError as error:
        raise LedgerError(f"{path} cannot be read: {error.strerror}.", "Name another file.") from error
    except (UnreadableError, ValueError, LookupError) as error:
        raise LedgerError(
            f"{path} cannot be read: {error}", "Say how it is written: format.encoding."
        ) from error
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


def _text(data: bytes, encoding: str | None) -> str:
    if encoding is not None:
        return data.decode(encoding).removeprefix("\ufeff")
    return decode(data)


#: The cells that the map names, by row, each row with the line on which it begins.
Lines = list[tuple[int, dict[Name, str]]]


def _of_workbook(data: bytes, path: Path, map: SheetMap) -> Lines:
    """Of the one sheet that has the columns."""
    found = list(workbook.worksheets(data, path, map.format.sheet))
    fitting = [(name, lines) for name, rows in found if (lines := _under_headings(rows, map)) is not None]
    if len(fitting) > 1:
        names = ", ".join(f"“{name}”" for name, _ in fitting)
        raise LedgerError(f"{path} has these columns in several sheets: {names}.", "Say which: format.sheet.")
    return fitting[0][1] if fitting else _table([rows for _, rows in found], path, map)


def _table(found: Iterable[Rows], path: Path, map: SheetMap) -> Lines:
    """Of the first way to split the file that shows the columns."""
    wanted = {_plain(head) for head in map.columns.values()}
    best: Sequence[str] = ()
    for rows in found:
        if (lines := _under_headings(rows, map)) is not None:
            return lines
        for _, heads in rows[:_MOST_ABOVE]:
            plain = [_plain(head) for head in heads]
            if len(wanted.intersection(plain)) > len(wanted.intersection(best)) or not best:
                best = plain
    missing = [head for head in map.columns.values() if _plain(head) not in best]
    twice = [head for head in map.columns.values() if best.count(_plain(head)) > 1]
    if twice and not missing:
        raise LedgerError(
            f"{path} has more than one column “{twice[0]}”.", "Give its columns names of their own."
        )
    raise LedgerError(
        f"{path} has no column {', '.join(f'“{head}”' for head in missing)}.",
        f"Its headings are: {', '.join(head for head in best if head)}.",
    )


def _under_headings(rows: Rows, map: SheetMap) -> Lines | None:
    """The cells below the row that has each heading once; None where no row has."""
    where = {name: _plain(head) for name, head in map.columns.items()}
    for at, (_, heads) in enumerate(rows[:_MOST_ABOVE]):
        plain = [_plain(head) for head in heads]
        if all(plain.count(head) == 1 for head in where.values()):
            places = {name: plain.index(head) for name, head in where.items()}
            return [
                (line, {name: row[i] if i < len(row) else "" for name, i in places.items()})
                for line, row in rows[at + 1 :]
            ]
    return None


def _plain(head: str) -> str:
    """A heading as it is compared."""
    return " ".join(head.split()).casefold()


def _split(text: str, delimiter: str) -> Rows:
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
