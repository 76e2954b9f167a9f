"""Words that name events: what a token says of it, and when the network is asked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Token

from onrecord.language.encoder import WeightsError
from onrecord.language.finder import Finder

GIFT = "Norway couriered 12 howitzers to Ukraine."
NEWS = f"The museum in Lima opened a new wing on Monday. {GIFT}\n\nRain fell in Quito."


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Of how many words the network has been asked, each time."""
    sizes: list[int] = []
    ask = Finder.__call__

    def counted(self: Finder, words: Any, pieces: Any) -> dict[str, Any]:
        sizes.append(len(pieces.firsts))
        return ask(self, words, pieces)

    monkeypatch.setattr(Finder, "__call__", counted)
    return sizes


def word(doc: Doc, text: str) -> Token:
    return next(t for t in doc if t.text == text)


def test_a_gift_in_a_word_that_no_table_has_is_found(nlp: Language) -> None:
    doc = nlp(NEWS)
    assert word(doc, "couriered")._.eventful
    for kind, chance in (word(doc, "couriered")._.event, word(doc, "couriered")._.event_alone):
        assert kind == "AID"
        assert chance > 0.9
    assert word(doc, "Rain")._.event is None
    assert word(doc, "Rain")._.event_alone is None
    assert not word(doc, "Quito")._.eventful


def test_the_network_is_asked_only_where_somebody_wants_to_know_and_once(
    nlp: Language, asked: list[int]
) -> None:
    doc = nlp(NEWS)
    assert [t._.eventful for t in doc] != []
    assert asked == []
    assert word(doc, "couriered")._.event_alone is not None
    assert word(doc, "howitzers")._.event_alone is None
    assert asked == [7]
    assert word(doc, "couriered")._.event is not None
    assert word(doc, "Rain")._.event is None
    assert asked == [7, len([t for t in doc if not t.is_space])]


def test_what_it_says_of_a_sentence_depends_on_nothing_else(nlp: Language) -> None:
    alone, among = nlp(GIFT), nlp(NEWS)
    sentence = next(s for s in among.sents if s.text.strip() == GIFT)
    assert [t._.event_alone for t in sentence if not t.is_space] == [t._.event_alone for t in alone]
    assert [t._.event for t in alone] == [t._.event_alone for t in alone]


def test_white_space_names_nothing(nlp: Language) -> None:
    doc = nlp("  \n\n" + GIFT + "\n\n")
    assert {(t._.event, t._.event_alone, t._.eventful) for t in doc if t.is_space} == {(None, None, False)}


def test_what_is_set_by_hand_goes_before(nlp: Language, asked: list[int]) -> None:
    doc = nlp(GIFT)
    word(doc, "couriered")._.event = None
    word(doc, "howitzers")._.event = ("AID", 0.99)
    assert (word(doc, "couriered")._.event, word(doc, "couriered")._.eventful) == (None, False)
    assert (word(doc, "howitzers")._.event_alone, word(doc, "howitzers")._.eventful) == (("AID", 0.99), True)
    assert asked == []


def test_a_copy_tells_of_no_events(nlp: Language) -> None:
    doc = nlp(GIFT)
    copy = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert {(t._.event, t._.eventful) for t in copy} == {(None, False)}


def test_a_missing_finder_is_told(tmp_path: Path) -> None:
    with pytest.raises(
        WeightsError, match=r"cannot load the finder of events in .*nowhere.*Reinstall onrecord"
    ):
        Finder(tmp_path / "nowhere")
