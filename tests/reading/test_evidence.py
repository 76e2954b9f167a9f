"""Which sentences tell most about a headline."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.evidence import doubts, key, telling, words_of
from onrecord.tables import alternatives, rows

BODY = [
    "RIGA — It rained on the parade.",
    "The minister, Ilze Kalniņa, spoke for an hour.",
    "Latvia will send 12 mortars to Ukraine in June, she said.",
    "Crowds lined the streets.",
    "The mortars come from army stocks.",
    "A band played.",
    "The army denied that the mortars had already left.",
    "Children waved flags.",
]


def test_the_sentences_with_the_headlines_words_numbers_and_names_in_the_order_of_the_text() -> None:
    assert telling("Latvia to send 12 mortars to Ukraine", BODY, most=2) == (2, 6)


def test_a_second_sentence_adds_to_the_first() -> None:
    body = ["Nothing here.", "Nor here.", "Oslo sends tanks.", "Oslo sends tanks.", "The tanks are Leopards."]
    assert telling("Oslo sends Leopard tanks", body, most=2) == (2, 4)


def test_where_nothing_matches_the_first_sentences_come_out() -> None:
    assert telling("Turnips", ["One two.", "Three four.", "Five six.", "Seven."], most=2) == (0, 1)


def test_an_empty_body_has_none() -> None:
    assert telling("Turnips", []) == ()
    assert telling("Turnips", ["…", ""]) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("sends", "send"), ("planned", "plans"), ("denies", "deny"), ("Kyiv's", "Kyiv"), ("losing", "lose"), ("tanks", "tank")],
)  # fmt: skip
def test_forms_of_a_word_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=12), st.integers(0, 6))
def test_indices_rise_and_are_as_many_as_asked_for(headline: str, sentences: list[str], most: int) -> None:
    found = telling(headline, sentences, most)
    assert list(found) == sorted(set(found))
    assert len(found) == min(most, sum(bool(words_of(s)) for s in sentences))


@pytest.mark.parametrize(("words", "example"), rows("onrecord.reading.knowledge", "doubts.tsv", 2))
def test_every_word_of_doubt_is_found_in_its_example(words: str, example: str) -> None:
    assert set(alternatives(words)) & {w.lower() for w in words_of(example)}
    assert set(alternatives(words)) <= doubts()
