"""What two papers give differently, and what only looks so; invented throughout."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.linking import Piece
from onrecord.linking.differences import differences
from onrecord.linking.differences import numbers as figures
from onrecord.linking.differences.mentions import Mention
from onrecord.linking.differences.roles import Office, contradicted
from onrecord.linking.knowledge import table
from onrecord.linking.quotations.voices import Voice
from onrecord.linking.quotations.wording import american
from onrecord.model import Article, Entity, Event, Party, Reading, Span
from onrecord.tables import alternatives

MONDAY, TUESDAY, THURSDAY = "2026-05-04T09:00:00Z", "2026-05-04T15:00:00+02:00", "2026-05-07T10:00:00Z"


def piece(
    number: str,
    text: str,
    published: str = MONDAY,
    *,
    roles: dict[str, str] | None = None,
    events: tuple[Event, ...] = (),
) -> Piece:
    entities = []
    for n, (name, role) in enumerate((roles or {}).items()):
        at = text.index(name)
        span = Span("text", at, at + len(name), name)
        entities.append(Entity(id=f"e{n}", name=name, kind="person", role=role, mentions=(span,)))
    article = Article(id=number, text=text, published=published)
    return Piece(number, Reading(article=article, entities=tuple(entities), events=events))


def numbers(one: str, other: str, published: str = TUESDAY) -> list[tuple[str, ...]]:
    found = differences("s", [piece("a", one), piece("b", other, published)])
    return [tuple(side.value for side in d.sides) for d in found if d.kind == "number"]


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        ("The ferry carried 340 passengers to Ordu.", "The ferry carried 430 passengers to Ordu.", ("340", "430")),
        ("Norway will give Ukraine nine trucks.", "Norway is to hand Ukraine nineteen trucks.", ("nine", "nineteen")),
        ("The flood killed 14 people.", "The death toll in the flood stands at 41.", ("14", "41")),
        ("The new bridge costs 62 million euros.", "The bill for the bridge is 71 million euros.", ("62 million euros", "71 million euros")),
        ("Turnout in the mayoral vote was 64 per cent.", "Turnout in the mayoral vote: 46 percent.", ("64 per cent", "46 percent")),
        ("Officials said 37 miners were missing.", "Officials said 73 miners were unaccounted for.", ("37", "73")),
    ],
)  # fmt: skip
def test_figures_for_one_thing_that_differ(one, other, values):
    assert numbers(one, other) == [values]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The ferry carried 340 passengers.", "The ferry carried 340 passengers."),
        ("The bridge costs 62 million euros.", "The bridge costs $67 million."),
        ("The village is 40 kilometres from Ordu.", "The village is 25 miles from Ordu."),
        ("The flood killed 14 people.", "The flood injured 41 people."),
        ("The ferry sails on May 4.", "The ferry sails on May 9."),
        ("The mayor, Ana Brandt, 44, left at 10:20.", "The mayor, Ana Brandt, 45, left at 11:30."),
        ("About 400 people marched.", "Some 410 people marched."),
        ("It owns four ferries and 60 lorries.", "It has 60 lorries and four ferries."),
        ("The army sent two helicopters.", "The council closed nine schools."),
        ("The flood killed 14 people.", "Eight more bodies were found after the flood."),
        ("“We lost nine dogs,” she said.", "“We lost ninety dogs,” she said."),
    ],
)
def test_conversions_dates_and_other_things_are_no_differences(one, other):
    assert numbers(one, other) == []


def test_a_later_figure_brings_the_story_up_to_date():
    early = piece("a", "The package has 400 hand-held detectors for Ukraine.", MONDAY)
    late = piece("b", "The number of hand-held detectors for Ukraine was raised to 450 from 400.", THURSDAY)
    [found] = differences("s", [early, late])
    assert (found.kind, found.update) == ("number", True)
    assert [(side.value, side.articles) for side in found.sides] == [("400", ("a", "b")), ("450", ("b",))]
    for side in found.sides:
        for evidence in side.evidence:
            text = {"a": early, "b": late}[evidence.article].reading.article.text
            assert text[evidence.start : evidence.end] == evidence.text


def test_one_article_may_hold_two_figures_against_each_other():
    found = numbers(
        "The commission threw out the results of 61 polling stations.",
        "The list of excluded polling stations on the door has 67 lines, not the 61 of the commission's speech.",
    )
    assert found == [("61", "67")]


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("Defence Minister", "Prime Minister", True),
        ("chief officer of the district", "police chief", True),
        ("retired Major General", "serving commander", True),
        ("energy minister", "water minister", True),
        ("president", "foreign minister", True),
        ("foreign minister", "deputy foreign minister", True),
        ("foreign minister", "foreign affairs minister", False),
        ("defence secretary", "defense minister", False),
        ("glacier scientist", "glacier researcher", False),
        ("head of the port", "port director", False),
        ("interior minister", "home secretary", False),
        ("lawyer for the party", "the party's attorney", False),
        ("energy minister", "minister", False),
    ],
)
def test_offices_contradict_each_other_or_are_one_in_other_words(one, other, differ):
    text = "Ana Brandt spoke."
    found = differences(
        "s", [piece("a", text, roles={"Ana Brandt": one}), piece("b", text, roles={"Ana Brandt": other})]
    )
    assert [d.kind for d in found] == (["role"] if differ else [])


def test_ministers_of_two_states_are_two_offices():
    def office(words: str, country: str) -> Office:
        span = Span("text", 0, 3, "Ana")
        return Office(
            Voice("Ana Brandt", words, person=True),
            "a",
            None,
            words,
            tuple(words.lower().split()),
            country,
            span,
        )

    assert contradicted(office("Kazakh water minister", "KAZ"), office("Uzbek water minister", "UZB"))
    assert not contradicted(office("water minister", "KAZ"), office("Uzbek water minister", "UZB"))


def deed(text: str, word: str, stage: str, actor: str, recipient: str) -> tuple[Event, ...]:
    at = text.index(word)
    trigger = Span("text", at, at + len(word), word)
    parties = {
        "actor": (Party(name=actor, country=actor[:3].upper()),),
        "recipient": (Party(name=recipient, country=recipient[:3].upper()),),
    }
    return (Event(type="AID", trigger=trigger, stage=stage, evidence=(trigger,), **parties),)


def aid(
    number: str,
    text: str,
    word: str,
    stage: str,
    published: str = MONDAY,
    *,
    actor: str = "Norway",
    recipient: str = "Ukraine",
) -> Piece:
    return piece(number, text, published, events=deed(text, word, stage, actor, recipient))


@pytest.mark.parametrize(
    ("stage", "published", "found"),
    [
        ("considered", MONDAY, []),
        ("approved", TUESDAY, [("stage", False)]),
        ("approved", THURSDAY, [("stage", True)]),
        ("refused", TUESDAY, [("stage", False)]),
    ],
)
def test_how_far_a_deed_has_got(stage, published, found):
    one = aid("a", "Norway is thinking of giving Ukraine boats.", "giving", "considered")
    other = aid("b", "Norway gives Ukraine boats.", "gives", stage, published)
    assert [(d.kind, d.update) for d in differences("s", [one, other])] == found


def test_the_donor_and_the_recipient():
    one = aid("a", "Norway gives Ukraine boats.", "gives", "pledged")
    assert [
        d.kind
        for d in differences(
            "s", [one, aid("b", "Denmark gives Ukraine boats.", "gives", "pledged", actor="Denmark")]
        )
    ] == ["actor"]
    assert [
        d.kind
        for d in differences(
            "s", [one, aid("b", "Norway gives Moldova boats.", "gives", "pledged", recipient="Moldova")]
        )
    ] == ["recipient"]


PIECES = [
    piece("a", "The flood killed 14 people and left 37 missing. Four bridges fell."),
    piece("b", "At least 41 people perished and 37 are missing. Four bridges fell.", TUESDAY),
    piece("c", "The death toll has risen to 52. Three bridges fell.", THURSDAY),
]


def test_copies_of_one_text_are_held_against_others_once(monkeypatch: pytest.MonkeyPatch):
    held = list[tuple[str, str]]()
    likeness = figures.likeness

    def counted(a: Mention, b: Mention) -> float:
        held.append((a.article, b.article))
        return likeness(a, b)

    monkeypatch.setattr(figures, "likeness", counted)
    wire, local = "The ferry carried 340 passengers to Ordu.", "The ferry carried 430 passengers to Ordu."
    copies = [piece(f"wire{n:02}", wire) for n in range(30)]
    [found] = differences("s", [*copies, piece("local", local)])
    assert [(side.value, len(side.articles)) for side in found.sides] == [("430", 1), ("340", 30)]
    assert len(held) <= 3


@given(st.randoms(use_true_random=False))
def test_the_order_of_articles_makes_no_difference(order: random.Random):
    assert differences("s", order.sample(PIECES, len(PIECES))) == differences("s", PIECES)


@given(
    st.lists(st.text(alphabet="0123456789¹٣ $€%.,-–'“” mbn\nto from killed people", max_size=60), max_size=3)
)
def test_any_text_gives_sides_of_several_articles_with_evidence_that_stands_there(texts):
    pieces = [piece(str(n), text) for n, text in enumerate(texts)]
    for found in differences("s", pieces):
        assert len(found.sides) > 1
        for side in found.sides:
            for evidence in side.evidence:
                assert texts[int(evidence.article)][evidence.start : evidence.end] == evidence.text


def test_an_article_by_itself_has_no_differences():
    assert differences("s", PIECES[:1]) == []
    assert differences("s", []) == []


@pytest.mark.parametrize(
    "row", [*table("offices.tsv", 3), *table("counted.tsv", 3)], ids=lambda row: f"{row[0]}-{row[2][:20]}"
)
def test_each_row_has_its_example(row):
    _, words, example = row
    assert example[example.index("[") + 1 : example.index("]")].lower() in alternatives(words)


@pytest.mark.parametrize("row", table("units.tsv", 3), ids=lambda row: row[0])
def test_each_unit_has_its_example(row):
    _, words, example = row
    keys = " ".join(american(word) for word in example.lower().split())
    assert any(" ".join(map(american, word.split())) in keys for word in alternatives(words))
