"""Equipment against re3d: overlap, ends, and annotations that are in doubt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, Span

from benchmarks.re3d import Document, Place, corpus, documents, figures

TEXT = "Rebels fired an old mortar from a grey gunboat."
MORTAR, GUNBOAT = (13, 26), (32, 46)


class Finder:
    """Finds these words, each with this label."""

    def __init__(self, **words: str) -> None:
        self.words = words
        self.nlp = spacy.blank("en")
        self.vocab = self.nlp.vocab

    def __call__(self, text: str | Doc) -> Doc:
        doc = text if isinstance(text, Doc) else self.nlp.make_doc(text)
        doc.ents = [Span(doc, t.i, t.i + 1, label=self.words[t.text]) for t in doc if t.text in self.words]
        return doc


@pytest.mark.parametrize(
    ("found", "f1", "precision", "recall"),
    [
        ({"mortar": "EQUIPMENT", "gunboat": "VESSEL"}, 1.0, 1.0, 1.0),
        ({"mortar": "EQUIPMENT"}, 2 / 3, 1.0, 0.5),
        ({"mortar": "EQUIPMENT", "Rebels": "EQUIPMENT"}, 0.5, 0.5, 0.5),
        # Classes of the network are not asked about.
        ({"mortar": "EQUIPMENT", "Rebels": "NORP"}, 2 / 3, 1.0, 0.5),
        ({}, 0.0, 0.0, 0.0),
    ],
)
def test_counting(found: dict[str, str], f1: float, precision: float, recall: float) -> None:
    given = figures([Document(TEXT, (MORTAR, GUNBOAT))], Finder(**found))
    assert (given["f1"], given["precision"], given["recall"]) == pytest.approx((f1, precision, recall))
    assert given["gold"] == 2


def test_one_found_span_is_right_for_one_entity_only() -> None:
    given = figures([Document(TEXT, ((13, 26), (20, 26)))], Finder(mortar="EQUIPMENT"))
    assert (given["precision"], given["recall"]) == (1.0, 0.5)


def test_where_a_span_ends() -> None:
    given = figures([Document(TEXT, ((13, 31),))], Finder(mortar="EQUIPMENT"))
    assert (given["f1"], given["end_f1"]) == (1.0, 0.0)


@pytest.mark.parametrize(("doubtful", "precision"), [((), 0.5), ((GUNBOAT,), 1.0)])
def test_what_is_in_doubt_is_no_error(doubtful: tuple[Place, ...], precision: float) -> None:
    document = Document(TEXT, (MORTAR,), doubtful)
    given = figures([document], Finder(mortar="EQUIPMENT", gunboat="VESSEL"))
    assert (given["precision"], given["recall"]) == (precision, 1.0)


def test_the_corpus_is_read_from_its_folders(tmp_path: Path) -> None:
    folder = tmp_path / "entities" / "re3d" / "agency"
    folder.mkdir(parents=True)
    rows = [("Weapon", *MORTAR, 1), ("MilitaryPlatform", *GUNBOAT, 0.1), ("Person", 0, 6, 1)]
    entities = [
        {"documentId": "x", "type": kind, "begin": a, "end": b, "confidence": sure}
        for kind, a, b, sure in rows
    ]
    (folder / "documents.json").write_text(json.dumps({"_id": "x", "text": TEXT}) + "\n", encoding="utf-8")
    (folder / "entities.json").write_text("\n".join(map(json.dumps, entities)), encoding="utf-8")
    assert len(corpus(tmp_path, "dev")) == 2
    assert list(documents(tmp_path, "dev")) == [Document(TEXT, (MORTAR,), (GUNBOAT,))]


def test_a_folder_without_the_corpus_has_no_files(tmp_path: Path) -> None:
    assert corpus(tmp_path, "dev") == []
