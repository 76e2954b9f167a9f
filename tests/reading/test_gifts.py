"""Gifts of money and goods, whoever gives them and in however few words."""

from __future__ import annotations

import re

import pytest
from spacy.language import Language

import onrecord
from onrecord.model import Article, Event
from onrecord.tables import alternatives, rows

ENTRIES = rows("onrecord.reading.knowledge", "gift_words.tsv", columns=3)


def gifts(text: str, nlp: Language) -> list[Event]:
    """The gifts that a text tells of."""
    return [e for e in onrecord.read(Article(text=text), nlp).events if e.type == "AID"]


def givers(event: Event) -> list[str | None]:
    """The states that give."""
    return [p.country for p in event.actor]


@pytest.mark.parametrize(
    ("text", "amount", "recipient"),
    [
        ("AUD 27 million in humanitarian aid for Kenya.", 27e6, ["KEN"]),
        ("Donation worth 3 million USD to Kenya.", 3e6, ["KEN"]),
        ("The list names 40 million kroner in loans for Kenya.", 40e6, ["KEN"]),
        ("€3 million for a field hospital in Kenya", 3e6, ["KEN"]),
    ],
)
def test_a_gift_without_a_verb_of_giving(
    text: str, amount: float, recipient: list[str], nlp: Language
) -> None:
    (event,) = gifts(text, nlp)
    assert event.value is not None
    assert event.value.amount == amount
    assert [p.country for p in event.recipient] in (recipient, [])


def test_a_point_of_a_list_is_a_gift(nlp: Language) -> None:
    (event,) = gifts("Four patrol boats and 30 trailers for Kenya.", nlp)
    assert [i.name for i in event.items] == ["patrol boats", "trailers"]
    assert [p.country for p in event.recipient] == ["KEN"]


@pytest.mark.parametrize(
    "text",
    [
        "And the money for the courts of Kenya?",
        "A long road.",
        "Two tanks on a road near Nairobi.",
        "The company took a loan of 3 million dollars.",
    ],
)
def test_what_is_no_gift(text: str, nlp: Language) -> None:
    assert gifts(text, nlp) == []


@pytest.mark.parametrize(
    ("text", "giver", "amount"),
    [
        ("Norway has approved CHF 5.5 million to rebuild schools in Kenya.", ["NOR"], 5.5e6),
        ("Norway supports Kenya with 3 million euros.", ["NOR"], 3e6),
        ("Norway is providing a total of EUR 4.5 million to rebuild schools in Kenya.", ["NOR"], 4.5e6),
        ("Norway's humanitarian aid to Kenya amounts to 185 million EUR.", ["NOR"], 185e6),
        ("As part of a package worth EUR 102 million, Norway sends EUR 15 million to Kenya.", ["NOR"], 15e6),
    ],
)
def test_sums_that_are_given(text: str, giver: list[str], amount: float, nlp: Language) -> None:
    event = gifts(text, nlp)[0]
    assert givers(event) == giver
    assert event.value is not None
    assert event.value.amount == amount


def test_a_headline_with_an_infinitive_is_a_promise(nlp: Language) -> None:
    (event,) = gifts("Latvia to supply air defence systems to Kenya.", nlp)
    assert (givers(event), event.stage) == (["LVA"], "pledged")


def test_who_is_given_something_in_the_passive_receives_it(nlp: Language) -> None:
    (event,) = gifts("Kenya was given twelve howitzers by Norway.", nlp)
    assert givers(event) == ["NOR"]
    assert [p.country for p in event.recipient] == ["KEN"]
    assert [i.name for i in event.items] == ["howitzers"]


@pytest.mark.parametrize(
    "text",
    [
        "Norway backs Kenya. The Ministry of Defence sent Kenya twelve howitzers.",
        "Norway sent Kenya twelve howitzers. Tents were also delivered to Kenya.",
        "The Norwegian government met. The country has supplied Kenya with twelve howitzers.",
    ],
)
def test_the_one_giver_of_a_text_is_understood(text: str, nlp: Language) -> None:
    assert {c for e in gifts(text, nlp) for c in givers(e)} == {"NOR"}


@pytest.mark.parametrize(
    "text",
    [
        "Norway sent Kenya twelve howitzers. Denmark sent Kenya tents. Kenya has received boats.",
        "Norway and Denmark met. Twelve howitzers were sent to Kenya.",
    ],
)
def test_of_two_givers_none_is_understood(text: str, nlp: Language) -> None:
    assert givers(gifts(text, nlp)[-1]) == []


def test_what_a_later_sentence_adds_is_kept(nlp: Language) -> None:
    text = "Norway will send tents and blankets to Kenya. It will also send tents and generators to Kenya."
    items = {i.name for e in gifts(text, nlp) for i in e.items}
    assert items == {"tents", "blankets", "generators"}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e[0])
def test_the_example_of_a_list_has_one_of_its_words(entry: tuple[str, ...]) -> None:
    _, words, example = entry
    assert set(re.findall(r"\w+", example.lower())) & set(alternatives(words))
