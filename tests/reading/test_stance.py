"""How an article stands to a headline."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.evidence import words_of
from onrecord.reading.stance import CONSTANT, LABELS, cues, opinion, signs, stances, weights
from onrecord.tables import alternatives, rows

HEADLINE = "Drone crashes into Tartu school"
UNSURE = dict.fromkeys(LABELS, 0.25)
TOLD = ["A drone crashed into a school in Tartu on Monday.", "Nobody was hurt.", "Lessons go on next door."]
DENIED = [
    "The story that a drone crashed into a school in Tartu is false.",
    "No drone was near the school, the police said, and the photograph is a fake.",
    "The hoax was debunked within hours.",
]
HEDGED = [
    "A drone has reportedly crashed into a school in Tartu, a local blog claims.",
    "The report could not be confirmed, and it is unclear whether there was a drone.",
    "Rumours have spread since Sunday.",
]
ELSEWHERE = ["The harvest was good.", "Farmers expect higher prices.", "Rain is forecast for the week."]


def stance(headline: str, sentences: list[str]) -> dict[str, float]:
    return stances(headline, sentences, UNSURE)


def test_an_article_on_something_else_is_unrelated() -> None:
    found = stance(HEADLINE, ELSEWHERE)
    assert max(found, key=found.__getitem__) == "unrelated"
    assert all(stance(HEADLINE, body)["unrelated"] < 0.5 for body in (TOLD, DENIED, HEDGED))


@pytest.mark.parametrize(("label", "body"), [("agree", TOLD), ("disagree", DENIED), ("discuss", HEDGED)])
def test_told_plainly_it_agrees_called_false_it_disagrees_hedged_it_discusses(
    label: str, body: list[str]
) -> None:
    others = [stance(HEADLINE, other)[label] for other in (TOLD, DENIED, HEDGED) if other is not body]
    assert stance(HEADLINE, body)[label] > max(others)


def test_an_article_that_calls_it_false_agrees_with_the_headline_that_does() -> None:
    found = stance("Drone crash into Tartu school is a hoax", DENIED)
    assert found["agree"] > found["disagree"]
    assert found["disagree"] < stance(HEADLINE, DENIED)["disagree"]


def test_what_the_network_says_counts() -> None:
    for label in LABELS:
        said = {other: 0.97 if other == label else 0.01 for other in LABELS}
        assert stances(HEADLINE, TOLD, said)[label] > stance(HEADLINE, TOLD)[label]


def test_the_network_is_asked_about_the_telling_sentences() -> None:
    class Judge:
        labels = ("agree", "unrelated")

        def judge_together(self, headline: str, sentences: list[str]) -> list[float]:
            assert headline == HEADLINE
            assert sentences == TOLD
            return [0.75, 0.25]

    assert opinion(Judge(), HEADLINE, TOLD) == {"agree": 0.75, "unrelated": 0.25}


def test_signs_of_the_words_and_of_the_cues_near_them() -> None:
    found = signs("Drone hits school", ["A drone hits a school.", "The school denies it.", "It isn't so."])
    assert found["share"] == found["share best"] == 1
    assert found["phrases"] == pytest.approx(1 / 2)
    assert found["doubt near"] == found["doubt new"] == pytest.approx(1 / 3)
    assert found["doubt sentences"] == found["negation sentences"] == pytest.approx(1 / 3)
    assert found["doubt headline"] == found["doubt body both"] == 0
    denied = signs("School denies drone hit", ["The school denies a hit."])
    assert denied["doubt headline"] == 1
    assert denied["doubt new"] == 0
    assert denied["doubt body both"] > 0


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=8))
def test_probabilities_of_any_text(headline: str, sentences: list[str]) -> None:
    found = stances(headline, sentences, {"unrelated": 1.0, "discuss": 0.0, "agree": 0.0, "disagree": 0.0})
    assert sum(found.values()) == pytest.approx(1)
    assert all(0 <= p <= 1 for p in found.values())


def test_every_sign_has_its_weights() -> None:
    assert [CONSTANT, *signs("", [])] == list(weights())


@pytest.mark.parametrize(
    ("kind", "words", "example"), rows("onrecord.reading.knowledge", "stance_cues.tsv", 3)
)
def test_every_cue_is_found_in_its_example(kind: str, words: str, example: str) -> None:
    assert set(alternatives(words)) & {w.lower() for w in words_of(example)}
    assert all(kind in cues()[word] for word in alternatives(words))


def test_a_word_that_hedges_is_no_doubt() -> None:
    assert cues()["rumour"] == {"hedge"}
    assert cues()["hoax"] == {"doubt"}
