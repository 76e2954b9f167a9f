"""Statements in a list: what was said, by whom, when and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from onrecord.ledger import schema
from onrecord.ledger.among import among
from onrecord.ledger.bulk import found_by, one_of
from onrecord.ledger.newest import ENDED, newest, within
from onrecord.ledger.words import STATEMENTS, fts5, matches, numbered, tsquery, vector

#: From so many statements on with the words that are looked for, the newest articles are looked at first: so many for each
#: statement that is wanted, of which there must not be too many for that.
_MANY, _ARTICLES_EACH, _MOST = 3_000, 40, 500


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
    if asked.by is None and asked.words is None:
        numbers = _newest(connection, asked, limit)
    elif connection.dialect.name == "sqlite":
        numbers = _on_sqlite(connection, asked, limit)
    else:
        numbers = _on_postgresql(connection, asked, limit)
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


_QUERY = (
    select(schema.statement.c.id)
    .join(schema.article, schema.article.c.id == schema.statement.c.article_id)
    .where(schema.statement.c.reading_id.not_in(ENDED))
)


def _newest(connection: Connection, asked: Asked, limit: int) -> list[int]:
    a = schema.article.c
    dates = within(a.published, asked.since, asked.until)
    query = _QUERY.where(*_from(a.outlet, asked), *dates)
    found = newest(connection, query, schema.statement.c.id.desc(), limit=limit, undated=not dates)
    return [row.id for row in found]


def _on_sqlite(connection: Connection, asked: Asked, limit: int) -> list[int]:
    """Of few statements with the words all are looked at; of many those in the newest articles, which mostly are enough."""
    parts = [fts5(asked.by, within="speaker")] if asked.by is not None else []
    parts += [fts5(asked.words)] if asked.words is not None else []
    match = matches(STATEMENTS, " AND ".join(f"({part})" for part in parts))
    query = select(STATEMENTS.c.rowid).where(match)
    many = (
        connection.execute(select(func.count()).select_from(query.limit(_MANY).subquery())).scalar() == _MANY
    )
    if many and limit <= _MOST:
        a, t = schema.article.c, schema.statement.c
        dates = within(a.published, asked.since, asked.until)
        articles = select(a.id).where(*_from(a.outlet, asked), *dates)
        latest = articles.order_by(a.published.desc(), a.id.desc()).limit(_ARTICLES_EACH * limit)
        some = connection.execute(latest).scalars().all()
        theirs = select(t.id).where(among(t.article_id))
        found = _found(connection, asked, query.where(numbered(STATEMENTS).in_(theirs)), limit, {"own": some})
        if len(found) == limit or len(some) < _ARTICLES_EACH * limit:
            return found
    return _found(connection, asked, query, limit)


def _on_postgresql(connection: Connection, asked: Asked, limit: int) -> list[int]:
    wanted = []
    if asked.by is not None:
        wanted.append(vector("statement.speaker_words").op("@@")(func.plainto_tsquery("simple", asked.by)))
    if asked.words is not None:
        wanted.append(vector("statement.words").op("@@")(tsquery(asked.words)))
    return _found(connection, asked, select(schema.statement.c.id).where(*wanted), limit)


def _found(
    connection: Connection,
    asked: Asked,
    those: Select[Any],
    limit: int,
    given: Mapping[str, Any] = MappingProxyType({}),
) -> list[int]:
    """The newest of those statements; `given` is what their query is given."""
    t, a = schema.statement.c, schema.article.c
    # No index of articles must be taken for better than to go along those statements.
    outlet, published = (func.coalesce(c, "") for c in (a.outlet, a.published))
    dates = within(published, asked.since, asked.until)
    wanted = [*_from(outlet, asked), *dates, *([published != ""] if dates else [])]
    query = _QUERY.where(t.id.in_(those), *wanted).order_by(published.desc(), a.id.desc(), t.id.desc())
    return list(connection.execute(query.limit(limit), given).scalars())


def _from(outlet: ColumnElement[Any], asked: Asked) -> list[ColumnElement[bool]]:
    return [outlet == asked.outlet] if asked.outlet is not None else []


def said(row: Row[Any], person: str | None) -> Said:
    """A row of statements, with outlet, headline and url of its article, and the reference of the person."""
    return Said(
        record=person, speaker=row.speaker, role=row.role, form=row.form, content=row.content, on=row.on,
        outlet=row.outlet, headline=row.headline, url=row.url, article=row.article_id, number=row.number,
    )  # fmt: skip
