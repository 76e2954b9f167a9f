"""A disk that fills up: one clear error, nothing lost, nothing half written, and all well once there is room."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from onrecord.cli import app
from onrecord.ledger import Ledger, database
from tests.ledger.commands import RUN, told, works
from tests.ledger.conftest import MANY
from tests.ledger.contents import contents
from tests.ledger.writers import ROOT, Nursery


@contextmanager
def disk(folder: Path, size: str) -> Iterator[None]:
    """A disk of this size at a folder; skips where this user cannot have one."""
    if sys.platform != "linux" or os.getuid() != 0:
        pytest.skip("only root on Linux can have a small disk")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=777", "tmpfs", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no small disk can be had here")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(path: Path) -> None:
    """Takes all the room that a disk has left."""
    with suppress(OSError), path.open("wb", buffering=0) as rest:
        while rest.write(bytes(4096)):
            pass


def enlarge(folder: Path, size: str) -> None:
    """Makes room on a disk."""
    subprocess.run(["mount", "-o", f"remount,size={size}", str(folder)], check=True)


FULL = "could not be written: the disk is full. What was reported as added is safe. Free some space and run the command again."


def test_a_full_disk_stops_adding_and_loses_nothing(
    tmp_path: Path, many_readings: Path, writers: Nursery
) -> None:
    small = tmp_path / "small"
    small.mkdir()
    with disk(small, "2500k"):
        path = small / "l.db"
        writer = writers.start(str(path), range(MANY))
        assert writer.wait() == 1
        said = writer.outcomes()
        assert 10 < len(said) < MANY
        assert told("add", many_readings, "--read", "--ledger", path) == f"{path} {FULL}"
        enlarge(small, "40m")
        with Ledger(path) as ledger:
            assert len(said) <= ledger.info().articles < MANY
            assert ledger.check() == []
        works("add", many_readings, "--read", "--ledger", path)
        with Ledger(path) as ledger:
            assert ledger.info().articles == MANY
            assert ledger.check() == []
            held = contents(ledger)
            ledger.rebuild()
            ledger.link()
            assert contents(ledger) == held


def test_a_full_disk_leaves_no_half_copy_and_no_half_export(tmp_path: Path, some: bytes) -> None:
    (tmp_path / "l.db").write_bytes(some)
    small = tmp_path / "small"
    small.mkdir()
    with disk(small, "40k"):
        assert told("ledger", "backup", small / "copy.db", "--ledger", tmp_path / "l.db") == (
            f"{small / 'copy.db'} {FULL}"
        )
        for form in ("csv", "jsonl", "parquet"):
            out = small / f"reports.{form}"
            out.write_text("as it was")
            filled = small / "filled"
            fill(filled)
            error = told("export", "reports", "-o", out, "--ledger", tmp_path / "l.db")
            assert error == f"{out} could not be written: No space left on device. Nothing was changed."
            assert out.read_text() == "as it was"
            filled.unlink()
            out.unlink()
        assert list(small.iterdir()) == []
        assert works("ledger", "check", "--ledger", tmp_path / "l.db") == ""


def test_a_full_store_is_told_wherever_the_tests_run(
    tmp_path: Path, many_readings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite itself can be told how large a file may become."""
    path = tmp_path / "l.db"
    Ledger(path).close()
    prepare = database._prepare

    def small(connection: sqlite3.Connection, record: object) -> None:
        prepare(connection, record)
        connection.execute("PRAGMA max_page_count=120")

    with monkeypatch.context() as patch:
        patch.setattr(database, "_prepare", small)
        assert told("add", many_readings, "--read", "--ledger", path) == f"{path} {FULL}"
        with Ledger(path) as ledger:
            there = ledger.info().articles
            assert 10 < there < MANY
            assert ledger.check() == []
    done = RUN.invoke(app, ["add", str(many_readings), "--read", "--ledger", str(path)])
    assert done.stderr == f"{MANY - there} articles added, {there} known already.\n"


@pytest.mark.slow
def test_a_full_disk_of_the_server_is_told(server: str, many_readings: Path) -> None:
    folder = Path(server.partition("host=")[2].partition("&")[0]) / "small"
    folder.mkdir(exist_ok=True)
    with disk(folder, "20m"):
        shutil.chown(folder, folder.parent.owner())
        admin = create_engine(
            server.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT"
        )
        with admin.connect() as connection:
            connection.execute(text(f"CREATE TABLESPACE small LOCATION '{folder}'"))
            connection.execute(text("CREATE DATABASE small TABLESPACE small"))
        try:
            place = server.replace("/postgres?", "/small?")
            Ledger(place).close()
            fill(folder / "filled")
            assert told("add", many_readings, "--read", "--ledger", place).endswith(FULL)
            with Ledger(place) as ledger:
                there = ledger.info().articles
                assert there < MANY
                assert ledger.check() == []
            enlarge(folder, "80m")
            works("add", many_readings, "--read", "--ledger", place)
            with Ledger(place) as ledger:
                assert ledger.info().articles == MANY
                assert ledger.check() == []
        finally:
            with admin.connect() as connection:
                connection.execute(text("DROP DATABASE small WITH (FORCE)"))
                connection.execute(text("DROP TABLESPACE small"))
            admin.dispose()


@pytest.mark.slow
@pytest.mark.parametrize("command", [["export", "reports"], ["transfers"]], ids=" ".join)
def test_standard_output_that_is_full_is_told(tmp_path: Path, some: bytes, command: list[str]) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    (tmp_path / "l.db").write_bytes(some)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "onrecord", *command, "--ledger", str(tmp_path / "l.db")],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False, cwd=ROOT,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (
        1,
        "onrecord: standard output could not be written: No space left on device.\n",
    )
