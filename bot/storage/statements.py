"""Statements for the way of a turn: writes compiled once and handed to the driver, and `one_of` for lists of ids.

SQLAlchemy Core builds every statement; measured, a write that is prepared here costs a quarter of `execute`, and
`one_of` half of an `IN` that is expanded at each execution.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Connection, Dialect, Executable, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import UserDefinedType

Row = Mapping[str, Any]


class Write:
    """An insert, update or delete that is run with plain values only.

    Args:
        build: makes the statement; it is given the dialect's own `insert`, which knows ON CONFLICT.
    """

    def __init__(self, build: Callable[[Any], Any]) -> None:
        self._build = build
        self._compiled: dict[tuple[str, tuple[str, ...]], tuple[str, Row, Sequence[str] | None]] = {}

    def run(self, connection: Connection, rows: Sequence[Row]) -> int:
        """Run it for rows that all have the same keys; return how many rows it changed."""
        if not rows:
            return 0
        text, fixed, order = self._text(connection.dialect, rows[0])
        full = [{**fixed, **row} for row in rows] if fixed else rows
        if order is None:
            return connection.exec_driver_sql(text, list(full)).rowcount
        return connection.exec_driver_sql(text, [tuple([row[key] for key in order]) for row in full]).rowcount

    def _text(self, dialect: Dialect, row: Row) -> tuple[str, Row, Sequence[str] | None]:
        known = (dialect.name, tuple(row))
        if known not in self._compiled:
            statement: Executable = self._build(_insert(dialect.name))
            compiled: Any = statement.compile(dialect=dialect, column_keys=list(row))  # type: ignore[attr-defined]
            fixed = {key: value for key, value in compiled.params.items() if key not in row}
            self._compiled[known] = (str(compiled), fixed, compiled.positiontup)
        return self._compiled[known]


def _insert(dialect: str) -> Any:
    """The `insert` of a dialect; importing both costs more than a tenth of a start."""
    if dialect == "sqlite":
        from sqlalchemy.dialects.sqlite import insert
    else:
        from sqlalchemy.dialects.postgresql import insert  # type: ignore[assignment]
    return insert


class _Ids(UserDefinedType[Sequence[str]]):
    """A list of ids as one parameter: JSON for SQLite, an array for PostgreSQL."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Any:
        return json.dumps if dialect.name == "sqlite" else None


class _OneOf(FunctionElement[bool]):
    type = Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> _OneOf:
        """As it is: SQLAlchemy would write `... = 1`, for which SQLite reads the whole table instead of an index."""
        return self


@compiles(_OneOf)
def _any(element: Any, compiler: Any, **options: Any) -> str:
    column, ids = (compiler.process(item, **options) for item in element.clauses)
    return f"{column} = ANY({ids})"


@compiles(_OneOf, "sqlite")
def _each(element: Any, compiler: Any, **options: Any) -> str:
    column, ids = (compiler.process(item, **options) for item in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({ids}))"  # noqa: S608 - both parts are compiled SQL


def one_of(column: ColumnElement[str], name: str) -> ColumnElement[bool]:
    """Whether a column is one of the ids in the parameter of that name."""
    return _OneOf(column, bindparam(name, type_=_Ids()))
