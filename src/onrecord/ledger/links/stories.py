"""Stories as they are asked for: in a list, and one with all that its articles have to do with each other.

Stories and what goes back to one text are kept. What follows from these and the readings of a story's articles is found when it is
asked for: what became of quotations, what articles give differently, how many independent sources stand behind what.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from onrecord.ledger import schema, stored
from onrecord.ledger.among import among
from onrecord.ledger.derived import day
from onrecord.ledger.errors import LedgerError
from onrecord.ledger.links import traces
from onrecord.ledger.links.filters import StoryFilters, about
from onrecord.ledger.links.pairs import Kind, Text, said
from onrecord.ledger.links.placing import article_of
from onrecord.ledger.links.told import StoryArticle, StoryDetail, StoryEvent, StoryLine, Tie
from onrecord.ledger.log import Log
from onrecord.ledger.summary import Report, summary
from onrecord.linking import Copy, Corroboration, Links, Piece, Rewrite, Story
from onrecord.linking.copies import overlaps
from onrecord.linking.differences import differences
from onrecord.linking.link import sources, texts
from onrecord.linking.quotations import quotations
from onrecord.linking.rewrites import likeness, rewrite
from onrecord.linking.stories import Profile, told
from onrecord.linking.stories.profile import moment
from onrecord.model import Article, Reading

#: So many events of a story are shown in a list.
_MAIN = 3
#: So many are fetched at a time where all are asked for.
_PAGE = 200


@dataclass(frozen=True, slots=True)
class _Member:
    """An article of a story with the number of its reading."""

    ref: str
    number: int
    reading: int
    article: Article

    @property
    def piece(self) -> Piece:
        """The article as linking knows it, but for what it was read as."""
        return Piece(self.ref, Reading(article=self.article))


def stories(
    connection: Connection, asked: StoryFilters, log: Log, *, limit: int = 50, offset: int = 0
) -> list[StoryLine]:
    """Stories, those that something was last published on first."""
    s, t = schema.story.c, schema.trace.c
    wanted = about(asked, lambda condition: s.id.in_(select(t.story_id).where(condition(t.article_id))))
    if asked.since is not None:
        wanted.append(s.latest >= asked.since)
    if asked.until is not None:
        wanted += [s.first <= asked.until, s.first != ""]
    if asked.articles is not None:
        wanted.append(s.articles >= asked.articles)
    query = (
        select(schema.story)
        .where(*wanted)
        .order_by(s.latest.desc(), s.ref.desc())
        .limit(limit)
        .offset(offset)
    )
    rows = connection.execute(query).all()
    found = _members(connection, t.story_id, [row.id for row in rows])
    return _lines(connection, [(row.ref, row.title, found[row.id]) for row in rows], log)


def stories_at(
    connection: Connection, asked: StoryFilters, log: Log, until: str, *, limit: int = 50, offset: int = 0
) -> list[StoryLine]:
    """Stories as they were shown at a moment."""
    m = schema.membership.c
    standing = and_(m.since <= until, or_(m.until.is_(None), m.until > until))
    wanted = about(
        asked, lambda condition: m.story.in_(select(m.story).where(standing, condition(m.article_id)))
    )
    by: dict[str, list[int]] = defaultdict(list)
    for row in connection.execute(select(m.story, m.article_id).where(standing, *wanted)):
        by[row.story].append(row.article_id)
    found = []
    for members in _stood(connection, by, until).values():
        days = [on for member in members if (on := day(member.article))]
        first, latest = min(days, default=""), max(days, default="")
        if (
            (asked.since is None or latest >= asked.since)
            and (asked.until is None or "" < first <= asked.until)
            and len(members) >= (asked.articles or 1)
        ):
            found.append((latest, traces.story_ref(members[0].ref), members))
    page = sorted(found, key=lambda one: one[:2], reverse=True)[offset : offset + limit]
    return _lines(connection, [(ref, None, members) for _, ref, members in page], log, until)


def story(connection: Connection, ref: str, log: Log, until: str | None = None) -> StoryDetail:
    """A story by its reference, by that of any of its articles or by the beginning of one; as it was shown at a moment.

    Raises LedgerError where there is none, or more than one.
    """
    row = find(connection, ref)
    if until is None:
        members, name, title = (
            _members(connection, schema.trace.c.story_id, [row.story_id])[row.story_id],
            row.ref,
            row.title,
        )
    else:
        m = schema.membership.c
        standing = and_(m.since <= until, or_(m.until.is_(None), m.until > until))
        own = select(m.story).where(standing, m.article_id == row.article_id)
        numbers = connection.execute(select(m.article_id).where(standing, m.story.in_(own))).scalars().all()
        found = _stood(connection, {row.ref: list(numbers)}, until)
        if not found:
            raise LedgerError(
                f"There was no story {ref} then.", "`onrecord history REF` shows when it came about."
            )
        (members,), title = found.values(), None
        name = traces.story_ref(members[0].ref)
    pieces = [Piece(member.ref, _reading(connection, member)) for member in members]
    copied, retold, ties = _texts(connection, members, log, until)
    line = Story(id=name, title=title or _title(pieces), articles=tuple(piece.id for piece in pieces))
    groups = sources(pieces, [line], copied, retold, _outlets(connection))
    links = Links(
        stories=(line,), copies=tuple(copied), rewrites=tuple(retold), quotations=tuple(quotations(pieces)),
        differences=tuple(differences(name, pieces)) if len(pieces) > 1 else (), corroboration=groups,
    )  # fmt: skip
    (shown,) = _told(connection, [(line, members)], groups, log, most=None)
    return StoryDetail(shown, tuple(map(_shown, members)), tuple(ties), links, tuple(pieces))


def find(connection: Connection, ref: str) -> Any:
    """A row with `story_id`, `ref` and `title` of the story, and `article_id` of the article that it was asked by.

    Raises LedgerError where there is none, or more than one.
    """
    t, s = schema.trace.c, schema.story.c
    query = select(t.article_id, t.story_id, s.ref, s.title).join(schema.story, s.id == t.story_id)
    found = connection.execute(query.where(t.ref == article_of(ref))).all()
    if not found and len(ref) >= 4:
        begun = s.ref.startswith(f"N-{ref[2:]}", autoescape=True)
        found = connection.execute(
            query.where(begun, t.ref == func.replace(s.ref, "N-", "A-")).limit(2)
        ).all()
    if len(found) > 1:
        raise LedgerError(f"More than one story begins with {ref}.", "Give more of its reference.")
    if not found:
        raise LedgerError(
            f"There is no story {ref}.", "`onrecord stories` shows stories with their references: N-...."
        )
    return found[0]


def of_articles(connection: Connection, numbers: Iterable[int]) -> dict[str, str]:
    """The titles of the stories of these articles, by what they are called by."""
    t, s = schema.trace.c, schema.story.c
    query = (
        select(s.ref, s.title)
        .join(schema.trace, t.story_id == s.id)
        .where(among(t.article_id))
        .order_by(s.first, s.ref)
    )
    return {row.ref: row.title for row in connection.execute(query, {"own": sorted(set(numbers))})}


# --- members ---------------------------------------------------------------------------------------------------------


def _members(
    connection: Connection, column: ColumnElement[Any], values: Sequence[int]
) -> dict[int, list[_Member]]:
    """The articles of stories as they are now, by time, by the number of the story."""
    t = schema.trace.c
    query = (
        select(schema.article, t.ref, t.reading_id, column.label("story"))
        .join(schema.trace, t.article_id == schema.article.c.id)
        .where(among(column))
    )
    found: dict[int, list[_Member]] = defaultdict(list)
    for row in connection.execute(query, {"own": values}):
        found[row.story].append(_Member(row.ref, row.id, row.reading_id, stored.as_article(row)))
    return {number: sorted(members, key=_order) for number, members in found.items()}


def _stood(connection: Connection, by: Mapping[str, Sequence[int]], until: str) -> dict[str, list[_Member]]:
    """The articles of stories that counted at a moment, by time, by the reference of the story."""
    g, p = schema.reading.c, schema.page.c
    query = (
        select(schema.article, p.key, g.id.label("reading_id"))
        .join(schema.page, p.id == schema.article.c.page_id)
        .join(schema.reading, g.article_id == schema.article.c.id)
        .where(among(schema.article.c.id), g.made <= until, or_(g.until.is_(None), g.until > until))
    )
    numbers = [number for those in by.values() for number in those]
    there = {
        row.id: _Member(traces.article_ref(row.key), row.id, row.reading_id, stored.as_article(row))
        for row in connection.execute(query, {"own": numbers})
    }
    found = {ref: sorted((there[n] for n in those if n in there), key=_order) for ref, those in by.items()}
    return {ref: members for ref, members in found.items() if members}


def _order(member: _Member) -> tuple[bool, float, str]:
    when = moment(member.article.published)
    return when is None, when or 0.0, member.ref


def _shown(member: _Member) -> StoryArticle:
    a = member.article
    return StoryArticle(member.ref, member.number, a.published, a.outlet, a.headline, a.url)


def _reading(connection: Connection, member: _Member) -> Reading:
    body = connection.execute(
        select(schema.reading.c.body).where(schema.reading.c.id == member.reading)
    ).scalar_one()
    return stored.unpack(body, member.article)


def _title(pieces: Iterable[Piece]) -> str:
    return told(sorted(map(Profile.of, pieces), key=lambda profile: profile.order)).title


# --- what goes back to one text --------------------------------------------------------------------------------------


def _texts(
    connection: Connection, members: Sequence[_Member], log: Log, until: str | None
) -> tuple[list[Copy], list[Rewrite], list[Tie]]:
    """The copies and rewrites among articles, with the passages and sentences that show it, and all of them as they are kept."""
    if until is not None:
        return _texts_then(members, log)
    of = {member.ref: Text(member.ref, member.article) for member in members}
    ties = _ties(connection, members)
    pairs = [(tie, of[tie.earlier], of[tie.later]) for tie in ties if tie.counts]
    worded = []
    for _, a, b in (pair for pair in pairs if pair[0].kind == "copy"):
        one, other = a.origins(b)
        worded.append(((one, a.wording), (other, b.wording)))
    copied = [found for found in overlaps(worded) if found is not None]
    retold = [
        rewrite(a.ref, b.ref, a.telling, b.telling, likeness(a.telling, b.telling))
        if tie.kind == "rewrite"
        else Rewrite(earlier=a.ref, later=b.ref, reason=tie.reason)
        for tie, a, b in pairs
        if tie.kind != "copy"
    ]
    return copied, retold, ties


def _ties(connection: Connection, members: Sequence[_Member]) -> list[Tie]:
    """What is kept of pairs of these articles: what counts, and what a person cut."""
    link = schema.link.c
    refs = {member.number: member.ref for member in members}
    query = select(schema.link).where(
        among(link.earlier_id), among(link.later_id), or_(link.counts, link.status == "rejected")
    )
    rows = connection.execute(query, {"own": list(refs)}).all()
    place = {member.number: at for at, member in enumerate(members)}
    return [
        Tie(row.ref, row.kind, refs[row.earlier_id], refs[row.later_id], row.share, row.share_earlier, row.reason, row.status, row.counts)
        for row in sorted(rows, key=lambda row: (place[row.later_id], place[row.earlier_id]))
    ]  # fmt: skip


def _texts_then(members: Sequence[_Member], log: Log) -> tuple[list[Copy], list[Rewrite], list[Tie]]:
    """The same for articles as they were read at a moment, of which nothing is kept; by the log of then."""
    pieces = [member.piece for member in members]
    refs = {member.ref for member in members}
    spoken = {
        frozenset((earlier, later)): Rewrite(earlier=earlier, later=later, reason=why)
        for earlier, later, why in said(log)
        if {earlier, later} <= refs
    }
    cut = {pair: _tie("set", rewrite, log) for pair, rewrite in spoken.items() if _is_cut(rewrite, log)}
    known = [rewrite for pair, rewrite in spoken.items() if pair not in cut]
    while True:
        copied, retold = texts(pieces, cut, [(one.earlier, one.later) for one in known])
        ties = [*(_tie("copy", one, log) for one in copied), *(_tie("rewrite", one, log) for one in retold)]
        # Without what a person cut an article may go back to another.
        found = {frozenset((tie.earlier, tie.later)): tie for tie in ties if not tie.counts}
        if not found:
            break
        cut |= found
    there = {tie.ref for tie in ties}
    known = [one for one in known if traces.pair_ref(one.earlier, one.later) not in there]
    ties += [_tie("set", one, log) for one in known]
    return copied, [*retold, *known], [*ties, *cut.values()]


def _is_cut(pair: Copy | Rewrite, log: Log) -> bool:
    return log.word(traces.pair_ref(pair.earlier, pair.later)).status == "rejected"


def _tie(kind: Kind, pair: Copy | Rewrite, log: Log) -> Tie:
    """A pair as it would be kept, by what the log says of it."""
    ref = traces.pair_ref(pair.earlier, pair.later)
    status = log.word(ref).status
    share, share_earlier, reason = (
        (pair.share, pair.share_earlier, "") if isinstance(pair, Copy) else (None, None, pair.reason)
    )
    counts = status != "rejected"
    return Tie(ref, kind, pair.earlier, pair.later, share, share_earlier, reason, status, counts)


# --- lines -----------------------------------------------------------------------------------------------------------


def _lines(
    connection: Connection,
    found: Sequence[tuple[str, str | None, Sequence[_Member]]],
    log: Log,
    until: str | None = None,
) -> list[StoryLine]:
    """The lines of stories: reference, title where it is known, members by time."""
    everything = [member for *_, members in found for member in members]
    if until is None:
        ties = [tie for tie in _ties(connection, everything) if tie.counts]
        copied = [
            Copy(earlier=t.earlier, later=t.later, share=t.share or 0, share_earlier=t.share_earlier or 0)
            for t in ties
            if t.kind == "copy"
        ]
        retold = [
            Rewrite(earlier=t.earlier, later=t.later, reason=t.reason) for t in ties if t.kind != "copy"
        ]
    else:
        copied, retold = [], []
        for *_, members in found:
            some, others, _ = _texts_then(members, log)
            copied += some
            retold += others
    lines = [
        Story(
            id=ref,
            title=title
            if title is not None
            else _title(Piece(m.ref, _reading(connection, m)) for m in members),
            articles=tuple(member.ref for member in members),
        )
        for ref, title, members in found
    ]
    groups = sources([member.piece for member in everything], lines, copied, retold, _outlets(connection))
    pairs = [(line, members) for line, (*_, members) in zip(lines, found, strict=True)]
    return _told(connection, pairs, groups, log, most=_MAIN)


def _told(
    connection: Connection, found: Sequence[tuple[Story, Sequence[_Member]]], groups: Sequence[Corroboration], log: Log,
    *, most: int | None,
) -> list[StoryLine]:  # fmt: skip
    events = _events(connection, found, {one.story: one.groups for one in groups}, log)
    lines = []
    for (line, members), own in zip(found, groups, strict=True):
        days = [on for member in members if (on := day(member.article))]
        word = log.word(*(traces.story_ref(member.ref) for member in members))
        lines.append(StoryLine(
            ref=line.id, title=word.corrected.get("title", line.title), first=min(days, default=""), latest=max(days, default=""),
            articles=len(members), outlets=tuple(dict.fromkeys(m.article.outlet for m in members if m.article.outlet)),
            sources=len(own.groups), events=tuple(events[line.id][:most]),
            status=word.status,
            members=line.articles, numbers=tuple(member.number for member in members),
            notes=word.notes,
        ))  # fmt: skip
    return lines


def _events(
    connection: Connection,
    found: Sequence[tuple[Story, Sequence[_Member]]],
    groups: Mapping[str, Sequence[Sequence[str]]],
    log: Log,
) -> dict[str, list[StoryEvent]]:
    """The decisions and transfers that the articles of each story report, those of most sources first."""
    of = {member.reading: (line.id, member.ref) for line, members in found for member in members}
    r, g = schema.record.c, schema.sighting.c
    query = (
        select(schema.sighting, r.ref.label("home"), r.kind)
        .join(schema.record, r.id == g.home_id)
        .where(among(g.reading_id), r.kind.in_(("decision", "transfer")))
        .order_by(g.id)
    )
    rows = connection.execute(query, {"own": list(of)}).all()
    given = {(row.reading_id, row.number) for row in rows if row.kind == "transfer"}
    by: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        # What is a transfer is told as one, not as a decision on the same thing once more.
        if row.kind == "transfer" or (row.reading_id, row.number) not in given:
            by[of[row.reading_id][0]][log.record(row.home, row.ref)].append(row)
    names = {ref for records in by.values() for ref in records}
    about = {
        row.ref: row for row in connection.execute(select(r.ref, r.title, r.key).where(r.ref.in_(names)))
    }
    events: dict[str, list[StoryEvent]] = defaultdict(list)
    for name, records in by.items():
        source = {ref: number for number, group in enumerate(groups[name]) for ref in group}
        for ref, reports in records.items():
            line = summary(
                ref, (Report(one.ref, one.on, one.stage, one.negated, one.article_id) for one in reports), log
            )
            if not line.articles or line.status == "rejected":
                continue
            articles = tuple(
                dict.fromkeys(
                    of[one.reading_id][1] for one in reports if log.word(one.ref).status != "rejected"
                )
            )
            title = log.word(ref).corrected.get("title", about[ref].title)
            events[name].append(
                StoryEvent(
                    ref,
                    reports[0].kind,
                    title,
                    line.stage,
                    line.negated,
                    articles,
                    len({source[one] for one in articles}),
                    json.loads(about[ref].key),
                )
            )
        events[name].sort(
            key=lambda event: (
                -event.sources,
                -len(event.articles),
                event.kind != "transfer",
                event.title,
                event.ref,
            )
        )
    return events


def _outlets(connection: Connection) -> list[str]:
    """All outlets of the ledger."""
    f = schema.facet.c
    return list(connection.execute(select(f.value).where(f.kind == "outlet").distinct()).scalars())


# --- all of them -----------------------------------------------------------------------------------------------------


def each_story(connection: Connection, log: Log, until: str | None = None) -> Iterator[StoryLine]:
    """All stories, as `stories` has them; as they were shown at a moment."""
    start = 0
    while True:
        if until is None:
            some = stories(connection, StoryFilters(), log, limit=_PAGE, offset=start)
        else:
            some = stories_at(connection, StoryFilters(), log, until, limit=_PAGE, offset=start)
        yield from some
        if len(some) < _PAGE:
            return
        start += _PAGE


def each_tie(
    connection: Connection, log: Log, until: str | None = None
) -> Iterator[tuple[Tie, StoryArticle, StoryArticle]]:
    """All that goes back to one text, story by story, each with the earlier and the later article."""
    for line in each_story(connection, log, until):
        if line.articles < 2:
            continue
        if until is None:
            members = _members(connection, schema.trace.c.article_id, line.numbers)
            there = sorted((one for some in members.values() for one in some), key=_order)
            ties = _ties(connection, there)
        else:
            (there,) = _stood(connection, {line.ref: line.numbers}, until).values()
            *_, ties = _texts_then(there, log)
        of = {member.ref: _shown(member) for member in there}
        for tie in ties:
            yield tie, of[tie.earlier], of[tie.later]
