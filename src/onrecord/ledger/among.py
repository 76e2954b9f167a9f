"""Conditions with many numbers, given to the store as one value: the statement stays the same however many there are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Dialect, bindparam
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import Text, TypeDecorator, TypeEngine


class _Numbers(TypeDecorator[Sequence[int]]):
    """Numbers as JSON for SQLite, as an array for PostgreSQL."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(ARRAY(BigInteger()) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Sequence[int] | None, dialect: Dialect) -> Any:
        return list(value or ()) if dialect.name == "postgresql" else json.dumps(list(value or ()))


class _Listed(FunctionElement[int]):
    """Some numbers as a list of rows."""

    inherit_cache = True
    type = BigInteger()
    name = "listed"


@compiles(_Listed)
def _on_sqlite(element: _Listed, compiler: SQLCompiler, **options: Any) -> str:
    (given,) = (compiler.process(one, **options) for one in element.clauses)
    return f"(SELECT value FROM json_each({given}))"  # noqa: S608 (of what SQLAlchemy made)


@compiles(_Listed, "postgresql")
def _on_postgresql(element: _Listed, compiler: SQLCompiler, **options: Any) -> str:
    (given,) = (compiler.process(one, **options) for one in element.clauses)
    return f"(SELECT unnest({given}))"


def among(column: ColumnElement[int], name: str = "own") -> ColumnElement[bool]:
    """Whether a column is one of the numbers that are given under this name when the statement is run.

    A condition of its own kind would be compared to 1 on SQLite, which then looks at every row instead of the index.
    """
    return column.op("IN", is_comparison=True)(_Listed(bindparam(name, type_=_Numbers())))
