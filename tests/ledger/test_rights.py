"""A ledger that may be read and not written to."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from onrecord.ledger import Ledger
from tests.ledger.commands import told, works
from tests.ledger.many import reading

CHANGING = (["ledger", "rebuild"], ["accept", "T-a7e214fa8e", "--who", "Kim"])


@contextmanager
def somebody() -> Iterator[Path]:
    """A folder, and a user for whom rights count, which they do not for root."""
    folder = Path(tempfile.mkdtemp(prefix="onrecord-"))
    root = os.geteuid() == 0
    try:
        folder.chmod(0o755)
        if root:
            os.seteuid(65534)
        yield folder
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


@contextmanager
def as_owner() -> Iterator[None]:
    """Meanwhile whoever runs the tests."""
    own = os.geteuid()
    os.seteuid(os.getuid())
    try:
        yield
    finally:
        os.seteuid(own)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="rights of files are otherwise here")
@pytest.mark.parametrize("folder_too", [False, True])
def test_a_read_only_ledger_says_so_and_stays_what_it_was(
    folder_too: bool, some: bytes, many_readings: Path
) -> None:
    with somebody() as folder:
        path, add = folder / "l.db", ["add", folder / "readings.jsonl", "--read"]
        with as_owner():
            path.write_bytes(some)
            # The user may have no right to read what Python imports late, where it stands in another's home.
            works("ledger", "rebuild", "--ledger", path)
            path.write_bytes(some)
            shutil.copy(many_readings, folder / "readings.jsonl")
            path.chmod(0o444)
            folder.chmod(0o555 if folder_too else 0o777)
        for command in (*CHANGING, add):
            assert told(*command, "--ledger", path) == (
                f"{path} cannot be written to. Change the permissions of its folder, of the file and of those beside it "
                "(-wal, -shm), or work on a copy."
            )
        if folder_too:
            assert "cannot be opened" in told(*add, "--ledger", folder / "new.db")
            # Who reads shares a file beside the ledger with those who write, and cannot make it here.
            assert told("transfers", "--ledger", path).endswith("or work on a copy.")
        else:
            assert works("transfers", "--ledger", path).count("\n") == 4
        assert path.read_bytes() == some
        with as_owner():
            folder.chmod(0o777)
            for beside in folder.glob("l.db*"):
                beside.chmod(0o666)
        assert works("ledger", "rebuild", "--ledger", path) == ""
        assert works("ledger", "check", "--ledger", path) == ""


def test_a_role_that_may_only_read_is_told_so(place: str, many_readings: Path) -> None:
    if "://" not in place:
        pytest.skip("a file knows no roles")
    with Ledger(place) as ledger:
        ledger.add(reading(0))
        with ledger.database.writing() as connection:
            connection.execute(text("DROP ROLE IF EXISTS reader"))
            connection.execute(text("CREATE ROLE reader LOGIN"))
            connection.execute(text("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader"))
    reader = place.replace("tester@", "reader@")
    assert works("transfers", "--ledger", reader).count("\n") == 1
    error = told("add", many_readings, "--read", "--ledger", reader)
    assert error.endswith(
        " may not be written to or read by this user. Ask its owner for the right, or name another ledger."
    )
    with Ledger(place) as ledger:
        assert ledger.info().articles == 1
        with ledger.database.writing() as connection:
            connection.execute(text("DROP OWNED BY reader"))
            connection.execute(text("DROP ROLE reader"))
