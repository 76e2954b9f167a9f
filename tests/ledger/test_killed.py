"""Programs that are killed while they add: nothing is lost that was reported as added, and nothing is half there."""

from __future__ import annotations

import logging
import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from onrecord.ledger import Ledger
from onrecord.ledger.derived import identity
from tests.ledger.contents import Contents, contents
from tests.ledger.many import reading
from tests.ledger.writers import Nursery

_LOG = logging.getLogger(__name__)
ARTICLES = 60
#: What SQLite is asked whether the words that are looked up are those of the rows; it raises where they are not.
_WORDS = {
    table: f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)"  # noqa: S608 (two names of ours)
    for table in ("article_words", "statement_words")
}
#: At how many moments each ledger's writers are killed, a hundred in all; the first few on every run.
KILLS = (4, 6, *[10] * 9)
IDENTITIES = {identity(reading(number).article): number for number in range(ARTICLES)}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Contents:
    """What a ledger holds to which one program added all, undisturbed."""
    with Ledger(tmp_path_factory.mktemp("whole") / "l.db") as ledger:
        for number in range(ARTICLES):
            ledger.add(reading(number))
        return contents(ledger)


def hold(place: str, said: set[int], more: int = 0) -> None:
    """Holds a ledger against what was reported as added, and what follows from its articles against the same made anew.

    more  how many may be in that nobody could be told of any more: those of a transaction
    """
    if "://" not in place and Path(place).exists():
        with closing(sqlite3.connect(place)) as raw:
            for table in (t for (t,) in raw.execute("SELECT name FROM sqlite_master") if t in _WORDS):
                raw.execute(_WORDS[table])
    with Ledger(place) as ledger:
        held = contents(ledger)
        there = {IDENTITIES[dict(row)["identity"]] for row in held["article"]}
        assert said <= there
        assert len(there) <= len(said) + more
        assert ledger.check() == []
        ledger.rebuild()
        assert contents(ledger) == held


def killed(writers: Nursery, place: str, kills: int, chance: random.Random, *, together: bool) -> list[int]:
    """Kills so many writers at random moments; returns how many articles each had come to."""
    said: set[int] = set()
    reached = []
    for left in range(kills, 0, -1):
        due = len(said) + chance.randrange(1 + 2 * (ARTICLES - len(said)) // (left + 1))
        writer = writers.start(place, range(ARTICLES), together=together)
        while len(writer.outcomes()) < due or not writer.is_ready():
            time.sleep(0.001)
        # With none due it may die while it opens the ledger, or makes the first tables.
        time.sleep(chance.uniform(0, 0.3 if due == len(said) else 0.03))
        writer.kill()
        said |= {number for number, _ in writer.outcomes()}
        reached.append(len(said))
        hold(place, said, 60 if together else 1)
    return reached


@pytest.mark.parametrize(
    ("seed", "kills"),
    [pytest.param(n, kills, marks=pytest.mark.slow if n else ()) for n, kills in enumerate(KILLS)],
)
def test_killed_at_any_moment_a_ledger_is_whole(
    place: str,
    seed: int,
    kills: int,
    writers: Nursery,
    whole: Contents,
) -> None:
    reached = killed(writers, place, kills, random.Random(seed), together=seed % 2 == 0)
    _LOG.info("killed after so many of %d articles: %s", ARTICLES, reached)
    last = writers.start(place, range(ARTICLES), together=seed % 2 == 0)
    assert last.wait() == 0
    assert len(last.outcomes()) == ARTICLES
    hold(place, set(range(ARTICLES)))
    with Ledger(place) as ledger:
        assert contents(ledger) == whole
