"""Several programs at one ledger, and the same articles in another order: the same ledger."""

from __future__ import annotations

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import text

import onrecord
from onrecord.ledger import Ledger
from onrecord.ledger.database import Database
from onrecord.model import Article, Reading
from onrecord.sources import articles
from tests.ledger.contents import contents
from tests.ledger.many import reading
from tests.ledger.writers import Nursery


def orders(numbers: range, writers: int) -> list[list[int]]:
    """All numbers, in an order of its own for each writer."""
    return [random.Random(seed).sample(numbers, len(numbers)) for seed in range(writers)]


@pytest.mark.parametrize("count", [24, pytest.param(240, marks=pytest.mark.slow)])
def test_eight_writers_at_once_lose_and_double_nothing(place: str, count: int, writers: Nursery) -> None:
    """They begin where there is no ledger yet, so that all eight would make its tables."""
    numbers = range(count)
    each = enumerate(orders(numbers, 8))
    started = [writers.start(place, order, together=n % 2 == 0) for n, order in each]
    assert [w.wait() for w in started] == [0] * 8
    said = [w.outcomes() for w in started]
    assert [sorted(n for n, _ in own) for own in said] == [list(numbers)] * 8
    added = sorted(n for own in said for n, outcome in own if outcome == "added")
    assert added == list(numbers)
    with Ledger(place) as ledger, Ledger("sqlite://") as alone:
        for number in numbers:
            alone.add(reading(number))
        assert contents(ledger) == contents(alone)
        assert ledger.check() == []


def test_a_new_ledger_is_opened_by_many_at_once(tmp_path: Path) -> None:
    """SQLite sends away whoever opens it while another turns on its log, without the patience that it has for all else."""
    together = Barrier(8)

    def writes(path: Path) -> None:
        database = Database(path)
        together.wait()
        with database.writing() as connection:
            connection.execute(text("CREATE TABLE IF NOT EXISTS told (number INTEGER)"))
            connection.execute(text("INSERT INTO told VALUES (1)"))
        database.close()

    for number in range(25):
        path = tmp_path / f"{number}.db"
        with ThreadPoolExecutor(8) as threads:
            list(threads.map(writes, [path] * 8))
        database = Database(path)
        with database.reading() as connection:
            assert connection.scalar(text("SELECT count(*) FROM told")) == 8
        database.close()


@pytest.fixture(scope="module")
def thousand(wire: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Reading]]:
    """A thousand articles: those of the wire, each printed by many outlets on other days."""
    read = [onrecord.read(article) for article in articles([wire]) if isinstance(article, Article)]
    made = [printed(read[n % len(read)], n) for n in range(1000)]
    path = tmp_path_factory.mktemp("thousand") / "readings.jsonl"
    path.write_text("".join(r.to_json() + "\n" for r in made), encoding="utf-8")
    return path, made


def printed(read: Reading, number: int) -> Reading:
    """The same article as another outlet prints it."""
    article = read.article
    return replace(
        read,
        article=replace(
            article,
            outlet=f"{article.outlet} {number % 7}",
            url=f"https://wire.example/{number}",
            published=f"2025-{1 + number % 12:02}-{1 + number % 28:02}T08:00:00Z",
        ),
    )


@pytest.mark.slow
def test_a_thousand_articles_twice_in_another_order_from_four_programs_are_the_same_ledger(
    place: str, thousand: tuple[Path, list[Reading]], writers: Nursery
) -> None:
    path, readings = thousand
    for order, told in zip(orders(range(1000), 2), ("added", "known"), strict=True):
        started = [writers.start(place, order[own::4], path, together=True) for own in range(4)]
        assert [w.wait() for w in started] == [0] * 4
        assert Counter(outcome for w in started for _, outcome in w.outcomes()) == {told: 1000}
    with Ledger(place) as ledger, Ledger("sqlite://") as alone:
        for one in readings:
            alone.add(one)
        held = contents(ledger)
        assert held == contents(alone)
        assert ledger.check() == []
        ledger.rebuild()
        assert contents(ledger) == held
