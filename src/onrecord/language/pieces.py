"""Words to word pieces: what the encoder sees of a text.

The base model is uncased, so each word also carries a *shape* (capitalised, upper case, digits ...), which the
network adds at its input. Treebank spellings of quotation marks and brackets are read as the marks they stand for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tokenizers import Tokenizer

#: Treebank escapes and the characters they stand for (Penn Treebank conventions).
ESCAPES = {
    "``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}",
}  # fmt: skip

#: Longer words (addresses, hashes) tell nothing more after these pieces.
MOST_PIECES_PER_WORD = 8

SHAPES = (
    "special",
    "lower",
    "title",
    "upper",
    "initial",
    "mixed",
    "digits",
    "alphanumeric",
    "punctuation",
    "other",
)
_SHAPE = {name: i for i, name in enumerate(SHAPES)}


def shape(word: str) -> int:
    """The index in SHAPES of a word's shape."""
    if word.isdecimal():
        return _SHAPE["digits"]
    if not any(c.isalnum() for c in word):
        return _SHAPE["punctuation"]
    if any(c.isdigit() for c in word):
        return _SHAPE["alphanumeric"]
    if word.islower():
        return _SHAPE["lower"]
    if word.isupper():
        return _SHAPE["initial" if sum(c.isalpha() for c in word) == 1 else "upper"]
    if word[0].isupper() and word[1:].islower():
        return _SHAPE["title"]
    return _SHAPE["mixed" if any(c.isupper() for c in word) else "other"]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The encoder's input for one unit of text.

    ids     word-piece ids, [CLS] first, [SEP] between paragraphs and last
    shapes  the shape of the word that each piece belongs to, same length
    firsts  the index of each word's first piece, one a word
    """

    ids: list[int]
    shapes: list[int]
    firsts: list[int]


class Splitter:
    """Splits words into the pieces of one WordPiece vocabulary."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        vocabulary = tokenizer.get_vocab()
        self.start, self.separator, self.unknown, self.mask = (
            vocabulary[t] for t in ("[CLS]", "[SEP]", "[UNK]", "[MASK]")
        )
        self.word = lru_cache(maxsize=65_536)(self._word)

    @classmethod
    def from_file(cls, path: Path) -> Splitter:
        """The splitter of a Hugging Face `tokenizer.json`."""
        return cls(Tokenizer.from_file(str(path)))

    def _word(self, word: str) -> tuple[int, ...]:
        """The piece ids of one word; never empty."""
        text = ESCAPES.get(word, word)[:200]
        ids = self._tokenizer.encode(text, add_special_tokens=False).ids[:MOST_PIECES_PER_WORD]
        return tuple(ids) or (self.unknown,)

    def __call__(self, words: Sequence[str], paragraphs: Sequence[bool]) -> Pieces:
        """The pieces of `words`; `paragraphs[i]` is true where word i begins a paragraph."""
        ids, shapes, firsts = [self.start], [0], []
        for i, (word, begins) in enumerate(zip(words, paragraphs, strict=True)):
            if begins and i:
                ids.append(self.separator)
                shapes.append(0)
            pieces = self.word(word)
            firsts.append(len(ids))
            ids.extend(pieces)
            shapes.extend([shape(word)] * len(pieces))
        ids.append(self.separator)
        shapes.append(0)
        return Pieces(ids, shapes, firsts)
