"""What is measured: Onrecord's pipeline and its reading."""

from __future__ import annotations

from functools import cache
from typing import Protocol

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from onrecord.model import Article, Reading


class Pipeline(Protocol):
    """What the benchmarks ask of a spaCy pipeline."""

    vocab: Vocab

    def __call__(self, text: str | Doc) -> Doc:
        """The text or ready-made Doc with everything that the pipeline finds in it."""


class Reader(Protocol):
    """What the benchmarks ask of the reading."""

    def __call__(self, article: Article, /) -> Reading:
        """What the article says."""


@cache
def pipeline() -> Language:
    """The shipped pipeline, loaded once."""
    import onrecord

    return onrecord.load()


def read(article: Article, /) -> Reading:
    """The reading of one article."""
    import onrecord

    return onrecord.read(article, pipeline())


def ready_doc(nlp: Pipeline, words: list[str], sentences: list[int]) -> Doc:
    """A Doc of the corpus's own words, with sentences beginning at these words, as the pipeline leaves it.

    Raises ValueError where the pipeline does not keep the words.
    """
    begins = set(sentences)
    doc = nlp(Doc(nlp.vocab, words=words, sent_starts=[i in begins for i in range(len(words))]))
    if [t.text for t in doc] != words:
        raise ValueError("the pipeline changed the words of a ready-made Doc")
    return doc
