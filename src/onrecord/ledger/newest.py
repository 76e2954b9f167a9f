"""Rows by the time of publication, the newest first and the undated last, found by an index however many there are."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, select

from onrecord.ledger import schema

#: Readings that another has taken the place of: few, with an index of their own.
ENDED = select(schema.reading.c.id).where(schema.reading.c.until.is_not(None))


def newest(
    connection: Connection, query: Select[Any], *further: ColumnElement[Any], limit: int, undated: bool = True
) -> list[Row[Any]]:
    """The first rows of a query that has the table of articles in it.

    further  what rows of one article are ordered by: the id of their table, which an index has, and none but it
    undated  whether rows without a date are wanted

    Both stores go along the index of dates only where the order is its own, which has no word for undated articles: they
    are asked for apart, where the dated ones are not enough.
    """
    a = schema.article.c
    dated = query.where(a.published.is_not(None)).order_by(a.published.desc(), a.id.desc(), *further)
    found = list(connection.execute(dated.limit(limit)))
    if undated and len(found) < limit:
        rest = query.where(a.published.is_(None)).order_by(a.id.desc(), *further)
        found += connection.execute(rest.limit(limit - len(found)))
    return found


def within(published: ColumnElement[Any], since: str | None, until: str | None) -> list[ColumnElement[bool]]:
    """Whether something was published in these days, both included; None for an end that is open."""
    wanted: list[ColumnElement[bool]] = []
    if since is not None:
        wanted.append(published >= since)
    if until is not None:
        wanted.append(published < _after(until))
    return wanted


def _after(day: str) -> str:
    """The day after, which comes after every hour of the day whatever the rules by which a store sorts."""
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return day + "~"
