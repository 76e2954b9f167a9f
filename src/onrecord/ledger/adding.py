"""Puts readings into the ledger, each whole or not at all, and the same ledger in whatever order they come."""

from __future__ import annotations

import json
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from pydantic_core import PydanticSerializationError
from sqlalchemy import Connection, bindparam, delete, select, text, update

from onrecord.ledger import schema
from onrecord.ledger.bulk import found_by, insert_all, one_of
from onrecord.ledger.derived import identity, page_key, stem_of
from onrecord.ledger.links.waiting import unlink
from onrecord.ledger.log import Log
from onrecord.ledger.rows import Rows
from onrecord.ledger.summary import Report, Summary, summary
from onrecord.model import Article, Reading

Outcome = Literal["added", "known", "version"]
#: How hard readings are pressed together: 3 takes half the time of the usual 6, and a tenth more room.
_LEVEL = 3
#: How many articles share a transaction at most, and how long the first of them waits for the others, in seconds.
_TOGETHER, _WAIT = 256, 0.1


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


def add(connection: Connection, readings: Sequence[Reading], made: Made, log: Log) -> list[Added]:
    """Adds articles with their readings; those that are there already are left alone.

    connection  in a transaction with the right to write
    log         the review log as it stands in this transaction
    """
    return _Adding(connection, made, log).all(readings)


def together(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    """Readings in the order in which they come, those together that come within a moment.

    Whatever goes wrong where they come from, those that came are given first.
    """
    some: list[Reading] = []
    since = time.monotonic()
    try:
        for reading in readings:
            some.append(reading)
            if len(some) == _TOGETHER or time.monotonic() - since > _WAIT:
                yield some
                some, since = [], time.monotonic()
    except Exception:
        if some:
            yield some
        raise
    if some:
        yield some


def number_of(connection: Connection, article: Article) -> int | None:
    """The number of an article in the ledger; None where it is not there."""
    name = identity(article)
    return _known(connection, [name]).get(name)


def _known(connection: Connection, names: Sequence[str]) -> dict[str, int]:
    """The numbers of those articles that are there, by their identities."""
    there = dict(found_by(connection, _ARTICLES, dict.fromkeys([*names, *map(stem_of, names)])))
    found = ((name, there.get(name) or there.get(stem_of(name))) for name in names)
    return {name: number for name, number in found if number is not None}


class _Adding:
    """Articles on their way into the ledger: those of pages that are new wait, and are written together."""

    def __init__(self, connection: Connection, made: Made, log: Log) -> None:
        self._connection, self._made, self._log = connection, made, log
        self._waiting: dict[str, Reading] = {}
        self._pages: dict[str, int] = {}
        self._new_pages: list[str] = []
        self._known: dict[str, int] = {}
        self._stale: set[int] = set()

    def all(self, readings: Sequence[Reading]) -> list[Added]:
        """Adds them all, and says what came of each."""
        own = [(identity(r.article), page_key(r.article)) for r in readings]
        self._known = _known(self._connection, [name for name, _ in own])
        self._pages = self._numbers(_PAGES, (page for _, page in own))
        outcomes: list[Outcome] = []
        for reading, (name, page) in zip(readings, own, strict=True):
            if name in self._known or name in self._waiting:
                outcomes.append("known")
            elif page in self._pages or page in self._new_pages:
                self._write()
                self._stale |= _retire(self._connection, self._pages[page], self._made.at)
                self._waiting[name] = reading
                self._write()
                outcomes.append("version")
            else:
                self._waiting[name] = reading
                self._new_pages.append(page)
                outcomes.append("added")
        self._write()
        settle(self._connection, self._stale, self._log)
        return [Added(outcome, self._known[name]) for outcome, (name, _) in zip(outcomes, own, strict=True)]

    def _write(self) -> None:
        """Writes the articles that wait."""
        if not self._waiting:
            return
        connection, made = self._connection, self._made
        insert_all(connection, schema.page, [{"key": key} for key in self._new_pages])
        self._pages |= self._numbers(_PAGES, self._new_pages)
        self._new_pages = []
        pages = self._pages
        rows = [
            _article_row(name, pages[page_key(r.article)], r.article, made)
            for name, r in self._waiting.items()
        ]
        insert_all(connection, schema.article, rows)
        numbers = self._numbers(_ARTICLES, self._waiting)
        if connection.dialect.name == "sqlite":
            connection.execute(_WORDS, {"first": min(numbers.values()), "last": max(numbers.values())})
        in_order = sorted((numbers[name], r) for name, r in self._waiting.items())
        self._stale |= write_readings(connection, in_order, made, self._log)
        self._known |= numbers
        self._waiting = {}

    def _numbers(self, query: Any, values: Iterable[str]) -> dict[str, int]:
        return dict(found_by(self._connection, query, dict.fromkeys(values)))


def reread(connection: Connection, article: int, reading: Reading, made: Made, log: Log) -> None:
    """Puts another reading of a stored article in the place of the one that counts now."""
    stale = _end(connection, [article], made.at)
    connection.execute(delete(schema.facet).where(schema.facet.c.article_id == article))
    settle(connection, stale | write_readings(connection, [(article, reading)], made, log), log)


def write_readings(
    connection: Connection, readings: Sequence[tuple[int, Reading]], made: Made, log: Log
) -> set[int]:
    """Writes readings and all that follows from them; returns the records that still have to be settled.

    readings  each with the number of its article, of which no other reading counts any more
    """
    insert_all(connection, schema.reading, [
        {"article_id": article, "program": made.program, "weights": made.weights, "body": pack(r), "made": made.at}
        for article, r in readings
    ])  # fmt: skip
    unlink(connection, [article for article, _ in readings])
    found = found_by(connection, _READINGS, (article for article, _ in readings))
    numbers = {row.article_id: row.id for row in found}
    rows = Rows(connection, log)
    for article, reading in readings:
        rows.take(article, numbers[article], reading)
    return rows.write()


def pack(reading: Reading) -> bytes:
    """A reading without its article, compressed."""
    try:
        plain = reading.to_json(article=False).encode()
    except PydanticSerializationError:  # half of a surrogate pair, as broken pages have it
        whole = reading.to_dict()
        del whole["article"]
        plain = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return zlib.compress(plain, _LEVEL)


def _article_row(name: str, page: int, article: Article, made: Made) -> dict[str, Any]:
    return {
        "page_id": page, "identity": name, "content_id": article.id, "url": article.url, "outlet": article.outlet,
        "headline": article.headline, "byline": article.byline, "published": article.published,
        "language": article.language, "text": article.text, "added": made.at,
    }  # fmt: skip


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
    ended = connection.execute(select(r.article_id).where(r.article_id.in_(articles), r.until.is_(None)))
    unlink(connection, list(ended.scalars()))
    connection.execute(
        update(schema.reading).where(r.article_id.in_(articles), r.until.is_(None)).values(until=at)
    )
    return stale


_ARTICLES = select(schema.article.c.identity, schema.article.c.id).where(one_of(schema.article.c.identity))
_PAGES = select(schema.page.c.key, schema.page.c.id).where(one_of(schema.page.c.key))
_READINGS = select(schema.reading.c.article_id, schema.reading.c.id).where(
    one_of(schema.reading.c.article_id), schema.reading.c.until.is_(None)
)
_WORDS = text(
    "INSERT INTO article_words(rowid, headline, text) "
    "SELECT id, headline, text FROM article WHERE id BETWEEN :first AND :last"
)
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
