"""Entities: exact span and class, over the corpus's words and over raw text."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span

from benchmarks.entities import Annotated, body_of, on_gold_words, on_raw_text
from training.corpora.example import Example

TEXT = "https://courier.example/1\n\nMayor Ann Lee left Port Aldous\non Monday.\nThe Gannet sailed."
WORDS = ["Mayor", "Ann", "Lee", "left", "Port", "Aldous", "on", "Monday", ".", "The", "Gannet", "sailed", "."]
GOLD = [(1, 3, "PERSON"), (4, 6, "LOCATION"), (7, 8, "DATE")]


def an_article(text: str | None = TEXT) -> Annotated:
    return Annotated(Example("worldwide", "one", WORDS, sentences=[0, 9], entities=GOLD), text)


class Finder:
    """Finds these entities, given by their words."""

    def __init__(self, *entities: tuple[str, str]):
        self.nlp = spacy.blank("en")
        self.vocab = self.nlp.vocab
        self.entities = entities

    def __call__(self, text):
        doc = text if isinstance(text, Doc) else self.nlp.make_doc(text)
        # What lies between the words of an entity may be a line break.
        tokens = [t for t in doc if not t.is_space]
        spans = []
        for words, label in self.entities:
            wanted = words.split()
            spans += [
                Span(doc, tokens[i].i, tokens[i + len(wanted) - 1].i + 1, label)
                for i in range(len(tokens))
                if [t.text for t in tokens[i : i + len(wanted)]] == wanted
            ]
        doc.ents = spans
        return doc


PERFECT = (("Ann Lee", "PERSON"), ("Port Aldous", "LOCATION"), ("Monday", "DATE"))


@pytest.mark.parametrize(
    ("found", "f1", "precision", "recall"),
    [
        (PERFECT, 1.0, 1.0, 1.0),
        ((), 0.0, 0.0, 0.0),
        # A class that the corpus does not know is passed over.
        ((*PERFECT, ("Gannet", "VESSEL")), 1.0, 1.0, 1.0),
        # Too long a span is wrong, and so is the right span with another class.
        ((("Mayor Ann Lee", "PERSON"), *PERFECT[1:]), 2 / 3, 2 / 3, 2 / 3),
        ((("Ann Lee", "ORGANIZATION"), *PERFECT[1:]), 2 / 3, 2 / 3, 2 / 3),
        ((*PERFECT, ("Gannet", "MISC")), 6 / 7, 3 / 4, 1.0),
    ],
)
def test_counting(found, f1, precision, recall):
    figures = on_gold_words([an_article()], Finder(*found))
    raw = on_raw_text([an_article()], Finder(*found))
    for name, value in {"f1": f1, "precision": precision, "recall": recall}.items():
        assert figures[name] == pytest.approx(value)
        assert raw[f"raw_{name}"] == pytest.approx(value)
    assert raw["raw_left_out"] == 0


def test_each_class_has_its_own_figure_where_the_gold_has_it():
    figures = on_gold_words([an_article()], Finder(("Ann Lee", "PERSON"), ("Monday", "MISC")))
    assert {k: v for k, v in figures.items() if k.endswith("_f1")} == {
        "person_f1": 1.0,
        "location_f1": 0.0,
        "date_f1": 0.0,
    }


def test_the_article_begins_where_its_words_do():
    text, gold = body_of(an_article())
    assert text.startswith("Mayor Ann Lee")
    assert text.endswith("sailed.")
    inked = "".join(text.split())
    assert [(inked[a:b], label) for a, b, label in gold] == [
        ("AnnLee", "PERSON"),
        ("PortAldous", "LOCATION"),
        ("Monday", "DATE"),
    ]


@pytest.mark.parametrize("text", [None, "https://courier.example/1\n\nMayor Ann LÃ©e left"])
def test_an_article_whose_words_do_not_stand_in_its_text_is_left_out_and_counted(text):
    figures = on_raw_text([an_article(text), an_article()], Finder(*PERFECT))
    assert figures["raw_left_out"] == 1
    assert figures["raw_f1"] == 1.0
