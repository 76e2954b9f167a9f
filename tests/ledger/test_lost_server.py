"""A server that goes away, one that is not there, and a writer that does not let go."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.ledger import Ledger, LedgerError, database
from tests.ledger.commands import told, works
from tests.ledger.conftest import MANY
from tests.ledger.contents import contents
from tests.ledger.many import reading
from tests.ledger.server import Server
from tests.ledger.writers import ROOT, Nursery


def test_a_writer_that_does_not_let_go_is_not_waited_for_for_ever(
    place: str, many_readings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger(place) as ledger:
        monkeypatch.setattr(database, "_PATIENCE", 200)
        with ledger.database.writing():
            assert told("add", many_readings, "--read", "--ledger", place).endswith(
                "is in use by another program that does not let go. Wait until it is done, and run the command again."
            )
        works("add", many_readings, "--read", "--ledger", place)
        assert ledger.info().articles == MANY


def test_a_server_that_stops_while_articles_are_added_loses_none(
    own_server: Server, many_readings: Path, writers: Nursery
) -> None:
    place, lost = own_server.address, "cannot be reached, or the connection was lost."
    with Ledger(place) as open_before:
        for moment in (0.0, 0.15):
            writer = writers.start(place, range(MANY))
            while not writer.outcomes():
                time.sleep(0.005)
            time.sleep(moment)
            own_server.stop()
            assert writer.wait() == 1
            error = told("add", many_readings, "--read", "--ledger", place)
            assert lost in error
            assert error.endswith(" Check the server and run the command again.")
            assert "tester@" in error
            with pytest.raises(LedgerError, match=lost):
                open_before.info()
            own_server.start()
            said = {number for number, _ in writer.outcomes()}
            assert len(said) <= open_before.info().articles <= len(said) + 1
            assert open_before.check() == []
        works("add", many_readings, "--read", "--ledger", place)
        assert open_before.info().articles == MANY
        held = contents(open_before)
        open_before.rebuild()
        open_before.link()
        assert contents(open_before) == held


@pytest.mark.slow
def test_the_command_that_was_adding_says_how_far_it_got(own_server: Server) -> None:
    command = [sys.executable, "-m", "onrecord", "add", "-", "--read", "--ledger", own_server.address]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    ) as adding:
        assert adding.stdin is not None
        for number in range(5):
            adding.stdin.write(reading(number).to_json() + "\n")
        adding.stdin.flush()
        with Ledger(own_server.address) as ledger:
            while ledger.info().articles < 5:
                time.sleep(0.05)
        own_server.stop()
        out, error = adding.communicate(reading(5).to_json() + "\n")
    assert (adding.returncode, out) == (1, "")
    told, counted = error.splitlines()
    assert told.startswith("onrecord: postgresql")
    assert told.endswith(
        " cannot be reached, or the connection was lost. What was reported as added is safe. "
        "Check the server and run the command again."
    )
    assert counted == "5 articles added."
    own_server.start()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("/nosuch?", "does not exist. Create the database first: createdb NAME."),
        ("stranger@", "does not let this user in. Check the name and password in the address."),
        ("host=/no/such/folder&", "cannot be reached, or the connection was lost."),
    ],
)
def test_an_address_that_leads_nowhere_is_named(
    server: str, wrong: str, said: str, many_readings: Path
) -> None:
    right = {
        "/": "/postgres?",
        "s": "tester@",
        "h": f"host={server.partition('host=')[2].partition('&')[0]}&",
    }
    error = told("add", many_readings, "--read", "--ledger", server.replace(right[wrong[0]], wrong))
    assert said in error
