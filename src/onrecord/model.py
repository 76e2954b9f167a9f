"""The value types: an article and the reading of it.

All are frozen and do no I/O. `to_json` and `from_json` turn a reading into the public contract
(docs/reference/contract.md) and back without loss; `json_schema` describes it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import Field as Key
from pydantic import TypeAdapter

Field = Literal["headline", "text"]
Form = Literal["direct", "indirect", "mixed"]
State = Literal["stated", "approximate", "undisclosed"]
#: How far a decision has got, as the text says it (docs/reference/contract.md).
Stage = Literal[
    "requested", "considered", "planned", "proposed", "pledged", "approved", "underway", "done", "refused", "withdrawn",
]  # fmt: skip
Relation = Literal["enables", "prevents", "causes"]
Certainty = Literal["asserted", "possible", "denied"]
Verdict = Literal["supported", "overstated", "contradicted", "unsupported", "uncheckable"]
Disagreement = Literal["number", "stage", "quotation", "wording"]
#: What the frame of an event begins with that the network takes for one, where no table explains the word.
LEARNED = "~"


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open character offsets (Unicode code points) into an article's headline or text, and the words there."""

    field: Field
    start: int
    end: int
    text: str

    def __contains__(self, other: Span) -> bool:
        """Whether the other span lies within this one."""
        return self.field == other.field and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as published, cleaned of what belongs to the page.

    id         content hash, the same for the same headline and text
    url, outlet, byline, published (ISO 8601), language (ISO 639-1): None where unknown
    text       paragraphs joined by a blank line
    """

    headline: str = ""
    text: str = ""
    id: str = ""
    url: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", content_id(self.headline, self.text))

    def span(self, field: Field, start: int, end: int) -> Span:
        """The span at these offsets.

        Raises ValueError for offsets outside the field or an empty range.
        """
        whole = self.headline if field == "headline" else self.text
        if not 0 <= start < end <= len(whole):
            raise ValueError(f"no span {start}:{end} in a {field} of {len(whole)} characters")
        return Span(field, start, end, whole[start:end])

    def paragraphs(self) -> list[tuple[int, int]]:
        """Half-open offsets of the text's paragraphs."""
        found, at = [], 0
        for part in self.text.split("\n\n"):
            if part.strip():
                found.append((at, at + len(part)))
            at += len(part) + 2
        return found


def content_id(headline: str, text: str) -> str:
    """A hash of what an article says: 16 hexadecimal digits of SHA-256 over headline and text."""
    return hashlib.sha256(f"{headline}\0{text}".encode(errors="surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Somebody or something that the article names, with every mention.

    name     the fullest form found
    kind     person, organization, country, place, facility, equipment, vessel, group, product, date, money, other
    country  ISO 3166-1 alpha-3, when known
    role     for a person: the office, in the words of the article
    """

    id: str
    name: str
    kind: str
    country: str | None = None
    role: str | None = None
    mentions: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Whose words a statement reports.

    name    the fullest name that the article has for a resolved pronoun or title, else the words at `span`
    entity  id of the entity, when it is one
    span    the words that name the speaker here: "he", "the minister", "Milley"
    """

    name: str
    role: str | None = None
    entity: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Who said what.

    speaker    None where nobody is named
    anonymous  true for "officials said"; `described` then has the words that the article has for them
    cue        the words that report it ("said", "according to"); None for turns and unattributed quotations
    content    its spans, in order; more than one around a cue or over paragraphs
    form       direct (all in quotation marks), indirect, mixed
    """

    speaker: Speaker | None
    anonymous: bool
    described: Span | None = None
    cue: Span | None
    content: tuple[Span, ...]
    form: Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that the article gives for something countable.

    what           the thing counted, in the article's words
    value, min, max  the number; a range or bound where that is what the article gives
    unit           "percent", "USD", "kilometre"; None for plain counts
    evidence       the sentence
    """

    what: str
    value: float | None = None
    min: float | None = None
    max: float | None = None
    unit: str | None = None
    state: State = "stated"
    span: Span
    evidence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody who does something, or to whom it is done.

    name     the entity's fullest name, else the words at `span`
    entity   id of the entity, when it is one
    country  ISO 3166-1 alpha-3 of the state it is, belongs to or speaks for, when known
    span     the words here; None where the sentence leaves it to be understood from what stands before
    """

    name: str
    entity: str | None = None
    country: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """How many of an item.

    value, min, max  the number; a range or a bound where that is what the text gives; all None where it gives none
    unit             "battery", "round", "tonne": what is counted where it is not the item itself, in the singular
    state            "undisclosed" where the text says that the number is not given
    """

    value: float | None = None
    min: float | None = None
    max: float | None = None
    unit: str | None = None
    state: State = "stated"
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A thing that is given, asked for or moved.

    name      as the text has it, without number and article
    category  its class ("howitzer", "ammunition", "medical supplies"); None where the tables do not know it
    """

    name: str
    category: Annotated[str | None, Key(alias="class")] = None
    quantity: Quantity | None = None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """What something is worth.

    amount    None where the words give none for sure ("1,2 billion")
    currency  ISO 4217; None where the words leave it open
    """

    amount: float | None = None
    currency: str | None = None
    state: State = "stated"
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When something happens.

    value  ISO 8601, as precise as the text: a day "2025-03-03", a month "2025-03", a year "2025", an interval
           "2025-03-03/2025-03-09"; before or by a day "../2027-12-31", since or from a day "2026-01-01/.."
    span   the words: "on Monday", "by 2027"
    """

    value: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Why an event is read as it is.

    says  what the words say: a stage, "negated", "type" for the frame, "approver"; "learned" for whom or what a network fills in
          where the grammar leaves it open
    span  the words
    """

    says: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who does what to whom, and how far it has got.

    type, mode   of the PLOVER ontology ("AID", "military")
    trigger      the word that names the event
    actor        who does it; a donor is the actor of AID
    recipient    to whom it is done
    stage        how far it has got, as the text says
    negated      whether the text says that it did not, does not or will not happen
    approver     who still has to approve, if the text says so
    attribution  index into the reading's statements; None where the article says it in its own voice
    evidence     sentences, in order
    frame        the entry of the frames' table that it was read by
    cues         the words that its stage, negation and approver rest on
    """

    type: str
    mode: str | None = None
    trigger: Span
    actor: tuple[Party, ...] = ()
    recipient: tuple[Party, ...] = ()
    items: tuple[Item, ...] = ()
    value: Money | None = None
    stage: Stage
    negated: bool = False
    approver: Party | None = None
    date: When | None = None
    place: Party | None = None
    attribution: int | None = None
    evidence: tuple[Span, ...]
    frame: str = ""
    cues: tuple[Cue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """What an effect is said to follow from: the keys of a span, with the event (its index) or entity that it is."""

    field: Field
    start: int
    end: int
    text: str
    event: int | None = None
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What is claimed to follow from what.

    attribution  index into the reading's statements; None where the article says it in its own voice
    """

    cause: Cause
    effect: Span
    relation: Relation
    certainty: Certainty
    attribution: int | None = None
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim of a headline, held against the body.

    reason    one plain sentence
    evidence  the sentences of the body that decide it
    """

    span: Span
    verdict: Verdict
    reason: str
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineCheck:
    """Whether the body bears the headline out; the verdict is the worst of its claims'."""

    verdict: Verdict
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two places of one article that disagree."""

    kind: Disagreement
    a: Span
    b: Span
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What Onrecord says about one article; `headline` is None where the article has none."""

    article: Article
    entities: tuple[Entity, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    effects: tuple[Effect, ...] = ()
    headline: HeadlineCheck | None = None
    figures: tuple[Figure, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    def to_json(self, *, article: bool = True) -> str:
        """One line of JSON in the form of the contract; without its article where somebody keeps that elsewhere."""
        without = None if article else {"article"}
        return _adapter().dump_json(self, by_alias=True, exclude=without).decode()

    def to_dict(self) -> dict[str, Any]:
        """The contract as plain dicts and lists."""
        return _adapter().dump_python(self, mode="json", by_alias=True)  # type: ignore[no-any-return]

    @classmethod
    def from_json(cls, line: str | bytes) -> Reading:
        """The reading that `to_json` wrote.

        Raises pydantic.ValidationError, naming each wrong key, for anything else.
        """
        return _adapter().validate_json(line)

    def entity(self, number: str) -> Entity:
        """The entity with this id, such as "e3".

        Raises KeyError where there is none.
        """
        for entity in self.entities:
            if entity.id == number:
                return entity
        raise KeyError(number)


@cache
def _adapter() -> TypeAdapter[Reading]:
    return TypeAdapter(Reading)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a reading."""
    return _adapter().json_schema(mode="serialization")
