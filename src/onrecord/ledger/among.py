"""Conditions with many numbers, given to the store as one value: the statement stays the same however many there are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, Boolean, ColumnElement, Dialect, bindparam
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


class _Among(FunctionElement[bool]):
    """Whether a column is one of some numbers."""

    inherit_cache = True
    type = Boolean()
    name = "among"


@compiles(_Among)
def _on_sqlite(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, given = (compiler.process(one, **options) for one in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({given}))"  # noqa: S608 (of what SQLAlchemy made)


@compiles(_Among, "postgresql")
def _on_postgresql(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, given = (compiler.process(one, **options) for one in element.clauses)
    return f"{column} = ANY({given})"


def among(column: ColumnElement[int], name: str = "own") -> ColumnElement[bool]:
    """Whether a column is one of the numbers that are given under this name when the statement is run."""
    return _Among(column, bindparam(name, type_=_Numbers()))
