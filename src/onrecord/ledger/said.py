"""Statements in a list: what was said, by whom, when and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select

from onrecord.ledger import schema
from onrecord.ledger.bulk import found_by, one_of
from onrecord.ledger.newest import ENDED, newest, newest_of_some, within
from onrecord.ledger.words import has_words, named


@dataclass(frozen=True, slots=True)
class Asked:
    """What statements are narrowed to; None for no narrowing.

    by     words of the speaker's name: "Milley"
    words  words of the statement; a phrase in quotation marks
    since, until  days of publication, ISO 8601, both included
    """

    by: str | None = None
    words: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with where it stands: `article` and `number` find it in the article's reading.

    record  the reference of the person; None for bodies and unnamed sources
    """

    record: str | None
    speaker: str | None
    role: str | None
    form: str
    content: str
    on: str
    outlet: str | None
    headline: str
    url: str | None
    article: int
    number: int


def statements(connection: Connection, asked: Asked, *, limit: int = 50) -> list[Said]:
    """What was said, the newest first. Raises LedgerError for words that are none."""
    t, a, s = schema.statement.c, schema.article.c, schema.sighting.c
    wanted: list[ColumnElement[bool]] = [t.reading_id.not_in(ENDED)]
    if asked.by is not None:
        wanted.append(named(connection, asked.by))
    if asked.words is not None:
        wanted.append(has_words(connection, "statement", asked.words))
    by_words = asked.by is not None or asked.words is not None
    # Words are gone along where there are some: no index of articles must be taken for better.
    outlet, published = (func.coalesce(c, "") if by_words else c for c in (a.outlet, a.published))
    if asked.outlet is not None:
        wanted.append(outlet == asked.outlet)
    dates = within(published, asked.since, asked.until)
    if dates:
        wanted += [*dates, published != ""]
    query = select(t.id).join(schema.article, a.id == t.article_id).where(*wanted)
    if by_words:
        found = newest_of_some(connection, query, t.id.desc(), limit=limit)
    else:
        found = newest(connection, query, t.id.desc(), limit=limit, undated=not dates)
    numbers = [row.id for row in found]
    person = (
        select(schema.record.c.ref)
        .join(schema.sighting, s.record_id == schema.record.c.id)
        .where(s.reading_id == t.reading_id, s.number == t.number, schema.record.c.kind == "person")
        .limit(1)
        .scalar_subquery()
    )
    shown = (
        select(schema.statement, a.outlet, a.headline, a.url, person.label("person"))
        .join(schema.article, a.id == t.article_id)
        .where(one_of(t.id))
    )
    rows = {row.id: row for row in found_by(connection, shown, numbers)}
    return [said(rows[number], rows[number].person) for number in numbers]


def said(row: Row[Any], person: str | None) -> Said:
    """A row of statements, with outlet, headline and url of its article, and the reference of the person."""
    return Said(
        record=person, speaker=row.speaker, role=row.role, form=row.form, content=row.content, on=row.on,
        outlet=row.outlet, headline=row.headline, url=row.url, article=row.article_id, number=row.number,
    )  # fmt: skip
