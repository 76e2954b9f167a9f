"""Articles and readings as they are kept, and looking after them: what is there, whether it is whole, making it anew."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, func, or_, select, text, update

from onrecord import model
from onrecord.ledger import adding, schema, upgrades
from onrecord.ledger.errors import LedgerError
from onrecord.ledger.keys import Keyed, keyed
from onrecord.ledger.links.waiting import unlink_all
from onrecord.ledger.links.whole import wrong_links
from onrecord.ledger.log import Log
from onrecord.ledger.reviews import make_split
from onrecord.ledger.rows import Rows
from onrecord.ledger.states import log_at, states
from onrecord.ledger.titles import titled

#: Readings whose rows are made anew at a time.
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Info:
    """How much a ledger holds.

    records   by kind, those that anything reports
    made_by   readings that count now, by "program, weights"
    first, last  days of publication, ISO 8601
    """

    schema: str
    articles: int
    pages: int
    readings: int
    statements: int
    reviews: int
    records: Mapping[str, int]
    made_by: Mapping[str, int]
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What another reading of an article would change: records that it would gain and lose, and new stages, in plain words."""

    article: int
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    stages: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.gained or self.lost or self.stages)


def article(connection: Connection, number: int) -> model.Article:
    """A stored article. Raises LedgerError where there is none."""
    row = connection.execute(select(schema.article).where(schema.article.c.id == number)).first()
    if row is None:
        raise LedgerError(
            f"There is no article {number}.", "`onrecord search` shows articles with their numbers."
        )
    return as_article(row)


def as_article(row: Row[Any]) -> model.Article:
    """A row of the table of articles as the article that it holds."""
    return model.Article(
        id=row.content_id, url=row.url, outlet=row.outlet, headline=row.headline, byline=row.byline,
        published=row.published, language=row.language, text=row.text,
    )  # fmt: skip


def reading(connection: Connection, number: int) -> model.Reading:
    """The reading of an article that counts now, else its last. Raises LedgerError where there is none."""
    own = article(connection, number)
    g = schema.reading.c
    body = connection.execute(
        select(g.body).where(g.article_id == number).order_by(g.until.is_(None).desc(), g.id.desc()).limit(1)
    ).scalar()
    if body is None:
        raise LedgerError(f"Article {number} has no reading.", "Run: onrecord ledger check")
    return unpack(body, own)


def unpack(body: bytes, own: model.Article) -> model.Reading:
    """The reading that `adding.pack` packed."""
    plain = json.loads(zlib.decompress(body).decode("utf-8", "surrogatepass"))
    return model.Reading.from_json(json.dumps({"article": asdict(own), **plain}, ensure_ascii=False))


def unread(connection: Connection, program: str, weights: str) -> list[int]:
    """The articles whose reading that counts was made by other versions than these."""
    g = schema.reading.c
    query = select(g.article_id).where(g.until.is_(None), or_(g.program != program, g.weights != weights))
    return list(connection.execute(query.order_by(g.article_id)).scalars())


def compare(number: int, old: model.Reading, new: model.Reading) -> Difference:
    """What changes from one reading of an article to another."""
    before, after = (
        {(k.key.ref, _title(k)): _stage(r, k.key.kind, k.number) for k in keyed(r)} for r in (old, new)
    )
    stages = [
        f"{title}: {before[ref, title]} → {stage}"
        for (ref, title), stage in after.items()
        if (ref, title) in before and before[ref, title] != stage
    ]
    gained, lost = (tuple(t for _, t in x.keys() - y.keys()) for x, y in ((after, before), (before, after)))
    return Difference(number, tuple(sorted(gained)), tuple(sorted(lost)), tuple(stages))


def _title(of: Keyed) -> str:
    return titled(of.key.kind, of.title, dict(of.key.values))


def _stage(of: model.Reading, kind: str, number: int) -> str:
    if kind not in ("decision", "transfer"):
        return ""
    event = of.events[number]
    return f"not {event.stage}" if event.negated else event.stage


def rebuild(connection: Connection, log: Log) -> None:
    """Makes all derived rows anew: from the readings in the order in which they came, and the log."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO article_words(article_words) VALUES ('rebuild')"))
        connection.execute(text("INSERT INTO statement_words(statement_words) VALUES ('delete-all')"))
    for table in (schema.sighting, schema.statement, schema.claim, schema.facet, schema.side, schema.record):
        connection.execute(delete(table))
    unlink_all(connection)
    g = schema.reading.c
    numbers = connection.execute(select(g.id, g.article_id).order_by(g.id)).all()
    latest = {row.article_id: row.id for row in numbers}
    for at in range(0, len(numbers), _AT_ONCE):
        rows = Rows(connection, Log())
        for row in numbers[at : at + _AT_ONCE]:
            body = connection.execute(select(g.body).where(g.id == row.id)).scalar_one()
            found = unpack(body, article(connection, row.article_id))
            rows.take(row.article_id, row.id, found, facets=latest[row.article_id] == row.id)
        rows.write()
    for entry in log.entries:
        if entry.action == "split" and not entry.target.startswith("N-"):
            make_split(connection, entry)
    _place(connection, log)
    adding.settle(connection, connection.execute(select(schema.record.c.id)).scalars().all(), log)


def _place(connection: Connection, log: Log) -> None:
    """Puts every report where the log says that it belongs."""
    s, home = schema.sighting.c, schema.record.alias()
    numbers = {r.ref: r.id for r in connection.execute(select(schema.record.c.ref, schema.record.c.id))}
    rows = connection.execute(
        select(s.id, s.ref, s.record_id, home.c.ref.label("home")).join(home, home.c.id == s.home_id)
    ).all()
    for row in rows:
        to = numbers[log.record(row.home, row.ref)]
        if to != row.record_id:
            connection.execute(update(schema.sighting).where(s.id == row.id).values(record_id=to))


def info(connection: Connection) -> Info:
    """How much the ledger holds."""

    def count(table: object) -> int:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())  # type: ignore[arg-type]

    g, a, r = schema.reading.c, schema.article.c, schema.record.c
    kinds = select(r.kind, func.count()).where(r.articles > 0).group_by(r.kind).order_by(r.kind)
    made = select(g.program, g.weights, func.count()).where(g.until.is_(None)).group_by(g.program, g.weights)
    first, last = connection.execute(select(func.min(a.published), func.max(a.published))).one()
    return Info(
        schema=upgrades.version(connection) or "",
        articles=count(schema.article), pages=count(schema.page), readings=count(schema.reading),
        statements=count(schema.statement), reviews=count(schema.review),
        records={row[0]: row[1] for row in connection.execute(kinds)},
        made_by={f"{p}, {w}": n for p, w, n in connection.execute(made)},
        first=first and first[:10], last=last and last[:10],
    )  # fmt: skip


def check(connection: Connection) -> list[str]:
    """What is wrong, a line each: the store itself, rows that point nowhere, lines that do not follow from their reports."""
    wrong = []
    if connection.dialect.name == "sqlite":
        said = connection.execute(text("PRAGMA integrity_check")).scalars().all()
        wrong += [f"SQLite: {line}" for line in said if line != "ok"]
        wrong += [
            f"SQLite: a row of {row[0]} points nowhere"
            for row in connection.execute(text("PRAGMA foreign_key_check"))
        ]
        wrong += _unsought(connection)
    g = schema.reading.c
    counting = dict(Counter(connection.execute(select(g.article_id).where(g.until.is_(None))).scalars()))
    wrong += [f"article {n} has {c} readings that count" for n, c in sorted(counting.items()) if c > 1]
    wrong += wrong_links(connection, log_at(connection))
    fresh = states(connection)
    kept = {
        row.ref: row for row in connection.execute(select(schema.record).where(schema.record.c.articles > 0))
    }
    for ref in sorted(fresh.keys() | kept.keys()):
        if ref not in fresh or ref not in kept:
            wrong.append(
                f"record {ref} does not follow from its reports; `onrecord ledger rebuild` makes it anew"
            )
            continue
        line, row = fresh[ref].line, kept[ref]
        if any(getattr(line, name) != getattr(row, name) for name in type(line).__dataclass_fields__):
            wrong.append(
                f"record {ref} does not follow from its reports; `onrecord ledger rebuild` makes it anew"
            )
    return wrong


def _unsought(connection: Connection) -> list[str]:
    """What search by words does not know of, or knows of without its being there; for SQLite, where the program sees to that."""
    wrong = []
    for table in ("article", "statement"):
        there = connection.execute(select(func.count()).select_from(schema.tables.tables[table])).scalar()
        known = connection.execute(text(f"SELECT count(*) FROM {table}_words_docsize")).scalar()  # noqa: S608 (no text of others)
        if there != known:
            wrong.append(
                f"search by words knows {known} of {there} rows of {table}; `onrecord ledger rebuild` makes it anew"
            )
    return wrong
