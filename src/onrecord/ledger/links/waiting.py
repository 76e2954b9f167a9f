"""The articles that are not linked yet: those that are new, were read anew, or no longer count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from onrecord.ledger import schema
from onrecord.ledger.among import among
from onrecord.ledger.links import traces
from onrecord.linking.stories.profile import moment


@dataclass(frozen=True, slots=True)
class Waiting:
    """An article that is not linked yet.

    reading  the number of its reading that counts; None where it no longer counts
    traced   the number of the reading by which it was linked before
    reread   whether it was read otherwise before
    """

    number: int
    ref: str
    moment: float | None
    reading: int | None
    traced: int | None
    reread: bool

    @property
    def order(self) -> tuple[bool, bool, float, str, int]:
        """What was linked before comes first, then time, those without a date last."""
        return self.traced is None, self.moment is None, self.moment or 0.0, self.ref, self.number

    @property
    def day(self) -> int | None:
        """The UTC day of publication, in days since 1970; None where it is not known."""
        return None if self.moment is None else int(self.moment // 1)


def unlink(connection: Connection, articles: Sequence[int]) -> None:
    """Notes that articles have to be linked, again or for the first time."""
    if articles:
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        connection.execute(
            dialect.insert(schema.unlinked).on_conflict_do_nothing(),
            [{"article_id": number} for number in articles],
        )


def unlink_all(connection: Connection) -> None:
    """Takes all links away, so that they are made anew; since when an article was in which story stays known."""
    for table in (schema.link, schema.alike, schema.trace_run, schema.trace_key, schema.trace, schema.story):
        connection.execute(delete(table))
    g, u = schema.reading.c, schema.unlinked.c
    counting = select(g.article_id).where(g.until.is_(None), g.article_id.not_in(select(u.article_id)))
    connection.execute(insert(schema.unlinked).from_select(["article_id"], counting))
    # Who linked before has to let go of what it knows.
    connection.execute(insert(schema.linking), {"at": "", "articles": 0})


def waiting(connection: Connection) -> list[Waiting]:
    """The articles that are not linked yet, in the order in which they are to be."""
    return _sorted(connection.execute(_WAITING))


def still(connection: Connection, numbers: Iterable[int]) -> list[Waiting]:
    """Those of these articles that are not linked yet, in the order in which they are to be."""
    asked = sorted(set(numbers))
    return _sorted(connection.execute(_STILL, {"own": asked})) if asked else []


def done(connection: Connection, linked: Iterable[Waiting]) -> None:
    """Notes that articles are linked."""
    if rows := [{"own": one.number} for one in linked]:
        connection.execute(_DONE, rows)


def how_many(connection: Connection) -> int:
    """How many articles are not linked yet."""
    return int(connection.execute(select(func.count()).select_from(schema.unlinked)).scalar_one())


def _sorted(rows: Iterable[Any]) -> list[Waiting]:
    found = (
        Waiting(
            row.article_id,
            traces.article_ref(row.key),
            moment(row.published),
            row.reading,
            row.traced,
            row.reread,
        )
        for row in rows
    )
    return sorted(found, key=lambda one: one.order)


_u, _a, _g, _t = schema.unlinked.c, schema.article.c, schema.reading.c, schema.trace.c
_before = schema.reading.alias()
_WAITING = (
    select(
        _u.article_id,
        schema.page.c.key,
        _a.published,
        _g.id.label("reading"),
        _t.reading_id.label("traced"),
        select(1)
        .where(_before.c.article_id == _u.article_id, _before.c.until.is_not(None))
        .exists()
        .label("reread"),
    )
    .join(schema.article, _a.id == _u.article_id)
    .join(schema.page, schema.page.c.id == _a.page_id)
    .outerjoin(schema.reading, and_(_g.article_id == _a.id, _g.until.is_(None)))
    .outerjoin(schema.trace, _t.article_id == _a.id)
)
_STILL = _WAITING.where(among(_u.article_id))
_DONE = delete(schema.unlinked).where(_u.article_id == bindparam("own"))
