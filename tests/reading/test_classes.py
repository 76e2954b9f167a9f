"""The classes of nouns that frames ask for: every line of classes.tsv holds in its example."""

from __future__ import annotations

import pytest
from spacy.language import Language

from onrecord.model import Party
from onrecord.reading.frames import frames
from onrecord.reading.knowledge.index import table
from onrecord.reading.knowledge.nouns import noun_classes
from onrecord.reading.parties import is_group, is_political, is_public, noun_class

ROWS = table("classes.tsv", 3)


@pytest.mark.parametrize(("word", "kind", "example"), ROWS, ids=[f"{word} {kind}" for word, kind, _ in ROWS])
def test_example(word: str, kind: str, example: str, nlp: Language) -> None:
    words = word.replace("-", " ").split()
    at = [t for t in nlp(example) if noun_class(t) == kind]
    assert any(t.lower_.startswith((words[0][:3], words[-1][:3])) for t in at), [t.text for t in at]


def test_a_word_is_of_one_class() -> None:
    for word, kind, _ in ROWS:
        assert noun_classes()[word] == kind, word


def test_what_frames_ask_for_exists() -> None:
    known = {*noun_classes().values(), "gift", "arms", "told", "cargo", "any"}
    for frame in frames():
        for need in frame.needs:
            role, _, kinds = need.partition(":")
            if kinds and role in ("theme", "object", "below"):
                assert set(kinds.split("|")) <= known, frame.example


@pytest.mark.parametrize(
    ("sentence", "word", "kind"),
    [
        ("They approved a mission.", "mission", "mission"),
        ("They put boots on the ground.", "boots", "force"),
        ("They met at the negotiating table.", "table", "talks"),
        ("They held joint exercises.", "exercises", "joint"),
        ("They held exercises.", "exercises", "drill"),
        ("They wrote a novel.", "novel", None),
    ],
)
def test_a_pair_of_words_comes_before_one(sentence: str, word: str, kind: str | None, nlp: Language) -> None:
    token = next(t for t in nlp(sentence) if t.text == word)
    assert noun_class(token) == kind


@pytest.mark.parametrize(
    ("name", "political", "group", "public"),
    [
        ("government of the islands", True, False, True),
        ("rebels", True, True, True),
        ("UN envoy", True, False, True),
        ("gunmen", False, True, True),
        ("coal miners", False, True, True),
        ("the mayor", False, False, True),
        ("his wife", False, False, False),
    ],
)
def test_who_takes_part(name: str, political: bool, group: bool, public: bool) -> None:
    party = Party(name=name)
    assert (is_political(party), is_group(party), is_public(party)) == (political, group, public)


def test_a_party_of_a_country_is_political() -> None:
    assert is_political(Party(name="fishermen", country="PER"))
