"""The ledger as Python sees it: every verb of the command line, with typed answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, select

from onrecord.ledger import adding, schema, upgrades
from onrecord.ledger.adding import Added, Made
from onrecord.ledger.database import DEFAULT, Database
from onrecord.ledger.errors import LedgerError, told
from onrecord.ledger.log import Entry, Log
from onrecord.model import Reading


def now() -> str:
    """This moment, UTC in ISO 8601 to the microsecond: texts that sort as the moments do."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


class Ledger:
    """What articles say, kept with its evidence and its history.

    location  a file (made where it is missing), or postgresql://USER@HOST/DATABASE
    create    False to refuse a file that is not there
    clock     what says when something was added or decided

    Raises LedgerError where it cannot be opened, is no ledger, or was made by a newer version.
    """

    def __init__(
        self, location: str | Path = DEFAULT, *, create: bool = True, clock: Callable[[], str] = now
    ) -> None:
        self.database = Database(location)
        self._clock = clock
        self._log = Log()
        if not create and not self.database.exists():
            raise LedgerError(f"There is no ledger at {self.database.name}.", "Add articles first: onrecord add PATH...")
        with told(self.database.name), self.database.reading() as connection:
            empty = upgrades.version(connection) is None
        if empty:
            self.upgrade()
        with self.database.reading() as connection:
            upgrades.check(connection, self.database.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the store."""
        self.database.close()

    def upgrade(self) -> None:
        """Brings the schema up to that of this program, with all data."""
        with self.database.writing() as connection:
            upgrades.upgrade(connection)

    def add(self, reading: Reading, *, program: str = "", weights: str = "") -> Added:
        """Adds an article as it was read, in a transaction of its own; one that is there already is left alone.

        program, weights  the versions that made the reading
        """
        with self.database.writing() as connection:
            return adding.add(connection, reading, Made(program, weights, self._clock()), self.log(connection))

    def log(self, connection: Connection) -> Log:
        """The review log as it stands for this connection."""
        entries = connection.execute(
            select(schema.review).where(schema.review.c.id > self._log.last).order_by(schema.review.c.id)
        )
        if new := [Entry(**row) for row in entries.mappings()]:
            self._log = Log([*self._log.given, *new])
        return self._log
