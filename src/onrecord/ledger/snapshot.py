"""The whole ledger as it stood at a moment, to go through in order: for whoever writes it out.

Everything comes one by one, so that a large ledger takes no more memory than a small one. What a person rejected comes
too, with its status: whoever writes decides, and says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, or_, select

from onrecord.ledger import schema, summary
from onrecord.ledger.headlines import CLAIMS, Checked, checked
from onrecord.ledger.keys import Kind
from onrecord.ledger.log import Log, Status
from onrecord.ledger.records import Detail, record_with, report_of, whole
from onrecord.ledger.said import Said, said
from onrecord.ledger.stored import unpack
from onrecord.model import Article, Reading

#: Rows that are fetched at a time, and readings that are kept unpacked.
_AT_ONCE, _KEPT = 500, 512


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement, with what persons said of it.

    report  what the statement is called by; None where no person says it
    """

    said: Said
    cue: str | None
    report: str | None
    status: Status


@dataclass(frozen=True, slots=True)
class Version:
    """A version of an article: its number in the ledger, when it was added, and whether its reading counts.

    page  the number of its page, which all its versions have in common
    """

    number: int
    page: int
    article: Article
    added: str
    counts: bool


class Snapshot:
    """The ledger at a moment.

    connection  that sees one state of the store
    log         the review log at that moment
    until       the moment as `states.end_of` has it; None for now
    """

    def __init__(self, connection: Connection, log: Log, until: str | None = None) -> None:
        self.connection, self.log, self.until = connection, log, until
        self.reading = lru_cache(_KEPT)(self._reading)

    def details(self, kind: Kind) -> Iterator[Detail]:
        """The records of a kind with all their reports, by reference; those that a person merged or split come last."""
        s, a, r = schema.sighting.c, schema.article.c, schema.record.c
        query = (
            select(schema.sighting, a.outlet, a.headline, a.url, r.ref.label("home"))
            .join(schema.article, a.id == s.article_id)
            .join(schema.reading, schema.reading.c.id == s.reading_id)
            .join(schema.record, r.id == s.home_id)
            .where(r.kind == kind, self._counts())
            .order_by(r.ref, s.on, a.id, s.start)
        )
        crossed = self.log.crossed()
        moved: dict[str, list[Row[Any]]] = defaultdict(list)
        for home, rows in groupby(self._each(query), key=lambda row: row.home):
            if home not in crossed:
                yield self._detail(home, list(rows))
                continue
            for row in rows:
                moved[self.log.record(home, row.ref)].append(row)
        for ref, found in sorted(moved.items()):
            yield self._detail(ref, sorted(found, key=lambda row: (row.on, row.article_id, row.start)))

    def _detail(self, ref: str, rows: Sequence[Row[Any]]) -> Detail:
        about = self.connection.execute(select(schema.record).where(schema.record.c.ref == ref)).one()
        line = summary.summary(
            ref, (summary.Report(r.ref, r.on, r.stage, r.negated, r.article_id) for r in rows), self.log
        )
        return whole(record_with(about, line, self.log), [report_of(row, self.log) for row in rows])

    def statements(self) -> Iterator[Spoken]:
        """All statements, in the order of their articles."""
        t, a, s, r = schema.statement.c, schema.article.c, schema.sighting.c, schema.record.c
        people = (
            select(s.reading_id, s.number, s.ref, r.ref.label("home"))
            .join(schema.record, r.id == s.home_id)
            .where(r.kind == "person")
            .subquery()
        )
        query = (
            select(schema.statement, a.outlet, a.headline, a.url, people.c.ref, people.c.home)
            .join(schema.article, a.id == t.article_id)
            .join(schema.reading, schema.reading.c.id == t.reading_id)
            .outerjoin(people, and_(people.c.reading_id == t.reading_id, people.c.number == t.number))
            .where(self._counts())
            .order_by(t.article_id, t.number)
        )
        for row in self._each(query):
            person = self.log.record(row.home, row.ref) if row.home is not None else None
            status: Status = self.log.word(row.ref).status if row.ref is not None else "read"
            yield Spoken(said(row, person), row.cue, row.ref, status)

    def articles(self) -> Iterator[Version]:
        """All versions of all articles, in the order in which they were added."""
        a, g = schema.article.c, schema.reading.c
        query = (
            select(schema.article, g.id.label("reading"))
            .outerjoin(schema.reading, and_(g.article_id == a.id, self._counts()))
            .order_by(a.id)
        )
        if self.until is not None:
            query = query.where(a.added <= self.until)
        for row in self._each(query):
            yield Version(row.id, row.page_id, _article(row), row.added, row.reading is not None)

    def claims(self) -> Iterator[Checked]:
        """All claims of headlines, in the order of their articles."""
        c = schema.claim.c
        query = CLAIMS.where(self._counts()).order_by(c.article_id, c.number)
        return (checked(row, self.log) for row in self._each(query))

    def readings(self) -> Iterator[tuple[int, Reading]]:
        """The readings that count, each with the number of its article, in the order in which they were added."""
        for row in self._each(self._bodies().order_by(schema.article.c.id)):
            yield row.id, unpack(row.body, _article(row))

    def _reading(self, article: int) -> Reading:
        """The reading of an article that counts."""
        row = self.connection.execute(self._bodies().where(schema.article.c.id == article)).one()
        return unpack(row.body, _article(row))

    def _bodies(self) -> Select[Any]:
        """Articles with the readings of them that count."""
        g = schema.reading.c
        return (
            select(schema.article, g.body)
            .join(schema.reading, g.article_id == schema.article.c.id)
            .where(self._counts())
        )

    def _counts(self) -> ColumnElement[bool]:
        """Whether a reading counts."""
        g = schema.reading.c
        if self.until is None:
            return g.until.is_(None)
        return and_(g.made <= self.until, or_(g.until.is_(None), g.until > self.until))

    def _each(self, query: Select[Any]) -> Iterator[Row[Any]]:
        return iter(self.connection.execute(query.execution_options(yield_per=_AT_ONCE)))


def _article(row: Row[Any]) -> Article:
    return Article(
        id=row.content_id, url=row.url, outlet=row.outlet, headline=row.headline, byline=row.byline,
        published=row.published, language=row.language, text=row.text,
    )  # fmt: skip
