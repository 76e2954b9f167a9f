"""The value types of stories as a ledger tells them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from onrecord.ledger.keys import Kind
from onrecord.linking import Links, Piece


@dataclass(frozen=True, slots=True)
class StoryEvent:
    """What a story says of a decision or a transfer.

    ref       of the record
    stage     by the newest of the story's reports
    articles  of the story that report it
    sources   how many independent sources these go back to
    grouped   the values that all reports of the record agree in
    """

    ref: str
    kind: Kind
    title: str
    stage: str | None
    negated: bool
    articles: tuple[str, ...]
    sources: int
    grouped: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story in a line.

    ref            what it is called by, after its first article: "N-1a2b3c4d5e"; the name of any other finds it as well
    first, latest  days of publication, ISO 8601; empty where no article is dated
    articles       how many it has
    outlets        in the order in which they came to it
    sources        how many independent sources it has
    events         the widest-reported first
    status         read (by the program alone), or accepted by a person
    members        what its articles are called by, by time
    numbers        their numbers in the ledger, in the same order
    """

    ref: str
    title: str
    first: str
    latest: str
    articles: int
    outlets: tuple[str, ...]
    sources: int
    events: tuple[StoryEvent, ...]
    status: str
    members: tuple[str, ...]
    numbers: tuple[int, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """An article of a story: `ref` is what it is called by, `number` its number in the ledger."""

    ref: str
    number: int
    published: str | None
    outlet: str | None
    headline: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Tie:
    """Two articles of one text.

    ref     what it is called by: "L-1a2b3c4d5e"
    kind    copy or rewrite, as the program found it; set by a person
    status  read, accepted or rejected
    counts  whether the later one goes back to the earlier; it does not where a person cut that
    """

    ref: str
    kind: str
    earlier: str
    later: str
    share: float | None
    share_earlier: float | None
    reason: str
    status: str
    counts: bool


@dataclass(frozen=True, slots=True)
class StoryDetail:
    """A story with everything that it rests on.

    articles  by time
    ties      what goes back to one text, also what a person cut
    links     all that the articles have to do with each other, which are called by their references there
    pieces    the articles with their readings
    """

    story: StoryLine
    articles: tuple[StoryArticle, ...]
    ties: tuple[Tie, ...]
    links: Links
    pieces: tuple[Piece, ...] = field(repr=False)

    def to_dict(self) -> dict[str, Any]:
        """Everything but the readings, as plain dicts and lists."""
        return {
            "story": asdict(self.story), "articles": [asdict(one) for one in self.articles],
            "ties": [asdict(one) for one in self.ties], "links": self.links.to_dict(),
        }  # fmt: skip
