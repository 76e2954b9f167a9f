"""The value types of linking: what articles have to do with each other (docs/reference/contract.md, "Across articles").

All are frozen and do no I/O. `Links.to_dict` gives the public contract and `Links.from_dict` takes it back without loss.
An article is named by its id throughout.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pydantic import TypeAdapter

from onrecord.model import Field, Form, Reading, Span

#: How a version of a quotation stands to the fullest one.
Verdict = Literal["verbatim", "trimmed", "paraphrased", "altered"]
#: What two articles give differently.
Kind = Literal["number", "stage", "actor", "recipient", "role"]


@dataclass(frozen=True, slots=True)
class Piece:
    """An article as linking knows it.

    id       the input's own id where it gives one, else the reading's `article.id`; unlike the latter it may tell two
             files with the same words apart
    reading  what the article says
    """

    id: str
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words that two articles share, letter case, marks and punctuation aside; the span in each."""

    earlier: Span
    later: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Two articles of which one has the other's words.

    earlier, later  ids; `earlier` is the one that was copied
    share           how much of the later text's words stand in the earlier one, 0 to 1
    share_earlier   how much of the earlier text's words stand in the later one, 0 to 1
    passages        in the order of the later article
    """

    earlier: str
    later: str
    share: float
    share_earlier: float
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewrite:
    """Two articles of which one retells the other in other words.

    reason   one plain sentence
    aligned  the sentences that answer each other, the earlier article's first, in order
    """

    earlier: str
    later: str
    reason: str
    aligned: tuple[tuple[Span, Span], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The articles on one happening, by time; an article on its own is a story of one."""

    id: str
    title: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """An utterance as one article gives it.

    article    its id
    field, start, end, text  the passage; from the first part to the end of the last where a cue cuts it
    parts      the spans of the words themselves, where there is more than one
    form       direct (all in quotation marks), indirect, mixed
    verdict    against the family's reference
    reference  whether this is the fullest version, which the others are held against
    differs    the words that say something else than the reference
    reason     one plain sentence; empty where there is nothing to explain
    """

    article: str
    field: Field
    start: int
    end: int
    text: str
    parts: tuple[Span, ...] = ()
    form: Form
    verdict: Verdict
    reference: bool = False
    differs: tuple[Span, ...] = ()
    reason: str = ""

    @property
    def span(self) -> Span:
        """The passage as a span of the article."""
        return Span(self.field, self.start, self.end, self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A family: one utterance as different articles give it; `speaker` is None where nobody is named."""

    id: str
    speaker: str | None
    variants: tuple[Variant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A span with the id of the article that it stands in."""

    article: str
    field: Field
    start: int
    end: int
    text: str

    @classmethod
    def of(cls, article: str, span: Span) -> Evidence:
        """The evidence at this span of the article with this id."""
        return cls(article=article, field=span.field, start=span.start, end=span.end, text=span.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A value, the articles that give it, and the words in which they do."""

    value: str
    articles: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """The same thing given differently by articles of one story.

    story   id of the story
    what    the thing, in words: "mine-clearing machines"
    update  whether the later side brings the story up to date, which is no contradiction
    """

    story: str
    kind: Kind
    what: str
    sides: tuple[Side, ...]
    update: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Corroboration:
    """The independent sources behind a story: the articles of a group go back to one text."""

    story: str
    groups: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What a set of articles have to do with each other."""

    stories: tuple[Story, ...] = ()
    copies: tuple[Copy, ...] = ()
    rewrites: tuple[Rewrite, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    differences: tuple[Difference, ...] = ()
    corroboration: tuple[Corroboration, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The contract as plain dicts and lists."""
        return _adapter().dump_python(self, mode="json")  # type: ignore[no-any-return]

    def to_json(self) -> str:
        """The contract as one line of JSON."""
        return _adapter().dump_json(self).decode()

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Links:
        """The links that `to_dict` wrote.

        Raises pydantic.ValidationError, naming each wrong key, for anything else.
        """
        return _adapter().validate_python(data)


@cache
def _adapter() -> TypeAdapter[Links]:
    return TypeAdapter(Links)
