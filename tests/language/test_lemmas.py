"""Lemmas by part of speech."""

import pytest

from onrecord.language.lemmas import lemma


@pytest.mark.parametrize(
    ("word", "pos", "wanted"),
    [
        ("said", "VERB", "say"), ("pledged", "VERB", "pledge"), ("sends", "VERB", "send"), ("sending", "VERB", "send"),
        ("were", "AUX", "be"), ("'s", "AUX", "be"), ("’ll", "AUX", "will"), ("has", "AUX", "have"), ("n’t", "PART", "not"),
        ("could", "AUX", "could"), ("missiles", "NOUN", "missile"), ("countries", "NOUN", "country"), ("treaties", "NOUN", "treaty"),
        ("Ministers", "NOUN", "minister"), ("Harpoons", "PROPN", "Harpoons"), ("largest", "ADJ", "large"), ("The", "DET", "the"),
    ],
)  # fmt: skip
def test_lemmas(word: str, pos: str, wanted: str) -> None:
    assert lemma(word, pos) == wanted
