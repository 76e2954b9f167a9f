"""A person's word: entries for the review log, checked before they are written, and what follows from them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields, replace

from sqlalchemy import Connection, bindparam, insert, select, update

from onrecord.ledger import adding, schema
from onrecord.ledger.errors import LedgerError
from onrecord.ledger.links.checks import LINKED, check_linked
from onrecord.ledger.log import FIELDS, REPORT_FIELDS, Entry, Log
from onrecord.ledger.rows import write_sides

_RECORDS, _REPORT, _CLAIM = "DTEP", "S", "H"
_ENTRY = [schema.review.c[field.name] for field in fields(Entry)]
_FURTHER = select(*_ENTRY).where(schema.review.c.id > bindparam("last")).order_by(schema.review.c.id)


def further(connection: Connection, log: Log) -> Log:
    """The review log as it stands for this connection.

    log  as it stood before; empty for all that there is
    """
    new = [Entry(*row) for row in connection.execute(_FURTHER, {"last": log.last})]
    return Log([*log.given, *new]) if new else log


def checked(connection: Connection, entry: Entry, log: Log) -> None:
    """Raises LedgerError, with the choices, for an entry that means nothing in this ledger."""
    if not entry.who.strip():
        raise LedgerError("A review needs somebody who makes it.", "Give --who NAME, or set ONRECORD_USER.")
    if entry.action == "undo":
        standing = {e.id for e in log.given}
        if not entry.target.isdigit() or int(entry.target) not in standing:
            raise LedgerError(
                f"There is no entry {entry.target} in the log.",
                "`onrecord history REF` shows the entries with their numbers.",
            )
        return
    if entry.target[:2] in LINKED:
        check_linked(connection, entry)
        return
    _exists(connection, entry.target)
    if entry.action == "correct":
        _check_field(entry)
    if entry.action in ("merge", "split") and entry.target[:1] not in _RECORDS:
        raise LedgerError(
            f"{entry.target} is no record.",
            "Only records can be merged and split: D-..., T-..., E-..., P-....",
        )
    if entry.action == "merge":
        _check_merge(connection, entry, log)
    if entry.action == "split":
        _check_split(connection, entry, log)


def _check_field(entry: Entry) -> None:
    of_report = entry.target.startswith(_REPORT)
    names = sorted(REPORT_FIELDS if of_report else FIELDS)
    if entry.field not in names or entry.target.startswith(_CLAIM):
        raise LedgerError(
            f"{entry.target} has no field “{entry.field}” that can be corrected.",
            f"Fields are: {', '.join(names)}.",
        )
    allowed = FIELDS[entry.field]
    if allowed is not None and entry.value not in allowed:
        raise LedgerError(f"“{entry.value}” is no {entry.field}.", f"Give one of: {', '.join(allowed)}.")
    if not (entry.value or "").strip():
        raise LedgerError(f"A correction of the {entry.field} needs a value.", "Give it after the field.")


def _check_merge(connection: Connection, entry: Entry, log: Log) -> None:
    into = entry.value or ""
    _exists(connection, into)
    if entry.target[:1] != into[:1]:
        raise LedgerError(
            f"{entry.target} and {into} are records of different kinds.", "Merge records of one kind."
        )
    if log.record(into) == log.record(entry.target):
        raise LedgerError(
            f"{entry.target} and {into} are one record already.",
            "`onrecord history REF` shows how that came about.",
        )


def _check_split(connection: Connection, entry: Entry, log: Log) -> None:
    own = set(connection.execute(
        select(schema.sighting.c.ref).join(schema.record, schema.record.c.id == schema.sighting.c.record_id)
        .where(schema.record.c.ref == log.record(entry.target))
    ).scalars())  # fmt: skip
    moved = set(entry.moved())
    if not moved or not moved <= own:
        strange = ", ".join(sorted(moved - own)) or "no reports"
        raise LedgerError(
            f"{entry.target} does not hold {strange}.",
            "`onrecord show REF` lists the reports of a record: S-....",
        )
    if moved == own:
        raise LedgerError(f"These are all reports of {entry.target}.", "Leave at least one where it is.")


def _exists(connection: Connection, ref: str) -> None:
    table = {_REPORT: schema.sighting, _CLAIM: schema.claim}.get(ref[:1], schema.record)
    if connection.execute(select(table.c.id).where(table.c.ref == ref).limit(1)).first() is None:
        raise LedgerError(
            f"There is nothing called {ref} in this ledger.",
            "References are shown first in every list: D-..., T-..., E-..., P-..., S-..., H-..., N-..., L-..., A-....",
        )


def append(connection: Connection, log: Log, entry: Entry) -> Entry:
    """Writes an entry and all that follows from it; returns it with its number.

    What follows for stories and links is left to `onrecord.ledger.links`.

    connection  in a transaction with the right to write

    Raises LedgerError for an entry that means nothing.
    """
    checked(connection, entry, log)
    row = asdict(entry)
    del row["id"]
    number = connection.execute(insert(schema.review).returning(schema.review.c.id), row).scalar_one()
    entry = replace(entry, id=number)
    spoken = about(entry, log)
    if spoken.target[:2] not in LINKED:
        _follow(connection, spoken, log, Log([*log.given, entry]))
    return entry


def split_value(reports: Iterable[str]) -> str:
    """The reports that leave a record, as the log keeps them."""
    return json.dumps(sorted(set(reports)))


def about(entry: Entry, log: Log) -> Entry:
    """The entry whose consequences change: of an undo the one undone, to the end of a chain of undoing."""
    while entry.action == "undo":
        number = int(entry.target)
        entry = next(e for e in log.given if e.id == number)
    return entry


def _follow(connection: Connection, entry: Entry, before: Log, after: Log) -> None:
    """Moves reports and makes lines anew where an entry changes them."""
    s, r = schema.sighting.c, schema.record.c
    if entry.target.startswith(_CLAIM):
        status = after.word(entry.target).status
        connection.execute(
            update(schema.claim).where(schema.claim.c.ref == entry.target).values(status=status)
        )
        return
    if entry.target.startswith(_REPORT):
        found = connection.execute(select(s.record_id).where(s.ref == entry.target)).scalars()
        adding.settle(connection, set(found), after)
        return
    refs = {entry.target, before.record(entry.target), after.record(entry.target)}
    if entry.action == "split":
        refs |= {entry.new_record(), after.record(entry.new_record())}
        make_split(connection, entry)
    if entry.action == "merge" and entry.value:
        refs |= {entry.value, before.record(entry.value), after.record(entry.value)}
    touched = set(connection.execute(select(schema.record.c.id).where(r.ref.in_(refs))).scalars())
    home = schema.record.alias()
    rows = connection.execute(
        select(s.id, s.ref, s.record_id, home.c.ref.label("home"))
        .join(home, home.c.id == s.home_id)
        .where(s.record_id.in_(touched) | s.home_id.in_(touched))
    ).all()
    moves = [(row.id, row.record_id, after.record(row.home, row.ref)) for row in rows]
    numbers = _numbers(connection, [ref for _, _, ref in moves])
    for number, old, ref in moves:
        if numbers[ref] != old:
            connection.execute(update(schema.sighting).where(s.id == number).values(record_id=numbers[ref]))
        touched |= {old, numbers[ref]}
    adding.settle(connection, touched, after)


def _numbers(connection: Connection, refs: Sequence[str]) -> dict[str, int]:
    r = schema.record.c
    rows = connection.execute(select(r.ref, r.id).where(r.ref.in_(set(refs))))
    return {row.ref: row.id for row in rows}


def make_split(connection: Connection, entry: Entry) -> None:
    """The record that a split makes, where it is not there yet: as its old one, but for its reports."""
    r = schema.record.c
    ref = entry.new_record()
    if connection.execute(select(r.id).where(r.ref == ref)).first() is not None:
        return
    old = dict(connection.execute(select(schema.record).where(r.ref == entry.target)).mappings().one())
    key = json.loads(old["key"]) | {"split from": entry.target}
    del old["id"]
    new = old | {"ref": ref, "key": json.dumps(key, ensure_ascii=False), "articles": 0}
    number = connection.execute(insert(schema.record).returning(r.id), new).scalar_one()
    write_sides(connection, [(number, new)])
