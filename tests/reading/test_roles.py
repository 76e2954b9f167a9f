"""What the article says a person is: the office in its words, without article, praise and numbers."""

from __future__ import annotations

import pytest
from spacy.language import Language

import onrecord
from onrecord.reading import knowledge
from onrecord.reading.knowledge.index import table

EXAMPLES = [(kind, words, example) for kind, words, example in table("roles.tsv", 3)]


def role(text: str, name: str, nlp: Language) -> str | None:
    """The role of the person of this name."""
    return {e.name: e.role for e in onrecord.read(text, nlp).entities if e.kind == "person"}[name]


@pytest.mark.parametrize(
    ("kind", "words", "example"),
    EXAMPLES,
    ids=[f"{kind} {words.split('|')[0]}" for kind, words, _ in EXAMPLES],
)
def test_examples_of_the_table(nlp: Language, kind: str, words: str, example: str) -> None:
    wanted = example[example.index("[") + 1 : example.index("]")]
    assert role(example.replace("[", "").replace("]", ""), "Ana Sousa", nlp) == wanted
    text = example.replace("[", " ").replace("]", " ").lower()
    assert any(word in text for word in words.split("|")), kind


CASES = {
    "favourite": ("In Tirana, his favorite President, Ana Sousa, spoke.", "President"),
    "first in years": (
        "Ana Sousa, the first Cabinet official in 25 years to visit the island, said no.",
        "Cabinet official",
    ),
    "45th": ("Ana Sousa, the 45th President of the Republic, left.", "President of the Republic"),
    "6th Brigade": ("Ana Sousa, the 6th Armoured Brigade commander, left.", "6th Armoured Brigade commander"),
    "age": ("The 44-year-old minister, Ana Sousa, left.", "minister"),
    "number of terms": ("Ana Sousa, a two-term governor of the island, left.", "governor of the island"),
    "superlative": ("Ana Sousa, Peru's longest-serving foreign minister, resigned.", "Peru's foreign minister"),
    "most": ("Ana Sousa, the country's most popular governor, resigned.", "country's governor"),
    "first and only": ("Ana Sousa, Chad's first independent senator, left.", "Chad's independent senator"),
    "newly elected": ("The newly elected president, Ana Sousa, left.", "president"),
    "at the head of a sentence": ("Popular former minister Ana Sousa left.", "former minister"),
    "from to": ("Ana Sousa, president from 2010 to 2014, left.", "president"),
    "since": ("Ana Sousa, Peru's foreign minister since May, left.", "Peru's foreign minister"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CASES.values(), ids=CASES.keys())
def test_what_is_thought_of_a_holder_is_no_part_of_the_office(nlp: Language, text: str, wanted: str) -> None:
    assert role(text, "Ana Sousa", nlp) == wanted


@pytest.mark.parametrize(
    "kept",
    [
        "former Peruvian defence minister",
        "deputy prime minister",
        "first lady",
        "outgoing president",
        "acting defence secretary",
        "senior White House official",
        "chairwoman of the Joint Chiefs of Staff",
        "naval commander",
        "opposition leader",
        "then foreign minister",
        "top adviser",
        "New Zealand foreign minister",
        "6th Fleet commander",
        "Old Town mayor",
    ],
)
def test_what_says_which_office_stays(nlp: Language, kept: str) -> None:
    assert role(f"Ana Sousa, the {kept}, resigned on Monday.", "Ana Sousa", nlp) == kept


def test_a_list_of_words_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError, match="no words of kind"):
        knowledge.word_list("roles.tsv", "colour")
