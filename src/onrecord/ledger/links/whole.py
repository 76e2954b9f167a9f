"""Whether the links of a ledger are whole: what is linked, shown and kept of each article agrees."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, and_, func, select

from onrecord.ledger import schema
from onrecord.ledger.log import Log

_AGAIN = "`onrecord ledger rebuild` makes it anew"


def wrong_links(connection: Connection, log: Log) -> Iterator[str]:
    """What is wrong, a line each. Articles that are not linked yet are no fault."""
    g, t, s, link, alike = (
        table.c for table in (schema.reading, schema.trace, schema.story, schema.link, schema.alike)
    )
    waits = select(schema.unlinked.c.article_id)
    counting = select(g.id).where(g.until.is_(None))
    for query, what in (
        (
            select(g.article_id).where(
                g.until.is_(None), g.article_id.not_in(select(t.article_id)), g.article_id.not_in(waits)
            ),
            "article {} counts and is neither linked nor waits to be",
        ),
        (
            select(t.article_id).where(t.reading_id.not_in(counting), t.article_id.not_in(waits)),
            "article {} is linked by a reading that no longer counts",
        ),
        (select(t.article_id).where(t.story_id.is_(None)), "article {} is linked and in no story"),
    ):
        for number in connection.execute(query.order_by(query.selected_columns[0])).scalars():
            yield f"{what.format(number)}; {_AGAIN}"
    members = select(t.story_id, func.count().label("many")).group_by(t.story_id).subquery()
    stories = select(s.ref).outerjoin(members, members.c.story_id == s.id)
    for ref in connection.execute(
        stories.where(s.articles != func.coalesce(members.c.many, 0)).order_by(s.ref)
    ).scalars():
        yield f"story {ref} does not follow from its articles; {_AGAIN}"
    for row in connection.execute(select(link.ref, link.status).order_by(link.ref)):
        if row.status != log.word(row.ref).status:
            yield f"link {row.ref} is not as the review log has it; {_AGAIN}"
    back = schema.alike.alias()
    one_way = (
        select(func.count())
        .select_from(schema.alike)
        .outerjoin(back, and_(back.c.article_id == alike.other_id, back.c.other_id == alike.article_id))
        .where(back.c.article_id.is_(None))
    )
    if count := connection.execute(one_way).scalar():
        yield f"{count} articles are like others that are not like them; {_AGAIN}"
