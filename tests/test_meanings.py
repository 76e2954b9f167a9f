"""Words that the press uses for one another are alike."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.meanings import likeness, meaning


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("law", "legislation"),
        ("house", "home"),
        ("kids", "children"),
        ("soldiers", "troops"),
        ("phone", "telephone"),
    ],
)
def test_words_for_one_thing_are_alike(one, other):
    assert likeness(one, other) > 0.6


@pytest.mark.parametrize(
    ("one", "other"), [("ferry", "parliament"), ("truce", "invoice"), ("lake", "dangerous")]
)
def test_words_for_different_things_are_not(one, other):
    assert likeness(one, other) < 0.3


@given(st.text(max_size=60))
def test_any_string_has_a_vector_of_unit_length_or_none(word):
    length = float(np.linalg.norm(meaning(word)))
    assert length == 0 or abs(length - 1) < 1e-5
