"""What follows from readings: the rows of an article's statements, claims, facets and sightings. No database here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from onrecord.ledger.keys import Keyed, classes, digest, item_key, keyed, party_key, plain
from onrecord.model import Article, Event, Reading, Span

#: The day of an article that does not say when it was published: before all others, and shown as unknown.
UNDATED = ""


@dataclass(frozen=True, slots=True)
class Amount:
    """How many of a thing are told of, and what they are worth; None where the article does not say.

    least, most  the number, or the ends of a range; None for an end that is left open
    shared       whether the value is for other things as well
    """

    least: float | None = None
    most: float | None = None
    unit: str | None = None
    count_state: str | None = None
    value: float | None = None
    currency: str | None = None
    value_state: str | None = None
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Sighting:
    """A report of a record, with where the article says it.

    ref       what the report is called by: the same for every reading that finds it at the same words
    on        the day of publication, ISO 8601; empty where the article does not say
    amount    how many and what they are worth, for a transfer
    """

    keyed: Keyed
    ref: str
    on: str
    stage: str | None
    negated: bool
    amount: Amount
    sentence: str
    span: Span


def identity(article: Article) -> str:
    """What tells an article from all others: outlet, address and content, in twenty hexadecimal digits.

    The first ten of them are its `stem`, which is not enough: of a million articles two may well have the same.
    """
    return digest(article.outlet or "", article.url or "", article.id, digits=20)


def stem(article: Article) -> str:
    """What the reports and claims of an article are named after."""
    return stem_of(identity(article))


def stem_of(identity: str) -> str:
    """The same by the article's identity; ledgers of earlier programs have it in the place of that."""
    return identity[:10]


def page_key(article: Article) -> str:
    """What the versions of a page have in common."""
    return article.url or identity(article)


def day(article: Article) -> str:
    """The day of publication, or UNDATED."""
    return (article.published or UNDATED)[:10]


def sightings(reading: Reading) -> Iterator[Sighting]:
    """The reports that a reading holds, in its order."""
    own, on = stem(reading.article), day(reading.article)
    before: Counter[tuple[str, ...]] = Counter()
    for found in keyed(reading):
        kind, number = found.key.kind, found.number
        stage: str | None = None
        negated = False
        if kind in ("decision", "transfer"):
            event = reading.events[number]
            span, evidence, stage, negated = event.trigger, event.evidence, event.stage, event.negated
        elif kind == "effect":
            effect = reading.effects[number]
            span, evidence = effect.effect, effect.evidence
        else:
            statement = reading.statements[number]
            span, evidence = statement.content[0], statement.content
        # Several reports may stand at the same words: one effect of two causes. Then their order tells them apart.
        at = (kind, span.field, str(span.start), str(found.share))
        again = (str(before[at]),) if before[at] else ()
        before[at] += 1
        ref = "S-" + digest(own, *at, *again)
        sentence = evidence[0].text if evidence else span.text
        amount = _amount(reading.events[number], found) if kind == "transfer" else Amount()
        yield Sighting(found, ref, on, stage, negated, amount, sentence, span)


def _amount(event: Event, found: Keyed) -> Amount:
    """What an event says of the things of one class; several kinds in one unit are no one number."""
    kind = dict(found.key.values)["class"]
    counted = [i.quantity for i in event.items if item_key(i) == kind and i.quantity is not None]
    money = event.value
    worth = Amount(
        value=money.amount if money else None,
        currency=money.currency if money else None,
        value_state=money.state if money else None,
        shared=money is not None and len(classes(event)) > 1,
    )
    if len(counted) != 1:
        return worth
    (q,) = counted
    least, most = (q.value, q.value) if q.value is not None else (q.min, q.max)
    return replace(worth, least=least, most=most, unit=q.unit, count_state=q.state)


def statement_rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """A row for each statement."""
    for number, s in enumerate(reading.statements):
        yield {
            "number": number,
            "speaker": s.speaker.name if s.speaker else s.described.text if s.described else None,
            "role": s.speaker.role if s.speaker else None,
            "form": s.form,
            "cue": s.cue.text if s.cue else None,
            "content": " … ".join(part.text for part in s.content),
            "on": day(reading.article),
        }


def claim_rows(reading: Reading) -> Iterator[dict[str, Any]]:
    """A row for each claim of the headline."""
    own = stem(reading.article)
    for number, c in enumerate(reading.headline.claims if reading.headline else ()):
        ref = "H-" + digest(own, str(c.span.start))
        yield {"ref": ref, "number": number, "text": c.span.text, "verdict": c.verdict, "reason": c.reason}


def facets(reading: Reading) -> list[tuple[str, str]]:
    """What an article can be found by, as (kind, value), each once."""
    found: set[tuple[str, str]] = set()
    for entity in reading.entities:
        if entity.country:
            found.add(("country", entity.country))
        if entity.kind == "person":
            found.add(("person", name := plain(entity.name)))
            found.add(("surname", name.rpartition(" ")[2]))
    for event in reading.events:
        found.add(("stage", event.stage))
        found.add(("type", event.type))
        found |= {("country", p.country) for p in (*event.actor, *event.recipient) if p.country}
        found |= {("party", party_key(p)) for p in (*event.actor, *event.recipient) if party_key(p)}
        found |= {("item", item.category) for item in event.items if item.category}
    if reading.article.outlet:
        found.add(("outlet", reading.article.outlet))
    return sorted(found)
