"""The ledger: what goes in, what comes out, and what a person says of it."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from onrecord.ledger import Ledger, LedgerError
from onrecord.ledger.ledger import Ledger as _Ledger
from onrecord.ledger.said import Asked
from onrecord.ledger.search import About
from onrecord.model import Reading
from tests.ledger.server import database
from tests.ledger.wire import gift


@pytest.fixture
def clock() -> Iterator[object]:
    return (f"2025-04-{day:02}T12:00:00.000000+00:00" for day in itertools.count(1))


@pytest.fixture
def ledger(place: str, clock: Iterator[str]) -> Iterator[_Ledger]:
    with Ledger(place, clock=lambda: next(clock)) as made:
        yield made


def lines(ledger: _Ledger) -> dict[str, dict[str, object]]:
    """All that a ledger says, whatever the order in which it learned it."""
    found = {}
    for kind in ("decision", "transfer", "effect", "person"):
        for record in ledger.records(kind, limit=1000):
            found[record.ref] = asdict(record) | {
                "reports": sorted((r.ref, r.stage, r.sentence) for r in ledger.show(record.ref).reports)
            }
    return found


def test_two_outlets_report_one_transfer(ledger: _Ledger) -> None:
    ledger.add(gift("Agency", "2025-03-03"))
    ledger.add(gift("Daily", "2025-03-05", stage="underway"))
    (transfer,) = ledger.transfers()
    assert transfer.title == "DNK → UKR: launcher"
    assert transfer.grouped == {"donor": "DNK", "recipient": "UKR", "class": "launcher"}
    assert (transfer.first, transfer.latest, transfer.articles) == ("2025-03-03", "2025-03-05", 2)
    assert transfer.stage == "underway"
    shown = ledger.show(transfer.ref)
    assert [(r.outlet, r.stage) for r in shown.reports] == [("Agency", "pledged"), ("Daily", "underway")]
    assert shown.reports[0].sentence == "Denmark gives Ukraine 2 launchers."
    assert shown.disagreements == ("pledged: Agency; underway: Daily",)


def test_one_pledge_is_counted_once_however_many_report_it(ledger: _Ledger) -> None:
    ledger.add(gift("Agency"))
    ledger.add(gift("Daily"))
    ledger.add(gift("Weekly", count=None))
    (total,) = ledger.show(ledger.transfers()[0].ref).promised
    assert (total.least, total.most, total.state, total.reports, total.left_out) == (2, 2, "stated", 2, 1)


def test_sources_that_disagree_give_a_range(ledger: _Ledger) -> None:
    ledger.add(gift("Agency", count=2))
    ledger.add(gift("Daily", count=3))
    (total,) = ledger.show(ledger.transfers()[0].ref).promised
    assert (total.least, total.most, total.state) == (2, 3, "computed")


def test_another_number_months_later_is_another_pledge(ledger: _Ledger) -> None:
    ledger.add(gift(on="2025-03-03", count=2))
    ledger.add(gift(on="2025-07-03", count=4))
    (total,) = ledger.show(ledger.transfers()[0].ref).promised
    assert (total.least, total.most, total.state) == (6, 6, "computed")


def test_the_same_article_again_is_known(ledger: _Ledger) -> None:
    assert ledger.add(gift()).outcome == "added"
    before = lines(ledger)
    assert ledger.add(gift()).outcome == "known"
    assert lines(ledger) == before


def test_a_changed_page_takes_the_place_of_what_it_said(ledger: _Ledger) -> None:
    ledger.add(gift(url="https://a.example/1", stage="pledged"))
    assert ledger.add(gift(url="https://a.example/1", stage="done", more=" They came.")).outcome == "version"
    (transfer,) = ledger.transfers()
    assert (transfer.stage, transfer.articles) == ("done", 1)
    assert [h.what for h in ledger.history(transfer.ref)] == ["report", "replaced", "report"]


WIRE = [
    gift("Agency", "2025-03-03"),
    gift("Daily", "2025-03-03", stage="approved"),
    gift("Weekly", "2025-03-09", stage="done", count=3),
    gift("Agency", "2025-03-05", donor="Norway", stage="considered"),
    gift("Daily", "", donor="Norway", stage="refused"),
    gift("Daily", "2025-03-06", donor="Latvia", recipient="Moldova", negated=True),
]


@pytest.mark.parametrize("order", list(itertools.permutations(range(len(WIRE))))[::97])
def test_the_order_of_arrival_does_not_matter(tmp_path: Path, order: tuple[int, ...]) -> None:
    with Ledger(tmp_path / "a.db") as one, Ledger(tmp_path / "b.db") as other:
        for reading in WIRE:
            one.add(reading)
        for i in (*order, *order):
            other.add(WIRE[i])
        assert lines(one) == lines(other)
        assert other.check() == []


def review(ledger: _Ledger) -> None:
    """Everything that a person can do, once."""
    first, second = ledger.transfers(actor="DNK")[0].ref, ledger.transfers(actor="NOR")[0].ref
    report = ledger.show(first).reports[0].ref
    ledger.accept(first, who="Kim")
    ledger.correct(first, "stage", "done", who="Kim", note="seen at the port")
    ledger.correct(report, "negated", "true", who="Kim")
    ledger.merge(second, first, who="Kim")
    ledger.split(first, [report], who="Kim")
    ledger.reject(ledger.transfers(actor="LVA")[0].ref, who="Kim")
    ledger.note(first, "ask the ministry", who="Kim")


def test_state_follows_from_readings_and_log_alone(ledger: _Ledger) -> None:
    for reading in WIRE:
        ledger.add(reading)
    review(ledger)
    before = lines(ledger)
    ledger.rebuild()
    assert lines(ledger) == before
    assert ledger.check() == []


def test_what_a_person_said_outlasts_adding_and_rereading(ledger: _Ledger) -> None:
    for reading in WIRE[:4]:
        ledger.add(reading)
    ref = ledger.transfers(actor="DNK")[0].ref
    ledger.correct(ref, "stage", "refused", who="Kim")
    ledger.reject(ledger.transfers(actor="NOR")[0].ref, who="Kim")
    ledger.add(gift("Late", "2025-05-01", stage="done"))
    ledger.add(gift("Late", "2025-05-01", donor="Norway"))
    ledger.reread(1, WIRE[0], program="2", weights="new")
    assert ledger.show(ref).record.stage == "refused"
    assert [t.actor for t in ledger.transfers()] == ["DNK"]


def test_what_another_reading_would_change_is_said_in_plain_words(ledger: _Ledger) -> None:
    number = ledger.add(WIRE[0]).article
    found = ledger.compare(number, Reading(article=WIRE[0].article))
    assert found.gained == ()
    assert "Denmark gives Ukraine launchers" in found.lost


def test_merging_brings_reports_together_and_undoing_parts_them(ledger: _Ledger) -> None:
    for reading in (WIRE[0], WIRE[3]):
        ledger.add(reading)
    before = lines(ledger)
    denmark, norway = (ledger.transfers(actor=c)[0].ref for c in ("DNK", "NOR"))
    entry = ledger.merge(norway, denmark, who="Kim")
    assert len(ledger.show(denmark).reports) == 2
    assert ledger.show(norway).record.ref == denmark
    ledger.add(gift("Late", donor="Norway"))
    assert len(ledger.show(denmark).reports) == 3
    ledger.undo(entry.id, who="Kim")
    assert len(ledger.show(norway).reports) == 2
    assert lines(ledger)[denmark] == before[denmark]


def test_splitting_makes_a_record_of_its_own(ledger: _Ledger) -> None:
    for reading in WIRE[:3]:
        ledger.add(reading)
    (whole,) = ledger.transfers()
    report = ledger.show(whole.ref).reports[-1].ref
    new = ledger.split(whole.ref, [report], who="Kim").new_record()
    assert [r.ref for r in ledger.show(new).reports] == [report]
    assert ledger.show(whole.ref).record.stage == "approved"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("colour", "blue", "Fields are: actor, negated, object, recipient, stage, title, type."),
        ("stage", "delivered", "Give one of: requested, considered, planned, proposed, pledged"),
        ("title", " ", "needs a value"),
    ],
)
def test_a_correction_that_means_nothing_is_refused_with_the_choices(
    ledger: _Ledger, field: str, value: str, said: str
) -> None:
    ledger.add(gift())
    with pytest.raises(LedgerError, match=said):
        ledger.correct(ledger.transfers()[0].ref, field, value, who="Kim")


def test_the_log_cannot_be_changed(ledger: _Ledger) -> None:
    ledger.add(gift())
    ledger.accept(ledger.transfers()[0].ref, who="Kim")
    for change in ("UPDATE review SET who = 'Sam'", "DELETE FROM review", "UPDATE article SET text = ''"):
        with pytest.raises(DBAPIError, match="only ever added to"), ledger.database.engine.begin() as raw:
            raw.execute(text(change))


def test_the_ledger_as_it_stood(ledger: _Ledger) -> None:
    ledger.add(gift())  # on the 1st
    ref = ledger.transfers()[0].ref
    ledger.add(gift("Daily", "2025-03-08", stage="done"))  # on the 2nd
    ledger.reject(ref, who="Kim")  # on the 3rd
    assert ledger.states("2025-03-31") == {}
    assert ledger.states("2025-04-01")[ref].line.stage == "pledged"
    assert ledger.states("2025-04-02")[ref].line.stage == "done"
    (change,) = [c for c in ledger.diff("2025-04-02") if c.kind == "transfer"]
    assert change.before is not None
    assert change.after is not None
    assert (change.before.status, change.after.status) == ("read", "rejected")


@pytest.mark.parametrize(
    ("moment", "known"),
    [
        ("2025-03-31", 0), ("2025-04-01", 1), ("2025-04-01T11:59", 0), ("2025-04-01T12", 1), ("2025-04-01 12:00", 1),
        ("2025-04-01T12:00:00Z", 1), ("2025-04-01T13:30+02:00", 0), ("2025-04-01T14:00+02:00", 1), ("2025-04-01T00:00-12:00", 1),
        ("2025-04-01T12:00:00.000000", 1), ("2025-04-01T11:59:59.999999+00:00", 0), ("2025", 1), ("2025-03", 0),
    ],
)  # fmt: skip
def test_a_moment_is_told_in_any_of_its_spellings(ledger: _Ledger, moment: str, known: int) -> None:
    ledger.add(gift())  # on the first of April, at noon
    assert len([s for s in ledger.states(moment).values() if s.kind == "transfer"]) == known


def test_a_server_that_sorts_as_a_language_does_shows_the_whole_day(server: str) -> None:
    with (
        database(server, language="en") as place,
        Ledger(place, clock=lambda: "2025-04-01T12:00:00.000000+00:00") as ledger,
    ):
        ledger.add(gift())
        assert len(ledger.states("2025-04-01")) == len(ledger.states())
        assert ledger.states("2025-03-31") == {}


@pytest.mark.parametrize(
    "moment", ["2025-13", "2025-02-30", "2025-04-01T25:00", "2025-04-01T12:00+99:00", "noon", ""]
)
def test_what_is_no_moment_is_refused(ledger: _Ledger, moment: str) -> None:
    with pytest.raises(LedgerError, match="is no day"):
        ledger.states(moment)


def test_what_stands_again_is_not_told_as_undone(ledger: _Ledger) -> None:
    ledger.add(gift())
    ref = ledger.transfers()[0].ref
    accepted = ledger.accept(ref, who="Kim")
    taken_back = ledger.undo(accepted.id, who="Ana")
    again = ledger.undo(taken_back.id, who="Kim")
    assert ledger.transfers()[0].status == "accepted"
    told = [(h.entry, h.what, h.words) for h in ledger.history(ref) if h.entry is not None]
    assert told == [
        (accepted.id, "accept", ""),
        (taken_back.id, "undo", f"[undone by entry {again.id}]"),
        (again.id, "undo", ""),
    ]


def test_statements_by_a_person(ledger: _Ledger) -> None:
    ledger.add(gift())
    (said,) = ledger.statements(Asked(by="berg"))
    assert (said.speaker, said.content) == ("Anna Berg", "“They are on their way,”")
    assert said.record == ledger.people()[0].ref
    assert ledger.statements(Asked(by="Holm")) == []
    assert len(ledger.statements(Asked(words='"on their way"'))) == 1


@pytest.mark.parametrize(
    "words", ["launcher", '"gives Ukraine"', "denmark's", "OR ) NEAR(", "50%", "col:umn*"]
)
def test_any_words_can_be_looked_for(ledger: _Ledger, words: str) -> None:
    ledger.add(gift())
    found = ledger.search(words)
    assert [h.headline for h in found] == (["Denmark gives launchers"] if words[0] in 'l"d' else [])


@pytest.mark.parametrize("words", ["launchers or grain", "grain OR launchers", "launchers NOT grain"])
def test_words_that_join_or_deny_in_other_searches_are_words_here(ledger: _Ledger, words: str) -> None:
    ledger.add(gift())
    ledger.add(gift("Daily", more=" Grain is not on the list."))
    found = ledger.search(words)
    assert {h.outlet for h in found} <= {
        "Daily"
    }  # which alone has both; "or" may be a word that is not looked for


def test_a_dash_before_a_word_does_not_exclude_it(ledger: _Ledger) -> None:
    ledger.add(gift())
    assert [h.outlet for h in ledger.search("Ukraine -launchers")] == ["Agency"]


def test_what_the_headline_says_comes_before_what_the_text_says(ledger: _Ledger) -> None:
    ledger.add(gift("Agency", more=" Latvia waits. Latvia pays."))
    ledger.add(gift("Daily", donor="Latvia"))
    ledger.add(gift("Weekly", more=" Latvia gives nothing, and Latvia says so."))
    assert next(h.outlet for h in ledger.search("Latvia")) == "Daily"


def test_search_by_what_an_article_is_about(ledger: _Ledger) -> None:
    for reading in WIRE:
        ledger.add(reading)
    assert len(ledger.search(about=About(country="DNK"))) == 3
    assert len(ledger.search(about=About(person="Berg", stage="done"))) == 1
    assert [h.outlet for h in ledger.search("launchers", About(item="launcher", outlet="Weekly"))] == [
        "Weekly"
    ]
    with pytest.raises(LedgerError, match="Nothing is asked for"):
        ledger.search()


def test_a_reading_comes_back_as_it_went_in(ledger: _Ledger) -> None:
    number = ledger.add(WIRE[0]).article
    assert ledger.reading(number) == WIRE[0]
    assert Reading.from_json(ledger.reading(number).to_json()) == WIRE[0]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"this is no database, only some text\n" * 50, "no SQLite database"), (None, "There is no ledger at")],
)
def test_what_is_no_ledger_is_named(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "other.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(LedgerError, match=said):
        Ledger(path, create=False)


def test_a_database_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE songs (name TEXT)")
    other.close()
    with pytest.raises(LedgerError, match="holds other tables"):
        Ledger(path)


def test_a_ledger_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    Ledger(path).close()
    other = sqlite3.connect(path)
    other.execute("UPDATE alembic_version SET version_num = '9999'")
    other.commit()
    other.close()
    with pytest.raises(LedgerError, match="newer version"):
        Ledger(path)


def test_what_migrations_share_stays_what_it_was(tmp_path: Path) -> None:
    Ledger(tmp_path / "l.db").close()
    query = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%kept%' ORDER BY name"
    other = sqlite3.connect(tmp_path / "l.db")
    found = [sql for (sql,) in other.execute(query)]
    other.close()
    refusal = "BEFORE {act} ON {table} BEGIN SELECT RAISE(ABORT, 'what the {table} table holds is only ever added to'); END"
    assert found == [
        f"CREATE TRIGGER {table}_kept_{act.lower()} " + refusal.format(act=act, table=table)
        for table in ("article", "review", "sheet", "sheet_row")
        for act in ("DELETE", "UPDATE")
    ]


def test_a_backup_holds_everything_and_never_overwrites(tmp_path: Path) -> None:
    with Ledger(tmp_path / "one.db") as ledger:
        for reading in WIRE:
            ledger.add(reading)
        ledger.backup(tmp_path / "copy.db")
        with Ledger(tmp_path / "copy.db", create=False) as copy:
            assert lines(copy) == lines(ledger)
        with pytest.raises(LedgerError, match="exists already"):
            ledger.backup(tmp_path / "copy.db")
