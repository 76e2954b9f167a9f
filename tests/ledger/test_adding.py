"""Many articles at a time: the same ledger as one by one, and no harm to others from one that is wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event

from onrecord.ledger import Ledger, LedgerError, bulk
from onrecord.ledger.derived import stem
from onrecord.ledger.headlines import Sought
from onrecord.ledger.said import Asked
from onrecord.ledger.search import About
from onrecord.model import Reading
from tests.ledger.many import reading
from tests.ledger.test_ledger import lines
from tests.ledger.wire import gift


def test_many_together_make_the_ledger_that_each_alone_makes(place: str, tmp_path: Path) -> None:
    """Also where a page comes in two versions, an article twice, and a person has had a word in between."""
    page = "https://agency.example/gift"
    changed = gift("Agency", count=5, url=page, more=" “Nothing else,” she said.")
    first = [*map(reading, range(40)), gift("Agency", count=2, url=page), reading(3)]
    then = [changed, *map(reading, range(30, 60)), gift("Daily", count=None), changed]
    with Ledger(place) as together, Ledger(tmp_path / "alone.db") as alone:
        said = [[*together.add_all(first)], [alone.add(r) for r in first]]
        for ledger in (together, alone):
            transfer = ledger.transfers(recipient="UKR")[0]
            ledger.correct(transfer.ref, "stage", "done", who="Ana")
            ledger.reject(ledger.show(transfer.ref).reports[0].ref, who="Ana")
        said[0] += together.add_all(then)
        said[1] += [alone.add(r) for r in then]
        assert [s.outcome for s in said[0]] == [s.outcome for s in said[1]]
        assert [s.article for s in said[0]] == [s.article for s in said[1]]
        assert {s.outcome for s in said[0]} == {"added", "known", "version"}
        assert lines(together) == lines(alone)
        assert together.check() == []
        found = [
            {h.article for h in ledger.search("launchers", About(person="Berg"))}
            for ledger in (together, alone)
        ]
        assert found[0] == found[1]
        assert [s.content for s in together.statements()] == [s.content for s in alone.statements()]


def test_an_article_that_cannot_be_kept_takes_no_other_with_it(place: str) -> None:
    """Half of a surrogate pair is no text that a store takes."""
    with Ledger(place) as ledger:
        coming = ledger.add_all([reading(1), reading(2), gift(more="\ud800"), reading(3)])
        assert [next(coming).outcome, next(coming).outcome] == ["added", "added"]
        with pytest.raises(LedgerError, match="half of a surrogate pair"):
            next(coming)
        assert ledger.info().articles == 2
        assert ledger.check() == []


def test_two_articles_are_two_though_their_hashes_begin_alike(place: str) -> None:
    alike = [gift(url=f"https://agency.example/{number}") for number in (460_478, 488_404)]
    assert len({stem(reading.article) for reading in alike}) == 1
    with Ledger(place) as ledger:
        assert [ledger.add(reading).outcome for reading in alike] == ["added", "added"]
        assert ledger.check() == []
        assert [ledger.knows(reading.article) for reading in alike] == [True, True]


def test_others_write_while_the_next_article_is_waited_for(place: str) -> None:
    def coming() -> Iterator[Reading]:
        yield reading(1)
        with Ledger(place) as other:
            assert other.add(reading(2)).outcome == "added"
        yield reading(2)

    with Ledger(place) as ledger:
        assert sorted(done.outcome for done in ledger.add_all(coming())) == ["added", "known"]


def test_words_that_search_does_not_know_are_missed_by_the_check(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l.db") as ledger:
        ledger.add(reading(1))
        with ledger.database.writing() as connection:
            connection.exec_driver_sql("DELETE FROM statement_words_docsize")
            connection.exec_driver_sql("INSERT INTO article_words(article_words) VALUES ('delete-all')")
        assert [line.partition(";")[0] for line in ledger.check()] == [
            "search by words knows 0 of 1 rows of article",
            "search by words knows 0 of 1 rows of statement",
        ]
        ledger.rebuild()
        assert ledger.check() == []
        assert len(ledger.search("launchers")) == len(ledger.statements(Asked(by="Berg"))) == 1


def test_an_undated_article_is_found_after_the_dated_ones(place: str) -> None:
    undated = gift("Weekly")
    undated = replace(undated, article=replace(undated.article, published=None))
    with Ledger(place) as ledger:
        list(ledger.add_all([undated, gift("Agency", "2025-03-03"), gift("Daily", "2025-03-05")]))
        assert [h.outlet for h in ledger.search(about=About(country="UKR"))] == ["Daily", "Agency", "Weekly"]
        assert [s.outlet for s in ledger.statements()] == ["Daily", "Agency", "Weekly"]
        assert [h.outlet for h in ledger.headlines()] == ["Daily", "Agency", "Weekly"]
        assert [s.outlet for s in ledger.statements(Asked(by="Berg"))] == ["Daily", "Agency", "Weekly"]


def test_an_undated_article_is_of_no_days_that_are_asked_for(place: str) -> None:
    undated = gift("Weekly")
    undated = replace(undated, article=replace(undated.article, published=None))
    hour = "2025-03-05T23:30:00+00:00"
    with Ledger(place) as ledger:
        list(
            ledger.add_all(
                [undated, gift("Agency", "2025-03-03"), gift("Daily", hour), gift("Herald", "2025-03-06")]
            )
        )
        for until, found in (("2025-03-05", ["Daily", "Agency"]), ("2025-03-03", ["Agency"])):
            assert [h.outlet for h in ledger.search(about=About(until=until))] == found
            assert [h.outlet for h in ledger.search(about=About(country="UKR", until=until))] == found
            assert {h.outlet for h in ledger.search("launchers", About(until=until))} == {*found}
            assert [s.outlet for s in ledger.statements(Asked(until=until))] == found
            assert [s.outlet for s in ledger.statements(Asked(by="Berg", until=until))] == found
            assert [h.outlet for h in ledger.headlines(Sought(until=until))] == found


def test_more_is_shown_than_a_store_takes_values_in_one_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite takes 32,766 as its makers build it: here 30, of which the longest list is to ask for ten."""
    monkeypatch.setattr(bulk, "_AT_ONCE", 10)
    with Ledger(tmp_path / "l.db") as ledger:
        list(ledger.add_all(map(reading, range(40))))
    with Ledger(tmp_path / "l.db") as ledger:
        event.listen(
            ledger.database.engine,
            "begin",
            lambda c: c.connection.driver_connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 30),
        )
        assert len(ledger.statements(limit=100)) == 40
        assert len(ledger.search("launchers", limit=100)) == 40
        assert len(ledger.search(about=About(person="Berg"), limit=100)) == 40
