"""Events in the columns of aid trackers."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from inline_snapshot import snapshot

from onrecord.exports import WRITERS, transfers
from onrecord.model import Article, Event, Item, Money, Party, Quantity, Reading
from tests.launchers import READING, at

GIFT = READING.events[0]


def read_back(*readings: Reading) -> list[dict[str, str]]:
    text = "".join(transfers.lines(readings))
    return list(csv.DictReader(io.StringIO(text, newline="")))


def row(**changes: Any) -> dict[str, str]:
    return read_back(replace(READING, events=(replace(GIFT, **changes),)))[0]


def test_an_event_is_a_row_in_the_columns_of_trackers():
    assert {name: cell for name, cell in row().items() if cell} == snapshot(
        {
            "article": "4244962211244f04",
            "event": "1",
            "type": "AID",
            "mode": "military",
            "donor": "Norway",
            "donor_country": "NOR",
            "recipient": "Moldova",
            "recipient_country": "MDA",
            "item": "launchers; radars",
            "class": "launcher; ",
            "units": "2; ",
            "units_state": "stated; undisclosed",
            "unit": "battery; ",
            "value": "1100000000",
            "currency": "NOK",
            "value_state": "stated",
            "stage": "pledged",
            "negated": "false",
            "uncertain": "false",
            "approver": "Parliament",
            "date": "../2026-12-31",
            "said_by": "Kari Solberg, Defence Minister",
            "sentence": "OSLO - Norway will give Moldova two batteries of launchers and an undisclosed number of radars worth 1.1 billion Norwegian crowns before 2027, Defence Minister Kari Solberg said on Thursday. Parliament still has to approve the gift.",
            "headline": "Norway sends launchers to Moldova",
            "outlet": "The Ledger, Bergen",
            "published": "2025-03-06T10:05:00Z",
            "url": "https://ledger.example/launchers",
        }
    )


def test_every_event_is_a_row_under_one_header():
    table = read_back(READING, READING)
    assert [(r["event"], r["type"], r["stage"], r["negated"]) for r in table] == [
        ("1", "AID", "pledged", "false"),
        ("2", "MOBILIZE", "done", "true"),
    ] * 2
    assert tuple(table[0]) == transfers.COLUMNS


def test_an_event_that_the_network_alone_finds_is_uncertain():
    (first, *_) = READING.events
    alone = replace(READING, events=(replace(first, frame="~/AID"), first))
    assert [r["uncertain"] for r in read_back(alone)] == ["true", "false"]


def test_without_readings_there_is_still_a_header():
    assert list(transfers.lines([])) == [",".join(transfers.COLUMNS) + "\r\n"]


def test_several_items_keep_their_order_in_every_cell():
    items = (
        Item(name="launchers", category="launcher", quantity=Quantity(value=2.0), span=at("launchers")),
        Item(name="crews", span=at("radars")),
        Item(name="radars", quantity=Quantity(min=3.0, max=4.5), span=at("radars")),
    )
    told = row(items=items)
    assert [told[name] for name in ("item", "class", "units", "units_min", "units_max", "unit")] == [
        "launchers; crews; radars",
        "launcher; ; ",
        "2; ; ",
        "; ; 3",
        "; ; 4.5",
        "",
    ]


def test_what_is_not_known_is_empty_and_no_zero():
    told = row(items=(), value=Money(span=at("radars")), date=None, approver=None, attribution=None)
    assert {told[name] for name in ("units", "value", "currency", "date", "approver", "said_by")} == {""}


@pytest.mark.parametrize("name", ["=1+1", "+49 team", "-minus", "@home"])
def test_a_cell_that_a_spreadsheet_would_run_is_led_in_by_an_apostrophe(name: str):
    assert row(actor=(Party(name=name),))["donor"] == f"'{name}"


def test_donors_stand_beside_their_countries():
    told = row(actor=(Party(name="Norway", country="NOR"), Party(name="a fund")))
    assert (told["donor"], told["donor_country"]) == ("Norway; a fund", "NOR; ")


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_any_sentence_comes_back_as_it_stood(text: str):
    article = Article(headline=text, text=text)
    whole = article.span("text", 0, len(text))
    reading = Reading(
        article=article, events=(Event(type="AID", trigger=whole, stage="done", evidence=(whole,)),)
    )
    (told,) = read_back(reading)
    assert told["sentence"] in (text, f"'{text}")


def test_the_json_of_the_contract_is_a_form_as_well():
    assert [Reading.from_json(line) for line in WRITERS["json"]([READING])] == [READING]
