"""Who does what to whom, in sentences as the news has them."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord
from onrecord.model import Article, Event


def events_of(text: str, nlp: Language) -> tuple[Event, ...]:
    """The events of a text."""
    return onrecord.read(Article(text=text), nlp).events


@pytest.mark.parametrize(
    ("text", "type_", "actor", "recipient"),
    [
        ("Twelve howitzers were sent to Ukraine by Norway.", "AID", ["NOR"], ["UKR"]),
        ("Norway and Sweden gave Ukraine 12 howitzers and 40 trucks.", "AID", ["NOR", "SWE"], ["UKR"]),
        ("Ukraine received 12 howitzers from Norway.", "AID", ["NOR"], ["UKR"]),
        ("Kenya accused Uganda of arming the rebels.", "ACCUSE", ["KEN"], ["UGA"]),
        ("Canada imposed sanctions on Belarus.", "SANCTION", ["CAN"], ["BLR"]),
        ("Police in Uganda arrested an opposition leader on Friday.", "COERCE", ["UGA"], None),
        ("Sudanese troops shelled a village.", "ASSAULT", ["SDN"], None),
        ("Ugandan warplanes struck a camp.", "ASSAULT", ["UGA"], None),
        ("Kenya condemned the attack.", "ACCUSE", ["KEN"], None),
    ],
)
def test_first_event(
    text: str, type_: str, actor: list[str], recipient: list[str] | None, nlp: Language
) -> None:
    event = events_of(text, nlp)[0]
    assert event.type == type_
    assert [p.country for p in event.actor] == actor
    if recipient is not None:
        assert [p.country for p in event.recipient] == recipient


@pytest.mark.parametrize(
    "text",
    [
        "Shares rallied in Tokyo on hopes of lower interest rates.",
        "A bus crash in Peru killed twelve people.",
        "Kenya beat Uganda 2-1 in the final in Kampala.",
        "Wildfires destroyed 300 houses in Portugal.",
        "The flood cut off three villages in Bosnia.",
    ],
)
def test_what_is_no_event(text: str, nlp: Language) -> None:
    assert events_of(text, nlp) == ()


def test_negation(nlp: Language) -> None:
    (event,) = events_of("Norway did not send Ukraine any howitzers.", nlp)
    assert event.negated
