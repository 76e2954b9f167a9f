"""Many rows at once, handed to the driver as it takes them.

What SQLAlchemy does for each row of a long list takes longer than the store does to write it, so the statement is compiled
once and the rows go to the driver as they are. Values have to be what the driver itself knows: text, numbers, bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Executable, Table, bindparam, insert
from sqlalchemy.sql.dml import Insert

Row = Mapping[str, Any]
#: How many values are looked for at a time; SQLite takes some 32,000 at most.
_AT_ONCE = 5_000


class _Compiled(NamedTuple):
    """A statement for a driver: its text, the names of its values in order (None where it takes them by name), and its own."""

    sql: str
    names: Sequence[str] | None
    constants: Row


_COMPILED: dict[tuple[str, str, bool], _Compiled] = {}


def insert_all(connection: Connection, table: Table, rows: Sequence[Row], how: Insert | None = None) -> None:
    """Inserts rows that all have the same columns.

    how  an insert of this table that does something on conflict; there is one of them for a table and a store
    """
    if not rows:
        return
    own = (connection.dialect.name, table.name, how is not None)
    if own not in _COMPILED:
        _COMPILED[own] = _compiled(connection, insert(table) if how is None else how, rows[0])
    sql, names, constants = _COMPILED[own]
    whole = [{**constants, **row} for row in rows] if constants else rows
    if names is None:
        connection.exec_driver_sql(sql, [dict(row) for row in whole])
    elif len(names) == 1:
        connection.exec_driver_sql(sql, [(row[names[0]],) for row in whole])
    else:
        connection.exec_driver_sql(sql, list(map(itemgetter(*names), whole)))


def _compiled(connection: Connection, statement: Insert, row: Row) -> _Compiled:
    compiled = statement.compile(dialect=connection.dialect, column_keys=list(row))
    constants = {name: value for name, value in compiled.params.items() if name not in row}
    return _Compiled(str(compiled), getattr(compiled, "positiontup", None), constants)


def one_of(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a column has one of the values that `found_by` is given."""
    return column.in_(bindparam("wanted", expanding=True))


def found_by(connection: Connection, query: Executable, values: Iterable[Any]) -> list[Any]:
    """The rows of a query with `one_of` in it that have one of these values."""
    wanted = list(values)
    return [
        row
        for at in range(0, len(wanted), _AT_ONCE)
        for row in connection.execute(query, {"wanted": wanted[at : at + _AT_ONCE]})
    ]
