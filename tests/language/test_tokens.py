"""Tokens as news and the treebanks have them."""

import pytest
import spacy

from onrecord.language.tokens import tokenizer

CASES = [
    (
        "the “low-level planning”—the homework",
        ["the", "“", "low", "-", "level", "planning", "”", "—", "the", "homework"],
    ),
    ("No!!! Never?!", ["No", "!!!", "Never", "?!"]),
    ("We don’t know.", ["We", "do", "n’t", "know", "."]),
    ("The U.S. said so.", ["The", "U.S.", "said", "so", "."]),
    ("Milley’s word", ["Milley", "’s", "word"]),
    ("land/sea forces", ["land", "/", "sea", "forces"]),
    ("$1.8 billion", ["$", "1.8", "billion"]),
    ("an e-mail", ["an", "e-mail"]),
]


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[c[0] for c in CASES])
def test_tokens(text: str, wanted: list[str]) -> None:
    nlp = spacy.blank("en")
    nlp.tokenizer = tokenizer(nlp.vocab)
    doc = nlp(text)
    assert [t.text for t in doc] == wanted
    assert doc.text == text
