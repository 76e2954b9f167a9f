"""Pronouns and the persons that they stand for."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.reading.entities import Entities
from onrecord.reading.knowledge.index import table
from onrecord.reading.pronouns import GENDER, Pronouns

EXAMPLES = table("pronouns.tsv", 3)


@pytest.mark.parametrize(("pronoun", "gender", "example"), EXAMPLES, ids=[row[0] for row in EXAMPLES])
def test_examples_of_the_table(nlp: Language, pronoun: str, gender: str, example: str) -> None:
    assert GENDER[pronoun] == gender
    doc = nlp(example)
    found = Pronouns.of(doc, Entities([("text", doc)])).people
    (token,) = (t for t in doc if t.lower_ == pronoun)
    assert found[token.i].name.split()[-1] in ("Ruiz", "Berg")
    assert found[token.i].gender == gender


def test_a_pronoun_of_the_other_gender_passes_over_the_nearest(nlp: Language) -> None:
    doc = nlp("President Paul Ruiz met Minister Anna Berg in Oslo. He said no. She agreed.")
    people = Pronouns.of(doc, Entities([("text", doc)])).people
    assert {doc[i].text: draft.name for i, draft in people.items()} == {"He": "Paul Ruiz", "She": "Anna Berg"}
