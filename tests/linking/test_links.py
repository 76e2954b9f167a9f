"""Links are the contract: what `to_dict` gives, `from_dict` takes back without loss."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from onrecord.linking import (
    Copy,
    Corroboration,
    Difference,
    Evidence,
    Links,
    Passage,
    Quotation,
    Rewrite,
    Side,
    Story,
    Variant,
)
from onrecord.model import Span

SPAN = Span("text", 4, 14, "ready soon")
PLAIN = {"field": "text", "start": 4, "end": 14, "text": "ready soon"}

LINKS = Links(
    stories=(Story(id="s1", title="Norway sends boats", articles=("a", "b")),),
    copies=(
        Copy(
            earlier="a",
            later="b",
            share=0.8,
            share_earlier=0.5,
            passages=(Passage(earlier=SPAN, later=SPAN),),
        ),
    ),
    rewrites=(Rewrite(earlier="a", later="c", reason="It keeps the order.", aligned=((SPAN, SPAN),)),),
    quotations=(
        Quotation(
            id="q1",
            speaker="Kari Solberg",
            variants=(
                Variant(
                    article="a",
                    field="text",
                    start=4,
                    end=14,
                    text="ready soon",
                    form="direct",
                    verdict="verbatim",
                    reference=True,
                ),
            ),
        ),
    ),
    differences=(
        Difference(
            story="s1",
            kind="number",
            what="boats",
            sides=(
                Side(value="4", articles=("a",), evidence=(Evidence.of("a", SPAN),)),
                Side(value="5", articles=("b",)),
            ),
        ),
    ),
    corroboration=(Corroboration(story="s1", groups=(("a", "b"), ("c",))),),
)


def test_links_are_the_json_of_the_contract():
    assert LINKS.to_dict() == {
        "stories": [{"id": "s1", "title": "Norway sends boats", "articles": ["a", "b"]}],
        "copies": [
            {
                "earlier": "a",
                "later": "b",
                "share": 0.8,
                "share_earlier": 0.5,
                "passages": [{"earlier": PLAIN, "later": PLAIN}],
            }
        ],
        "rewrites": [
            {"earlier": "a", "later": "c", "reason": "It keeps the order.", "aligned": [[PLAIN, PLAIN]]}
        ],
        "quotations": [
            {
                "id": "q1",
                "speaker": "Kari Solberg",
                "variants": [
                    {
                        "article": "a",
                        **PLAIN,
                        "parts": [],
                        "form": "direct",
                        "verdict": "verbatim",
                        "reference": True,
                        "differs": [],
                        "reason": "",
                    }
                ],
            }
        ],
        "differences": [
            {
                "story": "s1",
                "kind": "number",
                "what": "boats",
                "update": False,
                "sides": [
                    {"value": "4", "articles": ["a"], "evidence": [{"article": "a", **PLAIN}]},
                    {"value": "5", "articles": ["b"], "evidence": []},
                ],
            }
        ],
        "corroboration": [{"story": "s1", "groups": [["a", "b"], ["c"]]}],
    }


def test_links_come_back_from_json_as_they_were():
    assert Links.from_dict(json.loads(LINKS.to_json())) == LINKS
    assert Links.from_dict(Links().to_dict()) == Links()


def test_a_verdict_that_there_is_not_is_named():
    wrong = LINKS.to_dict()
    wrong["quotations"][0]["variants"][0]["verdict"] = "misheard"
    with pytest.raises(ValidationError, match=r"quotations.*verdict"):
        Links.from_dict(wrong)


def test_a_variant_is_a_span_of_its_article():
    assert LINKS.quotations[0].variants[0].span == SPAN
