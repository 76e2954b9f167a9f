"""What is asked of a ledger: records in lists, one record with all its evidence, statements, and articles by words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, select

from onrecord.ledger import schema
from onrecord.ledger.derived import Amount
from onrecord.ledger.errors import LedgerError
from onrecord.ledger.keys import Kind, plain
from onrecord.ledger.log import Log
from onrecord.ledger.names import code_of
from onrecord.ledger.narrowing import legible
from onrecord.ledger.totals import ARRIVED, PROMISED, Told, Total, counted, worth

#: Reports so many days before the newest still say how things stand; sources that differ among them disagree.
_RECENT = 7


@dataclass(frozen=True, slots=True)
class Record:
    """A record in a line.

    ref        what it is called by: "T-1a2b3c4d5e"
    grouped    the values that all its reports agree in
    stage      how far it has got, by the newest report or by a person's word
    first, latest  days of the reports, ISO 8601; empty where none is dated
    articles   how many report it
    status     read (by the program alone), accepted or rejected by a person
    corrected  what a person corrected, by field
    """

    ref: str
    kind: Kind
    title: str
    type: str | None
    actor: str | None
    recipient: str | None
    object: str | None
    stage: str | None
    negated: bool
    first: str
    latest: str
    articles: int
    status: str
    grouped: Mapping[str, str] = field(default_factory=dict)
    corrected: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One article's report of a record.

    on        day of publication, ISO 8601; empty where unknown
    number    index of the event, effect or statement in the article's reading
    sentence  the words that say it; `field`, `start` and `end` are where the word stands that it was read from
    """

    ref: str
    on: str
    outlet: str | None
    headline: str
    url: str | None
    article: int
    number: int
    stage: str | None
    negated: bool
    amount: Amount
    sentence: str
    field: str
    start: int
    end: int
    status: str = "read"


@dataclass(frozen=True, slots=True)
class Detail:
    """A record with everything that it rests on.

    reports    in the order of their days
    disagreements  what recent reports say differently, a line each
    promised, arrived  for a transfer: numbers of things, then sums of money
    """

    record: Record
    reports: tuple[Report, ...]
    disagreements: tuple[str, ...] = ()
    promised: tuple[Total, ...] = ()
    arrived: tuple[Total, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of records is narrowed to; None for no narrowing.

    actor, recipient  a country code, or a name
    since, until  days of the newest report, ISO 8601, both included
    status     accepted or rejected; without one, all that nobody rejected
    """

    actor: str | None = None
    recipient: str | None = None
    object: str | None = None
    type: str | None = None
    stage: str | None = None
    since: str | None = None
    until: str | None = None
    status: str | None = None
    title: str | None = None


def records(
    connection: Connection, kind: Kind, filters: Filters, log: Log, *, limit: int = 50, offset: int = 0
) -> list[Record]:
    """Records of a kind, those with the newest reports first.

    filters  as `narrowing.checked` gave them
    """
    r = schema.record.c
    wanted: list[ColumnElement[bool]] = [r.kind == kind, r.articles > 0]
    if filters.stage is not None:
        wanted.append(r.stage == filters.stage)
    for role, value in (
        ("actor", filters.actor),
        ("recipient", filters.recipient),
        ("object", filters.object),
    ):
        if value is not None:
            wanted.append(_is_side(role, value))
    if filters.type is not None:
        wanted.append(r.type == filters.type.upper())
    if filters.since is not None:
        wanted.append(r.latest >= filters.since)
    if filters.until is not None:
        wanted.append(r.latest <= filters.until)
    if filters.status is not None:
        wanted.append(r.status == filters.status)
        if filters.status != "read":  # told by persons: few among many, and with an index of their own
            wanted.append(r.reviewed.is_(True))
    else:
        wanted.append(r.status != "rejected")
    if filters.title is not None:
        wanted.append(func.lower(r.title).contains(filters.title.lower(), autoescape=True))
    query = (
        select(schema.record)
        .where(*wanted)
        .order_by(r.latest.desc(), r.id.desc())
        .limit(limit)
        .offset(offset)
    )
    return [record_of(row, log) for row in connection.execute(query)]


def _is_side(role: str, value: str) -> ColumnElement[bool]:
    """Whether a side of a record is somebody, or has them among several ("ROU+TUR")."""
    side = schema.side.c
    said = code_of(value) or plain(value)
    return schema.record.c.id.in_(select(side.record_id).where(side.role == role, side.value == said))


def record_of(row: Row[Any], log: Log) -> Record:
    """A record as a person left it."""
    return record_with(row, row, log)


def record_with(row: Any, line: Any, log: Log) -> Record:
    """A record as a person left it.

    row   what it is about: its row in the table of records
    line  what is said of it: a Summary, or a row with the same names
    """
    word = log.word(row.ref)
    shown = {
        name: word.corrected.get(name, getattr(row, name))
        for name in ("type", "actor", "recipient", "object", "title")
    }
    return Record(
        ref=row.ref, kind=row.kind, stage=line.stage, negated=line.negated, first=line.first, latest=line.latest,
        articles=line.articles, status=line.status, grouped=json.loads(row.key), corrected=word.corrected,
        notes=word.notes, **shown,
    )  # fmt: skip


def find(connection: Connection, ref: str, log: Log) -> Row[Any]:
    """The row of a record by its reference, by one that was merged into it, or by the beginning of one.

    Raises LedgerError where there is none, or more than one.
    """
    r = schema.record
    legible(ref)
    query: Select[Any] = select(r).where(r.c.ref == log.record(ref))
    found = connection.execute(query).all()
    if not found and len(ref) >= 4:
        begins = r.c.ref.startswith(ref, autoescape=True)
        if connection.dialect.name == "sqlite":  # where LIKE takes no index, and text sorts by its bytes
            begins = and_(r.c.ref >= ref, r.c.ref < ref + "~", begins)
        found = connection.execute(select(r).where(begins).limit(2)).all()
    if len(found) > 1:
        raise LedgerError(f"More than one record begins with {ref}.", "Give more of its reference.")
    if not found:
        raise LedgerError(
            f"There is no record {ref}.",
            "References are shown first in every list: D-..., T-..., E-..., P-....",
        )
    return found[0]


def detail(connection: Connection, ref: str, log: Log) -> Detail:
    """A record with all its reports. Raises LedgerError where there is none."""
    row = find(connection, ref, log)
    return whole(record_of(row, log), reports(connection, schema.sighting.c.record_id == row.id, log))


def whole(record: Record, found: Sequence[Report]) -> Detail:
    """A record with its reports, in order, and what follows from them."""
    counting = [r for r in found if r.status != "rejected"]
    told = told_by(found)
    is_transfer = record.kind == "transfer"
    return Detail(
        record=record,
        reports=tuple(found),
        disagreements=tuple(_disagreements(counting)),
        promised=(*counted(told, PROMISED), *worth(told, PROMISED)) if is_transfer else (),
        arrived=(*counted(told, ARRIVED), *worth(told, ARRIVED)) if is_transfer else (),
    )


def told_by(found: Iterable[Report]) -> list[Told]:
    """What totals are made of: the reports that nobody rejected."""
    return [as_told(r) for r in found if r.status != "rejected"]


def as_told(report: Report) -> Told:
    """What a total takes of a report."""
    return Told(report.on, report.stage, report.negated, report.amount)


def reports(connection: Connection, wanted: ColumnElement[bool], log: Log) -> list[Report]:
    """Reports by readings that count now, in the order of their days, as a person left them."""
    s, a = schema.sighting.c, schema.article.c
    query = (
        select(schema.sighting, a.outlet, a.headline, a.url)
        .join(schema.article, a.id == s.article_id)
        .join(schema.reading, schema.reading.c.id == s.reading_id)
        .where(wanted, schema.reading.c.until.is_(None))
        .order_by(s.on, a.id, s.start)
    )
    return [report_of(row, log) for row in connection.execute(query)]


def report_of(row: Row[Any], log: Log) -> Report:
    """A report as a person left it."""
    word = log.word(row.ref)
    amount = Amount(
        row.least, row.most, row.unit, row.count_state, row.value, row.currency, row.value_state, row.shared
    )
    negated = word.corrected["negated"] == "true" if "negated" in word.corrected else row.negated
    return Report(
        ref=row.ref, on=row.on, outlet=row.outlet, headline=row.headline, url=row.url, article=row.article_id,
        number=row.number, stage=word.corrected.get("stage", row.stage), negated=negated, amount=amount,
        sentence=row.sentence, field=row.field, start=row.start, end=row.end, status=word.status,
    )  # fmt: skip


def _disagreements(found: Sequence[Report]) -> list[str]:
    """What the reports of the last week say differently of how far it has got, and how many there are."""
    from datetime import date, timedelta

    dated = [r for r in found if r.on]
    if not dated:
        return []
    last = max(r.on for r in dated)
    since = (date.fromisoformat(last) - timedelta(days=_RECENT)).isoformat()
    recent = [r for r in dated if r.on >= since]
    said: dict[str, list[str]] = {}
    for r in recent:
        if r.stage is not None:
            said.setdefault(f"not {r.stage}" if r.negated else r.stage, []).append(r.outlet or r.headline)
    lines = []
    if len(said) > 1:
        lines.append("; ".join(f"{stage}: {', '.join(sorted(set(who)))}" for stage, who in said.items()))
    numbers: dict[str, list[str]] = {}
    for r in recent:
        if r.amount.least is not None and r.amount.least == r.amount.most:
            unit = f" {r.amount.unit}" if r.amount.unit else ""
            numbers.setdefault(f"{r.amount.least:,.0f}{unit}", []).append(r.outlet or r.headline)
    if len(numbers) > 1:
        lines.append("; ".join(f"{n}: {', '.join(sorted(set(who)))}" for n, who in numbers.items()))
    return lines
