"""The value types and the contract."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from onrecord import Article, Entity, Figure, Reading, Speaker, Statement, json_schema
from onrecord.model import content_id

ARTICLE = Article(
    headline="US weighs troops",
    text="Milley said the US is “a ways away”.\n\nDenmark gives 20 missiles.",
    outlet="The Ledger",
    published="2025-03-03T06:00:00+00:00",
    language="en",
)
READING = Reading(
    article=ARTICLE,
    entities=(
        Entity(
            id="e1",
            name="Milley",
            kind="person",
            country="USA",
            role="general",
            mentions=(ARTICLE.span("text", 0, 6),),
        ),
    ),
    statements=(
        Statement(
            speaker=Speaker(name="Milley", entity="e1", span=ARTICLE.span("text", 0, 6)),
            anonymous=False,
            cue=ARTICLE.span("text", 7, 11),
            content=(ARTICLE.span("text", 12, 35),),
            form="mixed",
        ),
    ),
    figures=(
        Figure(
            what="missiles",
            value=20.0,
            span=ARTICLE.span("text", 52, 54),
            evidence=ARTICLE.span("text", 38, 64),
        ),
    ),
)


def test_a_reading_survives_its_json() -> None:
    assert Reading.from_json(READING.to_json()) == READING
    assert "\n" not in READING.to_json()


def test_the_keys_are_those_of_the_contract() -> None:
    data = json.loads(READING.to_json())
    assert set(data["article"]) == {
        "id",
        "url",
        "outlet",
        "headline",
        "byline",
        "published",
        "language",
        "text",
    }
    assert set(data["entities"][0]) == {"id", "name", "kind", "country", "role", "mentions"}
    assert {"speaker", "anonymous", "cue", "content", "form"} <= set(data["statements"][0])
    assert set(data["statements"][0]["speaker"]) == {"name", "role", "entity", "span"}
    assert set(data["statements"][0]["cue"]) == {"field", "start", "end", "text"}
    assert {"what", "value", "min", "max", "unit", "span", "evidence"} <= set(data["figures"][0])


def test_the_schema_names_every_key() -> None:
    schema = json_schema()
    assert set(schema["properties"]) == {"article", "entities", "statements", "figures"}
    assert set(json.loads(READING.to_json())) == set(schema["properties"])


def test_what_is_no_reading_is_refused_with_the_key_that_is_wrong() -> None:
    with pytest.raises(ValidationError, match="form"):
        Reading.from_json(READING.to_json().replace('"mixed"', '"shouted"'))


def test_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="no span 60:80 in a text of 64 characters"):
        ARTICLE.span("text", 60, 80)


def test_the_same_words_have_the_same_id() -> None:
    assert Article(headline="A", text="B", outlet="X").id == Article(headline="A", text="B", outlet="Y").id
    assert Article(headline="A", text="B").id != Article(headline="AB", text="").id


@given(st.text(), st.text())
def test_any_text_has_an_id_and_true_paragraphs(headline: str, text: str) -> None:
    article = Article(headline=headline, text=text)
    assert article.id == content_id(headline, text)
    for start, end in article.paragraphs():
        assert text[start:end].strip()
        assert "\n\n" not in text[start:end]
