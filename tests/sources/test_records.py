"""Articles in JSON: any usual names, any usual shape, and a plain word for each record that is none."""

from __future__ import annotations

import json
from typing import Any

import pytest

from onrecord.model import Article
from onrecord.sources.failure import UnreadableError
from onrecord.sources.fields import Fields, field_map
from onrecord.sources.records import parse, read_record, records

TEXT = "The port of Brevik will reopen on Monday.\n\n“It is cleared,” said Sunniva Aas, who runs it."
USUAL = Fields({})


def test_a_record_with_every_field():
    record = {
        "id": 17, "headline": "Port reopens - at last", "text": TEXT, "url": "https://gazette.example/port",
        "outlet": "Harbour Gazette", "byline": "By Jana Reed", "published": "14 March 2025", "language": "en-GB",
        "shares": 14,
    }  # fmt: skip
    assert read_record(record, USUAL) == Article(
        headline="Port reopens - at last", text=TEXT, id="17", url="https://gazette.example/port",
        outlet="Harbour Gazette", byline="Jana Reed", published="2025-03-14", language="en",
    )  # fmt: skip


def test_a_site_name_in_a_headline_is_cut_off():
    record = {"title": "Port of Brevik reopens | Harbour Gazette", "source": "Harbour Gazette", "body": TEXT}
    assert read_record(record, USUAL).headline == "Port of Brevik reopens"


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        ({"title": "Port reopens"}, "headline", "Port reopens"),
        ({"headline": None, "title": "Port reopens"}, "headline", "Port reopens"),
        ({"Title": "Port reopens"}, "headline", "Port reopens"),
        ({"title": {"rendered": "Port reopens"}}, "headline", "Port reopens"),
        ({"publisher": {"@type": "Organization", "name": "Gazette"}}, "outlet", "Gazette"),
        ({"author": {"name": "Jana Reed"}}, "byline", "Jana Reed"),
        (
            {"authors": ["Jana Reed", {"name": "Paul Moss"}, "Ann Lee"]},
            "byline",
            "Jana Reed, Paul Moss and Ann Lee",
        ),
        ({"author": 7}, "byline", None),
        ({"date": "2025-03-14T17:30:00Z"}, "published", "2025-03-14T17:30:00Z"),
        ({"published_at": 1741973400}, "published", "2025-03-14T17:30:00Z"),
        ({"date": {"year": 2025}}, "published", None),
        ({"date": "03/04/2025"}, "published", None),
        ({"url": ""}, "url", None),
        ({"language": "klingon"}, "language", "en"),
    ],
)
def test_other_names_and_shapes(record: dict[str, Any], field: str, value: str | None):
    assert getattr(read_record({**record, "text": TEXT}, USUAL), field) == value


def test_the_text_is_taken_as_it_is():
    """Offsets into a record's text hold in the article: nothing is taken for furniture."""
    text = "By Monitor Correspondent\n\nRead more: the  tide tables.\n\n12:40\n\n• 14 ships\n\nThe port – reopens."
    assert read_record({"text": text}, USUAL).text == text


def test_but_for_paragraphs_unseen_characters_and_the_title():
    record = {
        "headline": "Port reopens",
        "text": "Port reopens\r\n\r\nThe\xa0port.\n\n\n\nThe\u200b ships.\nThe jetty. ",
    }
    assert read_record(record, USUAL).text == "The port.\n\nThe ships.\n\nThe jetty."


def test_text_as_a_list_of_paragraphs_or_of_their_sentences():
    record = {"body-paragraphs": [["The port reopens.", "It was time."], ["Ships wait."]]}
    assert read_record(record, USUAL).text == "The port reopens. It was time.\n\nShips wait."
    assert read_record({"paragraphs": ["One.", {"text": "Two."}]}, USUAL).text == "One.\n\nTwo."


def test_text_with_markup():
    record = {"content": {"rendered": "<p>The port <a href='/x'>reopens</a>.</p>\n<ul><li>14&nbsp;ships</li></ul><script>x()</script><p>It was<br><br>time.</p>"}}  # fmt: skip
    assert read_record(record, USUAL).text == "The port reopens.\n\n• 14 ships\n\nIt was\n\ntime."


def test_a_sign_of_less_is_no_markup():
    assert read_record({"text": "Unemployment is < 4 per cent, and growth > 2."}, USUAL).text.startswith(
        "Unemployment is <"
    )


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"headline": "Port reopens"}, "This record has no text."),
        ({"text": "  \n"}, "This record has no text."),
        ({"text": 5}, "The text of this record is a number, not text."),
        ({"text": ["One.", 2]}, "The text of this record is a list with a number in it."),
        ({"text": "One.", "headline": ["a"]}, "The headline of this record is a list, not text."),
        ({"text": "One.", "url": True}, "The url of this record is true or false, not text."),
        ([1], "This record is a list, not an object."),
        ("One.", "This record is a text, not an object."),
        (None, "This record is null, not an object."),
    ],
)
def test_a_record_that_is_none(record: Any, reason: str):
    with pytest.raises(UnreadableError) as caught:
        read_record(record, USUAL)
    assert caught.value.reason == reason
    assert "--map" in caught.value.hint


def test_names_of_your_own():
    fields = Fields(field_map("headline=hl, text=article.body,byline=credits.0.name,url=meta.url"))
    record = {
        "hl": "Port of Brevik reopens",
        "title": "not this",
        "article": {"body": TEXT},
        "credits": [{"name": "Jana Reed"}],
        "meta.url": "https://gazette.example/port",
    }
    assert read_record(record, fields) == Article(
        headline="Port of Brevik reopens", text=TEXT, byline="Jana Reed", url="https://gazette.example/port", language="en"
    )  # fmt: skip
    with pytest.raises(UnreadableError) as caught:
        read_record({"text": TEXT}, fields)
    assert (
        caught.value.hint
        == 'An article is an object with "article.body"; name another field with --map text=NAME.'
    )


@pytest.mark.parametrize(
    ("spelled", "message"),
    [
        ("headline", '"headline" is no pair'),
        ("headline=", '"headline=" is no pair'),
        ("titel=hl", 'Articles have no field "titel"; they have headline, text, '),
    ],
)
def test_a_map_that_is_none(spelled: str, message: str):
    with pytest.raises(ValueError, match=message):
        field_map(spelled)


@pytest.mark.parametrize(
    "value",
    [
        {"text": TEXT},
        [{"text": TEXT}],
        {"articles": [{"text": TEXT}]},
        {"status": "ok", "totalResults": 1, "results": [{"text": TEXT}], "tags": ["a"]},
    ],
)
def test_one_record_in_every_shape(value: Any):
    assert records(value, USUAL) == [{"text": TEXT}]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ([], "This JSON is an empty list."),
        ({}, "This JSON holds no article."),
        (5, "This JSON holds no article."),
        ({"news": [{}], "old": [{}]}, "This JSON object has several lists: news, old."),
    ],
)
def test_no_record_in_any(value: Any, reason: str):
    with pytest.raises(UnreadableError) as caught:
        records(value, USUAL)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ('{"text": "abc', "This is not valid JSON: unterminated string starting at column 10."),
        (
            '{"text": "abc"\n "url": 5}',
            "This is not valid JSON: expecting ',' delimiter at line 2, column 2.",
        ),
        ("[" * 100_000, "This JSON is nested too deeply to be an article."),
        ('{"a":' * 100_000 + "1" + "}" * 100_000, "This JSON is nested too deeply to be an article."),
        ('{"text": ' + "1" * 5000 + "}", "This JSON has a number that is too long to be one."),
    ],
)
def test_what_is_no_json(source: str, reason: str):
    with pytest.raises(UnreadableError) as caught:
        parse(source)
    assert caught.value.reason == reason


def test_a_record_that_was_read_reads_the_same_again():
    article = read_record({"title": "Port of Brevik reopens", "text": TEXT, "id": "x"}, USUAL)
    record = {name: getattr(article, name) for name in ("headline", "text", "id", "language")}
    assert read_record(json.loads(json.dumps(record)), USUAL) == article
