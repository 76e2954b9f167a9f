"""The claims of headlines with their verdicts: as the program read them, and what persons said of that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from onrecord.ledger import schema
from onrecord.ledger.log import Entry, Log, Status
from onrecord.ledger.newest import ENDED, newest, within


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim of a headline with its verdict.

    ref      what it is called by: "H-1a2b3c4d5e"
    decided  the entry of the log by which a person accepted or rejected it
    number   its place among the claims of the article's headline
    """

    ref: str
    text: str
    verdict: str
    reason: str
    status: Status
    decided: Entry | None
    number: int
    article: int
    headline: str
    outlet: str | None
    published: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Sought:
    """What headlines are narrowed to; None for no narrowing.

    status        read, accepted or rejected; without one, all that nobody rejected
    since, until  days of publication, ISO 8601, both included
    """

    verdict: str | None = None
    status: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None


_SHOWN = select(
    schema.claim, schema.article.c.headline, schema.article.c.outlet, schema.article.c.published,
    schema.article.c.url,
).join(schema.article, schema.article.c.id == schema.claim.c.article_id)  # fmt: skip
#: Claims with what is told of their articles, by readings of all times.
CLAIMS = _SHOWN.join(schema.reading, schema.reading.c.id == schema.claim.c.reading_id)


def headlines(connection: Connection, sought: Sought, log: Log, *, limit: int = 50) -> list[Checked]:
    """Claims of headlines, those of the newest articles first.

    sought  as `narrowing.checked` gave it
    """
    c, a = schema.claim.c, schema.article.c
    wanted: list[ColumnElement[bool]] = [c.reading_id.not_in(ENDED)]
    if sought.verdict is not None:
        wanted.append(c.verdict == sought.verdict)
    wanted.append(c.status == sought.status if sought.status else c.status != "rejected")
    if sought.outlet is not None:
        wanted.append(a.outlet == sought.outlet)
    dates = within(a.published, sought.since, sought.until)
    wanted += dates
    query = _SHOWN.where(*wanted)
    return [checked(row, log) for row in newest(connection, query, c.id, limit=limit, undated=not dates)]


def checked(row: Row[Any], log: Log) -> Checked:
    """A row of `CLAIMS`, as persons left it."""
    word = log.word(row.ref)
    return Checked(
        ref=row.ref, text=row.text, verdict=row.verdict, reason=row.reason, status=word.status, decided=word.decided,
        number=row.number, article=row.article_id, headline=row.headline, outlet=row.outlet,
        published=row.published, url=row.url,
    )  # fmt: skip
