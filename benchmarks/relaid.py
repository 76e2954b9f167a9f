"""A corpus's text laid out as an article, with the way back to the corpus's own offsets."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from onrecord.model import Article


@dataclass(frozen=True, slots=True)
class Relaid:
    """An article without headline, its paragraphs apart by a blank line.

    paragraphs  (offset in the article, length, offset in the corpus's text) of each
    """

    article: Article
    paragraphs: tuple[tuple[int, int, int], ...]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """A half-open range of the article's text in the corpus's offsets."""
        return self._back(start), self._back(end - 1) + 1

    def _back(self, at: int) -> int:
        new, length, old = self.paragraphs[max(0, bisect_right(self.paragraphs, at, key=lambda p: p[0]) - 1)]
        return old + min(at - new, length - 1)


def relay(text: str) -> Relaid:
    """The text as an article: each line with something on it is a paragraph, without the white space around it."""
    paragraphs: list[tuple[int, int, int]] = []
    lines: list[str] = []
    old = new = 0
    for line in text.split("\n"):
        if kept := line.strip():
            paragraphs.append((new, len(kept), old + line.index(kept)))
            lines.append(kept)
            new += len(kept) + 2
        old += len(line) + 1
    return Relaid(Article(text="\n\n".join(lines)), tuple(paragraphs))
