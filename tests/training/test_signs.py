"""How the weights of the signs are fitted and chosen."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.reading.stance import signs
from training.headlines.corpus import LABELS, Challenge, Pair
from training.headlines.measure import UNRELATED
from training.headlines.signs import (
    COUNTS,
    Counted,
    chosen_without,
    counted,
    fit,
    left_out,
    scores,
    table,
    weights_of,
)

CHALLENGE = Challenge(
    [Pair("Bridge falls", "1", "agree"), Pair("Bridge falls", "2", "unrelated"), Pair("Cat wins", "2", "discuss")],
    {"1": ("The bridge fell.",), "2": ("A cat won.",)},
    {"Bridge falls": 0, "1": 0, "Cat wins": 5, "2": 5},
)  # fmt: skip


def pairs(labels: list[int], topics: list[int], values: list[float] | None = None) -> Counted:
    found = np.array(values or [0.0] * len(labels))[:, None]
    return Counted(("sign",), found, np.array(labels), np.array(topics))


def test_the_signs_labels_and_topics_of_pairs() -> None:
    found = counted(CHALLENGE)
    assert found.names == tuple(signs("", []))
    assert found.signs[0].tolist() == list(signs("Bridge falls", ["The bridge fell."]).values())
    assert [LABELS[i] for i in found.labels] == ["agree", "unrelated", "discuss"]
    assert found.topics.tolist() == [0, 0, 5]


def test_pairs_count_by_label_and_large_topics_do_not_drown_small_ones() -> None:
    found = pairs([0, 1, 1, 1, 1, 1, 3], [0, 0, 0, 0, 0, 5, 5])
    counts = weights_of(found)
    assert counts.mean() == pytest.approx(1)
    assert counts[0] / counts[1:6].sum() == pytest.approx(UNRELATED * 6 / 5)
    assert counts[6] / counts[1:6].sum() == pytest.approx(COUNTS["disagree"] / 5)
    assert counts[5] == pytest.approx(counts[1:5].sum() / 2)


def test_no_topic_is_in_two_folds() -> None:
    topics = np.array([0, 0, 5, 10, 16, 24, 25])
    folds = left_out(topics)
    assert np.sum(folds, axis=0).tolist() == [1] * 7
    assert folds[0].tolist() == [True, True, False, False, False, False, True]


def test_the_option_of_a_fold_is_chosen_without_it() -> None:
    found = pairs([1, 2], [0, 5])
    options = {1.0: np.array([[1.0, 9.0], [2.0, 9.0]]), 2.0: np.array([[9.0, 1.0], [0.0, 1.0]])}
    picks, held = chosen_without(found, options, lambda _, both: float(both[0, 0]))
    # Without the first pair the first option is best, without the second pair the second.
    assert picks[:2] == [1.0, 2.0]
    assert held.tolist() == [[1.0, 9.0], [0.0, 1.0]]


def test_the_table_has_a_line_for_the_constant_and_each_sign() -> None:
    lines = table(["share"], np.array([[1, 0, 0, -0.5], [0.1234, 0, 0, 2]])).splitlines()
    assert lines[-3:] == [
        "# sign\tunrelated\tdiscuss\tagree\tdisagree",
        "constant\t1.000\t0.000\t0.000\t-0.500",
        "share\t0.123\t0.000\t0.000\t2.000",
    ]


def test_a_sign_that_tells_labels_apart_gets_its_weight() -> None:
    pytest.importorskip("torch")
    found = pairs([0] * 20 + [1] * 20, [0] * 40, [0.0] * 18 + [1.0] * 20 + [0.0] * 2)
    weights = fit(found)
    assert weights[1, 1] > 0 > weights[1, 0]
    assert scores(found, weights).argmax(1)[0] == 0
    assert scores(found, weights).argmax(1)[20] == 1
