"""How a record came about: when which article was added and what it said, what took its place, and what persons decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.ledger import schema
from onrecord.ledger.log import Entry, Log
from onrecord.ledger.records import find


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a history.

    at    when the ledger took it in, UTC in ISO 8601
    what  "report", "replaced" (by another reading or version of the page), of a story "joined" and "left"; or the action of
          a person
    ref   of the report, or of what the person spoke of
    who   the outlet, or the person
    words what it said: the stage and the sentence, or the correction
    entry the number of a person's entry in the log, for undoing it
    """

    at: str
    what: str
    ref: str
    who: str
    words: str
    entry: int | None = None


def history(connection: Connection, ref: str, log: Log) -> list[Happening]:
    """All that happened to a record and its reports, in order. Raises LedgerError where there is no such record."""
    row = find(connection, ref, log)
    s, g, a = schema.sighting.c, schema.reading.c, schema.article.c
    home = schema.record.alias()
    found: list[Happening] = []
    targets = {row.ref}
    query = (
        select(schema.sighting, g.made, g.until, a.outlet, a.headline, home.c.ref.label("home"))
        .join(schema.reading, g.id == s.reading_id)
        .join(schema.article, a.id == s.article_id)
        .join(home, home.c.id == s.home_id)
        .where(s.record_id == row.id)
    )
    for r in connection.execute(query):
        targets |= {r.ref, r.home}
        said = f"{'not ' if r.negated else ''}{r.stage}: {r.sentence}" if r.stage else r.sentence
        who = r.outlet or r.headline
        found.append(Happening(r.made, "report", r.ref, who, said))
        if r.until is not None:
            found.append(Happening(r.until, "replaced", r.ref, who, said))
    found += spoken(log, targets)
    return sorted(found, key=lambda h: (h.at, h.entry or 0, h.ref))


def spoken(log: Log, targets: set[str]) -> Iterator[Happening]:
    """The entries of the log about any of these, also those that were undone, and the undoing."""
    entries = {e.id: e for e in log.given}
    for e in log.given:
        about = e
        while about.action == "undo":  # one that undoes an undoing is about what stands again
            about = entries[int(about.target)]
        if _is_about(about, targets):
            taken = f"[undone by entry {log.undone[e.id]}]" if e.id in log.undone else ""
            words = " ".join(p for p in (e.field, e.value, e.note and f"({e.note})", taken) if p)
            yield Happening(e.at, e.action, e.target, e.who, words, e.id)


def _is_about(entry: Entry, targets: set[str]) -> bool:
    named = {entry.target, *entry.moved()}
    if entry.action == "merge" and entry.value:
        named.add(entry.value)
    if entry.action == "split":
        named.add(entry.new_record())
    return bool(named & targets)
