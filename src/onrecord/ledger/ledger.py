"""The ledger as Python sees it: every verb of the command line, with typed answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import Connection

from onrecord.ledger import adding, narrowing, records, reviews, sheets, states, stored, upgrades
from onrecord.ledger.adding import Added, Made
from onrecord.ledger.database import DEFAULT, Database
from onrecord.ledger.errors import told
from onrecord.ledger.headlines import Checked, Sought, headlines
from onrecord.ledger.history import Happening, history
from onrecord.ledger.keys import Kind
from onrecord.ledger.links import waiting
from onrecord.ledger.links.checks import LINKED
from onrecord.ledger.links.filters import StoryFilters
from onrecord.ledger.links.history import linked_history
from onrecord.ledger.log import Action, Entry, Log
from onrecord.ledger.records import Detail, Filters, Record
from onrecord.ledger.said import Asked, Said, statements
from onrecord.ledger.search import About, Hit, search
from onrecord.ledger.sheets import Kept, Sheet, SheetMap
from onrecord.ledger.snapshot import Snapshot
from onrecord.ledger.states import Change, State
from onrecord.ledger.stored import Difference, Info
from onrecord.model import Article, Reading

if TYPE_CHECKING:
    from onrecord.ledger.links.linking import Linker
    from onrecord.ledger.links.told import StoryDetail, StoryLine

#: So many articles are linked in one transaction.
_LINKED = 64


def now() -> str:
    """This moment, UTC in ISO 8601 to the microsecond: texts that sort as the moments do."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


class Ledger:
    """What articles say, kept with its evidence and its history.

    location  a file (made where it is missing), or postgresql://USER@HOST/DATABASE
    create    False to refuse a file that is not there
    clock     what says when something was added or decided

    Raises LedgerError where it cannot be opened, is no ledger, or was made by a newer version.
    """

    def __init__(
        self, location: str | Path = DEFAULT, *, create: bool = True, clock: Callable[[], str] = now
    ) -> None:
        self.database = Database(location)
        self._clock = clock
        self._log = Log()
        self._linker: Linker | None = None
        if not create and not self.database.exists():
            raise upgrades.no_ledger(self.database.name)
        try:
            with told(self.database.name), self.database.reading() as connection:
                empty = upgrades.version(connection) is None
            if empty:
                self.upgrade()
            with self.database.reading() as connection:
                upgrades.check(connection, self.database.name)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the store."""
        self.database.close()

    def upgrade(self) -> None:
        """Brings the schema up to that of this program, with all data."""
        with self.database.writing() as connection:
            upgrades.upgrade(connection)

    @classmethod
    def upgrade_at(cls, location: str | Path) -> tuple[str | None, str]:
        """Brings an older ledger up to this program; returns the schemas before and after.

        Raises LedgerError for what is no ledger or was made by a newer version.
        """
        return upgrades.upgrade_at(location)

    def add(self, reading: Reading, *, program: str = "", weights: str = "") -> Added:
        """Adds an article as it was read, in a transaction of its own; one that is there already is left alone.

        For many articles `add_all` is several times as fast.

        program, weights  the versions that made the reading
        """
        (added,) = self._add([reading], program, weights)
        return added

    def add_all(
        self, readings: Iterable[Reading], *, program: str = "", weights: str = ""
    ) -> Iterator[Added]:
        """Adds articles as they come, and says of each what came of it once it is on the disk.

        Those that come fast share a transaction, since the disk takes longer over a transaction than the ledger over an
        article. Each is there whole or not at all; whatever goes wrong with one, those before it are added.

        readings  from wherever; the right to write is not held while the next ones are waited for
        program, weights  the versions that made the readings
        """
        for some in adding.together(readings):
            try:
                done = self._add(some, program, weights)
            except Exception:
                if len(some) == 1:
                    raise
                for reading in some:
                    yield self.add(reading, program=program, weights=weights)
            else:
                yield from done

    def _add(self, readings: Sequence[Reading], program: str, weights: str) -> list[Added]:
        with self.database.writing() as connection:
            done = adding.add(
                connection, readings, Made(program, weights, self._clock()), self.log(connection)
            )
        for one, reading in zip(done, readings, strict=True):
            if one.outcome != "known":
                self.linker.expect(one.article, reading)
        return done

    # --- links between articles ----------------------------------------------------------------------------------

    @property
    def linker(self) -> Linker:
        """What keeps the links."""
        if self._linker is None:
            # What links takes a moment to import: only those pay who link.
            from onrecord.ledger.links.linking import Linker

            self._linker = Linker()
        return self._linker

    def unlinked(self) -> int:
        """How many articles are not linked yet."""
        with self.database.reading() as connection:
            return waiting.how_many(connection)

    def link(self, told: Callable[[int], object] = lambda _: None) -> int:
        """Links the articles that are not linked yet with each other and with those before; returns how many.

        Each `_LINKED` of them in a transaction of their own, so that others can write in between.

        told  is called after each with how many these were
        """
        count = 0
        while True:
            with self.database.reading() as connection:
                left = waiting.waiting(connection)
            if not left:
                return count
            for start in range(0, len(left), _LINKED):
                with self.database.writing() as connection:
                    done = self.linker.run(
                        connection, left[start : start + _LINKED], self.log(connection), self._clock()
                    )
                count += done
                told(done)

    def knows(self, article: Article) -> bool:
        """Whether this article is there already: with these words, from this outlet and address."""
        with self.database.reading() as connection:
            return adding.number_of(connection, article) is not None

    # --- looking things up ---------------------------------------------------------------------------------------

    def records(
        self, kind: Kind, filters: Filters | None = None, *, limit: int = 50, offset: int = 0
    ) -> list[Record]:
        """Decisions, transfers, effects or persons, those with the newest reports first.

        Raises LedgerError for a stage, status or day that there is not.
        """
        wanted = narrowing.checked(filters or Filters())
        with self.database.reading() as connection:
            log = self.log(connection)
            return records.records(connection, kind, wanted, log, limit=limit, offset=offset)

    def decisions(self, **narrowed: str | None) -> list[Record]:
        """What somebody plans or decides; arguments are those of `Filters`."""
        return self.records("decision", Filters(**narrowed))

    def transfers(self, **narrowed: str | None) -> list[Record]:
        """Who gives what to whom; arguments are those of `Filters`."""
        return self.records("transfer", Filters(**narrowed))

    def effects(self, **narrowed: str | None) -> list[Record]:
        """What is said to follow from what; arguments are those of `Filters`."""
        return self.records("effect", Filters(**narrowed))

    def people(self, **narrowed: str | None) -> list[Record]:
        """Who said something; arguments are those of `Filters`."""
        return self.records("person", Filters(**narrowed))

    def show(self, ref: str) -> Detail:
        """A record with every report that it rests on. Raises LedgerError where there is none."""
        with self.database.reading() as connection:
            return records.detail(connection, ref, self.log(connection))

    def statements(self, asked: Asked | None = None, *, limit: int = 50) -> list[Said]:
        """What was said, the newest first. Raises LedgerError for words that are none, or a day that there is not."""
        wanted = narrowing.checked(asked or Asked())
        with self.database.reading() as connection:
            return statements(connection, wanted, limit=limit)

    def headlines(self, sought: Sought | None = None, *, limit: int = 50) -> list[Checked]:
        """The claims of headlines with their verdicts, the newest first.

        Raises LedgerError for a verdict, status or day that there is not.
        """
        wanted = narrowing.checked(sought or Sought())
        with self.database.reading() as connection:
            return headlines(connection, wanted, self.log(connection), limit=limit)

    def search(self, words: str | None = None, about: About | None = None, *, limit: int = 20) -> list[Hit]:
        """Articles that have all these words and are about all of these; see `onrecord.ledger.search`.

        Raises LedgerError where nothing is asked for, and for a country, stage or day that there is not.
        """
        wanted = narrowing.checked(about or About())
        if words is not None:
            narrowing.legible(words)
        with self.database.reading() as connection:
            return search(connection, words, wanted, limit=limit)

    def stories(
        self,
        filters: StoryFilters | None = None,
        *,
        as_of: str | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> list[StoryLine]:
        """What happened once, however many outlets carry it; that on which something was last published first.

        Articles that are not linked yet are linked before.

        as_of  a day, or a moment as in `states`: the stories as they were shown then

        Raises LedgerError for what is no moment, and for a country, name or day that there is not.
        """
        from onrecord.ledger.links import stories

        asked = narrowing.checked(filters or StoryFilters())
        if as_of is not None:
            until = states.end_of(as_of)
            with self.database.reading() as connection:
                log = states.log_at(connection, until)
                return stories.stories_at(connection, asked, log, until, limit=limit, offset=offset)
        self._link_what_waits()
        with self.database.reading() as connection:
            return stories.stories(connection, asked, self.log(connection), limit=limit, offset=offset)

    def story(self, ref: str, *, as_of: str | None = None) -> StoryDetail:
        """A story with all that its articles have to do with each other, by its reference or that of an article of it.

        Articles that are not linked yet are linked before.

        Raises LedgerError where there is none, or where there was none at that moment.
        """
        from onrecord.ledger.links import stories

        self._link_what_waits()
        until = states.end_of(as_of) if as_of is not None else None
        with self.database.reading() as connection:
            log = self.log(connection) if until is None else states.log_at(connection, until)
            return stories.story(connection, ref, log, until)

    def stories_of(self, articles: Iterable[int]) -> dict[str, str]:
        """The titles of the stories that these articles are in, by their references, in the order of time."""
        from onrecord.ledger.links import stories

        with self.database.reading() as connection:
            return stories.of_articles(connection, articles)

    def _link_what_waits(self) -> None:
        if self.unlinked():
            self.link()

    def article(self, number: int) -> Article:
        """A stored article. Raises LedgerError where there is none."""
        with self.database.reading() as connection:
            return stored.article(connection, number)

    def reading(self, number: int) -> Reading:
        """The reading of a stored article that counts now. Raises LedgerError where there is none."""
        with self.database.reading() as connection:
            return stored.reading(connection, number)

    # --- what a person says --------------------------------------------------------------------------------------

    def accept(self, target: str, *, who: str, note: str | None = None) -> Entry:
        """Says that a record, a report, a headline's verdict, a story or a link between two articles is right."""
        return self._review("accept", target, who, note=note)

    def reject(self, target: str, *, who: str, note: str | None = None) -> Entry:
        """Says that a record, a report, a headline's verdict or a link is wrong: it no longer counts, and stays in the history."""
        return self._review("reject", target, who, note=note)

    def correct(self, target: str, field: str, value: str, *, who: str, note: str | None = None) -> Entry:
        """Puts a value in the place of what the program read.

        Raises LedgerError, with the choices, for a field or a value that there is not.
        """
        return self._review("correct", target, who, field=field, value=value, note=note)

    def merge(self, target: str, into: str, *, who: str, note: str | None = None) -> Entry:
        """Says that two records or stories are one: the reports or articles of `target`, and all that come, go to `into`.

        Of two articles (A-...) it says that `target` goes back to the text of `into`.
        """
        return self._review("merge", target, who, value=into, note=note)

    def split(self, target: str, reports: Iterable[str], *, who: str, note: str | None = None) -> Entry:
        """Takes reports out of a record, or articles out of a story, into one of their own.

        `Entry.new_record` says what it is called.
        """
        return self._review("split", target, who, value=reviews.split_value(reports), note=note)

    def note(self, target: str, words: str, *, who: str) -> Entry:
        """Writes something down about a record, a report, a headline's verdict, a story, a link or an article."""
        return self._review("note", target, who, note=words)

    def undo(self, entry: int, *, who: str, note: str | None = None) -> Entry:
        """Takes an entry of the review log back, an undoing too; both stay in the history."""
        return self._review("undo", str(entry), who, note=note)

    def _review(
        self,
        action: Action,
        target: str,
        who: str,
        *,
        field: str | None = None,
        value: str | None = None,
        note: str | None = None,
    ) -> Entry:
        if target[:2] in LINKED:
            self._link_what_waits()
        entry = Entry(0, self._clock(), who, action, target, field, value, note)
        with self.database.writing() as connection:
            log = self.log(connection)
            written = reviews.append(connection, log, entry)
            about = reviews.about(written, log)
            if about.target[:2] in LINKED:
                self.linker.review(connection, about, Log([*log.given, written]), written.at)
            return written

    # --- sheets of trackers --------------------------------------------------------------------------------------

    def keep_sheet(self, sheet: Sheet, map: SheetMap) -> Kept:
        """Puts a tracker's sheet into the ledger; one with the same rows is left alone.

        sheet, map  what `onrecord.ledger.sheets.read_sheet` and `read_map` gave
        """
        with self.database.writing() as connection:
            return sheets.keep(connection, sheet, map, self._clock())

    def sheet(self, name: str) -> Sheet:
        """The newest sheet of this name. Raises LedgerError for a name that there is not."""
        with self.database.reading() as connection:
            return sheets.kept(connection, name)

    def sheets(self) -> list[Kept]:
        """All sheets, in the order in which they were put in."""
        with self.database.reading() as connection:
            return sheets.sheets(connection)

    # --- time ----------------------------------------------------------------------------------------------------

    def states(self, as_of: str | None = None) -> dict[str, State]:
        """All records as they stood at a moment (UTC in ISO 8601; a day means its end), by reference."""
        with self.database.reading() as connection:
            return states.states(connection, as_of)

    @contextmanager
    def at(self, moment: str | None = None) -> Iterator[Snapshot]:
        """The whole ledger as it stood at a moment (as in `states`), to go through in order; now without one.

        Raises LedgerError for what is no moment.
        """
        until = states.end_of(moment) if moment is not None else None
        with self.database.reading() as connection:
            yield Snapshot(connection, states.log_at(connection, until), until)

    def diff(self, earlier: str, later: str | None = None) -> list[Change]:
        """What changed between two moments; up to now without the second."""
        with self.database.reading() as connection:
            return states.changes(states.states(connection, earlier), states.states(connection, later))

    def history(self, ref: str) -> list[Happening]:
        """How a record, a story, a link or an article's place came about, in order. Raises LedgerError where there is none."""
        with self.database.reading() as connection:
            if ref[:2] in LINKED:
                return linked_history(connection, ref, self.log(connection))
            return history(connection, ref, self.log(connection))

    # --- keeping the ledger --------------------------------------------------------------------------------------

    def unread(self, *, program: str, weights: str) -> list[int]:
        """The articles whose reading was made by other versions than these."""
        with self.database.reading() as connection:
            return stored.unread(connection, program, weights)

    def compare(self, number: int, reading: Reading) -> Difference:
        """What another reading of a stored article would change."""
        return stored.compare(number, self.reading(number), reading)

    def reread(self, number: int, reading: Reading, *, program: str, weights: str) -> None:
        """Puts another reading of a stored article in the place of the one that counts now, which is kept."""
        with self.database.writing() as connection:
            made = Made(program, weights, self._clock())
            adding.reread(connection, number, reading, made, self.log(connection))

    def rebuild(self) -> None:
        """Makes all that is derived from readings and log anew, but for links: these are made by `link`."""
        with self.database.writing() as connection:
            stored.rebuild(connection, self.log(connection))

    def info(self) -> Info:
        """How much the ledger holds, and what made it."""
        with self.database.reading() as connection:
            return stored.info(connection)

    def check(self) -> list[str]:
        """What is wrong with the ledger, a line each; empty where all is well."""
        with self.database.reading() as connection:
            return stored.check(connection)

    def backup(self, path: Path | str) -> None:
        """Writes a whole copy of a SQLite ledger to a new file, while others may go on working.

        Raises LedgerError where the file exists, or for PostgreSQL, whose own pg_dump does this.
        """
        self.database.copy(Path(path))

    def log(self, connection: Connection) -> Log:
        """The review log as it stands for this connection."""
        self._log = reviews.further(connection, self._log)
        return self._log
