"""Puts readings into the ledger: one transaction an article, and the same ledger in whatever order they come."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from sqlalchemy import Connection, bindparam, case, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from onrecord.ledger import schema
from onrecord.ledger.derived import (
    Sighting,
    claim_rows,
    facets,
    identity,
    page_key,
    sightings,
    statement_rows,
)
from onrecord.ledger.log import Log
from onrecord.ledger.summary import Report, Summary, summary
from onrecord.model import Reading

Outcome = Literal["added", "known", "version"]


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding a reading: "added", "known" from before, or a new "version" of a page."""

    outcome: Outcome
    article: int


@dataclass(frozen=True, slots=True)
class Made:
    """By what and when a reading was made: versions of the program and of its weights, UTC in ISO 8601."""

    program: str
    weights: str
    at: str


def add(connection: Connection, reading: Reading, made: Made, log: Log) -> Added:
    """Adds an article with its reading; one that is there already is left alone.

    connection  in a transaction with the right to write
    log         the review log as it stands in this transaction
    """
    article = reading.article
    own = identity(article)
    known = connection.execute(_KNOWN, {"own": own}).scalar()
    if known is not None:
        return Added("known", known)
    key = page_key(article)
    page = connection.execute(_PAGE, {"own": key}).scalar()
    earlier = page is not None
    if page is None:
        page = connection.execute(_NEW_PAGE, {"key": key}).scalar_one()
    number = connection.execute(
        _NEW_ARTICLE,
        {
            "page_id": page, "identity": own, "content_id": article.id, "url": article.url, "outlet": article.outlet,
            "headline": article.headline, "byline": article.byline, "published": article.published,
            "language": article.language, "text": article.text, "added": made.at,
        },
    ).scalar_one()  # fmt: skip
    stale = _retire(connection, page, made.at) if earlier else set()
    touched = write_reading(connection, number, reading, made, log)
    settle(connection, stale | touched, log)
    return Added("version" if earlier else "added", number)


def reread(connection: Connection, article: int, reading: Reading, made: Made, log: Log) -> None:
    """Puts another reading of a stored article in the place of the one that counts now."""
    stale = _end(connection, [article], made.at)
    settle(connection, stale | write_reading(connection, article, reading, made, log), log)


def write_reading(connection: Connection, article: int, reading: Reading, made: Made, log: Log) -> set[int]:
    """Writes a reading and all that follows from it; returns the records that still have to be settled.

    Records that no person has touched are brought up to date here, which takes no look at their other reports.
    """
    body = pack(reading)
    number = connection.execute(
        _NEW_READING,
        {
            "article_id": article,
            "program": made.program,
            "weights": made.weights,
            "body": body,
            "made": made.at,
        },
    ).scalar_one()
    return derive(connection, article, number, reading, log)


def derive(connection: Connection, article: int, number: int, reading: Reading, log: Log) -> set[int]:
    """Writes the rows that follow from a reading; returns the records that still have to be settled.

    number  of the reading in the ledger
    """
    own = {"article_id": article, "reading_id": number}
    if rows := [row | own for row in statement_rows(reading)]:
        connection.execute(insert(schema.statement), rows)
    if rows := [row | own | {"status": log.word(row["ref"]).status} for row in claim_rows(reading)]:
        connection.execute(insert(schema.claim), rows)
    connection.execute(delete(schema.facet).where(schema.facet.c.article_id == article))
    if found := facets(reading):
        connection.execute(
            insert(schema.facet), [{"kind": k, "value": v, "article_id": article} for k, v in found]
        )
    return _see(connection, list(sightings(reading)), own, log)


def pack(reading: Reading) -> bytes:
    """A reading without its article, compressed."""
    plain = reading.to_dict()
    del plain["article"]
    return zlib.compress(
        json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    )


def _see(connection: Connection, seen: Sequence[Sighting], own: dict[str, int], log: Log) -> set[int]:
    """Writes sightings and their records; returns the records that have to be settled."""
    homes: dict[str, list[Sighting]] = {}
    for s in seen:
        homes.setdefault(s.keyed.key.ref, []).append(s)
    numbers: dict[str, int] = {}
    touched: set[int] = set()
    for ref in sorted(homes):  # in one order for all writers
        made = connection.execute(_upsert(connection), _record_row(ref, homes[ref])).one()
        numbers[ref] = made.id
        if made.reviewed:
            touched.add(made.id)
    rows = []
    for s in seen:
        home = numbers[s.keyed.key.ref]
        at = home
        if (further := log.record(s.keyed.key.ref, s.ref)) != s.keyed.key.ref:
            at = connection.execute(_RECORD, {"own": further}).scalar() or home
            touched |= {home, at}
        elif s.ref in log:
            touched.add(home)
        rows.append({
            "ref": s.ref, "home_id": home, "record_id": at, "number": s.keyed.number, "share": s.keyed.share, "on": s.on,
            "stage": s.stage, "negated": s.negated, "sentence": s.sentence, "field": s.span.field, "start": s.span.start,
            "end": s.span.end, **asdict(s.amount), **own,
        })  # fmt: skip
    if rows:
        connection.execute(insert(schema.sighting), rows)
    return touched


def _record_row(ref: str, found: Sequence[Sighting]) -> dict[str, Any]:
    """A record as these sightings of one article make it."""
    first = found[0].keyed
    title = max((s.keyed.title for s in found), key=lambda t: (len(t), t))
    made = summary(ref, (Report(s.ref, s.on, s.stage, s.negated, 0) for s in found), Log())
    actor, recipient, thing = first.sides
    kind = dict(first.key.values).get("type")
    return {
        "ref": ref, "kind": first.key.kind, "key": first.key.to_json(), "type": kind, "actor": actor,
        "recipient": recipient, "object": thing, "title": title, "reviewed": False, **asdict(made),
    }  # fmt: skip


def _upsert(connection: Connection) -> Any:
    """A new record, or one more article for one that is there."""
    name = connection.dialect.name
    if name not in _UPSERTS:
        dialect = postgresql if name == "postgresql" else sqlite
        made = dialect.insert(schema.record)
        old, new = schema.record.c, made.excluded
        later = new.newest > old.newest
        longer = (func.length(new.title) > func.length(old.title)) | (
            (func.length(new.title) == func.length(old.title)) & (new.title > old.title)
        )
        _UPSERTS[name] = made.on_conflict_do_update(
            index_elements=["ref"],
            set_={
                "articles": old.articles + 1,
                "first": case((old.first == "", new.first), (new.first == "", old.first), (new.first < old.first, new.first), else_=old.first),
                "latest": case((new.latest > old.latest, new.latest), else_=old.latest),
                "stage": case((later, new.stage), else_=old.stage),
                "negated": case((later, new.negated), else_=old.negated),
                "newest": case((later, new.newest), else_=old.newest),
                "title": case((longer, new.title), else_=old.title),
            },
        ).returning(schema.record.c.id, schema.record.c.reviewed)  # fmt: skip
    return _UPSERTS[name]


_UPSERTS: dict[str, Any] = {}


def settle(connection: Connection, records: Iterable[int], log: Log) -> None:
    """Makes the lines of these records anew from all their reports and the review log."""
    for number in sorted(records):
        row = connection.execute(_ROW, {"own": number}).one()
        found = [
            Report(r.ref, r.on, r.stage, r.negated, r.article_id)
            for r in connection.execute(_REPORTS, {"own": number})
        ]
        made: Summary = summary(row.ref, found, log)
        reviewed = row.ref in log or any(r.ref in log for r in found)
        connection.execute(
            _SETTLE, {"own": number, "reviewed": reviewed, **{f"new_{k}": v for k, v in asdict(made).items()}}
        )


def _retire(connection: Connection, page: int, at: str) -> set[int]:
    """Ends what the versions of a page before were read as; returns the records that lose reports."""
    found = connection.execute(select(schema.article.c.id).where(schema.article.c.page_id == page)).scalars()
    return _end(connection, list(found), at)


def _end(connection: Connection, articles: Sequence[int], at: str) -> set[int]:
    r, s = schema.reading.c, schema.sighting.c
    now = select(r.id).where(r.article_id.in_(articles), r.until.is_(None)).scalar_subquery()
    stale = set(connection.execute(select(s.record_id).where(s.reading_id.in_(now))).scalars())
    connection.execute(
        update(schema.reading).where(r.article_id.in_(articles), r.until.is_(None)).values(until=at)
    )
    return stale


_KNOWN = select(schema.article.c.id).where(schema.article.c.identity == bindparam("own"))
_PAGE = select(schema.page.c.id).where(schema.page.c.key == bindparam("own"))
_RECORD = select(schema.record.c.id).where(schema.record.c.ref == bindparam("own"))
_NEW_PAGE = insert(schema.page).returning(schema.page.c.id)
_NEW_ARTICLE = insert(schema.article).returning(schema.article.c.id)
_NEW_READING = insert(schema.reading).returning(schema.reading.c.id)
_ROW = select(schema.record.c.ref).where(schema.record.c.id == bindparam("own"))
_REPORTS = (
    select(
        schema.sighting.c.ref, schema.sighting.c.on, schema.sighting.c.stage, schema.sighting.c.negated,
        schema.sighting.c.article_id,
    )
    .join(schema.reading, schema.reading.c.id == schema.sighting.c.reading_id)
    .where(schema.sighting.c.record_id == bindparam("own"), schema.reading.c.until.is_(None))
)  # fmt: skip
_SETTLE = (
    update(schema.record)
    .where(schema.record.c.id == bindparam("own"))
    .values(
        {k: bindparam(f"new_{k}") for k in Summary.__dataclass_fields__} | {"reviewed": bindparam("reviewed")}
    )
)
