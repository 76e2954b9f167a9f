"""What is no ledger, or one of a newer version: named, and left as it is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from onrecord.ledger import Ledger
from onrecord.ledger.database import Database
from tests.ledger.commands import told
from tests.ledger.many import reading

ASKING = [["transfers"], ["search", "launchers"], ["ledger", "check"], ["ledger", "info"]]
CHANGING = [["ledger", "upgrade"], ["ledger", "rebuild"], ["accept", "T-a7e214fa8e", "--who", "Kim"]]


@pytest.mark.parametrize("command", [*ASKING, *CHANGING, ["add"]], ids=" ".join)
@pytest.mark.parametrize(
    ("made_of", "said"),
    [
        ("text", "is not a ledger: it is no SQLite database. Name another file with --ledger."),
        ("the first half", "is damaged. Take the last copy that `onrecord ledger backup` made."),
        ("a header alone", "is damaged. Take the last copy that `onrecord ledger backup` made."),
        ("songs", "This database holds other tables and no ledger. Name a new file"),
    ],
)
def test_a_file_that_is_no_ledger_is_named_and_left_as_it_is(
    tmp_path: Path, made_of: str, said: str, command: list[str], some: bytes, many_readings: Path
) -> None:
    path = tmp_path / "l.db"
    if made_of == "songs":
        with closing(sqlite3.connect(path)) as other:
            other.execute("CREATE TABLE songs (name TEXT)")
    else:
        made = {"text": b"no database, only text\n" * 99, "the first half": some[: len(some) // 2]}
        path.write_bytes(made.get(made_of, some[:100] + b"\xa5" * 9000))
    before = path.read_bytes()
    given = [*command, many_readings, "--read"] if command == ["add"] else command
    error = told(*given, "--ledger", path)
    assert said in error
    assert made_of == "songs" or str(path) in error
    if made_of != "songs":
        assert path.read_bytes() == before
    with closing(sqlite3.connect(path)) as other:
        assert made_of != "songs" or [*other.execute("SELECT name FROM sqlite_master")] == [("songs",)]


@pytest.mark.parametrize("command", [*ASKING, *CHANGING, ["add"]], ids=" ".join)
def test_a_ledger_of_a_newer_version_is_refused_and_left_as_it_is(
    place: str, command: list[str], many_readings: Path
) -> None:
    with Ledger(place) as ledger, ledger.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    given = [*command, many_readings, "--read"] if command == ["add"] else command
    error = told(*given, "--ledger", place)
    assert "was made by a newer version of Onrecord (schema 9999, here" in error
    assert error.endswith("Upgrade Onrecord.")
    store = Database(place)
    with store.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM article")).scalar() == 0
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"
    store.close()


@pytest.mark.parametrize("where", ["no/such/folder/l.db", "."])
def test_a_file_that_cannot_be_made_is_named(tmp_path: Path, where: str, many_readings: Path) -> None:
    error = told("add", many_readings, "--read", "--ledger", tmp_path / where)
    assert (
        error == f"{tmp_path / where} cannot be opened. Check that the folder exists and may be written to."
    )


def test_readings_that_are_none_are_named(tmp_path: Path) -> None:
    ledger, path = tmp_path / "l.db", tmp_path / "r.jsonl"
    assert (
        told("add", path, "--read", "--ledger", ledger)
        == f"{path} cannot be read: No such file or directory. Name another file."
    )
    path.write_bytes(reading(0).to_json().encode() + b"\n\n\xff\xfe no reading\n")
    assert told("add", path, "--read", "--ledger", ledger).startswith(
        f"{path}: line 3 is no reading: Invalid JSON"
    )
    with Ledger(ledger) as found:
        assert found.info().articles == 1
