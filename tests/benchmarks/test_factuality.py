"""Factuality: correlation, error and coverage at the words that a corpus judges."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Token

from benchmarks.factuality import agreement, figures
from training.corpora.example import Example

#: (sentence, {word: gold})
SENTENCES = [
    ("The mayor denied that the bridge had collapsed", {2: 3.0, 7: -1.5}),
    ("Crews may repair it", {2: 0.5}),
    ("Nobody drowned", {1: -3.0}),
]


def examples(corpus: str) -> list[Example]:
    return [Example(corpus, "", text.split(), sentences=[0], factuality=values) for text, values in SENTENCES]


@pytest.fixture(autouse=True)
def factuality_attribute():
    """The pipeline's attribute, whether or not the pipeline is loaded."""
    if not Token.has_extension("factuality"):
        Token.set_extension("factuality", default=None)


class Judge:
    """Says of each sentence's words what `say` makes of the gold."""

    def __init__(self, say):
        self.vocab = spacy.blank("en").vocab
        self.say = say

    def __call__(self, doc):
        for word, value in dict(SENTENCES)[" ".join(t.text for t in doc)].items():
            doc[word]._.factuality = self.say(value)
        return doc


def test_a_perfect_judge():
    assert figures(examples("uw"), Judge(lambda v: v)) == {"uw_r": 1.0, "uw_mae": 0.0, "uw_coverage": 1.0}


def test_a_judge_who_says_nothing():
    found = figures(examples("uw"), Judge(lambda _: None))
    assert (found["uw_r"], found["uw_coverage"]) == (0.0, 0.0)
    assert found["uw_mae"] == pytest.approx((3 + 1.5 + 0.5 + 3) / 4)


def test_a_judge_who_is_always_half_a_point_too_sure_correlates_and_errs():
    found = figures(examples("uw"), Judge(lambda v: v + 0.5))
    assert found["uw_r"] == pytest.approx(1.0)
    assert found["uw_mae"] == pytest.approx(0.5)


def test_a_missing_value_counts_with_the_mean_of_those_given():
    r, error, coverage = agreement([3.0, -3.0, 1.0, 0.0], [3.0, -3.0, None, 0.0])
    assert coverage == 0.75
    assert error == pytest.approx(0.25)  # 0 for the value of 1, over four words
    assert 0.9 < r < 1.0


def test_each_corpus_has_its_own_figures():
    found = figures([*examples("uw"), *examples("meantime")], Judge(lambda v: -v))
    assert found["uw_r"] == found["meantime_r"] == pytest.approx(-1.0)
