"""Words to word pieces."""

import pytest

from onrecord.language.encoder import WEIGHTS
from onrecord.language.pieces import MOST_PIECES_PER_WORD, SHAPES, Splitter, shape


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("troops", "lower"), ("Milley", "title"), ("NATO", "upper"), ("A", "initial"), ("McDonald", "mixed"),
        ("20", "digits"), ("F-16", "alphanumeric"), ("“", "punctuation"), ("مصر", "other"), ("😀", "punctuation"),
    ],
)  # fmt: skip
def test_shapes(word: str, wanted: str) -> None:
    assert SHAPES[shape(word)] == wanted


@pytest.fixture(scope="module")
def split() -> Splitter:
    return Splitter.from_file(WEIGHTS / "tokenizer.json")


def test_every_word_has_a_first_piece(split: Splitter) -> None:
    words = ["Harpoons", "\u200d", "x" * 5000, "🇺🇦", "ĳ", "\u0301"]
    pieces = split(words, [i == 0 for i in range(len(words))])
    assert len(pieces.firsts) == len(words) == len(set(pieces.firsts))
    assert len(pieces.ids) == len(pieces.shapes) <= len(words) * MOST_PIECES_PER_WORD + 2


def test_paragraphs_are_parted(split: Splitter) -> None:
    pieces = split(["One", "Two"], [True, True])
    assert pieces.ids[2] == split.separator
    assert pieces.firsts == [1, 3]


def test_treebank_escapes_read_as_the_marks_they_stand_for(split: Splitter) -> None:
    assert split.word("``") == split.word('"')
    assert split.word("-LRB-") == split.word("(")
