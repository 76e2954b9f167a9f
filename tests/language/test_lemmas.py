"""Lemmas by part of speech."""

import pytest
import spacy

from onrecord.language.lemmas import lemma
from onrecord.language.tokens import tokenizer
from onrecord.tables import rows


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


@pytest.mark.parametrize(
    ("form", "pos", "wanted", "example"), rows("onrecord.language.knowledge", "lemmas.tsv", columns=4)
)
def test_forms_of_the_table(form: str, pos: str, wanted: str, example: str) -> None:
    nlp = spacy.blank("en")
    nlp.tokenizer = tokenizer(nlp.vocab)
    found = [t.text for t in nlp(example) if t.lower_ == form]
    assert found
    assert lemma(found[0], pos or "PART") == wanted
