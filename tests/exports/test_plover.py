"""Event records of political science."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any, get_args

import pytest
from inline_snapshot import snapshot

from onrecord.exports import plover
from onrecord.model import Article, Event, Party, Reading, Speaker, Stage, Statement
from onrecord.tables import rows
from tests.launchers import READING, at

GIFT = READING.events[0]


def records(reading: Reading = READING) -> list[dict[str, Any]]:
    return [json.loads(line) for line in plover.lines([reading])]


def event(**changes: Any) -> dict[str, Any]:
    return records(replace(READING, events=(replace(GIFT, **changes),)))[0]


def test_an_event_is_a_record_in_the_keys_of_the_plover_coder():
    record = records()[0]
    assert record.pop("version").startswith("onrecord ")
    assert record == snapshot(
        {
            "id": "4244962211244f04_1_AID",
            "date": "../2026-12-31",
            "date_raw": "before 2027",
            "event_type": "AID",
            "event_mode": ["military"],
            "contexts": ["military"],
            "cameo": "03",
            "stage": "pledged",
            "negated": False,
            "attributes": {
                "ACTOR": [{"text": "Norway", "country": "NOR", "qa_start_char": 7, "qa_end_char": 13}],
                "RECIP": [{"text": "Moldova", "country": "MDA", "qa_start_char": 24, "qa_end_char": 31}],
                "LOC": [],
            },
            "said_by": "Kari Solberg, Defence Minister",
            "event_text": "OSLO - Norway will give Moldova two batteries of launchers and an undisclosed number of radars worth 1.1 billion Norwegian crowns before 2027, Defence Minister Kari Solberg said on Thursday. Parliament still has to approve the gift.",
            "headline": "Norway sends launchers to Moldova",
            "pub_date": "2025-03-06",
            "publisher": "The Ledger, Bergen",
            "url": "https://ledger.example/launchers",
            "story_id": "4244962211244f04",
            "story_people": ["Kari Solberg"],
            "story_orgs": ["Romania's foreign ministry"],
            "story_locs": ["Norway", "Moldova"],
        }
    )


def test_each_event_and_each_statement_is_one_line():
    assert [(r["id"].split("_", 1)[1], r["event_type"], r["cameo"]) for r in records()] == [
        ("1_AID", "AID", "03"),
        ("2_MOBILIZE", "MOBILIZE", None),
        ("s1_STATEMENT", None, "01"),
        ("s2_STATEMENT", None, "01"),
        ("s3_APPEAL", None, "02"),
        ("s4_STATEMENT", None, "01"),
    ]
    assert all(line.endswith("\n") and line.count("\n") == 1 for line in plover.lines([READING]))


def test_all_records_have_the_same_keys():
    assert len({tuple(record) for record in records()}) == 1


def test_a_speaker_is_the_actor_of_a_statement_with_the_country_spoken_for():
    assert [r["attributes"]["ACTOR"] for r in records()[4:]] == [
        [
            {
                "text": "Romania's foreign ministry",
                "country": "ROU",
                "qa_start_char": 293,
                "qa_end_char": 319,
            }
        ],
        [{"text": "two officials", "country": None, "qa_start_char": 391, "qa_end_char": 404}],
    ]


def test_nobody_is_made_up_for_a_quotation_without_a_speaker():
    bare = Statement(speaker=None, anonymous=False, cue=None, content=(at("The radars"),), form="direct")
    (record,) = records(Reading(article=READING.article, statements=(bare,)))
    assert (record["attributes"]["ACTOR"], record["cameo"]) == ([], "01")


def test_a_statement_that_is_an_event_is_no_second_record():
    told = Statement(
        speaker=Speaker(name="Norway"),
        anonymous=False,
        cue=at("will give"),
        content=(at("Moldova"),),
        form="indirect",
    )
    reading = replace(READING, events=(replace(GIFT, attribution=None),), statements=(told,))
    assert [r["event_type"] for r in records(reading)] == ["AID"]


def test_what_did_not_happen_has_no_code_of_cameo():
    assert (event(negated=True)["negated"], event(negated=True)["cameo"]) == (True, None)


@pytest.mark.parametrize(
    ("stage", "cameo"),
    [("requested", None), ("considered", "01"), ("pledged", "03"), ("done", "07"), ("refused", "12")],
)
def test_aid_that_is_promised_is_not_yet_aid_to_cameo(stage: Stage, cameo: str | None):
    assert (event(stage=stage)["event_type"], event(stage=stage)["cameo"]) == ("AID", cameo)


def test_a_date_that_the_text_does_not_give_is_not_made_up():
    record = event(date=None)
    assert (record["date"], record["date_raw"], record["pub_date"]) == (None, None, "2025-03-06")


def test_an_actor_that_is_only_understood_has_no_place_in_the_text():
    (actor,) = event(actor=(Party(name="Norway", country="NOR"),))["attributes"]["ACTOR"]
    assert (actor["country"], actor["qa_start_char"], actor["qa_end_char"]) == ("NOR", None, None)


def test_every_stage_of_aid_is_in_the_table():
    told = {(mode, stage): event(mode=mode, stage=stage) for mode in (None, "military", "economic", "humanitarian")
            for stage in get_args(Stage)}  # fmt: skip
    assert [key for key, r in told.items() if (r["cameo"] is None) != (key[1] == "requested")] == []
    assert {mode: r["contexts"] for (mode, _), r in told.items()} == {
        None: [],
        "military": ["military"],
        "economic": ["economic"],
        "humanitarian": [],
    }


def test_a_type_that_the_table_does_not_know_is_exported_without_codes():
    record = event(type="FESTIVAL", mode=None)
    assert (record["event_type"], record["cameo"], record["contexts"]) == ("FESTIVAL", None, [])


def said(cue: str, content: str) -> Statement:
    article = Article(text=f"{cue} {content}")
    return Statement(
        speaker=Speaker(name="Kyiv"),
        anonymous=False,
        cue=article.span("text", 0, len(cue)),
        content=(article.span("text", len(cue) + 1, len(article.text)),),
        form="indirect",
    )


@pytest.mark.parametrize(("forms", "example"), rows("onrecord.exports", "appeals.tsv", 2))
def test_a_cue_of_asking_makes_an_appeal(forms: str, example: str):
    found = re.fullmatch(r"(.+) \[(.+)\] (.+)", example)
    assert found is not None, f"no cue in brackets: {example}"
    assert found[2] in forms.split("|")
    assert plover.is_appeal(said(found[2], found[3]))


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("said", "it would send launchers"),
        ("asked", "whether the launchers had left"),
        ("asked", "“Where are they?”"),
        ("masked", "for a delay"),
        ("asked", "not to be named"),
        ("asked", "that her name be left out"),
        ("requested", "to remain anonymous"),
    ],
)
def test_other_cues_and_questions_make_none(cue: str, content: str):
    assert not plover.is_appeal(said(cue, content))


def test_a_cue_of_several_words_makes_an_appeal():
    assert plover.is_appeal(said("has repeatedly called  for", "a truce"))


def test_of_an_event_in_the_headline_no_offset_into_the_text_is_given():
    headline = Article(headline="Norway sends launchers", text="It will.")
    span = headline.span("headline", 0, 6)
    told = Event(
        type="AID", trigger=span, actor=(Party(name="Norway", span=span),), stage="done", evidence=(span,)
    )
    (record,) = records(Reading(article=headline, events=(told,)))
    assert record["attributes"]["ACTOR"][0]["qa_start_char"] is None
