"""Equipment and vessels that the gazetteer marks, and what it passes over."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.language.knowledge import lookalikes
from onrecord.tables import rows


def marked(text: str, nlp: Language) -> list[tuple[str, str]]:
    """The equipment and vessels of a text."""
    return [(e.text, e.label_) for e in nlp(text).ents if e.label_ in ("EQUIPMENT", "VESSEL")]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Lisbon sent 30 tanks to the coast.", ["tanks"]),
        ("A truck bomb went off at the gate.", ["truck bomb"]),
        ("He wore a suicide vest.", ["suicide vest"]),
        ("Police found two vehicle-borne improvised explosive devices.", ["vehicle-borne improvised explosive devices"]),
        ("Remotely piloted aircraft watched the road.", ["Remotely piloted aircraft"]),
        ("They fired mortars and anti-aircraft artillery.", ["mortars", "anti-aircraft artillery"]),
        ("Laser-guided bombs hit the bridge.", ["Laser-guided bombs"]),
        ("The strike aircraft returned.", ["strike aircraft"]),
    ],
)  # fmt: skip
def test_equipment(nlp: Language, text: str, wanted: list[str]) -> None:
    assert marked(text, nlp) == [(words, "EQUIPMENT") for words in wanted]


@pytest.mark.parametrize(
    ("phrase", "example"), rows("onrecord.language.knowledge", "lookalikes.tsv", columns=2)
)
def test_what_only_looks_like_equipment(nlp: Language, phrase: str, example: str) -> None:
    assert phrase in lookalikes()
    assert phrase in example.lower()
    assert marked(example, nlp) == []


@pytest.mark.parametrize("text", ["They bomb the town every night.", "Inflation rockets to 9 percent."])
def test_verbs_are_no_equipment(nlp: Language, text: str) -> None:
    assert marked(text, nlp) == []
