"""The forms of files that rows are written in: CSV, JSON Lines, Parquet."""

from __future__ import annotations

import codecs
import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from itertools import islice
from typing import Any, BinaryIO, Literal

from onrecord.exports.cells import digits, joined, safe

Form = Literal["csv", "jsonl", "parquet"]
FORMS: tuple[Form, ...] = ("csv", "jsonl", "parquet")
#: What a column holds; any cell may be empty (None), a list of texts is empty instead.
Holds = Literal["text", "texts", "integer", "number", "flag"]
Columns = Mapping[str, Holds]
#: A row by the names of its columns; of what is no table, any JSON object.
Row = Mapping[str, Any]

#: Rows of one group of a Parquet file.
_GROUP = 10_000


class MissingPackageError(Exception):
    """A form needs a package that is not installed; the message says how to install it."""


def write(form: Form, columns: Columns | None, rows: Iterable[Row], out: BinaryIO) -> int:
    """Writes rows; returns how many.

    columns  None for objects that are no rows of a table, which only JSON Lines can hold

    Raises MissingPackageError for Parquet without pyarrow, ValueError for objects in another form than JSON Lines.
    """
    if form == "jsonl":
        return _lines(rows, out)
    if columns is None:
        raise ValueError(f"These are no rows of a table, which {form} needs.")
    return _csv(columns, rows, out) if form == "csv" else _parquet(columns, rows, out)


def check(form: Form) -> None:
    """Raises MissingPackageError where a form needs a package that is not installed."""
    if form == "parquet":
        try:
            import_module("pyarrow")
        except ImportError:
            raise MissingPackageError(
                "Parquet needs pyarrow, which is not installed. Run: pip install 'onrecord[parquet]'"
            ) from None


def _lines(rows: Iterable[Row], out: BinaryIO) -> int:
    count = 0
    for row in rows:
        line = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        # A lone surrogate, which damaged input may hold, is no UTF-8; JSON has an escape for it.
        out.write(line.encode("utf-8", "backslashreplace") + b"\n")
        count += 1
    return count


def _csv(columns: Columns, rows: Iterable[Row], out: BinaryIO) -> int:
    """RFC 4180: a header, commas, CR LF; UTF-8."""
    count = 0
    writer = csv.writer(codecs.getwriter("utf-8")(out, "replace"))
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row[name], holds) for name, holds in columns.items()])
        count += 1
    return count


def _cell(value: Any, holds: Holds) -> str:
    if value is None:
        return ""
    if holds == "texts":
        return safe(joined(value))
    if holds == "flag":
        return "true" if value else "false"
    return digits(value) if holds in ("integer", "number") else safe(value)


def _parquet(columns: Columns, rows: Iterable[Row], out: BinaryIO) -> int:
    check("parquet")
    import pyarrow as pa
    from pyarrow import parquet

    types = {
        "text": pa.string(), "texts": pa.list_(pa.string()), "integer": pa.int64(), "number": pa.float64(),
        "flag": pa.bool_(),
    }  # fmt: skip
    schema = pa.schema([(name, types[holds]) for name, holds in columns.items()])
    count = 0
    with parquet.ParquetWriter(out, schema) as writer:
        for group in _groups(rows):
            made = {name: [_value(row[name]) for row in group] for name in columns}
            writer.write_table(pa.table(made, schema=schema))
            count += len(group)
    return count


def _value(value: Any) -> Any:
    """A value that is UTF-8 throughout."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    return [_value(v) for v in value] if isinstance(value, list | tuple) else value


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    each = iter(rows)
    while group := list(islice(each, _GROUP)):
        yield group
