"""Reads the tab-separated data files that stand beside the code: knowledge is data, not code."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


class TableError(ValueError):
    """A data file of the package is malformed; the message names file and line."""


@cache
def rows(package: str, name: str, columns: int) -> tuple[tuple[str, ...], ...]:
    """The rows of a file in a package, in order, without its comment lines (#) and empty lines.

    A cell may hold several alternatives, parted by "|"; see `alternatives`.

    Raises TableError where a row has not this many cells, its first cell is empty, or a cell begins or ends with a
    space or holds an empty alternative.
    """
    table: list[tuple[str, ...]] = []
    for number, line in enumerate(files(package).joinpath(name).read_text(encoding="utf-8").split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        row = tuple(line.split("\t"))
        if len(row) != columns:
            raise TableError(f"{name}:{number}: {len(row)} cells instead of {columns}")
        if not row[0]:
            raise TableError(f"{name}:{number}: the first cell is empty")
        for cell in row:
            if cell and not all(part and part == part.strip() for part in cell.split("|")):
                raise TableError(f"{name}:{number}: empty alternative or stray space in {cell!r}")
        table.append(row)
    return tuple(table)


def alternatives(cell: str) -> tuple[str, ...]:
    """The alternatives in a cell; none in an empty one."""
    return tuple(cell.split("|")) if cell else ()
