"""Tokens as news and the treebanks have them."""

import pytest
import spacy

from onrecord.language.tokens import tokenizer
from onrecord.tables import rows

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


@pytest.mark.parametrize(("word", "example"), rows("onrecord.language.knowledge", "tokens.tsv", columns=2))
def test_words_of_the_table_stay_whole(word: str, example: str) -> None:
    nlp = spacy.blank("en")
    nlp.tokenizer = tokenizer(nlp.vocab)
    assert word in [t.text for t in nlp(example)]
