"""The training corpora, each read into `Example`s."""

from training.corpora.example import Example, Link

__all__ = ["Example", "Link"]
