"""How stories and links came about: which article joined when, and what persons decided."""

from __future__ import annotations

from itertools import combinations

from sqlalchemy import Connection, select

from onrecord.ledger import schema
from onrecord.ledger.among import among
from onrecord.ledger.errors import LedgerError
from onrecord.ledger.history import Happening, spoken
from onrecord.ledger.links import traces
from onrecord.ledger.links.placing import article_of
from onrecord.ledger.log import Log


def linked_history(connection: Connection, ref: str, log: Log) -> list[Happening]:
    """All that happened to a story, a link or an article's place, in order. Raises LedgerError where there is none."""
    t, m, a = schema.trace.c, schema.membership.c, schema.article.c
    if ref.startswith("L-"):
        query = select(schema.link.c.ref).where(schema.link.c.ref == ref)
        if connection.execute(query).first() is None:
            raise LedgerError(f"There is no link {ref}.", "`onrecord story REF` shows links: L-....")
        return list(spoken(log, {ref}))
    own = connection.execute(select(t.article_id, t.story_id).where(t.ref == article_of(ref))).first()
    if own is None:
        raise LedgerError(f"There is no {ref} in this ledger.", "`onrecord stories` shows stories: N-....")
    there = select(t.article_id, t.ref).where(
        t.article_id == own.article_id if ref.startswith("A-") else t.story_id == own.story_id
    )
    members = {row.article_id: row.ref for row in connection.execute(there)}
    names = {traces.story_ref(one) for one in members.values()}
    targets = {
        *members.values(),
        *names,
        *(traces.pair_ref(*pair) for pair in combinations(members.values(), 2)),
    }
    query = (
        select(schema.membership, a.outlet, a.headline, schema.page.c.key)
        .join(schema.article, a.id == m.article_id)
        .join(schema.page, schema.page.c.id == a.page_id)
    )
    if ref.startswith("A-"):
        query = query.where(m.article_id == own.article_id)
        rows = connection.execute(query).all()
    else:
        rows = connection.execute(
            query.where(m.story.in_(names) | among(m.article_id)), {"own": list(members)}
        ).all()
    found = list(spoken(log, targets))
    for row in rows:
        article, who = traces.article_ref(row.key), row.outlet or row.headline
        words = (
            row.headline if row.story in names and ref.startswith("N-") else f"{row.headline} ({row.story})"
        )
        found.append(Happening(row.since, "joined", article, who, words))
        if row.until is not None:
            found.append(Happening(row.until, "left", article, who, words))
    return sorted(found, key=lambda h: (h.at, h.what == "joined", h.entry or 0, h.ref))
