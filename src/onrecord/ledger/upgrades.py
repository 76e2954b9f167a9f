"""Which version of the schema a ledger has, and bringing it up to ours."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from onrecord.ledger.database import Database
from onrecord.ledger.errors import LedgerError

#: The newest migration; a test holds it against the files.
HEAD = "0005"
_FOLDER = Path(__file__).parent / "migrations"


def version(connection: Connection) -> str | None:
    """The schema's version; None for an empty database.

    Raises LedgerError for a database that is something else.
    """
    names = set(inspect(connection).get_table_names())
    if "alembic_version" in names:
        found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return found
    if names:
        raise LedgerError(
            "This database holds other tables and no ledger.",
            "Name a new file or an empty database with --ledger.",
        )
    return None


def check(connection: Connection, name: str) -> None:
    """Raises LedgerError where the schema is not the one that this program works with."""
    found = version(connection)
    if found is None:
        raise LedgerError(f"{name} holds no ledger yet.", "Add articles first: onrecord add PATH...")
    if found > HEAD:
        raise LedgerError(
            f"{name} was made by a newer version of Onrecord (schema {found}, here {HEAD}).",
            "Upgrade Onrecord.",
        )
    if found < HEAD:
        raise LedgerError(
            f"{name} has an older schema ({found}, here {HEAD}).", "Run: onrecord ledger upgrade"
        )


def upgrade(connection: Connection) -> None:
    """Runs the migrations that are missing, in the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def upgrade_at(location: str | Path) -> tuple[str | None, str]:
    """Brings an older ledger up to this program; returns the schemas before and after.

    Raises LedgerError for what is no ledger or was made by a newer version.
    """
    database = Database(location)
    try:
        if not database.exists():
            raise no_ledger(database.name)
        with database.writing() as connection:
            before = version(connection)
            if before is not None and before > HEAD:
                check(connection, database.name)
            upgrade(connection)
            return before, HEAD
    finally:
        database.close()


def no_ledger(name: str) -> LedgerError:
    """What is said where there is no ledger of this name."""
    return LedgerError(f"There is no ledger at {name}.", "Add articles first: onrecord add PATH...")
