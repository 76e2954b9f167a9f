"""The ledger as it stood at a moment, and how one moment differs from another.

Nothing is stored for this: readings say when they were made and until when they counted, the review log says when each word
was given, and the rest is computed from those. So the state at any time is a pure function of what was put in until then.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from sqlalchemy import Connection, or_, select

from onrecord.ledger import schema
from onrecord.ledger.errors import LedgerError
from onrecord.ledger.keys import Kind
from onrecord.ledger.log import Entry, Log
from onrecord.ledger.summary import Report, Summary, summary

_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d|\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?")


@dataclass(frozen=True, slots=True)
class State:
    """A record as it stood: its reference, kind and title, and its line.

    grouped  the values that all its reports agree in
    """

    ref: str
    kind: Kind
    title: str
    line: Summary
    grouped: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """How a record differs between two moments; `before` is None for a new one, `after` for one that is gone."""

    ref: str
    kind: Kind
    title: str
    before: Summary | None
    after: Summary | None
    grouped: Mapping[str, str] = field(default_factory=dict)


def log_at(connection: Connection, moment: str | None = None) -> Log:
    """The review log up to and including a moment; the whole without one."""
    query = select(schema.review).order_by(schema.review.c.id)
    if moment is not None:
        query = query.where(schema.review.c.at <= moment)
    return Log(Entry(**row) for row in connection.execute(query).mappings())


def states(connection: Connection, moment: str | None = None) -> dict[str, State]:
    """All records that had reports at a moment, by reference.

    moment  UTC in ISO 8601; a day means its end; None for now
    """
    until = end_of(moment) if moment is not None else None
    log = log_at(connection, until)
    s, g, home = schema.sighting.c, schema.reading.c, schema.record.alias()
    query = (
        select(s.ref, s.on, s.stage, s.negated, s.article_id, home.c.ref.label("home"))
        .join(schema.reading, g.id == s.reading_id)
        .join(home, home.c.id == s.home_id)
    )
    if until is None:
        query = query.where(g.until.is_(None))
    else:
        query = query.where(g.made <= until, or_(g.until.is_(None), g.until > until))
    by_record: dict[str, list[Report]] = defaultdict(list)
    for row in connection.execute(query):
        by_record[log.record(row.home, row.ref)].append(
            Report(row.ref, row.on, row.stage, row.negated, row.article_id)
        )
    r = schema.record.c
    about = {row.ref: row for row in connection.execute(select(r.ref, r.kind, r.title, r.key))}
    found = {}
    for ref, reports in by_record.items():
        title = log.word(ref).corrected.get("title", about[ref].title)
        found[ref] = State(
            ref, about[ref].kind, title, summary(ref, reports, log), json.loads(about[ref].key)
        )
    return {ref: state for ref, state in sorted(found.items()) if state.line.articles}


def end_of(moment: str) -> str:
    """The last microsecond of a moment, as times are kept: of "2025-03-03" that of the day, of "2025-03-03T10" of the hour.

    Written alike, times sort alike by the rules of whatever language a store has.

    moment  ISO 8601, in UTC where it does not say

    Raises LedgerError for what is no moment.
    """
    try:
        if _DAY.fullmatch(moment):
            date.fromisoformat(moment + "0000-01-01"[len(moment) :])
            return _filled(moment)
        if (found := _MOMENT.fullmatch(moment)) is not None:
            at = datetime.fromisoformat(found.expand(r"\1T\2") + (found[3] or "Z")).astimezone(UTC)
            return _filled(at.isoformat(timespec="microseconds")[: found.end(2)])
    except (ValueError, OverflowError):
        pass
    raise LedgerError(f"“{moment}” is no day.", "Give a day as in 2025-03-31.")


def _filled(beginning: str) -> str:
    last = "0000-12-31T23:59:59.999999"
    return f"{beginning[: len(last)]}{last[len(beginning) :]}+00:00"


def changes(before: dict[str, State], after: dict[str, State]) -> list[Change]:
    """What differs between two states, by reference."""
    found = []
    for ref in sorted(before.keys() | after.keys()):
        old, new = before.get(ref), after.get(ref)
        some = new or old
        if some is not None and (old is None or new is None or old.line != new.line):
            found.append(
                Change(
                    ref,
                    some.kind,
                    some.title,
                    old.line if old else None,
                    new.line if new else None,
                    some.grouped,
                )
            )
    return found
