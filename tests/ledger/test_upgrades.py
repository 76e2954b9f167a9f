"""Older ledgers are brought up with all that is in them, and come out as ledgers that are made today."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, insert, select, text

from onrecord.ledger import Ledger, LedgerError, schema, upgrades
from onrecord.ledger.database import Database
from onrecord.ledger.derived import stem_of
from onrecord.ledger.search import About
from tests.ledger.test_ledger import WIRE, lines

#: Parents first.
_ORDER = (
    "page",
    "article",
    "reading",
    "record",
    "review",
    "statement",
    "claim",
    "sighting",
    "facet",
    "side",
    "unlinked",
)
#: The schemas of earlier programs, with the tables that each brought.
_BROUGHT = {"0001": _ORDER[:-2], "0002": (), "0003": ("side",), "0004": ("unlinked",)}


def old_ledger(place: str, version: str, rows: dict[str, list[dict[str, Any]]]) -> None:
    """Makes a ledger as a program of an earlier schema left it."""
    names = [name for since, brought in _BROUGHT.items() if since <= version for name in brought]
    database = Database(place)
    config = Config()
    config.set_main_option("script_location", str(upgrades._FOLDER))
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)
        there = MetaData()
        there.reflect(connection, only=names)
        for name in names:
            columns = there.tables[name].c.keys()
            kept = {tuple((c, row[c]) for c in columns): None for row in rows[name]}
            if kept:
                connection.execute(insert(there.tables[name]), [dict(row) for row in kept])
        if version >= "0003" and database.is_sqlite:  # before, triggers did it
            connection.execute(text("INSERT INTO article_words(article_words) VALUES ('rebuild')"))
            connection.execute(text("INSERT INTO statement_words(statement_words) VALUES ('rebuild')"))
    database.close()


@pytest.mark.parametrize("version", _BROUGHT)
def test_an_old_ledger_is_upgraded_with_its_data(place: str, tmp_path: Path, version: str) -> None:
    with Ledger(tmp_path / "new.db") as new:
        for reading in WIRE:
            new.add(reading)
        with new.database.reading() as connection:
            rows = {
                name: [dict(row) for row in connection.execute(select(schema.tables.tables[name])).mappings()]
                for name in _ORDER
            }
        if version < "0003":
            rows["facet"] = [row for row in rows["facet"] if row["kind"] != "surname"]
        rows["article"] = [{**row, "identity": stem_of(row["identity"])} for row in rows["article"]]
        old_ledger(place, version, rows)
        with pytest.raises(LedgerError, match="Run: onrecord ledger upgrade"):
            Ledger(place)
        assert Ledger.upgrade_at(place) == (version, upgrades.HEAD)
        with Ledger(place) as ledger:
            assert lines(ledger) == lines(new)
            assert {ledger.add(reading).outcome for reading in WIRE} == {"known"}
            assert ledger.check() == []
            assert ledger.sheets() == []
            assert ledger.unlinked() == len(WIRE)
            assert ledger.stories() == new.stories()
            for asked in (("launchers", None), (None, About(person="Berg")), (None, About(country="MDA"))):
                assert {h.article for h in ledger.search(*asked)} == {h.article for h in new.search(*asked)}
            assert ledger.transfers(recipient="Moldova") == new.transfers(recipient="Moldova")
            with ledger.database.reading() as one, new.database.reading() as other:
                for table in (schema.facet, schema.side):
                    assert set(one.execute(select(table))) == set(other.execute(select(table)))


def test_the_migrations_make_the_schema_that_the_program_works_with(place: str) -> None:
    with Ledger(place) as ledger, ledger.database.reading() as connection:
        found = compare_metadata(MigrationContext.configure(connection), schema.tables)
        # What search by words keeps is no part of the tables that programs see.
        assert [d for d in found if "words" not in str(d)] == []
