"""Keeps the links of a ledger: takes what is not linked yet, in the order of time, and holds it against its neighbours.

The links are those that `onrecord.linking.link` finds in the articles that count, whatever the order in which they came in.
Articles of one day that come after all that they touch are put in place as `Stories` does it, those that hang together at
once. One that is older than something it touches is late: then all that hangs together with it is put in place anew, from
the first to the last.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby

from sqlalchemy import Connection, func, insert, select

from onrecord.ledger import schema, stored
from onrecord.ledger.links import placing, traces
from onrecord.ledger.links.pairs import (
    Text,
    Texts,
    copiers,
    copiers_of,
    following,
    pairs,
    recount,
    retellings,
    set_pairs,
    write,
)
from onrecord.ledger.links.shelf import Shelf
from onrecord.ledger.links.traces import UNDATED, Trace
from onrecord.ledger.links.waiting import Waiting, done, still
from onrecord.ledger.log import Entry, Log
from onrecord.linking import Piece
from onrecord.linking.stories import Profile, Stories, Surroundings, anew, by_day
from onrecord.model import Reading

#: So many articles that hang together are put in place anew for one that is late. Where there are more, it is put among them
#: and nothing is moved for it.
_TOGETHER = 1000
#: So many readings that were just added are kept for linking.
_READINGS = 256


class Linker:
    """Links articles; what it fetched is kept from one run to the next."""

    def __init__(self) -> None:
        self._shelf = Shelf()
        self._texts = Texts(self._shelf)
        self._stories = Stories(self._shelf)
        self._seen: tuple[int | None, int] | None = None
        self._readings: OrderedDict[int, Reading] = OrderedDict()
        #: Articles that are put in place anew at the end of the run, with all that hangs together with them, and which of the
        #: new ones are among them: so a story that many of the run are late for is gone through once.
        self._unsettled: set[str] = set()
        self._late: dict[str, Profile] = {}
        #: Articles of which something was copied that is gone or was cut.
        self._bereft: set[str] = set()

    def expect(self, article: int, reading: Reading) -> None:
        """Keeps the reading of an article that was just added, which saves fetching it."""
        self._readings[article] = reading
        if len(self._readings) > _READINGS:
            self._readings.popitem(last=False)

    def run(self, connection: Connection, some: Iterable[Waiting], log: Log, at: str) -> int:
        """Links these articles, those of them that still wait; returns how many.

        connection  in a transaction with the right to write
        at          this moment
        """
        self._begin(connection, log)
        there = still(connection, (one.number for one in some))
        for one in there:
            if one.traced is not None:
                self._forget(one.number, log)
        counting = ((one, one.reading) for one in there if one.reading is not None)
        for _, day in groupby(counting, key=lambda pair: pair[0].day):
            self._place([self._add(one, number, log) for one, number in day])
        self._retell(log)
        self._settle()
        placing.write(connection, self._shelf, log, at, [one.number for one in there])
        done(connection, there)
        self._end(connection, log, at, len(there))
        return len(there)

    def review(self, connection: Connection, entry: Entry, log: Log, at: str) -> None:
        """Brings links and stories in line with the log, to which this entry was added, or of which it was taken back."""
        self._begin(connection, log)
        touched = placing.reviewed(connection, self._shelf, entry, log)
        self._bereft.update(map(self._shelf.ref, touched))
        self._retell(log)
        self._unsettled.update(
            ref for one, other, _ in recount(self._shelf, touched, log) for ref in (one, other)
        )
        self._settle()
        placing.write(connection, self._shelf, log, at, entry=entry)
        self._end(connection, log, at, 0)

    def _begin(self, connection: Connection, log: Log) -> None:
        seen = connection.execute(_RUNS).scalar(), log.last
        if seen != self._seen:
            self._shelf.clear()
            self._texts = Texts(self._shelf)
            self._stories = Stories(self._shelf)
        self._seen = None  # until this run is through
        self._unsettled.clear()
        self._late.clear()
        self._bereft.clear()
        self._shelf.begin(connection)

    def _end(self, connection: Connection, log: Log, at: str, count: int) -> None:
        number = connection.execute(_RUN, {"at": at, "articles": count}).scalar_one()
        self._seen = number, log.last

    def _forget(self, number: int, log: Log) -> None:
        """Takes an article out, and puts those anew that it was held against."""
        shelf = self._shelf
        ref = shelf.ref(number)
        text = Text(ref, stored.article(shelf.connection, number))
        touched = following(shelf, number)
        self._bereft.update(map(shelf.ref, copiers_of(shelf, number)))
        self._bereft.discard(ref)
        others = ({*shelf.alike(ref), *shelf.bound(ref)} | shelf.together(ref)) - {ref}
        shelf.forget(ref, traces.runs(text.wording))
        self._texts.drop(ref)
        self._stories = Stories(shelf)  # what it knows of an article goes by its name
        changed = recount(shelf, touched, log)
        self._unsettled.update(others, (r for one, other, _ in changed for r in (one, other)))

    def _add(self, one: Waiting, number: int, log: Log) -> Profile:
        """Takes in an article and finds what it has to do with others; `number` is that of its reading."""
        shelf, ref = self._shelf, one.ref
        kept = self._readings.pop(one.number, None)
        # Somebody may have read it anew since it was added.
        reading = stored.reading(shelf.connection, one.number) if kept is None or one.reread else kept
        profile = Profile.of(Piece(ref, reading))
        text = Text(ref, reading.article)
        shelf.expect(Trace(one.number, number, profile, text.telling.sketch), traces.runs(text.wording))
        held = self._stories.meet(profile)
        found = pairs(shelf, self._texts, text, held, log)
        self._texts.keep(text)
        found += set_pairs(shelf, ref, log, found)
        changed = recount(shelf, write(shelf, found, log), log)
        # Where others of one text are no longer, or newly so, it is not this article alone that finds its place.
        if any(ref not in (one, other) for one, other, _ in changed):
            self._unsettled.update([ref], (r for one, other, _ in changed for r in (one, other)))
            self._late[ref] = profile
        return profile

    def _retell(self, log: Log) -> None:
        """Finds what articles retell that copy nothing any more."""
        shelf = self._shelf
        there = {shelf.number(ref): ref for ref in self._bereft if ref in shelf}
        for number in sorted(there.keys() - copiers(shelf, there)):
            held = self._stories.near(shelf.profile(there[number]))
            found = retellings(shelf, self._texts, there[number], held, log)
            changed = recount(shelf, write(shelf, found, log), log)
            self._unsettled.update(ref for one, other, _ in changed for ref in (one, other))
        self._bereft.clear()

    def _place(self, new: Sequence[Profile]) -> None:
        """Finds the places of articles of one day that have been taken in."""
        of = {profile.id: profile for profile in new}
        for around in self._stories.around_each(new):
            some = [of[ref] for ref in around.open if ref in of]
            if self._is_late(some[0], around):
                self._late |= {profile.id: profile for profile in some}
                self._unsettled.update(profile.id for profile in some)
            else:
                # Where this touches what is unsettled it is put in place anew with that.
                self._stories.place(around)

    def _is_late(self, profile: Profile, around: Surroundings) -> bool:
        """Whether anything that an article touches has been put in place for a later day than its own."""
        shelf, day = self._shelf, _day(profile)
        if day == UNDATED:
            return False
        stories = {shelf.together(ref) for ref in around.open} | {
            shelf.together(ref) for story in around.settled for ref in story
        }
        members = set[str]().union(*stories)
        shelf.load(members)
        touched = members.union(
            *(shelf.alike(ref) for ref in members), *(shelf.bound(ref) for ref in members)
        )
        shelf.fetch(shelf.number(ref) for ref in touched)
        return any(_day(shelf.profile(ref)) > day for ref in touched)

    def _settle(self) -> None:
        """Puts all that hangs together with what is unsettled in place anew; where that is too much, only what is late."""
        shelf = self._shelf
        too_many = set[str]()
        for ref in sorted(self._unsettled):
            if ref not in self._unsettled or ref not in shelf:
                continue
            reached = self._hanging_together(ref)
            self._unsettled -= reached
            if len(reached) > _TOGETHER or reached & too_many:
                too_many |= reached
            else:
                self._again(reached)
        for day in by_day(profile for ref, profile in self._late.items() if ref in too_many):
            for around in self._stories.around_each(day):
                self._stories.place(around)
        self._unsettled.clear()
        self._late.clear()

    def _hanging_together(self, ref: str) -> set[str]:
        """The articles that hang together with one; some of them, more than `_TOGETHER`, where there are more."""
        shelf = self._shelf
        reached = new = {ref}
        while new and len(reached) <= _TOGETHER:
            shelf.load(new)
            new = (
                set[str]().union(
                    *(shelf.alike(ref) for ref in new),
                    *(shelf.bound(ref) for ref in new),
                    *(shelf.together(ref) for ref in new),
                )
                - reached
            )
            reached = reached | new
        return reached

    def _again(self, refs: Collection[str]) -> None:
        """Puts articles in place anew, which are all that hang together."""
        shelf = self._shelf
        shelf.fetch(shelf.number(ref) for ref in refs)
        known: Mapping[str, Profile] = {ref: shelf.profile(ref) for ref in refs}
        shelf.regroup(
            anew(
                known.values(),
                {ref: shelf.alike(ref) for ref in refs},
                {ref: shelf.bound(ref) for ref in refs},
                self._stories.scores,
            )
        )


def _day(profile: Profile) -> int:
    return UNDATED if profile.day is None else profile.day


_RUNS = select(func.max(schema.linking.c.id))
_RUN = insert(schema.linking).returning(schema.linking.c.id)
