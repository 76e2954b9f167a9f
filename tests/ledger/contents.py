"""All that a ledger holds, told without the numbers that its store gave out: two ledgers can be held against each other."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import Column, Connection, Table, select

from onrecord.ledger import Ledger, schema

#: What tells the rows of a table apart in every ledger.
_NAMES = ("identity", "ref", "key")
#: When something was put in is not what was put in. The number of an article says when it came.
_TIMES = frozenset(("added", "made", "at", "since"))

Contents = dict[str, Counter[tuple[tuple[str, Any], ...]]]


def contents(ledger: Ledger) -> Contents:
    """The rows of every table, each as often as it is there; what points to a row gives what that row is called."""
    with ledger.database.reading() as connection:
        called: dict[str, dict[int, Any]] = {}
        return {
            table.name: Counter(
                tuple((c.name, _value(connection, c, row[c.name], called)) for c in table.c if _counts(c))
                for row in connection.execute(select(table)).mappings()
            )
            for table in schema.tables.sorted_tables
            if table is not schema.linking  # how often was linked is not what was put in
        }


def _counts(column: Column[Any]) -> bool:
    own_number = column.primary_key and column.name == "id"
    return not own_number and column.name not in _TIMES


def _value(connection: Connection, column: Column[Any], value: Any, called: dict[str, dict[int, Any]]) -> Any:
    if column.name == "until":
        return value is None
    if value is None or not column.foreign_keys:
        return value
    (key,) = column.foreign_keys
    table = key.column.table
    if table.name not in called:
        called[table.name] = _called(connection, table)
    return called[table.name][value]


def _called(connection: Connection, table: Table) -> dict[int, Any]:
    """What each row of a table is called, by its number; a reading by its article and its place among that one's readings."""
    if table.name == "reading":
        r, a = table.c, schema.article.c
        rows = connection.execute(
            select(r.id, a.identity).join(schema.article, a.id == r.article_id).order_by(r.id)
        )
        before: Counter[str] = Counter()
        found = {}
        for row in rows:
            found[row.id] = (row.identity, before[row.identity])
            before[row.identity] += 1
        return found
    name = next(n for n in _NAMES if n in table.c)
    return {row.id: row.name for row in connection.execute(select(table.c.id, table.c[name].label("name")))}
