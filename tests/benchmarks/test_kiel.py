"""Transfers as an analyst recorded them: what is asked for of a record, and what agrees with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from benchmarks.kiel import Record, Score, Wanted, corpus, count, likeness, paired, record_of, records, score
from onrecord.model import Article, Event, Item, Money, Party, Quantity, Reading

TEXT = "Fiji gave Chad 12 rescue boats and two fire engines worth 3 million euros."


def a_row(**changes: object) -> dict[str, object]:
    items = [
        {"item": "rescue boat", "units": "12"},
        {"item": "fire engine (used)", "units": "undisclosed"},
        {"item": "155mm artillery round", "units": "900"},
    ]
    row = {
        "id": "FJM1",
        "explanation": TEXT,
        "donor": "Fiji",
        "value": "3000000",
        "currency": "EUR",
        "items": items,
    }
    return row | changes


def an_item(words: str, value: float | None = None) -> Item:
    start = TEXT.index(words)
    span = Article(text=TEXT).span("text", start, start + len(words))
    return Item(name=words, quantity=None if value is None else Quantity(value=value), span=span)


def a_sum(amount: float, currency: str) -> Money:
    return Money(amount=amount, currency=currency, span=Article(text=TEXT).span("text", 59, 73))


def test_only_what_the_explanation_says_is_asked_for() -> None:
    assert record_of(a_row()) == Record(
        "FJM1",
        TEXT,
        "Fiji",
        (Wanted("rescue boat", 12.0), Wanted("fire engine (used)", None)),
        ("155mm artillery round",),
        (3e6, "EUR"),
    )


@pytest.mark.parametrize("changes", [{"value": "Not given"}, {"value": "4000000"}, {"currency": ""}])
def test_a_value_that_the_explanation_does_not_give_is_not_asked_for(changes: dict[str, object]) -> None:
    assert record_of(a_row(**changes)).value is None


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [
        ("rescue boat", "12 rescue boats", True),
        ("rescue boat", "patrol boats", True),
        ("ton of coal", "thermal coal", True),
        ("M113 armored personnel carrier", "M113s", True),
        ("M113 armored personnel carrier", "M113 carriers", True),
        ("Javelin anti-tank missile", "HIMARS ammunition", False),
        ("helmet", "boots", False),
        ("", "boots", False),
    ],
)
def test_likeness(a: str, b: str, *, agree: bool) -> None:
    assert bool(likeness(a, b)) is agree


def test_the_most_alike_are_paired_first() -> None:
    assert paired(["patrol boat", "rescue boat"], ["rescue boats", "patrol boats"]) == {0: 1, 1: 0}


def test_counts() -> None:
    tally = Score()
    items = [an_item("rescue boats", 12), an_item("fire engines", 2), an_item("euros")]
    count(tally, record_of(a_row()), items, [a_sum(3e6, "EUR")])
    assert (tally.items.right, tally.items.gold, tally.items.given) == (2, 2, 3)
    assert (tally.units.right, tally.units.gold) == (1, 1)
    assert (tally.value.right, tally.value.gold) == (1, 1)


@pytest.mark.parametrize(
    ("units", "sums"), [(13, [a_sum(3e6, "USD")]), (None, [a_sum(2e6, "EUR")]), (None, [])]
)
def test_wrong_numbers_are_wrong(units: float | None, sums: list[Money]) -> None:
    tally = Score()
    count(tally, record_of(a_row()), [an_item("rescue boats", units)], sums)
    assert (tally.units.right, tally.units.gold) == (0, 1)
    assert (tally.value.right, tally.value.gold) == (0, 1)


def test_the_events_of_the_reading_are_scored_beside_the_phrases() -> None:
    def reader(article: Article, doc: Doc) -> Reading:
        assert doc.text == article.text
        span = article.span("text", 0, 4)
        event = Event(
            type="AID",
            trigger=span,
            stage="done",
            evidence=(),
            actor=(Party(name="Fiji", country="FJI"),),
            items=(an_item("rescue boats", 12),),
            value=a_sum(3e6, "EUR"),
        )
        return Reading(article=article, events=(event,))

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    phrases, events = score([record_of(a_row())], nlp, reader)
    assert phrases.items.gold == 2
    assert (events.items.right, events.items.gold, events.items.given) == (1, 2, 1)
    assert events.donor.recall == events.value.recall == events.units.recall == 1


def test_the_file_is_read_from_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "assistance"
    folder.mkdir()
    (folder / "kiel.json").write_text(json.dumps([a_row(), a_row(id="FJM2")]), encoding="utf-8")
    assert corpus(tmp_path, "dev") == [folder / "kiel.json"]
    assert [r.number for r in records(folder / "kiel.json")] == ["FJM1", "FJM2"]


def test_the_shipped_reading_finds_what_is_asked_for(nlp: Language) -> None:
    phrases, _ = score([record_of(a_row())], nlp, lambda article, _: Reading(article=article))
    assert phrases.items.f1 == phrases.units.recall == phrases.value.recall == 1
