"""One text with whatever annotation its corpus has."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Link:
    """A source or content and the cue that it belongs to, as half-open word ranges; the cue may be missing."""

    kind: str
    start: int
    end: int
    cue: int | None


@dataclass(slots=True)
class Example:
    """A text of `words`; annotation layers that a corpus lacks are None.

    sentences    word indices at which sentences begin, first 0; None where the corpus marks none
    paragraphs   word indices at which paragraphs begin, first 0
    pos          universal part of speech of each word
    heads        index of each word's head, its own index for a root (spaCy's convention)
    deps         universal dependency of each word
    entities     (start, end, label), half-open, without overlap
    spans        (start, end, "SOURCE" | "CUE" | "CONTENT"), half-open, without overlap
    links        what belongs to which cue
    factuality   {word: value in -3..3} and the corpus that judged, whose scale it is
    """

    corpus: str
    name: str
    words: list[str]
    paragraphs: list[int] = field(default_factory=lambda: [0])
    sentences: list[int] | None = None
    pos: list[str] | None = None
    heads: list[int] | None = None
    deps: list[str] | None = None
    entities: list[tuple[int, int, str]] | None = None
    spans: list[tuple[int, int, str]] | None = None
    links: list[Link] | None = None
    factuality: dict[int, float] | None = None
    judged_by: str | None = None
    #: for raw-text measures: the text as it stood, where the corpus has it
    text: str | None = None
