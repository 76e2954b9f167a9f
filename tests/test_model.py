"""The value types and the contract."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from spacy.language import Language

import onrecord
from onrecord import Article, Entity, Figure, Reading, Speaker, Statement, json_schema
from onrecord.model import content_id
from onrecord.sources import articles
from tests.launchers import READING as LAUNCHERS

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


def test_the_keys_of_events_effects_checks_and_conflicts_are_those_of_the_contract() -> None:
    told = json.loads(LAUNCHERS.to_json())
    event = told["events"][0]
    assert set(event) == {
        "type", "mode", "trigger", "actor", "recipient", "items", "value", "stage", "negated", "approver", "date",
        "place", "attribution", "evidence", "frame", "cues",
    }  # fmt: skip
    assert set(event["actor"][0]) == {"name", "entity", "country", "span"}
    assert set(event["items"][0]) == {"name", "class", "quantity", "span"}
    assert set(event["items"][0]["quantity"]) == {"value", "min", "max", "unit", "state", "span"}
    assert set(event["value"]) == {"amount", "currency", "state", "span"}
    assert set(event["date"]) == {"value", "span"}
    assert set(event["cues"][0]) == {"says", "span"}
    effect = told["effects"][0]
    assert set(effect) == {"cause", "effect", "relation", "certainty", "attribution", "evidence"}
    assert set(effect["cause"]) == {"field", "start", "end", "text", "event", "entity"}
    assert set(told["headline"]) == {"verdict", "claims"}
    assert set(told["headline"]["claims"][0]) == {"span", "verdict", "reason", "evidence"}
    assert set(told["conflicts"][0]) == {"kind", "a", "b", "reason"}


def test_the_schema_names_every_key() -> None:
    schema = json_schema()
    assert set(schema["properties"]) == {
        "article", "entities", "statements", "events", "effects", "headline", "figures", "conflicts",
    }  # fmt: skip
    assert set(json.loads(READING.to_json())) == set(schema["properties"])
    assert "class" in schema["$defs"]["Item"]["properties"]


BARE = Reading(article=Article(text="Rain."))


@pytest.mark.parametrize("reading", [READING, LAUNCHERS, BARE], ids=["statement", "launchers", "bare"])
def test_a_reading_fits_the_schema(reading: Reading) -> None:
    assert misfits(json.loads(reading.to_json()), json_schema()) == []
    assert Reading.from_json(reading.to_json()) == reading


def test_every_reading_of_the_wire_fits_the_schema(wire: Path, nlp: Language) -> None:
    read = [onrecord.read(a, nlp) for a in articles([wire]) if isinstance(a, Article)]
    assert len(read) > 10
    assert [wrong for reading in read for wrong in misfits(reading.to_dict(), json_schema())] == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('"stage":"pledged"', '"stage":"hoped"'),
        ('"negated":false', '"negated":"perhaps"'),
        ('"value":2.0', '"value":"two"'),
        ('"currency":"NOK"', '"currency":5'),
        ('"class":"launcher"', '"class":[]'),
    ],
)
def test_what_breaks_the_contract_does_not_fit_the_schema(right: str, wrong: str) -> None:
    broken = LAUNCHERS.to_json().replace(right, wrong, 1)
    assert misfits(json.loads(broken), json_schema()) != []
    with pytest.raises(ValidationError):
        Reading.from_json(broken)


def misfits(
    value: Any, schema: dict[str, Any], root: dict[str, Any] | None = None, at: str = "$"
) -> list[str]:
    """Where a value does not fit a JSON Schema: the keywords that ours has, and no others."""
    root = root or schema
    known = {
        "$defs", "$ref", "anyOf", "const", "default", "description", "enum", "items", "properties", "required",
        "title", "type",
    }  # fmt: skip
    assert set(schema) <= known, f"{at}: {set(schema) - known}"
    if "$ref" in schema:
        return misfits(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root, at)
    if "anyOf" in schema:
        tried = [misfits(value, option, root, at) for option in schema["anyOf"]]
        return [] if [] in tried else tried[0]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{at}: {value!r} is none of {schema['enum']}"]
    types: dict[str, Any] = {
        "object": dict, "array": list, "string": str, "number": (int, float), "integer": int, "boolean": bool,
        "null": type(None),
    }  # fmt: skip
    right = isinstance(value, types[schema["type"]]) and (
        isinstance(value, bool) == (schema["type"] == "boolean")
    )
    if not right:
        return [f"{at}: {value!r} is no {schema['type']}"]
    wrong = [f"{at}: no {key}" for key in schema.get("required", []) if key not in value]
    if schema["type"] == "array":
        for i, entry in enumerate(value):
            wrong += misfits(entry, schema["items"], root, f"{at}[{i}]")
    elif schema["type"] == "object":
        wrong += [f"{at}: {key} is not described" for key in value if key not in schema["properties"]]
        for key in value.keys() & schema["properties"].keys():
            wrong += misfits(value[key], schema["properties"][key], root, f"{at}.{key}")
    return wrong


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
