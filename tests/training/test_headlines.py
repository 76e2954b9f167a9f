"""What the headline network is trained on and measured by."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from training.headlines.corpus import Pair, read, sentences_of, topics_of
from training.headlines.derived import derived, opposites, turned
from training.headlines.measure import figures, weight_of_unrelated


def test_articles_on_one_happening_are_one_topic() -> None:
    bodies = {"1": "The bridge fell.", "2": "The bridge still stands.", "3": "A cat won.", "4": "A cat won."}
    pairs = [
        Pair("Bridge falls", "1", "agree"),
        Pair("Bridge falls", "2", "disagree"),
        Pair("Bridge falls", "3", "unrelated"),
        Pair("Cat wins prize", "3", "agree"),
        Pair("Cat best in show", "4", "agree"),
    ]
    topics = topics_of(pairs, bodies)
    assert topics["Bridge falls"] == topics["1"] == topics["2"] == 0
    assert topics["Cat wins prize"] == topics["3"] == topics["4"] == topics["Cat best in show"] == 1


def test_sentences_by_line_breaks_and_punctuation() -> None:
    text = 'Gen. Aalto spoke. "We wait," he said.\n\nNo date was given'
    assert sentences_of([text]) == [("Gen. Aalto spoke.", '"We wait," he said.', "No date was given")]


@pytest.mark.data
def test_no_headline_and_no_body_is_in_both_parts(corpora: Path) -> None:
    parts = [read(corpora / "headlines" / "fnc1", part) for part in ("train", "dev")]
    for name in ("headline", "body"):
        train, dev = ({getattr(pair, name) for pair in part.pairs} for part in parts)
        assert train
        assert dev
        assert not train & dev


@pytest.mark.parametrize(
    ("headline", "opposites_of_it"),
    [
        ("Oslo approves sale", {"Oslo rejects sale"}),
        ("Army will leave", {"Army won't leave", "Army will not leave"}),
        ("Ship sinks", {None}),
    ],
)
def test_headlines_turned_into_their_opposite(headline: str, opposites_of_it: set[str | None]) -> None:
    assert {turned(headline, random.Random(seed)) for seed in range(40)} == opposites_of_it


def test_a_changed_number_is_another_number() -> None:
    for seed in range(40):
        new = turned("Riga orders 40 trucks", random.Random(seed))
        assert new is not None
        assert new != "Riga orders 40 trucks"
        assert new.startswith("Riga orders ")


def test_a_denied_headline_agrees_with_the_body_that_disagreed() -> None:
    new = derived("Ship sinks", "disagree", random.Random(1))
    assert new is not None
    assert "Ship sinks" in new[0]
    assert new[1] == "agree"
    assert derived("Ship sinks", "unrelated", random.Random(1)) is None


def test_no_word_is_its_own_opposite() -> None:
    assert all(word != opposite for word, opposite in opposites().items())


def test_the_score_of_the_challenge() -> None:
    gold = ["unrelated", "agree", "discuss", "disagree"]
    found = figures(gold, ["unrelated", "agree", "agree", "unrelated"], {})
    assert found["score"] == pytest.approx((0.25 + 1 + 0.25 + 0) / 3.25)
    assert found["accuracy"] == 0.5
    assert found["f1_agree"] == pytest.approx(2 / 3)
    assert found["macro_f1"] == pytest.approx((2 / 3 + 2 / 3 + 0 + 0) / 4)


def test_unrelated_pairs_are_weighted_to_their_share_in_the_challenge() -> None:
    gold = ["unrelated"] + ["agree"] * 2
    weight = weight_of_unrelated(gold)
    assert weight / (weight + 2) == pytest.approx(36_545 / 49_972)
    assert figures(gold, ["agree"] * 3, {"unrelated": weight})["accuracy"] == pytest.approx(
        1 - 36_545 / 49_972
    )
