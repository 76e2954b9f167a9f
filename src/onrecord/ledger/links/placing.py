"""Which stories articles are shown in: where the program puts them, and what persons said of that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from onrecord.ledger import schema
from onrecord.ledger.among import among
from onrecord.ledger.links import traces
from onrecord.ledger.links.pairs import Pair, said
from onrecord.ledger.links.pairs import write as write_pairs
from onrecord.ledger.links.shelf import Shelf
from onrecord.ledger.log import Entry, Log
from onrecord.linking.stories import title


def shown(stories: Iterable[frozenset[str]], log: Log) -> list[frozenset[str]]:
    """The stories as persons left them: those that were merged are one, what was split off is one of its own.

    stories  all that the entries of the log are about, as the program has them
    """
    numbers = count()
    members = {next(numbers): set(story) for story in stories}
    at = {ref: number for number, story in members.items() for ref in story}
    for entry in log.entries:
        if not entry.target.startswith("N-"):
            continue
        if entry.action == "merge" and entry.value:
            one, other = (at.get(article_of(ref)) for ref in (entry.target, entry.value))
            if one is not None and other is not None and one != other:
                members[other] |= members[one]
                at.update(dict.fromkeys(members.pop(one), other))
        elif entry.action == "split":
            moved = {ref for ref in entry.moved() if ref in at}
            for ref in moved:
                members[at[ref]].discard(ref)
            new = next(numbers)
            members[new] = moved
            at.update(dict.fromkeys(moved, new))
    return [frozenset(story) for story in members.values() if story]


def article_of(ref: str) -> str:
    """The article that a story is called by."""
    return f"A-{ref[2:]}"


def spoken_of(entries: Iterable[Entry]) -> set[str]:
    """The articles that merging and splitting of stories, or whatever else is said of them, is about."""
    found = set()
    for entry in entries:
        if entry.target.startswith("N-"):
            found |= {article_of(entry.target), *entry.moved()}
            if entry.action == "merge" and entry.value:
                found.add(article_of(entry.value))
    return found


def reviewed(connection: Connection, shelf: Shelf, entry: Entry, log: Log) -> set[int]:
    """Brings the links that an entry is about in line with the log; returns the articles whose sources have to be counted anew."""
    link, about = schema.link.c, entry.target
    if about.startswith("L-"):
        status = log.word(about).status
        connection.execute(update(schema.link).where(link.ref == about).values(status=status))
        return set(connection.execute(select(link.later_id).where(link.ref == about)).scalars())
    if not about.startswith("A-"):
        return set()
    touched = set[int]()
    for ref in filter(shelf.__contains__, (about, entry.value or "")):
        touched |= _set(connection, shelf, ref, log)
    # What is there already counts now where it did not, or no longer.
    own = traces.pair_ref(about, entry.value or "")
    return touched | set(connection.execute(select(link.later_id).where(link.ref == own)).scalars())


def _set(connection: Connection, shelf: Shelf, ref: str, log: Log) -> set[int]:
    """Makes the links of an article that persons set those that the log has; returns the later articles of what changed."""
    link, own = schema.link.c, shelf.number(ref)
    found = select(schema.link).where(or_(link.earlier_id == own, link.later_id == own))
    there = {row.ref: row for row in connection.execute(found)}
    wanted = {
        traces.pair_ref(earlier, later): Pair("set", earlier, later, reason=why)
        for earlier, later, why in said(log, ref)
        if earlier in shelf and later in shelf
    }
    touched = set[int]()
    for row in there.values():
        if row.kind == "set" and row.ref not in wanted:
            connection.execute(delete(schema.link).where(link.id == row.id))
            shelf.unbind(shelf.ref(row.earlier_id), shelf.ref(row.later_id))
            touched.add(row.later_id)
    return touched | write_pairs(shelf, [pair for name, pair in wanted.items() if name not in there], log)


def write(
    connection: Connection,
    shelf: Shelf,
    log: Log,
    at: str,
    linked: Sequence[int] = (),
    entry: Entry | None = None,
) -> None:
    """Writes down the stories that are others than before, and since when which article is shown in which.

    linked  the articles that were looked at: those of them that are not here any more leave their stories
    entry   what a person said, where that is why
    """
    gone = set(shelf.left)
    shelf.left.clear()
    changed = shelf.write()
    human = {ref for ref in spoken_of([*log.entries, *filter(None, [entry])]) if ref in shelf}
    if human and (entry is not None or any(human & story for story in changed)):
        changed |= {shelf.together(ref) for ref in human}
        changed |= {shelf.together(ref) for ref in _shown_with(connection, shelf, changed)}
    articles = sorted({shelf.number(ref) for story in changed for ref in story})
    before = gone | set(_each(connection, _STORY_OF, articles))
    for story in shown(changed, log):
        _tell(connection, shelf, story, log)
    # A story that all have left is no more.
    for number in sorted(before - set(_each(connection, _STORY_OF, articles)) - {None}):
        if connection.execute(_ANY, {"own": number}).first() is None:
            connection.execute(delete(schema.story).where(schema.story.c.id == number))
    _remember(connection, sorted({*articles, *linked}), at)


def _shown_with(connection: Connection, shelf: Shelf, stories: Iterable[frozenset[str]]) -> set[str]:
    """The articles that are shown in one story with any of these."""
    numbers = sorted({shelf.number(ref) for story in stories for ref in story})
    return set(_each(connection, _TOGETHER, numbers))


def _each(connection: Connection, query: Any, numbers: Sequence[int]) -> list[Any]:
    found: list[Any] = []
    for start in range(0, len(numbers), 400):
        found += connection.execute(query, {"own": numbers[start : start + 400]}).scalars()
    return found


def _tell(connection: Connection, shelf: Shelf, story: frozenset[str], log: Log) -> None:
    """Writes the line of a story."""
    shelf.fetch(shelf.number(ref) for ref in story)
    profiles = sorted((shelf.profile(ref) for ref in story), key=lambda profile: profile.order)
    numbers = [shelf.number(profile.id) for profile in profiles]
    days = [day[:10] for day in _each(connection, _PUBLISHED, numbers) if day]
    word = log.word(*(traces.story_ref(profile.id) for profile in profiles))
    row = {
        "ref": traces.story_ref(profiles[0].id), "title": word.corrected.get("title") or title(profiles),
        "first": min(days, default=""), "latest": max(days, default=""), "articles": len(profiles),
        "status": word.status,
    }  # fmt: skip
    s = schema.story.c
    number = connection.execute(select(s.id).where(s.ref == row["ref"])).scalar()
    if number is None:
        number = connection.execute(_NEW, row).scalar_one()
    else:
        connection.execute(update(schema.story).where(s.id == number).values(row))
    connection.execute(_INTO, [{"own": article, "story": number} for article in numbers])


def _remember(connection: Connection, articles: Sequence[int], at: str) -> None:
    """Writes down since when articles are shown where they now are, and until when they were elsewhere."""
    now: dict[int, str] = {}
    was: dict[int, Any] = {}
    for start in range(0, len(articles), 400):
        some = {"own": articles[start : start + 400]}
        now |= {row.article_id: row.ref for row in connection.execute(_NOW, some)}
        was |= {row.article_id: row for row in connection.execute(_WAS, some)}
    ended = [{"own": row.id, "at": at} for number, row in was.items() if now.get(number) != row.story]
    begun = [
        {"article_id": number, "story": ref, "since": at}
        for number, ref in sorted(now.items())
        if number not in was or was[number].story != ref
    ]
    if ended:
        connection.execute(_ENDED, ended)
    if begun:
        connection.execute(insert(schema.membership), begun)


_t, _m = schema.trace.c, schema.membership.c
_STORY_OF = select(_t.story_id).where(among(_t.article_id))
_TOGETHER = select(_t.ref).where(_t.story_id.in_(select(_t.story_id).where(among(_t.article_id))))
_ANY = select(_t.article_id).where(_t.story_id == bindparam("own")).limit(1)
_PUBLISHED = select(schema.article.c.published).where(among(schema.article.c.id))
_NEW = insert(schema.story).returning(schema.story.c.id)
_INTO = update(schema.trace).where(_t.article_id == bindparam("own")).values(story_id=bindparam("story"))
_NOW = select(_t.article_id, schema.story.c.ref).join(schema.story, schema.story.c.id == _t.story_id).where(
    among(_t.article_id)
)  # fmt: skip
_WAS = select(_m.id, _m.article_id, _m.story).where(among(_m.article_id), _m.until.is_(None))
_ENDED = update(schema.membership).where(_m.id == bindparam("own")).values(until=bindparam("at"))
