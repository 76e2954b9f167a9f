"""The peer, on a Doc written by hand."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

import benchmarks.peer as peer_module
from benchmarks.attribution import Annotated
from benchmarks.relaid import relay
from benchmarks.said import Said

WORDS = ["“", "We", "will", "close", "the", "ferry", ",", "”", "Ann", "Lee", "said", "."]
SPACES = [False, True, True, True, True, False, False, True, True, True, False, False]
HEADS = [3, 3, 3, 10, 5, 3, 3, 3, 9, 10, 10, 10]
DEPS = [
    "punct",
    "nsubj",
    "aux",
    "ccomp",
    "det",
    "obj",
    "punct",
    "punct",
    "compound",
    "nsubj",
    "ROOT",
    "punct",
]
POS = ["PUNCT", "PRON", "AUX", "VERB", "DET", "NOUN", "PUNCT", "PUNCT", "PROPN", "PROPN", "VERB", "PUNCT"]
LEMMAS = ["“", "we", "will", "close", "the", "ferry", ",", "”", "Ann", "Lee", "say", "."]


def an_article(vocab, count: int = 12) -> Annotated:
    doc = Doc(
        vocab,
        words=WORDS[:count],
        spaces=SPACES[:count],
        heads=[min(h, count - 1) for h in HEADS[:count]],
        deps=DEPS[:count],
        pos=POS[:count],
        lemmas=LEMMAS[:count],
    )
    text = doc.text
    gold = Said(((0, text.index("”") + 1),) if "”" in text else ((0, len(text)),), ((27, 34),))
    return Annotated(text, (gold,), (), (), doc, relay(text))


@pytest.fixture
def extract():
    pytest.importorskip("textacy", reason="the peer is not installed: make bench", exc_type=ImportError)
    return peer_module.direct_quotations()


@pytest.fixture
def vocab():
    import spacy

    return spacy.blank("en").vocab


def test_it_finds_a_plain_quotation(extract, vocab):
    figures = peer_module.figures([an_article(vocab)], extract)
    theirs = {k: v for k, v in figures.items() if k.startswith("textacy_")}
    assert theirs.pop("textacy_failed") == 0
    assert theirs == dict.fromkeys(theirs, 1.0)
    assert figures["ours_content_recall"] == 0.0
    assert figures["articles"] == 1


def test_it_gives_up_on_an_odd_number_of_marks(extract, vocab):
    figures = peer_module.figures([an_article(vocab, count=6), an_article(vocab)], extract)
    assert figures["textacy_failed"] == 1
    assert figures["textacy_content_recall"] == pytest.approx(1 / 2)
    assert figures["textacy_content_precision"] == 1.0


def test_both_are_counted_alike(vocab):
    article = an_article(vocab)
    found = [(article.doc[8:10], [], article.doc[0:8])]
    figures = peer_module.figures([article], lambda _: found)
    assert figures["textacy_content_f1"] == figures["textacy_speaker"] == 1.0
