"""A tracker's sheet in a workbook: XLSX, XLS, XLSB or ODS. Its numbers and days are taken as they are, not as they look."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from datetime import time as clock
from importlib import import_module
from pathlib import Path
from typing import Any

from onrecord.ledger.errors import LedgerError
from onrecord.ledger.sheets.cells import Exact

#: A row with its number in the sheet, from 1.
Rows = list[tuple[int, list[str]]]

#: How files of the newer forms (ZIP) and of the older ones (OLE) begin.
_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def is_workbook(data: bytes) -> bool:
    """Whether a file is a workbook, by how it begins."""
    return data.startswith(_STARTS)


def worksheets(data: bytes, path: Path, name: str | None) -> Iterator[tuple[str, Rows]]:
    """The worksheets by name, in their order; where a name is given, that one alone.

    Raises LedgerError where the file cannot be read, has no such sheet, or python-calamine is not installed.
    """
    try:
        calamine: Any = import_module("python_calamine")
    except ImportError:
        raise LedgerError(
            f"{path} is a workbook, which needs python-calamine to be read.",
            "Run: pip install 'onrecord[workbooks]', or save the sheet as CSV.",
        ) from None
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = [s.name for s in book.sheets_metadata if s.typ == calamine.SheetTypeEnum.WorkSheet]
        if name is not None and name not in names:
            raise LedgerError(f"{path} has no sheet “{name}”.", f"Its sheets are: {', '.join(names)}.")
        for one in names if name is None else [name]:
            rows = book.get_sheet_by_name(one).to_python(skip_empty_area=False)
            yield one, [(number, [_cell(value) for value in row]) for number, row in enumerate(rows, 1)]
    except calamine.PasswordError:
        raise LedgerError(f"{path} is locked with a password.", "Save it without one.") from None
    except calamine.CalamineError as error:
        raise LedgerError(
            f"{path} is no workbook that can be read: {error}.", "Save the sheet as CSV."
        ) from error


def _cell(value: object) -> str:
    """A cell's value; a number keeps the 15 digits that such programs count with."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        number = float(f"{value:.15g}")
        return Exact.of(str(int(number)) if number.is_integer() else repr(number), number)
    if isinstance(value, datetime):
        return Exact.of(value.date().isoformat())
    if isinstance(value, date):
        return Exact.of(value.isoformat())
    return str(value) if isinstance(value, str | clock | timedelta) else ""
