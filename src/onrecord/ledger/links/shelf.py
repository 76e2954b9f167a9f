"""The shelf that stories are kept on in a ledger: what is asked for is fetched, what changes is written at the end of a run.

What was fetched is kept from one run to the next, for as long as nobody else has linked in between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, or_, select, union_all, update

from onrecord.ledger import schema
from onrecord.ledger.among import among
from onrecord.ledger.bulk import insert_all
from onrecord.ledger.links import traces
from onrecord.ledger.links.traces import UNDATED, Trace
from onrecord.linking.stories import Profile

#: So many articles are kept; then all is let go.
_KEPT = 20_000
#: So many are fetched at a time.
_AT_ONCE = 400


class Shelf:
    """The stories of a ledger's articles, by their references.

    changed  the articles whose story is another since the last writing, among them those that are new
    left     the numbers of the stories that articles were shown in which are no longer here
    """

    def __init__(self) -> None:
        self.changed: set[str] = set()
        self.left: set[int] = set()
        self.connection: Connection
        self.clear()

    def clear(self) -> None:
        """Lets go of all that was fetched."""
        self._traces: dict[str, Trace] = {}
        self._refs: dict[int, str] = {}
        self._numbers: dict[str, int] = {}
        self._alike: dict[str, set[str]] = {}
        self._bound: dict[str, set[str]] = {}
        self._story: dict[str, frozenset[str]] = {}
        self._expected: dict[str, tuple[Trace, Sequence[int]]] = {}
        self.changed.clear()
        self.left.clear()

    def begin(self, connection: Connection) -> None:
        """Works on this connection from now on."""
        if len(self._traces) > _KEPT:
            self.clear()
        self.connection = connection

    # --- articles ------------------------------------------------------------------------------------------------

    def expect(self, trace: Trace, runs: Sequence[int]) -> None:
        """Says what `put` has to write down of an article; `runs` are the numbers that its text is found by."""
        self._expected[trace.profile.id] = trace, runs

    def forget(self, ref: str, runs: Sequence[int]) -> None:
        """Takes an article out, with all that ties it to others; its story goes on without it. `runs` as in `expect`."""
        number, c = self.number(ref), self.connection
        rest = self.together(ref) - {ref}
        others = {*self.alike(ref), *self.bound(ref)}
        row = c.execute(select(_t.body, _t.story_id).where(_t.article_id == number)).one()
        if row.story_id is not None:
            self.left.add(row.story_id)
        day = self.trace(ref).day
        gone = (
            (_OLD_KEY, [{"one": key, "own_day": day, "own": number} for key in traces.packed_keys(row.body)]),
            (_OLD_RUN, [{"one": run, "own": number} for run in runs]),
            (_OLD_ALIKE, [{"one": self.number(other), "own": number} for other in others]),
        )
        for statement, rows in gone:
            if rows:
                c.execute(statement, rows)
        for table, column in (
            (schema.alike, schema.alike.c.article_id), (schema.link, schema.link.c.earlier_id),
            (schema.link, schema.link.c.later_id), (schema.trace, schema.trace.c.article_id),
        ):  # fmt: skip
            c.execute(delete(table).where(column == number))
        for found in (self._alike, self._bound):
            found.pop(ref, None)
            for other in others:
                found.get(other, set()).discard(ref)
        for known in (self._traces, self._story, self._numbers):
            known.pop(ref, None)
        self._refs.pop(number, None)
        self._story.update(dict.fromkeys(rest, rest))
        self.changed |= rest
        self.changed.discard(ref)

    def number(self, ref: str) -> int:
        """The number of an article in the ledger; KeyError where it is not here."""
        if ref not in self._numbers:
            number = self.connection.execute(_NUMBER, {"own": ref}).scalar()
            if number is None:
                raise KeyError(ref)
            self._name(number, ref)
        return self._numbers[ref]

    def ref(self, number: int) -> str:
        """What an article is called by; KeyError where it is not here."""
        self._call([number])
        return self._refs[number]

    def trace(self, ref: str) -> Trace:
        """An article as linking knows it; KeyError where it is not here."""
        if ref not in self._traces:
            self.fetch([self.number(ref)])
        return self._traces[ref]

    def fetch(self, numbers: Iterable[int]) -> list[str]:
        """What the articles with these numbers are called by, in their order; all of them can then be asked for."""
        asked = list(numbers)
        missing = [n for n in asked if self._refs.get(n) not in self._traces]
        for some in _chunks(missing):
            for row in self.connection.execute(_TRACES, {"own": some}):
                profile, rare = traces.unpack(row.body, row.ref, row.outlet, row.headline, row.published)
                self._know(Trace(row.article_id, row.reading_id, profile, rare))
        return [self._refs[n] for n in asked if n in self._refs]

    def profile(self, article: str) -> Profile:
        """The profile of an article; KeyError where it is not here."""
        return self.trace(article).profile

    def __contains__(self, article: object) -> bool:
        if article in self._numbers:
            return True
        try:
            self.number(str(article))
        except KeyError:
            return False
        return True

    def _know(self, trace: Trace) -> None:
        self._traces[trace.profile.id] = trace
        self._name(trace.number, trace.profile.id)

    def _name(self, number: int, ref: str) -> None:
        self._refs[number], self._numbers[ref] = ref, number

    # --- what `Stories` asks for ---------------------------------------------------------------------------------

    def put(self, profile: Profile) -> None:
        """Takes in an article that is expected, as a story of its own."""
        ref, (trace, runs) = profile.id, self._expected.pop(profile.id)
        number = trace.number
        row = {
            "article_id": number, "reading_id": trace.reading, "ref": ref,
            "body": traces.pack(profile, trace.rare), "home_id": number,
        }  # fmt: skip
        insert_all(self.connection, schema.trace, [row])
        keys = [{"key": key, "day": trace.day, "article_id": number} for key in traces.keys(profile)]
        insert_all(self.connection, schema.trace_key, keys)
        insert_all(self.connection, schema.trace_run, [{"run": run, "article_id": number} for run in runs])
        self._know(trace)
        self._alike[ref], self._bound[ref] = set(), set()
        self._story[ref] = frozenset([ref])
        self.changed.add(ref)

    def sharing(self, profile: Profile, least: int, window: int) -> list[str]:
        """The other articles with at least so many of its keys, at most so many days apart."""
        # A profile that was kept is without the words that its keys are made of, but these were kept as well.
        found = traces.keys(profile) or self._keys(profile.id)
        if not found:
            return []
        query = _SHARING if profile.day is not None else _SHARING_UNDATED
        asked: dict[str, Any] = {"keys": found, "least": least}
        if profile.day is not None:
            asked |= {"first": profile.day - window, "last": profile.day + window}
        counts = self.connection.execute(query, asked).scalars().all()
        return [ref for ref in self.fetch(counts) if ref != profile.id]

    def _keys(self, article: str) -> list[int]:
        body = self.connection.execute(select(_t.body).where(_t.ref == article)).scalar()
        return traces.packed_keys(body) if body is not None else []

    def connect(self, article: str, others: Iterable[str]) -> None:
        """Writes down that an article and these others are alike."""
        there = list(others)
        self.load(there)
        here = self.number(article)
        rows = []
        for other in there:
            self._alike[article].add(other)
            self._alike[other].add(article)
            number = self.number(other)
            rows += [{"article_id": here, "other_id": number}, {"article_id": number, "other_id": here}]
        insert_all(self.connection, schema.alike, rows)

    def alike(self, article: str) -> Collection[str]:
        """The articles that it is alike."""
        if article not in self._alike:
            self.load([article])
        return self._alike[article]

    def bind(self, article: str, others: Iterable[str]) -> None:
        """Notes that an article goes together with these others; the links themselves are written by whoever finds them."""
        for other in others:
            self.load([article, other])
            self._bound[article].add(other)
            self._bound[other].add(article)

    def unbind(self, article: str, other: str) -> None:
        """Notes that two articles no longer go together."""
        self.load([article, other])
        self._bound[article].discard(other)
        self._bound[other].discard(article)

    def bound(self, article: str) -> Collection[str]:
        """The articles that it goes together with."""
        if article not in self._bound:
            self.load([article])
        return self._bound[article]

    def together(self, article: str) -> frozenset[str]:
        """The articles of its story."""
        if article not in self._story:
            self.load([article])
        return self._story[article]

    def regroup(self, groups: Iterable[frozenset[str]]) -> None:
        """Makes each group a story; whatever they are taken from keeps the rest."""
        there = list(groups)
        moved = frozenset[str]().union(*there)
        self.load(moved)
        for old in {self._story[article] for article in moved}:
            rest = old - moved
            if rest and rest != old:
                self._story.update(dict.fromkeys(rest, rest))
                self.changed |= rest
        for group in there:
            if any(self._story[article] != group for article in group):
                self._story.update(dict.fromkeys(group, group))
                self.changed |= group

    def stories(self) -> Iterator[frozenset[str]]:
        """Every story."""
        for row in self.connection.execute(
            select(schema.trace.c.ref).order_by(schema.trace.c.article_id)
        ).all():
            story = self.together(row.ref)
            if min(story) == row.ref:
                yield story

    # --- fetching and writing ------------------------------------------------------------------------------------

    def load(self, refs: Iterable[str]) -> None:
        """Fetches what ties these articles to others, where that is not known yet."""
        missing = {self.number(ref): ref for ref in refs if ref not in self._alike or ref not in self._story}
        for some in _chunks(list(missing)):
            alike: dict[int, set[str]] = defaultdict(set)
            for row in self.connection.execute(_ALIKE, {"own": some}):
                self._name(row.other_id, row.ref)
                alike[row.article_id].add(row.ref)
            bound: dict[int, set[int]] = defaultdict(set)
            for earlier, later in self.connection.execute(_BOUND, {"own": some}):
                bound[earlier].add(later)
                bound[later].add(earlier)
            self._call({other for number in some for other in bound[number]})
            for number in some:
                ref = missing[number]
                self._alike.setdefault(ref, alike[number])
                self._bound.setdefault(ref, {self._refs[other] for other in bound[number]})
            self._homes([number for number in some if missing[number] not in self._story])

    def _call(self, numbers: Collection[int]) -> None:
        """Sees to it that what these articles are called by is known."""
        for some in _chunks([number for number in numbers if number not in self._refs]):
            for row in self.connection.execute(_CALLED, {"own": some}):
                self._name(row.article_id, row.ref)

    def _homes(self, numbers: Sequence[int]) -> None:
        if not numbers:
            return
        homes: dict[int, set[str]] = defaultdict(set)
        for row in self.connection.execute(_HOMES, {"own": numbers}):
            self._name(row.article_id, row.ref)
            homes[row.home_id].add(row.ref)
        for found in homes.values():
            # What was moved in this run and is not written yet is known better here.
            story = frozenset(ref for ref in found if ref not in self._story)
            self._story.update(dict.fromkeys(story, story))

    def write(self) -> set[frozenset[str]]:
        """Writes down the stories that are others since the last writing, and returns them."""
        self.load(self.changed)
        stories = {self._story[ref] for ref in self.changed}
        rows = []
        for story in stories:
            home = self.number(first_of(self, story))
            rows += [{"own": self.number(ref), "home": home} for ref in story]
        if rows:
            self.connection.execute(_NEW_HOME, rows)
        self.changed.clear()
        return stories


def first_of(shelf: Shelf, story: Iterable[str]) -> str:
    """The first of these articles by time."""
    members = list(story)
    shelf.fetch(shelf.number(ref) for ref in members)
    return min(members, key=lambda ref: shelf.profile(ref).order)


def _chunks(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), _AT_ONCE):
        yield numbers[start : start + _AT_ONCE]


_t, _k, _a, _l = schema.trace.c, schema.trace_key.c, schema.alike.c, schema.link.c
_OLD_KEY = delete(schema.trace_key).where(
    _k.key == bindparam("one"), _k.day == bindparam("own_day"), _k.article_id == bindparam("own")
)
_OLD_RUN = delete(schema.trace_run).where(
    schema.trace_run.c.run == bindparam("one"), schema.trace_run.c.article_id == bindparam("own")
)
_OLD_ALIKE = delete(schema.alike).where(_a.article_id == bindparam("one"), _a.other_id == bindparam("own"))
_NUMBER = select(_t.article_id).where(_t.ref == bindparam("own"))
_CALLED = select(_t.article_id, _t.ref).where(among(_t.article_id))
_TRACES = (
    select(
        _t.article_id, _t.reading_id, _t.ref, _t.body, schema.article.c.outlet, schema.article.c.headline,
        schema.article.c.published,
    )
    .join(schema.article, schema.article.c.id == _t.article_id)
    .where(among(_t.article_id))
)  # fmt: skip
_ALIKE = select(_a.article_id, _a.other_id, _t.ref).join(schema.trace, _t.article_id == _a.other_id).where(
    among(_a.article_id)
)  # fmt: skip
_BOUND = select(_l.earlier_id, _l.later_id).where(_l.counts, or_(among(_l.earlier_id), among(_l.later_id)))
_HOMES = select(_t.article_id, _t.ref, _t.home_id).where(
    _t.home_id.in_(select(_t.home_id).where(among(_t.article_id)))
)
_NEW_HOME = update(schema.trace).where(_t.article_id == bindparam("own")).values(home_id=bindparam("home"))
_FOUND = select(_k.article_id).where(among(_k.key, "keys"))
_ENOUGH = func.count() >= bindparam("least")
_SHARING_UNDATED = _FOUND.group_by(_k.article_id).having(_ENOUGH)
# In two parts, so that each goes by the index: the days around, and what has no day.
_NEAR = union_all(
    _FOUND.where(_k.day.between(bindparam("first"), bindparam("last"))), _FOUND.where(_k.day == UNDATED)
).subquery()
_SHARING = select(_NEAR.c.article_id).group_by(_NEAR.c.article_id).having(_ENOUGH)
