"""Spans as W3C Web Annotations."""

from __future__ import annotations

import json

from onrecord.exports import WRITERS
from tests.launchers import READING

ANNOTATIONS = [json.loads(line) for line in WRITERS["annotations"]([READING])]


def test_everything_that_is_read_is_annotated_once():
    claims = READING.headline.claims if READING.headline else ()
    count = len(READING.statements) + len(READING.events) + len(READING.effects) + len(claims)
    assert len(ANNOTATIONS) == count > 0
    assert len({a["id"] for a in ANNOTATIONS}) == count


def test_both_selectors_find_the_same_words():
    for annotation in ANNOTATIONS:
        assert annotation["@context"] == "http://www.w3.org/ns/anno.jsonld"
        assert annotation["type"] == "Annotation"
        for target in annotation["target"]:
            of_headline = target["source"].endswith("#headline")
            whole = READING.article.headline if of_headline else READING.article.text
            quote, position = target["selector"]
            assert quote["type"] == "TextQuoteSelector"
            assert position["type"] == "TextPositionSelector"
            words = whole[position["start"] : position["end"]]
            assert words == quote["exact"]
            assert quote["prefix"] + words + quote["suffix"] in whole
