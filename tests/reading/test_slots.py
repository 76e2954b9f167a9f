"""Roles that the grammar leaves open, in sentences of the news."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord
from onrecord import Article
from onrecord.language.events import roles


def test_each_word_has_its_chance_of_a_role(nlp: Language) -> None:
    doc = nlp("Rain fell.\n\nNorway trucked forty stretchers worth 9,000 euros to Ukraine on Monday.")
    trigger = next(t for t in doc if t.text == "trucked")
    for role, word in (
        ("actor", "Norway"),
        ("recipient", "Ukraine"),
        ("item", "stretchers"),
        ("value", "euros"),
    ):
        found = roles(trigger, role)
        assert max(found, key=lambda f: f[1])[0].text in (word, "9,000"), role
        assert {t.sent.start for t, _ in found} == {trigger.sent.start}
        assert all(0 <= chance <= 1 for _, chance in found)


def test_a_doc_that_no_finder_has_read_has_no_roles(nlp: Language) -> None:
    assert roles(nlp.make_doc("Norway gave tents.")[1], "actor") == []


@pytest.mark.parametrize(
    "text",
    ["Norway couriered twelve howitzers to Ukraine.", "Norway sent Ukraine 12 howitzers and 40 trucks."],
)
def test_no_thing_is_given_twice(text: str, nlp: Language) -> None:
    (event,) = onrecord.read(Article(text=text), nlp).events
    assert len({i.span for i in event.items}) == len(event.items) > 0


def test_what_was_promised_is_not_told_once_more_by_its_number(nlp: Language) -> None:
    text = "Four of the 16 missiles that Norway promised Ukraine cannot be fired and will have to be fitted with new motors first."
    (event,) = onrecord.read(Article(text=text), nlp).events
    assert [i.quantity.value for i in event.items if i.quantity] == [16]


def test_a_sum_in_other_money_is_nobody_elses(nlp: Language) -> None:
    text = (
        "Norway will give Ukraine 16 missiles. The package is worth 1.1 billion crowns ($102 million) and comes out of money "
        "that parliament has already approved, the ministry said."
    )
    sums = [e.value.currency for e in onrecord.read(Article(text=text), nlp).events if e.value]
    assert sums == ["NOK"]


def test_what_the_network_fills_is_told_as_such(nlp: Language) -> None:
    article = Article(text="Oslo emptied its depots: 40 stretchers for Ukraine.")
    (event,) = onrecord.read(article, nlp).events
    assert [p.name for p in event.recipient] == ["Ukraine"]
    assert [c.span.text for c in event.cues if c.says == "learned"] == ["Ukraine"]
