"""The whole ledger at a moment, against what its single questions answer."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest

from onrecord.ledger import Ledger, LedgerError
from onrecord.ledger.names import names, shown, spelled
from onrecord.model import Cause, Effect
from tests.ledger.test_ledger import WIRE, review
from tests.ledger.wire import gift

KINDS = ("decision", "transfer", "effect", "person")


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    days = (f"2025-04-{day:02}T12:00:00.000000+00:00" for day in itertools.count(1))
    with Ledger(place, clock=lambda: next(days)) as made:
        for reading in WIRE:
            made.add(reading)
        yield made


def test_every_record_comes_as_it_is_shown(ledger: Ledger) -> None:
    review(ledger)
    with ledger.at() as snapshot:
        for kind in KINDS:
            found = {d.record.ref: d for d in snapshot.details(kind)}
            assert found or kind == "effect"
            assert found == {ref: ledger.show(ref) for ref in found}
            assert {r.ref for r in ledger.records(kind, limit=1000)} <= found.keys()


def test_the_ledger_comes_as_it_stood_on_a_day(ledger: Ledger) -> None:
    review(ledger)
    for day in range(1, 14):
        stood = ledger.states(f"2025-04-{day:02}")
        with ledger.at(f"2025-04-{day:02}") as snapshot:
            found = {d.record.ref: d.record for kind in KINDS for d in snapshot.details(kind)}
            articles = [v.number for v in snapshot.articles()]
        assert {ref: (r.stage, r.articles, r.status) for ref, r in found.items() if r.articles} == {
            ref: (s.line.stage, s.line.articles, s.line.status) for ref, s in stood.items()
        }
        assert articles == list(range(1, min(day, len(WIRE)) + 1))


def test_what_is_no_day_is_refused(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="“last week” is no day"), ledger.at("last week"):
        pass


def test_statements_claims_and_readings_come_from_what_counts(ledger: Ledger) -> None:
    changed = gift(url=WIRE[0].article.url, more=" It is not enough.")
    ledger.add(changed)
    with ledger.at() as snapshot:
        readings = dict(snapshot.readings())
        assert list(readings) == [2, 3, 4, 5, 6, 7]
        assert readings[7] == changed == snapshot.reading(7)
        assert (
            [s.said.article for s in snapshot.statements()]
            == [c.article for c in snapshot.claims()]
            == list(readings)
        )
        assert [(v.number, v.counts) for v in snapshot.articles()][:2] == [(1, False), (2, True)]
        (person,) = snapshot.details("person")
        assert {s.said.record for s in snapshot.statements()} == {person.record.ref}


def test_one_effect_of_two_causes_is_two_reports(ledger: Ledger) -> None:
    reading = gift("Monitor", "2025-05-01", more="\n\nSnow and strikes delay them.")
    article = reading.article
    words = {w: article.text.index(w) for w in ("Snow", "strikes", "delay them")}
    result = article.span("text", words["delay them"], words["delay them"] + 10)
    sentence = article.span("text", words["Snow"], len(article.text))
    effects = tuple(
        Effect(
            cause=Cause(field="text", start=words[w], end=words[w] + len(w), text=w), effect=result, relation="causes",
            certainty="asserted", evidence=(sentence,),
        )
        for w in ("Snow", "strikes")
    )  # fmt: skip
    ledger.add(replace(reading, effects=effects))
    with ledger.at() as snapshot:
        titles = {d.record.title: d.record.articles for d in snapshot.details("effect")}
    assert titles == {"Snow causes delay them": 1, "strikes causes delay them": 1}
    assert ledger.check() == []


def test_a_country_is_found_by_its_name_and_shown_by_it(ledger: Ledger) -> None:
    assert ledger.transfers(actor="Denmark") == ledger.transfers(actor="DNK") != []
    assert names("MDA+UKR") == ("Moldova", "Ukraine")
    assert shown("european union") == "European Union"
    assert spelled("DNK → UKR: launcher") == "Denmark → Ukraine: launcher"
    assert spelled("LVA+NOR AID launcher → MDA") == "Latvia, Norway AID launcher → Moldova"
