"""Sheets in the ledger: put in whole, found again by name, never changed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, func, insert, select

from onrecord.ledger import schema
from onrecord.ledger.errors import LedgerError
from onrecord.ledger.keys import digest
from onrecord.ledger.sheets.cells import Number
from onrecord.ledger.sheets.file import Left, Row, Sheet
from onrecord.ledger.sheets.map import SheetMap


@dataclass(frozen=True, slots=True)
class Kept:
    """A sheet in the ledger.

    added  when, UTC in ISO 8601
    new    whether it has just been put in; False where it was there already
    """

    number: int
    name: str
    file: str
    added: str
    rows: int
    left: int
    new: bool = False


def keep(connection: Connection, sheet: Sheet, map: SheetMap, at: str) -> Kept:
    """Puts a sheet into the ledger; one with the same rows is left alone.

    connection  in a transaction with the right to write
    """
    columns = map.model_dump_json()
    rows = [_stored(row) for row in sheet.rows] + [
        {"line": left.line, "why": left.why} for left in sheet.left
    ]
    key = digest(sheet.name, columns, json.dumps(rows, sort_keys=True, ensure_ascii=False))
    t = schema.sheet
    known = connection.execute(select(t.c.id).where(t.c.key == key)).scalar()
    if known is None:
        values = {"key": key, "name": sheet.name, "file": sheet.file, "map": columns, "added": at}
        number = connection.execute(insert(t).returning(t.c.id), values).scalar_one()
        if rows:
            empty = dict.fromkeys(c.name for c in schema.sheet_row.c if c.name != "id")
            connection.execute(insert(schema.sheet_row), [empty | row | {"sheet_id": number} for row in rows])
    else:
        number = known
    (found,) = [k for k in sheets(connection) if k.number == number]
    return Kept(**asdict(found) | {"new": known is None})


def sheets(connection: Connection) -> list[Kept]:
    """All sheets, in the order in which they were put in."""
    s, r = schema.sheet.c, schema.sheet_row.c
    left = func.count(r.why)
    query = (
        select(s.id, s.name, s.file, s.added, func.count(r.id).label("lines"), left.label("left"))
        .outerjoin(schema.sheet_row, r.sheet_id == s.id)
        .group_by(s.id, s.name, s.file, s.added)
        .order_by(s.id)
    )
    return [
        Kept(row.id, row.name, row.file, row.added, row.lines - row.left, row.left)
        for row in connection.execute(query)
    ]


def kept(connection: Connection, name: str) -> Sheet:
    """The newest sheet of this name. Raises LedgerError, with the names that there are, for another."""
    s, r = schema.sheet.c, schema.sheet_row.c
    found = connection.execute(
        select(schema.sheet).where(s.name == name).order_by(s.id.desc()).limit(1)
    ).first()
    if found is None:
        names = connection.execute(select(s.name).distinct().order_by(s.name)).scalars().all()
        known = f"Sheets in it are: {', '.join(names)}." if names else "There is none in it."
        raise LedgerError(f"{name} is no file and no sheet of this ledger.", known)
    rows = connection.execute(select(schema.sheet_row).where(r.sheet_id == found.id).order_by(r.line)).all()
    return Sheet(
        name=found.name, file=found.file, rows=tuple(_row(row) for row in rows if row.why is None),
        left=tuple(Left(row.line, row.why) for row in rows if row.why is not None),
    )  # fmt: skip


def _stored(row: Row) -> dict[str, Any]:
    return {
        "line": row.line, "donor": row.donor, "recipient": row.recipient, "class": row.kind, "item": row.item,
        "least": row.units.least, "most": row.units.most, "unit": row.unit, "count_state": row.units.state,
        "value_least": row.value.least, "value_most": row.value.most, "currency": row.currency,
        "value_state": row.value.state, "stage": row.stage, "on": row.on, "source": row.source,
    }  # fmt: skip


def _row(row: Any) -> Row:
    return Row(
        line=row.line, donor=row.donor, recipient=row.recipient, kind=row._mapping["class"], item=row.item,  # noqa: SLF001 (how SQLAlchemy gives a column of this name)
        units=Number(row.least, row.most, row.count_state), unit=row.unit,
        value=Number(row.value_least, row.value_most, row.value_state), currency=row.currency, stage=row.stage,
        on=row.on, source=row.source,
    )  # fmt: skip
