"""The store: how a ledger's database is opened, read and written to, the same for SQLite and PostgreSQL.

There is one way to write: a transaction that holds the only right to write from its first statement on. SQLite gives it by
`BEGIN IMMEDIATE`, PostgreSQL by an advisory lock. So nobody ever writes on the ground of what another has just changed.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError

from onrecord.ledger.errors import LedgerError, told

DEFAULT = "onrecord.db"
#: How long a writer waits for the one before it, in milliseconds.
_PATIENCE = 60_000
#: How long it waits where SQLite does not do so by itself, in seconds, before it asks again.
_PAUSE = 0.02
#: The key of the advisory lock on PostgreSQL: "onre" in ASCII.
_LOCK = 0x6F6E7265


class Database:
    """A connection to a ledger's store.

    location  a file, `sqlite:///FILE`, or `postgresql://USER@HOST/NAME`

    Raises LedgerError for an address of another kind.
    """

    def __init__(self, location: str | Path = DEFAULT) -> None:
        self.name = str(location)
        if "://" not in self.name:
            self.path: Path | None = Path(self.name)
            self.engine = create_engine(f"sqlite:///{self.path}")
        else:
            self.path, self.engine = None, _engine(self.name)
            if self.engine.dialect.name == "sqlite" and self.engine.url.database:
                self.path = Path(self.engine.url.database)
        self.name = self.engine.url.render_as_string() if self.path is None else str(self.path)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        if self.is_sqlite:
            event.listen(self.engine, "connect", _prepare)
            event.listen(self.engine, "begin", _begin)

    def exists(self) -> bool:
        """Whether there is a file; a server's database is taken to be there."""
        return self.path is None or self.path.exists()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the ledger as it stands at its first query, in all that follow too. Raises LedgerError."""
        level = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with told(self.name), self.engine.connect() as connection:
            yield connection.execution_options(**level)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection with the only right to write; it commits at the end, or takes all back. Raises LedgerError."""
        with told(self.name), self.engine.connect() as plain:
            connection = plain.execution_options(immediate=True)
            with connection.begin():
                if not self.is_sqlite:
                    connection.execute(text(f"SET LOCAL lock_timeout = {_PATIENCE}"))
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
                yield connection

    def copy(self, path: Path) -> None:
        """Writes a whole copy of a SQLite ledger to a new file, or leaves none.

        Raises LedgerError where the file exists, or for PostgreSQL, whose own pg_dump does this.
        """
        if not self.is_sqlite:
            raise LedgerError(
                "A ledger on PostgreSQL is backed up by its own tool.", "Run: pg_dump ADDRESS > FILE"
            )
        if path.exists():
            raise LedgerError(f"{path} exists already.", "Name a file that does not exist.")
        with told(str(path)), self.engine.connect() as connection:
            driver: Any = connection.connection.driver_connection
            try:
                driver.execute("VACUUM INTO ?", (str(path),))
            except BaseException:
                path.unlink(missing_ok=True)
                raise

    def close(self) -> None:
        """Lets go of all connections."""
        self.engine.dispose()


def _engine(address: str) -> Engine:
    wrong = LedgerError(
        f"{address} is no address of a ledger.", "Name a file, or postgresql://USER@HOST/DATABASE."
    )
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise wrong from error
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise wrong
    return create_engine(url, pool_pre_ping=True)


def _prepare(connection: Any, _record: object) -> None:
    """Settings of a SQLite connection; transactions are begun by `_begin`, not by the driver."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={_PATIENCE}")
    _write_ahead(cursor)
    for pragma in (
        "synchronous=FULL",  # a power cut loses nothing that was reported as added
        "foreign_keys=ON",
        "cache_size=-65536",
        "wal_autocheckpoint=8000",  # 32 MB: moving the log into the file waits for the disk several times
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _write_ahead(cursor: sqlite3.Cursor) -> None:
    """Has SQLite keep the log that lets others read while somebody writes.

    Of several programs that open a new ledger at once one makes it, and SQLite sends the others away without waiting for it
    as it does for all else: they ask again.
    """
    until = time.monotonic() + _PATIENCE / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get("immediate", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
